//! Whether anyone can reach a bucket: policy, ACLs and access points on one side, Block Public Access on the other.
//!
//! S3's own definition of a public policy counts, with one difference: a Deny in the same policy that keeps everyone out
//! closes it. <https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html>

use std::collections::BTreeSet;

use super::documents::Written;
use super::s3::{Bucket, Companion, buckets, elsewhere};
use super::s3_points;
use super::{Ruling, View};
use crate::finding::{Answer, Details, Fact};
use crate::iam::condition::Kind;
use crate::iam::document::{Condition, Scope, Statement};
use crate::iam::pattern::{action_covers, actions_intersect};
use crate::iam::principal::{Owners, Party, admitted, closed_by};
use crate::iam::text::Text;
use crate::json::Json;
use crate::judge::Judged;
use crate::path::Place;
use crate::plan::node::{Node, State};
use crate::truth::Truth;
use crate::world::Resource;

/// What is judged: a bucket, else what the plan holds of it.
pub(super) const SUBJECTS: &[&str] = &[
    "aws_s3_bucket",
    "aws_s3_bucket_policy",
    "aws_s3_bucket_acl",
    "aws_s3_access_point",
    "aws_s3control_multi_region_access_point",
];

/// What only Block Public Access may keep closed.
pub(super) const CONTAINED: &[&str] = &["aws_s3_bucket", "aws_s3_bucket_policy", "aws_s3_bucket_acl"];

/// What the public may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Half {
    /// Read objects or list them
    Read,
    /// Change, add or delete them
    Write,
}

impl Half {
    const BOTH: [Self; 2] = [Self::Read, Self::Write];

    /// Its word, which tells the findings apart.
    fn word(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Write => "write",
        }
    }

    fn actions(self) -> &'static [&'static str] {
        match self {
            Self::Read => &["s3:Get*", "s3:List*"],
            Self::Write => {
                &["s3:Put*", "s3:Delete*", "s3:Abort*", "s3:Create*", "s3:Replicate*", "s3:Restore*", "s3:Bypass*"]
            }
        }
    }
}

/// Buckets and access points that anyone can reach.
pub(super) fn public(view: &View<'_, '_>) -> Judged {
    let all = buckets(view).into_iter().chain(elsewhere(view));
    let mut answers: Judged = all
        .flat_map(|bucket| {
            Half::BOTH.map(|half| {
                let open = reached(&bucket, half);
                let by_policy = open.policy.and(!bucket.flag("restrict_public_buckets"));
                let by_acl = open.acl.and(!bucket.flag("ignore_public_acls"));
                // Where an ACL is the way in, that there are ACLs is the same fault.
                let covers = by_acl.truth.is_true().then_some("s3-acl-enabled").into_iter().collect();
                let answer = answer(view, bucket.resource, half, !by_policy.or(by_acl));
                Answer { details: Details { covers, ..answer.details }, ..answer }
            })
        })
        .collect();
    for point in s3_points::KINDS.iter().flat_map(|kind| view.world.of_kind(kind)) {
        answers.extend(Half::BOTH.map(|half| answer(view, point, half, !s3_points::is_public(view, point, half))));
    }
    answers
}

/// Buckets that only Block Public Access keeps closed.
pub(super) fn contained(view: &View<'_, '_>) -> Judged {
    let all = buckets(view).into_iter().chain(elsewhere(view));
    all.map(|bucket| {
        let held = Half::BOTH.map(|half| {
            let open = reached(&bucket, half);
            let by_policy = open.policy.and(bucket.flag("restrict_public_buckets"));
            by_policy.or(open.acl.and(bucket.flag("ignore_public_acls")))
        });
        let [read, write] = held;
        let by_flag = "is public by its own policy or ACL: one flag of Block Public Access is all that keeps it closed";
        let refused = refusals(&bucket);
        let idle = tidy(!idle(&bucket));
        let by_flag = (tidy(!read.or(write)), by_flag);
        let by_ownership = (idle, "asks for a public ACL, and object ownership keeps it off");
        // The worse of both; of equals the first.
        let (passes, message) = if by_ownership.0.truth < by_flag.0.truth { by_ownership } else { by_flag };
        let answer = view.answer(bucket.resource, passes, message);
        let told = if answer.passes.is_true() { Vec::new() } else { refused };
        Answer { facts: answer.facts.into_iter().chain(told).collect(), ..answer }
    })
    .collect()
}

