//! Files with one thing damaged, against the same files sound: no number is silently another or lost, and nobody is accused, unless the page
//! as another program paints it shows something else there.
//!
//! `FUHE_MUTATIONS=5000 cargo test --release --test mutations` takes the full number. `FUHE_MUTATIONS_KEEP=some/folder` keeps the files of
//! all faults; their names say which damage it is.

// A test may fail.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]
#![expect(clippy::print_stdout, reason = "prints what it found")]

#[path = "mutations/content.rs"]
mod content;
mod damage;
#[path = "mutations/fonts.rs"]
mod fonts;
#[path = "mutations/kinds.rs"]
mod kinds;
#[path = "mutations/painted.rs"]
mod painted;
#[path = "mutations/remaining.rs"]
mod remaining;
#[path = "mutations/structure.rs"]
mod structure;
#[path = "mutations/verdict.rs"]
mod verdict;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;
use std::sync::OnceLock;

use damage::Random;
use fuhe::audited::{Audited, Status};
use fuhe::batch::examine_alone;
use fuhe::input::Document;
use fuhe::settings::{Confirming, Settings};
use kinds::{KINDS, Kind, Source};
use rayon::prelude::*;
use remaining::REMAINING;
use verdict::{Fault, faults};

/// Damaged files where nobody asks for more: what a build without optimisation does in some seconds.
const MUTATIONS: usize = 84;

/// From so many files of a kind on, the share of those that are faulty is held.
const FILES_OF_A_SHARE: usize = 20;

/// How often another file is tried where one has nothing that a kind of damage could touch.
const TRIES: usize = 60;

fn audit(bytes: &[u8]) -> Audited {
    let settings = Settings {
        // With nobody to confirm what is found, as where the second reader cannot read the file either.
        confirming: Confirming::Flagged,
        ..Settings::default()
    };
    examine_alone(&Document::new("damaged.pdf", bytes), &settings)
        .unwrap()
        .audited
}

/// A sound file and its reading, which is made when it is first needed.
struct Sound {
    source: Source,
    audited: OnceLock<Audited>,
}

impl Sound {
    fn audited(&self) -> &Audited {
        self.audited.get_or_init(|| audit(&self.source.bytes))
    }
}

fn sound_files() -> Vec<Sound> {
    // Not those that are damaged as they lie there.
    let is_sound = |name: &str| !name.starts_with("unreadable") && !name.contains("readers-disagree");
    let named = damage::fixtures().into_iter().filter(|(name, _)| is_sound(name));
    named
        .map(|(name, bytes)| {
            let document = lopdf::Document::load_mem(&bytes)
                .ok()
                .filter(|document| !document.was_encrypted());
            let document = document.unwrap_or_default();
            Sound {
                source: Source { name, bytes, document },
                audited: OnceLock::new(),
            }
        })
        .collect()
}

/// What became of one damaged file.
struct Outcome {
    kind: &'static Kind,
    file: String,
    status: Status,
    faults: Vec<Fault>,
    /// Differences that the page as painted has, too.
    excused: usize,
    warned: usize,
}

fn outcome(number: usize, sound: &[Sound]) -> Option<Outcome> {
    let kind = &KINDS[number % KINDS.len()];
    // Seeds that follow each other begin alike.
    let mut random = Random((number as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15));
    random.below(2);
    let (sound, bytes) = (0..TRIES).find_map(|_| {
        let sound = random.one_of(sound)?;
        (kind.damage)(&sound.source, &mut random).map(|bytes| (sound, bytes))
    })?;
    let now = audit(&bytes);
    let found = faults(&sound.source, sound.audited(), &bytes, &now, kind.harms);
    let outcome = Outcome {
        kind,
        file: format!("{number:05} {}", sound.source.name),
        status: now.status,
        excused: found.excused,
        warned: found.warned,
        faults: found.faults,
    };
    if let Some(folder) = std::env::var_os("FUHE_MUTATIONS_KEEP").filter(|_| !outcome.faults.is_empty()) {
        let name = format!("{number:05} {} {}", kind.name, sound.source.name).replace(['/', ' ', ':'], "_");
        fs::write(PathBuf::from(folder).join(name), bytes).unwrap();
    }
    Some(outcome)
}

