//! How far the run has come, on standard error: a bar for each phase where that is a terminal, a line now and then where it is not, nothing where
//! nobody wants to know.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use indicatif::{MultiProgress, ProgressBar, ProgressDrawTarget, ProgressStyle};

use fuhe::batch::{self, Phase};
use fuhe::language::Language;
use fuhe::messages::{Filling, Message};

use super::tell;

/// Drawings a second: enough to see it move.
const FRAMES_PER_SECOND: u8 = 8;

/// How often a line is written where there is no terminal.
const LINE_EVERY: Duration = Duration::from_secs(10);

/// The bars, or the lines.
#[derive(Debug)]
pub struct Progress {
    bars: MultiProgress,
    /// Whether nobody wants to know.
    quiet: bool,
    language: Language,
    state: Mutex<State>,
}

#[derive(Debug)]
struct State {
    phases: BTreeMap<Phase, Begun>,
    /// What has been found, below the bar of reading.
    found: Option<ProgressBar>,
    /// When the last line was written.
    said: Instant,
}

/// A phase that has begun.
#[derive(Debug)]
struct Begun {
    bar: ProgressBar,
    at: Instant,
    /// What was done when it began: by a run that is gone on with.
    done_before: u64,
}

impl Progress {
    /// Nothing done yet.
    pub fn new(quiet: bool, language: Language) -> Self {
        let target = if quiet {
            ProgressDrawTarget::hidden()
        } else {
            ProgressDrawTarget::stderr_with_hz(FRAMES_PER_SECOND)
        };
        Self {
            bars: MultiProgress::with_draw_target(target),
            quiet,
            language,
            state: Mutex::new(State {
                phases: BTreeMap::new(),
                found: None,
                said: Instant::now(),
            }),
        }
    }

    /// Shows how far the run has come.
    pub fn show(&self, progress: batch::Progress<'_>) {
        if progress.phase != Phase::Reading {
            self.tell(progress.phase, progress.done, progress.total);
            return;
        }
        let unread = progress.tally.files.iter().filter(|(status, _)| !status.is_read());
        let unread: u64 = unread.map(|(_, count)| count).sum();
        let findings = progress.tally.finding_count();
        let found: [Filling; 3] = [
            ("forms", &progress.tally.forms),
            ("findings", &findings),
            ("errors", &unread),
        ];
        self.update(progress.phase, progress.done, progress.total, &found);
    }

    /// Shows how far a phase has come.
    pub fn tell(&self, phase: Phase, done: u64, total: u64) {
        self.update(phase, done, total, &[]);
    }

    fn update(&self, phase: Phase, done: u64, total: u64, found: &[Filling]) {
        if self.quiet {
            return;
        }
        // What holds the lock draws, and does not panic.
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let begun = state.phases.entry(phase).or_insert_with(|| self.begin(phase, done));
        let here = done.saturating_sub(begun.done_before);
        let elapsed = u64::try_from(begun.at.elapsed().as_millis()).unwrap_or(u64::MAX).max(1);
        let left = seconds_left(here, total.saturating_sub(done), elapsed);
        let speed = here.saturating_mul(1_000) / elapsed;
        let name = phase_name(phase).text(self.language);
        let percent = done.saturating_mul(100) / total.max(1);
        let fillings: [Filling; 6] = [
            ("phase", &name),
            ("percent", &percent),
            ("done", &done),
            ("total", &total),
            ("left", &left),
            ("speed", &speed),
        ];
        let fillings = [&fillings[..], found].concat();
        if self.bars.is_hidden() {
            if state.said.elapsed() >= LINE_EVERY {
                state.said = Instant::now();
                let line = if found.is_empty() {
                    Message::PhaseLine
                } else {
                    Message::ProgressLine
                };
                tell(&(line.fill(self.language, &fillings) + "\n"));
            }
            return;
        }
        begun.bar.set_length(total);
        begun.bar.set_message(Message::PhaseLeft.fill(self.language, &fillings));
        begun.bar.set_position(done);
        if !found.is_empty() {
            let line = state.found.get_or_insert_with(|| {
                let line = self.bars.add(ProgressBar::no_length());
                line.set_style(style("  {msg}"));
                line
            });
            line.set_message(Message::Progress.fill(self.language, &fillings));
        }
    }

    /// A bar for a phase, below those of the earlier ones.
    fn begin(&self, phase: Phase, done_before: u64) -> Begun {
        let bar = self.bars.add(ProgressBar::new(0));
        bar.set_style(style("{prefix} {wide_bar} {percent:>3}% {msg}"));
        bar.set_prefix(phase_name(phase).text(self.language));
        Begun {
            bar,
            at: Instant::now(),
            done_before,
        }
    }

    /// Takes the bars away.
    pub fn end(&self) {
        // Where they cannot be taken away, there is no terminal.
        let _ = self.bars.clear();
    }
}

/// By what this run did, not by what an earlier one had done before it was gone on with.
fn seconds_left(done: u64, left: u64, milliseconds: u64) -> u64 {
    left.saturating_mul(milliseconds) / done.max(1) / 1_000
}

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}

fn phase_name(phase: Phase) -> Message {
    match phase {
        Phase::Reading => Message::PhaseReading,
        Phase::Comparing => Message::PhaseComparing,
        Phase::Workbook => Message::PhaseWorkbook,
        Phase::Report => Message::PhaseReport,
        Phase::Pictures => Message::PhasePictures,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_that_is_left_goes_by_what_this_run_has_done() {
        // 8,000 inputs, of which an earlier run had read 5,000, and this one 1,000 in ten seconds.
        assert_eq!(seconds_left(1_000, 2_000, 10_000), 20);
        assert_eq!(seconds_left(0, 2_000, 10), 20);
    }
}
