//! The threads that documents are read on.

use std::io;

/// Stack of a worker. Nesting limits end at 24 levels of XObjects and a few hundred of objects, which take below 1 MiB in a debug build;
/// an overflow ends the process, and cannot be caught.
pub(super) const WORKER_STACK_BYTES: usize = 16 << 20;

/// The threads of a run.
pub(super) fn threads(count: usize) -> io::Result<rayon::ThreadPool> {
    rayon::ThreadPoolBuilder::new()
        .num_threads(count.max(1))
        .stack_size(WORKER_STACK_BYTES)
        .build()
        .map_err(io::Error::other)
}
