//! Marked content: parts of a page that belong to a layer, or that say their own text.

use hayro_syntax::object::{Dict, FromBytes as _, String};
use hayro_syntax::page::Resources;
use unicode_normalization::UnicodeNormalization as _;

use super::canvas::Canvas;
use super::font::leaves_no_mark;
use super::layers::Layers;
use super::strings::{decoded_name, text_string};
use super::tokens::Token;
use super::{Direction, Glyph, Visibility};
use crate::geometry::Rect;

/// The marks that are open.
#[derive(Debug, Default)]
pub(super) struct Marks {
    open: Vec<Mark>,
    hidden: usize,
    unsure: usize,
}

#[derive(Debug, Default)]
struct Mark {
    hides: bool,
    /// Whether it is shown in some places and not in others.
    is_unsure: bool,
    /// What the part says, and its first glyph.
    says: Option<(Vec<char>, usize)>,
}

/// The property with the text that a part says.
const SAYS: &[u8] = b"ActualText";

/// Most marks open at once; those beyond are counted out with the same number of ends.
const DEEPEST: usize = 10_000;

impl Marks {
    pub(super) fn is_hidden(&self) -> bool {
        self.hidden > 0
    }

    pub(super) fn depth(&self) -> usize {
        self.open.len()
    }

    /// Whether what is painted now is shown in some places and not in others.
    pub(super) fn is_unsure(&self) -> bool {
        self.unsure > 0
    }

    /// Opens a mark that hides what is in it, or does not.
    pub(super) fn open(&mut self, hides: bool) {
        self.push(Mark {
            hides,
            ..Mark::default()
        });
    }

    /// Opens a mark around what belongs to the layer under `key` of this dictionary.
    pub(super) fn open_layer(&mut self, dict: &Dict<'_>, key: &[u8], layers: &Layers) {
        self.push(Mark {
            hides: layers.hides(dict, key),
            is_unsure: layers.leaves_unsure(dict, key),
            says: None,
        });
    }

    fn push(&mut self, mark: Mark) {
        if self.open.len() < DEEPEST {
            self.hidden += usize::from(mark.hides);
            self.unsure += usize::from(mark.is_unsure);
            self.open.push(mark);
        }
    }

    /// `BDC`: a mark with properties, by name or in place.
    pub(super) fn open_with(
        &mut self,
        properties: Option<&Token<'_>>,
        resources: &Resources<'_>,
        layers: &Layers,
        glyphs: usize,
    ) {
        let mut mark = Mark::default();
        let dict: Option<Dict<'_>> = match properties {
            Some(Token::Name(name)) => {
                let name = decoded_name(name);
                mark.hides = layers.hides(&resources.properties, &name);
                mark.is_unsure = layers.leaves_unsure(&resources.properties, &name);
                resources.properties.get::<Dict<'_>>(&*name)
            }
            Some(Token::Dict(written)) if may_say(written) => Dict::from_bytes(written),
            _ => None,
        };
        if let Some(dict) = dict {
            let said = dict.get::<String<'_>>(SAYS);
            mark.says = said.map(|said| (text_string(said.as_bytes()), glyphs));
        }
        self.push(mark);
    }

    pub(super) fn close(&mut self, canvas: &mut Canvas) {
        let Some(mark) = self.open.pop() else { return };
        self.hidden -= usize::from(mark.hides);
        self.unsure -= usize::from(mark.is_unsure);
        if let Some((said, first)) = mark.says {
            say(canvas, &said, first);
        }
    }

    pub(super) fn close_to(&mut self, depth: usize, canvas: &mut Canvas) {
        while self.open.len() > depth {
            self.close(canvas);
        }
    }
}

/// Whether properties may have an /ActualText. Most have but a number, and there is one for each piece of text.
fn may_say(written: &[u8]) -> bool {
    // Behind a `#` letters can be written as codes.
    written.contains(&b'#') || written.windows(SAYS.len()).any(|word| word == SAYS)
}

