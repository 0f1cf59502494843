//! What a run tells of itself on standard error: how far it is, and how long its parts took.

use std::fmt::Write as _;
use std::io::{self, IsTerminal};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

use super::terminal::{style, warn};
use crate::cli::Colour;
use crate::redact;

/// How many of several plans are judged, on a terminal that can redraw a line.
pub(super) struct Progress(Option<ProgressBar>);

impl Progress {
    /// Begins to show it, where there is something to show and someone to see it.
    pub(super) fn new(plans: usize, colour: Colour) -> Self {
        let dumb = std::env::var_os("TERM").is_none_or(|term| term == "dumb");
        if plans < 2 || dumb || !io::stderr().is_terminal() {
            return Self(None);
        }
        let template = match style(colour, true).colour {
            true => "{bar:24.green} {pos}/{len} {wide_msg:.dim}",
            false => "{bar:24} {pos}/{len} {wide_msg}",
        };
        let bar = ProgressBar::new(plans.try_into().unwrap_or(u64::MAX));
        Self(Some(
            bar.with_style(ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())),
        ))
    }

    /// One more plan is judged.
    pub(super) fn done(&self, label: &str) {
        if let Some(bar) = &self.0 {
            bar.set_message(redact::plain(label));
            bar.inc(1);
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(bar) = &self.0 {
            bar.finish_and_clear();
        }
    }
}

/// How long each part of a run took, if someone asked.
pub(super) struct Timings {
    asked: bool,
    began: Instant,
    phase: Instant,
    parts: Vec<(String, Duration)>,
}

impl Timings {
    /// Starts the clock.
    pub(super) fn new(asked: bool) -> Self {
        let now = Instant::now();
        Self { asked, began: now, phase: now, parts: Vec::new() }
    }

    /// What was done since the last phase ended.
    pub(super) fn phase(&mut self, name: &str) {
        self.parts.push((name.to_owned(), self.phase.elapsed()));
        self.phase = Instant::now();
    }

    /// A part of the phase that is under way; parts may run at the same time.
    pub(super) fn part(&mut self, name: &str, took: Duration) {
        self.parts.push((format!("  {name}"), took));
    }

    /// Writes them to standard error.
    pub(super) fn tell(mut self) {
        if !self.asked {
            return;
        }
        self.parts.push(("all".to_owned(), self.began.elapsed()));
        let mut out = String::new();
        for (name, took) in &self.parts {
            let _ = writeln!(out, "{:>10.1} ms  {name}", took.as_secs_f64() * 1000.0);
        }
        warn(&out);
    }
}
