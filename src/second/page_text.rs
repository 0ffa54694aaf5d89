//! The text of a page in one stream: its text operators, those of the forms (XObjects) that it draws put in their place.
//!
//! `pdf-extract` draws a form without its matrix and with the fonts of the page, reads pictures as if they were forms, stops at
//! colours and states that have nothing to do with text, and does not know the operators `'` and `"`. So it is handed text alone.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};

use super::fonts;
use super::frame::inherited;

/// Deepest nesting of forms.
const NESTING: usize = 12;

/// Most operators of one page, XObjects included: so that forms which draw each other cannot grow without end.
const OPERATIONS: usize = 1_000_000;

/// The text of a page, and the fonts that it is set in.
#[derive(Debug, Default)]
pub(super) struct PageText {
    operations: Vec<Operation>,
    fonts: Vec<UsedFont>,
    numbers: BTreeMap<FontKey, usize>,
}

/// A font and all strings that are shown in it.
#[derive(Debug)]
struct UsedFont {
    dictionary: Dictionary,
    is_vertical: bool,
    shown: BTreeSet<Vec<u8>>,
}

/// What tells fonts apart: where they stand in the file, or in memory.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum FontKey {
    Object(ObjectId),
    Inline(usize),
}

/// Lays out the text of a page.
pub(super) fn lay_out(document: &Document, page: ObjectId) -> Result<PageText, String> {
    let content = document.get_page_content(page).map_err(|error| error.to_string())?;
    let resources = inherited(document, page, b"Resources").and_then(|object| object.as_dict().ok());
    let mut text = PageText::default();
    text.add(document, &content, resources, None, NESTING)?;
    Ok(text)
}

impl PageText {
    /// Adds the operators of a content stream; `font` is the one that is set where it begins.
    fn add(
        &mut self,
        document: &Document,
        content: &[u8],
        resources: Option<&Dictionary>,
        mut font: Option<usize>,
        nesting: usize,
    ) -> Result<(), String> {
        let content = Content::decode(content).map_err(|error| error.to_string())?;
        let resource = |kind: &[u8], name: &Object| {
            let of_kind = resources?.get_deref(kind, document).and_then(Object::as_dict).ok()?;
            of_kind.get(name.as_name().ok()?).ok()
        };
        let mut saved = Vec::new();
        for operation in content.operations {
            if self.operations.len() > OPERATIONS {
                return Err("too many operators".to_owned());
            }
            let operands = &operation.operands;
            match operation.operator.as_str() {
                "q" => {
                    saved.push(font);
                    self.operations.push(operation);
                }
                "Q" => {
                    if let Some(before) = saved.pop() {
                        font = before;
                        self.operations.push(operation);
                    }
                }
                "BT" | "ET" | "T*" => self.operations.push(operation),
                "Td" | "TD" if are_numbers(operands, 2) => self.operations.push(operation),
                "Tm" | "cm" if are_numbers(operands, 6) => self.operations.push(operation),
                "Tc" | "Tw" | "Tz" | "TL" | "Ts" if are_numbers(operands, 1) => self.operations.push(operation),
                "Tf" => {
                    if let [name, size @ (Object::Integer(_) | Object::Real(_))] = operands.as_slice() {
                        font = self.font(document, resource(b"Font", name));
                        self.set_font(font, size.clone());
                    }
                }
                "gs" => {
                    let state = operands.first().and_then(|name| resource(b"ExtGState", name));
                    let state = state.and_then(|state| document.dereference(state).ok()?.1.as_dict().ok());
                    let set =
                        state.and_then(|state| state.get_deref(b"Font", document).and_then(Object::as_array).ok());
                    if let Some([named, size]) = set.map(Vec::as_slice) {
                        font = self.font(document, Some(named));
                        self.set_font(font, size.clone());
                    }
                }
                "Tj" | "TJ" => {
                    if let Some(shown) = operands.first() {
                        self.show(font, shown);
                    }
                }
                "'" | "\"" => {
                    if let [word, letter, _] = operands.as_slice()
                        && are_numbers(&[word.clone(), letter.clone()], 2)
                    {
                        self.operations.push(Operation::new("Tw", vec![word.clone()]));
                        self.operations.push(Operation::new("Tc", vec![letter.clone()]));
                    }
                    self.operations.push(Operation::new("T*", Vec::new()));
                    if let Some(shown) = operands.last() {
                        self.show(font, shown);
                    }
                }
                "Do" => {
                    let drawn = operands.first().and_then(|name| resource(b"XObject", name));
                    let drawn = drawn.and_then(|object| document.dereference(object).ok()?.1.as_stream().ok());
                    if let Some(form) = drawn.filter(|stream| is_form(document, stream) && nesting > 0) {
                        self.add_form(document, form, resources, font, nesting)?;
                    }
                }
                _ => {}
            }
        }
        for _ in saved {
            self.operations.push(Operation::new("Q", Vec::new()));
        }
        Ok(())
    }

