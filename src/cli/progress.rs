//! How far the run has come, on standard error: a bar where that is a terminal, a line now and then where it is not, nothing where nobody
//! wants to know.

use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use fuhe::batch;
use fuhe::language::Language;
use fuhe::messages::Message;

use super::tell;

/// Drawings a second: enough to see it move.
const FRAMES_PER_SECOND: u8 = 8;

/// How often a line is written where there is no terminal.
const LINE_EVERY: Duration = Duration::from_secs(10);

/// The bar, or the lines.
#[derive(Debug)]
pub struct Progress {
    bar: ProgressBar,
    /// Whether nobody wants to know.
    quiet: bool,
    language: Language,
    began: Instant,
    /// When the last line was written.
    said: Instant,
    /// What an earlier run had done when this one went on.
    done_before: Option<u64>,
}

impl Progress {
    /// Nothing done yet.
    pub fn new(quiet: bool, language: Language) -> Self {
        let target = if quiet {
            ProgressDrawTarget::hidden()
        } else {
            ProgressDrawTarget::stderr_with_hz(FRAMES_PER_SECOND)
        };
        let bar = ProgressBar::with_draw_target(None, target);
        let left = Message::TimeLeft.text(language);
        let template = format!("{{wide_bar}} {{pos}}/{{len}} {{msg}} · {left} {{eta}}");
        if let Ok(style) = ProgressStyle::with_template(&template) {
            bar.set_style(style);
        }
        Self {
            bar,
            quiet,
            language,
            began: Instant::now(),
            said: Instant::now(),
            done_before: None,
        }
    }

    /// Shows how far the run has come.
    pub fn show(&mut self, progress: batch::Progress<'_>) {
        let done_before = *self.done_before.get_or_insert(progress.done);
        if self.quiet || (self.bar.is_hidden() && self.said.elapsed() < LINE_EVERY) {
            return;
        }
        let done = progress.done.saturating_sub(done_before);
        let milliseconds = u64::try_from(self.began.elapsed().as_millis())
            .unwrap_or(u64::MAX)
            .max(1);
        let speed = done.saturating_mul(1_000) / milliseconds;
        let left = progress
            .total
            .saturating_sub(progress.done)
            .saturating_mul(milliseconds)
            / done.max(1)
            / 1_000;
        let unread: u64 = progress
            .tally
            .files
            .iter()
            .filter(|(status, _)| !status.is_read())
            .map(|(_, n)| n)
            .sum();
        let fillings: [(&str, &dyn std::fmt::Display); 7] = [
            ("forms", &progress.tally.forms),
            ("findings", &progress.tally.finding_count()),
            ("errors", &unread),
            ("speed", &speed),
            ("done", &progress.done),
            ("total", &progress.total),
            ("left", &left),
        ];
        if self.bar.is_hidden() {
            self.said = Instant::now();
            tell(&(Message::ProgressLine.fill(self.language, &fillings) + "\n"));
        } else {
            self.bar.set_length(progress.total);
            self.bar.set_message(Message::Progress.fill(self.language, &fillings));
            self.bar.set_position(progress.done);
        }
    }

    /// Takes the bar away.
    pub fn end(&self) {
        self.bar.finish_and_clear();
    }
}
