//! Holders of rights: principals, their documents however they are put on them, their groups, trust and boundaries.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::Holder;
use super::kinds::{ATTACHED, INLINE};
use super::paper::{Gap, Paper, Reader};
use crate::iam::catalogue::{self, Site};
use crate::iam::document::{Document, Effect, Principal, PrincipalKind, Principals, Scope, Statement, Version};
use crate::iam::escalation::{Member, MemberKind};
use crate::iam::grants::{Boundary, Rights, Source};
use crate::iam::managed;
use crate::iam::pattern::Object;
use crate::iam::text::Text;
use crate::json::Json;
use crate::links::{Certainty, Rest};
use crate::path::{Path, Place, PlaceStep};
use crate::plan::node::{Node, State};
use crate::redact;
use crate::truth::Truth;
use crate::world::{Resource, World};

/// The types that hold rights, each with its name in the action catalogue.
const PRINCIPALS: [(&str, MemberKind, &str); 4] = [
    ("aws_iam_role", MemberKind::Role, "iam:role"),
    ("aws_iam_user", MemberKind::User, "iam:user"),
    ("aws_iam_group", MemberKind::Group, "iam:group"),
    ("aws_ssoadmin_permission_set", MemberKind::PermissionSet, "sso:permission-set"),
];

/// An estate being built.
pub(super) struct Build<'b, 'w, 'p> {
    reader: &'b Reader<'w, 'p>,
    pub(super) site: Site,
    pub(super) papers: Vec<Paper>,
    pub(super) trusts: Vec<Paper>,
    pub(super) holders: Vec<Holder>,
    /// What each holder has: papers, those of its groups included
    granted: Vec<Vec<usize>>,
    by_resource: HashMap<usize, usize>,
    /// Customer-managed policies: the resource -> its paper
    policies: HashMap<usize, usize>,
    /// Papers that are customer-managed policies -> their ARN
    objects: HashMap<usize, Object>,
    /// AWS-managed policies where they are attached: resource and ARN -> paper
    attached: HashMap<(usize, String), usize>,
    managed: HashMap<String, Option<Document>>,
    ceilings: BTreeSet<usize>,
}

impl<'b, 'w, 'p> Build<'b, 'w, 'p> {
    pub(super) fn new(reader: &'b Reader<'w, 'p>, site: Site) -> Self {
        Self {
            reader,
            site,
            papers: Vec::new(),
            trusts: Vec::new(),
            holders: Vec::new(),
            granted: Vec::new(),
            by_resource: HashMap::new(),
            policies: HashMap::new(),
            objects: HashMap::new(),
            attached: HashMap::new(),
            managed: HashMap::new(),
            ceilings: BTreeSet::new(),
        }
    }

    fn world(&self) -> &'w World<'p> {
        self.reader.world
    }

    /// The holder that a resource is.
    pub(super) fn holder(&self, resource: usize) -> Option<usize> {
        self.by_resource.get(&resource).copied()
    }

    /// The role that a literal ARN names.
    pub(super) fn holder_by_arn(&self, arn: &str) -> Option<usize> {
        let name = arn.rsplit('/').next()?;
        let named = |holder: &Holder| {
            let root = self.world().resource(holder.resource).map(Resource::root);
            let is =
                |root: Node<'_>| matches!(root.get("name").state(), State::Known(Json::String(own)) if own == name);
            holder.member.kind == MemberKind::Role && root.is_some_and(is)
        };
        self.holders.iter().position(named)
    }

