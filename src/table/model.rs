//! What the table layer gives: tables and the lines of text between them, in reading order.

use super::sheet::upright::Turn;
use crate::geometry::Rect;
use crate::pdf::Direction;
use crate::place::Place;
use crate::steps::step;
use crate::text::BoxText;

/// A cell of a table; a merged cell stands once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// First row, from 0.
    pub row: usize,
    /// First column, from 0.
    pub col: usize,
    /// How many rows it covers.
    pub row_span: usize,
    /// How many columns it covers.
    pub col_span: usize,
    /// Its text, on one line and line by line.
    pub content: BoxText,
    /// Page of the file, from 1; of a cell that a page break cuts, that of the first part with text.
    pub page: u32,
    /// Its borders on the page, turned so that the text runs to the right. Where the page does not lie like the one before, left and right are
    /// put to the columns there: what stands in one column has one place.
    pub bbox: Rect,
    /// Its borders as drawn, where left and right were put elsewhere.
    pub drawn: Option<Rect>,
    /// How the page was turned.
    pub turn: Turn,
    /// How sure its text and borders are.
    pub doubt: Doubt,
}

/// What makes a cell's text or its borders doubtful.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a doubt by itself, and any of them may come together"
)]
pub struct Doubt {
    /// Told apart from its neighbours by text alone, in a way that leaves a doubt.
    pub unlined: bool,
    /// Text runs over a border of the cell.
    pub overflow: bool,
    /// Why it may not be one whole cell.
    pub torn: Option<Torn>,
    /// Something stands in it that is no text and no line: a picture, an outline, a drawn dot, or text that no layer could name.
    pub ink: bool,
    /// Something that no cell holds stands beside it, outside the table.
    pub beside: bool,
    /// Figures lie over each other in it, or its glyphs are not of one text.
    pub mixed: bool,
    /// A struck-out figure was left out of it; the value is the one that stands.
    pub struck: bool,
    /// All that it says is struck out: its text is as printed, and not valid. A row whose every cell is so is no row.
    pub void: bool,
}

impl Doubt {
    /// What casts doubt on a cell or on its other half.
    pub fn or(self, other: Self) -> Self {
        Self {
            unlined: self.unlined || other.unlined,
            overflow: self.overflow || other.overflow,
            torn: self.torn.or(other.torn),
            ink: self.ink || other.ink,
            beside: self.beside || other.beside,
            mixed: self.mixed || other.mixed,
            struck: self.struck || other.struck,
            void: self.void && other.void,
        }
    }
}

/// Why a cell may be several ones, or a part of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Torn {
    /// A line too slanted to be a border stands in it or beside it.
    SlantedLine,
    /// It goes on beyond the edge of the page.
    PageEdge,
    /// It stands at a page break that may cut its row.
    PageBreak,
}

impl Cell {
    /// The text on one line.
    pub fn text(&self) -> &str {
        step();
        &self.content.text
    }

    /// Where the cell stands on the page as shown.
    pub fn place(&self) -> Place {
        Place {
            page: self.page,
            bbox: self.turn.as_shown(self.borders()),
        }
    }

    /// Its borders as drawn.
    fn borders(&self) -> Rect {
        self.drawn.unwrap_or(self.bbox)
    }

    /// Where its text stands on the page as shown, or the cell where it is blank.
    pub fn text_place(&self) -> Place {
        Place {
            page: self.page,
            bbox: self.turn.as_shown(self.content.bbox.unwrap_or_else(|| self.borders())),
        }
    }
}

/// A table with row and column spans; it may go on over pages.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    /// How many rows.
    pub rows: usize,
    /// How many columns.
    pub cols: usize,
    /// Cells by first row, then first column.
    pub cells: Vec<Cell>,
    /// Pages that it stands on, from 1, in order.
    pub pages: Vec<u32>,
}

/// A line of text outside every table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutsideLine {
    /// Its text.
    pub content: BoxText,
    /// Page of the file, from 1.
    pub page: u32,
    /// Where it stands on the page, turned so that the text runs to the right.
    pub bbox: Rect,
    /// How the page was turned.
    pub turn: Turn,
    /// The tallest type in it.
    pub size: crate::geometry::Milli,
    /// Which way it runs.
    pub direction: Direction,
    /// How sure its text is: `mixed` where characters lie over each other, `overflow` where some of it is hidden or stands off its base line, `ink`
    /// where something that is no text stands on it or right beside it.
    pub doubt: Doubt,
}

