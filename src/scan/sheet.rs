//! What is known of a scanned page without reading it.

use super::blots::Blots;
use super::gray::Gray;
use super::grid::Grid;
use super::ink::Ink;
use super::rulings::{Ruling, Scale};
use super::{shade, text};
use crate::geometry::{Milli, Point, Rect};
use crate::pdf::Stroke;

/// A box of pixels; `x1` and `y1` lie behind it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pixels {
    /// Left.
    pub x0: u32,
    /// Top.
    pub y0: u32,
    /// Behind the right side.
    pub x1: u32,
    /// Below the bottom.
    pub y1: u32,
}

/// A line of text, before it is read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct TextLine {
    /// Around its ink, on the cleaned picture.
    pub bbox: Pixels,
    /// The cell that it stands in, by number; lines of one cell have one number, from top to bottom. None outside tables.
    pub cell: Option<usize>,
    /// Whether ink of another kind lies on it: a seal, a signature, a punch hole. What is read there is in doubt.
    pub under_ink: bool,
}

/// A scanned page: straight, upright as far as known, without colours, with its lines.
#[derive(Debug, Clone, Default)]
pub struct Sheet {
    /// The cleaned picture.
    pub gray: Gray,
    /// The page: its corner is 0, 0. A quarter turn changes width and height.
    pub page: Rect,
    /// The part of the page that the picture covers, from edge to edge.
    pub picture: Rect,
    /// Ruling lines, on the page.
    pub strokes: Vec<Stroke>,
    /// Lines of text, cell by cell.
    pub lines: Vec<TextLine>,
    /// Ink that is neither a ruling line nor a line of text, nor a speck; on the page.
    pub marks: Vec<Rect>,
    /// The picture with its ruling lines.
    straight: Gray,
    blots: Blots,
    dpi: u32,
}

impl Pixels {
    /// Pixels across.
    pub fn width(&self) -> u32 {
        self.x1.saturating_sub(self.x0)
    }

    /// Pixels down.
    pub fn height(&self) -> u32 {
        self.y1.saturating_sub(self.y0)
    }
}

impl Sheet {
    /// Where a box of pixels lies on the page.
    pub fn on_page(&self, pixels: &Pixels) -> Rect {
        Rect {
            x0: placed(pixels.x0, self.gray.width, self.picture.x0, self.picture.x1),
            y0: placed(pixels.y0, self.gray.height, self.picture.y0, self.picture.y1),
            x1: placed(pixels.x1, self.gray.width, self.picture.x0, self.picture.x1),
            y1: placed(pixels.y1, self.gray.height, self.picture.y0, self.picture.y1),
        }
    }
}

/// The place of a pixel of so many, between two places.
fn placed(pixel: u32, of: u32, from: Milli, to: Milli) -> Milli {
    let along = i64::from(to - from) * i64::from(pixel) / i64::from(of.max(1));
    i64::from(from).saturating_add(along) as Milli
}

/// How much darker than the paper ink is, of 255: the thinnest strokes of pale type, a pixel wide, are that dark once the picture is smoothed.
const INK: u8 = 28;

/// The level that ink is darker than: so far below the paper, and farther where its grain is coarse.
fn ink_level(smoothed: &Gray) -> u8 {
    /// Grain goes so many times as far as it does in a fifth of the page.
    const GRAIN: u8 = 6;
    let mut counts = [0_u32; 256];
    for pixel in smoothed.pixels.iter().step_by(5) {
        if let Some(count) = counts.get_mut(usize::from(*pixel)) {
            *count += 1;
        }
    }
    let all: u32 = counts.iter().sum();
    let darker_than = |part: u32| {
        let mut seen = 0;
        let level = counts.iter().position(|count| {
            seen += *count;
            seen > all / part
        });
        level.unwrap_or(255) as u8
    };
    let (paper, dark) = (darker_than(2), darker_than(5));
    paper.saturating_sub(INK.max((paper - dark).saturating_mul(GRAIN).min(90)))
}

