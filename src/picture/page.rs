//! One page: paper, then from bottom to top fills, strokes, cells, edges, crossings, glyphs, beside the legend.

use maud::{Markup, PreEscaped, html};

use super::legend::{self, Kind};
use super::marks::{allowed, boxes, character, circle, line};
use super::{Role, RoleKind};
use crate::geometry::{Milli, POINT, Point, Rect, points};
use crate::language::Language;
use crate::pdf::{Glyph, Page, Stroke, Visibility};
use crate::table::{Cell, Steps, runs_along_an_axis};

/// Room around the paper.
const MARGIN: Milli = 12 * POINT;

/// Cells are drawn this much inside their borders, so that neighbours are told apart and edges stay visible.
const INSET: Milli = 1_200;

/// The page as an SVG document.
pub(super) fn draw(page: &Page, steps: &[Steps], roles: &[Role], language: Language) -> Markup {
    let legend_at = Point {
        x: page.width + MARGIN,
        y: 0,
    };
    let width = points(page.width + legend::WIDTH + 2 * MARGIN);
    let height = page.height.max(legend::HEIGHT) + 2 * MARGIN;
    let view = format!("{0} {0} {width} {1}", points(-MARGIN), points(height));
    html! {
        (PreEscaped("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"))
        svg xmlns="http://www.w3.org/2000/svg" viewBox=(view) width=(width) height=(points(height)) {
            (legend::style())
            rect class="paper" x="0" y="0" width=(points(page.width)) height=(points(page.height)) {}
            (painted(page))
            (tables(steps))
            (edges(steps))
            (taken_for(page, roles))
            (asides(steps))
            (glyphs(page))
            g class="numbers" { @for cell in steps.iter().flat_map(Steps::tables).flatten() { (number(cell)) } }
            (legend::draw(legend_at, language))
        }
    }
}

/// Whatever of a kind there is, in a group of its own.
fn group(kind: &Kind, marks: &Markup) -> Markup {
    html! { g class=(kind.class) { (marks) } "\n" }
}

fn painted(page: &Page) -> Markup {
    let drawn = |used: bool| {
        let strokes = page.strokes.iter().filter(move |s| runs_along_an_axis(s) == used);
        html! { @for Stroke { from, to, width, .. } in strokes { (line(*from, *to, *width)) } }
    };
    html! {
        (group(&legend::FILLS, &boxes(page.fills.iter().map(|fill| fill.bbox))))
        (group(&legend::IMAGES, &boxes(page.images.iter().copied())))
        (group(&legend::STROKES, &drawn(true)))
        (group(&legend::SLANTED, &drawn(false)))
    }
}

fn tables(steps: &[Steps]) -> Markup {
    let inside = |cell: &Cell| within(cell.place().bbox, INSET);
    let of_kind = |kind: &Kind| {
        let cells = steps
            .iter()
            .flat_map(Steps::tables)
            .flatten()
            .filter(|cell| kind_of(cell).class == kind.class);
        group(kind, &boxes(cells.map(inside)))
    };
    html! {
        (of_kind(&legend::CELLS))
        (of_kind(&legend::UNLINED))
        (of_kind(&legend::OVERFLOWS))
    }
}

fn kind_of(cell: &Cell) -> &'static Kind {
    if cell.doubt.overflow {
        &legend::OVERFLOWS
    } else if cell.doubt.unlined {
        &legend::UNLINED
    } else {
        &legend::CELLS
    }
}

/// Row and column of a cell in its upper left corner, and what it spans; its text comes up under the pointer.
fn number(cell: &Cell) -> Markup {
    let b = cell.place().bbox;
    let at = format!("{},{}", cell.row, cell.col);
    let span = format!(" {}×{}", cell.row_span, cell.col_span);
    let text: String = cell.text().chars().map(allowed).collect();
    html! {
        text x=(points(b.x0 + 2 * POINT)) y=(points(b.y0 + 5 * POINT)) {
            (at) @if cell.row_span * cell.col_span > 1 { (span) }
            @if !text.is_empty() { title { (text) } }
        }
    }
}

