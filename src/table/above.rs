//! The last row of the page before, below whose columns the first cells of a page may be cut: known, or not yet.

use super::cells::filled::FilledCell;
use super::cells::unlined::is_cut_below;
use super::scale::Scale;

/// The last row above what is read next.
#[derive(Debug, Default)]
pub(super) struct LastRow {
    /// Its cells; none where it is that of the page before, of which nothing is known.
    cells: Option<Vec<FilledCell>>,
    /// The first cells of the page, where they were asked about before the page before was known.
    asked: Option<(Vec<FilledCell>, Scale)>,
}

impl LastRow {
    pub(super) fn of(cells: Vec<FilledCell>) -> Self {
        Self {
            cells: Some(cells),
            asked: None,
        }
    }

    /// What stands above these cells, which are those of a table.
    pub(super) fn above(&mut self, table: &[FilledCell], scale: Scale) -> Vec<FilledCell> {
        if self.cells.is_none() {
            let top = table.iter().map(|c| c.bbox.y0).min();
            let first = table.iter().filter(|c| Some(c.bbox.y0) == top);
            self.asked = Some((first.cloned().collect(), scale));
        }
        self.cells.replace(Vec::new()).unwrap_or_default()
    }

    pub(super) fn set(&mut self, cells: Vec<FilledCell>) {
        self.cells = Some(cells);
    }

    /// Whether the page would be another one below this row.
    pub(super) fn matters(&self, above: &[FilledCell]) -> bool {
        let asked = self.asked.as_ref().filter(|_| !above.is_empty());
        asked.is_some_and(|(first, scale)| first.iter().any(|cell| is_cut_below(above, cell, *scale)))
    }

    /// What the page leaves for the next one; nothing where it has no tables.
    pub(super) fn into_cells(self) -> Option<Vec<FilledCell>> {
        self.cells
    }
}
