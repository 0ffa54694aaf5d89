//! What an indicator states, and whether a number in a text can be true of it.

use std::cell::OnceCell;

use rust_decimal::Decimal;

use super::Side;
use super::mention::{Firmness, Mention};
use super::same_thing::{Name, Plainness, plainness};
use crate::figure::{Bound, Convention, Figure, Ratio, Target, product};
use crate::form::model::Indicator;

/// What an indicator states on one side.
pub(super) struct Claim<'a> {
    pub(super) indicator: &'a Indicator,
    /// Its name, made plain for those whose unit a text names.
    name: OnceCell<Name>,
    unit: Option<String>,
    value: Stated,
}

enum Stated {
    Target(Target),
    Actual(Figure),
    /// Words, or nothing that can be trusted: whatever the text says may be right.
    Words,
}

impl<'a> Claim<'a> {
    pub(super) fn of(indicator: &'a Indicator, side: Side) -> Self {
        let target = Target::parse(indicator.target.text());
        let actual = Figure::parse_with_unit(indicator.actual.text());
        // An actual without a unit is in that of its target.
        let unit_of_target = target.as_ref().map(|target| target.unit.clone());
        let unit_of_actual = actual
            .as_ref()
            .map(|actual| actual.unit.clone())
            .filter(|unit| !unit.is_empty());
        let (unit, value) = match side {
            Side::Goal => (unit_of_target, target.map(Stated::Target)),
            Side::Result => (unit_of_actual.or(unit_of_target), actual.map(Stated::Actual)),
        };
        Self {
            indicator,
            name: OnceCell::new(),
            unit: unit.filter(|unit| !unit.is_empty()),
            value: value.unwrap_or(Stated::Words),
        }
    }

    /// How plainly the mention speaks of this indicator, in its unit. Words have no unit: the text may have any.
    pub(super) fn plainness(&self, mention: &Mention) -> Option<Plainness> {
        let unit = match (&self.unit, &self.value) {
            (Some(unit), _) => unit.as_str(),
            (None, Stated::Words) => mention.after.split_inclusive(|_| true).next()?,
            (None, Stated::Target(_) | Stated::Actual(_)) => return None,
        };
        let behind_unit = mention.behind_unit(unit)?;
        let name = self.name.get_or_init(|| Name::of(self.indicator.level3.text()));
        plainness(mention, behind_unit, unit, name)
    }

    /// Whether the mention can be true of the indicator; `None` where the numbers cannot be compared.
    pub(super) fn allows(&self, mention: &Mention) -> Option<bool> {
        let Some(unit) = self.unit.as_deref() else {
            return Some(true);
        };
        let Some(firmness) = mention.firmness(mention.behind_unit(unit)?) else {
            return Some(true);
        };
        let scale = mention.scale(unit);
        let stated = product(mention.value, scale)?;
        // The text may print fewer decimals than the table, or the table fewer than the text.
        let is_same_as = |number: Decimal, decimals: u32| {
            let in_text = shortens_to(Ratio::new(number, scale)?, mention.decimals, mention.value)?;
            Some(in_text || shortens_to(Ratio::whole(stated), decimals, number)?)
        };
        match &self.value {
            Stated::Words => Some(true),
            Stated::Actual(actual) => match firmness {
                Firmness::Exactly => is_same_as(actual.value, actual.decimals),
                Firmness::AtLeast => Some(actual.value >= stated),
                Firmness::AtMost => Some(actual.value <= stated),
            },
            Stated::Target(target) => match target.bound {
                Bound::AtLeast(least) | Bound::MoreThan(least) => {
                    Some(stated >= least || is_same_as(least, least.scale())?)
                }
                Bound::AtMost(most) | Bound::LessThan(most) => Some(stated <= most || is_same_as(most, most.scale())?),
                Bound::Between(low, high) => Some(stated >= low && stated <= high),
                // A number alone is taken as what is meant to come out.
                Bound::Equal(number) | Bound::Bare(number) => {
                    Some(is_same_as(number, number.scale())? || (firmness == Firmness::AtMost && stated > number))
                }
            },
        }
    }
}

/// Whether a value, shortened to so many decimals by any convention, is the printed number.
fn shortens_to(value: Ratio, decimals: u32, printed: Decimal) -> Option<bool> {
    let rounded = Convention::ALL.map(|convention| value.rounded(decimals, convention));
    rounded
        .into_iter()
        .try_fold(false, |any, rounded| Some(any || rounded? == printed))
}
