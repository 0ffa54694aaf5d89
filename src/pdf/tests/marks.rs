//! Ink that no character, straight line or filled box accounts for.

use super::{Document, shown};
use crate::geometry::Rect;
use crate::pdf::{Mark, MarkKind, Page};

/// The marks of a page of 200 x 100 points: kind, and box in points from the top left.
fn marks(document: &Document) -> Vec<(MarkKind, [i32; 4])> {
    let around = |mark: &Mark| {
        let b = mark.bbox;
        (mark.kind, [b.x0, b.y0, b.x1, b.y1].map(|milli| milli / 1000))
    };
    document.only_page().marks.iter().map(around).collect()
}

fn marks_of(content: &str) -> Vec<(MarkKind, [i32; 4])> {
    marks(&Document::page(content))
}

/// A page with an image /I of gray dots.
fn with_image(entries: &str, data: &[u8], content: &str) -> Document {
    let mut document = Document::page_with("", "/XObject << /I 6 0 R >>", content);
    let entries = format!("/Type /XObject /Subtype /Image /ColorSpace /DeviceGray /BitsPerComponent 8 {entries}");
    document.stream(6, &entries, data);
    document
}

const PLACED: &str = "q 40 0 0 20 10 30 cm /I Do Q";

/// A round dot of the radius 4 about the place (50, 50).
const DOT: &str = "54 50 m 54 52 52 54 50 54 c 48 54 46 52 46 50 c 46 48 48 46 50 46 c 52 46 54 48 54 50 c ";

#[test]
fn a_picture_is_a_mark_wherever_it_is_drawn() {
    let two = b"\x00\xff";
    assert_eq!(
        marks(&with_image("/Width 2 /Height 1", two, PLACED)),
        [(MarkKind::Picture, [10, 50, 50, 70])]
    );
    let inline = "q 40 0 0 20 10 30 cm BI /W 2 /H 1 /BPC 8 /CS /G ID \u{1}\u{2} EI Q";
    assert_eq!(marks_of(inline), [(MarkKind::Picture, [10, 50, 50, 70])]);
    let stencil = "q 40 0 0 20 10 30 cm BI /W 2 /H 1 /BPC 1 /IM true ID \u{1} EI Q";
    assert_eq!(marks_of(stencil), [(MarkKind::Picture, [10, 50, 50, 70])]);
    assert_eq!(marks_of(&format!("1 g {stencil}")), [], "white on white");
}

#[test]
fn a_picture_without_anything_in_it_is_none() {
    let of = |entries: &str, data: &[u8]| marks(&with_image(entries, data, PLACED));
    assert_eq!(of("/Width 2 /Height 1", b"\xff\xff"), [], "white");
    let black = with_image("/Width 1 /Height 1", b"\x00", PLACED);
    assert_eq!(
        (marks(&black), black.only_page().fills.len()),
        (vec![], 1),
        "a black box"
    );
    let mut masked = with_image("/Width 2 /Height 1 /SMask 7 0 R", b"\x00\xff", PLACED);
    let mask = "/Type /XObject /Subtype /Image /ColorSpace /DeviceGray /BitsPerComponent 8 /Width 2 /Height 1";
    masked.stream(7, mask, b"\x00\x00");
    assert_eq!(marks(&masked), []);
    masked.stream(7, mask, b"\x00\xff");
    assert_eq!(marks(&masked).len(), 1);
}

#[test]
fn shapes_are_marks_filled_and_stroked() {
    let dot = [(MarkKind::Shape, [46, 46, 54, 54])];
    assert_eq!(marks_of(&format!("{DOT} f")), dot);
    assert_eq!(marks_of(&format!("{DOT} f*")), dot);
    assert_eq!(
        marks_of(&format!("0.2 w {DOT} S")),
        [(MarkKind::Shape, [45, 45, 54, 54])]
    );
    assert_eq!(
        marks_of("10 10 m 20 10 l 15 20 l f"),
        [(MarkKind::Shape, [10, 80, 20, 90])]
    );
    // The straight parts of a path are strokes.
    let path = Document::page("0.2 w 10 10 m 40 10 l 60 10 80 40 40 60 c 10 60 l S");
    assert_eq!(
        (marks(&path), path.only_page().strokes.len()),
        (vec![(MarkKind::Shape, [39, 39, 80, 90])], 2)
    );
}

#[test]
fn a_ring_in_a_shape_is_a_part_of_it_and_one_beside_it_is_not() {
    let inner = DOT.replace("54", "52").replace("46", "48");
    assert_eq!(marks_of(&format!("{inner} h {DOT} h f*")).len(), 1);
    assert_eq!(
        marks_of("10 10 m 20 10 l 15 20 l h 30 10 m 40 10 l 35 20 l h f").len(),
        2
    );
}

