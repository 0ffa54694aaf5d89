//! Where the values and the labels of the small form stand.

use super::form::{CELLS, HEADING, INSET, SIZE, edges, name};

/// Where a value, or a label, stands on the page, in points.
#[derive(Debug, Clone)]
pub struct Spot {
    pub field: String,
    /// What is printed there, and in what size.
    pub text: String,
    pub size: u32,
    /// Left end of the base line.
    pub x: u32,
    pub y: u32,
    /// The cell, or the room around a line: left, bottom, right, top.
    pub cell: (u32, u32, u32, u32),
}

impl Spot {
    /// A text in a cell.
    fn of(at: usize, text: &str) -> Self {
        let (column, row, columns, rows, ..) = CELLS[at];
        let cell = edges(column, row, columns, rows);
        Self {
            field: name(at),
            text: text.to_owned(),
            size: SIZE,
            x: cell.0 + INSET.0,
            y: cell.1 + INSET.1,
            cell,
        }
    }

    /// A text in a field's cell.
    pub fn of_field(field: &str, text: &str) -> Self {
        let at = CELLS.iter().position(|cell| cell.4 == field);
        Self::of(at.unwrap(), text)
    }
}

/// Every field in which something is printed.
pub fn spots() -> Vec<Spot> {
    let lines = HEADING.iter().map(|&(x, y, size, field, text)| Spot {
        field: field.to_owned(),
        text: text.to_owned(),
        size,
        x,
        y,
        cell: (x - 3, y - size / 3, x + size * 12, y + size),
    });
    lines.chain(printed(|field| !field.is_empty())).collect()
}

/// Every label.
pub fn labels() -> Vec<Spot> {
    printed(str::is_empty).collect()
}

/// What is printed in the cells of such fields.
fn printed(is_asked: fn(&str) -> bool) -> impl Iterator<Item = Spot> {
    let cells = CELLS.iter().enumerate();
    let cells = cells.filter(move |(_, cell)| is_asked(cell.4) && !cell.5.is_empty());
    cells.map(|(at, cell)| Spot::of(at, cell.5))
}
