//! A ruled sheet in the making: rows of cells from top to bottom, and what is printed in them.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::paper;
use crate::paper::form::{show, stream};

/// Left and right edge of the table, and where it begins, in points.
pub const LEFT: f64 = 36.0;
pub const RIGHT: f64 = 559.0;
const TOP: f64 = 720.0;
/// Height of a row, which has room for two lines; size of the type.
pub const ROW: f64 = 26.0;
const SIZE: f64 = 8.0;

/// The sheet.
#[derive(Debug, Default)]
pub struct Sheet {
    content: String,
    /// Rows drawn so far.
    rows: usize,
    /// What a person reads in each field.
    pub truth: BTreeMap<String, String>,
}

impl Sheet {
    /// Sets a line above the table.
    pub fn line(&mut self, x: f64, y: f64, size: f64, text: &str) {
        let _ = writeln!(self.content, "BT /F {size} Tf {x:.2} {y:.2} Td {} ET", show(text));
    }

    /// A cell of the next rows: from one share of the width to another, over so many rows from this one on.
    pub fn cell(&mut self, [from, to]: [f64; 2], below: usize, rows: usize, text: &str) {
        let at = |share: f64| LEFT + (RIGHT - LEFT) * share;
        let (x0, x1) = (at(from), at(to));
        let y1 = TOP - (self.rows + below) as f64 * ROW;
        let (y0, wide) = (y1 - rows as f64 * ROW, x1 - x0);
        let _ = writeln!(self.content, "{x0:.2} {y0:.2} {wide:.2} {:.2} re S", y1 - y0);
        let lines = broken(text, wide - 4.0);
        let middle = f64::midpoint(y0, y1) + lines.len() as f64 * (SIZE + 1.0) / 2.0;
        for (number, line) in lines.iter().enumerate() {
            self.line(x0 + 2.0, middle - (number + 1) as f64 * (SIZE + 1.0) + 2.0, SIZE, line);
        }
    }

    /// The same, with a value of a field.
    pub fn field(&mut self, span: [f64; 2], below: usize, rows: usize, field: &str, text: &str) {
        self.cell(span, below, rows, text);
        self.truth.insert(field.to_owned(), text.to_owned());
    }

    /// Goes below the rows that were drawn.
    pub fn advance(&mut self, rows: usize) {
        self.rows += rows;
    }

    pub fn pdf(&self) -> Vec<u8> {
        paper::pdf(&[
            "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
            "<< /Type /Pages /Count 1 /Kids [3 0 R] >>".to_owned(),
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>".to_owned(),
            stream("", &format!("0.5 w\n{}", self.content)),
            "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [6 0 R] >>".to_owned(),
            "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) \
             /Supplement 2 >> /DW 1000 /W [1 95 500] /FontDescriptor 7 0 R >>"
                .to_owned(),
            "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 \
             /Descent -120 /CapHeight 880 /StemV 93 >>"
                .to_owned(),
        ])
    }
}

/// A text in lines that are no wider than that.
fn broken(text: &str, wide: f64) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut pen = 0.0;
    for c in text.chars() {
        let step = if c.is_ascii() { SIZE / 2.0 } else { SIZE };
        if pen + step > wide && pen > 0.0 {
            lines.push(String::new());
            pen = 0.0;
        }
        lines.last_mut().unwrap().push(c);
        pen += step;
    }
    lines
}
