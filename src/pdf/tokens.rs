//! The words of a content stream, and of a CMap file, which is written in the same way.

/// One word. Names and strings are kept as they are written, and decoded where they are needed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Token<'c> {
    Number(f64),
    /// Without its slash.
    Name(&'c [u8]),
    /// What stands between the brackets `(` and `)`.
    Literal(&'c [u8]),
    /// What stands between `<` and `>`.
    Hex(&'c [u8]),
    /// A dictionary, with its `<<` and `>>`.
    Dict(&'c [u8]),
    /// `[`
    Open,
    /// `]`
    Close,
    /// Anything else: an operator, `true`, `null`.
    Word(&'c [u8]),
}

/// Cuts bytes into words. What cannot be a word is passed over, so that one bad byte does not cost what follows.
#[derive(Debug, Clone)]
pub(super) struct Tokens<'c> {
    rest: &'c [u8],
    /// Whether a string or a dictionary had no end.
    pub is_cut: bool,
}

/// What a byte is to the syntax.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Regular,
    Blank,
    Delimiter,
}

/// Powers of ten, as far as whole numbers of 64 bits reach.
const POWERS: [f64; 19] = [
    1.0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18,
];

/// Of every byte, what it is: looked up for most bytes of a page.
#[expect(
    clippy::indexing_slicing,
    reason = "an index out of bounds in a constant does not compile"
)]
const KINDS: [Kind; 256] = {
    let mut kinds = [Kind::Regular; 256];
    let mut byte = 0;
    while byte < kinds.len() {
        kinds[byte] = match byte as u8 {
            b'\0' | b'\t' | b'\n' | b'\x0c' | b'\r' | b' ' => Kind::Blank,
            b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%' => Kind::Delimiter,
            _ => Kind::Regular,
        };
        byte += 1;
    }
    kinds
};

fn kind(byte: u8) -> Kind {
    KINDS.get(usize::from(byte)).copied().unwrap_or(Kind::Regular)
}

/// Whether a byte separates words.
pub(super) fn is_blank(byte: u8) -> bool {
    kind(byte) == Kind::Blank
}

#[allow(clippy::inline_always, reason = "measured: reading takes a tenth longer without")]
impl<'c> Tokens<'c> {
    pub(super) fn new(data: &'c [u8]) -> Self {
        Self {
            rest: data,
            is_cut: false,
        }
    }

