//! Files attached to a document: the name tree of its embedded files, which is also where a portfolio keeps its members.

use std::collections::HashSet;

use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, MaybeRef, Object, ObjectIdentifier, Stream, String as PdfString};

use super::content::decode;
use super::strings::text_string;
use super::{Damage, DamagePlace};
use crate::language::bilingual;
use crate::limits::Limits;
use crate::steps::step;

/// Most nodes of the name tree that are looked at: far above any real file, so that a tree cannot hold up a run.
const TREE_NODES: usize = 10_000;

/// Most attachments that are read: portfolios of a year's forms have some hundreds.
const ATTACHMENTS: usize = 2_000;

/// A PDF attached to a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// Its name, with no folder before it where the document gives none.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// The attached PDFs, in the order of their names; all of them together are not larger than one file may be. What is lost is added to
/// `damage`.
pub(super) fn attachments(pdf: &Pdf, limits: &Limits, damage: &mut Vec<Damage>) -> Vec<Attachment> {
    let xref = pdf.xref();
    let root = xref.get::<Dict<'_>>(xref.root_id());
    let names = root.and_then(|root| root.get::<Dict<'_>>(b"Names"));
    let Some(tree) = names.and_then(|names| names.get::<Dict<'_>>(b"EmbeddedFiles")) else {
        return Vec::new();
    };
    let mut left = usize::try_from(limits.bytes).unwrap_or(usize::MAX);
    let mut attached = Vec::new();
    let mut lost = 0_usize;
    for file in files(pdf, tree) {
        step();
        let Some(name) = name(&file).filter(|name| is_pdf_name(name)) else {
            continue;
        };
        let content = (attached.len() < ATTACHMENTS).then(|| stream(&file)).flatten();
        let content = content.map(|stream| decode(&stream, left).bytes.into_owned());
        match content {
            Some(bytes) if bytes.len() < left => {
                left -= bytes.len();
                attached.push(Attachment { name, bytes });
            }
            _ => lost += 1,
        }
    }
    if lost > 0 {
        damage.push(Damage {
            place: DamagePlace::Attachment,
            what: bilingual!("有 {lost} 个附件未读出", "{lost} attached file(s) could not be read"),
        });
    }
    attached.sort_by(|a, b| a.name.cmp(&b.name));
    tell_apart(&mut attached);
    attached
}

/// The file specifications in the leaves of the name tree.
fn files<'a>(pdf: &'a Pdf, tree: Dict<'a>) -> Vec<Dict<'a>> {
    let mut files = Vec::new();
    let mut seen: HashSet<ObjectIdentifier> = tree.obj_id().into_iter().collect();
    let mut looked_at = 0;
    let mut open = vec![tree];
    while let Some(node) = open.pop() {
        looked_at += 1;
        if looked_at > TREE_NODES {
            break;
        }
        if let Some(leaves) = node.get::<Array<'_>>(b"Names") {
            let leaves = leaves.iter::<Object<'_>>().filter_map(Object::into_dict);
            files.extend(leaves.take(TREE_NODES.saturating_sub(files.len())));
        }
        let Some(kids) = node.get::<Array<'_>>(b"Kids") else {
            continue;
        };
        for kid in kids.raw_iter() {
            let MaybeRef::Ref(reference) = kid else { continue };
            let id = ObjectIdentifier::from(reference);
            if seen.insert(id) {
                open.extend(pdf.xref().get::<Dict<'_>>(id));
            }
        }
    }
    files
}

fn name(file: &Dict<'_>) -> Option<String> {
    let written = file
        .get::<PdfString<'_>>(b"UF")
        .or_else(|| file.get::<PdfString<'_>>(b"F"))?;
    let bytes = written.as_bytes();
    let has_mark = bytes.starts_with(b"\xfe\xff") || bytes.starts_with(b"\xef\xbb\xbf");
    let characters: Vec<char> = match std::str::from_utf8(bytes) {
        _ if has_mark => text_string(bytes),
        Ok(text) => text.chars().collect(),
        // Against the standard, and what Chinese systems write.
        Err(_) => encoding_rs::GBK.decode_without_bom_handling(bytes).0.chars().collect(),
    };
    let shown = |c: char| if c.is_control() { char::REPLACEMENT_CHARACTER } else { c };
    Some(characters.into_iter().map(shown).collect())
}

fn is_pdf_name(name: &str) -> bool {
    name.rsplit_once('.')
        .is_some_and(|(_, ending)| ending.eq_ignore_ascii_case("pdf"))
}

fn stream<'a>(file: &Dict<'a>) -> Option<Stream<'a>> {
    let embedded = file.get::<Dict<'_>>(b"EF")?;
    let keys: [&[u8]; 2] = [b"F", b"UF"];
    keys.into_iter().find_map(|key| embedded.get::<Stream<'_>>(key))
}

/// The rows of the tables must not be confused.
fn tell_apart(sorted: &mut [Attachment]) {
    let mut last = String::new();
    let mut copies = 1;
    for attachment in sorted {
        if attachment.name == last {
            copies += 1;
            attachment.name = format!("{last}#{copies}");
        } else {
            last.clone_from(&attachment.name);
            copies = 1;
        }
    }
}