    fn add_form(
        &mut self,
        document: &Document,
        form: &Stream,
        resources: Option<&Dictionary>,
        font: Option<usize>,
        nesting: usize,
    ) -> Result<(), String> {
        let own = form.dict.get_deref(b"Resources", document).and_then(Object::as_dict);
        let matrix = form.dict.get_deref(b"Matrix", document).and_then(Object::as_array);
        self.operations.push(Operation::new("q", Vec::new()));
        if let Ok(matrix) = matrix
            && are_numbers(matrix, 6)
        {
            self.operations.push(Operation::new("cm", matrix.clone()));
        }
        let content = plain(form);
        self.add(document, &content, own.ok().or(resources), font, nesting - 1)?;
        self.operations.push(Operation::new("Q", Vec::new()));
        Ok(())
    }

    /// The number of a font of the document.
    fn font(&mut self, document: &Document, named: Option<&Object>) -> Option<usize> {
        let (id, object) = document.dereference(named?).ok()?;
        let dictionary = object.as_dict().ok()?;
        let key = id.map_or_else(
            || FontKey::Inline(std::ptr::from_ref(dictionary).addr()),
            FontKey::Object,
        );
        let next = self.fonts.len();
        let number = *self.numbers.entry(key).or_insert(next);
        if number == next {
            self.fonts.push(UsedFont {
                dictionary: dictionary.clone(),
                is_vertical: fonts::is_vertical(document, dictionary),
                shown: BTreeSet::new(),
            });
        }
        Some(number)
    }

    fn set_font(&mut self, font: Option<usize>, size: Object) {
        if let Some(number) = font {
            let name = Object::Name(font_name(number));
            self.operations.push(Operation::new("Tf", vec![name, size]));
        }
    }

    /// Text set in no font cannot be read; text that runs down would be put beside its place.
    fn show(&mut self, font: Option<usize>, shown: &Object) {
        let Some(used) = font.and_then(|number| self.fonts.get_mut(number)) else {
            return;
        };
        if used.is_vertical {
            return;
        }
        let (operator, parts) = match shown {
            Object::Array(parts) => ("TJ", parts.as_slice()),
            part => ("Tj", std::slice::from_ref(part)),
        };
        let strings = parts.iter().filter_map(|part| part.as_str().ok());
        used.shown.extend(strings.map(<[u8]>::to_vec));
        if operator == "TJ" || shown.as_str().is_ok() {
            self.operations.push(Operation::new(operator, vec![shown.clone()]));
        }
    }

    /// Puts the text in place of what the page draws.
    pub(super) fn write(self, document: &mut Document, page: ObjectId) -> Result<(), String> {
        let mut named = Dictionary::new();
        for (number, font) in self.fonts.iter().enumerate() {
            let amended = fonts::amended(document, &font.dictionary, &font.shown);
            named.set(font_name(number), Object::Dictionary(amended));
        }
        let content = Content {
            operations: self.operations,
        };
        let content = content.encode().map_err(|error| error.to_string())?;
        let content = document.add_object(Stream::new(Dictionary::new(), content));
        let media_box = [0, 0, 595, 842].map(Object::Integer).to_vec();
        let page = document.get_object_mut(page).and_then(Object::as_dict_mut);
        let page = page.map_err(|error| error.to_string())?;
        page.set("Contents", Object::Reference(content));
        page.set("Resources", dictionary! { "Font" => Object::Dictionary(named) });
        // The frame already knows the page's boxes; the library stops at odd ones.
        page.set("MediaBox", Object::Array(media_box));
        page.remove(b"ArtBox");
        Ok(())
    }
}

fn font_name(number: usize) -> Vec<u8> {
    format!("F{number}").into_bytes()
}

fn are_numbers(operands: &[Object], count: usize) -> bool {
    let is_number = |operand: &Object| matches!(operand, Object::Integer(_) | Object::Real(_));
    operands.len() == count && operands.iter().all(is_number)
}

fn is_form(document: &Document, stream: &Stream) -> bool {
    let subtype = stream.dict.get_deref(b"Subtype", document).and_then(Object::as_name);
    subtype.is_ok_and(|subtype| subtype == b"Form")
}

/// The bytes of a stream without its filters.
pub(super) fn plain(stream: &Stream) -> Vec<u8> {
    stream.decompressed_content().unwrap_or_else(|_| stream.content.clone())
}
