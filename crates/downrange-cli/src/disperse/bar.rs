//! The progress of a run on a terminal.

use std::time::Duration;

use downrange_runs::Progress;
use indicatif::{ProgressBar, ProgressStyle};

/// Rate and estimate of the end. With a question the end is not known: so many flights are flown before it is asked again.
pub struct Bar {
    bar: ProgressBar,
}

impl Bar {
    /// A bar on the terminal, unless `quiet`.
    pub fn new(question: bool, quiet: bool) -> Self {
        if quiet {
            let bar = ProgressBar::hidden();
            return Self { bar };
        }
        let bar = ProgressBar::new(0);
        let style = ProgressStyle::with_template(match question {
            true => "{bar:30} {human_pos} of {human_len} flights, {per_sec}, asked again in {eta}",
            false => "{bar:30} {human_pos} of {human_len} flights, {per_sec}, {eta} left",
        });
        if let Ok(style) = style {
            bar.set_style(style);
        }
        bar.enable_steady_tick(Duration::from_millis(200));
        Self { bar }
    }

    /// Shows how far it is.
    pub fn show(&mut self, progress: &Progress) {
        self.show_of(progress.done, progress.goal);
    }

    /// Shows that so many are done of so many.
    pub fn show_of(&mut self, done: u64, goal: u64) {
        let new_goal = self.bar.length() != Some(goal);
        if new_goal {
            self.bar.set_length(goal);
        }
        self.bar.set_position(done);
        if new_goal {
            self.bar.reset_eta();
        }
    }

    /// Takes it away.
    pub fn clear(&self) {
        self.bar.finish_and_clear();
    }
}
