//! The finished tables -> a folder that a browser opens from disk: `report/index.html` with its data and the pictures of pages.
//!
//! It is made from forms.jsonl and files.csv after the run, a line at a time, so it does not matter how many runs it took to fill them. What
//! the page shows at once (totals, charts, unread files) is markup; the findings are rows in scripts, because a page from disk may not
//! fetch data, and the details of a finding are loaded when it is opened. A content security policy allows the folder's own files only.

mod chart;
mod departments;
mod digest;
mod folder;
mod illustrate;
mod listing;
mod markup;
mod pairs;
mod pictures;

use std::collections::{BTreeMap, HashMap};
use std::fs::File;
use std::path::Path;

use super::cross::CROSS_FILE;
use super::distributions::tell_distributions;
use super::wording::{confirmed_message, severity_message};
use super::workbook::links::{plain, way};
use super::{Accepted, FILES_FILE, FORMS_FILE, OutputError, Pace};
use crate::language::Language;
use crate::messages::ReportText;
use crate::rules::Confirmed;
use crate::stored::{StoredForms, stored_files};
use departments::Departments;
use digest::{Digest, SEVERITIES};
use folder::{Folder, at};
use illustrate::{Known, illustrate};
use listing::Listing;
use pairs::Pairs;
use pictures::Wanted;

pub use folder::page;
pub use pictures::{Drawn, LeftOut, Painted, Painter, Picture, WantedPages};

/// Files that are the same in every report.
const ASSETS: [(&str, &str); 8] = [
    ("assets/report.css", include_str!("assets/report.css")),
    ("assets/store.js", include_str!("assets/store.js")),
    ("assets/sheet.js", include_str!("assets/sheet.js")),
    ("assets/finding.js", include_str!("assets/finding.js")),
    ("assets/choice.js", include_str!("assets/choice.js")),
    ("assets/list.js", include_str!("assets/list.js")),
    ("assets/forms.js", include_str!("assets/forms.js")),
    ("assets/print.js", include_str!("assets/print.js")),
];

/// The rule that speaks of a few words in a long text.
const NARRATIVE: &str = "narrative-mismatch";

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
    /// Ids of the rules that did not judge.
    pub rules_off: Vec<String>,
    /// Findings that are set aside.
    pub accepted: &'a mut Accepted,
}

/// Writes the report of the tables in this folder. Returns the files of which no picture could be made. `paces` are those of listing, and of painting.
///
/// # Errors
/// A table cannot be read, the report cannot be written, or it was asked to stop.
pub fn write(
    tables: &Path,
    contents: &mut Contents,
    painter: &mut dyn Painter,
    paces: [Pace<'_>; 2],
) -> Result<Vec<LeftOut>, OutputError> {
    let language = contents.language;
    let folder = Folder::create(tables)?;
    let [listing_pace, painting_pace] = paces;
    let mut digest = Digest::default();
    let files = tables.join(FILES_FILE);
    for file in stored_files(File::open(&files).map_err(at(&files))?) {
        digest.add_file(file.map_err(at(&files))?);
    }
    let (mut departments, mut pairs) = (Departments::default(), Pairs::default());
    if contents.is_compared {
        let path = tables.join(CROSS_FILE);
        let table = || File::open(&path).map_err(at(&path));
        tell_distributions(table()?, |distribution| departments.add(&distribution)).map_err(at(&path))?;
        pairs = Pairs::read(table()?).map_err(at(&path))?;
    }
    let mut listing = Listing::new(&folder, &contents.rules_off, language);
    let mut wanted = Wanted::new(contents.most_pictures, contents.painted);
    let path = tables.join(FORMS_FILE);
    for form in StoredForms::new(listing_pace.open(&path).map_err(at(&path))?) {
        let form = form.map_err(at(&path))?;
        let reasons = contents.accepted.reasons(&form);
        digest.add_form(&form, &reasons);
        let listed = listing.add(&form, &reasons)?;
        wanted.add(&form, &listed);
        pairs.add_form(&form, language);
    }
    wanted.add_pairs(pairs.pages());
    pairs.write(&folder)?;
    let listed = listing.finish()?;
    let illustrated = illustrate(&folder, wanted, painter, |wanted| known(&files, wanted), painting_pace)?;
    let data: Vec<&str> = [WORDS]
        .into_iter()
        .chain(listed.files.iter().chain(&illustrated.data).map(String::as_str))
        .collect();
    for (name, content) in ASSETS {
        folder.write(name, content.as_bytes())?;
    }
    folder.write(WORDS, words(language).as_bytes())?;
    let shown = Shown {
        listed: listed.findings,
        clean_files: listed.clean_files,
        pair_counts: pairs.counts,
        documents: way(&plain(&page(tables).with_file_name("")), &plain(Path::new("."))),
    };
    let page = markup::render(&digest, departments, &shown, &data, language);
    folder.finish(&page.into_string())?;
    Ok(illustrated.left_out)
}

/// What the frame of the page has to know of the data.
struct Shown {
    listed: usize,
    clean_files: usize,
    pair_counts: [u64; pairs::KINDS.len()],
    /// The way from the page to where the names of files begin.
    documents: String,
}

/// What files.csv says of these files.
fn known(files: &Path, wanted: &BTreeMap<String, WantedPages>) -> Result<HashMap<String, Known>, OutputError> {
    let mut all = HashMap::new();
    for file in stored_files(File::open(files).map_err(at(files))?) {
        let file = file.map_err(at(files))?;
        if wanted.contains_key(&file.file) {
            let known = Known {
                sha256: file.sha256,
                is_damaged: file.status == "damaged",
            };
            all.insert(file.file, known);
        }
    }
    Ok(all)
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
    let confirmed =
        Confirmed::ALL.map(|confirmed| (confirmed.id().to_owned(), confirmed_name(confirmed, language).into()));
    let confirmed = serde_json::Value::Object(confirmed.into_iter().collect());
    format!("fuhe.say({texts:#}, {rules:#}, {severities:#}, {confirmed:#});\n")
}

fn confirmed_name(confirmed: Confirmed, language: Language) -> &'static str {
    let message = confirmed_message(confirmed);
    message.map_or(ReportText::ConfirmedNotAsked.text(language), |message| {
        message.text(language)
    })
}
