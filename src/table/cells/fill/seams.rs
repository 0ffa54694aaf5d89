//! Where in a run of characters one text may end and another begin.

use crate::geometry::Milli;
use crate::pdf::Glyph;

/// Digits of one figure follow each other closer than this part of their size (1/100); the padding of two cells together is 10 and more.
pub(super) const SOLID_GAP: Milli = 5;

/// Characters of one text are drawn nearer than side by side by no more than this part of their size (1/100): kerned 1s of common fonts by 7.
pub(super) const KERNING: Milli = 12;

/// So many gaps tell how a run is spaced.
const GAPS_AT_LEAST: usize = 4;

/// The gap between most characters of a run: none, unless its letters are spaced. A few do not tell.
pub(super) fn usual_gap(run: &[Glyph]) -> Milli {
    let mut gaps: Vec<Milli> = run.windows(2).filter_map(gap_of_pair).collect();
    if gaps.len() < GAPS_AT_LEAST {
        return 0;
    }
    let middle = gaps.len() / 2;
    let (_, usual, _) = gaps.select_nth_unstable(middle);
    *usual
}

fn gap_of_pair(pair: &[Glyph]) -> Option<Milli> {
    let [a, b] = pair else { return None };
    Some(b.bbox.x0 - a.bbox.x1)
}

/// Whether one text may end and another begin between two characters of a run: they stand nearer or farther apart than others.
pub(super) fn is_seam(a: &Glyph, b: &Glyph, usual: Milli) -> bool {
    let gap = b.bbox.x0 - a.bbox.x1 - usual;
    let is_one_text = (-a.size / 100 * KERNING..=a.size / 100 * SOLID_GAP).contains(&gap);
    !is_one_text
}

/// Whether two characters of a run are set solid, or spaced as all of it, as parts of one figure. A border that happens to fall between them
/// does not part them.
pub(super) fn is_one_figure(a: &Glyph, b: &Glyph, usual: Milli) -> bool {
    let is_part = |g: &Glyph| {
        g.character
            .is_some_and(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '%' | '(' | ')' | '（' | '）'))
    };
    (is_part(a) || is_part(b)) && !is_seam(a, b, usual)
}
