//! How far workers may run ahead of the writer.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// Admits documents up to a number of places ahead of the first one that is not written yet.
#[derive(Debug)]
pub(super) struct Window {
    size: usize,
    state: Mutex<State>,
    moved: Condvar,
}

#[derive(Debug, Default)]
struct State {
    written: usize,
    closed: bool,
}

impl Window {
    pub(super) fn new(size: usize) -> Self {
        Self {
            size: size.max(1),
            state: Mutex::default(),
            moved: Condvar::new(),
        }
    }

    /// Waits until the document of this index may begin; `false` when no more are wanted.
    ///
    /// The documents before it that are not written yet are all at work, so the writer moves on, and the wait ends.
    pub(super) fn admits(&self, index: usize) -> bool {
        let too_far = |state: &mut State| !state.closed && index >= state.written.saturating_add(self.size);
        let state = self
            .moved
            .wait_while(self.lock(), too_far)
            .unwrap_or_else(PoisonError::into_inner);
        !state.closed
    }

    /// So many documents are written.
    pub(super) fn advance(&self, written: usize) {
        self.lock().written = written;
        self.moved.notify_all();
    }

    /// No more documents are wanted.
    pub(super) fn close(&self) {
        self.lock().closed = true;
        self.moved.notify_all();
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        // The state is two plain values: whoever panicked has not left it half changed.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_opens_as_the_writer_moves_on() {
        let window = Window::new(2);
        assert!(window.admits(0) && window.admits(1));
        std::thread::scope(|scope| {
            let third = scope.spawn(|| window.admits(2));
            window.advance(1);
            assert!(third.join().unwrap());
            let late = scope.spawn(|| window.admits(9));
            window.close();
            assert!(!late.join().unwrap());
        });
    }
}
