//! CMaps that a document brings with it: ToUnicode maps (code to text) and encodings (code to CID).

use std::rc::Rc;

use read_fonts::ps::agl;

/// Most ranges kept of one CMap: every code of two bytes, and as much again.
const RANGES: usize = 131_072;

/// What a code stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Text {
    One(char),
    Many(Rc<[char]>),
}

impl Text {
    /// `None` for no character at all.
    pub fn new(characters: &[char]) -> Option<Self> {
        match characters {
            [] => None,
            [one] => Some(Self::One(*one)),
            many => Some(Self::Many(many.into())),
        }
    }

    pub fn characters(&self) -> &[char] {
        match self {
            Self::One(character) => std::slice::from_ref(character),
            Self::Many(characters) => characters,
        }
    }

    /// The text so many places further on: its last character is counted up.
    fn counted_up(&self, by: u32) -> Option<Self> {
        let up = |character: char| char::from_u32(u32::from(character).checked_add(by)?);
        match self {
            _ if by == 0 => Some(self.clone()),
            Self::One(character) => up(*character).map(Self::One),
            Self::Many(characters) => {
                let (last, first) = characters.split_last()?;
                let mut all = first.to_vec();
                all.push(up(*last)?);
                Self::new(&all)
            }
        }
    }
}

/// A parsed CMap.
#[derive(Debug, Default)]
pub(super) struct CMap {
    codespaces: Vec<Codespace>,
    cids: Ranges<u32>,
    texts: Ranges<Text>,
    pub vertical: bool,
    /// The CMap that this one adds to.
    pub base: Option<Vec<u8>>,
}

#[derive(Debug, Clone, Copy)]
struct Codespace {
    length: usize,
    low: [u8; 4],
    high: [u8; 4],
}

impl CMap {
    /// Reads what can be read; what cannot is passed over.
    pub fn parse(data: &[u8]) -> Self {
        let mut cmap = Self::default();
        let mut tokens = Tokens { data };
        let mut last = Token::Other;
        while let Some(token) = tokens.next() {
            if let Token::Word(word) = &token {
                match *word {
                    b"begincodespacerange" => cmap.read_codespaces(&mut tokens),
                    b"begincidrange" => cmap.read_cids(&mut tokens, true),
                    b"begincidchar" => cmap.read_cids(&mut tokens, false),
                    b"beginbfrange" => cmap.read_texts(&mut tokens, true),
                    b"beginbfchar" => cmap.read_texts(&mut tokens, false),
                    b"usecmap" => {
                        if let Token::Name(name) = last {
                            cmap.base = Some(name.to_vec());
                        }
                    }
                    _ => {}
                }
            } else if let (Token::Name(b"WMode"), Token::Integer(mode)) = (&last, &token) {
                cmap.vertical = *mode == 1;
            }
            last = token;
        }
        cmap.cids.sort();
        cmap.texts.sort();
        cmap
    }

    pub fn is_empty(&self) -> bool {
        self.cids.spans.is_empty() && self.texts.spans.is_empty() && self.base.is_none()
    }

    pub fn text(&self, code: u32) -> Option<Text> {
        let (text, by) = self.texts.find(code)?;
        text.counted_up(by)
    }

    pub fn cid(&self, code: u32) -> Option<u32> {
        let (cid, by) = self.cids.find(code)?;
        cid.checked_add(by)
    }

    /// The length of the code at the start of the bytes, by the code spaces.
    pub fn code_length(&self, bytes: &[u8]) -> Option<usize> {
        let fits = |space: &Codespace| {
            bytes.len() >= space.length
                && (bytes.iter().zip(space.low.iter().zip(space.high)))
                    .take(space.length)
                    .all(|(byte, (low, high))| (*low..=high).contains(byte))
        };
        let lengths = self
            .codespaces
            .iter()
            .filter(|space| fits(space))
            .map(|space| space.length);
        lengths
            .min()
            .or_else(|| self.codespaces.iter().map(|space| space.length).min())
    }

    fn read_codespaces(&mut self, tokens: &mut Tokens<'_>) {
        while let (Some(Token::Hex(low)), Some(Token::Hex(high))) = (tokens.next(), tokens.next()) {
            let length = low.bytes.len();
            if !(1..=4).contains(&length) || high.bytes.len() != length || self.codespaces.len() >= RANGES {
                continue;
            }
            let mut space = Codespace {
                length,
                low: [0; 4],
                high: [0; 4],
            };
            for (to, from) in space.low.iter_mut().zip(&low.bytes) {
                *to = *from;
            }
            for (to, from) in space.high.iter_mut().zip(&high.bytes) {
                *to = *from;
            }
            self.codespaces.push(space);
        }
    }

