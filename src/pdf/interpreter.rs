//! The operators of a content stream: what they do to the graphics state, the path and the canvas.

use std::rc::Rc;

use hayro_syntax::object::Dict;
use hayro_syntax::page::Resources;
use rustc_hash::FxHashMap;

use super::ReadOptions;
use super::box2::Box2;
use super::canvas::Canvas;
use super::clip::Clip;
use super::color::Space;
use super::content::has_hole;
use super::font::{Font, Fonts};
use super::graphics_state::{Paint, State, StateChange};
use super::image::Image;
use super::ink::Ink;
use super::ink::Pattern;
use super::layers::Layers;
use super::marked_content::Marks;
use super::matrix::{Matrix, Spot};
use super::operations::{Operation, Operations};
use super::page_space::PageSpace;
use super::paths::{Rule, Step};
use super::strings::decoded_name;
use super::tiles::Tiles;
use super::tokens::Token;

/// Most points of one path; a grid of 100 x 100 cells in one path has 40,000.
const PATH_POINTS: usize = 1_000_000;
/// Most graphics states saved at once.
const SAVED_STATES: usize = 10_000;

/// Interprets the content of one page.
pub(super) struct Interpreter<'p, 'a> {
    pub canvas: Canvas,
    pub fonts: &'p mut Fonts<'a>,
    pub layers: &'p Layers,
    pub options: &'p ReadOptions,
    pub state: State<'a>,
    saved: Vec<State<'a>>,
    /// From the space in which the stream began to the page: patterns lie in it.
    pub origin: Matrix,
    pub tiles: Tiles,
    pub path: Vec<Step>,
    path_start: Spot,
    at: Spot,
    /// A clip that takes effect when the path is painted.
    pub pending_clip: Option<Rule>,
    pub marks: Marks,
    /// Glyphs of the text object that become a clip at its end: the first one, and the box around them.
    pub clipping_text: Option<(usize, Box2)>,
    /// The forms being drawn, by place in memory.
    pub open_forms: Vec<usize>,
    pub forms_left: u32,
    /// Where strings are decoded.
    pub scratch: Vec<u8>,
    /// Whether some content could not be decoded, or not to its end.
    pub is_broken: bool,
    /// Operators that nobody knows.
    pub unknown: usize,
}

/// What a stream's resources mean, each looked up once.
#[derive(Default)]
struct Known<'a> {
    fonts: FxHashMap<Box<[u8]>, Rc<Font<'a>>>,
    spaces: FxHashMap<Box<[u8]>, Space>,
    patterns: FxHashMap<Box<[u8]>, Pattern>,
    changes: FxHashMap<Box<[u8]>, Rc<StateChange<'a>>>,
}

impl<'p, 'a> Interpreter<'p, 'a> {
    pub(super) fn new(
        space: &PageSpace,
        fonts: &'p mut Fonts<'a>,
        layers: &'p Layers,
        options: &'p ReadOptions,
    ) -> Self {
        /// Most forms drawn on one page, nested ones included: a form that draws two, each of which draws two, has no end in practice.
        const FORMS: u32 = 20_000;
        let page = space.area();
        Self {
            canvas: Canvas::new(page, options.limits),
            fonts,
            layers,
            options,
            state: State::new(space.to_shown, Clip::new(page)),
            saved: Vec::new(),
            origin: space.to_shown,
            tiles: Tiles::default(),
            path: Vec::new(),
            path_start: Spot::default(),
            at: Spot::default(),
            pending_clip: None,
            marks: Marks::default(),
            clipping_text: None,
            open_forms: Vec::new(),
            forms_left: FORMS,
            scratch: Vec::new(),
            is_broken: false,
            unknown: 0,
        }
    }

    /// Runs a stream; leaves the graphics state as it was.
    pub(super) fn run(&mut self, content: &[u8], resources: &Resources<'a>) {
        let before = self.state.clone();
        let origin = std::mem::replace(&mut self.origin, before.to_page);
        let (saved, marks) = (self.saved.len(), self.marks.depth());
        let mut known = Known::default();
        let mut operations = Operations::new(content);
        let (mut operators, unknown) = (0, self.unknown);
        while let Some(operation) = operations.next() {
            operators += 1;
            if self.options.cancel.is_cancelled() {
                return;
            }
            self.operate(&operation, resources, &mut known, saved);
        }
        // Packed data, or a font, where content should be: most of it means nothing.
        let is_content = (self.unknown - unknown) * 2 <= operators;
        self.is_broken |= operations.is_cut() || has_hole(content) || !is_content;
        self.marks.close_to(marks, &mut self.canvas);
        self.saved.truncate(saved);
        (self.state, self.origin) = (before, origin);
        self.path.clear();
        self.pending_clip = None;
    }

