//! PDFs attached to a document, found again by the name that they have in the tables: `portfolio.pdf!/name.pdf`.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use super::painting::within_time;
use crate::input::{Input, SEPARATOR};
use crate::pdf::{ReadOptions, read};

/// All PDFs within a document: what is added to its name, and the bytes.
type Attached = Arc<Vec<(String, Arc<Vec<u8>>)>>;

/// The portfolios that were opened last. Their members are asked for one after the other, and a portfolio is read whole for each; one for
/// each thread is kept, so that memory does not grow with their number.
pub(super) struct Portfolios {
    most: usize,
    recent: Mutex<VecDeque<(String, Attached)>>,
}

impl Portfolios {
    /// For so many threads.
    pub(super) fn of(threads: usize) -> Self {
        Self {
            most: threads.max(1),
            recent: Mutex::default(),
        }
    }

    /// The bytes of the PDF whose name has so much behind the name of the input.
    pub(super) fn open(&self, input: &Input, attached: &str, options: &ReadOptions) -> Option<Arc<Vec<u8>>> {
        let all = self.kept(&input.name).or_else(|| self.read(input, options))?;
        let found = all.iter().find(|(name, _)| name == attached)?;
        Some(Arc::clone(&found.1))
    }

    fn kept(&self, name: &str) -> Option<Attached> {
        // What holds the lock only moves values, and does not panic.
        let recent = self.recent.lock().unwrap_or_else(PoisonError::into_inner);
        let found = recent.iter().find(|(kept, _)| kept == name)?;
        Some(Arc::clone(&found.1))
    }

    fn read(&self, input: &Input, options: &ReadOptions) -> Option<Attached> {
        let bytes = input.open(&options.limits).ok()?.bytes;
        let options = options.clone();
        let attached = Arc::new(within_time(move || all_attached(bytes, &options))?);
        let mut recent = self.recent.lock().unwrap_or_else(PoisonError::into_inner);
        recent.truncate(self.most.saturating_sub(1));
        recent.push_front((input.name.clone(), Arc::clone(&attached)));
        Some(attached)
    }
}

/// What is attached to a document, and to that, as deep as a run reads it.
fn all_attached(bytes: Arc<Vec<u8>>, options: &ReadOptions) -> Vec<(String, Arc<Vec<u8>>)> {
    let deepest = options.limits.archive.attachment_depth;
    let mut all = Vec::new();
    let mut open = vec![(0, String::new(), bytes)];
    while let Some((depth, name, bytes)) = open.pop() {
        if depth < deepest
            && let Ok(reading) = read(&bytes, options)
        {
            let attached = reading.attachments.into_iter();
            open.extend(attached.map(|pdf| (depth + 1, format!("{name}{SEPARATOR}{}", pdf.name), pdf.bytes.into())));
        }
        all.push((name, bytes));
    }
    all
}
