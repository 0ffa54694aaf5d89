//! Which pages get a picture, and having them drawn.

use std::collections::{BTreeMap, BTreeSet};

use rayon::iter::{IntoParallelIterator, ParallelIterator};
use serde::Serialize;

use super::digest::SEVERITIES;
use super::folder::{Folder, Rows};
use crate::messages::ReportText;
use crate::report::OutputError;
use crate::rules::Severity;
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

/// Pages of one file, numbered from 1.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WantedPages {
    /// Those to be painted as they are printed.
    pub painted: Vec<u32>,
    /// Those to be drawn again from what was read on them.
    pub drawn_again: Vec<u32>,
}

/// Whoever draws pages.
pub trait Painter: Sync {
    /// Is told, once and first, of which files pages are wanted: names as in the tables.
    fn find(&mut self, files: &BTreeMap<String, WantedPages>);

    /// Draws these pages of one of the files; those that cannot be drawn are left out.
    fn paint(&self, file: &str, pages: &WantedPages) -> BTreeMap<u32, Picture>;
}

/// Pages with findings, the gravest first, as many as are wanted.
#[derive(Debug)]
pub(super) struct Wanted {
    most: usize,
    painted: Painted,
    /// For each severity, gravest first.
    pages: [BTreeSet<(String, u32)>; SEVERITIES.len()],
}

impl Wanted {
    pub(super) fn new(most: usize, painted: Painted) -> Self {
        Self {
            most,
            painted,
            pages: Default::default(),
        }
    }

    /// Adds the pages of a form's findings. Forms come in the order of the tables, so which pages are chosen depends on nothing else.
    pub(super) fn add(&mut self, form: &StoredForm) {
        for (severity, pages) in SEVERITIES.iter().zip(&mut self.pages) {
            let findings = form.findings.iter().filter(|finding| finding.severity == severity.id());
            for page in findings.filter_map(|finding| finding.page) {
                if pages.len() < self.most {
                    pages.insert((form.file.clone(), page));
                }
            }
        }
    }

    /// The chosen pages of each file.
    fn chosen(self) -> BTreeMap<String, WantedPages> {
        let mut chosen = BTreeMap::new();
        for (severity, pages) in SEVERITIES.iter().zip(self.pages) {
            let is_painted = self.painted == Painted::All || *severity != Severity::Notice;
            for page in pages {
                if chosen.len() < self.most {
                    chosen.entry(page).or_insert(is_painted);
                }
            }
        }
        let mut by_file: BTreeMap<String, WantedPages> = BTreeMap::new();
        for ((file, page), is_painted) in chosen {
            let pages = by_file.entry(file).or_default();
            let pages = if is_painted {
                &mut pages.painted
            } else {
                &mut pages.drawn_again
            };
            pages.push(page);
        }
        by_file
    }
}

impl WantedPages {
    /// All of them, from the first to the last.
    pub fn all(&self) -> Vec<u32> {
        let mut all = [self.painted.as_slice(), &self.drawn_again].concat();
        all.sort_unstable();
        all
    }
}

/// file, page, picture (none where it could not be drawn), width, height, name of the text that is to be said of it
#[derive(Serialize)]
struct PictureRow<'a>(&'a str, u32, Option<String>, u32, u32, Option<&'static str>);

/// Has the chosen pages drawn, and writes them; the files that say which picture is of which page.
pub(super) fn illustrate(
    folder: &Folder,
    wanted: Wanted,
    painter: &mut dyn Painter,
) -> Result<Vec<String>, OutputError> {
    let chosen = wanted.chosen();
    painter.find(&chosen);
    let painter: &dyn Painter = painter;
    let mut first = 1;
    let numbered = chosen.into_iter().map(|(file, pages)| {
        let own = first;
        first += pages.painted.len() + pages.drawn_again.len();
        (own, file, pages)
    });
    let numbered: Vec<_> = numbered.collect();
    let drawn = numbered.into_par_iter().map(|(first, file, pages)| {
        let mut pictures = painter.paint(&file, &pages);
        let mut rows = Vec::new();
        for (number, page) in (first..).zip(pages.all()) {
            let Some(picture) = pictures.remove(&page) else {
                rows.push((page, None));
                continue;
            };
            let name = format!("pages/{number:05}.{}", picture.kind);
            folder.write(&name, &picture.bytes)?;
            rows.push((page, Some((name, picture.width, picture.height, picture.remark))));
        }
        Ok((file, rows))
    });
    let drawn: Vec<_> = drawn.collect::<Result<_, OutputError>>()?;
    let mut rows = Rows::new(folder, "pictures", ROWS_PER_FILE);
    for (file, pages) in drawn {
        for (page, picture) in pages {
            let row = match picture {
                Some((name, width, height, remark)) => {
                    PictureRow(&file, page, Some(name), width, height, remark.map(ReportText::name))
                }
                None => PictureRow(&file, page, None, 0, 0, None),
            };
            rows.push(&row)?;
        }
    }
    rows.finish()
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
        wanted.add(&form("a", &[(1, "notice"), (2, "warning")]));
        wanted.add(&form("b", &[(7, "error"), (7, "notice"), (4, "notice"), (7, "error")]));
        wanted.add(&form("c", &[(1, "warning")]));
        let chosen = wanted.chosen().into_iter();
        chosen
            .map(|(file, pages)| (file, pages.painted, pages.drawn_again))
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
