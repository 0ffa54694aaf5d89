//! The threads that one document may have: those of a run that have nothing else to do.

use std::fmt;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use rayon::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};

/// Stack of a thread that reads documents. Nesting limits end at 24 levels of XObjects and a few hundred of objects, which take below 1 MiB in
/// a debug build; an overflow ends the process, and cannot be caught.
pub(crate) const STACK_BYTES: usize = 16 << 20;

/// More threads than this gain nothing: what is left to one thread is a sixteenth of the work.
pub(crate) const MOST_THREADS: usize = 16;

/// The threads of a document. Copies share them.
#[derive(Clone)]
pub struct Crew(Arc<Shared>);

struct Shared {
    allowed: AtomicUsize,
    /// Started only for a document that is long enough.
    pool: Mutex<Option<Arc<ThreadPool>>>,
}

impl Default for Crew {
    fn default() -> Self {
        Self::of(1)
    }
}

impl Crew {
    /// So many threads; with one, all is done by the thread that asks.
    pub fn of(threads: usize) -> Self {
        Self(Arc::new(Shared {
            allowed: AtomicUsize::new(threads.clamp(1, MOST_THREADS)),
            pool: Mutex::default(),
        }))
    }

    /// Allows so many threads from now on, in the middle of a document too.
    pub(crate) fn allow(&self, threads: usize) {
        self.0.allowed.store(threads.clamp(1, MOST_THREADS), Ordering::Relaxed);
    }

    /// How many threads there are.
    pub(crate) fn threads(&self) -> usize {
        self.0.allowed.load(Ordering::Relaxed)
    }

    /// The address space that they take beside what they read, in bytes: their stacks, and what an allocator sets aside for each.
    pub(crate) fn bytes(&self) -> u64 {
        const SET_ASIDE: usize = 64 << 20;
        let beside_the_first = self.threads() - 1;
        (beside_the_first * (STACK_BYTES + SET_ASIDE)) as u64
    }

    /// What is made of each item, in their order, whoever makes it.
    pub(crate) fn map<T: Send, R: Send>(&self, items: Vec<T>, make: impl Fn(T) -> R + Sync + Send) -> Vec<R> {
        match (items.len() > 1).then(|| self.pool()).flatten() {
            Some(pool) => pool.install(|| items.into_par_iter().map(make).collect()),
            None => items.into_iter().map(make).collect(),
        }
    }

    /// The same for items of which each takes little: so many of them are given out at once, and fewer are not given away.
    pub(crate) fn map_many<T: Send, R: Send>(
        &self,
        at_once: usize,
        items: Vec<T>,
        make: impl Fn(T) -> R + Sync + Send,
    ) -> Vec<R> {
        if self.threads() == 1 || items.len() <= at_once {
            return items.into_iter().map(make).collect();
        }
        let mut items = items.into_iter();
        let stretches = std::iter::from_fn(|| {
            Some(items.by_ref().take(at_once).collect()).filter(|next: &Vec<T>| !next.is_empty())
        });
        let made = self.map(stretches.collect(), |stretch: Vec<T>| -> Vec<R> {
            stretch.into_iter().map(&make).collect()
        });
        made.into_iter().flatten().collect()
    }

    /// Does two things, at once where there are threads for it; else the first one first.
    pub(crate) fn both<A: Send, B: Send>(
        &self,
        first: impl FnOnce() -> A + Send,
        second: impl FnOnce() -> B + Send,
    ) -> (A, B) {
        match self.pool() {
            Some(pool) => pool.install(|| rayon::join(first, second)),
            None => (first(), second()),
        }
    }

    /// The threads, where there are several and they could be started.
    fn pool(&self) -> Option<Arc<ThreadPool>> {
        let threads = self.threads();
        if threads == 1 {
            return None;
        }
        // A pool that could not be started has left none.
        let mut pool = self.0.pool.lock().unwrap_or_else(PoisonError::into_inner);
        match &*pool {
            Some(pool) if pool.current_num_threads() == threads => Some(Arc::clone(pool)),
            _ => {
                let started = ThreadPoolBuilder::new().num_threads(threads).stack_size(STACK_BYTES);
                let started = Arc::new(started.build().ok()?);
                Some(Arc::clone(pool.insert(started)))
            }
        }
    }
}

/// How many they are changes nothing of what comes out.
impl PartialEq for Crew {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Crew {}

impl fmt::Debug for Crew {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Crew").field(&self.threads()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_made_comes_in_order_however_many_make_it() {
        let crew = Crew::default();
        for threads in [1, 2, 5, 2] {
            crew.allow(threads);
            let made = crew.map((0..100).collect(), |n: u32| n * 2);
            assert_eq!(made, (0..100).map(|n| n * 2).collect::<Vec<_>>());
            assert_eq!(crew.map_many(7, (0..100).collect(), |n: u32| n * 2), made);
        }
    }
}
