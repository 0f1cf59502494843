//! `plangate check`: plans and what they are judged by in, reports and an exit code out.

use std::fs;
use std::io::{self, IsTerminal};
use std::mem;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use rayon::prelude::*;

use super::Failure;
use super::fix;
use super::load::{Configured, configure, no_policy};
use super::progress::{Progress, Timings};
use super::terminal::{print, rendered, style, unwritable, warn};
use crate::cli::{Check, Cli, Format, Scope};
use crate::config::{self, Config, OwnProfile};
use crate::error::UsageError;
use crate::input::{self, Reading, Source};
use crate::judge::Terms;
use crate::plan::{Acceptance, Plan, read};
use crate::policy::{Policy, Profile, Severity};
use crate::redact;
use crate::report::json::View;
use crate::report::sarif::{self, Suppressed};
use crate::report::text::{self, Style};
use crate::report::{
    Finding, Gate, OnUnknown, PlanReport, Report, atlantis, github, gitlab, hcp, html, junit, markdown,
};
use crate::source::Hcl;
use crate::source::comment::Ignore;
use crate::source::repository::Repository;
use crate::standing::Standing;
use crate::table::{Mistake, Remark};
use crate::waiver::{self, Waiver};
use crate::world::World;
use crate::{judge_worlds, open};

/// A plan that was judged.
struct Judged<'r> {
    plan: PlanReport,
    findings: Vec<Finding<'r>>,
    source: Read,
    /// How long it took to read, and to judge
    took: [Duration; 2],
}

/// What its source says beside the findings.
struct Read {
    /// What could not be read
    remarks: Vec<String>,
    /// Comments that ask for a waiver
    ignores: Vec<Ignore>,
    /// Whether it is the one inside of a binary plan
    snapshot: bool,
}

/// Judges the plans. Returns 0 when the gate passes and 1 when it fails.
pub(super) fn check(check: &Check, cli: &Cli) -> Result<u8, Failure> {
    let mut timings = Timings::new(check.timings);
    let Configured { policies, known, config } = configure(check, cli)?;
    let profile = profile(check, &config)?;
    if let Some(id) = check.only.iter().find(|id| !known.contains(id)) {
        return Err(Box::new(no_policy(id, known.iter().map(String::as_str))));
    }
    let policies = chosen(policies, &profile, &check.only);
    timings.phase("policies and configuration");

    let checkout = check.fix.map(|when| fix::checkout(check, when)).transpose()?;
    let terms = Terms { facts: &config.facts, profile: profile.extends, fold: true };
    let (sources, reading) = (input::sources(&check.plans)?, reading(check));
    one_plan_file(&sources, &reading)?;
    apart(check, &sources)?;
    let alone = sources.len() == 1;
    let files = if alone { "1 file" } else { &format!("{} files", sources.len()) };
    cli.log(&format!("{} policies, profile {}, {files} to read", policies.len(), profile.name));
    let progress = Progress::new(sources.len(), cli.color);
    let accept = Acceptance { incomplete: check.allow_incomplete };
    let one = |source: &Source| {
        let judged = judge(source, &reading, accept, &policies, terms, alone);
        progress.done(&source.label());
        judged
    };
    let judged: Vec<Result<Option<Judged<'_>>, UsageError>> = sources.par_iter().map(one).collect();
    drop(progress);
    let (mut plans, mut findings, mut ignores) = (Vec::new(), Vec::new(), Vec::new());
    // The plans are read in any order and told of in their own, errors too.
    for judged in judged {
        let Some(Judged { plan, findings: found, source, took: [read, judged] }) = judged? else { continue };
        if checkout.is_some() && source.snapshot {
            return Err(Box::new(fix::snapshot()));
        }
        for ignore in source.ignores {
            // Several plans may be made from the same files.
            if !ignores.contains(&ignore) {
                ignores.push(ignore);
            }
        }
        for warning in source.remarks.iter().chain(&plan.warnings) {
            warn(&format!("{}\n", redact::plain(&format!("warning: {}: {warning}", plan.label))));
        }
        let label = redact::plain(&plan.label);
        cli.log(&format!("{label}: {} resources, {} findings", plan.resources, found.len()));
        timings.part(&format!("{label}: read"), read);
        timings.part(&format!("{label}: judged"), judged);
        plans.push(plan);
        findings.extend(found);
    }
    if plans.is_empty() {
        return Err(Box::new(UsageError::Unreadable {
            path: check.plans.join(" "),
            reason: "there is no plan in it".to_owned(),
            help: Some("`terraform show -json tfplan > plan.json` writes one".to_owned()),
        }));
    }
    timings.phase("plans");

    let (waivers, mut remarks) = waivers(&config, &ignores, &known);
    remarks.extend(waiver::apply(&waivers, &mut findings, today()));
    remarks.into_iter().for_each(|remark| warn(&rendered(&Remark(remark), cli.color)));
    let report = Report::new(plans, findings, &policies, gate(check, &config));
    write(&report, check, cli)?;
    if let Some(folder) = checkout {
        warn(&fix::write(&report, folder)?);
    }
    timings.phase("reports");
    timings.tell();
    Ok(if check.exit_zero { 0 } else { report.exit_code })
}

/// The policies that are judged, with the severities that the profile gives them.
fn chosen(policies: Vec<Policy>, profile: &OwnProfile, only: &[String]) -> Vec<Policy> {
    let asked_for = |policy: &Policy| match only.is_empty() {
        true => {
            let listed = policy.profile <= profile.extends || profile.include.contains(&policy.id);
            listed && !profile.exclude.contains(&policy.id)
        }
        false => only.contains(&policy.id),
    };
    let mut policies: Vec<Policy> = policies.into_iter().filter(asked_for).collect();
    for policy in &mut policies {
        if let Some((_, severity)) = profile.severity.iter().find(|(id, _)| *id == policy.id) {
            policy.severity = *severity;
        }
    }
    policies
}