    fn operate(&mut self, op: &Operation<'_, '_>, resources: &Resources<'a>, known: &mut Known<'a>, floor: usize) {
        match op.operator {
            b"q" => {
                if self.saved.len() < SAVED_STATES {
                    self.saved.push(self.state.clone());
                }
            }
            b"Q" => {
                if self.saved.len() > floor
                    && let Some(state) = self.saved.pop()
                {
                    self.state = state;
                }
            }
            b"cm" => {
                if let Some(matrix) = op.numbers() {
                    self.state.to_page = Matrix::from_array(matrix).then(&self.state.to_page);
                }
            }
            b"w" => {
                if let Some([width]) = op.numbers() {
                    self.state.line.width = width;
                }
            }
            b"J" => {
                if let Some([cap]) = op.numbers() {
                    self.state.line.has_ends = cap > 0.0;
                }
            }
            b"gs" => self.change_state(op, resources, known),
            b"m" | b"l" | b"c" | b"v" | b"y" | b"h" | b"re" => self.build_path(op),
            b"W" => self.pending_clip = Some(Rule::NonZero),
            b"W*" => self.pending_clip = Some(Rule::EvenOdd),
            b"S" => self.paint(None, true, false),
            b"s" => self.paint(None, true, true),
            b"f" | b"F" => self.paint(Some(Rule::NonZero), false, false),
            b"f*" => self.paint(Some(Rule::EvenOdd), false, false),
            b"B" => self.paint(Some(Rule::NonZero), true, false),
            b"B*" => self.paint(Some(Rule::EvenOdd), true, false),
            b"b" => self.paint(Some(Rule::NonZero), true, true),
            b"b*" => self.paint(Some(Rule::EvenOdd), true, true),
            b"n" => self.paint(None, false, false),
            b"g" | b"G" => self.set_device_color::<1>(op, Space::Gray),
            b"rg" | b"RG" => self.set_device_color::<3>(op, Space::Rgb),
            b"k" | b"K" => self.set_device_color::<4>(op, Space::Cmyk),
            b"cs" | b"CS" => self.set_space(op, resources, known),
            b"sc" | b"scn" | b"SC" | b"SCN" => self.set_color(op, resources, known),
            b"sh" => {
                if !self.marks.is_hidden() {
                    let name = op.name().unwrap_or_default();
                    let pattern = Pattern::of_shading_named(&name, resources);
                    let ink = Ink {
                        color: pattern.color(),
                        pattern,
                        ..self.state.fill_ink()
                    };
                    let drawn = self.canvas.drawn.count();
                    self.canvas.shade(ink, &self.state.clip);
                    self.pour(ink, drawn);
                }
            }
            b"Do" => self.draw_xobject(op, resources),
            b"BI" => {
                let image = Image::inline(op, resources);
                self.draw_image(&image);
            }
            b"BMC" => self.marks.open(false),
            b"BDC" => {
                let glyphs = self.canvas.glyphs.len();
                self.marks.open_with(op.operands.get(1), resources, self.layers, glyphs);
            }
            b"EMC" => self.marks.close(&mut self.canvas),
            b"Tf" => self.set_font(op, resources, known),
            _ => self.operate_text(op),
        }
    }

    fn build_path(&mut self, op: &Operation<'_, '_>) {
        if self.path.len() >= PATH_POINTS {
            self.canvas.overflowed = true;
            return;
        }
        let to_page = self.state.to_page;
        let spot = |x: f64, y: f64| to_page.apply(Spot::new(x, y));
        match op.operator {
            b"m" => {
                if let Some([x, y]) = op.numbers() {
                    (self.at, self.path_start) = (spot(x, y), spot(x, y));
                    self.path.push(Step::Move(self.at));
                }
            }
            b"re" => {
                if let Some([x, y, width, height]) = op.numbers() {
                    (self.at, self.path_start) = (spot(x, y), spot(x, y));
                    self.path.extend([
                        Step::Move(self.at),
                        Step::Line(spot(x + width, y)),
                        Step::Line(spot(x + width, y + height)),
                        Step::Line(spot(x, y + height)),
                        Step::Close,
                    ]);
                }
            }
            // Without a point to start from there is no line.
            _ if self.path.is_empty() => {}
            b"l" => {
                if let Some([x, y]) = op.numbers() {
                    self.at = spot(x, y);
                    self.path.push(Step::Line(self.at));
                }
            }
            b"h" => {
                self.at = self.path_start;
                self.path.push(Step::Close);
            }
            b"c" => {
                if let Some([a, b, c, d, x, y]) = op.numbers() {
                    let from = std::mem::replace(&mut self.at, spot(x, y));
                    self.path.push(Step::curve(from, spot(a, b), spot(c, d), self.at));
                }
            }
            b"v" => {
                if let Some([c, d, x, y]) = op.numbers() {
                    let from = std::mem::replace(&mut self.at, spot(x, y));
                    self.path.push(Step::curve(from, from, spot(c, d), self.at));
                }
            }
            _ => {
                if let Some([a, b, x, y]) = op.numbers() {
                    let from = std::mem::replace(&mut self.at, spot(x, y));
                    self.path.push(Step::curve(from, spot(a, b), self.at, self.at));
                }
            }
        }
    }

