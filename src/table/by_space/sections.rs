//! Labels -> sections: a header and what stands below it, until the next header.

use super::columns::Column;
use super::labels::Label;
use super::segments::Segment;
use super::sheet::Sheet;
use super::words::Section;
use crate::geometry::{Milli, Rect};

/// A header above rows of figures has so many labels at least; one word alone stands in prose, too.
const FIGURE_LABELS: usize = 2;

/// The same of a header above rows with merged levels.
const LEVEL_LABELS: usize = 3;

/// A value taller than its label begins above it, each line no further than this (1/100 em) above the next; what stands above the table keeps
/// away by the padding of a cell at least. Measured as the costs of `assign`: 20 to 80 change nothing.
const LINE_GAP: Milli = 45;

/// What a section at the end of a page leaves to the next page.
pub(in crate::table) struct Open {
    pub(super) section: Section,
    pub(super) columns: Vec<Column>,
}

/// A stretch of a page under one header, or beside labels that follow each other.
#[derive(Debug)]
pub(super) struct Part {
    pub kind: Section,
    /// The rows of labels, each left to right: one where a header heads columns; as many as follow each other where values stand beside them; none
    /// where the section goes on from the page before.
    pub labels: Vec<Vec<Label>>,
    /// Labels at the left of the whole section, and of its last rows (总分).
    pub inner: Vec<Label>,
    /// The segments that stand in it and are no labels.
    pub segments: Vec<usize>,
    /// Whether it begins a table.
    pub begins_anew: bool,
}

/// Cuts a page into sections. What stands above the first one goes on with that of the page before, if one is open.
pub(super) fn labels_to_sections(sheet: &Sheet, labels: Vec<Label>, open: Option<&Open>) -> Vec<Part> {
    let (inner, labels): (Vec<Label>, Vec<Label>) = labels
        .into_iter()
        .partition(|l| l.headings.iter().all(|h| h.section == Section::Block));
    let mut parts: Vec<Part> = Vec::new();
    if let Some(open) = open {
        parts.push(Part::new(open.section));
    }
    let boxes: Vec<Rect> = labels.iter().map(|l| l.bbox).collect();
    let mut tops: Vec<Milli> = vec![Milli::MIN; parts.len()];
    let mut free: Vec<Label> = Vec::new();
    for row in label_rows(labels) {
        let around = around(&row);
        let kind = kind(sheet, &row);
        let last = parts.last_mut();
        match (kind, last) {
            // 合计 among fund rows is one of their names; a word that is a header only beside others is none alone.
            (None, _) => free.extend(row),
            (Some(Section::Total), Some(part)) if part.kind == Section::Figures => free.extend(row),
            (Some(Section::Total), Some(part)) if part.kind == Section::Levels && !part.has_total() => {
                part.inner.extend(row);
            }
            (Some(Section::Beside | Section::Total), Some(part)) if part.kind == Section::Beside => {
                part.labels.push(row);
            }
            (Some(kind), last) => {
                let after_figures = last.is_some_and(|part| part.kind != Section::Beside);
                let mut part = Part::new(if kind == Section::Total { Section::Beside } else { kind });
                part.begins_anew = kind == Section::Beside && after_figures;
                part.labels.push(row);
                tops.push(if parts.is_empty() && kind == Section::Beside {
                    top_of_values(sheet, &around, &boxes)
                } else {
                    around.y0
                });
                parts.push(part);
            }
        }
    }
    let part_at = |y: Milli| tops.partition_point(|&top| top <= y).checked_sub(1);
    for label in inner {
        if let Some(part) = part_at(label.bbox.center().y).and_then(|at| parts.get_mut(at)) {
            part.inner.push(label);
        }
    }
    let mut used = vec![false; sheet.segments.len()];
    let labels = parts.iter().flat_map(|p| p.labels.iter().flatten().chain(&p.inner));
    for &at in labels.flat_map(|l| &l.segments) {
        if let Some(used) = used.get_mut(at) {
            *used = true;
        }
    }
    for (at, segment) in sheet.segments.iter().enumerate() {
        if used.get(at) == Some(&false)
            && let Some(part) = part_at(segment.bbox.center().y).and_then(|at| parts.get_mut(at))
        {
            part.segments.push(at);
        }
    }
    parts
}

