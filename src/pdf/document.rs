//! Opening a document, and what its page tree says is missing.

use std::collections::HashSet;
use std::sync::Arc;

use hayro_syntax::object::{Array, Dict, MaybeRef, Name, ObjectIdentifier};
use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

use super::{Damage, DamagePlace, ReadError, ReadOptions};
use crate::language::Bilingual;

/// Most nodes of the page tree that are looked at: far above any real file, so that a tree cannot hold up a run.
const TREE_NODES: usize = 100_000;

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

fn first(bytes: &[u8], word: &[u8]) -> Option<usize> {
    bytes.windows(word.len()).position(|window| window == word)
}

fn last(bytes: &[u8], word: &[u8]) -> Option<usize> {
    bytes.windows(word.len()).rposition(|window| window == word)
}

/// Opens the document, repairing what can be repaired.
pub(crate) fn open(bytes: &Arc<Vec<u8>>, options: &ReadOptions) -> Result<Pdf, ReadError> {
    /// Where a header may stand: viewers look for it in the first 1,024 bytes.
    const HEADER_WITHIN: usize = 1024;
    let has_header = bytes.windows(5).take(HEADER_WITHIN).any(|five| five == b"%PDF-");

    let load = |password: &str| Pdf::new_with_password(Arc::clone(bytes), password);
    let mut opened = load("");
    for password in &options.passwords {
        if !matches!(opened, Err(LoadPdfError::Decryption(_))) {
            break;
        }
        opened = load(password);
    }
    let pdf = match opened {
        Ok(pdf) => pdf,
        Err(LoadPdfError::Decryption(DecryptionError::PasswordProtected)) => return Err(ReadError::Encrypted),
        Err(LoadPdfError::Decryption(error)) => return Err(ReadError::Damaged(format!("encryption: {error:?}"))),
        Err(LoadPdfError::Invalid) if has_header => return Err(ReadError::Damaged("no pages".into())),
        Err(LoadPdfError::Invalid) => return Err(ReadError::NotPdf),
    };
    let pages = u32::try_from(pdf.pages().len()).unwrap_or(u32::MAX);
    if pages > options.limits.pages {
        return Err(ReadError::TooManyPages(pages));
    }
    if pages == 0 {
        return Err(ReadError::Damaged("no pages".into()));
    }
    Ok(pdf)
}

/// Whether a dictionary says that it is one of these.
fn is_of_type(dict: &Dict<'_>, types: &[&[u8]]) -> bool {
    dict.get::<Name<'_>>(b"Type")
        .is_some_and(|name| types.contains(&name.as_ref()))
}

/// Whether a dictionary can be a page or a node of the page tree: it says so, or holds what one holds.
fn is_in_page_tree(dict: &Dict<'_>) -> bool {
    const ENTRIES: [&[u8]; 4] = [b"Kids", b"Contents", b"MediaBox", b"Resources"];
    is_of_type(dict, &[b"Page", b"Pages", b"Template"]) || ENTRIES.iter().any(|entry| dict.contains_key(*entry))
}

/// Whether a page, or a node of the page tree, names resources, or fonts among them, that the file does not hold.
fn lacks_resources(node: &Dict<'_>) -> bool {
    let is_lost = |dict: &Dict<'_>, key: &[u8]| dict.get_ref(key).is_some() && dict.get::<Dict<'_>>(key).is_none();
    let fonts_are_lost = || {
        node.get::<Dict<'_>>(b"Resources")
            .is_some_and(|resources| is_lost(&resources, b"Font"))
    };
    is_lost(node, b"Resources") || fonts_are_lost()
}

/// Pages that the page tree names and the file does not hold, and what they draw with.
pub(super) fn missing_pages(pdf: &Pdf) -> Option<Damage> {
    let lost = |zh: &str, en: &str| {
        Some(Damage {
            place: DamagePlace::Anywhere,
            what: Bilingual::new(zh, en),
        })
    };
    let xref = pdf.xref();
    let tree = xref
        .get::<Dict<'_>>(xref.root_id())
        .and_then(|root| root.get::<Dict<'_>>(b"Pages"));
    let Some(tree) = tree else {
        return lost("页面目录缺失，可能少页", "the page tree is missing; pages may be lost");
    };
    let (mut missing, mut without_resources) = (0_usize, 0_usize);
    let mut seen: HashSet<ObjectIdentifier> = tree.obj_id().into_iter().collect();
    let mut open = vec![tree];
    while let Some(node) = open.pop() {
        without_resources += usize::from(lacks_resources(&node));
        let Some(kids) = node.get::<Array<'_>>(b"Kids") else {
            // A node of the tree holds pages; a page, or what nobody asked for, holds none.
            missing += usize::from(is_of_type(&node, &[b"Pages"]));
            continue;
        };
        for kid in kids.raw_iter() {
            let MaybeRef::Ref(reference) = kid else { continue };
            let id = ObjectIdentifier::from(reference);
            if seen.len() > TREE_NODES || !seen.insert(id) {
                continue;
            }
            match xref.get::<Dict<'_>>(id) {
                Some(child) if is_in_page_tree(&child) => open.push(child),
                _ => missing += 1,
            }
        }
    }
    if missing == 0 && without_resources > 0 {
        return lost("缺少页面所用的资源", "what pages draw with is missing");
    }
    if missing == 0 {
        return None;
    }
    lost(&format!("缺少 {missing} 个页面"), &format!("{missing} page(s) missing"))
}
