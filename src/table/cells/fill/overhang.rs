//! Labels of merged cells at the foot of a table whose last lines hang out below it: typesetters set a label in the middle of its rows as if no page
//! break cut them.

use super::frame_cells::FrameCells;
use crate::geometry::Milli;
use crate::pdf::Glyph;
use crate::table::scale::Scale;
use crate::table::words::is_whole_label;
use crate::text::glyphs_to_text;

/// Lines hang out no further than this (1/100 em) below their table: a label of level 1 that hangs out whole has three lines.
const BELOW: Milli = 400;

/// Puts what hangs out below a merged cell, and makes a whole label with what stands in it, into that cell. Returns the rest.
pub(super) fn take<'g>(frames: &mut [FrameCells<'_>], outside: Vec<&'g [Glyph]>, scale: Scale) -> Vec<&'g [Glyph]> {
    let mut outside = outside;
    for frame in frames {
        let bottom = frame.grid.frame().y1;
        let reach = bottom.saturating_add(scale.em / 100 * BELOW);
        let is_below = |run: &[Glyph]| {
            let hangs = |g: &Glyph| g.bbox.center().y > bottom && g.bbox.y1 <= reach;
            run.iter()
                .all(|g| hangs(g) && g.character.is_some_and(char::is_alphabetic))
        };
        if !outside.iter().any(|run| is_below(run)) {
            continue;
        }
        let at_foot = |y: Milli| (y - bottom).abs() <= scale.snap();
        let heights = frame
            .cells
            .iter()
            .filter(|c| at_foot(c.bbox.y1))
            .map(|c| c.bbox.height());
        let Some(row) = heights.min() else { continue };
        for cell in &mut frame.cells {
            // Of one row may be what the page break left of several, where a part of the label stands in it.
            if !at_foot(cell.bbox.y1) || cell.bbox.height() <= row && cell.is_blank() {
                continue;
            }
            let (x0, x1) = (cell.bbox.x0, cell.bbox.x1);
            let hangs = |run: &[Glyph]| is_below(run) && run.iter().all(|g| x0 < g.bbox.x0 && g.bbox.x1 < x1);
            let mut glyphs = cell.glyphs.clone();
            glyphs.extend(outside.iter().copied().filter(|run| hangs(run)).flatten());
            if glyphs.len() > cell.glyphs.len()
                && !is_whole_label(&glyphs_to_text(&cell.glyphs).text)
                && is_whole_label(&glyphs_to_text(&glyphs).text)
            {
                outside.retain(|run| !hangs(run));
                cell.glyphs = glyphs;
            }
        }
    }
    outside
}
