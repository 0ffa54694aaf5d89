//! The document, of which only the parts are taken apart that say what stands on the pages that are asked for.
//!
//! `lopdf` takes all objects of a file apart where it opens one: a fifth of what the second reader cost, of which a tagged file of one page, with a
//! thousand objects for its structure, needs forty. So it is first handed the file without its objects, for its cross references, and
//! reads then object by object; fonts only when text is set in them that is asked about.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::ops::Range;

use lopdf::xref::XrefEntry;
use lopdf::{Dictionary, Document, LoadOptions, Object, ObjectId, ObjectStream, Reader};
use memchr::memmem;

/// What has nothing to do with text, below a page or a font.
const PASSED_OVER: [&[u8]; 12] = [
    b"Annots",
    b"CharProcs",
    b"ColorSpace",
    b"FontFile2",
    b"Group",
    b"Metadata",
    b"OC",
    b"Parent",
    b"Pattern",
    b"Properties",
    b"SMask",
    b"Shading",
];

/// What a page, or a node above it, has to do with its text.
const OF_A_PAGE: [&[u8]; 6] = [
    b"Contents",
    b"CropBox",
    b"MediaBox",
    b"Resources",
    b"Rotate",
    b"UserUnit",
];

/// A document that is open.
pub(super) struct Source<'a> {
    reader: Reader<'a>,
    pages: BTreeMap<u32, ObjectId>,
    /// Objects whose references have been followed.
    followed: BTreeSet<ObjectId>,
    /// Streams of objects that have been taken apart.
    unpacked: BTreeSet<u32>,
    /// Whether all has been read that there is.
    is_whole: bool,
}

impl<'a> Source<'a> {
    /// Opens a document with the first password that fits; with none, where none is needed.
    pub(super) fn open(bytes: &'a [u8], passwords: &[String]) -> Result<Self, String> {
        if let Some(source) = Self::open_by_references(bytes) {
            return Ok(source);
        }
        let mut opened = load(bytes, None);
        for password in passwords {
            if opened.is_ok() {
                break;
            }
            opened = load(bytes, Some(password));
        }
        let mut source = Self::over(bytes, opened?, true);
        source.pages = source.reader.document.get_pages();
        Ok(source)
    }

    /// Opens a document that needs no password, by its cross references; none where that leads to no pages.
    fn open_by_references(bytes: &'a [u8]) -> Option<Self> {
        let document = Document::load_mem(&without_objects(bytes)).ok()?;
        if document.trailer.has(b"Encrypt") {
            return None;
        }
        // Offsets count from here.
        let begin = memmem::find(bytes, b"%PDF-").unwrap_or_default();
        let mut source = Self::over(bytes.get(begin..)?, document, false);
        let root = source.reader.document.trailer.get(b"Root").cloned().ok()?;
        let mut below = vec![root.as_reference().ok()?];
        let of_the_tree: fn(&[u8]) -> bool = |key| matches!(key, b"Pages" | b"Kids");
        source.follow(&mut below, of_the_tree);
        // What has been followed for its children has not been for its text.
        source.followed.clear();
        source.pages = source.reader.document.get_pages();
        (!source.pages.is_empty()).then_some(source)
    }

    fn over(buffer: &'a [u8], document: Document, is_whole: bool) -> Self {
        Self {
            reader: Reader {
                buffer,
                document,
                encryption_state: None,
                raw_objects: BTreeMap::new(),
                password: None,
                strict: false,
            },
            pages: BTreeMap::new(),
            followed: BTreeSet::new(),
            unpacked: BTreeSet::new(),
            is_whole,
        }
    }

    /// How many pages there are.
    pub(super) fn count(&self) -> usize {
        self.pages.len()
    }

    /// What has been read of the document.
    pub(super) fn document(&self) -> &Document {
        &self.reader.document
    }

    pub(super) fn document_mut(&mut self) -> &mut Document {
        &mut self.reader.document
    }

    /// Reads what says what stands on a page, but for its fonts.
    pub(super) fn page(&mut self, number: u32) -> Option<ObjectId> {
        /// Deepest page tree that is climbed.
        const TREE_DEPTH: usize = 64;
        let page = *self.pages.get(&number)?;
        let (mut below, mut fonts) = (Vec::new(), Vec::new());
        let mut node = self.reader.document.get_dictionary(page).ok();
        for _ in 0..TREE_DEPTH {
            let Some(of) = node else { break };
            for key in OF_A_PAGE {
                references(of.get(key).ok(), is_of_a_page, &mut below);
            }
            fonts.extend(named_fonts(of));
            let parent = of.get(b"Parent").and_then(Object::as_reference);
            node = parent.and_then(|id| self.reader.document.get_dictionary(id)).ok();
        }
        for id in fonts {
            self.fetch(id);
        }
        self.follow(&mut below, is_of_a_page);
        Some(page)
    }

