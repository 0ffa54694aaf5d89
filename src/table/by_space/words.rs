//! What the caller knows of the words of headers.

/// What stands under a label, or beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Heading {
    /// Which kind of header has the label.
    pub section: Section,
    /// What stands under it.
    pub holds: Holds,
}

/// The kinds of headers, and with them of what follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Section {
    /// A label with its value beside it.
    Beside,
    /// The same, at the end of the rows of [`Self::Levels`].
    Total,
    /// A label at the left of a whole section.
    Block,
    /// A header above rows of figures, whose names stand at the left.
    Figures,
    /// A header above one row of long texts.
    Paragraphs,
    /// A header above rows whose first columns are merged over rows.
    Levels,
}

/// What the cells of a column hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// A figure each.
    Figure,
    /// A text each.
    Text,
    /// A text for several rows.
    Merged,
}

/// What is known of the words of headers: what a text heads, if it is a label; of several meanings, each.
pub type Words = fn(&str) -> Vec<Heading>;
