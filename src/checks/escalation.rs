//! Paths from a principal's rights to more: what it may do, to what, and whose rights that gives it.

mod open;

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::iam::{about, answer, granted, is_of_groups, lower, pass, shown, statements, unread};
use super::rights::{PRINCIPALS, asked_for, attached, protections};
use super::{Analysis, View, world};
use crate::estate::{Estate, Holder, KINDS, Paper};
use crate::finding::{Answer, Fact};
use crate::iam::document::{Document, Statement};
use crate::iam::escalation::{
    Category, Cover, Escalation, Freed, Gain, Older, Path, Strength, admits_principal, cover_of, is_older_version,
    replaces_role, replacing, sets_tags,
};
use crate::iam::grants::{Basis, Boundary, Source, StatementRef, may_act};
use crate::iam::pattern::Object;
use crate::iam::principal::Owners;
use crate::judge::Judged;
use crate::links::Certainty;
use crate::path::Place;
use crate::policy::Profile;
use crate::truth::Truth;
use open::open;

pub(super) const PATHS: Analysis = world("iam-privilege-escalation", PRINCIPALS, KINDS, judge);

fn judge(view: &View<'_, '_>) -> Judged {
    let estate = view.world.estate();
    let all = estate.escalations(view.facts);
    let mut taken: Vec<Vec<Taken<'_>>> = vec![Vec::new(); all.len()];
    for (at, (holder, paths)) in estate.holders.iter().zip(all).enumerate() {
        for path in paths.iter().filter(|path| counts(view, estate, path)) {
            let told = given_by(estate, holder, path).unwrap_or(at);
            taken.get_mut(told).into_iter().for_each(|taken| taken.push(Taken { by: at, path }));
        }
    }
    let each = estate.holders.iter().zip(taken);
    each.filter_map(|(holder, paths)| of_holder(view, estate, holder, paths)).collect()
}

/// A path, and who takes it: a principal, or a member of the group at which it is told.
#[derive(Clone, Copy)]
struct Taken<'e> {
    by: usize,
    path: &'e Escalation,
}

fn of_holder(view: &View<'_, '_>, estate: &Estate, holder: &Holder, mut taken: Vec<Taken<'_>>) -> Option<Answer> {
    // The shortest proof first.
    taken.sort_by_key(|Taken { path, .. }| {
        (Reverse((path.truth, path.strength)), path.caller_only, path.steps(), path.path.id)
    });
    let paths: Vec<&Escalation> = taken.iter().map(|taken| taken.path).collect();
    let fault = paths.first().map_or(Truth::False, |path| path.truth);
    if fault.is_false() {
        // A boundary only takes away: what is not given needs no text of it.
        if holder.member.rights.unreadable.is_empty() {
            return pass(view, holder.resource);
        }
        let mut found = answer(view, holder.resource, Truth::Unknown, MESSAGE)?;
        found.facts = unread(&[holder]);
        return Some(found);
    }
    let Taken { by: at, path: first } = *taken.first()?;
    let who = estate.holders.get(at)?;
    let sure = paths.iter().filter(|path| path.truth == fault);
    let strength = sure.clone().map(|path| path.strength).max().unwrap_or(Strength::Latent);
    let mut found = answer(view, holder.resource, !fault, MESSAGE)?;
    let own: BTreeSet<&str> = sure.clone().flat_map(|e| e.variants.iter().copied().chain([e.path.id])).collect();
    let freed = sure.clone().filter_map(|e| e.frees.as_ref()?.path.as_ref().map(|(path, _)| path.id));
    let raised = sure.clone().flat_map(|e| e.raises.iter().map(|path| path.id));
    found.details.paths = own
        .iter()
        .copied()
        .chain(freed)
        .chain(raised)
        .collect::<BTreeSet<_>>()
        .into_iter()
        .map(str::to_owned)
        .collect();
    found.details.grants.extend(sure.clone().flat_map(|path| path.by.lists()));
    let caller = sure.clone().all(|path| path.caller_only);
    if strength == Strength::Latent {
        found.severity = lower(found.severity);
    }
    if caller {
        found.severity = lower(found.severity);
    }
    found.facts = proof(view, estate, who, first);
    if own.len() > 1 {
        found.facts.push(Fact::assumed(in_all(&own.into_iter().collect::<Vec<_>>())));
    }
    if fault.is_unknown() {
        found.facts.extend(open(view, (at, who), first));
    }
    // That a boundary leaves in what takes it off is told by that.
    let told = own_boundary(first);
    let bounds = |fact: &Fact| fact.place == Place::of(BOUNDARY);
    found.facts.extend(protections(view, holder, false).into_iter().filter(|fact| !(told && bounds(fact))));
    Some(found)
}

