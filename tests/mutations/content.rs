//! Damage to what a page draws.

use std::ops::Range;

use lopdf::{Object, ObjectId};

use super::damage::Random;
use super::kinds::{Source, objects, unpacked, with_stream};

/// Bytes of zeros in a run: as many as a bad transfer loses at least.
const ZEROS: usize = 24;

/// Pieces of a content stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Token {
    Number,
    Name,
    Hex,
    Literal,
    Operator,
}

/// The streams that draw pages and form XObjects.
fn streams(source: &Source) -> Vec<ObjectId> {
    let document = &source.document;
    let mut found: Vec<ObjectId> = document
        .page_iter()
        .flat_map(|page| document.get_page_contents(page))
        .collect();
    found.extend(objects(document, |object| {
        let dict = object.as_stream().map(|stream| &stream.dict);
        dict.and_then(|dict| dict.get(b"Subtype"))
            .and_then(Object::as_name)
            .is_ok_and(|name| name == b"Form")
    }));
    found
}

fn drawing(source: &Source, random: &mut Random) -> Option<(ObjectId, Vec<u8>)> {
    let streams = streams(source);
    let id = *random.one_of(&streams)?;
    unpacked(&source.document, id)
        .filter(|content| !content.is_empty())
        .map(|content| (id, content))
}

/// Where the tokens are.
fn tokens(content: &[u8]) -> Vec<(Token, Range<usize>)> {
    let mut found = Vec::new();
    let mut at = 0;
    let is_regular = |byte: &u8| !byte.is_ascii_whitespace() && !b"()<>[]{}/%\0".contains(byte);
    while at < content.len() {
        let rest = &content[at..];
        let regular = |from: usize| from + rest[from..].iter().take_while(|byte| is_regular(byte)).count();
        let (token, length) = match rest[0] {
            b'(' => (Some(Token::Literal), literal(rest)),
            b'<' if rest.get(1) != Some(&b'<') => {
                let end = rest.iter().position(|byte| *byte == b'>');
                (Some(Token::Hex), end.map_or(rest.len(), |end| end + 1))
            }
            b'/' => (Some(Token::Name), regular(1)),
            byte if byte.is_ascii_digit() || b"+-.".contains(&byte) => (Some(Token::Number), regular(0)),
            byte if is_regular(&byte) => (Some(Token::Operator), regular(0)),
            _ => (None, 1),
        };
        found.extend(token.map(|token| (token, at..at + length)));
        at += length.max(1);
    }
    found
}

fn literal(bytes: &[u8]) -> usize {
    let (mut depth, mut at) = (0, 0);
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 1,
            b'(' => depth += 1,
            b')' => depth -= 1,
            _ => {}
        }
        at += 1;
        if depth == 0 {
            break;
        }
    }
    at.min(bytes.len())
}

fn of_kind(content: &[u8], kinds: &[Token]) -> Vec<Range<usize>> {
    let all = tokens(content).into_iter().filter(|(token, _)| kinds.contains(token));
    all.map(|(_, range)| range).collect()
}

pub fn flip(source: &Source, random: &mut Random) -> Option<Vec<u8>> {
    let (id, mut content) = drawing(source, random)?;
    let place = random.below(content.len());
    content[place] ^= 1 << random.below(8);
    with_stream(source, id, content)
}

pub fn operand(source: &Source, random: &mut Random) -> Option<Vec<u8>> {
    let (id, mut content) = drawing(source, random)?;
    let number = random.one_of(&of_kind(&content, &[Token::Number]))?.clone();
    let digits: Vec<usize> = number.filter(|place| content[*place].is_ascii_digit()).collect();
    let place = *random.one_of(&digits)?;
    content[place] = b'0' + (content[place] - b'0' + 1 + u8::try_from(random.below(9)).unwrap()) % 10;
    with_stream(source, id, content)
}

pub fn leave_out(source: &Source, random: &mut Random) -> Option<Vec<u8>> {
    let (id, mut content) = drawing(source, random)?;
    let all: Vec<Range<usize>> = tokens(&content).into_iter().map(|(_, range)| range).collect();
    let token = random.one_of(&all)?.clone();
    content.drain(token);
    with_stream(source, id, content)
}

pub fn zeros(source: &Source, random: &mut Random) -> Option<Vec<u8>> {
    let (id, mut content) = drawing(source, random)?;
    let place = random.below(content.len());
    let end = (place + ZEROS + random.below(200)).min(content.len());
    content[place..end].fill(0);
    with_stream(source, id, content)
}

pub fn bad_hex(source: &Source, random: &mut Random) -> Option<Vec<u8>> {
    let (id, mut content) = drawing(source, random)?;
    let hex = random.one_of(&of_kind(&content, &[Token::Hex]))?.clone();
    let digits: Vec<usize> = hex.filter(|place| content[*place].is_ascii_hexdigit()).collect();
    let place = *random.one_of(&digits)?;
    content[place] = b"GZ!:@`"[random.below(6)];
    with_stream(source, id, content)
}

pub fn end_early(source: &Source, random: &mut Random) -> Option<Vec<u8>> {
    let (id, mut content) = drawing(source, random)?;
    content.truncate(random.below(content.len()));
    with_stream(source, id, content)
}

pub fn other_font(source: &Source, random: &mut Random) -> Option<Vec<u8>> {
    let (id, mut content) = drawing(source, random)?;
    let tokens = tokens(&content);
    let named = tokens
        .windows(3)
        .filter(|three| content[three[2].1.clone()] == *b"Tf" && three[0].0 == Token::Name);
    let names: Vec<Range<usize>> = named.map(|three| three[0].1.clone()).collect();
    let name = random.one_of(&names)?.clone();
    content[name.end - 1] ^= 1 << random.below(4);
    with_stream(source, id, content)
}
