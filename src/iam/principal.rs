//! Who a resource or trust policy lets in: a principal and one's own accounts in, a party and the reason out.
//!
//! Syntax: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html>.

mod admission;
mod arn;
mod closure;
mod keeper;
mod reserved;
mod session;

use std::collections::BTreeSet;
use std::sync::Arc;

use super::accounts;
use super::document::{Principal, PrincipalKind};
use super::federation::Provider;
use super::text::{Part, Text};
use arn::{Account, account};

pub use admission::{Admission, admissions, admitted, pattern};
pub use closure::{Back, Closure, closed_by, narrowed, taken_back};
pub use keeper::{account_of, keeper};
pub use reserved::of_permission_set;
pub use session::{role_of_session, without_path};

/// Whose accounts and organisations are whose.
#[derive(Clone, Debug, Default)]
pub struct Owners {
    /// Account ids that are one's own; empty when they are not established
    pub own: BTreeSet<String>,
    /// A provider configuration that may reach one more
    pub unread: Option<String>,
    /// Account ids of partners
    pub trusted: BTreeSet<String>,
    /// Organisation ids that are one's own
    pub organisations: BTreeSet<String>,
    /// Unique ids of one's own roles and users
    pub ids: BTreeSet<String>,
}

/// Who is let in.
#[derive(Clone, Debug, PartialEq)]
pub enum Party {
    /// Anyone with or without an AWS account
    Public,
    /// One's own account or organisation
    Own,
    /// A partner's account
    Trusted(Arc<str>),
    /// An account of AWS itself, such as one that delivers logs
    Aws(&'static str),
    /// An account or organisation of somebody else, and the vendor it is known to belong to
    Foreign(Arc<str>, Option<&'static str>),
    /// An AWS service
    Service(Arc<str>),
    /// Users of an identity provider
    Federated(Provider),
    /// Anyone, but only from a network, an address range or a named session
    Limited,
    /// Not decided, and why
    Unknown(Arc<str>),
}

/// How much of an account is let in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Every principal of the account that its own policies allow
    Account,
    /// One role, or one session of it
    Role,
    /// One user
    User,
    /// Not a matter of one account
    Other,
}

/// A classified principal.
#[derive(Clone, Debug, PartialEq)]
pub struct Classified {
    /// Who it is
    pub party: Party,
    /// How much of the account
    pub reach: Reach,
    /// Why, as a fact about the principal
    pub reason: String,
}

/// The identity providers anyone can sign up with, which may stand under `Federated` without an ARN.
const CONSUMER: [&str; 4] =
    ["cognito-identity.amazonaws.com", "accounts.google.com", "graph.facebook.com", "www.amazon.com"];

/// The canonical user id under which AWS delivers S3 and CloudFront logs (awslogsdelivery).
const LOG_DELIVERY: &str = "c4c1ede66af53448b93c283ce9448c4ba468c9432aa01d700d3878632f77d2d0";

/// Data sources of the provider that name the accounts AWS delivers logs from.
const DELIVERY: [&str; 4] = [
    "data.aws_elb_service_account.",
    "data.aws_cloudtrail_service_account.",
    "data.aws_redshift_service_account.",
    "data.aws_billing_service_account.",
];

/// Services whose trust policies can carry `aws:SourceArn` and `aws:SourceAccount`, because they assume roles for any
/// of their customers. EC2, Lambda and ECS tasks only assume a role that was passed to them inside the account.
const DEPUTIES: [&str; 19] = [
    "ssm-incidents.amazonaws.com",
    "backup.amazonaws.com",
    "bedrock.amazonaws.com",
    "bedrock-agentcore.amazonaws.com",
    "scheduler.amazonaws.com",
    "pipes.amazonaws.com",
    "logs.amazonaws.com",
    "apigateway.amazonaws.com",
    "states.amazonaws.com",
    "firehose.amazonaws.com",
    "vpc-flow-logs.amazonaws.com",
    "ssm.amazonaws.com",
    "config.amazonaws.com",
    "cloudtrail.amazonaws.com",
    "osis-pipelines.amazonaws.com",
    "rolesanywhere.amazonaws.com",
    "es.amazonaws.com", // https://docs.aws.amazon.com/opensearch-service/latest/developerguide/managedomains-snapshot-create.html
    "export.rds.amazonaws.com", // https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/cross-service-confused-deputy-prevention.html
    "transfer.amazonaws.com",   // https://docs.aws.amazon.com/transfer/latest/userguide/confused-deputy.html
];

/// Whether a role that this service assumes can be misused through the service by another customer of it.
pub fn is_deputy(service: &str) -> bool {
    // In China some have the domain of the partition.
    let service = service.strip_suffix(".cn").unwrap_or(service);
    DEPUTIES.contains(&service) || of_region(service).is_some_and(|name| DEPUTIES.contains(&&*name))
}

/// The name of a service that is named for one region: `logs.eu-west-1.amazonaws.com`.
fn of_region(service: &str) -> Option<String> {
    let (name, rest) = service.split_once('.')?;
    let (region, domain) = rest.split_once('.')?;
    let is_region = region.split('-').count() > 2 && region.ends_with(|last: char| last.is_ascii_digit());
    (is_region && domain == "amazonaws.com").then(|| format!("{name}.amazonaws.com"))
}

/// Who one principal is, its statement's conditions aside.
pub fn classify(principal: &Principal, owners: &Owners) -> Classified {
    let id = &principal.id;
    match principal.kind {
        PrincipalKind::Anyone => classified(Party::Public, Reach::Other, "`*` is anyone".to_owned()),
        PrincipalKind::Aws => aws(id, owners),
        PrincipalKind::Service => service(id),
        PrincipalKind::Federated => federated(id),
        PrincipalKind::CanonicalUser => canonical(id),
    }
}

fn classified(party: Party, reach: Reach, reason: String) -> Classified {
    Classified { party, reach, reason }
}

fn unknown(id: &Text, cause: &str) -> Classified {
    let waits = id.unknown_cause().is_some_and(|own| **own == *cause);
    let reason = match id.parts() {
        [Part::Unknown(_)] if waits => format!("who it lets in waits for {cause}"),
        [Part::Unknown(_) | Part::Symbol(_)] => cause.to_owned(),
        _ if waits => format!("`{id}` waits for {cause}"),
        _ => format!("`{id}`: {cause}"),
    };
    classified(Party::Unknown(cause.into()), Reach::Other, reason)
}

fn aws(id: &Text, owners: &Owners) -> Classified {
    if id.as_literal() == Some("*") {
        return classified(Party::Public, Reach::Other, "`*` is anyone".to_owned());
    }
    let reach = arn::reach(id);
    if let Some(symbol) = id.as_symbol().filter(|symbol| DELIVERY.iter().any(|kind| symbol.address.contains(kind))) {
        let reason = format!("`{}` is an account of AWS that delivers logs", symbol.address);
        return classified(Party::Aws("log delivery"), reach, reason);
    }
    if id.as_literal().is_some_and(|text| owners.ids.contains(text)) {
        return classified(Party::Own, reach, format!("`{id}` is the id of a principal of this plan"));
    }
    match account(id) {
        // IAM refuses a wildcard inside a principal ARN; if it did not, every account would be let in.
        Account::Wild => classified(Party::Public, reach, format!("`{id}` has a wildcard for an account")),
        Account::Known(number) => of_account(number, owners, id, reach),
        Account::Reference => classified(Party::Own, reach, format!("`{id}` is a resource of this plan")),
        Account::CloudFront => {
            let party = Party::Service("cloudfront.amazonaws.com".into());
            classified(party, Reach::Other, format!("`{id}` is an origin access identity"))
        }
        Account::UniqueId => unknown(id, "the unique id of a principal does not tell its account"),
        Account::Unknown(cause) => Classified { reach, ..unknown(id, &cause) },
    }
}

/// Whose account a number is.
fn of_account(number: &str, owners: &Owners, id: &Text, reach: Reach) -> Classified {
    let known = accounts::owner(number);
    let (party, fact) = if owners.own.contains(number) {
        (Party::Own, "is one's own account".to_owned())
    } else if owners.trusted.contains(number) {
        (Party::Trusted(number.into()), "is a trusted account".to_owned())
    } else if let Some(owner) = known.filter(|owner| owner.aws) {
        (Party::Aws(owner.name), format!("is an account of AWS ({})", owner.name))
    } else {
        let vendor = match owners.not_own(number) {
            Ok(vendor) => vendor,
            Err(cause) => return Classified { reach, ..unknown(id, &cause) },
        };
        let fact = vendor.map_or("is another account".to_owned(), |name| format!("is an account of {name}"));
        (Party::Foreign(number.into(), vendor), fact)
    };
    classified(party, reach, format!("`{id}` {fact}"))
}

impl Owners {
    /// The only account that is one's own.
    pub fn only(&self) -> Option<&str> {
        self.own.first().filter(|_| self.own.len() == 1 && self.unread.is_none()).map(String::as_str)
    }

