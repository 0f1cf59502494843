//! Members by what statements name: the resource patterns of a permission in; the members that they can match out.
//!
//! Where each of many roles may do something to itself alone, to ask each about each is the square of their number.

use std::collections::BTreeSet;

use foldhash::HashMap;

use super::asker::ASSUME;
use super::{Member, MemberKind};
use crate::iam::catalogue;
use crate::iam::grants::Rights;
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

/// By the address, or by the name in the ARN.
#[derive(Debug, Default)]
struct Named<'e> {
    by_name: HashMap<&'e str, Vec<usize>>,
    /// Those of which the name is not known, and so may be any
    nameless: Vec<usize>,
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
        rights: &Rights,
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
            let is_open = |pattern: &Text, _| match named.of(pattern) {
                Some(members) => {
                    found.extend(members);
                    false
                }
                None => true,
            };
            (!rights.any_pattern(action, catalogue::shape(noun)?, is_open)).then_some(found)
        });
        few.min_by_key(BTreeSet::len)
    }
}

impl<'e> Named<'e> {
    fn add(&mut self, object: &'e Object, at: usize) {
        let name = last(&object.arn);
        if name.is_none() {
            self.nameless.push(at);
        }
        let names = [name, object.address.as_deref()].into_iter().flatten();
        names.for_each(|name| self.by_name.entry(name).or_default().push(at));
    }

    /// Whom a pattern names; `None` where it may name others.
    fn of(&self, pattern: &Text) -> Option<&[usize]> {
        match pattern.parts() {
            [Part::Symbol(symbol)] if symbol.is_identity() && !symbol.is_free() => {
                self.by_name.get(&*symbol.address).map(Vec::as_slice)
            }
            _ => {
                let name = last(pattern).filter(|name| !name.contains(['*', '?']))?;
                Some(self.by_name.get(name).map(Vec::as_slice).unwrap_or_default())
            }
        }
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
    match arn.parts().last() {
        Some(Part::Literal(text)) => Some(text.rsplit_once('/')?.1),
        _ => None,
    }
}
