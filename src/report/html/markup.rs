//! The page of the report: totals, charts and unread files, and the frame that the script fills with findings.

use std::path::Path;

use maud::{Markup, html};

use super::chart::{Bar, Column, HALF, WHOLE, address, bars, columns, percent};
use super::departments::Departments;
use super::digest::{Digest, FIRST_SCORE, FULL_RATE, GRADES, RATE_STEP, SCORE_COLUMNS, rate_begin, score_begin};
use super::folder::MARK;
use super::listing::{ABOUT_PER_FILE, DETAILS_PER_FILE, ROWS_PER_FILE};
use super::pairs::KINDS;
use super::{ASSETS, ReportText as Text, Shown};
use crate::across::Kind;
use crate::audited::Status;
use crate::language::Language;
use crate::report::frame::Frame;
use crate::report::wording::rule_name;

/// Only what lies in the folder of the report: no scripts or styles in the page itself, nothing from a network, no forms, no frames.
const POLICY: &str =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'";

/// Labels of the columns of scores stand below every tenth point.
const SCORE_LABEL_EVERY: u32 = 10;

/// The page; the findings are in the data files.
pub(super) fn render(
    digest: &Digest,
    departments: Departments,
    shown: &Shown,
    data: &[&str],
    language: Language,
) -> Markup {
    let say = |text: Text| text.text(language);
    let scripts = ASSETS
        .iter()
        .map(|(name, _)| *name)
        .filter(|name| Path::new(name).extension().is_some_and(|ending| ending == "js"));
    let head = html! {
        meta name="generator" content=(MARK);
        meta name="referrer" content="no-referrer";
        meta name="color-scheme" content="light dark";
        link rel="stylesheet" href="assets/report.css";
        @for script in scripts { script src=(script) defer {} }
        @for script in data { script src=(script) defer {} }
    };
    let body = html! {
        a.skip href="#findings" { (say(Text::SkipToFindings)) }
        header {
            h1 { (say(Text::Title)) }
            p { (say(Text::Lead)) }
        }
        main {
            (overview(digest, language))
            section #findings data-details=(DETAILS_PER_FILE) data-about=(ABOUT_PER_FILE) data-clean=(shown.clean_files)
                data-rows=(ROWS_PER_FILE) data-asked=(digest.asked) data-accepted=(digest.accepted) data-documents=(shown.documents) aria-labelledby="findings-heading" {
                h2 #findings-heading { (say(Text::Findings)) }
                @if digest.findings() > shown.listed as u64 {
                    p.remark { (Text::FindingsLeftOut.fill(language, &[("shown", &shown.listed)])) }
                }
                noscript { p.remark { (say(Text::NeedsScript)) } }
                div #list {}
            }
            @for (kind, count) in KINDS.into_iter().zip(shown.pair_counts) {
                @if count > 0 { (fold(&format!("pairs-{}", kind.id()), pairs_name(kind), Some(count), language, &html! { div.pairs-list data-kind=(kind.id()) {} })) }
            }
            @if digest.forms > 0 {
                (fold("forms", Text::FormsView, Some(digest.forms), language, &html! {
                    p.remark { (say(Text::FormsViewNote)) }
                    div #forms-list {}
                }))
            }
            (fold("charts", Text::ChartsFold, None, language, &charts(digest, departments, language)))
            @if digest.unread > 0 { (fold("unread", Text::UnreadFiles, Some(digest.unread), language, &unread(digest, language))) }
        }
        section #print aria-hidden="true" {}
        footer { p { (Text::MadeBy.fill(language, &[("version", &env!("CARGO_PKG_VERSION"))])) } }
    };
    let frame = Frame {
        language,
        policy: POLICY,
        title: say(Text::Title),
        head,
        body,
    };
    frame.page()
}

/// A part of the page that is folded; the script remembers which of them are open.
fn fold(id: &str, name: Text, count: Option<u64>, language: Language, content: &Markup) -> Markup {
    html! {
        details.fold id=(id) {
            summary { h2 { (name.text(language)) } @if let Some(count) = count { " " span.badge { (count) } } }
            (content)
        }
    }
}

