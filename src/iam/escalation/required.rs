//! Boundaries that have to be set on what is made: the conditions that ask for one in, what each lets through out.

use std::sync::Arc;

use super::asker::{ADMINISTRATOR, ATTACHING, Asker, POLICY};
use super::bind::Seeker;
use super::path::{Bind, bind, taken};
use super::power::{Powers, powers};
use super::proof::Edge;
use super::{Member, MemberKind, Path, Strength};
use crate::iam::condition::Kind;
use crate::iam::document::Condition;
use crate::iam::facts::Facts;
use crate::iam::grants::{Asked, Rights, Source};
use crate::iam::managed;
use crate::iam::pattern::{Object, Reading, resource_matches};
use crate::iam::text::Text;
use crate::truth::Truth;

/// The key of the boundary that a principal is made with, or has when it is given rights:
/// <https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html>
pub const BOUNDARY: &str = "iam:PermissionsBoundary";

/// What asks for a boundary by a condition.
pub(super) const ASKING: [&str; 6] = [
    "iam:CreateRole",
    "iam:CreateUser",
    "iam:AttachRolePolicy",
    "iam:PutRolePolicy",
    "iam:AttachUserPolicy",
    "iam:PutUserPolicy",
];

/// A customer-managed policy, which may be asked for as a boundary or as what is attached.
#[derive(Clone, Debug)]
pub struct Ceiling {
    /// Its ARN
    pub object: Object,
    /// What it says, or why that is not known
    pub source: Result<Source, Arc<str>>,
}

/// A boundary that a condition asks for, by a value that the condition matches.
#[derive(Debug)]
pub struct Required {
    /// The value
    pub value: Text,
    /// The address of the policy, if it is in the plan
    pub address: Option<Arc<str>>,
    /// Whether the condition asks for this one
    pub sure: Truth,
    /// What it says, or why that is not known
    pub source: Result<Source, Arc<str>>,
}

/// The boundaries that the conditions of somebody's rights ask for, as far as their policies are known.
pub fn required(rights: &Rights, ceilings: &[Ceiling]) -> Vec<Required> {
    asked_for(ASKING.iter().flat_map(|action| rights.conditions_on(action, BOUNDARY)), ceilings)
}

/// The boundaries that the conditions of somebody's rights name for what sets one by a path, be it to leave them alone.
pub fn replacing(rights: &Rights, path: &Path, ceilings: &[Ceiling]) -> Vec<Required> {
    let own = path.requires.iter().flat_map(|action| rights.conditions_on(action, BOUNDARY));
    let bounding = path.requires.iter().flat_map(|action| rights.bounding_conditions_on(action, BOUNDARY));
    asked_for(own.chain(bounding), ceilings)
}

fn asked_for<'c>(conditions: impl Iterator<Item = &'c Condition>, ceilings: &[Ceiling]) -> Vec<Required> {
    let mut found: Vec<Required> = Vec::new();
    for wanted in conditions.flat_map(|condition| &condition.values) {
        let shipped = wanted.as_literal().and_then(|arn| Some((arn, managed::policy(arn)?)));
        let shipped = shipped.map(|(arn, policy)| Required {
            value: wanted.clone(),
            address: None,
            sure: Truth::True,
            source: Ok(Source::new(arn, policy.document)),
        });
        let of_plan = ceilings.iter().filter_map(|ceiling| {
            let sure = resource_matches(wanted, &ceiling.object, Reading::Segments, &Facts::none());
            let value = if wanted.has_wildcard() { ceiling.object.arn.clone() } else { wanted.clone() };
            let address = ceiling.object.address.clone();
            (!sure.is_false()).then(|| Required { value, address, sure, source: ceiling.source.clone() })
        });
        for required in shipped.into_iter().chain(of_plan) {
            if !found.iter().any(|one| (&one.value, one.sure) == (&required.value, required.sure)) {
                found.push(required);
            }
        }
    }
    found
}