    fn paint(&mut self, fill: Option<Rule>, stroke: bool, close: bool) {
        if close && !self.path.is_empty() {
            self.path.push(Step::Close);
        }
        if !self.path.is_empty() && !self.marks.is_hidden() {
            if let Some(rule) = fill {
                let ink = self.state.fill_ink();
                let drawn = self.canvas.drawn.count();
                // What is in the tiles lies on what was there before, not on them.
                if let Pattern::Tiles(number) = ink.pattern {
                    self.lay_tiles(number, ink);
                }
                self.canvas.fill(&self.path, rule, ink, &self.state.clip);
                self.pour(ink, drawn);
            }
            if stroke {
                let state = &self.state;
                self.canvas
                    .stroke(&self.path, state.line, &state.to_page, state.stroke_ink(), &state.clip);
            }
        }
        if let Some(rule) = self.pending_clip.take()
            && !self.path.is_empty()
        {
            self.state.clip.cut_to_path(&self.path, rule);
        }
        self.path.clear();
    }

    /// Paint reaches the glyphs that are the clip: all that is seen of it are they, and not what was drawn since there were so many shapes.
    pub(super) fn pour(&mut self, ink: Ink, drawn: usize) {
        if let Some(glyphs) = self.state.poured {
            self.canvas.pour(glyphs, ink);
            self.canvas.drawn.forget_from(drawn);
        }
    }

    /// The colour that an operator sets: capital letters stroke.
    fn paint_of(&mut self, op: &Operation<'_, '_>) -> &mut Paint {
        if op.operator.first().is_some_and(u8::is_ascii_uppercase) {
            &mut self.state.stroke
        } else {
            &mut self.state.fill
        }
    }

    fn set_device_color<const N: usize>(&mut self, op: &Operation<'_, '_>, space: Space) {
        let Some(parts) = op.numbers::<N>() else { return };
        let paint = self.paint_of(op);
        paint.color = space.color(&parts);
        paint.pattern = Pattern::None;
        paint.space = space;
    }

    fn set_space(&mut self, op: &Operation<'_, '_>, resources: &Resources<'a>, known: &mut Known<'a>) {
        let Some(name) = op.name() else { return };
        let space = look_up(&mut known.spaces, &name, || Space::named(&name, resources));
        let paint = self.paint_of(op);
        paint.color = space.initial();
        paint.pattern = Pattern::None;
        paint.space = space;
    }

    fn set_color(&mut self, op: &Operation<'_, '_>, resources: &Resources<'a>, known: &mut Known<'a>) {
        let mut parts = [0.0; 32];
        let mut count = 0;
        let mut pattern = None;
        for operand in op.operands {
            match (operand, parts.get_mut(count)) {
                (Token::Number(number), Some(part)) => {
                    *part = *number;
                    count += 1;
                }
                (Token::Name(name), _) => pattern = Some(decoded_name(name)),
                _ => {}
            }
        }
        let pattern = pattern.map(|name| look_up(&mut known.patterns, &name, || self.pattern(&name, resources)));
        let paint = self.paint_of(op);
        let parts = parts.get(..count).unwrap_or_default();
        paint.color = if pattern.is_some() {
            None
        } else {
            paint.space.color(parts)
        };
        paint.pattern = pattern.unwrap_or_default();
    }

    fn set_font(&mut self, op: &Operation<'_, '_>, resources: &Resources<'a>, known: &mut Known<'a>) {
        let (Some(name), Some([size])) = (op.name(), op.numbers()) else {
            return;
        };
        let fonts = &mut *self.fonts;
        let font = look_up(&mut known.fonts, &name, || fonts.named(&name, resources));
        self.state.text.font = Some(font);
        self.state.text.size = size;
    }

    fn change_state(&mut self, op: &Operation<'_, '_>, resources: &Resources<'a>, known: &mut Known<'a>) {
        let Some(name) = op.name() else { return };
        let fonts = &mut *self.fonts;
        let change = look_up(&mut known.changes, &name, || {
            let dict = resources.ext_g_states.get::<Dict<'a>>(&*name).unwrap_or_default();
            Rc::new(StateChange::new(&dict, fonts))
        });
        change.apply(&mut self.state);
    }
}

fn look_up<T: Clone>(known: &mut FxHashMap<Box<[u8]>, T>, name: &[u8], find: impl FnOnce() -> T) -> T {
    if let Some(found) = known.get(name) {
        return found.clone();
    }
    let found = find();
    known.insert(Box::from(name), found.clone());
    found
}
