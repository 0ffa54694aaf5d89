//! A content stream as operations: an operator and the operands before it.

use std::borrow::Cow;

use super::strings::{decode_hex, decoded_name, literal_bytes};
use super::tokens::{Token, Tokens, is_blank};

/// One operation. The items of an array stand among the operands like others: only `TJ` has one that matters.
#[derive(Debug, Clone, Copy)]
pub(super) struct Operation<'s, 'c> {
    pub operator: &'c [u8],
    pub operands: &'s [Token<'c>],
    /// Of an inline image (`BI`), whose operands are its entries.
    pub image_data: &'c [u8],
}

impl<'c> Operation<'_, 'c> {
    /// The last numbers before the operator.
    #[inline]
    pub(super) fn numbers<const N: usize>(&self) -> Option<[f64; N]> {
        let mut last = [0.0; N];
        let before = self.operands.len().checked_sub(N)?;
        let written = self.operands.get(before..)?;
        for (place, operand) in last.iter_mut().zip(written) {
            let Token::Number(number) = operand else {
                return self.numbers_among_others();
            };
            *place = *number;
        }
        Some(last)
    }

    /// The same, where something else stands between them.
    #[cold]
    fn numbers_among_others<const N: usize>(&self) -> Option<[f64; N]> {
        let mut last = [0.0; N];
        let mut numbers = self.operands.iter().rev().filter_map(|operand| match operand {
            Token::Number(number) => Some(*number),
            _ => None,
        });
        for place in last.iter_mut().rev() {
            *place = numbers.next()?;
        }
        Some(last)
    }

    /// The name before the operator.
    pub(super) fn name(&self) -> Option<Cow<'c, [u8]>> {
        self.operands.iter().find_map(|operand| match operand {
            Token::Name(name) => Some(decoded_name(name)),
            _ => None,
        })
    }

    /// The entry of an inline image under its long or its short name.
    pub(super) fn entry(&self, long: &[u8], short: &[u8]) -> Option<Token<'c>> {
        let mut operands = self.operands.iter();
        while let Some(operand) = operands.next() {
            if matches!(operand, Token::Name(name) if *name == long || *name == short) {
                return operands.next().copied();
            }
        }
        None
    }
}

/// The bytes of a string operand, and whether it is written as it may be; `scratch` holds them where they are not as written.
#[inline]
pub(super) fn string_bytes<'s>(operand: &Token<'s>, scratch: &'s mut Vec<u8>) -> Option<(&'s [u8], bool)> {
    match *operand {
        Token::Literal(written) => Some((literal_bytes(written, scratch), true)),
        Token::Hex(digits) => {
            let is_sound = decode_hex(digits, scratch);
            Some((scratch, is_sound))
        }
        _ => None,
    }
}

/// The operations of a stream, one after the other.
#[derive(Debug)]
pub(super) struct Operations<'c> {
    tokens: Tokens<'c>,
    operands: Vec<Token<'c>>,
}

impl<'c> Operations<'c> {
    pub(super) fn new(content: &'c [u8]) -> Self {
        Self {
            tokens: Tokens::new(content),
            operands: Vec::new(),
        }
    }

    /// Whether the stream broke off within a string, a dictionary or an image.
    pub(super) fn is_cut(&self) -> bool {
        self.tokens.is_cut
    }

