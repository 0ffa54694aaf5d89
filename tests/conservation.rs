//! What holds for every document: what is shown stands somewhere, what is blank is blank, what is read was printed where it is said to stand,
//! and what is said is said of something.

// A test may fail.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

#[path = "conservation/invariants.rs"]
mod invariants;

use std::fs;
use std::path::{Path, PathBuf};

use fuhe::audit::examine;
use fuhe::input::Document;
use fuhe::settings::{Confirming, Settings};
use invariants::ALL;
use rayon::prelude::*;

/// Every document of the fixtures.
fn fixtures() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let paths = ignore::Walk::new(folder).map(|entry| entry.unwrap().into_path());
    let mut found: Vec<PathBuf> = paths
        .filter(|path| path.extension().is_some_and(|ending| ending == "pdf"))
        .collect();
    found.sort();
    found
}

#[test]
fn what_holds_for_every_document_holds_for_the_fixtures() {
    let settings = Settings {
        confirming: Confirming::None,
        ..Settings::default()
    };
    let fixtures = fixtures();
    assert!(fixtures.len() > 50, "{} fixtures", fixtures.len());
    let of_file = |path: &PathBuf| {
        let file = path.file_name().unwrap().to_str().unwrap();
        let examined = examine(&Document::new(file, fs::read(path).unwrap()), &settings);
        let broken = ALL.iter().flat_map(|invariant| invariant(&examined));
        broken.map(|what| format!("{file}: {what}")).collect::<Vec<_>>()
    };
    let broken: Vec<String> = fixtures.par_iter().flat_map_iter(of_file).collect();
    assert!(broken.is_empty(), "{}:\n{}", broken.len(), broken.join("\n"));
}
