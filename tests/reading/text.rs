//! Ways to set text: what is read is what a person reads.

use std::fmt::Write as _;

use crate::paper::form::{Form, form, show};
use crate::{findings, only_form, text, warnings};

fn assert_reads(form: &Form, field: &str, expected: &str, what: &str) {
    let read = only_form(form.pdf());
    assert_eq!(text(&read.form, field), expected, "{what}");
    assert_eq!((findings(&read), warnings(&read)), (vec![], vec![]), "{what}");
}

/// Codes of so many hexadecimal digits each.
fn hex(digits: usize, codes: impl Iterator<Item = u32>) -> String {
    codes.fold(String::new(), |mut hex, code| {
        let _ = write!(hex, "{code:0digits$X}");
        hex
    })
}

/// A font with a predefined CMap, as /X with number 10; `descendant` with number 11.
fn with_cmap(cmap: &str, codes: &str, more: &str) -> Form {
    form()
        .operators("project_name", &format!("/X 8 Tf <{codes}> Tj"))
        .fonts("/X 10 0 R")
        .object(&format!(
            "<< /Type /Font /Subtype /Type0 /BaseFont /SimSun /Encoding /{cmap} /DescendantFonts [11 0 R] {more} >>"
        ))
        .object(
            "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /SimSun /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) \
             /Supplement 5 >> /DW 1000 /W [1 95 500 814 939 500] /FontDescriptor 7 0 R >>",
        )
}

#[test]
fn every_predefined_chinese_cmap_is_known() {
    let written = "道路98.50养护（二期）";
    let gbk = "B5C0C2B739382E3530D1F8BBA4A3A8B6FEC6DAA3A9";
    let utf16 = hex(4, written.encode_utf16().map(u32::from));
    let utf32 = hex(8, written.chars().map(u32::from));
    let utf8 = hex(2, written.bytes().map(u32::from));
    let cmaps = [
        ("UniGB-UCS2-H", utf16.as_str()),
        ("UniGB-UTF16-H", &utf16),
        ("UniGB-UTF32-H", &utf32),
        ("UniGB-UTF8-H", &utf8),
        ("GBK-EUC-H", gbk),
        ("GBKp-EUC-H", gbk),
        ("GBK2K-H", gbk),
        ("GB-EUC-H", gbk),
        ("GBpc-EUC-H", gbk),
    ];
    for (cmap, codes) in cmaps {
        assert_reads(&with_cmap(cmap, codes, ""), "project_name", written, cmap);
    }
}

#[test]
fn four_byte_codes_of_gb_18030_and_characters_beyond_the_basic_plane() {
    let rare = with_cmap("GBK2K-H", "CAAF8230AB33B4E5", "");
    assert_reads(&rare, "project_name", "石㙍村", "four bytes");
    let beyond = with_cmap("UniGB-UTF16-H", "D842DFB779658DEF", "");
    assert_reads(&beyond, "project_name", "𠮷祥路", "a surrogate pair");
}

#[test]
fn to_unicode_goes_before_the_cmap() {
    let stream = "1 begincodespacerange <0000> <FFFF> endcodespacerange 2 beginbfrange <0001> <0002> <9053> \
                  <0003> <0004> [<8DEF> <D842DFB7>] endbfrange 1 beginbfchar <0005> <0039002E0035> endbfchar";
    let made = with_cmap("Identity-H", "00010003000400050002", "/ToUnicode 12 0 R").stream("", stream);
    assert_reads(
        &made,
        "project_name",
        "道路𠮷9.5達",
        "ranges, lists, pairs, several characters for a code",
    );
}

#[test]
fn type_3_glyphs_are_read_by_to_unicode_or_by_their_names() {
    let glyph = "<< /Length 22 >>\nstream\n500 0 0 0 400 700 d1 f\nendstream";
    let font = |more: &str| {
        form()
            .operators("funds[0].executed", "/X 8 Tf <0102030404> Tj")
            .fonts("/X 10 0 R")
            .object(&format!(
                "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 600 800] /FontMatrix [0.001 0 0 0.001 0 0] /FirstChar 1 /LastChar 4 \
                 /Widths [500 500 250 500] {more} >>"
            ))
            .object(glyph)
    };
    let named = font(
        "/Encoding << /Differences [1 /nine /eight /period /uni0030] >> /CharProcs << /nine 11 0 R /eight 11 0 R /period 11 0 R /uni0030 11 0 R >>",
    );
    assert_reads(&named, "funds[0].executed", "98.00", "names");
    let mapped = font(
        "/Encoding << /Differences [1 /g1 /g2 /g3 /g4] >> /CharProcs << /g1 11 0 R /g2 11 0 R /g3 11 0 R /g4 11 0 R >> /ToUnicode 12 0 R",
    )
    .stream("", "4 beginbfchar <01> <0039> <02> <0038> <03> <002E> <04> <0030> endbfchar");
    assert_reads(&mapped, "funds[0].executed", "98.00", "ToUnicode");
}

#[test]
fn however_the_characters_of_a_figure_are_placed_it_stays_one_figure() {
    let [nine, eight, point, zero] = ["9", "8", ".", "0"].map(show);
    let one_by_one = format!("{nine} {eight} {point} {zero} {zero}");
    let placed = format!("{point} 4 0 Td {zero} -12 0 Td {nine} 16 0 Td {zero} -12 0 Td {eight}");
    let figures = [
        ("one operator a character", one_by_one),
        ("out of order", format!("8 0 Td {placed}")),
        ("letter spacing and scaling", format!("1 Tc 80 Tz {}", show("98.00"))),
        (
            "justified",
            "[<0039> -120 <0038> 60 <002E> -90 <00300030>] TJ".to_owned(),
        ),
        ("fake bold", format!("{0} -0.3 0 Td {0} 0.6 0 Td {0}", show("98.00"))),
        ("outlined and filled", format!("2 Tr 0.2 w {}", show("98.00"))),
        (
            "no-break spaces and soft hyphens",
            show("\u{a0}98.00\u{a0}\u{200b}\u{ad}"),
        ),
        ("ideographic spaces", show("\u{3000}98.00\u{3000}")),
    ];
    for (what, operators) in figures {
        assert_reads(
            &form().operators("funds[0].executed", &operators),
            "funds[0].executed",
            "98.00",
            what,
        );
    }
}

#[test]
fn full_width_figures_are_figures() {
    let made = form()
        .text("funds[0].executed", "９８．００")
        .text("funds[0].rate", "９８％");
    assert_reads(&made, "funds[0].executed", "９８．００", "full width");
    let wrong = only_form(form().text("funds[0].executed", "９３．００").pdf());
    assert!(
        findings(&wrong).iter().any(|finding| finding[0] == "execution-rate"),
        "they are judged"
    );
}

#[test]
fn a_raised_figure_stays_in_its_line_and_soft_hyphens_part_nothing() {
    let raised = format!("{} 3 Ts /F 5 Tf {} 0 Ts", show("≥10公里/m"), show("2"));
    assert_reads(
        &form().operators("indicators[0].target", &raised),
        "indicators[0].target",
        "≥10公里/m2",
        "raised",
    );
    let broken = format!("{} 0 -8 Td {}", show("CMM\u{ad}"), show("I认证"));
    assert_reads(
        &form().operators("department", &broken),
        "department",
        "CMMI认证",
        "over two lines",
    );
}
