//! Lines of text as pictures -> characters: the recognisers that a user gives the program, and how far they can be trusted.
//!
//! Models come from files of the user (`models`), and are run by `rten` (`recogniser`). A line is cut out and brought to one height (`strip`); what a
//! model gives for each step along it becomes characters with places (`ctc`). Figures are read by two of them, and have to look like figures
//! (`figures`); strokes are told by their shape, and each piece of ink has to have its character (`ink`). What is settled (`lines`) is put on the page
//! as if it had been drawn there (`page`).

mod cache;
mod ctc;
mod figures;
mod find;
mod ink;
mod lines;
mod models;
mod page;
mod reader;
mod recogniser;
mod sample;
mod strip;

pub use ctc::{Character, Hundredths, Missed, Reading};
pub use find::{MOST_READERS, find_models};
pub use models::ModelError;
pub use reader::{ScanReader, scan_reader};
pub use recogniser::Recogniser;
pub use sample::{SAMPLE_TEXT, sample};
pub use strip::{HEIGHT, Strip};
