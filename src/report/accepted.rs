//! Findings that an auditor has looked at and set aside: a list of them, with reasons. They are marked in what a person opens, never lost.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;

use crate::rules;
use crate::stored::{StoredFinding, StoredForm, unguarded};

use problem::unreadable;
pub use problem::{AcceptedError, Problem};

mod problem;

/// The columns that the list may have; people may write them in Chinese.
const COLUMNS: [(&str, &str); 6] = [
    ("file", "文件"),
    ("form_no", "表序号"),
    ("project", "项目"),
    ("rule", "规则"),
    ("field", "字段"),
    ("reason", "理由"),
];

/// What a finding is told by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Subject<'a> {
    /// The `file` column.
    pub file: &'a str,
    /// Which form of the file.
    pub form_no: u32,
    /// 项目名称.
    pub project: &'a str,
    /// Id of the rule.
    pub rule: &'a str,
    /// The field.
    pub field: &'a str,
}

/// The findings that are accepted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Accepted {
    entries: Vec<AcceptedEntry>,
    by_rule_and_field: BTreeMap<(String, String), Vec<usize>>,
    matched: BTreeSet<usize>,
}

/// One line of the list. Of file, form number and project only what is given has to agree.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AcceptedEntry {
    /// Line of the list, from 1.
    pub line: u64,
    /// The `file` column of the tables; empty: any.
    pub file: String,
    /// Which form of the file; `None`: any.
    pub form_no: Option<u32>,
    /// 项目名称; empty: any.
    pub project: String,
    /// Id of the rule.
    pub rule: String,
    /// The field.
    pub field: String,
    /// Why it is accepted.
    pub reason: String,
}

impl Accepted {
    /// Reads a list: CSV with a heading.
    ///
    /// # Errors
    /// It cannot be read, or a line of it cannot be meant: which, and why.
    pub fn read(mut list: impl Read) -> Result<Self, AcceptedError> {
        let mut bytes = Vec::new();
        list.read_to_end(&mut bytes)?;
        // Behind `\r\n` the reader counts a line late.
        bytes.retain(|byte| *byte != b'\r');
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .from_reader(bytes.as_slice());
        let mut rows = reader.records();
        let mut accepted = Self::default();
        let heading = rows.next().transpose().map_err(unreadable)?.unwrap_or_default();
        let columns = columns(&heading)?;
        for row in rows {
            let row = row.map_err(unreadable)?;
            if row.iter().all(|cell| cell.trim().is_empty()) {
                continue;
            }
            accepted.add(AcceptedEntry::read(&row, &columns)?);
        }
        Ok(accepted)
    }

    fn add(&mut self, entry: AcceptedEntry) {
        let key = (entry.rule.clone(), entry.field.clone());
        self.by_rule_and_field.entry(key).or_default().push(self.entries.len());
        self.entries.push(entry);
    }

    /// For each finding of the form, why it is accepted, if it is.
    pub fn reasons(&mut self, form: &StoredForm) -> Vec<Option<String>> {
        let reason = |finding: &StoredFinding| {
            let subject = Subject {
                file: &form.file,
                form_no: form.form_no,
                project: &form.project_name,
                rule: &finding.rule,
                field: &finding.field,
            };
            self.reason(&subject).map(str::to_owned)
        };
        form.findings.iter().map(reason).collect()
    }

    /// Whether the list says nothing.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Why the finding is accepted; `None` where it is not. Of several lines that speak of it, the first.
    pub fn reason(&mut self, subject: &Subject) -> Option<&str> {
        let key = (subject.rule.to_owned(), subject.field.to_owned());
        let candidates = self.by_rule_and_field.get(&key)?;
        let speaking: Vec<usize> = candidates
            .iter()
            .copied()
            .filter(|index| self.entries.get(*index).is_some_and(|entry| entry.speaks_of(subject)))
            .collect();
        self.matched.extend(&speaking);
        let first = self.entries.get(*speaking.first()?)?;
        Some(&first.reason)
    }

    /// Lines that no finding asked for so far has matched.
    pub fn unmatched(&self) -> impl Iterator<Item = &AcceptedEntry> {
        let indexed = self.entries.iter().enumerate();
        indexed
            .filter(|(index, _)| !self.matched.contains(index))
            .map(|(_, entry)| entry)
    }
}

impl AcceptedEntry {
    fn read(row: &csv::StringRecord, columns: &[&'static str]) -> Result<Self, AcceptedError> {
        let line = row.position().map_or(0, csv::Position::line);
        let wrong = |problem| AcceptedError::Line { line, problem };
        if row.len() != columns.len() {
            return Err(wrong(Problem::Cells {
                expected: columns.len() as u64,
                found: row.len() as u64,
            }));
        }
        let cell = |name: &str| {
            let column = columns.iter().position(|column| *column == name);
            let cell = column.and_then(|column| row.get(column)).unwrap_or_default().trim();
            // Names are copied from the tables as they stand there.
            unguarded(cell).to_owned()
        };
        let needed = |name: &'static str| {
            Some(cell(name))
                .filter(|cell| !cell.is_empty())
                .ok_or(Problem::Blank(name))
        };
        let [rule, field, reason] = ["rule", "field", "reason"].map(needed);
        let (rule, field, reason) = (rule.map_err(wrong)?, field.map_err(wrong)?, reason.map_err(wrong)?);
        if rules::find(&rule).is_none() {
            return Err(wrong(Problem::UnknownRule(rule)));
        }
        let (file, project, form_no) = (cell("file"), cell("project"), cell("form_no"));
        if file.is_empty() && project.is_empty() {
            return Err(wrong(Problem::Blank("file")));
        }
        let form_no = Some(form_no).filter(|text| !text.is_empty());
        let form_no = form_no
            .map(|text| text.parse().map_err(|_| wrong(Problem::FormNumber(text))))
            .transpose()?;
        Ok(Self {
            line,
            file,
            form_no,
            project,
            rule,
            field,
            reason,
        })
    }

