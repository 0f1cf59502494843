//! What a bucket says of versioning, Object Lock, lifecycle and encryption, be it in resources of their own or inline, as
//! provider 3 had it: a bucket in, each setting with the resource that says it out.

use super::s3::{Bucket, Companion};
use crate::json::Json;
use crate::path::{Path, Place};
use crate::plan::node::{Node, State};
use crate::truth::Truth;
use crate::world::{Resource, World};

/// A setting: who says it, whether it is surely this bucket's, and where.
pub(super) struct Setting<'a, 'p> {
    /// The resource and whether it is certainly this bucket's
    pub(super) by: Companion<'a, 'p>,
    /// The attribute in which it stands
    pub(super) attribute: &'static str,
    /// The place of its block
    pub(super) place: Place,
    /// Its block
    pub(super) block: Node<'p>,
    world: &'a World<'p>,
}

/// The settings of one kind: the blocks of `kind` at `attribute`, else those that the bucket has inline.
fn settings<'a, 'p>(
    bucket: &Bucket<'a, 'p>,
    (kind, attribute): (&str, &'static str),
    inline: (&'static str, &[&str]),
) -> Vec<Setting<'a, 'p>> {
    let world = bucket.view.world;
    let blocks = |by: Companion<'a, 'p>, attribute: &'static str, nested: &[&str]| {
        let whole = by.resource.root().get(attribute);
        if world.state(by.resource, &whole) == State::Unknown {
            return vec![Setting { by, attribute, place: Place::of(attribute), block: Node::unknown(), world }];
        }
        let items = |place: &Place, list: &Node<'p>| {
            let items = list.items().unwrap_or_default().into_iter().enumerate();
            items.map(|(at, item)| (place.at(at), item)).collect::<Vec<_>>()
        };
        let mut found = items(&Place::of(attribute), &whole);
        for name in nested {
            found = found.iter().flat_map(|(place, node)| items(&place.get(name), &node.get(name))).collect();
        }
        let each = found.into_iter();
        each.map(|(place, block)| Setting { by: by.clone(), attribute, place, block, world }).collect::<Vec<_>>()
    };
    let companions = bucket.companions(kind);
    // What stood on the bucket before is as open as whether another resource says it anew.
    let own = Companion { resource: bucket.resource, sure: companions.is_empty() };
    let mut found: Vec<_> = companions.into_iter().flat_map(|by| blocks(by, attribute, &[])).collect();
    if bucket.speaks_for_itself(kind) {
        found.extend(blocks(own, inline.0, inline.1));
    }
    found
}

impl<'a, 'p> Setting<'a, 'p> {
    /// Whether earlier versions are kept.
    pub(super) fn is_versioned(&self) -> Truth {
        self.either("status", "enabled")
    }

    /// Whether deleting a version takes a second factor.
    pub(super) fn asks_for_mfa(&self) -> Truth {
        match self.mfa_delete() {
            State::Omitted => Truth::False,
            _ => self.either("mfa_delete", "mfa_delete"),
        }
    }

    /// What it says of the second factor; what can only be null is left to AWS, which asks for none.
    pub(super) fn mfa_delete(&self) -> State<'p> {
        self.world.state(self.by.resource, &self.block.get("mfa_delete"))
    }

    /// Whether a lifecycle rule is in force.
    pub(super) fn is_enabled(&self) -> Truth {
        self.either("status", "enabled")
    }

    fn either(&self, word: &str, switch: &str) -> Truth {
        let inline = self.by.resource.kind() == "aws_s3_bucket";
        match self.block.get(if inline { switch } else { word }).state() {
            State::Known(Json::Bool(on)) => Truth::from(*on),
            State::Known(Json::String(word)) => Truth::from(word == "Enabled"),
            State::Unknown => Truth::Unknown,
            _ => Truth::False,
        }
    }

    /// Whether a lifecycle rule speaks of what is written below one of the prefixes; `None` is a prefix not known yet.
    pub(super) fn reaches(&self, prefixes: &[Option<String>]) -> Truth {
        let filter = self.block.get("filter").at(0);
        let both = filter.get("and").at(0);
        // Nobody tags the objects that AWS writes.
        let tagged = [self.block.get("tags"), filter.get("tag"), both.get("tags")];
        let tagged = Truth::any(tagged.iter().map(|node| match (node.state(), node.items()) {
            (State::Known(Json::Object(tags)), _) => Truth::from(tags.iter().next().is_some()),
            (_, Some(tags)) => Truth::from(!tags.is_empty()),
            (State::Unknown, _) if node.is_written() => Truth::Unknown,
            _ => Truth::False,
        }));
        let within = Truth::all(self.prefixes().iter().map(|(_, node)| match node.state() {
            State::Known(Json::String(own)) => Truth::any(prefixes.iter().map(|prefix| match prefix {
                _ if own.is_empty() => Truth::True,
                Some(prefix) => Truth::from(prefix.starts_with(own.as_ref()) || own.starts_with(prefix.as_str())),
                None => Truth::Unknown,
            })),
            State::Unknown if node.is_written() => Truth::Unknown,
            _ => Truth::True,
        }));
        within.and(!tagged)
    }

    /// Where a lifecycle rule says what it is limited to.
    pub(super) fn prefixes(&self) -> [(Place, Node<'p>); 3] {
        let (filter, place) = (self.block.get("filter").at(0), self.place.get("filter").at(0));
        [
            (self.place.get("prefix"), self.block.get("prefix")),
            (place.get("prefix"), filter.get("prefix")),
            (place.get("and").at(0).get("prefix"), filter.get("and").at(0).get("prefix")),
        ]
    }
}

