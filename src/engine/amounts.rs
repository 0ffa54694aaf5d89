//! 年初预算数, 全年预算数, 全年执行数: printed amounts of money in 万元 or 元.

use rust_decimal::Decimal;

use crate::figure::{Amount, Figure};
use crate::form::model::Field;

/// A printed amount of money.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Money {
    /// As printed.
    pub figure: Figure,
    /// What it can stand for, in its own unit.
    pub amount: Amount,
    unit: Option<Unit>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unit {
    Yuan,
    WanYuan,
}

impl Unit {
    fn named(text: &str) -> Option<Self> {
        match text {
            "元" => Some(Self::Yuan),
            "万元" => Some(Self::WanYuan),
            _ => None,
        }
    }

    /// What an amount in this unit is multiplied with, to have it in the other.
    fn factor_to(self, other: Self) -> Decimal {
        match (self, other) {
            (Self::Yuan, Self::Yuan) | (Self::WanYuan, Self::WanYuan) => Decimal::ONE,
            (Self::WanYuan, Self::Yuan) => Decimal::from(10_000),
            (Self::Yuan, Self::WanYuan) => Decimal::new(1, 4),
        }
    }
}

impl Money {
    /// Reads an amount; the unit is the one behind it, else the one in which the form states its amounts.
    pub fn read(field: &Field, form_unit: &Field) -> Option<Self> {
        let figure = Figure::parse(field.text())?;
        let unit = match figure.unit.as_str() {
            "" => Unit::named(form_unit.text()),
            unit => Some(Unit::named(unit)?),
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
            (Some(unit), Some(other)) => self.amount.times(unit.factor_to(other)),
            (None, Some(_)) | (Some(_), None) => None,
        }
    }
}
