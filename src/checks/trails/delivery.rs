//! Whether a trail can write its files: a trail in, whether the policies of its bucket and of its key let CloudTrail out,
//! as far as the plan holds them. What the plan does not show of a bucket is taken to let it in.
//!
//! <https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html>
//! <https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html>

use crate::checks::admits::{EVERYWHERE, Request, admitted, as_sure, candidates, opens};
use crate::checks::guardrail::KEYS;
use crate::checks::s3::bucket;
use crate::checks::{Ruling, View};
use crate::finding::Fact;
use crate::iam::facts::Facts;
use crate::iam::pattern::Object;
use crate::iam::text::Text;
use crate::links::Certainty;
use crate::path::Place;
use crate::plan::node::State;
use crate::truth::Truth;
use crate::world::Resource;

/// What a bucket, and a key, has to let CloudTrail do.
const WRITE: &str = "s3:PutObject";
const READ_ACL: &str = "s3:GetBucketAcl";
const ENCRYPT: &str = "kms:GenerateDataKey";

/// What only those requests say that write.
const ACL: &str = "s3:x-amz-acl";

const SERVICE: &str = "cloudtrail.amazonaws.com";

/// Keys of a request whose values are the trail's own, so that a policy that asks for one means them.
const OWN: [&str; 1] = ["kms:encryptioncontext:aws:cloudtrail:arn"];

/// Where its events stand; digests and insights have folders beside it.
/// <https://docs.aws.amazon.com/awscloudtrail/latest/userguide/get-and-view-cloudtrail-log-files.html>
const FOLDER: &str = "CloudTrail";

/// What CloudTrail asks for.
fn request<'r, 'p>(
    trail: &'r Resource<'p>,
    action: &'static str,
    holder: &'r str,
    object: Option<Object>,
) -> Request<'r, 'p> {
    Request {
        who: "CloudTrail",
        service: SERVICE,
        action,
        source: (trail, "name", "trail/"),
        own: &OWN,
        says: Facts::none(),
        holder,
        object,
        tail: String::new(),
        folder: None,
    }
}

/// What it says of a file: whose it is, and how S3 is to encrypt it where the trail has a key. Without one that is not
/// documented.
/// <https://docs.aws.amazon.com/awscloudtrail/latest/userguide/encrypting-cloudtrail-log-files-with-aws-kms.html>
fn upload<'p>(view: &View<'_, 'p>, trail: &Resource<'p>) -> Facts {
    const KEY: &str = "kms_key_id";
    let facts = Facts::none().with(ACL, "bucket-owner-full-control");
    let text = trail.root().get(KEY).state().text().filter(|key| !key.is_empty()).map(Text::literal);
    let linked = match candidates(view, trail, KEY, &[&KEYS[..], &["aws_kms_alias"]].concat()).as_slice() {
        [((Certainty::Must, _), key)] => Some(Text::symbol(key.name(), "arn")),
        _ => None,
    };
    let Some(key) = text.or(linked) else { return facts };
    let facts = facts.with("s3:x-amz-server-side-encryption", "aws:kms");
    // Of an alias it sends the key that it stands for.
    let is_alias = ["alias/", "aws_kms_alias."].iter().any(|sign| key.to_string().contains(*sign));
    if is_alias { facts } else { facts.with("s3:x-amz-server-side-encryption-aws-kms-key-id", key) }
}

/// Whether its bucket takes its files, and its key encrypts them.
pub(in crate::checks) fn writes<'p>(view: &View<'_, 'p>, trail: &Resource<'p>) -> Ruling {
    if trail.kind() != "aws_cloudtrail" {
        return Ruling::silent(Truth::True);
    }
    let asked = request(trail, ENCRYPT, trail.name(), None);
    stores(view, trail).and(opens(view, (trail, "kms_key_id"), &asked))
}

fn stores<'p>(view: &View<'_, 'p>, trail: &Resource<'p>) -> Ruling {
    let each = candidates(view, trail, "s3_bucket_name", &["aws_s3_bucket"]).into_iter();
    let each = each.map(|(link, resource)| {
        let bucket = bucket(view, resource);
        let place = Place::of("policy");
        if let Some(gone) = bucket.dropped("aws_s3_bucket_policy") {
            let fact =
                Fact::new(gone.resource, &Place::default(), "is deleted, and no policy lets CloudTrail write then");
            return as_sure(
                Ruling::new(if gone.sure { Truth::False } else { Truth::Unknown }, fact),
                link,
                trail,
                "s3_bucket_name",
            );
        }
        let asked = |action| request(trail, action, resource.name(), Some(bucket.object()));
        let write = Request { tail: files(trail), says: upload(view, trail), folder: Some(FOLDER), ..asked(WRITE) };
        let write = admitted(&write, bucket.policies(), &place);
        // It reads the ACL when a trail is made, and makes none where it may not.
        let read = match trail.is_new() {
            true => {
                let read = Request { says: Facts::none().without(ACL), ..asked(READ_ACL) };
                admitted(&read, bucket.policies(), &place)
            }
            false => Ruling::silent(Truth::True),
        };
        let ruling = if write.truth == write.truth.and(read.truth) { write } else { read };
        as_sure(ruling, link, trail, "s3_bucket_name")
    });
    Ruling::all(each)
}

/// What follows the ARN of the bucket: the files of a trail stand below its prefix.
fn files(trail: &Resource<'_>) -> String {
    match trail.root().get("s3_key_prefix").state() {
        State::Known(prefix) if prefix.as_str().is_some_and(|prefix| !prefix.is_empty()) => {
            format!("/{}/AWSLogs/*/{FOLDER}/*", prefix.as_str().unwrap_or_default())
        }
        State::Known(_) | State::Null | State::Absent | State::Omitted => format!("/AWSLogs/*/{FOLDER}/*"),
        State::Unknown => EVERYWHERE.to_owned(),
    }
}
