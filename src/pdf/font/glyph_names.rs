//! The names of glyphs in a font's `post` table, each of which is read once: to find one of them, the table must be walked from its start.

use read_fonts::array::VarLenArray;
use read_fonts::tables::post::Post;
use read_fonts::types::GlyphId16;

/// Names that every `post` table has without writing them.
const STANDARD_NAMES: usize = 258;

/// The names of the first `count` glyphs, where they have one.
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
}
