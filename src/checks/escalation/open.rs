//! Why it can't be told whether a path is open: a path and its holder in, what is not known out.

use std::collections::BTreeSet;

use super::super::View;
use super::super::iam::{gaps, more, shown, statements};
use crate::estate::{self, Estate, Gap, Holder, Paper, doubts};
use crate::finding::Fact;
use crate::iam::condition::{CLUSTER, of_resource};
use crate::iam::document::Statement;
use crate::iam::escalation::{Escalation, Gain, cover_of, undecided};
use crate::iam::facts::{self, Facts};
use crate::iam::pattern::{Object, Reading, action_matches, resource_matches};
use crate::iam::principal::{Classified, Owners, Party, classify};
use crate::iam::text::{Part, Text};
use crate::path::Place;

/// What leaves a path open: gaps of the principal and of those it would become, and what may keep a Deny that it takes off.
pub(super) fn open(view: &View<'_, '_>, (at, holder): (usize, &Holder), path: &Escalation) -> Vec<Fact> {
    let estate = view.world.estate();
    let next = match path.gain {
        Gain::Member(at) | Gain::AdministratorThrough(at) => Some(at),
        Gain::Administrator => None,
    };
    let freed = path.frees.as_ref().and_then(|freed| freed.role);
    let others =
        freed.into_iter().chain(next).chain(path.chain.iter().copied()).filter_map(|at| estate.holders.get(at));
    let holders: Vec<&Holder> = std::iter::once(holder).chain(others).collect();
    let trusts = holders.iter().skip(1).filter_map(|to| estate.trusts.get(to.trust?));
    let told = doubts(&holders, |_| true);
    let unread = estate::unread(&holders);
    let trusted = trusts.flat_map(|paper| &paper.gaps);
    let mut named = unnamed(view, holder, path);
    let trusts: Vec<&Paper> = holders.iter().skip(1).filter_map(|to| estate.trusts.get(to.trust?)).collect();
    named.extend(trusts.iter().copied().flat_map(strangers));
    let owners = estate.owners(view.facts);
    let whose = trusts.iter().flat_map(|trust| whose(trust, owners));
    let passed = trusts.iter().filter(|_| !path.path.services.is_empty()).flat_map(|trust| unmet(trust));
    let kept = cover_of(path.path).map(|cover| estate.kept(at, cover)).unwrap_or_default();
    // Who is in a trust policy that can't be read has no name to be told by.
    if trusts.iter().all(|trust| trust.gaps.is_empty()) {
        named.extend(nameless(view, holder, path));
    }
    named.extend(unidentified(view, path));
    named.extend(profiles(view, path));
    let all: BTreeSet<&Gap> =
        unread.first.into_iter().chain(trusted).chain(told.first).chain(&named).chain(kept).collect();
    whose.chain(passed).chain(gaps(all)).chain(more(unread.more + told.more)).collect()
}

/// Whether the name of the holder decides whether a trust policy names it, and is not known.
fn nameless(view: &View<'_, '_>, holder: &Holder, path: &Escalation) -> Option<Gap> {
    let mut parts = holder.member.object.arn.parts().iter();
    let open = parts.any(|part| matches!(part, Part::Symbol(symbol) if *symbol.address == *holder.address));
    let resource =
        view.world.resource(holder.resource).filter(|_| open && path.path.requires.contains(&"sts:AssumeRole"))?;
    let cause = resource.root().get("name").cause().unwrap_or("a name that is known after apply");
    Some(Gap::new(resource, &Place::of("name"), cause))
}

/// The resources and conditions of a path's statements, and of Denies of its permissions, of which something is not known.
fn unnamed(view: &View<'_, '_>, holder: &Holder, path: &Escalation) -> Vec<Gap> {
    let estate = view.world.estate();
    let freed = path.frees.as_ref().and_then(|freed| freed.path.as_ref());
    let by = path.by.in_order().chain(freed.into_iter().flat_map(|(_, by)| by.in_order()));
    let given = statements(estate, by);
    let paths = || path.raises.iter().copied().chain([path.path]).chain(freed.map(|(path, _)| *path));
    let requires = || paths().flat_map(|path| &path.requires);
    let acts = |statement: &Statement| {
        let mut patterns = statement.actions.patterns().iter();
        patterns.any(|pattern| requires().any(|action| !action_matches(pattern, action).is_false()))
    };
    let denied = holder.denies.iter().filter_map(|source| Some((estate.papers.get(source.rank)?, source)));
    let denied = denied.flat_map(|(paper, source)| source.document.statements.iter().map(move |one| (paper, one)));
    let all = given.chain(denied.filter(|(_, statement)| acts(statement)));
    let gaps = all.flat_map(|(paper, one)| {
        let resources = one.resources.iter().flat_map(|scope| scope.patterns());
        let values = one.conditions.iter().flat_map(|condition| &condition.values);
        let tags = one.conditions.iter().filter_map(|condition| holder.untold(&condition.key));
        let of_targets = one.conditions.iter().flat_map(|condition| untold(view, (holder, path), &condition.key));
        resources.chain(values).flat_map(move |text| unknown(paper, text)).chain(tags.cloned()).chain(of_targets)
    });
    gaps.collect()
}

