//! What the analyses of permissions have in common: how they show statements, gaps and conditions.

use std::sync::Arc;

use super::View;
use crate::estate::{self, Estate, Gap, Holder, Paper, doubts};
use crate::finding::{Answer, Fact};
use crate::iam::condition::{Class, readings};
use crate::iam::document::{Scope, Statement};
use crate::iam::grants::{self, Cause, StatementRef};
use crate::iam::text::{Part, Text};
use crate::judge::doubt;
use crate::links::Certainty;
use crate::path::Place;
use crate::policy::Severity;
use crate::truth::Truth;
use crate::world::World;

/// The remark that goes with every answer on rights.
pub(super) const NO_SCP: &str = "service control policies are not considered";

/// An answer about a resource, without facts yet.
pub(super) fn answer(view: &View<'_, '_>, resource: usize, passes: Truth, message: &str) -> Option<Answer> {
    let resource = view.world.resource(resource)?;
    let message = format!("{}`{}` {message}", doubt(passes), resource.name());
    Some(Answer::new(resource, passes, view.policy.severity, message))
}

/// A pass.
pub(super) fn pass(view: &View<'_, '_>, resource: usize) -> Option<Answer> {
    let resource = view.world.resource(resource)?;
    Some(Answer::new(resource, Truth::True, view.policy.severity, String::new()))
}

/// A statement of a document, shown at its place.
pub(super) fn shown(paper: &Paper, statement: &Statement, note: &str) -> Fact {
    let data = paper.data.as_ref().filter(|data| !note.contains(&***data));
    let from = data.map(|data| format!(", written as {data}")).unwrap_or_default();
    let of = paper.made().map(|made| format!("`{made}` of the template, ")).unwrap_or_default();
    let fact = at(paper, format!("{of}statement {}: {note}{from}", name(paper, statement)));
    fact.showing(estate::statement(paper, statement)).in_statement(statement.index)
}

/// A fact about a document.
pub(super) fn at(paper: &Paper, note: String) -> Fact {
    Fact { address: Some(paper.address.to_string()), place: paper.place.clone(), ..Fact::assumed(note) }
}

fn name(paper: &Paper, statement: &Statement) -> String {
    if paper.sensitive {
        return format!("{}", statement.index + 1);
    }
    estate::text(paper, &statement.name())
}

/// The statements that an answer names, each with its document.
pub(super) fn statements<'e, 'b>(
    estate: &'e Estate,
    by: impl IntoIterator<Item = &'b StatementRef>,
) -> impl Iterator<Item = (&'e Paper, &'e Statement)> {
    by.into_iter().filter_map(|by| {
        let paper = estate.paper(by)?;
        paper.source.document.statements.iter().find(|one| one.index == by.index).map(|statement| (paper, statement))
    })
}

/// The statements behind an answer as facts, with what their conditions were taken for.
pub(super) fn granted<'b>(estate: &Estate, by: impl IntoIterator<Item = &'b StatementRef>, note: &str) -> Vec<Fact> {
    let mut facts = Vec::new();
    for (paper, statement) in statements(estate, by).take(4) {
        let held = paper.managed().map(|arn| format!("{note}, in `{arn}`"));
        facts.push(shown(paper, statement, held.as_deref().unwrap_or(note)));
        facts.extend(conditions(paper, statement));
    }
    facts
}

/// What the conditions of a statement were taken for.
pub(super) fn conditions(paper: &Paper, statement: &Statement) -> Vec<Fact> {
    let weighed = readings(&statement.conditions).into_iter().map(|reading| {
        let word = match reading.class {
            Class::Vacuous | Class::Free => "does not restrict",
            Class::Caller => "restricts the caller only",
            Class::Object => "restricts the object",
            Class::Unclassified => "can't be weighed",
            Class::Dead => "is never met",
        };
        at(paper, format!("a condition {word}: {}", estate::text(paper, &reading.reason())))
    });
    weighed.collect()
}

/// What is not known, as facts that wait.
pub(super) fn gaps<'g>(gaps: impl IntoIterator<Item = &'g Gap>) -> Vec<Fact> {
    gaps.into_iter().map(gap).collect()
}

/// What can't be read of the rights of holders.
pub(super) fn unread(holders: &[&Holder]) -> Vec<Fact> {
    let told = estate::unread(holders);
    gaps(told.first).into_iter().chain(more(told.more)).collect()
}

/// How many attachments there are besides those that are told.
pub(super) fn more(count: usize) -> Option<Fact> {
    let one = if count == 1 { "attachment waits" } else { "attachments wait" };
    (count > 0).then(|| Fact::assumed(format!("{count} more {one} like these")))
}

