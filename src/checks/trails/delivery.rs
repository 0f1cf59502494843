//! Whether a trail can write its files: a trail in, whether the policies of its bucket and of its key let CloudTrail out,
//! as far as the plan holds them. What the plan does not show of a bucket is taken to let it in.
//!
//! <https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html>
//! <https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html>

use crate::checks::admits::{EVERYWHERE, Request, admitted, as_sure, candidates, opens};
use crate::checks::s3::bucket;
use crate::checks::{Ruling, View};
use crate::finding::Fact;
use crate::iam::pattern::Object;
use crate::path::Place;
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
        holder,
        object,
        tail: String::new(),
    }
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
        let request = Request { tail: files(trail), ..request(trail, WRITE, resource.name(), Some(bucket.object())) };
        as_sure(admitted(&request, bucket.policies(), &place), link, trail, "s3_bucket_name")
    });
    Ruling::all(each)
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
