//! Provider configurations: one in, the region and the account that it says it reaches out.

use super::Plan;
use super::address::{Key, steps};
use super::config::{Provider, Role, references};
use crate::iam::accounts::is_id;
use crate::json::Json;

/// By what a provider configuration of AWS reaches an account.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Access {
    /// The account of the role as which it acts, or the only one that it allows
    pub number: Option<String>,
    /// The accounts that it surely allows
    pub allowed: Vec<String>,
    /// Whether it acts as a role
    pub by_role: bool,
    /// Its credentials, as they are written
    pub written: String,
    /// Whether they refer to anything
    pub refers: bool,
}

/// The arguments that say whose credentials a configuration has.
const CREDENTIALS: [&str; 6] = [
    "assume_role",
    "assume_role_with_web_identity",
    "profile",
    "access_key",
    "shared_config_files",
    "shared_credentials_files",
];

impl<'p> Plan<'p> {
    /// The region of a provider, where it is written, or the value of a variable of the root module.
    pub fn region<'w>(&'w self, provider: &'w Provider<'p>) -> Option<&'w str> {
        let region = provider.expressions().get("region")?;
        let value = match references(region).as_slice() {
            [] => region.get("constant_value"),
            [variable] if provider.module_address.is_none() => self.variable(variable.strip_prefix("var.")?),
            _ => None,
        };
        // A variable may be a part of it: `us-` is none, and `us-east-1` is.
        let is_whole = |name: &&str| {
            let ends_so = name.rsplit('-').next().is_some_and(|number| number.parse::<u8>().is_ok());
            ends_so && name.split('-').count() > 2 && name.find('-') == Some(2)
        };
        value?.as_str().filter(is_whole)
    }

    /// By what a provider configuration reaches its account.
    pub fn access(&self, provider: &Provider<'p>) -> Access {
        let expressions = provider.expressions();
        let parts = CREDENTIALS.map(|name| expressions.get(name).map(ToString::to_string));
        let (allowed, all) = self.allowed(provider);
        let only = match allowed.as_slice() {
            [only] if all => Some(only.clone()),
            _ => None,
        };
        let hidden = provider.role == Role::Open;
        Access {
            number: self.account_of_role(provider).or(only),
            allowed,
            by_role: provider.role != Role::Written || role(expressions).is_some(),
            refers: hidden || parts.iter().flatten().any(|text| text.contains("\"references\"")),
            written: parts.map(Option::unwrap_or_default).join(" "),
        }
    }

    /// The account of the role as which a configuration acts. A variable that an expression refers to alone is the ARN; an
    /// account that one holds may as well stand in the name of a role of another account.
    fn account_of_role(&self, provider: &Provider<'p>) -> Option<String> {
        let written = role(provider.expressions()).and_then(|role| role.get("role_arn"));
        let arn = match (&provider.role, written.and_then(|arn| arn.get("constant_value"))) {
            (Role::Known(arn), None) => arn,
            _ => self.value(&calls(provider), written?)?.as_str()?,
        };
        let account = arn.split(':').nth(4)?;
        is_id(account).then(|| account.to_owned())
    }

    /// The accounts that a configuration surely allows, and whether they are all that it does: beside what a variable gives a
    /// list may hold others, and of several that it gives some may be left out.
    fn allowed(&self, provider: &Provider<'p>) -> (Vec<String>, bool) {
        let list = provider.expressions().get("allowed_account_ids");
        let value = list.and_then(|list| self.value(&calls(provider), list));
        let (ids, all) = match value {
            Some(Json::Array(ids)) if list.is_some_and(|list| list.get("constant_value").is_some()) => {
                (ids.iter().collect(), true)
            }
            Some(Json::Array(ids)) => (ids.iter().filter(|_| ids.len() == 1).collect(), false),
            other => (other.into_iter().collect::<Vec<_>>(), false),
        };
        let ids = ids.into_iter().filter_map(Json::as_str).filter(|id| is_id(id));
        (ids.map(str::to_owned).collect(), all)
    }

    /// Whether a text is made of the value of a sensitive variable of the root module.
    pub(super) fn is_sensitive(&self, text: &str) -> bool {
        let root = self.configuration.module(std::iter::empty());
        let hidden = self.variables.iter().filter(|(name, _)| root.is_some_and(|root| root.is_sensitive(name)));
        hidden.into_iter().any(|(_, value)| is_made_of(text, value))
    }

    /// What an expression in a module is: what is written, or the value of the only variable that it refers to.
    fn value<'w>(&'w self, calls: &[&str], expression: &'w Json<'p>) -> Option<&'w Json<'p>> {
        if let Some(written) = expression.get("constant_value") {
            return Some(written);
        }
        let named = references(expression);
        let (name, wholes) = named.split_first()?;
        // Beside `var.a.b` stands `var.a`.
        let is_whole = |whole: &&str| name.strip_prefix(*whole).is_some_and(|part| part.starts_with(['.', '[']));
        if !wholes.iter().all(is_whole) || name.matches('[').count() > 1 {
            return None;
        }
        let mut steps = steps(name.strip_prefix("var.")?);
        let variable = steps.next()?;
        let module = self.configuration.module(calls.iter().copied())?;
        let given = match calls.split_last() {
            Some((call, outer)) => {
                let call = self.configuration.module(outer.iter().copied())?.call(call)?;
                match call.input(variable.name) {
                    Some(given) => self.value(outer, given)?,
                    None => module.default(variable.name)?,
                }
            }
            None => self.variable(variable.name)?,
        };
        if module.is_sensitive(variable.name) {
            return None;
        }
        let at = |value: Option<&'w Json<'p>>, key: &Option<Key<'_>>| match key {
            Some(Key::Name(name)) => value?.get(name),
            Some(Key::Index(index)) => value?.as_array()?.get(usize::try_from(*index).ok()?),
            None => value,
        };
        steps.fold(at(Some(given), &variable.key), |value, step| at(value?.get(step.name), &step.key))
    }
}

