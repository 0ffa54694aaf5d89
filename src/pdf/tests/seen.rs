//! What of a page a person sees.

use super::{Document, shown, visibilities};
use crate::pdf::Visibility;
use crate::pdf::Visibility::{Shown, TooSmall};

#[test]
fn type_of_no_extent_and_specks_beside_other_type_are_not_seen() {
    let page = Document::page(
        "BT /F 0 Tf 20 30 Td (A) Tj ET \
         BT /F 10 Tf 0 0 0 1 20 30 Tm (B) Tj ET \
         BT /F 1 Tf 20 30 Td (CCCCCC) Tj ET \
         BT /F 10 Tf 20 30 Td (DD) Tj /F 5 Tf (E) Tj ET",
    )
    .only_page();
    let specks = [TooSmall; 8];
    assert_eq!(visibilities(&page), [&specks[..], &[Shown; 3]].concat());
}

#[test]
fn words_under_a_large_watermark_are_no_specks() {
    let page = Document::page("BT /F 5 Tf 20 30 Td (AB) Tj /F 60 Tf (W) Tj ET").only_page();
    assert_eq!(shown(&page), "ABW");
}

#[test]
fn small_type_that_a_page_has_no_other_of_is_seen() {
    assert_eq!(
        shown(&Document::page("BT /F 0.8 Tf 20 30 Td (A) Tj ET").only_page()),
        "A"
    );
}

#[test]
fn the_ink_none_leaves_no_mark() {
    let resources = "/ColorSpace << /C [/Separation /None /DeviceGray \
                     << /FunctionType 2 /Domain [0 1] /C0 [1] /C1 [0] /N 1 >>] >>";
    let content = "/C CS /C cs 1 SCN 1 scn 10 50 m 110 50 l S BT /F 10 Tf 20 30 Td (A) Tj ET";
    let page = Document::page_with("", resources, content).only_page();
    assert_eq!((shown(&page).as_str(), page.strokes.len()), ("", 0));
}

#[test]
fn a_white_line_is_seen_between_two_colours_and_not_on_paper() {
    let beside = Document::page("0.3 g 10 50 100 20 re f 1 G 0.5 w 10 49.7 m 110 49.7 l S").only_page();
    assert_eq!(beside.strokes.len(), 1);
    let off = Document::page("0.3 g 10 60 100 20 re f 1 G 0.5 w 10 49.7 m 110 49.7 l S").only_page();
    assert_eq!(off.strokes.len(), 0);
}

/// A page with text and an annotation of this kind that draws a line, and paints a box over the text first.
fn with_annotation(subtype: &str) -> Document {
    let mut document = Document::page_with("/Annots [6 0 R]", "", "BT /F 10 Tf 20 30 Td (A) Tj ET");
    document.object(
        6,
        &format!("<< /Type /Annot /Subtype /{subtype} /Rect [0 0 100 100] /AP << /N 7 0 R >> >>"),
    );
    document.stream(
        7,
        "/Type /XObject /Subtype /Form /BBox [0 0 100 100]",
        b"1 1 0 rg 10 20 40 30 re f 10 80 m 90 80 l S",
    );
    document
}

#[test]
fn text_that_is_typed_onto_a_page_shows_with_an_appearance_and_without() {
    let mut document = Document::page_with("/Annots [6 0 R]", "", "");
    document.object(
        6,
        "<< /Type /Annot /Subtype /FreeText /Rect [20 20 80 40] /DA (/Helv 9 Tf 0 g) /Contents (8.98) >>",
    );
    let page = document.only_page();
    assert_eq!(shown(&page), "8.98");
    let inside = |glyph: &crate::pdf::Glyph| page.annotations.iter().any(|a| a.contains(glyph.bbox.center()));
    assert!(page.glyphs.iter().all(inside));
}

#[test]
fn marks_in_a_page_are_no_lines_of_it_and_what_is_highlighted_shows() {
    let seen = ["Widget", "Square", "Highlight", "Popup"].map(|subtype| {
        let page = with_annotation(subtype).only_page();
        (page.strokes.len(), shown(&page))
    });
    let whole = || "A".to_owned();
    assert_eq!(
        seen,
        [(1, String::new()), (0, String::new()), (0, whole()), (0, whole())]
    );
}

#[test]
fn a_font_of_dots_without_a_box_is_as_large_as_its_widest_glyph() {
    let mut document = Document::page("BT /F 1 Tf 0.1 0 0 0.1 20 30 Tm (A) Tj ET");
    document.object(
        5,
        "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 0 0] /FontMatrix [1 0 0 1 0 0] /FirstChar 65 /LastChar 65 \
         /Widths [90] /Encoding << /Differences [65 /A] >> /CharProcs << /A 6 0 R >> >>",
    );
    document.stream(6, "", b"90 0 d0 0 0 80 80 re f");
    assert_eq!(document.only_page().glyphs[0].size, 9_000);
}

