//! The threads that documents are read on.

use std::io;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use super::crash;

/// Stack of a worker. Nesting limits end at 24 levels of XObjects and a few hundred of objects, which take below 1 MiB in a debug build;
/// an overflow ends the process, and cannot be caught.
pub(super) const WORKER_STACK_BYTES: usize = 16 << 20;

/// Longest time for the pictures of one document, of as many pages as are wanted of it: a page takes 0.01 s. A document that takes longer
/// has none, and the report says so.
const PAINTING: Duration = Duration::from_mins(1);

/// The threads of a run.
pub(super) fn threads(count: usize) -> io::Result<rayon::ThreadPool> {
    rayon::ThreadPoolBuilder::new()
        .num_threads(count.max(1))
        .stack_size(WORKER_STACK_BYTES)
        .build()
        .map_err(io::Error::other)
}

/// Does it on a thread of its own, which can be left behind when its time is up, and has room for whatever nesting a document has.
pub(super) fn within_time<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Option<T> {
    let (sender, receiver) = mpsc::channel();
    let work = move || {
        // Nobody listens where the time was up.
        let _ = sender.send(crash::caught(work).ok());
    };
    thread::Builder::new().stack_size(WORKER_STACK_BYTES).spawn(work).ok()?;
    receiver.recv_timeout(PAINTING).ok()?
}