/// A public ACL where ACLs are off: it comes into force with another object ownership.
fn idle(bucket: &Bucket<'_, '_>) -> Ruling {
    let [read, write] = Half::BOTH.map(|half| Ruling::any(acls(bucket, half), Ruling::silent(Truth::False)));
    let asked = read.or(write);
    // Where no ACL is public, it does not matter whether ACLs are on.
    if asked.truth.is_false() { asked } else { asked.and(!bucket.acls_enabled()) }
}

/// What S3 refuses to take while a flag is on. What it took before stays, and so does what it takes first.
fn refusals(bucket: &Bucket<'_, '_>) -> Vec<Fact> {
    let open = Half::BOTH.map(|half| reached(bucket, half));
    let policy = Truth::any(open.iter().map(|open| open.policy.truth));
    let acl = Truth::any(open.iter().map(|open| open.acl.truth));
    let refused = [(policy, "block_public_policy", "policy"), (acl, "block_public_acls", "ACL")];
    let controls = bucket.acls_enabled().truth.is_false();
    let acls = bucket.companions("aws_s3_bucket_acl").into_iter().filter(|one| one.sure && controls);
    let disabled = acls.map(|one| {
        let note = "S3 refuses an ACL while object ownership is `BucketOwnerEnforced`: this apply fails";
        Fact::new(one.resource, &Place::default(), note)
    });
    let each = refused.into_iter().filter_map(|(public, flag, what)| {
        let on = public.is_true() && bucket.flag(flag).truth.is_true();
        let note =
            format!("S3 refuses a new public {what} while `{flag}` is on: this apply fails, or depends on the order");
        on.then(|| Fact::new(bucket.resource, &Place::default(), note))
    });
    each.chain(disabled).collect()
}

fn answer(view: &View<'_, '_>, resource: &Resource<'_>, half: Half, passes: Ruling) -> Answer {
    let message = match half {
        Half::Read => "can be read by anyone",
        Half::Write => "can be changed by anyone",
    };
    Answer { sub_key: Some(half.word().to_owned()), ..view.answer(resource, tidy(passes), message) }
}

/// Each fact once.
fn tidy(ruling: Ruling) -> Ruling {
    let mut seen = BTreeSet::new();
    let fresh = |fact: &Fact| seen.insert((fact.address.clone(), fact.place.clone(), fact.note.clone()));
    let facts = if ruling.truth.is_true() { Vec::new() } else { ruling.facts };
    let mut fresh = fresh;
    Ruling { facts: facts.into_iter().filter(|fact| fresh(fact)).collect(), ..ruling }
}

/// What lets anyone in, Block Public Access aside.
struct Open {
    policy: Ruling,
    acl: Ruling,
}

fn reached(bucket: &Bucket<'_, '_>, half: Half) -> Open {
    let closed = || Ruling::silent(Truth::False);
    let policies = bucket.policies();
    let policy = Ruling::any(
        policies.iter().map(|(one, text)| as_sure(one, document_opens(one.resource, text, half))),
        closed(),
    );
    let acls = Ruling::any(acls(bucket, half), closed());
    // Where no ACL is public, it does not matter whether ACLs are on.
    let acl = if acls.truth.is_false() { acls } else { acls.and(bucket.acls_enabled()) };
    Open { policy, acl }
}

pub(super) fn as_sure(companion: &Companion<'_, '_>, ruling: Ruling) -> Ruling {
    if companion.sure {
        return ruling;
    }
    let open = ruling.open();
    match companion.doubt().filter(|_| open.truth.is_unknown()) {
        Some(doubt) => open.noting(doubt),
        None => open,
    }
}

