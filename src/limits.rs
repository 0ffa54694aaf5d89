//! What one document may cost, so that no file can hold up or kill a run.

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
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            bytes: 256 << 20,
            pages: 5_000,
            glyphs_per_page: 200_000,
            strokes_per_page: 200_000,
            nesting: 24,
        }
    }
}