fn pairs_name(kind: Kind) -> Text {
    match kind {
        Kind::CopiedNarrative => Text::PairsCopied,
        Kind::ListingMismatch => Text::PairsMismatch,
        Kind::ListingSum => Text::PairsSum,
        Kind::DuplicateForm | Kind::Distribution => Text::PairsDuplicate,
    }
}

fn overview(digest: &Digest, language: Language) -> Markup {
    let [errors, warnings, notices] = digest.severities;
    let read = if digest.unread == 0 {
        Text::AllRead.text(language).to_owned()
    } else {
        Text::TotalUnread.fill(language, &[("count", &digest.unread)])
    };
    let with_findings = Text::FormsWithFindings.fill(language, &[("count", &digest.forms_with_findings)]);
    let share = Text::ShareOfForms.fill(
        language,
        &[("percent", &percent(digest.forms_with_errors, digest.forms))],
    );
    let mut severities = Text::BySeverity.fill(
        language,
        &[("errors", &errors), ("warnings", &warnings), ("notices", &notices)],
    );
    if digest.accepted > 0 {
        severities.push_str(&Text::OfThemAccepted.fill(language, &[("count", &digest.accepted)]));
    }
    let asked = Text::OfAsked.fill(language, &[("count", &digest.asked)]);
    let tiles = [
        (Text::TotalFiles, digest.files, read),
        (Text::TotalForms, digest.forms, with_findings),
        (Text::FormsWithErrors, digest.forms_with_errors, share),
        (Text::TotalFindings, digest.findings(), severities),
        (Text::Confirmed, digest.confirmed, asked),
    ];
    // Where nobody was asked to confirm, that says nothing.
    let shown = if digest.asked == 0 {
        tiles.len() - 1
    } else {
        tiles.len()
    };
    html! {
        section aria-labelledby="overview-heading" {
            h2 #overview-heading .unseen { (Text::Overview.text(language)) }
            dl.tiles {
                @for (name, count, remark) in tiles.into_iter().take(shown) {
                    div { dt { (name.text(language)) } dd { (count) } dd.remark { (remark) } }
                }
            }
        }
    }
}

fn charts(digest: &Digest, departments: Departments, language: Language) -> Markup {
    let rates_note = Text::RatesNote.fill(language, &[("count", &digest.rated())]);
    let scores_note = scores_note(digest, language);
    html! {
        p.remark { (Text::ChartsNote.text(language)) }
        section.charts {
            figure { (caption(Text::GradesChart, grades_note(digest, language), language)) (grades(digest, language)) }
            figure { (caption(Text::RulesChart, None, language)) (rules(digest, language)) }
            figure { (caption(Text::RatesChart, Some(rates_note), language)) (rates(digest, language)) }
            figure.wide { (caption(Text::ScoresChart, Some(scores_note), language)) (scores(digest, language)) }
            (departments.draw(language))
        }
    }
}

fn caption(title: Text, note: Option<String>, language: Language) -> Markup {
    html! { figcaption { h2 { (title.text(language)) } @if let Some(note) = note { p.remark { (note) } } } }
}

fn grades_note(digest: &Digest, language: Language) -> Option<String> {
    (digest.grades_wrong > 0).then(|| Text::GradesNote.fill(language, &[("count", &digest.grades_wrong)]))
}

fn grades(digest: &Digest, language: Language) -> Markup {
    let names = GRADES.into_iter().chain([Text::NoGrade.text(language)]);
    let rows = names.zip(digest.grades).enumerate();
    let rows = rows.filter(|(place, (_, count))| *place < GRADES.len() || *count > 0);
    let rows: Vec<Bar> = rows
        .map(|(place, (name, count))| Bar {
            label: html! { (name) },
            count,
            class: "plain",
            address: address("grade", GRADES.get(place).copied().unwrap_or_default()),
        })
        .collect();
    bars(&rows)
}

