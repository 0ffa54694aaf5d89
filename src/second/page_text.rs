//! The text of a page near what is asked for, in one stream: its text operators, those of the forms (XObjects) that it draws put in their place.
//!
//! `pdf-extract` draws a form without its matrix and with the fonts of the page, reads pictures as if they were forms, stops at
//! colours and states that have nothing to do with text, and does not know the operators `'` and `"`. So it is handed text alone, and of that only
//! what may reach a box that is asked about: parsing what is shown and the fonts that it is shown in is nearly all that a page costs. What
//! stands where is left to the library; text is left out only where it ends far from each box however wide its widest characters are.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write as _;

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};

use super::fonts::{self, Measures};
use super::frame::{self, Frame, inherited};
use super::operators::{Operand, Operator, Operators};
use super::reach::{Matrix, Reach, State};
use crate::geometry::Rect;

/// Deepest nesting of forms.
const NESTING: usize = 12;

/// Most operators of one page, XObjects included: so that forms which draw each other cannot grow without end.
const OPERATORS: usize = 2_000_000;

/// The text of a page, and the fonts that it is set in.
pub(super) struct PageText {
    content: Vec<u8>,
    fonts: Vec<UsedFont>,
    numbers: BTreeMap<FontKey, usize>,
    reach: Reach,
    state: State,
    /// Where lines of text count from; and where the text that is shown next begins, as long as nothing but text has come since.
    line: Matrix,
    run: Run,
    is_in_text: bool,
    /// How many runs have been written, and how many operators have been gone over.
    written: usize,
    operators: usize,
    /// Codes that have been left out.
    left_out: usize,
}

/// Text that is shown without its place being set anew.
#[derive(Debug, Default)]
struct Run {
    content: Vec<u8>,
    codes: usize,
    is_near: bool,
    /// The font, size and spacing that the content is written with so far.
    is_set: bool,
}

/// A font of the page.
struct UsedFont {
    dictionary: Dictionary,
    measures: Measures,
}