/// When the gate closes: by the flag, else the configuration.
fn gate(check: &Check, config: &Config) -> Gate {
    Gate {
        fail_on: check.fail_on.or(config.fail_on).unwrap_or(Severity::Medium),
        existing: check.scope.map(|scope| scope == Scope::All).or(config.existing).unwrap_or(false),
        unknown: check.unknown.map(OnUnknown::from).or(config.unknown).unwrap_or(OnUnknown::Fail),
    }
}

/// Writes the report in each format that is asked for: into files, then to standard output.
fn write(report: &Report<'_>, check: &Check, cli: &Cli) -> Result<(), Failure> {
    let suppressed = check.sarif_suppressed.into();
    let plain = Style { colour: false, links: false, width: 100, quiet: false };
    for (format, path) in &check.output {
        let text = render(report, *format, plain, suppressed)?;
        fs::write(path, text).map_err(|error| unwritable(&path.to_string_lossy(), &error))?;
        cli.log(&format!("wrote {}", path.display()));
    }
    if let Some(path) = &check.output_status_file {
        fs::write(path, format!("{}\n", report.line())).map_err(|error| unwritable(&path.to_string_lossy(), &error))?;
    }
    let style = Style { quiet: check.quiet, ..style(cli.color, io::stdout().is_terminal()) };
    print(&render(report, check.format, style, suppressed)?)?;
    Ok(())
}

/// The profile that the flag, else the configuration names.
fn profile(check: &Check, config: &Config) -> Result<OwnProfile, UsageError> {
    let name = check.profile.as_deref().or(config.profile.as_deref()).unwrap_or(Profile::Default.word());
    config::chosen(name, &config.profiles)
        .map_err(|help| UsageError::Options { reason: format!("there is no profile `{name}`"), help })
}

/// Judges one plan. `None` for a file that was found by searching and is no plan at all. A plan that is `alone` keeps its
/// memory until the process ends, which frees it faster.
fn judge<'r>(
    source: &Source,
    reading: &Reading,
    accept: Acceptance,
    policies: &'r [Policy],
    terms: Terms<'_>,
    alone: bool,
) -> Result<Option<Judged<'r>>, UsageError> {
    let label = source.label();
    let began = Instant::now();
    let opened = source.open(reading)?;
    let (read, began) = (began.elapsed(), Instant::now());
    let bytes = &opened.json;
    let judged = read::text(bytes).and_then(|text| {
        let mut plan = Plan::parse(&text, &label, accept)?;
        let hcl = opened.hcl.as_ref();
        open(&mut plan, hcl, policies)?;
        let worlds = World::both(&plan);
        let judged = judge_worlds(&worlds, hcl, policies, terms);
        if alone {
            mem::forget(worlds);
            mem::forget(plan);
        }
        Ok(judged)
    });
    match judged {
        Ok((mut plan, findings)) => {
            plan.anchor = source.anchor();
            plan.repository = opened.hcl.as_ref().and_then(|hcl| Repository::around(&hcl.root));
            let took = [read, began.elapsed()];
            let ignores = opened.hcl.iter().flat_map(Hcl::ignores).cloned().collect();
            let read_whole = opened.hcl.as_ref().is_some_and(|hcl| hcl.remarks.is_empty());
            let mut remarks = opened.hcl.map(|hcl| hcl.remarks).unwrap_or_default();
            remarks.extend((read_whole && stands_nowhere(&findings)).then(|| FOREIGN.to_owned()));
            let source = Read { remarks, ignores, snapshot: opened.snapshot };
            Ok(Some(Judged { plan, findings, source, took }))
        }
        Err(error) if source.is_other(&error, bytes) => Ok(None),
        Err(error) => Err(UsageError::Input { label, error }),
    }
}

const FOREIGN: &str = "nothing that was found stands in the HCL that was read; is it the configuration of this plan?";

/// Whether source was found of none of the resources that there are findings of.
fn stands_nowhere(findings: &[Finding<'_>]) -> bool {
    let of_resources = |finding: &&Finding<'_>| !finding.kind.is_empty() && finding.standing != Standing::Resolved;
    let mut left = findings.iter().filter(of_resources).peekable();
    left.peek().is_some() && left.all(|finding| finding.source.is_none())
}

/// The date in UTC, by which waivers expire.
fn today() -> Date {
    Timestamp::now().to_zoned(TimeZone::UTC).date()
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

/// Errors when a report would be written over a plan, or over another report.
fn apart(check: &Check, sources: &[Source]) -> Result<(), UsageError> {
    let read = sources.iter().filter_map(Source::file).chain(check.plan_file.as_deref());
    let mut taken: Vec<PathBuf> = read.map(input::whole).collect();
    let written = check.output.iter().map(|(_, path)| path).chain(&check.output_status_file);
    // A device takes any number of reports.
    for path in written.filter(|path| path.is_file() || !path.exists()) {
        let file = input::whole(path);
        if taken.contains(&file) {
            let reason = format!("`{}` is named twice, and a report would be written over it", path.display());
            return Err(UsageError::Options { reason, help: "give each report a file of its own".to_owned() });
        }
        taken.push(file);
    }
    Ok(())
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
        Format::Hcp => hcp::render(report).map_err(|error| failed(error.to_string())),
        Format::Junit => junit::render(report).map_err(|error| failed(error.to_string())),
        Format::Atlantis => Ok(atlantis::render(report)),
        Format::Html => Ok(html::render(report)),
    };
    Ok(rendered?)
}
