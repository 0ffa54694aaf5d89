//! Pages drawn pixel by pixel.

use super::{Sheet, sheet};
use crate::geometry::Rect;
use crate::pdf::{Raster, Samples};

const WIDTH: u32 = 800;
const HEIGHT: u32 = 600;

/// White paper of 4 by 3 inches at 200 dpi, that may lie askew.
struct Paper {
    colors: Vec<[u8; 3]>,
    slope: f64,
}

impl Paper {
    fn new() -> Self {
        Self::askew(0.0)
    }

    fn askew(slope: f64) -> Self {
        let colors = vec![[250; 3]; (WIDTH * HEIGHT) as usize];
        Self { colors, slope }
    }

    /// Inks pixels, turned about the middle of the paper.
    fn ink(mut self, x0: u32, y0: u32, x1: u32, y1: u32, color: [u8; 3]) -> Self {
        for y in y0..y1 {
            for x in x0..x1 {
                let (across, down) = (f64::from(x) - 400.0, f64::from(y) - 300.0);
                let at_x = (400.0 + across - self.slope * down).round() as u32;
                let at_y = (300.0 + down + self.slope * across).round() as u32;
                self.colors[(at_y * WIDTH + at_x) as usize] = color;
            }
        }
        self
    }

    fn across(self, y: u32, x0: u32, x1: u32) -> Self {
        self.ink(x0, y, x1, y + 2, [40; 3])
    }

    fn down(self, x: u32, y0: u32, y1: u32) -> Self {
        self.ink(x, y0, x + 2, y1, [40; 3])
    }

    /// So many times 日, 22 pixels high: strokes below each other, and above each other.
    fn text(mut self, x: u32, y: u32, count: u32) -> Self {
        for x in (x..).step_by(26).take(count as usize) {
            for bar in [0, 10, 20] {
                self = self.across(y + bar, x + 2, x + 20);
            }
            self = self.down(x + 2, y, y + 22).down(x + 18, y, y + 22);
        }
        self
    }

    /// Three rows and three columns from 100, 100 to 700, 400; the first row is one cell behind the first.
    fn table(self) -> Self {
        self.across(100, 100, 702)
            .across(200, 100, 702)
            .across(300, 100, 702)
            .across(400, 100, 702)
            .sides()
    }

    fn sides(self) -> Self {
        self.down(100, 100, 402)
            .down(300, 100, 402)
            .down(500, 200, 402)
            .down(700, 100, 402)
    }

    fn raster(&self) -> Raster {
        let page = Rect::new(0, 0, 288_000, 216_000);
        let samples = Samples::Rgb(self.colors.iter().flatten().copied().collect());
        Raster {
            width: WIDTH,
            height: HEIGHT,
            samples,
            on_page: page,
            page,
        }
    }

    fn sheet(&self) -> Sheet {
        sheet(&self.raster())
    }
}

/// The ruling lines in pixels: where those across lie and from where to where they go, and those down.
fn lines(sheet: &Sheet) -> (Vec<[i32; 3]>, Vec<[i32; 3]>) {
    let pixel = |milli: i32| (milli + 180) / 360;
    let across = sheet.strokes.iter().filter(|stroke| stroke.from.y == stroke.to.y);
    let down = sheet.strokes.iter().filter(|stroke| stroke.from.x == stroke.to.x);
    let across = across.map(|stroke| [stroke.from.y, stroke.from.x, stroke.to.x].map(pixel));
    let down = down.map(|stroke| [stroke.from.x, stroke.from.y, stroke.to.y].map(pixel));
    (across.collect(), down.collect())
}

/// Whether lines lie where they should, within three pixels.
#[track_caller]
fn assert_lines(found: &[[i32; 3]], expected: &[[i32; 3]]) {
    let near = |a: &[i32; 3], b: &[i32; 3]| a.iter().zip(b).all(|(a, b)| (a - b).abs() <= 3);
    let are_alike = found.len() == expected.len() && found.iter().zip(expected).all(|(a, b)| near(a, b));
    assert!(are_alike, "{found:?} are not {expected:?}");
}

const ACROSS: [[i32; 3]; 4] = [[100, 100, 700], [200, 100, 700], [300, 100, 700], [400, 100, 700]];
const DOWN: [[i32; 3]; 4] = [[100, 100, 400], [300, 100, 400], [500, 200, 400], [700, 100, 400]];

#[track_caller]
fn assert_table(sheet: &Sheet) {
    let (across, down) = lines(sheet);
    assert_lines(&across, &ACROSS);
    assert_lines(&down, &DOWN);
}

#[test]
fn a_table_has_its_lines_and_each_cell_its_lines_of_text() {
    let paper = Paper::new()
        .table()
        .text(120, 120, 4)
        .text(120, 160, 2)
        .text(520, 330, 3)
        .text(300, 30, 6);
    let sheet = paper.sheet();
    assert_table(&sheet);
    let boxes: Vec<(u32, u32, bool)> = sheet
        .lines
        .iter()
        .map(|line| (line.bbox.x0 / 10, line.bbox.y0 / 10, line.cell.is_some()))
        .collect();
    assert_eq!(boxes, [(12, 11, true), (12, 15, true), (52, 32, true), (30, 2, false)]);
    let cells: Vec<Option<usize>> = sheet.lines.iter().map(|line| line.cell).collect();
    assert!(cells[0] == cells[1] && cells[1] != cells[2], "{cells:?}");
    assert!(sheet.marks.is_empty() && sheet.lines.iter().all(|line| !line.under_ink));
    let place = sheet.on_page(&sheet.lines[2].bbox);
    assert!(
        (place.x0 - 522 * 360).abs() < 1_500 && (place.y0 - 330 * 360).abs() < 1_500,
        "{place:?}"
    );
}

