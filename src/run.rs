//! The commands: parsed arguments in, output written and an exit code out. Files, environment and terminal end here.

mod check;
mod describe;
mod fix;
mod help;
mod init;
mod load;
mod progress;
mod terminal;
mod test;

use std::collections::BTreeSet;
use std::io::{self, IsTerminal};

use miette::Diagnostic;

use crate::cli::{Cli, Colour, Command, PageFormat, Policies};
use crate::error::UsageError;
use crate::policy::{Policy, Profile};
use crate::table;
use load::{find, load_policies};
use terminal::{rendered, say, style, unwritable, warn};

/// What ends a run without a verdict.
type Failure = Box<dyn Diagnostic + Send + Sync>;

/// Runs a command. Returns its exit code: 0 passes, 1 fails, 2 is not judged.
pub fn run(cli: &Cli) -> u8 {
    let result = match &cli.command {
        Command::Check(check) => check::check(check, cli),
        Command::Explain { id, policies, format } => explain(id, policies, *format, cli.color),
        Command::Policies(list) => policies(list),
        Command::Test(test) => test::test(test, cli),
        Command::Init(init) => init::write(init).map_err(Failure::from).and_then(|written| said(&written)),
        Command::Completions { shell } => said(&help::completions(*shell)),
        Command::Man => {
            help::manual().map_err(|error| unwritable("the manual page", &error).into()).and_then(|text| said(&text))
        }
    };
    result.unwrap_or_else(|failure| {
        warn(&rendered(failure.as_ref(), cli.color));
        2
    })
}

/// Prints what a command says, which is all it does.
fn said(text: &str) -> Result<u8, Failure> {
    say(text)?;
    Ok(0)
}

fn explain(id: &str, folders: &[std::path::PathBuf], format: PageFormat, colour: Colour) -> Result<u8, Failure> {
    let policies = load_policies(folders)?;
    let policy = find(&policies, id)?;
    if format == PageFormat::Markdown {
        return said(&describe::page(policy));
    }
    said(&describe::policy(policy, style(colour, io::stdout().is_terminal())))
}

fn policies(list: &Policies) -> Result<u8, Failure> {
    let policies = load_policies(&list.policies)?;
    let service = |policy: &Policy| describe::service(policy);
    let frameworks = || policies.iter().flat_map(|policy| policy.frameworks.keys().map(String::as_str));
    known("service", list.service.as_deref(), policies.iter().map(service))?;
    known("framework", list.framework.as_deref(), frameworks())?;
    let chosen: Vec<&Policy> = policies
        .iter()
        .filter(|policy| list.service.as_deref().is_none_or(|wanted| service(policy) == wanted))
        .filter(|policy| list.severity.is_none_or(|wanted| policy.severity == wanted))
        .filter(|policy| list.layer.is_none_or(|wanted| policy.layer == wanted))
        .filter(|policy| list.framework.as_ref().is_none_or(|wanted| policy.frameworks.contains_key(wanted)))
        .filter(|policy| list.profile.is_none_or(|wanted| policy.profile <= Profile::from(wanted)))
        .collect();
    if chosen.is_empty() {
        warn("no policy is all of this\n");
    }
    said(&describe::list(&chosen, list.format))
}

/// Errors when a filter asks for a word that no policy has: it would look as if there were nothing to find.
fn known<'p>(filter: &str, wanted: Option<&str>, words: impl Iterator<Item = &'p str>) -> Result<(), UsageError> {
    let words: BTreeSet<&str> = words.collect();
    let Some(wanted) = wanted.filter(|wanted| !words.contains(wanted)) else { return Ok(()) };
    let help = table::meant(wanted, words.iter().copied())
        .unwrap_or_else(|| format!("one of {}", words.iter().copied().collect::<Vec<_>>().join(", ")));
    Err(UsageError::Options { reason: format!("no policy has the {filter} `{wanted}`"), help })
}
