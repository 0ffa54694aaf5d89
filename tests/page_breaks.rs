//! One form, broken over two pages after each of its rows in each of many ways: it is read as printed, or what may be misread is said, and a
//! form in which everything agrees is accused of nothing. A new way is a line of the table.

// A test may fail.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
#![expect(clippy::print_stdout, reason = "prints what it found")]

mod paper;

use std::collections::BTreeMap;

use fuhe::audit::{Audited, AuditedForm, audit_one};
use fuhe::form::model::Scope;
use fuhe::input::Document;
use fuhe::settings::Settings;
use paper::pages::{Again, CELLS, FOOT, Label, PLAIN, ROWS, Way, broken};

const WAYS: [Way; 49] = [
    PLAIN,
    Way {
        name: "open frames",
        is_open: true,
        ..PLAIN
    },
    Way {
        name: "label on the second page",
        label: Label::Second,
        ..PLAIN
    },
    Way {
        name: "label on both pages",
        label: Label::Both,
        ..PLAIN
    },
    Way {
        name: "label cut",
        label: Label::Cut,
        ..PLAIN
    },
    Way {
        name: "column heads again",
        again: Again::Columns,
        ..PLAIN
    },
    Way {
        name: "names again",
        again: Again::Names,
        ..PLAIN
    },
    Way {
        name: "title and names again",
        again: Again::Title,
        ..PLAIN
    },
    Way {
        name: "said to go on",
        again: Again::Continued,
        ..PLAIN
    },
    Way {
        name: "running title",
        runs: true,
        ..PLAIN
    },
    Way {
        name: "blank page between",
        blank: true,
        ..PLAIN
    },
    Way {
        name: "row cut",
        cuts_row: true,
        ..PLAIN
    },
    Way {
        name: "shifted by 5",
        shift: 5,
        ..PLAIN
    },
    Way {
        name: "shifted by 12",
        shift: 12,
        ..PLAIN
    },
    Way {
        name: "shifted by 30",
        shift: 30,
        ..PLAIN
    },
    Way {
        name: "shifted by -18",
        shift: -18,
        ..PLAIN
    },
    Way {
        name: "scaled by 85",
        scale: 85,
        ..PLAIN
    },
    Way {
        name: "scaled by 95",
        scale: 95,
        ..PLAIN
    },
    Way {
        name: "scaled by 105",
        scale: 105,
        ..PLAIN
    },
    Way {
        name: "columns 3 anew",
        anew: 3,
        ..PLAIN
    },
    Way {
        name: "columns 6 anew",
        anew: 6,
        ..PLAIN
    },
    Way {
        name: "open, label cut",
        is_open: true,
        label: Label::Cut,
        ..PLAIN
    },
    Way {
        name: "open, row cut",
        is_open: true,
        cuts_row: true,
        ..PLAIN
    },
    Way {
        name: "names, shifted",
        again: Again::Names,
        shift: 14,
        ..PLAIN
    },
    Way {
        name: "names, scaled",
        again: Again::Names,
        scale: 90,
        ..PLAIN
    },
    Way {
        name: "names, label on both",
        again: Again::Names,
        label: Label::Both,
        ..PLAIN
    },
    Way {
        name: "title, running title, label on second",
        again: Again::Title,
        runs: true,
        label: Label::Second,
        ..PLAIN
    },
    Way {
        name: "title, label cut",
        again: Again::Title,
        label: Label::Cut,
        ..PLAIN
    },
    Way {
        name: "columns, shifted, label on both",
        again: Again::Columns,
        shift: 20,
        label: Label::Both,
        ..PLAIN
    },
    Way {
        name: "running, shifted, label cut",
        runs: true,
        shift: -10,
        label: Label::Cut,
        ..PLAIN
    },
    Way {
        name: "blank, shifted",
        blank: true,
        shift: 10,
        ..PLAIN
    },
    Way {
        name: "row cut, scaled",
        cuts_row: true,
        scale: 92,
        ..PLAIN
    },
    Way {
        name: "said to go on, shifted, label on both",
        again: Again::Continued,
        shift: 8,
        label: Label::Both,
        ..PLAIN
    },
    Way {
        name: "running title, row cut, shifted",
        runs: true,
        cuts_row: true,
        shift: 9,
        ..PLAIN
    },
    Way {
        name: "sums carried over",
        carries: true,
        ..PLAIN
    },
    Way {
        name: "sums carried over, column heads again",
        carries: true,
        again: Again::Columns,
        ..PLAIN
    },
    Way {
        name: "sums carried over, names again, label on both",
        carries: true,
        again: Again::Names,
        label: Label::Both,
        ..PLAIN
    },
    Way {
        name: "sums carried over, label cut, shifted",
        carries: true,
        label: Label::Cut,
        shift: 7,
        ..PLAIN
    },
    Way {
        name: "columns anew, scaled",
        anew: 5,
        scale: 93,
        ..PLAIN
    },
    Way {
        name: "title again, scaled, label on second",
        again: Again::Title,
        scale: 88,
        label: Label::Second,
        ..PLAIN
    },
    Way {
        name: "blank, names again, open",
        blank: true,
        again: Again::Names,
        is_open: true,
        ..PLAIN
    },
    Way {
        name: "open, shifted, label on both",
        is_open: true,
        shift: -25,
        label: Label::Both,
        ..PLAIN
    },
    Way {
        name: "column heads again in other words",
        again: Again::OtherWords,
        ..PLAIN
    },
    Way {
        name: "column heads again in other words, shifted, label on second",
        again: Again::OtherWords,
        shift: 11,
        label: Label::Second,
        ..PLAIN
    },
    Way {
        name: "column heads again in other words, label cut",
        again: Again::OtherWords,
        label: Label::Cut,
        ..PLAIN
    },
    Way {
        name: "numbers of columns",
        again: Again::Numbers,
        ..PLAIN
    },
    Way {
        name: "names again, column heads in other words",
        again: Again::NamesOtherWords,
        ..PLAIN
    },
    Way {
        name: "row cut, points below",
        cuts_row: true,
        cuts_points: true,
        ..PLAIN
    },
    Way {
        name: "row cut, points below, open, scaled",
        cuts_row: true,
        cuts_points: true,
        is_open: true,
        scale: 94,
        ..PLAIN
    },
];

