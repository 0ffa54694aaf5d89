//! Simple fonts (Type 1, TrueType, Type 3): `pdf-extract` stops at encodings other than three, at widths that are not just so, and takes
//! the widths of Type 3 fonts for thousandths.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object};

use super::{Measures, dictionary, name, name_it, real, to_unicode};
use crate::second::frame::number;

/// The encodings by name that the library knows.
const KNOWN_ENCODINGS: [&[u8]; 3] = [b"WinAnsiEncoding", b"MacRomanEncoding", b"MacExpertEncoding"];

pub(super) fn amended(document: &mut Document, font: &Dictionary, shown: &BTreeSet<Vec<u8>>) -> Dictionary {
    let mut amended = font.clone();
    amend_encoding(document, &mut amended);
    amend_widths(document, &mut amended);
    leave_out_program(document, &mut amended);
    if !matches!(amended.get_deref(b"ToUnicode", document), Ok(Object::Stream(_))) {
        amended.remove(b"ToUnicode");
    }
    let codes = shown.iter().flatten().copied().map(u32::from).collect();
    to_unicode::cut_down(document, &mut amended, &codes);
    name_it(&mut amended, document);
    amended
}

fn amend_encoding(document: &Document, font: &mut Dictionary) {
    let is_known = |name: &[u8]| KNOWN_ENCODINGS.contains(&name);
    match font.get_deref(b"Encoding", document).cloned() {
        Ok(Object::Name(name)) if is_known(&name) => {}
        Ok(Object::Dictionary(mut encoding)) => {
            if !name(document, &encoding, b"BaseEncoding").is_some_and(is_known) {
                encoding.remove(b"BaseEncoding");
            }
            font.set("Encoding", Object::Dictionary(encoding));
        }
        _ if is_type3(document, font) => font.set("Encoding", Object::Dictionary(Dictionary::new())),
        _ => {
            font.remove(b"Encoding");
        }
    }
}

pub(super) fn measures(document: &Document, font: &Dictionary) -> Measures {
    /// No character of the faces that every reader knows is wider.
    const WIDEST_KNOWN: f64 = 1500.0;
    let widths = widths(document, font);
    Measures {
        is_vertical: false,
        shortest: 1,
        widest: widths.map_or(WIDEST_KNOWN, |widths| {
            widths.iter().fold(0.0, |widest, width| width.abs().max(widest))
        }),
    }
}

fn amend_widths(document: &Document, font: &mut Dictionary) {
    if let Some(widths) = widths(document, font) {
        font.set("FirstChar", Object::Integer(0));
        font.set("LastChar", Object::Integer(255));
        font.set("Widths", Object::Array(widths.into_iter().map(real).collect()));
    }
}

/// Widths for all codes from the first to the last that the font lists; for all there are in a Type 3 font.
fn widths(document: &Document, font: &Dictionary) -> Option<Vec<f64>> {
    let listed = font.get_deref(b"Widths", document).and_then(Object::as_array).ok()?;
    let unit = if is_type3(document, font) {
        glyph_unit(document, font) * 1000.0
    } else {
        1.0
    };
    let of = |key: &[u8]| Some(number(document, font.get(key).ok()?)? as i64);
    let first = of(b"FirstChar").unwrap_or(0).clamp(0, 255);
    let descriptor = dictionary(document, font, b"FontDescriptor");
    let missing = descriptor.and_then(|descriptor| number(document, descriptor.get(b"MissingWidth").ok()?));
    let missing = missing.unwrap_or(0.0);
    let mut widths = vec![missing; 256];
    let listed = listed
        .iter()
        .map(|width| number(document, width).unwrap_or(missing) * unit);
    for (place, width) in widths.iter_mut().skip(first as usize).zip(listed) {
        *place = width;
    }
    Some(widths)
}

/// How long a unit of a Type 3 font is, in units of text.
fn glyph_unit(document: &Document, font: &Dictionary) -> f64 {
    let matrix = font.get_deref(b"FontMatrix", document).and_then(Object::as_array);
    let part = |index: usize| number(document, matrix.as_ref().ok()?.get(index)?);
    match (part(0), part(1)) {
        (Some(a), Some(b)) if a != 0.0 || b != 0.0 => a.hypot(b).copysign(if a == 0.0 { b } else { a }),
        _ => 0.001,
    }
}

fn is_type3(document: &Document, font: &Dictionary) -> bool {
    name(document, font, b"Subtype") == Some(b"Type3")
}

/// The library lets the encoding of a font program stand above what the document says of the codes: where it does say it, the
/// program is left out. That of a TrueType font it unpacks, and does not use.
fn leave_out_program(document: &Document, font: &mut Dictionary) {
    let Some(mut descriptor) = dictionary(document, font, b"FontDescriptor").cloned() else {
        return;
    };
    descriptor.remove(b"FontFile2");
    if font.has(b"Encoding") || font.has(b"ToUnicode") {
        for program in [b"FontFile".as_slice(), b"FontFile3"] {
            descriptor.remove(program);
        }
    }
    font.set("FontDescriptor", Object::Dictionary(descriptor));
}