impl OutsideLine {
    /// The text.
    pub fn text(&self) -> &str {
        step();
        &self.content.text
    }

    /// Whether it runs another way than left to right.
    pub fn is_turned(&self) -> bool {
        self.direction != Direction::Right
    }

    /// Where it stands on the page as shown.
    pub fn place(&self) -> Place {
        Place {
            page: self.page,
            bbox: self.turn.as_shown(self.bbox),
        }
    }
}

/// What stands on a page in no cell and no line: left out of both, by this name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Aside {
    /// Why it is left out.
    pub kind: AsideKind,
    /// Its text; empty for ink that is no text.
    pub text: String,
    /// How many shown glyphs it holds.
    pub glyphs: usize,
    /// Page of the file, from 1.
    pub page: u32,
    /// Where it stands on the page, turned so that the text runs to the right.
    pub bbox: Rect,
    /// How the page was turned.
    pub turn: Turn,
}

impl Aside {
    /// A line outside the tables that is none of their text.
    pub(super) fn of_line(kind: AsideKind, line: &OutsideLine) -> Self {
        Self {
            kind,
            text: line.content.text.clone(),
            glyphs: line.content.glyphs,
            page: line.page,
            bbox: line.bbox,
            turn: line.turn,
        }
    }

    /// Where it stands on the page as shown.
    pub fn place(&self) -> Place {
        Place {
            page: self.page,
            bbox: self.turn.as_shown(self.bbox),
        }
    }
}

/// The names under which something is left out of cells and lines. What is recognised as no content of the form ([`AsideKind::is_no_content`])
/// leaves a blank cell blank; the others leave a doubt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum AsideKind {
    /// Far larger than the type of the page, and not known for a watermark.
    Oversize,
    /// At an angle, and not known for a watermark or stamp.
    Slanted,
    /// A stamp: text on a curve, or in a closed ring or frame of its own colour.
    Stamp,
    /// A watermark: one text again and again, far larger than the page's, or pale.
    Watermark,
    /// The visible text of a signature: name and date.
    Signature,
    /// A reviewer's note, or a comment balloon.
    Note,
    /// A raised mark behind a figure, which points to a footnote.
    RaisedMark,
    /// Text with a line through it, beside the one that stands.
    StruckOut,
    /// A header that a later page prints again.
    RepeatedHeader,
    /// The running title or page number of a page.
    RunningTitle,
    /// The same glyph in the same place once more.
    Doubled,
    /// Text below another one that plainly covers it.
    Overlaid,
    /// Where text outside the tables is behind an edge, a cover or its ground, and nobody sees it.
    Hidden,
    /// A raster picture.
    Picture,
    /// A drawn shape.
    Shape,
}

impl AsideKind {
    /// Whether it is known to be no content of the form: the cell that it lies over counts as blank.
    pub fn is_no_content(self) -> bool {
        match self {
            Self::Stamp
            | Self::Watermark
            | Self::Signature
            | Self::Note
            | Self::RaisedMark
            | Self::StruckOut
            | Self::RepeatedHeader
            | Self::RunningTitle
            | Self::Doubled
            | Self::Overlaid
            | Self::Hidden => true,
            Self::Oversize | Self::Slanted | Self::Picture | Self::Shape => false,
        }
    }
}

/// A table or a line of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A table.
    Table(Table),
    /// A line outside the tables.
    Line(OutsideLine),
}

impl Block {
    /// The table, if it is one.
    pub fn table(&self) -> Option<&Table> {
        match self {
            Self::Table(table) => Some(table),
            Self::Line(_) => None,
        }
    }

    /// The line, if it is one.
    pub fn line(&self) -> Option<&OutsideLine> {
        match self {
            Self::Line(line) => Some(line),
            Self::Table(_) => None,
        }
    }
}

/// All that stands in a document, in reading order: page by page, top to bottom.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tables {
    /// Tables and lines; a table that goes on over pages stands where it begins.
    pub blocks: Vec<Block>,
    /// What stands in no cell and no line.
    pub asides: Vec<Aside>,
}

impl Tables {
    /// The cells of all of them.
    pub(crate) fn cells(&self) -> impl Iterator<Item = &Cell> {
        self.blocks
            .iter()
            .filter_map(Block::table)
            .flat_map(|table| &table.cells)
    }
}
