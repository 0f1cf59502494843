//! What plans are judged by: the policies and the configuration, each checked against the other.

use std::fs;
use std::path::{Path, PathBuf};

use super::Failure;
use super::terminal::warn;
use crate::cli::{Check, Cli};
use crate::config::{self, Config};
use crate::error::UsageError;
use crate::estate::meant_kind;
use crate::input::{unreadable, walked};
use crate::policy::{self, Policy, embedded};
use crate::redact;
use crate::table::File;

/// So many ids of which a word is a part are named; of more, none.
const NAMED: usize = 3;

/// What plans are judged by.
pub(super) struct Configured {
    /// The policies that may be judged, by id: with `--only`, those and the users' own
    pub(super) policies: Vec<Policy>,
    /// The ids of all there are
    pub(super) known: Vec<String>,
    pub(super) config: Config,
}

/// The policies and the configuration, each checked against the other.
pub(super) fn configure(check: &Check, cli: &Cli) -> Result<Configured, Failure> {
    let path = match &check.config {
        Some(path) => Some(path.clone()),
        None if check.no_config => None,
        None => nearest(),
    };
    let mut policies = embedded::chosen(|id| check.only.is_empty() || check.only.iter().any(|only| only == id))?;
    let mut known: Vec<String> = embedded::POLICIES.iter().map(|file| file.id().to_owned()).collect();
    let mut own = |folders: &[PathBuf]| -> Result<(), Failure> {
        for (_, policy) in policy_files(folders, &known)? {
            known.push(policy.id.clone());
            policies.push(policy);
        }
        Ok(())
    };
    own(&check.policies)?;
    // Policies that the file names are loaded before the file is read whole, since it may speak of them.
    let config = match path {
        Some(path) => {
            cli.log(&format!("configuration {}", path.display()));
            own(&folders_of(&path)?)?;
            configuration(&path, &known)?
        }
        None => {
            cli.log("no configuration file");
            Config::default()
        }
    };
    known.sort();
    policies.sort_by(|a, b| a.id.cmp(&b.id));
    for policy in &mut policies {
        if let Some((_, severity)) = config.severity.iter().find(|(id, _)| *id == policy.id) {
            policy.severity = *severity;
        }
    }
    Ok(Configured { policies, known, config })
}

/// The configuration file for the working directory.
fn nearest() -> Option<PathBuf> {
    let home = std::env::home_dir().map(|home| home.canonicalize().unwrap_or(home));
    std::env::current_dir().ok().and_then(|folder| config::search(&folder, home.as_deref()))
}

/// Reads a configuration file. `known` are the ids of the policies that it may speak of.
pub(super) fn configuration(path: &Path, known: &[String]) -> Result<Config, Failure> {
    let name = path.to_string_lossy().into_owned();
    let text = fs::read_to_string(path).map_err(|error| unreadable(&name, &error))?;
    Ok(Config::parse(File { name: &name, text: &text }, known)?)
}

/// The policy directories that a configuration file names.
fn folders_of(path: &Path) -> Result<Vec<PathBuf>, Failure> {
    let name = path.to_string_lossy().into_owned();
    let text = fs::read_to_string(path).map_err(|error| unreadable(&name, &error))?;
    let base = path.parent().unwrap_or(Path::new("."));
    Ok(config::policies(File { name: &name, text: &text })?.iter().map(|folder| base.join(folder)).collect())
}

/// The policy directories that the configuration file of the working directory names. Errors when it names none.
pub(super) fn named_folders(cli: &Cli) -> Result<Vec<PathBuf>, Failure> {
    let path = nearest();
    let folders = path.as_deref().map_or(Ok(Vec::new()), folders_of)?;
    if folders.is_empty() {
        let reason = "there is no directory of policies to test".to_owned();
        let help = "name one, or write `policies = [\"policies\"]` into plangate.toml".to_owned();
        return Err(Box::new(UsageError::Options { reason, help }));
    }
    cli.log(&format!("{} directories of policies", folders.len()));
    Ok(folders)
}

/// The built-in policies and those of further directories, by id.
pub(super) fn load_policies(folders: &[PathBuf]) -> Result<Vec<Policy>, Failure> {
    let mut policies = embedded::policies()?;
    let known: Vec<String> = policies.iter().map(|policy| policy.id.clone()).collect();
    let users = policy_files(folders, &known)?;
    policies.extend(users.into_iter().map(|(_, policy)| policy));
    policies.sort_by(|a, b| a.id.cmp(&b.id));
    Ok(policies)
}

/// The policies of directories, each with its file. Errors when two have one id, or one has the id of a known policy.
pub(super) fn policy_files(folders: &[PathBuf], known: &[String]) -> Result<Vec<(PathBuf, Policy)>, Failure> {
    let mut policies: Vec<(PathBuf, Policy)> = Vec::new();
    for folder in folders {
        let mut paths = Vec::new();
        for entry in walkdir::WalkDir::new(folder).sort_by_file_name() {
            let entry = entry.map_err(|error| walked(folder, error))?;
            let is_toml = entry.path().extension().is_some_and(|ending| ending == "toml");
            // The configuration of a case stands among the policies.
            if entry.file_type().is_file() && is_toml && entry.file_name() != config::NAME {
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
            if known.iter().chain(policies.iter().map(|(_, policy)| &policy.id)).any(|id| *id == policy.id) {
                let help = "rename the file and its id".to_owned();
                return Err(Box::new(file.mistake(0..0, format!("there is another policy `{stem}`"), Some(help))));
            }
            misspelt(&name, &policy);
            policies.push((path, policy));
        }
    }
    Ok(policies)
}

/// Warns of types that look misspelt: a policy of a type that does not exist passes everything.
fn misspelt(name: &str, policy: &Policy) {
    for kind in policy.judged_kinds() {
        if let Some(near) = meant_kind(&kind) {
            let warning = format!("warning: {name}: the provider has no type `{kind}` that is known here; {near}");
            warn(&format!("{}\n", redact::plain(&warning)));
        }
    }
}

/// The policy of an id. Errors with the nearest id when there is none.
pub(super) fn find<'a>(policies: &'a [Policy], id: &str) -> Result<&'a Policy, UsageError> {
    let ids = policies.iter().map(|policy| policy.id.as_str());
    policies.iter().find(|policy| policy.id == id).ok_or_else(|| no_policy(id, ids))
}

/// The error for an id that no policy has.
pub(super) fn no_policy<'a>(id: &str, known: impl Iterator<Item = &'a str> + Clone) -> UsageError {
    let holding: Vec<String> = known.clone().filter(|one| one.contains(id)).map(|one| format!("`{one}`")).collect();
    let help = match (crate::table::meant(id, known), holding.len()) {
        (Some(near), _) => near,
        (None, 1..=NAMED) => format!("did you mean {}?", holding.join(" or ")),
        (None, _) => "`plangate policies` lists them".to_owned(),
    };
    UsageError::UnknownPolicy { id: id.to_owned(), help }
}
