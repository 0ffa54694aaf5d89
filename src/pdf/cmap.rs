//! CMaps that a document brings with it: ToUnicode maps (code to text) and encodings (code to CID).

use std::rc::Rc;

use read_fonts::ps::agl;

use super::ranges::{RANGES, Ranges};
use super::strings::{hex_bytes, is_sound_hex};
use super::tokens::{Token, Tokens};

/// What a code stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Text {
    One(char),
    Many(Rc<[char]>),
}

impl Text {
    /// `None` for no character at all.
    pub(super) fn new(characters: &[char]) -> Option<Self> {
        match characters {
            [] => None,
            [one] => Some(Self::One(*one)),
            many => Some(Self::Many(many.into())),
        }
    }

    pub(super) fn characters(&self) -> &[char] {
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
    pub(super) fn parse(data: &[u8]) -> Self {
        let mut cmap = Self::default();
        let mut tokens = Tokens::new(data);
        let mut last = Token::Open;
        while let Some(token) = tokens.next() {
            match (&last, &token) {
                (_, Token::Word(b"begincodespacerange")) => cmap.read_codespaces(&mut tokens),
                (_, Token::Word(b"begincidrange")) => cmap.read_cids(&mut tokens, true),
                (_, Token::Word(b"begincidchar")) => cmap.read_cids(&mut tokens, false),
                (_, Token::Word(b"beginbfrange")) => cmap.read_texts(&mut tokens, true),
                (_, Token::Word(b"beginbfchar")) => cmap.read_texts(&mut tokens, false),
                (Token::Name(name), Token::Word(b"usecmap")) => cmap.base = Some(name.to_vec()),
                (Token::Name(b"WMode"), Token::Number(mode)) => cmap.vertical = *mode == 1.0,
                _ => {}
            }
            last = token;
        }
        cmap.cids.sort();
        cmap.texts.sort();
        cmap
    }

    pub(super) fn is_empty(&self) -> bool {
        self.cids.spans.is_empty() && self.texts.spans.is_empty() && self.base.is_none()
    }

    /// The codes that are said to be a character.
    pub(super) fn codes_of(&self, character: char) -> impl Iterator<Item = u32> {
        self.texts.spans.iter().filter_map(move |span| {
            let Text::One(first) = span.value else { return None };
            let code = span
                .low
                .checked_add(u32::from(character).checked_sub(u32::from(first))?)?;
            let is_said =
                code <= span.high && (!self.texts.overlapping || self.text(code) == Some(Text::One(character)));
            is_said.then_some(code)
        })
    }

    /// How many codes are said to be a space.
    pub(super) fn spaces(&self) -> usize {
        let spaces = self.texts.spans.iter().filter(|span| span.value == Text::One(' '));
        spaces.count()
    }

    /// The codes whose digit is in doubt.
    pub(super) fn doubted_digits(&self) -> Vec<u32> {
        let digits: Vec<Vec<u32>> = ('0'..='9').map(|digit| self.codes_of(digit).collect()).collect();
        let mut doubted = digits_out_of_order(&digits);
        // One glyph of a font is not two digits; and no font has two glyphs for one digit and none for another, unless it has two for others as well.
        let twice = digits.iter().filter(|codes| codes.len() > 1);
        let known = digits.iter().filter(|codes| !codes.is_empty()).count();
        if let ([codes], MANY_DIGITS..=9) = (twice.collect::<Vec<_>>().as_slice(), known) {
            doubted.extend(codes.iter());
        }
        doubted
    }

    pub(super) fn text(&self, code: u32) -> Option<Text> {
        let (text, by) = self.texts.find(code)?;
        text.counted_up(by)
    }

    pub(super) fn cid(&self, code: u32) -> Option<u32> {
        let (cid, by) = self.cids.find(code)?;
        cid.checked_add(by)
    }

    /// The length of the code at the start of the bytes, by the code spaces.
    pub(super) fn code_length(&self, bytes: &[u8]) -> Option<usize> {
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
            let length = code_of(low).1;
            if !(1..=4).contains(&length) || code_of(high).1 != length || self.codespaces.len() >= RANGES {
                continue;
            }
            let mut space = Codespace {
                length,
                low: [0; 4],
                high: [0; 4],
            };
            for (to, from) in space.low.iter_mut().zip(hex_bytes(low)) {
                *to = from;
            }
            for (to, from) in space.high.iter_mut().zip(hex_bytes(high)) {
                *to = from;
            }
            self.codespaces.push(space);
        }
    }

    fn read_cids(&mut self, tokens: &mut Tokens<'_>, ranges: bool) {
        while let Some(Token::Hex(low)) = tokens.next() {
            let high = if ranges { tokens.next() } else { Some(Token::Hex(low)) };
            if let (Some(Token::Hex(high)), Some(Token::Number(cid))) = (high, tokens.next()) {
                self.cids.add(code_of(low).0, code_of(high).0, cid as u32);
            }
        }
    }

