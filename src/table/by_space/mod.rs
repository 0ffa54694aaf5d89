//! Tables whose lines do not tell their cells: read from the white space between the texts, and from the words of their headers.
//!
//! Only for documents whose lines give no form. The steps: texts to [`segments`] (nothing in them is wider than a word space); segments to
//! [`labels`], by the words that the caller knows; rows of labels to [`sections`]; in each of them columns ([`columns`]: what white space runs
//! through, under the header), rows ([`levels`]: where the texts of several columns stand side by side), and which line of text stands in which
//! row ([`assign`]). Lines that are drawn are kept to. Every cell is marked as told apart by text alone, and as doubtful where its text
//! does not stand where its row is.

mod assign;
mod body;
mod columns;
mod head;
mod labels;
mod levels;
mod plan;
mod rows;
mod sections;
mod segments;
mod spans;
mod unplaced;

use super::asides::{self, Apart, is_oversize};
use super::edges::Edges;
use super::model::{AsideKind, Table, Tables};
use super::outside::{in_reading_order, outside_lines};
use super::side_by_side::{Part, sheet_to_parts};
use super::stamps::Stamps;
use super::steps::Steps;
use super::{Scale, edges, printed, steps_to_tables};
use crate::geometry::Milli;
use crate::pdf::{Glyph, Page};
use columns::Column;

use plan::Plan;
use segments::Segment;
use unplaced::Unplaced;

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

/// A page with more pieces of text is no form (a full page of a form has 300).
const MOST_SEGMENTS: usize = 3_000;

/// All tables of a document by the white space in them, those that go on over pages as one, and the lines of text between them.
pub fn pages_to_tables_by_space(pages: &[Page], words: Words) -> Tables {
    let mut open = None;
    let parts = pages.iter().flat_map(sheet_to_parts);
    // A head that comes again has begun its section anew.
    steps_to_tables(parts.map(|part| part_to_steps(&part, words, &mut open)), |_| [None; 2])
}

/// What a section at the end of a page leaves to the next page.
pub(super) struct Open {
    section: Section,
    columns: Vec<Column>,
}

/// What is known of the page while its sections are read.
struct Sheet<'p> {
    segments: &'p [Segment],
    edges: &'p edges::Edges,
    em: Milli,
}

/// The tables of one page and the lines between them, with what led to them. `open` is what the page before has left.
pub(super) fn part_to_steps(part: &Part<'_>, words: Words, open: &mut Option<Open>) -> Steps {
    let Part { page, turn } = part;
    let (page, turn) = (&**page, *turn);
    let scale = Scale::of(page);
    let stamps = Stamps::of(page, scale);
    let edges = edges::strokes_to_edges(page, &stamps, scale);
    let (read, mut apart) = sort(page, &stamps, scale);
    let (segments, copies) = segments::glyphs_to_segments(&read, &edges, words, scale.em);
    apart.extend(copies);
    if segments.len() > MOST_SEGMENTS {
        *open = None;
        let glyphs: Vec<_> = segments.into_iter().flat_map(|s| s.glyphs).collect();
        let (lines, copies) = outside_lines(page.number, turn, &glyphs, scale);
        apart.extend(copies);
        return Steps {
            turn,
            scale,
            edges,
            sides: Edges::default(),
            blocks: in_reading_order(Vec::new(), lines),
            asides: apart
                .into_iter()
                .map(|apart| apart.into_aside(page.number, turn))
                .collect(),
        };
    }
    let sheet = Sheet {
        segments: &segments,
        edges: &edges,
        em: scale.em,
    };
    let labels = labels::segments_to_labels(&sheet, words);
    let mut plans: Vec<Plan> = Vec::new();
    for section in sections::labels_to_sections(&sheet, labels, open.as_ref()) {
        if section.begins_anew || plans.is_empty() {
            plans.push(Plan::default());
        }
        let Some(plan) = plans.last_mut() else { break };
        *open = match section.kind {
            Section::Beside | Section::Total | Section::Block => {
                head::read(&sheet, &section, plan);
                None
            }
            Section::Figures | Section::Levels | Section::Paragraphs => body::read(&sheet, &section, open.take(), plan),
        };
    }
    let mut unplaced = Unplaced::of(segments.iter().flat_map(|s| s.glyphs.iter().copied()).collect());
    let mut tables = Vec::new();
    for (mut table, copies) in plans
        .into_iter()
        .filter_map(|plan| plan.into_table(&mut unplaced, page.number, turn, scale.em))
    {
        mark_unnamed(&mut table, &apart);
        apart.extend(copies);
        tables.push(table);
    }
    let (lines, copies) = outside_lines(page.number, turn, &unplaced.rest(), scale);
    apart.extend(copies);
    let steps = Steps {
        turn,
        scale,
        edges,
        sides: Edges::default(),
        blocks: in_reading_order(tables, lines),
        asides: apart
            .into_iter()
            .map(|apart| apart.into_aside(page.number, turn))
            .collect(),
    };
    debug_assert_eq!(
        steps.printed(),
        printed(page),
        "each character of page {} is in one place",
        page.number
    );
    steps
}

/// What of a page is read, and what stands apart: where no cells are known yet, all oversize type does.
fn sort(page: &Page, stamps: &Stamps, scale: Scale) -> (Vec<Glyph>, Vec<Apart>) {
    let sorted = asides::sort(page, &|_| None, stamps, scale);
    let (oversize, read): (Vec<Glyph>, Vec<Glyph>) = sorted.read.iter().partition(|g| is_oversize(g, scale));
    let mut apart = sorted.apart;
    if !oversize.is_empty() {
        apart.push(Apart::new(AsideKind::Oversize, oversize));
    }
    (read, apart)
}

/// Marks the cells in which something stands that is not known for what it is.
fn mark_unnamed(table: &mut Table, apart: &[Apart]) {
    let unnamed = apart.iter().filter(|aside| !aside.kind.is_no_content());
    for glyph in unnamed.flat_map(|aside| &aside.glyphs) {
        let at = glyph.bbox.center();
        for cell in table.cells.iter_mut().filter(|cell| cell.bbox.contains(at)) {
            cell.doubt.ink = true;
        }
    }
}
