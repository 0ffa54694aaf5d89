//! Any strokes and glyphs -> tables -> forms. Each eight bytes are a stroke or a glyph on one of two pages.
#![no_main]

use libfuzzer_sys::fuzz_target;

use fuhe::form::tables_to_forms;
use fuhe::geometry::{Point, Rect};
use fuhe::pdf::{Direction, Glyph, Page, Stroke, Visibility};
use fuhe::table::{Block, pages_to_tables};

/// What a byte of a coordinate stands for: the page is 255 of them wide and high.
const STEP: i32 = 3_000;

const CHARACTERS: [char; 16] = [
    '项', '目', '资', '金', '总', '分', '得', '值', '指', '标', '0', '1', '9', '.', '%', '：',
];

fuzz_target!(|bytes: &[u8]| {
    let page = |number| Page {
        number,
        width: 255 * STEP,
        height: 255 * STEP,
        ..Page::default()
    };
    let mut pages = [page(1), page(2)];
    for (order, drawn) in (0..).zip(bytes.chunks_exact(8)) {
        let at = |index: usize| i32::from(drawn[index]) * STEP;
        let page = &mut pages[usize::from(drawn[0] & 1)];
        let (from, to) = (Point { x: at(1), y: at(2) }, Point { x: at(3), y: at(4) });
        if drawn[0] & 2 == 0 {
            page.strokes.push(Stroke {
                from,
                to: if drawn[0] & 4 == 0 { Point { x: to.x, y: from.y } } else { Point { x: from.x, y: to.y } },
                width: i32::from(drawn[5]) * 10,
                color: [drawn[6]; 3],
                order,
            });
        } else {
            let size = i32::from(drawn[5] % 40) * 500 + 500;
            page.glyphs.push(Glyph {
                character: Some(CHARACTERS[usize::from(drawn[6] & 15)]),
                drawn_as: None,
                bbox: Rect { x0: from.x, y0: from.y - size, x1: from.x + size, y1: from.y },
                origin: from,
                size,
                direction: [Direction::Right, Direction::Down, Direction::Slanted, Direction::Right][usize::from(drawn[7] & 3)],
                visibility: Visibility::Shown,
                order,
                ..Glyph::default()
            });
        }
    }
    let tables = pages_to_tables(&pages);
    let read = tables.blocks.iter().map(|block| match block {
        Block::Table(table) => table.cells.iter().map(|cell| cell.content.glyphs).sum(),
        Block::Line(line) => line.content.glyphs,
    });
    let apart = tables.asides.iter().map(|aside| aside.glyphs);
    let drawn: usize = pages.iter().map(|page| page.glyphs.len()).sum();
    assert_eq!(read.sum::<usize>() + apart.sum::<usize>(), drawn, "each character is in one place");
    tables_to_forms(&tables);
});
