//! Damage to the file itself: dictionaries, the table of objects, packed streams, blocks of bytes, objects, updates.

use std::ops::Range;

use lopdf::{Dictionary, Object, ObjectId};

use super::damage::Random;
use super::kinds::{Source, objects, saved, unpacked};

/// A sector of a disk, the piece that is lost at once.
const SECTOR: usize = 512;

/// Every place of a word.
fn places(bytes: &[u8], word: &[u8]) -> Vec<usize> {
    let windows = bytes.windows(word.len()).enumerate();
    windows
        .filter(|(_, window)| *window == word)
        .map(|(place, _)| place)
        .collect()
}

/// Dictionaries that are objects, or of streams.
fn dictionary_mut(object: &mut Object) -> Option<&mut Dictionary> {
    match object {
        Object::Stream(stream) => Some(&mut stream.dict),
        object => object.as_dict_mut().ok(),
    }
}

fn any_dictionary(source: &Source, random: &mut Random) -> Option<ObjectId> {
    let having = objects(&source.document, |object| {
        object.as_dict().is_ok_and(|dict| !dict.is_empty()) || object.as_stream().is_ok()
    });
    random.one_of(&having).copied()
}

pub fn no_key(source: &Source, random: &mut Random) -> Option<Vec<u8>> {
    let id = any_dictionary(source, random)?;
    let mut document = source.document.clone();
    let dict = dictionary_mut(document.get_object_mut(id).ok()?)?;
    let keys: Vec<Vec<u8>> = dict.iter().map(|(key, _)| key.clone()).collect();
    dict.remove(random.one_of(&keys)?);
    saved(document)
}

pub fn key_flipped(source: &Source, random: &mut Random) -> Option<Vec<u8>> {
    let mut bytes = source.bytes.clone();
    let streams = packed(&bytes);
    let names: Vec<usize> = (1..bytes.len())
        .filter(|place| bytes[place - 1] == b'/' && bytes[*place].is_ascii_alphabetic())
        .filter(|place| !streams.iter().any(|stream| stream.contains(place)))
        .collect();
    let start = *random.one_of(&names)?;
    let length = bytes[start..]
        .iter()
        .take_while(|byte| byte.is_ascii_alphanumeric())
        .count();
    bytes[start + random.below(length)] ^= 1 << random.below(5);
    Some(bytes)
}

/// The end of a dictionary is gone, or an end stands within it.
pub fn dictionary_breaks_off(source: &Source, random: &mut Random) -> Option<Vec<u8>> {
    let mut bytes = source.bytes.clone();
    let streams = packed(&bytes);
    let word: &[u8] = if random.below(2) == 0 { b">>" } else { b" /" };
    let mut ends = places(&bytes, word);
    ends.retain(|place| !streams.iter().any(|stream| stream.contains(place)));
    let place = *random.one_of(&ends)?;
    bytes[place..place + 2].copy_from_slice(if word == b">>" { b"  " } else { b">>" });
    Some(bytes)
}

/// The lines of the table of objects that say where one is.
fn table(bytes: &[u8]) -> Vec<usize> {
    let is_entry = |place: &usize| {
        bytes.get(*place..place + 18).is_some_and(|line| {
            line[..10].iter().all(u8::is_ascii_digit) && line[10] == b' ' && line[16] == b' ' && line[17] == b'n'
        })
    };
    (0..bytes.len()).filter(is_entry).collect()
}

fn write_offset(bytes: &mut [u8], entry: usize, offset: usize) {
    bytes[entry..entry + 10].copy_from_slice(format!("{offset:010}").as_bytes());
}

fn offset(bytes: &[u8], entry: usize) -> usize {
    str::from_utf8(&bytes[entry..entry + 10]).unwrap().parse().unwrap()
}

pub fn offset_off(source: &Source, random: &mut Random) -> Option<Vec<u8>> {
    let mut bytes = source.bytes.clone();
    let entry = *random.one_of(&table(&bytes))?;
    let off = if random.below(2) == 0 {
        1 + random.below(9)
    } else {
        1 + random.below(bytes.len())
    };
    let wrong = offset(&bytes, entry) + off;
    write_offset(&mut bytes, entry, wrong);
    Some(bytes)
}

pub fn entry_missing(source: &Source, random: &mut Random) -> Option<Vec<u8>> {
    let mut bytes = source.bytes.clone();
    let entry = *random.one_of(&table(&bytes))?;
    bytes[entry + 17] = b'f';
    Some(bytes)
}

