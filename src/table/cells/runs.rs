//! The runs that the characters of one cell make: what is struck out, or raised behind a figure, is no part of its text; figures that lie over each
//! other, or are of several sizes, colours or base lines, are not one.

use super::asides::Apart;
use super::filled::{FilledCell, ROOM_OF_FULL_LINE};
use crate::digits::is_of_figure;
use crate::geometry::{Milli, Rect};
use crate::pdf::{Direction, Glyph};
use crate::table::model::AsideKind;
use crate::table::scale::Scale;
use crate::text::{is_cjk, is_printed};

/// A line strikes a character out where it runs between these parts of its size (1/100) above its base line: word processors draw it at 25 to 35;
/// underlines lie below it.
const STRUCK_ABOVE: Milli = 8;
const STRUCK_BELOW: Milli = 65;

/// A raised mark has no more than this part (1/100) of the size of its figure (Word's has 58 to 65, by hand 60) …
const RAISED_SIZE: Milli = 80;

/// … stands higher than its base line by this part of the figure's size (1/100) at least …
const RAISED_BY: Milli = 15;

/// … and no farther from it than this part.
const RAISED_NEAR: Milli = 60;

/// A footnote has no number of more digits.
const DIGITS_OF_MARK: usize = 2;

/// A reviewer's note is smaller than the text, at most this part of its size (1/100) …
const SIZE_OF_NOTE: Milli = 85;

/// … stands behind it with a gap of this part of its size at least …
const GAP_OF_NOTE: Milli = 20;

/// … and its colour is no grey: its channels (of 255) lie this far apart.
const COLORED_FROM: u8 = 80;

/// Characters of one figure share this much (1/100) of the width of the narrower one at most: kerned ones share 12, and the boxes of those that are
/// set oblique 36.
const SHARED: Milli = 45;

/// The same character drawn once more stands nearer than this part of its size (1/100).
const SAME_PLACE: Milli = 14;

/// Characters of one figure have one size and one base line, within this part of it (1/100).
const SAME_TYPE: Milli = 12;

/// The next line of a text lies this part of its size (1/100) lower at least: lines set solid lie 100 apart.
const NEXT_LINE: Milli = 80;

/// Settles what the characters of a cell are, of which `lines` run across and are no border. Returns what is not its text.
pub(super) fn settle(cell: &mut FilledCell, lines: &[Rect]) -> Vec<Apart> {
    let mut apart = Vec::new();
    if !lines.is_empty() {
        apart.extend(without_struck(cell, lines));
    }
    if is_plain(&cell.glyphs) {
        return apart;
    }
    apart.extend(without_raised(cell));
    apart.extend(without_note(cell));
    cell.doubt.mixed |= is_mixed(cell);
    apart
}

/// Whether a line runs through the middle of a character.
pub(super) fn strikes(line: &Rect, glyph: &Glyph) -> bool {
    let (above, below) = (glyph.size / 100 * STRUCK_ABOVE, glyph.size / 100 * STRUCK_BELOW);
    let middle = glyph.bbox.center().x;
    let base = glyph.origin.y;
    line.x0 <= middle && middle <= line.x1 && base - below <= line.y0 && line.y1 <= base - above
}

/// Takes struck-out characters out of a cell. Where all of it is struck out, it stays as it is printed, and says so.
fn without_struck(cell: &mut FilledCell, lines: &[Rect]) -> Option<Apart> {
    let is_struck = |g: &Glyph| g.direction == Direction::Right && lines.iter().any(|line| strikes(line, g));
    let printed = || cell.printed();
    let struck = printed().filter(|g| is_struck(g)).count();
    // A bar shorter than a character is a part of it, or of none: 日 with another stroke.
    if struck == 0 {
        return None;
    }
    if struck == printed().count() {
        cell.doubt.void = true;
        return None;
    }
    let (out, left) = cell.glyphs.iter().copied().partition(|g| is_struck(g));
    cell.glyphs = left;
    cell.doubt.struck = true;
    Some(Apart::new(AsideKind::StruckOut, out))
}