    /// The bytes that are left.
    pub(super) fn rest(&self) -> &'c [u8] {
        self.rest
    }

    /// Passes over so many bytes.
    pub(super) fn skip(&mut self, count: usize) {
        self.rest = self.rest.get(count..).unwrap_or_default();
    }

    #[inline(always)]
    pub(super) fn next(&mut self) -> Option<Token<'c>> {
        loop {
            let (&first, tail) = self.rest.split_first()?;
            if first <= b' ' && is_blank(first) {
                self.rest = tail;
                continue;
            }
            // Half of all words are a digit or a letter alone.
            if let [b' ' | b'\n', after @ ..] = tail {
                if first.is_ascii_digit() {
                    self.rest = after;
                    return Some(Token::Number(f64::from(first - b'0')));
                }
                if first.is_ascii_alphabetic() {
                    let word = self.rest.get(..1).unwrap_or_default();
                    self.rest = after;
                    return Some(Token::Word(word));
                }
            }
            match first {
                b'0'..=b'9' | b'+' | b'-' | b'.' => return Some(self.number_or_word()),
                b'(' => {
                    self.rest = tail;
                    return Some(Token::Literal(self.literal()));
                }
                b'/' => {
                    self.rest = tail;
                    return Some(Token::Name(self.regular()));
                }
                b'<' if tail.first() == Some(&b'<') => return Some(Token::Dict(self.dict())),
                b'<' => {
                    self.rest = tail;
                    return Some(Token::Hex(self.hex()));
                }
                b'[' => {
                    self.rest = tail;
                    return Some(Token::Open);
                }
                b']' => {
                    self.rest = tail;
                    return Some(Token::Close);
                }
                b'%' => self.comment(),
                _ if kind(first) == Kind::Regular => return Some(Token::Word(self.regular())),
                // A closing bracket that nothing has opened.
                _ => self.rest = tail,
            }
        }
    }

    fn comment(&mut self) {
        let end = self.rest.iter().position(|byte| matches!(byte, b'\r' | b'\n'));
        self.skip(end.unwrap_or(self.rest.len()));
    }

    fn regular(&mut self) -> &'c [u8] {
        let end = self.rest.iter().position(|byte| kind(*byte) != Kind::Regular);
        let (word, rest) = self
            .rest
            .split_at_checked(end.unwrap_or(self.rest.len()))
            .unwrap_or_default();
        self.rest = rest;
        word
    }

    /// A number; numbers that are written badly (`--5`, `1.2.3`, `12-`) are read as far as they make sense.
    #[inline(always)]
    fn number_or_word(&mut self) -> Token<'c> {
        let mut rest = self.rest;
        let mut negative = false;
        while let [sign @ (b'+' | b'-'), tail @ ..] = rest {
            negative |= *sign == b'-';
            rest = tail;
        }
        let written = rest;
        let mut digits = 0_u64;
        while let [digit @ b'0'..=b'9', tail @ ..] = rest {
            digits = digits.wrapping_mul(10).wrapping_add(u64::from(digit - b'0'));
            rest = tail;
        }
        let mut count = written.len() - rest.len();
        let mut places = 0;
        if let [b'.', tail @ ..] = rest {
            rest = tail;
            while let [digit @ b'0'..=b'9', tail @ ..] = rest {
                digits = digits.wrapping_mul(10).wrapping_add(u64::from(digit - b'0'));
                rest = tail;
            }
            places = tail.len() - rest.len();
            count += places;
        }
        let is_plain = rest.first().is_none_or(|byte| kind(*byte) != Kind::Regular);
        match POWERS.get(places) {
            Some(power) if is_plain && (1..POWERS.len()).contains(&count) => {
                self.rest = rest;
                let whole = digits.cast_signed() as f64;
                // Most numbers are whole, and dividing is the dearest step.
                let number = if places == 0 { whole } else { whole / power };
                Token::Number(if negative { -number } else { number })
            }
            _ => self.odd_number(rest, written, count, negative),
        }
    }

    /// What is no plain number: too many digits, none at all, or something right behind them.
    #[cold]
    fn odd_number(&mut self, rest: &'c [u8], written: &'c [u8], count: usize, negative: bool) -> Token<'c> {
        match rest {
            [byte, ..] if count == 0 && kind(*byte) == Kind::Regular => return Token::Word(self.regular()),
            [b'-' | b'.', ..] => {
                let end = rest
                    .iter()
                    .position(|byte| !matches!(byte, b'-' | b'+' | b'.' | b'0'..=b'9'));
                self.rest = rest.get(end.unwrap_or(rest.len())..).unwrap_or_default();
            }
            _ => self.rest = rest,
        }
        let written = written.get(..written.len() - rest.len()).unwrap_or_default();
        let number: f64 = std::str::from_utf8(written)
            .ok()
            .and_then(|written| written.parse().ok())
            .unwrap_or(0.0);
        Token::Number(if negative { -number } else { number })
    }

    /// Up to the bracket that closes the one before.
    fn literal(&mut self) -> &'c [u8] {
        let mut depth = 1_usize;
        let mut index = 0;
        while let Some(byte) = self.rest.get(index) {
            match byte {
                b'\\' => index += 1,
                b'(' => depth += 1,
                b')' => {
                    depth -= 1;
                    if depth == 0 {
                        return self.take_to(index);
                    }
                }
                _ => {}
            }
            index += 1;
        }
        self.cut()
    }

    fn hex(&mut self) -> &'c [u8] {
        match self.rest.iter().position(|byte| *byte == b'>') {
            Some(end) => self.take_to(end),
            None => self.cut(),
        }
    }

    fn dict(&mut self) -> &'c [u8] {
        let start = self.rest;
        let mut depth = 0_usize;
        while let Some((first, tail)) = self.rest.split_first() {
            match (first, tail.first()) {
                (b'<', Some(b'<')) => {
                    depth += 1;
                    self.skip(2);
                }
                (b'>', Some(b'>')) => {
                    depth = depth.saturating_sub(1);
                    self.skip(2);
                    if depth == 0 {
                        return start.get(..start.len() - self.rest.len()).unwrap_or_default();
                    }
                }
                (b'(', _) => {
                    self.rest = tail;
                    self.literal();
                }
                // The end of a string may stand right before the end of the dictionary.
                (b'<', _) => {
                    self.rest = tail;
                    self.hex();
                }
                (b'%', _) => self.comment(),
                _ => self.rest = tail,
            }
        }
        self.is_cut = true;
        start
    }

    /// What stands before the byte at `end`; that byte is passed over.
    fn take_to(&mut self, end: usize) -> &'c [u8] {
        let taken = self.rest.get(..end).unwrap_or_default();
        self.skip(end + 1);
        taken
    }

    /// Everything that is left belongs to something that has no end.
    fn cut(&mut self) -> &'c [u8] {
        self.is_cut = true;
        std::mem::take(&mut self.rest)
    }
}

