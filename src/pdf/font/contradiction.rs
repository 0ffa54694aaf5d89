//! A /ToUnicode that lies: the file says that a glyph is one digit, the table of the embedded font says that it is another.
//!
//! Only figures are asked about, and only the font's Unicode table is believed: of all that a font program may say, it is what screens
//! and printers would be built on. Most subsets have none; then there is nothing to hold against the file.

use std::borrow::Cow;

use hayro_syntax::object::Stream;
use read_fonts::tables::cmap::{CmapSubtable, PlatformId};
use read_fonts::types::Tag;
use read_fonts::{FontRef, TableProvider as _};

use super::names::map;
use crate::pdf::content::decode;

/// Unpacked at first: the directory of a font's tables (12 bytes, and 16 for each of at most 60 tables), and of most subsets the Unicode
/// table with it. Font programs hardly shrink, and to unpack much of one takes longer than to read the page.
const FIRST_BYTES: usize = 1024;

/// Largest part of a font that is unpacked for the sake of its table: in a subset it ends within the first 8 kB, nearly always.
const MOST_BYTES: usize = 8 << 20;

/// The digits of full width, which forms print as well.
const FULL_WIDTH_DIGITS: std::ops::RangeInclusive<char> = '０'..='９';

/// What the Unicode table of an embedded font says of the characters that figures are made of.
#[derive(Debug, Default)]
pub(super) struct OwnTable {
    /// Glyph and character, in the order of the characters.
    glyphs: Vec<(u32, char)>,
    /// Glyphs by the codes of a font that has codes of its own.
    codes: Vec<(u8, u32)>,
}

impl OwnTable {
    /// The table of a TrueType font program; `None` where it has none.
    pub(super) fn read(program: &Stream<'_>) -> Option<Self> {
        let data = beginning(program)?;
        let font = FontRef::from_index(&data, 0).ok()?;
        let cmap = font.cmap().ok()?;
        let mut table = Self::default();
        for record in cmap.encoding_records() {
            let Ok(subtable) = record.subtable(cmap.offset_data()) else {
                continue;
            };
            match (record.platform_id(), record.encoding_id()) {
                (PlatformId::Unicode, _) | (PlatformId::Windows, 1 | 10) => table.add_characters(&subtable),
                (PlatformId::Windows | PlatformId::Macintosh, 0) => table.add_codes(&subtable),
                _ => {}
            }
        }
        (!table.glyphs.is_empty()).then_some(table)
    }

    fn add_characters(&mut self, table: &CmapSubtable<'_>) {
        for character in ('!'..='~').chain(FULL_WIDTH_DIGITS) {
            let glyph = match table {
                CmapSubtable::Format12(table) => table.map_codepoint(character).map(read_fonts::types::GlyphId::to_u32),
                table => map(table, u32::from(character)),
            };
            self.glyphs
                .extend(glyph.filter(|glyph| *glyph != 0).map(|glyph| (glyph, character)));
        }
    }

    fn add_codes(&mut self, table: &CmapSubtable<'_>) {
        for code in 0..=u8::MAX {
            // Symbol fonts keep their codes in the private use area.
            let places = [u32::from(code), 0xf000 + u32::from(code)];
            let glyph = places
                .iter()
                .find_map(|place| map(table, *place).filter(|glyph| *glyph != 0));
            self.codes.extend(glyph.map(|glyph| (code, glyph)));
        }
    }

    /// The glyph of a code, in a font with codes of its own.
    pub(super) fn glyph_of_code(&self, code: u8) -> Option<u32> {
        self.codes.iter().find(|(own, _)| *own == code).map(|(_, glyph)| *glyph)
    }

    /// The glyph of a character.
    pub(super) fn glyph_of(&self, character: char) -> Option<u32> {
        self.glyphs
            .iter()
            .find(|(_, own)| *own == character)
            .map(|(glyph, _)| *glyph)
    }

    /// Whether the font says the same of a glyph as the file.
    pub(super) fn agrees(&self, glyph: u32, stated: char) -> bool {
        self.glyphs
            .iter()
            .any(|(other, own)| *other == glyph && ascii(*own) == ascii(stated))
    }

    /// What the font says that a glyph is, where that is not what the file states and one of the two is a digit.
    pub(super) fn contradicted(&self, glyph: u32, stated: char) -> Option<char> {
        let mut own = self
            .glyphs
            .iter()
            .filter(|(other, _)| *other == glyph)
            .map(|(_, own)| *own);
        if own.clone().any(|own| ascii(own) == ascii(stated)) {
            return None;
        }
        own.find(|own| ascii(*own).is_ascii_digit() || ascii(stated).is_ascii_digit())
    }
}

/// A digit of full width as the usual one.
pub(super) fn ascii(character: char) -> char {
    let ahead = u32::from(character).wrapping_sub(u32::from('０'));
    char::from_digit(ahead, 10).unwrap_or(character)
}

/// Whether it is worth asking the font about what the file states.
pub(super) fn may_be_figure(stated: char) -> bool {
    ascii(stated).is_ascii_graphic()
}

/// A font program, unpacked as far as its table reaches.
fn beginning<'a>(program: &Stream<'a>) -> Option<Cow<'a, [u8]>> {
    let head = decode(program, FIRST_BYTES).bytes;
    let font = FontRef::from_index(&head, 0).ok()?;
    let records = font.table_directory().table_records();
    let table = records.iter().find(|record| record.tag() == Tag::new(b"cmap"))?;
    let end = (table.offset() as usize).saturating_add(table.length() as usize);
    if end <= head.len() {
        return Some(head);
    }
    (end <= MOST_BYTES).then(|| decode(program, end).bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> OwnTable {
        OwnTable {
            glyphs: vec![(5, '3'), (6, '8'), (7, '.'), (7, '９'), (8, 'A')],
            codes: Vec::new(),
        }
    }

    #[test]
    fn only_another_digit_contradicts() {
        let table = table();
        assert_eq!(table.contradicted(5, '3'), None);
        assert_eq!(table.contradicted(5, '３'), None, "the same digit");
        assert_eq!(table.contradicted(5, '8'), Some('3'));
        assert_eq!(table.contradicted(6, '项'), Some('8'));
        assert_eq!(table.contradicted(7, '9'), None, "one of its characters");
        assert_eq!(table.contradicted(8, 'Α'), None, "letters alone are no figures");
        assert_eq!(table.contradicted(8, '1'), Some('A'));
        assert_eq!(
            table.contradicted(99, '1'),
            None,
            "a glyph that the table does not know"
        );
    }
}
