//! Whole small documents through [`read`].

mod files;
mod marks;
mod seen;
mod vanishing;

use std::fmt::Write as _;
use std::sync::Arc;

use super::{Direction, Page, ReadError, ReadOptions, Reading, Visibility, read};
use crate::geometry::Rect;

/// A document of numbered objects, put together as the tests write them.
#[derive(Default)]
pub(super) struct Document {
    objects: Vec<(u32, Vec<u8>)>,
}

impl Document {
    /// One page of 200 x 100 points with Helvetica as /F and this content.
    pub(super) fn page(content: &str) -> Self {
        Self::page_with("", "", content)
    }

    /// The same, with more page entries and more resources.
    pub(super) fn page_with(entries: &str, resources: &str, content: &str) -> Self {
        let mut document = Self::default();
        document.object(1, "<< /Type /Catalog /Pages 2 0 R >>");
        document.object(2, "<< /Type /Pages /Kids [3 0 R] /Count 1 >>");
        document.object(
            3,
            &format!(
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] {entries} /Contents 4 0 R \
                 /Resources << /Font << /F 5 0 R >> {resources} >> >>"
            ),
        );
        document.stream(4, "", content.as_bytes());
        document.object(5, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>");
        document
    }

    pub(super) fn object(&mut self, number: u32, body: &str) {
        self.objects.retain(|(other, _)| *other != number);
        self.objects.push((number, body.as_bytes().to_vec()));
    }

    pub(super) fn stream(&mut self, number: u32, entries: &str, data: &[u8]) {
        self.objects.retain(|(other, _)| *other != number);
        let mut body = format!("<< {entries} /Length {} >>\nstream\n", data.len()).into_bytes();
        body.extend_from_slice(data);
        body.extend_from_slice(b"\nendstream");
        self.objects.push((number, body));
    }

    pub(super) fn bytes(&self) -> Vec<u8> {
        let mut bytes = b"%PDF-1.7\n".to_vec();
        let mut table = String::new();
        for (number, body) in &self.objects {
            let _ = write!(table, "{number} 1\n{:010} 00000 n \n", bytes.len());
            bytes.extend_from_slice(format!("{number} 0 obj\n").as_bytes());
            bytes.extend_from_slice(body);
            bytes.extend_from_slice(b"\nendobj\n");
        }
        let start = bytes.len();
        let trailer = format!("xref\n0 1\n0000000000 65535 f \n{table}trailer\n<< /Size 99 /Root 1 0 R >>\n");
        bytes.extend_from_slice(trailer.as_bytes());
        bytes.extend_from_slice(format!("startxref\n{start}\n%%EOF\n").as_bytes());
        bytes
    }

    pub(super) fn read(&self) -> Reading {
        read_bytes(self.bytes()).unwrap()
    }

    pub(super) fn only_page(&self) -> Page {
        self.read().pages.remove(0)
    }
}

fn read_bytes(bytes: Vec<u8>) -> Result<Reading, ReadError> {
    read(&Arc::new(bytes), &ReadOptions::default())
}

/// The characters of the page that a person sees.
pub(super) fn shown(page: &Page) -> String {
    let shown = page.glyphs.iter().filter(|glyph| glyph.visibility == Visibility::Shown);
    shown.map(|glyph| glyph.character.unwrap_or('\u{fffd}')).collect()
}

fn visibilities(page: &Page) -> Vec<Visibility> {
    page.glyphs.iter().map(|glyph| glyph.visibility).collect()
}

#[test]
fn text_stands_where_the_page_shows_it() {
    let page = Document::page("BT /F 10 Tf 20 30 Td (AB) Tj ET").only_page();
    assert_eq!((page.width, page.height), (200_000, 100_000));
    assert_eq!(shown(&page), "AB");
    let first = page.glyphs[0];
    // Helvetica's A is 667 wide; the box reaches from 0.12 below the base line to 0.88 above it.
    assert_eq!(first.bbox, Rect::new(20_000, 61_200, 26_670, 71_200));
    assert_eq!((first.origin.x, first.origin.y), (20_000, 70_000));
    assert_eq!((first.size, first.direction), (10_000, Direction::Right));
}