    /// Principals with what is fixed for them.
    pub(super) fn holders(&mut self) {
        let world = self.world();
        for (kind, member, catalogued) in PRINCIPALS {
            for resource in world.of_kind(kind) {
                let object = self.object(resource, catalogued);
                let mut member = Member::new(member, object, Rights::default());
                member.facts = member.facts.with("aws:PrincipalArn", member.object.arn.clone());
                let root = resource.root();
                member.facts = match (kind, root.get("name").state()) {
                    ("aws_iam_user", State::Known(Json::String(name))) => {
                        member.facts.with("aws:username", name.as_ref())
                    }
                    ("aws_iam_user" | "aws_iam_group", _) => member.facts,
                    _ => member.facts.without("aws:username"),
                };
                if let State::Known(Json::Object(tags)) = root.get("tags_all").state() {
                    for (key, value) in tags.iter() {
                        let key = format!("aws:PrincipalTag/{key}");
                        member.facts = match value.as_str() {
                            Some(value) => member.facts.with(&key, value),
                            None => member.facts,
                        };
                    }
                }
                let trust = self.trust(resource, kind, &mut member);
                self.by_resource.insert(resource.id, self.holders.len());
                self.add(resource, member, trust);
            }
        }
        for profile in world.of_kind("aws_iam_instance_profile") {
            for link in world.refer(profile, &profile.root().get("role"), &["aws_iam_role"]).links {
                let truth = if link.certainty == Certainty::Must { Truth::True } else { Truth::Unknown };
                if let Some(holder) = self.holder(link.to).and_then(|at| self.holders.get_mut(at)) {
                    holder.member.profiled = holder.member.profiled.or(truth);
                }
            }
        }
    }

    fn add(&mut self, resource: &Resource<'p>, member: Member, trust: Option<usize>) {
        let (gaps, denies, through_groups) = (Vec::new(), Vec::new(), Vec::new());
        let (address, resource) = (resource.name().into(), resource.id);
        self.holders.push(Holder { resource, address, member, gaps, denies, through_groups, trust, bounded: false });
        self.granted.push(Vec::new());
    }

    fn trust(&mut self, resource: &Resource<'p>, kind: &str, member: &mut Member) -> Option<usize> {
        if kind != "aws_iam_role" {
            return None;
        }
        let node = resource.root().get("assume_role_policy");
        let paper = self.reader.paper(resource, &Place::of("assume_role_policy"), &node)?;
        member.trust = vec![paper.source.clone()];
        if let Some(gap) = paper.gaps.first() {
            member.trust.push(Source::new("unknown", anyone(&gap.cause)));
        }
        self.trusts.push(paper);
        Some(self.trusts.len() - 1)
    }

    /// The ARN of a resource, as far as it is known.
    fn object(&self, resource: &Resource<'p>, catalogued: &str) -> Object {
        let root = resource.root();
        if let State::Known(Json::String(arn)) = root.get("arn").state() {
            return Object::new(resource.name(), arn.as_ref());
        }
        let name = match root.get("name").state() {
            State::Known(Json::String(name)) => Text::literal(name),
            _ => Text::symbol(resource.name(), "name"),
        };
        let path = match root.get("path").state() {
            State::Known(Json::String(path)) => path.trim_start_matches('/').to_owned(),
            _ => String::new(),
        };
        let arn = catalogue::arn(catalogued, &self.site, &Text::literal(&path).then(&name));
        Object::new(resource.name(), arn.unwrap_or_else(|| Text::symbol(resource.name(), "arn")))
    }

