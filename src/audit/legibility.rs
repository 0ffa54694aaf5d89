//! Whether pages can be read at all: pages that are pictures, and glyphs of which nobody says which character they are.

use std::collections::BTreeMap;

use super::form_words::{has_form_word, has_traditional_words};
use crate::digits::{has_digit, is_digit};
use crate::form::model::{FieldName, Form};
use crate::form::{Lookalike, Seems};
use crate::geometry::Rect;
use crate::language::Bilingual;
use crate::messages::Message;
use crate::pdf::{Glyph, Page};
use crate::text::is_doubtful;
use crate::warning::{Warning, WarningKind};

/// Glyphs that a scanned page may have beside its picture: a page number, a stamp of the scanner, a header. The smallest form has 300.
const STRAY_GLYPHS: usize = 60;

/// Curves and odd shapes from which on a page without text is taken for text drawn as outlines: a logo has a few dozen, a form over 1,000.
const OUTLINED_SHAPES: usize = 200;

/// One part of so many of a page's area is the least that a picture covers to be the page, and not a logo or a seal on it.
const PICTURE_PART: i64 = 4;

/// A form whose words and lines were scanned, and whose figures are text, has nearly no words: of its text one glyph in so many, or more, is a figure's.
/// The text of a form has one in five.
const FIGURES_PART: usize = 2;

/// Lines from which on a table is drawn on a page, and not only seen in its picture.
const TABLE_LINES: usize = 4;

/// Where no form is found and one glyph of so many is lost, the labels of a form may be among them; bullets and symbols stay below.
const LOST_PART: usize = 10;

/// What can be said about the pages of a document.
#[derive(Debug, Default)]
pub(super) struct Legibility {
    /// Numbers of the pages that are pictures.
    pictures: Vec<u32>,
    /// Of those that are none, and whose text an OCR program read off a scan.
    recognized: Vec<u32>,
    /// Of those that recognisers of ours have read, and of those of them on which text is left unread.
    read: Vec<u32>,
    half_read: Vec<u32>,
    /// Of those that speak of forms.
    speaking: Vec<u32>,
    /// Of those with the words of forms in traditional characters.
    traditional: Vec<u32>,
    /// Whether a page that is no picture has more than a few words.
    has_written: bool,
    /// How many glyphs are lost, and how many there are.
    lost: usize,
    all: usize,
}

/// What can be said about one page.
#[derive(Debug)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is asked by itself, and any of them may come together"
)]
pub(super) struct PageLegibility {
    is_picture: bool,
    is_recognized: bool,
    is_read: bool,
    is_half_read: bool,
    is_written: bool,
    speaks_of_forms: bool,
    is_traditional: bool,
    lost: usize,
    all: usize,
}

impl PageLegibility {
    pub(super) fn of(page: &Page) -> Self {
        let is_picture = is_picture(page);
        Self {
            is_picture,
            is_recognized: page.ocr.is_some() && page.recognized.is_none() && !is_picture,
            is_read: page.recognized.is_some(),
            is_half_read: page.recognized.as_ref().is_some_and(|read| read.unread > 0),
            is_written: written(page).take(STRAY_GLYPHS + 1).count() > STRAY_GLYPHS,
            speaks_of_forms: has_form_word(page),
            is_traditional: has_traditional_words(page),
            lost: page.glyphs.iter().filter(|glyph| is_lost(glyph)).count(),
            all: page.glyphs.len(),
        }
    }
}

impl Legibility {
    /// Takes the next page in.
    pub(super) fn take(&mut self, number: u32, page: &PageLegibility) {
        let numbers = [
            (&mut self.pictures, page.is_picture),
            (&mut self.recognized, page.is_recognized),
            (&mut self.read, page.is_read),
            (&mut self.half_read, page.is_half_read),
            (&mut self.speaking, page.speaks_of_forms),
            (&mut self.traditional, page.is_traditional),
        ];
        for (numbers, is_one) in numbers {
            numbers.extend(is_one.then_some(number));
        }
        self.has_written |= page.is_written && !page.is_picture;
        self.lost += page.lost;
        self.all += page.all;
    }

