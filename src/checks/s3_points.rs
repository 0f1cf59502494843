//! Access points of buckets, of one region or of several: what lies in front of a bucket in, whether anyone can reach the
//! bucket through it out.

use super::documents::Written;
use super::s3::{Bucket, bucket};
use super::s3_public::{Half, as_sure, document_opens};
use super::{Ruling, View};
use crate::finding::Fact;
use crate::iam::document::Document;
use crate::links::Certainty;
use crate::path::Place;
use crate::plan::node::Node;
use crate::truth::Truth;
use crate::world::Resource;

/// The types of access points.
pub(super) const KINDS: [&str; 2] = ["aws_s3_access_point", "aws_s3control_multi_region_access_point"];

/// An access point on the internet whose policy is public, before a bucket that leaves the decision to access points.
pub(super) fn is_public<'a, 'p>(view: &View<'a, 'p>, point: &'a Resource<'p>, half: Half) -> Ruling {
    let root = point.root();
    let several = point.kind() == "aws_s3control_multi_region_access_point";
    let internet = match root.get("vpc_configuration").items() {
        Some(blocks) if !blocks.is_empty() => return Ruling::silent(Truth::False),
        _ if several => Fact::new(point, &Place::default(), "can be reached from the internet"),
        _ => Fact::new(point, &Place::of("vpc_configuration"), "is not set: it can be reached from the internet"),
    };
    let policies = bucket(view, point).access_point_policies(point);
    let opens = policies.iter().map(|(one, text)| as_sure(one, document_opens(one.resource, text, half)));
    let opens = Ruling::any(opens, Ruling::silent(Truth::False));
    if opens.truth.is_false() {
        return opens;
    }
    let own = point_flag(view, point, "restrict_public_buckets");
    let named = buckets_of(point);
    let behind = named.iter().map(|named| {
        let reference = view.world.refer(point, named, &["aws_s3_bucket"]);
        let held = match reference.links.as_slice() {
            [link] if link.certainty == Certainty::Must => view.world.resource(link.to),
            _ => None,
        };
        match held {
            Some(resource) => {
                let bucket = bucket(view, resource);
                delegates(&bucket).and(!bucket.flag("restrict_public_buckets"))
            }
            None => {
                let place = Place::of(if several { "details" } else { "bucket" });
                let fact = Fact::new(point, &place, "is not in the plan").waits_for("the bucket behind it");
                Ruling::new(Truth::Unknown, fact)
            }
        }
    });
    let behind = Ruling::any(behind, Ruling::silent(Truth::False));
    opens.and(!own).and(behind).noting(internet)
}

fn buckets_of<'p>(point: &Resource<'p>) -> Vec<Node<'p>> {
    let root = point.root();
    match point.kind() {
        "aws_s3_access_point" => vec![root.get("bucket")],
        _ => {
            let regions = root.get("details").at(0).get("region");
            regions.items().unwrap_or_default().into_iter().map(|region| region.get("bucket")).collect()
        }
    }
}

/// A flag of an access point. It blocks public access unless it says otherwise, and so does each flag that is left out;
/// the account's block counts as well.
/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html>
pub(super) fn point_flag<'a, 'p>(view: &View<'a, 'p>, point: &'a Resource<'p>, name: &str) -> Ruling {
    let (attribute, block) = match point.kind() {
        "aws_s3_access_point" => {
            ("public_access_block_configuration", point.root().get("public_access_block_configuration"))
        }
        _ => ("details", point.root().get("details").at(0).get("public_access_block")),
    };
    let node = block.at(0).get(name);
    let own = view.world.state(point, &node).is_on(true);
    let word = name.replace('_', " ");
    let fact = Fact::new(point, &Place::of(attribute), format!("{word}: {}", node.shown(name)));
    let own = Ruling::new(own, if own.is_unknown() { fact.waits_for(name) } else { fact });
    own.or(bucket(view, point).account_flag(name))
}

/// Whether the bucket's policy lets in whoever an access point lets in.
fn delegates(bucket: &Bucket<'_, '_>) -> Ruling {
    let by_points = |document: &Document| {
        document.statements.iter().any(|statement| {
            let key = |name: &str| name.to_ascii_lowercase().starts_with("s3:dataaccesspoint");
            statement.is_allow() && statement.conditions.iter().any(|condition| key(&condition.key))
        })
    };
    let each = bucket.policies().into_iter().map(|(one, text)| {
        let ruling = match &text {
            Written::Document { document, .. } if by_points(document) => {
                let note = "leaves the decision to access points";
                Ruling::new(Truth::True, Fact::new(one.resource, &Place::of("policy"), note))
            }
            text => document_opens(one.resource, text, Half::Read),
        };
        as_sure(&one, ruling)
    });
    Ruling::any(each, Ruling::silent(Truth::False))
}
