//! Holders of rights: principals with their trust policies and what is fixed for them.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use foldhash::HashMap;

use super::Holder;
use super::explained::Explained;
use super::granted::Granted;
use super::named::Named;
use super::paper::{Gap, Paper, Reader};
use super::tags::{default_tags, tags, tags_of};
use crate::iam::catalogue::{self, Site};
use crate::iam::document::{Document, Effect, Principal, PrincipalKind, Principals, Scope, Statement, Version};
use crate::iam::escalation::{Account, Member, MemberKind};
use crate::iam::facts::Facts;
use crate::iam::grants::{Rights, Source};
use crate::iam::pattern::{Object, action_matches};
use crate::iam::principal::of_permission_set;
use crate::iam::text::Text;
use crate::json::Json;
use crate::path::Place;
use crate::plan::node::{Node, State};
use crate::truth::Truth;
use crate::world::{Resource, World};

/// The types that hold rights, each with its name in the action catalogue.
const PRINCIPALS: [(&str, MemberKind, &str); 4] = [
    ("aws_iam_role", MemberKind::Role, "iam:role"),
    ("aws_iam_user", MemberKind::User, "iam:user"),
    ("aws_iam_group", MemberKind::Group, "iam:group"),
    ("aws_ssoadmin_permission_set", MemberKind::PermissionSet, "sso:permission-set"),
];

const ARN: &str = "aws:PrincipalArn";
const USERNAME: &str = "aws:username";
const ACCOUNT: &str = "aws:PrincipalAccount";

/// The keys of a request whose values the plan may tell of a principal, beside its tags.
pub const TOLD: [&str; 3] = [ARN, USERNAME, ACCOUNT];

/// The label of what a trust policy that is not known may say.
const UNREAD: &str = "unknown";

/// An estate being built.
pub(super) struct Build<'b, 'w, 'p> {
    pub(super) reader: &'b Reader<'w, 'p>,
    pub(super) site: Site,
    pub(super) papers: Vec<Paper>,
    pub(super) trusts: Vec<Paper>,
    pub(super) holders: Vec<Holder>,
    /// Who has which papers
    pub(super) granted: Granted,
    pub(super) by_resource: HashMap<usize, usize>,
    /// By provider configuration: its account
    accounts: HashMap<String, Arc<Account>>,
    /// Roles by their names, once one is asked for
    roles: OnceCell<HashMap<String, usize>>,
    /// What roles repeat of other resources, once that is asked
    pub(super) explained: OnceCell<Explained>,
    /// Customer-managed policies: the resource -> its paper
    pub(super) policies: HashMap<usize, usize>,
    /// Papers that are customer-managed policies -> their ARN
    pub(super) objects: HashMap<usize, Object>,
    /// Policies that are no resources of the plan, where they are attached: resource and ARN or place -> paper
    pub(super) attached: HashMap<(usize, String), usize>,
    pub(super) managed: HashMap<String, Option<Document>>,
    /// What is not known of the boundary of a holder
    pub(super) unbounded: BTreeMap<usize, Gap>,
    /// Papers that are boundaries, and why they may be none
    pub(super) ceilings: BTreeMap<usize, Option<Gap>>,
    /// Why any policy may be a boundary
    pub(super) any_ceiling: Option<Gap>,
    /// Holders and papers whose Denies an exclusive list may take off them again
    pub(super) lapses: BTreeMap<(usize, usize), Gap>,
    /// Papers that may be put on somebody who is not in the plan
    pub(super) elsewhere: BTreeSet<usize>,
    /// Whether any policy may be put on somebody who is not in the plan
    pub(super) any_elsewhere: bool,
}

impl<'b, 'w, 'p> Build<'b, 'w, 'p> {
    pub(super) fn new(reader: &'b Reader<'w, 'p>, site: Site) -> Self {
        Self {
            reader,
            site,
            papers: Vec::new(),
            trusts: Vec::new(),
            holders: Vec::new(),
            granted: Granted::default(),
            by_resource: HashMap::default(),
            accounts: HashMap::default(),
            roles: OnceCell::new(),
            explained: OnceCell::new(),
            policies: HashMap::default(),
            objects: HashMap::default(),
            attached: HashMap::default(),
            managed: HashMap::default(),
            unbounded: BTreeMap::new(),
            ceilings: BTreeMap::new(),
            any_ceiling: None,
            lapses: BTreeMap::new(),
            elsewhere: BTreeSet::new(),
            any_elsewhere: false,
        }
    }

    pub(super) fn world(&self) -> &'w World<'p> {
        self.reader.world
    }

    /// The holder that a resource is.
    pub(super) fn holder(&self, resource: usize) -> Option<usize> {
        self.by_resource.get(&resource).copied()
    }