impl Part {
    fn new(kind: Section) -> Self {
        Self {
            kind,
            labels: Vec::new(),
            inner: Vec::new(),
            segments: Vec::new(),
            begins_anew: false,
        }
    }

    fn has_total(&self) -> bool {
        self.totals().next().is_some()
    }

    /// The labels of its last row.
    pub(super) fn totals(&self) -> impl Iterator<Item = &Label> {
        self.inner.iter().filter(|l| l.heading(Section::Total).is_some())
    }

    /// The labels at the left of all of it.
    pub(super) fn blocks(&self) -> impl Iterator<Item = &Label> {
        self.inner.iter().filter(|l| l.heading(Section::Total).is_none())
    }
}

/// The box around a row of labels.
pub(super) fn around(row: &[Label]) -> Rect {
    row.iter()
        .map(|l| l.bbox)
        .reduce(|a, b| a.union(&b))
        .unwrap_or_default()
}

/// Groups labels that stand side by side, each row left to right.
fn label_rows(mut labels: Vec<Label>) -> Vec<Vec<Label>> {
    labels.sort_by_key(|l| (l.bbox.center().y, l.bbox.x0));
    let mut rows: Vec<(Rect, Vec<Label>)> = Vec::new();
    for label in labels {
        match rows.last_mut() {
            Some((core, row)) if is_beside(core, &label.bbox) => {
                // The lowest label tells best where the row is.
                if label.bbox.height() < core.height() {
                    *core = label.bbox;
                }
                row.push(label);
            }
            _ => rows.push((label.bbox, vec![label])),
        }
    }
    let sorted = |mut row: Vec<Label>| {
        row.sort_by_key(|l| l.bbox.x0);
        row
    };
    rows.into_iter().map(|(_, row)| sorted(row)).collect()
}

/// Whether two boxes stand at one height: half of the lower one at least.
pub(super) fn is_beside(a: &Rect, b: &Rect) -> bool {
    let shared = a.y1.min(b.y1) - a.y0.max(b.y0);
    shared * 2 >= a.height().min(b.height())
}

/// Where the values beside a row of labels begin, of which there may be more lines than of the labels.
fn top_of_values(sheet: &Sheet, labels: &Rect, all: &[Rect]) -> Milli {
    let mut top = labels.y0;
    let near = sheet.em / 100 * LINE_GAP;
    // A value that begins above its label ends below it.
    let ends_below = sheet.segments.iter().any(|s| {
        let is_below = s.bbox.center().y > labels.y1 && s.bbox.y0 < labels.y1.saturating_add(near);
        is_below && !all.iter().any(|label| is_beside(label, &s.bbox))
    });
    if !ends_below {
        return top;
    }
    // Segments come by their top.
    for segment in sheet.segments.iter().rev() {
        let b = segment.bbox;
        if b.y0 < top && b.center().y < labels.y1 && top - b.y1 < near {
            top = b.y0;
        }
    }
    top
}

fn kind(sheet: &Sheet, row: &[Label]) -> Option<Section> {
    let count = |section: Section| row.iter().filter(|l| l.heading(section).is_some()).count();
    if count(Section::Levels) >= LEVEL_LABELS {
        return Some(Section::Levels);
    }
    if count(Section::Figures) >= FIGURE_LABELS {
        return Some(Section::Figures);
    }
    if count(Section::Paragraphs) >= 1 {
        // One label with its text beside it, or several above theirs.
        let around = around(row);
        let beside = |s: &Segment| s.bbox.x0 > around.x1 && is_beside(&s.bbox, &around);
        let alone = row.len() == 1 && sheet.segments.iter().any(beside);
        return Some(if alone { Section::Beside } else { Section::Paragraphs });
    }
    [Section::Beside, Section::Total]
        .into_iter()
        .find(|&section| count(section) >= 1)
}
