//! The operators of a content stream, as they are written.
//!
//! `lopdf` makes values of all numbers, names and strings, nine of ten of which are of lines and colours. Here they are told apart by their first
//! byte, and left where they are until somebody asks.

/// One operand, or a bracket of an array.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Operand<'a> {
    Number(&'a [u8]),
    Name(&'a [u8]),
    /// A string, which is of at most so many bytes.
    Text(usize),
    Open,
    Close,
    Other,
}

impl Operand<'_> {
    pub(super) fn number(self) -> Option<f64> {
        let Self::Number(digits) = self else { return None };
        std::str::from_utf8(digits).ok()?.parse().ok()
    }
}

/// An operator: its name, and where its operands begin and end in the content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Operator<'a> {
    pub name: &'a [u8],
    pub begin: usize,
    pub end: usize,
}

impl Operator<'_> {
    /// The operands as they are written.
    pub(super) fn written<'a>(&self, content: &'a [u8]) -> &'a [u8] {
        content.get(self.begin..self.end).unwrap_or_default()
    }
}

/// How many bytes are shown at most, and the sum of all shifts between them.
pub(super) fn length(operands: &[Operand<'_>]) -> (usize, f64) {
    let (mut bytes, mut shifted) = (0, 0.0);
    for operand in operands {
        match operand {
            Operand::Text(length) => bytes += length,
            Operand::Number(_) => shifted += operand.number().unwrap_or_default().abs(),
            _ => {}
        }
    }
    (bytes, shifted)
}

/// So many numbers, where the operands are that.
pub(super) fn numbers<const N: usize>(operands: &[Operand<'_>]) -> Option<[f64; N]> {
    let operands: &[Operand<'_>; N] = operands.try_into().ok()?;
    let mut numbers = [0.0; N];
    for (number, operand) in numbers.iter_mut().zip(operands) {
        *number = operand.number()?;
    }
    Some(numbers)
}

/// Goes over the operators of a content stream.
pub(super) struct Operators<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Operators<'a> {
    pub(super) fn of(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// The next operator; its operands are put in `operands`.
    pub(super) fn next(&mut self, operands: &mut Vec<Operand<'a>>) -> Option<Operator<'a>> {
        operands.clear();
        self.pass(SPACE);
        let mut begin = self.at;
        while let Some(byte) = self.peek() {
            let at = self.at;
            match byte {
                b'%' => {
                    self.pass_while(|byte| !matches!(byte, b'\n' | b'\r'));
                    if operands.is_empty() {
                        self.pass(SPACE);
                        begin = self.at;
                    }
                }
                b'(' => operands.push(Operand::Text(self.pass_string())),
                b'<' if self.byte(at + 1) != Some(b'<') => {
                    self.at += 1;
                    self.pass_while(|byte| byte != b'>');
                    operands.push(Operand::Text((self.at - at) / 2));
                    self.at += 1;
                }
                b'<' => {
                    self.at += 2;
                    operands.push(Operand::Other);
                }
                b'/' => {
                    self.at += 1;
                    self.pass(REGULAR);
                    operands.push(Operand::Name(self.since(at + 1)));
                }
                b'[' | b']' => {
                    self.at += 1;
                    operands.push(if byte == b'[' { Operand::Open } else { Operand::Close });
                }
                b'0'..=b'9' | b'+' | b'-' | b'.' => {
                    self.at += 1;
                    self.pass(NUMBER);
                    operands.push(Operand::Number(self.since(at)));
                }
                _ if is_of(byte, OPERATOR) => {
                    self.pass(OPERATOR);
                    let name = self.since(at);
                    match name {
                        b"true" | b"false" | b"null" => operands.push(Operand::Other),
                        b"BI" => {
                            self.pass_picture();
                            operands.clear();
                            self.pass(SPACE);
                            begin = self.at;
                            continue;
                        }
                        _ => {
                            return Some(Operator { name, begin, end: at });
                        }
                    }
                }
                _ => {
                    self.at += 1;
                    operands.push(Operand::Other);
                }
            }
            self.pass(SPACE);
        }
        None
    }

    /// Where the operator ends that was told last.
    pub(super) fn position(&self) -> usize {
        self.at
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.bytes.get(at).copied()
    }

    fn peek(&self) -> Option<u8> {
        self.byte(self.at)
    }

    fn since(&self, begin: usize) -> &'a [u8] {
        self.bytes.get(begin..self.at).unwrap_or_default()
    }

    fn pass(&mut self, class: u8) {
        self.pass_while(|byte| is_of(byte, class));
    }

    fn pass_while(&mut self, is_passed: impl Fn(u8) -> bool) {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        self.at += rest.iter().position(|byte| !is_passed(*byte)).unwrap_or(rest.len());
    }

    /// Passes over a string in round brackets, and says how many bytes it has at most.
    fn pass_string(&mut self) -> usize {
        let begin = self.at;
        let mut depth = 0_usize;
        while let Some(byte) = self.peek() {
            self.at += 1;
            match byte {
                b'\\' => self.at += 1,
                b'(' => depth += 1,
                b')' => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                break;
            }
        }
        self.at = self.at.min(self.bytes.len());
        (self.at - begin).saturating_sub(2)
    }

    /// Passes over a picture that stands in the content: up to an `EI` that text follows.
    fn pass_picture(&mut self) {
        /// Bytes after the end that are looked at: of a picture's data, some of so many are no text.
        const FOLLOWING: usize = 12;
        while let Some(rest) = self.bytes.get(self.at..) {
            let Some(found) = memchr::memmem::find(rest, b"EI") else {
                break;
            };
            let (before, after) = (self.at + found, self.at + found + 2);
            self.at = after;
            let parts = |at: Option<usize>| at.and_then(|at| self.byte(at)).is_none_or(|byte| is_of(byte, SPACE));
            let mut following = self.bytes.iter().skip(after).take(FOLLOWING);
            let is_text = |byte: &u8| byte.is_ascii_graphic() || is_of(*byte, SPACE);
            if parts(before.checked_sub(1)) && parts(Some(after)) && following.all(is_text) {
                return;
            }
        }
        self.at = self.bytes.len();
    }
}

/// What a byte may be part of: space between operands; the name of a resource; a number; the name of an operator.
const SPACE: u8 = 1;
const REGULAR: u8 = 2;
const NUMBER: u8 = 4;
const OPERATOR: u8 = 8;

#[expect(clippy::indexing_slicing, reason = "what runs over is told when this is built")]
const CLASSES: [u8; 256] = {
    let mut classes = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        classes[byte] = match byte as u8 {
            b' ' | b'\n' | b'\r' | b'\t' | 0 | 0x0c => SPACE,
            b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%' => 0,
            b'0'..=b'9' | b'+' | b'-' | b'.' => REGULAR | NUMBER,
            b'a'..=b'z' | b'A'..=b'Z' | b'*' | b'\'' | b'"' => REGULAR | OPERATOR,
            _ => REGULAR,
        };
        byte += 1;
    }
    classes
};

fn is_of(byte: u8, class: u8) -> bool {
    CLASSES
        .get(usize::from(byte))
        .is_some_and(|classes| classes & class != 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(content: &str) -> Vec<String> {
        let (mut operators, mut operands) = (Operators::of(content.as_bytes()), Vec::new());
        let mut told = Vec::new();
        while let Some(operator) = operators.next(&mut operands) {
            let name = String::from_utf8_lossy(operator.name);
            let written = String::from_utf8_lossy(operator.written(content.as_bytes()));
            told.push(format!("{name}: {} {}", operands.len(), written.trim_end()));
        }
        told
    }

    #[test]
    fn operators_are_told_apart_with_their_operands_as_they_are_written() {
        let content = "% a comment\nq 1 0 0 1 5.5 -.5 cm/X1 Do BT(a\\)(b)c)Tj[(d)-20<6 5>]TJ 0 0 (e)\" T* /S <</MCID 0>>BDC f* ET Q";
        let expected = [
            "q: 0 ",
            "cm: 6 1 0 0 1 5.5 -.5",
            "Do: 1 /X1",
            "BT: 0 ",
            "Tj: 1 (a\\)(b)c)",
            "TJ: 5 [(d)-20<6 5>]",
            "\": 3 0 0 (e)",
            "T*: 0 ",
            "BDC: 6 /S <</MCID 0>>",
            "f*: 0 ",
            "ET: 0 ",
            "Q: 0 ",
        ];
        assert_eq!(told(content), expected);
    }

    #[test]
    fn a_picture_in_the_content_is_passed_over_with_whatever_its_data_look_like() {
        let content = "q BI /W 9 /H 1 /BPC 8 /CS /G ID (Tj EI\u{1}\u{2} EI \u{3}BT\nEI Q\n(1) Tj";
        assert_eq!(told(content), ["q: 0 ", "Q: 0 ", "Tj: 1 (1)"]);
    }

    #[test]
    fn what_never_ends_ends_with_the_content() {
        for content in ["(a", "(a\\", "<61", "/", "BI /W 1 ID ", "[", "<<", "1 2", "%", "{", ")"] {
            assert_eq!(told(content), Vec::<String>::new(), "{content}");
        }
    }
}
