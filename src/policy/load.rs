//! Reads a policy file: TOML in, a policy or the mistake in it out.

use std::collections::BTreeMap;

use regex_lite::Regex;

use super::edit::edit;
use super::predicate::{Linked, Predicate, Quantifier, Refers, Test};
use super::{AccountWide, Body, Example, Judged, Layer, Policy, Profile, Rule, Scope, Severity, Statement};
use crate::checks;
use crate::facts;
use crate::path::Path;
use crate::table::{File, Mistake, Table, Value, meant};
use crate::truth::Truth;

/// Reads one policy file. `stem` is the file's name without its ending, which the policy's id must equal.
pub fn load(file: File<'_>, stem: &str) -> Result<Policy, Mistake> {
    let parsed = file.parse()?;
    let table = Table::root(file, &parsed, "policy");
    let id = table.need("id")?;
    if id.str()? != stem {
        return Err(id.mistake(format!("the id is not the name of the file, `{stem}`"), None));
    }
    if !is_kebab(stem) {
        return Err(id.mistake("an id is lower-case words joined by `-`".to_owned(), None));
    }
    let policy = Policy {
        id: stem.to_owned(),
        title: table.need("title")?.text()?,
        severity: table.need("severity")?.word(&Severity::WORDS)?,
        layer: table.need("layer")?.word(&Layer::WORDS)?,
        profile: profile(&table)?,
        why: table.need("why")?.text()?,
        fix: table.need("fix")?.text()?,
        judged: judged(table.need("judged")?.table("judged")?)?,
        example: example(table.need("example")?.table("example")?)?,
        references: references(&table)?,
        frameworks: frameworks(&table)?,
        body: body(&table)?,
        edits: match table.get("edit") {
            Some(edits) => edits.list()?.iter().map(edit).collect::<Result<_, _>>()?,
            None => Vec::new(),
        },
    };
    table.finish()?;
    Ok(policy)
}

fn is_kebab(id: &str) -> bool {
    let word = |word: &str| !word.is_empty() && word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit());
    id.split('-').all(word)
}

fn profile(table: &Table<'_>) -> Result<Profile, Mistake> {
    table.get("profile").map_or(Ok(Profile::Default), |value| value.word(&Profile::WORDS))
}

fn judged(table: Table<'_>) -> Result<Judged, Mistake> {
    let judged = Judged {
        fail: table.need("fail")?.text()?,
        pass: table.need("pass")?.text()?,
        unknown: table.need("unknown")?.text()?,
    };
    table.finish().map(|()| judged)
}

fn example(table: Table<'_>) -> Result<Example, Mistake> {
    let example = Example { fail: table.need("fail")?.text()?, pass: table.need("pass")?.text()? };
    table.finish().map(|()| example)
}

fn references(table: &Table<'_>) -> Result<Vec<String>, Mistake> {
    let value = table.need("references")?;
    let list = value.strings()?;
    match list.iter().find(|link| !link.starts_with("https://")) {
        Some(link) => Err(value.mistake(format!("`{link}` is no https address"), None)),
        None if list.is_empty() => Err(value.mistake("a policy names at least one reference".to_owned(), None)),
        None => Ok(list),
    }
}

fn frameworks(table: &Table<'_>) -> Result<BTreeMap<String, Vec<String>>, Mistake> {
    let Some(value) = table.get("frameworks") else { return Ok(BTreeMap::new()) };
    let members = value.table("frameworks")?.members();
    members.map(|one| Ok((one.key.to_owned(), one.value.strings()?))).collect()
}

/// Predicates that a policy names once and uses often.
type Terms = BTreeMap<String, Predicate>;

fn body(table: &Table<'_>) -> Result<Body, Mistake> {
    let terms = terms(table)?;
    match (table.get("rule"), table.get("analysis")) {
        (Some(rules), None) => {
            let rules = rules.list()?.iter().map(|value| rule(value, &terms)).collect::<Result<Vec<_>, _>>()?;
            Ok(Body::Rules(rules))
        }
        (None, Some(name)) => match checks::find(name.str()?) {
            Some(analysis) => Ok(Body::Analysis(analysis)),
            None => {
                let help = meant(name.str()?, checks::names());
                Err(name.mistake(format!("there is no analysis `{}`", name.str()?), help))
            }
        },
        (Some(rules), Some(_)) => Err(rules.mistake("a policy has rules or an analysis, not both".to_owned(), None)),
        (None, None) => Err(match table.need("rule") {
            Err(mistake) => mistake.advised("say what is judged, and what must hold: `[[rule]]`"),
            Ok(rule) => rule.mistake("`rule` is read twice".to_owned(), None),
        }),
    }
}

