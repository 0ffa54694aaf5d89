//! forms.jsonl and files.csv read back: what is made of a finished run is made from its tables, so that a run that was resumed is whole.

use std::collections::BTreeMap;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};

use csv::StringRecord;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Number;

use crate::form::model::{FieldName, Layout, Scope};

/// One line of forms.jsonl.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
#[allow(missing_docs)] // The columns of forms.csv, explained by the contract.
pub struct StoredForm {
    pub file: String,
    pub form_no: u32,
    pub first_page: u32,
    pub last_page: u32,
    pub title: String,
    pub year: String,
    pub amount_unit: String,
    pub project_name: String,
    pub department: String,
    pub other_departments: Vec<String>,
    pub unit: String,
    pub expected_goal: String,
    pub actual_result: String,
    pub total_weight: String,
    pub total_score: String,
    pub total_score_recomputed: String,
    pub grade: String,
    pub grade_recomputed: String,
    pub rounding: String,
    pub confirmed: String,
    pub layout: String,
    pub listing_sum: Option<StoredSum>,
    pub funds: Vec<StoredFund>,
    pub indicators: Vec<StoredIndicator>,
    pub findings: Vec<StoredFinding>,
    pub not_judged: Vec<StoredSilence>,
    pub values: BTreeMap<String, StoredPlace>,
    pub warnings: Vec<StoredDoubt>,
}

/// The 合计 row of a listing, on the form of its first row.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
#[allow(missing_docs)]
pub struct StoredSum {
    pub rows: u32,
    pub initial: Option<StoredAmount>,
    pub budget: Option<StoredAmount>,
    pub executed: Option<StoredAmount>,
}

/// An amount, and where it stands.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
#[allow(missing_docs)]
pub struct StoredAmount {
    pub text: String,
    pub page: u32,
}

/// A fund row.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
#[allow(missing_docs)]
pub struct StoredFund {
    pub item: String,
    pub initial: String,
    pub budget: String,
    pub executed: String,
    pub weight: String,
    pub rate: String,
    pub score: String,
    pub rate_recomputed: String,
    pub score_recomputed: String,
}

/// An indicator.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
#[allow(missing_docs)]
pub struct StoredIndicator {
    pub level1: String,
    pub level2: String,
    pub level3: String,
    pub target: String,
    pub actual: String,
    pub weight: String,
    pub score: String,
    pub deviation: String,
}

/// A finding.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
#[allow(missing_docs)]
pub struct StoredFinding {
    pub page: Option<u32>,
    pub rule: String,
    pub severity: String,
    pub field: String,
    pub stated: String,
    pub expected: String,
    pub explanation: String,
    pub confirmed: String,
    /// Lengths stay as they are written.
    pub x0: Option<Number>,
    pub y0: Option<Number>,
    pub x1: Option<Number>,
    pub y1: Option<Number>,
    /// The number of the finding that is the likely cause of this one.
    pub group: Option<usize>,
    /// The fields that it rests on, in the order of the form, its own among them.
    pub uses: Vec<String>,
}

/// A field, or a part of the form, about which a rule kept silent.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
#[allow(missing_docs)]
pub struct StoredSilence {
    pub rule: String,
    pub field: String,
    pub reason: String,
}

/// A value, and where it stands. A blank cell that is on the form has a place too, a cell that is not has none.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct StoredPlace {
    /// What is printed there.
    pub text: String,
    /// Page of the file, from 1.
    pub page: u32,
    /// Left, top, right, bottom.
    #[serde(rename = "box")]
    pub bounds: Vec<Number>,
}

/// A value, or a part of the form, that may have been misread or lost.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
#[allow(missing_docs)]
pub struct StoredDoubt {
    pub field: String,
    pub kind: String,
    pub message: String,
    pub page: u32,
}

/// One row of files.csv.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
#[allow(missing_docs)]
pub struct StoredFile {
    pub file: String,
    pub sha256: String,
    pub bytes: String,
    pub pages: String,
    pub forms: String,
    pub status: String,
    pub detail: String,
}