/// The role as which a configuration acts. Of several the last one is in the account of the resources, and one that a token
/// is for comes before them.
/// <https://registry.terraform.io/providers/hashicorp/aws/latest/docs#assume-role-configuration-block>
fn role<'e, 'p>(expressions: &'e Json<'p>) -> Option<&'e Json<'p>> {
    let last = |name| match expressions.get(name) {
        Some(Json::Array(roles)) => roles.last(),
        one => one,
    };
    last("assume_role").or_else(|| last("assume_role_with_web_identity"))
}

/// The calls of the module in which a configuration stands.
fn calls<'a>(provider: &'a Provider<'_>) -> Vec<&'a str> {
    // A module with configurations of its own is not repeated, and has no key.
    let address = provider.module_address.as_deref().unwrap_or_default();
    steps(address).map(|step| step.name).skip(1).step_by(2).collect()
}

/// Whether some string of a value stands in a text.
fn is_made_of(text: &str, value: &Json<'_>) -> bool {
    match value {
        Json::String(part) => !part.is_empty() && text.contains(part.as_ref()),
        Json::Array(items) => items.iter().any(|item| is_made_of(text, item)),
        Json::Object(members) => members.iter().any(|(_, member)| is_made_of(text, member)),
        Json::Null | Json::Bool(_) | Json::Number(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Acceptance;
    use crate::plan::read::Text;
    use crate::plan::wanted::Wanted;

    /// The account of a configuration with these expressions in a module, whose call gives it `role`.
    fn number_in(module: &str, expressions: &str, given: &str) -> Option<String> {
        let address = if module.is_empty() { String::new() } else { format!(r#""module_address":"module.{module}","#) };
        let json = format!(
            r#"{{"format_version":"1.2","resource_changes":[],
            "variables":{{"role":{{"value":"arn:aws:iam::111122223333:role/deploy"}},"hidden":{{"value":"arn:aws:iam::111122223333:role/deploy"}},"id":{{"value":"111122223333"}},
                "name":{{"value":"deploy"}},"ids":{{"value":{{"a":["arn:aws:iam::222233334444:role/deploy"]}}}},"all":{{"value":["111122223333"]}}}},
            "configuration":{{"provider_config":{{"aws":{{"name":"aws",{address}"expressions":{expressions}}}}},
            "root_module":{{"variables":{{"role":{{}},"hidden":{{"sensitive":true}},"id":{{}},"name":{{}},"ids":{{}},"all":{{}}}},
            "module_calls":{{"app":{{"expressions":{given},"module":{{"variables":{{"role":{{"default":"arn:aws:iam::999900001111:role/deploy"}}}}}}}}}}}}}}}}"#
        );
        let text = Text { json: json.into(), ..Text::default() };
        let mut plan = Plan::parse(&text, "plan", Acceptance::default()).unwrap();
        plan.open(&Wanted::default()).unwrap();
        plan.access(&plan.configuration.providers["aws"]).number
    }

    fn by_role(arn: &str) -> Option<String> {
        number_in("", &format!(r#"{{"assume_role":[{{"role_arn":{arn}}}]}}"#), "{}")
    }

    fn refers(names: &str) -> Option<String> {
        by_role(&format!(r#"{{"references":[{names}]}}"#))
    }

    #[test]
    fn a_role_tells_the_account_that_it_is_of() {
        let own = Some("111122223333".to_owned());
        assert_eq!(by_role(r#"{"constant_value":"arn:aws:iam::111122223333:role/deploy"}"#), own);
        assert_eq!(refers(r#""var.role""#), own);
        assert_eq!(refers(r#""var.ids.a[0]","var.ids.a","var.ids""#).as_deref(), Some("222233334444"));
    }

    #[test]
    fn what_a_variable_tells_beside_others_may_be_anything() {
        for names in [
            r#""var.name""#,
            r#""var.id""#,
            r#""var.hidden""#,
            r#""var.role","var.name""#,
            r#""var.role","var.role""#,
            r#""local.role""#,
            r#""var.ids["a"][0]","var.ids["a"]","var.ids""#,
        ] {
            let names = names.replace(r#"["a"]"#, r#"[\"a\"]"#);
            assert_eq!(refers(&names), None, "{names}");
        }
    }

    #[test]
    fn what_is_made_of_a_sensitive_variable_is_sensitive() {
        let hidden = Json::parse(r#"{"accounts":["",{"live":"111122223333"}],"on":true}"#).unwrap();
        assert!(is_made_of("arn:aws:iam::111122223333:role/deploy", &hidden));
        assert!(!is_made_of("arn:aws:iam::444455556666:role/deploy", &hidden));
    }

    #[test]
    fn a_variable_of_a_module_is_what_its_call_gives() {
        let role = r#"{"assume_role":[{"role_arn":{"references":["var.role"]}}]}"#;
        let of = |given: &str| number_in("app", role, given);
        assert_eq!(of("{}").as_deref(), Some("999900001111"));
        assert_eq!(
            of(r#"{"role":{"constant_value":"arn:aws:iam::444455556666:role/deploy"}}"#).as_deref(),
            Some("444455556666")
        );
        assert_eq!(of(r#"{"role":{"references":["var.role"]}}"#).as_deref(), Some("111122223333"));
        assert_eq!(of(r#"{"role":{"references":["local.role"]}}"#), None);
    }

    #[test]
    fn the_only_account_that_is_allowed_is_the_one() {
        let of = |list: &str| number_in("", &format!(r#"{{"allowed_account_ids":{list}}}"#), "{}");
        let own = Some("111122223333".to_owned());
        assert_eq!(of(r#"{"constant_value":["111122223333"]}"#), own);
        assert_eq!(of(r#"{"references":["var.all"]}"#), None);
        assert_eq!(of(r#"{"constant_value":["111122223333","444455556666"]}"#), None);
        assert_eq!(of(r#"{"references":["var.ids.a[0]","var.ids.a","var.ids"]}"#), None);
    }
}
