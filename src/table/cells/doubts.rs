//! What casts doubt on cells that are filled: lines that are no borders and may be meant as such, the edge of the page, and halves of brackets.

use super::filled::FilledCell;
use crate::geometry::{Milli, POINT, Point, Rect};
use crate::pdf::{Glyph, Page, Stroke, Visibility};
use crate::table::lines::edges::{Edge, Edges, runs_along_an_axis};
use crate::table::lines::stamps::Stamps;
use crate::table::model::Torn;
use crate::table::scale::Scale;

/// A slanted line is as long as this many ems, the height of the lowest row, where it may be meant as the side of a cell …
const SHORTEST_SIDE: Milli = 1;

/// … and drifts off its axis by no more than this part of an em (1/100): a line from corner to corner of the lowest row drifts twice as far.
const MOST_DRIFT: Milli = 50;

/// With more slanted lines than this a page is a drawing (a form of 200 rows has about 2,000 lines).
const MOST_SLANTED: usize = 2_000;

/// More characters beyond the page's edges need not be looked at (a page has about 2,000), and more cells with half a bracket are no form's.
const MOST_LOOKED_AT: usize = 2_000;

/// A line that ends within this distance of the page's edge (in 1/1000 pt) goes on beyond it: half of a thick pen is left.
const AT_PAGE_EDGE: Milli = POINT;

/// So many cells share a pair of brackets at most: both brackets of a centred text may run over into its neighbours.
const CELLS_OF_A_BRACKET: usize = 3;

/// Marks the cells of a page that may not be what is printed.
pub(super) fn doubt(tables: &mut [Vec<FilledCell>], page: &Page, edges: &Edges, stamps: &Stamps, scale: Scale) {
    doubt_beside_slanted_lines(tables, page, edges, stamps, scale);
    doubt_at_page_edges(tables, page, edges, scale);
    for cells in tables {
        doubt_with_half_a_bracket(cells, scale);
    }
}

/// A line that is nearly along an axis, and not near enough to be a border: where no border is drawn along it, the cells on both sides may have
/// been joined, or other cells beside them lost.
fn doubt_beside_slanted_lines(
    tables: &mut [Vec<FilledCell>],
    page: &Page,
    edges: &Edges,
    stamps: &Stamps,
    scale: Scale,
) {
    let slanted = page
        .strokes
        .iter()
        .filter(|s| !runs_along_an_axis(s) && !stamps.hold_line(s));
    let sides: Vec<Rect> = slanted
        .filter_map(|stroke| slanted_side(stroke, scale))
        .take(MOST_SLANTED + 1)
        .collect();
    if sides.len() > MOST_SLANTED {
        return;
    }
    let snap = scale.snap();
    for side in sides.iter().filter(|side| !is_drawn(side, edges, scale)) {
        // Its ends meet the borders of other cells.
        let (along_x, along_y) = if side.width() > side.height() {
            (-snap, snap)
        } else {
            (snap, -snap)
        };
        let reach = side.grown(along_x, along_y);
        for cell in tables.iter_mut().flatten().filter(|c| c.bbox.overlaps(&reach)) {
            cell.doubt.torn = cell.doubt.torn.or(Some(Torn::SlantedLine));
        }
    }
}

/// The box around a stroke that may be meant as the side of a cell.
fn slanted_side(stroke: &Stroke, scale: Scale) -> Option<Rect> {
    let b = stroke.span();
    let (longer, shorter) = (b.width().max(b.height()), b.width().min(b.height()));
    let is_long = longer >= scale.em.saturating_mul(SHORTEST_SIDE);
    (is_long && shorter <= scale.em / 100 * MOST_DRIFT).then_some(b)
}

/// Whether a border is drawn all along a slanted line: the neighbour's side, and straight.
fn is_drawn(side: &Rect, edges: &Edges, scale: Scale) -> bool {
    let (lines, at, from, to) = if side.width() > side.height() {
        (&edges.horizontal, side.y0..=side.y1, side.x0, side.x1)
    } else {
        (&edges.vertical, side.x0..=side.x1, side.y0, side.y1)
    };
    let snap = scale.snap();
    let first = lines.partition_point(|e| e.at < at.start() - snap);
    let mut near = lines.iter().skip(first).take_while(|e| e.at <= at.end() + snap);
    near.any(|e| e.from <= from + snap && to - snap <= e.to)
}

