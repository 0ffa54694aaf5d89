//! `--log`: the events of the run, one JSON object a line.

use std::fs::File;
use std::io;
use std::path::Path;
use std::sync::Mutex;

use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::{Registry, fmt};

/// Has all events from now on written to the file.
pub fn write_to(path: &Path) -> io::Result<()> {
    let file = File::create(path)?;
    let lines = fmt::layer()
        .json()
        .flatten_event(true)
        .with_target(false)
        .with_writer(Mutex::new(file));
    let subscriber = Registry::default().with(lines);
    tracing::subscriber::set_global_default(subscriber).map_err(io::Error::other)
}
