//! Buckets with all that belongs to them: policy, ACL, ownership and Block Public Access, whichever resources say it.
//!
//! A bucket in, answers about what it lets in out. Companions are joined by name or reference; one of which it can't be
//! told whose it is leaves an answer open. A policy, ACL or access point of a bucket that the plan does not hold stands
//! for that bucket.

use std::collections::BTreeSet;
use std::sync::Arc;

use foldhash::HashMap;

use super::documents::{Written, written};
use super::{Ruling, View};
use crate::estate::Reader;
use crate::finding::Fact;
use crate::iam::pattern::Object;
use crate::iam::text::Text;
use crate::json::Json;
use crate::links::{Certainty, Rest, parts};
use crate::path::{Path, Place};
use crate::plan::change::Action;
use crate::plan::node::{Node, State};
use crate::truth::Truth;
use crate::world::{Presence, Resource, When, World};

/// What the S3 analyses look at.
pub(super) const KINDS: &[&str] = &[
    "aws_caller_identity",
    "aws_iam_policy_document",
    "aws_s3_access_point",
    "aws_s3_account_public_access_block",
    "aws_s3_bucket",
    "aws_s3_bucket_acl",
    "aws_s3_bucket_object",
    "aws_s3_bucket_ownership_controls",
    "aws_s3_bucket_policy",
    "aws_s3_bucket_public_access_block",
    "aws_s3_object",
    "aws_s3_object_copy",
    "aws_s3control_access_point_policy",
    "aws_s3control_multi_region_access_point",
    "aws_s3control_multi_region_access_point_policy",
];

/// Where policies stand.
const POLICIES: [(&str, &str); 5] = [
    ("aws_s3_bucket", "policy"),
    ("aws_s3_bucket_policy", "policy"),
    ("aws_s3_access_point", "policy"),
    ("aws_s3control_access_point_policy", "policy"),
    ("aws_s3control_multi_region_access_point_policy", "details[0].policy"),
];

/// The policies of a world, parsed once.
struct Documents(HashMap<usize, Vec<Written>>);

/// The companions that this plan replaces, by the name of the bucket they belonged to: for that bucket they are deleted.
struct Replaced(HashMap<String, Vec<usize>>);

/// A bucket of the plan, or what stands for one that another stack manages.
#[derive(Clone)]
pub(super) struct Bucket<'a, 'p> {
    /// The bucket, or what stands for it
    pub(super) resource: &'a Resource<'p>,
    /// Whether what stands for a bucket surely is of one that the plan does not hold
    pub(super) sure: bool,
    pub(super) view: View<'a, 'p>,
    documents: Arc<Documents>,
}

/// A resource that belongs to the bucket, and how sure that is.
#[derive(Clone)]
pub(super) struct Companion<'a, 'p> {
    /// The resource
    pub(super) resource: &'a Resource<'p>,
    /// Whether it is certainly this bucket's
    pub(super) sure: bool,
}

impl Companion<'_, '_> {
    /// What leaves open whose it is.
    pub(super) fn doubt(&self) -> Option<Fact> {
        let bucket = self.resource.root().get("bucket");
        let waits = !self.sure && bucket.state() == State::Unknown;
        waits.then(|| Fact::waiting(self.resource, &Place::of("bucket"), &bucket))
    }
}

/// Every bucket of the plan.
pub(super) fn buckets<'a, 'p>(view: &View<'a, 'p>) -> Vec<Bucket<'a, 'p>> {
    view.world.of_kind("aws_s3_bucket").map(|resource| bucket(view, resource)).collect()
}

/// What stands for the buckets of other stacks: their policies, and ACLs where there is no policy.
pub(super) fn elsewhere<'a, 'p>(view: &View<'a, 'p>) -> Vec<Bucket<'a, 'p>> {
    let (mut found, mut names) = (Vec::new(), BTreeSet::new());
    for kind in ["aws_s3_bucket_policy", "aws_s3_bucket_acl"] {
        for resource in view.world.of_kind(kind) {
            let reference = view.world.refer(resource, &resource.root().get("bucket"), &["aws_s3_bucket"]);
            let joined = reference.links.iter().any(|link| link.certainty == Certainty::Must);
            let outside = !joined && matches!(reference.rest, Rest::Elsewhere(_) | Rest::Unresolved(_));
            let name = resource.root().get("bucket").state().text().map(str::to_owned);
            if outside && name.is_none_or(|name| names.insert(name)) {
                let sure = reference.links.is_empty() && matches!(reference.rest, Rest::Elsewhere(_));
                found.push(Bucket { sure, ..bucket(view, resource) });
            }
        }
    }
    found
}

