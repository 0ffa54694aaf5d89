//! The ground floor of fonts: what a glyph's name, a code, and a place in a font's own tables stand for.

use read_fonts::array::VarLenArray;
use read_fonts::ps::agl;
use read_fonts::tables::cmap::CmapSubtable;
use read_fonts::tables::post::Post;
use read_fonts::types::{GlyphId, GlyphId16};

use crate::pdf::cmap::Text;

/// A font that needs not be embedded, or the one of them that stands in for another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum StandardFont {
    Helvetica { bold: bool },
    Times { bold: bool, italic: bool },
    Courier,
    Symbol,
    ZapfDingbats,
}

impl StandardFont {
    /// The font of this name, or the one that looks most like it.
    pub(super) fn by_name(name: &str) -> Self {
        // A subset is named `ABCDEF+Name`.
        let name = match name.split_once('+') {
            Some((prefix, name)) if prefix.len() == 6 => name,
            _ => name,
        };
        let name = name.to_ascii_lowercase();
        let bold = name.contains("bold") || name.contains("black");
        let italic = name.contains("italic") || name.contains("oblique");
        if name.starts_with("symbol") {
            Self::Symbol
        } else if name.contains("dingbats") {
            Self::ZapfDingbats
        } else if name.contains("courier") || name.contains("mono") || name.contains("consolas") {
            Self::Courier
        } else if name.contains("times") || name.contains("serif") && !name.contains("sans") {
            Self::Times { bold, italic }
        } else {
            Self::Helvetica { bold }
        }
    }
}

/// What the names of a font's glyphs mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Names {
    /// What the Adobe Glyph List says.
    Listed,
    /// Besides, `a1` to `a206` are the signs of `ZapfDingbats`. Other fonts give such names to any glyph, digits among them.
    Dingbats,
}

impl Names {
    pub(super) fn of(font: StandardFont) -> Self {
        match font {
            StandardFont::ZapfDingbats => Self::Dingbats,
            _ => Self::Listed,
        }
    }

    /// The characters that a glyph's name stands for.
    pub(super) fn text(self, name: &str) -> Option<Text> {
        let number = name.strip_prefix('a').filter(|rest| !rest.is_empty());
        let is_numbered = number.is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()));
        if is_numbered && self == Self::Listed {
            return None;
        }
        let characters: Vec<char> = agl::name_to_chars(name).collect();
        Text::new(&characters)
    }
}

/// The glyph at a place of a font's table: of a code, or of a character.
pub(super) fn map(table: &CmapSubtable<'_>, place: u32) -> Option<u32> {
    match table {
        CmapSubtable::Format0(table) => table.map_codepoint(place),
        CmapSubtable::Format4(table) => table.map_codepoint(place),
        CmapSubtable::Format6(table) => table.map_codepoint(place),
        _ => None,
    }
    .map(GlyphId::to_u32)
}

/// The code of a character in WinAnsi, from the space on.
pub(super) fn win_ansi_code(character: char) -> Option<u8> {
    if (' '..'\u{7f}').contains(&character) {
        return u8::try_from(character).ok();
    }
    let place = WIN_ANSI.chars().position(|known| known == character)?;
    u8::try_from(place).ok()?.checked_add(WIN_ANSI_FIRST)
}

/// Where the table below begins.
pub(super) const WIN_ANSI_FIRST: u8 = 0x7f;

/// Codes from 0x7F on; those without a character show a bullet, as the standard says.
pub(super) const WIN_ANSI: &str = "\
    •€•‚ƒ„…†‡ˆ‰Š‹Œ•Ž••‘’“”•–—˜™š›œ•ž\
    Ÿ\u{a0}¡¢£¤¥¦§¨©ª«¬-®¯°±²³´µ¶·¸¹º»¼½¾\
    ¿ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞ\
    ßàáâãäåæçèéêëìíîïðñòóôõö÷øùúûüýþ\
    ÿ";

/// Names that every `post` table has without writing them.
const STANDARD_NAMES: usize = 258;

/// The names of the first `count` glyphs, where they have one: each is read once, since to find one of them the table must be walked from its start.
pub(super) fn glyph_names<'a>(post: &Post<'a>, count: u16) -> Vec<(u16, &'a str)> {
    named(post, count, |_| ())
}

fn named<'a>(post: &Post<'a>, count: u16, mut seen: impl FnMut(&'a str)) -> Vec<(u16, &'a str)> {
    let written = post.string_data();
    let written: Vec<Option<&str>> = written
        .iter()
        .flat_map(VarLenArray::iter)
        .map(|name| name.ok().map(|name| name.as_str()))
        .inspect(|name| name.iter().for_each(|name| seen(name)))
        .collect();
    let numbers = post.glyph_name_index().unwrap_or_default();
    let name = |glyph: u16| {
        let number = numbers.get(usize::from(glyph)).map(|number| usize::from(number.get()));
        match number.and_then(|number| number.checked_sub(STANDARD_NAMES)) {
            Some(place) => written.get(place).copied().flatten(),
            None => post.glyph_name(GlyphId16::new(glyph)),
        }
    };
    let names = (0..count).filter_map(|glyph| Some((glyph, name(glyph)?)));
    names.collect()
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use read_fonts::{FontData, FontRead as _};

    use super::*;

    /// A table of these names, of which the first glyph has the last one.
    fn table(names: &[String]) -> Vec<u8> {
        let count = names.len() as u16;
        let mut table = [&[0, 2, 0, 0][..], &[0; 28], &count.to_be_bytes()].concat();
        for number in (0..count).rev() {
            table.extend((STANDARD_NAMES as u16 + number).to_be_bytes());
        }
        for name in names {
            table.push(name.len() as u8);
            table.extend_from_slice(name.as_bytes());
        }
        table
    }

    #[test]
    fn each_of_sixty_thousand_names_is_read_once() {
        let names: Vec<String> = (0..60_000).map(|number| format!("uni{number:04X}")).collect();
        let table = table(&names);
        let post = Post::read(FontData::new(&table)).unwrap();
        let mut read = 0;
        let began = Instant::now();
        let found = named(&post, 60_000, |_| read += 1);
        assert_eq!(read, names.len());
        // From the start each time, it is nearly two thousand million steps.
        assert!(began.elapsed().as_secs() < 5, "{:?}", began.elapsed());
        assert_eq!(
            (found.len(), found[0], found[59_999]),
            (60_000, (0, "uniEA5F"), (59_999, "uni0000"))
        );
    }

    #[test]
    fn standard_names_are_known_and_a_table_that_breaks_off_names_what_it_can() {
        let names = ["first".to_owned(), "second".to_owned()];
        let mut table = table(&names);
        table[34..36].copy_from_slice(&[0, 36]);
        let read = |table: &[u8]| {
            let post = Post::read(FontData::new(table)).unwrap();
            glyph_names(&post, 9)
                .into_iter()
                .map(|(glyph, name)| (glyph, name.to_owned()))
                .collect::<Vec<_>>()
        };
        assert_eq!(read(&table), [(0, "A".to_owned()), (1, "first".to_owned())]);
        assert_eq!(read(&table[..table.len() - 9]), [(0, "A".to_owned())]);
    }

    #[test]
    fn numbered_names_are_signs_in_zapf_dingbats_and_nothing_elsewhere() {
        assert_eq!(Names::Dingbats.text("a19"), Some(Text::One('✓')));
        assert_eq!(Names::Listed.text("a19"), None);
        assert_eq!(Names::Listed.text("a"), Some(Text::One('a')));
        assert_eq!(Names::Listed.text("nine"), Some(Text::One('9')));
    }
}