pub fn all_offsets_off(source: &Source, random: &mut Random) -> Option<Vec<u8>> {
    let mut bytes = source.bytes.clone();
    let off = 1 + random.below(40);
    let table = table(&bytes);
    random.one_of(&table)?;
    for entry in table {
        let wrong = offset(&bytes, entry) + off;
        write_offset(&mut bytes, entry, wrong);
    }
    Some(bytes)
}

pub fn offsets_exchanged(source: &Source, random: &mut Random) -> Option<Vec<u8>> {
    let mut bytes = source.bytes.clone();
    let table = table(&bytes);
    let (a, b) = (*random.one_of(&table)?, *random.one_of(&table)?);
    let (first, second) = (offset(&bytes, a), offset(&bytes, b));
    write_offset(&mut bytes, a, second);
    write_offset(&mut bytes, b, first);
    (a != b).then_some(bytes)
}

pub fn startxref_off(source: &Source, random: &mut Random) -> Option<Vec<u8>> {
    let mut bytes = source.bytes.clone();
    let word = *places(&bytes, b"startxref").last()?;
    let digits: Vec<usize> = (word..bytes.len())
        .filter(|place| bytes[*place].is_ascii_digit())
        .collect();
    let place = *random.one_of(&digits)?;
    bytes[place] = b'0' + (bytes[place] - b'0' + 1 + u8::try_from(random.below(9)).unwrap()) % 10;
    Some(bytes)
}

pub fn no_table(source: &Source, random: &mut Random) -> Option<Vec<u8>> {
    let start = *places(&source.bytes, b"xref\n")
        .first()
        .or(places(&source.bytes, b"xref\r").first())?;
    let end = start + random.below(source.bytes.len() - start);
    Some([&source.bytes[..start], &source.bytes[end..]].concat())
}

/// Where the bytes of streams are.
fn packed(bytes: &[u8]) -> Vec<Range<usize>> {
    let mut ends = places(bytes, b"endstream").into_iter().peekable();
    let mut found: Vec<Range<usize>> = Vec::new();
    for begin in places(bytes, b"stream") {
        let is_end = begin >= 3 && &bytes[begin - 3..begin] == b"end";
        if is_end || found.last().is_some_and(|last| begin < last.end) {
            continue;
        }
        while ends.next_if(|end| *end < begin).is_some() {}
        let Some(end) = ends.peek() else { break };
        let start = begin
            + 6
            + bytes[begin + 6..]
                .iter()
                .take(2)
                .take_while(|byte| b"\r\n".contains(byte))
                .count();
        found.push(start..*end);
    }
    found
}

fn one_packed(bytes: &[u8], random: &mut Random) -> Option<Range<usize>> {
    let mut streams = packed(bytes);
    streams.retain(|stream| stream.len() > 8);
    random.one_of(&streams).cloned()
}

pub fn packed_flipped(source: &Source, random: &mut Random) -> Option<Vec<u8>> {
    let mut bytes = source.bytes.clone();
    let stream = one_packed(&bytes, random)?;
    bytes[stream.start + random.below(stream.len())] ^= 1 << random.below(8);
    Some(bytes)
}

pub fn packed_zeroed(source: &Source, random: &mut Random) -> Option<Vec<u8>> {
    let mut bytes = source.bytes.clone();
    let stream = one_packed(&bytes, random)?;
    let place = stream.start + random.below(stream.len());
    let end = (place + 1 + random.below(64)).min(stream.end);
    bytes[place..end].fill(0);
    Some(bytes)
}

/// A stream without its last part, and its length says so.
pub fn packed_ends_early(source: &Source, random: &mut Random) -> Option<Vec<u8>> {
    let streams = objects(&source.document, |object| {
        object.as_stream().is_ok_and(|stream| stream.content.len() > 8)
    });
    let id = *random.one_of(&streams)?;
    let mut document = source.document.clone();
    let stream = document.get_object_mut(id).and_then(Object::as_stream_mut).ok()?;
    let mut content = stream.content.clone();
    let most = if random.below(2) == 0 { 12 } else { content.len() };
    content.truncate(content.len() - 1 - random.below(most.min(content.len() - 1)));
    stream.set_content(content);
    saved(document)
}

