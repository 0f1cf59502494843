//! Whether a trail can write its files: a trail in, whether the policies of its bucket and of its key let CloudTrail out,
//! as far as the plan holds them. What the plan does not show of a bucket is taken to let it in.
//!
//! <https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html>
//! <https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html>

use crate::checks::admits::{EVERYWHERE, Request, admitted};
use crate::checks::documents::written;
use crate::checks::guardrail::KEYS;
use crate::checks::s3::{Companion, bucket};
use crate::checks::{Ruling, View};
use crate::estate::Reader;
use crate::finding::Fact;
use crate::iam::pattern::Object;
use crate::iam::text::Text;
use crate::links::{Certainty, Rest};
use crate::path::{Path, Place};
use crate::plan::node::State;
use crate::truth::Truth;
use crate::world::Resource;

/// What a bucket, and a key, has to let CloudTrail do.
const WRITE: &str = "s3:PutObject";
const ENCRYPT: &str = "kms:GenerateDataKey";

const SERVICE: &str = "cloudtrail.amazonaws.com";

/// Keys of a request whose values are the trail's own, so that a policy that asks for one means them.
const OWN: [&str; 1] = ["kms:encryptioncontext:aws:cloudtrail:arn"];

/// What CloudTrail asks for.
fn request<'r, 'p>(trail: &'r Resource<'p>, action: &'static str, holder: &'r str, object: Object) -> Request<'r, 'p> {
    Request {
        who: "CloudTrail",
        service: SERVICE,
        action,
        source: (trail, "name", "trail/"),
        own: &OWN,
        holder,
        object: Some(object),
        tail: String::new(),
    }
}

/// Whether its bucket takes its files, and its key encrypts them.
pub(in crate::checks) fn writes<'p>(view: &View<'_, 'p>, trail: &Resource<'p>) -> Ruling {
    if trail.kind() != "aws_cloudtrail" {
        return Ruling::silent(Truth::True);
    }
    stores(view, trail).and(encrypts(view, trail))
}

fn stores<'p>(view: &View<'_, 'p>, trail: &Resource<'p>) -> Ruling {
    let each = candidates(view, trail, "s3_bucket_name", &["aws_s3_bucket"]).into_iter();
    let each = each.map(|(certainty, resource)| {
        let bucket = bucket(view, resource);
        let place = Place::of("policy");
        if let Some(gone) = bucket.dropped("aws_s3_bucket_policy") {
            let fact =
                Fact::new(gone.resource, &Place::default(), "is deleted, and no policy lets CloudTrail write then");
            return as_sure(
                Ruling::new(if gone.sure { Truth::False } else { Truth::Unknown }, fact),
                certainty,
                trail,
                "s3_bucket_name",
            );
        }
        let request = Request { tail: files(trail), ..request(trail, WRITE, resource.name(), bucket.object()) };
        as_sure(admitted(&request, bucket.policies(), &place), certainty, trail, "s3_bucket_name")
    });
    Ruling::all(each)
}

/// What an attribute names, and while that can't be told all that it may name.
fn candidates<'a, 'p>(
    view: &View<'a, 'p>,
    trail: &Resource<'p>,
    attribute: &str,
    kinds: &[&str],
) -> Vec<(Certainty, &'a Resource<'p>)> {
    let world = view.world;
    let reference = world.refer(trail, &trail.root().get(attribute), kinds);
    if matches!(reference.rest, Rest::Unresolved(_)) {
        return kinds.iter().flat_map(|kind| world.of_kind(kind)).map(|one| (Certainty::May, one)).collect();
    }
    reference.links.iter().filter_map(|link| Some((link.certainty, world.resource(link.to)?))).collect()
}

/// What follows the ARN of the bucket: the files of a trail stand below its prefix.
fn files(trail: &Resource<'_>) -> String {
    match trail.root().get("s3_key_prefix").state() {
        State::Known(prefix) if prefix.as_str().is_some_and(|prefix| !prefix.is_empty()) => {
            format!("/{}/AWSLogs/*", prefix.as_str().unwrap_or_default())
        }
        State::Known(_) | State::Null | State::Absent | State::Omitted => "/AWSLogs/*".to_owned(),
        State::Unknown => EVERYWHERE.to_owned(),
    }
}

fn encrypts<'p>(view: &View<'_, 'p>, trail: &Resource<'p>) -> Ruling {
    let world = view.world;
    let reader = Reader::new(world);
    let each = candidates(view, trail, "kms_key_id", &KEYS).into_iter();
    let each = each.map(|(certainty, key)| {
        let named = Path::parse("$.key_id").ok();
        let named = named.map(|path| world.named_by("aws_kms_key_policy", &path, key.kind(), false));
        let companions: Vec<(usize, bool)> = named
            .iter()
            .flat_map(|named| {
                let sure = named.of(key.id).iter().map(|(id, certainty)| (*id, *certainty == Certainty::Must));
                sure.chain(named.unresolved.iter().map(|(id, _)| (*id, false))).collect::<Vec<_>>()
            })
            .collect();
        // The state holds the policy that KMS wrote by itself, too.
        let is_written = key.config().is_some_and(|block| block.expressions().get("policy").is_some());
        let own = (companions.is_empty() && is_written).then_some((key.id, true));
        let carriers = companions
            .into_iter()
            .chain(own)
            .filter_map(|(id, sure)| Some(Companion { resource: world.resource(id)?, sure }));
        let policies = carriers.flat_map(|one| {
            let texts = written(&reader, one.resource, "policy");
            texts.into_iter().map(move |text| (one.clone(), text)).collect::<Vec<_>>()
        });
        let object = Object::new(key.name(), Text::symbol(key.name(), "arn"));
        let request = request(trail, ENCRYPT, key.name(), object);
        as_sure(admitted(&request, policies.collect(), &Place::of("policy")), certainty, trail, "kms_key_id")
    });
    Ruling::all(each)
}

/// No surer than what the trail names.
fn as_sure(ruling: Ruling, certainty: Certainty, trail: &Resource<'_>, attribute: &str) -> Ruling {
    match (certainty, ruling.truth) {
        (Certainty::May, Truth::False) => {
            let waiting = Fact::waiting(trail, &Place::of(attribute), &trail.root().get(attribute));
            Ruling { truth: Truth::Unknown, ..ruling }.noting(waiting)
        }
        _ => ruling,
    }
}
