//! The text of a page near what is asked for, in one stream: its text operators, those of the forms (XObjects) that it draws put in their place.
//!
//! `pdf-extract` draws a form without its matrix and with the fonts of the page, reads pictures as if they were forms, stops at
//! colours and states that have nothing to do with text, and does not know the operators `'` and `"`. So it is handed text alone, and of that only
//! what may reach a box that is asked about: parsing what is shown and the fonts that it is shown in is nearly all that a page costs. What
//! stands where is left to the library; text is left out only where it ends far from each box however wide its widest characters are.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::ops::Range;

use lopdf::{Dictionary, Object, ObjectId};

use super::drawn_form::{Form, is_form};
use super::fonts::{self, Measures};
use super::frame::{self, Frame, inherited};
use super::operators::{Operand, Operator, Operators, length};
use super::reach::{Reach, State};
use super::source::Source;
use crate::geometry::Rect;

mod output;

/// Deepest nesting of forms.
const NESTING: usize = 12;

/// Most operators of one page, XObjects included: so that forms which draw each other cannot grow without end.
const OPERATORS: usize = 2_000_000;

/// The text of a page, and the fonts that it is set in.
pub(super) struct PageText {
    content: Vec<u8>,
    fonts: Vec<UsedFont>,
    /// Numbers of the fonts that are objects of their own.
    numbers: BTreeMap<ObjectId, usize>,
    reach: Reach,
    run: Run,
    is_in_text: bool,
    /// How many runs have been written, and how many operators have been gone over.
    written: usize,
    operators: usize,
    /// Codes that have been left out.
    left_out: usize,
}

/// Text that is shown without its place being set anew.
#[derive(Default)]
struct Run {
    shows: Vec<Show>,
    codes: usize,
    is_near: bool,
}

/// An operator that shows text: with what, and where its operand stands in the content.
struct Show {
    state: State,
    written: Range<usize>,
    is_array: bool,
}

/// A font of the page: as it is named, and, once text may be near that is set in it, as it is.
struct UsedFont {
    named: Object,
    known: Option<(Dictionary, Measures)>,
}

/// What is saved by `q`.
struct Saved {
    state: State,
    /// Where the content can be cut if no text is written up to the `Q`.
    cut: Option<Cut>,
}

/// A place in the content, and how many runs stand before it.
#[derive(Clone, Copy)]
struct Cut {
    length: usize,
    written: usize,
}

/// Lays out the text of a page that may reach these boxes.
pub(super) fn lay_out(
    source: &mut Source<'_>,
    page: ObjectId,
    frame: Frame,
    near: &[Rect],
) -> Result<PageText, String> {
    let document = source.document();
    let content = document.get_page_content(page).map_err(|error| error.to_string())?;
    let resources = inherited(document, page, b"Resources").and_then(|object| object.as_dict().ok());
    let resources = resources.cloned().unwrap_or_default();
    let mut text = PageText {
        content: Vec::new(),
        fonts: Vec::new(),
        numbers: BTreeMap::new(),
        reach: Reach::new(frame.matrix(), near),
        run: Run::default(),
        is_in_text: false,
        written: 0,
        operators: 0,
        left_out: 0,
    };
    text.add(source, &content, &resources, NESTING)?;
    Ok(text)
}

impl PageText {
    /// How many codes have been left out.
    pub(super) fn left_out(&self) -> usize {
        self.left_out
    }

