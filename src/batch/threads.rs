//! The threads that documents are read on.

use std::io;

use crate::crew::STACK_BYTES;

/// The threads of a run.
pub(super) fn threads(count: usize) -> io::Result<rayon::ThreadPool> {
    rayon::ThreadPoolBuilder::new()
        .num_threads(count.max(1))
        .stack_size(STACK_BYTES)
        .build()
        .map_err(io::Error::other)
}
