//! `plangate.toml`: text in, what it configures or the mistake in it out.

use std::path::{Path, PathBuf};

use crate::facts::{self, Facts};
use crate::policy::{Profile, Severity};
use crate::report::OnUnknown;
use crate::table::{File, Mistake, Table, Value};
use crate::waiver::{Scope, Waiver};

/// The file's name.
pub const NAME: &str = "plangate.toml";

/// What a configuration file says; what it leaves out is none.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// The least severity that fails the gate
    pub fail_on: Option<Severity>,
    /// Whether existing findings count
    pub existing: Option<bool>,
    /// What unknown does
    pub unknown: Option<OnUnknown>,
    /// Which policies are judged
    pub profile: Option<Profile>,
    /// Further policy directories, as written
    pub policies: Vec<PathBuf>,
    /// Policy id -> severity
    pub severity: Vec<(String, Severity)>,
    /// What is stated of the account
    pub facts: Facts,
    /// Findings that are accepted
    pub waivers: Vec<Waiver>,
    /// Whether comments in the source may waive too
    pub inline_waivers: bool,
    /// Ids of policies of which no finding can be waived
    pub not_waivable: Vec<String>,
}

/// The words of `scope`.
pub const SCOPES: [(&str, bool); 2] = [("introduced", false), ("all", true)];
/// The words of `unknown`.
pub const UNKNOWN: [(&str, OnUnknown); 3] =
    [("fail", OnUnknown::Fail), ("warn", OnUnknown::Warn), ("ignore", OnUnknown::Ignore)];

impl Config {
    /// Reads a configuration. `known` tells whether a policy of an id exists.
    pub fn parse(file: File<'_>, known: &[String]) -> Result<Self, Mistake> {
        let parsed = file.parse()?;
        let table = Table::root(file, &parsed, "configuration");
        let not_waivable = match table.get("not_waivable") {
            Some(value) => value.list()?.iter().map(|id| policy_id(id, known)).collect::<Result<_, _>>()?,
            None => Vec::new(),
        };
        let config = Self {
            fail_on: table.get("fail_on").map(|value| value.word(&Severity::WORDS)).transpose()?,
            existing: table.get("scope").map(|value| value.word(&SCOPES)).transpose()?,
            unknown: table.get("unknown").map(|value| value.word(&UNKNOWN)).transpose()?,
            profile: table.get("profile").map(|value| value.word(&Profile::WORDS)).transpose()?,
            policies: paths(table.get("policies"))?,
            severity: severities(table.get("severity"), known)?,
            facts: Facts {
                baseline: table.get("baseline").map_or(Ok(false), |value| value.bool())?,
                own_accounts: accounts(table.get("own_accounts"))?,
                trusted_accounts: accounts(table.get("trusted_accounts"))?,
                organization: table.get("organization").map(|value| value.text()).transpose()?,
                stated: stated(table.get("account"))?,
            },
            waivers: waivers(&table, known, &not_waivable)?,
            inline_waivers: table.get("inline_waivers").map_or(Ok(false), |value| value.bool())?,
            not_waivable,
        };
        table.finish().map(|()| config)
    }
}

/// The policy directories that a configuration names, before the rest of it is read.
pub fn policies(file: File<'_>) -> Result<Vec<PathBuf>, Mistake> {
    let parsed = file.parse()?;
    paths(Table::root(file, &parsed, "configuration").get("policies"))
}

fn paths(value: Option<Value<'_>>) -> Result<Vec<PathBuf>, Mistake> {
    let paths = value.map_or(Ok(Vec::new()), |value| value.strings())?;
    Ok(paths.into_iter().map(PathBuf::from).collect())
}

fn severities(value: Option<Value<'_>>, known: &[String]) -> Result<Vec<(String, Severity)>, Mistake> {
    let Some(value) = value else { return Ok(Vec::new()) };
    let table = value.table("severity")?;
    let mut found = Vec::new();
    for (id, severity) in table.members() {
        if !known.iter().any(|policy| policy == id) {
            let help = crate::table::meant(id, known.iter().map(String::as_str));
            return Err(severity.mistake(format!("there is no policy `{id}`"), help));
        }
        found.push((id.to_owned(), severity.word(&Severity::WORDS)?));
    }
    Ok(found)
}

fn waivers(table: &Table<'_>, known: &[String], fixed: &[String]) -> Result<Vec<Waiver>, Mistake> {
    let Some(value) = table.get("waiver") else { return Ok(Vec::new()) };
    let one = |value: &Value<'_>| {
        let table = value.table("waiver")?;
        let id = table.need("policy")?;
        let waiver = Waiver {
            policy: policy_id(&id, known)?,
            scope: Scope::Address(table.need("address")?.text()?),
            reason: table.need("reason")?.text()?,
            owner: table.get("owner").map(|value| value.text()).transpose()?,
            expires: table.need("expires")?.date()?,
            place: id.mistake("this waiver".to_owned(), None),
        };
        if fixed.contains(&waiver.policy) {
            return Err(id.mistake(format!("`{}` is not waivable", waiver.policy), None));
        }
        table.finish().map(|()| waiver)
    };
    value.list()?.iter().map(one).collect()
}

fn policy_id(value: &Value<'_>, known: &[String]) -> Result<String, Mistake> {
    let id = value.text()?;
    if known.contains(&id) {
        return Ok(id);
    }
    let help = crate::table::meant(&id, known.iter().map(String::as_str));
    Err(value.mistake(format!("there is no policy `{id}`"), help))
}

fn accounts(value: Option<Value<'_>>) -> Result<std::collections::BTreeSet<String>, Mistake> {
    let Some(value) = value else { return Ok(std::collections::BTreeSet::new()) };
    let one = |item: &Value<'_>| {
        let id = item.text()?;
        let is_id = id.len() == 12 && id.chars().all(|c| c.is_ascii_digit());
        if is_id { Ok(id) } else { Err(item.mistake(format!("`{id}` is no account id: twelve digits"), None)) }
    };
    value.list()?.iter().map(one).collect()
}

fn stated(value: Option<Value<'_>>) -> Result<std::collections::BTreeMap<String, crate::json::Json<'static>>, Mistake> {
    let Some(value) = value else { return Ok(std::collections::BTreeMap::new()) };
    let table = value.table("account")?;
    let mut found = std::collections::BTreeMap::new();
    for (name, kind) in facts::KNOWN {
        let Some(value) = table.get(name) else { continue };
        let json = value.json()?;
        if json.kind() != kind {
            return Err(value.mistake(format!("`{name}`: expected a {kind}, found a {}", json.kind()), None));
        }
        found.insert(name.to_owned(), json);
    }
    table.finish().map(|()| found)
}

/// The configuration file for a directory: in it or above it, up to the root of its git repository, never beyond.
pub fn search(start: &Path) -> Option<PathBuf> {
    for folder in start.ancestors() {
        let candidate = folder.join(NAME);
        if candidate.is_file() {
            return Some(candidate);
        }
        if folder.join(".git").exists() {
            return None;
        }
    }
    None
}
