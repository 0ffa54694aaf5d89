//! Damaged files, made such that what is there of them can be read: streams and dictionaries get an end, tables that lead nowhere are passed over.

use std::sync::Arc;

use memchr::memmem::{find as first, rfind as last};

use super::tokens::{Token, Tokens};

/// Whether the file ends within an object.
pub(super) fn breaks_off(bytes: &[u8]) -> bool {
    /// A whole file has the place of its table this near its end.
    const TAIL: usize = 1024;
    const TABLE: &[u8] = b"startxref";
    let tail = bytes.get(bytes.len().saturating_sub(TAIL)..).unwrap_or_default();
    if last(tail, TABLE).is_some() {
        return false;
    }
    let ended = |begun| {
        [b"endobj".as_slice(), TABLE]
            .iter()
            .any(|end| last(bytes, end).is_some_and(|end| end > begun))
    };
    last(bytes, b" obj").is_some_and(|begun| !ended(begun))
}

/// The file with an end to its last object, so that what is there of it can be read.
pub(super) fn closed(bytes: &[u8]) -> Arc<Vec<u8>> {
    [bytes, b"\nendstream\nendobj\n"].concat().into()
}

/// The file with an end to each of its streams, where not one has its own.
pub(super) fn with_ended_streams(bytes: &[u8]) -> Option<Arc<Vec<u8>>> {
    const BEGIN: &[u8] = b"stream";
    const OBJECT_END: &[u8] = b"endobj";
    let begins = first(bytes, BEGIN)?;
    if first(bytes, b"endstream").is_some() {
        return None;
    }
    let mut ended = bytes.get(..begins)?.to_vec();
    let mut rest = bytes.get(begins..)?;
    while let Some(end) = first(rest, OBJECT_END) {
        let (object, behind) = rest.split_at(end);
        ended.extend_from_slice(object);
        if first(object, BEGIN).is_some() {
            ended.extend_from_slice(b"\nendstream\n");
        }
        ended.extend_from_slice(OBJECT_END);
        rest = behind.get(OBJECT_END.len()..)?;
    }
    ended.extend_from_slice(rest);
    Some(ended.into())
}

/// The file without the places of its tables of objects, so that objects are looked for where they stand.
pub(super) fn without_tables(bytes: &[u8]) -> Option<Arc<Vec<u8>>> {
    const TABLE: &[u8] = b"startxref";
    let mut searched = bytes.to_vec();
    let mut from = 0;
    while let Some(place) = bytes.get(from..).and_then(|rest| first(rest, TABLE)) {
        from += place + TABLE.len();
        searched.get_mut(from - TABLE.len()..from)?.fill(b' ');
    }
    (from > 0).then(|| searched.into())
}

/// The file with an end to each dictionary of an object that breaks off before the object does; what stands behind the end of one that ends too
/// early becomes a part of it again. The places of its tables are left out, since objects move.
pub(super) fn with_closed_dictionaries(bytes: &[u8]) -> Option<Arc<Vec<u8>>> {
    let mut closed = Vec::with_capacity(bytes.len() + 64);
    let mut rest = bytes;
    let mut has_changed = false;
    while let Some(begin) = first(rest, b" obj") {
        let (before, object) = rest.split_at(begin + b" obj".len());
        closed.extend_from_slice(before);
        let head = object.get(..head_of_object(object)).unwrap_or_default();
        match closed_dictionary(head) {
            Some(whole) => {
                has_changed = true;
                closed.extend(whole);
            }
            None => closed.extend_from_slice(head),
        }
        rest = object.get(head.len()..).unwrap_or_default();
    }
    closed.extend_from_slice(rest);
    has_changed.then(|| without_tables(&closed)).flatten()
}

/// How far an object goes before its stream, or its end.
fn head_of_object(object: &[u8]) -> usize {
    /// Dictionaries of widths have some ten thousand bytes.
    const LONGEST: usize = 1 << 20;
    let object = object.get(..LONGEST).unwrap_or(object);
    let ends = [b"stream".as_slice(), b"endobj", b" obj"].map(|word| first(object, word));
    ends.into_iter().flatten().min().unwrap_or(0)
}

/// The dictionary of an object with all of its ends, and no end too many; `None` where it is whole.
fn closed_dictionary(head: &[u8]) -> Option<Vec<u8>> {
    let bare = head.trim_ascii();
    if !bare.starts_with(b"<<") {
        return None;
    }
    let mut tokens = Tokens::new(bare);
    let is_whole =
        matches!(tokens.next(), Some(Token::Dict(_))) && !tokens.is_cut && tokens.rest().trim_ascii().is_empty();
    if is_whole {
        return None;
    }
    // Without the brackets of the object itself; those within that have no partner are left out, or get one.
    let (mut whole, mut depth) = (b"\n".to_vec(), 0_usize);
    let mut rest = bare;
    while let Some((byte, after)) = rest.split_first() {
        match (byte, after.first()) {
            (b'<', Some(b'<')) => depth += 1,
            (b'>', Some(b'>')) if depth > 1 => depth -= 1,
            (b'>', Some(b'>')) => {
                rest = after.get(1..).unwrap_or_default();
                continue;
            }
            (b'(', _) => {
                let mut tokens = Tokens::new(rest);
                tokens.next();
                let string = rest.len() - tokens.rest().len();
                whole.extend(rest.iter().take(string));
                rest = tokens.rest();
                continue;
            }
            _ => {
                whole.push(*byte);
                rest = after;
                continue;
            }
        }
        whole.extend([*byte; 2]);
        rest = after.get(1..).unwrap_or_default();
    }
    whole.extend(std::iter::repeat_n(*b">>", depth).flatten());
    whole.push(b'\n');
    Some(whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn closed_text(file: &str) -> Option<String> {
        with_closed_dictionaries(file.as_bytes()).map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
    }

    #[test]
    fn a_dictionary_that_breaks_off_keeps_what_was_read() {
        let file = "1 0 obj\n<< /A (>) /B << /C 1 \nendobj 2 0 obj << /D 2 >> endobj startxref";
        let closed = closed_text(file).unwrap();
        assert_eq!(
            closed,
            "1 0 obj\n<< /A (>) /B << /C 1>>>>\nendobj 2 0 obj << /D 2 >> endobj          "
        );
    }

    #[test]
    fn what_stands_behind_an_end_too_many_is_part_of_the_dictionary() {
        let closed = closed_text("1 0 obj << /A 1>> /B 2 >> stream x endstream endobj startxref").unwrap();
        assert!(closed.starts_with("1 0 obj\n<< /A 1 /B 2 >>\nstream x"), "{closed}");
    }

    #[test]
    fn whole_dictionaries_stay_as_they_are() {
        assert_eq!(
            closed_text("1 0 obj << /A (a>>) /B <</C <3e3e>>> >> endobj startxref"),
            None
        );
    }
}
