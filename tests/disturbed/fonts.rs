//! Fonts that say little or something else about their characters.

use std::fmt::Write as _;

use crate::draw::{Form, Spot, codes, ellipse, instead, show, stream};

/// What a font says of each character of a value; `None` where it says nothing.
pub type Says<'a> = dyn Fn(char) -> Option<String> + 'a;

/// The value in a font of two-byte codes, one for each of its characters, without a program.
pub fn in_mapped_font(form: Form, spot: &Spot, says: &Says) -> Form {
    let font = form.next();
    let widths: Vec<&str> = spot
        .text
        .chars()
        .map(|c| if c.is_ascii() { "500" } else { "1000" })
        .collect();
    let operators = format!("/M{font} {} Tf {} Tj", spot.size, codes(widths.len()));
    form.operators(&spot.field, &operators)
        .named("Font", &format!("M{font}"))
        .object(&format!(
            "<< /Type /Font /Subtype /Type0 /BaseFont /ABCDEF+Song /Encoding /Identity-H /DescendantFonts [{} 0 R] /ToUnicode {} 0 R >>",
            font + 1,
            font + 2
        ))
        .object(&format!(
            "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /ABCDEF+Song /CIDSystemInfo << /Registry (Adobe) \
             /Ordering (Identity) /Supplement 0 >> /W [1 [{}]] /FontDescriptor 7 0 R >>",
            widths.join(" ")
        ))
        .object(&stream("", &map(&spot.text, says, 4)))
}

/// The same in a Type 3 font, whose characters are drawn.
pub fn in_drawn_font(form: Form, spot: &Spot, says: &Says) -> Form {
    let font = form.next();
    let (mut names, mut procedures, mut widths, mut glyphs) = (String::new(), String::new(), String::new(), Vec::new());
    for (index, c) in spot.text.chars().enumerate() {
        let wide = if c.is_ascii() { 500.0 } else { 1000.0 };
        let _ = write!(names, "/g{} ", index + 40);
        let _ = write!(procedures, "/g{} {} 0 R ", index + 40, font + 2 + index);
        let _ = write!(widths, "{wide} ");
        let shape = match c {
            '.' => ellipse(250.0, 60.0, 60.0, 60.0) + "f",
            '-' => "80 250 340 70 re f".to_owned(),
            _ => {
                ellipse(wide / 2.0, 350.0, wide * 0.42, 350.0) + &ellipse(wide / 2.0, 350.0, wide * 0.25, 220.0) + "f*"
            }
        };
        glyphs.push(stream("", &format!("{wide} 0 0 0 {wide} 720 d1 {shape}")));
    }
    let count = spot.text.chars().count();
    let codes: String = (1..=count).fold(String::new(), |mut codes, code| {
        let _ = write!(codes, "{code:02X}");
        codes
    });
    let mut form = form
        .operators(&spot.field, &format!("/T{font} {} Tf <{codes}> Tj", spot.size))
        .named("Font", &format!("T{font}"))
        .object(&format!(
            "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1000 800] /FontMatrix [0.001 0 0 0.001 0 0] /FirstChar 1 /LastChar {count} \
             /Widths [{widths}] /Encoding << /Differences [1 {names}] >> /CharProcs << {procedures} >> /ToUnicode {} 0 R >>",
            font + 1
        ))
        .object(&stream("", &map(&spot.text, says, 2)));
    for glyph in glyphs {
        form = form.object(&glyph);
    }
    form
}

/// A map to Unicode for the codes of a text; its codes have so many digits.
fn map(text: &str, says: &Says, digits: usize) -> String {
    let mut entries = String::new();
    let mut count = 0;
    for (index, c) in text.chars().enumerate() {
        if let Some(said) = says(c) {
            let _ = write!(entries, "<{:0digits$X}> <", index + 1);
            for unit in said.encode_utf16() {
                let _ = write!(entries, "{unit:04X}");
            }
            entries += ">\n";
            count += 1;
        }
    }
    let highest = "F".repeat(digits);
    let lowest = "0".repeat(digits);
    format!(
        "/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <{lowest}> <{highest}> endcodespacerange \
         {count} beginbfchar\n{entries}endbfchar endcmap"
    )
}

/// Says of each character what it is, but of the first that `which` holds something else.
pub fn but(spot: &Spot, which: impl Fn(char) -> bool, said: Option<&str>) -> Option<impl Fn(char) -> Option<String>> {
    let (_, odd, _) = spot.split(which)?;
    let said = said.map(str::to_owned);
    Some(move |c: char| if c == odd { said.clone() } else { Some(c.to_string()) })
}

/// One character in a font that nobody can map.
pub fn with_unknown(form: Form, spot: &Spot, which: (&str, char, &str)) -> Form {
    let (before, _, behind) = which;
    let font = form.next();
    let size = spot.size;
    let operators = format!(
        "{} /U{font} {size} Tf <0012> Tj /F {size} Tf {}",
        show(before),
        show(behind)
    );
    unmapped(form.operators(&spot.field, &operators), font)
}

/// All of the value in such a font.
pub fn all_unknown(form: Form, spot: &Spot) -> Form {
    let font = form.next();
    let codes = codes(spot.text.chars().count());
    let operators = format!("/U{font} {} Tf {codes} Tj", spot.size);
    unmapped(form.operators(&spot.field, &operators), font)
}

fn unmapped(form: Form, font: usize) -> Form {
    form.named("Font", &format!("U{font}"))
        .object(&format!(
            "<< /Type /Font /Subtype /Type0 /BaseFont /ABCDEF+Song /Encoding /Identity-H /DescendantFonts [{} 0 R] >>",
            font + 1
        ))
        .object(
            "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /ABCDEF+Song /CIDSystemInfo << /Registry (Adobe) \
             /Ordering (Identity) /Supplement 0 >> /DW 500 /FontDescriptor 7 0 R >>",
        )
}

/// The value beside a marked stretch whose replacement text says something else.
pub fn with_actual_text(form: Form, spot: &Spot, said: &str) -> Form {
    let said = said.encode_utf16().fold(String::from("<FEFF"), |mut hex, unit| {
        let _ = write!(hex, "{unit:04X}");
        hex
    });
    let (x, y) = spot.pen();
    let text = crate::draw::set(x, y, spot.points(), &spot.text);
    instead(form, spot, &format!("/Span << /ActualText {said}> >> BDC {text} EMC"))
}
