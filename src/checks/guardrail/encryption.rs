//! Keys, and what is encrypted with them.

use std::collections::BTreeSet;

use super::log_bucket::written_to;
use super::{Component, Terms, compare, is_there, named, one_of, switch};
use crate::checks::View;
use crate::json::Json;
use crate::judge::{Judged, provider};
use crate::keys::is_managed_by_aws;
use crate::path::Path;
use crate::plan::node::{Node, State};
use crate::policy::Severity;
use crate::truth::Truth;
use crate::world::{Resource, World};

/// What it judges.
pub(in crate::checks) const SUBJECTS: &[&str] = &[
    "aws_cloudwatch_log_group",
    "aws_db_instance",
    "aws_docdb_cluster",
    "aws_dynamodb_table",
    "aws_ebs_default_kms_key",
    "aws_ebs_encryption_by_default",
    "aws_ebs_volume",
    "aws_efs_file_system",
    "aws_kms_external_key",
    "aws_kms_key",
    "aws_kms_replica_external_key",
    "aws_kms_replica_key",
    "aws_neptune_cluster",
    "aws_rds_cluster",
    "aws_redshift_cluster",
    "aws_s3_bucket_server_side_encryption_configuration",
    "aws_sns_topic",
    "aws_sqs_queue",
];

/// What it looks at: those, the trails whose keys `guardrail-cloudtrail` guards, and what makes a bucket one of logs.
pub(in crate::checks) const KINDS: &[&str] = &[
    "aws_cloudtrail",
    "aws_cloudtrail_event_data_store",
    "aws_cloudwatch_log_group",
    "aws_config_delivery_channel",
    "aws_db_instance",
    "aws_docdb_cluster",
    "aws_dynamodb_table",
    "aws_ebs_default_kms_key",
    "aws_ebs_encryption_by_default",
    "aws_ebs_volume",
    "aws_efs_file_system",
    "aws_flow_log",
    "aws_kms_alias",
    "aws_kms_external_key",
    "aws_kms_key",
    "aws_kms_replica_external_key",
    "aws_kms_replica_key",
    "aws_neptune_cluster",
    "aws_rds_cluster",
    "aws_redshift_cluster",
    "aws_s3_bucket",
    "aws_s3_bucket_logging",
    "aws_s3_bucket_server_side_encryption_configuration",
    "aws_sns_topic",
    "aws_sqs_queue",
];

pub(in crate::checks) const KEYS: [&str; 4] =
    ["aws_kms_key", "aws_kms_external_key", "aws_kms_replica_key", "aws_kms_replica_external_key"];

/// A store of data and how it says that it is encrypted.
struct Store {
    kind: &'static str,
    /// The switch, where there is one, and what it is when it is not written
    switch: Option<(&'static str, bool)>,
    /// The key
    key: &'static str,
    /// Whether the provider writes the key that AWS chose into the state, so that a key there may be nobody's choice
    computed: bool,
    /// The policies that judge how it is encrypted
    judged_by: &'static [&'static str],
}

const fn store(
    kind: &'static str,
    switch: Option<(&'static str, bool)>,
    key: &'static str,
    computed: bool,
    judged_by: &'static [&'static str],
) -> Store {
    Store { kind, switch, key, computed, judged_by }
}

const STORES: [Store; 12] = [
    store("aws_cloudwatch_log_group", None, "$.kms_key_id", false, &["log-group-encryption"]),
    store("aws_db_instance", Some(("storage_encrypted", false)), "$.kms_key_id", true, &["rds-encryption"]),
    store("aws_docdb_cluster", Some(("storage_encrypted", false)), "$.kms_key_id", true, &["rds-encryption"]),
    store("aws_dynamodb_table", None, "$.server_side_encryption[0].kms_key_arn", true, &["dynamodb-key-separation"]),
    store("aws_ebs_volume", Some(("encrypted", false)), "$.kms_key_id", true, &["ebs-encryption"]),
    store("aws_efs_file_system", Some(("encrypted", false)), "$.kms_key_id", true, &["efs-encryption"]),
    store("aws_neptune_cluster", Some(("storage_encrypted", false)), "$.kms_key_arn", true, &["rds-encryption"]),
    store("aws_rds_cluster", Some(("storage_encrypted", false)), "$.kms_key_id", true, &["rds-encryption"]),
    store("aws_redshift_cluster", Some(("encrypted", false)), "$.kms_key_id", true, &["rds-encryption"]),
    store(
        "aws_s3_bucket_server_side_encryption_configuration",
        None,
        "$.rule[*].apply_server_side_encryption_by_default[0].kms_master_key_id",
        false,
        &["s3-key-separation"],
    ),
    store("aws_sns_topic", None, "$.kms_master_key_id", false, &["sns-encryption"]),
    store("aws_sqs_queue", Some(("sqs_managed_sse_enabled", true)), "$.kms_master_key_id", false, &["sqs-encryption"]),
];

/// Compares keys, and how each store is encrypted.
pub(in crate::checks) fn judge(before: &View<'_, '_>, after: &View<'_, '_>) -> Judged {
    let keys = |thing: &str| KEYS.iter().any(|kind| thing.contains(&format!("{kind}.")));
    let stays = |thing: &str| keys(thing) || is_there(after.world, KINDS, thing);
    let terms = Terms { message: "encrypts less, or with a weaker key", evidence: &KEYS, let_go: &[], stays: &stays };
    // A key that a trail takes into use loses nothing by it.
    let trails = of_trails(before.world);
    let was = [stores(before), accounts(before), of_keys(before, after, &trails)].into_iter().flatten();
    let now = [stores(after), accounts(after), of_keys(after, after, &trails)].into_iter().flatten();
    let (was, now) = (was.collect::<Vec<_>>(), now.collect::<Vec<_>>());
    compare(after, &was, &now, &terms)
}