#[test]
fn rotate_crop_box_and_user_unit_turn_and_move_the_page() {
    let page = Document::page_with(
        "/Rotate 90 /CropBox [10 20 300 90] /UserUnit 2",
        "",
        "BT /F 10 Tf 20 30 Td (A) Tj ET",
    )
    .only_page();
    // The crop box counts only within the media box: 190 x 70, turned and doubled.
    assert_eq!((page.width, page.height), (140_000, 380_000));
    let glyph = page.glyphs[0];
    assert_eq!((glyph.origin.x, glyph.origin.y), (20_000, 20_000));
    assert_eq!((glyph.direction, glyph.size), (Direction::Down, 20_000));
}

#[test]
fn lines_boxes_and_thin_boxes_are_strokes() {
    let page = Document::page("2 w 10 10 m 110 10 l S 20 20 50 30 re S 10 90 100 0.5 re f").only_page();
    assert_eq!(page.strokes.len(), 6);
    assert_eq!(page.strokes[0].width, 2000);
    let thin = page.strokes[5];
    assert_eq!((thin.from.y, thin.to.y, thin.width), (9_750, 9_750, 500));
    assert!(page.fills.is_empty());
}

#[test]
fn wide_boxes_are_fills_and_curves_are_shapes() {
    let page = Document::page("0.8 g 10 10 100 50 re f 0 0 m 10 0 20 10 20 20 c S").only_page();
    assert_eq!(page.fills.len(), 1);
    assert_eq!(page.fills[0].bbox, Rect::new(10_000, 40_000, 110_000, 90_000));
    assert_eq!((page.strokes.len(), page.shapes), (0, 1));
}

#[test]
fn strokes_are_cut_to_the_clip() {
    let page = Document::page("50 0 50 100 re W n 1 w 0 50 m 200 50 l S 0 20 m 30 20 l S").only_page();
    assert_eq!(page.strokes.len(), 1);
    assert_eq!((page.strokes[0].from.x, page.strokes[0].to.x), (50_000, 100_000));
}

#[test]
fn a_form_xobject_is_drawn_with_its_matrix_and_cut_to_its_box() {
    let mut document = Document::page_with("", "/XObject << /X 6 0 R >>", "q 1 0 0 1 10 10 cm /X Do Q");
    document.stream(
        6,
        "/Type /XObject /Subtype /Form /BBox [0 0 20 20] /Matrix [2 0 0 2 0 0]",
        b"0 0 m 50 0 l S",
    );
    let page = document.only_page();
    let stroke = page.strokes[0];
    assert_eq!((stroke.from.x, stroke.to.x, stroke.width), (10_000, 50_000, 2000));
}

#[test]
fn a_form_xobject_that_draws_itself_ends() {
    let mut document = Document::page_with("", "/XObject << /X 6 0 R >>", "/X Do BT /F 10 Tf 20 30 Td (A) Tj ET");
    document.stream(
        6,
        "/Type /XObject /Subtype /Form /BBox [0 0 20 20] /Resources << /XObject << /X 6 0 R >> >>",
        b"/X Do /X Do",
    );
    assert_eq!(shown(&document.only_page()), "A");
}

#[test]
fn hidden_text_is_told_by_its_reason() {
    use Visibility::{Covered, Invisible, Outside, SameColor, Shown};
    let page = Document::page(
        "BT /F 10 Tf 3 Tr 20 30 Td (A) Tj ET \
         BT 0 Tr 1 g 20 0 Td (B) Tj ET \
         BT 0 g 1 0 0 1 500 0 Tm (C) Tj ET \
         BT 1 0 0 1 50 50 Tm (D) Tj ET 1 g 40 40 30 30 re f \
         0 g BT 1 0 0 1 80 50 Tm (E) Tj ET",
    )
    .only_page();
    assert_eq!(visibilities(&page), [Invisible, SameColor, Outside, Covered, Shown]);
}

#[test]
fn white_text_on_a_dark_box_is_shown() {
    let page = Document::page("0 g 10 10 100 50 re f 1 g BT /F 10 Tf 20 30 Td (A) Tj ET").only_page();
    assert_eq!(shown(&page), "A");
}

#[test]
fn white_text_on_a_rounded_shape_is_taken_as_shown() {
    let page = Document::page(
        "0 g 10 20 m 10 10 20 10 20 10 c 100 10 l 100 60 l 10 60 l f 1 g BT /F 10 Tf 20 30 Td (A) Tj ET",
    )
    .only_page();
    assert_eq!(shown(&page), "A");
}

