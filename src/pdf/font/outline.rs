//! What a glyph of an embedded font looks like, as far as the box around its outline tells: whether it draws anything at all, and whether that
//! is a point or a bar. Asked only where the file says that a glyph prints nothing, or contradicts itself.

use hayro_syntax::object::Stream;
use read_fonts::ps::Sid;
use read_fonts::ps::cff::CffFontRef;
use read_fonts::ps::charstring::CommandSink;
use read_fonts::ps::type1::Type1Font;
use read_fonts::tables::cmap::{CmapSubtable, PlatformId};
use read_fonts::tables::glyf::Glyph;
use read_fonts::types::{Fixed, GlyphId};
use read_fonts::{FontRef, TableProvider as _};

use super::names::{Names, map};
use crate::pdf::box2::Box2;
use crate::pdf::content::decode;
use crate::pdf::matrix::Spot;

/// What is seen of a glyph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::pdf) enum Look {
    /// The font is not in the file, or cannot be read.
    Unknown,
    /// Nothing.
    Blank,
    /// A dot on the base line.
    Point,
    /// A stroke that reaches below the base line from a dot on it.
    Comma,
    /// A short flat bar at half height.
    Bar,
    /// A bar as wide as a Chinese character.
    LongBar,
    /// Something else.
    Other,
}

/// How the glyph is found in its font.
#[derive(Debug, Clone, Copy)]
pub(super) enum Key<'k> {
    /// By its number.
    Glyph(u32),
    /// By the number of a character, which the font may have in an order of its own.
    Cid(u32),
    /// By a code of the font's own encoding.
    Code(u8),
    /// By its name.
    Name(&'k str),
    /// By its character.
    Character(char),
}

/// Around the outline of a glyph: parts of the em, and how many closed curves there are.
#[derive(Debug, Clone, Copy)]
pub(super) struct Outline {
    pub bbox: Box2,
    pub curves: usize,
}

impl Outline {
    /// Measured on the fonts of 700 forms. Points are squares of 0.11 to 0.15 em, 0.19 in bold type, at most 0.07 above the base line (Chinese fonts
    /// have their digits there); full stops of Chinese type are rings of two curves. Commas are 1.3 times as high as wide or more, and end
    /// below the point. Hyphens are 0.21 to 0.5 em wide and 0.04 to 0.08 high, at 0.23 to 0.41; dashes and 一 are 0.8 em wide and more.
    pub(super) fn look(&self) -> Look {
        const POINT_SIZE: std::ops::Range<f64> = 0.03..0.22;
        const SQUARE: std::ops::Range<f64> = 0.75..1.25;
        const POINT_MIDDLE: std::ops::Range<f64> = -0.05..0.2;
        const COMMA_ASPECT: std::ops::Range<f64> = 1.25..2.6;
        const COMMA_BOTTOM: f64 = -0.015;
        const COMMA_TOP: f64 = 0.3;
        const BAR_HEIGHT: f64 = 0.16;
        const BAR_ASPECT: f64 = 2.2;
        const BAR_MIDDLE: std::ops::Range<f64> = 0.18..0.55;
        const LONG: f64 = 0.65;
        let (width, height) = (self.bbox.width(), self.bbox.height());
        let middle = f64::midpoint(self.bbox.y0, self.bbox.y1);
        if width <= 0.0 || height <= 0.0 {
            return Look::Blank;
        }
        let aspect = height / width;
        match self.curves {
            1 if POINT_SIZE.contains(&height) && SQUARE.contains(&aspect) && POINT_MIDDLE.contains(&middle) => {
                Look::Point
            }
            1 if COMMA_ASPECT.contains(&aspect)
                && height < COMMA_TOP
                && self.bbox.y0 < COMMA_BOTTOM
                && self.bbox.y1 < COMMA_TOP =>
            {
                Look::Comma
            }
            1 if height < BAR_HEIGHT && width > height * BAR_ASPECT && BAR_MIDDLE.contains(&middle) => {
                if width < LONG {
                    Look::Bar
                } else {
                    Look::LongBar
                }
            }
            _ => Look::Other,
        }
    }
}

/// The longest font program that is looked into, in bytes: Chinese fonts of 20,000 glyphs have 10 MB.
const LONGEST: usize = 32 << 20;

/// The program of a font, unpacked; `None` where something of it is lost: what its glyphs look like is no word on anything then.
pub(super) fn unpacked(program: &Stream<'_>) -> Option<Vec<u8>> {
    let content = decode(program, LONGEST);
    content.whole.then(|| content.bytes.into_owned())
}

/// What a glyph looks like in an unpacked font program.
pub(super) fn look(program: &[u8], key: Key<'_>) -> Look {
    look_up(program, key).unwrap_or(Look::Unknown)
}

fn look_up(program: &[u8], key: Key<'_>) -> Option<Look> {
    if let Ok(font) = FontRef::from_index(program, 0) {
        let cff = font.cff().ok();
        let cff = cff.and_then(|cff| CffFontRef::new(cff.offset_data().as_bytes(), 0, None).ok());
        return match cff {
            Some(cff) => look_of_cff(&cff, key).or_else(|| look_of_cff(&cff, Key::Glyph(glyph_of_sfnt(&font, key)?))),
            None => look_of_sfnt(&font, glyph_of_sfnt(&font, key)?),
        };
    }
    if let Ok(font) = CffFontRef::new(program, 0, None) {
        return look_of_cff(&font, key);
    }
    look_of_type1(&Type1Font::new(program).ok()?, key)
}

