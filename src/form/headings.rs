//! What the words of headers tell of a table that has no lines.

use super::vocabulary::{Label, Labels, Part, key_of_label, label_and_value, label_key};
use crate::table::{Heading, Holds, Section};

/// What a text heads, if it is a label; of several meanings, each.
pub fn headings(text: &str) -> Vec<Heading> {
    let Some(key) = label_key(text).filter(|key| !key.is_empty()) else {
        return Vec::new();
    };
    let mut headings: Vec<Heading> = [Part::Head, Part::Funds, Part::Goals, Part::Indicators, Part::Totals]
        .into_iter()
        .filter_map(|part| Some(heading(part, part.label_of_key(&key)?)))
        .collect();
    // 年度总体目标 is the label of its block where lines do not say that it heads a paragraph, and 自评得分 a column rather than the total.
    let has = |section: Section, headings: &[Heading]| headings.iter().any(|h| h.section == section);
    if has(Section::Block, &headings) {
        headings.retain(|h| h.section != Section::Paragraphs);
    }
    if has(Section::Levels, &headings) {
        headings.retain(|h| h.section != Section::Total);
    }
    if headings.is_empty() && label_and_value(Part::Head, text).is_some() {
        headings.push(heading(Part::Head, Label::OtherHead));
    }
    headings
}

/// Which column a text heads among the funds, and which among the indicators.
pub fn names_of_columns(text: &str) -> [Option<u8>; 2] {
    let labels = Labels::of_key(&key_of_label(text));
    [Part::Funds, Part::Indicators].map(|part| labels.get(part).map(|label| label as u8))
}

fn heading(part: Part, label: Label) -> Heading {
    let section = match (part, label) {
        (_, Label::FundsBlock | Label::GoalsBlock | Label::IndicatorsBlock) => Section::Block,
        (Part::Head, _) => Section::Beside,
        (Part::Funds, _) => Section::Figures,
        (Part::Goals, _) => Section::Paragraphs,
        (Part::Indicators, _) => Section::Levels,
        (Part::Totals, _) => Section::Total,
    };
    let holds = match label {
        Label::Level1 | Label::Level2 => Holds::Merged,
        label if label.is_of_figures() => Holds::Figure,
        _ => Holds::Text,
    };
    Heading { section, holds }
}
