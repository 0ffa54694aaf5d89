//! Our reader against the oracle, over every PDF under `fixtures/`, or under the folder in `FUHE_ORACLE`:
//! `FUHE_ORACLE=some/folder cargo test --release --test oracle -- --nocapture` prints a report by kinds of disagreement.

#![expect(clippy::print_stdout, reason = "prints its report")]

#[path = "oracle/folder.rs"]
mod folder;
#[path = "oracle/hayro.rs"]
mod hayro;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use fuhe::pdf::{Glyph, Page, ReadOptions, Visibility, read};

/// So far apart two places are still one, in points.
const SAME_PLACE: f64 = 0.5;
/// Of the glyphs that the oracle maps to characters, so many of a hundred must agree.
const AGREEMENT: f64 = 98.0;
/// Pages on which fewer of a hundred agree are listed, with what differs on each.
const WELL_READ: f64 = 99.9;

/// What was compared, and what differed.
#[derive(Default)]
struct Report {
    files: usize,
    glyphs: usize,
    lines: usize,
    /// Kind of disagreement -> how often, and where first.
    kinds: BTreeMap<&'static str, (usize, String)>,
    /// The pages that are not well read.
    pages: Vec<String>,
}

impl Report {
    fn differ(&mut self, kind: &'static str, place: &dyn Fn() -> String) {
        let entry = self.kinds.entry(kind).or_insert_with(|| (0, place()));
        entry.0 += 1;
    }

    fn count(&self, kind: &str) -> usize {
        self.kinds.get(kind).map_or(0, |entry| entry.0)
    }

    /// Takes over what was found on one page.
    fn add_page(&mut self, page: Self, name: &str) {
        if page.agreement() < WELL_READ {
            let kinds = page.kinds.iter().filter(|(kind, _)| kind.starts_with("glyph"));
            let kinds: Vec<String> = kinds.map(|(kind, (count, _))| format!("{count} {kind}")).collect();
            let (agreement, glyphs) = (page.agreement(), page.glyphs);
            self.pages
                .push(format!("{agreement:>7.3}% of {glyphs}  {name}: {}", kinds.join(", ")));
        }
        self.glyphs += page.glyphs;
        self.lines += page.lines;
        for (kind, (count, first)) in page.kinds {
            self.kinds.entry(kind).or_insert((0, first)).0 += count;
        }
    }

    /// Glyphs of the oracle that ours agrees with, of a hundred.
    fn agreement(&self) -> f64 {
        let kinds = [
            "glyph: other character",
            "glyph: unmapped",
            "glyph: missing",
            "glyph: painted or not",
        ];
        let wrong: usize = kinds.iter().map(|kind| self.count(kind)).sum();
        100.0 * (1.0 - wrong as f64 / self.glyphs.max(1) as f64)
    }
}

#[test]
fn our_reader_agrees_with_the_oracle() {
    let folder = std::env::var_os("FUHE_ORACLE").map_or_else(|| PathBuf::from("fixtures"), PathBuf::from);
    let mut files = Vec::new();
    folder::collect(&folder, &mut files);
    assert!(!files.is_empty(), "no PDF under {}", folder.display());

    let mut report = Report::default();
    for file in &files {
        // Deeply nested files need room on the stack; the program gives its workers as much.
        let one = std::thread::scope(|scope| {
            let work = || compare_file(file, &mut report);
            let worker = std::thread::Builder::new()
                .stack_size(64 << 20)
                .spawn_scoped(scope, work);
            worker.unwrap().join()
        });
        assert!(one.is_ok(), "our reader panics at {}", file.display());
    }
    println!(
        "{} files, {} glyphs of the oracle, {} lines: {:.3}% of the glyphs agree",
        report.files,
        report.glyphs,
        report.lines,
        report.agreement()
    );
    for (kind, (count, first)) in &report.kinds {
        println!("{count:>8}  {kind}  (first: {first})");
    }
    for page in &report.pages {
        println!("{page}");
    }
    assert!(report.agreement() >= AGREEMENT);
}

fn compare_file(file: &Path, report: &mut Report) {
    let Ok(bytes) = std::fs::read(file) else { return };
    let ours = read(&Arc::new(bytes.clone()), &ReadOptions::default());
    // The oracle may fail where it likes.
    let oracle = catch_unwind(AssertUnwindSafe(|| hayro::read(bytes))).ok().flatten();
    let (Ok(ours), Some(oracle)) = (ours, oracle) else {
        return;
    };
    report.files += 1;
    for (ours, oracle) in ours.pages.iter().zip(&oracle) {
        let name = format!("{} page {}", file.display(), ours.number);
        let place = |detail: &str| format!("{name}: {detail}");
        let mut page = Report::default();
        compare_glyphs(ours, oracle, &mut page, &place);
        compare_lines(ours, oracle, &mut page, &place);
        report.add_page(page, &name);
    }
}