/// Gives the glyphs from `first` on the text that the file says they are: only where they do not say it themselves, so that what is
/// drawn is never overruled by what is claimed. Where the two are other figures, both are in doubt.
fn say(canvas: &mut Canvas, said: &[char], first: usize) {
    let Some(glyphs) = canvas.glyphs.get_mut(first..) else {
        return;
    };
    if said.is_empty() || glyphs.is_empty() {
        return;
    }
    if glyphs.len() == said.len() {
        for (glyph, character) in glyphs.iter_mut().zip(said) {
            say_one(glyph, *character);
        }
        return;
    }
    if !glyphs.iter().any(|glyph| is_unsure(glyph.character)) {
        let drawn = glyphs.iter().filter_map(|glyph| glyph.character);
        if !figures(drawn).eq(figures(said.iter().copied())) {
            for glyph in glyphs.iter_mut() {
                glyph.in_doubt = true;
            }
        }
        return;
    }
    // Other numbers of glyphs and characters: the characters share the room, which must be one line.
    let (Some(&start), Some(&ink)) = (glyphs.first(), canvas.inks.get(first)) else {
        return;
    };
    let on_line = |glyph: &Glyph| glyph.direction == start.direction && glyph.visibility == start.visibility;
    if !glyphs.iter().all(on_line) || start.visibility == Visibility::LayerOff {
        return;
    }
    let room = glyphs.iter().fold(start.bbox, |room, glyph| room.union(&glyph.bbox));
    let digits = glyphs
        .iter()
        .filter_map(|glyph| glyph.character.filter(char::is_ascii_digit));
    let mut said_digits = said.iter().filter(|character| character.is_ascii_digit());
    let in_doubt = !digits.into_iter().all(|digit| said_digits.any(|said| *said == digit));
    let count = i64::try_from(said.len()).unwrap_or(i64::MAX);
    let part = |from: i32, size: i32, index: i64| (i64::from(from) + i64::from(size) * index / count) as i32;
    let shared = said.iter().zip(0_i64..).map(|(character, index)| {
        let is_upright = matches!(start.direction, Direction::Up | Direction::Down);
        let bbox = if is_upright {
            let edge = |index| part(room.y0, room.height(), index);
            Rect::new(room.x0, edge(index), room.x1, edge(index + 1))
        } else {
            let edge = |index| part(room.x0, room.width(), index);
            Rect::new(edge(index), room.y0, edge(index + 1), room.y1)
        };
        let mut origin = start.origin;
        if is_upright {
            origin.y += bbox.y0 - room.y0;
        } else {
            origin.x += bbox.x0 - room.x0;
        }
        Glyph {
            character: Some(*character),
            drawn_as: None,
            in_doubt,
            bbox,
            origin,
            ..start
        }
    });
    let shared: Vec<_> = shared.collect();
    canvas.glyphs.truncate(first);
    canvas.glyphs.extend(shared);
    canvas.inks.truncate(first);
    canvas.inks.resize(canvas.glyphs.len(), ink);
}

/// Gives a glyph the character that the file says it is, where it leaves that open.
fn say_one(glyph: &mut Glyph, said: char) {
    let drawn = glyph.character;
    if is_unsure(drawn) {
        // What is known of the glyph is that it prints something.
        glyph.character = Some(said);
        glyph.in_doubt &= leaves_no_mark(said);
    } else if drawn == Some(said) {
        // It looks like that, too.
        glyph.in_doubt = false;
    } else if drawn.is_some_and(leaves_no_mark) && !leaves_no_mark(said) {
        (glyph.character, glyph.in_doubt) = (Some(said), true);
    } else if !figures(drawn.into_iter()).eq(figures(std::iter::once(said))) {
        glyph.in_doubt = true;
    }
}

/// What of a text may be part of a figure, each sign in one form.
fn figures(text: impl Iterator<Item = char>) -> impl Iterator<Item = char> {
    let plain = text.flat_map(|character| std::iter::once(character).nfkc());
    plain.filter(|character| character.is_ascii_digit() || matches!(character, '.' | ',' | '%'))
}

/// Whether a glyph leaves open which character it is: none, a mark of the file's own, or a radical that stands for a whole character.
fn is_unsure(character: Option<char>) -> bool {
    match character {
        None => true,
        Some(character) => {
            character.is_control()
                || matches!(character, '\u{fffd}' | '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..)
                || matches!(character, '\u{2e80}'..='\u{2fdf}' | '\u{f900}'..='\u{faff}')
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn properties_that_may_say_a_text_are_looked_into() {
        assert!(may_say(b"<</MCID 0/ActualText(9)>>"));
        assert!(may_say(b"<</Actual#54ext(9)>>"));
        assert!(!may_say(b"<</MCID 0>>"));
    }
}
