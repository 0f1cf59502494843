//! What a principal may do: its documents and its boundary in, answers with their statements out.
//!
//! The union of the identity documents, minus every Deny, within the boundary. Allows are read wide and Denies narrow;
//! what conditions and unknown strings leave open stays open in the answer.
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html>

mod allowed;
mod answer;
mod index;
mod pool;
mod shared;
mod statement;

use std::borrow::Cow;
use std::sync::Arc;

use super::catalogue;
use super::document::{Condition, Document, Statement};
use super::facts::Facts;
use super::pattern::{Object, Shape};
use super::text::Text;
use allowed::Allowed;
pub use answer::{Answer, Basis, Cause, StatementRef};
pub use index::Index;
pub use pool::Pool;
pub use shared::Shared;
pub(super) use statement::is_told;
pub use statement::may_act;
use statement::{Grant, Target, acts, asked_of_resource, denial, grant, grants_of_some, meets, tells_objects_apart};

/// A document with the label of where it comes from.
#[derive(Clone, Debug)]
pub struct Source {
    /// Where: an address, or the ARN of a managed policy
    pub origin: Arc<str>,
    /// What it says
    pub document: Document,
    /// Why it may not be the principal's after all
    pub doubt: Option<Arc<str>>,
    /// Why the principal may not keep it: what it allows has to be reckoned with, and what it denies can't be relied on
    pub lapse: Option<Arc<str>>,
    /// Its place among all documents, in whose order answers are given
    pub rank: usize,
}

/// The ceiling of a principal.
#[derive(Clone, Debug, Default)]
pub enum Boundary {
    /// No permissions boundary
    #[default]
    None,
    /// A boundary; several documents intersect
    Documents(Vec<Source>),
    /// A boundary whose text is not known, and why
    Unreadable(Arc<str>),
}

/// Everything that says what one principal may do.
#[derive(Clone, Debug, Default)]
pub struct Rights {
    /// Inline, attached and group documents
    pub documents: Vec<Source>,
    /// Documents that it may have as others may have them
    pub shared: Vec<Shared>,
    /// Documents that are attached but whose text is not known, and why
    pub unreadable: Vec<Arc<str>>,
    /// Its permissions boundary
    pub boundary: Boundary,
    /// Which statements can be about which service; found with the first question, which all documents come before
    pub index: Index,
}

/// The resource a question is about.
#[derive(Clone, Copy, Debug)]
pub enum Asked<'a> {
    /// Every resource of a type the action takes, as an open pattern grants
    Open,
    /// Every resource of this type
    Type(Shape<'a>),
    /// Some resource, whichever
    Some,
    /// This resource
    Object(&'a Object),
}

impl Source {
    /// A labelled document.
    pub fn new(origin: &str, document: Document) -> Self {
        Self { origin: origin.into(), document, doubt: None, lapse: None, rank: 0 }
    }

    fn statements(&self) -> impl Iterator<Item = Held<'_>> {
        self.document.statements.iter().map(move |statement| Held::surely(self, statement))
    }

    /// Whether some statement of it is a Deny.
    pub(crate) fn denies_something(&self) -> bool {
        self.document.statements.iter().any(|statement| !statement.is_allow())
    }

    /// Its Denies as a document of their own, if it has any.
    pub(crate) fn denials(&self) -> Option<Self> {
        let denies = self.document.statements.iter().filter(|statement| !statement.is_allow()).cloned();
        let document = Document { version: self.document.version, statements: denies.collect::<Vec<_>>().into() };
        (!document.statements.is_empty()).then(|| Self { document, ..self.clone() })
    }

    /// As a document that may be the principal's, or not.
    #[must_use]
    pub fn doubted(mut self, cause: &Arc<str>) -> Self {
        self.doubt.get_or_insert_with(|| cause.clone());
        self
    }

    /// Why what it denies may not hold.
    pub(crate) fn unreliable(&self) -> Option<&Arc<str>> {
        self.doubt.as_ref().or(self.lapse.as_ref())
    }

    fn reference(&self, statement: &Statement) -> StatementRef {
        StatementRef { origin: self.origin.clone(), index: statement.index, sid: statement.sid.clone() }
    }
}