    /// Whether so many glyphs are lost that a form could not be found.
    pub(super) fn hides_a_form(&self) -> bool {
        self.lost > STRAY_GLYPHS && self.lost.saturating_mul(LOST_PART) >= self.all
    }

    /// Numbers of the pages that are pictures.
    pub(super) fn pictures(&self) -> &[u32] {
        &self.pictures
    }

    /// Whether some page is a picture.
    pub(super) fn has_pictures(&self) -> bool {
        !self.pictures.is_empty()
    }

    /// Whether pictures are all that there is: no other page has more than a few words.
    pub(super) fn has_nothing_else(&self) -> bool {
        self.has_pictures() && !self.has_written
    }

    /// A message about the pages that are pictures.
    pub(super) fn about_pictures(&self, message: Message) -> Bilingual {
        about_pages(message, &self.pictures)
    }

    /// How many glyphs are lost, and what to do.
    pub(super) fn lost_glyphs(&self) -> Bilingual {
        let (lost, all) = (self.lost, self.all);
        let percent = lost.saturating_mul(100) / all.max(1);
        Message::NoTextMapping.bilingual(&[("lost", &lost), ("all", &all), ("percent", &percent)])
    }

    /// Whether the document speaks of forms.
    pub(super) fn speaks_of_forms(&self) -> bool {
        !self.speaking.is_empty()
    }

    /// What to say where no form was found: where the document speaks of forms all the same, one may have been missed.
    pub(super) fn no_form(&self) -> Bilingual {
        if !self.traditional.is_empty() {
            about_pages(Message::NoFormThoughTraditional, &self.traditional)
        } else if self.speaking.is_empty() {
            Message::NoForm.bilingual(&[])
        } else {
            about_pages(Message::NoFormThoughNamed, &self.speaking)
        }
    }

    /// What to say of pages whose text an OCR program read off a scan.
    pub(super) fn recognized(&self) -> Option<Bilingual> {
        let remarks = [
            (Message::OcrPagesRemark, &self.recognized),
            (Message::RecognizedPagesRemark, &self.read),
            (Message::RecognizedNotAllRemark, &self.half_read),
        ];
        let said = remarks.into_iter().filter(|(_, pages)| !pages.is_empty());
        said.map(|(message, pages)| about_pages(message, pages))
            .reduce(|all, remark| all.and(&remark))
    }
}

/// What to say of tables that have the labels of a form and are none: each kind once, with its pages.
pub(super) fn lookalikes(lookalikes: &[Lookalike]) -> Option<Bilingual> {
    let mut pages: BTreeMap<Seems, Vec<u32>> = BTreeMap::new();
    for lookalike in lookalikes {
        let of_kind = pages.entry(lookalike.seems).or_default();
        of_kind.extend(lookalike.first_page..=lookalike.last_page);
    }
    let remarks = pages.into_iter().map(|(seems, mut pages)| {
        pages.sort_unstable();
        pages.dedup();
        about_pages(remark_on(seems), &pages)
    });
    remarks.reduce(|all, remark| all.and(&remark))
}

fn remark_on(seems: Seems) -> Message {
    match seems {
        Seems::Declaration => Message::DeclarationRemark,
        Seems::Monitoring => Message::MonitoringRemark,
        Seems::ByOthers => Message::ByOthersRemark,
        Seems::Listing => Message::ListingRemark,
        Seems::Unnamed => Message::UnnamedTableRemark,
    }
}

pub(super) fn about_pages(message: Message, pages: &[u32]) -> Bilingual {
    message.bilingual(&[("pages", &page_ranges(pages))])
}

/// No character, or one that says nothing sure; or one that the embedded font contradicts.
fn is_lost(glyph: &Glyph) -> bool {
    let says_nothing = |c: char| is_doubtful(c) && !c.is_whitespace();
    glyph.drawn_as.is_some() || glyph.in_doubt || glyph.character.is_none_or(says_nothing)
}

