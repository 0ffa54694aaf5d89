//! Embedded font programs, where they tell what their glyphs are.

use std::cell::OnceCell;
use std::collections::HashMap;

use hayro_syntax::object::{Dict, Name, Stream};
use read_fonts::ps::cff::CffFontRef;
use read_fonts::ps::type1::Type1Font;
use read_fonts::tables::cmap::{CmapIterLimits, CmapSubtable, PlatformId};
use read_fonts::types::GlyphId;
use read_fonts::{FontRef, TableProvider as _};

use super::contradiction::OwnTable;
use super::names::{Names, StandardFont, glyph_names, map};
use super::outline::{self, Key, Look};
use crate::pdf::cmap::Text;

/// The font program that a document brings with it, opened where it is needed.
#[derive(Debug)]
pub(super) struct Embedded<'a> {
    descriptor: Dict<'a>,
    program: OnceCell<Option<Program>>,
    own_table: OnceCell<Option<OwnTable>>,
    /// The program as it is, where looks are asked for.
    unpacked: OnceCell<Option<Vec<u8>>>,
}

/// Where a descriptor has the program, by its format.
const KEYS: [&[u8]; 3] = [b"FontFile2", b"FontFile3", b"FontFile"];

impl<'a> Embedded<'a> {
    pub(super) fn new(descriptor: &Dict<'a>) -> Self {
        Self {
            descriptor: descriptor.clone(),
            program: OnceCell::new(),
            own_table: OnceCell::new(),
            unpacked: OnceCell::new(),
        }
    }

    pub(super) fn is_there(&self) -> bool {
        KEYS.iter().any(|key| self.descriptor.contains_key(key))
    }

    pub(super) fn is_true_type(&self) -> bool {
        self.descriptor.contains_key(b"FontFile2")
    }

    /// What a glyph looks like.
    pub(super) fn look(&self, key: Key<'_>) -> Look {
        let unpacked = self.unpacked.get_or_init(|| outline::unpacked(&self.stream()?));
        unpacked
            .as_ref()
            .map_or(Look::Unknown, |program| outline::look(program, key))
    }

    fn stream(&self) -> Option<Stream<'a>> {
        KEYS.iter().find_map(|key| self.descriptor.get::<Stream<'a>>(key))
    }

    /// The Unicode table of a TrueType program.
    pub(super) fn own_table(&self) -> Option<&OwnTable> {
        let read = || OwnTable::read(&self.descriptor.get::<Stream<'_>>(b"FontFile2")?);
        self.own_table.get_or_init(read).as_ref()
    }

    pub(super) fn program(&self) -> Option<&Program> {
        let open = || {
            let stream = self.stream()?;
            let name = self.descriptor.get::<Name<'_>>(b"FontName");
            let standard = StandardFont::by_name(name.as_ref().map_or("", |name| name.as_str()));
            Program::new(&stream.decoded_data().ok()?, Names::of(standard))
        };
        self.program.get_or_init(open).as_ref()
    }
}

/// What an embedded font knows of its own glyphs.
#[derive(Debug, Default)]
pub(super) struct Program {
    /// Characters by glyph id: the font's Unicode table turned round, or its glyph names.
    glyphs: HashMap<u32, Text>,
    /// Characters by code, where the font has an encoding of its own.
    codes: HashMap<u8, Text>,
}

impl Program {
    fn new(data: &[u8], names: Names) -> Option<Self> {
        if let Ok(font) = FontRef::from_index(data, 0) {
            return Some(Self::of_sfnt(&font, names));
        }
        if let Ok(font) = CffFontRef::new(data, 0, None) {
            return Some(Self::of_cff(&font, names));
        }
        Type1Font::new(data).ok().map(|font| Self::of_type1(&font, names))
    }

    pub(super) fn text_of_glyph(&self, glyph: u32) -> Option<Text> {
        self.glyphs.get(&glyph).cloned()
    }

    pub(super) fn text_of_code(&self, code: u8) -> Option<Text> {
        self.codes.get(&code).cloned()
    }

