//! What stands beside the stated figure of a finding: what it is, never that it is right.

use super::Text;

/// What the `expected` of a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Against {
    /// What follows from other figures of the form.
    Recomputed,
    /// Within what bounds it should lie.
    Allowed,
    /// What the indicator of the same thing says; either may be the wrong one.
    OfIndicator,
    /// What another reader reads in the same place.
    OtherReading,
    /// Text that the page does not show.
    Hidden,
    /// Nothing: the field is blank, and should not be.
    ToFill,
    /// Nothing: a reason is missing.
    ToExplain,
}

impl Against {
    /// Its name for people.
    pub fn name(self) -> Text {
        let (zh, en) = match self {
            Self::Recomputed => ("重算", "Recomputed"),
            Self::Allowed => ("允许范围", "Allowed"),
            Self::OfIndicator => ("指标所载", "In the indicator"),
            Self::OtherReading => ("另一读数", "Other reading"),
            Self::Hidden => ("隐藏文字", "Hidden text"),
            Self::ToFill => ("应填写", "To be filled in"),
            Self::ToExplain => ("应说明原因", "Reason to be given"),
        };
        Text { zh, en }
    }
}
