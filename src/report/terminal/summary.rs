//! The closing summary of a run: what was counted, and where its tables are.

use std::cmp::Reverse;
use std::path::Path;
use std::time::Duration;

use super::ink::{Ink, Paint};
use super::wrap::{width, wrap};
use super::{pad, printable};
use crate::audited::Status;
use crate::language::Language;
use crate::messages::Message;
use crate::report::tally::Tally;
use crate::report::wording::{confirmed_message, rule_name, severity_message};
use crate::rules::{Confirmed, Severity};
use crate::stored::StoredFile;

/// What lines below a heading begin with.
const INDENT: &str = "  ";

/// One line of the summary: what is counted, and how many.
type Line = (Ink, String, u64);

/// Files by status, forms, findings by severity and rule, and the time taken.
pub fn summary(tally: &Tally, elapsed: Duration, folder: &Path, paint: Paint, language: Language) -> String {
    let seconds = format!("{}.{:02}", elapsed.as_secs(), elapsed.subsec_millis() / 10);
    let took = Message::SummarySeconds.fill(language, &[("seconds", &seconds)]);
    let written = Message::SummaryTables.fill(language, &[("path", &folder.display())]);
    format!(
        "{}{} {took}\n{}\n{}",
        counted(&lines(tally, language), paint),
        Message::SummaryTime.text(language),
        printable(&written),
        beside(tally, language)
    )
}

/// The first files that were not read whole, each with what to do, in lines of `most` columns. `files` are the rows of files.csv; their
/// details are told where they are in this language.
pub fn unread(
    files: impl Iterator<Item = StoredFile>,
    most: usize,
    are_details_in_language: bool,
    language: Language,
) -> String {
    /// More of them hide the summary.
    const TOLD: usize = 5;
    let status = |file: &StoredFile| Status::named(&file.status).filter(|status| !status.is_read());
    let unread = files.filter_map(|file| Some((status(&file)?, file)));
    let mut text = String::new();
    let mut left_out = 0_u64;
    for (number, (status, file)) in unread.enumerate() {
        if number >= TOLD {
            left_out += 1;
            continue;
        }
        let detail = if are_details_in_language {
            file.detail.as_str()
        } else {
            ""
        };
        let facts = [file.file.as_str(), status.message().text(language), detail];
        let facts: Vec<&str> = facts.into_iter().filter(|fact| !fact.is_empty()).collect();
        let lines = wrap(&printable(&facts.join(" · ")), most.saturating_sub(2 * INDENT.len()));
        text = text + INDENT + &lines.join(&format!("\n{INDENT}{INDENT}")) + "\n";
    }
    if text.is_empty() {
        return text;
    }
    if left_out > 0 || !are_details_in_language {
        let fillings: [(&str, &dyn std::fmt::Display); 1] = [("count", &left_out)];
        let rest = if left_out > 0 {
            Message::UnreadMore
        } else {
            Message::UnreadWhy
        };
        text = text + INDENT + &rest.fill(language, &fillings) + "\n";
    }
    format!("{}\n{text}", Message::UnreadFiles.text(language))
}

/// A line for each thing to do about files that were not read, with the kinds that it holds for.
fn beside(tally: &Tally, language: Language) -> String {
    const TO_DO: [(Message, &[&str]); 3] = [
        (
            Message::BesideDocuments,
            &["doc", "docx", "wps", "rtf", "xls", "xlsx", "et", "ofd", "html"],
        ),
        (Message::BesideArchives, &["rar"]),
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

fn lines(tally: &Tally, language: Language) -> Vec<Line> {
    let heading = |message: Message, count| (Ink::Strong, message.text(language).to_owned(), count);
    let entry = |ink, said: &str, count: u64| (ink, format!("{INDENT}{said}"), count);
    let mut lines = vec![heading(Message::SummaryFiles, tally.file_count())];
    for (status, count) in &tally.files {
        let ink = if status.is_read() {
            Ink::Plain
        } else {
            Ink::Flagged(Severity::Warning)
        };
        lines.push(entry(ink, status.message().text(language), *count));
    }
    lines.push(heading(Message::SummaryForms, tally.forms));
    lines.push(heading(Message::SummaryFindings, tally.finding_count()));
    for ((Reverse(severity), rule), count) in &tally.findings {
        let said = [severity_message(*severity).text(language), rule_name(rule, language)].join(" · ");
        lines.push(entry(Ink::Flagged(*severity), &said, *count));
    }
    for confirmed in [
        Confirmed::Yes,
        Confirmed::TextOnly,
        Confirmed::Unavailable,
        Confirmed::No,
    ] {
        if let (Some(count), Some(message)) = (tally.confirmed.get(&confirmed), confirmed_message(confirmed)) {
            lines.push(entry(Ink::Faint, message.text(language), *count));
        }
    }
    lines
}

/// The lines with their counts in a column.
fn counted(lines: &[Line], paint: Paint) -> String {
    let widest = |widths: &mut dyn Iterator<Item = usize>| widths.max().unwrap_or(0);
    let said_width = widest(&mut lines.iter().map(|(_, said, _)| width(said)));
    let count_width = widest(&mut lines.iter().map(|(.., count)| count.to_string().len()));
    let line = |(ink, said, count): &Line| {
        let line = format!("{}{INDENT}{count:>count_width$}", pad(said, said_width));
        paint.apply(*ink, &line) + "\n"
    };
    lines.iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: Paint = Paint { colored: false };

    #[test]
    fn counts_line_up_behind_labels_of_any_script_however_few_digits_they_have() {
        for (count, language) in [(2, Language::Zh), (2, Language::En), (120, Language::Zh)] {
            let mut tally = Tally {
                forms: 9,
                ..Tally::default()
            };
            tally.files.insert(Status::Ok, count);
            tally.files.insert(Status::Unreadable, 1);
            tally.findings.insert((Reverse(Severity::Error), "grade"), 7);
            let took = Duration::from_millis(1_239);
            let text = summary(&tally, took, Path::new("out"), PLAIN, language);
            let counts: Vec<&str> = text.lines().take(6).collect();
            assert!(counts.iter().all(|line| width(line) == width(counts[0])), "{text}");
            assert!(
                counts.iter().all(|line| line.ends_with(|c: char| c.is_ascii_digit())),
                "{text}"
            );
            assert!(text.contains("1.23 "), "{text}");
        }
    }

    #[test]
    fn the_first_files_that_were_not_read_are_named_with_what_to_do() {
        let file = |n: usize| StoredFile {
            file: format!("{n}.pdf"),
            status: if n == 0 { "ok" } else { "encrypted" }.to_owned(),
            detail: "请给出密码".to_owned(),
            ..StoredFile::default()
        };
        let text = unread((0..9).map(file), 40, true, Language::Zh);
        assert!(
            !text.contains("0.pdf") && text.contains("5.pdf · 需要密码 · 请给出密码"),
            "{text}"
        );
        assert!(!text.contains("6.pdf") && text.contains("另有 3 个"), "{text}");
        assert!(!unread((0..2).map(file), 40, false, Language::En).contains("密码"));
        assert_eq!(unread((0..1).map(file), 40, true, Language::Zh), "");
    }
}
