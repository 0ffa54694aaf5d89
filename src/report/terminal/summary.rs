//! The closing summary of a run: a table, and where its tables are.

use std::cmp::Reverse;
use std::path::Path;
use std::time::Duration;

use super::boxes::{Boxed, draw};
use super::ink::{Ink, Paint};
use super::printable;
use super::wrap::width;
use crate::language::Language;
use crate::messages::Message;
use crate::report::sheet::Span;
use crate::report::tally::Tally;
use crate::report::wording::{rule_name, severity_message};
use crate::rules::{Confirmed, Severity};

/// A part of the table: its heading, and its entries with their counts.
struct Part {
    heading: Message,
    entries: Vec<(Ink, String, u64)>,
}

/// Files by status, forms, findings by severity and rule, and the time taken.
pub fn summary(tally: &Tally, elapsed: Duration, folder: &Path, paint: Paint, language: Language) -> String {
    let seconds = format!("{}.{:02}", elapsed.as_secs(), elapsed.subsec_millis() / 10);
    let took = Message::SummarySeconds.fill(language, &[("seconds", &seconds)]);
    let written = Message::SummaryTables.fill(language, &[("path", &folder.display())]);
    format!(
        "{}{} {took}\n{}\n{}",
        table(&parts(tally, language), paint, language),
        Message::SummaryTime.text(language),
        printable(&written),
        beside(tally, language)
    )
}

/// A line for each thing to do about files that were not read, with the kinds that it holds for.
fn beside(tally: &Tally, language: Language) -> String {
    const TO_DO: [(Message, &[&str]); 3] = [
        (
            Message::BesideDocuments,
            &["doc", "docx", "wps", "rtf", "xls", "xlsx", "et", "ofd", "html"],
        ),
        (Message::BesideArchives, &["rar", "7z"]),
        (Message::BesidePictures, &["jpg", "png", "tif"]),
    ];
    let mut lines = String::new();
    for (message, kinds) in TO_DO {
        let counted = kinds.iter().filter_map(|kind| Some((kind, tally.beside.get(*kind)?)));
        let said: Vec<String> = counted.map(|(kind, count)| format!(".{kind} {count}")).collect();
        if !said.is_empty() {
            lines += &message.fill(language, &[("files", &said.join(", "))]);
            lines.push('\n');
        }
    }
    lines
}

fn parts(tally: &Tally, language: Language) -> [Part; 3] {
    let total = |count| (Ink::Strong, Message::SummaryTotal.text(language).to_owned(), count);
    let mut files: Vec<(Ink, String, u64)> = Vec::new();
    for (status, count) in &tally.files {
        let ink = if status.is_read() {
            Ink::Plain
        } else {
            Ink::Flagged(Severity::Warning)
        };
        files.push((
            ink,
            format!("{} {}", status.id(), status.message().text(language)),
            *count,
        ));
    }
    files.push(total(tally.file_count()));
    let mut findings: Vec<(Ink, String, u64)> = Vec::new();
    for ((Reverse(severity), rule), count) in &tally.findings {
        let said = format!(
            "{} {}",
            severity_message(*severity).text(language),
            rule_name(rule, language)
        );
        findings.push((Ink::Flagged(*severity), said, *count));
    }
    findings.push(total(tally.finding_count()));
    for (confirmed, message) in [
        (Confirmed::Yes, Message::SummaryConfirmed),
        (Confirmed::TextOnly, Message::SummaryTextOnly),
        (Confirmed::Unavailable, Message::SummaryUnconfirmed),
        (Confirmed::No, Message::SummaryDisputed),
    ] {
        if let Some(count) = tally.confirmed.get(&confirmed) {
            findings.push((Ink::Faint, message.text(language).to_owned(), *count));
        }
    }
    [
        Part {
            heading: Message::SummaryFiles,
            entries: files,
        },
        Part {
            heading: Message::SummaryForms,
            entries: vec![total(tally.forms)],
        },
        Part {
            heading: Message::SummaryFindings,
            entries: findings,
        },
    ]
}

/// One row a part, in it one line an entry: as wide as the text asks for.
fn table(parts: &[Part], paint: Paint, language: Language) -> String {
    let heading = |part: &Part| part.heading.text(language);
    let entries = || parts.iter().flat_map(|part| &part.entries);
    let widest = |widths: &mut dyn Iterator<Item = usize>| widths.max().unwrap_or(0);
    let count_width = widest(&mut entries().map(|(_, _, count)| count.to_string().len()));
    let shares = [
        widest(&mut parts.iter().map(|part| width(heading(part)))),
        widest(&mut entries().map(|(_, said, _)| width(said))),
        count_width,
    ];
    let cells = parts.iter().enumerate().flat_map(|(row, part)| {
        let said = part.entries.iter().map(|(ink, said, _)| (*ink, said.clone()));
        let counts = part.entries.iter();
        let counts = counts.map(|(ink, _, count)| (*ink, format!("{count:>count_width$}")));
        let columns = [
            vec![(Ink::Strong, heading(part).to_owned())],
            said.collect(),
            counts.collect(),
        ];
        columns.into_iter().enumerate().map(move |(col, paragraphs)| Boxed {
            span: Span {
                row,
                col,
                row_span: 1,
                col_span: 1,
            },
            paragraphs,
        })
    });
    let borders = shares.len() + 1;
    let most = shares.iter().sum::<usize>() + borders;
    draw(parts.len(), &shares, &cells.collect::<Vec<_>>(), most, paint)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audited::Status;

    #[test]
    fn counts_line_up_behind_labels_of_any_script() {
        let mut tally = Tally {
            forms: 9,
            ..Tally::default()
        };
        tally.files.insert(Status::Ok, 120);
        tally.findings.insert((Reverse(Severity::Error), "grade"), 7);
        let paint = Paint { colored: false };
        let text = summary(
            &tally,
            Duration::from_millis(1_239),
            Path::new("out"),
            paint,
            Language::Zh,
        );
        let table: Vec<&str> = text
            .lines()
            .take_while(|line| line.starts_with(['┌', '│', '├', '└']))
            .collect();
        assert!(table.len() > 6, "{text}");
        assert!(table.iter().all(|line| width(line) == width(table[0])), "{text}");
        assert!(text.contains("│  7│") && text.contains("│120│"), "{text}");
        assert!(text.contains("1.23 秒"), "{text}");
    }
}
