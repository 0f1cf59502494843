//! Groups: the memberships of a world in, what users have by them out.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::granted::Had;
use super::holders::{Build, sure};
use super::named::Named;
use super::paper::Gap;
use crate::iam::escalation::MemberKind;
use crate::path::Path;
use crate::truth::Truth;

impl Build<'_, '_, '_> {
    /// Users have what their groups have.
    pub(super) fn groups(&mut self) {
        self.granted.hand_out();
        let world = self.world();
        let mut members: BTreeMap<(usize, usize), Option<Gap>> = BTreeMap::new();
        for (kind, one, one_kind, many, many_kind) in [
            ("aws_iam_user_group_membership", "$.user", "aws_iam_user", "$.groups[*]", "aws_iam_group"),
            ("aws_iam_group_membership", "$.group", "aws_iam_group", "$.users[*]", "aws_iam_user"),
        ] {
            let (Ok(one), Ok(many)) = (Path::parse(one), Path::parse(many)) else { continue };
            for resource in world.of_kind(kind) {
                let named = |path: &Path, kind: &str| -> Vec<(usize, Option<Gap>)> {
                    let named = path.select(resource.root()).into_iter().flat_map(|(place, node)| {
                        let named = Named::of(world, resource, &node, kind, !path.is_singular()).each(world, kind);
                        let gap = move |cause: Arc<str>| Gap::new(resource, &place, &cause);
                        named.into_iter().map(move |(to, doubt)| (to, doubt.map(&gap))).collect::<Vec<_>>()
                    });
                    named.filter_map(|(to, doubt)| Some((self.holder(to)?, doubt))).collect()
                };
                let (own, others) = (named(&one, one_kind), named(&many, many_kind));
                for (own, doubt) in &own {
                    for (other, further) in &others {
                        let pair = if one_kind == "aws_iam_user" { (*own, *other) } else { (*other, *own) };
                        let doubt = doubt.as_ref().or(further.as_ref());
                        let known = members.entry(pair).or_insert_with(|| doubt.cloned());
                        if doubt.is_none() {
                            *known = None;
                        }
                    }
                }
            }
        }
        for ((user, group), doubt) in members {
            self.join(user, group, doubt.as_ref());
        }
        // Whoever may change a group's policies changes the group's own rights.
        for holder in self.holders.iter_mut().filter(|holder| holder.member.kind == MemberKind::Group) {
            holder.member.groups.push((holder.member.object.clone(), Truth::True));
        }
    }

    fn join(&mut self, user: usize, group: usize, doubt: Option<&Gap>) {
        let Some((object, gaps)) = self.holders.get(group).map(|g| (g.member.object.clone(), g.gaps.clone())) else {
            return;
        };
        let papers = self.granted.of(group).map(|had: &Had| had.papers.clone()).unwrap_or_default();
        for (paper, held) in papers {
            let own = self.granted.has(user, paper);
            if let Some(paper) = self.papers.get(paper).filter(|_| !own) {
                let origin = paper.source.origin.clone();
                self.holders.get_mut(user).into_iter().for_each(|h| h.through_groups.push(origin.clone()));
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
