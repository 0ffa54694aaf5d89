//! Which straight pieces are lines of a table, and which strokes of characters and pens.

use super::pieces::Piece;
use super::rulings::Scale;

/// Leaves out what is short and does not run from one line to another.
pub(super) fn anchored(across: Vec<Piece>, down: Vec<Piece>, scale: Scale) -> (Vec<Piece>, Vec<Piece>) {
    let is_long = |piece: &Piece| piece.longest >= scale.at(150) && piece.to - piece.from >= scale.at(300);
    let with_sure = |pieces: Vec<Piece>| -> Vec<(Piece, bool)> {
        pieces.into_iter().map(|piece| (piece, is_long(&piece))).collect()
    };
    let (mut across, mut down) = (with_sure(across), with_sure(down));
    // A short line may end on a short one that ends on long ones.
    for _ in 0..3 {
        for is_across in [false, true] {
            let (own, others) = if is_across {
                (&mut across, &down)
            } else {
                (&mut down, &across)
            };
            for (piece, is_sure) in own.iter_mut() {
                *is_sure = *is_sure || is_between(piece, others, scale);
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

/// Whether a piece runs from one sure line to another, and hardly beyond.
fn is_between(piece: &Piece, others: &[(Piece, bool)], scale: Scale) -> bool {
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
    // Text that goes on right behind a line does not make it less of one.
    last - first >= scale.at(24) && (last - first) * 10 >= (piece.to - piece.from) * 6
}
