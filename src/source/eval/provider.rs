//! Provider configurations: the key of one in, as which role it acts out. A plan shows neither local values nor the blocks
//! that `dynamic` makes.

use super::Evaluator;
use crate::plan::address::{Step, steps};
use crate::plan::config::Role;
use crate::source::value::Value;

/// The blocks that name a role, that which decides first.
const BLOCKS: [&str; 2] = ["assume_role", "assume_role_with_web_identity"];

impl<'a> Evaluator<'a> {
    /// As which role a provider configuration acts, as far as source says more than its expressions do.
    pub(crate) fn role(&self, key: &'a str) -> Role {
        let Some((module, Some(block))) = self.hcl.configured(key) else { return Role::Written };
        let calls = key.rsplit_once(':').map_or("", |(path, _)| path);
        let path = steps(calls).skip(1).step_by(2).map(|step| Step { name: step.name, key: None }).collect();
        let scope = self.scope_of(module, block, path, None);
        for name in BLOCKS {
            let is_made = block.blocks.iter().any(|one| one.kind == "dynamic" && one.labels == [name]);
            let last = self.all_blocks(block, &scope, name).map(|mut made| made.pop());
            let arn = |role: &Value| role.at("role_arn")?.as_str().filter(|arn| !arn.is_empty()).map(str::to_owned);
            match last {
                Ok(None) => {}
                Ok(Some(role)) => match arn(&role) {
                    Some(arn) => return Role::Known(arn),
                    None => return if is_made { Role::Open } else { Role::Written },
                },
                Err(_) => return Role::Open,
            }
        }
        Role::Written
    }
}
