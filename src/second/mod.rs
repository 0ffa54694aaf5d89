//! The second reader: `lopdf` opens the document, `pdf-extract` says which characters stand where.
//!
//! Other authors, other code: it shares with the first reader the published CMap tables and [`crate::geometry`], nothing else. For every
//! page that is asked for: its objects are read (`source`), the text operators near what is asked about are laid out in one stream (`operators`,
//! `reach`, `page_text`), their fonts are written the way `pdf-extract` takes them (`fonts`), and what it reports is turned into places on the page as
//! shown (`device`, `frame`).
//!
//! These libraries can panic, abort, hang or take all memory, so this runs in a process of its own: [`answer`] is all that the process
//! does, for one document after the other. A panic costs one page, everything else the process.
//!
//! The same process looks at the pages as they are painted (`painted`), after all that is to be read has been read.

mod bounds;
mod device;
mod drawn_form;
mod fonts;
mod frame;
mod operators;
mod page_text;
mod painted;
mod reach;
mod source;
mod wire;

use std::any::Any;
use std::panic::{self, AssertUnwindSafe};

use crate::geometry::Rect;
use source::Source;

pub use bounds::{MEMORY_BYTES, bound_memory};
pub use painted::{Drawn, Ink, Look, Sight, cut_out};
pub use wire::{Answer, Character, Request, answer, read_answer, read_request, write_request};

/// Reads the pages that are asked for, one answer each; says so where the document cannot be opened at all.
fn read(bytes: &[u8], request: &Request, mut answer: impl FnMut(Answer)) -> Result<(), String> {
    if !request.pages.is_empty() {
        let mut source = Source::open(bytes, &request.passwords)?;
        answer(Answer::Opened);
        for number in &request.pages {
            let figures = request.figures.iter().filter(|figure| figure.page == *number);
            let near: Vec<Rect> = figures.map(|figure| figure.bbox).collect();
            let work = AssertUnwindSafe(|| read_page(&mut source, *number, &near));
            // What a panic leaves half done is one page of a document in memory; other pages do not use it.
            let read = panic::catch_unwind(work).unwrap_or_else(|payload| Err(said(payload.as_ref())));
            answer(read.unwrap_or_else(|reason| Answer::Failed { page: *number, reason }));
        }
    }
    // What has been read stays read, whatever painting comes to.
    painted::look(bytes, request, answer);
    Ok(())
}

fn read_page(source: &mut Source<'_>, number: u32, near: &[Rect]) -> Result<Answer, String> {
    let pages = source.count();
    let page = source.page(number).ok_or("no such page")?;
    let frame = frame::Frame::of(source.document(), page);
    let text = page_text::lay_out(source, page, frame, near)?;
    let left_out = text.left_out();
    let document = source.document_mut();
    // The same page may be shown twice in a document.
    let before = document.get_object(page).cloned().map_err(|error| error.to_string())?;
    text.write_to(document, page)?;
    let mut device = device::Device::new(frame);
    let read = pdf_extract::output_doc_page(document, &mut device, number);
    document.objects.insert(page, before);
    read.map_err(|error| error.to_string())?;
    Ok(Answer::Page {
        page: number,
        pages,
        characters: device.into_characters(),
        left_out,
    })
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
    use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};

    use super::*;

    /// A page of 200 x 300 points with this content; its form `X1` draws a digit at its origin, twice as large.
    fn page(content: &str) -> Vec<u8> {
        let mut document = Document::with_version("1.5");
        let font = document.add_object(dictionary! {
            "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica", "Encoding" => "StandardEncoding",
        });
        let other =
            document.add_object(dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Courier" });
        let fonts = dictionary! { "Font" => dictionary! { "F1" => font, "F2" => other } };
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

    /// What is read near a box of the page, and how many codes are left out.
    fn read_near(content: &str, bbox: Rect) -> (Vec<(char, i32, i32)>, usize) {
        let request = Request {
            pages: vec![1],
            figures: vec![Look { page: 1, bbox }],
            ..Request::default()
        };
        let mut answers = Vec::new();
        read(&page(content), &request, |answer| answers.push(answer)).unwrap();
        let [
            Answer::Opened,
            Answer::Page {
                characters, left_out, ..
            },
        ] = answers.as_slice()
        else {
            panic!("{answers:?}");
        };
        let seen = characters.iter().map(|seen| (seen.c.unwrap(), seen.x, seen.y));
        (seen.collect(), *left_out)
    }

    fn characters(content: &str) -> Vec<(char, i32, i32)> {
        read_near(content, Rect::new(0, 0, 200_000, 300_000)).0
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

    #[test]
    fn only_what_may_reach_the_box_is_read_and_stands_where_it_stood() {
        let content = "1 0 0 1 5 5 cm BT /F1 10 Tf 2 Tc 24 TL 0 200 Td (far) Tj 0 -40 Td (1) Tj (2) Tj T* (3) Tj 0 -100 TD (far) Tj ET \
                       q 1 0 0 1 0 100 cm BT /F1 10 Tf 1 0 0 1 0 59 Tm (far) Tj 1 0 0 1 0 0 Tm (away) Tj ET Q \
                       BT 1 0 0 1 60 160 Tm [(4) -9000 (5)] TJ ET";
        let all = characters(content);
        let near = |left: i32, right: i32| read_near(content, Rect::new(left, 130_000, right, 132_000));
        let told = |seen: &[(char, i32, i32)]| seen.iter().map(|seen| seen.0).collect::<String>();
        assert_eq!(told(&all), "far123farfaraway45");
        let (seen, left_out) = near(0, 40_000);
        // What may be shifted back so far is read, too.
        assert_eq!((told(&seen).as_str(), left_out), ("12far45", 11));
        assert!(seen.iter().all(|one| all.contains(one)), "{seen:?} {all:?}");
        let (seen, left_out) = near(160_000, 165_000);
        assert_eq!((told(&seen).as_str(), left_out), ("45", 16));
        assert!(seen.iter().all(|one| all.contains(one)), "{seen:?} {all:?}");
    }

    #[test]
    fn what_leads_to_near_text_is_read_in_whatever_font_it_is() {
        let content = "BT /F1 9 Tf 0 170 Td (far) Tj /F2 9 Tf [(near) -99000 (1)] TJ ET";
        let (seen, left_out) = read_near(content, Rect::new(150_000, 125_000, 190_000, 132_000));
        assert_eq!((seen.len(), left_out), (8, 0));
    }
}