fn look_of_sfnt(font: &FontRef<'_>, glyph: u32) -> Option<Look> {
    let em = f64::from(font.head().ok()?.units_per_em().max(1));
    let (loca, glyf) = (font.loca(None).ok()?, font.glyf().ok()?);
    let Some(outline) = loca.get_glyf(GlyphId::new(glyph), &glyf).ok()? else {
        return Some(Look::Blank);
    };
    let curves = match &outline {
        Glyph::Simple(simple) => usize::try_from(simple.number_of_contours()).unwrap_or(0),
        Glyph::Composite(composite) => composite.components().count(),
    };
    if curves == 0 {
        return Some(Look::Blank);
    }
    let part = |units: i16| f64::from(units) / em;
    let bbox = Box2 {
        x0: part(outline.x_min()),
        y0: part(outline.y_min()),
        x1: part(outline.x_max()),
        y1: part(outline.y_max()),
    };
    Some(Outline { bbox, curves }.look())
}

/// The number of a glyph in a TrueType font.
fn glyph_of_sfnt(font: &FontRef<'_>, key: Key<'_>) -> Option<u32> {
    let (places, of_codes): (Vec<u32>, bool) = match key {
        Key::Glyph(glyph) | Key::Cid(glyph) => return Some(glyph),
        // Symbol fonts keep their codes in the private use area.
        Key::Code(code) => (vec![u32::from(code), 0xf000 + u32::from(code)], true),
        Key::Character(character) => (vec![u32::from(character)], false),
        Key::Name(name) => {
            let text = Names::Listed.text(name)?;
            (text.characters().iter().take(1).map(|c| u32::from(*c)).collect(), false)
        }
    };
    let cmap = font.cmap().ok()?;
    let glyph_in = |table: &CmapSubtable<'_>| {
        let mut glyphs = places.iter().filter_map(|place| map(table, *place));
        glyphs.find(|glyph| *glyph != 0)
    };
    cmap.encoding_records().iter().find_map(|record| {
        let is_of_codes = match (record.platform_id(), record.encoding_id()) {
            (PlatformId::Unicode, _) | (PlatformId::Windows, 1 | 10) => false,
            (PlatformId::Windows | PlatformId::Macintosh, 0) => true,
            _ => return None,
        };
        let table = record.subtable(cmap.offset_data()).ok()?;
        (is_of_codes == of_codes).then(|| glyph_in(&table)).flatten()
    })
}

fn look_of_cff(font: &CffFontRef<'_>, key: Key<'_>) -> Option<Look> {
    let charset = font.charset()?;
    let named = |is_it: &dyn Fn(&str) -> bool| {
        let of_name = |name: Sid| font.string(name).and_then(|name| std::str::from_utf8(name).ok());
        let mut glyphs = charset.iter().filter(|(_, name)| of_name(*name).is_some_and(is_it));
        glyphs.next().map(|(glyph, _)| glyph)
    };
    let glyph = match key {
        Key::Cid(cid) if font.is_cid() => charset.glyph_id(Sid::new(u16::try_from(cid).ok()?))?,
        Key::Glyph(glyph) | Key::Cid(glyph) => GlyphId::new(glyph),
        _ if font.is_cid() => return None,
        Key::Code(code) => font.encoding()?.map(code)?,
        Key::Name(name) => named(&|other| other == name)?,
        Key::Character(character) => named(&|name| stands_for(name, character))?,
    };
    let subfont = font.subfont(font.subfont_index(glyph)?, &[]).ok()?;
    let mut traced = Traced::default();
    font.evaluate_charstring(&subfont, glyph, &[], &mut traced).ok()?;
    Some(traced.look(font.upem()))
}

fn look_of_type1(font: &Type1Font, key: Key<'_>) -> Option<Look> {
    let named = |is_it: &dyn Fn(&str) -> bool| font.glyph_names().find(|(_, name)| is_it(name)).map(|(glyph, _)| glyph);
    let glyph = match key {
        Key::Glyph(_) | Key::Cid(_) => return None,
        Key::Code(code) => {
            let encoding = font.encoding()?;
            let name = encoding.glyph_name(code)?;
            named(&|other| other == name)?
        }
        Key::Name(name) => named(&|other| other == name)?,
        Key::Character(character) => named(&|name| stands_for(name, character))?,
    };
    let mut traced = Traced::default();
    font.evaluate_charstring(glyph, &mut traced).ok()?;
    Some(traced.look(font.upem()))
}

fn stands_for(name: &str, character: char) -> bool {
    Names::Listed
        .text(name)
        .is_some_and(|text| text.characters() == [character])
}

/// A charstring followed with a pen.
#[derive(Default)]
struct Traced {
    bbox: Option<Box2>,
    curves: usize,
}

impl Traced {
    fn to(&mut self, x: Fixed, y: Fixed) {
        let spot = Box2::around([Spot::new(x.to_f64(), y.to_f64())]);
        self.bbox = Some(self.bbox.map_or(spot, |before| before.union(&spot)));
    }

    fn look(&self, upem: i32) -> Look {
        let em = f64::from(upem.max(1));
        match self.bbox {
            None => Look::Blank,
            Some(b) => Outline {
                bbox: Box2 {
                    x0: b.x0 / em,
                    y0: b.y0 / em,
                    x1: b.x1 / em,
                    y1: b.y1 / em,
                },
                curves: self.curves,
            }
            .look(),
        }
    }
}

impl CommandSink for Traced {
    fn move_to(&mut self, x: Fixed, y: Fixed) {
        self.curves += 1;
        self.to(x, y);
    }

    fn line_to(&mut self, x: Fixed, y: Fixed) {
        self.to(x, y);
    }

    fn curve_to(&mut self, ax: Fixed, ay: Fixed, bx: Fixed, by: Fixed, x: Fixed, y: Fixed) {
        self.to(ax, ay);
        self.to(bx, by);
        self.to(x, y);
    }

    fn close(&mut self) {}
}
