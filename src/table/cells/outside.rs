//! What stands outside every table: lines of text; and the order in which tables and lines are read.

use super::asides::Apart;
use super::runs::lie_over_each_other;
use crate::geometry::{Milli, Point, Rect};
use crate::pdf::{Direction, Glyph, Visibility};
use crate::table::model::{AsideKind, Block, Doubt, OutsideLine, Table};
use crate::table::scale::Scale;
use crate::table::sheet::upright::Turn;
use crate::text::{GlyphLine, glyphs_to_lines_and_copies, glyphs_to_runs, is_printed, lines_to_text};

/// Outside tables, a gap wider than this many ems parts two lines that stand side by side.
const GAP_BETWEEN_LINES: Milli = 2;

/// What stands nearer to a line than this part of its size (1/100) may be a part of it: a character drawn as an outline leaves no gap.
const BESIDE_LINE: Milli = 60;

/// Two lines side by side that share this part of their height (1/100), and are not on one level, may be one line at an angle …
const SHARED_HEIGHT: Milli = 25;

/// … where they are nearer than this part of their size (1/100) to each other.
const BESIDE_PIECE: Milli = 60;

/// A page with more marks outside its tables is a drawing.
const MOST_MARKS: usize = 400;

/// Tables and lines of one page by their top edge.
pub(in crate::table) fn in_reading_order(tables: Vec<Table>, lines: Vec<OutsideLine>) -> Vec<Block> {
    let top = |table: &Table| table.cells.iter().map(|c| c.bbox.y0).min().unwrap_or(0);
    let mut blocks: Vec<(Milli, Milli, Block)> = Vec::with_capacity(tables.len() + lines.len());
    blocks.extend(lines.into_iter().map(|l| (l.bbox.y0, l.bbox.x0, Block::Line(l))));
    blocks.extend(tables.into_iter().map(|t| (top(&t), 0, Block::Table(t))));
    blocks.sort_by_key(|(y, x, _)| (*y, *x));
    blocks.into_iter().map(|(_, _, block)| block).collect()
}

/// The lines that characters outside all tables make, and those that stand in their place once more.
pub(in crate::table) fn outside_lines(
    page: u32,
    turn: Turn,
    glyphs: &[Glyph],
    scale: Scale,
) -> (Vec<OutsideLine>, Option<Apart>) {
    let mut lines = Vec::new();
    let (all, copies) = glyphs_to_lines_and_copies(glyphs);
    for line in all {
        let direction = line.direction;
        let parts = line.glyphs.chunk_by(|a, b| {
            direction != Direction::Right || b.bbox.x0 - a.bbox.x1 <= scale.em.saturating_mul(GAP_BETWEEN_LINES)
        });
        for part in parts {
            let content = lines_to_text(&[GlyphLine {
                glyphs: part.to_vec(),
                direction,
            }]);
            if let Some(bbox) = content.bbox {
                let size = part.iter().map(|g| g.size).max().unwrap_or(0);
                lines.push(OutsideLine {
                    content,
                    page,
                    bbox,
                    turn,
                    size,
                    direction,
                    doubt: Doubt {
                        mixed: direction == Direction::Right && is_overlaid(part),
                        ..Doubt::default()
                    },
                });
            }
        }
    }
    doubt_pieces(&mut lines);
    (lines, copies_apart(copies))
}

/// Whether characters of a line lie over each other.
fn is_overlaid(line: &[Glyph]) -> bool {
    let is_letter = |g: &&Glyph| g.character.is_some_and(char::is_alphanumeric);
    let mut before: Option<&Glyph> = None;
    line.iter().filter(is_letter).any(|glyph| {
        let before = before.replace(glyph);
        before.is_some_and(|before| lie_over_each_other(before, glyph))
    })
}

