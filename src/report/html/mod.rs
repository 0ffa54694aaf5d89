//! The finished tables -> a folder that a browser opens from disk: `report/index.html` with its data and the pictures of pages.
//!
//! It is made from forms.jsonl and files.csv after the run, a line at a time, so it does not matter how many runs it took to fill them. What
//! the page shows at once (totals, charts, unread files) is markup; the findings are rows in scripts, because a page from disk may not
//! fetch data, and the details of a finding are loaded when it is opened. A content security policy allows the folder's own files only.

mod chart;
mod digest;
mod folder;
mod listing;
mod markup;
mod pictures;
mod reading;
mod wording;

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use super::OutputError;
use super::terminal::severity_message;
use crate::language::Language;
use crate::messages::ReportText;
use digest::{Digest, SEVERITIES};
use folder::{Folder, at};
use listing::Listing;
use reading::FileRow;

pub use folder::page;
pub use pictures::{Draw, Picture};

/// Files that are the same in every report.
const ASSETS: [(&str, &str); 4] = [
    ("assets/report.css", include_str!("assets/report.css")),
    ("assets/store.js", include_str!("assets/store.js")),
    ("assets/finding.js", include_str!("assets/finding.js")),
    ("assets/list.js", include_str!("assets/list.js")),
];

/// Texts and rules, for the script.
const WORDS: &str = "data/words.js";

/// Writes the report of the tables in this folder, with at most so many pictures of pages.
pub fn write(tables: &Path, language: Language, most_pictures: usize, draw: Draw) -> Result<(), OutputError> {
    let folder = Folder::create(tables)?;
    let mut digest = Digest::default();
    read_files(&tables.join("files.csv"), &mut digest)?;
    let mut listing = Listing::new(&folder, language);
    let mut wanted = pictures::Wanted::new(most_pictures);
    let path = tables.join("forms.jsonl");
    for line in BufReader::new(File::open(&path).map_err(at(&path))?).lines() {
        let line = line.map_err(at(&path))?;
        let form = serde_json::from_str(&line)
            .map_err(std::io::Error::from)
            .map_err(at(&path))?;
        digest.add_form(&form);
        listing.add(&form)?;
        wanted.add(&form);
    }
    let listed = listing.finish()?;
    let mut data = vec![WORDS.to_owned()];
    data.extend(listed.files);
    data.extend(pictures::illustrate(&folder, wanted, draw)?);
    for (name, content) in ASSETS {
        folder.write(name, content.as_bytes())?;
    }
    folder.write(WORDS, words(language).as_bytes())?;
    let page = markup::render(&digest, listed.findings, &data, language);
    folder.finish(&page.into_string())
}

fn read_files(path: &Path, digest: &mut Digest) -> Result<(), OutputError> {
    let mut reader = csv::Reader::from_path(path)
        .map_err(std::io::Error::from)
        .map_err(at(path))?;
    for record in reader.records() {
        let record = record.map_err(std::io::Error::from).map_err(at(path))?;
        digest.add_file(FileRow::of(&record));
    }
    Ok(())
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
