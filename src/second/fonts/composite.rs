//! Composite fonts (Type 0): `pdf-extract` knows no published CMap, misreads the lengths of an embedded one, and widths of ranges.
//!
//! A font with a CMap gets one in which each code stands for itself, and widths by code instead of by CID.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use hayro_cmap::CidFamily;
use lopdf::{Dictionary, Document, Object, Stream};

use super::code_map::{Code, CodeMap};
use super::{Measures, dictionary, name, name_it, real, to_unicode};
use crate::second::frame::number;

/// A Chinese character is as wide as the em.
const EM: f64 = 1000.0;

pub(super) fn measures(document: &Document, font: &Dictionary) -> Measures {
    let map = CodeMap::of(document, font);
    let widths = descendant(document, font).map(|descendant| Widths::of(document, descendant));
    Measures {
        is_vertical: map.is_vertical(),
        shortest: map.shortest(),
        widest: widths.map_or(EM, |widths| widths.widest()),
    }
}

pub(super) fn amended(document: &mut Document, font: &Dictionary, shown: &BTreeSet<Vec<u8>>) -> Dictionary {
    let map = CodeMap::of(document, font);
    let codes: BTreeSet<Code> = shown.iter().flat_map(|string| map.codes(string)).collect();
    let mut font = font.clone();
    let mut descendant = descendant(document, &font).cloned().unwrap_or_default();

    let widths = widths_by_code(document, &descendant, &map, &codes);
    descendant.set("W", Object::Array(widths));
    descendant.set("DW", Object::Integer(EM as i64));
    if dictionary(document, &descendant, b"FontDescriptor").is_none() {
        descendant.set("FontDescriptor", Object::Dictionary(Dictionary::new()));
    }

    if let Some(characters) = characters_by_code(document, &font, &descendant, &map, &codes) {
        let stream = document.add_object(Stream::new(Dictionary::new(), characters.into_bytes()));
        font.set("ToUnicode", Object::Reference(stream));
    } else if has_own_characters(document, &font) {
        let codes = codes.iter().map(|code| code.value).collect();
        to_unicode::cut_down(document, &mut font, &codes);
    } else {
        font.remove(b"ToUnicode");
    }
    let encoding = match map {
        CodeMap::Identity { .. } | CodeMap::Unknown => Object::Name(b"Identity-H".to_vec()),
        CodeMap::Map { .. } => {
            let written = codes_for_themselves(&codes);
            Object::Reference(document.add_object(Stream::new(Dictionary::new(), written.into_bytes())))
        }
    };
    font.set("Encoding", encoding);
    font.set("DescendantFonts", Object::Array(vec![Object::Dictionary(descendant)]));
    name_it(&mut font, document);
    font
}

fn descendant<'a>(document: &'a Document, font: &'a Dictionary) -> Option<&'a Dictionary> {
    let descendants = font.get_deref(b"DescendantFonts", document).ok()?;
    let first = match descendants {
        Object::Array(fonts) => fonts.first()?,
        other => other,
    };
    document.dereference(first).ok()?.1.as_dict().ok()
}

/// Whether the file itself says which characters the codes are.
fn has_own_characters(document: &Document, font: &Dictionary) -> bool {
    matches!(font.get_deref(b"ToUnicode", document), Ok(Object::Stream(_)))
}

/// A ToUnicode map for the codes, where the file has none; `None` where nobody knows their characters.
fn characters_by_code(
    document: &Document,
    font: &Dictionary,
    descendant: &Dictionary,
    map: &CodeMap,
    codes: &BTreeSet<Code>,
) -> Option<String> {
    if has_own_characters(document, font) {
        return None;
    }
    let family = match map {
        // Producers name a collection beside numbers that are glyphs of the embedded font: then it says nothing.
        CodeMap::Identity { .. } if is_embedded(document, descendant) => None,
        CodeMap::Unknown => None,
        _ => family(document, descendant),
    };
    let collection = map.collection(family.as_ref());
    let are_unicode = name(document, font, b"ToUnicode").is_some_and(|name| name.starts_with(b"Identity"));
    let mut entries = Vec::new();
    for code in codes {
        let units = if are_unicode {
            vec![code.value as u16]
        } else {
            map.utf16(*code, collection.as_ref()).unwrap_or_default()
        };
        // The library stops at half a surrogate pair.
        if !units.is_empty() && String::from_utf16(&units).is_ok() {
            let units: Vec<String> = units.iter().map(|unit| format!("{unit:04x}")).collect();
            entries.push(format!(
                "<{}> <{}>",
                hexadecimal(code.value, code.length),
                units.concat()
            ));
        }
    }
    (!entries.is_empty()).then(|| format!("{} beginbfchar\n{}\nendbfchar", entries.len(), entries.join("\n")))
}

