//! Colour on a terminal, where there is one and nobody has asked for none.

use crate::rules::Severity;

/// How a piece of text stands out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::report) enum Ink {
    /// As the rest.
    #[default]
    Plain,
    /// A heading.
    Strong,
    /// Beside the point.
    Faint,
    /// What has a finding.
    Flagged(Severity),
}

/// Whether text is coloured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paint {
    /// Colours are shown.
    pub colored: bool,
}

impl Paint {
    /// The text in its colour.
    pub(in crate::report) fn apply(self, ink: Ink, text: &str) -> String {
        let code = match ink {
            _ if !self.colored || text.is_empty() => return text.to_owned(),
            Ink::Plain => return text.to_owned(),
            Ink::Strong => "1",
            Ink::Faint => "2",
            // Bold, so that it stands out where red and green look the same.
            Ink::Flagged(Severity::Error) => "1;31",
            Ink::Flagged(Severity::Warning) => "1;33",
            Ink::Flagged(Severity::Notice) => "1;36",
        };
        format!("\u{1b}[{code}m{text}\u{1b}[0m")
    }
}
