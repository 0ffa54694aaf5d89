//! The reader of scanned pages that a process has: its recognisers are loaded once.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use super::cache::{file_of, keep, load};
use super::models::ModelError;
use super::page::{Bounds, put_on, read_lines};
use super::recogniser::Recogniser;
use super::strip::Strip;
use crate::limits::{Cancel, Limits};
use crate::pdf::{Page, PictureReader, Raster};
use crate::scan::{Sheet, TextLine, is_scan, sheet};
use crate::settings::Recognisers;

/// Most lines of text that are read on one page: a form has 150, a page full of small type 700.
const LINES: usize = 1_500;

/// So many lines are read to find which way is up, the longest; a page lies as it should where they are read as surely as this, in hundredths.
const ASKED_LINES: usize = 8;
const UPRIGHT: u32 = 75;

/// Reads scanned pages.
pub struct ScanReader {
    asked: Recognisers,
    readers: Vec<Recogniser>,
    time: Duration,
}

/// The one that was made last: a process reads one document after the other with the same models.
static LAST: Mutex<Option<Arc<ScanReader>>> = Mutex::new(None);

/// The reader with these models.
///
/// # Errors
/// A model cannot be read.
pub fn scan_reader(asked: &Recognisers, limits: &Limits) -> Result<Arc<ScanReader>, ModelError> {
    let mut last = LAST.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(reader) = &*last
        && reader.asked == *asked
        && reader.time == limits.recognizing
    {
        return Ok(Arc::clone(reader));
    }
    let readers: Result<Vec<Recogniser>, ModelError> = asked.models.iter().map(Recogniser::load).collect();
    let reader = Arc::new(ScanReader {
        asked: asked.clone(),
        readers: readers?,
        time: limits.recognizing,
    });
    *last = Some(Arc::clone(&reader));
    Ok(reader)
}

impl PictureReader for ScanReader {
    fn takes(&self, page: &Page) -> bool {
        is_scan(page)
    }

    fn read(&self, raster: Raster, page: &mut Page, threads: usize, cancel: &Cancel) {
        let sheet = self.upright(sheet(&raster));
        drop(raster);
        let bounds = Bounds {
            lines: LINES,
            time: self.time,
            threads,
            cancel: cancel.clone(),
        };
        let file = self
            .asked
            .cache
            .as_deref()
            .map(|folder| file_of(folder, &sheet, &self.asked.models));
        let kept = file.as_deref().and_then(|file| load(file, sheet.lines.len()));
        let readings = kept.unwrap_or_else(|| {
            let readings = read_lines(&self.readers, &sheet, &bounds);
            if let Some(Err(error)) = file.as_deref().map(|file| keep(file, &readings)) {
                tracing::warn!(%error, "cannot keep what was recognised");
            }
            readings
        });
        put_on(page, &sheet, &readings);
    }
}

impl ScanReader {
    /// The sheet the way in which its lines are read most surely.
    fn upright(&self, sheet: Sheet) -> Sheet {
        let as_it_is = self.sureness(&sheet);
        if as_it_is >= UPRIGHT {
            return sheet;
        }
        let turned = (1..4_u8).map(|quarters| sheet.turned(quarters));
        let best = turned
            .map(|turned| (self.sureness(&turned), turned))
            .max_by_key(|(sure, _)| *sure);
        match best {
            Some((sure, turned)) if sure > as_it_is && sure >= UPRIGHT => turned,
            _ => sheet,
        }
    }

    /// How surely the longest lines are read, in hundredths.
    fn sureness(&self, sheet: &Sheet) -> u32 {
        let mut lines: Vec<&TextLine> = sheet.lines.iter().filter(|line| !line.under_ink).collect();
        lines.sort_by_key(|line| std::cmp::Reverse((line.bbox.width().min(line.bbox.height() * 12), line.bbox)));
        lines.truncate(ASKED_LINES);
        let Some(reader) = self.readers.first() else { return 0 };
        let read = |line: &&TextLine| {
            let strip = Strip::cut(&sheet.gray, &line.bbox, line.bbox.height())?;
            let reading = reader.read(&strip)?;
            let all: u32 = reading.characters.iter().map(|one| u32::from(one.sure)).sum();
            let count = u32::try_from(reading.characters.len()).unwrap_or(u32::MAX);
            // A line that is upside down gives few characters for its length.
            (count >= 2).then(|| all / count.max(1))
        };
        let sum: u32 = lines.iter().filter_map(read).sum();
        sum / u32::try_from(lines.len().max(1)).unwrap_or(u32::MAX)
    }
}