    fn read_texts(&mut self, tokens: &mut Tokens<'_>, ranges: bool) {
        while let Some(Token::Hex(written)) = tokens.next() {
            let low = code_of(written).0;
            // An entry that is not written as it should be is none.
            let mut is_sound = is_sound_hex(written);
            let high = match ranges.then(|| tokens.next()) {
                Some(Some(Token::Hex(high))) => {
                    is_sound &= is_sound_hex(high);
                    code_of(high).0
                }
                Some(_) => return,
                None => low,
            };
            match tokens.next() {
                Some(Token::Open) => {
                    let mut code = low;
                    while let Some(token) = tokens.next().filter(|token| *token != Token::Close) {
                        if let Some(text) = text_of(&token).filter(|_| is_sound && code <= high) {
                            self.texts.add(code, code, text);
                        }
                        code = code.saturating_add(1);
                    }
                }
                Some(token) => {
                    if let Some(text) = text_of(&token).filter(|_| is_sound) {
                        self.texts.add(low, high, text);
                    }
                }
                None => return,
            }
        }
    }
}

/// Of a font of figures so many digits at least are used.
const MANY_DIGITS: usize = 5;

/// In most fonts the glyphs of the ten digits follow each other. Where that is so for this many of them, and for all but one, it is so for that
/// one as well. Fonts whose glyphs are numbered as they are used have four of them in order by chance.
const IN_ORDER: usize = 5;

/// Codes in the place of one digit that are said to be another one, and codes elsewhere of digits that are not in their place.
fn digits_out_of_order(digits: &[Vec<u32>]) -> Vec<u32> {
    let mut places: Vec<u32> = (0_u32..)
        .zip(digits)
        .flat_map(|(digit, codes)| codes.iter().filter_map(move |code| code.checked_sub(digit)))
        .collect();
    places.sort_unstable();
    let usual = places.chunk_by(|a, b| a == b).max_by_key(|alike| alike.len());
    let Some([first, ..]) = usual.filter(|alike| alike.len() >= IN_ORDER) else {
        return Vec::new();
    };
    let is_elsewhere = |(digit, codes): &(u32, &Vec<u32>)| !codes.is_empty() && !codes.contains(&(first + digit));
    if (0_u32..).zip(digits).filter(is_elsewhere).count() > 1 {
        return Vec::new();
    }
    let mut doubted = Vec::new();
    for (digit, codes) in (0_u32..).zip(digits) {
        let place = first + digit;
        let is_there = codes.contains(&place);
        let is_of_another = |code: &u32| *code != place && (*first..=first + 9).contains(code);
        doubted.extend(
            codes
                .iter()
                .filter(|code| **code != place && (!is_there || is_of_another(code))),
        );
    }
    doubted
}

/// The number that a hexadecimal string writes, and how many bytes it has.
fn code_of(digits: &[u8]) -> (u32, usize) {
    hex_bytes(digits).fold((0, 0), |(code, length), byte| (code << 8 | u32::from(byte), length + 1))
}

/// What a token gives as text: UTF-16, which ToUnicode maps are in (a lone byte is taken for its number), or a glyph's name.
fn text_of(token: &Token<'_>) -> Option<Text> {
    match token {
        Token::Hex(digits) if !is_sound_hex(digits) => None,
        Token::Hex(digits) => {
            let (code, length) = code_of(digits);
            if length <= 2 {
                // By far the most: one unit.
                return (length > 0).then(|| Text::One(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER)));
            }
            let bytes: Vec<u8> = hex_bytes(digits).collect();
            let units = bytes
                .chunks_exact(2)
                .map(|two| two.iter().fold(0, |unit, byte| unit << 8 | u16::from(*byte)));
            let decoded = char::decode_utf16(units).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER));
            Text::new(&decoded.collect::<Vec<_>>())
        }
        Token::Name(name) => {
            let characters: Vec<char> = agl::name_to_chars(std::str::from_utf8(name).ok()?).collect();
            Text::new(&characters)
        }
        _ => None,
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
    fn digits_that_contradict_the_others_are_in_doubt() {
        let doubted =
            |entries: &str| CMap::parse(format!("20 beginbfchar {entries} endbfchar").as_bytes()).doubted_digits();
        let in_order = "<10><30> <11><31> <12><32> <13><33> <14><34> <15><35> <16><36>";
        assert_eq!(doubted(in_order), [0; 0]);
        // A second glyph for digits: other forms of them.
        assert_eq!(doubted(&format!("{in_order} <70><31> <71><32>")), [0; 0]);
        // In the place of 7 stands another digit.
        assert_eq!(doubted(&format!("{in_order} <17><38>")), [0x17, 0x17][..1]);
        // A glyph elsewhere.
        assert_eq!(doubted(&format!("{in_order} <50><39>")), [0x50]);
        // Numbered as they are used.
        assert_eq!(
            doubted("<10><30> <11><31> <12><32> <13><33> <50><34> <2A><37> <33><39>"),
            [0; 0]
        );
        // Two glyphs for one digit, none for another.
        assert_eq!(
            doubted("<50><30> <11><31> <32><32> <13><33> <60><34> <2A><34>"),
            [0x2a, 0x60]
        );
    }

    #[test]
    fn entries_that_are_not_written_as_they_should_be_are_none() {
        let cmap = CMap::parse(b"3 beginbfchar <01> <00G1> <02> <003> <03> <0033> endbfchar");
        assert_eq!(
            (text(&cmap, 1), text(&cmap, 2), text(&cmap, 3)),
            (None, None, Some("3".to_owned()))
        );
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
