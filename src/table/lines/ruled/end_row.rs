//! The first and the last row of a table ruled by lines across: the lines above and below the table may be missing.

use crate::geometry::{Milli, Rect};
use crate::pdf::{Direction, Glyph, Page, Visibility};
use crate::table::scale::{Scale, is_oversize};

/// Where the text of a row begins that stands directly above the first line. `None` where what stands there is no row: it fills few columns,
/// or runs over their borders.
pub(super) fn top_of_first(page: &Page, columns: &[Milli], bbox: &Rect, scale: Scale) -> Option<Milli> {
    let mut glyphs = glyphs_between(page, bbox, scale);
    glyphs.retain(|g| g.bbox.center().y < bbox.y0);
    glyphs.sort_by_key(|g| std::cmp::Reverse(g.bbox.y1));
    let mut top = bbox.y0;
    let row: Vec<&Glyph> = glyphs
        .into_iter()
        .take_while(|g| {
            let near = top - g.bbox.y1 < scale.em;
            top = top.min(g.bbox.y0);
            near
        })
        .collect();
    let first = row.iter().map(|g| g.bbox.y0).min()?;
    is_row(&row, columns).then_some(first - scale.em / 4)
}

/// Where the text of a row ends that stands directly below the last line.
pub(super) fn bottom_of_last(page: &Page, columns: &[Milli], bbox: &Rect, scale: Scale) -> Option<Milli> {
    let mut glyphs = glyphs_between(page, bbox, scale);
    glyphs.retain(|g| g.bbox.center().y > bbox.y1);
    glyphs.sort_by_key(|g| g.bbox.y0);
    let mut bottom = bbox.y1;
    let row: Vec<&Glyph> = glyphs
        .into_iter()
        .take_while(|g| {
            let near = g.bbox.y0 - bottom < scale.em;
            bottom = bottom.max(g.bbox.y1);
            near
        })
        .collect();
    let last = row.iter().map(|g| g.bbox.y1).max()?;
    is_row(&row, columns).then_some(last + scale.em / 4)
}

/// What is printed between the left and the right end of a table, watermarks left out.
fn glyphs_between<'p>(page: &'p Page, bbox: &Rect, scale: Scale) -> Vec<&'p Glyph> {
    let is_shown = |g: &&Glyph| g.visibility == Visibility::Shown && g.character.is_some_and(|c| !c.is_whitespace());
    let is_mark = |g: &Glyph| g.direction == Direction::Slanted || is_oversize(g, scale);
    let is_between = |g: &&Glyph| bbox.x0 <= g.bbox.x0 && g.bbox.x1 <= bbox.x1 && !is_mark(g);
    page.glyphs.iter().filter(is_shown).filter(is_between).collect()
}

fn is_row(glyphs: &[&Glyph], columns: &[Milli]) -> bool {
    let column_of = |x: Milli| columns.partition_point(|&c| c <= x);
    let crosses = glyphs.iter().any(|g| column_of(g.bbox.x0) != column_of(g.bbox.x1));
    let mut filled: Vec<usize> = glyphs.iter().map(|g| column_of(g.bbox.center().x)).collect();
    filled.sort_unstable();
    filled.dedup();
    !crosses && filled.len() * 2 > columns.len()
}