fn is_embedded(document: &Document, descendant: &Dictionary) -> bool {
    dictionary(document, descendant, b"FontDescriptor").is_some_and(|descriptor| descriptor.has(b"FontFile2"))
}

fn family(document: &Document, descendant: &Dictionary) -> Option<CidFamily> {
    let info = dictionary(document, descendant, b"CIDSystemInfo")?;
    let part = |key: &[u8]| info.get_deref(key, document).and_then(Object::as_str).ok();
    Some(CidFamily::from_registry_ordering(
        part(b"Registry")?,
        part(b"Ordering")?,
    ))
}

fn hexadecimal(value: u32, bytes: u8) -> String {
    format!("{value:0digits$x}", digits = usize::from(bytes) * 2)
}

/// A CMap in which each code stands for itself. The library takes the length of a code for half of what is written, so the bounds
/// are written at twice their length. Codes are put together by their first byte, which is how the lengths of codes are told apart.
fn codes_for_themselves(codes: &BTreeSet<Code>) -> String {
    let mut spans: BTreeMap<(u8, u32), (u32, u32)> = BTreeMap::new();
    for code in codes {
        let lead = match code.length {
            0 | 1 => code.value,
            length => code.value >> (8 * (u32::from(length) - 1)),
        };
        let span = spans.entry((code.length, lead)).or_insert((code.value, code.value));
        *span = (span.0.min(code.value), span.1.max(code.value));
    }
    let mut written = format!("{} begincodespacerange\n", spans.len());
    for ((length, _), (first, last)) in spans {
        let twice = length * 2;
        // Writing to a string does not fail.
        let _ = writeln!(
            written,
            "<{}> <{}>",
            hexadecimal(first, twice),
            hexadecimal(last, twice)
        );
    }
    written + "endcodespacerange\n1 begincidrange\n<00000000> <ffffffff> 0\nendcidrange\n"
}

/// /W, code by code.
fn widths_by_code(document: &Document, descendant: &Dictionary, map: &CodeMap, codes: &BTreeSet<Code>) -> Vec<Object> {
    let by_cid = Widths::of(document, descendant);
    let mut widths = Vec::with_capacity(codes.len() * 2);
    for code in codes {
        widths.push(Object::Integer(i64::from(code.value)));
        widths.push(Object::Array(vec![real(by_cid.get(map.cid(*code)))]));
    }
    widths
}

/// Widths as the file gives them, by CID.
struct Widths {
    single: BTreeMap<u32, f64>,
    /// First and last CID, and their width.
    ranges: Vec<(u32, u32, f64)>,
    other: f64,
}

impl Widths {
    fn of(document: &Document, descendant: &Dictionary) -> Self {
        let of = |object: &Object| number(document, object);
        let mut widths = Self {
            single: BTreeMap::new(),
            ranges: Vec::new(),
            other: descendant.get(b"DW").ok().and_then(of).unwrap_or(EM),
        };
        let listed = descendant.get_deref(b"W", document).and_then(Object::as_array);
        let mut pending: Vec<f64> = Vec::new();
        for object in listed.into_iter().flatten() {
            if let Some(number) = of(object) {
                pending.push(number);
                if let [first, last, width] = *pending.as_slice() {
                    widths.ranges.push((first as u32, last as u32, width));
                    pending.clear();
                }
            } else if let Ok((_, Object::Array(each))) = document.dereference(object) {
                let first = pending.pop().unwrap_or(0.0) as u32;
                pending.clear();
                widths.single.extend((first..).zip(each.iter().filter_map(of)));
            }
        }
        widths
    }

    fn get(&self, cid: u32) -> f64 {
        let of_range = || self.ranges.iter().find(|range| (range.0..=range.1).contains(&cid));
        let single = self.single.get(&cid).copied();
        single.or_else(|| of_range().map(|range| range.2)).unwrap_or(self.other)
    }

    fn widest(&self) -> f64 {
        let ranges = self.ranges.iter().map(|range| range.2);
        let all = self.single.values().copied().chain(ranges);
        all.fold(self.other.abs(), |widest, width| widest.max(width.abs()))
    }
}