    /// Adds the operators of a content stream.
    fn add(
        &mut self,
        source: &mut Source<'_>,
        content: &[u8],
        resources: &Dictionary,
        nesting: usize,
    ) -> Result<(), String> {
        let mut saved: Vec<Saved> = Vec::new();
        let mut text_begins = None;
        let (mut operators, mut operands) = (Operators::of(content), Vec::new());
        while let Some(operator) = operators.next(&mut operands) {
            self.operators += 1;
            if self.operators > OPERATORS {
                return Err("too many operators".to_owned());
            }
            let document = source.document();
            let resource = |kind: &[u8]| {
                let Some(Operand::Name(name)) = operands.first() else {
                    return None;
                };
                let of_kind = resources.get_deref(kind, document).and_then(Object::as_dict).ok()?;
                of_kind.get(name).ok()
            };
            match operator.name {
                b"q" => {
                    self.end_run(content);
                    self.reach.lose();
                    let cut = (!self.is_in_text).then(|| self.cut());
                    saved.push(Saved {
                        state: self.reach.state,
                        cut,
                    });
                    self.content.extend_from_slice(b"q\n");
                    text_begins = None;
                }
                b"Q" => {
                    self.end_run(content);
                    self.reach.lose();
                    if let Some(Saved { state, cut }) = saved.pop() {
                        self.reach.state = state;
                        text_begins = None;
                        if self.is_in_text || !self.cut_back(cut) {
                            self.content.extend_from_slice(b"Q\n");
                        }
                    }
                }
                b"BT" => {
                    self.end_run(content);
                    text_begins = Some(self.cut());
                    self.content.extend_from_slice(b"BT\n");
                    self.reach.set(b"BT", &[]);
                    self.is_in_text = true;
                }
                b"ET" => {
                    self.end_run(content);
                    self.reach.set(b"ET", &[]);
                    self.is_in_text = false;
                    if !self.cut_back(text_begins.take()) {
                        self.content.extend_from_slice(b"ET\n");
                    }
                }
                b"cm" | b"Tm" | b"Td" | b"TD" if self.reach.set(operator.name, &operands) => {
                    self.end_run(content);
                    // Where the text began before is of no matter any more.
                    if operator.name == b"Tm" && self.cut_back(text_begins) {
                        self.content.extend_from_slice(b"BT\n");
                    }
                    self.write(operator, content);
                }
                b"T*" => self.next_line(content),
                b"Tc" | b"Tw" | b"Tz" | b"TL" | b"Ts" => {
                    self.reach.set(operator.name, &operands);
                }
                b"Tf" => {
                    if let [_, size] = operands.as_slice()
                        && let Some(size) = size.number()
                    {
                        self.set_font(resource(b"Font"), size);
                    }
                }
                b"gs" => {
                    let state = resource(b"ExtGState");
                    let state = state.and_then(|state| document.dereference(state).ok()?.1.as_dict().ok());
                    let set =
                        state.and_then(|state| state.get_deref(b"Font", document).and_then(Object::as_array).ok());
                    if let Some([named, size]) = set.map(Vec::as_slice)
                        && let Some(size) = frame::number(document, size)
                    {
                        self.set_font(Some(named), size);
                    }
                }
                b"Tj" | b"TJ" => self.show(source, operator.begin..operator.end, &operands),
                b"'" | b"\"" => {
                    if let [word, letter, _] = operands.as_slice()
                        && let (Some(word), Some(letter)) = (word.number(), letter.number())
                    {
                        (self.reach.state.word, self.reach.state.letter) = (word, letter);
                    }
                    self.next_line(content);
                    let numbers = |byte: &u8| !matches!(byte, b'(' | b'<');
                    let before = content.iter().skip(operator.begin).take_while(|byte| numbers(byte));
                    let begin = operator.begin + before.count();
                    if let Some(text @ Operand::Text(_)) = operands.last() {
                        self.show(source, begin..operator.end, std::slice::from_ref(text));
                    }
                }
                b"Do" => {
                    let drawn = resource(b"XObject");
                    let drawn = drawn.and_then(|object| document.dereference(object).ok()?.1.as_stream().ok());
                    if let Some(form) = drawn.filter(|stream| is_form(document, stream) && nesting > 0) {
                        let form = Form::of(document, form, resources);
                        self.end_run(content);
                        self.add_form(source, &form, nesting)?;
                        text_begins = None;
                    }
                }
                _ => {}
            }
        }
        self.end_run(content);
        for Saved { state, .. } in saved.into_iter().rev() {
            self.reach.state = state;
            self.content.extend_from_slice(b"Q\n");
        }
        Ok(())
    }

    fn add_form(&mut self, source: &mut Source<'_>, form: &Form, nesting: usize) -> Result<(), String> {
        self.reach.lose();
        let (state, cut) = (self.reach.state, self.cut());
        self.content.extend_from_slice(b"q\n");
        if let Some(matrix) = form.matrix {
            self.reach.state.matrix = matrix.then(self.reach.state.matrix);
            let [a, b, c, d, e, f] = matrix.0;
            // Writing to memory does not fail.
            let _ = writeln!(self.content, "{a} {b} {c} {d} {e} {f} cm");
        }
        self.add(source, &form.content, &form.resources, nesting - 1)?;
        self.reach.state = state;
        if self.is_in_text || !self.cut_back(Some(cut)) {
            self.content.extend_from_slice(b"Q\n");
        }
        Ok(())
    }

    fn write(&mut self, operator: Operator<'_>, content: &[u8]) {
        self.content.extend_from_slice(operator.written(content));
        self.content.push(b' ');
        self.content.extend_from_slice(operator.name);
        self.content.push(b'\n');
    }