    fn read_cids(&mut self, tokens: &mut Tokens<'_>, ranges: bool) {
        while let Some(Token::Hex(low)) = tokens.next() {
            let high = if ranges {
                tokens.next()
            } else {
                Some(Token::Hex(low.clone()))
            };
            let (Some(Token::Hex(high)), Some(Token::Integer(cid))) = (high, tokens.next()) else {
                continue;
            };
            if let Ok(cid) = u32::try_from(cid) {
                self.cids.add(low.code(), high.code(), cid);
            }
        }
    }

    fn read_texts(&mut self, tokens: &mut Tokens<'_>, ranges: bool) {
        while let Some(Token::Hex(low)) = tokens.next() {
            let low = low.code();
            let high = match ranges.then(|| tokens.next()) {
                Some(Some(Token::Hex(high))) => high.code(),
                Some(_) => return,
                None => low,
            };
            match tokens.next() {
                Some(Token::ArrayStart) => {
                    let mut code = low;
                    while let Some(token) = tokens.next() {
                        match token.text() {
                            _ if matches!(token, Token::ArrayEnd) => break,
                            Some(text) if code <= high => self.texts.add(code, code, text),
                            _ => {}
                        }
                        code = code.saturating_add(1);
                    }
                }
                Some(token) => {
                    if let Some(text) = token.text() {
                        self.texts.add(low, high, text);
                    }
                }
                None => return,
            }
        }
    }
}

/// Values by ranges of codes; of several for one code the last one said holds.
#[derive(Debug)]
struct Ranges<T> {
    spans: Vec<Span<T>>,
    overlapping: bool,
}

#[derive(Debug)]
struct Span<T> {
    low: u32,
    high: u32,
    said: usize,
    value: T,
}

impl<T> Default for Ranges<T> {
    fn default() -> Self {
        Self {
            spans: Vec::new(),
            overlapping: false,
        }
    }
}

impl<T> Ranges<T> {
    fn add(&mut self, low: u32, high: u32, value: T) {
        let said = self.spans.len();
        if said < RANGES && low <= high {
            self.spans.push(Span { low, high, said, value });
        }
    }

    fn sort(&mut self) {
        self.spans.sort_by_key(|span| span.low);
        let pairs = self.spans.iter().zip(self.spans.iter().skip(1));
        self.overlapping = pairs.into_iter().any(|(a, b)| a.high >= b.low);
    }

    /// The value of the range that holds the code, and how far into the range the code is.
    fn find(&self, code: u32) -> Option<(&T, u32)> {
        let end = self.spans.partition_point(|span| span.low <= code);
        let before = self.spans.get(..end)?;
        let holds = |span: &&Span<T>| code <= span.high;
        let span = if self.overlapping {
            before.iter().filter(holds).max_by_key(|span| span.said)?
        } else {
            before.last().filter(holds)?
        };
        Some((&span.value, code - span.low))
    }
}

/// A string in angle brackets.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Hex {
    bytes: Vec<u8>,
}

impl Hex {
    fn code(&self) -> u32 {
        self.bytes.iter().fold(0, |code, byte| code << 8 | u32::from(*byte))
    }

    /// As UTF-16, which ToUnicode maps are in; a lone byte is taken for its number.
    fn characters(&self) -> Vec<char> {
        if let [byte] = self.bytes.as_slice() {
            return vec![char::from(*byte)];
        }
        let units = self
            .bytes
            .chunks_exact(2)
            .map(|two| two.iter().fold(0, |unit, byte| unit << 8 | u16::from(*byte)));
        let decoded = char::decode_utf16(units);
        decoded
            .map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER))
            .collect()
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Token<'a> {
    Name(&'a [u8]),
    Hex(Hex),
    Integer(i64),
    Word(&'a [u8]),
    ArrayStart,
    ArrayEnd,
    Other,
}

impl Token<'_> {
    fn text(&self) -> Option<Text> {
        match self {
            Self::Hex(hex) => Text::new(&hex.characters()),
            Self::Name(name) => {
                let characters: Vec<char> = agl::name_to_chars(std::str::from_utf8(name).ok()?).collect();
                Text::new(&characters)
            }
            _ => None,
        }
    }
}

/// The words of a CMap file, which is written in PostScript.
struct Tokens<'a> {
    data: &'a [u8],
}

