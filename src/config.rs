//! `plangate.toml`: text in, what it configures or the mistake in it out.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use semver::{Version, VersionReq};

use crate::facts::{self, Facts};
use crate::json::Json;
use crate::policy::{Profile, Severity};
use crate::report::OnUnknown;
use crate::table::{File, Member, Mistake, Table, Value, meant};
use crate::waiver::{Scope, Waiver};

/// The file's name.
pub const NAME: &str = "plangate.toml";
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// What a configuration file says; what it leaves out is none.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// The least severity that fails the gate
    pub fail_on: Option<Severity>,
    /// Whether existing findings count
    pub existing: Option<bool>,
    /// What unknown does
    pub unknown: Option<OnUnknown>,
    /// Which policies are judged: the name of a profile
    pub profile: Option<String>,
    /// Profiles of its own
    pub profiles: Vec<OwnProfile>,
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

/// A profile that a configuration defines: one of the built-in ones, and what it does otherwise.
#[derive(Clone, Debug)]
pub struct OwnProfile {
    /// Its name
    pub name: String,
    /// The built-in profile that it starts from
    pub extends: Profile,
    /// Policies that it judges too
    pub include: Vec<String>,
    /// Policies that it does not judge
    pub exclude: Vec<String>,
    /// Policy id -> severity
    pub severity: Vec<(String, Severity)>,
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
        // A newer plangate may know what this one would take for a mistake.
        table.get("required_version").map_or(Ok(()), |value| required(&value))?;
        let profiles = profiles(table.get("profiles"), known)?;
        let not_waivable = match table.get("not_waivable") {
            Some(value) => value.list()?.iter().map(|id| policy_id(id, known)).collect::<Result<_, _>>()?,
            None => Vec::new(),
        };
        let config = Self {
            fail_on: table.get("fail_on").map(|value| value.word(&Severity::WORDS)).transpose()?,
            existing: table.get("scope").map(|value| value.word(&SCOPES)).transpose()?,
            unknown: table.get("unknown").map(|value| value.word(&UNKNOWN)).transpose()?,
            profile: table.get("profile").map(|value| profile(&value, &profiles)).transpose()?,
            profiles,
            policies: paths(table.get("policies"))?,
            severity: severities(table.get("severity"), known)?,
            facts: Facts {
                baseline: table.get("baseline").map_or(Ok(false), |value| value.bool())?,
                own_accounts: accounts(table.get("own_accounts"))?,
                trusted_accounts: accounts(table.get("trusted_accounts"))?,
                sensitive_stores: addresses(table.get("sensitive_stores"))?,
                organization: table.get("organization").map(|value| organization(&value)).transpose()?,
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

/// Errors when this is not a version that the configuration asks for.
fn required(value: &Value<'_>) -> Result<(), Mistake> {
    let text = value.text()?;
    let asked = VersionReq::parse(&text).map_err(|error| {
        let help = "write it like `>= 0.1, < 1`".to_owned();
        value.mistake(format!("`{text}` is no requirement of a version: {error}"), Some(help))
    })?;
    match Version::parse(VERSION) {
        Ok(version) if asked.matches(&version) => Ok(()),
        _ => {
            let help = "install a version that it asks for".to_owned();
            Err(value.mistake(format!("this is plangate {VERSION}, and the configuration asks for {text}"), Some(help)))
        }
    }
}

fn profiles(value: Option<Value<'_>>, known: &[String]) -> Result<Vec<OwnProfile>, Mistake> {
    let Some(value) = value else { return Ok(Vec::new()) };
    let one = |member: Member<'_>| {
        let name = member.key;
        if Profile::WORDS.iter().any(|(word, _)| *word == name) {
            return Err(member.mistake(format!("`{name}` is a profile of plangate's own"), None));
        }
        let table = member.value.table("profile")?;
        let ids = |value: Option<Value<'_>>| {
            let list = value.map_or(Ok(Vec::new()), |value| value.list())?;
            list.iter().map(|id| policy_id(id, known)).collect::<Result<Vec<_>, _>>()
        };
        let profile = OwnProfile {
            name: name.to_owned(),
            extends: table.get("extends").map_or(Ok(Profile::Default), |value| value.word(&Profile::WORDS))?,
            include: ids(table.get("include"))?,
            exclude: ids(table.get("exclude"))?,
            severity: severities(table.get("severity"), known)?,
        };
        table.finish().map(|()| profile)
    };
    value.table("profiles")?.members().map(one).collect()
}

fn profile(value: &Value<'_>, own: &[OwnProfile]) -> Result<String, Mistake> {
    let name = value.text()?;
    match chosen(&name, own) {
        Ok(_) => Ok(name),
        Err(help) => Err(value.mistake(format!("there is no profile `{name}`"), Some(help))),
    }
}

/// The profile of a name. Errors with what may have been meant.
pub fn chosen(name: &str, own: &[OwnProfile]) -> Result<OwnProfile, String> {
    if let Some((_, extends)) = Profile::WORDS.iter().find(|(word, _)| *word == name) {
        let (extends, name) = (*extends, name.to_owned());
        return Ok(OwnProfile { name, extends, include: Vec::new(), exclude: Vec::new(), severity: Vec::new() });
    }
    let names = || Profile::WORDS.iter().map(|(word, _)| *word).chain(own.iter().map(|profile| profile.name.as_str()));
    own.iter().find(|profile| profile.name == name).cloned().ok_or_else(|| {
        let near = meant(name, names());
        near.unwrap_or_else(|| format!("one of {}", names().collect::<Vec<_>>().join(", ")))
    })
}

/// `o-` and 10 to 32 letters or digits: <https://docs.aws.amazon.com/organizations/latest/APIReference/API_Organization.html>
fn organization(value: &Value<'_>) -> Result<String, Mistake> {
    let id = value.text()?;
    let is_sign = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
    match id.strip_prefix("o-") {
        Some(rest) if (10..=32).contains(&rest.len()) && rest.chars().all(is_sign) => Ok(id),
        _ => Err(value.mistake(format!("`{id}` is no id of an organization, such as `o-a1b2c3d4e5`"), None)),
    }
}

fn paths(value: Option<Value<'_>>) -> Result<Vec<PathBuf>, Mistake> {
    let paths = value.map_or(Ok(Vec::new()), |value| value.strings())?;
    Ok(paths.into_iter().map(PathBuf::from).collect())
}

fn severities(value: Option<Value<'_>>, known: &[String]) -> Result<Vec<(String, Severity)>, Mistake> {
    let Some(value) = value else { return Ok(Vec::new()) };
    let table = value.table("severity")?;
    let mut found = Vec::new();
    for member in table.members() {
        let id = member.key;
        if !known.iter().any(|policy| policy == id) {
            let help = meant(id, known.iter().map(String::as_str));
            return Err(member.mistake(format!("there is no policy `{id}`"), help));
        }
        found.push((id.to_owned(), member.value.word(&Severity::WORDS)?));
    }
    Ok(found)
}

const NEEDED: &str = "a waiver says why, and until when: `reason = \"public web site\"` and `expires = 2027-03-31`";

fn waivers(table: &Table<'_>, known: &[String], fixed: &[String]) -> Result<Vec<Waiver>, Mistake> {
    let Some(value) = table.get("waiver") else { return Ok(Vec::new()) };
    let one = |value: &Value<'_>| {
        let table = value.table("waiver")?;
        let id = table.need("policy")?;
        let needed = |key| table.need(key).map_err(|mistake| mistake.advised(NEEDED));
        let expires = needed("expires")?;
        let waiver = Waiver {
            policy: policy_id(&id, known)?,
            scope: Scope::Address(table.need("address")?.text()?),
            reason: needed("reason")?.text()?,
            owner: table.get("owner").map(|value| value.text()).transpose()?,
            expires: expires.date()?,
            place: id.mistake("this waiver".to_owned(), None),
            end: expires.mistake("this waiver".to_owned(), None),
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
    let help = meant(&id, known.iter().map(String::as_str));
    Err(value.mistake(format!("there is no policy `{id}`"), help))
}

fn accounts(value: Option<Value<'_>>) -> Result<BTreeSet<String>, Mistake> {
    let Some(value) = value else { return Ok(BTreeSet::new()) };
    let one = |item: &Value<'_>| {
        let id =
            item.text().map_err(|mistake| mistake.advised("write it in quotes: an account id may begin with 0"))?;
        let is_id = id.len() == 12 && id.chars().all(|c| c.is_ascii_digit());
        if is_id { Ok(id) } else { Err(item.mistake(format!("`{id}` is no account id: twelve digits"), None)) }
    };
    value.list()?.iter().map(one).collect()
}

fn addresses(value: Option<Value<'_>>) -> Result<Vec<String>, Mistake> {
    value.map_or(Ok(Vec::new()), |value| value.list()?.iter().map(Value::text).collect())
}

fn stated(value: Option<Value<'_>>) -> Result<BTreeMap<String, Json<'static>>, Mistake> {
    let Some(value) = value else { return Ok(BTreeMap::new()) };
    let table = value.table("account")?;
    let mut found = BTreeMap::new();
    for (name, kind) in facts::KNOWN {
        let Some(value) = table.get(name) else { continue };
        let json = value.json()?;
        if json.kind() != kind {
            return Err(value.mistake(format!("`{name}`: expected a {kind}, found a {}", json.kind()), None));
        }
        if let Some((_, words)) = facts::WORDS.iter().find(|(fact, _)| *fact == name) {
            value.word(&words.iter().map(|word| (*word, ())).collect::<Vec<_>>())?;
        }
        found.insert(name.to_owned(), json);
    }
    table.finish().map(|()| found)
}

/// The configuration file for a directory: in it or above it, up to the root of its git repository, never beyond, and never
/// in a home directory above. Outside of a repository anyone may have written what stands above, in `/tmp` for one.
pub fn search(start: &Path, home: Option<&Path>) -> Option<PathBuf> {
    let root = start.ancestors().find(|folder| folder.join(".git").exists()).unwrap_or(start);
    let searched = start.ancestors().take_while(|folder| folder.starts_with(root));
    let mut searched = searched.filter(|folder| *folder == start || Some(*folder) != home);
    searched.find_map(|folder| Some(folder.join(NAME)).filter(|file| file.is_file()))
}
