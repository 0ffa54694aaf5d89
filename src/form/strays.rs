//! Rows without a head beside a form that may be theirs: pages in another order, or pages of several forms in turns.

use super::end::{has_ended, is_header};
use super::ledger::Ledger;
use super::model::Scope;
use super::row::RowKind;
use super::segment::Segment;
use super::verdict::Verdict;
use crate::digits::has_digit;
use crate::figure::Figure;
use crate::geometry::Milli;
use crate::language::bilingual;
use crate::table::{Cell, is_form_title, same_columns};

/// Finds for each form the rows that may be its own and stand elsewhere. `is_behind_form`: a form that has ended stands above all of them.
pub(super) fn find(segments: &mut [Segment], verdicts: &[Verdict], is_behind_form: bool) {
    let mut strays: Vec<(usize, usize)> = Vec::new();
    // Forms that follow each other and have not ended.
    let mut open: Vec<usize> = Vec::new();
    for (at, (segment, verdict)) in segments.iter().zip(verdicts).enumerate() {
        let before = at
            .checked_sub(1)
            .and_then(|i| Some((i, segments.get(i)?, verdicts.get(i)?)));
        if !is_form(verdict) {
            open.clear();
            continue;
        }
        if let Some((i, rest, kind)) = before {
            let is_rest = *kind == Verdict::None && has_rows(rest);
            let is_part = is_form(kind) && has_no_head(rest);
            let has_more = is_form(kind) && has_rows_behind_its_end(rest);
            let may_lack = !has_ended(&segment.rows) || is_rest && !follows_a_form(i, verdicts, is_behind_form);
            if (is_rest || is_part || has_more)
                && may_lack
                && is_right_behind(segment, rest)
                && have_same_columns(segment, rest)
            {
                strays.push((at, i));
                if is_part {
                    strays.push((i, at));
                }
            }
        }
        if !segment.stretch().has(&[RowKind::IndicatorHeader]) {
            open.clear();
        } else if has_ended(&segment.rows) {
            if goes_over_pages(segment) {
                for i in open.iter().copied() {
                    let is_like = segments.get(i).is_some_and(|open| have_same_columns(segment, open));
                    if is_like {
                        strays.extend([(at, at), (i, at)]);
                    }
                }
            }
            open.clear();
        } else {
            open.push(at);
        }
    }
    for (form, of) in strays {
        let cell = segments
            .get(of)
            .and_then(|stray| first_figure(stray, form == of || of > form || has_rows_behind_its_end(stray)));
        if let Some(segment) = segments.get_mut(form) {
            segment.stray = segment.stray.or(cell);
        }
    }
}

fn is_form(verdict: &Verdict) -> bool {
    matches!(verdict, Verdict::Form | Verdict::StrangeForm)
}

/// Whether a stretch stands right behind a form, whose rest it may be.
fn follows_a_form(at: usize, verdicts: &[Verdict], is_behind_form: bool) -> bool {
    match at.checked_sub(1) {
        Some(before) => verdicts.get(before).is_some_and(is_form),
        None => is_behind_form,
    }
}

/// Whether what stands below a stretch has nothing to do with it: it is a form with a head and an end, and nothing stands behind that.
pub(super) fn is_closed(segment: &Segment, verdict: &Verdict) -> bool {
    is_form(verdict)
        && has_ended(&segment.rows)
        && segment.beyond.is_none()
        && !has_no_head(segment)
        && !has_rows_behind_its_end(segment)
}

/// Whether rows have figures, and no head.
fn has_rows(segment: &Segment) -> bool {
    has_no_head(segment) && segment.rows.iter().any(|row| has_figures(&row.own))
}

/// Whether rows of indicators stand below the total of a form.
fn has_rows_behind_its_end(segment: &Segment) -> bool {
    let mut rows = segment.rows.iter().skip_while(|row| row.kind != RowKind::Total);
    rows.any(|row| row.kind == RowKind::Body && has_figures(&row.own))
}

/// Whether a row has figures side by side.
fn has_figures(cells: &[&Cell]) -> bool {
    cells.iter().filter(|c| Figure::parse(c.text()).is_some()).count() >= 2
}

/// Whether nothing says whose rows they are.
fn has_no_head(segment: &Segment) -> bool {
    let is_of_head = |kind: RowKind| is_header(kind) && kind != RowKind::IndicatorHeader || kind == RowKind::Title;
    !segment
        .rows
        .iter()
        .any(|row| is_of_head(row.kind) || row.has_project_name())
        && !segment.lines.iter().any(|line| is_form_title(line.text()))
}

fn pages(segment: &Segment) -> Option<(u32, u32)> {
    let pages = || segment.rows.iter().flat_map(|row| &row.own).map(|c| c.page);
    pages().min().zip(pages().max())
}

fn goes_over_pages(segment: &Segment) -> bool {
    pages(segment).is_some_and(|(first, last)| first < last)
}

fn is_right_behind(segment: &Segment, before: &Segment) -> bool {
    let (Some((first, _)), Some((_, last))) = (pages(segment), pages(before)) else {
        return false;
    };
    last <= first && first <= last + 1
}

/// Whether the rows of both have the columns of one table of indicators.
fn have_same_columns(form: &Segment, other: &Segment) -> bool {
    let (ours, theirs) = (borders(form), borders(other));
    let is_table = |borders: &[Milli]| borders.len() >= BORDERS_OF_INDICATORS;
    is_table(&ours) && is_table(&theirs) && same_columns(&ours, &theirs)
}

/// A table of indicators has so many borders at least: of five columns.
const BORDERS_OF_INDICATORS: usize = 6;

/// The borders of the indicators; of all rows where they have no header.
fn borders(segment: &Segment) -> Vec<Milli> {
    let header = segment.rows.iter().position(|row| row.kind == RowKind::IndicatorHeader);
    let rows = segment.rows.get(header.unwrap_or(0)..).unwrap_or_default();
    let mut borders: Vec<Milli> = rows
        .iter()
        .flat_map(|row| &row.own)
        .flat_map(|c| [c.bbox.x0, c.bbox.x1])
        .collect();
    borders.sort_unstable();
    borders.dedup_by(|next, kept| *next - *kept < SAME_BORDER);
    borders
}

/// Borders of a column differ by no more from row to row.
const SAME_BORDER: Milli = 2_500;

/// The first cell with a figure, of the last page where this is wanted.
fn first_figure<'t>(segment: &Segment<'t>, on_last_page: bool) -> Option<&'t Cell> {
    let (first, last) = pages(segment)?;
    let page = if on_last_page { last } else { first };
    let mut cells = segment.rows.iter().flat_map(|row| &row.own).copied();
    cells.find(|c| c.page == page && has_digit(c.text()))
}

/// Says what may be lost of a form, or may be another's.
pub(super) fn warn(segment: &Segment, ledger: &mut Ledger) {
    let Some(cell) = segment.stray else { return };
    let text = cell.text();
    let message = bilingual!(
        "“{text}”等各行没有表头，其所在页可能属于本表，也可能属于另一张表（页序可能有误）；请对照原件",
        "the rows with \"{text}\" have no head of their own, and their page may be this form's or another's: the pages may be out of order; compare with the original"
    );
    let totals = ["total_weight", "total_score", "grade"].map(Scope::single);
    for scope in std::iter::once(Scope::INDICATORS).chain(totals) {
        ledger.not_understood(scope, cell, message.clone());
    }
}