/// Cells that reach the page's edge, and are open there or have text beside them beyond it, go on there, or other columns or rows do.
fn doubt_at_page_edges(tables: &mut [Vec<FilledCell>], page: &Page, edges: &Edges, scale: Scale) {
    let snap = scale.snap();
    let is_open = |lines: &[Edge], at: Milli, from: Milli, to: Milli| {
        let first = lines.partition_point(|e| e.at < at - snap);
        let mut near = lines.iter().skip(first).take_while(|e| e.at <= at + snap);
        !near.any(|e| e.from < to && from < e.to)
    };
    let outside = page.glyphs.iter().filter(|g| g.visibility == Visibility::Outside);
    let outside: Vec<Point> = outside.map(|g| g.bbox.center()).take(MOST_LOOKED_AT).collect();
    let is_beyond = |b: Rect| outside.iter().any(|p| b.contains(*p));
    let (far, near) = (Milli::MAX, Milli::MIN);
    for cell in tables.iter_mut().flatten() {
        let b = cell.bbox;
        let is_open_across = |at: Milli| is_open(&edges.horizontal, at, b.x0, b.x1);
        let is_open_down = |at: Milli| is_open(&edges.vertical, at, b.y0, b.y1);
        // Of a row or column that begins at the edge, a sliver without text is left.
        let is_cut = |gap: Milli, is_open: &dyn Fn() -> bool, beyond: Rect| {
            gap <= AT_PAGE_EDGE && is_open() || gap <= scale.em && is_beyond(beyond)
        };
        let (left, top) = (Rect { x0: near, x1: 0, ..b }, Rect { y0: near, y1: 0, ..b });
        let right = Rect {
            x0: page.width,
            x1: far,
            ..b
        };
        let bottom = Rect {
            y0: page.height,
            y1: far,
            ..b
        };
        let is_cut = is_cut(b.x0, &|| is_open_down(b.x0), left)
            || is_cut(b.y0, &|| is_open_across(b.y0), top)
            || is_cut(page.width - b.x1, &|| is_open_down(b.x1), right)
            || is_cut(page.height - b.y1, &|| is_open_across(b.y1), bottom);
        if is_cut {
            cell.doubt.torn = Some(Torn::PageEdge);
        }
    }
}

/// A bracket that opens in one cell and closes in the next one, or in the one behind it: a text ran over a border by its first or last letter.
fn doubt_with_half_a_bracket(cells: &mut [FilledCell], scale: Scale) {
    let open: Vec<(Rect, i32)> = cells
        .iter()
        .map(|cell| (cell.bbox, open_brackets(&cell.glyphs)))
        .filter(|(_, open)| *open != 0)
        .collect();
    if open.len() > MOST_LOOKED_AT {
        return;
    }
    let mut torn = Vec::new();
    for (left, _) in open.iter().filter(|(_, open)| *open > 0) {
        let is_beside = |right: &Rect| left.y0 < right.y1 && right.y0 < left.y1 && left.x1 <= right.x0 + scale.snap();
        let closing = open.iter().filter(|(right, open)| *open < 0 && is_beside(right));
        let Some((right, _)) = closing.min_by_key(|(right, _)| right.x0) else {
            continue;
        };
        let between = Rect {
            x0: left.x0,
            y0: left.y0.max(right.y0),
            x1: right.x1,
            y1: left.y1.min(right.y1),
        };
        if cells.iter().filter(|c| c.bbox.overlaps(&between)).count() <= CELLS_OF_A_BRACKET {
            torn.push(between);
        }
    }
    for between in torn {
        for cell in cells.iter_mut().filter(|c| c.bbox.overlaps(&between)) {
            cell.doubt.overflow = true;
        }
    }
}

/// How many brackets a text opens and does not close; negative: closes and did not open.
fn open_brackets(glyphs: &[Glyph]) -> i32 {
    let steps = glyphs.iter().map(|g| match g.character {
        Some('(' | '（') => 1,
        Some(')' | '）') => -1,
        _ => 0,
    });
    steps.sum()
}