#[test]
fn a_frame_with_rounded_corners_is_four_lines() {
    let rounded = |x: i32, y: i32, width: i32, height: i32| {
        let (right, top) = (x + width, y + height);
        format!(
            "{} {y} m {} {y} l {} {y} {right} {} {right} {} c {right} {} l {right} {} {} {top} {} {top} c \
             {} {top} l {} {top} {x} {} {x} {} c {x} {} l {x} {} {} {y} {} {y} c h ",
            x + 4,
            right - 4,
            right - 2,
            y + 2,
            y + 4,
            top - 4,
            top - 2,
            right - 2,
            right - 4,
            x + 4,
            x + 2,
            top - 2,
            top - 4,
            y + 4,
            y + 2,
            x + 2,
            x + 4,
        )
    };
    let frame = format!("{}{}f*", rounded(10, 10, 102, 42), rounded(11, 11, 100, 40));
    let page = Document::page(&frame).only_page();
    assert_eq!((page.strokes.len(), page.shapes), (4, 0));
    let stroked = Document::page(&format!("{}S", rounded(10, 10, 100, 40))).only_page();
    let longest = stroked.strokes.iter().map(|s| s.to.x - s.from.x).max();
    assert_eq!((stroked.strokes.len(), longest), (4, Some(100_000)));
    let ellipses = "60 10 m 80 10 110 20 110 30 c 110 40 80 50 60 50 c 40 50 10 40 10 30 c 10 20 40 10 60 10 c h \
                    60 11 m 80 11 109 20 109 30 c 109 40 80 49 60 49 c 40 49 11 40 11 30 c 11 20 40 11 60 11 c h f*";
    assert!(Document::page(ellipses).only_page().strokes.is_empty());
}

#[test]
fn type_3_glyphs_stand_where_they_say_whatever_the_box_of_their_font() {
    let mut document = Document::page("BT /F 1 Tf 0.1 0 0 -0.1 20 30 Tm (A) Tj ET");
    document.object(
        5,
        "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 90 80] /FontMatrix [1 0 0 1 0 0] /FirstChar 65 /LastChar 65 \
         /Widths [90] /Encoding << /Differences [65 /A] >> /CharProcs << /A 6 0 R >> >>",
    );
    document.stream(6, "", b"90 0 0 -80 80 0 d1 0 -80 80 80 re f");
    // The page is 100 points high: the base line lies at 70.
    let bbox = document.only_page().glyphs[0].bbox;
    assert!((62_000..63_500).contains(&bbox.y0) && bbox.y1 < 72_000, "{bbox:?}");
}

#[test]
fn what_is_shown_where_a_layer_is_off_is_hidden_where_it_is_on() {
    let mut document = Document::page_with(
        "",
        "/Properties << /M << /Type /OCMD /OCGs [6 0 R] /P /AllOff >> >>",
        "/OC /M BDC BT /F 10 Tf 20 30 Td (A) Tj ET EMC BT /F 10 Tf 20 50 Td (B) Tj ET",
    );
    document.object(6, "<< /Type /OCG /Name (x) >>");
    document.object(
        1,
        "<< /Type /Catalog /Pages 2 0 R /OCProperties << /OCGs [6 0 R] /D << >> >> >>",
    );
    assert_eq!(shown(&document.only_page()), "B");
}

#[test]
fn text_in_a_layer_that_is_printed_and_not_shown_is_in_doubt() {
    let layer = |usage: &str, default: &str| {
        let mut document = Document::page_with(
            "",
            "/Properties << /M 6 0 R >>",
            "/OC /M BDC BT /F 10 Tf 20 30 Td (A) Tj ET EMC",
        );
        document.object(6, &format!("<< /Type /OCG /Name (x) /Usage << {usage} >> >>"));
        document.object(
            1,
            &format!("<< /Type /Catalog /Pages 2 0 R /OCProperties << /OCGs [6 0 R] /D << {default} >> >> >>"),
        );
        let page = document.only_page();
        (page.glyphs[0].visibility, page.glyphs[0].in_doubt)
    };
    let view = "/AS [<< /Event /View /Category [/View] /OCGs [6 0 R] >>]";
    let print = "/AS [<< /Event /Print /Category [/Print] /OCGs [6 0 R] >>]";
    let shown = Visibility::Shown;
    assert_eq!(layer("/View << /ViewState /OFF >>", view), (shown, true));
    assert_eq!(layer("/View << /ViewState /ON >>", view), (shown, false));
    // Nothing asks what it is used for.
    assert_eq!(layer("/View << /ViewState /OFF >>", ""), (shown, false));
    let off = format!("/OFF [6 0 R] {print}");
    assert_eq!(layer("/Print << /PrintState /ON >>", &off), (shown, true));
    assert_eq!(
        layer("/Print << /PrintState /OFF >>", &off),
        (Visibility::LayerOff, false)
    );
}

#[test]
fn text_that_leaves_no_mark_is_seen_where_paint_is_poured_through_a_mask_upon_it() {
    let masked = |before: &str| {
        let states = "/ExtGState << /N << /ca 0 >> /S << /SMask << /S /Alpha /G 6 0 R >> >> >>";
        let content = format!("q {before} 10 20 60 30 re f Q /N gs BT /F 10 Tf 20 30 Td (8) Tj ET");
        let mut document = Document::page_with("", states, &content);
        document.stream(6, "/Type /XObject /Subtype /Form /BBox [0 0 200 100]", b"");
        let glyph = document.only_page().glyphs[0];
        (glyph.visibility, glyph.in_doubt)
    };
    assert_eq!(masked("/S gs"), (Visibility::Shown, true));
    assert_eq!(masked("0.9 g"), (Visibility::SameColor, false));
}

#[test]
fn a_character_through_which_the_edge_of_a_clip_runs_is_cut() {
    let cut = |right: f64| {
        let content = format!("0 0 {right} 100 re W n BT /F 10 Tf 20 30 Td (8) Tj ET");
        Document::page(&content).only_page().glyphs[0].is_cut
    };
    assert!(cut(23.5));
    assert!(!cut(25.5), "the box of a letter may reach beyond its ink");
}
