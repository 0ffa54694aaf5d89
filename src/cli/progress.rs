//! The progress bar on standard error: only where that is a terminal, and nobody asked for quiet.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use fuhe::language::Language;
use fuhe::messages::Message;
use fuhe::report::Tally;

/// Drawings a second: enough to see it move.
const FRAMES_PER_SECOND: u8 = 8;

/// A bar of the files done, with forms, findings and the time left.
#[derive(Debug)]
pub struct Progress {
    bar: ProgressBar,
    language: Language,
}

impl Progress {
    /// A bar over so many files.
    pub fn new(files: u64, quiet: bool, language: Language) -> Self {
        let target = if quiet {
            ProgressDrawTarget::hidden()
        } else {
            ProgressDrawTarget::stderr_with_hz(FRAMES_PER_SECOND)
        };
        let bar = ProgressBar::with_draw_target(Some(files), target);
        let left = Message::TimeLeft.text(language);
        let template = format!("{{wide_bar}} {{pos}}/{{len}} {{msg}} · {left} {{eta}}");
        if let Ok(style) = ProgressStyle::with_template(&template) {
            bar.set_style(style);
        }
        Self { bar, language }
    }

    /// Shows how far the run has come.
    pub fn show(&self, tally: &Tally) {
        if self.bar.is_hidden() {
            return;
        }
        let findings = tally.finding_count();
        let counts = Message::Progress.fill(self.language, &[("forms", &tally.forms), ("findings", &findings)]);
        self.bar.set_message(counts);
        self.bar.set_position(tally.file_count());
    }

    /// Takes the bar away.
    pub fn end(&self) {
        self.bar.finish_and_clear();
    }
}
