//! Which straight pieces are lines of a table, and which strokes of characters and pens.

use super::gray::Gray;
use super::pieces::Piece;
use super::rulings::Scale;

/// So much of a line, in hundredths, lies in the pieces that it was put together from; strokes of characters below each other have more between them.
const WHOLE: i32 = 75;

/// So much of one, in hundredths, where it is missing only where it crosses others.
const UNBROKEN: i32 = 85;

/// Leaves out what is short and does not run from one line to another.
/// `gray`: the picture, and the picture on its side.
pub(super) fn anchored(
    across: Vec<Piece>,
    down: Vec<Piece>,
    gray: [&Gray; 2],
    scale: Scale,
) -> (Vec<Piece>, Vec<Piece>) {
    let is_whole = |piece: &Piece| piece.length * 100 >= (piece.to - piece.from) * WHOLE;
    let (across, down) = (retained(across, is_whole), retained(down, is_whole));
    let is_long = |piece: &Piece| piece.longest >= scale.at(150) && piece.to - piece.from >= scale.at(300);
    let with_sure = |pieces: Vec<Piece>| -> Vec<(Piece, bool)> {
        pieces.into_iter().map(|piece| (piece, is_long(&piece))).collect()
    };
    let [upright, on_side] = gray;
    let (mut across, mut down) = (with_sure(across), with_sure(down));
    // A short line may end on a short one that ends on long ones.
    for _ in 0..3 {
        for is_across in [false, true] {
            let (own, others, gray) = if is_across {
                (&mut across, &down, upright)
            } else {
                (&mut down, &across, on_side)
            };
            for (piece, is_sure) in own.iter_mut() {
                *is_sure = *is_sure || is_between(piece, others, gray, scale);
            }
        }
    }
    let sure = |pieces: Vec<(Piece, bool)>| {
        pieces
            .into_iter()
            .filter(|(_, sure)| *sure)
            .map(|(piece, _)| piece)
            .collect()
    };
    (sure(across), sure(down))
}

fn retained(mut pieces: Vec<Piece>, is_whole: impl Fn(&Piece) -> bool) -> Vec<Piece> {
    pieces.retain(is_whole);
    pieces
}

/// Whether a piece runs from one sure line to another, and hardly beyond.
fn is_between(piece: &Piece, others: &[(Piece, bool)], gray: &Gray, scale: Scale) -> bool {
    // Characters fill a narrow row nearly as high.
    let reach = scale.at(if piece.to - piece.from < scale.at(60) { 4 } else { 7 });
    let crossed = others.iter().filter(|(_, is_sure)| *is_sure).filter_map(|(other, _)| {
        let place = other.at(piece.at(piece.middle() as i32, scale), scale);
        let is_met = (piece.from - reach..=piece.to + reach).contains(&place)
            && (other.from - reach..=other.to + reach).contains(&piece.at(place, scale));
        is_met.then_some(place)
    });
    let Some((first, last)) = crossed.fold(None, |ends: Option<(i32, i32)>, place| {
        Some(ends.map_or((place, place), |(first, last)| (first.min(place), last.max(place))))
    }) else {
        return false;
    };
    let is_short = piece.to - piece.from < scale.at(60);
    // Blurring has made it longer by some pixels.
    let inside = scale.at(6);
    if is_short
        && !(is_drawn(piece, first, piece.from + inside, gray, scale)
            && is_drawn(piece, piece.to - inside, last, gray, scale))
    {
        return false;
    }
    // Text that goes on right behind a line does not make it less of one; nor does a row that a page cut left open.
    let length = piece.to - piece.from;
    let is_free = piece.length * 100 >= length * UNBROKEN;
    last - first >= scale.at(24) && ((last - first) * 10 >= length * 6 || is_free)
}

/// Whether a piece goes on without a gap between two columns.
fn is_drawn(piece: &Piece, from: i32, to: i32, gray: &Gray, scale: Scale) -> bool {
    let ink = |x: i32| {
        let middle = piece.at(x, scale);
        let rows = (middle - 1..=middle + 1).filter_map(|y| Some((u32::try_from(x).ok()?, u32::try_from(y).ok()?)));
        rows.map(|(x, y)| 255 - gray.at(x, y)).max().unwrap_or(0)
    };
    let usual = ink(piece.middle() as i32);
    (from..to).all(|x| ink(x) >= usual / 2)
}
