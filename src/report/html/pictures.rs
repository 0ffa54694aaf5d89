//! Which pages get a picture, and having them drawn.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::atomic::{AtomicU64, Ordering};

use rayon::iter::{IntoParallelIterator, ParallelIterator};
use serde::Serialize;
use serde_json::Number;

use super::NARRATIVE;
use super::digest::SEVERITIES;
use super::folder::{Folder, Rows, at};
use crate::geometry::{POINT, Rect, to_milli};
use crate::messages::ReportText;
use crate::place::Place;
use crate::report::{OutputError, Pace};
use crate::rules::{READERS_DISAGREE, Severity};
use crate::stored::StoredForm;

/// Rows of a file of the page; a row has about 80 bytes.
const ROWS_PER_FILE: usize = 50_000;

/// The picture of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// Ending of its file: `png` or `svg`.
    pub kind: &'static str,
    /// The file.
    pub bytes: Vec<u8>,
    /// Size of the page as it is shown, in points: boxes are placed by it.
    pub width: u32,
    /// Height, in points.
    pub height: u32,
    /// What is to be said of it, where it is not the page as it is printed.
    pub remark: Option<ReportText>,
}

/// Which pages are painted as they are printed. The others are drawn again from what was read on them, which takes a tenth of the time.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Painted {
    /// Those with errors or warnings: most archives have many more pages with notices, and to paint a page takes ten times as long as to check
    /// it.
    #[default]
    Flagged,
    /// All.
    All,
}

/// What is wanted of one file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WantedPages {
    /// Pages to be painted as they are printed, numbered from 1.
    pub painted: Vec<u32>,
    /// Those to be drawn again from what was read on them.
    pub drawn_again: Vec<u32>,
    /// Cells to be shown as the witness saw them, page by page.
    pub cells: Vec<Place>,
    /// Cells, and words in them, whose lines are wanted.
    pub clauses: Vec<(Place, String)>,
}

/// What became of that.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Drawn {
    /// The pages; those that cannot be drawn are left out.
    pub pages: BTreeMap<u32, Picture>,
    /// For each cell a PNG, where it could be painted.
    pub cells: Vec<Option<Vec<u8>>>,
    /// For each clause the lines that it stands on.
    pub clauses: Vec<Vec<Rect>>,
}

/// Whoever draws pages.
pub trait Painter: Sync {
    /// Is told, once and first, of which files pages are wanted: names as in the tables.
    fn find(&mut self, files: &BTreeMap<String, WantedPages>);

    /// Draws what is wanted of one of the files, which had this SHA-256 when it was read.
    ///
    /// # Errors
    /// There is nothing to draw, for a reason that the report tells.
    fn paint(&self, file: &str, sha256: &str, wanted: &WantedPages) -> Result<Drawn, ReportText>;
}

/// A file of which no picture could be made, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// Its name in the tables.
    pub file: String,
    /// What is to be said of it.
    pub reason: ReportText,
}

/// Ranks of pages: those with errors, with warnings, of forms that were compared, with notices.
const RANKS: usize = SEVERITIES.len() + 1;
const RANK_OF_PAIRS: usize = RANKS - 2;

/// Pages with findings, the gravest first, as many as are wanted.
#[derive(Debug)]
pub(super) struct Wanted {
    most: usize,
    painted: Painted,
    /// For each rank, gravest first.
    pages: [BTreeSet<(String, u32)>; RANKS],
    /// Cells of findings, and the clauses of those that speak of one, each with the number of the finding.
    spots: BTreeMap<String, Vec<Spot>>,
}

/// What is wanted for a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Spot {
    finding: usize,
    place: Place,
    clause: Option<String>,
}

impl Wanted {
    pub(super) fn new(most: usize, painted: Painted) -> Self {
        Self {
            most,
            painted,
            pages: Default::default(),
            spots: BTreeMap::new(),
        }
    }

