//! Standard output and standard error: what goes where, how wide and in which colour.

use std::io::{self, IsTerminal, Write};

use miette::{Diagnostic, GraphicalReportHandler, GraphicalTheme};

use crate::cli::Colour;
use crate::error::UsageError;
use crate::report::text::Style;

/// A diagnostic as standard error wants it.
pub(super) fn rendered(diagnostic: &dyn Diagnostic, colour: Colour) -> String {
    let mut out = String::new();
    let style = style(colour, io::stderr().is_terminal());
    let theme = if style.colour { GraphicalTheme::unicode() } else { GraphicalTheme::unicode_nocolor() };
    let handler = GraphicalReportHandler::new_themed(theme).with_width(style.width).with_links(style.links);
    match handler.render_report(&mut out, diagnostic) {
        Ok(()) => out,
        Err(_) => diagnostic.to_string(),
    }
}

/// How text is shown. Width: `COLUMNS`, then the terminal.
pub(super) fn style(colour: Colour, terminal: bool) -> Style {
    let colour = coloured(colour, |name| std::env::var(name).ok(), terminal);
    let stated = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let seen = || terminal_size::terminal_size().filter(|_| terminal).map(|(width, _)| usize::from(width.0));
    let width: usize = stated.or_else(seen).unwrap_or(100);
    let links = colour && terminal && supports_hyperlinks::supports_hyperlinks();
    Style { colour, links, width: width.clamp(40, 140), quiet: false }
}

/// Whether to colour: the flag, then `NO_COLOR`, then what forces it on (`FORCE_COLOR`, `CLICOLOR_FORCE`) or off
/// (`FORCE_COLOR=0`, `CLICOLOR=0`), then `TERM`, then the terminal.
fn coloured(flag: Colour, variable: impl Fn(&str) -> Option<String>, terminal: bool) -> bool {
    let set = |name: &str| variable(name).filter(|value| !value.is_empty());
    let off = |name: &str| set(name).is_some_and(|value| value == "0" || value == "false");
    let on = |name: &str| set(name).is_some() && !off(name);
    match flag {
        Colour::Always => true,
        Colour::Never => false,
        Colour::Auto if set("NO_COLOR").is_some() => false,
        Colour::Auto if on("FORCE_COLOR") || on("CLICOLOR_FORCE") => true,
        Colour::Auto if off("FORCE_COLOR") || off("CLICOLOR") => false,
        Colour::Auto => terminal && variable("TERM").is_none_or(|term| term != "dumb"),
    }
}

/// Writes a report to standard output. Errors when not all of it could be written: a verdict counts when it was told.
pub(super) fn print(text: &str) -> Result<(), UsageError> {
    written(text).map_err(|error| unwritable("standard output", &error))
}

/// Writes what was asked for to standard output. A reader that has seen enough, such as `head`, may close it.
pub(super) fn say(text: &str) -> Result<(), UsageError> {
    match written(text) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        written => written.map_err(|error| unwritable("standard output", &error)),
    }
}

fn written(text: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes()).and_then(|()| out.flush())
}

pub(super) fn warn(text: &str) {
    // There is nowhere left to report to when standard error is closed.
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

pub(super) fn unwritable(path: &str, error: &io::Error) -> UsageError {
    UsageError::Unwritable { path: path.to_owned(), reason: error.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_flag_beats_the_environment_and_that_the_terminal() {
        for (flag, environment, terminal, expected) in [
            (Colour::Auto, "", true, true),
            (Colour::Auto, "", false, false),
            (Colour::Auto, "TERM=xterm", true, true),
            (Colour::Auto, "TERM=dumb", true, false),
            (Colour::Auto, "NO_COLOR=1", true, false),
            (Colour::Auto, "NO_COLOR=", true, true),
            (Colour::Auto, "NO_COLOR=0", true, false),
            (Colour::Auto, "FORCE_COLOR=1", false, true),
            (Colour::Auto, "FORCE_COLOR=", false, false),
            (Colour::Auto, "FORCE_COLOR=0", true, false),
            (Colour::Auto, "FORCE_COLOR=false", true, false),
            (Colour::Auto, "FORCE_COLOR=0 CLICOLOR_FORCE=1", true, true),
            (Colour::Auto, "FORCE_COLOR=1 TERM=dumb", false, true),
            (Colour::Auto, "CLICOLOR_FORCE=1", false, true),
            (Colour::Auto, "CLICOLOR_FORCE=0", true, true),
            (Colour::Auto, "CLICOLOR_FORCE=0", false, false),
            (Colour::Auto, "CLICOLOR=0", true, false),
            (Colour::Auto, "CLICOLOR=1", false, false),
            (Colour::Auto, "CLICOLOR=0 CLICOLOR_FORCE=1", false, true),
            (Colour::Auto, "NO_COLOR=1 FORCE_COLOR=1 CLICOLOR_FORCE=1", true, false),
            (Colour::Always, "NO_COLOR=1 TERM=dumb", false, true),
            (Colour::Never, "FORCE_COLOR=1", true, false),
        ] {
            let variable = |name: &str| {
                let mut pairs = environment.split_whitespace().filter_map(|pair| pair.split_once('='));
                pairs.find(|(key, _)| *key == name).map(|(_, value)| value.to_owned())
            };
            assert_eq!(coloured(flag, variable, terminal), expected, "{flag:?} {environment} {terminal}");
        }
    }
}