/// The keys that something is encrypted with, each with what uses it.
fn users<'p>(world: &World<'p>) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for store in &STORES {
        let Ok(path) = Path::parse(store.key) else { continue };
        for one in world.of_kind(store.kind) {
            for (_, node) in path.select(one.root()) {
                let links = world.refer(one, &node, &KEYS).links;
                let keys = links.iter().filter_map(|link| world.resource(link.to));
                found.extend(keys.map(|key| (key.name().to_owned(), one.name().to_owned())));
            }
        }
    }
    found
}

/// Keys of trails are guarded with the trail.
fn of_trails(world: &World<'_>) -> BTreeSet<String> {
    let trails = ["aws_cloudtrail", "aws_cloudtrail_event_data_store"].into_iter().flat_map(|kind| world.of_kind(kind));
    trails.filter_map(|trail| named(world, trail, "kms_key_id", &KEYS)).collect()
}

/// The attribute that disables a key of a type.
pub(super) fn switched_by(kind: &str) -> &'static str {
    if kind == "aws_kms_key" { "is_enabled" } else { "enabled" }
}

fn of_keys<'a, 'p>(view: &View<'a, 'p>, after: &View<'_, '_>, trails: &BTreeSet<String>) -> Vec<Component<'a, 'p>> {
    let world = view.world;
    let users = users(world);
    let mut parts = Vec::new();
    for key in KEYS.iter().flat_map(|kind| world.of_kind(kind)).filter(|key| !trails.contains(key.name())) {
        let used: Vec<&String> = users.iter().filter(|(used, _)| used == key.name()).map(|(_, by)| by).collect();
        let all_go = !used.is_empty() && used.iter().all(|by| !is_there(after.world, KINDS, by));
        // What is encrypted elsewhere may still need it.
        let severity = if all_go { Severity::Low } else { Severity::High };
        let enabled = switched_by(key.kind());
        let part = |name, holds, attribute| Component::new(key.name(), name, holds, key, attribute);
        parts.push(part("the key", switch(world, key, enabled, true), enabled).rated(severity));
        if key.kind() == "aws_kms_key" {
            let attribute = "enable_key_rotation";
            let rotation =
                part("rotation", switch(world, key, attribute, false), attribute).judged_by(&["kms-rotation"]);
            parts.push(if all_go { rotation.rated(Severity::Low) } else { rotation });
        }
    }
    parts
}

fn stores<'a, 'p>(view: &View<'a, 'p>) -> Vec<Component<'a, 'p>> {
    let world = view.world;
    let logs = written_to(world);
    let mut parts = Vec::new();
    for store in &STORES {
        let Ok(path) = Path::parse(store.key) else { continue };
        for one in world.of_kind(store.kind) {
            // Encryption of a bucket is a resource of its own; that of a log bucket is guarded with its logs.
            let bucket = store.kind.starts_with("aws_s3_").then(|| named(world, one, "bucket", &["aws_s3_bucket"]));
            let thing = bucket.map_or(Some(one.name().to_owned()), |bucket| bucket);
            let Some(thing) = thing.filter(|thing| !logs.contains(thing)) else { continue };
            let nodes = path.select(one.root());
            let key = Truth::any(nodes.iter().map(|(_, node)| own_key(world, one, node, store.computed)));
            // A table that is told not to use its key still shows it.
            let block = one.root().get("server_side_encryption").at(0);
            let key = key.and(!Truth::from(block.get("enabled").state() == State::Known(&Json::Bool(false))));
            let place = store.key.trim_start_matches("$.").split(['[', '.']).next().unwrap_or_default();
            parts.push(Component::new(&thing, "a key of its own", key, one, place).judged_by(store.judged_by));
            if let Some((attribute, by_default)) = store.switch {
                let on = switch(world, one, attribute, by_default).or(key);
                parts.push(Component::new(&thing, "encryption", on, one, attribute).judged_by(store.judged_by));
            }
        }
    }
    parts
}

/// Whether a key is one that somebody chose, and not one that AWS manages.
fn own_key<'p>(world: &World<'p>, one: &Resource<'p>, node: &Node<'p>, computed: bool) -> Truth {
    let reference = world.refer(one, node, &KEYS);
    match world.state(one, node) {
        _ if !reference.links.is_empty() => Truth::True,
        State::Known(Json::String(key)) if key.is_empty() || is_managed_by_aws(world, key) => Truth::False,
        // The state holds the key that AWS chose, too; only what is written says that somebody did.
        State::Known(Json::String(_)) if computed && !node.is_written() => Truth::False,
        State::Known(_) => Truth::True,
        State::Unknown if world.is_set(one, node) => Truth::True,
        State::Unknown => Truth::Unknown,
        State::Null | State::Absent | State::Omitted => Truth::False,
    }
}

/// What an account encrypts by default.
fn accounts<'a, 'p>(view: &View<'a, 'p>) -> Vec<Component<'a, 'p>> {
    let world = view.world;
    let mut parts = Vec::new();
    for one in world.of_kind("aws_ebs_encryption_by_default") {
        let on = switch(world, one, "enabled", true);
        let part = Component::new(&provider(&world.scope(one)), "encryption of new volumes", on, one, "enabled");
        parts.push(part.judged_by(&["ebs-default-encryption"]));
    }
    for one in world.of_kind("aws_ebs_default_kms_key") {
        let own = !one_of(&one.root().get("key_arn"), &["alias/aws/ebs"]);
        let scope = provider(&world.scope(one));
        parts.push(Component::new(&scope, "a key of its own for new volumes", own, one, "key_arn"));
    }
    parts
}