#[test]
fn a_line_of_no_length_with_round_ends_is_a_dot() {
    let dot = [(MarkKind::Shape, [49, 49, 50, 50])];
    assert_eq!(marks_of("1.4 w 1 J 50 50 m 50 50 l S"), dot);
    assert_eq!(marks_of("1.4 w 2 J 50 50 m 50.01 50 l S"), dot);
    assert_eq!(marks_of("1.4 w 50 50 m 50 50 l S"), [], "without ends there is nothing");
}

#[test]
fn a_tiny_box_and_a_short_bar_are_there() {
    let page = Document::page("50 50 0.6 0.6 re f 60 50 3 0.5 re f 0.5 w 70 50 m 73 50 l S").only_page();
    assert_eq!((page.fills.len(), page.strokes.len(), page.marks.len()), (1, 2, 0));
}

#[test]
fn what_nobody_sees_is_no_mark() {
    for hidden in [
        format!("{DOT} f 1 g 30 30 60 60 re f"),
        format!("1 g {DOT} f"),
        format!("0 0 10 10 re W n {DOT} f"),
        format!("1 0 0 1 300 0 cm {DOT} f"),
        format!("/G gs {DOT} f"),
        format!("/OC /Off BDC {DOT} f EMC"),
        format!("{DOT} f q 40 0 0 20 40 40 cm /I Do Q"),
    ] {
        let resources = "/ExtGState << /G << /ca 0 >> >> /Properties << /Off 8 0 R >> /XObject << /I 6 0 R >>";
        let mut document = Document::page_with("", resources, &hidden);
        document.stream(
            6,
            "/Type /XObject /Subtype /Image /ColorSpace /DeviceGray /BitsPerComponent 8 /Width 1 /Height 1",
            b"\xff",
        );
        document.object(8, "<< /Type /OCG /Name (off) >>");
        document.object(
            1,
            "<< /Type /Catalog /Pages 2 0 R /OCProperties << /OCGs [8 0 R] /D << /OFF [8 0 R] >> >> >>",
        );
        assert_eq!(marks(&document), [], "{hidden}");
    }
}

#[test]
fn of_a_picture_that_is_painted_over_in_part_the_rest_is_left() {
    let covered = with_image(
        "/Width 2 /Height 1",
        b"\x00\xff",
        &format!("{PLACED} 1 g 0 0 30 100 re f"),
    );
    assert_eq!(marks(&covered), [(MarkKind::Picture, [30, 50, 50, 70])]);
}

/// The marks of a box that is filled with tiles.
fn tiled(entries: &str, tile: &str) -> Vec<(MarkKind, [i32; 4])> {
    let content = "/Pattern cs /P scn 10 10 50 20 re f";
    let mut document = Document::page_with("", "/Pattern << /P 6 0 R >>", content);
    let entries = format!("/PatternType 1 /PaintType 1 /TilingType 1 {entries} /Resources << /Font << /F 5 0 R >> >>");
    document.stream(6, &entries, tile.as_bytes());
    marks(&document)
}

#[test]
fn text_in_a_tile_is_a_mark_where_it_stands() {
    let tile = "BT /F 9 Tf 21 12 Td (9.5) Tj ET";
    let large = "/BBox [0 0 200 100] /XStep 200 /YStep 100";
    let own_place = tiled(large, tile);
    assert_eq!(own_place.len(), 3, "{own_place:?}");
    assert_eq!(own_place[0], (MarkKind::Shape, [21, 80, 26, 89]));
    let moved = tiled(&format!("{large} /Matrix [1 0 0 1 10 0]"), tile);
    assert_eq!(moved[0], (MarkKind::Shape, [31, 80, 36, 89]));
    let next = tiled(&format!("{large} /Matrix [1 0 0 1 -200 100]"), tile);
    assert_eq!(next, own_place, "another tile is laid there");
    assert_eq!(tiled(large, &format!("1 g {tile}")), [], "white on white");
    assert_eq!(tiled(large, "BT /F 9 Tf 121 12 Td (9.5) Tj ET"), [], "beside the box");
}

#[test]
fn of_tiles_repeated_all_over_a_box_the_box_is_a_mark_and_hatching_is_none() {
    let small = "/BBox [0 0 9 9] /XStep 9 /YStep 9";
    assert_eq!(
        tiled(small, "BT /F 9 Tf 1 1 Td (9) Tj ET"),
        [(MarkKind::Shape, [10, 70, 60, 90])]
    );
    assert_eq!(tiled(small, "0 0 m 9 9 l S"), []);
    assert_eq!(tiled("/BBox [0 0 50 20] /XStep 50 /YStep 20", "0 0 m 50 20 l S"), []);
}

#[test]
fn a_shading_covers_what_it_is_painted_over_where_it_leaves_nothing_out() {
    let shaded = |extend: &str, last: &str| {
        let resources = format!(
            "/Shading << /S << /ShadingType 2 /ColorSpace /DeviceGray /Coords [0 0 200 0] {extend} \
             /Function << /FunctionType 2 /Domain [0 1] /C0 [1] /C1 [{last}] /N 1 >> >> >>"
        );
        let content = "BT /F 10 Tf 20 30 Td (A) Tj ET q 10 20 50 30 re W n /S sh Q";
        let document = Document::page_with("", &resources, content);
        (shown(&document.only_page()), marks(&document).len())
    };
    let both = "/Extend [true true]";
    assert_eq!(shaded(both, "0.3"), (String::new(), 1));
    assert_eq!(shaded(both, "0.98"), (String::new(), 0), "all but white paper");
    assert_eq!(shaded("", "0.3"), ("A".to_owned(), 1));
}

