//! What holds of any page, however strange.

use proptest::prelude::*;

use crate::form::tables_to_forms;
use crate::geometry::{Milli, Point, Rect};
use crate::pdf::drawing::drawing;
use crate::pdf::{Direction, Fill, Glyph, Page, Stroke, Visibility};
use crate::table::cells::grid::{Area, frame_to_grid};
use crate::table::lines::edges::strokes_to_edges;
use crate::table::lines::frames::edges_to_frames;
use crate::table::lines::stamps::Stamps;
use crate::table::scale::Scale;
use crate::table::{Block, Cell, Table, pages_to_tables};
use crate::text::is_printed;

/// How far [`to_milli`](crate::geometry::to_milli) lets a place lie out.
const FARTHEST: Milli = 500_000_000;

/// Mostly places on a coarse net, so that lines meet; sometimes a little off it.
fn place() -> impl Strategy<Value = Milli> {
    (0..12_i32, prop_oneof![4 => Just(0), 1 => -3_000..3_000_i32]).prop_map(|(step, off)| step * 20_000 + off)
}

/// Any place that a file can name.
fn wild_place() -> impl Strategy<Value = Milli> {
    prop_oneof![4 => place(), 1 => -FARTHEST..=FARTHEST]
}

fn stroke(place: impl Strategy<Value = Milli>) -> impl Strategy<Value = Stroke> {
    (prop::array::uniform4(place), any::<bool>(), 0..4u8).prop_map(|([x, y, to_x, to_y], is_upright, slant)| {
        let to = match (slant, is_upright) {
            (0, _) => Point { x: to_x, y: to_y },
            (_, true) => Point { x, y: to_y },
            (_, false) => Point { x: to_x, y },
        };
        Stroke {
            from: Point { x, y },
            to,
            width: 0,
            color: [0; 3],
            order: 0,
        }
    })
}

fn fill() -> impl Strategy<Value = Fill> {
    (prop::array::uniform4(wild_place()), any::<[u8; 3]>()).prop_map(|([xa, ya, xb, yb], color)| Fill {
        bbox: Rect::new(xa, ya, xb, yb),
        color,
        order: 0,
    })
}

/// Characters that the layers look for, and any other.
fn character() -> impl Strategy<Value = Option<char>> {
    let telling = prop::sample::select(
        "总分得权重一二三级指标项目名称资金预算执行率年度：（）0123456789.,% \n"
            .chars()
            .collect::<Vec<_>>(),
    );
    prop_oneof![6 => telling.prop_map(Some), 1 => any::<char>().prop_map(Some), 1 => Just(None)]
}

fn glyph() -> impl Strategy<Value = Glyph> {
    let size = prop_oneof![8 => 5_000..20_000_i32, 1 => 0..=FARTHEST];
    let direction = prop::sample::select(vec![
        Direction::Right,
        Direction::Right,
        Direction::Down,
        Direction::Up,
        Direction::Left,
        Direction::Slanted,
    ]);
    (wild_place(), wild_place(), size, character(), direction).prop_map(|(x, y, size, character, direction)| Glyph {
        character,
        bbox: Rect::new(x, y, (x + size).min(FARTHEST), (y + size).min(FARTHEST)),
        origin: Point { x, y },
        size,
        direction,
        ..Glyph::default()
    })
}

fn page() -> impl Strategy<Value = Page> {
    let strokes = prop::collection::vec(stroke(wild_place()), 0..40);
    let fills = prop::collection::vec(fill(), 0..6);
    let glyphs = prop::collection::vec(glyph(), 0..40);
    (strokes, fills, glyphs).prop_map(|(strokes, fills, glyphs)| Page {
        number: 1,
        strokes,
        fills,
        glyphs,
        ..Page::default()
    })
}

/// What the squares of a form hold.
const WORDS: &[&str] = &[
    "",
    "",
    "项目名称",
    "项目资金",
    "年初预算数",
    "全年预算数",
    "全年执行数",
    "执行率",
    "分值",
    "得分",
    "一级指标",
    "二级指标",
    "三级指标",
    "年度指标值",
    "实际完成值",
    "产出指标",
    "满意",
    "度指标",
    "总分",
    "评分等级",
    "10",
    "9.80",
    "98.52%",
    "-",
    "1,250.\n00",
    "12\n34",
    "道路养护\n三公里",
];