/// Whether a page is a picture, or a picture with no more than figures or a title written on it.
fn is_picture(page: &Page) -> bool {
    // What a recogniser of ours has read is read, however little it is.
    if page
        .recognized
        .as_ref()
        .is_some_and(|recognized| !recognized.lines.is_empty())
    {
        return false;
    }
    let covered: i64 = page.images.iter().map(area).sum();
    let whole = i64::from(page.width) * i64::from(page.height);
    let is_covered = covered.saturating_mul(PICTURE_PART) >= whole.max(1);
    if written(page).take(STRAY_GLYPHS + 1).count() <= STRAY_GLYPHS {
        return is_covered || page.shapes >= OUTLINED_SHAPES || page.marks.len() >= OUTLINED_SHAPES;
    }
    is_covered && page.ocr.is_none() && page.strokes.len() < TABLE_LINES && has_words_in_picture(page)
}

/// Whether the words of a page can only be in its picture: what is written are figures, or hardly more than the title of a form.
fn has_words_in_picture(page: &Page) -> bool {
    let is_of_figure = |glyph: &&Glyph| {
        glyph
            .character
            .is_some_and(|c| is_digit(c) || matches!(c, '.' | ',' | '%' | '-'))
    };
    let (figures, all) = (written(page).filter(is_of_figure).count(), written(page).count());
    figures.saturating_mul(FIGURES_PART) >= all || all <= 2 * STRAY_GLYPHS && has_form_word(page)
}

fn written(page: &Page) -> impl Iterator<Item = &Glyph> {
    page.glyphs.iter().filter(|glyph| !glyph.is_space())
}

fn area(bbox: &Rect) -> i64 {
    i64::from(bbox.width()) * i64::from(bbox.height())
}

/// Whether the form has amounts of which not one can be read: no digit of them is known.
pub(super) fn has_lost_all_amounts(form: &Form) -> bool {
    let is_about_glyphs =
        |warning: &&Warning| matches!(warning.kind, WarningKind::UnmappedGlyph | WarningKind::DoubtfulGlyph);
    let about_glyphs = form
        .warnings
        .iter()
        .filter(is_about_glyphs)
        .map(|warning| warning.scope);
    let doubted = |name: FieldName| about_glyphs.clone().any(|scope| scope.covers(name));
    let mut lost = false;
    for (row, fund) in form.funds.iter().enumerate() {
        for (name, field) in [
            ("initial", &fund.initial),
            ("budget", &fund.budget),
            ("executed", &fund.executed),
        ] {
            if has_digit(field.text()) {
                return false;
            }
            lost |= doubted(FieldName::fund(row, name));
        }
    }
    lost
}

