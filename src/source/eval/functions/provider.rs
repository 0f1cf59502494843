//! Functions of the AWS provider: <https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/functions/arn_parse>.

use crate::iam::text::{Part, Text};
use crate::source::value::Value;

/// Where they stand: `provider::aws::arn_parse`.
pub(super) const SPACE: &str = "provider::aws";

/// The value of a call; `None` when it is another function or can't be told.
pub(super) fn answer(name: &str, arguments: &[Value]) -> Option<Value> {
    match (name, arguments) {
        ("arn_parse", [arn]) => {
            let names = ["partition", "service", "region", "account_id", "resource"];
            let sections = sections(arn.as_str()?)?;
            Some(Value::Map(names.into_iter().map(str::to_owned).zip(sections.map(Value::text)).collect()))
        }
        ("arn_build", [_, _, _, _, _]) => {
            let mut parts = vec![Part::Literal("arn".into())];
            for section in arguments {
                parts.push(Part::Literal(":".into()));
                parts.extend(section.to_text()?.parts().iter().cloned());
            }
            Some(Value::Text(Text::from_parts(parts)))
        }
        ("trim_iam_role_path", [arn]) => {
            let [partition, service, region, account, resource] = sections(arn.as_str()?)?;
            let role = resource.strip_prefix("role/").filter(|_| service == "iam" && region.is_empty())?;
            let name = role.rsplit('/').next()?;
            Some(Value::text(&format!("arn:{partition}:{service}::{account}:role/{name}")))
        }
        _ => None,
    }
}

/// What follows `arn`, the resource with its colons.
fn sections(arn: &str) -> Option<[&str; 5]> {
    let mut sections = arn.strip_prefix("arn:")?.splitn(5, ':');
    let mut next = || sections.next();
    Some([next()?, next()?, next()?, next()?, next()?])
}
