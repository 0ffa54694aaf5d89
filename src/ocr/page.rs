//! A scanned page whose lines are read: characters and ruling lines are put on the page, as if they had been drawn there.

use std::collections::BTreeMap;
use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use super::lines::{ReadLine, Readings, ask, settle};
use super::recogniser::Recogniser;
use crate::geometry::{Point, Rect};
use crate::limits::Cancel;
use crate::pdf::{Glyph, Mark, MarkKind, Page, Recognition, RecognizedLine};
use crate::scan::{Pixels, Sheet, TextLine};

/// Type of a usual line, in parts (1/100) of the height of its ink: Chinese characters fill most of their square.
const TYPE_OF_INK: i32 = 108;

/// The height of a line's glyphs is at least this part (1/100) of the usual one: a lone `-` is a line of text too.
const LEAST_BODY: u32 = 75;

/// What reading a page may cost.
#[derive(Debug, Clone)]
pub(super) struct Bounds {
    pub(super) lines: usize,
    pub(super) time: Duration,
    pub(super) threads: usize,
    pub(super) cancel: Cancel,
}

/// Reads the lines of a sheet, as many at once as there are threads; none for those for which there was no time.
pub(super) fn read_lines(readers: &[Recogniser], sheet: &Sheet, bounds: &Bounds) -> Vec<Option<Readings>> {
    let lines: Vec<&TextLine> = sheet.lines.iter().take(bounds.lines).collect();
    let height = type_height(sheet);
    let until = Instant::now() + bounds.time;
    let next = AtomicUsize::new(0);
    let all: Mutex<Vec<Option<Readings>>> = Mutex::new(vec![None; sheet.lines.len()]);
    let work = || {
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            let Some(line) = lines.get(number) else { break };
            if bounds.cancel.is_cancelled() || Instant::now() > until {
                break;
            }
            let readings = ask(readers, &sheet.gray, line, height);
            if let Some(place) = all.lock().unwrap_or_else(PoisonError::into_inner).get_mut(number) {
                *place = Some(readings);
            }
        }
    };
    let threads = NonZero::new(bounds.threads.min(lines.len())).map_or(1, NonZero::get);
    thread::scope(|scope| {
        for _ in 1..threads {
            // Where no thread can be started, there is one less.
            let _ = thread::Builder::new().spawn_scoped(scope, work);
        }
        work();
    });
    all.into_inner().unwrap_or_else(PoisonError::into_inner)
}

/// The usual height of a line's ink: that of the middle one of those that are no strokes.
pub(super) fn type_height(sheet: &Sheet) -> u32 {
    let tall = sheet
        .lines
        .iter()
        .map(|line| line.bbox)
        .filter(|bbox| bbox.width() > bbox.height());
    let mut heights: Vec<u32> = tall.map(|bbox| bbox.height()).filter(|height| *height > 6).collect();
    heights.sort_unstable();
    heights.get(heights.len() / 2).copied().unwrap_or(24)
}

/// Puts what was read on the page.
pub(super) fn put_on(page: &mut Page, sheet: &Sheet, readings: &[Option<Readings>]) {
    let height = type_height(sheet);
    let mut order = last_order(page).saturating_add(1);
    let mut recognition = Recognition::default();
    let mut lines_of_cells: BTreeMap<usize, usize> = BTreeMap::new();
    for cell in sheet.lines.iter().filter_map(|line| line.cell) {
        *lines_of_cells.entry(cell).or_default() += 1;
    }
    for (number, line) in sheet.lines.iter().enumerate() {
        let readings_of_line = readings.get(number).and_then(Option::as_ref);
        let is_alone = line.cell.is_some_and(|cell| lines_of_cells.get(&cell) == Some(&1));
        if line.under_ink && readings_of_line.is_some_and(|readings| readings.are_of_no_text(is_alone)) {
            // Nothing is read there, and what else stands there is in doubt.
            recognition.lines.push(recognized(sheet, line, ReadLine::default()));
            continue;
        }
        let read = if let Some(readings) = readings_of_line {
            settle(readings, &sheet.gray, line, height, is_alone)
        } else {
            recognition.unread += 1;
            unread(line)
        };
        order = order.saturating_add(1);
        order = put_line(page, sheet, line, &read, height, order);
        recognition.lines.push(recognized(sheet, line, read));
    }
    page.strokes.extend(sheet.strokes.iter().map(|stroke| {
        let mut stroke = *stroke;
        stroke.order = order;
        stroke
    }));
    // The scan is what has been read; what it shows beside that is named by itself.
    page.marks
        .retain(|mark| mark.kind != MarkKind::Picture || !covers(mark.bbox, sheet.picture));
    page.marks.extend(sheet.marks.iter().map(|bbox| Mark {
        kind: MarkKind::Shape,
        bbox: *bbox,
        color: None,
        order,
    }));
    page.ocr = Some(sheet.picture);
    page.recognized = Some(recognition);
}

/// Whether a mark is a part of the scan, and not a small picture on it.
fn covers(mark: Rect, picture: Rect) -> bool {
    const PART: i64 = 20;
    mark.area().saturating_mul(PART) >= picture.area()
}

fn last_order(page: &Page) -> u32 {
    let glyphs = page.glyphs.iter().map(|glyph| glyph.order);
    let strokes = page.strokes.iter().map(|stroke| stroke.order);
    let fills = page.fills.iter().map(|fill| fill.order);
    let marks = page.marks.iter().map(|mark| mark.order);
    glyphs.chain(strokes).chain(fills).chain(marks).max().unwrap_or(0)
}

fn unread(line: &TextLine) -> ReadLine {
    ReadLine {
        characters: vec![(None, i64::from(line.bbox.x0), i64::from(line.bbox.x1))],
        ..ReadLine::default()
    }
}

fn recognized(sheet: &Sheet, line: &TextLine, read: ReadLine) -> RecognizedLine {
    RecognizedLine {
        bbox: sheet.on_page(&line.bbox),
        text: read
            .characters
            .iter()
            .filter_map(|one| one.0)
            .filter(|c| !c.is_whitespace())
            .collect(),
        second: read.second,
        is_agreed: read.is_agreed,
        is_under_ink: line.under_ink,
        others: read.others,
    }
}

/// Puts the characters of a line on the page; the order of the next.
fn put_line(page: &mut Page, sheet: &Sheet, line: &TextLine, read: &ReadLine, height: u32, mut order: u32) -> u32 {
    let body = line.bbox.height().max(height * LEAST_BODY / 100);
    let middle = u32::midpoint(line.bbox.y0, line.bbox.y1);
    let (top, bottom) = (middle.saturating_sub(body / 2), middle.saturating_sub(body / 2) + body);
    let column = |at: i64| u32::try_from(at).unwrap_or(0).min(sheet.gray.width);
    for (character, from, to) in &read.characters {
        let bbox = sheet.on_page(&Pixels {
            x0: column(*from),
            y0: top,
            x1: column(*to),
            y1: bottom,
        });
        let size = (bbox.height() * TYPE_OF_INK / 100).max(1);
        page.glyphs.push(Glyph {
            character: *character,
            bbox,
            origin: Point {
                x: bbox.x0,
                y: bbox.y1 - size / 8,
            },
            size,
            order,
            color: Some([0; 3]),
            ..Glyph::default()
        });
        page.unmapped += usize::from(character.is_none());
        order = order.saturating_add(1);
    }
    order
}