/// Page numbers as people write them: `1-3, 7`.
fn page_ranges(pages: &[u32]) -> String {
    let mut ranges: Vec<(u32, u32)> = Vec::new();
    for &page in pages {
        match ranges.last_mut() {
            Some((_, last)) if last.checked_add(1) == Some(page) => *last = page,
            _ => ranges.push((page, page)),
        }
    }
    let written = ranges.iter().map(|(first, last)| {
        if first == last {
            first.to_string()
        } else {
            format!("{first}-{last}")
        }
    });
    written.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::model::{Field, FundRow, Scope, Value};
    use crate::language::Bilingual;
    use crate::pdf::{Mark, MarkKind};

    fn page(glyphs: usize, images: &[Rect], shapes: usize) -> Page {
        let glyph = Glyph {
            character: Some('字'),
            drawn_as: None,
            bbox: Rect::default(),
            origin: crate::geometry::Point::default(),
            size: 9000,
            direction: crate::pdf::Direction::Right,
            visibility: crate::pdf::Visibility::Shown,
            ..Glyph::default()
        };
        Page {
            number: 1,
            width: 595_000,
            height: 842_000,
            glyphs: vec![glyph; glyphs],
            images: images.to_vec(),
            shapes,
            ..Page::default()
        }
    }

    #[test]
    fn a_page_number_does_not_make_a_scan_a_text() {
        let scan = [Rect::new(0, 0, 595_000, 842_000)];
        let logo = [Rect::new(0, 0, 90_000, 90_000)];
        let strips: Vec<Rect> = (0..8)
            .map(|n| Rect::new(0, n * 105_000, 595_000, (n + 1) * 105_000))
            .collect();
        let table: [(&str, Page, bool); 7] = [
            ("a scan", page(0, &scan, 0), true),
            ("a scan with a page number", page(9, &scan, 0), true),
            ("a scan in strips", page(0, &strips, 0), true),
            ("outlines", page(0, &[], 2_000), true),
            ("a scan with text over it", page(800, &scan, 0), false),
            ("a logo on a cover", page(12, &logo, 30), false),
            ("an empty page", page(0, &[], 0), false),
        ];
        for (what, page, expected) in table {
            assert_eq!(is_picture(&page), expected, "{what}");
        }
        // What a pattern paints is no shape of the page, and leaves its marks.
        let tile = Mark {
            kind: MarkKind::Shape,
            bbox: Rect::new(0, 0, 9_000, 9_000),
            color: None,
            order: 0,
        };
        let painted = |marks: usize| Page {
            marks: vec![tile; marks],
            ..page(0, &[], 0)
        };
        assert!(is_picture(&painted(OUTLINED_SHAPES)) && !is_picture(&painted(12)));
    }

    #[test]
    fn figures_or_a_title_over_a_scan_make_no_text_of_it() {
        let scan = [Rect::new(0, 0, 595_000, 842_000)];
        let over = |text: &str, times: usize| {
            let mut page = page(times * text.chars().count(), &scan, 0);
            for (glyph, character) in page.glyphs.iter_mut().zip(text.chars().cycle()) {
                glyph.character = Some(character);
            }
            page
        };
        assert!(is_picture(&over("6.80科98.52%", 30)));
        assert!(is_picture(&over(
            "某市项目支出绩效自评表二〇二三年度经济和信息化委员会",
            4
        )));
        assert!(!is_picture(&over(
            "某市项目支出绩效报告二〇二三年度经济和信息化委员会",
            4
        )));
        assert!(!is_picture(&over("完成设备采购3台", 30)));
        let stroke = crate::pdf::Stroke {
            from: crate::geometry::Point::default(),
            to: crate::geometry::Point::default(),
            width: 0,
            color: [0; 3],
            order: 0,
        };
        let mut table = over("6.80科98.52%", 30);
        table.strokes = vec![stroke; TABLE_LINES];
        assert!(!is_picture(&table), "a table stands on a background");
    }

    #[test]
    fn a_form_names_itself_in_radicals_too() {
        let mut named = page(3, &[], 0);
        for (glyph, character) in named.glyphs.iter_mut().zip("⾃评表".chars()) {
            glyph.character = Some(character);
        }
        assert!(has_form_word(&named));
        assert!(!has_form_word(&page(3, &[], 0)));
    }

    #[test]
    fn pages_are_named_in_ranges() {
        assert_eq!(page_ranges(&[1, 2, 3, 7, 9, 10]), "1-3, 7, 9-10");
    }

    fn form(amounts: [&str; 2], doubted: &[&str]) -> Form {
        let cell = |text: &str| {
            Field::Cell(Value {
                text: text.into(),
                ..Value::default()
            })
        };
        let warning = |field: &&str| Warning {
            scope: Scope::named(field).unwrap(),
            kind: WarningKind::UnmappedGlyph,
            page: 1,
            message: Bilingual::default(),
        };
        Form {
            funds: vec![FundRow {
                budget: cell(amounts[0]),
                executed: cell(amounts[1]),
                ..FundRow::default()
            }],
            warnings: doubted.iter().map(warning).collect(),
            ..Form::default()
        }
    }

    #[test]
    fn one_amount_that_can_be_read_is_enough() {
        assert!(has_lost_all_amounts(&form(
            [".", ""],
            &["funds[0].budget", "funds[0].executed"]
        )));
        assert!(has_lost_all_amounts(&form([".", "-"], &["funds[0].budget"])));
        assert!(has_lost_all_amounts(&form([".", "."], &["funds"])));
        assert!(
            !has_lost_all_amounts(&form(["6?80", "6?70"], &["funds"])),
            "only the point is in doubt"
        );
        assert!(!has_lost_all_amounts(&form([".", "6.70"], &["funds[0].budget"])));
        assert!(!has_lost_all_amounts(&form(["6.80", "6.70"], &["title"])));
        assert!(
            !has_lost_all_amounts(&form(["", ""], &[])),
            "a blank form has lost nothing"
        );
    }
}
