//! The closing summary of a run, for a terminal.

use std::cmp::Reverse;
use std::path::Path;
use std::time::Duration;

use unicode_width::UnicodeWidthStr;

use super::tally::Tally;
use crate::language::Language;
use crate::messages::Message;
use crate::rules::{Confirmed, Severity};

/// The text with spaces behind it up to a width in columns; a Chinese character takes two.
pub fn pad(text: &str, width: usize) -> String {
    let missing = width.saturating_sub(text.width());
    format!("{text}{}", " ".repeat(missing))
}

/// Files by status, forms, findings by severity and rule, and the time taken.
pub fn summary(tally: &Tally, elapsed: Duration, folder: &Path, language: Language) -> String {
    let say = |message: Message| message.text(language).to_owned();
    let mut lines = vec![(say(Message::SummaryFiles), tally.file_count().to_string())];
    for (status, count) in &tally.files {
        lines.push((
            format!("  {} {}", status.id(), say(status.message())),
            count.to_string(),
        ));
    }
    lines.push((say(Message::SummaryForms), tally.forms.to_string()));
    lines.push((say(Message::SummaryFindings), tally.finding_count().to_string()));
    for ((Reverse(severity), rule), count) in &tally.findings {
        lines.push((format!("  {} {rule}", say(severity_name(*severity))), count.to_string()));
    }
    for (confirmed, message) in [
        (Confirmed::Yes, Message::SummaryConfirmed),
        (Confirmed::Unavailable, Message::SummaryUnconfirmed),
        (Confirmed::No, Message::SummaryDisputed),
    ] {
        if let Some(count) = tally.confirmed.get(&confirmed) {
            lines.push((format!("  {}", say(message)), count.to_string()));
        }
    }
    let seconds = format!("{}.{:02}", elapsed.as_secs(), elapsed.subsec_millis() / 10);
    lines.push((
        say(Message::SummaryTime),
        Message::SummarySeconds.fill(language, &[("seconds", &seconds)]),
    ));
    let label_width = lines.iter().map(|(label, _)| label.width()).max().unwrap_or(0);
    let count_width = tally
        .file_count()
        .max(tally.forms)
        .max(tally.finding_count())
        .to_string()
        .len();
    let line = |(label, value): (String, String)| format!("{}  {value:>count_width$}\n", pad(&label, label_width));
    let text: String = lines.into_iter().map(line).collect();
    text + &Message::SummaryTables.fill(language, &[("path", &folder.display())]) + "\n"
}

/// What a severity is called.
pub(super) fn severity_name(severity: Severity) -> Message {
    match severity {
        Severity::Error => Message::SeverityError,
        Severity::Warning => Message::SeverityWarning,
        Severity::Notice => Message::SeverityNotice,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Status;

    #[test]
    fn counts_line_up_behind_labels_of_any_script() {
        let mut tally = Tally {
            forms: 9,
            ..Tally::default()
        };
        tally.files.insert(Status::Ok, 120);
        tally.findings.insert((Reverse(Severity::Error), "grade"), 7);
        let text = summary(&tally, Duration::from_millis(1_239), Path::new("out"), Language::Zh);
        let ends: Vec<usize> = text.lines().take(5).map(UnicodeWidthStr::width).collect();
        assert_eq!(ends, [ends[0]; 5], "{text}");
        assert!(text.contains("1.23 秒"), "{text}");
    }
}
