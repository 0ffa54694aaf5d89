//! Figures of which the file says one thing and its own font another: nobody is accused on them, and nothing is right about them.

use crate::audited::AuditedForm;
use crate::form::model::Form;
use crate::messages::Message;
use crate::rules::Confirmed;
use crate::warning::{Warning, WarningKind};

use super::comparison::{Readings, contradiction};
use super::doubted::Doubted;
use super::{Figure, dispute, evidence};

/// A field, what the file says that it reads, and what the embedded font says.
#[derive(Debug)]
pub struct Contradicted {
    figure: Figure,
    readings: Readings,
}

/// The fields of a form that are contradicted.
pub fn contradicted(form: &Form, doubted: &Doubted) -> Vec<Contradicted> {
    if !doubted.has_lies() {
        return Vec::new();
    }
    let judge = |figure: Figure| {
        let place = figure.place?;
        let readings = contradiction(doubted.lying(place)?, &place.bbox)?;
        Some(Contradicted { figure, readings })
    };
    evidence::all_fields(form).into_iter().filter_map(judge).collect()
}

impl Contradicted {
    /// The doubt that keeps rules from judging the field.
    pub fn warning(&self) -> Warning {
        let Readings { first, second } = &self.readings;
        Warning {
            scope: self.figure.field.into(),
            kind: WarningKind::DoubtfulGlyph,
            page: self.figure.place.map_or(0, |place| place.page),
            message: Message::FontContradicts.bilingual(&[("first", first), ("second", second)]),
        }
    }

    /// Adds the finding that both readings stand in.
    pub fn report(&self, audited: &mut AuditedForm) {
        dispute(audited, &self.figure, &self.readings, Message::FontContradicts);
        audited.confirmed = Confirmed::No;
    }
}
