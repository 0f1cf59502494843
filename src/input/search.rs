//! A directory in, the plans below it out. What a file is, its first bytes say, not its name.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::{Source, unreadable, walked};
use crate::error::UsageError;

/// So much of a file is looked at.
const HEAD: u64 = 512;

/// What a file may be, by how it begins.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// The JSON of a plan
    Plan,
    /// JSON, of which more has to be read
    Json,
    /// A binary plan
    Binary,
    /// Something else
    Other,
}

/// The plans below a directory, and the JSON that may be one. A binary plan beside a plan's JSON is taken for the one that
/// it was made from.
///
/// Errors where a directory or a file can't be read, since it may be a plan.
pub(super) fn search(folder: &Path) -> Result<Vec<Source>, UsageError> {
    let walk = WalkDir::new(folder).sort_by_file_name().into_iter().filter_entry(|entry| !is_passed_by(entry));
    let mut found: Vec<(PathBuf, Kind)> = Vec::new();
    for entry in walk {
        let entry = entry.map_err(|error| walked(folder, error))?;
        if !entry.file_type().is_file() {
            continue;
        }
        let path = entry.into_path();
        match kind(&path).map_err(|error| unreadable(&path.to_string_lossy(), &error))? {
            Kind::Other => {}
            kind => found.push((path, kind)),
        }
    }
    let shown = |path: &Path| found.iter().any(|(other, kind)| *kind == Kind::Plan && other.parent() == path.parent());
    let alone = found.iter().filter(|(path, kind)| *kind != Kind::Binary || !shown(path));
    Ok(alone.map(|(path, _)| Source::File { path: path.clone(), found: true }).collect())
}

fn is_passed_by(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    entry.depth() > 0 && (name.len() > 1 && name.starts_with('.') || name == "node_modules")
}

fn kind(path: &Path) -> io::Result<Kind> {
    let mut head = Vec::new();
    File::open(path)?.take(HEAD).read_to_end(&mut head)?;
    if begins_as_binary(&head) {
        return Ok(Kind::Binary);
    }
    // UTF-16 is told apart later on.
    head.retain(|byte| *byte != 0);
    let head = String::from_utf8_lossy(&head);
    // Terraform writes this key first, and one of the others soon after it; `jq --sort-keys` writes them in any order.
    let holds = |key: &str| head.contains(&format!("\"{key}\""));
    Ok(match (holds("format_version"), path.extension().is_some_and(|ending| ending == "json")) {
        (true, _) if holds("variables") || holds("planned_values") => Kind::Plan,
        (true, _) | (_, true) => Kind::Json,
        _ if begins_as_object(&head) && speaks_of_a_plan(&fs::read(path)?) => Kind::Json,
        _ => Kind::Other,
    })
}

/// Whether a file begins as an object of JSON, behind the mark of its encoding.
fn begins_as_object(head: &str) -> bool {
    let is_before = |c: char| c.is_whitespace() || matches!(c, '\u{feff}' | char::REPLACEMENT_CHARACTER);
    head.trim_start_matches(is_before).starts_with('{')
}

/// Whether a file begins as a zip whose first entry is the plan, which is where Terraform and OpenTofu put it.
fn begins_as_binary(head: &[u8]) -> bool {
    const NAME: usize = 30;
    super::archive::is_zip(head) && head.get(NAME..).is_some_and(|name| name.starts_with(b"tfplan"))
}

/// Whether bytes speak of the format of a plan, as text in UTF-8 or UTF-16.
pub(super) fn speaks_of_a_plan(bytes: &[u8]) -> bool {
    let key = b"format_version";
    let wide: Vec<u8> = key.iter().flat_map(|byte| [*byte, 0]).take(2 * key.len() - 1).collect();
    [key.as_slice(), &wide].iter().any(|key| bytes.windows(key.len()).any(|window| window == *key))
}
