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
mod sheet;
mod spans;
mod unplaced;
mod words;

use super::cells::asides::{self, Apart};
use super::cells::outside::{in_reading_order, outside_lines};
use super::lines::edges::{self, Edges};
use super::lines::stamps::Stamps;
use super::model::{AsideKind, Table, Tables};
use super::pages::Joining;
use super::scale::{Scale, is_oversize};
use super::sheet::side_by_side::{Part, sheet_to_parts};
use super::steps::Steps;
use crate::pdf::{Glyph, Page};
use plan::Plan;
use sections::Open;
use sheet::Sheet;
use unplaced::Unplaced;
pub use words::{Heading, Holds, Section, Words};

/// A page with more pieces of text is no form (a full page of a form has 300).
const MOST_SEGMENTS: usize = 3_000;

/// All tables of a document by the white space in them, those that go on over pages as one, and the lines of text between them.
pub fn pages_to_tables_by_space(pages: &[Page], words: Words) -> Tables {
    let mut reading = BySpace::new(words);
    for page in pages {
        reading.take(page);
    }
    reading.finish()
}

/// Pages that are read one after the other.
pub(crate) struct BySpace {
    words: Words,
    /// What the page before has left.
    open: Option<Open>,
    joining: Joining,
}

impl BySpace {
    pub(crate) fn new(words: Words) -> Self {
        Self {
            words,
            open: None,
            // A head that comes again has begun its section anew.
            joining: Joining::new(|_| [None; 2]),
        }
    }

    /// Takes the next page.
    pub(crate) fn take(&mut self, page: &Page) {
        for part in sheet_to_parts(page) {
            self.joining.add(part_to_steps(&part, self.words, &mut self.open));
        }
    }

    /// All that stood on the pages.
    pub(crate) fn finish(self) -> Tables {
        self.joining.finish()
    }
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
    let sheet = Sheet {
        segments: &segments,
        edges: &edges,
        em: scale.em,
    };
    let plans = plans(&sheet, words, open);
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
    steps.closed(page)
}

/// What the sections of a page make: a plan for each of its tables.
fn plans(sheet: &Sheet, words: Words, open: &mut Option<Open>) -> Vec<Plan> {
    let mut plans: Vec<Plan> = Vec::new();
    if sheet.segments.len() > MOST_SEGMENTS {
        *open = None;
        return plans;
    }
    let labels = labels::segments_to_labels(sheet, words);
    for section in sections::labels_to_sections(sheet, labels, open.as_ref()) {
        if section.begins_anew || plans.is_empty() {
            plans.push(Plan::default());
        }
        let Some(plan) = plans.last_mut() else { break };
        *open = match section.kind {
            Section::Beside | Section::Total | Section::Block => {
                head::read(sheet, &section, plan);
                None
            }
            Section::Figures | Section::Levels | Section::Paragraphs => body::read(sheet, &section, open.take(), plan),
        };
    }
    plans
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
