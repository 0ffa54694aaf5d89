//! Pages whose text runs sideways or upside down, turned so that it runs to the right.

use crate::geometry::{Milli, Point, Rect};
use crate::pdf::{Direction, Fill, Glyph, Page, Stroke, Visibility};

/// How a page was turned to be read, and the way back to the page as it is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Turn {
    /// Which way the text runs on the page as shown.
    runs: Direction,
    /// Width of the page as shown.
    width: Milli,
    /// Its height.
    height: Milli,
}

impl Turn {
    /// A box of the turned page, on the page as shown.
    pub fn as_shown(&self, r: Rect) -> Rect {
        match self.runs {
            Direction::Right | Direction::Slanted => r,
            Direction::Down => Rect::new(self.width - r.y0, r.x0, self.width - r.y1, r.x1),
            Direction::Left => self.half(r),
            Direction::Up => Rect::new(r.y0, self.height - r.x0, r.y1, self.height - r.x1),
        }
    }

    /// A box of the page as shown, on the turned page.
    fn turned(&self, r: Rect) -> Rect {
        match self.runs {
            Direction::Right | Direction::Slanted => r,
            Direction::Down => Rect::new(r.y0, self.width - r.x0, r.y1, self.width - r.x1),
            Direction::Left => self.half(r),
            Direction::Up => Rect::new(self.height - r.y0, r.x0, self.height - r.y1, r.x1),
        }
    }

    fn half(&self, r: Rect) -> Rect {
        Rect::new(
            self.width - r.x0,
            self.height - r.y0,
            self.width - r.x1,
            self.height - r.y1,
        )
    }

    fn point(&self, p: Point) -> Point {
        let r = self.turned(Rect {
            x0: p.x,
            y0: p.y,
            x1: p.x,
            y1: p.y,
        });
        Point { x: r.x0, y: r.y0 }
    }

    /// The direction of text on the turned page.
    fn direction(&self, shown: Direction) -> Direction {
        const CLOCKWISE: [Direction; 4] = [Direction::Right, Direction::Down, Direction::Left, Direction::Up];
        let index = |d: Direction| CLOCKWISE.iter().position(|&c| c == d);
        match (index(shown), index(self.runs)) {
            (Some(to), Some(from)) => CLOCKWISE.get((to + 4 - from) % 4).copied().unwrap_or(shown),
            _ => shown,
        }
    }
}

/// Which way most of the shown text runs.
fn usual_direction(page: &Page) -> Direction {
    let count = |d: Direction| {
        page.glyphs
            .iter()
            .filter(|g| g.direction == d && g.visibility == Visibility::Shown)
            .count()
    };
    let to_the_right = count(Direction::Right);
    if to_the_right * 2 >= page.glyphs.len() {
        return Direction::Right;
    }
    let others = [Direction::Down, Direction::Left, Direction::Up];
    let most = others.into_iter().max_by_key(|&d| count(d)).unwrap_or_default();
    if count(most) > to_the_right {
        most
    } else {
        Direction::Right
    }
}

/// The page with its text running to the right; `None` where it does already.
pub(super) fn turn(page: &Page) -> (Turn, Option<Page>) {
    let runs = usual_direction(page);
    let turn = Turn {
        runs,
        width: page.width,
        height: page.height,
    };
    if runs == Direction::Right {
        return (turn, None);
    }
    let (width, height) = if runs == Direction::Left {
        (page.width, page.height)
    } else {
        (page.height, page.width)
    };
    let turned = Page {
        number: page.number,
        width,
        height,
        glyphs: page.glyphs.iter().map(|g| turn_glyph(&turn, g)).collect(),
        strokes: page
            .strokes
            .iter()
            .map(|s| Stroke {
                from: turn.point(s.from),
                to: turn.point(s.to),
                ..*s
            })
            .collect(),
        fills: page
            .fills
            .iter()
            .map(|f| Fill {
                bbox: turn.turned(f.bbox),
                ..*f
            })
            .collect(),
        images: page.images.iter().map(|r| turn.turned(*r)).collect(),
        shapes: page.shapes,
        unmapped: page.unmapped,
    };
    (turn, Some(turned))
}

fn turn_glyph(turn: &Turn, g: &Glyph) -> Glyph {
    Glyph {
        bbox: turn.turned(g.bbox),
        origin: turn.point(g.origin),
        direction: turn.direction(g.direction),
        ..*g
    }
}
