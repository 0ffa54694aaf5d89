//! `fuhe merge`: the tables of all shards as those of one run.

use std::time::Instant;

use anyhow::anyhow;

use fuhe::batch::{self, Difference, MergeError, Merging};
use fuhe::language::Language;
use fuhe::messages::{Filling, Message};
use fuhe::report;

use super::arguments::Merge;
use super::check::{exit, explained, needs_parquet};
use super::progress::Progress;
use super::views::not_readable;
use super::{Exit, tell, terminal};

/// Puts them together.
pub fn run(asked: &Merge, spoken: Language) -> anyhow::Result<Exit> {
    let began = Instant::now();
    needs_parquet(asked.parquet, spoken)?;
    let merging = Merging {
        cross: asked.cross,
        parquet: asked.parquet,
    };
    let progress = Progress::new(asked.quiet, spoken);
    let merged = batch::merge(&asked.shards, &asked.out, merging, |so_far| progress.show(so_far));
    progress.end();
    let tally = merged.map_err(|error| told(error, spoken))?;
    if !asked.quiet {
        let paint = terminal::paint(&std::io::stderr());
        tell(&report::summary(&tally, began.elapsed(), &asked.out, paint, spoken));
    }
    Ok(exit(&tally, None))
}

fn told(error: MergeError, spoken: Language) -> anyhow::Error {
    let say = |message: Message, fillings: &[Filling]| anyhow!(message.fill(spoken, fillings));
    match error {
        MergeError::Batch(error) => explained(error, spoken),
        MergeError::NotRead(error) => not_readable(&error.path, &error.source, spoken),
        MergeError::Unfinished(path) => say(Message::MergeUnfinished, &[("path", &path.display())]),
        MergeError::NoShard(path) => say(Message::MergeNoShard, &[("path", &path.display())]),
        MergeError::Twice { path, other, shard } => say(
            Message::MergeTwice,
            &[
                ("path", &path.display()),
                ("other", &other.display()),
                ("shard", &shard),
            ],
        ),
        MergeError::Missing { missing, of } => {
            let missing: Vec<String> = missing.iter().map(ToString::to_string).collect();
            say(
                Message::MergeMissing,
                &[("shards", &missing.join(spoken.comma())), ("of", &of)],
            )
        }
        MergeError::OtherRun {
            path,
            other,
            differences,
        } => {
            let differences: Vec<String> = differences
                .iter()
                .map(|difference| between(difference, spoken))
                .collect();
            let differences = differences.join(spoken.joint());
            say(
                Message::MergeDiffers,
                &[
                    ("path", &path.display()),
                    ("other", &other.display()),
                    ("differences", &differences),
                ],
            )
        }
        MergeError::Changed(path) => say(Message::MergeChanged, &[("path", &path.display())]),
        MergeError::OtherInputs(place) => say(Message::MergeOtherInputs, &[("place", &(place + 1))]),
        MergeError::IntoShard(path) => say(Message::MergeIntoShard, &[("path", &path.display())]),
        other => other.into(),
    }
}

/// What differs between two shards: neither is older than the other.
fn between(difference: &Difference, spoken: Language) -> String {
    let say = |message: Message, fillings: &[Filling]| message.fill(spoken, fillings);
    match difference {
        Difference::Version(one, other) => say(Message::MergeVersion, &[("one", one), ("other", other)]),
        Difference::InputCount(one, other) => say(Message::MergeInputCount, &[("one", one), ("other", other)]),
        Difference::Setting(name, one, other) => {
            say(Message::MergeSetting, &[("name", name), ("one", one), ("other", other)])
        }
        Difference::Inputs => Message::OtherInputs.text(spoken).to_owned(),
        Difference::Password => Message::OtherPassword.text(spoken).to_owned(),
    }
}