/// What became of a form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Outcome {
    /// Fields that are not as printed, and of which nothing is said.
    silent: Vec<String>,
    /// Fields that are not as printed, with a warning.
    warned: Vec<String>,
    accused: Vec<String>,
}

fn audited(bytes: Vec<u8>) -> Audited {
    audit_one(&Document::new("form.pdf", bytes), &Settings::default())
}

/// Every field that is printed, and its text.
fn printed() -> BTreeMap<String, &'static str> {
    let mut fields = BTreeMap::new();
    for (_, _, _, _, field, text) in CELLS.iter().chain(&FOOT).filter(|cell| !cell.4.is_empty()) {
        match field.split_once('-') {
            Some((first, rest)) => {
                let (table, from) = first.split_once('[').unwrap();
                let (to, column) = rest.split_once(']').unwrap();
                let (from, to): (usize, usize) = (from.parse().unwrap(), to.parse().unwrap());
                fields.extend((from..=to).map(|row| (format!("{table}[{row}]{column}"), *text)));
            }
            None => drop(fields.insert((*field).to_owned(), *text)),
        }
    }
    fields
}

fn outcome(audited: &Audited) -> Outcome {
    let mut outcome = Outcome::default();
    let [AuditedForm { form, findings, .. }] = audited.forms.as_slice() else {
        outcome.silent.push(format!("{} forms", audited.forms.len()));
        return outcome;
    };
    let read: BTreeMap<String, String> = form
        .named_fields()
        .map(|(name, field)| (name.to_string(), field.text().to_owned()))
        .collect();
    let printed = printed();
    let rows = ["funds", "indicators"].map(|table| {
        read.keys()
            .filter(|name| {
                name.starts_with(table) && name.split_once("].").is_some_and(|(_, column)| column == "score")
            })
            .count()
    });
    for (name, text) in &printed {
        if read.get(name).map(String::as_str) != Some(*text) {
            let is_said = form
                .warnings
                .iter()
                .any(|w| w.scope.covers(Scope::named(name).unwrap()));
            let told = format!("{name}: {:?}", read.get(name).map_or("", String::as_str));
            if is_said {
                &mut outcome.warned
            } else {
                &mut outcome.silent
            }
            .push(told);
        }
    }
    if rows != [3, 7] && outcome.warned.is_empty() {
        outcome.silent.push(format!("{rows:?} rows"));
    }
    outcome.accused = findings
        .iter()
        .map(|f| format!("{} {} {:?}", f.rule, f.field, f.stated))
        .collect();
    outcome
}

#[test]
fn a_form_broken_anywhere_in_any_way_is_read_or_doubted_and_never_accused() {
    let (mut exact, mut all, mut wrong) = (0, 0, Vec::new());
    for way in &WAYS {
        for after in 0..ROWS - 1 {
            let outcome = outcome(&audited(broken(way, after)));
            all += 1;
            exact += usize::from(outcome == Outcome::default());
            if !outcome.silent.is_empty() || !outcome.accused.is_empty() {
                wrong.push(format!(
                    "{} after row {after}: silent {:?} accused {:?}",
                    way.name, outcome.silent, outcome.accused
                ));
            } else if !outcome.warned.is_empty() && std::env::var("SHOW").is_ok() {
                println!("{} after row {after}: warned {:?}", way.name, outcome.warned);
            }
        }
    }
    println!("{exact} of {all} exact");
    assert!(wrong.is_empty(), "{} of {all}:\n{}", wrong.len(), wrong.join("\n"));
}
