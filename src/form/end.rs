//! Where a form ends: what can still stand below its total.

use super::row::{Row, RowKind};
use crate::figure::Figure;

/// Below the total stand a grade, notes and signatures: so many rows at most.
const ROWS_OF_A_FOOT: usize = 8;

/// Whether the total or the grade of a form has been printed below its indicators.
pub(super) fn has_ended(rows: &[Row]) -> bool {
    let header = rows.iter().position(|r| r.kind == RowKind::IndicatorHeader);
    let below = header.and_then(|at| rows.get(at + 1..)).unwrap_or_default();
    below.iter().any(|r| matches!(r.kind, RowKind::Total | RowKind::Grade))
}

/// Whether a row heads a block.
pub(super) fn is_header(kind: RowKind) -> bool {
    matches!(
        kind,
        RowKind::FundHeader | RowKind::FundPairs | RowKind::Goals | RowKind::IndicatorHeader
    )
}

/// The text of a row that has but one.
pub(super) fn single_text<'t>(row: &Row<'t>) -> Option<&'t str> {
    let mut texts = row.own.iter().map(|c| c.text()).filter(|text| !text.is_empty());
    let first = texts.next()?;
    texts.next().is_none().then_some(first)
}

/// Whether rows can stand below a total: a grade, notes, signatures.
pub(super) fn is_foot(rows: &[Row]) -> bool {
    let is_of_foot = |row: &Row| match row.kind {
        RowKind::Grade | RowKind::Total => true,
        RowKind::Head => !row.has_project_name(),
        RowKind::Body => row.own.iter().filter(|c| Figure::parse(c.text()).is_some()).count() < 2,
        _ => false,
    };
    rows.len() <= ROWS_OF_A_FOOT && rows.iter().all(is_of_foot)
}
