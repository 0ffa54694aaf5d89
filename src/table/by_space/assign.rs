//! Which line of a column stands in which row: the way in which all lines together stand nearest to their rows' heights.
//!
//! What the constants do was measured on 154 documents, nearly all with lines, read by white space all the same, once without their lines and once with
//! them: 43,363 fields are right. Beside each constant stands how many more (+) or fewer (-) are right with another value. As many values are wrong
//! without a warning with any of them, and the 16 documents at hand that are truly read by white space are right with all but one.

use std::ops::Range;

use super::levels::{Align, Line};
use crate::geometry::Milli;
use crate::table::words::is_whole_label;

/// A text that stands further from every row than this (1/100 em) is none of theirs. Chosen last, with the gap of `levels`, on what is in
/// the corpora by then: 120: -117; 400: -8, and 3 forms fewer are whole.
const FARTHEST: i64 = 250;

/// Lines of one text leave less than this between them (1/100 em); each em more counts twice. 35 to 75: -5 at most.
const LINE_GAP: Milli = 50;

/// Of two ways that bring all lines to their rows alike, the one with more texts is right: to take two lines for one text counts this (1/100 em).
/// 0: -6; 2: -3; 15: -5; 40: +27.
const JOINED_LINES: i64 = 5;

/// Lines of figures are no text: to take two for one counts as much as this (1/100 em). 5: -8; 30: -6; 100: -21; 300: +129.
const JOINED_FIGURES: i64 = 60;

/// To cut a label after a word that is no whole label, or to go on after one that is, counts as much as this (1/100 em). 0: -82; 30: -39; 100: -5;
/// 300: -133.
const ODD_LABEL: i64 = 60;

/// A merged cell without text counts as much as this (1/100 em). 20: -56; 50: -11; 120: +17; 300: +7, but one of the 16 is wrong.
const BLANK: i64 = 80;

/// No text of a cell has more lines.
const MOST_LINES: usize = 40;

/// No label has more lines, and none covers more rows.
const MOST_LABEL_LINES: usize = 12;
const MOST_ROWS: usize = 60;

/// More ways than this to put lines into rows are not looked at: no page of a form has so many (60 lines in a column, 40 rows).
const MOST_WAYS: usize = 20_000;

const NEVER: i64 = i64::MAX / 4;

/// Lines that stand in one row, or in none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Text {
    pub lines: Range<usize>,
    pub row: Option<usize>,
    /// How far it stands from its row's height.
    pub off: i64,
}

/// How a column's lines stand.
pub(super) struct Fit<'c> {
    pub em: Milli,
    pub align: Align,
    /// Each of its lines is a figure.
    pub figures: bool,
    /// The heights of the lines drawn across it, from the top down.
    pub drawn: &'c [Milli],
}

impl Fit<'_> {
    fn part(&self, hundredths: i64) -> i64 {
        i64::from(self.em) * hundredths / 100
    }

    fn is_drawn_between(&self, a: Milli, b: Milli) -> bool {
        let (from, to) = (a.min(b), a.max(b));
        let first = self.drawn.partition_point(|&at| at <= from);
        self.drawn.get(first).is_some_and(|&at| at < to)
    }

    /// The texts of a column: lines that follow each other as those of one text do.
    pub(super) fn labels<'l>(&self, lines: &'l [Line]) -> impl Iterator<Item = &'l [Line]> {
        lines.chunk_by(|a, b| self.are_close(a, b))
    }

    /// Whether two lines follow each other as those of one text do.
    fn are_close(&self, a: &Line, b: &Line) -> bool {
        !self.figures && self.joined(a, b) <= self.part(JOINED_LINES)
    }

    /// What it counts to take two lines for parts of one text.
    fn joined(&self, a: &Line, b: &Line) -> i64 {
        if self.is_drawn_between(a.bbox.center().y, b.bbox.center().y) {
            return NEVER;
        }
        let gap = b.bbox.y0 - a.bbox.y1;
        let wide = i64::from((gap - self.em / 100 * LINE_GAP).max(0)) * 2;
        wide + self.part(if self.figures { JOINED_FIGURES } else { JOINED_LINES })
    }
}

/// Puts the lines of a column into rows at these heights: a text, or none, in each.
pub(super) fn lines_to_rows(lines: &[Line], levels: &[Milli], fit: &Fit) -> Vec<Text> {
    let (n, m) = (lines.len(), levels.len());
    if n.saturating_mul(m) > MOST_WAYS {
        return Vec::new();
    }
    // By how many lines are placed, then by the first row that is still free: the least that it counts, and from where.
    let mut best = vec![vec![(NEVER, 0, 0, None); m + 1]; n + 1];
    if let Some(start) = best.first_mut().and_then(|row| row.first_mut()) {
        start.0 = 0;
    }
    for i in 0..=n {
        for r in 1..=m {
            let Some([before, here]) = best.get_mut(i).and_then(|row| row.get_mut(r - 1..=r)) else {
                continue;
            };
            if before.0 < here.0 {
                *here = *before;
            }
        }
        let mut counted = 0;
        for j in i + 1..=n.min(i + MOST_LINES) {
            if let Some([.., a, b]) = lines.get(i..j) {
                counted += fit.joined(a, b);
            }
            if counted >= NEVER {
                break;
            }
            let at = fit.align.height(lines.get(i..j).unwrap_or_default());
            let far = fit.part(FARTHEST);
            let reach = i32::try_from(far).unwrap_or(Milli::MAX);
            let first = levels.partition_point(|&l| l < at.saturating_sub(reach));
            let end = levels.partition_point(|&l| l <= at.saturating_add(reach));
            for r in first..end {
                let Some(&level) = levels.get(r) else { continue };
                if !fit.is_drawn_between(level, at) {
                    let off = i64::from((level - at).abs());
                    improve(&mut best, (i, r), (j, r + 1), counted + off, Some(r));
                }
            }
            let free = levels.partition_point(|&l| l < at);
            improve(&mut best, (i, free), (j, free), counted + far, None);
        }
    }
    let (mut texts, mut at) = (Vec::new(), (n, m));
    while let Some(&(cost, i, r, row)) = best.get(at.0).and_then(|b| b.get(at.1)) {
        if at.0 == 0 || cost >= NEVER {
            break;
        }
        let height = fit.align.height(lines.get(i..at.0).unwrap_or_default());
        let level = row.and_then(|row| levels.get(row));
        texts.push(Text {
            lines: i..at.0,
            row,
            off: level.map_or(0, |l| i64::from((l - height).abs())),
        });
        at = (i, r);
    }
    texts.reverse();
    texts
}

