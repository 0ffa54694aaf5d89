//! A picture of a page -> its ruling lines as strokes, and its lines of text as boxes of pixels: what a page that was scanned shows before anybody
//! reads a character of it.
//!
//! The picture is cleaned first: red ink is lifted, the paper flattened, the page turned straight. Places on it are pixels of the cleaned picture;
//! [`Sheet::on_page`] says where they lie on the page.

mod sheet;

pub use sheet::{Gray, Pixels, Sheet, TextLine};
