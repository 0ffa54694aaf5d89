//! What an indicator states, and whether a number in a text can be true of it.

use std::cell::OnceCell;

use rust_decimal::Decimal;

use super::Side;
use super::mention::{Firmness, Mention};
use super::same_thing::{Name, Plainness, plainness};
use crate::figure::{Bound, Convention, Figure, Ratio, Target, product};
use crate::form::model::Indicator;

/// What an indicator states, on both sides.
pub(super) struct Claim<'a> {
    pub(super) indicator: &'a Indicator,
    /// Its name, made plain for those whose unit a text names.
    name: OnceCell<Name>,
    target: Option<Target>,
    actual: Option<Figure>,
}

/// What it states on one side.
enum Stated<'c> {
    Target(&'c Target),
    Actual(&'c Figure),
    /// Words, or nothing that can be trusted: whatever the text says may be right.
    Words,
}

impl<'a> Claim<'a> {
    pub(super) fn of(indicator: &'a Indicator) -> Self {
        Self {
            indicator,
            name: OnceCell::new(),
            target: Target::parse(indicator.target.text()),
            actual: Figure::parse_with_unit(indicator.actual.text()),
        }
    }

    fn stated(&self, side: Side) -> Stated<'_> {
        let value = match side {
            Side::Goal => self.target.as_ref().map(Stated::Target),
            Side::Result => self.actual.as_ref().map(Stated::Actual),
        };
        value.unwrap_or(Stated::Words)
    }

    /// An actual without a unit is in that of its target.
    fn unit(&self, side: Side) -> Option<&str> {
        let of_actual = self.actual.as_ref().filter(|_| side == Side::Result);
        let units = of_actual.map(|actual| &actual.unit).into_iter();
        let mut units = units.chain(self.target.as_ref().map(|target| &target.unit));
        units.find(|unit| !unit.is_empty()).map(String::as_str)
    }

    /// How plainly the mention speaks of this indicator, in its unit. Words have no unit: the text may have any.
    pub(super) fn plainness(&self, mention: &Mention, side: Side) -> Option<Plainness> {
        let unit = match (self.unit(side), self.stated(side)) {
            (Some(unit), _) => unit,
            (None, Stated::Words) => mention.after.split_inclusive(|_| true).next()?,
            (None, Stated::Target(_) | Stated::Actual(_)) => return None,
        };
        let behind_unit = mention.behind_unit(unit)?;
        let name = self.name.get_or_init(|| Name::of(self.indicator.level3.text()));
        plainness(mention, behind_unit, unit, name)
    }

    /// Whether the mention can be true of the indicator; `None` where the numbers cannot be compared.
    pub(super) fn allows(&self, mention: &Mention, side: Side) -> Option<bool> {
        let Some(unit) = self.unit(side) else {
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
        match self.stated(side) {
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
