//! `fuhe second-reader`: what a run starts beside itself to read a document once more. Not for people, so no help speaks of it.

use std::io;
use std::thread;

use fuhe::pdf::second;

use super::Exit;

/// The libraries below nest as deep as a document asks them to.
const STACK_BYTES: usize = 64 << 20;

/// Answers the request on standard input.
pub fn run() -> anyhow::Result<Exit> {
    second::bound_memory();
    // What panics is told in the answer.
    std::panic::set_hook(Box::new(|_| {}));
    let serve = || second::serve(io::stdin().lock(), io::stdout().lock());
    let reader = thread::Builder::new().stack_size(STACK_BYTES).spawn(serve)?;
    reader.join().map_err(|_| io::Error::other("panic"))??;
    Ok(Exit::Done)
}
