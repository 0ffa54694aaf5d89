//! Damage to fonts: their widths, what their codes mean, what their dictionaries hold.

use std::ops::Range;

use lopdf::{Dictionary, Object, ObjectId};

use super::damage::Random;
use super::kinds::{Source, objects, saved, unpacked, with_stream};

/// What a digit must not become in silence: spaces, what is drawn as nothing, control characters.
const BLANKS: [&str; 8] = ["0020", "00a0", "00ad", "200b", "feff", "0000", "0007", "3000"];

/// The maps to Unicode.
fn maps(source: &Source, random: &mut Random) -> Option<(ObjectId, Vec<u8>)> {
    let fonts = fonts(source, |font| font.has(b"ToUnicode"));
    let font = *random.one_of(&fonts)?;
    let map = dictionary(source, font)?
        .get(b"ToUnicode")
        .and_then(Object::as_reference)
        .ok()?;
    Some((map, unpacked(&source.document, map)?))
}

fn dictionary(source: &Source, id: ObjectId) -> Option<&Dictionary> {
    source.document.get_object(id).and_then(Object::as_dict).ok()
}

fn fonts(source: &Source, is_meant: impl Fn(&Dictionary) -> bool) -> Vec<ObjectId> {
    objects(&source.document, |object| {
        let font = object.as_dict().ok().filter(|dict| dict.has_type(b"Font"));
        font.is_some_and(&is_meant)
    })
}

/// Lines of a map that say what one code means: the whole line, and the digits of the meaning. Short lines are entries of `bfchar`; of a
/// `bfrange`, the meaning is that of its first code.
fn entries(map: &[u8]) -> Vec<(Range<usize>, Range<usize>)> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut inside = false;
    for line in map.split_inclusive(|byte| *byte == b'\n' || *byte == b'\r') {
        let range = start..start + line.len();
        start = range.end;
        let text = String::from_utf8_lossy(line);
        if text.contains("beginbf") {
            inside = true;
        } else if text.contains("endbf") {
            inside = false;
        } else if inside && text.trim_end().ends_with('>') {
            let (open, close) = (text.rfind('<'), text.rfind('>'));
            if let (Some(open), Some(close)) = (open, close) {
                found.push((range.clone(), range.start + open + 1..range.start + close));
            }
        }
    }
    found
}

/// Where these characters are meant.
fn meaning(map: &[u8], characters: &str) -> Vec<(char, Range<usize>)> {
    let meant = entries(map).into_iter().filter_map(|(_, meaning)| {
        let digits = str::from_utf8(&map[meaning.clone()]).ok()?;
        let character = char::from_u32(u32::from_str_radix(digits, 16).ok()?)?;
        (digits.len() == 4 && characters.contains(character)).then_some((character, meaning))
    });
    meant.collect()
}

fn put(map: &mut [u8], place: Range<usize>, digits: &str) {
    map[place].copy_from_slice(digits.as_bytes());
}

pub fn digits_exchanged(source: &Source, random: &mut Random) -> Option<Vec<u8>> {
    let (id, mut map) = maps(source, random)?;
    let digits = meaning(&map, "0123456789");
    let (a, first) = random.one_of(&digits)?.clone();
    let (b, second) = random.one_of(&digits)?.clone();
    put(&mut map, first, &format!("{:04x}", u32::from(b)));
    put(&mut map, second, &format!("{:04x}", u32::from(a)));
    (a != b).then(|| with_stream(source, id, map))?
}

pub fn digit_is_another(source: &Source, random: &mut Random) -> Option<Vec<u8>> {
    let (id, mut map) = maps(source, random)?;
    let (digit, place) = random.one_of(&meaning(&map, "0123456789"))?.clone();
    let other = u32::from('0') + (u32::from(digit) - u32::from('0') + 1 + u32::try_from(random.below(9)).unwrap()) % 10;
    put(&mut map, place, &format!("{other:04x}"));
    with_stream(source, id, map)
}

fn is_a_blank(source: &Source, random: &mut Random, characters: &str) -> Option<Vec<u8>> {
    let (id, mut map) = maps(source, random)?;
    let (_, place) = random.one_of(&meaning(&map, characters))?.clone();
    put(&mut map, place, random.one_of(&BLANKS)?);
    with_stream(source, id, map)
}

pub fn digit_is_a_blank(source: &Source, random: &mut Random) -> Option<Vec<u8>> {
    is_a_blank(source, random, "0123456789")
}

pub fn mark_is_a_blank(source: &Source, random: &mut Random) -> Option<Vec<u8>> {
    is_a_blank(source, random, ".-,%≥≤")
}

/// A digit of the meaning, of a line that speaks of a digit where there is one, is none any more, or is gone.
pub fn bad_hex(source: &Source, random: &mut Random) -> Option<Vec<u8>> {
    let (id, mut map) = maps(source, random)?;
    let places = meaning(&map, "0123456789.-,%");
    let (_, place) = random.one_of(&places)?.clone();
    let digit = place.start + random.below(place.len());
    if random.below(2) == 0 {
        map[digit] = b"GZ!:@`"[random.below(6)];
    } else {
        map.remove(digit);
    }
    with_stream(source, id, map)
}

pub fn entry_dropped(source: &Source, random: &mut Random) -> Option<Vec<u8>> {
    let (id, mut map) = maps(source, random)?;
    let (line, _) = random.one_of(&entries(&map))?.clone();
    map.drain(line);
    with_stream(source, id, map)
}

pub fn map_flipped(source: &Source, random: &mut Random) -> Option<Vec<u8>> {
    let (id, mut map) = maps(source, random)?;
    let place = random.below(map.len());
    *map.get_mut(place)? ^= 1 << random.below(8);
    with_stream(source, id, map)
}