/// A statement as a principal has it.
#[derive(Clone, Copy)]
struct Held<'a> {
    source: &'a Source,
    statement: &'a Statement,
    /// Why it may not be the principal's after all
    doubt: Option<&'a Arc<str>>,
}

impl<'a> Held<'a> {
    fn surely(source: &'a Source, statement: &'a Statement) -> Self {
        let doubt = if statement.is_allow() { source.doubt.as_ref() } else { source.unreliable() };
        Self { source, statement, doubt }
    }

    fn reference(&self) -> StatementRef {
        self.source.reference(self.statement)
    }
}

impl Rights {
    /// Rights from identity documents alone.
    pub fn of(documents: Vec<Source>) -> Self {
        Self { documents, ..Self::default() }
    }

    /// Whether the principal may do `action` on what is asked. `facts` are the context keys that the question fixes.
    pub fn allows(&self, action: &str, asked: Asked<'_>, facts: &Facts) -> Answer {
        if !self.may(action) {
            return Answer::no();
        }
        let shapes = || catalogue::shapes(action);
        let ask = |target| self.on(action, target, facts);
        let best = match asked {
            Asked::Object(object) => return ask(Target::Object(object)),
            Asked::Type(shape) => return ask(Target::Fresh(shape)),
            Asked::Open => shapes().iter().map(|shape| ask(Target::Fresh(*shape))).max_by_key(Answer::weight),
            Asked::Some => {
                let each = shapes().iter().flat_map(|shape| self.on_some(action, *shape, facts));
                each.max_by_key(Answer::weight)
            }
        };
        best.unwrap_or_else(Answer::no)
    }

    /// What is left of `action` on an object whose own policy allows it to the principal: a Deny takes it away, and if
    /// `bounded`, so does a boundary that does not allow it.
    pub(super) fn leave(&self, action: &str, object: &Object, facts: &Facts, bounded: bool) -> Answer {
        let target = Target::Object(object);
        let left = if bounded {
            self.bound(Allowed::elsewhere(), |source| within(source, |s| grant(s, action, target, facts)))
        } else {
            Allowed::elsewhere().answer()
        };
        left.map_or_else(Answer::no, |answer| self.denied(answer, action, target, facts))
    }

    /// Whether something holds of a resource pattern of its Allows about an action that can match a shape: first of those
    /// that are surely its own, then of those that it may have as others may.
    pub(super) fn any_pattern(&self, action: &str, shape: Shape<'_>, mut is: impl FnMut(&Text, bool) -> bool) -> bool {
        let own = self.about(action).filter(|held| held.statement.is_allow());
        let mut own = own.flat_map(|held| grants_of_some(held.statement, action, shape, &Facts::none()));
        own.any(|(pattern, _)| is(&pattern, true))
            || self.shared.iter().any(|shared| shared.any_pattern(action, shape, |pattern| is(pattern, false)))
    }

    /// The conditions on a context key of the statements about an action.
    pub(super) fn conditions_on(&self, action: &str, key: &str) -> Vec<&Condition> {
        let own = self.about(action).map(|held| held.statement);
        let shared =
            self.shared.iter().flat_map(|shared| shared.conditional(action, |one| one.eq_ignore_ascii_case(key)));
        let on_key = |condition: &&Condition| condition.key.eq_ignore_ascii_case(key);
        own.chain(shared).flat_map(|statement| statement.conditions.iter().filter(on_key)).collect()
    }