type Step = (i64, usize, usize, Option<usize>);

fn improve(best: &mut [Vec<Step>], from: (usize, usize), to: (usize, usize), more: i64, row: Option<usize>) {
    let so_far = best.get(from.0).and_then(|b| b.get(from.1)).map_or(NEVER, |b| b.0);
    if let Some(slot) = best.get_mut(to.0).and_then(|b| b.get_mut(to.1))
        && so_far < NEVER
        && so_far + more < slot.0
    {
        *slot = (so_far + more, from.0, from.1, row);
    }
}

/// A cell merged over rows, with its lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Span {
    pub rows: Range<usize>,
    pub lines: Range<usize>,
    /// How far its text stands from where it would stand in these rows.
    pub off: i64,
}

/// A row, as merged cells see it.
#[derive(Debug, Clone, Copy)]
pub(super) struct RowBox {
    pub level: Milli,
    pub top: Milli,
    pub bottom: Milli,
    /// What is known of the border below it in this column: drawn, left out where the other columns have it, or nothing.
    pub ends_cell: Option<bool>,
}

/// Puts the labels of a column into cells merged over rows: each text stands where its alignment puts it in its rows.
pub(super) fn lines_to_spans(lines: &[Line], rows: &[RowBox], fit: &Fit) -> Vec<Span> {
    let (n, m) = (lines.len(), rows.len());
    if n.saturating_mul(m) > MOST_WAYS / 4 {
        return Vec::new();
    }
    let texts: Vec<String> = lines
        .iter()
        .map(|l| l.pieces.iter().map(|p| p.segment.text.as_str()).collect())
        .collect();
    // By how many rows are covered, then by how many lines are placed.
    let mut best: Vec<Vec<Step>> = vec![vec![(NEVER, 0, 0, None); n + 1]; m + 1];
    if let Some(start) = best.first_mut().and_then(|row| row.first_mut()) {
        start.0 = 0;
    }
    for a in 0..m {
        for i in 0..=n {
            if best.get(a).and_then(|b| b.get(i)).is_none_or(|b| b.0 >= NEVER) {
                continue;
            }
            let (mut counted, mut text) = (0, String::new());
            for j in i..=n.min(i + MOST_LABEL_LINES) {
                let label = lines.get(i..j).unwrap_or_default();
                if let [.., a, b] = label {
                    counted += fit.joined(a, b);
                    counted += if is_whole_label(&text) { fit.part(ODD_LABEL) } else { 0 };
                }
                if counted >= NEVER {
                    break;
                }
                text.push_str(
                    j.checked_sub(1)
                        .filter(|_| j > i)
                        .and_then(|k| texts.get(k))
                        .map_or("", String::as_str),
                );
                let cut_short = j > i && j < n && !is_whole_label(&text) && is_tight(lines, j, fit);
                let counted = counted + if cut_short { fit.part(ODD_LABEL) } else { 0 };
                for b in a + 1..=m.min(a + MOST_ROWS) {
                    let Some(span) = rows.get(a..b) else { break };
                    let more = counted + off(span, label, fit);
                    if span.last().and_then(|r| r.ends_cell) != Some(false) || b == m {
                        improve(&mut best, (a, i), (b, j), more, None);
                    }
                    if span.last().and_then(|r| r.ends_cell) == Some(true) {
                        break;
                    }
                }
            }
        }
    }
    let (mut spans, mut at) = (Vec::new(), (m, n));
    while let Some(&(cost, a, i, _)) = best.get(at.0).and_then(|b| b.get(at.1)) {
        if at.0 == 0 || cost >= NEVER {
            break;
        }
        let label = lines.get(i..at.1).unwrap_or_default();
        spans.push(Span {
            rows: a..at.0,
            lines: i..at.1,
            off: rows.get(a..at.0).map_or(0, |rows| off(rows, label, fit)),
        });
        at = (a, i);
    }
    spans.reverse();
    spans
}

/// Whether the line at a place follows the one before it as lines of one text do.
fn is_tight(lines: &[Line], at: usize, fit: &Fit) -> bool {
    at.checked_sub(1)
        .and_then(|before| lines.get(before..=at))
        .is_some_and(|pair| matches!(pair, [a, b] if fit.are_close(a, b)))
}

fn off(rows: &[RowBox], label: &[Line], fit: &Fit) -> i64 {
    let (Some(first), Some(last)) = (rows.first(), rows.last()) else {
        return NEVER;
    };
    if label.is_empty() {
        return fit.part(BLANK);
    }
    let expected = match fit.align {
        Align::Middle if rows.len() > 1 => i32::midpoint(first.top, last.bottom),
        Align::Middle | Align::Top => first.level,
        Align::Bottom => last.level,
    };
    i64::from((expected - fit.align.height(label)).abs())
}
