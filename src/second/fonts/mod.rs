//! Fonts, written the way `pdf-extract` takes them, with the meaning that the file gives them.

mod code_map;
mod composite;
mod simple;
mod to_unicode;

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object};

/// What is to be known of a font before its text is read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Measures {
    /// Text runs from top to bottom.
    pub is_vertical: bool,
    /// Fewest bytes of a code.
    pub shortest: usize,
    /// Width of the widest character, in thousandths of the size of the type.
    pub widest: f64,
}

impl Default for Measures {
    /// Of a font that is not known: no character that is read by anyone is wider.
    fn default() -> Self {
        const WIDEST: f64 = 2000.0;
        Self {
            is_vertical: false,
            shortest: 1,
            widest: WIDEST,
        }
    }
}

/// The measures of a font.
pub(super) fn measures(document: &Document, font: &Dictionary) -> Measures {
    if is_composite(document, font) {
        composite::measures(document, font)
    } else {
        simple::measures(document, font)
    }
}

/// The font, so that `pdf-extract` can read the strings that are shown in it.
pub(super) fn amended(document: &mut Document, font: &Dictionary, shown: &BTreeSet<Vec<u8>>) -> Dictionary {
    if is_composite(document, font) {
        composite::amended(document, font, shown)
    } else {
        simple::amended(document, font, shown)
    }
}

fn is_composite(document: &Document, font: &Dictionary) -> bool {
    name(document, font, b"Subtype") == Some(b"Type0")
}

fn name<'a>(document: &'a Document, dictionary: &'a Dictionary, key: &[u8]) -> Option<&'a [u8]> {
    dictionary.get_deref(key, document).and_then(Object::as_name).ok()
}

fn dictionary<'a>(document: &'a Document, dictionary: &'a Dictionary, key: &[u8]) -> Option<&'a Dictionary> {
    dictionary.get_deref(key, document).and_then(Object::as_dict).ok()
}

/// The library stops at a font without a name.
fn name_it(font: &mut Dictionary, document: &Document) {
    if name(document, font, b"BaseFont").is_none() {
        font.set("BaseFont", Object::Name(b"Unnamed".to_vec()));
    }
}

/// A width as the library takes it.
fn real(width: f64) -> Object {
    Object::Real(width as f32)
}