/// Whether a document lets anyone do a half of what there is to do.
pub(super) fn document_opens(holder: &Resource<'_>, text: &Written, half: Half) -> Ruling {
    match text {
        Written::Nothing => Ruling::silent(Truth::False),
        Written::Unknown(fact) => Ruling::new(Truth::Unknown, fact.clone()),
        Written::Document { document, sensitive } => {
            let allows = document.statements.iter().filter_map(|statement| halved(statement, half));
            let place = Place::of("policy");
            let opens = allows.map(|allow| {
                let (public, why) = is_public(&allow);
                let closed = closed_by(&allow, document).truth;
                let name = if *sensitive { (allow.index + 1).to_string() } else { allow.name() };
                let why = if *sensitive { "anyone" } else { &why };
                let note = format!("statement {name} lets in {why}");
                let fact = Fact::new(holder, &place, note).in_statement(allow.index);
                let truth = public.and(!closed);
                let fact = if truth.is_unknown() { fact.waits_for("what its conditions mean") } else { fact };
                Ruling::new(truth, fact)
            });
            Ruling::any(opens, Ruling::silent(Truth::False))
        }
    }
}

/// An Allow with only those of its actions that belong to one half.
fn halved(statement: &Statement, half: Half) -> Option<Statement> {
    let own = half.actions().iter().map(|action| Text::literal(action));
    let actions: Vec<Text> = match &statement.actions {
        Scope::AllBut(_) => own.collect(),
        Scope::Only(patterns) => patterns.iter().flat_map(|pattern| within(pattern, half)).collect(),
    };
    let keeps = statement.is_allow() && !actions.is_empty();
    keeps.then(|| Statement { actions: Scope::Only(actions.into()), ..statement.clone() })
}

fn within(pattern: &Text, half: Half) -> Vec<Text> {
    let Some(text) = pattern.as_literal() else { return vec![pattern.clone()] };
    let covered: Vec<Text> =
        half.actions().iter().filter(|own| action_covers(text, own)).map(|own| Text::literal(own)).collect();
    match covered.is_empty() && half.actions().iter().any(|own| actions_intersect(text, own)) {
        true => vec![pattern.clone()],
        false => covered,
    }
}

/// Whether an Allow is for anyone, and who that is. A named account is somebody, whoever it belongs to.
pub(super) fn is_public(allow: &Statement) -> (Truth, String) {
    let none = || ["-".to_owned()].into();
    let owners = Owners { own: none(), organisations: none(), ..Owners::default() };
    let mut best = (Truth::False, "nobody".to_owned());
    let read = as_s3_reads(allow);
    let left_out = read.conditions.len() < allow.conditions.len();
    let left_out = left_out.then(|| "`aws:userid` leaves the name of a session open".to_owned());
    for admission in admitted(&read, &owners) {
        let truth = match admission.who.party {
            Party::Public => Truth::True,
            Party::Unknown(_) if admission.restriction.restricts.is_unknown() => Truth::Unknown,
            Party::Unknown(_) if admission.principal.unknown_cause().is_some() => Truth::Unknown,
            _ => Truth::False,
        };
        if truth > best.0 {
            let reasons: Vec<String> = admission.restriction.reasons.into_iter().chain(left_out.clone()).collect();
            let limits = reasons.join(", ");
            let limits = if limits.is_empty() { limits } else { format!(" ({limits})") };
            best = (truth, format!("anyone{limits}"));
        }
    }
    best
}

/// The Allow as S3 reads it, to which `aws:userid` says who only where nothing is left open, not the name of a session either.
/// By that reading it blocks public access: it refuses a policy, or whoever is of another account.
/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status>
fn as_s3_reads(allow: &Statement) -> Statement {
    let is_open = |condition: &Condition| {
        let globs = condition.operator.test.kind == Kind::StringLike;
        globs && condition.key.eq_ignore_ascii_case("aws:userid") && condition.values.iter().any(Text::has_wildcard)
    };
    let conditions = allow.conditions.iter().filter(|condition| !is_open(condition));
    Statement { conditions: conditions.cloned().collect(), ..allow.clone() }
}

