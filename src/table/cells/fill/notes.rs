//! What stands beside a table: notes about its figures, which a line leads to, and texts that may be those of the blank cells next to them.

use super::frame_cells::FrameCells;
use crate::geometry::{Milli, Point, Rect};
use crate::pdf::{Page, Stroke};
use crate::table::cells::asides::Apart;
use crate::table::lines::edges::runs_along_an_axis;
use crate::table::lines::stamps::Stamps;
use crate::table::model::OutsideLine;
use crate::table::scale::Scale;

/// A leader ends this near to its note (1/100 em).
const AT_LEADER: Milli = 150;

/// The lines of one note lie this near below each other (1/100 em).
const NEXT_LINE: Milli = 100;

/// What stands within so many ems of a table's side may belong to the cell there.
const BESIDE: Milli = 3;

/// What stands above or below a table within this part of an em (1/100) may be the text of the blank cell there: titles and notes keep more away.
const ABOVE: Milli = 50;

/// More texts and marks outside its tables than this has no page of a form.
const MOST_BESIDE: usize = 400;

/// With more lines that lead out of tables a page is a drawing.
const MOST_LEADERS: usize = 200;

/// Takes the notes out of the lines beside tables: those to which a line leads from within a table. Returns the others, then the notes.
pub(super) fn set_aside(
    frames: &[FrameCells<'_>],
    page: &Page,
    outside: Vec<OutsideLine>,
    stamps: &Stamps,
    scale: Scale,
) -> (Vec<OutsideLine>, Vec<OutsideLine>) {
    if frames.is_empty() || outside.is_empty() {
        return (outside, Vec::new());
    }
    let slanted = page.strokes.iter().filter(|s| !runs_along_an_axis(s));
    let leaders = stamps.leaders().iter().chain(slanted);
    let ends: Vec<Point> = leaders
        .filter_map(|s| outer_end(frames, s, scale))
        .take(MOST_LEADERS)
        .collect();
    if ends.is_empty() {
        return (outside, Vec::new());
    }
    let near = scale.em / 100 * AT_LEADER;
    let is_led_to = |b: &Rect| {
        ends.iter()
            .any(|end| (b.x0 - near..=b.x1 + near).contains(&end.x) && (b.y0 - near..=b.y1 + near).contains(&end.y))
    };
    let mut notes: Vec<OutsideLine> = Vec::new();
    let mut others = Vec::new();
    for line in outside {
        let goes_on = notes.last().is_some_and(|above| {
            let gap = line.bbox.y0 - above.bbox.y1;
            (line.bbox.x0 - above.bbox.x0).abs() <= near && line.size == above.size && gap <= scale.em / 100 * NEXT_LINE
        });
        if is_beside_any(frames, &line.bbox) && (goes_on || is_led_to(&line.bbox)) {
            notes.push(line);
        } else {
            others.push(line);
        }
    }
    (others, notes)
}

/// Whether a line of text stands beside a table, and not above or below it.
fn is_beside_any(frames: &[FrameCells<'_>], b: &Rect) -> bool {
    frames.iter().any(|f| {
        let frame = f.grid.frame();
        (frame.y0..frame.y1).contains(&b.center().y) && (b.x0 >= frame.x1 || b.x1 <= frame.x0)
    })
}

/// Of a line that begins within a table and ends outside all of them: where it ends.
fn outer_end(frames: &[FrameCells<'_>], stroke: &Stroke, scale: Scale) -> Option<Point> {
    let is_within = |p: &Point| frames.iter().any(|f| f.grid.frame().contains(*p));
    let span = stroke.span();
    let is_long = span.width().max(span.height()) > scale.em;
    match (is_within(&stroke.from), is_within(&stroke.to)) {
        (true, false) if is_long => Some(stroke.to),
        (false, true) if is_long => Some(stroke.from),
        _ => None,
    }
}

/// Marks the cells at the sides of tables, and the blank ones of their rows, beside which something stands that no cell holds.
pub(super) fn mark_beside(frames: &mut [FrameCells<'_>], outside: &[OutsideLine], apart: &[Apart], scale: Scale) {
    let unnamed = apart
        .iter()
        .filter(|aside| !aside.kind.is_no_content())
        .map(|aside| aside.bbox);
    let boxes = outside.iter().map(|line| line.bbox).chain(unnamed);
    let boxes: Vec<Rect> = boxes.take(MOST_BESIDE).collect();
    let reach = scale.em.saturating_mul(BESIDE);
    for frame in frames {
        let own = frame.grid.frame();
        for b in &boxes {
            let middle = b.center();
            mark_below(frame, b, scale);
            let is_level = (own.y0..own.y1).contains(&middle.y);
            let is_right = b.x1 > own.x1 && middle.x > own.center().x && b.x0 <= own.x1 + reach;
            let is_left = b.x0 < own.x0 && middle.x < own.center().x && b.x1 >= own.x0 - reach;
            if !is_level || !is_right && !is_left {
                continue;
            }
            // Another text may stand between.
            let is_between = |other: &Rect| {
                let is_level = other.y0 < middle.y && middle.y < other.y1;
                let is_nearer = if is_right {
                    other.center().x > own.x1 && other.x1 <= b.x0
                } else {
                    other.center().x < own.x0 && other.x0 >= b.x1
                };
                is_level && is_nearer
            };
            if boxes.iter().any(is_between) {
                continue;
            }
            let snap = scale.snap();
            for cell in &mut frame.cells {
                let c = cell.bbox;
                let is_at_side = if is_right {
                    c.x1 >= own.x1 - snap
                } else {
                    c.x0 <= own.x0 + snap
                };
                // It may be the text of any blank cell of the row.
                let is_blank = cell.is_blank();
                if (is_at_side || is_blank) && (c.y0..c.y1).contains(&middle.y) {
                    cell.doubt.beside = true;
                }
            }
        }
    }
}

/// Marks the blank cell of a table's first or last row, right above or below which something stands that is no wider than it.
fn mark_below(frame: &mut FrameCells<'_>, b: &Rect, scale: Scale) {
    let own = frame.grid.frame();
    let near = scale.em / 100 * ABOVE;
    let middle = b.center();
    let is_above = middle.y < own.y0 && own.y0 - b.y1 <= near;
    let is_below = middle.y > own.y1 && b.y0 - own.y1 <= near;
    if !is_above && !is_below {
        return;
    }
    for cell in &mut frame.cells {
        let c = cell.bbox;
        let is_outermost = if is_above { c.y0 == own.y0 } else { c.y1 == own.y1 };
        // The year stands in the middle above the table, the unit at its right end.
        let is_aligned = b.x0 - c.x0 <= scale.em || (middle.x - c.center().x).abs() <= scale.em / 2;
        if is_outermost && is_aligned && c.x0 <= b.x0 && b.x1 <= c.x1 && cell.is_blank() {
            cell.doubt.beside = true;
        }
    }
}
