//! What may be shown of a document: a statement in, one line without secrets out.

use super::Paper;
use crate::iam::document::{Condition, Effect, Scope, Statement};
use crate::iam::text::Text;
use crate::redact;

/// Patterns shown of a list.
const SHOWN: usize = 6;

/// A statement of a document, as JSON in one line.
pub fn statement(paper: &Paper, statement: &Statement) -> String {
    if paper.sensitive {
        return redact::SENSITIVE.to_owned();
    }
    let mut members = Vec::new();
    members.extend(statement.sid.as_ref().map(|sid| format!("\"Sid\": \"{sid}\"")));
    let effect = if statement.effect == Effect::Allow { "Allow" } else { "Deny" };
    members.push(format!("\"Effect\": \"{effect}\""));
    if let Some(principals) = &statement.principals {
        let not = if principals.negated { "Not" } else { "" };
        members.push(format!("\"{not}Principal\": {}", list(principals.entries.iter().map(|entry| &entry.id))));
    }
    members.push(scope("Action", &statement.actions));
    members.extend(statement.resources.as_ref().map(|resources| scope("Resource", resources)));
    members.extend(statement.conditions.iter().map(condition));
    redact::text(&format!("{{ {} }}", members.join(", "))).into_owned()
}

/// A piece of a document.
pub fn text(paper: &Paper, text: &str) -> String {
    if paper.sensitive { redact::SENSITIVE.to_owned() } else { redact::text(text).into_owned() }
}

fn scope(name: &str, scope: &Scope) -> String {
    let not = match scope {
        Scope::Only(_) => "",
        Scope::AllBut(_) => "Not",
    };
    format!("\"{not}{name}\": {}", list(scope.patterns().iter()))
}

fn condition(condition: &Condition) -> String {
    format!("\"{}\" is {}", condition.key, list(condition.values.iter()))
}

fn list<'t>(texts: impl ExactSizeIterator<Item = &'t Text>) -> String {
    let count = texts.len();
    let mut shown: Vec<String> = texts.take(SHOWN).map(|text| format!("\"{text}\"")).collect();
    if count == 1 {
        return shown.pop().unwrap_or_default();
    }
    if count > SHOWN {
        shown.push(format!("and {} more", count - SHOWN));
    }
    format!("[{}]", shown.join(", "))
}
