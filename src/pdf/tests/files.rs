//! Files that other programs repair, or see through.

use super::{Document, read_bytes, shown};

const TEXT: &str = "BT /F 10 Tf 20 30 Td (A) Tj ET";

#[test]
fn streams_that_never_end_end_with_their_objects() {
    let whole = String::from_utf8(Document::page(TEXT).bytes()).unwrap();
    let reading = read_bytes(whole.replace("endstream", "").into_bytes()).unwrap();
    assert!(reading.damage.is_empty());
    assert_eq!(shown(&reading.pages[0]), "A");
}

#[test]
fn data_in_which_nothing_is_found_are_damage() {
    let mut document = Document::page("");
    document.stream(4, "/Filter /FlateDecode", b"\x0d\x0ano such thing");
    assert_eq!(document.read().damage.len(), 1);
}

#[test]
fn a_crop_box_beside_the_page_crops_nothing() {
    let page = Document::page_with("/CropBox [500 500 600 600]", "", TEXT).only_page();
    assert_eq!((shown(&page).as_str(), page.width), ("A", 200_000));
}

/// A page that shows the code of `A` by this map.
fn mapped(to_unicode: &str) -> Document {
    let mut document = Document::page(TEXT);
    document.object(
        5,
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >>",
    );
    document.stream(6, "", to_unicode.as_bytes());
    document
}

#[test]
fn a_map_that_calls_all_codes_a_space_says_nothing() {
    let spaces =
        "<41> <0020> <42> <0020> <43> <0020> <44> <0020> <45> <0020> <46> <0020> <47> <0020> <48> <0020> <49> <0020>";
    let all = mapped(&format!("9 beginbfchar {spaces} endbfchar")).only_page();
    assert_eq!(shown(&all), "A");
    assert!(!all.glyphs[0].in_doubt);
    let one = mapped("1 beginbfchar <41> <0020> endbfchar").only_page();
    // By its name it is another character.
    assert_eq!((shown(&one).as_str(), one.glyphs[0].in_doubt), ("A", true));
}

#[test]
fn a_digit_of_formulas_is_a_digit() {
    let page = mapped("1 beginbfchar <41> <d835dfdb> endbfchar").only_page();
    assert_eq!(shown(&page), "3");
}

#[test]
fn a_glyph_twice_as_wide_as_the_digit_that_it_passes_for_is_unknown() {
    let mut document = Document::page("BT /F 10 Tf 20 30 Td <00010002> Tj ET");
    document.object(
        5,
        "<< /Type /Font /Subtype /Type0 /BaseFont /Song /Encoding /Identity-H /ToUnicode 6 0 R /DescendantFonts \
         [<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Song /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) \
         /Supplement 0 >> /W [1 [500 1000]] >>] >>",
    );
    document.stream(6, "", b"2 beginbfchar <0001> <0031> <0002> <0031> endbfchar");
    let page = document.only_page();
    assert_eq!((shown(&page).as_str(), page.unmapped), ("1�", 1));
}

#[test]
fn a_map_that_contradicts_a_published_code_is_no_word_on_a_digit() {
    let mut document = Document::page("BT /F 10 Tf 20 30 Td <0031003200410041> Tj ET");
    document.object(
        5,
        "<< /Type /Font /Subtype /Type0 /BaseFont /Song /Encoding /UniGB-UCS2-H /ToUnicode 6 0 R /DescendantFonts \
         [<< /Type /Font /Subtype /CIDFontType0 /BaseFont /Song /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) \
         /Supplement 4 >> >>] >>",
    );
    document.stream(
        6,
        "",
        b"3 beginbfchar <0031> <0050> <0032> <ff12> <0041> <0042> endbfchar",
    );
    let page = document.only_page();
    let contradicted: Vec<_> = page.glyphs.iter().map(|glyph| glyph.drawn_as).collect();
    assert_eq!(contradicted, [Some('1'), None, None, None]);
}
