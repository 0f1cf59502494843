//! Tags that a member sets before it asks: a question whose conditions ask for tags in, the answers once it has set them out.
//!
//! A condition on a tag of a resource, or of the principal, restricts nobody who may set that tag.

use std::collections::BTreeSet;
use std::rc::Rc;

use super::asker::{ASSUME, Asker, unbounded};
use super::passing::is_near;
use super::proof::Proof;
use super::tags::{Bearer, Change, Question, borne, changed, choices, holds, tag};
use super::{Member, MemberKind};
use crate::iam::catalogue;
use crate::iam::document::{Condition, Statement};
use crate::iam::facts::Facts;
use crate::iam::grants::{Answer, Asked, Basis, Cause, Rights, may_act};
use crate::iam::pattern::openness;
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

/// How many tags are set, one after another, to be allowed to set the one that is asked for.
const BEFORE: usize = 2;

/// What was changed, one after another, and what allowed it.
#[derive(Clone)]
struct Done<'k> {
    changes: Vec<Change<'k>>,
    proof: Proof,
    /// Why it is unknown whether that is allowed, if it is
    causes: BTreeSet<Cause>,
}

/// A member with other tags of its own.
#[derive(Debug)]
pub struct Tagged {
    /// What is fixed for it then
    pub facts: Facts,
    /// Whether it may set them
    pub set: Truth,
    /// The statements that let it
    pub by: Basis,
    /// Why that is unknown, if it is
    pub causes: BTreeSet<Cause>,
}

/// What bears tags, with the permissions to set one and to take one off.
type Tagging = (&'static str, &'static str, &'static str);

/// Sets tags for a question: what its target and the member may be tagged by.
struct Tagger<'a> {
    asker: &'a Asker<'a>,
    asked: Asked<'a>,
    target: Option<&'static Tagging>,
    itself: Option<&'static Tagging>,
}

/// Whether a member may set or take off any tag.
pub(super) fn tags(rights: &Rights) -> bool {
    TAGGING.iter().any(|(_, set, unset)| rights.may(set) || rights.may(unset))
}

/// Whether a statement may let somebody set or take off tags.
pub fn sets_tags(statement: &Statement) -> bool {
    TAGGING.iter().any(|(_, set, unset)| may_act(statement, set) || may_act(statement, unset))
}

/// A member once it has tags that the statements about an action ask of it.
pub fn tagged(member: &Member, action: &str, asked: Asked<'_>) -> Vec<Tagged> {
    let own = |key: &str| tag(key, action).is_some_and(|(bearer, _)| bearer == Bearer::Itself);
    let asks = || member.rights.conditional(action, own).iter().any(|statements| !statements.is_empty());
    if !tags_itself(member) || !member.rights.may(action) || !asks() {
        return Vec::new();
    }
    // What can't be read may let it set them.
    let asker = Asker::owning(member.clone());
    let tagger = Tagger::new(&asker, action, asked);
    let question = tagger.question(action, asked, &member.facts);
    let ways = tagger.ways(&question, &asker.asking(action), &Done::nothing()).into_iter();
    let itself = ways.filter(|done| done.changes.iter().all(|change| change.bearer == Bearer::Itself));
    let tagged = |done: Done<'_>| Tagged {
        facts: tagger.facts(&question, &done.changes),
        set: done.proof.truth,
        by: done.proof.by,
        causes: done.causes,
    };
    itself.map(tagged).collect()
}

/// What a member is tagged by itself.
fn itself(member: &Member) -> Option<&'static Tagging> {
    let own = match member.kind {
        MemberKind::Role => "iam:role",
        MemberKind::User => "iam:user",
        _ => return None,
    };
    TAGGING.iter().find(|(kind, ..)| *kind == own)
}

/// Whether some statement may let a member set or take off tags of its own.
pub(super) fn tags_itself(member: &Member) -> bool {
    itself(member).is_some_and(|(_, set, unset)| member.rights.may(set) || member.rights.may(unset))
}