impl<'a> Tokens<'a> {
    fn next(&mut self) -> Option<Token<'a>> {
        self.skip_blanks();
        let (first, rest) = self.data.split_first()?;
        match first {
            b'/' => {
                self.data = rest;
                Some(Token::Name(self.take_regular()))
            }
            b'<' if rest.first() == Some(&b'<') => self.skip(2),
            b'<' => {
                self.data = rest;
                Some(Token::Hex(self.take_hex()))
            }
            b'[' => {
                self.data = rest;
                Some(Token::ArrayStart)
            }
            b']' => {
                self.data = rest;
                Some(Token::ArrayEnd)
            }
            b'(' => {
                self.data = rest;
                self.skip_string();
                Some(Token::Other)
            }
            b'>' | b')' | b'{' | b'}' => self.skip(1),
            _ => {
                let word = self.take_regular();
                let number = std::str::from_utf8(word).ok().and_then(|word| word.parse().ok());
                Some(number.map_or(Token::Word(word), Token::Integer))
            }
        }
    }

    fn skip(&mut self, count: usize) -> Option<Token<'a>> {
        self.data = self.data.get(count..).unwrap_or_default();
        Some(Token::Other)
    }

    fn skip_blanks(&mut self) {
        while let Some((first, rest)) = self.data.split_first() {
            match first {
                b'\0' | b'\t' | b'\n' | b'\x0c' | b'\r' | b' ' => self.data = rest,
                b'%' => {
                    let end = rest.iter().position(|byte| matches!(byte, b'\r' | b'\n'));
                    self.data = end.and_then(|end| rest.get(end..)).unwrap_or_default();
                }
                _ => return,
            }
        }
    }

    fn take_regular(&mut self) -> &'a [u8] {
        let is_end = |byte: &u8| {
            matches!(byte, b'\0' | b'\t' | b'\n' | b'\x0c' | b'\r' | b' ')
                || matches!(
                    byte,
                    b'/' | b'<' | b'>' | b'[' | b']' | b'(' | b')' | b'{' | b'}' | b'%'
                )
        };
        let end = self.data.iter().position(is_end).unwrap_or(self.data.len());
        let (word, rest) = self.data.split_at(end);
        self.data = rest;
        word
    }

    fn take_hex(&mut self) -> Hex {
        let end = self
            .data
            .iter()
            .position(|byte| *byte == b'>')
            .unwrap_or(self.data.len());
        let (digits, rest) = self.data.split_at(end);
        self.data = rest.get(1..).unwrap_or_default();
        let mut bytes = Vec::with_capacity(digits.len() / 2);
        let mut half = None;
        for digit in digits.iter().filter_map(|digit| char::from(*digit).to_digit(16)) {
            let digit = digit as u8;
            match half.take() {
                None => half = Some(digit),
                Some(high) => bytes.push(high << 4 | digit),
            }
        }
        bytes.extend(half.map(|high: u8| high << 4));
        Hex { bytes }
    }

    fn skip_string(&mut self) {
        let mut depth = 1_usize;
        let mut escaped = false;
        while let Some((first, rest)) = self.data.split_first() {
            self.data = rest;
            match first {
                _ if escaped => escaped = false,
                b'\\' => escaped = true,
                b'(' => depth += 1,
                b')' => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(cmap: &CMap, code: u32) -> Option<String> {
        cmap.text(code).map(|text| text.characters().iter().collect())
    }

    #[test]
    fn single_codes_ranges_and_arrays_are_read() {
        let cmap = CMap::parse(
            b"/CIDInit /ProcSet findresource begin 2 beginbfchar <01> <4E00> <02> <00660066> endbfchar \
              2 beginbfrange <10> <12> <0041> <20><21>[<0030><00310032>] endbfrange",
        );
        assert_eq!(text(&cmap, 1).as_deref(), Some("一"));
        assert_eq!(text(&cmap, 2).as_deref(), Some("ff"));
        assert_eq!(text(&cmap, 0x12).as_deref(), Some("C"));
        assert_eq!(text(&cmap, 0x21).as_deref(), Some("12"));
        assert_eq!(text(&cmap, 0x22), None);
    }

    #[test]
    fn of_two_texts_for_a_code_the_last_one_holds() {
        let cmap = CMap::parse(b"1 beginbfrange <00> <ff> <0041> endbfrange 1 beginbfchar <05> <0058> endbfchar");
        assert_eq!(text(&cmap, 5).as_deref(), Some("X"));
        assert_eq!(text(&cmap, 6).as_deref(), Some("G"));
    }

    #[test]
    fn code_spaces_tell_the_length_of_a_code() {
        let cmap = CMap::parse(b"2 begincodespacerange <00> <80> <8140> <FEFE> endcodespacerange");
        assert_eq!(cmap.code_length(&[0x41, 0x81]), Some(1));
        assert_eq!(cmap.code_length(&[0x81, 0x41]), Some(2));
    }

    #[test]
    fn cids_and_the_way_of_writing_are_read() {
        let cmap = CMap::parse(b"/WMode 1 def /GBK-EUC-H usecmap 1 begincidrange <8140> <8150> 500 endcidrange");
        assert_eq!(cmap.cid(0x8142), Some(502));
        assert!(cmap.vertical);
        assert_eq!(cmap.base.as_deref(), Some(b"GBK-EUC-H".as_slice()));
    }

    #[test]
    fn text_that_breaks_off_ends() {
        for end in 0..60 {
            let data = b"1 beginbfrange <10> <12> [<0041> (a\\)b) /A] endbfrange % x";
            CMap::parse(&data[..end.min(data.len())]);
        }
    }
}
