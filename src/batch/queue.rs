//! The inputs of a run, handed to its threads one after the other, in their order.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::plan::Plan;
use super::window::Window;
use crate::input::{Input, Inputs, Roots, Shard};

/// How many documents for each worker may be finished and wait for their turn. One takes about 20 kB; a document that takes a
/// thousand times as long as the others holds up one worker, not all.
const WAITING_PER_WORKER: usize = 256;

/// The inputs that are still to be read, one after the other.
pub(super) struct Queue<'a> {
    state: Mutex<QueueState>,
    pub(super) window: Window,
    stop: &'a AtomicBool,
}

struct QueueState {
    inputs: Inputs,
    shard: Option<Shard>,
    next: usize,
    /// Inputs that were found, those of other shards among them.
    found: u64,
    is_exhausted: bool,
}

impl<'a> Queue<'a> {
    /// All inputs but the first so many.
    pub(super) fn new(roots: &Roots, plan: &Plan, stop: &'a AtomicBool, done: u64) -> Self {
        let done = usize::try_from(done).unwrap_or(usize::MAX);
        let mut state = QueueState {
            inputs: Inputs::new(roots, &plan.settings.limits),
            shard: plan.shard,
            next: done,
            found: 0,
            is_exhausted: false,
        };
        for _ in 0..done {
            state.find();
        }
        let window = Window::new(plan.threads.max(1).saturating_mul(WAITING_PER_WORKER));
        window.advance(done);
        Self {
            state: Mutex::new(state),
            window,
            stop,
        }
    }

    /// Members of archives, beyond the one file that each archive counts as.
    pub(super) fn members_beyond_files(&self) -> Arc<AtomicU64> {
        self.lock().inputs.members_beyond_files()
    }

    /// The next input, its number in this run, and its place among those of all shards; none where there is none, or no more are wanted.
    pub(super) fn next(&self) -> Option<(usize, u64, Input)> {
        let mut state = self.lock();
        if self.stop.load(Ordering::Relaxed) || !self.window.admits(state.next) {
            return None;
        }
        let Some((place, input)) = state.find() else {
            state.is_exhausted = true;
            return None;
        };
        let number = state.next;
        state.next += 1;
        Some((number, place, input))
    }

    /// How many inputs there are in all shards, once every input was handed out.
    pub(super) fn found(&self) -> u64 {
        self.lock().found
    }

    /// Whether every input was handed out.
    pub(super) fn is_exhausted(&self) -> bool {
        self.lock().is_exhausted
    }

    fn lock(&self) -> MutexGuard<'_, QueueState> {
        // Finding inputs does not panic; if it did, what it was at is whole.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl QueueState {
    /// The next input of this shard, and its place among those of all.
    fn find(&mut self) -> Option<(u64, Input)> {
        loop {
            let input = self.inputs.next()?;
            let place = self.found;
            self.found += 1;
            if self.shard.is_none_or(|shard| shard.holds(&input.name)) {
                return Some((place, input));
            }
        }
    }
}