    /// The role that a literal ARN names, of those that are known when it is first asked.
    pub(super) fn holder_by_arn(&self, arn: &str) -> Option<usize> {
        let roles = self.roles.get_or_init(|| {
            let mut roles = HashMap::default();
            for (at, holder) in self.holders.iter().enumerate() {
                let role = self.world().resource(holder.resource).filter(|_| holder.member.kind == MemberKind::Role);
                let name = role.map(|role| role.root().get("name"));
                if let Some(State::Known(Json::String(name))) = name.as_ref().map(Node::state) {
                    roles.entry(name.to_string()).or_insert(at);
                }
            }
            roles
        });
        roles.get(arn.rsplit('/').next()?).copied()
    }

    /// Principals with what is fixed for them.
    pub(super) fn holders(&mut self) {
        let world = self.world();
        let count = |kind: &str| world.of_kind(kind).count();
        let principals: usize = PRINCIPALS.iter().map(|(kind, ..)| count(kind)).sum();
        let policies = count("aws_iam_policy");
        self.trusts.reserve(principals);
        self.holders.reserve(principals + policies);
        self.granted.reserve(principals + policies);
        self.papers.reserve(policies);
        for (kind, member, catalogued) in PRINCIPALS {
            for resource in world.of_kind(kind) {
                let object = self.object(resource, catalogued);
                let mut member = Member::new(member, object, Rights::default());
                // A group asks for nothing itself.
                member.facts = match kind {
                    "aws_iam_role" | "aws_iam_user" => member.facts.with_arn(ARN, &member.object),
                    "aws_ssoadmin_permission_set" => match of_permission_set(&self.site, &own_name(resource)) {
                        Some(role) => member.facts.with_arn(ARN, &Object::new(resource.name(), role)),
                        None => member.facts,
                    },
                    _ => member.facts,
                };
                let root = resource.root();
                member.facts = match (kind, root.get("name").state()) {
                    ("aws_iam_user", State::Known(Json::String(name))) => member.facts.with(USERNAME, name.as_ref()),
                    ("aws_iam_user" | "aws_iam_group", _) => member.facts,
                    _ => member.facts.without(USERNAME),
                };
                let trust = self.trust(resource, kind, &mut member);
                let mut untold = None;
                if matches!(kind, "aws_iam_role" | "aws_iam_user") {
                    (member.facts, untold) = self.tagged(resource, tags_sessions(&member.trust), member.facts);
                }
                let account = self.account(resource);
                // A permission set is for other accounts.
                member.facts = match (&account.id, kind) {
                    (Some(id), "aws_iam_role" | "aws_iam_user") => member.facts.with(ACCOUNT, id.as_str()),
                    _ => member.facts,
                };
                member.account = Some(account);
                self.by_resource.insert(resource.id, self.holders.len());
                self.add(resource, member, (Some(kind), trust), untold);
            }
        }
        let mut any = Truth::False;
        for profile in world.of_kind("aws_iam_instance_profile") {
            let named = Named::of(world, profile, &profile.root().get("role"), "aws_iam_role", false);
            any = any.or(if named.any.is_some() { Truth::Unknown } else { Truth::False });
            for (role, doubt) in named.one_by_one() {
                if let Some(holder) = self.holder(role).and_then(|at| self.holders.get_mut(at)) {
                    holder.member.profiled = holder.member.profiled.or(sure(doubt.is_some()));
                }
            }
        }
        for holder in self.holders.iter_mut().filter(|holder| holder.member.kind == MemberKind::Role) {
            holder.member.profiled = holder.member.profiled.or(any);
        }
    }

    /// The tags of a role or user, as those of its requests, and what is not known of them. What a session is tagged with comes
    /// before them, and `chosen` says whether whoever starts one chooses that:
    /// <https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html#id_session-tags_know>
    fn tagged(&self, resource: &Resource<'p>, chosen: Truth, facts: Facts) -> (Facts, Option<Gap>) {
        if chosen.is_true() {
            return (facts, None);
        }
        let own = resource.root().get("tags");
        let (facts, open) = tags(self.world(), resource, ("aws:PrincipalTag", chosen.is_false()), facts);
        let cause = || match (chosen, own.cause()) {
            (Truth::Unknown, _) => "what its sessions are tagged with, which depends on its trust policy".to_owned(),
            (_, Some(cause)) => cause.to_owned(),
            (_, None) => default_tags(self.world(), resource).unwrap_or_else(|| "its tags".to_owned()),
        };
        (facts, open.then(|| Gap::new(resource, &Place::of("tags"), &cause())))
    }

