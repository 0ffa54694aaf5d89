//! What of the pages casts doubt on figures before anyone asks: fonts that contradict the file, and scans that a program read.

use std::collections::BTreeMap;

use crate::geometry::Rect;
use crate::pdf::{Page, Recognition, RecognizedLine};
use crate::place::Place;

/// Pages on which figures are in doubt; nearly always there is none.
#[derive(Debug, Default)]
pub struct Doubted {
    /// Those on which a font says something else than the file.
    lying: BTreeMap<u32, Page>,
    /// The scan of those whose text an OCR program read.
    scanned: BTreeMap<u32, Rect>,
    /// What recognisers of ours have read of scans.
    recognized: BTreeMap<u32, Recognition>,
}

impl Doubted {
    /// Takes in what a page has of it.
    pub fn take(&mut self, page: &Page) {
        if page.glyphs.iter().any(|glyph| glyph.drawn_as.is_some()) {
            self.lying.insert(page.number, page.clone());
        }
        match &page.recognized {
            Some(recognition) => {
                self.recognized.insert(page.number, recognition.clone());
            }
            None => self.scanned.extend(page.ocr.map(|scan| (page.number, scan))),
        }
    }

    /// Whether fonts say something else than the file anywhere.
    pub(super) fn has_lies(&self) -> bool {
        !self.lying.is_empty()
    }

    pub(super) fn lying(&self, place: Place) -> Option<&Page> {
        self.lying.get(&place.page)
    }

    pub(super) fn has_scans(&self) -> bool {
        !self.scanned.is_empty()
    }

    /// The place, where it is on a scan.
    pub(super) fn on_scan(&self, place: Option<Place>) -> Option<Place> {
        let place = place?;
        let scan = self.scanned.get(&place.page)?;
        scan.contains(place.bbox.center()).then_some(place)
    }

    /// Whether recognisers of ours have read any page.
    pub(super) fn has_recognized(&self) -> bool {
        !self.recognized.is_empty()
    }

    /// Whether they have read this page.
    pub(super) fn is_recognized(&self, page: u32) -> bool {
        self.recognized.contains_key(&page)
    }

    /// The lines that they have read in a place.
    pub(super) fn lines(&self, place: Place) -> impl Iterator<Item = &RecognizedLine> {
        let lines = self
            .recognized
            .get(&place.page)
            .map_or(&[][..], |recognition| &recognition.lines);
        lines.iter().filter(move |line| place.bbox.contains(line.bbox.center()))
    }
}