/// What says whether earlier versions are kept.
pub(super) fn versioning<'a, 'p>(bucket: &Bucket<'a, 'p>) -> Vec<Setting<'a, 'p>> {
    settings(bucket, ("aws_s3_bucket_versioning", "versioning_configuration"), ("versioning", &[]))
}

/// The rules of Object Lock.
pub(super) fn locks<'a, 'p>(bucket: &Bucket<'a, 'p>) -> Vec<Setting<'a, 'p>> {
    settings(bucket, ("aws_s3_bucket_object_lock_configuration", "rule"), ("object_lock_configuration", &["rule"]))
}

/// The rules by which objects expire.
pub(super) fn lifecycle<'a, 'p>(bucket: &Bucket<'a, 'p>) -> Vec<Setting<'a, 'p>> {
    settings(bucket, ("aws_s3_bucket_lifecycle_configuration", "rule"), ("lifecycle_rule", &[]))
}

/// The rules of default encryption.
pub(super) fn encryption<'a, 'p>(bucket: &Bucket<'a, 'p>) -> Vec<Setting<'a, 'p>> {
    let kind = "aws_s3_bucket_server_side_encryption_configuration";
    settings(bucket, (kind, "rule"), ("server_side_encryption_configuration", &["rule"]))
}

/// The rules of replication.
pub(super) fn replication<'a, 'p>(bucket: &Bucket<'a, 'p>) -> Vec<Setting<'a, 'p>> {
    let kind = "aws_s3_bucket_replication_configuration";
    settings(bucket, (kind, "rule"), ("replication_configuration", &["rules"]))
}

/// Who writes logs into buckets, and the attribute that names the bucket.
pub(super) const WRITERS: [(&str, &str); 4] = [
    ("aws_cloudtrail", "s3_bucket_name"),
    ("aws_config_delivery_channel", "s3_bucket_name"),
    ("aws_flow_log", "log_destination"),
    ("aws_s3_bucket_logging", "target_bucket"),
];

/// Below which prefixes the writers of these types put their logs into a bucket; `None` is one not known yet.
pub(super) fn prefixes<'p>(world: &World<'p>, bucket: &Resource<'p>, kinds: &[&str]) -> Vec<Option<String>> {
    let mut found = Vec::new();
    for (kind, attribute) in WRITERS.iter().filter(|(kind, _)| kinds.contains(kind)) {
        let Ok(path) = Path::parse(&format!("$.{attribute}")) else { continue };
        let named = world.named_by(kind, &path, "aws_s3_bucket", false);
        found.extend(named.of(bucket.id).iter().filter_map(|(writer, _)| world.resource(*writer)).map(prefix));
    }
    found
}

fn prefix(writer: &Resource<'_>) -> Option<String> {
    let name = if writer.kind() == "aws_s3_bucket_logging" { "target_prefix" } else { "s3_key_prefix" };
    match (writer.kind(), writer.root().get(name).state()) {
        // The path behind the ARN of the bucket.
        ("aws_flow_log", _) => match writer.root().get("log_destination").state() {
            State::Known(Json::String(arn)) => Some(below(arn.split_once('/').map_or("", |(_, path)| path))),
            _ => None,
        },
        ("aws_s3_bucket_logging", State::Known(Json::String(prefix))) => Some(prefix.to_string()),
        ("aws_s3_bucket_logging", State::Null | State::Absent | State::Omitted) => Some(String::new()),
        (_, State::Known(Json::String(prefix))) => Some(below(prefix)),
        (_, State::Null | State::Absent | State::Omitted) => Some(below("")),
        _ => None,
    }
}

/// AWS puts all of it below `AWSLogs/`.
fn below(prefix: &str) -> String {
    let prefix = prefix.trim_matches('/');
    if prefix.is_empty() { "AWSLogs/".to_owned() } else { format!("{prefix}/AWSLogs/") }
}
