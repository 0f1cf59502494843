//! Keys that AWS manages: a value that names a key in, whether AWS manages it out. Everyone who may use the service may use
//! them, so they keep nobody out.
//!
//! <https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html#aws-managed-key>

use std::collections::BTreeSet;

use crate::plan::node::State;
use crate::world::World;

/// What it looks at.
pub const KINDS: [&str; 2] = ["aws_kms_alias", "aws_kms_key"];

/// The names of those that data sources read: the plan holds the ARN of such a key, which looks like any other's.
struct Managed(BTreeSet<String>);

/// Whether a value names a key that AWS manages.
pub fn is_managed_by_aws(world: &World<'_>, key: &str) -> bool {
    is_alias(key) || world.model(Managed::read).0.contains(key)
}

/// `alias/aws/s3`, or its ARN
fn is_alias(key: &str) -> bool {
    key.rsplit(':').next().is_some_and(|name| name.starts_with("alias/aws/"))
}

impl Managed {
    fn read(world: &World<'_>) -> Self {
        let mut names = BTreeSet::new();
        for one in KINDS.iter().flat_map(|kind| world.all_of_kind(kind)).filter(|one| one.address.data) {
            let text = |name: &str| match one.root().get(name).state() {
                State::Known(value) => value.as_str().map(str::to_owned),
                _ => None,
            };
            let managed =
                text("name").is_some_and(|name| is_alias(&name)) || text("key_manager").as_deref() == Some("AWS");
            if managed {
                let parts = ["arn", "id", "key_id", "target_key_arn", "target_key_id"];
                names.extend(parts.iter().filter_map(|part| text(part)));
            }
        }
        Self(names)
    }
}