/// Doubts lines that follow each other and may be pieces of one that climbs or falls: side by side, and not on one level.
fn doubt_pieces(lines: &mut [OutsideLine]) {
    for at in 1..lines.len() {
        if let Some([a, b]) = lines.get_mut(at - 1..=at)
            && are_pieces(a, b)
        {
            a.doubt.overflow = true;
            b.doubt.overflow = true;
        }
    }
}

fn are_pieces(a: &OutsideLine, b: &OutsideLine) -> bool {
    let near = a.size.max(b.size) / 100 * BESIDE_PIECE;
    let gap = a.bbox.x0.max(b.bbox.x0) - a.bbox.x1.min(b.bbox.x1);
    let is_right = a.direction == Direction::Right && b.direction == Direction::Right;
    // A mark behind a title is smaller.
    is_right && a.size == b.size && gap.abs() <= near && shared_height(&a.bbox, &b.bbox) >= SHARED_HEIGHT
}

/// The part of the lower one's height (1/100) that two boxes have in common.
fn shared_height(a: &Rect, b: &Rect) -> Milli {
    let shared = a.y1.min(b.y1) - a.y0.max(b.y0);
    let lower = a.height().min(b.height()).max(1);
    shared.max(0).saturating_mul(100) / lower
}

/// Doubts the lines of which a part is hidden by an edge, a cover or its ground. What is hidden stands apart.
pub(super) fn set_hidden_aside(
    lines: &mut [OutsideLine],
    glyphs: &[Glyph],
    is_in_table: impl Fn(Point) -> bool,
) -> Vec<Apart> {
    let is_hidden = |g: &&Glyph| {
        let is_lost = matches!(
            g.visibility,
            Visibility::Outside | Visibility::SameColor | Visibility::Covered
        );
        is_lost && is_printed(g)
    };
    let mut apart = Vec::new();
    for run in glyphs_to_runs(glyphs) {
        let hidden = run.iter().filter(is_hidden).map(|g| g.bbox);
        let Some(bbox) = hidden.reduce(|a, b| a.union(&b)).filter(|b| !is_in_table(b.center())) else {
            continue;
        };
        let seen = run.iter().find(|g| g.visibility == Visibility::Shown && is_printed(g));
        if let Some(middle) = seen.map(|g| g.bbox.center()) {
            for line in lines.iter_mut().filter(|line| line.bbox.contains(middle)) {
                line.doubt.overflow = true;
            }
        }
        apart.push(Apart {
            kind: AsideKind::Hidden,
            glyphs: Vec::new(),
            bbox,
        });
    }
    apart
}

/// Doubts the lines on which, or right beside which, something stands that is no text.
pub(super) fn doubt_beside_ink(lines: &mut [OutsideLine], apart: &[Apart]) {
    let ink = || apart.iter().filter(|aside| !aside.kind.is_no_content());
    if lines.is_empty() || ink().take(MOST_MARKS + 1).count() > MOST_MARKS {
        return;
    }
    for aside in ink() {
        let glyphs = aside.glyphs.iter().map(|g| g.bbox);
        let boxes = glyphs.chain(aside.glyphs.is_empty().then_some(aside.bbox));
        for b in boxes {
            for line in lines.iter_mut().filter(|line| is_at_line(&b, line)) {
                line.doubt.ink = true;
            }
        }
    }
}

/// Whether a box stands on a line or right beside it. What holds all of it is its ground, or a frame.
fn is_at_line(b: &Rect, line: &OutsideLine) -> bool {
    let near = line.size / 100 * BESIDE_LINE;
    let own = line.bbox;
    let holds = b.intersection(&own) == Some(own);
    let is_level = shared_height(b, &own) >= 100 - SHARED_HEIGHT;
    !holds && is_level && b.x0 < own.x1 + near && own.x0 - near < b.x1
}

/// Characters that stand in the same place once more.
pub(in crate::table) fn copies_apart(copies: Vec<Glyph>) -> Option<Apart> {
    (!copies.is_empty()).then(|| Apart::new(AsideKind::Doubled, copies))
}