/// Whether somebody tells no objects of an action apart by their names, be it to set tags that are asked for.
pub(super) fn is_alike(rights: &Rights, action: &str) -> bool {
    rights.is_alike_on_all(action) && (!rights.asks_of_resource(action) || tags_all_alike(rights, action))
}

/// Whether somebody tags what an action takes without telling any of it apart by its name.
fn tags_all_alike(rights: &Rights, action: &str) -> bool {
    let takes = |(kind, ..): &&Tagging| catalogue::takes(action, kind);
    let mut tagging = TAGGING.iter().filter(takes).flat_map(|(_, set, unset)| [set, unset]);
    tagging.all(|action| rights.is_alike_on_all(action))
}

impl Asker<'_> {
    /// Whether neither it nor who tags for it tells any objects of some actions apart by their names.
    pub(super) fn is_alike_on(&self, actions: &[&str]) -> bool {
        let rights = &self.member.rights;
        let by_tags = |action: &str| {
            let mut aid = self.aid.iter().filter(|_| rights.asks_of_resource(action));
            aid.all(|aid| tags_all_alike(&aid.member.rights, action))
        };
        actions.iter().all(|action| is_alike(rights, action) && by_tags(action))
    }

    /// Whether its statements about an action ask for tags.
    pub(super) fn asks_for_tags(&self, action: &str) -> bool {
        self.asking(action).iter().any(|statements| !statements.is_empty())
    }

    /// The answers to a question once it has changed tags that conditions ask for: what it takes for one statement that allows
    /// it, for one of its boundary, and for those that deny it.
    pub(super) fn retagged(&self, action: &str, asked: Asked<'_>, facts: &Facts) -> Vec<Rc<Answer>> {
        if !self.tags() {
            return Vec::new();
        }
        let statements = self.asking(action);
        if statements.iter().all(Vec::is_empty) {
            return Vec::new();
        }
        let tagger = Tagger::new(self, action, asked);
        let question = tagger.question(action, asked, facts);
        let ways = tagger.ways(&question, &statements, &Done::nothing());
        ways.iter().filter_map(|done| tagger.answer_after(&question, done)).collect()
    }

    /// Its facts once it has the tags that the trust policy of a role asks for, and what allows it to set them.
    pub(super) fn let_in_by(&self, role: &Member) -> Vec<(Facts, Proof)> {
        if !self.tags() {
            return Vec::new();
        }
        let asked = Asked::Object(&role.object);
        let tagger = Tagger::new(self, ASSUME, asked);
        let question = tagger.question(ASSUME, asked, &self.member.facts);
        let all = role.trust.iter().flat_map(|source| source.document.statements.iter()).collect();
        let ways = tagger.ways(&question, &[all, Vec::new()], &Done::nothing());
        ways.into_iter().map(|done| (tagger.facts(&question, &done.changes), done.proof)).collect()
    }

    /// The statements about an action that ask for tags: its own, and those of its boundary.
    fn asking(&self, action: &str) -> [Vec<&Statement>; 2] {
        self.member.rights.conditional(action, |key| tag(key, action).is_some())
    }
}

impl<'a> Tagger<'a> {
    fn new(asker: &'a Asker<'a>, action: &str, asked: Asked<'a>) -> Self {
        let is_target = |(kind, ..): &&Tagging| match (catalogue::shape(kind), asked) {
            (Some(shape), Asked::Object(object)) => {
                catalogue::takes(action, kind) && openness(&object.arn, shape).is_some()
            }
            _ => catalogue::takes(action, kind),
        };
        Self { asker, asked, target: TAGGING.iter().find(is_target), itself: itself(&asker.member) }
    }