/// The first of many paths. `details.paths` holds all, those that they free, and those that raise whom they use.
fn in_all(paths: &[&str]) -> String {
    let count = paths.len();
    match paths.get(..LISTED).filter(|first| first.len() + 1 < count) {
        Some(first) => format!("{count} paths in all: {} and {} more", first.join(", "), count - first.len()),
        None => format!("{count} paths in all: {}", paths.join(", ")),
    }
}

/// Paths that are named in a sentence.
const LISTED: usize = 8;

const MESSAGE: &str = "can give itself more rights than it has";

/// The group at which a path of a user is told: one that gives all of it. What is taken off a user may hold nobody else of
/// its group back.
fn given_by(estate: &Estate, holder: &Holder, path: &Escalation) -> Option<usize> {
    if cover_of(path.path).is_some() || !is_of_groups(holder, path.by.iter()) {
        return None;
    }
    // What a group has by name and what it may have as others may, the user may have of another.
    let alike = |group: &usize| {
        let mut has = path.by.iter().map(|by| estate.has(*group, by));
        let first = has.next().flatten();
        first.is_some() && has.all(|one| one == first)
    };
    // Whose groups are not known may be in any.
    let all = (0..estate.holders.len()).filter(|at| estate.holders.get(*at).is_some_and(Holder::is_group));
    holder.groups().chain(all).find(alike)
}

/// AWS ships service roles with latent paths that their holders can't narrow, so these are strict.
fn counts(view: &View<'_, '_>, estate: &Estate, path: &Escalation) -> bool {
    if path.truth.is_false() || path.path.category == Category::Trust {
        return false;
    }
    let service_role = |by: &StatementRef| estate.paper(by).is_some_and(Paper::is_shipped);
    let shipped = path.strength == Strength::Latent && !path.by.lists().is_empty() && path.by.iter().all(service_role);
    !shipped || view.profile == Profile::Strict
}

