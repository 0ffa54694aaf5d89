//! Files that other programs repair, or see through.

use std::sync::Arc;

use super::{Document, read_bytes, shown};
use crate::pdf::{ReadError, ReadOptions, read};

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
fn a_page_whose_content_is_said_to_be_empty_is_whole() {
    let mut document = Document::page("");
    document.stream(4, "/Filter /FlateDecode", b"");
    assert!(document.read().damage.is_empty());
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

#[test]
fn a_font_that_cannot_be_found_is_unknown_and_not_latin() {
    let unknown = |document: &Document| {
        let reading = document.read();
        let page = &reading.pages[0];
        page.glyphs.iter().all(|glyph| glyph.character.is_none()) && !page.glyphs.is_empty()
    };
    assert!(unknown(&Document::page("BT /Missing 10 Tf 20 30 Td (98.5) Tj ET")));
    assert!(unknown(&Document::page("BT 20 30 Td (98.5) Tj ET")), "none is set");
    let mut without_kind = Document::page("BT /F 10 Tf 20 30 Td (98.5) Tj ET");
    without_kind.object(5, "<< /Type /Font /BaseFont /ABCDEF+SimSun >>");
    assert!(unknown(&without_kind));
}

#[test]
fn what_cannot_stand_in_a_string_or_a_hole_in_the_content_is_damage() {
    let damaged = |content: &str| !Document::page(content).read().damage.is_empty();
    assert!(!damaged("BT /F 10 Tf 20 30 Td <3 9 38> Tj ET"));
    assert!(damaged("BT /F 10 Tf 20 30 Td <39G8> Tj ET"));
    assert!(damaged(&format!("BT /F 10 Tf 20 30 Td (9) Tj {} ET", "\0".repeat(100))));
}

#[test]
fn a_map_whose_checksum_is_wrong_leaves_all_in_doubt() {
    let packed = |checksum: u8| {
        let mut document = mapped("");
        let mut data = b"\x78\x9c\x33\x54\x48\x4a\x4d\xcf\xcc\x4b\x4a\x4b\xce\x48\x2c\x52\xb0\x31\x31\xb4\x53\xb0\x31\x30\x30\xb6\xb0\x53\x48\xcd\x4b\x81\x88\x02\x00\xc0\xc2\x0a\xde".to_vec();
        let at = data.len() - 4;
        data[at] ^= checksum;
        document.stream(6, "/Filter /FlateDecode", &data);
        let glyph = document.only_page().glyphs[0];
        (glyph.character, glyph.in_doubt)
    };
    assert_eq!(packed(0), (Some('8'), false));
    assert_eq!(packed(1), (Some('8'), true));
}

#[test]
fn an_object_that_the_table_does_not_know_is_looked_for() {
    let mut whole = String::from_utf8(Document::page(TEXT).bytes()).unwrap();
    let table = whole.rfind("xref\n0").unwrap();
    // The fourth object is the content: its line is the sixth.
    let entry = table + whole[table..].match_indices(" n").nth(3).unwrap().0;
    whole.replace_range(entry..entry + 2, " f");
    let reading = read_bytes(whole.into_bytes()).unwrap();
    assert_eq!((reading.damage.len(), shown(&reading.pages[0]).as_str()), (0, "A"));
}

#[test]
fn a_page_tree_whose_child_is_no_page_has_lost_one() {
    let mut document = Document::page(TEXT);
    document.object(3, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>");
    assert_eq!(document.read().damage.len(), 1);
    document.object(2, "<< /Type /Pages /Count 1 >>");
    assert!(read_bytes(document.bytes()).map_or(true, |reading| !reading.damage.is_empty()));
}

#[test]
fn resources_that_are_not_there_are_damage() {
    let page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] /Contents 4 0 R /Resources 9 0 R >>";
    let mut document = Document::page(TEXT);
    document.object(3, page);
    assert!(!document.read().damage.is_empty());
}

#[test]
fn content_of_which_most_is_no_operator_is_damage() {
    assert_eq!(Document::page("x1 y2 z3 Q qq \u{1}\u{7f}").read().damage.len(), 1);
    // A word of another program among them is none.
    assert_eq!(Document::page("q 1 0 0 1 0 0 cm hm BT ET Q").read().damage.len(), 0);
}

#[test]
fn a_dictionary_that_breaks_off_keeps_what_was_read_and_is_damage() {
    let whole = String::from_utf8(Document::page(TEXT).bytes()).unwrap();
    let torn = whole.replace("/F 5 0 R >>  >> >>", "/F 5 0 R >>  >>   ");
    assert_ne!(torn, whole);
    let reading = read_bytes(torn.into_bytes()).unwrap();
    assert_eq!((shown(&reading.pages[0]).as_str(), reading.damage.len()), ("A", 1));
}

#[test]
fn a_page_with_fonts_and_without_content_is_damage() {
    let mut document = Document::page(TEXT);
    document.object(
        3,
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] /Resources << /Font << /F 5 0 R >> >> >>",
    );
    assert_eq!(document.read().damage.len(), 1);
    document.object(3, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] >>");
    assert_eq!(document.read().damage.len(), 0);
}

