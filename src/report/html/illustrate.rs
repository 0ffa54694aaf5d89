//! Has the chosen pages drawn, and writes them with the rows that say what each picture shows.

use std::collections::{BTreeMap, HashMap};
use std::sync::atomic::{AtomicU64, Ordering};

use rayon::iter::{IntoParallelIterator, ParallelIterator};
use serde::Serialize;

use super::folder::{Folder, Rows, at};
use super::pictures::{Chosen, Drawn, LeftOut, Painter, Wanted, WantedPages};
use crate::geometry::{POINT, Rect};
use crate::messages::ReportText;
use crate::report::{OutputError, Pace};

/// Rows of a file of the page; a row has about 80 bytes.
const ROWS_PER_FILE: usize = 50_000;

/// file, page, picture (none where it could not be drawn), width, height, names of the texts that are to be said of it
#[derive(Serialize)]
struct PictureRow<'a>(&'a str, u32, Option<&'a str>, u32, u32, Vec<&'static str>);

/// finding, picture
#[derive(Serialize)]
struct CellRow<'a>(usize, &'a str);

/// finding, a box for each line
#[derive(Serialize)]
struct ClauseRow(usize, Vec<[f64; 4]>);

/// What is known of a file besides its forms.
#[derive(Debug, Default)]
pub(super) struct Known {
    pub sha256: String,
    pub is_damaged: bool,
}

/// What became of the files of which pictures are wanted.
#[derive(Debug, Default)]
pub(super) struct Illustrated {
    /// Data that say which picture is of what.
    pub data: Vec<String>,
    pub left_out: Vec<LeftOut>,
}

/// Has the chosen pages drawn, and writes them. `known` says what is known of the files, which are named.
pub(super) fn illustrate(
    folder: &Folder,
    wanted: Wanted,
    painter: &mut dyn Painter,
    known: impl FnOnce(&BTreeMap<String, WantedPages>) -> Result<HashMap<String, Known>, OutputError>,
    pace: Pace<'_>,
) -> Result<Illustrated, OutputError> {
    let (mut files, mut chosen) = (BTreeMap::new(), Vec::new());
    for (file, own) in wanted.chosen() {
        files.insert(file.clone(), own.wanted.clone());
        chosen.push((file, own));
    }
    let known = known(&files)?;
    painter.find(&files);
    let painter: &dyn Painter = painter;
    let all: usize = files.values().map(|wanted| wanted.all().len()).sum();
    let mut first = 1;
    let numbered = chosen.into_iter().map(|(file, own)| {
        let number = first;
        first += own.wanted.all().len();
        (number, file, own)
    });
    let numbered: Vec<_> = numbered.collect();
    let done = AtomicU64::new(0);
    let nothing = Known::default();
    let drawn = numbered.into_par_iter().map(|(first, file, own)| {
        let before = done.load(Ordering::Relaxed);
        pace.tell(before, all as u64).map_err(at(folder.path()))?;
        let known = known.get(&file).unwrap_or(&nothing);
        let painted = painter.paint(&file, &known.sha256, &own.wanted);
        let pages = own.wanted.all().len() as u64;
        pace.tell(done.fetch_add(pages, Ordering::Relaxed) + pages, all as u64)
            .map_err(at(folder.path()))?;
        Ok((first, file, own, painted, known.is_damaged))
    });
    // Written as they come: memory holds no more pictures than there are threads.
    let drawn = drawn.map(|drawn: Result<_, OutputError>| {
        let (first, file, own, painted, is_damaged) = drawn?;
        OfFile::write(folder, first, file, &own, painted, is_damaged)
    });
    let drawn: Vec<OfFile> = drawn.collect::<Result<_, OutputError>>()?;
    let mut illustrated = Illustrated::default();
    let mut pictures = Rows::new(folder, "pictures", ROWS_PER_FILE);
    let mut cells = Rows::new(folder, "cells", ROWS_PER_FILE);
    let mut clauses = Rows::new(folder, "clauses", ROWS_PER_FILE);
    for of_file in drawn {
        let file = of_file.file;
        for (page, name, [width, height], remarks) in &of_file.pages {
            let remarks = remarks.iter().map(|remark| remark.name()).collect();
            pictures.push(&PictureRow(&file, *page, name.as_deref(), *width, *height, remarks))?;
        }
        for (finding, name) in &of_file.cells {
            cells.push(&CellRow(*finding, name))?;
        }
        for (finding, lines) in of_file.clauses {
            clauses.push(&ClauseRow(finding, lines.iter().map(in_points).collect()))?;
        }
        illustrated
            .left_out
            .extend(of_file.left_out.map(|reason| LeftOut { file, reason }));
    }
    for rows in [pictures, cells, clauses] {
        illustrated.data.extend(rows.finish()?);
    }
    Ok(illustrated)
}

/// A page: its number, its picture, the size of that, and what is to be said of it.
type OfPage = (u32, Option<String>, [u32; 2], Vec<ReportText>);

/// What was written of a file.
struct OfFile {
    file: String,
    pages: Vec<OfPage>,
    cells: Vec<(usize, String)>,
    clauses: Vec<(usize, Vec<Rect>)>,
    left_out: Option<ReportText>,
}

impl OfFile {
    fn write(
        folder: &Folder,
        first: usize,
        file: String,
        chosen: &Chosen,
        painted: Result<Drawn, ReportText>,
        is_damaged: bool,
    ) -> Result<Self, OutputError> {
        let left_out = painted.as_ref().err().copied();
        let mut drawn = painted.unwrap_or_default();
        let mut pages = Vec::new();
        for (number, page) in (first..).zip(chosen.wanted.all()) {
            let Some(picture) = drawn.pages.remove(&page) else {
                pages.push((page, None, [0, 0], vec![left_out.unwrap_or(ReportText::PictureFailed)]));
                continue;
            };
            let name = format!("pages/{number:05}.{}", picture.kind);
            folder.write(&name, &picture.bytes)?;
            let damaged = is_damaged.then_some(ReportText::PictureNotWhole);
            let remarks = damaged.into_iter().chain(picture.remark).collect();
            pages.push((page, Some(name), [picture.width, picture.height], remarks));
        }
        let mut names = Vec::new();
        for (number, cell) in drawn.cells.iter().enumerate() {
            let name = cell.as_ref().map(|_| format!("pages/{first:05}-{}.png", number + 1));
            if let (Some(name), Some(png)) = (&name, cell) {
                folder.write(name, png)?;
            }
            names.push(name);
        }
        let named = |(finding, cell): &(usize, usize)| Some((*finding, names.get(*cell)?.clone()?));
        let found = chosen.clauses.iter().copied().zip(drawn.clauses);
        Ok(Self {
            file,
            pages,
            cells: chosen.cells.iter().filter_map(named).collect(),
            clauses: found.filter(|(_, lines)| !lines.is_empty()).collect(),
            left_out,
        })
    }
}

/// And back.
fn in_points(bbox: &Rect) -> [f64; 4] {
    [bbox.x0, bbox.y0, bbox.x1, bbox.y1].map(|milli| f64::from(milli) / f64::from(POINT))
}
