//! A page -> a picture of it as it is printed ([`sheet`]), or one with boxes on it, as SVG: what the table layer made of each page, step by step, so that anyone can see why a table came out as it did.

mod legend;
mod marks;
mod page;
pub mod sheet;

use crate::language::Language;
use crate::pdf::Page;
use crate::place::Place;
use crate::table::{ToldBy, sheets_to_steps};

/// The picture of one page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// Page of the file, from 1.
    pub page: u32,
    /// An SVG document that stands by itself.
    pub svg: String,
}

/// What a cell or line of a form was taken for, to be drawn over it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Role {
    /// What for.
    pub kind: RoleKind,
    /// What comes up under the pointer.
    pub name: String,
    /// Where it stands.
    pub place: Place,
}

/// The roles that are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RoleKind {
    /// The value of a field.
    Field,
    /// A label, or a title.
    Label,
    /// No field of ours.
    Other,
    /// Not understood.
    Unexplained,
}

/// Draws glyphs, strokes, edges, crossings and cells of pages that follow each other, each kind in a group of its own, beside a legend, and over them what each was taken for. The cells are
/// those that lines or white space tell apart, as is asked for.
///
/// # Example
/// ```
/// use fuhe::language::Language;
/// use fuhe::picture::pages_to_pictures;
/// use fuhe::table::ToldBy;
///
/// # let bytes = std::sync::Arc::new(std::fs::read("fixtures/planted/grade.pdf").unwrap());
/// # let reading = fuhe::pdf::read(&bytes, &fuhe::pdf::ReadOptions::default()).unwrap();
/// let pictures = pages_to_pictures(&reading.pages, ToldBy::Lines, &[], Language::En);
/// assert!(pictures[0].svg.contains("<svg"));
/// ```
pub fn pages_to_pictures(pages: &[Page], told_by: ToldBy, roles: &[Role], language: Language) -> Vec<Picture> {
    let steps = sheets_to_steps(pages, told_by);
    let drawn = pages.iter().zip(&steps);
    drawn
        .map(|(page, steps)| Picture {
            page: page.number,
            svg: page::draw(page, steps, roles, language).into_string(),
        })
        .collect()
}
