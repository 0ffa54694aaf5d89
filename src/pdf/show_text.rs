//! The operators of text: where the pen stands, and what it writes.

use super::box2::Box2;
use super::canvas::Look;
use super::graphics_state::TextState;
use super::ink::Ink;
use super::interpreter::Interpreter;
use super::matrix::Matrix;
use super::operations::{Operation, draws_nothing, string_bytes};
use super::pen::Pen;
use super::tokens::Token;

impl Interpreter<'_, '_> {
    /// Any operator that is none of graphics.
    pub(super) fn operate_text(&mut self, op: &Operation<'_, '_>) {
        let text = &mut self.state.text;
        match op.operator {
            b"BT" => (text.matrix, text.line_matrix) = (Matrix::IDENTITY, Matrix::IDENTITY),
            b"ET" => self.end_text(),
            b"Tm" => {
                if let Some(matrix) = op.numbers() {
                    text.matrix = Matrix::from_array(matrix);
                    text.line_matrix = text.matrix;
                }
            }
            b"Td" => {
                if let Some([x, y]) = op.numbers() {
                    text.next_line(x, y);
                }
            }
            b"TD" => {
                if let Some([x, y]) = op.numbers() {
                    text.leading = -y;
                    text.next_line(x, y);
                }
            }
            b"T*" => text.next_line(0.0, -text.leading),
            b"Tj" => self.show_operand(op),
            b"'" => {
                text.next_line(0.0, -text.leading);
                self.show_operand(op);
            }
            b"\"" => {
                if let Some([word_space, char_space]) = op.numbers() {
                    (text.word_space, text.char_space) = (word_space, char_space);
                }
                text.next_line(0.0, -text.leading);
                self.show_operand(op);
            }
            b"TJ" => {
                self.canvas.next_order();
                for item in op.operands {
                    match item {
                        Token::Number(number) => self.state.text.adjust(*number),
                        string => self.show_string(string),
                    }
                }
            }
            b"Tc" | b"Tw" | b"Tz" | b"TL" | b"Ts" | b"Tr" => {
                if let Some([value]) = op.numbers() {
                    match op.operator {
                        b"Tc" => text.char_space = value,
                        b"Tw" => text.word_space = value,
                        b"Tz" => text.scale = value / 100.0,
                        b"TL" => text.leading = value,
                        b"Ts" => text.rise = value,
                        _ => text.mode = value as i64,
                    }
                }
            }
            operator => self.unknown += usize::from(!draws_nothing(operator)),
        }
    }

    /// What another operator shows does not follow in the painting order at once.
    fn show_operand(&mut self, op: &Operation<'_, '_>) {
        self.canvas.next_order();
        if let Some(string) = op.operands.last() {
            self.show_string(string);
        }
    }

    fn show_string(&mut self, string: &Token<'_>) {
        let mut scratch = std::mem::take(&mut self.scratch);
        if let Some((bytes, is_sound)) = string_bytes(string, &mut scratch) {
            self.is_broken |= !is_sound;
            self.show(bytes);
        }
        self.scratch = scratch;
    }

    /// Writes a string.
    fn show(&mut self, bytes: &[u8]) {
        let Some(font) = self.state.text.font.clone() else {
            self.state.text.font = Some(self.fonts.lost());
            return self.show(bytes);
        };
        let look = self.look();
        let state = &mut self.state;
        let text = &mut state.text;
        let (across, up) = font.em();
        let to_page = text.matrix.then(&state.to_page);
        let size = Matrix::new(
            text.size * text.scale * across,
            0.0,
            0.0,
            text.size * up,
            0.0,
            text.rise,
        );
        let start = size.then(&to_page);
        let vertical = font.is_vertical();
        let along = if vertical {
            to_page.apply_vector(0.0, 1.0)
        } else {
            to_page.apply_vector(1.0, 0.0)
        };
        let mut pen = Pen::new(&start, vertical);
        let first_glyph = self.canvas.glyphs.len();
        // How far the pen has gone along the line, in text units.
        let mut gone = 0.0;
        let mut rest = bytes;
        while !rest.is_empty() {
            let (code, length) = font.code(rest);
            rest = rest.get(length..).unwrap_or_default();
            let advance = font.with_shape(code, length, |shape| {
                if shape.is_drawn {
                    pen.put(start.e + gone * along.x, start.f + gone * along.y);
                    self.canvas
                        .glyph(shape, &pen, shape.advance / across, &look, &state.clip);
                }
                shape.advance
            });
            let mut space = text.char_space;
            if code == 32 && length == 1 {
                space += text.word_space;
            }
            gone += if vertical {
                space - advance * text.size
            } else {
                (advance * text.size + space) * text.scale
            };
        }
        let (x, y) = if vertical { (0.0, gone) } else { (gone, 0.0) };
        text.matrix = text.matrix.moved(x, y);
        if text.mode >= 4 {
            self.clip_to_glyphs(first_glyph);
        }
    }

    fn look(&self) -> Look {
        let state = &self.state;
        let (ink, seen) = match state.text.mode {
            1 | 5 => (state.stroke_ink(), state.stroke_ink()),
            2 | 6 => filled_and_outlined(state.fill_ink(), state.stroke_ink()),
            _ => (state.fill_ink(), state.fill_ink()),
        };
        Look {
            ink,
            color: seen.on_paper(),
            invisible: matches!(state.text.mode, 3 | 7),
            layer_off: self.marks.is_hidden(),
            is_unsure: self.marks.is_unsure(),
        }
    }

    /// Adds the glyphs written since `first` to those that become a clip at the end of the text.
    fn clip_to_glyphs(&mut self, first: usize) {
        let written = self.canvas.glyphs.iter().skip(first);
        let boxes = written.map(|glyph| glyph.bbox);
        let Some(around) = boxes.reduce(|a, b| a.union(&b)) else {
            return;
        };
        let around = Box2::of_rect(&around);
        self.clipping_text = Some(match self.clipping_text {
            Some((first, before)) => (first, before.union(&around)),
            None => (first, around),
        });
    }

    fn end_text(&mut self) {
        if let Some((first, around)) = self.clipping_text.take() {
            self.state.clip.cut_to_box(&around, false);
            self.state.poured = Some((first, self.canvas.glyphs.len()));
        }
    }
}

/// What text that is filled and outlined is painted with, and what is seen of it: the filling has more of it; but outlines alone are seen of what is
/// filled white.
fn filled_and_outlined(fill: Ink, stroke: Ink) -> (Ink, Ink) {
    // In different colours, one of the two can be seen.
    let ink = if fill.color == stroke.color {
        fill
    } else {
        Ink { color: None, ..fill }
    };
    let is_white = fill.color == Some([255; 3]);
    (ink, if is_white { stroke } else { fill })
}

impl TextState<'_> {
    fn next_line(&mut self, x: f64, y: f64) {
        self.line_matrix = self.line_matrix.moved(x, y);
        self.matrix = self.line_matrix;
    }

    /// Moves the pen back by thousandths of the type's size.
    fn adjust(&mut self, thousandths: f64) {
        let step = -thousandths / 1000.0 * self.size;
        let vertical = self.font.as_ref().is_some_and(|font| font.is_vertical());
        let (x, y) = if vertical {
            (0.0, step)
        } else {
            (step * self.scale, 0.0)
        };
        self.matrix = self.matrix.moved(x, y);
    }
}
