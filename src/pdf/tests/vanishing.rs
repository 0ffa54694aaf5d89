//! Glyphs that the file says to print nothing, and that print something.

use super::{Document, shown};
use crate::pdf::Page;

/// A page that writes `ABA` in a Type 3 font whose A is a box of digits' size, said to be 1, and whose B is drawn and said like this.
fn page(drawn: &str, said: &str) -> Page {
    page_writing("(ABA)", drawn, said)
}

fn page_writing(text: &str, drawn: &str, said: &str) -> Page {
    let mut document = Document::page(&format!("BT /F 10 Tf 20 30 Td {text} Tj ET"));
    document.object(
        5,
        "<< /Type /Font /Subtype /Type3 /FontBBox [0 -200 1000 800] /FontMatrix [0.001 0 0 0.001 0 0] /FirstChar 65 \
         /LastChar 66 /Widths [500 500] /Encoding << /Differences [65 /g1 /g2] >> /CharProcs << /g1 6 0 R /g2 7 0 R >> \
         /ToUnicode 8 0 R >>",
    );
    document.stream(6, "", b"500 0 50 0 450 600 d1 50 0 400 600 re f");
    document.stream(7, "", format!("500 0 0 -200 500 800 d1 {drawn}").as_bytes());
    let map = format!("2 beginbfchar <41> <0031> <42> <{said}> endbfchar");
    document.stream(8, "", map.as_bytes());
    document.only_page()
}

/// What is read, and whether the glyph between is in doubt.
fn read(page: &Page) -> (String, bool) {
    (shown(page), page.glyphs[1].in_doubt)
}

const POINT: &str = "100 0 120 120 re f";
const BAR: &str = "80 250 300 60 re f";
const COMMA: &str = "100 -100 100 200 re f";
const RING: &str = "100 0 m 300 0 l 300 200 l 100 200 l h 150 50 m 250 50 l 250 150 l 150 150 l h f*";

#[test]
fn a_point_that_is_said_to_print_nothing_is_a_point() {
    for said in ["0020", "00A0", "00AD", "200B", "FEFF", "0003", "0009", "0000", ""] {
        assert_eq!(read(&page(POINT, said)), ("1.1".to_owned(), false), "{said}");
    }
}

#[test]
fn a_bar_that_is_said_to_print_nothing_is_a_hyphen() {
    // Many writers map every hyphen to the soft one.
    for said in ["0020", "200B", "0003", "00AD"] {
        assert_eq!(read(&page(BAR, said)), ("1-1".to_owned(), false), "{said}");
    }
}

#[test]
fn a_sign_that_cannot_be_told_is_unknown_and_in_doubt() {
    let page = page(RING, "0020");
    assert_eq!((page.glyphs[1].character, page.glyphs[1].in_doubt), (None, true));
}

#[test]
fn a_blank_that_draws_nothing_is_a_blank() {
    for nothing in [
        "",
        "f",
        "0 0 m 9 9 l n",
        "q 9 0 0 9 0 0 cm BI /W 7 /H 1 /BPC 1 /IM true /D [1 0] ID \u{1} EI Q",
    ] {
        let expected = if nothing.contains("BI") { "11" } else { "1 1" };
        assert_eq!(
            read(&page(nothing, "0020")).0.replace('\u{fffd}', ""),
            expected,
            "{nothing}"
        );
    }
    assert_eq!(
        read(&page("", "0003")),
        ("1 1".to_owned(), false),
        "a control character that draws nothing"
    );
}

#[test]
fn a_comma_that_is_drawn_as_a_point_is_a_point_and_one_that_is_drawn_as_a_comma_is_not() {
    assert_eq!(read(&page(POINT, "002C")), ("1.1".to_owned(), false));
    assert_eq!(read(&page(COMMA, "002C")), ("1,1".to_owned(), false));
    assert_eq!(read(&page(RING, "002C")), ("1,1".to_owned(), false));
}

/// A page with two glyphs of a font that is not in the file, said to be these.
fn two_codes(before: &str, first: &str, second: &str) -> Page {
    let mut document = Document::page(&format!("{before} BT /F 10 Tf 20 30 Td <00010002> Tj ET EMC"));
    document.object(
        5,
        "<< /Type /Font /Subtype /Type0 /BaseFont /Unknown /Encoding /Identity-H /ToUnicode 8 0 R \
         /DescendantFonts [<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Unknown /DW 500 >>] >>",
    );
    let map = format!("2 beginbfchar <0001> <{first}> <0002> <{second}> endbfchar");
    document.stream(8, "", map.as_bytes());
    document.only_page()
}

#[test]
fn equal_glyphs_in_one_place_are_in_doubt_where_one_operator_shows_them() {
    let doubted = |text: &str| {
        let page = Document::page(&format!("BT /F 10 Tf 20 30 Td {text} ET")).only_page();
        let doubted = page.glyphs.iter().filter(|glyph| glyph.in_doubt);
        (page.glyphs.len(), doubted.count())
    };
    assert_eq!(doubted("[(1) 500 (15)] TJ"), (3, 2));
    assert_eq!(doubted("(11) Tj"), (2, 0), "side by side");
    assert_eq!(doubted("(1) Tj 0.2 0 Td (15) Tj"), (3, 0), "bold");
}

#[test]
fn a_soft_hyphen_behind_a_letter_stays_one() {
    let soft = |text: &str| shown(&page_writing(text, BAR, "00AD"));
    assert_eq!(soft("(BA)"), "-1");
    assert_eq!(soft("(AB) Tj 0 -12 Td (A)"), "1-1");
    let page = two_codes("", "0061", "00AD");
    assert_eq!(shown(&page), "a\u{ad}");
    // Nobody knows whether a font that is not in the file draws it.
    assert_eq!(shown(&two_codes("", "0031", "00AD")), "1\u{ad}");
    let minus = two_codes("", "00AD", "0031");
    assert_eq!((shown(&minus).as_str(), minus.glyphs[0].in_doubt), ("-1", true));
}

#[test]
fn what_a_glyph_is_named_counts_where_the_map_says_a_blank() {
    let mut document = Document::page("BT /F 10 Tf 20 30 Td (1.5) Tj ET");
    document.object(
        5,
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding /ToUnicode 8 0 R >>",
    );
    document.stream(8, "", b"3 beginbfchar <31> <0031> <2E> <0020> <35> <0035> endbfchar");
    assert_eq!(read(&document.only_page()), ("1.5".to_owned(), true));
}

#[test]
fn an_actual_text_is_read_where_the_map_says_nothing_and_doubted_where_they_differ() {
    let said = |map: &str, actual: &str| read(&two_codes(&format!("/Span <</ActualText {actual}>> BDC"), "0031", map));
    assert_eq!(said("0003", "<FEFF0031002E>"), ("1.".to_owned(), false));
    assert_eq!(said("E003", "(1.)"), ("1.".to_owned(), false));
    assert_eq!(said("0020", "(1.)"), ("1.".to_owned(), true));
    assert_eq!(said("0032", "(13)"), ("12".to_owned(), true));
    assert_eq!(said("0032", "(12)"), ("12".to_owned(), false));
    assert_eq!(said("0032", "(123)"), ("12".to_owned(), true));
    assert_eq!(
        said("4E00", "(1 \u{1})"),
        ("1一".to_owned(), false),
        "words may be told otherwise"
    );
}
