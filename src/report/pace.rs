//! Long work on finished tables: how far it has come, and whether it is still wanted.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

/// What is told, and what is asked, on the way.
#[derive(Clone, Copy)]
pub struct Pace<'a> {
    stop: &'a AtomicBool,
    tell: &'a (dyn Fn(u64, u64) + Sync),
}

/// It was asked to stop.
#[derive(Debug, thiserror::Error)]
#[error("stopped")]
struct Stopped;

impl<'a> Pace<'a> {
    /// Work that ends once `stop` is raised; `tell` hears how much of how much is done.
    pub fn new(stop: &'a AtomicBool, tell: &'a (dyn Fn(u64, u64) + Sync)) -> Self {
        Self { stop, tell }
    }

    /// Work that nobody watches or stops.
    pub fn unwatched() -> Pace<'static> {
        static NEVER: AtomicBool = AtomicBool::new(false);
        Pace {
            stop: &NEVER,
            tell: &|_, _| {},
        }
    }

    /// Says how much of how much is done.
    ///
    /// # Errors
    /// It was asked to stop.
    pub fn tell(&self, done: u64, all: u64) -> io::Result<()> {
        if self.stop.load(Ordering::Relaxed) {
            return Err(io::Error::other(Stopped));
        }
        (self.tell)(done, all);
        Ok(())
    }

    /// Opens a table: whoever reads it tells how far that has come.
    ///
    /// # Errors
    /// The file cannot be opened.
    pub fn open(&self, path: &Path) -> io::Result<Paced<'a>> {
        let file = File::open(path)?;
        let all = file.metadata()?.len();
        Ok(Paced {
            file,
            pace: *self,
            done: 0,
            all,
        })
    }
}

/// Whether an error is none, but what comes of being asked to stop.
pub fn is_stopped(error: &io::Error) -> bool {
    error
        .get_ref()
        .and_then(|error| error.downcast_ref::<Stopped>())
        .is_some()
}

/// A table that is read.
pub struct Paced<'a> {
    file: File,
    pace: Pace<'a>,
    done: u64,
    all: u64,
}

impl Read for Paced<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.file.read(buffer)?;
        // What is read again, here and there, is little.
        self.done = self.done.saturating_add(read as u64).min(self.all);
        self.pace.tell(self.done, self.all)?;
        Ok(read)
    }
}

impl Seek for Paced<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.file.seek(to)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;
    use std::sync::atomic::AtomicU64;

    use super::*;

    #[test]
    fn a_table_tells_how_far_it_is_read_and_ends_when_it_is_asked_to() {
        let mut table = tempfile::NamedTempFile::new().unwrap();
        table.write_all(&[b'x'; 1000]).unwrap();
        let (stop, told) = (AtomicBool::new(false), AtomicU64::new(0));
        let tell = |done: u64, all: u64| told.store(done * 10_000 + all, Ordering::Relaxed);
        let mut paced = Pace::new(&stop, &tell).open(table.path()).unwrap();
        let mut bytes = [0; 600];
        assert_eq!(paced.read(&mut bytes).unwrap(), 600);
        assert_eq!(told.load(Ordering::Relaxed), 6_001_000);
        stop.store(true, Ordering::Relaxed);
        let error = paced.read(&mut bytes).unwrap_err();
        assert!(is_stopped(&error) && !is_stopped(&io::ErrorKind::Interrupted.into()));
    }
}