    /// The conditions on a context key of the statements of its boundary about an action.
    pub(super) fn bounding_conditions_on(&self, action: &str, key: &str) -> Vec<&Condition> {
        let statements = self.boundary_documents().iter().flat_map(|source| source.document.statements.iter());
        let about = statements.filter(|statement| !acts(&statement.actions, action).is_false());
        let on_key = |condition: &&Condition| condition.key.eq_ignore_ascii_case(key);
        about.flat_map(|statement| statement.conditions.iter().filter(on_key)).collect()
    }

    /// The statements about an action with a condition on such a context key: those that are or may be its own, and those of
    /// its boundary.
    pub(super) fn conditional(&self, action: &str, is: impl Fn(&str) -> bool + Copy) -> [Vec<&Statement>; 2] {
        let asks = |statement: &&Statement| {
            let mut conditions = statement.conditions.iter();
            conditions.any(|condition| is(&condition.key)) && !acts(&statement.actions, action).is_false()
        };
        let own = self.about(action).map(|held| held.statement);
        let shared = self.shared.iter().flat_map(|shared| shared.conditional(action, is));
        let boundary = self.boundary_documents().iter().flat_map(|source| source.document.statements.iter());
        [own.chain(shared).filter(asks).collect(), boundary.filter(asks).collect()]
    }

    /// Every document that is or may be the principal's.
    pub fn sources(&self) -> impl Iterator<Item = &Source> {
        self.documents.iter().chain(self.shared.iter().flat_map(Shared::sources))
    }

    /// Without some of the documents that it surely has.
    pub(super) fn without(&self, gone: impl Fn(&Source) -> bool) -> Self {
        let documents = self.documents.iter().filter(|source| !gone(source)).cloned().collect();
        Self { documents, index: Index::default(), ..self.clone() }
    }

    /// Without those of the documents at `own` that deny something; `None` where there are none.
    pub(super) fn without_denying(&self, own: &[Arc<str>]) -> Option<Self> {
        let denies = |source: &Source| source.denies_something() && own.contains(&source.origin);
        let some =
            self.documents.iter().any(denies) || self.shared.iter().any(|shared| shared.denying().any(|s| denies(&s)));
        let shared = || self.shared.iter().map(|shared| shared.without_denying(own)).collect();
        some.then(|| Self { shared: shared(), ..self.without(denies) })
    }

    /// Whether some Allow is about an action at all, whatever the resource, or may be.
    pub(super) fn may(&self, action: &str) -> bool {
        !self.unreadable.is_empty()
            || self.about(action).any(|held| may_act(held.statement, action))
            || self.shared.iter().any(|shared| shared.pool.about(action).allows_any())
    }

    /// Whether some Deny of an identity document can be about an action.
    fn may_deny(&self, action: &str) -> bool {
        self.about(action).any(|held| !held.statement.is_allow())
            || self.shared.iter().any(|shared| shared.pool.about(action).denies_any())
    }