/// A bucket with what belongs to it.
pub(super) fn bucket<'a, 'p>(view: &View<'a, 'p>, resource: &'a Resource<'p>) -> Bucket<'a, 'p> {
    let documents = view.world.model(|world| Documents::read(world));
    Bucket { resource, sure: true, view: *view, documents }
}

impl Documents {
    fn read(world: &World<'_>) -> Self {
        let reader = Reader::new(world);
        let all = POLICIES.iter().flat_map(|(kind, path)| world.of_kind(kind).map(move |one| (one, *path)));
        Self(all.map(|(one, path)| (one.id, written(&reader, one, path))).collect())
    }
}

impl Replaced {
    fn read(world: &World<'_>) -> Self {
        let mut found: HashMap<String, Vec<usize>> = HashMap::default();
        let replaced = |one: &&Resource<'_>| matches!(one.change.action, Action::DeleteCreate | Action::CreateDelete);
        for companion in world.all().filter(replaced).filter(|one| one.presence != Presence::Gone) {
            let before = companion.change.before().and_then(|tree| tree.value.get("bucket")).and_then(Json::as_str);
            if let Some(name) = before {
                found.entry(name.to_owned()).or_default().push(companion.id);
            }
        }
        Self(found)
    }
}

impl<'a, 'p> Bucket<'a, 'p> {
    /// Whether the plan holds the bucket itself.
    fn is_held(&self) -> bool {
        self.resource.kind() == "aws_s3_bucket"
    }

    /// The resources of a type that belong to the bucket.
    pub(super) fn companions(&self, kind: &str) -> Vec<Companion<'a, 'p>> {
        self.joined(kind, false)
    }

    /// Whether what the bucket shows inline counts: it was read before the plan, and a companion, one that goes included,
    /// says otherwise.
    pub(super) fn speaks_for_itself(&self, kind: &str) -> bool {
        self.is_held() && self.joined(kind, true).is_empty() && !self.companions(kind).iter().any(|one| one.sure)
    }

    /// The resource of a type that belonged to the bucket and is deleted, where no other one belongs to it.
    pub(super) fn dropped(&self, kind: &str) -> Option<Companion<'a, 'p>> {
        if self.companions(kind).is_empty() { self.joined(kind, true).into_iter().next() } else { None }
    }

    fn joined(&self, kind: &str, gone: bool) -> Vec<Companion<'a, 'p>> {
        let world = self.view.world;
        if !self.is_held() {
            let same = match self.resource.root().get("bucket").state() {
                State::Known(Json::String(name)) => world.having(kind, "bucket", name),
                _ if self.resource.kind() == kind => vec![self.resource.id],
                _ => Vec::new(),
            };
            let same = same.into_iter().filter(|_| !gone).filter_map(|id| world.resource(id));
            return same.map(|resource| Companion { resource, sure: self.sure }).collect();
        }
        let Ok(path) = Path::parse("$.bucket") else { return Vec::new() };
        let named = world.named_by(kind, &path, "aws_s3_bucket", gone);
        let sure = named.of(self.resource.id).iter().map(|(id, certainty)| (*id, *certainty == Certainty::Must));
        let open = named.unresolved.iter().map(|(id, _)| (*id, false));
        let moved = if gone { self.replaced(kind) } else { Vec::new() };
        let all = sure.chain(open).chain(moved.into_iter().map(|id| (id, true)));
        all.filter_map(|(id, sure)| Some(Companion { resource: world.resource(id)?, sure })).collect()
    }

    /// The companions of a type that belonged to the bucket before this plan replaces them.
    fn replaced(&self, kind: &str) -> Vec<usize> {
        let world = self.view.world;
        let own = self.resource.root().get("bucket").state();
        let (When::After, State::Known(Json::String(own))) = (world.when, own) else { return Vec::new() };
        let replaced = world.model(|world| Replaced::read(world));
        let ids = replaced.0.get(own.as_ref()).map(Vec::as_slice).unwrap_or_default();
        let is = |id: &&usize| world.resource(**id).is_some_and(|one| one.kind() == kind && !one.address.data);
        ids.iter().filter(is).copied().collect()
    }

    /// Whether a flag of Block Public Access is on: by the bucket's block, the account's, a statement, or by default.
    pub(super) fn flag(&self, name: &str) -> Ruling {
        let account = self.account_flag(name);
        if account.truth.is_true() && account.facts.iter().all(|fact| fact.address.is_none()) {
            return account;
        }
        self.own_flag(name).or(account)
    }

