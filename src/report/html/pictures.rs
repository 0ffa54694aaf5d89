//! Which pages get a picture, and having them drawn.

use std::collections::{BTreeMap, BTreeSet};

use rayon::iter::{IntoParallelIterator, ParallelIterator};
use serde::Serialize;

use super::digest::SEVERITIES;
use super::folder::{Folder, Rows};
use crate::report::OutputError;
use crate::rules::Severity;
use crate::stored::{StoredFinding, StoredForm};

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
    /// Whether the page brings all of its fonts.
    pub own_fonts: bool,
}

/// Of which forms pages are drawn.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Illustrated {
    /// Of those with errors or warnings: most archives have many more forms with notices, and painting takes ten times as long as checking.
    #[default]
    Flagged,
    /// Of all with findings.
    All,
}

/// Whoever draws pages.
pub trait Painter: Sync {
    /// Is told, once and first, of which files pages are wanted: names as in the tables.
    fn find(&mut self, files: &BTreeMap<String, Vec<u32>>);

    /// Draws these pages of one of the files; those that cannot be drawn are left out.
    fn paint(&self, file: &str, pages: &[u32]) -> BTreeMap<u32, Picture>;
}

/// Pages with findings, the gravest first, as many as are wanted.
#[derive(Debug)]
pub(super) struct Wanted {
    most: usize,
    forms: Illustrated,
    /// For each severity, gravest first.
    pages: [BTreeSet<(String, u32)>; SEVERITIES.len()],
}

impl Wanted {
    pub fn new(most: usize, forms: Illustrated) -> Self {
        Self {
            most,
            forms,
            pages: Default::default(),
        }
    }

    /// Adds the pages of a form's findings. Forms come in the order of the tables, so which pages are chosen depends on nothing else.
    pub fn add(&mut self, form: &StoredForm) {
        let is_grave = |finding: &StoredFinding| finding.severity != Severity::Notice.id();
        if self.forms == Illustrated::Flagged && !form.findings.iter().any(is_grave) {
            return;
        }
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
    fn chosen(self) -> BTreeMap<String, Vec<u32>> {
        let mut chosen = BTreeSet::new();
        for page in self.pages.into_iter().flatten() {
            if chosen.len() < self.most {
                chosen.insert(page);
            }
        }
        let mut by_file: BTreeMap<String, Vec<u32>> = BTreeMap::new();
        for (file, page) in chosen {
            by_file.entry(file).or_default().push(page);
        }
        by_file
    }
}

/// file, page, picture (none where it could not be drawn), width, height, whether it has its own fonts
#[derive(Serialize)]
struct PictureRow<'a>(&'a str, u32, Option<String>, u32, u32, bool);

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
        first += pages.len();
        (own, file, pages)
    });
    let numbered: Vec<_> = numbered.collect();
    let drawn = numbered.into_par_iter().map(|(first, file, pages)| {
        let mut pictures = painter.paint(&file, &pages);
        let mut rows = Vec::new();
        for (number, page) in (first..).zip(pages) {
            let Some(picture) = pictures.remove(&page) else {
                rows.push((page, None));
                continue;
            };
            let name = format!("pages/{number:05}.{}", picture.kind);
            folder.write(&name, &picture.bytes)?;
            rows.push((page, Some((name, picture.width, picture.height, picture.own_fonts))));
        }
        Ok((file, rows))
    });
    let drawn: Vec<_> = drawn.collect::<Result<_, OutputError>>()?;
    let mut rows = Rows::new(folder, "pictures", ROWS_PER_FILE);
    for (file, pages) in drawn {
        for (page, picture) in pages {
            let row = match picture {
                Some((name, width, height, own_fonts)) => PictureRow(&file, page, Some(name), width, height, own_fonts),
                None => PictureRow(&file, page, None, 0, 0, true),
            };
            rows.push(&row)?;
        }
    }
    rows.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

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

    #[test]
    fn the_gravest_pages_are_chosen_first_and_each_once() {
        let mut wanted = Wanted::new(3, Illustrated::All);
        wanted.add(&form("a", &[(1, "notice"), (2, "warning")]));
        wanted.add(&form("b", &[(7, "error"), (7, "notice"), (4, "notice"), (7, "error")]));
        wanted.add(&form("c", &[(1, "warning")]));
        let expected = [("a", vec![2]), ("b", vec![7]), ("c", vec![1])];
        assert_eq!(
            wanted.chosen(),
            expected.map(|(file, pages)| (file.to_owned(), pages)).into()
        );
    }

    #[test]
    fn a_form_with_notices_only_is_drawn_where_all_are() {
        let forms = [form("a", &[(1, "notice")]), form("b", &[(1, "notice"), (2, "warning")])];
        for (illustrated, files) in [(Illustrated::Flagged, vec!["b"]), (Illustrated::All, vec!["a", "b"])] {
            let mut wanted = Wanted::new(9, illustrated);
            forms.iter().for_each(|form| wanted.add(form));
            let chosen = wanted.chosen();
            assert_eq!(chosen.keys().collect::<Vec<_>>(), files);
            // The notice of a flagged form as well.
            assert_eq!(chosen.get("b"), Some(&vec![1, 2]));
        }
    }
}
