//! What has been painted, from bottom to top, and what of it is seen.

use hayro::kurbo::{Point, Rect as Box2};

use super::ink::{Drawn, Ink, Look, Sight};
use crate::geometry::{self, Rect, to_milli};

/// How far around a box ink is told of, in points: what stands right beside a figure says whether it stands alone, and borders lie on the edge.
pub(super) const REACH: f64 = 14.0;

/// Most things that are kept of a page; a form whose every cell is asked about has 5,000.
const MOST_ITEMS: usize = 100_000;

/// Colours whose parts (of 255) differ by less in all are not told apart; by so much, they surely are.
const SAME_COLOR: i32 = 12;
const OTHER_COLOR: i32 = 60;

/// Paint that lets this much through covers nothing.
const OPAQUE: f32 = 0.9;

/// Paint thinner than this may not be seen.
const FAINT: f32 = 0.15;

/// How something is painted.
#[derive(Debug, Clone, Copy)]
pub(super) struct Paint {
    /// Red, green, blue; none for a pattern or a picture.
    pub color: Option<[u8; 3]>,
    /// How much of it covers what is below; 0 for text that is not painted.
    pub alpha: f32,
    /// Whether nothing but its colour and alpha decides what is seen: no mask, no blending, no clip but boxes.
    pub is_plain: bool,
}

/// Something on the page.
#[derive(Debug)]
pub(super) struct Item {
    pub drawn: Drawn,
    pub bbox: Box2,
    pub paint: Paint,
    /// For a picture: the asked boxes, by number, in which it is of one colour.
    pub flat_in: Vec<(usize, Option<[u8; 3]>)>,
}

/// All that is kept.
#[derive(Debug, Default)]
pub(super) struct Scene {
    items: Vec<Item>,
    is_full: bool,
}

impl Scene {
    pub(super) fn add(&mut self, item: Item) {
        if self.items.len() < MOST_ITEMS {
            self.items.push(item);
        } else {
            self.is_full = true;
        }
    }

    /// What lies in or near each box, from bottom to top.
    pub(super) fn seen(&self, asked: &[Look]) -> Result<Vec<Vec<Ink>>, String> {
        if self.is_full {
            return Err("too much is painted".to_owned());
        }
        Ok(asked
            .iter()
            .enumerate()
            .map(|(number, look)| self.seen_in(number, look.bbox))
            .collect())
    }

    fn seen_in(&self, number: usize, bbox: Rect) -> Vec<Ink> {
        let around = inflated(bbox);
        let near: Vec<&Item> = self.items.iter().filter(|item| overlap(&item.bbox, &around)).collect();
        let ink = |(place, item): (usize, &&Item)| {
            let flat = item.flat_in.iter().find(|(known, _)| *known == number);
            Ink {
                drawn: if flat.is_some() { Drawn::Fill } else { item.drawn },
                bbox: to_rect(&item.bbox),
                sight: sight(item, place, &near, number),
            }
        };
        near.iter().enumerate().map(ink).collect()
    }
}

/// Whether an item is seen among others in the same place.
fn sight(item: &Item, place: usize, near: &[&Item], number: usize) -> Sight {
    if item.paint.alpha <= 0.0 {
        return Sight::Unseen;
    }
    let middle = item.bbox.center();
    let covers = |other: &&&Item| other.bbox.contains(middle) && matches!(other.drawn, Drawn::Fill | Drawn::Picture);
    let (below, above) = near.split_at(place.min(near.len()));
    // A picture that is painted over is ink of its own, and said as such.
    let over = above
        .iter()
        .skip(1)
        .filter(covers)
        .filter(|other| contains(&other.bbox, &item.bbox));
    let mut is_sure = item.paint.is_plain && item.paint.alpha >= FAINT;
    for other in over {
        if other.paint.is_plain && other.paint.alpha >= OPAQUE && matches!(other.drawn, Drawn::Fill) {
            return Sight::Unseen;
        }
        is_sure = false;
    }
    let Some(color) = item.paint.color.filter(|_| !matches!(item.drawn, Drawn::Picture)) else {
        return if is_sure || matches!(item.drawn, Drawn::Picture) {
            Sight::Seen
        } else {
            Sight::Unsure
        };
    };
    let ground = below
        .iter()
        .rev()
        .filter(covers)
        .find(|other| other.paint.alpha >= OPAQUE);
    let ground = ground.map_or(Some([255; 3]), |other| ground_color(other, number));
    let apart = ground.map_or(i32::MAX, |ground| difference(color, ground));
    match () {
        () if apart < SAME_COLOR => Sight::Unseen,
        () if is_sure && apart >= OTHER_COLOR => Sight::Seen,
        () => Sight::Unsure,
    }
}

/// The colour that an item gives to the box; none where it has many.
fn ground_color(item: &Item, number: usize) -> Option<[u8; 3]> {
    let flat = item.flat_in.iter().find(|(known, _)| *known == number);
    flat.map_or(item.paint.color, |(_, color)| *color)
}

fn difference(one: [u8; 3], other: [u8; 3]) -> i32 {
    let parts = one.iter().zip(other);
    parts.map(|(a, b)| i32::from(a.abs_diff(b))).sum()
}

/// The box with all that is told of around it.
pub(super) fn inflated(bbox: Rect) -> Box2 {
    let [x0, y0, x1, y1] =
        [bbox.x0, bbox.y0, bbox.x1, bbox.y1].map(|milli| f64::from(milli) / f64::from(geometry::POINT));
    Box2::new(x0 - REACH, y0 - REACH, x1 + REACH, y1 + REACH)
}

/// Whether boxes, lines and points share a place.
pub(super) fn overlap(one: &Box2, other: &Box2) -> bool {
    one.x0 <= other.x1 && other.x0 <= one.x1 && one.y0 <= other.y1 && other.y0 <= one.y1
}

fn contains(outer: &Box2, inner: &Box2) -> bool {
    /// A box that ends with what it covers may be a hair smaller.
    const HAIR: f64 = 0.3;
    outer.x0 <= inner.x0 + HAIR
        && outer.y0 <= inner.y0 + HAIR
        && outer.x1 >= inner.x1 - HAIR
        && outer.y1 >= inner.y1 - HAIR
}

pub(super) fn to_rect(bbox: &Box2) -> Rect {
    Rect::new(
        to_milli(bbox.x0),
        to_milli(bbox.y0),
        to_milli(bbox.x1),
        to_milli(bbox.y1),
    )
}

pub(super) fn to_point(p: Point) -> geometry::Point {
    geometry::Point {
        x: to_milli(p.x),
        y: to_milli(p.y),
    }
}