/// The chain: the permissions, what they are used on, and whose rights that gives.
fn proof(view: &View<'_, '_>, estate: &Estate, holder: &Holder, path: &Escalation) -> Vec<Fact> {
    let named = let_in(estate, holder, path);
    // Who is named by a trust policy assumes the role by that alone.
    let granted = path.by.iter().next().is_some();
    let asked = |action: &&str| named.is_none() || *action != "sts:AssumeRole" || granted && path.raises.is_empty();
    let steps = || path.raises.iter().copied().chain([path.path]);
    let mut taken: Vec<&str> = steps().flat_map(|path| path.requires.iter().copied()).filter(asked).collect();
    // A role that is passed into a profile is passed once.
    let mut seen = BTreeSet::new();
    taken.retain(|action| seen.insert(*action));
    let ids: Vec<&str> = steps().map(|path| path.id).collect();
    let mut facts = permissions(estate, (&ids.join(", then "), &taken), &path.by);
    let opened = path.frees.as_ref().and_then(|freed| freed.path.as_ref());
    let through = path.carrier.and_then(|at| estate.carriers.get(at)).map(|carrier| {
        let address = carrier.object.address.as_deref().unwrap_or_default();
        let how = match &carrier.profile {
            Some((profile, _)) if steps().any(replaces_role) => {
                let profile = profile.address.as_deref().unwrap_or_default();
                format!("runs with the instance profile `{profile}`, whose role is replaced")
            }
            _ => "runs under the role".to_owned(),
        };
        let note = format!("is within reach, and {how}: {}", carrier.kind);
        Fact { address: Some(address.to_owned()), ..Fact::assumed(note) }
    });
    facts.extend(named);
    if let Some(freed) = &path.frees {
        facts.extend(taken_off(view, estate, holder, (path, freed)));
    }
    if let Some((path, by)) = opened {
        let shown = permissions(estate, (path.id, &path.requires), by);
        // What only an older version says stands nowhere.
        if shown.is_empty() && !by.is_empty() {
            let named = path.requires.join("`, `");
            facts.push(Fact::assumed(format!("the older version gives `{named}` ({})", path.id)));
        }
        facts.extend(shown);
    }
    facts.extend(through);
    let target = |at: usize| estate.holders.get(at);
    match path.gain {
        Gain::Administrator if path.strength == Strength::Latent => {
            facts.push(Fact::assumed("the target is only bounded by a pattern that every name matches"));
        }
        Gain::Administrator if path.frees.is_none() && path.path.category == Category::PrincipalAccess => {
            let given = if path.bounded { "all that its boundary leaves" } else { "any rights" };
            let note = format!("makes a principal of its own, and gives it {given}");
            facts.extend(about(view.world, holder.resource, &note));
            facts.extend(asked_for(estate, holder));
        }
        Gain::Administrator => {
            if path.frees.is_none() || opened.is_some() {
                facts.extend(about(view.world, holder.resource, &format!("gives itself {}", given(path, holder))));
            }
            facts.extend(attached(estate, holder));
        }
        Gain::AdministratorThrough(at) => {
            let itself = path.frees.as_ref().and_then(|freed| freed.role) == Some(at);
            let note = |to: &Holder| match (itself, opened) {
                (true, None) => None,
                (true, Some(_)) => Some(format!("gives itself {}", given(path, to))),
                (false, _) => Some(raised(path, to)),
            };
            let told = |to: &Holder| about(view.world, to.resource, &note(to)?);
            facts.extend(target(at).and_then(told));
            let set_back = target(at).filter(|_| path.raises.iter().any(|first| is_older_version(first)));
            let older = set_back.into_iter().flat_map(|to| older(estate, to, path)).filter(|one| !one.bounds);
            facts.extend(older.map(|one| one.fact).take(LISTED));
        }
        Gain::Member(at) => {
            for (step, to) in [at].into_iter().chain(path.chain.iter().copied()).filter_map(target).enumerate() {
                let own = step == 0 && path.frees.as_ref().is_none_or(|freed| freed.role.is_none());
                let note = if own { "is what it becomes" } else { "is what that becomes" };
                facts.extend(about(view.world, to.resource, note));
            }
        }
    }
    facts
}

/// How somebody else comes to more rights before it is used.
fn raised(path: &Escalation, to: &Holder) -> String {
    let used = match path.path.category {
        Category::NewPassRole => "passed",
        Category::PrincipalAccess if path.path.requires.contains(&"iam:CreateUser") => "joined",
        _ => "used",
    };
    let raises: Vec<&Path> = path.raises.iter().copied().filter(|path| !replaces_role(path)).collect();
    match raises.as_slice() {
        [first] if cover_of(first) == Some(Cover::Boundary) => format!("is {used} without its permissions boundary"),
        [first] if is_older_version(first) => format!("is {used} with a policy of it set back to an older version"),
        // Of its own, or the one that is its boundary.
        [first] if first.requires == ["iam:CreatePolicyVersion"] => format!("is {used} with a policy of it rewritten"),
        _ => format!("is given {}, then {used}", given(path, to)),
    }
}

