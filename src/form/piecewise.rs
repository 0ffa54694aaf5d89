//! The forms of a document that is told piece by piece: where a form has ended and the next one begins on another page, all above can be given
//! up.

use super::again::join_repeated_heads;
use super::model::Form;
use super::row::Row;
use super::rows::table_to_rows;
use super::segment::{Segment, tables_to_segments};
use super::verdict::{Lookalike, Verdict};
use super::{strays, vocabulary};
use crate::crew::Crew;
use crate::table::{Block, Table, Tables, is_form_title};

/// What a document has of forms.
#[derive(Debug, Default)]
pub struct Found {
    /// All self-evaluation forms, in reading order.
    pub forms: Vec<Form>,
    /// The tables that have the labels of a form and are none, in reading order.
    pub lookalikes: Vec<Lookalike>,
}

/// So many forms are read by one thread before it asks for more.
pub(crate) const FORMS_AT_ONCE: usize = 8;

/// Reads a stretch of rows of these tables: its forms, numbered from 1.
type Read = fn(&Segment<'_>, Verdict, &Tables) -> Found;

/// What was found so far.
#[derive(Debug)]
pub(crate) struct Finding {
    read: Read,
    found: Found,
    /// Whether something was given up; the last of it was a form.
    is_behind_form: bool,
    /// The last title of a form in what was given up.
    title: Option<String>,
}

impl Finding {
    pub(super) fn new(read: Read) -> Self {
        Self {
            read,
            found: Found::default(),
            is_behind_form: false,
            title: None,
        }
    }

    /// Reads the forms of tables as far as nothing that comes below them, or behind the block `open`, can change them. Returns the page from which
    /// on all has to be kept.
    pub(crate) fn take_ended(&mut self, tables: &Tables, open: usize, crew: &Crew) -> Option<u32> {
        let joined = join_repeated_heads(tables, self.title.as_deref());
        let (segments, mut verdicts) = self.segments(&joined);
        let pages: Vec<(u32, u32)> = segments.iter().map(pages).collect();
        // The last page of each stretch and of all above it.
        let mut last_pages = pages.clone();
        for at in 1..last_pages.len() {
            if let Some([(_, above), (_, own)]) = last_pages.get_mut(at - 1..=at) {
                *own = (*own).max(*above);
            }
        }
        let mut first = u32::MAX;
        let ends = (1..segments.len()).rev().find_map(|next| {
            first = first.min(pages.get(next)?.0);
            let is_apart = last_pages.get(next - 1)?.1 < first;
            let is_closed = || Some(strays::is_closed(segments.get(next - 1)?, verdicts.get(next - 1)?));
            let is_end = is_apart && is_closed()? && begins_settled(tables, &joined, first, open);
            is_end.then_some((next, first))
        });
        let (next, first) = ends?;
        verdicts.truncate(next);
        self.add(segments.iter().take(next), verdicts, &joined, crew);
        let lines = joined.blocks.iter().filter_map(Block::line);
        let mut titles = lines.filter(|line| line.page < first && is_form_title(line.text()));
        if let Some(last) = titles.next_back() {
            self.title = Some(last.text().to_owned());
        }
        self.is_behind_form = true;
        Some(first)
    }

    /// Reads all that is left.
    pub(crate) fn take_all(&mut self, tables: &Tables, crew: &Crew) {
        let joined = join_repeated_heads(tables, self.title.as_deref());
        let (segments, verdicts) = self.segments(&joined);
        self.add(segments.iter(), verdicts, &joined, crew);
    }

    pub(crate) fn finish(self) -> Found {
        self.found
    }

    fn segments<'t>(&self, joined: &'t Tables) -> (Vec<Segment<'t>>, Vec<Verdict>) {
        let mut segments = tables_to_segments(joined);
        let verdicts: Vec<Verdict> = segments.iter().map(|segment| segment.stretch().verdict()).collect();
        for (segment, below) in segments.iter_mut().zip(verdicts.iter().skip(1)) {
            // What is a form itself is no part of the one above it.
            segment.beyond = segment
                .beyond
                .filter(|_| !matches!(below, Verdict::Form | Verdict::StrangeForm));
        }
        strays::find(&mut segments, &verdicts, self.is_behind_form);
        (segments, verdicts)
    }

    fn add<'s, 't: 's>(
        &mut self,
        segments: impl Iterator<Item = &'s Segment<'t>>,
        verdicts: Vec<Verdict>,
        joined: &Tables,
        crew: &Crew,
    ) {
        let (words, read) = (vocabulary::words_in_force(), self.read);
        let read = crew.map_many(FORMS_AT_ONCE, segments.zip(verdicts).collect(), |(segment, verdict)| {
            words.with(|| read(segment, verdict, joined))
        });
        for mut read in read {
            let before = u32::try_from(self.found.forms.len()).unwrap_or(u32::MAX);
            for form in &mut read.forms {
                form.form_no = form.form_no.saturating_add(before);
            }
            self.found.forms.append(&mut read.forms);
            self.found.lookalikes.append(&mut read.lookalikes);
        }
    }
}

/// The first and the last page of rows and of the lines above and below them.
fn pages(segment: &Segment) -> (u32, u32) {
    let cells = || segment.rows.iter().flat_map(|row| &row.own).map(|cell| cell.page);
    let lines = || segment.lines.iter().chain(&segment.after).map(|line| line.page);
    let pages = || cells().chain(lines());
    (pages().min().unwrap_or(0), pages().max().unwrap_or(u32::MAX))
}

/// Whether the first table from a page on names its project, was joined to none above, and no later page adds to it.
fn begins_settled(tables: &Tables, joined: &Tables, first: u32, open: usize) -> bool {
    let begins = |block: &Block| match block {
        Block::Table(table) => table.pages.first().copied(),
        Block::Line(line) => Some(line.page),
    };
    let cut = tables.blocks.partition_point(|block| begins(block) < Some(first));
    let below = tables.blocks.get(cut..).unwrap_or_default();
    let is_parted = below.iter().all(|block| begins(block) >= Some(first));
    let goes_over = |table: &Table| table.pages.first() < Some(&first) && table.pages.last() >= Some(&first);
    let is_joined = joined.blocks.iter().filter_map(Block::table).any(goes_over);
    let at = below.iter().position(|block| block.table().is_some());
    let is_settled = at.is_some_and(|at| cut + at < open);
    let names = |table: &Table| table_to_rows(table).iter().any(Row::has_project_name);
    is_parted && !is_joined && is_settled && below.iter().find_map(Block::table).is_some_and(names)
}