    /// Reads a font.
    pub(super) fn font(&mut self, font: &Object) {
        let mut below = Vec::new();
        references(Some(font), is_of_a_font, &mut below);
        self.follow(&mut below, is_of_a_font);
    }

    /// Reads objects, and all that they refer to under the keys that are wanted.
    fn follow(&mut self, below: &mut Vec<ObjectId>, is_wanted: fn(&[u8]) -> bool) {
        while let Some(id) = below.pop() {
            if self.followed.insert(id) {
                self.fetch(id);
                let object = self.reader.document.objects.get_mut(&id);
                if let Some(Object::Stream(stream)) = object
                    && matches!(stream.dict.get(b"Subtype").and_then(Object::as_name), Ok(b"Image"))
                {
                    stream.content = Vec::new();
                    continue;
                }
                let object = self.reader.document.objects.get(&id);
                references(object, is_wanted, below);
                let fonts = object.and_then(|object| named_fonts(dictionary(object)?));
                if let Some(fonts) = fonts {
                    self.fetch(fonts);
                }
            }
        }
    }

    /// Reads an object. Where the cross references do not lead to it, all of the document is read, once: it may stand in a stream of objects.
    fn fetch(&mut self, id: ObjectId) {
        if self.is_whole || self.reader.document.objects.contains_key(&id) {
            return;
        }
        if let Some(XrefEntry::Compressed { container, .. }) = self.reader.document.reference_table.get(id.0) {
            self.unpack(*container);
        } else if let Ok(object) = self.reader.get_object(id, &mut HashSet::new()) {
            self.reader.document.objects.insert(id, object);
        }
        if !self.reader.document.objects.contains_key(&id) {
            self.is_whole = true;
            let whole = load(self.reader.buffer, None).map(|whole| whole.objects);
            for (id, object) in whole.unwrap_or_default() {
                self.reader.document.objects.entry(id).or_insert(object);
            }
        }
    }

    /// Reads the objects that a stream holds, as far as the cross references say that they are there.
    fn unpack(&mut self, container: u32) {
        if !self.unpacked.insert(container) {
            return;
        }
        let stream = self.reader.get_object((container, 0), &mut HashSet::new());
        let Ok(Object::Stream(mut stream)) = stream else { return };
        let Ok(unpacked) = ObjectStream::new(&mut stream) else {
            return;
        };
        let document = &mut self.reader.document;
        for (id, object) in unpacked.objects {
            let entry = document.reference_table.get(id.0);
            if matches!(entry, Some(XrefEntry::Compressed { container: of, .. }) if *of == container) {
                document.objects.entry(id).or_insert(object);
            }
        }
    }
}

fn is_of_a_page(key: &[u8]) -> bool {
    key != b"Font" && is_of_a_font(key)
}

fn is_of_a_font(key: &[u8]) -> bool {
    !PASSED_OVER.contains(&key)
}

/// Where the list of fonts stands that a page, a form or its resources name.
fn named_fonts(of: &Dictionary) -> Option<ObjectId> {
    let resources = of.get(b"Resources").and_then(Object::as_dict).unwrap_or(of);
    resources.get(b"Font").and_then(Object::as_reference).ok()
}

fn dictionary(object: &Object) -> Option<&Dictionary> {
    match object {
        Object::Dictionary(dictionary) => Some(dictionary),
        Object::Stream(stream) => Some(&stream.dict),
        _ => None,
    }
}

/// What an object refers to, under the keys that are wanted.
fn references(object: Option<&Object>, is_wanted: fn(&[u8]) -> bool, found: &mut Vec<ObjectId>) {
    let mut of = |dictionary: &Dictionary| {
        for (key, value) in dictionary {
            if is_wanted(key) {
                references(Some(value), is_wanted, found);
            }
        }
    };
    match object {
        Some(Object::Reference(id)) => found.push(*id),
        Some(Object::Array(parts)) => parts.iter().for_each(|part| references(Some(part), is_wanted, found)),
        Some(Object::Dictionary(dictionary)) => of(dictionary),
        Some(Object::Stream(stream)) => of(&stream.dict),
        _ => {}
    }
}