    /// Adds the pages of a form's findings, of which the listed ones have a number each. Forms come in the order of the tables, so which
    /// pages are chosen depends on nothing else.
    pub(super) fn add(&mut self, form: &StoredForm, listed: &[(usize, usize)]) {
        for (rank, severity) in SEVERITIES.iter().enumerate() {
            let rank = if *severity == Severity::Notice { RANKS - 1 } else { rank };
            let findings = form.findings.iter().filter(|finding| finding.severity == severity.id());
            for page in findings.filter_map(|finding| finding.page) {
                self.add_page(rank, form.file.clone(), page);
            }
        }
        for (index, finding) in listed {
            let Some(stored) = form.findings.get(*index) else {
                continue;
            };
            let (Some(page), Some(bounds)) = (stored.page, stored.bounds()) else {
                continue;
            };
            let place = Place {
                page,
                bbox: rect(bounds),
            };
            let is_seen =
                matches!(stored.confirmed.as_str(), "yes" | "text-only" | "no") || stored.rule == READERS_DISAGREE.id;
            let clause = (stored.rule == NARRATIVE).then(|| stored.stated.clone());
            if (is_seen || clause.is_some())
                && self
                    .pages
                    .iter()
                    .any(|pages| pages.contains(&(form.file.clone(), page)))
            {
                self.spots.entry(form.file.clone()).or_default().push(Spot {
                    finding: *finding,
                    place,
                    clause,
                });
            }
        }
    }

    /// Adds the pages of forms that were compared.
    pub(super) fn add_pairs(&mut self, pages: BTreeSet<(String, u32)>) {
        for (file, page) in pages {
            self.add_page(RANK_OF_PAIRS, file, page);
        }
    }

    fn add_page(&mut self, rank: usize, file: String, page: u32) {
        if let Some(pages) = self.pages.get_mut(rank).filter(|pages| pages.len() < self.most) {
            pages.insert((file, page));
        }
    }

    /// What is chosen of each file, and the findings that its cells and clauses are of.
    fn chosen(self) -> BTreeMap<String, Chosen> {
        let mut chosen = BTreeMap::new();
        for (rank, pages) in self.pages.into_iter().enumerate() {
            let is_painted = self.painted == Painted::All || rank + 1 < RANKS;
            for page in pages {
                if chosen.len() < self.most {
                    chosen.entry(page).or_insert(is_painted);
                }
            }
        }
        let mut by_file: BTreeMap<String, Chosen> = BTreeMap::new();
        for ((file, page), is_painted) in chosen {
            let wanted = &mut by_file.entry(file).or_default().wanted;
            let pages = if is_painted {
                &mut wanted.painted
            } else {
                &mut wanted.drawn_again
            };
            pages.push(page);
        }
        let mut spots = self.spots;
        for (file, chosen) in &mut by_file {
            let mut spots = spots.remove(file).unwrap_or_default();
            let all = chosen.wanted.all();
            spots.retain(|spot| all.contains(&spot.place.page));
            spots.sort_by_key(|spot| (spot.place.page, spot.finding));
            for Spot { finding, place, clause } in spots {
                if let Some(clause) = clause {
                    chosen.wanted.clauses.push((place, clause));
                    chosen.clauses.push(finding);
                } else if let Some(known) = chosen.wanted.cells.iter().position(|cell| *cell == place) {
                    // Several findings may be about one figure.
                    chosen.cells.push((finding, known));
                } else {
                    chosen.cells.push((finding, chosen.wanted.cells.len()));
                    chosen.wanted.cells.push(place);
                }
            }
        }
        by_file
    }
}

/// What is wanted of a file, and for which findings.
#[derive(Debug, Default)]
struct Chosen {
    wanted: WantedPages,
    /// Findings, and the number of the cell of each.
    cells: Vec<(usize, usize)>,
    /// The finding of each clause.
    clauses: Vec<usize>,
}

/// A box of the tables.
fn rect(bounds: [&Number; 4]) -> Rect {
    let [x0, y0, x1, y1] = bounds.map(|points| to_milli(points.as_f64().unwrap_or_default()));
    Rect::new(x0, y0, x1, y1)
}

/// And back.
fn in_points(bbox: &Rect) -> [f64; 4] {
    [bbox.x0, bbox.y0, bbox.x1, bbox.y1].map(|milli| f64::from(milli) / f64::from(POINT))
}

