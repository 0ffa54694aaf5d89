//! What one document may cost, so that no file can hold up or kill a run.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// Bounds on one document; each has a status in files.csv that says it was reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Largest file, in bytes (`too-large` above).
    pub bytes: u64,
    /// Most pages read of one file (`too-large` above).
    pub pages: u32,
    /// Most glyphs read on one page; a form has about 2,000.
    pub glyphs_per_page: usize,
    /// Most strokes and fills read on one page; a form has about 500.
    pub strokes_per_page: usize,
    /// Deepest nesting of form XObjects on a page.
    pub nesting: u32,
    /// Longest content stream of a page once it is decompressed, in bytes; a form has about 50,000.
    pub content_bytes: usize,
    /// Longest time that the second reader may take for a document. It reads a form in about 0.02 s.
    pub second_reading: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            bytes: 256 << 20,
            pages: 5_000,
            glyphs_per_page: 200_000,
            strokes_per_page: 200_000,
            nesting: 24,
            content_bytes: 64 << 20,
            second_reading: Duration::from_secs(10),
        }
    }
}

/// A flag that ends the work on one document from outside, when its time is up. Copies share the flag.
#[derive(Debug, Clone, Default)]
pub struct Cancel(Arc<AtomicBool>);

impl Cancel {
    /// Asks the work to end.
    pub fn cancel(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether the work is asked to end.
    pub fn is_cancelled(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}
