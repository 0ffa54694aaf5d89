//! Cells -> fields, with a warning where a cell's text is in doubt.

use std::fmt;

use rustc_hash::FxHashMap;

use super::model::{Field, FieldName, Form, Value};
use super::row::Row;
use crate::language::Bilingual;
use crate::place::Place;
use crate::table::{Cell, Doubt, Torn};
use crate::warning::{Warning, WarningKind};

/// Takes values out of cells, keeps what is doubtful about them, and knows which cells have been taken.
#[derive(Debug, Default)]
pub(super) struct Taker {
    warnings: Vec<Warning>,
    /// The field of each taken cell; only ever looked up, never gone through.
    taken: FxHashMap<*const Cell, FieldName>,
}

impl Taker {
    /// The field that these cells hold together, left to right or top to bottom; `Absent` where there are none.
    pub fn cells(&mut self, name: FieldName, cells: &[&Cell]) -> Field {
        let Some((first, rest)) = cells.split_first() else {
            return Field::Absent;
        };
        for cell in cells {
            self.doubt_cell(name, cell);
            self.taken.insert(std::ptr::from_ref(*cell), name);
        }
        let mut text = first.text().to_owned();
        let mut place = first.text_place();
        for cell in rest.iter().filter(|c| !c.text().is_empty()) {
            if text.is_empty() {
                place = cell.text_place();
            } else if place.page == cell.page {
                place.bbox = place.bbox.union(&cell.text_place().bbox);
            }
            text.push_str(cell.text());
        }
        Field::Cell(Value {
            text,
            place: Some(place),
            filled: false,
        })
    }

    /// The field that one cell holds.
    pub fn cell(&mut self, name: FieldName, cell: &Cell) -> Field {
        self.cells(name, &[cell])
    }

    /// The field that a part of a cell's text holds.
    pub fn part(&mut self, name: FieldName, cell: &Cell, text: &str) -> Field {
        let mut field = self.cell(name, cell);
        if let Field::Cell(value) = &mut field {
            text.clone_into(&mut value.text);
        }
        field
    }

    /// Whether some field holds the cell.
    pub fn has_taken(&self, cell: &Cell) -> bool {
        self.taken.contains_key(&std::ptr::from_ref(cell))
    }

    /// A field of the fund or indicator that a row became.
    pub fn row_of(&self, row: &Row) -> Option<FieldName> {
        let mut names = row
            .own
            .iter()
            .filter_map(|cell| self.taken.get(&std::ptr::from_ref(*cell)));
        names.find(|name| !name.table.is_empty()).copied()
    }

    fn doubt_cell(&mut self, name: FieldName, cell: &Cell) {
        // Nearly all cells are read without a doubt.
        if cell.content.unmapped == 0 && cell.content.doubtful == 0 && cell.doubt == Doubt::default() {
            return;
        }
        let text = cell.text();
        if cell.content.unmapped > 0 {
            let n = cell.content.unmapped;
            self.warn(
                name,
                cell,
                WarningKind::UnmappedGlyph,
                Bilingual::new(
                    format!("有 {n} 个字形没有对应的字符，读出的“{text}”不完整；请对照原件"),
                    format!("{n} glyphs have no character, so \"{text}\" is incomplete; compare with the page"),
                ),
            );
        }
        if cell.content.doubtful > 0 {
            self.warn(name, cell, WarningKind::DoubtfulGlyph, Bilingual::new(
                format!("“{text}”含有私用区或控制字符，未必是页面上的字；请对照原件"),
                format!("\"{text}\" has private-use or control characters, which may not be what is drawn; compare with the page"),
            ));
        }
        if cell.doubt.unlined {
            self.warn(name, cell, WarningKind::NoLines, Bilingual::new(
                format!("“{text}”与相邻单元格之间没有表线，是按文字位置分开的；请对照原件"),
                format!("no line parts \"{text}\" from its neighbours: its place alone tells its cell; compare with the page"),
            ));
        }
        if cell.doubt.overflow {
            self.warn(name, cell, WarningKind::OverlappingText, Bilingual::new(
                format!("“{text}”越过单元格边线，可能与相邻单元格混在一起；请对照原件"),
                format!("\"{text}\" runs over the border of its cell and may be mixed with its neighbour; compare with the page"),
            ));
        }
        self.warn_of_tear(name, cell);
    }

    /// Says why a cell may not be whole, if it is not.
    pub fn warn_of_tear(&mut self, field: impl fmt::Display, cell: &Cell) {
        let text = cell.text();
        let (kind, message) = match cell.doubt.torn {
            None => return,
            Some(Torn::SlantedLine) => (
                WarningKind::NoLines,
                Bilingual::new(
                    format!("“{text}”处有一条斜得不像表线的线，可能有单元格或行被并在一起，或没有读到；请对照原件"),
                    format!(
                        "at \"{text}\" stands a line too slanted to be a border: cells or rows may have been joined there, or lost; compare with the page"
                    ),
                ),
            ),
            Some(Torn::PageEdge) => (
                WarningKind::OverlappingText,
                Bilingual::new(
                    format!("“{text}”所在的单元格被页边切断，其内容或其后的行、列可能不在页面上；请对照原件"),
                    format!(
                        "the page's edge cuts the cell of \"{text}\": some of it, or of the rows and columns behind it, may not be on the page; compare with another copy"
                    ),
                ),
            ),
        };
        self.warn(field, cell, kind, message);
    }

    /// Says that a field may have been misread or lost.
    pub fn warn(&mut self, field: impl fmt::Display, cell: &Cell, kind: WarningKind, message: Bilingual) {
        self.doubt(field, Some(cell.place()), kind, message);
    }

    /// The same of a field whose place is known, and not its cell.
    pub fn doubt(&mut self, field: impl fmt::Display, place: Option<Place>, kind: WarningKind, message: Bilingual) {
        self.warnings.push(Warning {
            field: field.to_string(),
            kind,
            page: place.map_or(0, |place| place.page),
            message,
        });
    }

    /// Whether something was said of a field.
    pub fn doubts(&self, name: FieldName) -> bool {
        let name = name.to_string();
        self.warnings.iter().any(|w| w.field == name)
    }

    /// Takes over the cells and the doubts of another one, which is left with none.
    pub fn append(&mut self, other: &mut Self) {
        self.warnings.append(&mut other.warnings);
        self.taken.extend(other.taken.drain());
    }

    /// Forgets all cells and doubts.
    pub fn clear(&mut self) {
        self.warnings.clear();
        self.taken.clear();
    }

    /// All doubts, in the order in which the fields were taken.
    pub fn into_warnings(self) -> Vec<Warning> {
        self.warnings
    }
}

/// Says of every part of a form, whether it was found or not, that no lines tell its cells.
pub(super) fn doubt_all(form: &mut Form) {
    form.warnings.retain(|w| w.kind != WarningKind::NoLines);
    let single: Vec<&str> = form.fields().iter().map(|(name, _)| *name).collect();
    let parts = single.into_iter().chain(["funds", "indicators"]);
    form.warnings.extend(parts.map(|part| Warning {
        field: part.to_owned(),
        kind: WarningKind::NoLines,
        page: form.first_page,
        message: Bilingual::new(
            "表格没有表线，单元格是按文字位置和表头分开的；请对照原件",
            "the table has no lines: its cells are told by where texts stand and by their headers; compare with the page",
        ),
    }));
}