pub fn other_length(source: &Source, random: &mut Random) -> Option<Vec<u8>> {
    let mut bytes = source.bytes.clone();
    let word = *random.one_of(&places(&bytes, b"/Length "))?;
    let digits: Vec<usize> = (word + 8..bytes.len())
        .take_while(|place| bytes[*place].is_ascii_digit())
        .collect();
    let place = *random.one_of(&digits)?;
    bytes[place] = b'0' + (bytes[place] - b'0' + 1 + u8::try_from(random.below(9)).unwrap()) % 10;
    Some(bytes)
}

#[expect(clippy::unnecessary_wraps, reason = "as all kinds of damage")]
pub fn block_zeroed(source: &Source, random: &mut Random) -> Option<Vec<u8>> {
    let mut bytes = source.bytes.clone();
    let sector = random.below(bytes.len() / SECTOR + 1) * SECTOR;
    let length = if random.below(2) == 0 {
        SECTOR
    } else {
        8 + random.below(56)
    };
    let start = (sector + random.below(2) * random.below(SECTOR)).min(bytes.len());
    let end = (start + length).min(bytes.len());
    bytes[start..end].fill(0);
    Some(bytes)
}

#[expect(clippy::unnecessary_wraps, reason = "as all kinds of damage")]
pub fn bit_flipped(source: &Source, random: &mut Random) -> Option<Vec<u8>> {
    let mut bytes = source.bytes.clone();
    let place = random.below(bytes.len());
    bytes[place] ^= 1 << random.below(8);
    Some(bytes)
}

/// Two objects of one kind, dictionaries or streams, each under the other's number.
pub fn exchanged(source: &Source, random: &mut Random) -> Option<Vec<u8>> {
    let first = any_dictionary(source, random)?;
    let is_stream = source.document.get_object(first).ok()?.as_stream().is_ok();
    let alike = objects(&source.document, |object| {
        if is_stream {
            object.as_stream().is_ok()
        } else {
            object.as_dict().is_ok()
        }
    });
    let second = *random.one_of(&alike)?;
    let mut document = source.document.clone();
    let (a, b) = (
        document.objects.get(&first)?.clone(),
        document.objects.get(&second)?.clone(),
    );
    document.objects.insert(first, b);
    document.objects.insert(second, a);
    (first != second).then(|| saved(document))?
}

pub fn left_out(source: &Source, random: &mut Random) -> Option<Vec<u8>> {
    let all = objects(&source.document, |_| true);
    let mut document = source.document.clone();
    document.objects.remove(random.one_of(&all)?);
    saved(document)
}

/// An update that gives one object again, as it was or, if it is a stream, without its filter; it is cut anywhere, or one of its sectors was
/// never written.
pub fn torn_update(source: &Source, random: &mut Random) -> Option<Vec<u8>> {
    let mut document = source.document.clone();
    let all = objects(&document, |object| {
        object.as_dict().is_ok() || object.as_stream().is_ok()
    });
    let id = *random.one_of(&all)?;
    let plain = unpacked(&document, id);
    let object = document.get_object_mut(id).ok()?;
    if let (Object::Stream(stream), Some(plain)) = (object, plain) {
        stream.set_plain_content(plain);
    }
    let sound = saved(source.document.clone())?;
    let root = document.trailer.get(b"Root").and_then(Object::as_reference).ok()?;
    let mut alone = lopdf::Document::with_version("1.5");
    alone.objects.insert(id, document.objects.get(&id)?.clone());
    let written = saved(alone)?;
    let from = *places(&written, format!("{} {} obj", id.0, id.1).as_bytes()).first()?;
    let to = *places(&written, b"endobj").last()? + 6;
    let mut update = b"\n".to_vec();
    let place = sound.len() + 1;
    update.extend_from_slice(&written[from..to]);
    let table = sound.len() + update.len() + 1;
    let before = *places(&sound, b"startxref").last()? + 10;
    let before: String = sound[before..]
        .iter()
        .map(|byte| char::from(*byte))
        .take_while(char::is_ascii_digit)
        .collect();
    update.extend(
        format!(
            "\nxref\n{} 1\n{place:010} {:05} n \ntrailer\n<< /Size {} /Root {} {} R /Prev {before} >>\nstartxref\n{table}\n%%EOF\n",
            id.0,
            id.1,
            document.max_id + 1,
            root.0,
            root.1
        )
        .into_bytes(),
    );
    if random.below(2) == 0 {
        update.truncate(random.below(update.len()));
    } else {
        let start = random.below(update.len());
        let end = (start + SECTOR).min(update.len());
        update[start..end].fill(0);
    }
    Some([sound, update].concat())
}
