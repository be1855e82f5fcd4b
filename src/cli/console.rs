//! The terminal: what is said goes through here.
#![expect(clippy::print_stderr, reason = "the one place that prints")]

use std::io::{IsTerminal, Write};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Standard output and error.
pub(crate) struct Console {
    /// Whether errors go to a terminal that takes colours.
    pub(crate) colour: bool,
    /// Columns of the terminal; 0 where there is none.
    pub(crate) width: usize,
}

/// Work that takes longer shows how far it is.
const PATIENCE: Duration = Duration::from_secs(1);

impl Console {
    pub(crate) fn new() -> Self {
        let terminal = std::io::stderr().is_terminal();
        let width = if terminal { usize::from(console_width()) } else { 0 };
        Self { colour: terminal && crate::source::environment("NO_COLOR").is_none(), width }
    }

    /// What was asked for: goes to standard output.
    pub(crate) fn out(&self, text: &str) {
        // A reader that has gone away (`gongshi check | head`) is no fault.
        let _ = std::io::stdout().write_all(text.as_bytes());
    }

    /// What a person is told: goes to standard error.
    pub(crate) fn say(&self, text: &str) {
        eprintln!("{text}");
    }

    /// Whether somebody can answer a question.
    pub(crate) fn can_ask(&self) -> bool {
        std::io::stdin().is_terminal() && std::io::stderr().is_terminal()
    }

    /// Asks, and reads one line.
    pub(crate) fn ask(&self, question: &str) -> String {
        eprint!("{question}");
        let mut answer = String::new();
        let _ = std::io::stdin().read_line(&mut answer);
        answer.trim().to_owned()
    }

    /// A bar that shows itself once the work has taken a second, on a terminal only.
    pub(crate) fn progress(&self, length: usize) -> Progress {
        let target = if self.width > 0 { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(Some(length as u64), ProgressDrawTarget::hidden());
        let style = ProgressStyle::with_template("{bar:30} {pos}/{len}").expect("a fixed template");
        Progress { bar: bar.with_style(style), target: std::sync::Mutex::new(Some(target)), begin: Instant::now() }
    }
}

fn console_width() -> u16 {
    let columns = crate::source::environment("COLUMNS").and_then(|columns| columns.parse().ok());
    columns.unwrap_or(120)
}

/// A progress bar.
pub(crate) struct Progress {
    bar: ProgressBar,
    target: std::sync::Mutex<Option<ProgressDrawTarget>>,
    begin: Instant,
}

impl Progress {
    pub(crate) fn step(&self) {
        if self.begin.elapsed() > PATIENCE
            && let Some(target) = self.target.lock().ok().and_then(|mut target| target.take())
        {
            self.bar.set_draw_target(target);
        }
        self.bar.inc(1);
    }

    pub(crate) fn done(&self) {
        self.bar.finish_and_clear();
    }
}