/// `define = { name = {…} }`: each may use those before it.
fn terms(table: &Table<'_>) -> Result<Terms, Mistake> {
    let mut terms = Terms::new();
    let Some(value) = table.get("define") else { return Ok(terms) };
    let mut members: Vec<_> = value.table("define")?.members().collect();
    members.sort_by_key(|one| one.value.span().start);
    for one in members {
        let built = predicate(&one.value, &terms)?;
        terms.insert(one.key.to_owned(), built);
    }
    Ok(terms)
}

fn rule(value: &Value<'_>, terms: &Terms) -> Result<Rule, Mistake> {
    let table = value.table("rule")?;
    let kinds = table.need("resources")?;
    let resources = kinds.strings()?;
    if resources.is_empty() {
        return Err(kinds.mistake("`resources` is empty: the rule would judge nothing".to_owned(), None));
    }
    let rule = Rule {
        resources,
        when: table.get("when").map(|value| predicate(&value, terms)).transpose()?,
        pass: predicate(&table.need("pass")?, terms)?,
        message: table.need("message")?.text()?,
        severity: table.get("severity").map_or(Ok(Vec::new()), |value| severities(&value, terms))?,
        profile: profile(&table)?,
        account: table.get("account").map(|value| account(&value)).transpose()?,
    };
    table.finish().map(|()| rule)
}

/// `severity = [{ is = "medium", when = {…} }]`, or one word for the whole rule.
fn severities(value: &Value<'_>, terms: &Terms) -> Result<Vec<(Severity, Predicate)>, Mistake> {
    if !value.is_list() {
        return Ok(vec![(value.word(&Severity::WORDS)?, Predicate::All(Vec::new()))]);
    }
    let entries = value.list()?;
    let entry = |value: &Value<'_>| {
        let table = value.table("severity")?;
        let entry = (table.need("is")?.word(&Severity::WORDS)?, predicate(&table.need("when")?, terms)?);
        table.finish().map(|()| entry)
    };
    entries.iter().map(entry).collect()
}

fn account(value: &Value<'_>) -> Result<AccountWide, Mistake> {
    let table = value.table("account")?;
    let account = AccountWide {
        scope: table.need("scope")?.word(&[("region", Scope::Region), ("account", Scope::Account)])?,
        union: table.get("union").map_or(Ok(false), |value| value.bool())?,
        fact: table.get("fact").map(|value| stated(&value)).transpose()?,
        missing: table.need("missing")?.text()?,
    };
    table.finish().map(|()| account)
}

