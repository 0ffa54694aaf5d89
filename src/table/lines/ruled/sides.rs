//! In which rows a column without a drawn border has one.

use crate::geometry::{Milli, Rect};
use crate::pdf::{Direction, Glyph, Page, Visibility};
use crate::table::lines::edges::{Edge, Edges};
use crate::table::scale::{Scale, is_oversize};

/// A character reaches over a border when at least this part of an em (1/100) lies on either side.
const REACHES_OVER: Milli = 20;

/// Characters of one word follow each other closer than this part of an em (1/100).
const WORD_GAP: Milli = 30;

/// How a line across passes a column's border.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Passes {
    /// In pieces: a cell ends there.
    Broken,
    /// In one piece: a cell goes on.
    Whole,
    /// There is no line: a cell merged over rows stands there.
    Nothing,
}

/// The borders of these columns: each from line to line, where both the line above and the one below are in pieces at it, and no word is written
/// across it. Where a merged cell has no line, the next one above or below speaks.
pub(super) fn of_columns(
    columns: &[Milli],
    rows: &[Edge],
    edges: &Edges,
    page: &Page,
    area: &Rect,
    scale: Scale,
) -> Vec<Edge> {
    let mut levels: Vec<Milli> = rows.iter().map(|e| e.at).chain([area.y0, area.y1]).collect();
    levels.sort_unstable();
    levels.dedup_by(|below, above| *below - *above <= scale.snap());
    let mut sides = Vec::new();
    for &at in columns {
        let passes: Vec<Passes> = levels.iter().map(|&y| pass(at, y, rows, edges, scale)).collect();
        let mut written_over = words_across(at, page, area, scale);
        written_over.sort_unstable();
        let is_side = |row: usize, from: Milli, to: Milli| {
            let said = |p: &&Passes| **p != Passes::Nothing;
            let above = passes.iter().take(row + 1).rfind(said);
            let below = passes.iter().skip(row + 1).find(said);
            let is_broken = |p: Option<&Passes>| p.is_none_or(|p| *p == Passes::Broken);
            let first = written_over.partition_point(|&y| y < from);
            let is_clear = written_over.get(first).is_none_or(|&y| y >= to);
            is_clear && is_broken(above) && is_broken(below)
        };
        for (row, pair) in levels.windows(2).enumerate() {
            if let &[from, to] = pair
                && is_side(row, from, to)
            {
                sides.push(Edge { at, from, to });
            }
        }
    }
    sides
}

fn pass(x: Milli, y: Milli, rows: &[Edge], edges: &Edges, scale: Scale) -> Passes {
    let snap = scale.snap();
    let first = edges.breaks().partition_point(|p| p.y < y - snap);
    let mut near = edges.breaks().iter().skip(first).take_while(|p| p.y <= y + snap);
    if near.any(|p| (p.x - x).abs() <= snap) {
        return Passes::Broken;
    }
    let covers = |e: &Edge| (e.at - y).abs() <= snap && e.from < x && x < e.to;
    if rows.iter().any(covers) {
        Passes::Whole
    } else {
        Passes::Nothing
    }
}

/// The heights at which a word is written across a place. Figures may be too wide for their cells: they do not count.
fn words_across(x: Milli, page: &Page, area: &Rect, scale: Scale) -> Vec<Milli> {
    let over = scale.em / 100 * REACHES_OVER;
    let is_letter = |g: &Glyph| {
        g.visibility == Visibility::Shown
            && g.direction == Direction::Right
            && g.character.is_some_and(char::is_alphabetic)
            && !is_oversize(g, scale)
            && area.contains(g.bbox.center())
    };
    let reaches = page
        .glyphs
        .iter()
        .filter(|g| is_letter(g) && g.bbox.x0 + over < x && x < g.bbox.x1 - over);
    let joins = page.glyphs.windows(2).filter_map(|pair| {
        let [a, b] = pair else { return None };
        let near = scale.em / 100 * WORD_GAP;
        let follows = (a.origin.y - b.origin.y).abs() < near && (b.bbox.x0 - a.bbox.x1).abs() < near;
        let is_across = a.bbox.center().x < x && x < b.bbox.center().x;
        (follows && is_across && is_letter(a) && is_letter(b)).then(|| a.bbox.center().y)
    });
    reaches.map(|g| g.bbox.center().y).chain(joins).collect()
}