#[test]
fn packed_objects_of_which_the_checksum_is_wrong_are_damage() {
    let packed = |spoil: u8| {
        let mut writer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
        let objects = b"5 0 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>";
        std::io::Write::write_all(&mut writer, objects).unwrap();
        let mut data = writer.finish().unwrap();
        *data.last_mut().unwrap() ^= spoil;
        let mut document = Document::page(TEXT);
        document.stream(6, "/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode", &data);
        document.read().damage.len()
    };
    assert_eq!((packed(0), packed(1)), (0, 1));
}

#[test]
fn a_font_without_what_places_its_glyphs_is_in_doubt() {
    let doubted = |font: &str| {
        let mut document = Document::page("BT /F 10 Tf 20 30 Td <00390038> Tj ET");
        document.object(5, font);
        let page = document.only_page();
        page.glyphs.iter().all(|glyph| glyph.in_doubt)
    };
    let descendant = "/Type /Font /Subtype /CIDFontType0 /BaseFont /Song /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >>";
    let font = |descendant: &str| {
        format!("<< /Type /Font /Subtype /Type0 /BaseFont /Song /Encoding /UniGB-UCS2-H {descendant} >>")
    };
    assert!(!doubted(&font(&format!("/DescendantFonts [<< {descendant} >>]"))));
    assert!(doubted(&font(&format!(
        "/DescendantFonts [<< {descendant} /W 9 0 R >>]"
    ))));
    assert!(doubted(&font("")));
}

#[test]
fn what_is_no_pdf_is_said_so() {
    assert_eq!(read_bytes(Vec::new()).unwrap_err(), ReadError::NotPdf);
    assert_eq!(
        read_bytes(b"PK\x03\x04 no such thing".to_vec()).unwrap_err(),
        ReadError::NotPdf
    );
    assert!(matches!(
        read_bytes(b"%PDF-1.4\n".to_vec()).unwrap_err(),
        ReadError::Damaged(_)
    ));
}

#[test]
fn a_whole_file_has_no_damage_and_neither_has_one_without_its_table() {
    let document = Document::page("BT /F 10 Tf 20 30 Td (A) Tj ET");
    assert!(document.read().damage.is_empty());
    let bytes = document.bytes();
    let table = bytes.windows(5).position(|five| five == b"xref\n").unwrap();
    let reading = read_bytes(bytes[..table].to_vec()).unwrap();
    assert!(reading.damage.is_empty());
    assert_eq!(shown(&reading.pages[0]), "A");
}

#[test]
fn a_missing_page_and_missing_content_are_damage() {
    let mut no_content = Document::page("");
    no_content.objects.retain(|(number, _)| *number != 4);
    assert_eq!(no_content.read().damage.len(), 1);
    let mut no_page = Document::page("");
    no_page.object(2, "<< /Type /Pages /Kids [3 0 R 77 0 R] /Count 2 >>");
    assert_eq!(no_page.read().damage.len(), 1);
}

#[test]
fn more_pages_than_allowed_are_not_read() {
    let bytes: Arc<Vec<u8>> = Document::page("").bytes().into();
    let mut options = ReadOptions::default();
    options.limits.pages = 0;
    assert_eq!(read(&bytes, &options).unwrap_err(), ReadError::TooManyPages(1));
}

#[test]
fn a_cancelled_reading_ends() {
    let bytes: Arc<Vec<u8>> = Document::page("").bytes().into();
    let options = ReadOptions::default();
    options.cancel.cancel();
    assert_eq!(read(&bytes, &options).unwrap_err(), ReadError::Cancelled);
}
