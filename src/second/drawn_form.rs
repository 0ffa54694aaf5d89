//! Forms (XObjects) that a page draws.

use lopdf::{Dictionary, Document, Object, Stream};

use super::frame;
use super::reach::Matrix;

/// A form that a page draws.
pub(super) struct Form {
    pub(super) matrix: Option<Matrix>,
    pub(super) content: Vec<u8>,
    pub(super) resources: Dictionary,
}

impl Form {
    pub(super) fn of(document: &Document, form: &Stream, resources: &Dictionary) -> Self {
        let own = form.dict.get_deref(b"Resources", document).and_then(Object::as_dict);
        let matrix = form.dict.get_deref(b"Matrix", document).and_then(Object::as_array);
        let numbers = |matrix: &Vec<Object>| matrix.iter().map(|part| frame::number(document, part)).collect();
        let numbers: Option<Vec<f64>> = matrix.ok().and_then(numbers);
        Self {
            matrix: numbers.and_then(|numbers| numbers.try_into().ok()).map(Matrix),
            content: plain(form),
            resources: own.unwrap_or(resources).clone(),
        }
    }
}

pub(super) fn is_form(document: &Document, stream: &Stream) -> bool {
    let subtype = stream.dict.get_deref(b"Subtype", document).and_then(Object::as_name);
    subtype.is_ok_and(|subtype| subtype == b"Form")
}

/// The bytes of a stream without its filters.
pub(super) fn plain(stream: &Stream) -> Vec<u8> {
    stream.decompressed_content().unwrap_or_else(|_| stream.content.clone())
}