fn rules(digest: &Digest, language: Language) -> Markup {
    let found = digest.rules.iter().filter(|(.., count)| *count > 0);
    let rows: Vec<Bar> = found
        .map(|(id, severity, count)| Bar {
            label: html! { span title=(id) { (rule_name(id, language)) } },
            count: *count,
            class: severity.id(),
            address: address("rule", id),
        })
        .collect();
    html! {
        @if rows.is_empty() { p { (Text::NoFindings.text(language)) } } @else { (bars(&rows)) }
    }
}

/// A column that counts forms from there on, to which its address leads.
fn column(
    (filter, from): (&str, u32),
    name: &str,
    label: Option<String>,
    count: u64,
    is_marked: bool,
    language: Language,
) -> Column {
    Column {
        address: address(filter, &from.to_string()),
        name: Text::ColumnCount.fill(language, &[("label", &name), ("count", &count)]),
        label,
        count,
        is_marked,
    }
}

fn rates(digest: &Digest, language: Language) -> Markup {
    let drawn = (0_u32..).zip(digest.rates).map(|(place, count)| {
        let from = rate_begin(place);
        let (name, label) = match from {
            FULL_RATE => (format!("{FULL_RATE}%"), FULL_RATE.to_string()),
            above if above > FULL_RATE => (format!(">{FULL_RATE}%"), format!(">{FULL_RATE}")),
            _ => (format!("{from}% – <{}%", from + RATE_STEP), from.to_string()),
        };
        column(("rate", from), &name, Some(label), count, from > FULL_RATE, language)
    });
    let drawn: Vec<Column> = drawn.collect();
    drawing(Text::RatesChart, &drawn, HALF, language)
}

fn scores_note(digest: &Digest, language: Language) -> String {
    let percent = percent(digest.near_full, digest.scored());
    Text::ScoresNote.fill(
        language,
        &[
            ("count", &digest.scored()),
            ("near", &digest.near_full),
            ("percent", &percent),
        ],
    )
}

fn scores(digest: &Digest, language: Language) -> Markup {
    let drawn = (0_u32..).zip(digest.scores).map(|(place, count)| {
        let last = place as usize + 1 == SCORE_COLUMNS;
        let points = score_begin(place);
        let at = ("score", points);
        if place == 0 {
            let below = format!("<{FIRST_SCORE}");
            return column(at, &below, Some(below.clone()), count, false, language);
        }
        let name = if last {
            points.to_string()
        } else {
            format!("{points} – <{}", points + 1)
        };
        // The first one's label would run into that of the column below.
        let is_labelled = points > FIRST_SCORE && points.is_multiple_of(SCORE_LABEL_EVERY);
        let label = is_labelled.then(|| points.to_string());
        column(at, &name, label, count, place as usize + 2 >= SCORE_COLUMNS, language)
    });
    let drawn: Vec<Column> = drawn.collect();
    drawing(Text::ScoresChart, &drawn, WHOLE, language)
}

fn drawing(title: Text, drawn: &[Column], width: u64, language: Language) -> Markup {
    columns(drawn, width, title.text(language))
}

/// The name of a status; its id where it has none.
fn status_name(id: &str, language: Language) -> &str {
    Status::named(id).map_or(id, |status| status.message().text(language))
}

fn unread(digest: &Digest, language: Language) -> Markup {
    let say = |text: Text| text.text(language);
    let shown = digest.unread_named.len();
    html! {
        div.unread {
            @if digest.unread > shown as u64 {
                p.remark { (Text::UnreadMore.fill(language, &[("shown", &shown)])) }
            }
            table {
                thead { tr {
                    th scope="col" { (say(Text::File)) }
                    th scope="col" { (say(Text::FileStatus)) }
                    th scope="col" { (say(Text::FileAdvice)) }
                } }
                tbody {
                    @for file in &digest.unread_named {
                        tr { td.path { (file.file) } td { (status_name(&file.status, language)) " " code.faint { (file.status) } } td { (file.detail) } }
                    }
                }
            }
        }
    }
}
