//! Tags that a member sets before it asks: a question whose conditions ask for tags in, the answers once it has set them out.
//!
//! A condition on a tag of a resource, or of the principal, restricts nobody who may set that tag.

use std::rc::Rc;

use super::asker::{ASSUME, Asker, unbounded};
use super::made::{FREE, filled};
use super::proof::Proof;
use super::{Member, MemberKind};
use crate::iam::catalogue;
use crate::iam::condition::{Kind, holds_of, is_borne_by, of_resource};
use crate::iam::document::{Condition, Statement};
use crate::iam::facts::{Fact, Facts};
use crate::iam::grants::{Answer, Asked, Rights, is_told};
use crate::iam::pattern::openness;
use crate::iam::text::{Part, Text};
use crate::truth::Truth;

/// What bears tags, with the permissions to set one and to take one off.
/// <https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html>
const TAGGING: [(&str, &str, &str); 16] = [
    ("iam:role", "iam:TagRole", "iam:UntagRole"),
    ("iam:user", "iam:TagUser", "iam:UntagUser"),
    ("iam:policy", "iam:TagPolicy", "iam:UntagPolicy"),
    ("apprunner:service", "apprunner:TagResource", "apprunner:UntagResource"),
    ("bedrock-agentcore:browser-custom", "bedrock-agentcore:TagResource", "bedrock-agentcore:UntagResource"),
    ("bedrock-agentcore:code-interpreter-custom", "bedrock-agentcore:TagResource", "bedrock-agentcore:UntagResource"),
    ("bedrock-agentcore:runtime", "bedrock-agentcore:TagResource", "bedrock-agentcore:UntagResource"),
    ("codebuild:project", "codebuild:UpdateProject", "codebuild:UpdateProject"),
    ("codedeploy:deploymentgroup", "codedeploy:TagResource", "codedeploy:UntagResource"),
    ("ec2:instance", "ec2:CreateTags", "ec2:DeleteTags"),
    ("ec2:launch-template", "ec2:CreateTags", "ec2:DeleteTags"),
    ("ecs:task", "ecs:TagResource", "ecs:UntagResource"),
    ("glue:devendpoint", "glue:TagResource", "glue:UntagResource"),
    ("lambda:function", "lambda:TagResource", "lambda:UntagResource"),
    ("sagemaker:notebook-instance", "sagemaker:AddTags", "sagemaker:DeleteTags"),
    ("states:statemachine", "states:TagResource", "states:UntagResource"),
];

/// Services whose names stand before the key of a tag in the requests for actions of others.
const PREFIXES: [&str; 3] = ["aws", "ec2", "iam"];

/// What bears a tag that a condition asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Bearer {
    Target,
    Itself,
}

/// A tag that is set, or taken off where it has no value.
#[derive(Clone)]
struct Change<'k> {
    bearer: Bearer,
    tag: &'k str,
    value: Option<Text>,
}

/// A question, and what its target and the member may be tagged by.
struct Tagger<'a> {
    asker: &'a Asker<'a>,
    action: &'a str,
    asked: Asked<'a>,
    facts: &'a Facts,
    target: Option<&'static (&'static str, &'static str, &'static str)>,
    itself: Option<&'static (&'static str, &'static str, &'static str)>,
}

/// Whether a member may set or take off any tag.
pub(super) fn tags(rights: &Rights) -> bool {
    TAGGING.iter().any(|(_, set, unset)| rights.may(set) || rights.may(unset))
}

/// Whether somebody tells no objects of an action apart by their names, be it to set tags that are asked for.
pub(super) fn is_alike(rights: &Rights, action: &str) -> bool {
    let takes = |(kind, ..): &&(&str, &str, &str)| catalogue::takes(action, kind);
    let tagging = || TAGGING.iter().filter(takes).flat_map(|(_, set, unset)| [set, unset]);
    rights.is_alike_on_all(action)
        && (!rights.asks_of_resource(action) || tagging().all(|action| rights.is_alike_on_all(action)))
}

impl Asker<'_> {
    /// The answers to a question once it has changed tags that conditions ask for: what it takes for one statement that allows
    /// it, for one of its boundary, and for those that deny it.
    pub(super) fn retagged(&self, action: &str, asked: Asked<'_>, facts: &Facts) -> Vec<Rc<Answer>> {
        if !self.tags() {
            return Vec::new();
        }
        let [own, bounding] = self.member.rights.conditional(action, |key| bearer(key, action).is_some());
        if own.is_empty() && bounding.is_empty() {
            return Vec::new();
        }
        let tagger = Tagger::new(self, action, asked, facts);
        let denies = own.iter().chain(&bounding).filter(|statement| !statement.is_allow());
        let denies = [Vec::new(), denies.filter_map(|statement| tagger.unmet(statement)).collect()];
        let mut answers = Vec::new();
        let bounding = tagger.wishes(&bounding);
        for own in tagger.wishes(&own) {
            for (bounding, denies) in bounding.iter().flat_map(|one| denies.iter().map(move |denies| (one, denies))) {
                answers.extend(tagger.answer(&merged(&[&own, bounding, denies])));
            }
        }
        answers
    }

    /// Its facts once it has the tags that the trust policy of a role asks for, and what allows it to set them.
    pub(super) fn let_in_by(&self, role: &Member) -> Vec<(Facts, Proof)> {
        if !self.tags() {
            return Vec::new();
        }
        let tagger = Tagger::new(self, ASSUME, Asked::Object(&role.object), &self.member.facts);
        let all: Vec<&Statement> = role.trust.iter().flat_map(|source| source.document.statements.iter()).collect();
        let denies = all.iter().filter(|statement| !statement.is_allow());
        let denies = [Vec::new(), denies.filter_map(|statement| tagger.unmet(statement)).collect()];
        let each =
            tagger.wishes(&all).into_iter().flat_map(|own| denies.each_ref().map(|denies| merged(&[&own, denies])));
        each.filter_map(|changes| tagger.set(&changes)).collect()
    }
}

