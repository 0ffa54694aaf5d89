//! 年初预算数, 全年预算数, 全年执行数: printed amounts of money in 元, 万元 or 亿元.

use rust_decimal::Decimal;

use crate::figure::{Amount, Figure, yuan_in};
use crate::form::model::Field;

/// A printed amount of money.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Money {
    /// As printed.
    pub figure: Figure,
    /// What it can stand for, in its own unit.
    pub amount: Amount,
    /// How many 元 one of its unit is.
    unit: Option<Decimal>,
}

impl Money {
    /// Reads an amount; the unit is the one behind it, else the one in which the form states its amounts.
    pub fn read(field: &Field, form_unit: &Field) -> Option<Self> {
        let figure = Figure::parse(field.text())?;
        let unit = match figure.unit.as_str() {
            "" => yuan_in(form_unit.text()),
            unit => Some(yuan_in(unit)?),
        };
        Some(Self {
            amount: figure.amount()?,
            figure,
            unit,
        })
    }

    /// The amount in the unit of another; `None` where only one of the units is known.
    pub fn in_unit_of(&self, other: &Self) -> Option<Amount> {
        match (self.unit, other.unit) {
            (None, None) => Some(self.amount),
            (Some(unit), Some(other)) if unit == other => Some(self.amount),
            // Units are powers of ten: nothing is rounded.
            (Some(unit), Some(other)) => self.amount.times(unit.checked_div(other)?),
            (None, Some(_)) | (Some(_), None) => None,
        }
    }
}
