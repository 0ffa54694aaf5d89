//! Fonts: from the bytes of a string to characters and widths.
//!
//! A font is read once a document, and each of its codes once: [`Font::with_shape`] remembers. Font programs are opened only where a code
//! has no characters otherwise. What names, codes and characters have to do with each other is in `names`, below all others.

mod composite;
mod contradiction;
mod encoding;
mod names;
mod outline;
mod program;
mod shape;
mod simple;
mod standard_widths;
mod to_unicode;
mod type3;
mod vanishing;
mod widths;

use std::cell::RefCell;
use std::rc::Rc;

use hayro_syntax::object::{Dict, FromBytes as _, Name, ObjectIdentifier};
use hayro_syntax::page::Resources;

use rustc_hash::FxHashMap;

pub(super) use shape::Shape;
pub(super) use vanishing::{SOFT_HYPHEN, leaves_no_mark};

use composite::Composite;
use simple::Simple;

/// A font of the document.
#[derive(Debug)]
pub(super) struct Font<'a> {
    kind: Kind<'a>,
    /// The shapes of the codes met so far, by code and length.
    known: RefCell<FxHashMap<u64, Shape>>,
}

#[derive(Debug)]
enum Kind<'a> {
    Simple(Box<Simple<'a>>),
    Composite(Box<Composite<'a>>),
}

impl<'a> Font<'a> {
    fn new(dict: &Dict<'a>) -> Self {
        // What has no kind that is known is a Type 0 font without anything: its codes mean nothing but what the file itself says of them.
        let kind = match dict.get::<Name<'_>>(b"Subtype").as_deref() {
            Some(b"Type1" | b"MMType1" | b"TrueType" | b"Type3") => Kind::Simple(Box::new(Simple::new(dict))),
            _ => Kind::Composite(Box::new(Composite::new(dict))),
        };
        Self {
            kind,
            known: RefCell::default(),
        }
    }

    /// Whether lines run from top to bottom.
    pub(super) fn is_vertical(&self) -> bool {
        match &self.kind {
            Kind::Simple(_) => false,
            Kind::Composite(font) => font.is_vertical(),
        }
    }

    /// The size of the em square, across and up, as a part of the size of the type.
    pub(super) fn em(&self) -> (f64, f64) {
        match &self.kind {
            Kind::Simple(font) => font.em(),
            Kind::Composite(_) => (1.0, 1.0),
        }
    }

    /// The first code of a string, and its length in bytes (at least one).
    pub(super) fn code(&self, bytes: &[u8]) -> (u32, usize) {
        let length = match &self.kind {
            Kind::Simple(font) => font.code_length(bytes),
            Kind::Composite(font) => font.code_length(bytes),
        };
        let length = length.clamp(1, bytes.len().clamp(1, 4));
        let code = bytes
            .iter()
            .take(length)
            .fold(0, |code, byte| code << 8 | u32::from(*byte));
        (code, length)
    }

    /// Shows what a code looks like.
    pub(super) fn with_shape<T>(&self, code: u32, length: usize, show: impl FnOnce(&Shape) -> T) -> T {
        let mut known = self.known.borrow_mut();
        let shape = known.entry((length as u64) << 32 | u64::from(code)).or_insert_with(|| {
            let shape = match &self.kind {
                Kind::Simple(font) => font.shape(code, length),
                Kind::Composite(font) => font.shape(code, length),
            };
            shape.with_plain_digit()
        });
        show(shape)
    }
}

/// The fonts of a document, each read once.
#[derive(Debug, Default)]
pub(super) struct Fonts<'a> {
    numbered: FxHashMap<ObjectIdentifier, Rc<Font<'a>>>,
    /// Fonts written in place: by where they stand in memory.
    unnumbered: FxHashMap<usize, Rc<Font<'a>>>,
    /// What stands in for fonts that the document names, or should name, and does not hold.
    lost: Option<Rc<Font<'a>>>,
}

impl<'a> Fonts<'a> {
    /// The font that a page's resources have under this name. Where they have none, viewers take Helvetica; but which one was meant, and so what
    /// its codes mean, nobody knows.
    pub(super) fn named(&mut self, name: &[u8], resources: &Resources<'a>) -> Rc<Font<'a>> {
        let number = resources.fonts.get_ref(name).map(ObjectIdentifier::from);
        if let Some(font) = number.and_then(|number| self.numbered.get(&number)) {
            return Rc::clone(font);
        }
        let Some(dict) = resources.fonts.get::<Dict<'a>>(name) else {
            return self.lost();
        };
        match number {
            Some(number) => {
                let font = Rc::new(Font::new(&dict));
                self.numbered.insert(number, Rc::clone(&font));
                font
            }
            None => self.font(&dict),
        }
    }

    pub(super) fn font(&mut self, dict: &Dict<'a>) -> Rc<Font<'a>> {
        let place = dict.data().as_ptr().addr();
        let font = self.unnumbered.entry(place).or_insert_with(|| Rc::new(Font::new(dict)));
        Rc::clone(font)
    }

    /// Whether text is set in a font that the document names and does not hold.
    pub(super) fn has_lost(&self) -> bool {
        self.lost.is_some()
    }

    /// A font whose codes nobody knows: to take them for those of another font would be a guess.
    pub(super) fn lost(&mut self) -> Rc<Font<'a>> {
        let unknown = || {
            Rc::new(Font::new(
                &Dict::from_bytes(b"<< /Subtype /Type0 >>").unwrap_or_default(),
            ))
        };
        Rc::clone(self.lost.get_or_insert_with(unknown))
    }
}