fn predicate(value: &Value<'_>, terms: &Terms) -> Result<Predicate, Mistake> {
    let table = value.table("predicate")?;
    let built = if let Some(list) = table.get("all") {
        Predicate::All(predicates(&list, terms)?)
    } else if let Some(list) = table.get("any") {
        Predicate::Any(predicates(&list, terms)?)
    } else if let Some(list) = table.get("none") {
        match list.is_list() {
            true => Predicate::Not(Box::new(Predicate::Any(predicates(&list, terms)?))),
            false => Predicate::Not(Box::new(elements(&table, &list, Quantifier::Some, terms)?)),
        }
    } else if let Some(inner) = table.get("not") {
        Predicate::Not(Box::new(predicate(&inner, terms)?))
    } else if let Some(path) = table.get("some") {
        elements(&table, &path, Quantifier::Some, terms)?
    } else if let Some(path) = table.get("every") {
        elements(&table, &path, Quantifier::Every, terms)?
    } else if let Some(path) = table.get("count") {
        let (at_least, at_most) = bounds(&table)?;
        Predicate::Count { path: parse_path(&path)?, at_least, at_most }
    } else if let Some(path) = table.get("world") {
        Predicate::World(parse_path(&path)?)
    } else if let Some(path) = table.get("document") {
        Predicate::Document { path: singular(&path)?, is: Box::new(predicate(&table.need("is")?, terms)?) }
    } else if let Some(kind) = table.get("linked") {
        linked(&table, &kind, Quantifier::Some, terms)?
    } else if let Some(kind) = table.get("every_linked") {
        linked(&table, &kind, Quantifier::Every, terms)?
    } else if let Some(path) = table.get("refers") {
        refers(&table, &path, terms)?
    } else if let Some(kind) = table.get("beside") {
        let scopes = [("region", false), ("account", true)];
        let account = table.get("scope").map_or(Ok(false), |value| value.word(&scopes))?;
        Predicate::Beside { kind: kind.text()?, account, is: inner(&table, terms)? }
    } else if let Some(name) = table.get("fact") {
        Predicate::Stated(statement(&table, &name)?)
    } else if let Some(name) = table.get("holds") {
        match terms.get(name.str()?) {
            Some(term) => term.clone(),
            None => {
                let help = meant(name.str()?, terms.keys().map(String::as_str));
                return Err(name.mistake(format!("nothing is defined as `{}`", name.str()?), help));
            }
        }
    } else if let Some(part) = table.get("quiet") {
        Predicate::Quiet(Box::new(predicate(&part, terms)?))
    } else if let Some(reason) = table.get("undecided") {
        Predicate::Undecided(reason.text()?)
    } else if let Some(words) = table.get("remark") {
        let when = table.get("when").map(|when| predicate(&when, terms)).transpose()?;
        Predicate::Remark { words: words.text()?, when: Box::new(when.unwrap_or(Predicate::All(Vec::new()))) }
    } else if let Some(new) = table.get("new") {
        Predicate::New(new.bool()?)
    } else if let Some(same) = table.get("same_account") {
        Predicate::SameAccount(same.bool()?)
    } else if let Some(sensitive) = table.get("sensitive") {
        Predicate::Sensitive(sensitive.bool()?)
    } else if let Some(path) = table.get("key_of_aws") {
        Predicate::KeyOfAws(singular(&path)?)
    } else if let Some(path) = table.get("path") {
        let default = table.get("default").map(|value| value.json()).transpose()?;
        Predicate::Value { path: singular(&path)?, test: need_test(&table)?, default }
    } else {
        // Asking for every key above makes them the candidates for "did you mean".
        table.finish()?;
        return Err(value.mistake("the predicate is empty".to_owned(), None));
    };
    one_thing(&table)?;
    table.finish().map(|()| built)
}

/// What a predicate is known by, and its tests.
const WORDS: [&str; 32] = [
    "all",
    "any",
    "none",
    "not",
    "some",
    "every",
    "count",
    "world",
    "document",
    "linked",
    "every_linked",
    "refers",
    "beside",
    "fact",
    "holds",
    "quiet",
    "undecided",
    "remark",
    "new",
    "same_account",
    "sensitive",
    "key_of_aws",
    "path",
    "equals",
    "one_of",
    "set",
    "matches",
    "within",
    "same_as",
    "same_as_asking",
    "at_least",
    "at_most",
];

/// Refuses a second predicate or test beside the first: whether both or one of them should hold, nobody has said.
fn one_thing(table: &Table<'_>) -> Result<(), Mistake> {
    match table.left().find(|member| WORDS.contains(&member.key)) {
        Some(second) => {
            let message = format!("`{}` belongs into a predicate of its own", second.key);
            Err(second.mistake(message, Some("join the two: `{ all = [{ … }, { … }] }`".to_owned())))
        }
        None => Ok(()),
    }
}

/// `fact = { fact = "imds_default", equals = "required" }`
fn stated(value: &Value<'_>) -> Result<Statement, Mistake> {
    let table = value.table("fact")?;
    let statement = statement(&table, &table.need("fact")?)?;
    table.finish().map(|()| statement)
}

fn statement(table: &Table<'_>, name: &Value<'_>) -> Result<Statement, Mistake> {
    let known = facts::KNOWN.map(|(name, _)| (name, name));
    Ok(Statement { fact: name.word(&known)?.to_owned(), test: need_test(table)? })
}

fn predicates(list: &Value<'_>, terms: &Terms) -> Result<Vec<Predicate>, Mistake> {
    let items = list.list()?;
    if items.is_empty() {
        return Err(list.mistake(format!("`{}` holds no predicate", list.what), None));
    }
    items.iter().map(|item| predicate(item, terms)).collect()
}

fn inner(table: &Table<'_>, terms: &Terms) -> Result<Option<Box<Predicate>>, Mistake> {
    table.get("is").map(|value| predicate(&value, terms).map(Box::new)).transpose()
}

fn elements(table: &Table<'_>, path: &Value<'_>, quantifier: Quantifier, terms: &Terms) -> Result<Predicate, Mistake> {
    let is = Box::new(predicate(&table.need("is")?, terms)?);
    Ok(Predicate::Elements { path: parse_path(path)?, quantifier, is })
}

