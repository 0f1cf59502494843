//! Data that say in which account, partition and region a provider works, and are only read at apply: one in, what the plan
//! tells of the same provider elsewhere out.

use super::Evaluator;
use crate::plan::address::Address;
use crate::plan::change::Change;
use crate::plan::config::Resource;
use crate::source::value::Value;

/// The data, and the attributes that are the same of every one of a provider.
const SAME: [(&str, &[&str]); 3] = [
    ("aws_caller_identity", &["account_id", "id"]),
    ("aws_partition", &["dns_suffix", "id", "partition", "reverse_dns_prefix"]),
    ("aws_region", &["id", "name", "region"]),
];

impl<'a> Evaluator<'a> {
    /// An attribute of such data that the plan does not know.
    pub(super) fn of_provider(&self, change: &Change<'a>, name: &str) -> Option<Value> {
        let is_same = |(kind, names): &(&str, &[&str])| *kind == change.kind() && names.contains(&name);
        if !change.data || !SAME.iter().any(is_same) {
            return None;
        }
        let own = self.configured(change)?;
        let others = self.by_address.values().filter(|other| other.data && other.kind() == change.kind());
        let told = others.filter(|other| self.configured(other).is_some_and(|config| config.provider == own.provider));
        let mut values = told.filter_map(|other| Some(other.whole().ok()?.value.get(name)?.as_str()?.to_owned()));
        let first = values.next().or_else(|| self.by_region(own, change.kind(), name))?;
        values.all(|value| value == first).then(|| Value::text(&first))
    }

    /// The block of such data, where it asks for nothing else than what its provider works in.
    fn configured(&self, change: &Change<'_>) -> Option<&'a Resource<'a>> {
        let address = Address::parse(&change.address)?;
        let module = self.plan.configuration.module(address.module.iter().map(|step| step.name))?;
        let resource = module.resource(address.data, address.kind, address.name)?;
        let asks = resource.expressions().as_object().is_some_and(|written| written.iter().next().is_some());
        (!asks && resource.provider.is_some()).then_some(resource)
    }

    /// What the region of a provider tells.
    /// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html>
    fn by_region(&self, data: &Resource<'a>, kind: &str, name: &str) -> Option<String> {
        let provider = self.plan.configuration.providers.get(data.provider.as_deref()?)?;
        let region = self.plan.region(provider)?;
        let partition = match region.split('-').collect::<Vec<_>>().as_slice() {
            ["cn", ..] => "aws-cn",
            ["us", "gov", ..] => "aws-us-gov",
            [_, _, _] => "aws",
            _ => return None,
        };
        match (kind, name) {
            ("aws_region", _) => Some(region.to_owned()),
            ("aws_partition", "id" | "partition") => Some(partition.to_owned()),
            _ => None,
        }
    }
}