    /// Every identity document, on whoever has it.
    pub(super) fn documents(&mut self) {
        let world = self.world();
        for policy in world.of_kind("aws_iam_policy") {
            if let Some(at) = self.read(policy, "$.policy") {
                self.policies.insert(policy.id, at);
                let object = self.object(policy, "iam:policy");
                self.objects.insert(at, object);
            }
        }
        for (kind, path, by, target) in INLINE {
            for resource in world.of_kind(kind) {
                let Some(at) = self.read(resource, path) else { continue };
                let node = resource.root().get(by);
                self.put(at, resource, &Place::of(by), &node, target);
            }
        }
        let explained = Explained::new(world);
        for role in world.of_kind("aws_iam_role") {
            let Ok(path) = Path::parse("$.inline_policy[*]") else { continue };
            for (place, block) in path.select(role.root()) {
                if explained.inline(&role.root(), &block) {
                    continue;
                }
                let place = place.with(PlaceStep::Name("policy".to_owned()));
                let paper = self.reader.paper(role, &place, &block.get("policy"));
                if let (Some(paper), Some(holder)) = (paper, self.holder(role.id)) {
                    self.papers.push(paper);
                    self.grant(holder, self.papers.len() - 1);
                }
            }
        }
        for (kind, policies, holders, target) in ATTACHED {
            let (Ok(policies), holders) = (Path::parse(policies), Path::parse(holders).ok()) else { continue };
            for resource in world.of_kind(kind) {
                for (place, node) in policies.select(resource.root()) {
                    if holders.is_none() && explained.attached(&resource.root(), &node) {
                        continue;
                    }
                    self.attach(resource, (&place, &node), holders.as_ref(), target);
                }
            }
        }
    }

    fn read(&mut self, resource: &Resource<'p>, path: &str) -> Option<usize> {
        let (place, node) = Path::parse(path).ok()?.first(resource.root())?;
        let paper = self.reader.paper(resource, &place, &node)?;
        self.papers.push(paper);
        Some(self.papers.len() - 1)
    }

    /// Puts a document on whom an attribute names.
    fn put(&mut self, paper: usize, resource: &Resource<'p>, place: &Place, node: &Node<'p>, target: &str) {
        for link in self.world().refer(resource, node, &[target]).links {
            let Some(holder) = self.holder(link.to) else { continue };
            match link.certainty {
                Certainty::Must => self.grant(holder, paper),
                Certainty::May => self.gap(holder, Gap::new(resource, place, &link.reason)),
            }
        }
    }

    fn grant(&mut self, holder: usize, paper: usize) {
        if let Some(papers) = self.granted.get_mut(holder).filter(|papers| !papers.contains(&paper)) {
            papers.push(paper);
            self.papers.get_mut(paper).into_iter().for_each(|paper| paper.holders.push(holder));
        }
    }

    fn gap(&mut self, holder: usize, gap: Gap) {
        if let Some(holder) = self.holders.get_mut(holder).filter(|holder| !holder.gaps.contains(&gap)) {
            holder.gaps.push(gap);
        }
    }