    #[allow(
        clippy::inline_always,
        reason = "measured: out of line, reading takes a sixth longer"
    )]
    #[inline(always)]
    pub(super) fn next(&mut self) -> Option<Operation<'_, 'c>> {
        self.operands.clear();
        loop {
            match self.tokens.next()? {
                Token::Word(b"true" | b"false" | b"null") | Token::Open | Token::Close => {}
                Token::Word(b"BI") => {
                    let image_data = self.read_image();
                    return Some(Operation {
                        operator: b"BI",
                        operands: &self.operands,
                        image_data,
                    });
                }
                Token::Word(operator) => {
                    return Some(Operation {
                        operator,
                        operands: &self.operands,
                        image_data: &[],
                    });
                }
                operand => self.push(operand),
            }
        }
    }

    fn push(&mut self, operand: Token<'c>) {
        /// Most operands of one operation; a `TJ` of a whole page of text has some thousands.
        const OPERANDS: usize = 500_000;
        if self.operands.len() < OPERANDS {
            self.operands.push(operand);
        }
    }

    /// Reads the entries of an inline image, and passes over its data.
    fn read_image(&mut self) -> &'c [u8] {
        self.operands.clear();
        loop {
            match self.tokens.next() {
                None => return &[],
                Some(Token::Word(b"ID")) => break,
                // As an entry of its own: a word is the value of /IM and /I.
                Some(token) => self.push(token),
            }
        }
        // One blank belongs to `ID`.
        self.tokens.skip(1);
        let rest = self.tokens.rest();
        let length = image_length(rest);
        self.tokens.is_cut |= length.is_none();
        let data = rest.get(..length.unwrap_or(rest.len())).unwrap_or_default();
        self.tokens.skip(data.len());
        if let Some(Token::Word(_)) = self.tokens.clone().next() {
            self.tokens.next();
        }
        data
    }
}

/// How far the data of an inline image go: up to an `EI` that stands alone and has text behind it, not more binary data.
fn image_length(rest: &[u8]) -> Option<usize> {
    /// So many bytes behind an `EI` tell content from data.
    const LOOK_AHEAD: usize = 16;
    let mut from = 0;
    loop {
        let at = from + rest.get(from..)?.windows(2).position(|two| two == b"EI")?;
        let before = at.checked_sub(1).and_then(|before| rest.get(before));
        let after = rest.get(at + 2..).unwrap_or_default();
        let stands_alone =
            before.is_none_or(|byte| is_blank(*byte)) && after.first().is_none_or(|byte| is_blank(*byte));
        let is_text = |byte: &u8| matches!(byte, b'\t' | b'\n' | b'\r' | b' '..=b'~');
        if stands_alone && after.iter().take(LOOK_AHEAD).all(is_text) {
            return Some(at);
        }
        from = at + 2;
    }
}

/// Whether an operator has this name that neither draws nor changes what is drawn of a form.
pub(super) fn draws_nothing(name: &[u8]) -> bool {
    matches!(
        name,
        b"d" | b"i" | b"j" | b"M" | b"ri" | b"MP" | b"DP" | b"BX" | b"EX" | b"d0" | b"d1"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operands_stand_before_their_operator() {
        let mut operations = Operations::new(b"/F 12 Tf [(a) -250 <62>] TJ 1 2 3 4 m");
        let font = operations.next().unwrap();
        assert_eq!(
            (font.name().as_deref(), font.numbers()),
            (Some(b"F".as_slice()), Some([12.0]))
        );
        assert_eq!(operations.next().unwrap().operands.len(), 3);
        let point = operations.next().unwrap();
        assert_eq!((point.operator, point.numbers()), (b"m".as_slice(), Some([3.0, 4.0])));
        assert_eq!(point.numbers::<5>(), None);
        assert!(operations.next().is_none() && !operations.is_cut());
    }

    #[test]
    fn an_inline_image_ends_where_its_data_end() {
        let mut operations = Operations::new(b"BI /W 2 /IM true ID \x00 EI \xff\x80 EI Q");
        let image = operations.next().unwrap();
        assert_eq!(image.entry(b"Width", b"W"), Some(Token::Number(2.0)));
        assert_eq!(image.entry(b"ImageMask", b"IM"), Some(Token::Word(b"true")));
        assert_eq!(image.image_data, b"\x00 EI \xff\x80 ");
        assert_eq!(operations.next().unwrap().operator, b"Q");
    }

    #[test]
    fn an_inline_image_without_end_is_told() {
        let mut operations = Operations::new(b"BI /W 2 ID abcdef");
        assert!(operations.next().is_some());
        assert!(operations.is_cut());
    }
}