/// What tells fonts apart: where they stand in the file, or in memory.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum FontKey {
    Object(ObjectId),
    Inline(usize),
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
pub(super) fn lay_out(document: &Document, page: ObjectId, frame: Frame, near: &[Rect]) -> Result<PageText, String> {
    let content = document.get_page_content(page).map_err(|error| error.to_string())?;
    let resources = inherited(document, page, b"Resources").and_then(|object| object.as_dict().ok());
    let mut text = PageText {
        content: Vec::new(),
        fonts: Vec::new(),
        numbers: BTreeMap::new(),
        reach: Reach::new(frame, near),
        state: State::default(),
        line: Matrix::default(),
        run: Run::default(),
        is_in_text: false,
        written: 0,
        operators: 0,
        left_out: 0,
    };
    text.add(document, &content, resources, NESTING)?;
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
        document: &Document,
        content: &[u8],
        resources: Option<&Dictionary>,
        nesting: usize,
    ) -> Result<(), String> {
        let resource = |kind: &[u8], name: Option<&Operand<'_>>| {
            let Some(Operand::Name(name)) = name else { return None };
            let of_kind = resources?.get_deref(kind, document).and_then(Object::as_dict).ok()?;
            of_kind.get(name).ok()
        };
        let mut saved: Vec<Saved> = Vec::new();
        let mut text_begins = None;
        let (mut operators, mut operands) = (Operators::of(content), Vec::new());
        while let Some(operator) = operators.next(&mut operands) {
            self.operators += 1;
            if self.operators > OPERATORS {
                return Err("too many operators".to_owned());
            }
            match operator.name {
                b"q" => {
                    self.end_run();
                    let cut = (!self.is_in_text).then(|| self.cut());
                    saved.push(Saved { state: self.state, cut });
                    self.content.extend_from_slice(b"q\n");
                    text_begins = None;
                }
                b"Q" => {
                    self.end_run();
                    if let Some(Saved { state, cut }) = saved.pop() {
                        self.state = state;
                        text_begins = None;
                        if self.is_in_text || !self.cut_back(cut) {
                            self.content.extend_from_slice(b"Q\n");
                        }
                    }
                }
                b"BT" => {
                    self.end_run();
                    text_begins = Some(self.cut());
                    self.content.extend_from_slice(b"BT\n");
                    self.begin_line(Matrix::default());
                    self.is_in_text = true;
                }
                b"ET" => {
                    self.end_run();
                    self.begin_line(Matrix::default());
                    self.is_in_text = false;
                    if !self.cut_back(text_begins.take()) {
                        self.content.extend_from_slice(b"ET\n");
                    }
                }
                b"cm" => {
                    if let Some(matrix) = Matrix::of(&operands) {
                        self.end_run();
                        self.state.matrix = matrix.then(self.state.matrix);
                        self.write(operator);
                    }
                }
                b"Tm" => {
                    if let Some(matrix) = Matrix::of(&operands) {
                        self.end_run();
                        // Where the text began before is of no matter any more.
                        if self.cut_back(text_begins) {
                            self.content.extend_from_slice(b"BT\n");
                        }
                        self.write(operator);
                        self.begin_line(matrix);
                    }
                }
                b"Td" | b"TD" => {
                    if let Some([x, y]) = numbers(&operands) {
                        self.end_run();
                        if operator.name == b"TD" {
                            self.state.leading = -y;
                        }
                        self.write(operator);
                        self.begin_line(Matrix::moved(x, y).then(self.line));
                    }
                }
                b"T*" => self.next_line(),
                b"Tc" | b"Tw" | b"Tz" | b"TL" | b"Ts" => {
                    if let Some([number]) = numbers(&operands) {
                        self.run.is_set = false;
                        match operator.name {
                            b"Tc" => self.state.letter = number,
                            b"Tw" => self.state.word = number,
                            b"Tz" => self.state.scale = number,
                            b"TL" => self.state.leading = number,
                            _ => self.state.rise = number,
                        }
                    }
                }
                b"Tf" => {
                    if let [name, size] = operands.as_slice()
                        && let Some(size) = size.number()
                    {
                        self.set_font(document, resource(b"Font", Some(name)), size);
                    }
                }
                b"gs" => {
                    let state = resource(b"ExtGState", operands.first());
                    let state = state.and_then(|state| document.dereference(state).ok()?.1.as_dict().ok());
                    let set =
                        state.and_then(|state| state.get_deref(b"Font", document).and_then(Object::as_array).ok());
                    if let Some([named, size]) = set.map(Vec::as_slice)
                        && let Some(size) = frame::number(document, size)
                    {
                        self.set_font(document, Some(named), size);
                    }
                }
                b"Tj" | b"TJ" => self.show(operator.written, &operands),
                b"'" | b"\"" => {
                    if let [word, letter, _] = operands.as_slice()
                        && let (Some(word), Some(letter)) = (word.number(), letter.number())
                    {
                        (self.state.word, self.state.letter) = (word, letter);
                    }
                    self.next_line();
                    let shown = operator.written.iter().position(|byte| matches!(byte, b'(' | b'<'));
                    if let (Some(text @ Operand::Text(_)), Some(begin)) = (operands.last(), shown) {
                        let written = operator.written.get(begin..).unwrap_or_default();
                        self.show(written, std::slice::from_ref(text));
                    }
                }
                b"Do" => {
                    let drawn = resource(b"XObject", operands.first());
                    let drawn = drawn.and_then(|object| document.dereference(object).ok()?.1.as_stream().ok());
                    if let Some(form) = drawn.filter(|stream| is_form(document, stream) && nesting > 0) {
                        self.add_form(document, form, resources, nesting)?;
                        text_begins = None;
                    }
                }
                _ => {}
            }
        }
        self.end_run();
        for Saved { state, .. } in saved.into_iter().rev() {
            self.state = state;
            self.content.extend_from_slice(b"Q\n");
        }
        Ok(())
    }

    fn add_form(
        &mut self,
        document: &Document,
        form: &Stream,
        resources: Option<&Dictionary>,
        nesting: usize,
    ) -> Result<(), String> {
        let own = form.dict.get_deref(b"Resources", document).and_then(Object::as_dict);
        let matrix = form.dict.get_deref(b"Matrix", document).and_then(Object::as_array);
        self.end_run();
        let (state, cut) = (self.state, self.cut());
        self.content.extend_from_slice(b"q\n");
        let numbers = |matrix: &Vec<Object>| matrix.iter().map(|part| frame::number(document, part)).collect();
        let numbers: Option<Vec<f64>> = matrix.ok().and_then(numbers);
        if let Some([a, b, c, d, e, f]) = numbers.as_deref() {
            self.state.matrix = Matrix([*a, *b, *c, *d, *e, *f]).then(self.state.matrix);
            // Writing to memory does not fail.
            let _ = writeln!(self.content, "{a} {b} {c} {d} {e} {f} cm");
        }
        let content = plain(form);
        self.add(document, &content, own.ok().or(resources), nesting - 1)?;
        self.state = state;
        if self.is_in_text || !self.cut_back(Some(cut)) {
            self.content.extend_from_slice(b"Q\n");
        }
        Ok(())
    }

    fn write(&mut self, operator: Operator<'_>) {
        self.content.extend_from_slice(operator.written);
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

    fn begin_line(&mut self, line: Matrix) {
        self.line = line;
        self.reach.begin();
    }

    fn next_line(&mut self) {
        self.end_run();
        let leading = self.state.leading;
        let _ = writeln!(self.content, "{leading} TL T*");
        self.begin_line(Matrix::moved(0.0, -leading).then(self.line));
    }

    fn set_font(&mut self, document: &Document, named: Option<&Object>, size: f64) {
        if let Some(number) = self.font(document, named) {
            self.state.font = Some(number);
            self.state.size = size;
            self.run.is_set = false;
        } else {
            self.state.font = None;
        }
    }

    /// The number of a font of the document.
    fn font(&mut self, document: &Document, named: Option<&Object>) -> Option<usize> {
        let (id, object) = document.dereference(named?).ok()?;
        let dictionary = object.as_dict().ok()?;
        let key = id.map_or_else(
            || FontKey::Inline(std::ptr::from_ref(dictionary).addr()),
            FontKey::Object,
        );
        let next = self.fonts.len();
        let number = *self.numbers.entry(key).or_insert(next);
        if number == next {
            self.fonts.push(UsedFont {
                dictionary: dictionary.clone(),
                measures: fonts::measures(document, dictionary),
            });
        }
        Some(number)
    }

    /// Text set in no font cannot be read; text that runs down would be put beside its place.
    fn show(&mut self, written: &[u8], operands: &[Operand<'_>]) {
        let number = self.state.font;
        let Some((number, used)) = number.and_then(|number| Some((number, self.fonts.get(number)?))) else {
            return;
        };
        let operator = match operands {
            [Operand::Text(_)] => "Tj",
            [Operand::Open, .., Operand::Close] => "TJ",
            _ => return,
        };
        if used.measures.is_vertical {
            return;
        }
        let (mut bytes, mut shifted) = (0, 0.0);
        for operand in operands {
            match operand {
                Operand::Text(length) => bytes += length,
                Operand::Number(_) => shifted += operand.number().unwrap_or_default().abs(),
                _ => {}
            }
        }
        let codes = bytes.div_ceil(used.measures.shortest);
        let run = &mut self.run;
        run.codes += codes;
        run.is_near |= self
            .reach
            .shows(&self.state, self.line, codes, used.measures.widest, shifted);
        let state = &self.state;
        // Writing to memory does not fail.
        if !run.is_set {
            run.is_set = true;
            let (letter, word, scale, rise) = (state.letter, state.word, state.scale, state.rise);
            let _ = writeln!(run.content, "{letter} Tc {word} Tw {scale} Tz {rise} Ts");
            let _ = writeln!(run.content, "/F{number} {} Tf", state.size);
        }
        run.content.extend_from_slice(written);
        let _ = writeln!(run.content, " {operator}");
    }

    /// Writes what has been shown where that may be near, and leaves it out where it is not.
    fn end_run(&mut self) {
        let run = &mut self.run;
        if run.is_near {
            self.content.append(&mut run.content);
            self.written += 1;
        } else {
            self.left_out += run.codes;
            run.content.clear();
        }
        (run.codes, run.is_near, run.is_set) = (0, false, false);
        self.reach.lose();
    }

    /// Puts the text in place of what the page draws.
    pub(super) fn write_to(self, document: &mut Document, page: ObjectId) -> Result<(), String> {
        let shown = self.shown()?;
        let mut named = Dictionary::new();
        for (number, shown) in shown {
            if let Some(font) = self.fonts.get(number) {
                let amended = fonts::amended(document, &font.dictionary, &shown);
                named.set(font_name(number), Object::Dictionary(amended));
            }
        }
        let content = document.add_object(Stream::new(Dictionary::new(), self.content));
        let media_box = [0, 0, 595, 842].map(Object::Integer).to_vec();
        let page = document.get_object_mut(page).and_then(Object::as_dict_mut);
        let page = page.map_err(|error| error.to_string())?;
        page.set("Contents", Object::Reference(content));
        page.set("Resources", dictionary! { "Font" => Object::Dictionary(named) });
        // The frame already knows the page's boxes; the library stops at odd ones.
        page.set("MediaBox", Object::Array(media_box));
        page.remove(b"ArtBox");
        Ok(())
    }

    /// The strings that are shown, by font.
    fn shown(&self) -> Result<BTreeMap<usize, BTreeSet<Vec<u8>>>, String> {
        let content = Content::decode(&self.content).map_err(|error| error.to_string())?;
        let mut shown: BTreeMap<usize, BTreeSet<Vec<u8>>> = BTreeMap::new();
        let mut font = 0;
        for operation in &content.operations {
            match (operation.operator.as_str(), operation.operands.first()) {
                ("Tf", Some(Object::Name(name))) => {
                    let number = name.get(1..).and_then(|digits| std::str::from_utf8(digits).ok());
                    font = number.and_then(|digits| digits.parse().ok()).unwrap_or_default();
                    shown.entry(font).or_default();
                }
                ("Tj" | "TJ", Some(operand)) => {
                    let parts = operand.as_array().map_or(std::slice::from_ref(operand), Vec::as_slice);
                    let strings = parts.iter().filter_map(|part| part.as_str().ok());
                    shown.entry(font).or_default().extend(strings.map(<[u8]>::to_vec));
                }
                _ => {}
            }
        }
        Ok(shown)
    }
}

fn font_name(number: usize) -> Vec<u8> {
    format!("F{number}").into_bytes()
}

fn numbers<const N: usize>(operands: &[Operand<'_>]) -> Option<[f64; N]> {
    let numbers: Option<Vec<f64>> = operands.iter().map(|operand| operand.number()).collect();
    numbers?.try_into().ok()
}

fn is_form(document: &Document, stream: &Stream) -> bool {
    let subtype = stream.dict.get_deref(b"Subtype", document).and_then(Object::as_name);
    subtype.is_ok_and(|subtype| subtype == b"Form")
}

/// The bytes of a stream without its filters.
pub(super) fn plain(stream: &Stream) -> Vec<u8> {
    stream.decompressed_content().unwrap_or_else(|_| stream.content.clone())
}