/// The bytes of a file in which no object can be read but streams of cross references.
fn without_objects(bytes: &[u8]) -> Vec<u8> {
    const OBJECT: &[u8] = b"obj";
    let begins = |at: usize| {
        at.checked_sub(1)
            .and_then(|before| bytes.get(before))
            .is_some_and(u8::is_ascii_whitespace)
    };
    let mut kept: Vec<Range<usize>> = Vec::new();
    let mut searched = 0;
    while let Some(found) = bytes.get(searched..).and_then(|rest| memmem::find(rest, b"/XRef")) {
        let before = bytes.get(searched..searched + found).unwrap_or_default();
        let begin = searched + memmem::rfind(before, OBJECT).unwrap_or(found);
        let rest = bytes.get(begin..).unwrap_or_default();
        searched = memmem::find(rest, b"endstream").map_or(bytes.len(), |length| begin + length);
        kept.push(begin..searched);
    }
    let mut kept = kept.into_iter().peekable();
    let mut struck = bytes.to_vec();
    for at in memmem::find_iter(bytes, OBJECT) {
        while kept.next_if(|kept| kept.end <= at).is_some() {}
        let is_kept = kept.peek().is_some_and(|kept| kept.contains(&at));
        if begins(at)
            && !is_kept
            && let Some(first) = struck.get_mut(at)
        {
            *first = b'-';
        }
    }
    struck
}

fn load(bytes: &[u8], password: Option<&str>) -> Result<Document, String> {
    let options = LoadOptions {
        password: password.map(str::to_owned),
        ..LoadOptions::default()
    };
    let mut document = Document::load_mem_with_options(bytes, options).map_err(|error| error.to_string())?;
    if document.is_encrypted() {
        document
            .decrypt(password.unwrap_or(""))
            .map_err(|error| error.to_string())?;
    }
    Ok(document)
}

#[cfg(test)]
mod tests {
    use lopdf::{Stream, dictionary};

    use super::*;
    use crate::second::tests::of_one_page;

    /// A page whose font and content are all that is to be read, in a document with more.
    fn document() -> Vec<u8> {
        let mut document = Document::with_version("1.5");
        let program = document.add_object(Stream::new(Dictionary::new(), b"1 0 obj".to_vec()));
        let descriptor = document.add_object(dictionary! { "Type" => "FontDescriptor", "FontFile2" => program });
        let font = document.add_object(dictionary! { "Type" => "Font", "FontDescriptor" => descriptor });
        for _ in 0..100 {
            document.add_object(dictionary! { "Type" => "StructElem" });
        }
        let content = document.add_object(Stream::new(Dictionary::new(), b"BT ET".to_vec()));
        of_one_page(
            document,
            content,
            dictionary! { "Font" => dictionary! { "F" => font } },
            [9, 9],
        )
    }

    #[test]
    fn only_what_a_page_needs_is_taken_apart() {
        let bytes = document();
        let mut source = Source::open(&bytes, &[]).unwrap();
        assert_eq!(source.count(), 1);
        let page = source.page(1).unwrap();
        let is_reference = |object: &Object| object.as_stream().is_ok_and(|stream| stream.dict.has_type(b"XRef"));
        let read = |source: &Source<'_>| {
            let objects = source.document().objects.values();
            objects.filter(|object| !is_reference(object)).count()
        };
        // The catalog, the tree, the page and its content.
        assert_eq!(read(&source), 4);
        let resources = source.document().get_dictionary(page).unwrap().get(b"Resources");
        let fonts = resources.unwrap().as_dict().unwrap().get(b"Font").unwrap();
        let font = fonts.as_dict().unwrap().get(b"F").unwrap().clone();
        source.font(&font);
        assert_eq!(read(&source), 6, "the font and its descriptor");
    }

    #[test]
    fn a_stream_of_cross_references_is_all_that_is_left_of_a_file() {
        let bytes = b"%PDF-1.5 1 0 obj <<>> endobj 2 0 obj << /Type /XRef >> stream 3 0 obj endstream endobj 4 0 obj";
        let struck = without_objects(bytes);
        let expected =
            b"%PDF-1.5 1 0 -bj <<>> endobj 2 0 obj << /Type /XRef >> stream 3 0 obj endstream endobj 4 0 -bj";
        assert_eq!(String::from_utf8_lossy(&struck), String::from_utf8_lossy(expected));
    }
}
