//! The flags of Block Public Access that hold a bucket, or a whole account, private.

use super::{Component, Terms, compare, is_there, named, stays, switch};
use crate::checks::View;
use crate::checks::s3::buckets;
use crate::checks::s3_points::point_flag;
use crate::judge::{Judged, provider};
use crate::truth::Truth;
use crate::world::Resource;

/// What it looks at.
pub(in crate::checks) const KINDS: &[&str] = &[
    "aws_caller_identity",
    "aws_s3_access_point",
    "aws_s3_account_public_access_block",
    "aws_s3_bucket",
    "aws_s3_bucket_public_access_block",
];

const FLAGS: [&str; 4] = ["block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"];

/// Compares the flags that are in force for each bucket and each account.
pub(in crate::checks) fn judge(before: &View<'_, '_>, after: &View<'_, '_>) -> Judged {
    // Flags of an access point can't change: it is replaced by one with others, under the same name.
    let stays = |thing: &str| {
        stays(after.world, &["aws_s3_bucket"], thing) && is_there(after.world, &["aws_s3_access_point"], thing)
    };
    let terms = Terms { message: "no longer holds what it guarded private", evidence: &[], let_go: &[], stays: &stays };
    compare(after, &components(before), &components(after), &terms)
}

fn part<'a, 'p>(thing: &str, flag: &'static str, holds: Truth, holder: &'a Resource<'p>) -> Component<'a, 'p> {
    Component::new(thing, flag, holds, holder, flag).judged_by(&[
        "cloudtrail-log-bucket-public",
        "s3-account-public-access-block",
        "s3-public-access-block",
    ])
}

fn components<'a, 'p>(view: &View<'a, 'p>) -> Vec<Component<'a, 'p>> {
    let world = view.world;
    let mut parts = Vec::new();
    for bucket in buckets(view) {
        for flag in FLAGS {
            let ruling = bucket.flag(flag);
            // The block that holds the flag; the bucket itself where only a default or a statement does.
            let holder = ruling.facts.iter().find_map(|fact| world.named(fact.address.as_deref()?).next());
            let holder = holder.unwrap_or(bucket.resource);
            parts.push(part(bucket.resource.name(), flag, ruling.truth, holder));
        }
    }
    for point in world.of_kind("aws_s3_access_point") {
        parts.extend(FLAGS.map(|flag| {
            let holds = point_flag(view, point, flag).truth;
            Component::new(point.name(), flag, holds, point, "public_access_block_configuration")
        }));
    }
    for block in world.of_kind("aws_s3_account_public_access_block") {
        let account = provider(&world.account_of(block));
        parts.extend(FLAGS.map(|flag| part(&account, flag, switch(world, block, flag, false), block)));
    }
    if view.facts.get("account_public_access_block").and_then(crate::json::Json::as_bool) == Some(true) {
        return Vec::new();
    }
    // The bucket of another stack.
    for block in world.of_kind("aws_s3_bucket_public_access_block") {
        let bucket = named(world, block, "bucket", &["aws_s3_bucket"]);
        let Some(bucket) = bucket.filter(|bucket| !bucket.contains("aws_s3_bucket.")) else { continue };
        parts.extend(FLAGS.map(|flag| part(&bucket, flag, switch(world, block, flag, false), block)));
    }
    parts
}
