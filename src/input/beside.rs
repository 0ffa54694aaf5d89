//! What lies beside the PDFs in a folder and is not read: counted by kind, so that nobody takes an archive for read that is half in other formats.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use super::walk::has_ending;

/// Endings of files that may hold forms, each with the kind that it is counted as.
const KINDS: [(&str, &str); 16] = [
    ("doc", "doc"),
    ("docx", "docx"),
    ("wps", "wps"),
    ("rtf", "rtf"),
    ("xls", "xls"),
    ("xlsx", "xlsx"),
    ("et", "et"),
    ("ofd", "ofd"),
    ("rar", "rar"),
    ("htm", "html"),
    ("html", "html"),
    ("jpg", "jpg"),
    ("jpeg", "jpg"),
    ("png", "png"),
    ("tif", "tif"),
    ("tiff", "tif"),
];

/// The count in the making, which several walks share.
#[derive(Debug, Clone, Default)]
pub(super) struct Beside(Arc<Mutex<BTreeMap<&'static str, u64>>>);

impl Beside {
    /// Counts a file that is not read, if it may hold a form. What an office program or a Mac leaves beside its files holds none.
    pub(super) fn count(&self, path: &Path) {
        let name = path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
        let is_left_behind = name.starts_with("~$") || name.starts_with("._");
        let kind = KINDS.iter().find(|(ending, _)| has_ending(path, ending));
        if let Some((_, kind)) = kind.filter(|_| !is_left_behind) {
            let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            *counts.entry(kind).or_default() += 1;
        }
    }

    /// How many of each kind there are.
    pub(super) fn counts(&self) -> BTreeMap<String, u64> {
        let counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        counts
            .iter()
            .map(|(kind, count)| ((*kind).to_owned(), *count))
            .collect()
    }
}
