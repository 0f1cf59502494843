//! `check --fix`: the findings of a report in, the files of a checkout written and what is said of them out.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::cli::{Check, When};
use crate::error::UsageError;
use crate::fix::splices;
use crate::redact;
use crate::report::{Finding, Report};
use crate::source::Hcl;
use crate::source::edit::spliced;
use crate::standing::Standing;

/// The directory that fixes are written to. Errors where there is none, or where nobody sees what is written.
pub(super) fn checkout(check: &Check, when: When) -> Result<&Path, UsageError> {
    let refused = |reason: &str, help: &str| UsageError::Options { reason: reason.to_owned(), help: help.to_owned() };
    let ci = std::env::var_os("CI").is_some_and(|value| !value.is_empty() && value != "false");
    if ci && when == When::Local {
        let help = "run it where the files can be looked at, or say `--fix=always`";
        return Err(refused("`--fix` does not write where CI is set", help));
    }
    let Some(folder) = &check.source else {
        return Err(refused(
            "`--fix` writes into a checkout",
            "name the directory of the root module with `--source DIR`",
        ));
    };
    Ok(folder)
}

/// The refusal to write what a snapshot says: the files may have changed since.
pub(super) fn snapshot() -> UsageError {
    UsageError::Options {
        reason: "`--fix` does not write what was read from a binary plan".to_owned(),
        help: "judge the plan's JSON, with `--source DIR` for the checkout it was made from".to_owned(),
    }
}

/// Writes the fixes of the findings that are in scope. One after the other, each on what the one before has left: two
/// findings may want the same edit, or the same block.
pub(super) fn write(report: &Report<'_>, folder: &Path) -> Result<String, UsageError> {
    let (mut fixed, mut files) = (0, BTreeSet::new());
    for finding in report.findings.iter().filter(|finding| finding.fix.is_some() && is_asked_for(report, finding)) {
        let failed = |path: &Path, error: &std::io::Error| super::unwritable(&path.to_string_lossy(), error);
        let hcl = Hcl::from_folder(folder).map_err(|error| failed(folder, &error))?;
        fixed += 1;
        // None is left where another finding's fix has mended this one too.
        let (_, edits) = splices(finding, &hcl).unwrap_or_default();
        for of_file in edits.chunk_by(|a, b| a.file == b.file) {
            let Some(path) = of_file.first().and_then(|first| first.disk.as_deref()) else { continue };
            let text = fs::read_to_string(path).map_err(|error| failed(path, &error))?;
            if let Some(new) = spliced(&text, of_file) {
                fs::write(path, new).map_err(|error| failed(path, &error))?;
                files.insert(path.to_string_lossy().into_owned());
            }
        }
    }
    let files: Vec<String> = files.iter().map(|file| format!("  {}\n", redact::plain(file))).collect();
    let s = if fixed == 1 { "" } else { "s" };
    let then = if fixed == 0 { "" } else { "; look at the difference and plan again" };
    Ok(format!("wrote the fixes of {fixed} finding{s}{then}\n{}", files.concat()))
}

fn is_asked_for(report: &Report<'_>, finding: &Finding<'_>) -> bool {
    let in_scope = finding.standing == Standing::Introduced || report.gate.existing;
    finding.waiver.is_none() && in_scope
}
