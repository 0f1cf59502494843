//! `terraform show`: a binary plan in, its JSON out. Only this module runs another program.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::error::{Said, UsageError};
use crate::redact;

/// Most lines and characters of standard error that are shown.
const LINES: usize = 40;
const CHARACTERS: usize = 4_000;

/// The program to run: the one chosen, else the first of those that fit the plan's files and are on the path.
///
/// Errors when there is none.
pub fn program(chosen: Option<&Path>, is_tofu: bool, path: Option<&OsStr>, label: &str) -> Result<PathBuf, UsageError> {
    let missing = |program: &str, reason: &str| UsageError::NoTerraform {
        label: label.to_owned(),
        program: program.to_owned(),
        reason: reason.to_owned(),
    };
    if let Some(chosen) = chosen {
        let name = chosen.to_string_lossy();
        if chosen.components().count() > 1 {
            // The program runs in the plan's directory, so a relative path has to be made whole here.
            return std::path::absolute(chosen).map_err(|error| missing(&name, &error.to_string()));
        }
        return on_path(&name, path).ok_or_else(|| missing(&name, "it is not on the PATH"));
    }
    let names = if is_tofu { ["tofu", "terraform"] } else { ["terraform", "tofu"] };
    let found = names.iter().find_map(|name| on_path(name, path));
    found.ok_or_else(|| missing("terraform", "neither `terraform` nor `tofu` is on the PATH"))
}

fn on_path(name: &str, path: Option<&OsStr>) -> Option<PathBuf> {
    let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    let folders = std::env::split_paths(path?).filter(|folder| folder.is_absolute());
    folders.map(|folder| folder.join(&file)).find(|candidate| candidate.is_file())
}

/// Runs `show -json` on a plan in the directory it was made in, where the providers are.
///
/// Errors with what the program says. It is never run with `init`, which would fetch and run code.
pub fn show(program: &Path, plan: &Path, folder: &Path, label: &str) -> Result<Vec<u8>, UsageError> {
    let name = program.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let failed = |reason: String| UsageError::NoTerraform { label: label.to_owned(), program: name.clone(), reason };
    let plan = std::path::absolute(plan).map_err(|error| failed(error.to_string()))?;
    let output = Command::new(program)
        .args(["show", "-json", "-no-color"])
        .arg(plan)
        .current_dir(if folder.as_os_str().is_empty() { Path::new(".") } else { folder })
        .env("TF_IN_AUTOMATION", "1")
        .env("CHECKPOINT_DISABLE", "1")
        .stdin(Stdio::null())
        .output()
        .map_err(|error| failed(error.to_string()))?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let text = String::from_utf8_lossy(&output.stderr);
    let said = said(&text).unwrap_or_else(|| output.status.to_string());
    Err(UsageError::ShowFailed { label: label.to_owned(), program: name, said: Said(said) })
}

/// Standard error without its frame, secrets and what acts on a terminal; `None` when nothing was said.
fn said(text: &str) -> Option<String> {
    let line = |line: &str| redact::text(line.trim_start_matches(['│', '╷', '╵']).trim()).into_owned();
    let lines = text.lines().map(line).filter(|line| !line.is_empty()).take(LINES);
    let said: String = lines.collect::<Vec<_>>().join("\n").chars().take(CHARACTERS).collect();
    (!said.is_empty()).then_some(said)
}