/// The forms of a finished forms.jsonl, one after the other, or the one whose line begins at an offset. Holds one line.
///
/// # Example
/// ```
/// use fuhe::stored::StoredForms;
/// use std::fs::File;
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # use fuhe::{batch, input::Roots, language::Language, report::Style, settings::Settings};
/// # let folder = tempfile::tempdir()?;
/// # let style = Style { language: Language::En, byte_order_mark: false, chinese_headers: false, guards_dates: false };
/// # let plan = batch::Plan { threads: 1, style, settings: Settings::default(), worker: None, cross: false, parquet: false, shard: None, resume: false };
/// # let roots = Roots::new(&["fixtures/planted/grade.pdf".into()]);
/// # batch::run(&roots, folder.path(), &plan, &false.into(), |_| ())?;
/// for form in StoredForms::new(File::open(folder.path().join("forms.jsonl"))?) {
///     let form = form?;
///     assert_eq!((form.grade.as_str(), form.grade_recomputed.as_str()), ("优", "良"));
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct StoredForms<F> {
    lines: BufReader<F>,
    /// Where the next line begins.
    offset: u64,
    line: String,
}

impl<F: Read> StoredForms<F> {
    /// The forms of this file.
    pub fn new(forms: F) -> Self {
        Self {
            lines: BufReader::new(forms),
            offset: 0,
            line: String::new(),
        }
    }

    /// Where the line of the next form begins.
    pub fn offset(&self) -> u64 {
        self.offset
    }
}

impl<F: Read> Iterator for StoredForms<F> {
    type Item = io::Result<StoredForm>;

    fn next(&mut self) -> Option<Self::Item> {
        self.line.clear();
        match self.lines.read_line(&mut self.line) {
            Ok(0) => None,
            Ok(length) => {
                self.offset += length as u64;
                Some(serde_json::from_str(&self.line).map_err(io::Error::from))
            }
            Err(error) => Some(Err(error)),
        }
    }
}

impl<F: Read + Seek> StoredForms<F> {
    /// The form whose line begins at the offset.
    ///
    /// # Errors
    /// Reading fails, or no form begins there.
    pub fn at(&mut self, offset: u64) -> io::Result<StoredForm> {
        self.lines.seek(SeekFrom::Start(offset))?;
        self.offset = offset;
        self.next().unwrap_or_else(|| Err(io::ErrorKind::UnexpectedEof.into()))
    }
}

/// The rows of a finished files.csv, whatever language its headings are in.
pub fn stored_files(table: impl Read) -> impl Iterator<Item = io::Result<StoredFile>> {
    stored_rows(table, ["file", "sha256", "bytes", "pages", "forms", "status", "detail"])
}

/// The rows of a finished table of these columns, whatever language its headings are in.
pub(crate) fn stored_rows<T: DeserializeOwned>(
    table: impl Read,
    columns: impl IntoIterator<Item = &'static str>,
) -> impl Iterator<Item = io::Result<T>> {
    let columns: StringRecord = columns.into_iter().collect();
    csv::Reader::from_reader(table).into_records().map(move |row| {
        let row: StringRecord = row?.iter().map(unguarded).collect();
        Ok(row.deserialize(Some(&columns))?)
    })
}

/// The text without the `'` that keeps spreadsheets from running it as a formula.
pub(crate) fn unguarded(text: &str) -> &str {
    let runs = |rest: &str| rest.starts_with(['=', '+', '@', '\t', '\r', '-']);
    let is_guarded = |rest: &&str| runs(rest) || is_taken_for_another(rest);
    text.strip_prefix('\'').filter(is_guarded).unwrap_or(text)
}

/// Whether a spreadsheet takes the text for a value that it is not: `5-8`, `1/2`, `8:30` and `5月8日` for a date or a time, `007`, `1E5` and a
/// code of many digits for a number.
pub(crate) fn is_taken_for_another(text: &str) -> bool {
    /// A number with more digits is shown, and written back, as a power of ten.
    const MOST_DIGITS: usize = 11;
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !text.starts_with(|c: char| c.is_ascii_digit()) {
        return false;
    }
    if is_digits(text) {
        return text.len() > MOST_DIGITS || text.len() > 1 && text.starts_with('0');
    }
    let is_parted_by = |mark: char| {
        let parts: Vec<&str> = text.split(mark).collect();
        matches!(parts.len(), 2 | 3) && parts.iter().all(|part| part.len() <= 4 && is_digits(part))
    };
    let is_chinese_date = || text.contains('月') && text.chars().all(|c| c.is_ascii_digit() || "年月日".contains(c));
    let is_power = || {
        let parts = text.split_once(['e', 'E']);
        parts.is_some_and(|(number, power)| {
            is_digits(&number.replacen('.', "", 1)) && is_digits(power.trim_start_matches(['+', '-']))
        })
    };
    ['-', '/', ':'].into_iter().any(is_parted_by) || is_chinese_date() || is_power()
}

