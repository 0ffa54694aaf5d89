//! What of a form is known to be lost: with its file, on a page that is a picture, or beyond the edge of a page. What is left is judged row by row;
//! whatever needs all rows is not.

use crate::form::model::{Field, Form};
use crate::messages::Message;
use crate::table::{Block, Tables, Torn};
use crate::warning::{Warning, WarningKind};

/// What is known to be lost of a document.
#[derive(Debug)]
pub(super) struct Losses<'d> {
    /// Whether content of the file is lost.
    pub is_damaged: bool,
    /// Pages that are pictures.
    pub pictures: &'d [u32],
    pub tables: &'d Tables,
}

impl Losses<'_> {
    /// Marks a form of which something is lost, and says what it may be. Returns whether rows of it may stand on pages that are pictures.
    pub(super) fn mark(&self, form: &mut Form) -> bool {
        let pages = self.pictures_in(form);
        let said = [
            self.is_damaged.then(|| Message::FormMayBeDamaged.bilingual(&[])),
            (!pages.is_empty()).then(|| super::legibility::about_pages(Message::PicturesInForm, &pages)),
        ];
        let page = form.first_page;
        let warnings = said.into_iter().flatten().map(|message| Warning {
            field: String::new(),
            kind: WarningKind::Damaged,
            page,
            message,
        });
        form.warnings.extend(warnings);
        form.is_incomplete |= form.warnings.iter().any(Warning::tells_of_lost_rows) || self.is_cut(form);
        !pages.is_empty()
    }

    /// The pictures among the pages of a form, and those before and behind it where its head or its end is missing.
    fn pictures_in(&self, form: &Form) -> Vec<u32> {
        let is_missing = |fields: &[&Field]| fields.iter().all(|field| **field == Field::Absent);
        let first = form.first_page - u32::from(form.first_page > 0 && is_missing(&[&form.project_name]));
        let has_no_end = is_missing(&[&form.total_weight, &form.total_score, &form.grade]);
        let last = form.last_page.saturating_add(u32::from(has_no_end));
        let within = |page: &&u32| (first..=last).contains(*page);
        self.pictures.iter().filter(within).copied().collect()
    }

    /// Whether the edge of a page cuts cells where the form stands.
    fn is_cut(&self, form: &Form) -> bool {
        let cells = self.tables.blocks.iter().flat_map(|block| match block {
            Block::Table(table) => table.cells.as_slice(),
            Block::Line(_) => &[],
        });
        let pages = form.first_page..=form.last_page;
        let mut cut = cells.filter(|cell| cell.doubt.torn == Some(Torn::PageEdge));
        cut.any(|cell| pages.contains(&cell.page))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::sample;

    fn pictures_in(form: &Form, pictures: &[u32]) -> Vec<u32> {
        let losses = Losses {
            is_damaged: false,
            pictures,
            tables: &Tables::default(),
        };
        losses.pictures_in(form)
    }

    #[test]
    fn a_picture_is_part_of_a_form_that_lacks_its_head_or_its_end_there() {
        let mut form = sample::form();
        (form.first_page, form.last_page) = (3, 5);
        let pictures = [1, 2, 4, 6, 7];
        assert_eq!(pictures_in(&form, &pictures), [4]);
        form.project_name = Field::Absent;
        assert_eq!(pictures_in(&form, &pictures), [2, 4]);
        (form.total_weight, form.total_score, form.grade) = (Field::Absent, Field::Absent, Field::Absent);
        assert_eq!(pictures_in(&form, &pictures), [2, 4, 6]);
    }
}
