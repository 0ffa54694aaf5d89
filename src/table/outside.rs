//! What stands outside every table: lines of text; and the order in which tables and lines are read.

use super::Scale;
use super::asides::Apart;
use super::model::{AsideKind, Block, OutsideLine, Table};
use super::upright::Turn;
use crate::geometry::Milli;
use crate::pdf::{Direction, Glyph};
use crate::text::{GlyphLine, glyphs_to_lines_and_copies, lines_to_text};

/// Outside tables, a gap wider than this many ems parts two lines that stand side by side.
const GAP_BETWEEN_LINES: Milli = 2;

/// Tables and lines of one page by their top edge.
pub(super) fn in_reading_order(tables: Vec<Table>, lines: Vec<OutsideLine>) -> Vec<Block> {
    let top = |table: &Table| table.cells.iter().map(|c| c.bbox.y0).min().unwrap_or(0);
    let mut blocks: Vec<(Milli, Milli, Block)> = Vec::with_capacity(tables.len() + lines.len());
    blocks.extend(lines.into_iter().map(|l| (l.bbox.y0, l.bbox.x0, Block::Line(l))));
    blocks.extend(tables.into_iter().map(|t| (top(&t), 0, Block::Table(t))));
    blocks.sort_by_key(|(y, x, _)| (*y, *x));
    blocks.into_iter().map(|(_, _, block)| block).collect()
}

/// The lines that characters outside all tables make, and those that stand in their place once more.
pub(super) fn outside_lines(
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
                });
            }
        }
    }
    (lines, copies_apart(copies))
}

/// Characters that stand in the same place once more.
pub(super) fn copies_apart(copies: Vec<Glyph>) -> Option<Apart> {
    (!copies.is_empty()).then(|| Apart::new(AsideKind::Doubled, copies))
}