#[test]
fn paint_that_is_poured_into_glyphs_is_no_mark() {
    let clipped = "q BT /F 40 Tf 7 Tr 20 30 Td (A) Tj ET 0 0 200 100 re f Q";
    assert_eq!(marks_of(clipped), []);
}

#[test]
fn a_line_that_an_annotation_draws_is_a_mark_and_no_line_of_the_page() {
    let mut document = Document::page_with("/Annots [6 0 R]", "", "BT /F 10 Tf 20 30 Td (A) Tj ET");
    document.object(
        6,
        "<< /Type /Annot /Subtype /StrikeOut /Rect [10 20 60 60] /AP << /N 7 0 R >> >>",
    );
    document.stream(
        7,
        "/Type /XObject /Subtype /Form /BBox [10 20 60 60]",
        b"1 w 20 34 m 40 34 l S",
    );
    assert_eq!(marks(&document), [(MarkKind::Line, [19, 65, 40, 66])]);
    assert_eq!(document.only_page().strokes.len(), 0);
}

#[test]
fn glyphs_and_marks_have_the_colour_that_they_look_like() {
    let page = Document::page_with(
        "",
        "/ExtGState << /G << /ca 0.5 >> >>",
        "BT /F 10 Tf 1 0 0 rg 0 0 1 RG 20 30 Td (f) Tj 1 Tr (s) Tj 2 Tr (b) Tj 1 g (o) Tj ET \
         0 Tr /G gs 1 0 0 rg BT /F 10 Tf 20 60 Td (p) Tj ET 10 10 m 20 10 l 15 20 l f",
    )
    .only_page();
    let colors: Vec<_> = page.glyphs.iter().map(|glyph| glyph.color).collect();
    let (red, blue, pale) = (Some([255, 0, 0]), Some([0, 0, 255]), Some([255, 128, 128]));
    assert_eq!(colors, [red, blue, red, blue, pale]);
    assert_eq!(page.marks[0].color, pale);
}

/// A page with a value of 9.5 and an annotation that brings no appearance with it.
fn noted(entries: &str) -> Page {
    let mut document = Document::page_with("/Annots [6 0 R]", "", "BT /F 10 Tf 20 30 Td (9.5) Tj ET");
    document.object(6, &format!("<< /Type /Annot /Rect [20 28 40 42] {entries} >>"));
    document.only_page()
}

#[test]
fn a_note_without_an_appearance_is_drawn_as_viewers_do() {
    let typed = noted("/Subtype /FreeText /Contents (88) /DA (/Helv 9 Tf 1 0 0 rg)");
    assert_eq!((shown(&typed).as_str(), typed.annotations.len()), ("9.588", 1));
    assert_eq!(typed.glyphs.last().and_then(|glyph| glyph.color), Some([255, 0, 0]));
    let quads = "/QuadPoints [20 42 36 42 20 28 36 28]";
    let marks = |entries: &str| {
        noted(entries)
            .marks
            .iter()
            .map(|mark| (mark.kind, mark.bbox))
            .collect::<Vec<_>>()
    };
    let struck = marks(&format!("/Subtype /StrikeOut {quads}"));
    assert_eq!(struck, [(MarkKind::Line, Rect::new(19_500, 64_500, 36_500, 65_500))]);
    assert_eq!(marks(&format!("/Subtype /Underline {quads}")).len(), 1);
    assert_eq!(
        marks("/Subtype /Ink /InkList [[20 28 40 42]]"),
        [(MarkKind::Line, Rect::new(19_500, 57_500, 40_500, 72_500))]
    );
    assert_eq!(
        marks("/Subtype /Line /L [20 30 40 30]"),
        [(MarkKind::Line, Rect::new(19_500, 69_500, 40_500, 70_500))]
    );
    assert_eq!(marks("/Subtype /Square").len(), 4);
    assert_eq!(
        marks("/Subtype /Text /Contents (late)"),
        [(MarkKind::Comment, Rect::new(20_000, 58_000, 38_000, 76_000))]
    );
    assert_eq!(marks("/Subtype /Text"), [], "a comment that says nothing");
    assert_eq!(marks("/Subtype /Popup /Contents (late)"), []);
    assert_eq!(marks("/Subtype /Text /Contents (late) /F 2"), [], "hidden");
    assert_eq!(marks(&format!("/Subtype /Highlight {quads}")), []);
    assert_eq!(
        shown(&noted("/Subtype /Square /IC [1 1 1]")),
        "",
        "a white box over the value"
    );
}