    /// Whether something that is managed has a flag on: the bucket's block, the account's, or a statement.
    pub(super) fn managed_flag(&self, name: &str) -> Ruling {
        let world = self.view.world;
        let value = |one: &Companion<'a, 'p>| flag_of(world, one.resource, &one.resource.root().get(name), name);
        let (sure, open) = self.blocks();
        let open = open.iter().map(|one| match one.doubt() {
            Some(doubt) => value(one).open().noting(doubt),
            None => value(one).open(),
        });
        let sure = (!sure.is_empty()).then(|| Ruling::all(sure.iter().map(value)));
        let none = "no `aws_s3_bucket_public_access_block` in the plan names it";
        let none = Ruling::new(Truth::False, Fact::new(self.resource, &Place::default(), none));
        Ruling::any(sure.into_iter().chain(open), none).or(self.account_flag(name))
    }

    /// Whether the account has it on for everything in it.
    pub(super) fn account_flag(&self, name: &str) -> Ruling {
        let world = self.view.world;
        if self.view.facts.get("account_public_access_block").and_then(Json::as_bool) == Some(true) {
            let fact = Fact::assumed("plangate.toml states `account_public_access_block = true`");
            return Ruling::new(Truth::True, fact);
        }
        let accounts = world.of_kind("aws_s3_account_public_access_block").map(|block| {
            let same = world.same_account(self.resource, block);
            flag_of(world, block, &block.root().get(name), name).and(Ruling::silent(same))
        });
        Ruling::any(accounts, Ruling::silent(Truth::False))
    }

    /// The blocks that are surely the bucket's, and those that may be. A bucket has one setting: where several resources
    /// write it they undo each other with every apply, so that only what all of them say holds.
    fn blocks(&self) -> (Vec<Companion<'a, 'p>>, Vec<Companion<'a, 'p>>) {
        let mut all = self.companions("aws_s3_bucket_public_access_block");
        // What Terraform let go of is overwritten by what it manages.
        if all.iter().any(|one| one.sure && one.resource.presence == Presence::Managed) {
            all.retain(|one| one.resource.presence == Presence::Managed);
        }
        all.into_iter().partition(|one| one.sure)
    }

    fn own_flag(&self, name: &str) -> Ruling {
        let world = self.view.world;
        let value = |one: &Companion<'a, 'p>| flag_of(world, one.resource, &one.resource.root().get(name), name);
        let (sure, open) = self.blocks();
        let base = match sure.is_empty() {
            false => Ruling::all(sure.iter().map(value)),
            true => self.flag_by_default(),
        };
        // Each that may belong here is a completion: the answer stands if it makes no difference.
        open.iter()
            .map(value)
            .fold(base, |base, other| if base.truth == other.truth { base } else { other.open_or(base) })
    }

    /// Why a setting of the bucket can't be told, though nothing of the plan is it.
    fn not_shown(&self, what: &str) -> String {
        if self.is_held() {
            return format!("exists, and the plan does not show its {what}");
        }
        let which = match self.resource.root().get("bucket").state() {
            State::Unknown => "is unknown until apply",
            _ => "is not in the plan",
        };
        format!("is for a bucket that {which}: its {what} is not shown")
    }

    /// A bucket made since April 2023 has all four flags on; deleting its block switches them off.
    /// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html>
    fn flag_by_default(&self) -> Ruling {
        let deleted = self.joined("aws_s3_bucket_public_access_block", true);
        if let Some(block) = deleted.first() {
            let fact =
                Fact::new(block.resource, &Place::default(), "is deleted by this plan, which switches all flags off");
            return Ruling::new(if block.sure { Truth::False } else { Truth::Unknown }, fact);
        }
        let fact = |note| Fact::new(self.resource, &Place::default(), note);
        if self.is_held() && self.resource.is_new() {
            return Ruling::new(
                Truth::True,
                fact("is new: AWS blocks public access by default, and nothing managed keeps it so"),
            );
        }
        let note = self.not_shown("Block Public Access");
        let unknown = Fact::new(self.resource, &Place::default(), note).waits_for("the bucket's own block");
        Ruling::new(Truth::Unknown, unknown)
    }

