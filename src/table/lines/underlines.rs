//! Strokes below a text, or through it, and as long as it: they underline it or strike it out, and are no lines of a table.

use std::cell::OnceCell;

use crate::geometry::Milli;
use crate::pdf::{Direction, Glyph, Page, Stroke, Visibility};
use crate::table::scale::Scale;

/// An underline begins and ends with its text, within this part of an em (1/100). The text of a cell keeps away from its sides by the padding.
const SAME_END: Milli = 15;

/// The side of a cell meets strokes down within this (1/100 em); a line through the text of a narrow cell keeps away from them.
const AT_SIDE: Milli = 5;

/// It lies this far below the base line at most (1/100 em): fonts ask for 7 to 15.
const BELOW_BASE_LINE: Milli = 25;

/// A line that strikes text out runs this far above the base line (1/100 em): word processors draw it at 25 to 35.
const THROUGH_FROM: Milli = 15;
const THROUGH_TO: Milli = 50;

/// Where a line is drawn through characters, they fill this part of it (1/100) at least: it strikes them out, though it does not end with them.
const STRUCK_PART: Milli = 60;

/// A base line with more characters than this has no underline looked for: no line of a page is so long.
const MOST_GLYPHS: usize = 2_000;

/// The characters of a page by their base line.
pub(super) struct BaseLines<'p> {
    page: &'p Page,
    /// Sorted where a stroke asks for them: those of a grid of cells do not.
    glyphs: OnceCell<Vec<&'p Glyph>>,
    /// Where strokes down stand, left to right.
    down: Vec<Milli>,
    em: Milli,
}

impl<'p> BaseLines<'p> {
    pub(super) fn of(page: &'p Page, scale: Scale) -> Self {
        let is_down = |s: &&Stroke| (s.from.y - s.to.y).abs() > (s.from.x - s.to.x).abs();
        let mut down: Vec<Milli> = page.strokes.iter().filter(is_down).map(|s| s.from.x).collect();
        down.sort_unstable();
        Self {
            page,
            glyphs: OnceCell::new(),
            down,
            em: scale.em,
        }
    }

    /// Whether a stroke across, from one x to another, underlines a text or strikes it out. One that ends at strokes down is the side of a cell.
    pub(super) fn has_rule(&self, y: Milli, from: Milli, to: Milli) -> bool {
        let em = self.em / 100;
        let meets_sides = |within: Milli| [from, to].iter().all(|x| self.is_at_stroke_down(*x, em * within));
        if meets_sides(AT_SIDE) {
            return false;
        }
        !meets_sides(SAME_END) && self.has_text(y - em * BELOW_BASE_LINE, y, from, to)
            || self.has_text(y + em * THROUGH_FROM, y + em * THROUGH_TO, from, to)
            || self.strikes(y, from, to)
    }

    /// Whether a stroke across runs through the middle of characters, and hardly beside them.
    fn strikes(&self, y: Milli, from: Milli, to: Milli) -> bool {
        let em = self.em / 100;
        let through = self.on_base_lines(y + em * THROUGH_FROM, y + em * THROUGH_TO);
        let struck = through.iter().filter(|g| (from..=to).contains(&g.bbox.center().x));
        let struck = struck.filter(|g| g.character.is_some_and(|c| !c.is_whitespace()));
        let filled: i64 = struck.map(|g| i64::from(g.bbox.width())).sum();
        filled * 100 >= i64::from(to - from) * i64::from(STRUCK_PART)
    }

    /// The characters with their base line between two heights; none, where they are too many.
    fn on_base_lines(&self, highest: Milli, lowest: Milli) -> &[&'p Glyph] {
        let glyphs = self.glyphs.get_or_init(|| by_base_line(self.page));
        let first = glyphs.partition_point(|g| g.origin.y < highest);
        let end = glyphs.partition_point(|g| g.origin.y <= lowest);
        let near = glyphs.get(first..end).unwrap_or_default();
        if near.len() > MOST_GLYPHS { &[] } else { near }
    }

    /// Whether a text with its base line between two heights begins and ends at these places.
    fn has_text(&self, highest: Milli, lowest: Milli, from: Milli, to: Milli) -> bool {
        let near = self.on_base_lines(highest, lowest);
        let above = || near.iter().filter(|g| (from..=to).contains(&g.bbox.center().x));
        let text = || above().filter(|g| g.character.is_some_and(|c| !c.is_whitespace()));
        let (Some(left), Some(right)) = (text().map(|g| g.bbox.x0).min(), text().map(|g| g.bbox.x1).max()) else {
            return false;
        };
        let same = self.em / 100 * SAME_END;
        // Blanks before and behind the text may be underlined with it.
        let begins = above().any(|g| (g.bbox.x0 - from).abs() <= same) && from <= left + same;
        let ends = above().any(|g| (g.bbox.x1 - to).abs() <= same) && to >= right - same;
        begins && ends
    }

    fn is_at_stroke_down(&self, x: Milli, same: Milli) -> bool {
        let first = self.down.partition_point(|&at| at < x - same);
        self.down.get(first).is_some_and(|&at| at <= x + same)
    }
}

/// The characters that are read from left to right, by base line, then from the left.
fn by_base_line(page: &Page) -> Vec<&Glyph> {
    let is_text =
        |g: &&Glyph| g.visibility == Visibility::Shown && g.direction == Direction::Right && g.character.is_some();
    let mut glyphs: Vec<&Glyph> = page.glyphs.iter().filter(is_text).collect();
    glyphs.sort_unstable_by_key(|g| (g.origin.y, g.bbox.x0));
    glyphs
}
