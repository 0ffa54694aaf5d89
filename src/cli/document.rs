//! One document, for the commands that look at a single one.

use std::path::{Path, PathBuf};

use anyhow::anyhow;

use fuhe::audit::{Audited, Examined};
use fuhe::batch;
use fuhe::input::{Input, Location};
use fuhe::language::Language;
use fuhe::messages::Message;
use fuhe::report::printable;
use fuhe::settings::Settings;

use super::{Exit, tell};

/// Reads and audits the file. What is wrong with it stands in the result.
pub fn examine(path: &Path, settings: &Settings, spoken: Language) -> anyhow::Result<Examined> {
    if path.is_dir() {
        return Err(anyhow!(
            Message::OneFileWanted.fill(spoken, &[("path", &path.display())])
        ));
    }
    let input = Input {
        name: path.display().to_string(),
        location: Location::File(PathBuf::from(path)),
    };
    match input.open(&settings.limits) {
        Ok(document) => Ok(batch::examine_alone(&document, settings)?),
        Err(error) => Ok(Audited::not_opened(&error).into()),
    }
}

/// Says what a reader of the output has to know about the file.
pub fn remark(path: &Path, audited: &Audited, spoken: Language) {
    let detail = audited.detail.get(spoken);
    if !detail.is_empty() {
        let path = path.display();
        let told = match spoken {
            Language::Zh => format!("fuhe：{path}：{detail}"),
            Language::En => format!("fuhe: {path}: {detail}"),
        };
        tell(&(printable(&told) + "\n"));
    }
}

/// What became of the file, as an exit status.
pub fn exit(audited: &Audited) -> Exit {
    if audited.status.is_read() {
        Exit::Done
    } else {
        Exit::NotAllRead
    }
}