    /// The statements of its own documents that can be about an action, in their order.
    fn about(&self, action: &str) -> impl Iterator<Item = Held<'_>> {
        let places = self.index.about(action, &self.documents);
        places.filter_map(|(document, statement)| {
            let source = self.documents.get(document)?;
            Some(Held::surely(source, source.document.statements.get(statement)?))
        })
    }

    /// Whether no statement about an action tells one object from another.
    pub fn is_alike_on_all(&self, action: &str) -> bool {
        let boundary = self.boundary_documents().iter().flat_map(Source::statements);
        let mut own = self.about(action).chain(boundary).map(|held| held.statement);
        !own.any(|statement| tells_objects_apart(statement, action))
            && !self.shared.iter().any(|shared| shared.pool.about(action).tells_objects_apart)
    }

    /// Whether some statement about an action asks for what a resource itself is, its tags above all.
    pub(super) fn asks_of_resource(&self, action: &str) -> bool {
        let boundary = self.boundary_documents().iter().flat_map(Source::statements);
        let mut own = self.about(action).chain(boundary).map(|held| held.statement);
        own.any(|one| asked_of_resource(one).next().is_some() && !acts(&one.actions, action).is_false())
            || self.shared.iter().any(|shared| shared.pool.about(action).asks_of_resource)
    }

    /// The keys by which any statement asks for that.
    pub(super) fn asked_of_resources(&self) -> impl Iterator<Item = Cow<'static, str>> {
        let own = self.documents.iter().chain(self.boundary_documents());
        let own = own.flat_map(|source| source.document.statements.iter()).flat_map(asked_of_resource);
        own.chain(self.shared.iter().flat_map(|shared| shared.pool.asked_of_resource().iter().cloned()))
    }

    fn boundary_documents(&self) -> &[Source] {
        match &self.boundary {
            Boundary::Documents(documents) => documents,
            Boundary::None | Boundary::Unreadable(_) => &[],
        }
    }

    fn on(&self, action: &str, target: Target<'_>, facts: &Facts) -> Answer {
        let mut allowed = Allowed::default();
        for held in self.about(action).filter(|held| held.statement.is_allow()) {
            if let Some(grant) = grant(held.statement, action, target, facts) {
                allowed.add(&held, grant);
            }
        }
        for shared in &self.shared {
            shared.grants(action, target, facts, &mut allowed);
        }
        self.unreadable.iter().for_each(|cause| allowed.open(cause));
        self.bound(allowed, |source| within(source, |statement| grant(statement, action, target, facts)))
            .map_or_else(Answer::no, |answer| self.denied(answer, action, target, facts))
    }

    /// One answer for each resource pattern that is allowed and can match the shape, and one for what the documents
    /// that are not readable may allow.
    fn on_some(&self, action: &str, shape: Shape<'_>, facts: &Facts) -> Vec<Answer> {
        let mut given = Vec::new();
        let mut give = |held: &Held<'_>, pattern: Text, grant: Grant| {
            let mut allowed = Allowed::default();
            allowed.add(held, grant);
            given.push((held.source.rank, pattern, allowed));
        };
        for held in self.about(action).filter(|held| held.statement.is_allow()) {
            let own = grants_of_some(held.statement, action, shape, facts).into_iter();
            own.for_each(|(pattern, grant)| give(&held, pattern, grant));
        }
        // Where nothing takes any of it away, the widest stays the widest.
        let widest = matches!(self.boundary, Boundary::None) && !self.may_deny(action);
        self.shared.iter().for_each(|shared| shared.grants_of_some(action, (shape, widest), facts, &mut give));
        given.sort_by_key(|(rank, ..)| *rank);
        if !self.unreadable.is_empty() {
            let mut open = Allowed::default();
            self.unreadable.iter().for_each(|cause| open.open(cause));
            given.push((usize::MAX, Text::literal("*"), open));
        }
        if widest {
            let widest = given.into_iter().filter(|(.., allowed)| allowed.all.is_some());
            given = widest.max_by_key(|(.., allowed)| allowed.weight()).into_iter().collect();
        }
        let answer = |(_, pattern, allowed)| {
            let object = Object::outside(pattern);
            let bound = self.bound(allowed, |source| within(source, |s| meets(s, action, &object.arn, facts)))?;
            Some(self.denied(bound, action, Target::Object(&object), facts))
        };
        given.into_iter().filter_map(answer).collect()
    }

    /// What is left of the Allows within the boundary, or `None` if nothing was allowed in the first place.
    fn bound(&self, mut allowed: Allowed, within: impl Fn(&Source) -> Allowed) -> Option<Answer> {
        allowed.all?;
        if let Boundary::Unreadable(cause) = &self.boundary {
            let mut ceiling = Allowed::default();
            ceiling.open(cause);
            allowed.bound(ceiling);
        }
        self.boundary_documents().iter().for_each(|source| allowed.bound(within(source)));
        allowed.answer()
    }

    fn denied(&self, mut answer: Answer, action: &str, target: Target<'_>, facts: &Facts) -> Answer {
        let statements = self.about(action).chain(self.boundary_documents().iter().flat_map(Source::statements));
        for held in statements.filter(|held| !held.statement.is_allow()) {
            let denial = denial(held.statement, action, target, facts);
            denial.into_iter().for_each(|denial| answer.deny(denial, held.doubt));
        }
        self.shared.iter().for_each(|shared| shared.deny(action, target, facts, &mut answer));
        if !answer.truth.is_unknown() {
            answer.causes.clear();
        }
        if answer.truth.is_false() {
            answer.caller_only = false;
        }
        answer
    }
}

