//! The second reader: `lopdf` opens the document, `pdf-extract` says which characters stand where.
//!
//! Other authors, other code: it shares with the first reader the published CMap tables and [`crate::geometry`], nothing else. For every
//! page that is asked for: its text operators are laid out in one stream (`page_text`), its fonts are written the way `pdf-extract` takes
//! them (`fonts`), and what it reports is turned into places on the page as shown (`device`, `frame`).
//!
//! These libraries can panic, abort, hang or take all memory, so this runs in a process of its own: [`serve`] is all that the process
//! does. A panic costs one page, everything else the process.

mod bounds;
mod device;
mod fonts;
mod frame;
mod page_text;
mod wire;

use std::any::Any;
use std::collections::BTreeMap;
use std::panic::{self, AssertUnwindSafe};

use lopdf::{Document, LoadOptions, ObjectId};

pub use bounds::{MEMORY_BYTES, bound_memory};
pub use wire::{Answer, Character, Request, read_answers, serve, write_request};

/// Reads the pages that are asked for, one answer each; says so where the document cannot be opened at all.
fn read(bytes: &[u8], request: &Request, mut answer: impl FnMut(Answer)) -> Result<(), String> {
    let mut document = open(bytes, request.password.as_deref())?;
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
    Ok(())
}

fn open(bytes: &[u8], password: Option<&str>) -> Result<Document, String> {
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
