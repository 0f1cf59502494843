//! What bounds principals: their permissions boundaries and what their own policies deny.

use foldhash::{HashMap, HashSet};

use super::looser::{Held, Kept, allows, denies};
use super::{Component, NAMED, Terms, changed, compare, is_there, text};
use crate::checks::View;
use crate::estate::{Estate, Holder, Paper};
use crate::iam::document::Document;
use crate::iam::escalation::MemberKind;
use crate::iam::grants::{Boundary, Source};
use crate::judge::Judged;
use crate::links::Certainty;
use crate::path::Path;
use crate::plan::node::State;
use crate::truth::Truth;
use crate::world::{Resource, World};

pub(in crate::checks) use crate::estate::KINDS;

/// What it judges: principals, and what bounds them.
pub(in crate::checks) const SUBJECTS: &[&str] = &[
    "aws_iam_group_policy",
    "aws_iam_group_policy_attachment",
    "aws_iam_policy",
    "aws_iam_policy_attachment",
    "aws_iam_role",
    "aws_iam_role_policy",
    "aws_iam_role_policy_attachment",
    "aws_iam_user",
    "aws_iam_user_policy",
    "aws_iam_user_policy_attachment",
    "aws_ssoadmin_permission_set",
    "aws_ssoadmin_permissions_boundary_attachment",
];

const PRINCIPALS: [&str; 4] = ["aws_iam_role", "aws_iam_user", "aws_iam_group", "aws_ssoadmin_permission_set"];

/// What attaches a policy, and the attribute that names the policy.
const ATTACHED: [(&str, &str); 8] = [
    ("aws_iam_role_policy_attachment", "$.policy_arn"),
    ("aws_iam_user_policy_attachment", "$.policy_arn"),
    ("aws_iam_group_policy_attachment", "$.policy_arn"),
    ("aws_iam_policy_attachment", "$.policy_arn"),
    ("aws_iam_role_policy_attachments_exclusive", "$.policy_arns[*]"),
    ("aws_iam_user_policy_attachments_exclusive", "$.policy_arns[*]"),
    ("aws_iam_group_policy_attachments_exclusive", "$.policy_arns[*]"),
    ("aws_ssoadmin_customer_managed_policy_attachment", "$.customer_managed_policy_reference[0].name"),
];

/// Where what attaches a policy names whom it is for.
const TO: [&str; 10] = [
    "$.role",
    "$.role_name",
    "$.roles[*]",
    "$.user",
    "$.user_name",
    "$.users[*]",
    "$.group",
    "$.group_name",
    "$.groups[*]",
    "$.permission_set_arn",
];

/// What the loss of a whole boundary is called.
const BOUNDARY: &str = "its permissions boundary";