/// The file without this entry of one of its fonts, or of their descriptors.
fn without(source: &Source, random: &mut Random, key: &[u8]) -> Option<Vec<u8>> {
    let having = objects(&source.document, |object| {
        let dict = object.as_dict().ok();
        let is_font = |dict: &Dictionary| dict.has_type(b"Font") || dict.has_type(b"FontDescriptor");
        dict.is_some_and(|dict| is_font(dict) && dict.has(key))
    });
    let id = *random.one_of(&having)?;
    let mut document = source.document.clone();
    document.get_dictionary_mut(id).ok()?.remove(key);
    saved(document)
}

pub fn no_subtype(source: &Source, random: &mut Random) -> Option<Vec<u8>> {
    without(source, random, b"Subtype")
}

pub fn no_descendant(source: &Source, random: &mut Random) -> Option<Vec<u8>> {
    without(source, random, b"DescendantFonts")
}

pub fn no_encoding(source: &Source, random: &mut Random) -> Option<Vec<u8>> {
    without(source, random, b"Encoding")
}

pub fn no_to_unicode(source: &Source, random: &mut Random) -> Option<Vec<u8>> {
    without(source, random, b"ToUnicode")
}

pub fn no_descriptor(source: &Source, random: &mut Random) -> Option<Vec<u8>> {
    without(source, random, b"FontDescriptor")
}

pub fn no_program(source: &Source, random: &mut Random) -> Option<Vec<u8>> {
    let keys: [&[u8]; 3] = [b"FontFile2", b"FontFile3", b"FontFile"];
    keys.into_iter().find_map(|key| without(source, random, key))
}

/// A name that the content uses is not in the resources.
pub fn no_name(source: &Source, random: &mut Random) -> Option<Vec<u8>> {
    let mut document = source.document.clone();
    let mut dictionaries = Vec::new();
    for (id, object) in &document.objects {
        let Ok(dict) = object
            .as_dict()
            .or_else(|_| object.as_stream().map(|stream| &stream.dict))
        else {
            continue;
        };
        let within = dict.get(b"Resources").and_then(Object::as_dict).ok();
        for (path, holder) in [(0, Some(dict)), (1, within)] {
            let Some(fonts) = holder.and_then(|holder| holder.get(b"Font").ok()) else {
                continue;
            };
            match fonts {
                Object::Reference(fonts) => dictionaries.push((*fonts, 2)),
                Object::Dictionary(_) => dictionaries.push((*id, path)),
                _ => {}
            }
        }
    }
    let (id, path) = *random.one_of(&dictionaries)?;
    let object = document.get_object_mut(id).ok()?;
    let mut dict = match object {
        Object::Stream(stream) => &mut stream.dict,
        object => object.as_dict_mut().ok()?,
    };
    if path == 1 {
        dict = dict.get_mut(b"Resources").and_then(Object::as_dict_mut).ok()?;
    }
    if path < 2 {
        dict = dict.get_mut(b"Font").and_then(Object::as_dict_mut).ok()?;
    }
    let names: Vec<Vec<u8>> = dict.iter().map(|(name, _)| name.clone()).collect();
    dict.remove(random.one_of(&names)?);
    saved(document)
}

fn program(source: &Source, random: &mut Random) -> Option<ObjectId> {
    let keys: [&[u8]; 3] = [b"FontFile2", b"FontFile3", b"FontFile"];
    let descriptors = objects(&source.document, |object| {
        object.as_dict().is_ok_and(|dict| keys.iter().any(|key| dict.has(key)))
    });
    let descriptor = dictionary(source, *random.one_of(&descriptors)?)?;
    keys.iter()
        .find_map(|key| descriptor.get(key).and_then(Object::as_reference).ok())
}

pub fn program_flipped(source: &Source, random: &mut Random) -> Option<Vec<u8>> {
    let id = program(source, random)?;
    let mut font = unpacked(&source.document, id)?;
    let place = random.below(font.len());
    *font.get_mut(place)? ^= 1 << random.below(8);
    with_stream(source, id, font)
}

/// The numbers of an array, in it or in arrays within it, whose one digit is made another.
fn other_number(array: &mut [Object], random: &mut Random) -> Option<()> {
    let place = random.below(array.len());
    match array.get_mut(place)? {
        Object::Integer(number) => *number = changed(*number, random),
        Object::Real(number) => *number += 100.0,
        Object::Array(within) => return other_number(within, random),
        _ => return None,
    }
    Some(())
}

fn changed(number: i64, random: &mut Random) -> i64 {
    let mut digits = number.to_string().into_bytes();
    let place = random.below(digits.len());
    if digits[place].is_ascii_digit() {
        digits[place] = b'0' + (digits[place] - b'0' + 1 + u8::try_from(random.below(9)).unwrap()) % 10;
    }
    String::from_utf8(digits).unwrap().parse().unwrap()
}

fn width(source: &Source, random: &mut Random, key: &[u8]) -> Option<Vec<u8>> {
    let having = fonts(source, |font| font.has(key));
    let id = *random.one_of(&having)?;
    let mut document = source.document.clone();
    let entry = document.get_dictionary(id).ok()?.get(key).ok()?;
    let elsewhere = entry.as_reference().ok();
    let array = match elsewhere {
        Some(array) => document.get_object_mut(array).ok()?,
        None => document.get_dictionary_mut(id).ok()?.get_mut(key).ok()?,
    };
    other_number(array.as_array_mut().ok()?, random)?;
    saved(document)
}

pub fn cid_width(source: &Source, random: &mut Random) -> Option<Vec<u8>> {
    width(source, random, b"W")
}

pub fn simple_width(source: &Source, random: &mut Random) -> Option<Vec<u8>> {
    width(source, random, b"Widths")
}