/// What one boundary document lets through.
fn within(source: &Source, grant: impl Fn(&Statement) -> Option<Grant>) -> Allowed {
    let mut allowed = Allowed::default();
    for held in source.statements().filter(|held| held.statement.is_allow()) {
        if let Some(grant) = grant(held.statement) {
            allowed.add(&held, grant);
        }
    }
    allowed
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::iam::pattern::Openness;
    use crate::truth::Truth::{False, True, Unknown};

    fn source(statements: &str) -> Source {
        let text = format!(r#"{{"Version":"2012-10-17","Statement":[{statements}]}}"#);
        Source::new("d", Document::from_text(&text).unwrap())
    }

    fn rights(statements: &str) -> Rights {
        Rights::of(vec![source(statements)])
    }

    fn open(rights: &Rights, action: &str) -> Answer {
        rights.allows(action, Asked::Open, &Facts::none())
    }

    const ADMIN: &str = r#"{"Effect":"Allow","Action":"*","Resource":"*"}"#;

    #[test]
    fn a_narrow_deny_leaves_a_grant_open_and_a_wide_one_closes_it() {
        let narrow = r#"{"Effect":"Deny","Action":"iam:*","Resource":"arn:aws:iam::*:role/admin"}"#;
        let wide = r#"{"Effect":"Deny","Action":"iam:*","Resource":"arn:aws:iam::*:role/*"}"#;
        let all_but = r#"{"Effect":"Deny","Action":"iam:*","NotResource":"arn:aws:iam::*:role/app-*"}"#;
        let answer = |deny: &str| open(&rights(&format!("{ADMIN},{deny}")), "iam:PassRole").truth;
        assert_eq!([narrow, wide, all_but].map(answer), [True, False, False]);
        let rest = rights(&format!("{ADMIN},{all_but}")).allows("iam:PassRole", Asked::Some, &Facts::none());
        assert_eq!(rest.truth, True, "the roles that the Deny leaves out stay allowed");
    }

    #[test]
    fn some_resource_is_enough_for_some() {
        let rights = rights(r#"{"Effect":"Allow","Action":"iam:PassRole","Resource":"arn:aws:iam::*:role/app-*"}"#);
        let some = rights.allows("iam:PassRole", Asked::Some, &Facts::none());
        assert_eq!((some.truth, some.openness), (True, Some(Openness::Narrow)));
        assert_eq!(open(&rights, "iam:PassRole").truth, False);
    }

    #[test]
    fn a_resource_of_another_type_grants_nothing() {
        let rights = rights(r#"{"Effect":"Allow","Action":"iam:PassRole","Resource":"arn:aws:s3:::*"}"#);
        assert_eq!(rights.allows("iam:PassRole", Asked::Some, &Facts::none()).truth, False);
    }

    #[test]
    fn a_condition_on_the_caller_only_lowers_and_one_on_the_object_bounds() {
        let with = |block: &str| {
            rights(&format!(r#"{{"Effect":"Allow","Action":"iam:PassRole","Resource":"*","Condition":{block}}}"#))
        };
        let mfa = open(&with(r#"{"Bool":{"aws:MultiFactorAuthPresent":"true"}}"#), "iam:PassRole");
        assert_eq!((mfa.truth, mfa.caller_only), (True, true));
        let object = with(r#"{"StringEquals":{"iam:PassedToService":"ec2.amazonaws.com"}}"#);
        let bounded = open(&object, "iam:PassRole");
        assert_eq!((bounded.truth, bounded.is_bounded_by_object()), (Unknown, true));
        let passed =
            |service| object.allows("iam:PassRole", Asked::Open, &Facts::none().with("iam:PassedToService", service));
        assert_eq!((passed("ec2.amazonaws.com").truth, passed("glue.amazonaws.com").truth), (True, False));
        let tag = open(&with(r#"{"StringEquals":{"aws:ResourceTag/team":"a"}}"#), "iam:PassRole");
        assert_eq!(tag.truth, True, "PassRole does not look at tags");
        let odd = open(&with(r#"{"StringEquals":{"example:Key":"a"}}"#), "iam:PassRole");
        assert_eq!(odd.causes.first(), Some(&Cause::Condition("example:Key".into())));
    }

    #[test]
    fn a_boundary_is_a_ceiling_if_it_can_be_read() {
        let mut admin = rights(ADMIN);
        admin.boundary = Boundary::Documents(vec![source(r#"{"Effect":"Allow","Action":"s3:*","Resource":"*"}"#)]);
        assert_eq!((open(&admin, "iam:PassRole").truth, open(&admin, "s3:GetObject").truth), (False, True));
        admin.boundary = Boundary::Unreadable("outside".into());
        assert_eq!(open(&admin, "iam:PassRole").truth, Unknown);
        assert_eq!(open(&rights(""), "iam:PassRole").truth, False);
    }

    #[test]
    fn a_document_that_is_not_readable_opens_a_no_and_leaves_a_yes() {
        let mut rights = rights(r#"{"Effect":"Allow","Action":"s3:*","Resource":"*"}"#);
        rights.unreadable.push("outside".into());
        assert_eq!((open(&rights, "iam:PassRole").truth, open(&rights, "s3:GetObject").truth), (Unknown, True));
        let some = |rights: &Rights| rights.allows("iam:PassRole", Asked::Some, &Facts::none()).truth;
        assert_eq!(some(&rights), Unknown);
        rights.boundary = Boundary::Documents(vec![source(r#"{"Effect":"Allow","Action":"s3:*","Resource":"*"}"#)]);
        assert_eq!((open(&rights, "iam:PassRole").truth, some(&rights)), (False, False), "the boundary is readable");
    }

    #[test]
    fn a_reference_grants_its_resource_and_no_other() {
        let mut rights = rights("");
        let mut statement = Statement::new(
            crate::iam::document::Effect::Allow,
            crate::iam::document::Scope::Only(["iam:PassRole".into()].into()),
        );
        statement.resources = Some(crate::iam::document::Scope::Only(
            [Text::symbol("aws_iam_role.app", "arn"), Text::unknown("x")].into(),
        ));
        let document = Document::new(crate::iam::document::Version::V2012, [statement]);
        rights.documents.push(Source::new("p", document));
        let ask = |address: &str| {
            let object = Object::new(address, Text::symbol(address, "arn"));
            rights.allows("iam:PassRole", Asked::Object(&object), &Facts::none()).truth
        };
        assert_eq!((ask("aws_iam_role.app"), ask("aws_iam_role.other")), (True, Unknown));
    }

    #[test]
    fn a_deny_under_a_condition_nobody_knows_is_only_mentioned() {
        let deny = r#"{"Sid":"Mfa","Effect":"Deny","Action":"*","Resource":"*",
            "Condition":{"BoolIfExists":{"aws:MultiFactorAuthPresent":"false"}}}"#;
        let answer = open(&rights(&format!("{ADMIN},{deny}")), "iam:PassRole");
        assert_eq!((answer.truth, answer.unless), (True, true));
    }
}