    /// A holder of a type, with its trust policy.
    pub(super) fn add(
        &mut self,
        resource: &Resource<'p>,
        member: Member,
        (kind, trust): (Option<&'static str>, Option<usize>),
        untold: Option<Gap>,
    ) {
        self.holders.push(Holder {
            resource: resource.id,
            address: resource.name().into(),
            member,
            gaps: Vec::new(),
            unread: Vec::new(),
            doubts: Vec::new(),
            open: Vec::new(),
            untold,
            denies: Vec::new(),
            own: 0,
            groups: Vec::new(),
            through_groups: Vec::new(),
            through: Vec::new(),
            trust,
            bounded: Truth::False,
        });
        self.granted.add(kind);
    }

    /// The account of a resource.
    fn account(&mut self, resource: &Resource<'p>) -> Arc<Account> {
        let world = self.world();
        let provider = world.provider(resource);
        let known = self.accounts.entry(provider.clone());
        let account = || Account { label: world.account(&provider), id: world.account_number(&provider) };
        known.or_insert_with(|| Arc::new(account())).clone()
    }

    fn trust(&mut self, resource: &Resource<'p>, kind: &str, member: &mut Member) -> Option<usize> {
        if kind != "aws_iam_role" {
            return None;
        }
        let node = resource.root().get("assume_role_policy");
        let paper = self.reader.paper(resource, &Place::of("assume_role_policy"), &node)?;
        member.trust = vec![paper.source.clone()];
        if let Some(gap) = paper.gaps.first() {
            member.trust.push(Source::new(UNREAD, anyone(&gap.cause)));
        }
        self.trusts.push(paper);
        Some(self.trusts.len() - 1)
    }

    /// The ARN and the tags of a resource, as far as they are known.
    pub(super) fn object(&self, resource: &Resource<'p>, catalogued: &str) -> Object {
        let arn = self.arn(resource, catalogued);
        let arn = arn.unwrap_or_else(|| Text::symbol(resource.name(), "arn"));
        Object::new(resource.name(), arn).knowing(tags_of(self.world(), resource))
    }

    fn arn(&self, resource: &Resource<'p>, catalogued: &str) -> Option<Text> {
        let root = resource.root();
        if let State::Known(Json::String(arn)) = root.get("arn").state() {
            return Some(Text::literal(arn));
        }
        let name = own_name(resource);
        let path = match root.get("path").state() {
            State::Known(Json::String(path)) => Text::literal(path.trim_start_matches('/')),
            State::Unknown => Text::unknown("its path"),
            _ => Text::literal(""),
        };
        catalogue::arn(catalogued, &self.site_of(resource), &path.then(&name))
    }

    /// Where a resource is: in the account of its provider configuration, if that is known, or in the one of the plan.
    pub(super) fn site_of(&self, resource: &Resource<'p>) -> Site {
        let world = self.world();
        let number = world.account_number(&world.provider(resource));
        let account = number.map_or_else(|| self.site.account.clone(), |id| Text::literal(&id));
        Site { account, ..self.site.clone() }
    }
}

/// The name of a resource, as far as it is known.
fn own_name(resource: &Resource<'_>) -> Text {
    match resource.root().get("name").state() {
        State::Known(Json::String(name)) => Text::literal(name),
        _ => Text::symbol(resource.name(), "name"),
    }
}

/// Whether a trust policy lets somebody choose tags for a session. A service tags with what it knows of its own.
fn tags_sessions(trust: &[Source]) -> Truth {
    let chooses = |principals: &Principals| {
        principals.negated || principals.entries.iter().any(|entry| entry.kind != PrincipalKind::Service)
    };
    let lets = |statement: &Statement| {
        let listed = statement.actions.patterns().iter().map(|one| action_matches(one, "sts:TagSession"));
        let tags = match &statement.actions {
            Scope::Only(_) => Truth::any(listed),
            Scope::AllBut(_) => !Truth::any(listed),
        };
        tags.and((statement.is_allow() && statement.principals.as_ref().is_some_and(chooses)).into())
    };
    Truth::any(trust.iter().map(|source| {
        let let_in = Truth::any(source.document.statements.iter().map(lets));
        if &*source.origin == UNREAD { let_in.and(Truth::Unknown) } else { let_in }
    }))
}

/// Whether something holds of which a doubt is left, or none.
pub(super) fn sure(doubted: bool) -> Truth {
    if doubted { Truth::Unknown } else { Truth::True }
}

/// A trust policy of which nothing is known: it may let anyone in.
fn anyone(cause: &str) -> Document {
    let actions = ["sts:AssumeRole", "sts:TagSession"].map(Text::literal);
    let mut statement = Statement::new(Effect::Allow, Scope::Only(actions.into()));
    let entry = |kind| Principal { kind, id: Text::unknown(cause) };
    let entries = vec![entry(PrincipalKind::Service), entry(PrincipalKind::Aws)];
    statement.principals = Some(Principals { negated: false, entries });
    Document::new(Version::V2012, [statement])
}
