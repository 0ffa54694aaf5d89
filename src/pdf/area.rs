//! What was painted, and how much of its box.

use super::ink::Ink;
use crate::geometry::Rect;

/// A painted area.
#[derive(Debug, Clone, Copy)]
pub(super) struct Area {
    pub bbox: Rect,
    pub order: u32,
    pub ink: Ink,
    pub kind: AreaKind,
}

/// How much of its box a painted area fills.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum AreaKind {
    /// All of it, with one ink.
    Box,
    /// Some of it.
    Shape,
    /// All of it, with an image that hides what is below.
    OpaqueImage,
    /// An image through which something may shine.
    Image,
    /// All of it, with a shading that leaves nothing out.
    Gradient,
}

impl Area {
    /// Whether it hides all that was painted in its box before.
    pub(super) fn covers(&self) -> bool {
        match self.kind {
            AreaKind::Box | AreaKind::Gradient => self.ink.covers(),
            AreaKind::OpaqueImage => true,
            AreaKind::Shape | AreaKind::Image => false,
        }
    }
}
