//! The content of a page without the text that is far from all that is asked about: it need not be painted, and its fonts not be read, which is half of
//! what a page costs.

use std::collections::BTreeMap;
use std::ops::Range;

use hayro::hayro_syntax::object::{Array, Name};
use hayro::hayro_syntax::page::Resources;

use super::super::operators::{Operand, Operator, Operators, length};
use super::super::reach::{Matrix, Reach, State};
use crate::geometry::Rect;

/// Widest character of a font that is not known, in thousandths of the size of the type.
const WIDEST: f64 = 2000.0;

/// Text that is shown without its place being set anew: each operator, and where the font is set that it is shown in.
#[derive(Default)]
struct Run {
    shows: Vec<(Range<usize>, Option<Range<usize>>)>,
    is_near: bool,
}

/// The content without text that cannot reach the boxes; `shown` is where a point of it is shown. All of it where fonts or clips are set otherwise
/// than usual.
pub(super) fn near_text(content: &[u8], resources: &Resources<'_>, shown: Matrix, near: &[Rect]) -> Vec<u8> {
    without_far_text(content, resources, shown, near).unwrap_or_else(|| content.to_vec())
}

fn without_far_text(content: &[u8], resources: &Resources<'_>, shown: Matrix, near: &[Rect]) -> Option<Vec<u8>> {
    let sets_a_font = |name: &[u8]| {
        let state = Name::new(name).and_then(|name| resources.get_ext_g_state(&name));
        state.is_none_or(|state| state.contains_key(b"Font"))
    };
    let mut fonts: BTreeMap<&[u8], bool> = BTreeMap::new();
    let mut reach = Reach::new(shown, near);
    let mut run = Run::default();
    let mut font: Option<Range<usize>> = None;
    let mut saved: Vec<(State, Option<Range<usize>>)> = Vec::new();
    // What is replaced, by another part of the content or by nothing.
    let mut changes: Vec<(Range<usize>, Option<Range<usize>>)> = Vec::new();
    let (mut operators, mut operands) = (Operators::of(content), Vec::new());
    while let Some(operator @ Operator { name, begin, .. }) = operators.next(&mut operands) {
        let whole = begin..operators.position();
        match name {
            b"Tj" | b"TJ" => {
                let (bytes, shifted) = length(&operands);
                run.is_near |= reach.shows(bytes, WIDEST, shifted);
                run.shows.push((whole, font.clone()));
            }
            b"Tf" => {
                let [Operand::Name(name), size] = operands.as_slice() else {
                    return None;
                };
                reach.state.size = size.number()?;
                if !*fonts
                    .entry(name)
                    .or_insert_with(|| counts_in_thousandths(name, resources))
                {
                    return None;
                }
                font = Some(whole.clone());
                changes.push((whole, None));
            }
            b"Tc" | b"Tw" | b"Tz" | b"TL" | b"Ts" => {
                reach.set(name, &operands);
            }
            // Text that clips what comes after it; lines that are shown and begun at once, which few producers write.
            b"Tr"
                if operands
                    .first()
                    .and_then(|mode| mode.number())
                    .is_none_or(|mode| mode > 3.0) =>
            {
                return None;
            }
            b"'" | b"\"" => return None,
            b"gs" if matches!(operands.first(), Some(Operand::Name(name)) if sets_a_font(name)) => return None,
            b"q" => {
                run.end(&mut changes);
                reach.lose();
                saved.push((reach.state, font.clone()));
            }
            b"Q" => {
                run.end(&mut changes);
                reach.lose();
                if let Some((state, of_state)) = saved.pop() {
                    (reach.state, font) = (state, of_state);
                }
            }
            b"Do" => {
                run.end(&mut changes);
                // A form may show text in the font that is set.
                changes.push((begin..begin, font.clone()));
            }
            _ if reach.set(operator.name, &operands) => run.end(&mut changes),
            _ => {}
        }
    }
    run.end(&mut changes);
    changes.sort_by_key(|(place, _)| place.start);
    let mut kept = Vec::with_capacity(content.len());
    let mut copied = 0;
    for (place, replaced_by) in changes {
        kept.extend_from_slice(content.get(copied..place.start)?);
        kept.push(b' ');
        if let Some(part) = replaced_by {
            kept.extend_from_slice(content.get(part)?);
            kept.push(b' ');
        }
        copied = place.end;
    }
    kept.extend_from_slice(content.get(copied..)?);
    Some(kept)
}

/// Whether the glyphs of a font are drawn in thousandths of its size, as those of all fonts are but some of Type 3.
fn counts_in_thousandths(name: &[u8], resources: &Resources<'_>) -> bool {
    let font = Name::new(name).and_then(|name| resources.get_font(&name));
    font.is_none_or(|font| {
        let matrix = font.get::<Array<'_>>(b"FontMatrix");
        let parts = matrix
            .into_iter()
            .flat_map(|matrix| matrix.iter::<f64>().collect::<Vec<_>>());
        parts.take(4).all(|part| part.abs() < 1.5 / 1000.0)
    })
}

impl Run {
    /// Ends the run: far text is left out, and before near text its font is set.
    fn end(&mut self, changes: &mut Vec<(Range<usize>, Option<Range<usize>>)>) {
        let mut set = None;
        for (place, font) in self.shows.drain(..) {
            if !self.is_near {
                changes.push((place, None));
            } else if set.as_ref() != Some(&font) {
                changes.push((place.start..place.start, font.clone()));
                set = Some(font);
            }
        }
        self.is_near = false;
    }
}

#[cfg(test)]
mod tests {
    use hayro::hayro_syntax::object::Dict;

    use super::*;

    /// What is left for a box at the top left of a page that is 300 high.
    fn kept(content: &str) -> String {
        let resources = Resources::new(Dict::empty());
        let shown = Matrix([1.0, 0.0, 0.0, -1.0, 0.0, 300.0]);
        let kept = near_text(
            content.as_bytes(),
            &resources,
            shown,
            &[Rect::new(0, 0, 50_000, 20_000)],
        );
        let words: Vec<String> = String::from_utf8(kept)
            .unwrap()
            .split_whitespace()
            .map(str::to_owned)
            .collect();
        words.join(" ")
    }

    #[test]
    fn far_text_and_its_font_are_left_out_and_all_else_is_kept() {
        let content = "0 g /A 9 Tf 0 0 5 5 re f BT 10 290 Td (1) Tj ET BT /B 9 Tf 10 100 Td (2) Tj [(3)] TJ ET q BT 20 285 Td (4) Tj ET Q";
        let expected =
            "0 g 0 0 5 5 re f BT 10 290 Td /A 9 Tf (1) Tj ET BT 10 100 Td ET q BT 20 285 Td /B 9 Tf (4) Tj ET Q";
        assert_eq!(kept(content), expected);
    }

    #[test]
    fn where_text_clips_or_fonts_are_set_otherwise_all_is_kept() {
        for content in [
            "/A 9 Tf BT 7 Tr 10 100 Td (1) Tj ET",
            "/A 9 Tf BT 10 100 Td (1) ' ET",
            "/State gs BT 10 100 Td (1) Tj ET",
        ] {
            assert_eq!(kept(content), content);
        }
    }
}