/// Compares what bounds each principal that stays.
pub(in crate::checks) fn judge(before: &View<'_, '_>, after: &View<'_, '_>) -> Judged {
    let (mut was, mut now) = (Vec::new(), Vec::new());
    let (ours, theirs) = (before.world.estate(), after.world.estate());
    let stay: HashMap<&str, &Holder> = theirs.holders.iter().rev().map(|later| (&*later.address, later)).collect();
    let policies = theirs.holders.iter().filter(|one| one.member.kind == MemberKind::Policy);
    // A policy of which it is not known whether it is the principal's denies nothing for sure.
    let doubted = |source: &&Source| {
        let paper = theirs.papers.get(source.rank);
        let doubted = paper.is_some_and(|paper| theirs.holders_of(paper).iter().any(|(_, doubt)| doubt.is_some()));
        doubted || source.lapse.is_some()
    };
    // One that nothing attaches to anybody is nobody's.
    let loose: Vec<&Source> = policies.flat_map(|one| &one.denies).filter(doubted).collect();
    let (ours_hidden, theirs_hidden) = (hidden(ours), hidden(theirs));
    for holder in &ours.holders {
        let Some(later) = stay.get(&*holder.address).copied() else { continue };
        let Some(principal) = before.world.resource(holder.resource) else { continue };
        if !PRINCIPALS.contains(&principal.kind()) {
            continue;
        }
        let hidden = is_hidden(&ours_hidden, holder) || is_hidden(&theirs_hidden, later);
        let mut add = |(holder, attribute), name: &str, kept: Held| {
            let judged_by: &[_] = if name == BOUNDARY { &["iam-boundary-missing"] } else { &[] };
            let part = |holds| {
                let part = Component::new(principal.name(), name, holds, holder, attribute);
                part.hidden(hidden).judged_by(judged_by)
            };
            was.push(part(Truth::True).leaving(kept.left));
            now.push(part(kept.truth));
        };
        let unreadable = if later.member.rights.unreadable.is_empty() { Truth::False } else { Truth::Unknown };
        let (doubtful, sure): (Vec<&Source>, Vec<&Source>) = later.denies.iter().partition(doubted);
        let own: Vec<&Document> = sure.into_iter().map(|source| &source.document).collect();
        if holder.bounded.is_true() {
            let site = site(before, after, principal);
            let site = (site, said_in(site, "permissions_boundary"));
            if later.bounded.is_true() {
                for (name, kept) in bounds((before, holder), (after, later), &own) {
                    add(site, &name, kept);
                }
            } else {
                add(site, BOUNDARY, later.bounded.into());
            }
        }
        // What a boundary denies is denied as well.
        let ceiling = boundary(later).filter(|_| later.bounded.is_true()).unwrap_or_default();
        let left = [own, ceiling].concat();
        // A policy of which it can't be told who has it may be this principal's.
        let loose = || loose.iter().copied().chain(doubtful.iter().copied()).map(|source| &source.document);
        for source in &holder.denies {
            let Some(site) = carrier(before, source, principal) else { continue };
            for (name, kept) in kept(&source.document, &left, &loose().collect::<Vec<_>>()) {
                add(site, &name, Held { truth: kept.truth.or(unreadable), ..kept });
            }
        }
    }
    let (ours, theirs) = (elsewhere(before.world), elsewhere(after.world));
    let sure = |one: &&Elsewhere<'_, '_>| one.name.is_some() && !one.is_held && one.certainty == Certainty::Must;
    for one in ours.iter().filter(sure) {
        let of = |same: Truth| theirs.iter().filter(move |other| one.is_of(other, after.world) == same);
        let documents = |same| of(same).map(|other| other.document()).collect::<Vec<_>>();
        // What can't be read may deny it.
        let is_open =
            theirs.iter().any(|other| !other.paper.gaps.is_empty() && !one.is_of(other, after.world).is_false());
        let unreadable = if is_open { Truth::Unknown } else { Truth::False };
        let hidden = one.paper.sensitive || of(Truth::True).any(|other| other.paper.sensitive);
        let Some((site, attribute)) = one.site() else { continue };
        for (name, kept) in kept(one.document(), &documents(Truth::True), &documents(Truth::Unknown)) {
            let thing = format!("{NAMED}the {} `{}`", one.kind, one.name.as_deref().unwrap_or_default());
            let part = |holds| Component::new(&thing, &name, holds, site, attribute).hidden(hidden);
            was.push(part(Truth::True).leaving(kept.left));
            now.push(part(kept.truth.or(unreadable)));
        }
    }
    let stays = |thing: &str| is_there(after.world, &PRINCIPALS, thing);
    let terms = Terms { message: "bounds a principal less", evidence: &[], let_go: &[], stays: &stays };
    compare(after, &was, &now, &terms)
}

/// What a document denies, and whether others still do, or perhaps.
fn kept(was: &Document, now: &[&Document], perhaps: &[&Document]) -> Kept {
    let mut perhaps = denies(&[was], perhaps);
    let each = denies(&[was], now).into_iter().map(|(name, held)| {
        let perhaps = perhaps.remove(&name).map_or(Truth::False, |held| held.truth).and(Truth::Unknown);
        let truth = held.truth.or(perhaps);
        (name, Held { truth, ..held })
    });
    each.collect()
}

/// A document that denies something, or may, and somebody whom it is put on by name.
struct Elsewhere<'a, 'p> {
    paper: &'a Paper,
    /// What carries the document and, where that is another resource, what attaches it
    by: Vec<&'a Resource<'p>>,
    /// Whether it surely attaches it
    certainty: Certainty,
    /// What somebody is: a role, a user, a group or a permission set
    kind: &'static str,
    /// `None` where it is not known
    name: Option<String>,
    /// Whether it is of the world, or may be
    is_held: bool,
}