/// The policies of which nothing is known and that somebody may attach, where a condition says which.
pub fn attachable<'c>(member: &Member, ceilings: &'c [Ceiling]) -> Vec<&'c Ceiling> {
    let rights = &member.rights;
    let asked: Vec<&str> =
        ATTACHING.into_iter().filter(|action| !rights.conditions_on(action, POLICY).is_empty()).collect();
    let may = |one: &&Ceiling| {
        let facts = member.facts.clone().with(POLICY, one.object.arn.clone());
        one.source.is_err() && asked.iter().any(|action| !rights.allows(action, Asked::Some, &facts).truth.is_false())
    };
    ceilings.iter().filter(may).collect()
}

/// What the conditions of somebody's rights ask for. A pattern stands for one that it matches, which itself is such a text.
pub(super) fn wanted(rights: &Rights) -> Vec<Text> {
    let conditions = ASKING.iter().flat_map(|action| rights.conditions_on(action, BOUNDARY));
    let named = conditions.filter(|condition| condition.operator.test.kind != Kind::Null);
    let mut found: Vec<Text> = named.flat_map(|condition| condition.values.iter().cloned()).collect();
    found.sort();
    found.dedup();
    found
}

/// Whether some condition of somebody's rights asks for a boundary.
pub(super) fn asks(rights: &Rights) -> bool {
    ASKING.iter().any(|action| !rights.conditions_on(action, BOUNDARY).is_empty())
}

/// The boundaries that may be asked for and let some power through, by what `through` says of their policies in each way. The
/// policy of an administrator is one of them wherever a condition lets it be; none where none is asked for.
pub fn loose<const N: usize>(
    rights: &Rights,
    ceilings: &[Ceiling],
    through: impl Fn(Source) -> [Powers; N],
) -> Vec<(Text, [Powers; N])> {
    if !asks(rights) {
        return Vec::new();
    }
    let weighed = required(rights, ceilings).into_iter().map(|one| {
        let through = one.source.map_or([Powers::administrator(Truth::Unknown); N], &through);
        (one.value, through.map(|through| through.and(one.sure)))
    });
    let all = (Text::literal(ADMINISTRATOR), [Powers::ALL; N]);
    [all].into_iter().chain(weighed.filter(|(_, through)| *through != [Powers::NONE; N])).collect()
}

impl Seeker<'_> {
    /// The boundaries that may be asked for and the powers that they let through: by proven steps, and by all.
    pub(super) fn loose_boundaries(&self) -> &[(Text, [Powers; 2])] {
        self.loose.get_or_init(|| match self.within {
            true => vec![(Text::literal(ADMINISTRATOR), [Powers::ALL; 2])],
            false => loose(&self.asker.member.rights, &self.estate.ceilings, |source| self.lets_through(source)),
        })
    }

    /// What who is made with a boundary, and given any rights, has or comes to, by steps that the member can't take itself.
    /// What it makes again may be made under any boundary but the one that is weighed.
    fn lets_through(&self, boundary: Source) -> [Powers; 2] {
        let rights = Rights::of(vec![boundary]);
        let mut through = [powers(&rights, &Facts::none()); 2];
        if through[0].administrator.is_true() {
            return through;
        }
        let made = Member { kind: MemberKind::Role, rights, ..self.asker.member.as_ref().clone() };
        let made = Seeker::new(self.estate, self.targets, self.at, Asker::owning(made)).within();
        for path in taken() {
            let steps = made.steps(path);
            if steps.is_empty() {
                continue;
            }
            let own = if matches!(bind(path), Bind::Create(_)) { Vec::new() } else { self.steps(path) };
            let gained = [Strength::Proven, Strength::Latent].map(|least| {
                let all =
                    |edges: &[Edge]| edges.iter().map(|edge| self.gains_by(edge, least)).fold(Powers::NONE, Powers::or);
                all(&steps).beyond(all(&own))
            });
            through = [through[0].or(gained[0]), through[1].or(gained[1])];
        }
        through
    }

    /// Whether a step, and those after it, make an administrator, if they are sure enough.
    pub(super) fn raises(&self, edge: &Edge, least: Strength) -> Truth {
        self.gains_by(edge, least).administrator
    }

    /// The powers that a step, and those after it, give, if they are sure enough.
    fn gains_by(&self, edge: &Edge, least: Strength) -> Powers {
        if edge.strength < least { Powers::NONE } else { self.targets.reached(edge.to, least).and(edge.truth) }
    }
}