/// Whether all characters are of one type, and follow each other or begin a new line: nearly always they do.
fn is_plain(glyphs: &[Glyph]) -> bool {
    let mut printed = glyphs.iter().filter(|g| is_printed(g));
    let Some(first) = printed.next() else { return true };
    let mut before = first;
    let mut has_words = first.character.is_some_and(is_cjk);
    for glyph in printed {
        let is_alike = glyph.size == first.size && glyph.color == first.color && glyph.direction == Direction::Right;
        let is_next = glyph.origin.y == before.origin.y && glyph.bbox.x0 >= before.bbox.x0 + before.bbox.width() / 2;
        // Words go on below; a figure below a figure is another one.
        let is_below = has_words && glyph.origin.y - before.origin.y >= glyph.size / 100 * NEXT_LINE;
        if !is_alike || !(is_next || is_below) {
            return false;
        }
        has_words = has_words || glyph.character.is_some_and(is_cjk);
        before = glyph;
    }
    true
}

/// Takes the marks of footnotes out of a cell: small, raised digits beside a figure, or behind the last Chinese character of its words.
fn without_raised(cell: &mut FilledCell) -> Option<Apart> {
    let printed: Vec<&Glyph> = cell.glyphs.iter().filter(|g| is_printed(g)).collect();
    let largest = printed.iter().max_by_key(|g| g.size)?;
    let is_raised = |g: &Glyph| {
        let is_small = g.size <= largest.size / 100 * RAISED_SIZE;
        is_small && g.character.is_some_and(is_of_mark) && stands_raised(g, &printed, largest.size)
    };
    let (marks, figure): (Vec<&Glyph>, Vec<&Glyph>) = printed.iter().partition(|g| is_raised(g));
    let is_digit = |g: &&&Glyph| g.character.is_some_and(|c| c.is_ascii_digit());
    let is_figure = figure.iter().all(|g| g.character.is_some_and(is_of_figure))
        && figure.iter().any(|g| is_digit(&g))
        // 98. with a raised 52 is a price.
        && figure.last().is_some_and(|g| !matches!(g.character, Some('.' | ',')));
    if marks.is_empty() || !is_figure && !is_behind_words(&marks, &figure) && !is_behind_per_cent(&figure) {
        return None;
    }
    cell.doubt.mixed |= marks.iter().filter(is_digit).count() > DIGITS_OF_MARK;
    let orders: Vec<u32> = marks.iter().map(|g| g.order).collect();
    let places: Vec<Rect> = marks.iter().map(|g| g.bbox).collect();
    let is_mark = |g: &Glyph| orders.contains(&g.order) && places.contains(&g.bbox);
    let (out, left) = cell.glyphs.iter().copied().partition(is_mark);
    cell.glyphs = left;
    Some(Apart::new(AsideKind::RaisedMark, out))
}

/// Whether marks stand behind the end of Chinese words: behind a letter a raised digit is a power.
fn is_behind_words(marks: &[&Glyph], words: &[&Glyph]) -> bool {
    let lowest = words.iter().map(|g| g.origin.y).max();
    let on_last = words.iter().filter(|g| Some(g.origin.y) == lowest);
    let last = on_last.max_by_key(|g| g.bbox.x1);
    last.is_some_and(|last| {
        let is_behind = |g: &&Glyph| g.bbox.center().x > last.bbox.x1 && g.origin.y > last.bbox.y0;
        last.character.is_some_and(is_ideograph) && marks.iter().all(is_behind)
    })
}

/// ≥90% and the like.
fn is_behind_per_cent(figure: &[&Glyph]) -> bool {
    let is_part = |c: char| is_of_figure(c) || matches!(c, '≥' | '≤' | '>' | '<' | '=' | '＞' | '＜' | '＝');
    let is_last = |g: &&Glyph| matches!(g.character, Some('%' | '％'));
    figure.last().is_some_and(is_last) && figure.iter().all(|g| g.character.is_some_and(is_part))
}