/// Of any rights, what a holder has that is given them: its boundary stays unless it is what was taken off.
fn given(path: &Escalation, holder: &Holder) -> &'static str {
    let loosened = path.raises.iter().filter(|path| !replaces_role(path)).count() > 1;
    let stays = !loosened && (path.frees.is_none() || matches!(off(path), Off::Deny | Off::Group | Off::Tag));
    let bounded = !matches!(holder.member.rights.boundary, Boundary::None);
    if bounded && stays { "all that its boundary leaves" } else { "any rights" }
}

/// The permissions of a path. One is given whole, and one statement that gives it leaves nothing for others.
fn permissions(estate: &Estate, (id, taken): (&str, &[&str]), by: &Basis) -> Vec<Fact> {
    let named = taken.join("`, `");
    let tags = |by: &&StatementRef| {
        let gives = |one: &Statement| taken.iter().any(|action| may_act(one, action));
        statements(estate, [*by]).any(|(_, one)| sets_tags(one) && !gives(one))
    };
    let (tags, own): (Vec<_>, Vec<_>) = by.in_order().partition(tags);
    let mut facts = match (own.len(), taken.len()) {
        (1, _) | (_, 0 | 1) => granted(estate, own, &format!("gives `{named}` ({id})")),
        _ => {
            let mut facts = granted(estate, own, &format!("gives a part of `{named}` ({id})"));
            facts.push(Fact::assumed(format!("{id} takes `{named}`")));
            facts
        }
    };
    facts.extend(granted(estate, tags, "changes the tag that this takes"));
    facts
}

/// What holds the holder or a role back, how it goes, and what is free then.
fn taken_off(view: &View<'_, '_>, estate: &Estate, holder: &Holder, (path, freed): (&Escalation, &Freed)) -> Vec<Fact> {
    let held = freed.role.and_then(|role| estate.holders.get(role)).unwrap_or(holder);
    let what = off(path);
    let older = if what == Off::Version { older(estate, held, path) } else { Vec::new() };
    let own = if freed.role.is_some() { "a policy of it" } else { "a policy of its own" };
    let set_back = match (older.iter().any(|one| !one.bounds), older.iter().any(|one| one.bounds)) {
        (true, true) => format!("{own} or its permissions boundary"),
        (false, true) => "its permissions boundary".to_owned(),
        (_, false) => own.to_owned(),
    };
    let how = match (what, freed.role.is_some()) {
        (Off::Boundary, false) => "is taken off".to_owned(),
        (Off::Boundary, true) => "is taken off before the role is used".to_owned(),
        (Off::Replaced, _) => "is replaced by another".to_owned(),
        (Off::Rewritten, _) => "is a policy that it rewrites".to_owned(),
        (Off::Version, false) => format!("sets {set_back} back to an older version"),
        (Off::Version, true) => format!("is used with {set_back} set back to an older version"),
        (Off::Deny, _) => "takes off a policy that denies it something".to_owned(),
        (Off::Tag, _) => "is used once the tags that its conditions ask for are changed".to_owned(),
        (Off::Group, _) => "leaves a group that denies it something".to_owned(),
    };
    let then = match &freed.path {
        // Of what nobody knows nothing is told.
        None if what == Off::Version && !path.truth.is_true() => String::new(),
        None if what == Off::Version => ": that opens the rights of an administrator".to_owned(),
        Some((freed, _)) if what == Off::Version => format!(": that opens {}", freed.id),
        Some((freed, _)) if what == Off::Tag => format!(": they held {} back", freed.id),
        None => ": it held back the rights of an administrator".to_owned(),
        Some((freed, _)) => format!(": it held {} back", freed.id),
    };
    let place = match what {
        Off::Boundary | Off::Replaced | Off::Rewritten => Place::of(BOUNDARY),
        Off::Version | Off::Deny | Off::Group | Off::Tag => Place::default(),
    };
    let note = format!("{how}{then}");
    let fact = view.world.resource(held.resource).map(|resource| Fact::new(resource, &place, &note));
    let mut facts: Vec<Fact> = fact.into_iter().map(|fact| Fact { certainty: Certainty::Must, ..fact }).collect();
    facts.extend(older.into_iter().map(|one| one.fact).take(LISTED));
    let others = match what {
        Off::Replaced if !path.truth.is_true() => replacing(&held.member.rights, path.path, estate.ceilings()),
        _ => Vec::new(),
    };
    facts.extend(others.into_iter().filter_map(|one| {
        let cause = one.source.err()?;
        let note = format!("may be its boundary instead, and is not known: {cause}");
        let address = one.address.map(|address| address.to_string());
        Some(Fact { address, ..Fact::assumed(note) }.waits_for(&cause))
    }));
    facts
}