    /// The vendor to whom an account belongs that is not among one's own, or why it may be one's own nevertheless.
    pub fn not_own(&self, number: &str) -> Result<Option<&'static str>, String> {
        let vendor = accounts::owner(number).map(|owner| owner.name);
        match (&self.unread, vendor) {
            _ if self.own.is_empty() => {
                let vendor = vendor.map(|name| format!(", though {name} is known to own this one"));
                Err(format!("one's own account ids are not established{}", vendor.unwrap_or_default()))
            }
            (Some(provider), None) => {
                Err(format!("it may be the account of `provider.{provider}`, which the plan does not show"))
            }
            _ => Ok(vendor),
        }
    }
}

fn service(id: &Text) -> Classified {
    match id.as_literal() {
        Some("*") => classified(Party::Public, Reach::Other, "`*` is any service".to_owned()),
        Some(name) => classified(Party::Service(name.into()), Reach::Other, format!("`{name}` is a service")),
        None => unknown(id, id.unknown_cause().map_or("the service is not known", |cause| &**cause)),
    }
}

fn federated(id: &Text) -> Classified {
    if let Some(symbol) = id.as_symbol() {
        let provider = if symbol.address.contains("aws_iam_saml_provider.") {
            Provider::Saml
        } else {
            Provider::Reference(symbol.address.clone())
        };
        return classified(Party::Federated(provider), Reach::Other, format!("`{id}` is a provider of this plan"));
    }
    let text = id.to_string();
    let unread = |host: &str| host.contains(['(', '$']);
    let provider = if let Some((_, host)) = text.split_once(":oidc-provider/").filter(|(_, host)| !unread(host)) {
        Provider::Oidc(host.to_ascii_lowercase().into())
    } else if text.contains(":saml-provider/") {
        Provider::Saml
    } else if CONSUMER.contains(&text.as_str()) {
        Provider::Oidc(text.as_str().into())
    } else if text == "*" {
        return classified(Party::Public, Reach::Other, "`*` is any identity provider".to_owned());
    } else if id.as_literal().is_none() {
        let issuer = id.parts().iter().find_map(|part| match part {
            Part::Symbol(symbol) if symbol.is_issuer() => Some(format!("{}.{}", symbol.address, symbol.attribute)),
            _ => None,
        });
        let cause = || id.unknown_cause().map_or_else(|| text.as_str().into(), Arc::clone);
        return classified(
            Party::Federated(Provider::Reference(issuer.map_or_else(cause, Arc::from))),
            Reach::Other,
            format!("`{text}` is a provider"),
        );
    } else {
        // IAM takes the others by their ARN only; were it to take a host, it would be that one.
        Provider::Oidc(text.to_ascii_lowercase().into())
    };
    classified(Party::Federated(provider), Reach::Other, format!("`{text}` is an identity provider"))
}