#[test]
fn lines_that_nobody_sees_are_dropped() {
    let white = Document::page("1 G 10 10 m 110 10 l S").only_page();
    assert!(white.strokes.is_empty());
    let covered = Document::page("10 50 m 110 50 l S 1 g 0 40 150 20 re f").only_page();
    assert!(covered.strokes.is_empty());
    let beside = Document::page("10 50 m 110 50 l S 0.9 g 10 50 100 20 re f").only_page();
    assert_eq!(beside.strokes.len(), 1);
}

#[test]
fn of_a_line_that_is_painted_over_in_part_the_rest_is_left() {
    let page = Document::page("0.5 w 10 50 m 110 50 l S 1 g 30 40 20 20 re f 80 40 90 20 re f").only_page();
    let ends: Vec<_> = page.strokes.iter().map(|s| (s.from.x, s.to.x)).collect();
    assert_eq!(ends, [(10_000, 30_000), (50_000, 80_000)]);
    let cell = Document::page("10 50 m 110 50 l S 1 g 30 50 20 20 re f").only_page();
    assert_eq!(
        cell.strokes.len(),
        1,
        "a cell's ground that ends at the line hides nothing"
    );
}

#[test]
fn white_lines_on_grey_are_kept() {
    let page = Document::page("0.5 g 0 0 200 100 re f 1 G 10 50 m 110 50 l S").only_page();
    assert_eq!(page.strokes.len(), 1);
}

#[test]
fn a_glyph_without_unicode_is_counted_and_kept() {
    let mut document = Document::page("BT /F 10 Tf 20 30 Td (\\001A) Tj ET");
    document.object(
        5,
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding << /Differences [1 /g123] >> >>",
    );
    let page = document.only_page();
    assert_eq!((page.glyphs[0].character, page.unmapped), (None, 1));
    assert_eq!(page.glyphs[1].character, Some('A'));
}

#[test]
fn an_embedded_symbol_without_widths_has_those_of_the_usual_one() {
    let mut document = Document::page("BT /F 10 Tf 20 30 Td (qq) Tj ET");
    document.object(
        5,
        "<< /Type /Font /Subtype /Type1 /BaseFont /Symbol /ToUnicode 6 0 R \
         /FontDescriptor << /Flags 4 /FontFile 7 0 R >> >>",
    );
    document.stream(6, "", b"1 beginbfchar <71> <03b8> endbfchar");
    let page = document.only_page();
    assert_eq!(shown(&page), "θθ");
    // Taken as 549 wide, as most of Symbol's characters are.
    assert_eq!(page.glyphs[1].origin.x, 25_490);
}

#[test]
fn a_code_with_several_characters_gives_boxes_side_by_side() {
    let mut document = Document::page("BT /F 10 Tf 20 30 Td (A) Tj ET");
    document.object(
        5,
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >>",
    );
    document.stream(6, "", b"1 beginbfchar <41> <00660069> endbfchar");
    let page = document.only_page();
    assert_eq!(shown(&page), "fi");
    assert_eq!(page.glyphs[0].bbox.x1, page.glyphs[1].bbox.x0);
    assert_eq!(page.glyphs[1].bbox.x1, 26_670);
}

#[test]
fn control_characters_of_a_standard_font_are_passed_over() {
    let page = Document::page("BT /F 10 Tf 20 30 Td (A\\rB) Tj ET").only_page();
    assert_eq!((shown(&page).as_str(), page.unmapped), ("AB", 0));
    assert_eq!(page.glyphs[0].bbox.x1, page.glyphs[1].bbox.x0);
}

#[test]
fn a_chinese_font_written_with_single_bytes_is_read_by_pairs() {
    let mut document = Document::page("BT /F 10 Tf 20 30 Td <cfeec4bf31> Tj ET");
    document.object(
        5,
        "<< /Type /Font /Subtype /TrueType /BaseFont /#cb#ce#cc#e5 /Encoding /WinAnsiEncoding /FirstChar 0 /Widths [0] \
         /FontDescriptor << /Type /FontDescriptor /MissingWidth 500 >> >>",
    );
    let page = document.only_page();
    assert_eq!(shown(&page), "项目1");
    assert_eq!(page.glyphs[1].bbox.width(), 10_000);
}

