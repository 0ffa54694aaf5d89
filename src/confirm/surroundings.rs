//! The cells that figures stand in: a person sees the whole cell.

use std::collections::BTreeMap;

use crate::geometry::Rect;
use crate::place::Place;
use crate::second::Look;
use crate::table::Tables;

/// The second reader knows no places of ours.
impl From<Place> for Look {
    fn from(Place { page, bbox }: Place) -> Self {
        Self { page, bbox }
    }
}

/// The cells of pages.
#[derive(Debug, Default)]
pub(crate) struct Surroundings {
    cells: BTreeMap<u32, Vec<Rect>>,
}

impl Surroundings {
    /// Takes in the cells of tables.
    pub(crate) fn take(&mut self, tables: &Tables) {
        for cell in tables.cells() {
            let place = cell.place();
            self.cells.entry(place.page).or_default().push(place.bbox);
        }
    }

    /// What is looked at for a figure: its cell, or around its text where it stands in none.
    pub(super) fn look(&self, place: Place) -> Option<Look> {
        let bbox = self.cell(place).unwrap_or(place.bbox);
        (bbox.width() > 0 && bbox.height() > 0).then_some(Look { bbox, ..place.into() })
    }

    /// All cells of a page.
    pub(super) fn cells(&self, page: u32) -> &[Rect] {
        self.cells.get(&page).map(Vec::as_slice).unwrap_or_default()
    }

    /// Whether the figure stands in a cell.
    pub(super) fn is_in_cell(&self, place: Place) -> bool {
        self.cell(place).is_some()
    }

    /// The smallest cell around the middle of the text.
    fn cell(&self, place: Place) -> Option<Rect> {
        let cells = self.cells.get(&place.page)?;
        let around = cells.iter().filter(|cell| cell.contains(place.bbox.center()));
        let smallest = around.min_by_key(|cell| i64::from(cell.width()) * i64::from(cell.height()));
        // A cell that a page break cuts has the borders of its first part only.
        smallest.map(|cell| cell.union(&place.bbox))
    }
}