/// What is put on whom, be it that the plan only names them.
fn elsewhere<'a, 'p>(world: &'a World<'p>) -> Vec<Elsewhere<'a, 'p>> {
    let denies = |paper: &Paper| paper.source.document.statements.iter().any(|one| !one.is_allow());
    let may_deny = |paper: &&Paper| denies(paper) || !paper.gaps.is_empty();
    let mut found = Vec::new();
    for paper in world.estate().papers.iter().filter(may_deny) {
        let Some(resource) = world.resource(paper.resource) else { continue };
        let attached = ATTACHED.iter().filter(|_| resource.kind() == "aws_iam_policy");
        let attached = attached.flat_map(|(kind, path)| linked(world, kind, path, resource));
        for (carrier, certainty) in std::iter::once((resource, Certainty::Must)).chain(attached) {
            let by = if carrier.id == resource.id { vec![resource] } else { vec![resource, carrier] };
            let paths = TO.iter().filter_map(|path| Some((path, Path::parse(path).ok()?)));
            for (path, node) in
                paths.flat_map(|(to, path)| path.nodes(carrier.root()).into_iter().map(move |node| (to, node)))
            {
                let name = text(&node).filter(|name| !name.is_empty());
                if name.is_none() && node.state() != State::Unknown {
                    continue;
                }
                let kind =
                    ["role", "user", "group"].into_iter().find(|kind| path.contains(kind)).unwrap_or("permission set");
                let links = world.refer(carrier, &node, &PRINCIPALS).links;
                let is_held = links.iter().any(|link| world.resource(link.to).is_some_and(|one| !one.address.data));
                found.push(Elsewhere { paper, by: by.clone(), certainty, kind, name, is_held });
            }
        }
    }
    found
}

impl<'a, 'p> Elsewhere<'a, 'p> {
    fn document(&self) -> &'a Document {
        &self.paper.source.document
    }

    /// Whether another is surely put on the same one.
    fn is_of(&self, other: &Self, world: &World<'p>) -> Truth {
        let same = match (&self.name, &other.name) {
            _ if self.kind != other.kind => Truth::False,
            (Some(name), Some(other)) => (name == other).into(),
            // Whoever is of the plan is not this one.
            _ if other.is_held => Truth::False,
            _ => Truth::Unknown,
        };
        match (self.by.last(), other.by.last()) {
            _ if same.is_false() => same,
            _ if other.certainty != Certainty::Must => Truth::Unknown,
            (Some(ours), Some(theirs)) => same.and(world.same_account(ours, theirs)),
            _ => same,
        }
    }

    fn site(&self) -> Option<(&'a Resource<'p>, &'static str)> {
        let resource = changed(&self.by)?;
        Some((resource, said_in(resource, "policy_arn")))
    }
}

/// The attribute in which a resource says what it denies or attaches; of a principal the one that is given.
fn said_in(resource: &Resource<'_>, own: &'static str) -> &'static str {
    match resource.kind() {
        "aws_iam_policy" | "aws_iam_role_policy" | "aws_iam_user_policy" | "aws_iam_group_policy" => "policy",
        "aws_ssoadmin_permission_set_inline_policy" => "inline_policy",
        "aws_ssoadmin_customer_managed_policy_attachment" => "customer_managed_policy_reference",
        "aws_ssoadmin_managed_policy_attachment" => "managed_policy_arn",
        kind if kind.ends_with("_attachments_exclusive") => "policy_arns",
        kind if kind.ends_with("_policy_attachment") => "policy_arn",
        _ => own,
    }
}

/// The documents that must not be shown.
fn hidden(estate: &Estate) -> HashSet<&str> {
    estate.papers.iter().filter(|paper| paper.sensitive).map(|paper| &*paper.source.origin).collect()
}

/// Whether a text that says what a holder may do must not be shown.
fn is_hidden(hidden: &HashSet<&str>, holder: &Holder) -> bool {
    if hidden.is_empty() {
        return false;
    }
    let rights = &holder.member.rights;
    let bounds = match &rights.boundary {
        Boundary::Documents(sources) => sources.as_slice(),
        Boundary::None | Boundary::Unreadable(_) => &[],
    };
    rights.sources().chain(bounds).any(|source| hidden.contains(&*source.origin))
}