const EVERYONE: [&str; 2] =
    ["http://acs.amazonaws.com/groups/global/AllUsers", "http://acs.amazonaws.com/groups/global/AuthenticatedUsers"];

/// The ACLs of the bucket and of its objects in the plan.
fn acls(bucket: &Bucket<'_, '_>, half: Half) -> Vec<Ruling> {
    let companions = bucket.companions("aws_s3_bucket_acl");
    let own = Companion { resource: bucket.resource, sure: bucket.sure };
    // What a bucket shows inline was read before the plan; a companion replaces it.
    let inline = (!companions.iter().any(|one| one.sure)).then_some(own);
    let objects = ["aws_s3_object", "aws_s3_bucket_object", "aws_s3_object_copy"];
    let objects = objects.iter().flat_map(|kind| bucket.companions(kind));
    let all = companions.into_iter().chain(inline).chain(objects);
    all.map(|one| as_sure(&one, acl_opens(one.resource, half))).collect()
}

/// Whether an ACL names a group that anyone is in.
fn acl_opens(holder: &Resource<'_>, half: Half) -> Ruling {
    let root = holder.root();
    let acl = root.get("acl");
    let unknown = |place: &Place, node: &Node<'_>| Ruling::new(Truth::Unknown, Fact::waiting(holder, place, node));
    match acl.state() {
        State::Known(Json::String(canned)) => {
            let open = match half {
                Half::Read => ["public-read", "public-read-write", "authenticated-read"].contains(&canned.as_ref()),
                Half::Write => canned.as_ref() == "public-read-write",
            };
            let fact = Fact::new(holder, &Place::of("acl"), format!("is {}", acl.shown("acl")));
            return Ruling::new(open.into(), fact);
        }
        State::Unknown if acl.is_written() => return unknown(&Place::of("acl"), &acl),
        _ => {}
    }
    let policy = "access_control_policy";
    let blocks = [
        (Place::of("grant"), root.get("grant"), None),
        (Place::of(policy).at(0).get("grant"), root.get(policy).at(0).get("grant"), Some("grantee")),
    ];
    let grants = blocks.into_iter().flat_map(|(place, grants, grantee)| match (grants.state(), grants.items()) {
        (State::Unknown, None) if grants.is_written() => vec![unknown(&place, &grants)],
        (_, Some(items)) => {
            let each = items.iter().enumerate();
            each.map(|(at, grant)| grant_opens(holder, (&place.at(at), grant), grantee, half)).collect()
        }
        _ => Vec::new(),
    });
    Ruling::any(grants, Ruling::silent(Truth::False))
}

/// Whether a grant, with the name of the block in it that says to whom, opens to anyone.
fn grant_opens(
    holder: &Resource<'_>,
    (place, grant): (&Place, &Node<'_>),
    grantee: Option<&str>,
    half: Half,
) -> Ruling {
    let (place, uri) = match grantee {
        Some(block) => (place.get(block).at(0), grant.get(block).at(0).get("uri")),
        None => (place.clone(), grant.get("uri")),
    };
    let fact = |note: String| Fact::new(holder, &place.get("uri"), note);
    let anyone = uri.state().says(|uri| EVERYONE.contains(&uri), false);
    // A bucket lists its permissions inline; the ACL resource has one for each grant.
    let (one, several) = (grant.get("permission"), grant.get("permissions").items().unwrap_or_default());
    let permissions = if several.is_empty() { vec![one] } else { several };
    let wanted = match half {
        Half::Read => ["READ", "READ_ACP", "FULL_CONTROL"],
        Half::Write => ["WRITE", "WRITE_ACP", "FULL_CONTROL"],
    };
    let permits = permissions.iter().map(|permission| permission.state().says(|word| wanted.contains(&word), false));
    let permits = Truth::any(permits);
    let truth = anyone.and(permits);
    let fact = fact(format!("grants to {}", uri.shown("uri")));
    Ruling::new(truth, if truth.is_unknown() { fact.waits_for("the grantee") } else { fact })
}
