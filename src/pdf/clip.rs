//! Where the page can be painted on.

use std::rc::Rc;

use super::box2::Box2;
use super::paths::{self, Piece, Rule, Step};

/// The part of the page inside all clips.
#[derive(Debug, Clone)]
pub(super) struct Clip {
    /// The box around it.
    pub bbox: Box2,
    /// Its parts, where it is several upright boxes.
    windows: Option<Rc<[Box2]>>,
    /// Whether the box (or the windows) is the clip, and not only around it.
    pub exact: bool,
}

/// Most windows kept of one clip; one with more is only known by the box around it.
const WINDOWS: usize = 256;

impl Clip {
    pub(super) fn new(bbox: Box2) -> Self {
        Self {
            bbox,
            windows: None,
            exact: true,
        }
    }

    /// Only what is inside this box as well; `exact`: the box is not merely around something smaller.
    pub(super) fn cut_to_box(&mut self, bbox: &Box2, exact: bool) {
        self.bbox = self.bbox.intersection(bbox);
        self.exact &= exact;
    }

    /// Only what is inside this path as well.
    pub(super) fn cut_to_path(&mut self, path: &[Step], rule: Rule) {
        if let Some(bbox) = paths::single_box(path) {
            self.cut_to_box(&bbox, true);
            return;
        }
        if !paths::is_upright(path) {
            self.cut_to_box(&paths::bounds(path), false);
            return;
        }
        let pieces = paths::filled(path, rule);
        let boxes: Vec<Box2> = pieces
            .iter()
            .map_while(|piece| match piece {
                Piece::Box(bbox) => Some(*bbox),
                Piece::Line(_) | Piece::Shape(_) => None,
            })
            .collect();
        if boxes.len() < pieces.len() {
            let around = paths::bounds(path);
            self.cut_to_box(&around, false);
            return;
        }
        let mut exact = true;
        let Some(around) = boxes.iter().copied().reduce(|a, b| a.union(&b)) else {
            // A path without area leaves nothing.
            let spot = self.bbox;
            self.bbox = Box2 {
                x1: spot.x0,
                y1: spot.y0,
                ..spot
            };
            return;
        };
        let is_single = boxes.len() == 1;
        if !is_single {
            // Windows within windows: rare, and then only the box around them is kept.
            exact &= self.windows.is_none() && boxes.len() <= WINDOWS;
            if exact {
                self.windows = Some(boxes.into());
            }
        }
        self.cut_to_box(&around, exact);
    }

    /// Calls `on_part` with every part of the box that is inside.
    pub(super) fn parts(&self, bbox: &Box2, mut on_part: impl FnMut(Box2)) {
        match &self.windows {
            None => on_part(bbox.intersection(&self.bbox)),
            Some(windows) => {
                for window in windows.iter() {
                    on_part(bbox.intersection(window).intersection(&self.bbox));
                }
            }
        }
    }
}
