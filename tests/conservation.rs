//! What holds for every document: what is shown stands somewhere, what is blank is blank, what is read was printed where it is said to stand,
//! and what is said is said of something.

// A test may fail.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

#[path = "conservation/invariants.rs"]
mod invariants;

use std::fs;
use std::path::{Path, PathBuf};

use fuhe::audit::{Examined, examine};
use fuhe::input::Document;
use fuhe::settings::{Confirming, Settings};
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

/// What breaks an invariant, over all fixtures, each with its file.
fn broken(invariant: impl Fn(&Examined) -> Vec<String> + Sync) -> Vec<String> {
    let settings = Settings {
        confirming: Confirming::None,
        ..Settings::default()
    };
    let fixtures = fixtures();
    assert!(fixtures.len() > 50, "{} fixtures", fixtures.len());
    let of_file = |path: &PathBuf| {
        let file = path.file_name().unwrap().to_str().unwrap();
        let examined = examine(&Document::new(file, fs::read(path).unwrap()), &settings);
        let broken = invariant(&examined);
        broken
            .into_iter()
            .map(|what| format!("{file}: {what}"))
            .collect::<Vec<_>>()
    };
    fixtures.par_iter().flat_map_iter(of_file).collect()
}

fn assert_kept(invariant: impl Fn(&Examined) -> Vec<String> + Sync) {
    let broken = broken(invariant);
    assert!(broken.is_empty(), "{}:\n{}", broken.len(), broken.join("\n"));
}

#[test]
fn every_glyph_that_is_shown_stands_in_a_cell_a_line_or_an_aside() {
    assert_kept(invariants::lost_glyphs);
}

#[test]
fn a_blank_field_is_blank_on_the_page_or_has_a_warning() {
    assert_kept(invariants::blanks_that_are_none);
}

#[test]
fn every_value_has_a_place_and_is_printed_there() {
    assert_kept(invariants::values_out_of_thin_air);
}

#[test]
fn warnings_and_findings_are_about_fields_that_there_are() {
    assert_kept(invariants::words_about_nothing);
}
