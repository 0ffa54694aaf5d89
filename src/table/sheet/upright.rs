//! Pages whose text runs sideways or upside down, turned so that it runs to the right; pages that lie askew, straightened.

use crate::geometry::{Milli, Point, Rect};
use crate::pdf::{Direction, Fill, Glyph, Mark, Page, Stroke, Visibility};

/// How a page was turned to be read, and the way back to the page as it is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Turn {
    /// Which way the text runs on the page as shown.
    runs: Direction,
    /// Width of the page as shown.
    width: Milli,
    /// Its height.
    height: Milli,
    /// How far a line sinks towards its end, in millionths of its length.
    lean: Milli,
    /// Where the page begins on the turned sheet, on which there may be others.
    at: Point,
}

/// A line that sinks by less than this sinks by half a point over a page.
const LEAN_FROM: Milli = 1_000;

/// So many steps from glyph to glyph tell how a page leans.
const LEAN_STEPS: usize = 30;

impl Turn {
    /// The way back from a page that is only a part of the turned sheet, and begins there.
    pub(super) fn of_part(self, at: Point) -> Self {
        Self { at, ..self }
    }

    /// The turn of a part of that page, which begins at this place of it.
    pub(super) fn moved(self, by: Point) -> Self {
        let at = Point {
            x: self.at.x + by.x,
            y: self.at.y + by.y,
        };
        Self { at, ..self }
    }

    /// A box of the turned page, on the page as shown.
    pub fn as_shown(&self, r: Rect) -> Rect {
        let r = r.moved(self.at.x, self.at.y);
        match self.runs {
            Direction::Right | Direction::Slanted => moved(r, self.askew(r.center())),
            Direction::Down => Rect::new(self.width - r.y0, r.x0, self.width - r.y1, r.x1),
            Direction::Left => self.half(r),
            Direction::Up => Rect::new(r.y0, self.height - r.x0, r.y1, self.height - r.x1),
        }
    }

    /// A box of the page as shown, on the turned page.
    fn turned(&self, r: Rect) -> Rect {
        match self.runs {
            Direction::Right | Direction::Slanted => moved(r, self.straight(r.center())),
            Direction::Down => Rect::new(r.y0, self.width - r.x0, r.y1, self.width - r.x1),
            Direction::Left => self.half(r),
            Direction::Up => Rect::new(self.height - r.y0, r.x0, self.height - r.y1, r.x1),
        }
    }

    /// Where a place of a page that lies askew is when the page is straight, turned about its top left.
    fn straight(&self, p: Point) -> Point {
        Point {
            x: p.x.saturating_add(self.sunk(p.y)),
            y: p.y.saturating_sub(self.sunk(p.x)),
        }
    }

    /// The way back.
    fn askew(&self, p: Point) -> Point {
        let wider = |at: Milli| {
            let lean = i64::from(self.lean);
            let part = MILLION * MILLION + lean * lean;
            i32::try_from(i64::from(at).saturating_mul(MILLION) / (part / MILLION)).unwrap_or(at)
        };
        Point {
            x: wider(p.x.saturating_sub(self.sunk(p.y))),
            y: wider(p.y.saturating_add(self.sunk(p.x))),
        }
    }

    fn sunk(&self, along: Milli) -> Milli {
        i32::try_from(i64::from(along) * i64::from(self.lean) / MILLION).unwrap_or(0)
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

const MILLION: i64 = 1_000_000;

/// The box with its middle elsewhere.
fn moved(r: Rect, center: Point) -> Rect {
    let from = r.center();
    r.moved(center.x - from.x, center.y - from.y)
}

/// How the text leans: the middle one of all steps from glyph to glyph. Only scans lie askew, and pages whose lines do.
fn lean(page: &Page) -> Milli {
    if page.ocr.is_none() && !has_slanted_lines(page) {
        return 0;
    }
    let steps = page.glyphs.windows(2).filter_map(|pair| match pair {
        [a, b] if a.direction == Direction::Right && b.direction == Direction::Right => {
            let (x, y) = (i64::from(b.origin.x - a.origin.x), i64::from(b.origin.y - a.origin.y));
            let is_step = x > i64::from(a.size / 4) && x < i64::from(a.size) * 20 && y.abs() < x / 5;
            is_step.then(|| (y * MILLION / x) as Milli)
        }
        _ => None,
    });
    let mut steps: Vec<Milli> = steps.collect();
    steps.sort_unstable();
    let middle = steps.get(steps.len() / 2).copied().unwrap_or(0);
    if steps.len() < LEAN_STEPS || middle.abs() < LEAN_FROM {
        0
    } else {
        middle
    }
}

/// Whether most lines of a page are neither upright nor level: the first ones tell.
fn has_slanted_lines(page: &Page) -> bool {
    const LINES: usize = 20;
    let lines = || page.strokes.iter().take(LINES);
    let slanted = lines().filter(|s| s.from.x != s.to.x && s.from.y != s.to.y).count();
    slanted * 2 > lines().count()
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
        lean: if runs == Direction::Right { lean(page) } else { 0 },
        at: Point::default(),
    };
    if runs == Direction::Right && turn.lean == 0 {
        return (turn, None);
    }
    let (width, height) = if matches!(runs, Direction::Left | Direction::Right) {
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
        marks: page
            .marks
            .iter()
            .map(|m| Mark {
                bbox: turn.turned(m.bbox),
                ..*m
            })
            .collect(),
        annotations: page.annotations.iter().map(|r| turn.turned(*r)).collect(),
        typed: page.typed.clone(),
        shapes: page.shapes,
        unmapped: page.unmapped,
        ocr: page.ocr.map(|r| turn.turned(r)),
        recognized: None,
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
