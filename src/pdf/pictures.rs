//! Pages that are pictures: who reads them, and which of a document are read.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use hayro_syntax::page::Page as PdfPage;

use super::raster::page_to_raster;
use super::{Page, Raster, ReadOptions};
use crate::limits::Cancel;

/// Reads what a page shows that is a picture.
pub trait PictureReader: Send + Sync {
    /// Whether the page is one to be read.
    fn takes(&self, page: &Page) -> bool;

    /// Puts what can be read in its picture on the page, with as many threads as there are.
    fn read(&self, raster: Raster, page: &mut Page, threads: usize, cancel: &Cancel);
}

/// Who reads pages that are pictures. Copies share it.
#[derive(Clone, Default)]
pub struct Pictures(pub Option<Arc<dyn PictureReader>>);

impl fmt::Debug for Pictures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Pictures").field(&self.0.is_some()).finish()
    }
}

/// The scanned pages of a document that are read.
pub(super) struct Scans(Mutex<Counted>);

struct Counted {
    /// How many more may be read.
    left: u32,
    /// Those that were: when they are read again, they are read in the same way.
    numbers: BTreeSet<u32>,
}

impl Scans {
    pub(super) fn new(options: &ReadOptions) -> Self {
        Self(Mutex::new(Counted {
            left: options.limits.recognized_pages,
            numbers: BTreeSet::new(),
        }))
    }

    /// Reads what the page shows, where it is a scan and one of those that are read.
    pub(super) fn look(&self, source: &PdfPage<'_>, page: &mut Page, options: &ReadOptions) {
        let Some(pictures) = options.pictures.0.as_ref().filter(|pictures| pictures.takes(page)) else {
            return;
        };
        {
            let mut counted = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            if !counted.numbers.contains(&page.number) {
                let Some(left) = counted.left.checked_sub(1) else {
                    return;
                };
                counted.left = left;
                counted.numbers.insert(page.number);
            }
        }
        // A picture that cannot be had, or is too large, stays one.
        if let Ok(raster) = page_to_raster(source) {
            pictures.read(raster, page, options.crew.threads(), &options.cancel);
        }
    }
}
