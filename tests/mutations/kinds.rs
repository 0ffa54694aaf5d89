//! The kinds of damage: each changes one thing of a file, and says nothing of it where a writer that means no harm would not have either:
//! what is packed is packed again, with its length and its checksum.

use lopdf::{Document, Object, ObjectId};

use super::damage::Random;
use super::{content, fonts, structure};

/// A sound file.
pub struct Source {
    /// Its path under `fixtures/`.
    pub name: String,
    /// As it lies there.
    pub bytes: Vec<u8>,
    /// Its objects; of an encrypted one none.
    pub document: Document,
}

/// What a kind of damage leaves of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Harms {
    /// What is drawn: a page without some of it is what the file says now.
    Drawing,
    /// What the drawing needs: a page that has lost it is no page that anyone meant, but one that shows something else is.
    Needs,
    /// The way from codes to characters and shapes: what one program paints then, another does not.
    Fonts,
}

/// One kind of damage.
pub struct Kind {
    /// Its name in the report.
    pub name: &'static str,
    /// What it touches.
    pub harms: Harms,
    /// A file with it; `None` where the file has no such thing.
    pub damage: fn(&Source, &mut Random) -> Option<Vec<u8>>,
}

const fn kind(name: &'static str, harms: Harms, damage: fn(&Source, &mut Random) -> Option<Vec<u8>>) -> Kind {
    Kind { name, harms, damage }
}

/// All kinds.
pub const KINDS: &[Kind] = &[
    kind("content: a bit flipped", Harms::Drawing, content::flip),
    kind("content: a digit of an operand", Harms::Drawing, content::operand),
    kind("content: a token left out", Harms::Drawing, content::leave_out),
    kind("content: a run of zeros", Harms::Needs, content::zeros),
    kind("content: a bad hex digit", Harms::Needs, content::bad_hex),
    kind("content: ends early", Harms::Drawing, content::end_early),
    kind("content: a font that is not there", Harms::Fonts, content::other_font),
    kind("widths: a digit of /W", Harms::Drawing, fonts::cid_width),
    kind("widths: a digit of /Widths", Harms::Drawing, fonts::simple_width),
    kind("ToUnicode: two digits exchanged", Harms::Fonts, fonts::digits_exchanged),
    kind("ToUnicode: a digit is another", Harms::Fonts, fonts::digit_is_another),
    kind("ToUnicode: a digit is a blank", Harms::Fonts, fonts::digit_is_a_blank),
    kind(
        "ToUnicode: point or minus is a blank",
        Harms::Fonts,
        fonts::mark_is_a_blank,
    ),
    kind("ToUnicode: bad hex", Harms::Fonts, fonts::bad_hex),
    kind("ToUnicode: an entry dropped", Harms::Fonts, fonts::entry_dropped),
    kind("ToUnicode: a bit flipped", Harms::Fonts, fonts::map_flipped),
    kind("font: no /Subtype", Harms::Fonts, fonts::no_subtype),
    kind("font: no /DescendantFonts", Harms::Fonts, fonts::no_descendant),
    kind("font: no /Encoding", Harms::Fonts, fonts::no_encoding),
    kind("font: no /ToUnicode", Harms::Fonts, fonts::no_to_unicode),
    kind("font: no /FontDescriptor", Harms::Fonts, fonts::no_descriptor),
    kind("font: no font program", Harms::Fonts, fonts::no_program),
    kind("font: no name in the resources", Harms::Fonts, fonts::no_name),
    kind("font: program flipped", Harms::Needs, fonts::program_flipped),
    kind("dictionary: a key left out", Harms::Needs, structure::no_key),
    kind("dictionary: a bit of a key", Harms::Needs, structure::key_flipped),
    kind("dictionary: breaks off", Harms::Needs, structure::dictionary_breaks_off),
    kind("cross-reference: an offset off", Harms::Needs, structure::offset_off),
    kind(
        "cross-reference: an entry missing",
        Harms::Needs,
        structure::entry_missing,
    ),
    kind(
        "cross-reference: all offsets off",
        Harms::Needs,
        structure::all_offsets_off,
    ),
    kind(
        "cross-reference: two offsets exchanged",
        Harms::Needs,
        structure::offsets_exchanged,
    ),
    kind("cross-reference: its place off", Harms::Needs, structure::startxref_off),
    kind("cross-reference: gone", Harms::Needs, structure::no_table),
    kind("packed: a bit flipped", Harms::Needs, structure::packed_flipped),
    kind("packed: zeros", Harms::Needs, structure::packed_zeroed),
    kind("packed: ends early", Harms::Needs, structure::packed_ends_early),
    kind("packed: another /Length", Harms::Needs, structure::other_length),
    kind("block: zeros", Harms::Needs, structure::block_zeroed),
    kind("block: a bit flipped", Harms::Needs, structure::bit_flipped),
    kind("objects: two exchanged", Harms::Needs, structure::exchanged),
    kind("objects: one left out", Harms::Needs, structure::left_out),
    kind("update: torn", Harms::Needs, structure::torn_update),
];

/// The objects as a file.
pub fn saved(mut document: Document) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).ok()?;
    Some(bytes)
}

/// A stream of the document, unpacked.
pub fn unpacked(document: &Document, id: ObjectId) -> Option<Vec<u8>> {
    let stream = document.get_object(id).and_then(Object::as_stream).ok()?;
    stream.get_plain_content().ok()
}

/// The file with this in place of a stream's content, packed.
pub fn with_stream(source: &Source, id: ObjectId, content: Vec<u8>) -> Option<Vec<u8>> {
    let mut document = source.document.clone();
    let stream = document.get_object_mut(id).and_then(Object::as_stream_mut).ok()?;
    stream.set_plain_content(content);
    stream.compress().ok()?;
    saved(document)
}

/// The objects of which this holds.
pub fn objects(document: &Document, is_meant: impl Fn(&Object) -> bool) -> Vec<ObjectId> {
    let all = document.objects.iter().filter(|(_, object)| is_meant(object));
    all.map(|(id, _)| *id).collect()
}
