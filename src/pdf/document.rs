//! Opening a document, and what its page tree says is missing.

use std::collections::HashSet;
use std::sync::Arc;

use hayro_syntax::object::{Array, Dict, MaybeRef, Name, ObjectIdentifier, Stream};
use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

use super::content::decode;
use super::{Damage, DamagePlace, ReadError, ReadOptions};
use crate::language::Bilingual;

/// Most nodes of the page tree that are looked at: far above any real file, so that a tree cannot hold up a run.
const TREE_NODES: usize = 100_000;

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

/// Objects that are packed together, where their checksum says that some of them are not what was written.
pub(super) fn broken_object_streams(pdf: &Pdf, bytes: &[u8]) -> Option<Damage> {
    const NAME: &[u8] = b"/ObjStm";
    /// What is packed so large has some hundred thousand objects.
    const LONGEST: usize = 64 << 20;
    let is_broken = |place: usize| {
        let stream = object_at(bytes, place).and_then(|id| pdf.xref().get::<Stream<'_>>(id));
        stream.is_some_and(|stream| !decode(&stream, LONGEST).whole)
    };
    memchr::memmem::find_iter(bytes, NAME).any(is_broken).then(|| Damage {
        place: DamagePlace::Anywhere,
        what: Bilingual::new("成组压缩的对象损坏", "objects that are packed together are damaged"),
    })
}

/// The object in which a place of the file lies: `12 0 obj` stands before it.
fn object_at(bytes: &[u8], place: usize) -> Option<ObjectIdentifier> {
    /// A dictionary goes no further before the name of its type.
    const REACH: usize = 4096;
    let before = bytes.get(place.saturating_sub(REACH)..place)?;
    let head = before.get(..memchr::memmem::rfind(before, b"obj")?)?;
    let mut words = head.rsplit(u8::is_ascii_whitespace).filter(|word| !word.is_empty());
    let mut word = || std::str::from_utf8(words.next()?).ok();
    let generation = word()?.parse().ok()?;
    Some(ObjectIdentifier::new(word()?.parse().ok()?, generation))
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
