//! Pages one by one: content onto the canvas, then what of it is seen.

use std::borrow::Cow;
use std::collections::BTreeSet;

use hayro_syntax::Pdf;
use hayro_syntax::page::Page as PdfPage;

use super::content::page_content;
use super::fields::FormFields;
use super::font::Fonts;
use super::interpreter::Interpreter;
use super::layers::Layers;
use super::page_space::PageSpace;
use super::pictures::Scans;
use super::{Damage, DamagePlace, Page, ReadError, ReadOptions, visibility};
use crate::language::Bilingual;

/// So many pages after each other are read by one thread, with the fonts that they have in common; the fonts are forgotten then, so that a file of
/// many documents does not fill the memory with them.
const PAGES_AT_ONCE: usize = 8;

/// So many times that number for each thread are read before the first of them goes on: some pages take longer than others.
const STRETCHES_AHEAD: usize = 2;

/// What takes in the pages of a document, in their order.
pub(crate) trait Intake: Send {
    /// What can be made of a page by itself, and so by any thread.
    type Made: Send;

    /// Makes it.
    fn make(page: &Page) -> Self::Made;

    /// Takes the next page in.
    fn take(&mut self, page: &Page, made: Self::Made);
}

/// Pages that are kept, and no more.
impl Intake for () {
    type Made = ();

    fn make(_: &Page) {}

    fn take(&mut self, _: &Page, (): ()) {}
}

/// A document whose pages were read once, and can be had again.
pub(crate) struct Source {
    pdf: Pdf,
    options: ReadOptions,
    /// All pages; none where there are more than are to be kept.
    kept: Vec<Page>,
    scans: Scans,
}

/// What a stretch of pages holds.
struct Stretch<M> {
    pages: Vec<(Page, M)>,
    damage: Vec<Damage>,
    has_lost_fonts: bool,
}

impl Source {
    /// Reads every page of an opened document; what is lost on the way is added to `damage`.
    pub(super) fn read<I: Intake>(
        pdf: Pdf,
        options: &ReadOptions,
        intake: &mut I,
        damage: &mut Vec<Damage>,
    ) -> Result<Self, ReadError> {
        let mut source = Self {
            pdf,
            options: options.clone(),
            kept: Vec::new(),
            scans: Scans::new(options),
        };
        let keeps = source.count() <= options.kept_pages;
        let mut kept = Vec::with_capacity(if keeps { source.count() } else { 0 });
        let mut has_lost_fonts = false;
        let settled = (&Layers::of(&source.pdf), &FormFields::of(&source.pdf), &source.scans);
        let mut stretches = (1..)
            .step_by(PAGES_AT_ONCE)
            .zip(source.pdf.pages().chunks(PAGES_AT_ONCE));
        let mut read_before: Vec<Stretch<I::Made>> = Vec::new();
        loop {
            // Scans are counted in their order; threads share the lines of each.
            let ahead = match options.crew.threads() {
                1 => 1,
                _ if options.pictures.0.is_some() => 1,
                threads => threads * STRETCHES_AHEAD,
            };
            let next: Vec<(u32, &[PdfPage<'_>])> = stretches.by_ref().take(ahead).collect();
            if next.is_empty() && read_before.is_empty() {
                break;
            }
            let before = std::mem::take(&mut read_before);
            let take = || {
                for stretch in before {
                    damage.extend(stretch.damage);
                    has_lost_fonts |= stretch.has_lost_fonts;
                    for (page, made) in stretch.pages {
                        intake.take(&page, made);
                        if keeps {
                            kept.push(page);
                        }
                    }
                }
            };
            let read = || {
                options.crew.map(next, |(first, pages)| {
                    read_stretch(pages, first, settled, options, I::make)
                })
            };
            // A short document is not worth other threads.
            read_before = if source.count() > PAGES_AT_ONCE && options.pictures.0.is_none() {
                options.crew.both(take, read).1
            } else {
                take();
                read()
            };
            if options.cancel.is_cancelled() {
                return Err(ReadError::Cancelled);
            }
        }
        if has_lost_fonts {
            damage.push(Damage {
                place: DamagePlace::Anywhere,
                what: Bilingual::new("缺少字体，其文字读不出", "fonts are missing, their text cannot be read"),
            });
        }
        source.kept = kept;
        Ok(source)
    }

    /// How many pages there are.
    pub(crate) fn count(&self) -> usize {
        self.pdf.pages().len()
    }

    /// The pages that are kept.
    pub(crate) fn into_kept(self) -> Vec<Page> {
        self.kept
    }

    /// The document.
    pub(super) fn pdf(&self) -> &Pdf {
        &self.pdf
    }

    /// Pages by their numbers, in their order.
    pub(crate) fn some(&self, numbers: &BTreeSet<u32>) -> Vec<Cow<'_, Page>> {
        let place = |number: &u32| usize::try_from(number.checked_sub(1)?).ok();
        if !self.kept.is_empty() {
            let kept = numbers.iter().filter_map(|number| self.kept.get(place(number)?));
            return kept.map(Cow::Borrowed).collect();
        }
        let settled = (&Layers::of(&self.pdf), &FormFields::of(&self.pdf), &self.scans);
        let again = numbers.iter().filter_map(|number| {
            let page = self.pdf.pages().get(place(number)?..)?.get(..1)?;
            read_stretch(page, *number, settled, &self.options, |_| ()).pages.pop()
        });
        again.map(|(page, ())| Cow::Owned(page)).collect()
    }

    /// Shows every page, in order.
    pub(crate) fn each(&self, mut show: impl FnMut(&Page)) {
        if !self.kept.is_empty() {
            return self.kept.iter().for_each(show);
        }
        let settled = (&Layers::of(&self.pdf), &FormFields::of(&self.pdf), &self.scans);
        for (first, pages) in (1..).step_by(PAGES_AT_ONCE).zip(self.pdf.pages().chunks(PAGES_AT_ONCE)) {
            let stretch = read_stretch(pages, first, settled, &self.options, |_| ());
            stretch.pages.iter().for_each(|(page, ())| show(page));
        }
    }
}

fn read_stretch<M>(
    pages: &[PdfPage<'_>],
    first: u32,
    settled: (&Layers, &FormFields, &Scans),
    options: &ReadOptions,
    make: impl Fn(&Page) -> M,
) -> Stretch<M> {
    let mut fonts = Fonts::default();
    let mut stretch = Stretch {
        pages: Vec::with_capacity(pages.len()),
        damage: Vec::new(),
        has_lost_fonts: false,
    };
    for (number, page) in (first..).zip(pages) {
        if options.cancel.is_cancelled() {
            break;
        }
        let page = read_page(page, number, &mut fonts, settled, options, &mut stretch.damage);
        let made = make(&page);
        stretch.pages.push((page, made));
    }
    stretch.has_lost_fonts = fonts.has_lost();
    stretch
}

fn read_page<'a>(
    page: &PdfPage<'a>,
    number: u32,
    fonts: &mut Fonts<'a>,
    (layers, fields, scans): (&Layers, &FormFields, &Scans),
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
    let mut read = visibility::to_page(interpreter.canvas, number, &options.cancel);
    scans.look(page, &mut read, options);
    read
}
