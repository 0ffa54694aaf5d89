//! How `faces.txt` is made: `FUHE_FONTS=DIR cargo test --lib faces -- --ignored` prints what the outlines of the fonts there look like, and those
//! of the fonts embedded in the PDFs there. Each line of the table stands for all that are near it.

use std::collections::BTreeSet;
use std::path::PathBuf;

use hayro::hayro_interpret::font::{Glyph, GlyphRun};
use hayro::hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache,
    InterpreterSettings, SoftMask, hayro_cmap::BfString, interpret_page,
};
use hayro::hayro_syntax::Pdf;
use hayro::kurbo::{Affine, BezPath, Rect as Box2};
use lopdf::{Dictionary, Document, Object, Stream, dictionary};

use super::{shape, stand_in};
use crate::second::tests::of_one_page;

const CHARACTERS: &str = "0123456789.,%-+";

/// A page that shows the characters of figures in this font.
fn page_in(font: Vec<u8>) -> Vec<u8> {
    let mut document = Document::with_version("1.5");
    let is_cff = font.starts_with(b"OTTO");
    let program = document.add_object(Stream::new(dictionary! { "Subtype" => "OpenType" }, font));
    let key = if is_cff { "FontFile3" } else { "FontFile2" };
    let descriptor = document
        .add_object(dictionary! { "Type" => "FontDescriptor", "FontName" => "Face", "Flags" => 32, key => program });
    let font = document.add_object(dictionary! {
        "Type" => "Font", "Subtype" => "TrueType", "BaseFont" => "Face", "Encoding" => "WinAnsiEncoding", "FontDescriptor" => descriptor,
        "FirstChar" => 32, "LastChar" => 126, "Widths" => vec![Object::from(600); 95],
    });
    let content = format!("BT /F 10 Tf 10 10 Td ({CHARACTERS}) Tj ET");
    let content = document.add_object(Stream::new(Dictionary::new(), content.into_bytes()));
    let resources = dictionary! { "Font" => dictionary! { "F" => font } };
    of_one_page(document, content, resources, [300, 40])
}

/// Collects lines of the table.
#[derive(Default)]
struct Lines(BTreeSet<String>);

impl<'a> Device<'a> for Lines {
    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, _: &DrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn draw_image(&mut self, _: Image<'a, '_>, _: ImageDrawProps<'a>) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, _: DrawProps<'a>, _: &DrawMode) {
        for glyph in run.glyphs() {
            let Glyph::Outline(outline) = &**glyph else { continue };
            let Some(BfString::Char(character)) = outline.as_unicode() else {
                continue;
            };
            let is_missing = outline.font_data().is_some_and(|font| stand_in::stands_in(&font.data));
            if is_missing || !CHARACTERS.contains(character) {
                continue;
            }
            if let Some(seen) = shape::of_path(&outline.outline()) {
                let digits = seen
                    .grid
                    .iter()
                    .filter_map(|cell| char::from_digit(u32::from(*cell), 16));
                let grid: String = digits.collect();
                let line = format!(
                    "{character} {} {} {} {} {grid}",
                    seen.width, seen.height, seen.bottom, seen.holes
                );
                self.0.insert(line);
            }
        }
    }
}

fn lines(bytes: Vec<u8>) -> BTreeSet<String> {
    let mut lines = Lines::default();
    let Ok(pdf) = Pdf::new_with_password(bytes, "") else {
        return lines.0;
    };
    let cache = InterpreterCache::new();
    for page in pdf.pages().iter() {
        let settings = InterpreterSettings {
            font_resolver: stand_in::resolver(),
            ..InterpreterSettings::default()
        };
        let mut context = Context::new(
            Affine::IDENTITY,
            Box2::new(0.0, 0.0, 2000.0, 2000.0),
            &cache,
            page.xref(),
            settings,
        );
        interpret_page(page, &mut context, &mut lines);
    }
    lines.0
}

#[test]
#[ignore = "prints what faces look like: a table is made of that"]
#[expect(clippy::print_stdout, reason = "a table is made of what it prints")]
fn faces() {
    let folder = PathBuf::from(std::env::var("FUHE_FONTS").unwrap());
    for entry in ignore::Walk::new(folder).filter_map(Result::ok) {
        let ending = entry
            .path()
            .extension()
            .and_then(|ending| ending.to_str())
            .unwrap_or_default()
            .to_lowercase();
        let is_font = matches!(ending.as_str(), "ttf" | "ttc" | "otf");
        if is_font || ending == "pdf" {
            let Ok(bytes) = std::fs::read(entry.path()) else {
                continue;
            };
            let lines = lines(if is_font { page_in(bytes) } else { bytes });
            for line in lines {
                println!("FACE {}|{line}", entry.path().display());
            }
        }
    }
}
