//! What a rule has found.

use super::READERS_DISAGREE;
use crate::form::model::FieldName;
use crate::ids::ids;
use crate::language::Bilingual;
use crate::place::Place;

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth a look.
    Notice,
    /// Something is missing or does not fit.
    Warning,
    /// Arithmetic that cannot be right.
    Error,
}

ids! {
    Severity {
        Error => "error",
        Warning => "warning",
        Notice => "notice",
    }
}

/// Whether a second, independent reader has read the same figures, and the page as painted shows them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
#[non_exhaustive]
pub enum Confirmed {
    /// Nobody asked it.
    #[default]
    NotAsked,
    /// The reader reads the same, and the page as painted agrees.
    Yes,
    /// The reader reads the same; how the page looks cannot be said, above all where a font is not in the file.
    TextOnly,
    /// One of them shows something else.
    No,
    /// The reader cannot say.
    Unavailable,
}

ids! {
    Confirmed {
        NotAsked => "",
        Yes => "yes",
        TextOnly => "text-only",
        No => "no",
        Unavailable => "unavailable",
    }
}

/// One disagreement between what a form states and what follows from its own figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Id of the rule.
    pub rule: &'static str,
    /// How grave.
    pub severity: Severity,
    /// The field that it speaks of.
    pub field: FieldName,
    /// The figure as printed.
    pub stated: String,
    /// What would be right: `98.52 (truncated), 98.53 (rounded)`.
    pub expected: String,
    /// The recomputation, in words that a reader can check by hand.
    pub explanation: Bilingual,
    /// Where the stated figure stands.
    pub place: Option<Place>,
    /// Whether the figures behind it are confirmed.
    pub confirmed: Confirmed,
    /// Which finding of the form, by its number from 0, is the likely cause of this one: the same for all that one wrong figure explains, the
    /// cause too. None: it stands alone.
    pub group: Option<usize>,
}

impl Finding {
    /// Whether it says that two readers disagree, and accuses nobody.
    pub fn is_dispute(&self) -> bool {
        self.rule == READERS_DISAGREE.id
    }
}