    fn cut(&self) -> Cut {
        Cut {
            length: self.content.len(),
            written: self.written,
        }
    }

    /// Cuts the content back, where no text has been written since.
    fn cut_back(&mut self, cut: Option<Cut>) -> bool {
        let cut = cut.filter(|cut| cut.written == self.written);
        if let Some(cut) = cut {
            self.content.truncate(cut.length);
        }
        cut.is_some()
    }

    fn next_line(&mut self, content: &[u8]) {
        self.end_run(content);
        let leading = self.reach.state.leading;
        let _ = writeln!(self.content, "{leading} TL T*");
        self.reach.set(b"T*", &[]);
    }

    /// Sets a font of the document, or none.
    fn set_font(&mut self, named: Option<&Object>, size: f64) {
        self.reach.state.size = size;
        self.reach.state.font = named.map(|named| {
            let next = self.fonts.len();
            let number = match named {
                Object::Reference(id) => *self.numbers.entry(*id).or_insert(next),
                _ => self.fonts.iter().position(|font| font.named == *named).unwrap_or(next),
            };
            if number == next {
                let named = named.clone();
                self.fonts.push(UsedFont { named, known: None });
            }
            number
        });
    }

    /// Text set in no font cannot be read; text that runs down would be put beside its place.
    fn show(&mut self, source: &mut Source<'_>, written: Range<usize>, operands: &[Operand<'_>]) {
        let is_array = match operands {
            [Operand::Text(_)] => false,
            [Operand::Open, .., Operand::Close] => true,
            _ => return,
        };
        let Some(used) = self.reach.state.font.and_then(|number| self.fonts.get_mut(number)) else {
            return;
        };
        let (bytes, shifted) = length(operands);
        let mut measures = Measures::default();
        if used.known.is_some() || self.reach.may_show(bytes, measures.widest, shifted) {
            match used.measures(source) {
                Some(known) => measures = known,
                None => return,
            }
        }
        if measures.is_vertical {
            return;
        }
        let codes = bytes.div_ceil(measures.shortest);
        // Until now, it may have been far, in fonts that are not known yet.
        let is_to_be_read = if self.run.is_near { self.run.shows.len() } else { 0 };
        self.run.codes += codes;
        self.run.is_near |= self.reach.shows(codes, measures.widest, shifted);
        self.run.shows.push(Show {
            state: self.reach.state,
            written,
            is_array,
        });
        if self.run.is_near {
            let fonts = &mut self.fonts;
            let mut can_be_read = |show: &Show| {
                let used = show.state.font.and_then(|number| fonts.get_mut(number));
                let measures = used.and_then(|used| used.measures(source));
                measures.is_some_and(|measures| !measures.is_vertical)
            };
            let new = self.run.shows.split_off(is_to_be_read);
            self.run.shows.extend(new.into_iter().filter(&mut can_be_read));
        }
    }

    /// Writes what has been shown where that may be near, and leaves it out where it is not.
    fn end_run(&mut self, content: &[u8]) {
        if self.run.shows.is_empty() {
            return;
        }
        if !self.run.is_near {
            self.left_out += self.run.codes;
            self.run.shows.clear();
        }
        let mut before = None;
        for Show {
            state,
            written,
            is_array,
        } in self.run.shows.drain(..)
        {
            let (font, size) = (state.font.unwrap_or_default(), state.size);
            let (letter, word, scale, rise) = (state.letter, state.word, state.scale, state.rise);
            let set = (font, size, letter, word, scale, rise);
            // Writing to memory does not fail.
            if before != Some(set) {
                before = Some(set);
                let _ = writeln!(self.content, "{letter} Tc {word} Tw {scale} Tz {rise} Ts");
                let _ = writeln!(self.content, "/F{font} {size} Tf");
            }
            self.content.extend_from_slice(content.get(written).unwrap_or_default());
            self.content
                .extend_from_slice(if is_array { b" TJ\n" } else { b" Tj\n" });
        }
        self.written += usize::from(self.run.is_near);
        (self.run.codes, self.run.is_near) = (0, false);
    }
}

impl UsedFont {
    /// Reads the font where that has not been done.
    fn measures(&mut self, source: &mut Source<'_>) -> Option<Measures> {
        if self.known.is_none() {
            source.font(&self.named);
            let document = source.document();
            let font = document.dereference(&self.named).ok()?.1.as_dict().ok()?;
            self.known = Some((font.clone(), fonts::measures(document, font)));
        }
        self.known.as_ref().map(|(_, measures)| *measures)
    }
}