impl<'a> Tagger<'a> {
    fn new(asker: &'a Asker<'a>, action: &'a str, asked: Asked<'a>, facts: &'a Facts) -> Self {
        let is_target = |(kind, ..): &&(&str, &str, &str)| match (catalogue::shape(kind), asked) {
            (Some(shape), Asked::Object(object)) => {
                catalogue::takes(action, kind) && openness(&object.arn, shape).is_some()
            }
            _ => catalogue::takes(action, kind),
        };
        let own = match asker.member.kind {
            MemberKind::Role => Some("iam:role"),
            MemberKind::User => Some("iam:user"),
            _ => None,
        };
        let target = TAGGING.iter().find(is_target);
        let itself = TAGGING.iter().find(|(kind, ..)| Some(*kind) == own);
        Self { asker, action, asked, facts, target, itself }
    }

    /// What makes each of the statements that allow something do so, and nothing.
    fn wishes<'k>(&self, all: &[&'k Statement]) -> Vec<Vec<Change<'k>>> {
        let allows = all.iter().filter(|statement| statement.is_allow());
        [Vec::new()].into_iter().chain(allows.filter_map(|statement| self.met(statement))).collect()
    }

    /// What makes all conditions of a statement on tags hold, if anything does.
    fn met<'k>(&self, statement: &'k Statement) -> Option<Vec<Change<'k>>> {
        let asking = statement.conditions.iter().filter(|condition| bearer(&condition.key, self.action).is_some());
        let open = asking.filter(|condition| !self.holds(condition, self.facts).is_true());
        open.map(|condition| self.change(condition, Truth::True)).collect()
    }

    /// What makes one of them not hold.
    fn unmet<'k>(&self, statement: &'k Statement) -> Option<Change<'k>> {
        let mut conditions = statement.conditions.iter();
        conditions.find_map(|condition| self.change(condition, Truth::False))
    }

    /// The change that the member may most surely make for a condition to be `wanted`.
    fn change<'k>(&self, condition: &'k Condition, wanted: Truth) -> Option<Change<'k>> {
        let is = |change: &Change<'k>| self.holds(condition, &self.changed(self.facts.clone(), change)) == wanted;
        let possible = self.choices(condition).into_iter().filter(is);
        let weighed =
            possible.map(|change| (self.allowed(&change).truth, change)).filter(|(truth, _)| !truth.is_false());
        let best = weighed.reduce(|best, one| if best.0 < one.0 { one } else { best });
        best.map(|(_, change)| change)
    }

    /// The values that a condition names, another, and none; for one that names the tag of the principal, that of the target.
    fn choices<'k>(&self, condition: &'k Condition) -> Vec<Change<'k>> {
        let Some((bearer, tag)) = bearer(&condition.key, self.action) else { return Vec::new() };
        let free = condition.operator.test.kind == Kind::StringLike;
        let value = |wanted: &Text| match wanted.as_literal() {
            Some(text) if free => Text::literal(&filled(text)),
            _ => wanted.clone(),
        };
        let named = condition.values.iter().filter_map(|wanted| Some(value(&*self.facts.filled(wanted)?)));
        let others = [Some(Text::literal(FREE)), None];
        let mut choices: Vec<Change<'k>> =
            named.map(Some).chain(others).map(|value| Change { bearer, tag, value }).collect();
        if let Some(value) = self.fact(condition, self.facts).and_then(Fact::value) {
            let names = condition.values.iter().filter_map(own_tag);
            choices.extend(names.map(|tag| Change { bearer: Bearer::Itself, tag, value: Some(value.clone()) }));
        }
        choices
    }

    /// What is known of the key of a condition.
    fn fact<'f>(&'f self, condition: &Condition, facts: &'f Facts) -> Option<&'f Fact> {
        let of_target = || match self.asked {
            Asked::Object(object) => object.facts.get(&of_resource(&condition.key)?),
            Asked::Open | Asked::Type(_) | Asked::Some => None,
        };
        facts.get(&condition.key).or_else(of_target)
    }

    fn holds(&self, condition: &Condition, facts: &Facts) -> Truth {
        self.fact(condition, facts).map_or(Truth::Unknown, |fact| holds_of(condition, fact, facts))
    }

    /// The facts once a tag is changed, by every key that the request bears it under.
    fn changed(&self, facts: Facts, change: &Change<'_>) -> Facts {
        let set = |facts: Facts, key: &str| match &change.value {
            Some(value) => facts.with(key, value.clone()),
            None => facts.without(key),
        };
        if change.bearer == Bearer::Itself {
            return set(facts, &format!("aws:PrincipalTag/{}", change.tag));
        }
        let own = self.action.split(':').next().unwrap_or_default();
        let keys = PREFIXES.into_iter().chain([own]).map(|prefix| format!("{prefix}:ResourceTag/{}", change.tag));
        keys.filter(|key| is_borne_by(key, self.action)).fold(facts, |facts, key| set(facts, &key))
    }

    /// Whether the member may make a change. A tag that is set when something is made, and then alone, is of nothing here.
    fn allowed(&self, change: &Change<'_>) -> Answer {
        let (row, asked) = match change.bearer {
            Bearer::Itself => (self.itself, Asked::Object(&self.asker.member.object)),
            Bearer::Target => (self.target, self.asked),
        };
        let Some((kind, set, unset)) = row else { return Answer::no() };
        let asked = match (asked, catalogue::shape(kind)) {
            (Asked::Open, Some(shape)) => Asked::Type(shape),
            (asked, _) => asked,
        };
        let service = kind.split(':').next().unwrap_or_default();
        let facts = self.asker.member.facts.clone().with("aws:TagKeys", change.tag);
        let facts = facts.without(&format!("{service}:CreateAction"));
        let (action, facts) = match &change.value {
            Some(value) => (set, facts.with(&format!("aws:RequestTag/{}", change.tag), value.clone())),
            None => (unset, facts),
        };
        Answer::clone(&unbounded(self.asker.member.rights.allows(action, asked, &facts).into()))
    }

    /// The facts once some tags are changed, and what allows to change them; `None` where none is, or one may not be.
    fn set(&self, changes: &[Change<'_>]) -> Option<(Facts, Proof)> {
        let facts = changes.iter().fold(self.facts.clone(), |facts, change| self.changed(facts, change));
        let mut proof = Proof::new();
        changes.iter().for_each(|change| proof.and(&self.allowed(change)));
        (!changes.is_empty() && !proof.truth.is_false()).then_some((facts, proof))
    }

    /// The answer once some tags are changed.
    fn answer(&self, changes: &[Change<'_>]) -> Option<Rc<Answer>> {
        let (facts, mut proof) = self.set(changes)?;
        let answer = unbounded(self.asker.member.rights.allows(self.action, self.asked, &facts).into());
        proof.and(&answer);
        let Proof { truth, by, caller_only } = proof;
        (!truth.is_false()).then(|| Answer { truth, by, caller_only, ..Answer::clone(&answer) }.into())
    }
}

/// What bears the tag that a key names in the requests for an action, and the tag.
fn bearer<'k>(key: &'k str, action: &str) -> Option<(Bearer, &'k str)> {
    let (start, tag) = key.split_once('/')?;
    if start.eq_ignore_ascii_case("aws:PrincipalTag") {
        return Some((Bearer::Itself, tag));
    }
    (of_resource(key).is_some() && is_told(key, action)).then_some((Bearer::Target, tag))
}

