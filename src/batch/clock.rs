//! When it is time to note on disk how far a run has come.

use std::time::{Duration, Instant};

/// How long a run may go on without a note of how far it has come: what is done again after a crash.
const CHECKPOINT_EVERY: Duration = Duration::from_secs(1);

/// Putting all on the disk may take one part in this many of the time, on slow disks.
const CHECKPOINT_SHARE: u32 = 20;

/// When the next checkpoint is due.
pub(super) struct Clock {
    due: Instant,
    last: Instant,
}

impl Clock {
    pub(super) fn new() -> Self {
        let now = Instant::now();
        Self {
            due: now + CHECKPOINT_EVERY,
            last: now,
        }
    }

    pub(super) fn is_due(&mut self) -> bool {
        self.last = Instant::now();
        self.last >= self.due
    }

    /// The checkpoint that was due is done.
    pub(super) fn restart(&mut self) {
        let taken = self.last.elapsed();
        self.due = Instant::now() + CHECKPOINT_EVERY.max(taken * CHECKPOINT_SHARE);
    }
}