fn is_ideograph(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

/// Takes a reviewer's note out of a cell: a word in another colour than its text, smaller, behind it and apart from it. Where it has digits, the
/// cell is in doubt.
fn without_note(cell: &mut FilledCell) -> Option<Apart> {
    let printed: Vec<&Glyph> = cell.glyphs.iter().filter(|g| is_printed(g)).collect();
    let first = printed.first()?;
    let is_of_text = |g: &Glyph| g.color == first.color;
    let most = first.size / 100 * SIZE_OF_NOTE;
    let is_of_note = |g: &&Glyph| !is_of_text(g) && g.color.is_some_and(is_colored) && g.size <= most;
    let (note, text): (Vec<&Glyph>, Vec<&Glyph>) = printed.iter().copied().partition(|g| is_of_note(g));
    let begin = note.first()?;
    let is_one = note
        .iter()
        .all(|g| (g.color, g.size, g.origin.y) == (begin.color, begin.size, begin.origin.y));
    let gap = first.size / 100 * GAP_OF_NOTE;
    let is_apart = |g: &&Glyph| !is_one_level(g, begin) || g.bbox.x1 + gap <= begin.bbox.x0;
    let is_word = note.iter().any(|g| g.character.is_some_and(is_ideograph));
    if !is_one || !is_word || !text.iter().all(is_apart) || !text.iter().any(|g| is_one_level(g, begin)) {
        return None;
    }
    cell.doubt.mixed |= note.iter().any(|g| g.character.is_some_and(|c| c.is_ascii_digit()));
    let color = begin.color;
    let (out, left) = cell
        .glyphs
        .iter()
        .copied()
        .partition(|g| g.color == color && is_printed(g) && g.size <= most);
    cell.glyphs = left;
    Some(Apart::new(AsideKind::Note, out))
}

/// Whether a colour is no grey.
fn is_colored([red, green, blue]: [u8; 3]) -> bool {
    red.max(green).max(blue) - red.min(green).min(blue) >= COLORED_FROM
}

/// The characters that marks of footnotes are made of.
fn is_of_mark(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '[' | ']' | '(' | ')' | '*' | '①'..='⑳' | '†' | '‡' | '注' | 'a'..='e')
}

/// Whether a small character stands beside a figure's larger ones, and higher.
fn stands_raised(mark: &Glyph, printed: &[&Glyph], size: Milli) -> bool {
    let (near, by) = (size / 100 * RAISED_NEAR, size / 100 * RAISED_BY);
    printed.iter().filter(|g| g.size == size).any(|g| {
        let height = g.origin.y - mark.origin.y;
        let gap = (mark.bbox.x0 - g.bbox.x1).max(g.bbox.x0 - mark.bbox.x1);
        // Marks of several characters stand behind each other.
        (by..size).contains(&height) && gap <= near.saturating_mul(3)
    })
}

/// Whether the characters of a cell are not of one text.
fn is_mixed(cell: &FilledCell) -> bool {
    let printed = cell.printed().filter(|g| g.direction == Direction::Right);
    let mut printed: Vec<&Glyph> = printed.collect();
    let is_figure = printed.iter().all(|g| g.character.is_some_and(is_of_figure));
    let is_digit = |g: &Glyph| {
        g.character
            .is_some_and(|c| c.is_ascii_digit() || matches!(c, '.' | ','))
    };
    printed.sort_by_key(|g| (g.origin.y, g.bbox.x0));
    let lines: Vec<&[&Glyph]> = printed.chunk_by(|a, b| is_one_level(a, b)).collect();
    let lies_over = |line: &[&Glyph]| {
        // Brackets of Chinese type are set into each other.
        let is_letter = |g: &&Glyph| g.character.is_some_and(char::is_alphanumeric);
        let mut line: Vec<&Glyph> = line.iter().copied().filter(is_letter).collect();
        line.sort_by_key(|g| g.bbox.x0);
        line.windows(2)
            .any(|pair| matches!(pair, [a, b] if lie_over_each_other(a, b)))
    };
    if lines.iter().any(|line| lies_over(line)) {
        return true;
    }
    if !is_figure || !printed.iter().any(|g| is_digit(g)) {
        return false;
    }
    let Some(first) = printed.first() else { return false };
    let is_other_type = |g: &&&Glyph| {
        (g.size - first.size).abs() > first.size / 100 * SAME_TYPE
            || g.color != first.color && is_digit(g) && is_digit(first)
    };
    printed.iter().any(|g| is_other_type(&g)) || has_step(&lines)
}

