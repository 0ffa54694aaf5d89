//! The second pass: the finished tables -> the report, for which the pages with findings are read once more.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use super::{BatchError, Plan, WORKER_STACK_BYTES, crash};
use crate::input::{Input, Inputs, Roots};
use crate::pdf::ReadOptions;
use crate::picture::sheet::{Format, pages_to_sheets};
use crate::report::html::{self, Picture};
use crate::settings::Settings;

/// Longest time for the pictures of one document, of as many pages as are wanted of it: a page takes 0.02 s. A document that takes longer
/// has none, and the report says so.
const PAINTING: Duration = Duration::from_mins(1);

/// Writes the report of the tables in the folder, with pictures of at most so many pages of the inputs.
pub fn publish(roots: &Roots, folder: &Path, plan: &Plan, most_pictures: usize) -> Result<(), BatchError> {
    // Only looked up.
    let inputs = Inputs::new(roots, &plan.settings.limits).map(|input| (input.name.clone(), input));
    let inputs: HashMap<String, Input> = inputs.collect();
    let pool = super::threads(plan)?;
    let _quiet = crash::quiet();
    let draw = |file: &str, pages: &[u32]| draw(&inputs, file, pages, &plan.settings).unwrap_or_default();
    pool.install(|| html::write(folder, plan.style.language, most_pictures, &draw))?;
    Ok(())
}

fn draw(
    inputs: &HashMap<String, Input>,
    file: &str,
    pages: &[u32],
    settings: &Settings,
) -> Option<BTreeMap<u32, Picture>> {
    let document = inputs.get(file)?.open(&settings.limits).ok()?;
    let options = ReadOptions {
        limits: settings.limits,
        passwords: settings.passwords.clone(),
        ..ReadOptions::default()
    };
    let pages = pages.to_vec();
    let (sender, receiver) = mpsc::channel();
    // A thread of its own can be left behind when its time is up, and has room for whatever nesting the painter allows.
    let work = move || {
        let sheets = crash::caught(|| pages_to_sheets(&document.bytes, &pages, &options));
        // Nobody listens where the time was up.
        let _ = sender.send(sheets.unwrap_or_default());
    };
    thread::Builder::new().stack_size(WORKER_STACK_BYTES).spawn(work).ok()?;
    let sheets = receiver.recv_timeout(PAINTING).ok()?;
    let pictures = sheets.into_iter().map(|(page, sheet)| {
        let picture = Picture {
            kind: match sheet.format {
                Format::Png => "png",
                Format::Svg => "svg",
            },
            own_fonts: sheet.format == Format::Png,
            bytes: sheet.bytes,
            width: sheet.width,
            height: sheet.height,
        };
        (page, picture)
    });
    Some(pictures.collect())
}