    /// A question of the target, which may be the member itself.
    fn question<'q>(&self, action: &'q str, asked: Asked<'q>, facts: &'q Facts) -> Question<'q> {
        let own = &self.asker.member.object;
        let is_itself = self.itself.is_some() && matches!(asked, Asked::Object(object) if object == own);
        let of = if is_itself { Bearer::Itself } else { Bearer::Target };
        Question { action, of, asked, facts, before: BEFORE, tags: false }
    }

    /// What may be changed, after what is `done`, for one statement to allow what is asked, for one of the boundary to leave it,
    /// and for none to deny it.
    fn ways(
        &self,
        question: &Question<'_>,
        [own, bounding]: &[Vec<&'a Statement>; 2],
        done: &Done<'a>,
    ) -> Vec<Done<'a>> {
        let allowed = self.allowed(question, own, done).into_iter();
        let left = allowed.flat_map(|done| self.allowed(question, bounding, &done));
        let denies: Vec<&Statement> = own.iter().chain(bounding).copied().filter(|one| !one.is_allow()).collect();
        let undenied = |done: Done<'a>| {
            let more = denies.iter().fold(done.clone(), |done, statement| self.undenied(question, statement, done));
            let is_more = more.changes.len() > done.changes.len();
            [Some(done), Some(more).filter(|_| is_more)].into_iter().flatten()
        };
        left.flat_map(undenied).filter(|way| way.changes.len() > done.changes.len()).collect()
    }

    /// What makes each of the statements that allow something do so, and nothing.
    fn allowed(&self, question: &Question<'_>, all: &[&'a Statement], done: &Done<'a>) -> Vec<Done<'a>> {
        let allows = all.iter().filter(|statement| statement.is_allow());
        [done.clone()].into_iter().chain(allows.filter_map(|statement| self.met(question, statement, done))).collect()
    }

    /// What makes all conditions of a statement on tags hold, if anything does and something has to.
    fn met(&self, question: &Question<'_>, statement: &'a Statement, done: &Done<'a>) -> Option<Done<'a>> {
        let mut asking = statement.conditions.iter().filter(|condition| tag(&condition.key, question.action).is_some());
        let holds = |condition: &Condition, done: &Done<'_>| {
            holds(question, condition, &self.facts(question, &done.changes)).is_true()
        };
        let met = asking.try_fold(done.clone(), |done, condition| match holds(condition, &done) {
            true => Some(done),
            false => self.change(question, (condition, Truth::True), &done),
        });
        met.filter(|met| met.changes.len() > done.changes.len())
    }

    /// What makes a condition of a Deny not hold, if something has to and may.
    fn undenied(&self, question: &Question<'_>, statement: &'a Statement, done: Done<'a>) -> Done<'a> {
        let facts = self.facts(question, &done.changes);
        if statement.conditions.iter().any(|condition| holds(question, condition, &facts).is_false()) {
            return done;
        }
        let mut conditions = statement.conditions.iter();
        let unmet = conditions.find_map(|condition| self.change(question, (condition, Truth::False), &done));
        unmet.unwrap_or(done)
    }

    /// The change that the member may most surely make for a condition to be `wanted`.
    fn change(
        &self,
        question: &Question<'_>,
        (condition, wanted): (&'a Condition, Truth),
        done: &Done<'a>,
    ) -> Option<Done<'a>> {
        let facts = self.facts(question, &done.changes);
        let is = |facts: &Facts| holds(question, condition, facts) == wanted;
        let all = choices(question, condition, &facts).into_iter();
        let possible = all.filter(|change| is(&changed(facts.clone(), question, change)));
        let made = possible.filter_map(|change| self.make(question, &change, done));
        // What is changed before it may undo it.
        let mut best: Option<Done<'a>> = None;
        for made in made.filter(|made| is(&self.facts(question, &made.changes))) {
            if best.as_ref().is_none_or(|best| best.proof.truth < made.proof.truth) {
                best = Some(made);
            }
            if best.as_ref().is_some_and(|best| best.proof.truth.is_true()) {
                break;
            }
        }
        best
    }

    /// A change for a question, after others and after what it takes itself; `None` where the member may not make it. A tag
    /// that is set when something is made, and then alone, is of nothing here.
    fn make(&self, asked_for: &Question<'_>, change: &Change<'a>, done: &Done<'a>) -> Option<Done<'a>> {
        let (row, asked) = match change.bearer {
            Bearer::Itself => (self.itself, Asked::Object(&self.asker.member.object)),
            Bearer::Target => (self.target, self.asked),
        };
        let (kind, set, unset) = row?;
        let asked = match (asked, catalogue::shape(kind)) {
            (Asked::Open, Some(shape)) => Asked::Type(shape),
            (asked, _) => asked,
        };
        let action = if change.value.is_some() { set } else { unset };
        let facts = requesting(&self.asker.member.facts, (kind, change));
        // Who may not tag something yet seldom may by another tag of the same.
        let ends = asked_for.before == 0 || (asked_for.tags && asked_for.of == change.bearer);
        let before = if ends { 0 } else { asked_for.before - 1 };
        let question = Question { action, of: change.bearer, asked, facts: &facts, before, tags: true };
        let plain = done.clone().and(&self.answer(&question, done));
        let ways = match ends || plain.proof.truth.is_true() {
            true => Vec::new(),
            false => self.ways(&question, &self.asker.asking(action), done),
        };
        let ways = ways.into_iter().map(|done| done.clone().and(&self.answer(&question, &done)));
        let aided = self.aided((kind, action, asked), change, done);
        let ways = ways.chain(aided);
        let best = ways.fold(plain, |best, one| if best.proof.truth < one.proof.truth { one } else { best });
        (!best.proof.truth.is_false()).then(|| best.then(change))
    }

    /// A change that another makes for the member.
    fn aided(
        &self,
        (kind, action, asked): (&str, &str, Asked<'_>),
        change: &Change<'a>,
        done: &Done<'a>,
    ) -> Option<Done<'a>> {
        // By its own policies alone nobody changes what is of another account.
        let near = |aid: &&Asker<'_>| !matches!(asked, Asked::Object(on) if is_near(&aid.member, on).is_false());
        let aid = self.asker.aid.filter(near)?;
        let before = done.changes.iter().filter(|before| before.bearer == change.bearer);
        let facts = requesting(&aid.member.facts, (kind, change));
        let facts = before.fold(facts, |facts, before| borne(facts, action, before));
        Some(done.clone().and(&aid.ask(action, asked, &facts)))
    }

    /// The facts of a question once some tags are changed.
    fn facts(&self, question: &Question<'_>, changes: &[Change<'_>]) -> Facts {
        changes.iter().fold(question.facts.clone(), |facts, change| changed(facts, question, change))
    }

    fn answer(&self, question: &Question<'_>, done: &Done<'_>) -> Rc<Answer> {
        let facts = self.facts(question, &done.changes);
        unbounded(self.asker.member.rights.allows(question.action, question.asked, &facts).into())
    }

    /// The answer once some tags are changed, with what allows to change them.
    fn answer_after(&self, question: &Question<'_>, done: &Done<'_>) -> Option<Rc<Answer>> {
        let answer = self.answer(question, done);
        let mut proof = done.proof.clone();
        proof.and(&answer);
        let Proof { truth, by, caller_only } = proof;
        (!truth.is_false()).then(|| Answer { truth, by, caller_only, ..Answer::clone(&answer) }.into())
    }
}

/// What a request says that changes the tag of something of a type.
fn requesting(facts: &Facts, (kind, change): (&str, &Change<'_>)) -> Facts {
    let service = kind.split(':').next().unwrap_or_default();
    let facts = facts.clone().with("aws:TagKeys", change.tag).without(&format!("{service}:CreateAction"));
    match &change.value {
        Some(value) => facts.with(&format!("aws:RequestTag/{}", change.tag), value.clone()),
        None => facts,
    }
}

impl<'k> Done<'k> {
    fn nothing() -> Self {
        Self { changes: Vec::new(), proof: Proof::new(), causes: BTreeSet::new() }
    }

    fn and(mut self, answer: &Answer) -> Self {
        self.proof.and(answer);
        self.causes.extend(answer.causes.iter().cloned());
        self
    }

    fn then(mut self, change: &Change<'k>) -> Self {
        self.changes.push(change.clone());
        self
    }
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
}
