//! Which pages get a picture, and which cells and clauses on them are shown by themselves.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Number;

use super::NARRATIVE;
use super::digest::SEVERITIES;
use crate::geometry::{Rect, to_milli};
use crate::messages::ReportText;
use crate::place::Place;
use crate::rules::{READERS_DISAGREE, Severity};
use crate::stored::StoredForm;

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
    pub(super) fn chosen(self) -> BTreeMap<String, Chosen> {
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
pub(super) struct Chosen {
    pub wanted: WantedPages,
    /// Findings, and the number of the cell of each.
    pub cells: Vec<(usize, usize)>,
    /// The finding of each clause.
    pub clauses: Vec<usize>,
}

/// A box of the tables.
fn rect(bounds: [&Number; 4]) -> Rect {
    let [x0, y0, x1, y1] = bounds.map(|points| to_milli(points.as_f64().unwrap_or_default()));
    Rect::new(x0, y0, x1, y1)
}

impl WantedPages {
    /// All of them, from the first to the last.
    pub fn all(&self) -> Vec<u32> {
        let mut all = [self.painted.as_slice(), &self.drawn_again].concat();
        all.sort_unstable();
        all
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