/// The words of an array that a dictionary has under this key, if it stands there itself. Reading long arrays of numbers so is many
/// times faster than as objects, each of which might be a reference.
pub(super) fn array_in<'c>(dict: &'c [u8], key: &[u8]) -> Option<Tokens<'c>> {
    let mut tokens = Tokens::new(dict.strip_prefix(b"<<")?);
    let mut depth = 0_usize;
    let mut is_key = false;
    loop {
        match tokens.next()? {
            Token::Open if is_key && depth == 0 => return Some(tokens),
            Token::Open => depth += 1,
            Token::Close => depth = depth.saturating_sub(1),
            token => is_key = token == Token::Name(key),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(data: &[u8]) -> Vec<Token<'_>> {
        let mut tokens = Tokens::new(data);
        std::iter::from_fn(|| tokens.next()).collect()
    }

    #[test]
    fn numbers_are_read_however_they_are_written() {
        let numbers = [
            Token::Number(-0.5),
            Token::Number(12.0),
            Token::Number(3.25),
            Token::Number(-7.0),
        ];
        assert_eq!(all(b"-.5 12. +3.25 --7"), numbers);
        assert_eq!(all(b"0.5w"), [Token::Number(0.5), Token::Word(b"w")]);
        assert_eq!(all(b"1.2.3 -x"), [Token::Number(1.2), Token::Word(b"-x")]);
    }

    #[test]
    fn words_of_one_byte_are_read_whatever_follows() {
        let words = [
            Token::Word(b"q"),
            Token::Number(1.0),
            Token::Number(0.0),
            Token::Word(b"w"),
            Token::Word(b"f*"),
            Token::Number(7.0),
        ];
        assert_eq!(all(b"q\r1 0\nw\tf* 7"), words);
        assert_eq!(
            all(b"[7 q]"),
            [Token::Open, Token::Number(7.0), Token::Word(b"q"), Token::Close]
        );
    }

    #[test]
    fn strings_names_and_dictionaries_are_cut_out() {
        assert_eq!(
            all(b"(a(b)\\)c)/N#20a"),
            [Token::Literal(b"a(b)\\)c"), Token::Name(b"N#20a")]
        );
        assert_eq!(
            all(b"<0a>[<</A(>>)>>]"),
            [Token::Hex(b"0a"), Token::Open, Token::Dict(b"<</A(>>)>>"), Token::Close]
        );
    }

    #[test]
    fn a_stray_bracket_costs_nothing_else() {
        assert_eq!(all(b"1 ) } q"), [Token::Number(1.0), Token::Word(b"q")]);
    }

    #[test]
    fn an_array_is_found_in_the_bytes_of_its_dictionary() {
        let mut tokens = array_in(b"<</W 5 0 R/X[/W[1]]/D<</W[2]>>/W [3 4]>>", b"W").unwrap();
        assert_eq!(tokens.next(), Some(Token::Number(3.0)));
        assert!(array_in(b"<</W 5 0 R/X[/W[1]]>>", b"W").is_none());
    }

    #[test]
    fn a_string_without_end_is_told() {
        let mut tokens = Tokens::new(b"(abc");
        assert_eq!(tokens.next(), Some(Token::Literal(b"abc")));
        assert!(tokens.is_cut && tokens.next().is_none());
    }
}