    /// One policy of an attachment, on each of its holders.
    fn attach(
        &mut self,
        resource: &Resource<'p>,
        (place, node): (&Place, &Node<'p>),
        holders: Option<&Path>,
        target: &str,
    ) {
        let world = self.world();
        let policy = self.policy(resource, place, node);
        let named: Vec<(Place, Node<'p>)> = match holders {
            Some(path) => path.select(resource.root()),
            None => Vec::new(),
        };
        let mut on: Vec<(usize, Certainty)> = Vec::new();
        for (_, node) in &named {
            let links = world.refer(resource, node, &[target]).links.into_iter();
            on.extend(links.filter_map(|link| Some((self.holder(link.to)?, link.certainty))));
        }
        if holders.is_none() {
            on.extend(self.holder(resource.id).map(|holder| (holder, Certainty::Must)));
        }
        for (holder, certainty) in on {
            match (&policy, certainty) {
                (Ok(paper), Certainty::Must) => self.grant(holder, *paper),
                (Ok(_), Certainty::May) => {
                    self.gap(holder, Gap::new(resource, place, "it may be attached to another principal"));
                }
                (Err(Some(gap)), _) => self.gap(holder, gap.clone()),
                (Err(None), _) => {}
            }
        }
    }

    /// The paper that a policy's ARN or name means, or what is not known of it.
    fn policy(&mut self, resource: &Resource<'p>, place: &Place, node: &Node<'p>) -> Result<usize, Option<Gap>> {
        let literal = match node.state() {
            State::Known(Json::String(text)) => Some(text.to_string()),
            _ => None,
        };
        if let Some(arn) = literal.as_deref().filter(|arn| managed::name(arn).is_some()) {
            return self.managed(resource, place, arn).map_err(Some);
        }
        let reference = self.world().refer(resource, node, &["aws_iam_policy"]);
        match (reference.links.as_slice(), reference.rest) {
            ([link], _) if link.certainty == Certainty::Must => match self.policies.get(&link.to) {
                Some(paper) => Ok(*paper),
                None => Err(None),
            },
            ([], Rest::Unset) => Err(None),
            (_, Rest::Elsewhere(name)) => {
                let shown = if node.is_sensitive() { redact::SENSITIVE.to_owned() } else { redact::text(&name).into() };
                let gap = Gap::new(resource, place, &format!("`{shown}` is not in the plan"));
                let known = matches!(node.state(), State::Known(_));
                Err(Some(if known { gap.showing(node, place.name()) } else { gap }))
            }
            (_, Rest::Unresolved(cause)) => Err(Some(Gap::new(resource, place, &cause))),
            (_, Rest::Nothing | Rest::Unset) => Err(Some(Gap::new(resource, place, "several policies are possible"))),
        }
    }

    fn managed(&mut self, resource: &Resource<'p>, place: &Place, arn: &str) -> Result<usize, Gap> {
        let key = (resource.id, arn.to_owned());
        if let Some(found) = self.attached.get(&key) {
            return Ok(*found);
        }
        let document = self.managed.entry(arn.to_owned());
        let document = document.or_insert_with(|| managed::policy(arn).map(|policy| policy.document));
        let Some(document) = document.clone() else {
            let cause = format!("the AWS-managed policy `{arn}` is not in plangate's catalogue");
            return Err(Gap::new(resource, place, &cause));
        };
        let paper = Paper { managed: Some(arn.into()), ..Paper::new(resource, place, document) };
        self.papers.push(paper);
        self.attached.insert(key, self.papers.len() - 1);
        Ok(self.papers.len() - 1)
    }

    /// Users have what their groups have.
    pub(super) fn groups(&mut self) {
        let world = self.world();
        let mut members: BTreeSet<(usize, usize)> = BTreeSet::new();
        for (kind, one, one_kind, many, many_kind) in [
            ("aws_iam_user_group_membership", "$.user", "aws_iam_user", "$.groups[*]", "aws_iam_group"),
            ("aws_iam_group_membership", "$.group", "aws_iam_group", "$.users[*]", "aws_iam_user"),
        ] {
            let (Ok(one), Ok(many)) = (Path::parse(one), Path::parse(many)) else { continue };
            for resource in world.of_kind(kind) {
                let named = |path: &Path, kind: &str| -> Vec<usize> {
                    let nodes = path.select(resource.root());
                    let links = nodes.iter().flat_map(|(_, node)| world.refer(resource, node, &[kind]).links);
                    links.filter(|link| link.certainty == Certainty::Must).filter_map(|l| self.holder(l.to)).collect()
                };
                let (own, others) = (named(&one, one_kind), named(&many, many_kind));
                for &own in &own {
                    let pair = |&other: &usize| if one_kind == "aws_iam_user" { (own, other) } else { (other, own) };
                    members.extend(others.iter().map(pair));
                }
            }
        }
        for (user, group) in members {
            let papers = self.granted.get(group).cloned().unwrap_or_default();
            let Some((object, gaps)) = self.holders.get(group).map(|g| (g.member.object.clone(), g.gaps.clone()))
            else {
                continue;
            };
            for paper in papers {
                let own = self.granted.get(user).is_some_and(|papers| papers.contains(&paper));
                if let Some(paper) = self.papers.get(paper).filter(|_| !own) {
                    let origin = paper.source.origin.clone();
                    self.holders.get_mut(user).into_iter().for_each(|h| h.through_groups.push(origin.clone()));
                }
                self.grant(user, paper);
            }
            gaps.into_iter().for_each(|gap| self.gap(user, gap));
            if let Some(holder) = self.holders.get_mut(user) {
                holder.member.groups.push(object);
            }
        }
        // Whoever may change a group's policies changes the group's own rights.
        for holder in self.holders.iter_mut().filter(|holder| holder.member.kind == MemberKind::Group) {
            holder.member.groups.push(holder.member.object.clone());
        }
    }

    /// The ceilings of roles, users and permission sets.
    pub(super) fn boundaries(&mut self) {
        let world = self.world();
        for kind in ["aws_iam_role", "aws_iam_user"] {
            for resource in world.of_kind(kind) {
                let node = resource.root().get("permissions_boundary");
                let Some(holder) = self.holder(resource.id) else { continue };
                self.bound(holder, resource, &Place::of("permissions_boundary"), &node);
            }
        }
        for resource in world.of_kind("aws_ssoadmin_permissions_boundary_attachment") {
            let set = resource.root().get("permission_set_arn");
            let links = world.refer(resource, &set, &["aws_ssoadmin_permission_set"]).links;
            let block = resource.root().get("permissions_boundary").at(0);
            let arn = block.get("managed_policy_arn");
            let own = block.get("customer_managed_policy_reference").at(0).get("name");
            let node = if matches!(arn.state(), State::Known(_)) { arn } else { own };
            for holder in links.iter().filter_map(|link| self.holder(link.to)).collect::<Vec<_>>() {
                self.bound(holder, resource, &Place::of("permissions_boundary"), &node);
            }
        }
    }

    fn bound(&mut self, holder: usize, resource: &Resource<'p>, place: &Place, node: &Node<'p>) {
        match self.world().state(resource, node) {
            State::Null | State::Absent | State::Omitted => return,
            State::Known(Json::String(text)) if text.is_empty() => return,
            State::Known(_) | State::Unknown => {}
        }
        let literal = match node.state() {
            State::Known(Json::String(arn)) if managed::name(arn).is_some() => Some(arn.to_string()),
            _ => None,
        };
        let policy = match &literal {
            Some(arn) => match managed::policy(arn) {
                Some(policy) => Ok(Source::new(arn, policy.document)),
                None => Err(Some(Gap::new(resource, place, &format!("`{arn}` is not in plangate's catalogue")))),
            },
            None => match self.policy(resource, place, node) {
                Ok(paper) => {
                    self.ceilings.insert(paper);
                    match self.papers.get(paper) {
                        Some(paper) => match paper.gaps.first() {
                            Some(gap) => Err(Some(gap.clone())),
                            None => Ok(paper.source.clone()),
                        },
                        None => Err(None),
                    }
                }
                Err(gap) => Err(gap),
            },
        };
        let Some(holder) = self.holders.get_mut(holder) else { return };
        holder.bounded = true;
        holder.member.rights.boundary = match policy {
            Ok(source) => Boundary::Documents(vec![source]),
            Err(gap) => {
                let gap = gap.unwrap_or_else(|| Gap::new(resource, place, "the boundary is not known"));
                let boundary = Boundary::Unreadable(gap.cause.clone());
                holder.gaps.push(gap);
                boundary
            }
        };
    }

    /// Puts the rights together, and adds the policies that nothing of the plan holds.
    pub(super) fn finish(mut self) -> Self {
        for at in 0..self.papers.len() {
            let Some(paper) = self.papers.get(at).filter(|paper| paper.holders.is_empty()) else { continue };
            let Some(resource) = self.world().resource(paper.resource) else { continue };
            if self.ceilings.contains(&at) {
                continue;
            }
            let object = self.objects.get(&at).cloned();
            let own = object.clone().unwrap_or_else(|| Object::new(resource.name(), Text::unknown("who holds it")));
            let mut member = Member::new(MemberKind::Policy, own, Rights::default());
            member.policies.extend(object);
            self.add(resource, member, None);
            self.grant(self.holders.len() - 1, at);
        }
        for (holder, granted) in self.holders.iter_mut().zip(&self.granted) {
            let papers = || granted.iter().filter_map(|at| Some((*at, self.papers.get(*at)?)));
            for (at, paper) in papers() {
                holder.member.rights.documents.push(paper.source.clone());
                holder.gaps.extend(paper.gaps.iter().cloned());
                if let Some(object) = self.objects.get(&at).filter(|_| holder.member.kind != MemberKind::Policy) {
                    holder.member.policies.push(object.clone());
                }
            }
            holder.gaps.sort();
            holder.gaps.dedup();
            let ceiling = match &holder.member.rights.boundary {
                Boundary::Unreadable(cause) => Some(cause.clone()),
                Boundary::None | Boundary::Documents(_) => None,
            };
            let causes = holder.gaps.iter().map(|gap| gap.cause.clone());
            holder.member.rights.unreadable = causes.filter(|cause| Some(cause) != ceiling.as_ref()).collect();
            holder.denies = holder.member.rights.documents.iter().filter_map(denies).collect();
        }
        self
    }
}

/// The Denies of a document.
fn denies(source: &Source) -> Option<Source> {
    let denies: Vec<Statement> =
        source.document.statements.iter().filter(|statement| !statement.is_allow()).cloned().collect();
    let document = Document { version: source.document.version, statements: denies.into() };
    (!document.statements.is_empty()).then(|| Source { origin: source.origin.clone(), document })
}

/// A trust policy of which nothing is known: it may let anyone in.
fn anyone(cause: &str) -> Document {
    let mut statement = Statement::new(Effect::Allow, Scope::Only(vec!["sts:AssumeRole".into()]));
    let entry = |kind| Principal { kind, id: Text::unknown(cause) };
    let entries = vec![entry(PrincipalKind::Service), entry(PrincipalKind::Aws)];
    statement.principals = Some(Principals { negated: false, entries });
    Document::new(Version::V2012, [statement])
}

/// What resources of the plan put on roles. A role repeats it in attributes that the provider computes, and keeps
/// repeating it in a plan that takes it away.
struct Explained(HashSet<(String, String)>);

impl Explained {
    fn new(world: &World<'_>) -> Self {
        let mut found = HashSet::new();
        for change in &world.plan.changes {
            let (role, policy) = match change.kind() {
                "aws_iam_role_policy" => ("role", "name"),
                "aws_iam_role_policy_attachment" => ("role", "policy_arn"),
                "aws_iam_policy_attachment" => ("roles", "policy_arn"),
                "aws_iam_role_policy_attachments_exclusive" => ("role_name", "policy_arns"),
                _ => continue,
            };
            for tree in [change.before(), change.after()].into_iter().flatten() {
                for role in strings(tree.value.get(role)) {
                    found.extend(strings(tree.value.get(policy)).map(|policy| (role.to_owned(), policy.to_owned())));
                }
            }
        }
        Self(found)
    }

    fn attached(&self, role: &Node<'_>, arn: &Node<'_>) -> bool {
        self.holds(role, arn)
    }

    fn inline(&self, role: &Node<'_>, block: &Node<'_>) -> bool {
        self.holds(role, &block.get("name"))
    }

    fn holds(&self, role: &Node<'_>, policy: &Node<'_>) -> bool {
        match (role.get("name").state(), policy.state()) {
            (State::Known(Json::String(role)), State::Known(Json::String(policy))) => {
                self.0.contains(&(role.to_string(), policy.to_string()))
            }
            _ => false,
        }
    }
}

/// A string, or the strings of a list.
fn strings<'j>(json: Option<&'j Json<'_>>) -> impl Iterator<Item = &'j str> {
    let one = json.and_then(Json::as_str);
    let many = json.and_then(Json::as_array).into_iter().flatten().filter_map(Json::as_str);
    one.into_iter().chain(many)
}