/// What is left of a boundary's text, beside what the principal's own policies deny.
fn bounds(
    (before, was): (&View<'_, '_>, &Holder),
    (after, now): (&View<'_, '_>, &Holder),
    own: &[&Document],
) -> Vec<(String, Held)> {
    match (boundary(was), boundary(now)) {
        (Some(was), Some(now)) => {
            let denied = denies(&was, &[now.as_slice(), own].concat());
            denied.into_iter().chain(allows(&was, &now)).collect()
        }
        // The same policy of another stack says the same as before.
        (None, None) if named(before, was).is_some() && named(before, was) == named(after, now) => Vec::new(),
        _ => vec![("what its permissions boundary says".to_owned(), Truth::Unknown.into())],
    }
}

/// What a boundary says, where it can be read.
fn boundary(holder: &Holder) -> Option<Vec<&Document>> {
    match &holder.member.rights.boundary {
        Boundary::Documents(sources) => Some(sources.iter().map(|source| &source.document).collect()),
        Boundary::None | Boundary::Unreadable(_) => None,
    }
}

fn named(view: &View<'_, '_>, holder: &Holder) -> Option<String> {
    text(&view.world.resource(holder.resource)?.root().get("permissions_boundary"))
}

/// Where a boundary changes: at the principal, at what attaches it, or at the policy.
fn site<'a, 'p>(before: &View<'a, 'p>, after: &View<'_, 'p>, principal: &'a Resource<'p>) -> &'a Resource<'p> {
    let world = before.world;
    let node = principal.root().get("permissions_boundary");
    let later = after.world.named(principal.name()).next();
    let same = later.is_some_and(|later| text(&later.root().get("permissions_boundary")) == text(&node));
    let policy = world.refer(principal, &node, &["aws_iam_policy"]).links;
    let policy: Vec<&Resource<'p>> = policy.iter().filter_map(|link| world.resource(link.to)).collect();
    let set = naming(world, "aws_ssoadmin_permissions_boundary_attachment", "$.permission_set_arn", principal);
    let members = if same { [set, policy, vec![principal]].concat() } else { [vec![principal], set, policy].concat() };
    changed(&members).unwrap_or(principal)
}

/// The resource by which a principal has a document: the document, or what attaches it to this principal.
fn carrier<'a, 'p>(
    view: &View<'a, 'p>,
    source: &Source,
    principal: &Resource<'p>,
) -> Option<(&'a Resource<'p>, &'static str)> {
    let world = view.world;
    let paper = world.estate().papers.get(source.rank)?;
    let resource = world.resource(paper.resource)?;
    let attached = ATTACHED.iter().flat_map(|(kind, path)| naming(world, kind, path, resource));
    let (own, others): (Vec<_>, Vec<_>) = attached.partition(|one| attaches_to(world, one, principal));
    let site = changed(&[vec![resource], own, others].concat())?;
    let of_itself =
        if paper.place.to_string().contains("managed_policy_arns") { "managed_policy_arns" } else { "inline_policy" };
    Some((site, said_in(site, of_itself)))
}

/// Whether an attachment names a principal.
fn attaches_to<'p>(world: &World<'p>, attachment: &Resource<'p>, principal: &Resource<'p>) -> bool {
    let nodes = TO.iter().filter_map(|path| Path::parse(path).ok()).flat_map(|path| path.nodes(attachment.root()));
    let mut links = nodes.flat_map(|node| world.refer(attachment, &node, &[principal.kind()]).links);
    links.any(|link| link.to == principal.id)
}

fn naming<'a, 'p>(world: &'a World<'p>, kind: &str, path: &str, target: &Resource<'p>) -> Vec<&'a Resource<'p>> {
    linked(world, kind, path, target).into_iter().map(|(resource, _)| resource).collect()
}

fn linked<'a, 'p>(
    world: &'a World<'p>,
    kind: &str,
    path: &str,
    target: &Resource<'p>,
) -> Vec<(&'a Resource<'p>, Certainty)> {
    let Ok(path) = Path::parse(path) else { return Vec::new() };
    let named = world.named_by(kind, &path, target.kind(), false);
    named.of(target.id).iter().filter_map(|(id, certainty)| Some((world.resource(*id)?, *certainty))).collect()
}
