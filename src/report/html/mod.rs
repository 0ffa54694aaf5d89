//! The finished tables -> a folder that a browser opens from disk: `report/index.html` with its data and the pictures of pages.
//!
//! It is made from forms.jsonl and files.csv after the run, a line at a time, so it does not matter how many runs it took to fill them. What
//! the page shows at once (totals, charts, unread files) is markup; the findings are rows in scripts, because a page from disk may not
//! fetch data, and the details of a finding are loaded when it is opened. A content security policy allows the folder's own files only.

mod chart;
mod departments;
mod digest;
mod folder;
mod listing;
mod markup;
mod pictures;

use std::fs::File;
use std::path::Path;

use super::cross::CROSS_FILE;
use super::distributions::tell_distributions;
use super::wording::severity_message;
use super::{Accepted, FORMS_FILE, OutputError};
use crate::language::Language;
use crate::messages::ReportText;
use crate::stored::{StoredForms, stored_files};
use departments::Departments;
use digest::{Digest, SEVERITIES};
use folder::{Folder, at};
use listing::Listing;

pub use folder::page;
pub use pictures::{Painted, Painter, Picture, WantedPages};

/// Files that are the same in every report.
const ASSETS: [(&str, &str); 4] = [
    ("assets/report.css", include_str!("assets/report.css")),
    ("assets/store.js", include_str!("assets/store.js")),
    ("assets/finding.js", include_str!("assets/finding.js")),
    ("assets/list.js", include_str!("assets/list.js")),
];

/// Texts and rules, for the script.
const WORDS: &str = "data/words.js";

/// What the report is to show.
#[derive(Debug)]
pub struct Contents<'a> {
    /// Language of the page.
    pub language: Language,
    /// Most pictures of pages.
    pub most_pictures: usize,
    /// Which of them are painted.
    pub painted: Painted,
    /// Whether the run compared its forms: a table of that kind in the folder may be of an earlier run.
    pub is_compared: bool,
    /// Findings that are set aside.
    pub accepted: &'a mut Accepted,
}

/// Writes the report of the tables in this folder.
///
/// # Errors
/// A table cannot be read, or the report cannot be written.
pub fn write(tables: &Path, contents: &mut Contents, painter: &mut dyn Painter) -> Result<(), OutputError> {
    let language = contents.language;
    let folder = Folder::create(tables)?;
    let mut digest = Digest::default();
    let path = tables.join("files.csv");
    for file in stored_files(File::open(&path).map_err(at(&path))?) {
        digest.add_file(file.map_err(at(&path))?);
    }
    let mut listing = Listing::new(&folder, language);
    let mut wanted = pictures::Wanted::new(contents.most_pictures, contents.painted);
    let path = tables.join(FORMS_FILE);
    for form in StoredForms::new(File::open(&path).map_err(at(&path))?) {
        let form = form.map_err(at(&path))?;
        let reasons = contents.accepted.reasons(&form);
        digest.add_form(&form, &reasons);
        listing.add(&form, &reasons)?;
        wanted.add(&form);
    }
    let mut departments = Departments::default();
    if contents.is_compared {
        let path = tables.join(CROSS_FILE);
        let table = File::open(&path).map_err(at(&path))?;
        tell_distributions(table, |distribution| departments.add(&distribution)).map_err(at(&path))?;
    }
    let listed = listing.finish()?;
    let mut data = vec![WORDS.to_owned()];
    data.extend(listed.files);
    data.extend(pictures::illustrate(&folder, wanted, painter)?);
    for (name, content) in ASSETS {
        folder.write(name, content.as_bytes())?;
    }
    folder.write(WORDS, words(language).as_bytes())?;
    let page = markup::render(&digest, departments, listed.findings, &data, language);
    folder.finish(&page.into_string())
}

/// The texts and rules that the script uses.
fn words(language: Language) -> String {
    let texts: serde_json::Map<String, serde_json::Value> = ReportText::ALL
        .iter()
        .map(|text| (text.name().to_owned(), text.text(language).into()))
        .collect();
    let rules = serde_json::json!(listing::rule_rows(language));
    let severities = serde_json::json!(SEVERITIES.map(|severity| severity_message(severity).text(language)));
    let texts = serde_json::Value::Object(texts);
    format!("fuhe.say({texts:#}, {rules:#}, {severities:#});\n")
}