    /// Whether ACLs mean anything: object ownership leaves them on.
    pub(super) fn acls_enabled(&self) -> Ruling {
        let (sure, open): (Vec<_>, Vec<_>) =
            self.companions("aws_s3_bucket_ownership_controls").into_iter().partition(|one| one.sure);
        let place = || Place::of("rule");
        let one = |companion: &Companion<'a, 'p>| {
            let node = companion.resource.root().get("rule").at(0).get("object_ownership");
            let note = |note: String| Fact::new(companion.resource, &place(), note);
            match node.state() {
                State::Known(value) => {
                    let on = value.as_str() != Some("BucketOwnerEnforced");
                    Ruling::new(on.into(), note(format!("object ownership is {}", node.shown("object_ownership"))))
                }
                _ => Ruling::new(
                    Truth::Unknown,
                    note("object ownership is unknown until apply".to_owned()).waits_for("the object ownership"),
                ),
            }
        };
        let fact = |note| Fact::new(self.resource, &Place::default(), note);
        let deleted = self.joined("aws_s3_bucket_ownership_controls", true);
        match (sure.first(), open.first(), deleted.first()) {
            (Some(_), _, _) => Ruling::any(sure.iter().map(one), Ruling::silent(Truth::False)),
            (None, Some(open), _) => one(open).open().noting(fact("may be ruled by these ownership controls")),
            (None, None, Some(gone)) => Ruling::new(
                Truth::True,
                Fact::new(gone.resource, &place(), "is deleted by this plan, which leaves ACLs on"),
            ),
            (None, None, None) if self.is_held() && self.resource.is_new() => {
                Ruling::new(Truth::False, fact("is new and has no ownership controls: ACLs are off"))
            }
            (None, None, None) => {
                let fact = Fact::new(self.resource, &Place::default(), self.not_shown("object ownership"));
                Ruling::new(Truth::Unknown, fact.waits_for("the bucket's object ownership"))
            }
        }
    }

    /// The documents that are, or may be, the bucket's policy, each with the resource that carries it.
    pub(super) fn policies(&self) -> Vec<(Companion<'a, 'p>, Written)> {
        let companions = self.companions("aws_s3_bucket_policy");
        // What stood on the bucket before is as open as whether another resource says it anew.
        let own = Companion { resource: self.resource, sure: companions.is_empty() };
        let mut found: Vec<_> = companions.into_iter().flat_map(|one| self.with_text(one)).collect();
        if self.speaks_for_itself("aws_s3_bucket_policy") {
            let own = self.with_text(own);
            found.extend(own.into_iter().filter(|(_, text)| !matches!(text, Written::Nothing)));
        }
        found
    }

    fn with_text(&self, companion: Companion<'a, 'p>) -> Vec<(Companion<'a, 'p>, Written)> {
        let texts = self.documents.0.get(&companion.resource.id).cloned().unwrap_or_default();
        texts.into_iter().map(|text| (companion.clone(), text)).collect()
    }

    /// The policies of an access point.
    pub(super) fn access_point_policies(&self, point: &'a Resource<'p>) -> Vec<(Companion<'a, 'p>, Written)> {
        let world = self.view.world;
        let mut found = self.with_text(Companion { resource: point, sure: true });
        let (kind, by) = match point.kind() {
            "aws_s3_access_point" => ("aws_s3control_access_point_policy", "$.access_point_arn"),
            _ => ("aws_s3control_multi_region_access_point_policy", "$.details[0].name"),
        };
        if let Ok(path) = Path::parse(by) {
            let named = world.named_by(kind, &path, point.kind(), false);
            let own = named.of(point.id).iter().map(|(id, certainty)| (*id, *certainty == Certainty::Must));
            let all = own.chain(named.unresolved.iter().map(|(id, _)| (*id, false)));
            let all = all.filter_map(|(id, sure)| Some(Companion { resource: world.resource(id)?, sure }));
            found.extend(all.flat_map(|one| self.with_text(one)));
        }
        found
    }

    /// The bucket as policies name it.
    pub(super) fn object(&self) -> Object {
        let root = self.resource.root();
        let known = |name: &str| root.get(name).state().text().filter(|text| !text.is_empty()).map(str::to_owned);
        let arn = known("arn").or_else(|| known("bucket").map(|name| format!("arn:aws:s3:::{name}")));
        let arn = arn.map(|arn| Text::literal(&arn));
        let spelled = || parts(&root.get("bucket")).map(|name| Text::literal("arn:aws:s3:::").then(name));
        let arn = arn.or_else(spelled).unwrap_or_else(|| Text::symbol(self.resource.name(), "arn"));
        Object::new(self.resource.name(), arn)
    }
}

impl Ruling {
    /// Open, for the reasons of both.
    fn open_or(self, other: Self) -> Self {
        Self { truth: Truth::Unknown, facts: self.facts.into_iter().chain(other.facts).collect() }
    }
}

/// A flag that is left out is an explicit false.
fn flag_of<'p>(world: &World<'p>, block: &Resource<'p>, node: &Node<'p>, name: &str) -> Ruling {
    let fact = |note: String| Fact::new(block, &Place::of(name), note);
    match world.state(block, node) {
        State::Known(Json::Bool(on)) => Ruling::new((*on).into(), fact(format!("is {on}"))),
        State::Unknown => Ruling::new(Truth::Unknown, Fact::waiting(block, &Place::of(name), node)),
        _ => Ruling::new(Truth::False, fact("is not set, which means false".to_owned()).not_set()),
    }
}