/// A page with a table of five columns, as forms have it: some of its lines are missing, and its squares hold words of forms.
fn form_page() -> impl Strategy<Value = Page> {
    (1..6_i32).prop_flat_map(|rows| {
        let squares = usize::try_from(rows * COLS).unwrap();
        let square = (
            prop::sample::select(WORDS),
            prop::bool::weighted(0.8),
            prop::bool::weighted(0.8),
        );
        prop::collection::vec(square, squares).prop_map(move |squares| {
            let frame = drawing().rect(0, 0, COLS * COL_WIDTH, rows * ROW_HEIGHT);
            let drawn = squares
                .into_iter()
                .zip(0..)
                .fold(frame, |d, ((word, line_left, line_above), n)| {
                    let (x, y) = (n % COLS * COL_WIDTH, n / COLS * ROW_HEIGHT);
                    let d = d.text(x + 3, y + 3, 8, word);
                    let d = if line_left { d.line(x, y, x, y + ROW_HEIGHT) } else { d };
                    if line_above { d.line(x, y, x + COL_WIDTH, y) } else { d }
                });
            drawn.page()
        })
    })
}

/// How many columns such a page has, their width, and the height of its rows, in points.
const COLS: i32 = 5;
const COL_WIDTH: i32 = 60;
const ROW_HEIGHT: i32 = 26;

fn any_page() -> impl Strategy<Value = Page> {
    prop_oneof![1 => page(), 3 => form_page()]
}

/// The characters of a text, sorted, without white space.
fn printed(text: impl IntoIterator<Item = char>) -> Vec<char> {
    let mut printed: Vec<char> = text.into_iter().filter(|c| !c.is_whitespace()).collect();
    printed.sort_unstable();
    printed
}

/// How many cells cover each square of a grid, row by row.
fn cover(rows: usize, cols: usize, areas: impl IntoIterator<Item = Area>) -> Vec<u32> {
    let mut cover = vec![0; rows * cols];
    for area in areas {
        for row in area.row..area.row + area.row_span {
            for col in area.col..area.col + area.col_span {
                cover[row * cols + col] += 1;
            }
        }
    }
    cover
}

fn areas(table: &Table) -> Vec<Area> {
    let area = |c: &Cell| Area {
        row: c.row,
        col: c.col,
        row_span: c.row_span,
        col_span: c.col_span,
    };
    table.cells.iter().map(area).collect()
}

proptest! {
    #[test]
    fn the_cells_of_any_lines_cover_their_grid_once(strokes in prop::collection::vec(stroke(place()), 2..60)) {
        let page = Page { strokes, ..Page::default() };
        let scale = Scale::of(&page);
        for frame in edges_to_frames(&strokes_to_edges(&page, &Stamps::default(), scale), scale) {
            if let Some(grid) = frame_to_grid(&frame, scale) {
                let cover = cover(grid.rows(), grid.cols(), grid.areas.iter().copied());
                prop_assert!(cover.iter().all(|&n| n == 1), "{grid:?}");
            }
        }
    }

    #[test]
    fn no_cell_of_any_table_lies_over_another(pages in prop::collection::vec(any_page(), 1..4)) {
        for block in pages_to_tables(&pages).blocks {
            if let Block::Table(table) = block {
                prop_assert!(table.cells.is_sorted_by_key(|c| (c.row, c.col)), "{table:?}");
                prop_assert!(table.cells.iter().all(|c| c.row_span > 0 && c.col_span > 0), "{table:?}");
                prop_assert!(cover(table.rows, table.cols, areas(&table)).iter().all(|&n| n <= 1), "{table:?}");
            }
        }
    }

    #[test]
    fn every_character_is_in_one_cell_or_line_or_stands_apart_by_name(pages in prop::collection::vec(any_page(), 1..4)) {
        let drawn = pages.iter().flat_map(|page| &page.glyphs);
        let drawn = drawn.filter(|g| g.visibility == Visibility::Shown && is_printed(g)).count();
        let tables = pages_to_tables(&pages);
        let read = tables.blocks.iter().map(|block| match block {
            Block::Table(table) => table.cells.iter().map(|cell| cell.content.glyphs).sum(),
            Block::Line(line) => line.content.glyphs,
        });
        let apart = tables.asides.iter().map(|aside| aside.glyphs);
        prop_assert_eq!(read.sum::<usize>() + apart.sum::<usize>(), drawn);
    }

    #[test]
    fn every_character_in_a_table_is_in_one_of_its_cells(page in form_page()) {
        let drawn = printed(page.glyphs.iter().filter_map(|g| g.character));
        let tables = pages_to_tables(&[page]);
        let read: String = tables.blocks.iter().map(|block| match block {
            Block::Table(table) => table.cells.iter().map(Cell::text).collect(),
            Block::Line(line) => line.text().to_owned(),
        }).collect();
        let apart: String = tables.asides.iter().map(|aside| aside.text.as_str()).collect();
        prop_assert_eq!(printed(read.chars().chain(apart.chars())), drawn);
    }

    #[test]
    fn any_pages_are_read_without_a_panic(pages in prop::collection::vec(any_page(), 1..4)) {
        tables_to_forms(&pages_to_tables(&pages));
    }
}