    fn speaks_of(&self, subject: &Subject) -> bool {
        let agrees = |ours: &str, theirs: &str| ours.is_empty() || ours == theirs;
        agrees(&self.file, subject.file)
            && agrees(&self.project, subject.project)
            && self.form_no.is_none_or(|number| number == subject.form_no)
    }
}

/// The known columns in the order of the heading.
fn columns(heading: &csv::StringRecord) -> Result<Vec<&'static str>, AcceptedError> {
    let line = heading.position().map_or(1, csv::Position::line);
    let wrong = |problem| AcceptedError::Line { line, problem };
    let known = |cell: &str| {
        let cell = cell.trim_start_matches('\u{feff}').trim();
        let column = COLUMNS.iter().find(|(name, chinese)| cell == *name || cell == *chinese);
        column
            .map(|(name, _)| *name)
            .ok_or_else(|| wrong(Problem::UnknownColumn(cell.to_owned())))
    };
    let columns: Vec<&'static str> = heading.iter().map(known).collect::<Result<_, _>>()?;
    let lacking = ["rule", "field", "reason"]
        .into_iter()
        .find(|name| !columns.contains(name));
    let nothing_named = (!columns.contains(&"file") && !columns.contains(&"project")).then_some("file");
    match lacking.or(nothing_named) {
        Some(name) => Err(wrong(Problem::NoColumn(name))),
        None => Ok(columns),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    const SUBJECT: Subject = Subject {
        file: "a/b.pdf",
        form_no: 2,
        project: "道路保洁",
        rule: "grade",
        field: "grade",
    };

    fn read(list: &str) -> Accepted {
        Accepted::read(list.as_bytes()).unwrap()
    }

    fn complaint(list: &[u8]) -> String {
        let error = Accepted::read(list).unwrap_err();
        error.told("list.csv", Language::En)
    }

    #[test]
    fn a_finding_is_accepted_by_file_or_project_or_both() {
        let heading = "\u{feff}file,project,rule,field,reason\r\n";
        for line in [
            "a/b.pdf,,grade,grade,ok",
            ",道路保洁,grade,grade,ok",
            "a/b.pdf,道路保洁,grade,grade,ok",
        ] {
            assert_eq!(read(&format!("{heading}{line}")).reason(&SUBJECT), Some("ok"), "{line}");
        }
        for line in [
            "b.pdf,,grade,grade,no",
            ",绿化,grade,grade,no",
            "a/b.pdf,绿化,grade,grade,no",
            "a/b.pdf,,grade,total_score,no",
            "a/b.pdf,,score-sum,grade,no",
        ] {
            assert_eq!(read(&format!("{heading}{line}")).reason(&SUBJECT), None, "{line}");
        }
    }

    #[test]
    fn a_name_is_copied_from_the_tables_with_its_guard() {
        let subject = Subject {
            file: "=1.pdf",
            ..SUBJECT
        };
        assert_eq!(
            read("file,rule,field,reason\n'=1.pdf,grade,grade,ok").reason(&subject),
            Some("ok")
        );
    }

    #[test]
    fn a_form_number_tells_the_forms_of_one_file_apart_and_headings_may_be_chinese() {
        let mut accepted =
            read("文件,表序号,规则,字段,理由\na/b.pdf,1,grade,grade,one\na/b.pdf,2,grade,grade,\"two, really\"\n");
        assert_eq!(accepted.reason(&SUBJECT), Some("two, really"));
        let unmatched: Vec<u64> = accepted.unmatched().map(|entry| entry.line).collect();
        assert_eq!(unmatched, [2]);
    }

    #[test]
    fn the_first_of_several_lines_gives_the_reason_and_all_of_them_have_matched() {
        let mut accepted = read("project,rule,field,reason\n道路保洁,grade,grade,one\n\n道路保洁,grade,grade,two\n");
        assert_eq!(accepted.reason(&SUBJECT), Some("one"));
        assert_eq!(accepted.unmatched().count(), 0);
    }

    #[test]
    fn what_cannot_be_meant_is_told_with_its_line_and_what_to_do() {
        let table: [(&[u8], &str, &str); 8] = [
            (b"", "line 1", "rule"),
            (b"file,rule,field,why\n", "line 1", "why"),
            (b"rule,field,reason\n", "line 1", "file"),
            (b"file,rule,field,reason\na,grade,grade\n", "line 2", "4"),
            (
                b"file,rule,field,reason\r\na,grade,grade,x\r\nb,grade,grade,\r\n",
                "line 3",
                "reason",
            ),
            (b"file,rule,field,reason\na,grades,grade,x\n", "line 2", "fuhe rules"),
            (
                b"file,form_no,rule,field,reason\na,one,grade,grade,x\n",
                "line 2",
                "one",
            ),
            (b"file,rule,field,reason\na,grade,grade,\xb9\xfd\n", "line 2", "UTF-8"),
        ];
        for (list, line, advice) in table {
            let told = complaint(list);
            assert!(
                told.contains("list.csv") && told.contains(line) && told.contains(advice),
                "{told}"
            );
        }
    }
}