/// One thing that is not known.
pub(super) fn gap(gap: &Gap) -> Fact {
    let fact = Fact {
        address: Some(gap.address.to_string()),
        place: gap.place.clone(),
        ..Fact::assumed(if gap.shown.is_some() {
            gap.cause.to_string()
        } else {
            format!("is not known: {}", gap.cause)
        })
    };
    match &gap.shown {
        Some(value) => fact.showing(value.clone()).waits_for(&gap.cause),
        None => fact.waits_for(&gap.cause),
    }
}

/// Why an answer on rights is open.
pub(super) fn causes(holder: &Holder, estate: &Estate, answer: &grants::Answer) -> Vec<Fact> {
    let mut facts = Vec::new();
    let unreadable = answer.causes.iter().any(|cause| matches!(cause, Cause::Unreadable(_)));
    if unreadable {
        facts.extend(unread(&[holder]));
    }
    let attachment = |cause: &Arc<str>| answer.causes.contains(&Cause::Attachment(cause.clone()));
    let told = doubts(&[holder], attachment);
    let doubted = |paper: &Paper| estate.doubt(holder, paper).is_some_and(|gap| attachment(&gap.cause));
    if let Some((paper, statement)) =
        statements(estate, answer.by.in_order()).next().filter(|(paper, _)| doubted(paper))
    {
        facts.push(shown(paper, statement, "gives it, if it is put on this principal"));
    }
    facts.extend(gaps(told.first));
    facts.extend(more(told.more));
    let untold = answer.causes.iter().find_map(|cause| match cause {
        Cause::Condition(key) => holder.untold(key),
        _ => None,
    });
    facts.extend(untold.map(gap));
    for cause in &answer.causes {
        let (Cause::Condition(cause) | Cause::Text(cause) | Cause::Object(cause) | Cause::Pattern(cause)) = cause
        else {
            continue;
        };
        let is_pattern = answer.causes.contains(&Cause::Pattern(cause.clone()));
        let mut given = statements(estate, answer.by.in_order());
        let first = given.next();
        let named = first.into_iter().chain(given).find(|(_, statement)| waits_for(statement, cause));
        if let Some((paper, statement)) = named.or(first) {
            let note = match is_pattern {
                true => "what its resources match is known after apply".to_owned(),
                false if cause.contains(' ') => format!("{} decides, and is not known", estate::text(paper, cause)),
                false => format!("`{}` decides, and is not known", estate::text(paper, cause)),
            };
            facts.push(shown(paper, statement, &note).waits_for(cause));
        }
    }
    facts
}

/// Whether a text of a statement waits for this.
fn waits_for(statement: &Statement, cause: &Arc<str>) -> bool {
    let listed = statement.actions.patterns().iter();
    let listed = listed.chain(statement.resources.iter().flat_map(Scope::patterns));
    let mut texts = listed.chain(statement.conditions.iter().flat_map(|condition| &condition.values));
    texts.any(|text| text.parts().iter().any(|part| matches!(part, Part::Unknown(own) if own == cause)))
}

/// One step less.
pub(super) fn lower(severity: Severity) -> Severity {
    match severity {
        Severity::Critical => Severity::High,
        Severity::High => Severity::Medium,
        Severity::Medium | Severity::Low => Severity::Low,
    }
}

/// A fact about a resource as a whole.
pub(super) fn about(world: &World<'_>, resource: usize, note: &str) -> Option<Fact> {
    let fact = Fact::new(world.resource(resource)?, &Place::default(), note);
    Some(Fact { certainty: Certainty::Must, ..fact })
}

/// Whether all that gives a user this comes from its groups, at which it is reported.
pub(super) fn is_of_groups<'b>(holder: &Holder, by: impl IntoIterator<Item = &'b StatementRef>) -> bool {
    let mut by = by.into_iter().peekable();
    by.peek().is_some() && by.all(|by| holder.has_through_groups(&by.origin))
}

/// Whether a pattern names one resource: a reference, whatever stands around it, or a name without a wildcard.
pub(super) fn names_one(pattern: &Text) -> bool {
    let name =
        |text: &str| text.splitn(6, ':').nth(5).is_some_and(|name| !name.is_empty() && !name.contains(['*', '?']));
    pattern.parts().iter().any(|part| matches!(part, Part::Symbol(symbol) if symbol.is_identity()))
        || pattern.as_literal().is_some_and(name)
}
