//! Groups: the memberships of a world in, what users have by them out.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::exclusive::left_out;
use super::granted::Had;
use super::holders::{Build, sure};
use super::named::Named;
use super::paper::Gap;
use crate::iam::escalation::MemberKind;
use crate::iam::pattern::Object;
use crate::path::Path;
use crate::truth::Truth;
use crate::world::Resource;

/// Users or groups that a membership names.
#[derive(Default)]
struct Side {
    /// Holders, each with what leaves it open
    named: Vec<(usize, Option<Gap>)>,
    /// Why it may be any of them
    any: Option<Gap>,
}

impl Build<'_, '_, '_> {
    /// Users have what their groups have. Who may be in any group, and the groups that anyone may be in, are kept once and
    /// not for each pair.
    pub(super) fn groups(&mut self) {
        self.granted.hand_out();
        let mut members: BTreeMap<(usize, usize), Option<Gap>> = BTreeMap::new();
        let (mut anywhere, mut of_anyone) = (BTreeMap::new(), BTreeMap::new());
        for (kind, user, group, by_user) in [
            ("aws_iam_user_group_membership", "$.user", "$.groups[*]", true),
            ("aws_iam_group_membership", "$.users[*]", "$.group", false),
        ] {
            let (Ok(user), Ok(group)) = (Path::parse(user), Path::parse(group)) else { continue };
            for resource in self.world().of_kind(kind) {
                let users = self.side(resource, &user, "aws_iam_user");
                let groups = self.side(resource, &group, "aws_iam_group");
                // The doubt of the one comes before that of the many.
                let doubt = |user: &Option<Gap>, group: &Option<Gap>| {
                    let (first, then) = if by_user { (user, group) } else { (group, user) };
                    first.as_ref().or(then.as_ref()).cloned()
                };
                for (user, own) in &users.named {
                    for (group, other) in &groups.named {
                        let doubt = doubt(own, other);
                        let known = members.entry((*user, *group)).or_insert_with(|| doubt.clone());
                        *known = known.take().filter(|_| doubt.is_some());
                    }
                    if groups.any.is_some() {
                        anywhere.entry(*user).or_insert_with(|| doubt(own, &groups.any));
                    }
                }
                if users.any.is_some() {
                    let named = groups.named.iter().map(|(group, other)| (*group, doubt(&users.any, other)));
                    let any = groups.any.iter().flat_map(|_| self.of(MemberKind::Group));
                    for (group, doubt) in named.chain(any.map(|group| (group, doubt(&users.any, &groups.any)))) {
                        of_anyone.entry(group).or_insert(doubt);
                    }
                }
            }
        }
        let left_out = self.left_out(&members);
        for ((user, group), doubt) in &members {
            self.join(*user, *group, doubt.as_ref(), left_out.get(&(*user, *group)));
        }
        self.open(&anywhere, &of_anyone);
        // Whoever may change a group's policies changes the group's own rights.
        for holder in self.holders.iter_mut().filter(|holder| holder.member.kind == MemberKind::Group) {
            holder.member.groups.push((holder.member.object.clone(), Truth::True));
        }
    }

    /// Members of groups that a list of all members leaves out, though another resource puts them there:
    /// <https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/iam_group_membership>
    fn left_out(&self, members: &BTreeMap<(usize, usize), Option<Gap>>) -> BTreeMap<(usize, usize), Gap> {
        let (Ok(user), Ok(group)) = (Path::parse("$.users[*]"), Path::parse("$.group")) else { return BTreeMap::new() };
        let mut of: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        members.keys().for_each(|(user, group)| of.entry(*group).or_default().push(*user));
        let mut found = BTreeMap::new();
        for list in self.world().of_kind("aws_iam_group_membership") {
            let listed = self.side(list, &user, "aws_iam_user").named;
            let listed: BTreeSet<usize> =
                listed.iter().filter(|(_, doubt)| doubt.is_none()).map(|(user, _)| *user).collect();
            let groups = self.side(list, &group, "aws_iam_group");
            let named = groups.named.iter().map(|(group, _)| *group);
            let any = groups.any.iter().flat_map(|_| of.keys().copied());
            for group in named.chain(any) {
                let others = of.get(&group).into_iter().flatten().filter(|user| !listed.contains(user));
                others.for_each(|user| _ = found.entry((*user, group)).or_insert_with(|| left_out(list, "users")));
            }
        }
        found
    }

    /// What a membership names of users or of groups.
    fn side(&self, resource: &Resource<'_>, path: &Path, kind: &str) -> Side {
        let world = self.world();
        let mut side = Side::default();
        for (place, node) in path.select(resource.root()) {
            let named = Named::of(world, resource, &node, kind, !path.is_singular());
            let gap = |cause: Arc<str>| Gap::new(resource, &place, &cause);
            let all = named.one_by_one();
            side.named.extend(all.filter_map(|(to, doubt)| Some((self.holder(to)?, doubt.map(gap)))));
            side.any = side.any.or_else(|| named.any.map(gap));
        }
        side
    }

    /// The holders of a kind.
    fn of(&self, kind: MemberKind) -> impl Iterator<Item = usize> {
        let all = self.holders.iter().enumerate();
        all.filter(move |(_, holder)| holder.member.kind == kind).map(|(at, _)| at)
    }

    /// Users that may be in any group, and groups that anyone may be in, each with why.
    fn open(&mut self, anywhere: &BTreeMap<usize, Option<Gap>>, of_anyone: &BTreeMap<usize, Option<Gap>>) {
        let objects = |groups: &mut dyn Iterator<Item = usize>| -> Arc<[Object]> {
            groups.filter_map(|at| Some(self.holders.get(at)?.member.object.clone())).collect()
        };
        let (any, some) = (objects(&mut self.of(MemberKind::Group)), objects(&mut of_anyone.keys().copied()));
        if !anywhere.is_empty() {
            let groups: Vec<usize> = self.of(MemberKind::Group).collect();
            self.granted.any_group(&groups, anywhere);
        }
        let users: Vec<usize> = self.of(MemberKind::User).collect();
        self.granted.of_anyone(of_anyone, &users);
        for user in users {
            let open = if anywhere.contains_key(&user) { &any } else { &some };
            if let Some(holder) = self.holders.get_mut(user) {
                holder.member.open_groups = open.clone();
            }
        }
    }

    fn join(&mut self, user: usize, group: usize, doubt: Option<&Gap>, left_out: Option<&Gap>) {
        let Some((object, gaps)) = self.holders.get(group).map(|g| (g.member.object.clone(), g.gaps.clone())) else {
            return;
        };
        let papers = self.granted.of(group).map(|had: &Had| had.papers.clone()).unwrap_or_default();
        for (paper, held) in papers {
            // What it may have by another of its groups it has by this one.
            let own = self.granted.has_besides_groups(user, paper);
            if let Some(paper) = self.papers.get(paper).filter(|_| !own) {
                let origin = paper.source.origin.clone();
                self.holders.get_mut(user).into_iter().for_each(|h| h.through_groups.push(origin.clone()));
            }
            let denies = self.papers.get(paper).is_some_and(|paper| paper.source.denies_something());
            let lapse = self.lapses.get(&(group, paper)).or(left_out.filter(|_| denies)).cloned();
            match lapse {
                Some(gap) if !own => _ = self.lapses.insert((user, paper), gap),
                // What one of its groups surely keeps it keeps.
                None if doubt.is_none() && held.is_none() => _ = self.lapses.remove(&(user, paper)),
                Some(_) | None => {}
            }
            self.granted.grant(user, paper, held.map(|gap| *gap).or_else(|| doubt.cloned()));
        }
        self.granted.join(user, group);
        gaps.into_iter().for_each(|gap| self.gap(user, gap));
        if let Some(holder) = self.holders.get_mut(user) {
            holder.member.groups.push((object, sure(doubt.is_some())));
            holder.groups.push((group, doubt.cloned()));
        }
    }

    fn gap(&mut self, holder: usize, gap: Gap) {
        if let Some(holder) = self.holders.get_mut(holder).filter(|holder| !holder.gaps.contains(&gap)) {
            holder.gaps.push(gap);
        }
    }
}
