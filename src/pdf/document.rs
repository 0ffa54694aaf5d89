//! Opening a document, and what its page tree says is missing.

use std::collections::HashSet;
use std::sync::Arc;

use hayro_syntax::object::{Array, Dict, MaybeRef, ObjectIdentifier};
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

/// Pages that the page tree names and the file does not hold.
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
    let mut missing = 0_usize;
    let mut seen: HashSet<ObjectIdentifier> = tree.obj_id().into_iter().collect();
    let mut open = vec![tree];
    while let Some(node) = open.pop() {
        let Some(kids) = node.get::<Array<'_>>(b"Kids") else {
            continue;
        };
        for kid in kids.raw_iter() {
            let MaybeRef::Ref(reference) = kid else { continue };
            let id = ObjectIdentifier::from(reference);
            if seen.len() > TREE_NODES || !seen.insert(id) {
                continue;
            }
            match xref.get::<Dict<'_>>(id) {
                Some(child) if child.contains_key(b"Kids") => open.push(child),
                Some(_) => {}
                None => missing += 1,
            }
        }
    }
    if missing == 0 {
        return None;
    }
    lost(&format!("缺少 {missing} 个页面"), &format!("{missing} page(s) missing"))
}