impl Sheet {
    /// The page turned so many quarters clockwise, with its lines of text found anew.
    pub fn turned(&self, quarters: u8) -> Self {
        let straight = self.straight.turned(quarters);
        let (width, height) = (self.straight.width, self.straight.height);
        let blots = self.blots.mapped(straight.width, straight.height, |x, y| {
            let (right, bottom) = (width.saturating_sub(1), height.saturating_sub(1));
            Some(match quarters % 4 {
                0 => (x, y),
                1 => (y, bottom.saturating_sub(x)),
                2 => (right.saturating_sub(x), bottom.saturating_sub(y)),
                _ => (right.saturating_sub(y), x),
            })
        });
        let (page, picture) = (self.page, self.picture);
        let turn = |rect: Rect| match quarters % 4 {
            0 => rect,
            1 => Rect::new(page.y1 - rect.y1, rect.x0, page.y1 - rect.y0, rect.x1),
            2 => Rect::new(
                page.x1 - rect.x1,
                page.y1 - rect.y1,
                page.x1 - rect.x0,
                page.y1 - rect.y0,
            ),
            _ => Rect::new(rect.y0, page.x1 - rect.x1, rect.y1, page.x1 - rect.x0),
        };
        ruled(straight, blots, Scale { dpi: self.dpi }, turn(page), turn(picture))
    }
}

/// Finds the lines of a picture that lies straight, and what text is between them.
pub(super) fn ruled(straight: Gray, mut blots: Blots, scale: Scale, page: Rect, picture: Rect) -> Sheet {
    let grid = Grid::of(&straight, scale);
    let mut gray = straight.clone();
    let crossings = grid.erase_from(&mut gray);
    shade::lift(&mut gray, &grid);
    let smoothed = gray.smoothed();
    let ink = Ink::of(&smoothed, ink_level(&smoothed));
    drop(smoothed);
    blots.add_shapes(&ink, &crossings);
    let found = text::lines(&ink, &gray, &grid, &blots, scale);
    let mut sheet = Sheet {
        gray,
        page,
        picture,
        lines: found.lines,
        straight,
        blots,
        dpi: scale.dpi,
        ..Sheet::default()
    };
    sheet.marks = found.marks.iter().map(|mark| sheet.on_page(mark)).collect();
    let across = strokes(&grid.across, &grid.down, &grid.along);
    let down = strokes(&grid.down, &grid.across, &grid.beside);
    let (width, height) = (sheet.gray.width, sheet.gray.height);
    let x = |pixel: i32| placed(pixel.max(0) as u32, width, picture.x0, picture.x1);
    let y = |pixel: i32| placed(pixel.max(0) as u32, height, picture.y0, picture.y1);
    for (at, from, to, thickness) in across {
        sheet.add_stroke(
            Point { x: x(from), y: y(at) },
            Point { x: x(to), y: y(at) },
            y(thickness) - y(0),
        );
    }
    for (at, from, to, thickness) in down {
        sheet.add_stroke(
            Point { x: x(at), y: y(from) },
            Point { x: x(at), y: y(to) },
            x(thickness) - x(0),
        );
    }
    sheet
}

impl Sheet {
    fn add_stroke(&mut self, from: Point, to: Point, width: Milli) {
        self.strokes.push(Stroke {
            from,
            to,
            width,
            color: [0; 3],
            order: self.strokes.len() as u32 + 1,
        });
    }
}

/// What of lines is there: where, from where to where, and how thick.
fn strokes(lines: &[Ruling], crossing: &[Ruling], edges: &[Vec<bool>]) -> Vec<(i32, i32, i32, i32)> {
    let mut strokes = Vec::new();
    for (line, edges) in lines.iter().zip(edges) {
        let mut edge = 0;
        for alike in edges.chunk_by(|a, b| a == b) {
            let (first, last) = (edge, edge + alike.len());
            edge = last;
            if alike.first() == Some(&true)
                && let (Some(from), Some(to)) = (crossing.get(first), crossing.get(last))
            {
                strokes.push((line.place(), from.place(), to.place(), line.thickness));
            }
        }
    }
    strokes
}
