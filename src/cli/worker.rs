//! `fuhe worker`: what a run starts to audit its documents. Not for people, so no help speaks of it.

use std::io;
use std::path::PathBuf;

use fuhe::batch;

use super::Exit;

/// Audits what standard input asks for.
pub fn run(second_reader: Option<PathBuf>) -> anyhow::Result<Exit> {
    batch::serve(io::stdin(), io::stdout(), second_reader)?;
    Ok(Exit::Done)
}