#[test]
fn a_page_that_lies_askew_is_straightened() {
    for slope in [0.02, -0.03] {
        let sheet = Paper::askew(slope).table().text(120, 120, 4).sheet();
        assert_table(&sheet);
        assert_eq!(sheet.lines.len(), 1);
    }
}

#[test]
fn a_row_that_a_page_cut_left_open_is_closed() {
    let open = Paper::new()
        .across(200, 100, 702)
        .across(300, 100, 702)
        .across(400, 100, 702);
    assert_table(&open.sides().text(120, 130, 4).sheet());
    let below = Paper::new()
        .across(100, 100, 702)
        .across(200, 100, 702)
        .across(300, 100, 702);
    assert_table(&below.sides().text(120, 330, 4).sheet());
}

#[test]
fn a_line_that_the_print_or_the_scan_broke_is_whole() {
    let mut paper = Paper::new()
        .across(100, 100, 702)
        .across(300, 100, 702)
        .across(400, 100, 702)
        .sides();
    for x in (100..700).step_by(12) {
        paper = paper.across(200, x, x + 7);
    }
    assert_table(&paper.sheet());
}

#[test]
fn strokes_of_text_are_no_lines_however_they_fill_their_cell() {
    let mut paper = Paper::new().table();
    for row in 0..3 {
        paper = paper.text(304, 204 + row * 32, 7).text(104, 304 + row * 32, 7);
    }
    let sheet = paper.sheet();
    assert_table(&sheet);
    assert_eq!(sheet.lines.len(), 6);
}

#[test]
fn text_beneath_a_red_seal_is_read_and_known_to_be() {
    let paper = Paper::new().table().ink(330, 220, 420, 290, [220, 60, 60]);
    let sheet = paper.text(340, 240, 3).text(520, 240, 3).sheet();
    assert_table(&sheet);
    let under: Vec<(u32, bool)> = sheet
        .lines
        .iter()
        .map(|line| (line.bbox.x0 / 10, line.under_ink))
        .collect();
    assert_eq!(under, [(34, true), (52, false)]);
    assert!(sheet.gray.at(335, 225) > 230, "the seal is as bright as the paper");
}

#[test]
fn ink_that_crosses_a_line_of_the_table_is_no_text_of_one_cell() {
    let signature = Paper::new().table().text(520, 240, 3).ink(550, 230, 556, 360, [30; 3]);
    let doubted: Vec<bool> = signature.sheet().lines.iter().map(|line| line.under_ink).collect();
    assert_eq!(doubted, [true, true]);
}

#[test]
fn a_dash_is_a_line_and_a_speck_is_none() {
    let sheet = Paper::new()
        .table()
        .ink(390, 250, 404, 253, [40; 3])
        .ink(600, 250, 602, 252, [40; 3])
        .sheet();
    assert_eq!(sheet.lines.len(), 1);
    assert_eq!(sheet.lines[0].bbox.x0 / 10, 38);
}

#[test]
fn a_blot_is_told_and_not_read() {
    let sheet = Paper::new().table().ink(350, 320, 420, 380, [30; 3]).sheet();
    assert_eq!(sheet.lines, []);
    assert_eq!(sheet.marks.len(), 1);
}

#[test]
fn a_sheet_can_be_turned_to_the_way_it_is_read() {
    let sheet = Paper::new().table().text(120, 120, 4).sheet();
    let once = sheet.turned(1);
    assert_eq!((once.page.width(), once.page.height()), (216_000, 288_000));
    let back = once.turned(1).turned(2);
    assert_table(&back);
    assert_eq!(back.lines, sheet.lines);
    let (across, down) = lines(&sheet.turned(2));
    assert_eq!((across.len(), down.len()), (4, 4));
    assert!(across[0][0] > 190, "what was below is above");
}

#[test]
fn a_fine_picture_is_looked_at_in_a_coarser_one_and_an_empty_one_shows_nothing() {
    let mut raster = Paper::new().table().raster();
    // The same pixels on half the paper: 400 dpi.
    raster.page = Rect::new(0, 0, 144_000, 108_000);
    raster.on_page = raster.page;
    let sheet = sheet(&raster);
    assert_eq!((sheet.gray.width, sheet.gray.height), (400, 300));
    assert_eq!(sheet.strokes.len(), 8);
    let blank = Paper::new().sheet();
    assert!(blank.strokes.is_empty() && blank.lines.is_empty());
    for (width, height) in [(0, 0), (1, 1), (3, 700), (700, 2)] {
        raster.samples = Samples::Gray(vec![0; (width * height) as usize]);
        (raster.width, raster.height) = (width, height);
        assert!(super::sheet(&raster).strokes.is_empty());
    }
}