impl WantedPages {
    /// All of them, from the first to the last.
    pub fn all(&self) -> Vec<u32> {
        let mut all = [self.painted.as_slice(), &self.drawn_again].concat();
        all.sort_unstable();
        all
    }
}

/// file, page, picture (none where it could not be drawn), width, height, names of the texts that are to be said of it
#[derive(Serialize)]
struct PictureRow<'a>(&'a str, u32, Option<&'a str>, u32, u32, Vec<&'static str>);

/// finding, picture
#[derive(Serialize)]
struct CellRow<'a>(usize, &'a str);

/// finding, a box for each line
#[derive(Serialize)]
struct ClauseRow(usize, Vec<[f64; 4]>);

/// What is known of a file besides its forms.
#[derive(Debug, Default)]
pub(super) struct Known {
    pub sha256: String,
    pub is_damaged: bool,
}

/// What became of the files of which pictures are wanted.
#[derive(Debug, Default)]
pub(super) struct Illustrated {
    /// Data that say which picture is of what.
    pub data: Vec<String>,
    pub left_out: Vec<LeftOut>,
}

/// Has the chosen pages drawn, and writes them. `known` says what is known of the files, which are named.
pub(super) fn illustrate(
    folder: &Folder,
    wanted: Wanted,
    painter: &mut dyn Painter,
    known: impl FnOnce(&BTreeMap<String, WantedPages>) -> Result<HashMap<String, Known>, OutputError>,
    pace: Pace<'_>,
) -> Result<Illustrated, OutputError> {
    let (mut files, mut chosen) = (BTreeMap::new(), Vec::new());
    for (file, own) in wanted.chosen() {
        files.insert(file.clone(), own.wanted.clone());
        chosen.push((file, own));
    }
    let known = known(&files)?;
    painter.find(&files);
    let painter: &dyn Painter = painter;
    let all: usize = files.values().map(|wanted| wanted.all().len()).sum();
    let mut first = 1;
    let numbered = chosen.into_iter().map(|(file, own)| {
        let number = first;
        first += own.wanted.all().len();
        (number, file, own)
    });
    let numbered: Vec<_> = numbered.collect();
    let done = AtomicU64::new(0);
    let nothing = Known::default();
    let drawn = numbered.into_par_iter().map(|(first, file, own)| {
        let before = done.load(Ordering::Relaxed);
        pace.tell(before, all as u64).map_err(at(folder.path()))?;
        let known = known.get(&file).unwrap_or(&nothing);
        let painted = painter.paint(&file, &known.sha256, &own.wanted);
        let pages = own.wanted.all().len() as u64;
        pace.tell(done.fetch_add(pages, Ordering::Relaxed) + pages, all as u64)
            .map_err(at(folder.path()))?;
        Ok((first, file, own, painted, known.is_damaged))
    });
    // Written as they come: memory holds no more pictures than there are threads.
    let drawn = drawn.map(|drawn: Result<_, OutputError>| {
        let (first, file, own, painted, is_damaged) = drawn?;
        OfFile::write(folder, first, file, &own, painted, is_damaged)
    });
    let drawn: Vec<OfFile> = drawn.collect::<Result<_, OutputError>>()?;
    let mut illustrated = Illustrated::default();
    let mut pictures = Rows::new(folder, "pictures", ROWS_PER_FILE);
    let mut cells = Rows::new(folder, "cells", ROWS_PER_FILE);
    let mut clauses = Rows::new(folder, "clauses", ROWS_PER_FILE);
    for of_file in drawn {
        let file = of_file.file;
        for (page, name, [width, height], remarks) in &of_file.pages {
            let remarks = remarks.iter().map(|remark| remark.name()).collect();
            pictures.push(&PictureRow(&file, *page, name.as_deref(), *width, *height, remarks))?;
        }
        for (finding, name) in &of_file.cells {
            cells.push(&CellRow(*finding, name))?;
        }
        for (finding, lines) in of_file.clauses {
            clauses.push(&ClauseRow(finding, lines.iter().map(in_points).collect()))?;
        }
        illustrated
            .left_out
            .extend(of_file.left_out.map(|reason| LeftOut { file, reason }));
    }
    for rows in [pictures, cells, clauses] {
        illustrated.data.extend(rows.finish()?);
    }
    Ok(illustrated)
}