impl StoredFund {
    fn text(&self, column: &str) -> Option<&str> {
        Some(match column {
            "item" => &self.item,
            "initial" => &self.initial,
            "budget" => &self.budget,
            "executed" => &self.executed,
            "weight" => &self.weight,
            "rate" => &self.rate,
            "score" => &self.score,
            _ => return None,
        })
    }
}

impl StoredIndicator {
    fn text(&self, column: &str) -> Option<&str> {
        Some(match column {
            "level1" => &self.level1,
            "level2" => &self.level2,
            "level3" => &self.level3,
            "target" => &self.target,
            "actual" => &self.actual,
            "weight" => &self.weight,
            "score" => &self.score,
            "deviation" => &self.deviation,
            _ => return None,
        })
    }
}

impl StoredFinding {
    /// The box of the stated value: left, top, right, bottom.
    pub fn bounds(&self) -> Option<[&Number; 4]> {
        Some([
            self.x0.as_ref()?,
            self.y0.as_ref()?,
            self.x1.as_ref()?,
            self.y1.as_ref()?,
        ])
    }
}

impl StoredForm {
    /// The text of a field; `None` where the form has no such field.
    pub fn text(&self, name: FieldName) -> Option<&str> {
        let text = match (name.table, name.column) {
            ("funds", column) => self.funds.get(name.row)?.text(column)?,
            ("indicators", column) => self.indicators.get(name.row)?.text(column)?,
            (_, "title") => &self.title,
            (_, "year") => &self.year,
            (_, "amount_unit") => &self.amount_unit,
            (_, "project_name") => &self.project_name,
            (_, "department") => &self.department,
            (_, "unit") => &self.unit,
            (_, "expected_goal") => &self.expected_goal,
            (_, "actual_result") => &self.actual_result,
            (_, "total_weight") => &self.total_weight,
            (_, "total_score") => &self.total_score,
            (_, "grade") => &self.grade,
            _ => return None,
        };
        Some(text)
    }

    /// Whether it is a row of a listing.
    pub fn is_listed(&self) -> bool {
        self.layout == Layout::Listing.id()
    }

    /// Whether something is said of a field, or of a part that it stands in.
    pub fn is_doubted(&self, field: &str) -> bool {
        let about = Scope::named(field);
        let mut doubted = self.warnings.iter().map(|doubt| Scope::named(&doubt.field));
        doubted.any(|scope| scope.zip(about).is_none_or(|(scope, about)| scope.covers(about)))
    }

    /// The page on which a field's value stands.
    pub fn page_of(&self, field: &str) -> Option<u32> {
        self.values.get(field).map(|place| place.page)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_formula_guard_is_taken_off_and_any_other_apostrophe_is_left() {
        let table = "\u{feff}file,sha256,bytes,pages,forms,status,detail\r\n'=1.pdf,aa,10,2,1,ok,\r\n'x.pdf,,,,0,unreadable,\"a, b\"\r\n";
        let files: Vec<StoredFile> = stored_files(table.as_bytes()).map(Result::unwrap).collect();
        let told: Vec<[&str; 4]> = files
            .iter()
            .map(|file| [&file.file, &file.bytes, &file.status, &file.detail].map(String::as_str))
            .collect();
        assert_eq!(told, [["=1.pdf", "10", "ok", ""], ["'x.pdf", "", "unreadable", "a, b"]]);
    }

    #[test]
    fn a_line_that_is_no_form_is_an_error_and_not_silence() {
        let mut forms = StoredForms::new("{\"file\":\"a.pdf\",\"form_no\":2}\n{\"file\":".as_bytes());
        assert_eq!(forms.next().unwrap().unwrap().form_no, 2);
        assert!(forms.next().unwrap().is_err());
    }
}