fn linked(table: &Table<'_>, kind: &Value<'_>, quantifier: Quantifier, terms: &Terms) -> Result<Predicate, Mistake> {
    Ok(Predicate::Linked(Box::new(Linked {
        kind: kind.text()?,
        by: parse_path(&table.need("by")?)?,
        quantifier,
        is: inner(table, terms)?.map(|is| *is),
        gone: table.get("gone").map_or(Ok(false), |value| value.bool())?,
    })))
}

fn refers(table: &Table<'_>, path: &Value<'_>, terms: &Terms) -> Result<Predicate, Mistake> {
    let truths = [("pass", Truth::True), ("fail", Truth::False), ("unknown", Truth::Unknown)];
    let truth = |key| table.get(key).map(|value| value.word(&truths)).transpose();
    Ok(Predicate::Refers(Box::new(Refers {
        path: parse_path(path)?,
        to: table.need("to")?.strings()?,
        attribute: table.get("attribute").map(|value| value.text()).transpose()?,
        is: inner(table, terms)?.map(|is| *is),
        outside: truth("outside")?.unwrap_or(Truth::Unknown),
        gone: truth("gone")?.unwrap_or(Truth::False),
    })))
}

fn parse_path(value: &Value<'_>) -> Result<Path, Mistake> {
    Path::parse(value.str()?).map_err(|error| value.mistake(error.reason, Some(error.help)))
}

fn singular(value: &Value<'_>) -> Result<Path, Mistake> {
    let path = parse_path(value)?;
    if path.is_singular() {
        return Ok(path);
    }
    let help = "say how many must hold: `some`, `every` or `none` with `is`";
    Err(value.mistake(format!("`{path}` selects many values"), Some(help.to_owned())))
}

fn bounds(table: &Table<'_>) -> Result<(Option<f64>, Option<f64>), Mistake> {
    let bound = |key| table.get(key).map(|value| value.number()).transpose();
    let (at_least, at_most) = (bound("at_least")?, bound("at_most")?);
    match (at_least, at_most) {
        (None, None) => Err(table.mistake("the predicate lacks `at_least` or `at_most`".to_owned(), None)),
        (Some(least), Some(most)) if least > most => {
            Err(table.mistake(format!("nothing is at least {least} and at most {most}"), None))
        }
        found => Ok(found),
    }
}

/// The elements of what a value is compared with. Errors when there are none: nothing would be one of them.
fn filled<'t>(value: &Value<'t>) -> Result<Vec<Value<'t>>, Mistake> {
    let items = value.list()?;
    if items.is_empty() {
        return Err(value.mistake(format!("`{}` is empty: nothing would pass", value.what), None));
    }
    Ok(items)
}

fn need_test(table: &Table<'_>) -> Result<Test, Mistake> {
    if let Some(value) = table.get("equals") {
        return Ok(Test::OneOf(vec![value.json()?]));
    }
    if let Some(list) = table.get("one_of") {
        return Ok(Test::OneOf(filled(&list)?.iter().map(Value::json).collect::<Result<_, _>>()?));
    }
    if let Some(value) = table.get("set") {
        return Ok(Test::Set(value.bool()?));
    }
    if let Some(value) = table.get("matches") {
        let pattern = Regex::new(value.str()?);
        return pattern
            .map(Test::Matches)
            .map_err(|error| value.mistake(format!("not a regular expression: {error}"), None));
    }
    if let Some(value) = table.get("within") {
        let nets = filled(&value)?.into_iter().map(|item| {
            item.str()?.parse().map_err(|_| item.mistake("not an address range such as `10.0.0.0/8`".to_owned(), None))
        });
        return Ok(Test::Within(nets.collect::<Result<_, _>>()?));
    }
    if let Some(path) = table.get("same_as") {
        return Ok(Test::SameAs { path: singular(&path)?, asking: false });
    }
    if let Some(path) = table.get("same_as_asking") {
        return Ok(Test::SameAs { path: singular(&path)?, asking: true });
    }
    if table.has("at_least") || table.has("at_most") {
        let (at_least, at_most) = bounds(table)?;
        return Ok(Test::Range { at_least, at_most });
    }
    let help = "one of equals, one_of, set, matches, within, at_least, at_most, same_as, same_as_asking";
    // A misspelt test is an unknown key; naming the tests makes them the candidates for "did you mean".
    let missing =
        table.mistake("the predicate does not say what the value is tested for".to_owned(), Some(help.to_owned()));
    for key in ["at_least", "at_most", "default"] {
        table.get(key);
    }
    Err(table.stray().unwrap_or(missing))
}