/// What a path takes off.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Off {
    Boundary,
    Replaced,
    Rewritten,
    Version,
    Deny,
    Group,
    Tag,
}

fn off(path: &Escalation) -> Off {
    match cover_of(path.path) {
        Some(Cover::Boundary) if path.path.requires.iter().any(|action| action.starts_with("iam:Put")) => Off::Replaced,
        Some(Cover::Boundary) => Off::Boundary,
        Some(Cover::Membership) => Off::Group,
        Some(Cover::Attached | Cover::Inline | Cover::GroupAttached | Cover::GroupInline) => Off::Deny,
        None if is_older_version(path.path) => Off::Version,
        None if path.path.requires.contains(&"iam:CreatePolicyVersion") => Off::Rewritten,
        None if path.path.requires.contains(&"iam:DeleteRolePermissionsBoundary") => Off::Boundary,
        None => Off::Tag,
    }
}

/// Whether what is told of the boundary of the holder is that it goes.
fn own_boundary(path: &Escalation) -> bool {
    let own = path.frees.as_ref().is_some_and(|freed| freed.role.is_none());
    own && matches!(off(path), Off::Boundary | Off::Replaced | Off::Rewritten)
}

/// The attribute that names a boundary.
const BOUNDARY: &str = "permissions_boundary";

/// The statement of a trust policy that names the holder itself, which is enough in one account.
fn let_in(estate: &Estate, holder: &Holder, path: &Escalation) -> Option<Fact> {
    let at = match (path.frees.as_ref().and_then(|freed| freed.role), path.gain) {
        (Some(role), _) => role,
        (None, _) if path.frees.is_some() => return None,
        (None, Gain::Member(at) | Gain::AdministratorThrough(at)) => at,
        (None, Gain::Administrator) => return None,
    };
    let trust =
        estate.trusts.get(estate.holders.get(at)?.trust?).filter(|_| path.path.requires.contains(&"sts:AssumeRole"))?;
    let lets_in = |statement: &&Statement| {
        let alone = Source::new("", Document::new(trust.source.document.version, [(*statement).clone()]));
        !admits_principal(&[alone], &holder.member, &Owners::default(), Truth::True, Truth::False).is_false()
    };
    let statement = trust.source.document.statements.iter().find(lets_in)?;
    Some(shown(trust, statement, "names it, and one account asks for no more"))
}

/// A policy of a holder of which an older version may be put in force.
struct Versions {
    /// Whether it is its boundary
    bounds: bool,
    fact: Fact,
}

fn older(estate: &Estate, holder: &Holder, path: &Escalation) -> Vec<Versions> {
    let attached = holder.member.policies.iter().map(|(policy, _)| (policy, false));
    let all = attached.chain(holder.member.bounding.iter().map(|policy| (policy, true)));
    let versions = |(policy, bounds): (&Object, bool)| {
        let (note, waits_for) = match estate.older(policy) {
            Some(Older::Last(_)) if path.truth.is_true() => ("keeps the version that the plan replaces", None),
            Some(Older::None) => return None,
            _ if path.truth.is_true() => return None,
            Some(Older::Last(_)) | None => {
                ("may have older versions, and no plan shows what those say", Some("older versions of it".to_owned()))
            }
        };
        let fact = Fact { address: Some(policy.address.as_ref()?.to_string()), waits_for, ..Fact::assumed(note) };
        Some(Versions { bounds, fact })
    };
    all.filter_map(versions).collect()
}
