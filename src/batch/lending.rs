//! Threads that have no document left are lent to the processes of those that have.

use std::sync::{Mutex, MutexGuard, PoisonError};

use super::wire::{Order, write_header};
use crate::child::Orders;

/// The threads of a run.
#[derive(Debug)]
pub(super) struct Lending(Mutex<State>);

#[derive(Debug)]
struct State {
    /// How many have nothing left to do.
    idle: usize,
    /// What each of the others is at.
    at_work: Vec<Option<Borrower>>,
}

/// A process that is at a document.
#[derive(Debug)]
struct Borrower {
    orders: Orders,
    /// How many threads it was told to have.
    has: usize,
}

impl Lending {
    pub(super) fn new(threads: usize) -> Self {
        Self::with_idle(threads, 0)
    }

    /// So many that read, and so many beside them that only help.
    pub(super) fn with_idle(threads: usize, idle: usize) -> Self {
        let at_work = (0..threads).map(|_| None).collect();
        Self(Mutex::new(State { idle, at_work }))
    }

    /// The process of a thread is about to be given a document.
    pub(super) fn begin(&self, thread: usize, orders: Option<Orders>) {
        let mut state = self.lock();
        // It keeps what it was told for an earlier document.
        let has = 0;
        if let Some(place) = state.at_work.get_mut(thread) {
            *place = orders.map(|orders| Borrower { orders, has });
        }
        state.share();
    }

    /// It is done.
    pub(super) fn end(&self, thread: usize) {
        if let Some(place) = self.lock().at_work.get_mut(thread) {
            *place = None;
        }
    }

    /// A thread has nothing left to do.
    pub(super) fn leave(&self) {
        let mut state = self.lock();
        state.idle += 1;
        state.share();
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        // Plain values: whoever panicked has not left them half changed.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// Tells each process how many threads it has.
    fn share(&mut self) {
        if self.idle == 0 {
            return;
        }
        let borrowers = self.at_work.iter().flatten().count().max(1);
        let share = 1 + self.idle / borrowers;
        for borrower in self.at_work.iter_mut().flatten() {
            if borrower.has != share {
                borrower.has = share;
                // One that has died says so itself.
                let _ = write_header(&mut borrower.orders, &Order::Threads(share));
            }
        }
    }
}
