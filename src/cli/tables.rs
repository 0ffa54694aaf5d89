//! `fuhe tables`: the tables of one PDF, whatever they are tables of, and pictures of how they came about.

use std::fs;
use std::io;
use std::path::Path;

use anyhow::anyhow;

use fuhe::audit::{Rebuilt, Status, rebuild};
use fuhe::form;
use fuhe::geometry::Milli;
use fuhe::language::Language;
use fuhe::messages::{Message, reason};
use fuhe::picture::{Picture, Role, RoleKind, pages_to_pictures};
use fuhe::report::sheet::{Sheet, SheetCell, Span, to_csv, to_html, to_json, to_text};
use fuhe::settings::{Confirming, Settings};
use fuhe::table::{self, Block, Table};

use super::arguments::{Format, Tables};
use super::page_ranges::PageRanges;
use super::{Exit, document, ocr, passwords, print, tell, terminal};

/// Prints the tables of the file, or of some of its pages.
pub fn run(asked: &Tables, spoken: Language) -> anyhow::Result<Exit> {
    let ranges = asked.pages.as_deref().map(|typed| PageRanges::read(typed, spoken));
    let ranges = ranges.transpose()?;
    let settings = Settings {
        passwords: passwords::all(&asked.passwords, spoken)?,
        confirming: Confirming::None,
        ocr: ocr::recognisers(&asked.recognising, spoken)?,
        ruled_scans: true,
        ..Settings::default()
    };
    let examined = document::examine(&asked.file, &settings, spoken)?;
    let stretches = match &ranges {
        // Where nothing could be read, no page is missing either.
        Some(ranges) if !examined.pages.is_empty() => ranges.cut(&examined.pages, spoken)?,
        _ => vec![examined.pages.as_slice()],
    };
    let rebuilt: Vec<Rebuilt> = stretches.iter().map(|pages| rebuild(pages)).collect();
    let sheets: Vec<Sheet> = rebuilt.iter().flat_map(|rebuilt| sheets(&rebuilt.tables)).collect();
    print(&written(&sheets, asked, spoken)?)?;
    if let Some(folder) = &asked.debug {
        let pictures = stretches.iter().zip(&rebuilt).flat_map(|(pages, rebuilt)| {
            let roles = roles(&rebuilt.tables);
            pages_to_pictures(pages, rebuilt.told_by, &roles, spoken)
        });
        save(pictures, folder, spoken)?;
    }
    let audited = &examined.audited;
    // That there is no form in it is no news here.
    if audited.status != Status::NoForm {
        document::remark(&asked.file, audited, spoken);
    }
    if audited.status.is_read() && sheets.is_empty() {
        tell(&format!("{}\n", Message::NoTables.text(spoken)));
    }
    Ok(document::exit(audited))
}

/// What the texts of the forms were taken for.
fn roles(tables: &table::Tables) -> Vec<Role> {
    let uses = form::tables_to_uses(tables).into_iter();
    let role = |used: form::Used| Role {
        kind: match used.kind {
            form::Use::Field => RoleKind::Field,
            form::Use::Label => RoleKind::Label,
            form::Use::Other => RoleKind::Other,
            form::Use::Unexplained => RoleKind::Unexplained,
        },
        name: used.name,
        place: used.place,
    };
    uses.map(role).collect()
}

fn written(sheets: &[Sheet], asked: &Tables, spoken: Language) -> anyhow::Result<Vec<u8>> {
    Ok(match asked.format {
        Format::Text => to_text(sheets, terminal::width(), terminal::paint(&io::stdout()), spoken).into_bytes(),
        Format::Csv => to_csv(sheets, !asked.no_bom)?,
        Format::Json => to_json(sheets)?.into_bytes(),
        Format::Html => to_html(&asked.file.display().to_string(), sheets, spoken).into_bytes(),
    })
}

/// The tables of a document on their way out.
pub fn sheets(tables: &table::Tables) -> impl Iterator<Item = Sheet> {
    tables.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(sheet(table)),
        Block::Line(_) => None,
    })
}

fn sheet(table: &Table) -> Sheet {
    let cells = table.cells.iter().map(|cell| SheetCell {
        span: Span {
            row: cell.row,
            col: cell.col,
            row_span: cell.row_span,
            col_span: cell.col_span,
        },
        text: cell.text().to_owned(),
        place: cell.place(),
    });
    Sheet {
        pages: table.pages.clone(),
        rows: table.rows,
        widths: widths(table),
        cells: cells.collect(),
    }
}

/// The widths of the columns on paper: their borders are those of the cells that begin or end there.
fn widths(table: &Table) -> Vec<Milli> {
    let mut borders: Vec<Option<Milli>> = vec![None; table.cols + 1];
    for cell in &table.cells {
        for (col, at) in [(cell.col, cell.bbox.x0), (cell.col + cell.col_span, cell.bbox.x1)] {
            if let Some(border) = borders.get_mut(col) {
                border.get_or_insert(at);
            }
        }
    }
    // On other pages the table may have shifted: a border never lies left of the one before.
    let mut before = None;
    let borders = borders.into_iter().map(|border| {
        before = border.max(before);
        before.unwrap_or_default()
    });
    let borders: Vec<Milli> = borders.collect();
    borders
        .windows(2)
        .map(|pair| pair.iter().rev().copied().reduce(|to, from| to - from).unwrap_or(0))
        .collect()
}

/// Writes the pictures, one file a page.
fn save(pictures: impl Iterator<Item = Picture>, folder: &Path, spoken: Language) -> anyhow::Result<()> {
    let failed = |path: &Path, error: &io::Error| {
        anyhow!(
            Message::OutputNotWritable.fill(spoken, &[("path", &path.display()), ("reason", &reason(error, spoken))])
        )
    };
    fs::create_dir_all(folder).map_err(|error| failed(folder, &error))?;
    let mut count = 0_usize;
    for picture in pictures {
        let path = folder.join(format!("page-{:03}.svg", picture.page));
        fs::write(&path, picture.svg).map_err(|error| failed(&path, &error))?;
        count += 1;
    }
    tell(&(Message::PicturesWritten.fill(spoken, &[("count", &count), ("path", &folder.display())]) + "\n"));
    Ok(())
}