/// What was written of a file.
struct OfFile {
    file: String,
    pages: Vec<(u32, Option<String>, [u32; 2], Vec<ReportText>)>,
    cells: Vec<(usize, String)>,
    clauses: Vec<(usize, Vec<Rect>)>,
    left_out: Option<ReportText>,
}

impl OfFile {
    fn write(
        folder: &Folder,
        first: usize,
        file: String,
        chosen: &Chosen,
        painted: Result<Drawn, ReportText>,
        is_damaged: bool,
    ) -> Result<Self, OutputError> {
        let left_out = painted.as_ref().err().copied();
        let mut drawn = painted.unwrap_or_default();
        let mut pages = Vec::new();
        for (number, page) in (first..).zip(chosen.wanted.all()) {
            let Some(picture) = drawn.pages.remove(&page) else {
                pages.push((page, None, [0, 0], vec![left_out.unwrap_or(ReportText::PictureFailed)]));
                continue;
            };
            let name = format!("pages/{number:05}.{}", picture.kind);
            folder.write(&name, &picture.bytes)?;
            let damaged = is_damaged.then_some(ReportText::PictureNotWhole);
            let remarks = damaged.into_iter().chain(picture.remark).collect();
            pages.push((page, Some(name), [picture.width, picture.height], remarks));
        }
        let mut names = Vec::new();
        for (number, cell) in drawn.cells.iter().enumerate() {
            let name = cell.as_ref().map(|_| format!("pages/{first:05}-{}.png", number + 1));
            if let (Some(name), Some(png)) = (&name, cell) {
                folder.write(name, png)?;
            }
            names.push(name);
        }
        let named = |(finding, cell): &(usize, usize)| Some((*finding, names.get(*cell)?.clone()?));
        let found = chosen.clauses.iter().copied().zip(drawn.clauses);
        Ok(Self {
            file,
            pages,
            cells: chosen.cells.iter().filter_map(named).collect(),
            clauses: found.filter(|(_, lines)| !lines.is_empty()).collect(),
            left_out,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stored::StoredFinding;

    fn form(file: &str, findings: &[(u32, &str)]) -> StoredForm {
        let finding = |&(page, severity): &(u32, &str)| StoredFinding {
            page: Some(page),
            severity: severity.into(),
            ..StoredFinding::default()
        };
        StoredForm {
            file: file.into(),
            findings: findings.iter().map(finding).collect(),
            ..StoredForm::default()
        }
    }

    fn wanted(most: usize, painted: Painted) -> Vec<(String, Vec<u32>, Vec<u32>)> {
        let mut wanted = Wanted::new(most, painted);
        wanted.add(&form("a", &[(1, "notice"), (2, "warning")]), &[]);
        wanted.add(
            &form("b", &[(7, "error"), (7, "notice"), (4, "notice"), (7, "error")]),
            &[],
        );
        wanted.add(&form("c", &[(1, "warning")]), &[]);
        let chosen = wanted.chosen().into_iter();
        chosen
            .map(|(file, chosen)| (file, chosen.wanted.painted, chosen.wanted.drawn_again))
            .collect()
    }

    #[test]
    fn the_gravest_pages_are_chosen_first_and_each_once() {
        let expected = [("a", vec![2], vec![]), ("b", vec![7], vec![]), ("c", vec![1], vec![])];
        assert_eq!(
            wanted(3, Painted::Flagged),
            expected.map(|(file, painted, again)| (file.to_owned(), painted, again))
        );
    }

    #[test]
    fn pages_with_notices_only_are_painted_where_all_are() {
        let flagged = [("a", vec![2], vec![1]), ("b", vec![7], vec![4]), ("c", vec![1], vec![])];
        let all = [
            ("a", vec![1, 2], vec![]),
            ("b", vec![4, 7], vec![]),
            ("c", vec![1], vec![]),
        ];
        for (painted, expected) in [(Painted::Flagged, flagged), (Painted::All, all)] {
            assert_eq!(
                wanted(9, painted),
                expected.map(|(file, painted, again)| (file.to_owned(), painted, again))
            );
        }
    }
}