fn compare_glyphs(ours: &Page, oracle: &hayro::OraclePage, report: &mut Report, place: &dyn Fn(&str) -> String) {
    let mut by_place: HashMap<(i64, i64), Vec<(usize, &Glyph)>> = HashMap::new();
    for (index, glyph) in ours.glyphs.iter().enumerate() {
        let key = (square(points(glyph.origin.x)), square(points(glyph.origin.y)));
        by_place.entry(key).or_default().push((index, glyph));
    }
    let mut used: HashSet<usize> = HashSet::new();
    let mut last = 0;
    for seen in &oracle.glyphs {
        let Some(character) = seen.character else {
            continue;
        };
        report.glyphs += 1;
        let mut near: Vec<(usize, &Glyph)> = Vec::new();
        for x in -1..=1 {
            for y in -1..=1 {
                let key = (square(seen.x) + x, square(seen.y) + y);
                near.extend(by_place.get(&key).into_iter().flatten().filter(|(index, glyph)| {
                    !used.contains(index)
                        && (points(glyph.origin.x) - seen.x).abs() <= SAME_PLACE
                        && (points(glyph.origin.y) - seen.y).abs() <= SAME_PLACE
                }));
            }
        }
        near.sort_by_key(|(index, glyph)| (glyph.character != Some(character), *index));
        let Some((index, glyph)) = near.first().copied() else {
            let spot = format!("{character:?} at {:.1} {:.1}", seen.x, seen.y);
            report.differ("glyph: missing", &|| place(&spot));
            continue;
        };
        used.insert(index);
        let painted = !matches!(
            glyph.visibility,
            Visibility::Invisible | Visibility::Outside | Visibility::LayerOff
        );
        let detail = || {
            place(&format!(
                "{character:?} at {:.1} {:.1}, ours {:?}",
                seen.x, seen.y, glyph.character
            ))
        };
        match glyph.character {
            None => report.differ("glyph: unmapped", &detail),
            Some(ours) if ours != character => report.differ("glyph: other character", &detail),
            Some(_) if painted != seen.painted => report.differ("glyph: painted or not", &detail),
            Some(_) => {}
        }
        if index < last {
            report.differ("glyph: other order", &detail);
        }
        last = index;
    }
    let extra = ours.glyphs.iter().enumerate();
    for (_, glyph) in extra.filter(|(index, glyph)| !used.contains(index) && glyph.character.is_some()) {
        let detail = || place(&format!("{:?} at {:?}", glyph.character, glyph.origin));
        report.differ("glyph: ours alone", &detail);
    }
}

fn compare_lines(ours: &Page, oracle: &hayro::OraclePage, report: &mut Report, place: &dyn Fn(&str) -> String) {
    type Ends = ((f64, f64), (f64, f64));
    let mut by_place: HashMap<(i64, i64), Vec<Ends>> = HashMap::new();
    for stroke in &ours.strokes {
        let from = (points(stroke.from.x), points(stroke.from.y));
        let to = (points(stroke.to.x), points(stroke.to.y));
        for (a, b) in [(from, to), (to, from)] {
            by_place.entry((square(a.0), square(a.1))).or_default().push((a, b));
        }
    }
    let near = |a: (f64, f64), b: (f64, f64)| (a.0 - b.0).abs() <= SAME_PLACE && (a.1 - b.1).abs() <= SAME_PLACE;
    for line in &oracle.lines {
        report.lines += 1;
        let (from, to) = ((line.from.x, line.from.y), (line.to.x, line.to.y));
        let found = (-1..=1).any(|x| {
            (-1..=1).any(|y| {
                let key = (square(from.0) + x, square(from.1) + y);
                let known = by_place.get(&key);
                known.is_some_and(|known| known.iter().any(|(a, b)| near(*a, from) && near(*b, to)))
            })
        });
        if !found {
            let detail = || place(&format!("{from:.1?} to {to:.1?}"));
            report.differ("line: missing, or not seen by a person", &detail);
        }
    }
}

fn points(milli: i32) -> f64 {
    f64::from(milli) / 1000.0
}

/// The square of the page's division that a coordinate falls in.
fn square(points: f64) -> i64 {
    (points / (2.0 * SAME_PLACE)).floor() as i64
}
