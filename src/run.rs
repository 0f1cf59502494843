//! The commands: parsed arguments in, output written and an exit code out. Files, environment and terminal end here.

mod describe;
mod fix;
mod help;
mod init;

use std::fs;
use std::io::{self, IsTerminal, Write};
use std::path::Path;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use miette::{Diagnostic, GraphicalReportHandler, GraphicalTheme};

use crate::cli::{Check, Cli, Colour, Command, Format, Policies, Scope};
use crate::config::{self, Config};
use crate::error::UsageError;
use crate::input::{self, Reading, Source};
use crate::judge::Terms;
use crate::plan::Acceptance;
use crate::policy::{self, Policy, Profile, Severity, embedded};
use crate::redact;
use crate::report::json::View;
use crate::report::sarif::{self, Suppressed};
use crate::report::text::{self, Style};
use crate::report::{Gate, OnUnknown, PlanReport, Report, atlantis, github, gitlab, html, junit, markdown};
use crate::source::Hcl;
use crate::source::comment::Ignore;
use crate::source::repository::Repository;
use crate::table::{File, Mistake};
use crate::waiver::{self, Waiver};
use crate::{Input, judge_plan};

/// What ends a run without a verdict.
type Failure = Box<dyn Diagnostic + Send + Sync>;

/// Runs a command. Returns its exit code: 0 passes, 1 fails, 2 is not judged.
pub fn run(cli: &Cli) -> u8 {
    let result = match &cli.command {
        Command::Check(check) => self::check(check, cli.color),
        Command::Explain { id, policies } => explain(id, policies, cli.color),
        Command::Policies(list) => policies(list),
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
    print(text)?;
    Ok(0)
}

/// A diagnostic as standard error wants it.
fn rendered(diagnostic: &dyn Diagnostic, colour: Colour) -> String {
    let mut out = String::new();
    let style = style(colour, io::stderr().is_terminal());
    let theme = if style.colour { GraphicalTheme::unicode() } else { GraphicalTheme::unicode_nocolor() };
    let handler = GraphicalReportHandler::new_themed(theme).with_width(style.width).with_links(style.colour);
    match handler.render_report(&mut out, diagnostic) {
        Ok(()) => out,
        Err(_) => diagnostic.to_string(),
    }
}

/// The date in UTC, by which waivers expire.
fn today() -> Date {
    Timestamp::now().to_zoned(TimeZone::UTC).date()
}

fn check(check: &Check, colour: Colour) -> Result<u8, Failure> {
    let (policies, config) = configure(check)?;
    let profile = check.profile.map(Profile::from).or(config.profile).unwrap_or(Profile::Default);
    for id in &check.only {
        find(&policies, id)?;
    }
    let chosen = |policy: &Policy| match check.only.is_empty() {
        true => policy.profile <= profile,
        false => check.only.contains(&policy.id),
    };
    let known: Vec<String> = policies.iter().map(|policy| policy.id.clone()).collect();
    let policies: Vec<Policy> = policies.into_iter().filter(chosen).collect();
    let gate = Gate {
        fail_on: check.fail_on.or(config.fail_on).unwrap_or(Severity::Medium),
        existing: check.scope.map(|scope| scope == Scope::All).or(config.existing).unwrap_or(false),
        unknown: check.unknown.map(OnUnknown::from).or(config.unknown).unwrap_or(OnUnknown::Fail),
    };
    let checkout = check.fix.map(|when| fix::checkout(check, when)).transpose()?;
    let terms = Terms { facts: &config.facts, profile, fold: true };
    let accept = Acceptance { incomplete: check.allow_incomplete };

    let (mut plans, mut findings, mut ignores) = (Vec::new(), Vec::new(), Vec::new());
    let (sources, reading) = (input::sources(&check.plans)?, reading(check));
    one_plan_file(&sources, &reading)?;
    for source in sources {
        let label = source.label();
        let Some(opened) = source.open(&reading)? else { continue };
        if checkout.is_some() && opened.snapshot {
            return Err(Box::new(fix::snapshot()));
        }
        let input = Input { text: &opened.text, label: &label, hcl: opened.hcl.as_ref() };
        opened
            .hcl
            .iter()
            .flat_map(|hcl| &hcl.remarks)
            .for_each(|remark| warn(&format!("warning: {label}: {remark}\n")));
        for ignore in opened.hcl.iter().flat_map(Hcl::ignores) {
            // Several plans may be made from the same files.
            if !ignores.contains(ignore) {
                ignores.push(ignore.clone());
            }
        }
        match judge_plan(input, accept, &policies, terms) {
            Ok((about, found)) => {
                for warning in &about.warnings {
                    warn(&format!("{}\n", redact::plain(&format!("warning: {label}: {warning}"))));
                }
                let repository = opened.hcl.as_ref().and_then(|hcl| Repository::around(&hcl.root));
                plans.push(PlanReport { anchor: source.anchor(), repository, ..about });
                findings.extend(found);
            }
            Err(error) if source.is_other(&error) => {}
            Err(error) => return Err(Box::new(UsageError::Input { label, error })),
        }
    }
    if plans.is_empty() {
        return Err(Box::new(UsageError::Unreadable {
            path: check.plans.join(" "),
            reason: "there is no plan in it".to_owned(),
            help: Some("`terraform show -json tfplan > plan.json` writes one".to_owned()),
        }));
    }

    let (waivers, mut remarks) = waivers(&config, &ignores, &known);
    remarks.extend(waiver::apply(&waivers, &mut findings, today()));
    remarks.iter().for_each(|remark| warn(&rendered(remark, colour)));
    let report = Report::new(plans, findings, &policies, gate);
    let suppressed = check.sarif_suppressed.into();
    let plain = Style { colour: false, width: 100, quiet: false };
    for (format, path) in &check.output {
        let text = render(&report, *format, plain, suppressed)?;
        fs::write(path, text).map_err(|error| unwritable(&path.to_string_lossy(), &error))?;
    }
    let style = Style { quiet: check.quiet, ..style(colour, io::stdout().is_terminal()) };
    print(&render(&report, check.format, style, suppressed)?)?;
    if let Some(folder) = checkout {
        warn(&fix::write(&report, folder)?);
    }
    Ok(if check.exit_zero { 0 } else { report.exit_code })
}

/// The waivers of the configuration and of comments, and what is wrong with comments.
fn waivers(config: &Config, ignores: &[Ignore], known: &[String]) -> (Vec<Waiver>, Vec<Mistake>) {
    let (mut waivers, mut remarks) = (config.waivers.clone(), Vec::new());
    for ignore in ignores {
        if !config.inline_waivers {
            remarks.push(waiver::not_allowed(ignore));
            continue;
        }
        match waiver::inline(ignore, known, &config.not_waivable) {
            Ok(waiver) => waivers.push(waiver),
            Err(mistake) => remarks.push(mistake),
        }
    }
    (waivers, remarks)
}

/// How plans are read, from arguments and environment.
fn reading(check: &Check) -> Reading {
    Reading {
        plan_file: check.plan_file.clone(),
        source: check.source.clone(),
        terraform_bin: check.terraform_bin.clone(),
        path: std::env::var_os("PATH"),
    }
}

/// Errors when one binary plan is given for several plans: it belongs to one of them.
fn one_plan_file(sources: &[Source], reading: &Reading) -> Result<(), UsageError> {
    if reading.plan_file.is_none() || sources.len() == 1 {
        return Ok(());
    }
    let reason = format!("`--plan-file` belongs to one plan, and {} are named", sources.len());
    Err(UsageError::Options { reason, help: "judge each plan in a run of its own".to_owned() })
}

fn render(report: &Report<'_>, format: Format, style: Style, suppressed: Suppressed) -> Result<String, Failure> {
    let failed = |reason: String| UsageError::Unwritable { path: "the report".to_owned(), reason };
    let rendered = match format {
        Format::Text => text::render(report, style).map_err(|error| failed(error.to_string())),
        Format::Json => View::new(report).text().map_err(|error| failed(error.to_string())),
        Format::Sarif => sarif::render(report, suppressed).map_err(|error| failed(error.to_string())),
        Format::Markdown => Ok(markdown::render(report, markdown::Place::Summary)),
        Format::Comment => Ok(markdown::render(report, markdown::Place::Comment)),
        Format::Github => Ok(github::render(report)),
        Format::Gitlab => gitlab::render(report).map_err(|error| failed(error.to_string())),
        Format::Junit => junit::render(report).map_err(|error| failed(error.to_string())),
        Format::Atlantis => Ok(atlantis::render(report)),
        Format::Html => Ok(html::render(report)),
    };
    Ok(rendered?)
}

/// The policies and the configuration, each checked against the other.
fn configure(check: &Check) -> Result<(Vec<Policy>, Config), Failure> {
    let path = match &check.config {
        Some(path) => Some(path.clone()),
        None if check.no_config => None,
        None => std::env::current_dir().ok().and_then(|folder| config::search(&folder)),
    };
    let mut policies = load_policies(&check.policies)?;
    let Some(path) = path else { return Ok((policies, Config::default())) };
    let name = path.to_string_lossy().into_owned();
    let text = fs::read_to_string(&path).map_err(|error| unreadable(&name, &error))?;
    let file = File { name: &name, text: &text };
    let base = path.parent().unwrap_or(Path::new("."));
    // Policies that the file names are loaded before the file is read whole, since it may speak of them.
    let further: Vec<_> = config::policies(file)?.iter().map(|folder| base.join(folder)).collect();
    policies.extend(user_policies(&further, &policies)?);
    let known: Vec<String> = policies.iter().map(|policy| policy.id.clone()).collect();
    let config = Config::parse(file, &known)?;
    for policy in &mut policies {
        if let Some((_, severity)) = config.severity.iter().find(|(id, _)| *id == policy.id) {
            policy.severity = *severity;
        }
    }
    Ok((policies, config))
}

/// The built-in policies and those of further directories, by id.
fn load_policies(folders: &[std::path::PathBuf]) -> Result<Vec<Policy>, Failure> {
    let mut policies = embedded::policies()?;
    let users = user_policies(folders, &policies)?;
    policies.extend(users);
    policies.sort_by(|a, b| a.id.cmp(&b.id));
    Ok(policies)
}

fn user_policies(folders: &[std::path::PathBuf], known: &[Policy]) -> Result<Vec<Policy>, Failure> {
    let mut policies: Vec<Policy> = Vec::new();
    for folder in folders {
        let mut paths = Vec::new();
        for entry in walkdir::WalkDir::new(folder).sort_by_file_name() {
            let entry = entry.map_err(|error| unreadable(&folder.to_string_lossy(), &error.into()))?;
            if entry.file_type().is_file() && entry.path().extension().is_some_and(|ending| ending == "toml") {
                paths.push(entry.into_path());
            }
        }
        if paths.is_empty() {
            let reason = "there is no policy in it".to_owned();
            return Err(Box::new(UsageError::Unreadable { path: folder.to_string_lossy().into(), reason, help: None }));
        }
        for path in paths {
            let name = path.to_string_lossy().into_owned();
            let text = fs::read_to_string(&path).map_err(|error| unreadable(&name, &error))?;
            let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
            let file = File { name: &name, text: &text };
            let policy = policy::load(file, &stem)?;
            if known.iter().chain(&policies).any(|other| other.id == policy.id) {
                let help = "rename the file and its id".to_owned();
                return Err(Box::new(file.mistake(0..0, format!("there is another policy `{stem}`"), Some(help))));
            }
            policies.push(policy);
        }
    }
    Ok(policies)
}

fn explain(id: &str, folders: &[std::path::PathBuf], colour: Colour) -> Result<u8, Failure> {
    let policies = load_policies(folders)?;
    let policy = find(&policies, id)?;
    said(&describe::policy(policy, style(colour, io::stdout().is_terminal())))
}

/// The policy of an id. Errors with the nearest id when there is none.
fn find<'a>(policies: &'a [Policy], id: &str) -> Result<&'a Policy, UsageError> {
    policies.iter().find(|policy| policy.id == id).ok_or_else(|| {
        let near = crate::table::meant(id, policies.iter().map(|policy| policy.id.as_str()));
        let help = near.unwrap_or_else(|| "`plangate policies` lists them".to_owned());
        UsageError::UnknownPolicy { id: id.to_owned(), help }
    })
}

