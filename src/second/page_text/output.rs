//! The text that was laid out -> a page of the document.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};

use super::PageText;
use crate::second::fonts;

impl PageText {
    /// Puts the text in place of what the page draws.
    pub(in crate::second) fn write_to(self, document: &mut Document, page: ObjectId) -> Result<(), String> {
        let shown = self.shown()?;
        let mut named = Dictionary::new();
        for (number, shown) in shown {
            if let Some((font, _)) = self.fonts.get(number).and_then(|font| font.known.as_ref()) {
                let amended = fonts::amended(document, font, &shown);
                named.set(font_name(number), Object::Dictionary(amended));
            }
        }
        let content = document.add_object(Stream::new(Dictionary::new(), self.content));
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

    /// The strings that are shown, by font.
    fn shown(&self) -> Result<BTreeMap<usize, BTreeSet<Vec<u8>>>, String> {
        let content = Content::decode(&self.content).map_err(|error| error.to_string())?;
        let mut shown: BTreeMap<usize, BTreeSet<Vec<u8>>> = BTreeMap::new();
        let mut font = 0;
        for operation in &content.operations {
            match (operation.operator.as_str(), operation.operands.first()) {
                ("Tf", Some(Object::Name(name))) => {
                    let number = name.get(1..).and_then(|digits| std::str::from_utf8(digits).ok());
                    font = number.and_then(|digits| digits.parse().ok()).unwrap_or_default();
                    shown.entry(font).or_default();
                }
                ("Tj" | "TJ", Some(operand)) => {
                    let parts = operand.as_array().map_or(std::slice::from_ref(operand), Vec::as_slice);
                    let strings = parts.iter().filter_map(|part| part.as_str().ok());
                    shown.entry(font).or_default().extend(strings.map(<[u8]>::to_vec));
                }
                _ => {}
            }
        }
        Ok(shown)
    }
}

fn font_name(number: usize) -> Vec<u8> {
    format!("F{number}").into_bytes()
}
