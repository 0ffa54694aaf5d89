//! Segments -> labels: texts that head a column or a value, on one line or on several.

use super::sheet::Sheet;
use super::words::{Heading, Section, Words};
use crate::geometry::{Milli, Rect};

/// Lines of one label follow each other more closely than this (1/100 em): lines of a cell leave 20 to 50 between them. Measured as the costs of
/// `assign`: 50: -939; 75: -1, and 6 of 183 forms fewer are whole; 110: -15; 140: -28.
const LINE_GAP: Milli = 90;

/// A label has no more lines than this (偏差原因分析及改进措施, two characters a line).
const MOST_LINES: usize = 8;

/// A label, and the segments that it stands in.
#[derive(Debug, Clone)]
pub(super) struct Label {
    pub bbox: Rect,
    pub segments: Vec<usize>,
    pub headings: Vec<Heading>,
}

impl Label {
    /// What it heads in a section of this kind.
    pub(super) fn heading(&self, section: Section) -> Option<Heading> {
        self.headings.iter().find(|h| h.section == section).copied()
    }
}

/// The labels of a page, from the top down. Of several ways to read one, the longest counts.
pub(super) fn segments_to_labels(sheet: &Sheet, words: Words) -> Vec<Label> {
    let mut labels: Vec<Label> = Vec::new();
    let mut used = vec![false; sheet.segments.len()];
    for first in 0..sheet.segments.len() {
        if used.get(first) == Some(&true) {
            continue;
        }
        let Some(label) = longest_label(sheet, first, &used, words) else {
            continue;
        };
        for &part in &label.segments {
            if let Some(used) = used.get_mut(part) {
                *used = true;
            }
        }
        labels.push(label);
    }
    labels
}

fn longest_label(sheet: &Sheet, first: usize, used: &[bool], words: Words) -> Option<Label> {
    let mut chain = vec![first];
    let mut text = sheet.segments.get(first)?.text.clone();
    let mut bbox = sheet.segments.get(first)?.bbox;
    let mut longest = None;
    loop {
        let headings = words(&text);
        if !headings.is_empty() {
            longest = Some(Label {
                bbox,
                segments: chain.clone(),
                headings,
            });
        }
        let last = *chain.last()?;
        let next = below(sheet, last).filter(|&next| chain.len() < MOST_LINES && used.get(next) == Some(&false));
        let Some((next, segment)) = next.and_then(|next| Some((next, sheet.segments.get(next)?))) else {
            return longest;
        };
        chain.push(next);
        text.push_str(&segment.text);
        bbox = bbox.union(&segment.bbox);
    }
}

/// The segment directly below another one, if the two can be lines of one cell.
fn below(sheet: &Sheet, at: usize) -> Option<usize> {
    let above = sheet.segments.get(at)?.bbox;
    let end = above.y1.saturating_add(sheet.em / 100 * LINE_GAP);
    let candidates = sheet.segments.iter().enumerate().skip(at + 1);
    let mut candidates = candidates.take_while(|(_, s)| s.bbox.y0 <= end);
    let (next, segment) = candidates.find(|(_, s)| {
        let overlap = above.x1.min(s.bbox.x1) - above.x0.max(s.bbox.x0);
        s.bbox.center().y > above.y1 && overlap * 2 >= above.width().min(s.bbox.width())
    })?;
    let between = above.center().y..segment.bbox.center().y;
    let x = i32::midpoint(above.x0.max(segment.bbox.x0), above.x1.min(segment.bbox.x1));
    (!sheet.is_line_across(x, &between)).then_some(next)
}
