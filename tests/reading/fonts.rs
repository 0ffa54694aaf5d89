//! Fonts of which nobody says which characters their glyphs are: one such glyph makes a figure unreadable, never another figure.

use fuhe::audit::Status;

use crate::paper::form::{Form, form};
use crate::{audited, findings, only_form, text, warnings};

/// A font as /X, and how it writes `98.00%`, a string a character.
struct Unmapped {
    what: &'static str,
    font: &'static str,
    /// More objects, from number 11.
    objects: &'static [&'static str],
    codes: [&'static str; 6],
}

const GLYPH: &str = "<< /Length 22 >>\nstream\n500 0 0 0 400 700 d1 f\nendstream";

/// A TrueType font with no tables at all, so without a cmap.
const NO_CMAP: &str = "<< /Filter /ASCIIHexDecode /Length 25 >>\nstream\n000100000000000000000000>\nendstream";

const UNMAPPED: [Unmapped; 4] = [
    Unmapped {
        what: "Type 3 with glyph names of its own",
        font: "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 600 800] /FontMatrix [0.001 0 0 0.001 0 0] /FirstChar 1 /LastChar 5 \
               /Widths [500 500 250 500 800] /Encoding << /Differences [1 /g33 /a12 /G2E /C0048 /cid00005] >> \
               /CharProcs << /g33 11 0 R /a12 11 0 R /G2E 11 0 R /C0048 11 0 R /cid00005 11 0 R >> >>",
        objects: &[GLYPH],
        codes: ["<01>", "<02>", "<03>", "<04>", "<04>", "<05>"],
    },
    Unmapped {
        what: "Identity-H without ToUnicode",
        font: "<< /Type /Font /Subtype /Type0 /BaseFont /ABCDEF+Song /Encoding /Identity-H /DescendantFonts [11 0 R] >>",
        objects: &[
            "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /ABCDEF+Song /CIDSystemInfo << /Registry (Adobe) \
                    /Ordering (Identity) /Supplement 0 >> /DW 500 >>",
        ],
        codes: ["<0039>", "<0038>", "<002E>", "<0030>", "<0030>", "<0025>"],
    },
    Unmapped {
        what: "TrueType subset without cmap",
        font: "<< /Type /Font /Subtype /TrueType /BaseFont /ABCDEF+Song /FirstChar 1 /LastChar 5 /Widths [500 500 250 500 800] \
               /FontDescriptor 11 0 R >>",
        objects: &[
            "<< /Type /FontDescriptor /FontName /ABCDEF+Song /Flags 4 /FontFile2 12 0 R >>",
            NO_CMAP,
        ],
        codes: ["<01>", "<02>", "<03>", "<04>", "<04>", "<05>"],
    },
    Unmapped {
        what: "composite TrueType subset without cmap and ToUnicode",
        font: "<< /Type /Font /Subtype /Type0 /BaseFont /ABCDEF+Song /Encoding /Identity-H /DescendantFonts [11 0 R] >>",
        objects: &[
            "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /ABCDEF+Song /CIDSystemInfo << /Registry (Adobe) \
             /Ordering (Identity) /Supplement 0 >> /DW 500 /FontDescriptor 12 0 R >>",
            "<< /Type /FontDescriptor /FontName /ABCDEF+Song /Flags 4 /FontFile2 13 0 R >>",
            NO_CMAP,
        ],
        codes: ["<0039>", "<0038>", "<002E>", "<0030>", "<0030>", "<0025>"],
    },
];

const WRITTEN: [&str; 6] = ["9", "8", ".", "0", "0", "%"];

impl Unmapped {
    /// The form with these characters of 98.00% in the font.
    fn form(&self, lost: &[usize]) -> Form {
        let shown = WRITTEN
            .iter()
            .enumerate()
            .map(|(index, character)| match self.codes.get(index) {
                Some(code) if lost.contains(&index) => format!("/X 8 Tf {code} Tj "),
                _ => format!("/H 8 Tf ({character}) Tj "),
            });
        let made = form()
            .operators("funds[0].rate", &shown.collect::<String>())
            .fonts("/X 10 0 R /H << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
            .object(self.font);
        self.objects.iter().fold(made, |made, object| made.object(object))
    }
}

#[test]
fn one_lost_glyph_makes_a_figure_unreadable_and_not_another() {
    for unmapped in &UNMAPPED {
        for lost in 0..WRITTEN.len() {
            let read = only_form(unmapped.form(&[lost]).pdf());
            let what = format!("{}, without {}", unmapped.what, WRITTEN[lost]);
            let mut seen = WRITTEN;
            seen[lost] = "\u{fffd}";
            assert_eq!(text(&read.form, "funds[0].rate"), seen.concat(), "{what}");
            assert_eq!(warnings(&read), [("unmapped-glyph", "funds[0].rate")], "{what}");
            assert_eq!(findings(&read), Vec::<[&str; 4]>::new(), "{what}: nobody is accused");
        }
    }
}

#[test]
fn a_figure_that_is_lost_as_a_whole_is_no_blank() {
    for unmapped in &UNMAPPED {
        let read = only_form(unmapped.form(&[0, 1, 2, 3, 4, 5]).pdf());
        assert_eq!(
            text(&read.form, "funds[0].rate"),
            "\u{fffd}".repeat(6),
            "{}",
            unmapped.what
        );
        assert_eq!(
            warnings(&read),
            [("unmapped-glyph", "funds[0].rate")],
            "{}",
            unmapped.what
        );
        assert_eq!(
            findings(&read),
            Vec::<[&str; 4]>::new(),
            "{}: missing-field does not speak",
            unmapped.what
        );
    }
}

#[test]
fn where_all_amounts_are_lost_the_share_of_lost_glyphs_is_said() {
    let lost = UNMAPPED[1].codes.map(|code| format!("{code} Tj ")).concat();
    let amounts = ["initial", "budget", "executed", "rate", "score"].map(|name| format!("funds[0].{name}"));
    let made = UNMAPPED[1].form(&[]);
    let made = amounts
        .iter()
        .fold(made, |made, field| made.operators(field, &format!("/X 8 Tf {lost}")));
    let document = audited(made.pdf());
    assert_eq!(document.status, Status::NoTextMapping);
    assert!(document.detail.en.starts_with("30 of 2"), "{}", document.detail.en);
    assert!(document.detail.en.contains("%)"), "{}", document.detail.en);
}
