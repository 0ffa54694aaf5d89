//! Simple fonts (Type 1, TrueType, Type 3): codes of one byte.

use std::cell::OnceCell;

use hayro_syntax::object::{Array, Dict, Name, Rect, Stream};

use super::contradiction::may_be_figure;
use super::encoding::Encoding;
use super::names::StandardFont;
use super::outline::{Key, Look};
use super::program::Embedded;
use super::shape::{Shape, best_text};
use super::to_unicode::ToUnicode;
use super::type3;
use super::vanishing::{Taken, as_seen, may_lie};
use crate::pdf::cmap::Text;
use crate::pdf::content::decode;
use crate::pdf::predefined_cmap::Predefined;
use crate::pdf::tokens::{Token, Tokens, array_in};

#[derive(Debug)]
pub(super) struct Simple<'a> {
    dict: Dict<'a>,
    descriptor: Dict<'a>,
    /// Read where the document does not say itself what its codes are: lists of glyph names are long.
    encoding: OnceCell<Encoding>,
    to_unicode: Option<ToUnicode>,
    first_code: usize,
    widths: Vec<f64>,
    missing_width: f64,
    /// Whose widths hold where the document has none.
    standard: StandardFont,
    embedded: Embedded<'a>,
    /// Where the codes are bytes of GBK after all.
    pairs: Option<Predefined>,
    /// Text units for one unit of the widths.
    unit: f64,
    em: (f64, f64),
    is_type3: bool,
    /// Whether the document names widths that it does not hold.
    lacks_widths: bool,
}

/// Widths of all fonts but Type 3 are in thousandths of the type's size.
const THOUSANDTH: f64 = 0.001;

impl<'a> Simple<'a> {
    pub(super) fn new(dict: &Dict<'a>) -> Self {
        let descriptor = dict.get::<Dict<'a>>(b"FontDescriptor").unwrap_or_default();
        let subtype = dict.get::<Name<'_>>(b"Subtype");
        let is_type3 = subtype.as_deref() == Some(b"Type3");
        let name = dict.get::<Name<'_>>(b"BaseFont");
        let standard = StandardFont::by_name(name.as_ref().map_or("", |name| name.as_str()));
        let embedded = Embedded::new(&descriptor);
        // Old printer drivers wrote Chinese fonts as if they had single bytes; their names are Chinese as well.
        let is_chinese = name
            .as_ref()
            .is_some_and(|name| name.iter().any(|byte| !byte.is_ascii()));
        let is_gbk = is_chinese && !embedded.is_there() && !is_type3 && !dict.contains_key(b"ToUnicode");
        let (unit, em) = if is_type3 {
            type3_em(dict)
        } else {
            (THOUSANDTH, (1.0, 1.0))
        };
        let widths = array_in(dict.data(), b"Widths").and_then(numbers).or_else(|| {
            let widths = dict.get::<Array<'_>>(b"Widths")?;
            numbers(Tokens::new(widths.data())).or_else(|| Some(widths.iter::<f64>().take(256).collect()))
        });
        let widths_are_lost = widths.is_none() && dict.get_ref(b"Widths").is_some();
        Self {
            encoding: OnceCell::new(),
            to_unicode: ToUnicode::new(dict),
            first_code: dict.get::<usize>(b"FirstChar").unwrap_or(0),
            widths: widths.unwrap_or_default(),
            missing_width: descriptor.get::<f64>(b"MissingWidth").unwrap_or(0.0),
            standard,
            embedded,
            pairs: is_gbk.then(|| Predefined::new("GBK-EUC-H")).flatten(),
            unit,
            em,
            is_type3,
            lacks_widths: widths_are_lost,
            dict: dict.clone(),
            descriptor,
        }
    }

    fn encoding(&self) -> &Encoding {
        self.encoding
            .get_or_init(|| Encoding::new(&self.dict, &self.descriptor, self.embedded.is_there(), self.standard))
    }

    pub(super) fn em(&self) -> (f64, f64) {
        self.em
    }

    /// One; two where the bytes are pairs of GBK and begin one.
    pub(super) fn code_length(&self, bytes: &[u8]) -> usize {
        self.pairs.as_ref().map_or(1, |pairs| pairs.code_length(bytes))
    }

