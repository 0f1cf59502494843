//! Policies for people: `explain` and `policies`.

use std::fmt::Write as _;

use owo_colors::{OwoColorize, Style as Paint};
use serde_json::json;

use crate::cli::ListFormat;
use crate::policy::Policy;
use crate::policy::embedded::POLICIES;
use crate::report::text::Style;

/// What stands above the examples.
const FAILS: &str = "an example that fails";
const PASSES: &str = "an example that passes";

/// One policy, whole.
pub(super) fn policy(policy: &Policy, style: Style) -> String {
    let mut out = String::new();
    let bold = |text: &str| if style.colour { text.style(Paint::new().bold()).to_string() } else { text.to_owned() };
    let profile = policy.profile.word();
    let _ = writeln!(out, "{}  {}", bold(&policy.id), policy.title);
    let _ = writeln!(out, "severity {}, layer {}, profile {profile}", policy.severity.word(), policy.layer.word());
    let kinds: Vec<String> = policy.judged_kinds().into_iter().collect();
    let judges = format!("judges {}", kinds.join(", "));
    let _ = writeln!(out, "{}\n", textwrap::fill(&judges, textwrap::Options::new(style.width).subsequent_indent("  ")));
    let sections = [
        ("why", &policy.why),
        ("fails when", &policy.judged.fail),
        ("passes when", &policy.judged.pass),
        ("unknown when", &policy.judged.unknown),
        ("fix", &policy.fix),
        (FAILS, &policy.example.fail),
        (PASSES, &policy.example.pass),
    ];
    for (title, text) in sections {
        let _ = writeln!(out, "{}", bold(title));
        // Examples are HCL and keep their lines; prose fills the terminal.
        let example = [FAILS, PASSES].contains(&title);
        for line in text.lines() {
            let folded = if example { vec![line.into()] } else { textwrap::wrap(line, style.width.saturating_sub(2)) };
            for part in folded {
                let _ = writeln!(out, "{}", format!("  {part}").trim_end());
            }
        }
        out.push('\n');
    }
    let _ = writeln!(out, "{}", bold("waive"));
    let _ = writeln!(
        out,
        "  in plangate.toml:\n  [[waiver]]\n  policy  = \"{}\"\n  address = \"the resource's address, or a glob\"\n  reason  = \"why it is accepted\"\n  expires = 2027-01-31\n",
        policy.id
    );
    for (framework, ids) in &policy.frameworks {
        let _ = writeln!(out, "{framework}: {}", ids.join(", "));
    }
    for reference in &policy.references {
        let _ = writeln!(out, "{reference}");
    }
    out
}

/// One policy as a page of the documentation.
pub(super) fn page(policy: &Policy) -> String {
    let kinds: Vec<String> = policy.judged_kinds().into_iter().map(|kind| format!("`{kind}`")).collect();
    let (severity, layer, profile) = (policy.severity.word(), policy.layer.word(), policy.profile.word());
    let mut out = format!("# {}\n\n{}\n\n", policy.id, policy.title);
    let _ = writeln!(out, "| severity | layer | profile | judges |\n|---|---|---|---|");
    let _ = writeln!(out, "| {severity} | {layer} | {profile} | {} |\n", kinds.join(", "));
    let _ = writeln!(out, "{}\n", policy.why.trim());
    let judged = &policy.judged;
    for (title, text) in [("Fails", &judged.fail), ("Passes", &judged.pass), ("Unknown", &judged.unknown)] {
        let _ = writeln!(out, "- **{title}** when {}", text.trim().replace('\n', "\n  "));
    }
    let _ = writeln!(out, "\n## Fix\n\n{}\n", policy.fix.trim());
    for (title, hcl) in [("Fails", &policy.example.fail), ("Passes", &policy.example.pass)] {
        let _ = writeln!(out, "{title}:\n\n```hcl\n{}\n```\n", hcl.trim_end());
    }
    let _ = writeln!(out, "## References\n");
    for (framework, ids) in &policy.frameworks {
        let _ = writeln!(out, "- {framework}: {}", ids.join(", "));
    }
    for reference in &policy.references {
        let _ = writeln!(out, "- <{reference}>");
    }
    out
}

/// The directory that a policy's file is in: the service it is about.
pub(super) fn service(policy: &Policy) -> &'static str {
    let end = format!("/{}.toml", policy.id);
    let file = POLICIES.iter().find(|embedded| embedded.path.ends_with(&end));
    file.and_then(|embedded| embedded.path.rsplit('/').nth(1)).unwrap_or("user")
}

/// A list of policies.
pub(super) fn list(policies: &[&Policy], format: ListFormat) -> String {
    match format {
        ListFormat::Text => text(policies),
        ListFormat::Json => as_json(policies),
        ListFormat::Markdown => markdown(policies),
    }
}

fn text(policies: &[&Policy]) -> String {
    let widest = policies.iter().map(|policy| policy.id.len()).max().unwrap_or_default();
    let line = |policy: &&Policy| {
        let (severity, profile) = (policy.severity.word(), policy.profile.word());
        format!("{:widest$}  {severity:8}  {profile:7}  {}\n", policy.id, policy.title)
    };
    policies.iter().map(line).collect()
}

fn as_json(policies: &[&Policy]) -> String {
    let one = |policy: &&Policy| {
        json!({
            "id": policy.id, "title": policy.title, "severity": policy.severity.word(),
            "layer": policy.layer.word(), "profile": policy.profile.word(), "service": service(policy),
            "types": policy.judged_kinds(), "frameworks": policy.frameworks, "references": policy.references,
        })
    };
    let list: Vec<serde_json::Value> = policies.iter().map(one).collect();
    format!("{:#}\n", serde_json::Value::Array(list))
}

fn markdown(policies: &[&Policy]) -> String {
    let mut out = String::from("| policy | severity | profile | what it asks for |\n|---|---|---|---|\n");
    for policy in policies {
        let (severity, profile) = (policy.severity.word(), policy.profile.word());
        let _ = writeln!(out, "| `{}` | {severity} | {profile} | {} |", policy.id, policy.title);
    }
    out
}
