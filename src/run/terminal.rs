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

/// How text is shown. Colour: flag, then `NO_COLOR`, then `FORCE_COLOR` and `CLICOLOR_FORCE`, then `TERM`, then the
/// terminal. Width: `COLUMNS`, then the terminal.
pub(super) fn style(colour: Colour, terminal: bool) -> Style {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty() && value != "0");
    let colour = match colour {
        Colour::Always => true,
        Colour::Never => false,
        Colour::Auto if std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()) => false,
        Colour::Auto if set("FORCE_COLOR") || set("CLICOLOR_FORCE") => true,
        Colour::Auto => terminal && std::env::var_os("TERM").is_none_or(|term| term != "dumb"),
    };
    let stated = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let seen = || terminal_size::terminal_size().filter(|_| terminal).map(|(width, _)| usize::from(width.0));
    let width: usize = stated.or_else(seen).unwrap_or(100);
    let links = colour && terminal && supports_hyperlinks::supports_hyperlinks();
    Style { colour, links, width: width.clamp(40, 140), quiet: false }
}

pub(super) fn print(text: &str) -> Result<(), UsageError> {
    let mut out = io::stdout().lock();
    let written = out.write_all(text.as_bytes()).and_then(|()| out.flush());
    written.map_err(|error| unwritable("standard output", &error))
}

pub(super) fn warn(text: &str) {
    // There is nowhere left to report to when standard error is closed.
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

pub(super) fn unwritable(path: &str, error: &io::Error) -> UsageError {
    UsageError::Unwritable { path: path.to_owned(), reason: error.to_string() }
}

pub(super) fn unreadable(path: &str, error: &io::Error) -> UsageError {
    UsageError::Unreadable { path: path.to_owned(), reason: error.to_string(), help: None }
}