    pub(super) fn shape(&self, code: u32, length: usize) -> Shape {
        if let (Some(pairs), 2) = (&self.pairs, length) {
            let halves = self.width((code >> 8) as u8) + self.width(code as u8);
            return Shape {
                is_drawn: true,
                text: pairs.text(code, length),
                drawn_as: None,
                in_doubt: false,
                advance: halves * self.unit,
            };
        }
        let code = code as u8;
        let text = self.text(code);
        let is_drawn = text.is_some() || self.encoding().has_glyph(code);
        let Taken {
            text,
            in_doubt,
            drawn_as,
        } = if is_drawn && self.may_lie(code, text.as_ref()) {
            self.as_seen(text, code)
        } else {
            let map = self.to_unicode.as_ref().zip(text.as_ref());
            let is_doubted = map.is_some_and(|(map, text)| map.is_doubted(u32::from(code), text));
            let in_doubt = is_doubted && self.encoding().text(code) != text;
            Taken::stated(text, in_doubt)
        };
        Shape {
            is_drawn,
            in_doubt: in_doubt || self.lacks_widths,
            drawn_as: drawn_as.or_else(|| self.drawn_as(code, text.as_ref())),
            text,
            advance: self.width(code) * self.unit,
        }
    }

    fn width(&self, code: u8) -> f64 {
        if self.widths.is_empty() && self.unit == THOUSANDTH {
            // The encoding of an embedded Symbol is its own; its characters are as wide as the usual ones.
            let text = self.encoding().text(code).or_else(|| self.text(code));
            let character = text.and_then(|text| text.characters().first().copied());
            return character.map_or(0.0, |character| self.standard.width(character));
        }
        let index = usize::from(code).checked_sub(self.first_code);
        let width = index.and_then(|index| self.widths.get(index)).copied();
        width.unwrap_or(self.missing_width)
    }

    /// Which character the embedded font draws, where the file states another one.
    fn drawn_as(&self, code: u8, text: Option<&Text>) -> Option<char> {
        self.to_unicode.as_ref()?;
        let Text::One(stated) = *text? else { return None };
        if !may_be_figure(stated) {
            return None;
        }
        let table = self.embedded.own_table()?;
        let glyph = match self.encoding().text(code) {
            _ if self.encoding().is_built_in(code) => table.glyph_of_code(code)?,
            // A symbolic font keeps to its own codes, whatever the encoding says; which of the two was meant nobody knows.
            Some(_) if self.encoding().is_symbolic() => return None,
            Some(Text::One(encoded)) => table.glyph_of(encoded)?,
            _ => return None,
        };
        table.contradicted(glyph, stated)
    }

    /// What a glyph is that the file may lie about.
    fn as_seen(&self, said: Option<Text>, code: u8) -> Taken {
        let encoded = self.encoding().text(code);
        if said.is_some() && encoded == said {
            // A blank by name as well, as nearly all are.
            return Taken::stated(said, false);
        }
        let drawn = || {
            let program = self.encoding().is_built_in(code).then(|| self.embedded.program());
            program.flatten()?.text_of_code(code)
        };
        let look = self.look(code, encoded.as_ref());
        as_seen(said, look, || encoded.or_else(drawn))
    }

    /// Whether a glyph may be something else than the file's map says: also a blank that has the name of something else. What a Type 3 glyph
    /// draws is seen at once.
    fn may_lie(&self, code: u8, said: Option<&Text>) -> bool {
        let is_blank = |text: &Text| text.characters().iter().all(|c| c.is_whitespace());
        // The code of the blank is nearly always one.
        let is_named = || code != b' ' && self.encoding().text(code).is_some_and(|named| !is_blank(&named));
        may_lie(u32::from(code), said, self.to_unicode.as_ref())
            || said.is_some_and(is_blank) && (self.is_type3 || is_named())
    }

    fn look(&self, code: u8, encoded: Option<&Text>) -> Look {
        let encoding = self.encoding();
        let name = encoding.given_name(code);
        if self.is_type3 {
            let procedure = name.and_then(|name| type3::procedure(&self.dict, name));
            return procedure.map_or(Look::Unknown, |glyph| type3::look(&glyph, self.type3_unit()));
        }
        let is_own = encoding.is_built_in(code) || encoding.is_symbolic() && self.embedded.is_true_type();
        match (name, encoded) {
            _ if is_own => self.embedded.look(Key::Code(code)),
            (Some(name), _) => self.embedded.look(Key::Name(name)),
            (None, Some(Text::One(character))) => self.embedded.look(Key::Character(*character)),
            _ => Look::Unknown,
        }
    }

