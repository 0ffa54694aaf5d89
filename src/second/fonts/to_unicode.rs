//! /ToUnicode maps, cut down to the codes that are shown: parsing one takes `pdf-extract` longer than all else, and it parses that of every font
//! of a page anew. What the codes mean is left as it is written, for the library to read.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use lopdf::{Dictionary, Document, Object, Stream};

use super::super::drawn_form::plain;

/// Sets the font's map, if the file brings one, to what it says of these codes.
pub(super) fn cut_down(document: &mut Document, font: &mut Dictionary, shown: &BTreeSet<u32>) {
    let Ok(Object::Stream(stream)) = font.get_deref(b"ToUnicode", document) else {
        return;
    };
    // What is written otherwise than usual is left to the library as it is.
    if let Some(written) = entries_of(&plain(stream), shown) {
        let stream = document.add_object(Stream::new(Dictionary::new(), written.into_bytes()));
        font.set("ToUnicode", Object::Reference(stream));
    }
}

/// The entries for these codes, in the order of the map, of which the last one said of a code holds. `None` where a part of the map is not
/// written the way that nearly all are: how many entries, a word, the entries in pointed brackets, and a word at the end.
fn entries_of(map: &[u8], shown: &BTreeSet<u32>) -> Option<String> {
    const BEGIN: &str = "beginbf";
    let mut rest = std::str::from_utf8(map).ok()?;
    let mut written = String::new();
    while let Some((_, from)) = rest.split_once(BEGIN) {
        let kind = ["char", "range"].into_iter().find(|kind| from.starts_with(kind))?;
        let (entries, after) = from.get(kind.len()..)?.split_once("endbf")?;
        rest = after.strip_prefix(kind)?;
        let kept = kept_entries(entries, kind == "range", shown)?;
        // Writing to a string does not fail.
        let _ = writeln!(written, "{} {BEGIN}{kind}", kept.len());
        for entry in kept {
            let _ = writeln!(written, "{entry}");
        }
        let _ = writeln!(written, "endbf{kind}");
    }
    (!written.is_empty()).then_some(written)
}

/// The entries of one part, each as it is written.
fn kept_entries<'m>(entries: &'m str, is_range: bool, shown: &BTreeSet<u32>) -> Option<Vec<&'m str>> {
    let mut kept = Vec::new();
    let mut rest = entries.trim_start();
    while !rest.is_empty() {
        let entry = rest;
        let (first, after) = code(rest)?;
        let (last, after) = if is_range { code(after)? } else { (first, after) };
        rest = meaning(after)?;
        if first <= last && shown.range(first..=last).next().is_some() {
            kept.push(entry.get(..entry.len() - rest.len())?.trim_end());
        }
    }
    Some(kept)
}

/// A code in pointed brackets, and what follows it.
fn code(text: &str) -> Option<(u32, &str)> {
    let (digits, after) = text.strip_prefix('<')?.split_once('>')?;
    Some((u32::from_str_radix(digits.trim(), 16).ok()?, after.trim_start()))
}

/// Passes over what a code means: one string in pointed brackets, or several in an array.
fn meaning(text: &str) -> Option<&str> {
    let end = if text.starts_with('[') { ']' } else { '>' };
    let (meaning, after) = text.split_once(end)?;
    let is_plain = |c: char| c.is_ascii_hexdigit() || c.is_ascii_whitespace() || matches!(c, '<' | '>' | '[');
    (text.starts_with(['<', '[']) && meaning.chars().all(is_plain)).then_some(after.trim_start())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(map: &str, shown: &[u32]) -> Option<String> {
        entries_of(map.as_bytes(), &shown.iter().copied().collect())
    }

    #[test]
    fn what_is_shown_keeps_its_meaning_as_it_is_written() {
        let map = "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n\
                   1 begincodespacerange <00> <FF> endcodespacerange\n\
                   3 beginbfchar\n<01> <0031>\n<02> <00320033>\n<03><0034>\nendbfchar\n\
                   3 beginbfrange <10> <1f> <0041> <20><21>[<0035> <0036>] <30> <3f> <0061> endbfrange\nendcmap";
        let expected = "1 beginbfchar\n<02> <00320033>\nendbfchar\n\
                        2 beginbfrange\n<10> <1f> <0041>\n<20><21>[<0035> <0036>]\nendbfrange\n";
        assert_eq!(cut(map, &[2, 0x1f, 0x20]).as_deref(), Some(expected));
        assert_eq!(
            cut("1 beginbfchar <01> <0031> endbfchar", &[7]).as_deref(),
            Some("0 beginbfchar\nendbfchar\n")
        );
    }

    #[test]
    fn a_map_that_is_written_otherwise_is_left_alone() {
        for map in [
            "",
            "/Identity-H usecmap",
            "1 beginbfchar <01> /one endbfchar",
            "1 beginbfchar <01> <0031>",
            "1 beginbfchar <01> <0031> % one\n endbfchar",
            "1 beginbfrange <01> <02> (ab) endbfrange",
            "1 beginbfchar <01> <0031> endbfrange",
        ] {
            assert_eq!(cut(map, &[1]), None, "{map}");
        }
    }
}