    fn of_sfnt(font: &FontRef<'_>, names: Names) -> Self {
        let mut program = Self::default();
        if let Some(cff) = font
            .cff()
            .ok()
            .and_then(|cff| CffFontRef::new(cff.offset_data().as_bytes(), 0, None).ok())
        {
            program = Self::of_cff(&cff, names);
        }
        program.add_names(font, names);
        program.add_unicode(font);
        program.add_blanks(font);
        program
    }

    /// The Unicode table turned round, and the codes of a font that has codes of its own.
    fn add_unicode(&mut self, font: &FontRef<'_>) {
        let Ok(cmap) = font.cmap() else { return };
        let mut by_code: Vec<CmapSubtable<'_>> = Vec::new();
        for record in cmap.encoding_records() {
            let Ok(subtable) = record.subtable(cmap.offset_data()) else {
                continue;
            };
            match (record.platform_id(), record.encoding_id()) {
                (PlatformId::Unicode, _) | (PlatformId::Windows, 1 | 10) => {
                    let limits = CmapIterLimits::default_for_font(font);
                    match &subtable {
                        CmapSubtable::Format4(table) => self.add_all(table.iter()),
                        CmapSubtable::Format6(table) => self.add_all(table.iter()),
                        CmapSubtable::Format12(table) => self.add_all(table.iter_with_limits(limits)),
                        _ => {}
                    }
                }
                (PlatformId::Windows | PlatformId::Macintosh, 0) => by_code.push(subtable),
                _ => {}
            }
        }
        for code in 0..=u8::MAX {
            // Symbol fonts keep their codes in the private use area.
            let glyph = by_code.iter().find_map(|table| {
                let places = [u32::from(code), 0xf000 + u32::from(code)];
                places
                    .iter()
                    .find_map(|place| map(table, *place))
                    .filter(|glyph| *glyph != 0)
            });
            if let Some(text) = glyph.and_then(|glyph| self.glyphs.get(&glyph)) {
                let text = text.clone();
                self.codes.insert(code, text);
            }
        }
    }

    fn add_all(&mut self, pairs: impl Iterator<Item = (u32, GlyphId)>) {
        for (character, glyph) in pairs {
            let Some(character) = char::from_u32(character) else {
                continue;
            };
            let place = self.glyphs.entry(glyph.to_u32()).or_insert(Text::One(character));
            if let Text::One(known) = place
                && (rarity(character), character) < (rarity(*known), *known)
            {
                *place = Text::One(character);
            }
        }
    }

    /// Glyphs without an outline that nothing else is known of: blanks.
    fn add_blanks(&mut self, font: &FontRef<'_>) {
        let (Ok(loca), Ok(glyf)) = (font.loca(None), font.glyf()) else {
            return;
        };
        let count = font.maxp().map_or(0, |maxp| maxp.num_glyphs());
        for glyph in 0..count {
            if matches!(loca.get_glyf(glyph.into(), &glyf), Ok(None)) {
                self.glyphs.entry(u32::from(glyph)).or_insert(Text::One(' '));
            }
        }
    }

    /// Names of glyphs, from the `post` table.
    fn add_names(&mut self, font: &FontRef<'_>, names: Names) {
        let Ok(post) = font.post() else { return };
        let count = font.maxp().map_or(0, |maxp| maxp.num_glyphs());
        for (glyph, name) in glyph_names(&post, count) {
            if let Some(text) = names.text(name) {
                self.glyphs.entry(u32::from(glyph)).or_insert(text);
            }
        }
    }

    fn of_cff(font: &CffFontRef<'_>, names: Names) -> Self {
        let mut program = Self::default();
        // In a font of numbered glyphs the names are numbers.
        let charset = font.charset().filter(|_| !font.is_cid());
        let Some(charset) = charset else {
            return program;
        };
        for (glyph, name) in charset.iter() {
            let name = font.string(name).and_then(|name| std::str::from_utf8(name).ok());
            if let Some(text) = name.and_then(|name| names.text(name)) {
                program.glyphs.insert(glyph.to_u32(), text);
            }
        }
        let encoding = font.encoding();
        program.add_codes(|code| encoding.as_ref()?.map(code));
        program
    }

