//! How much is done, counted in the small steps that every walk over glyphs, cells and lines takes: so that growth is held by numbers that are the
//! same on every machine. A release build counts nothing.

use std::cell::Cell;

thread_local! {
    static TAKEN: Cell<u64> = const { Cell::new(0) };
}

/// One more.
#[inline]
pub(crate) fn step() {
    if cfg!(debug_assertions) {
        TAKEN.set(TAKEN.get() + 1);
    }
}

/// How many this thread has taken.
#[doc(hidden)]
pub fn taken() -> u64 {
    TAKEN.get()
}
