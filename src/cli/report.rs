//! `fuhe report`: workbook and report from the tables of a finished run. Nothing is checked again.

use fuhe::batch::{self, Manifest, Pictures, Publishing};
use fuhe::language::Language;
use fuhe::messages::Message;
use fuhe::report::html::Painted;

use super::arguments::Report;
use super::check::{explained, needs_parquet, processors, stop_on_interrupt};
use super::progress::Progress;
use super::views::{Made, Views, go_where_names_begin, not_readable, tell_left_out};
use super::{Exit, accepted, passwords, tell};

/// Makes what is asked for; both where nothing is.
pub fn run(asked: &Report, spoken: Language) -> anyhow::Result<Exit> {
    let manifest = Manifest::load(&asked.dir).map_err(|error| not_readable(&error.path, &error.source, spoken))?;
    let mut accepted = accepted::read(asked.accepted.as_deref(), spoken)?;
    let passwords = passwords::all(&asked.passwords, spoken)?;
    let folder = go_where_names_begin(&asked.dir, &manifest.folder)?;
    needs_parquet(asked.parquet, spoken)?;
    if asked.parquet {
        batch::add_parquet(&folder).map_err(|error| explained(error.into(), spoken))?;
    }
    let both = !asked.xlsx && !asked.html && !asked.parquet;
    let as_before = manifest.report.unwrap_or(Pictures::USUAL);
    let pictures = Pictures {
        most: asked.most_pictures.unwrap_or(as_before.most),
        all_painted: asked
            .paint
            .map_or(as_before.all_painted, |painted| painted == Painted::All),
    };
    let views = Views {
        folder: &folder,
        xlsx: asked.xlsx || both,
        html: (asked.html || both).then(|| Publishing {
            roots: None,
            passwords: &passwords,
            threads: asked.threads.map_or_else(processors, usize::from),
            pictures: Some(pictures),
        }),
        written: manifest.style.language,
    };
    let progress = Progress::new(asked.quiet, spoken);
    let stop = stop_on_interrupt(spoken)?;
    let made = views.make(&mut accepted, &stop, &progress, spoken);
    progress.end();
    let Made::All(left_out) = made? else {
        tell(&format!("{}\n", Message::ReportStopped.text(spoken)));
        return Ok(Exit::Stopped);
    };
    // What was left of a run that was broken off when its tables were done is no longer needed.
    batch::forget_notes(&folder)?;
    tell_left_out(&left_out, spoken);
    if let Some(path) = &asked.accepted {
        accepted::tell_unmatched(&accepted, path, spoken);
    }
    if !asked.quiet {
        views.tell_where(spoken);
    }
    Ok(Exit::Done)
}