    fn of_type1(font: &Type1Font, names: Names) -> Self {
        let mut program = Self::default();
        let encoding = font.encoding();
        for code in 0..=u8::MAX {
            let name = encoding.as_ref().and_then(|encoding| encoding.glyph_name(code));
            if let Some(text) = name.and_then(|name| names.text(name)) {
                program.codes.insert(code, text);
            }
        }
        program
    }

    fn add_codes(&mut self, glyph_of: impl Fn(u8) -> Option<GlyphId>) {
        for code in 0..=u8::MAX {
            if let Some(text) = glyph_of(code).and_then(|glyph| self.glyphs.get(&glyph.to_u32())) {
                let text = text.clone();
                self.codes.insert(code, text);
            }
        }
    }
}

/// Where one glyph serves several characters the usual one is meant: not the radical, not the form kept for compatibility.
fn rarity(character: char) -> u8 {
    match character {
        '\u{e000}'..='\u{f8ff}' | '\u{f0000}'.. => 3,
        '\u{2e80}'..='\u{2fdf}' | '\u{f900}'..='\u{faff}' | '\u{2f800}'..='\u{2fa1f}' | '\u{fb00}'..='\u{fb4f}' => 2,
        '\u{a0}' | '\u{ad}' | '\u{2126}' | '\u{2215}' | '\u{2219}' | '\u{3bc}' => 1,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A font program of these tables.
    fn sfnt(tables: &[(&[u8; 4], &[u8])]) -> Vec<u8> {
        let count = tables.len() as u16;
        let mut font = [&[0, 1, 0, 0], &count.to_be_bytes()[..], &[0; 6]].concat();
        let mut data = Vec::new();
        for (tag, table) in tables {
            let at = 12 + 16 * tables.len() + data.len();
            font.extend(
                [
                    &tag[..],
                    &[0; 4],
                    &(at as u32).to_be_bytes(),
                    &(table.len() as u32).to_be_bytes(),
                ]
                .concat(),
            );
            data.extend_from_slice(table);
        }
        font.extend(data);
        font
    }

    #[test]
    fn a_glyph_without_an_outline_that_nothing_names_is_a_blank() {
        let two_glyphs = [0, 0, 0x50, 0, 0, 2];
        // Short places, in pairs of bytes: the first glyph has twelve, the second none.
        let places = [0, 0, 0, 6, 0, 6];
        let outline = [0, 1, 0, 0, 0, 0, 0, 9, 0, 9, 0, 0];
        let font = sfnt(&[
            (b"glyf", &outline),
            (b"head", &[0; 54]),
            (b"loca", &places),
            (b"maxp", &two_glyphs),
        ]);
        let program = Program::new(&font, Names::Listed).unwrap();
        assert_eq!(
            [0, 1, 2].map(|glyph| program.text_of_glyph(glyph)),
            [None, Some(Text::One(' ')), None]
        );
    }

    #[test]
    fn the_names_of_sixty_thousand_glyphs_are_read_once() {
        const GLYPHS: u16 = 60_000;
        let maxp = [&[0, 0, 0x50, 0][..], &GLYPHS.to_be_bytes()].concat();
        let mut post = [&[0, 2, 0, 0][..], &[0; 28], &GLYPHS.to_be_bytes()].concat();
        for glyph in 0..GLYPHS {
            post.extend((glyph + 258).to_be_bytes());
        }
        for glyph in 0..GLYPHS {
            let name = format!("u{:05X}", 0x4e00 + u32::from(glyph) % 20_000);
            post.push(name.len() as u8);
            post.extend(name.as_bytes());
        }
        let font = sfnt(&[(b"maxp", &maxp), (b"post", &post)]);
        let started = std::time::Instant::now();
        let program = Program::new(&font, Names::Listed).unwrap();
        assert_eq!(program.text_of_glyph(20_001), Some(Text::One('丁')));
        // Walked over for each of them they take some minutes.
        assert!(started.elapsed().as_secs() < 5);
    }
}
