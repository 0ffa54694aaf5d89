//! A panic inside one document is that document's result, and not the end of the run.

use std::any::Any;
use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe, PanicHookInfo};
use std::sync::{Arc, Mutex, PoisonError};

thread_local! {
    /// Whether this thread is at work on a document, so that its panic will be caught and reported.
    static CATCHING: Cell<bool> = const { Cell::new(false) };
}

type Hook = Arc<dyn Fn(&PanicHookInfo<'_>) + Send + Sync>;

/// How many want it quiet at this time, and the panic hook of the program: report and workbook are made at once.
static QUIET: Mutex<(usize, Option<Hook>)> = Mutex::new((0, None));

/// The last one puts the panic hook of the program back when it is dropped.
pub(super) struct Quiet(());

/// Keeps panics that are caught from being printed as well; all others are printed as before.
pub(super) fn quiet() -> Quiet {
    let mut quiet = QUIET.lock().unwrap_or_else(PoisonError::into_inner);
    if quiet.0 == 0 {
        let loud: Hook = panic::take_hook().into();
        quiet.1 = Some(Arc::clone(&loud));
        panic::set_hook(Box::new(move |info| {
            if !CATCHING.get() {
                loud(info);
            }
        }));
    }
    quiet.0 += 1;
    Quiet(())
}

impl Drop for Quiet {
    fn drop(&mut self) {
        let mut quiet = QUIET.lock().unwrap_or_else(PoisonError::into_inner);
        quiet.0 -= 1;
        // The hook cannot be changed while this very thread unwinds.
        if quiet.0 == 0
            && !std::thread::panicking()
            && let Some(loud) = quiet.1.take()
        {
            panic::set_hook(Box::new(move |info| loud(info)));
        }
    }
}

/// What the work returns, or what its panic said.
pub(super) fn caught<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    CATCHING.set(true);
    // Unwinding leaves nothing half done behind: the document and the settings are only read.
    let result = panic::catch_unwind(AssertUnwindSafe(work));
    CATCHING.set(false);
    result.map_err(|payload| said(payload.as_ref()))
}

fn said(payload: &(dyn Any + Send)) -> String {
    let text = payload
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    text.unwrap_or("panic").lines().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_stays_quiet_until_the_last_one_has_ended() {
        let (first, second) = (quiet(), quiet());
        drop(first);
        assert!(QUIET.lock().unwrap().1.is_some());
        drop(second);
    }

    #[test]
    fn a_panic_is_what_it_said() {
        assert_eq!(caught(|| 5), Ok(5));
        let _quiet = quiet();
        let number = 7;
        assert_eq!(
            caught(|| -> u8 { panic!("page {number}\nis odd") }),
            Err("page 7 is odd".into())
        );
        assert_eq!(caught(|| -> u8 { panic!("plain") }), Err("plain".into()));
    }
}