#[test]
fn vertical_writing_runs_down() {
    let mut document = Document::page("BT /F 10 Tf 100 90 Td <987976ee> Tj ET");
    document.object(
        5,
        "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-V /DescendantFonts \
         [<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo \
         << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> >>] >>",
    );
    let page = document.only_page();
    assert_eq!(shown(&page), "项目");
    assert_eq!(page.glyphs[0].direction, Direction::Down);
    assert_eq!(page.glyphs[0].bbox, Rect::new(95_000, 10_000, 105_000, 20_000));
    assert_eq!(page.glyphs[1].origin.y, 20_000);
}

#[test]
fn a_layer_that_is_off_hides_text_and_lines() {
    let mut document = Document::page_with(
        "",
        "/Properties << /L 6 0 R >>",
        "/OC /L BDC BT /F 10 Tf 20 30 Td (A) Tj ET 0 0 m 50 0 l S EMC BT /F 10 Tf 20 50 Td (B) Tj ET",
    );
    document.object(6, "<< /Type /OCG /Name (x) >>");
    document.object(
        1,
        "<< /Type /Catalog /Pages 2 0 R /OCProperties << /OCGs [6 0 R] /D << /OFF [6 0 R] >> >> >>",
    );
    let page = document.only_page();
    assert_eq!(visibilities(&page), [Visibility::LayerOff, Visibility::Shown]);
    assert!(page.strokes.is_empty());
}

#[test]
fn a_radical_takes_the_character_that_its_actual_text_says_and_a_figure_does_not() {
    let mut document = Document::page(
        "BT /F 10 Tf 20 30 Td /Span << /ActualText <feff95e8> >> BDC (A) Tj EMC \
         /Span << /ActualText <feff0039> >> BDC (8) Tj EMC ET",
    );
    document.object(
        5,
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >>",
    );
    document.stream(6, "", b"2 beginbfchar <41> <2ed4> <38> <0038> endbfchar");
    assert_eq!(shown(&document.only_page()), "门8");
}

#[test]
fn text_that_is_a_clip_is_shown_when_paint_is_poured_over_it() {
    let poured = Document::page("q BT /F 10 Tf 7 Tr 20 30 Td (A) Tj ET 0 0 200 100 re f Q").only_page();
    assert_eq!((shown(&poured).as_str(), poured.fills.len()), ("A", 0));
    let dry = Document::page("q BT /F 10 Tf 7 Tr 20 30 Td (A) Tj ET Q").only_page();
    assert_eq!(visibilities(&dry), [Visibility::Invisible]);
}

#[test]
fn an_annotations_appearance_is_fitted_into_its_rectangle() {
    let mut document = Document::page_with("/Annots [6 0 R 8 0 R]", "", "");
    document.object(
        6,
        "<< /Type /Annot /Subtype /Widget /Rect [100 20 120 40] /AP << /N 7 0 R >> >>",
    );
    document.stream(
        7,
        "/Type /XObject /Subtype /Form /BBox [0 0 10 10] /Resources << /Font << /F 5 0 R >> >>",
        b"BT /F 5 Tf 2 2 Td (A) Tj ET",
    );
    document.object(
        8,
        "<< /Type /Annot /Subtype /Widget /F 2 /Rect [0 0 10 10] /AP << /N 7 0 R >> >>",
    );
    let page = document.only_page();
    assert_eq!(shown(&page), "A");
    assert_eq!((page.glyphs[0].origin.x, page.glyphs[0].size), (104_000, 10_000));
}

#[test]
fn an_image_stretched_to_a_line_is_a_line() {
    let page = Document::page("q 100 0 0 1 10 50 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \u{1} EI Q").only_page();
    assert_eq!((page.strokes.len(), page.images.len()), (1, 0));
    assert_eq!(page.strokes[0].width, 1000);
}

#[test]
fn content_that_breaks_off_is_damage() {
    let reading = Document::page("BT /F 10 Tf 20 30 Td (A) Tj (never closed").read();
    assert_eq!(reading.damage.len(), 1);
    assert_eq!(shown(&reading.pages[0]), "A");
}
