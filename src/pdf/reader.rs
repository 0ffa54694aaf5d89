//! Pages one by one: content onto the canvas, then what of it is seen.

use hayro_syntax::Pdf;
use hayro_syntax::page::Page as PdfPage;

use super::content::page_content;
use super::fields::FormFields;
use super::font::Fonts;
use super::interpreter::Interpreter;
use super::layers::Layers;
use super::page_space::PageSpace;
use super::{Damage, DamagePlace, Page, ReadError, ReadOptions, visibility};
use crate::language::Bilingual;

/// Reads every page; what is lost on the way is added to `damage`.
pub(super) fn read_pages(pdf: &Pdf, options: &ReadOptions, damage: &mut Vec<Damage>) -> Result<Vec<Page>, ReadError> {
    let mut fonts = Fonts::default();
    let layers = Layers::of(pdf);
    let fields = FormFields::of(pdf);
    let mut pages = Vec::with_capacity(pdf.pages().len());
    for (number, page) in (1..).zip(pdf.pages().iter()) {
        let read = read_page(page, number, &mut fonts, (&layers, &fields), options, damage);
        if options.cancel.is_cancelled() {
            return Err(ReadError::Cancelled);
        }
        pages.push(read);
    }
    if fonts.has_lost() {
        damage.push(Damage {
            place: DamagePlace::Anywhere,
            what: Bilingual::new("缺少字体，其文字读不出", "fonts are missing, their text cannot be read"),
        });
    }
    Ok(pages)
}

fn read_page<'a>(
    page: &PdfPage<'a>,
    number: u32,
    fonts: &mut Fonts<'a>,
    (layers, fields): (&Layers, &FormFields),
    options: &ReadOptions,
    damage: &mut Vec<Damage>,
) -> Page {
    let space = PageSpace::of(page);
    let content = page_content(page, options.limits.content_bytes);
    let mut interpreter = Interpreter::new(&space, fonts, layers, options);
    interpreter.run(&content.bytes, page.resources());
    interpreter.draw_annotations(page, fields);

    let mut lose = |zh: String, en: String| {
        damage.push(Damage {
            place: DamagePlace::Page(number),
            what: Bilingual::new(zh, en),
        });
    };
    if interpreter.is_broken || !content.whole {
        lose(
            format!("第 {number} 页内容损坏"),
            format!("the content of page {number} is damaged"),
        );
    }
    if interpreter.canvas.overflowed {
        lose(
            format!("第 {number} 页内容过多，未读全"),
            format!("page {number} holds more than is read"),
        );
    }
    visibility::to_page(interpreter.canvas, number, &options.cancel)
}