/// One line a kind: how many files, of how many the status says it, of how many a warning, how many the page excuses, and the faults.
fn table(outcomes: &[Outcome]) -> String {
    let mut table = String::from(
        "| damage | files | said by status | warned | excused by the page | faulty | silent | lost | accused |\n|---|---|---|---|---|---|---|---|---|\n",
    );
    let mut sums = [0; 8];
    let line = |name: &str, of: &[usize; 8], table: &mut String| {
        let cells: Vec<String> = of.iter().map(usize::to_string).collect();
        writeln!(table, "| {name} | {} |", cells.join(" | ")).unwrap();
    };
    for kind in KINDS {
        let of_kind: Vec<&Outcome> = outcomes
            .iter()
            .filter(|outcome| outcome.kind.name == kind.name)
            .collect();
        let count = |is_meant: &dyn Fn(&Outcome) -> bool| of_kind.iter().filter(|outcome| is_meant(outcome)).count();
        let with = |what: &'static str| count(&|outcome| outcome.faults.iter().any(|fault| fault.what == what));
        let of = [
            of_kind.len(),
            count(&|outcome| !matches!(outcome.status, Status::Ok | Status::NoForm)),
            count(&|outcome| outcome.warned > 0),
            count(&|outcome| outcome.excused > 0),
            count(&|outcome| !outcome.faults.is_empty()),
            with(verdict::SILENT),
            with(verdict::LOST),
            with(verdict::ACCUSED),
        ];
        sums.iter_mut().zip(of).for_each(|(sum, of)| *sum += of);
        line(kind.name, &of, &mut table);
    }
    line("all", &sums, &mut table);
    table
}

#[test]
fn what_remains_is_a_kind_of_damage_and_has_a_reason() {
    for (name, most, reason) in REMAINING {
        assert!(KINDS.iter().any(|kind| kind.name == *name), "{name}");
        assert!((1..=1000).contains(most) && !reason.is_empty(), "{name}");
    }
}

#[test]
fn a_damaged_file_is_read_right_or_says_so_and_accuses_nobody() {
    let mutations = std::env::var("FUHE_MUTATIONS").map_or(MUTATIONS, |count| count.parse().unwrap());
    let sound = sound_files();
    let outcomes: Vec<Outcome> = (0..mutations)
        .into_par_iter()
        .filter_map(|number| outcome(number, &sound))
        .collect();
    let mut report = table(&outcomes);
    let mut faulty: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for outcome in &outcomes {
        if let Some(fault) = outcome.faults.first() {
            let more = outcome.faults.len() - 1;
            let line = format!("{} [{}]: {fault}, and {more} more", outcome.file, outcome.status.id());
            faulty.entry(outcome.kind.name).or_default().push(line);
        }
    }
    for (kind, files) in &faulty {
        write!(report, "\n{kind}:\n{}\n", files.join("\n")).unwrap();
    }
    println!("{report}");
    let too_many = KINDS.iter().filter(|kind| {
        let files = outcomes.iter().filter(|outcome| outcome.kind.name == kind.name).count();
        let most = REMAINING
            .iter()
            .find(|(name, ..)| *name == kind.name)
            .map_or(0, |(_, most, _)| *most);
        // A few files say nothing of a share.
        let known = if most > 0 && files < FILES_OF_A_SHARE {
            files
        } else {
            (files * most).div_ceil(1000)
        };
        faulty.get(kind.name).map_or(0, Vec::len) > known
    });
    let too_many: Vec<&str> = too_many.map(|kind| kind.name).collect();
    assert!(
        too_many.is_empty(),
        "more than remains as known: {too_many:?}\n{report}"
    );
}
