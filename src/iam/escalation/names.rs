//! Members by what statements name: the resource patterns of a permission in; the members that they can match out.
//!
//! Where each of many roles may do something to itself alone, to ask each about each is the square of their number.

use std::collections::{BTreeMap, BTreeSet};
use std::iter::successors;

use foldhash::HashMap;

use super::asker::ASSUME;
use super::{Member, MemberKind};
use crate::iam::catalogue;
use crate::iam::pattern::Object;
use crate::iam::text::{Part, Text};

/// Members, as their places in the estate, by the resources that a permission on them takes.
#[derive(Debug)]
pub(super) struct Names<'e> {
    /// By its kind
    own: HashMap<MemberKind, Named<'e>>,
    /// By the customer-managed policies that it has, or that are its boundary
    policies: Named<'e>,
}

/// By the address, and by what the ARN has behind each of its slashes: the path with the name, and the name.
#[derive(Debug, Default)]
struct Named<'e> {
    by_end: BTreeMap<&'e str, Vec<usize>>,
    /// Those of which the name is not known, and so may be any
    nameless: Vec<usize>,
    /// Those of which the name is known and the path is not
    pathless: Vec<usize>,
}

impl<'e> Names<'e> {
    pub(super) fn new(members: &'e [Member]) -> Self {
        let (mut own, mut policies) = (HashMap::<_, Named<'e>>::default(), Named::default());
        for (at, member) in members.iter().enumerate() {
            own.entry(member.kind).or_default().add(&member.object, at);
            let attached = member.policies.iter().map(|(policy, _)| policy);
            attached.chain(&member.bounding).for_each(|policy| policies.add(policy, at));
            if !member.rights.shared.is_empty() {
                policies.nameless.push(at);
            }
        }
        Self { own, policies }
    }

    /// Those of a kind on which somebody may do all of some actions, as far as statements or the roles that name it tell;
    /// `None` where it may be any.
    pub(super) fn within(
        &self,
        member: &Member,
        (actions, namers): (&[&'static str], &BTreeSet<usize>),
        kind: MemberKind,
    ) -> Option<BTreeSet<usize>> {
        let none = Named::default();
        let own = self.own.get(&kind).unwrap_or(&none);
        let few = actions.iter().filter_map(|action| {
            let noun = if catalogue::takes(action, "iam:policy") { "iam:policy" } else { noun(kind)? };
            let named = if noun == "iam:policy" { &self.policies } else { own };
            let mut found: BTreeSet<usize> = named.nameless.iter().copied().collect();
            if *action == ASSUME {
                found.extend(namers);
            }
            // What has no value matches nothing.
            let is_open = |pattern: &Text, _| match member.facts.filled(pattern) {
                Some(pattern) => !named.find(&pattern, &mut found),
                None => false,
            };
            (!member.rights.any_pattern(action, catalogue::shape(noun)?, is_open)).then_some(found)
        });
        few.min_by_key(BTreeSet::len)
    }
}

impl<'e> Named<'e> {
    fn add(&mut self, object: &'e Object, at: usize) {
        let mut add = |end| self.by_end.entry(end).or_default().push(at);
        object.address.as_deref().into_iter().for_each(&mut add);
        let Some((before, end)) = object.arn.suffix().split_once('/') else {
            return self.nameless.push(at);
        };
        successors(Some(end), |end| Some(end.split_once('/')?.1)).for_each(add);
        // An account that is not known has no slash; a path may have many.
        if !before.contains(':') {
            self.pathless.push(at);
        }
    }

    /// Adds those whom a pattern names, by a name or by how one begins; false where it may name others.
    fn find(&self, pattern: &Text, found: &mut BTreeSet<usize>) -> bool {
        if let [Part::Symbol(symbol)] = pattern.parts()
            && symbol.is_identity()
            && !symbol.is_free()
        {
            found.extend(self.by_end.get(&*symbol.address).into_iter().flatten());
            return true;
        }
        let Some(name) = last(pattern) else { return false };
        let Some((start, _)) = name.split_once(['*', '?']) else {
            found.extend(self.by_end.get(name).into_iter().flatten());
            return true;
        };
        // What follows the last slash of the pattern follows some slash of the ARN, for a wildcard goes through slashes.
        let from = self.by_end.range(start..).take_while(|(end, _)| end.starts_with(start));
        found.extend(from.flat_map(|(_, members)| members).chain(&self.pathless));
        !start.is_empty()
    }
}

fn noun(kind: MemberKind) -> Option<&'static str> {
    match kind {
        MemberKind::Role => Some("iam:role"),
        MemberKind::User => Some("iam:user"),
        MemberKind::Group => Some("iam:group"),
        MemberKind::PermissionSet | MemberKind::Policy => None,
    }
}

/// The name in an ARN, after its path.
pub(super) fn last(arn: &Text) -> Option<&str> {
    Some(arn.suffix().rsplit_once('/')?.1)
}