/// The tag of the principal that a value is.
fn own_tag(value: &Text) -> Option<&str> {
    let [Part::Variable(name)] = value.parts() else { return None };
    bearer(name, "").filter(|(bearer, _)| *bearer == Bearer::Itself).map(|(_, tag)| tag)
}

/// All changes, of those of one tag the first.
fn merged<'k>(all: &[&Vec<Change<'k>>]) -> Vec<Change<'k>> {
    let mut merged: Vec<Change<'k>> = Vec::new();
    for change in all.iter().copied().flatten() {
        let is = |one: &Change<'_>| one.bearer == change.bearer && one.tag.eq_ignore_ascii_case(change.tag);
        if !merged.iter().any(is) {
            merged.push(change.clone());
        }
    }
    merged
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_sets_tags_takes_what_bears_them() {
        for (kind, set, unset) in TAGGING {
            assert!(catalogue::takes(set, kind), "{set} {kind}");
            assert!(catalogue::takes(unset, kind), "{unset} {kind}");
        }
    }

    #[test]
    fn a_tag_is_of_the_principal_or_of_the_target() {
        for (key, action, expected) in [
            ("aws:PrincipalTag/Team", "iam:PutRolePolicy", Some((Bearer::Itself, "Team"))),
            ("aws:ResourceTag/a/b", "iam:PutRolePolicy", Some((Bearer::Target, "a/b"))),
            ("iam:resourcetag/team", "sts:AssumeRole", Some((Bearer::Target, "team"))),
            ("ec2:ResourceTag/team", "iam:PutRolePolicy", None),
            ("aws:ResourceTag/team", "iam:PassRole", None),
            ("aws:RequestTag/team", "iam:TagRole", None),
            ("aws:PrincipalArn", "iam:TagRole", None),
        ] {
            assert_eq!(bearer(key, action), expected, "{key} {action}");
        }
    }
}