fn is_one_level(a: &Glyph, b: &Glyph) -> bool {
    (b.origin.y - a.origin.y).abs() <= a.size / 2
}

pub(super) fn lie_over_each_other(a: &Glyph, b: &Glyph) -> bool {
    let near = a.size / 100 * SAME_PLACE;
    let is_copy = a.character == b.character && (a.bbox.x0 - b.bbox.x0).abs() < near;
    let shared = a.bbox.x1.min(b.bbox.x1) - a.bbox.x0.max(b.bbox.x0);
    let narrower = a.bbox.width().min(b.bbox.width());
    !is_copy && narrower > 0 && shared > narrower / 100 * SHARED
}

/// Whether characters of one line do not stand on one base line.
fn has_step(lines: &[&[&Glyph]]) -> bool {
    lines.iter().any(|line| {
        let (lowest, highest) = (line.last(), line.first());
        lowest
            .zip(highest)
            .is_some_and(|(low, high)| low.origin.y - high.origin.y > high.size / 100 * SAME_TYPE)
    })
}

/// Doubts a cell of which several lines are whole figures each: the first had room for more.
pub(super) fn doubt_several_figures(cell: &mut FilledCell, scale: Scale) {
    let printed = || cell.printed();
    let first = printed().next().map_or(0, |g| g.origin.y);
    let is_of_number = |g: &Glyph| g.direction == Direction::Right && g.character.is_some_and(is_of_figure);
    // Nearly all cells hold one line, or words.
    if printed().all(|g| g.origin.y == first) || !printed().all(is_of_number) {
        return;
    }
    let mut printed: Vec<&Glyph> = printed().collect();
    printed.sort_by_key(|g| (g.origin.y, g.bbox.x0));
    let lines: Vec<&[&Glyph]> = printed.chunk_by(|a, b| is_one_level(a, b)).collect();
    let Some((_, before)) = lines.split_last() else { return };
    let has_room = |line: &&[&Glyph]| {
        let (left, right) = (
            line.iter().map(|g| g.bbox.x0).min(),
            line.iter().map(|g| g.bbox.x1).max(),
        );
        let width = left.zip(right).map_or(0, |(left, right)| right - left);
        cell.bbox.width() - width > scale.em / 100 * ROOM_OF_FULL_LINE
    };
    let are_several = before.iter().any(has_room) && lines.iter().all(|line| is_whole_figure(line));
    cell.doubt.mixed |= are_several;
}

/// Digits between commas.
const GROUP: usize = 3;

/// Whether a line of a cell is a figure by itself: it neither begins nor breaks off at a point or comma, nor within a group of thousands.
fn is_whole_figure(line: &[&Glyph]) -> bool {
    let mut line = line.to_vec();
    line.sort_by_key(|g| g.bbox.x0);
    let text: String = line.iter().filter_map(|g| g.character).collect();
    let mut parts = text.trim_end_matches(['%', '％']).split(['.', '．']);
    let is_number = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit());
    let mut groups = parts.next().unwrap_or_default().split([',', '，']);
    groups.next().is_some_and(is_number)
        && groups.all(|group| is_number(group) && group.len() == GROUP)
        && parts.next().is_none_or(is_number)
        && parts.next().is_none()
}
