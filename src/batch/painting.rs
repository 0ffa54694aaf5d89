//! How long the second pass may take over one document.

use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use super::crash;
use crate::crew::STACK_BYTES;

/// Longest time for the pictures of one document, of as many pages as are wanted of it: a page takes 0.01 s. A document that takes longer
/// has none, and the report says so.
const PAINTING: Duration = Duration::from_mins(1);

/// Does it on a thread of its own, which can be left behind when its time is up, and has room for whatever nesting a document has.
pub(super) fn within_time<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Option<T> {
    let (sender, receiver) = mpsc::channel();
    let work = move || {
        // Nobody listens where the time was up.
        let _ = sender.send(crash::caught(work).ok());
    };
    thread::Builder::new().stack_size(STACK_BYTES).spawn(work).ok()?;
    receiver.recv_timeout(PAINTING).ok()?
}
