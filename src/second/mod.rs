//! The second reader: `lopdf` opens the document, `pdf-extract` says which characters stand where.
//!
//! Other authors, other code: it shares with the first reader the published CMap tables and [`crate::geometry`], nothing else. For every
//! page that is asked for: its text operators are laid out in one stream (`page_text`), its fonts are written the way `pdf-extract` takes
//! them (`fonts`), and what it reports is turned into places on the page as shown (`device`, `frame`).
//!
//! These libraries can panic, abort, hang or take all memory, so this runs in a process of its own: [`answer`] is all that the process
//! does, for one document after the other. A panic costs one page, everything else the process.
//!
//! The same process looks at the pages as they are painted (`painted`), after all that is to be read has been read.

mod bounds;
mod device;
mod fonts;
mod frame;
mod page_text;
mod painted;
mod wire;

use std::any::Any;
use std::collections::BTreeMap;
use std::panic::{self, AssertUnwindSafe};

use lopdf::{Document, LoadOptions, ObjectId};

pub use bounds::{MEMORY_BYTES, bound_memory};
pub use painted::{Drawn, Ink, Look, Sight, cut_out};
pub use wire::{Answer, Character, Request, answer, read_answers, read_request, write_request};

/// Reads the pages that are asked for, one answer each; says so where the document cannot be opened at all.
fn read(bytes: &[u8], request: &Request, mut answer: impl FnMut(Answer)) -> Result<(), String> {
    let mut document = open(bytes, &request.passwords)?;
    let pages = document.get_pages();
    for number in &request.pages {
        let work = AssertUnwindSafe(|| read_page(&mut document, &pages, *number));
        // What a panic leaves half done is one page of a document in memory; other pages do not use it.
        let read = panic::catch_unwind(work).unwrap_or_else(|payload| Err(said(payload.as_ref())));
        answer(match read {
            Ok(characters) => Answer::Page {
                page: *number,
                pages: pages.len(),
                characters,
            },
            Err(reason) => Answer::Failed { page: *number, reason },
        });
    }
    // What has been read stays read, whatever painting comes to.
    painted::look(bytes, request, answer);
    Ok(())
}

/// Opens a document with the first password that fits; with none, where none is needed.
fn open(bytes: &[u8], passwords: &[String]) -> Result<Document, String> {
    let mut opened = open_with(bytes, None);
    for password in passwords {
        if opened.is_ok() {
            break;
        }
        opened = open_with(bytes, Some(password));
    }
    opened
}

fn open_with(bytes: &[u8], password: Option<&str>) -> Result<Document, String> {
    let options = LoadOptions {
        password: password.map(str::to_owned),
        ..LoadOptions::default()
    };
    let mut document = Document::load_mem_with_options(bytes, options).map_err(|error| error.to_string())?;
    if document.is_encrypted() {
        document
            .decrypt(password.unwrap_or(""))
            .map_err(|error| error.to_string())?;
    }
    Ok(document)
}

fn read_page(document: &mut Document, pages: &BTreeMap<u32, ObjectId>, number: u32) -> Result<Vec<Character>, String> {
    let page = *pages.get(&number).ok_or("no such page")?;
    let frame = frame::Frame::of(document, page);
    let text = page_text::lay_out(document, page)?;
    text.write(document, page)?;
    let mut device = device::Device::new(frame);
    pdf_extract::output_doc_page(document, &mut device, number).map_err(|error| error.to_string())?;
    Ok(device.into_characters())
}

fn said(payload: &(dyn Any + Send)) -> String {
    let text = payload
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    text.unwrap_or("panic").lines().next().unwrap_or("").to_owned()
}

#[cfg(test)]
pub(crate) mod tests {
    use lopdf::{Dictionary, Object, Stream, dictionary};

    use super::*;

    /// A page of 200 x 300 points with this content; its form `X1` draws a digit at its origin, twice as large.
    fn page(content: &str) -> Vec<u8> {
        let mut document = Document::with_version("1.5");
        let font = document.add_object(dictionary! {
            "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica", "Encoding" => "StandardEncoding",
        });
        let fonts = dictionary! { "Font" => dictionary! { "F1" => font } };
        let form = dictionary! {
            "Type" => "XObject", "Subtype" => "Form", "BBox" => vec![0.into(), 0.into(), 50.into(), 50.into()],
            "Matrix" => vec![2.into(), 0.into(), 0.into(), 2.into(), 10.into(), 20.into()],
            "Resources" => fonts.clone(),
        };
        let form = document.add_object(Stream::new(form, b"BT /F1 10 Tf (5) Tj ET".to_vec()));
        let content = document.add_object(Stream::new(Dictionary::new(), content.as_bytes().to_vec()));
        let mut resources = fonts;
        resources.set("XObject", dictionary! { "X1" => form });
        of_one_page(document, content, resources, [200, 300])
    }

    /// The document with a page of this content and size.
    pub(super) fn of_one_page(
        mut document: Document,
        content: ObjectId,
        resources: Dictionary,
        [width, height]: [i64; 2],
    ) -> Vec<u8> {
        let pages = document.new_object_id();
        let page = document.add_object(dictionary! {
            "Type" => "Page", "Parent" => pages, "Contents" => content, "Resources" => resources,
            "MediaBox" => vec![0.into(), 0.into(), width.into(), height.into()],
        });
        let tree = dictionary! { "Type" => "Pages", "Kids" => vec![Object::from(page)], "Count" => 1 };
        document.objects.insert(pages, Object::Dictionary(tree));
        let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
        document.trailer.set("Root", catalog);
        let mut bytes = Vec::new();
        document.save_to(&mut bytes).unwrap();
        bytes
    }

    fn characters(content: &str) -> Vec<(char, i32, i32)> {
        let request = Request {
            passwords: Vec::new(),
            pages: vec![1],
            ..Request::default()
        };
        let mut answers = Vec::new();
        read(&page(content), &request, |answer| answers.push(answer)).unwrap();
        let [Answer::Page { characters, .. }] = answers.as_slice() else {
            panic!("{answers:?}");
        };
        let seen = characters.iter().map(|seen| (seen.c.unwrap(), seen.x, seen.y));
        seen.collect()
    }

    // A digit of Helvetica is 556 wide; its middle is taken 0.38 of the size above the base line.
    #[test]
    fn all_operators_that_show_text_are_read_where_they_show_it() {
        let content = "BT /F1 10 Tf 12 TL 100 200 Td (1) Tj (2) ' 0 0 (3) \" [(4)] TJ ET";
        let expected = [
            ('1', 102_780, 96_200),
            ('2', 102_780, 108_200),
            ('3', 102_780, 120_200),
            ('4', 108_340, 120_200),
        ];
        assert_eq!(characters(content), expected);
    }

    #[test]
    fn a_form_is_drawn_where_its_matrix_and_the_page_put_it() {
        let content = "/Lost cs q 1 0 0 1 30 40 cm /X1 Do Q BT /F1 10 Tf (6) Tj ET";
        // At 30 + 10, 40 + 20, and twice as large.
        let expected = [('5', 45_560, 232_400), ('6', 2_780, 296_200)];
        assert_eq!(characters(content), expected);
    }
}