fn edges(steps: &[Steps]) -> Markup {
    let frames: Vec<Rect> = steps.iter().flat_map(Steps::tables).filter_map(frame).collect();
    let in_table = |edge: &Rect| frames.iter().any(|frame| frame.intersection(edge).is_some());
    html! {
        (group(&legend::LOOSE, &boxes(steps.iter().flat_map(Steps::edges).filter(|edge| !in_table(edge)))))
        (group(&legend::EDGES, &boxes(steps.iter().flat_map(Steps::edges).filter(in_table))))
        (group(&legend::SIDES, &boxes(steps.iter().flat_map(Steps::sides))))
        (group(&legend::CROSSINGS, &html! { @for crossing in steps.iter().flat_map(Steps::crossings) { (circle(crossing)) } }))
    }
}

/// What each text of a form was taken for; the name of the field comes up under the pointer.
fn taken_for(page: &Page, roles: &[Role]) -> Markup {
    let of_kind = |kind: RoleKind| {
        let here = roles
            .iter()
            .filter(move |role| role.kind == kind && role.place.page == page.number);
        html! {
            @for role in here {
                g {
                    (boxes([within(role.place.bbox, 2 * INSET)]))
                    title { (role.name.chars().map(allowed).collect::<String>()) }
                }
            }
        }
    };
    html! {
        (group(&legend::FIELDS, &of_kind(RoleKind::Field)))
        (group(&legend::LABELS, &of_kind(RoleKind::Label)))
        (group(&legend::OTHERS, &of_kind(RoleKind::Other)))
        (group(&legend::UNEXPLAINED, &of_kind(RoleKind::Unexplained)))
    }
}

/// A box, drawn so much inside its borders.
fn within(b: Rect, inset: Milli) -> Rect {
    let inset = inset.min(b.width() / 3).min(b.height() / 3);
    Rect::new(b.x0 + inset, b.y0 + inset, b.x1 - inset, b.y1 - inset)
}

/// What stands in no cell and no line; its name comes up under the pointer.
fn asides(steps: &[Steps]) -> Markup {
    let of_kind = |is_named: bool| {
        let asides = steps.iter().flat_map(Steps::asides);
        let asides = asides.filter(move |aside| aside.kind.is_no_content() == is_named);
        html! {
            @for aside in asides {
                g {
                    (boxes([aside.place().bbox]))
                    title { (format!("{:?} ", aside.kind)) (aside.text.chars().map(allowed).collect::<String>()) }
                }
            }
        }
    };
    html! {
        (group(&legend::NAMED, &of_kind(true)))
        (group(&legend::UNNAMED, &of_kind(false)))
    }
}

/// The box around a table.
fn frame(cells: &[Cell]) -> Option<Rect> {
    let boxes = cells.iter().map(|cell| cell.place().bbox);
    boxes.reduce(|frame, cell| frame.union(&cell))
}

fn glyphs(page: &Page) -> Markup {
    let seen = |glyph: &&Glyph| glyph.visibility == Visibility::Shown;
    let mapped = |glyph: &&Glyph| glyph.character.is_some();
    let shown = || page.glyphs.iter().filter(seen).filter(mapped);
    let hidden = || page.glyphs.iter().filter(|glyph| !seen(glyph));
    let unmapped = page.glyphs.iter().filter(seen).filter(|glyph| !mapped(glyph));
    let drawn = |glyph: &Glyph| html! { (character(glyph)) };
    let glyphs = html! {
        (boxes(shown().map(|glyph| glyph.bbox)))
        @for glyph in shown() { (drawn(glyph)) }
    };
    let hidden_glyphs = html! {
        (boxes(hidden().map(|glyph| glyph.bbox)))
        @for glyph in hidden() { (drawn(glyph)) }
    };
    html! {
        (group(&legend::HIDDEN, &hidden_glyphs))
        (group(&legend::GLYPHS, &glyphs))
        (group(&legend::UNMAPPED, &boxes(unmapped.map(|glyph| glyph.bbox))))
    }
}