fn canonical(id: &Text) -> Classified {
    match id.as_literal() {
        Some(LOG_DELIVERY) => {
            classified(Party::Aws("S3 log delivery"), Reach::Other, "AWS delivers logs as it".to_owned())
        }
        Some(text) if text == "*" || text.contains("groups/global/A") => {
            classified(Party::Public, Reach::Other, format!("`{text}` is everyone"))
        }
        Some(_) => unknown(id, "a canonical user id does not tell its account"),
        None => match id.as_symbol() {
            Some(_) => classified(Party::Own, Reach::User, format!("`{id}` is a resource of this plan")),
            None => unknown(id, id.unknown_cause().map_or("the canonical user is not known", |cause| &**cause)),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn owners() -> Owners {
        let set = |id: &str| BTreeSet::from([id.to_owned()]);
        Owners {
            own: set("111122223333"),
            unread: None,
            trusted: set("444455556666"),
            organisations: set("o-own"),
            ids: set("AROAEXAMPLEOWN"),
        }
    }

    fn party(kind: PrincipalKind, id: impl Into<Text>) -> Party {
        classify(&Principal { kind, id: id.into() }, &owners()).party
    }

    #[test]
    fn every_kind_of_aws_principal() {
        use PrincipalKind::Aws;
        assert_eq!(party(Aws, "*"), Party::Public);
        assert_eq!(party(Aws, "111122223333"), Party::Own);
        assert_eq!(party(Aws, "arn:aws:iam::111122223333:root"), Party::Own);
        assert_eq!(party(Aws, "arn:aws:sts::444455556666:assumed-role/r/s"), Party::Trusted("444455556666".into()));
        assert_eq!(party(Aws, "arn:aws:iam::127311923021:root"), Party::Aws("ELB logs"));
        assert_eq!(party(Aws, "464622532012"), Party::Foreign("464622532012".into(), Some("Datadog")));
        assert_eq!(party(Aws, "arn:aws:iam::999900001111:role/r"), Party::Foreign("999900001111".into(), None));
        assert_eq!(party(Aws, "arn:aws:iam::*:root"), Party::Public);
        assert_eq!(party(Aws, Text::symbol("aws_iam_role.r", "arn")), Party::Own);
        assert_eq!(party(Aws, Text::symbol("data.aws_elb_service_account.main", "arn")), Party::Aws("log delivery"));
        assert!(matches!(party(Aws, "AROAEXAMPLEID"), Party::Unknown(_)));
        assert_eq!(party(Aws, "AROAEXAMPLEOWN"), Party::Own);
        let own = Text::literal("arn:aws:iam::").then(&Text::symbol("data.aws_caller_identity.me", "account_id"));
        assert_eq!(party(Aws, own.then(&":root".into())), Party::Own);
        let other = Text::literal("arn:aws:iam::").then(&Text::unknown("var.account"));
        assert_eq!(party(Aws, other.then(&":root".into())), Party::Unknown("var.account".into()));
    }

    #[test]
    fn without_own_accounts_nobody_is_foreign() {
        let principal = Principal { kind: PrincipalKind::Aws, id: "999900001111".into() };
        assert!(matches!(classify(&principal, &Owners::default()).party, Party::Unknown(_)));
    }

    #[test]
    fn providers_services_and_canonical_users() {
        let github = "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com";
        let host = Provider::Oidc("token.actions.githubusercontent.com".into());
        assert_eq!(party(PrincipalKind::Federated, github), Party::Federated(host));
        assert_eq!(
            party(PrincipalKind::Federated, "arn:aws:iam::111122223333:saml-provider/idp"),
            Party::Federated(Provider::Saml)
        );
        assert_eq!(party(PrincipalKind::Service, "ec2.amazonaws.com"), Party::Service("ec2.amazonaws.com".into()));
        assert_eq!(party(PrincipalKind::CanonicalUser, LOG_DELIVERY), Party::Aws("S3 log delivery"));
        assert!(is_deputy("backup.amazonaws.com") && is_deputy("export.rds.amazonaws.com"));
        assert!(is_deputy("logs.eu-west-1.amazonaws.com") && is_deputy("states.us-gov-west-1.amazonaws.com"));
        assert!(is_deputy("firehose.amazonaws.com.cn") && is_deputy("states.cn-north-1.amazonaws.com.cn"));
        assert!(!is_deputy("ec2.amazonaws.com.cn"));
        assert!(!is_deputy("ec2.amazonaws.com") && !is_deputy("ec2.eu-west-1.amazonaws.com"));
    }
}
