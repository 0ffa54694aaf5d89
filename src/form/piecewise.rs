//! The forms of a document that is told piece by piece: where a form has ended and the next one begins on another page, all above can be given
//! up.

use super::again::join_repeated_heads;
use super::found::Found;
use super::rows::rows_of;
use super::segment::{Segment, tables_to_segments};
use super::verdict::Verdict;
use super::{strays, structure, vocabulary};
use crate::crew::Crew;
use crate::table::{Block, Table, Tables, is_form_title};

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
        let (mut segments, mut verdicts) = self.segments(&joined);
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
        segments.truncate(next);
        let is_above = |segment: &Segment| self::pages(segment).1 < first;
        let read = self.read(tables, (&segments, &verdicts, &joined), crew, is_above);
        self.found.append(read);
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
        let read = self.read(tables, (&segments, &verdicts, &joined), crew, |_| true);
        self.found.append(read);
    }

    pub(crate) fn finish(self) -> Found {
        self.found
    }

    fn segments<'t>(&self, joined: &'t Tables) -> (Vec<Segment<'t>>, Vec<Verdict>) {
        let mut segments = tables_to_segments(joined);
        let mut verdicts: Vec<Verdict> = segments.iter().map(|segment| segment.stretch().verdict()).collect();
        let mut is_behind_form = false;
        for (segment, verdict) in segments.iter().zip(&mut verdicts) {
            if is_behind_form && !segment.stretch().is_named() {
                *verdict = Verdict::None;
            }
            is_behind_form = matches!(verdict, Verdict::Form | Verdict::StrangeForm) && segment.beyond.is_some();
        }
        for (segment, below) in segments.iter_mut().zip(verdicts.iter().skip(1)) {
            // What is a form itself is no part of the one above it.
            segment.beyond = segment
                .beyond
                .filter(|_| !matches!(below, Verdict::Form | Verdict::StrangeForm));
        }
        strays::find(&mut segments, &verdicts, self.is_behind_form);
        (segments, verdicts)
    }

    /// Reads forms; those that print words which nobody knows once more, with what these seem to mean: all of the document's forms that are read
    /// at once together.
    fn read(
        &self,
        tables: &Tables,
        (segments, verdicts, joined): (&[Segment], &[Verdict], &Tables),
        crew: &Crew,
        is_part: impl Fn(&Segment) -> bool,
    ) -> Found {
        let found = self.segments_to_found(segments, verdicts, joined, crew);
        let words = structure::propose(segments, verdicts, &found);
        if words.is_empty() {
            return found;
        }
        structure::read_again(found, &words, || {
            let joined = join_repeated_heads(tables, self.title.as_deref());
            let (mut segments, mut verdicts) = self.segments(&joined);
            let end = segments
                .iter()
                .position(|segment| !is_part(segment))
                .unwrap_or(segments.len());
            segments.truncate(end);
            verdicts.truncate(end);
            self.segments_to_found(&segments, &verdicts, &joined, crew)
        })
    }

    /// What stretches of rows have of forms, numbered from 1.
    fn segments_to_found(&self, segments: &[Segment], verdicts: &[Verdict], joined: &Tables, crew: &Crew) -> Found {
        let (words, read) = (vocabulary::words_in_force(), self.read);
        let stretches: Vec<_> = segments.iter().zip(verdicts).collect();
        let founds = crew.map_many(FORMS_AT_ONCE, stretches, |(segment, verdict)| {
            words.with(|| read(segment, *verdict, joined))
        });
        let mut found = Found::default();
        for one in founds {
            found.append(one);
        }
        found
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
    let names = |table: &Table| rows_of(table).any(|row| row.has_project_name());
    is_parted && !is_joined && is_settled && below.iter().find_map(Block::table).is_some_and(names)
}