/// What a path goes through.
fn carrier<'e>(estate: &'e Estate, path: &Escalation) -> Option<&'e Object> {
    path.carrier.and_then(|at| estate.carriers.get(at)).map(|carrier| &carrier.object)
}

/// What a path goes through, where its id decides whether a pattern names it, and is not known.
fn unidentified(view: &View<'_, '_>, path: &Escalation) -> Option<Gap> {
    let estate = view.world.estate();
    let object = carrier(estate, path)?;
    let given = statements(estate, path.by.in_order());
    let mut patterns = given.flat_map(|(_, one)| one.resources.iter().flat_map(|scope| scope.patterns()));
    let may_be = |pattern: &Text| resource_matches(pattern, object, Reading::Whole, &Facts::none()).is_unknown();
    let resource = view.world.named(object.address.as_deref()?).next()?;
    let open = patterns.any(|pattern| pattern.as_literal().is_some() && may_be(pattern));
    open.then(|| Gap::new(resource, &Place::default(), "its id, which AWS gives it after apply"))
}

/// What is not known of the instance profiles that a role which is in none may be put into.
fn profiles(view: &View<'_, '_>, path: &Escalation) -> Vec<Gap> {
    let to = match path.gain {
        Gain::Member(at) | Gain::AdministratorThrough(at) => view.world.estate().holders.get(at),
        Gain::Administrator => None,
    };
    let mut services = path.raises.iter().copied().chain([path.path]).flat_map(|path| &path.services);
    if !services.any(|service| *service == "ec2.amazonaws.com") || to.is_none_or(|to| to.member.profiled.is_true()) {
        return Vec::new();
    }
    let gap = |profile, name| {
        let node = view.world.resource(profile)?.root().get(name);
        Some(Gap::new(view.world.resource(profile)?, &Place::of(name), node.cause()?))
    };
    let all = view.world.of_kind("aws_iam_instance_profile").map(|profile| profile.id);
    all.flat_map(|profile| ["name", "role"].into_iter().filter_map(move |name| gap(profile, name))).collect()
}

/// What is not known of the tags of what a path goes through and leads to, if a condition on a key asks for them.
fn untold(view: &View<'_, '_>, (holder, path): (&Holder, &Escalation), key: &str) -> Vec<Gap> {
    let estate = view.world.estate();
    let to = match path.gain {
        Gain::Member(at) | Gain::AdministratorThrough(at) => estate.holders.get(at),
        Gain::Administrator => Some(holder),
    };
    let targets = carrier(estate, path).into_iter().chain(to.map(|to| &to.member.object));
    let open = |object: &&Object| of_resource(key).and_then(|key| object.facts.get(&key)) == Some(&facts::Fact::Open);
    let gap = |object: &Object| {
        let resource = view.world.named(object.address.as_deref()?).next()?;
        let place = if key.eq_ignore_ascii_case(CLUSTER) { "cluster" } else { "tags" };
        let node = resource.root().get(place);
        let cause = node.names().into_iter().find_map(|name| node.get(name).cause()).or_else(|| node.cause());
        Some(Gap::new(resource, &Place::of(place), cause.unwrap_or("what its provider gives it")))
    };
    targets.filter(open).filter_map(gap).collect()
}

/// The principals of a trust policy that are not known.
fn strangers(trust: &Paper) -> Vec<Gap> {
    let named = trust.source.document.statements.iter().filter_map(|statement| statement.principals.as_ref());
    named.flat_map(|principals| &principals.entries).flat_map(|entry| unknown(trust, &entry.id)).collect()
}

/// The statements of a trust policy with principals of which it is not known whose they are.
fn whose(trust: &Paper, owners: &Owners) -> Vec<Fact> {
    let facts = trust.source.document.statements.iter().filter_map(|statement| {
        let written = statement.principals.iter().flat_map(|principals| &principals.entries);
        let mut written = written.filter(|entry| entry.id.as_literal().is_some());
        written.find_map(|entry| match classify(entry, owners) {
            Classified { party: Party::Unknown(cause), reason, .. } => {
                Some(shown(trust, statement, &reason).waits_for(&cause))
            }
            _ => None,
        })
    });
    facts.collect()
}

/// The statements of a trust policy with a condition of which it is not known whether a service meets it.
fn unmet(trust: &Paper) -> impl Iterator<Item = Fact> {
    let allows = trust.source.document.statements.iter().filter(|statement| statement.is_allow());
    allows.filter_map(|statement| {
        let reading = undecided(statement)?;
        let cause = format!("what `{}` is worth", reading.condition.key);
        Some(shown(trust, statement, &reading.reason()).waits_for(&cause))
    })
}

/// The pieces of a text that are not known.
fn unknown<'t>(paper: &'t Paper, text: &'t Text) -> impl Iterator<Item = Gap> + 't {
    text.parts().iter().filter_map(|part| match part {
        Part::Unknown(cause) => Some(paper.gap(cause)),
        // What is not of AWS may give any name.
        Part::Symbol(symbol) if !symbol.address.contains("aws_") => {
            Some(paper.gap(&format!("{}.{}", symbol.address, symbol.attribute)))
        }
        Part::Symbol(_) | Part::Literal(_) | Part::Escaped(_) | Part::Variable(_) => None,
    })
}