fn policies(list: &Policies) -> Result<u8, Failure> {
    let policies = load_policies(&list.policies)?;
    let service = |policy: &Policy| describe::service(policy);
    let chosen: Vec<&Policy> = policies
        .iter()
        .filter(|policy| list.service.as_deref().is_none_or(|wanted| service(policy) == wanted))
        .filter(|policy| list.severity.is_none_or(|wanted| policy.severity == wanted))
        .filter(|policy| list.layer.is_none_or(|wanted| policy.layer == wanted))
        .filter(|policy| list.framework.as_ref().is_none_or(|wanted| policy.frameworks.contains_key(wanted)))
        .filter(|policy| list.profile.is_none_or(|wanted| policy.profile == Profile::from(wanted)))
        .collect();
    said(&describe::list(&chosen, list.format))
}

/// How text is shown: flag, then `NO_COLOR`, then `FORCE_COLOR` and `CLICOLOR_FORCE`, then `TERM`, then the terminal.
fn style(colour: Colour, terminal: bool) -> Style {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty() && value != "0");
    let colour = match colour {
        Colour::Always => true,
        Colour::Never => false,
        Colour::Auto if set("NO_COLOR") => false,
        Colour::Auto if set("FORCE_COLOR") || set("CLICOLOR_FORCE") => true,
        Colour::Auto => terminal && std::env::var_os("TERM").is_none_or(|term| term != "dumb"),
    };
    let width = terminal_size::terminal_size().filter(|_| terminal).map_or(100, |(width, _)| usize::from(width.0));
    Style { colour, width: width.clamp(40, 140), quiet: false }
}

fn print(text: &str) -> Result<(), UsageError> {
    let mut out = io::stdout().lock();
    let written = out.write_all(text.as_bytes()).and_then(|()| out.flush());
    written.map_err(|error| unwritable("standard output", &error))
}

fn warn(text: &str) {
    // There is nowhere left to report to when standard error is closed.
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

fn unwritable(path: &str, error: &io::Error) -> UsageError {
    UsageError::Unwritable { path: path.to_owned(), reason: error.to_string() }
}

fn unreadable(path: &str, error: &io::Error) -> UsageError {
    UsageError::Unreadable { path: path.to_owned(), reason: error.to_string(), help: None }
}