    /// The units of a Type 3 font's glyphs, across and up, as parts of its em.
    fn type3_unit(&self) -> (f64, f64) {
        let [_, _, _, up, _, _] = self.dict.get::<[f64; 6]>(b"FontMatrix").unwrap_or_default();
        (self.unit / self.em.0, up / self.em.1)
    }

    fn text(&self, code: u8) -> Option<Text> {
        let stated = || self.to_unicode.as_ref()?.text(u32::from(code), 1);
        let named = || self.encoding().text(code);
        let drawn = || {
            if !self.encoding().is_built_in(code) {
                return None;
            }
            self.embedded.program()?.text_of_code(code)
        };
        best_text(&[&stated, &named, &drawn])
    }
}

/// The numbers of an array that is written in full, as widths nearly always are; read straight from its bytes.
fn numbers(mut tokens: Tokens<'_>) -> Option<Vec<f64>> {
    let mut numbers = Vec::with_capacity(256);
    while let Some(token) = tokens.next() {
        match token {
            Token::Number(number) if numbers.len() < 256 => numbers.push(number),
            Token::Close => break,
            _ => return None,
        }
    }
    Some(numbers)
}

/// The unit of a Type 3 font, and how large its em square is. The matrix alone does not say: bitmap fonts have one unit a dot, and
/// fonts drawn downwards have a matrix that turns them over. Which way is up is told by the boxes of glyphs in text space, where the
/// font's does not reach across the base line: that is at times written as if it stood on it.
fn type3_em(dict: &Dict<'_>) -> (f64, (f64, f64)) {
    let [a, b, c, d, _, _] = dict
        .get::<[f64; 6]>(b"FontMatrix")
        .unwrap_or([THOUSANDTH, 0.0, 0.0, THOUSANDTH, 0.0, 0.0]);
    let unit = a.hypot(b).copysign(if a == 0.0 { b } else { a });
    let up = d.hypot(c).copysign(if d == 0.0 { c } else { d });
    let bbox = dict.get::<Rect>(b"FontBBox");
    let (bottom, top) = bbox.map_or((0.0, 0.0), |bbox| (bbox.y0, bbox.y1));
    let height = (top - bottom) * up.abs();
    let is_across_base_line = bottom < 0.0 && 0.0 < top;
    let told_by_glyphs = if is_across_base_line {
        None
    } else {
        middle_of_glyphs(dict)
    };
    let middle = told_by_glyphs.unwrap_or(bottom + top) * up;
    // Most give an em of about 1 as other fonts do; their box is a little larger than the em. Where there is no box, the widest glyph tells,
    // which may be a narrow one.
    let (size, usual) = if height == 0.0 {
        (widest(dict) * unit.abs(), 0.1..=4.0)
    } else {
        (height, 0.5..=2.0)
    };
    let em = if size == 0.0 || usual.contains(&size) {
        1.0
    } else {
        size
    };
    (unit, (em, if middle < 0.0 { -em } else { em }))
}

/// On which side of the base line the glyphs lie that say how large they are (`d1`).
fn middle_of_glyphs(dict: &Dict<'_>) -> Option<f64> {
    /// Some glyphs, as commas, reach below the line.
    const GLYPHS: usize = 4;
    /// A glyph begins with what it says of its size.
    const LONGEST: usize = 128;
    let glyphs = dict.get::<Dict<'_>>(b"CharProcs")?;
    let middles = glyphs.keys().take(GLYPHS).filter_map(|name| {
        let glyph = decode(&glyphs.get::<Stream<'_>>(&*name)?, LONGEST);
        let mut tokens = Tokens::new(&glyph.bytes);
        let mut number = || match tokens.next()? {
            Token::Number(number) => Some(number),
            _ => None,
        };
        let [_, _, _, bottom, _, top] = [number()?, number()?, number()?, number()?, number()?, number()?];
        (tokens.next()? == Token::Word(b"d1")).then_some(bottom + top)
    });
    Some(middles.sum::<f64>()).filter(|middle| *middle != 0.0)
}

/// The width of the widest glyph, in the font's own units.
fn widest(dict: &Dict<'_>) -> f64 {
    let widths = dict.get::<Array<'_>>(b"Widths");
    widths.map_or(0.0, |widths| widths.iter::<f64>().take(256).fold(0.0, f64::max))
}
