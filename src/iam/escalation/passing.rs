//! A role passed to a service: a member and the service in, what its request says out.
//!
//! What the role is associated with there, the member makes itself; a service that says to whom a role is passed says that,
//! too: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#available-keys-for-iam>

use super::made::{FREE, filled, is_free};
use super::{Member, MemberKind};
use crate::iam::catalogue::{self, Site};
use crate::iam::facts::{Fact, Facts};
use crate::iam::pattern::Object;
use crate::iam::text::Text;
use crate::truth::Truth;

/// The key of what a role is associated with.
pub(super) const ASSOCIATED: &str = "iam:AssociatedResourceArn";

const SERVICE: &str = "iam:PassedToService";

/// What is not known of an ARN.
const NAME: &str = "what the role is associated with";

/// The one type of things that a service runs under a role, and whether their maker names them. Of a service that is not here
/// the paths make things of several types, or nobody knows what it says.
const RUNS: [(&str, &str, bool); 2] =
    [("ec2.amazonaws.com", "ec2:instance", false), ("lambda.amazonaws.com", "lambda:function", true)];

/// The context keys of passing a role to a service, beside others.
pub(super) fn passing(member: &Member, facts: &Facts, service: &str) -> Facts {
    let facts = facts.clone().with(SERVICE, service);
    match runs(service).and_then(|(kind, is_named)| made(member, kind, None, is_named.then_some(FREE))) {
        Some(object) => facts.with_arn(ASSOCIATED, &object),
        None => {
            let head = Text::literal(&format!("arn:{}:{}:", partition(member), prefix(service)));
            facts.with(ASSOCIATED, head.then(&Text::unknown(NAME)))
        }
    }
}

/// What the member would make to meet a pattern for what a role is associated with or to stay clear of it, and whether it
/// surely can: in its region, and where it gives the name, of one that the pattern leaves open. One that it asks for may be
/// taken.
pub(super) fn chosen(member: &Member, facts: &Facts, pattern: &Text) -> Vec<(Object, Truth)> {
    let service = facts.get(SERVICE).and_then(Fact::value).and_then(Text::as_literal);
    let (Some((kind, is_named)), Some(text)) = (service.and_then(runs), pattern.as_literal()) else {
        return Vec::new();
    };
    let segments: Vec<&str> = text.splitn(6, ':').collect();
    let region = segments.get(3).copied().filter(|region| !is_free(region));
    let within = |name: Option<&str>, sure| made(member, kind, region, name).map(|object| (object, sure));
    if !is_named {
        return within(None, Truth::True).into_iter().collect();
    }
    let own = segments.get(5).and_then(|rest| rest.split([':', '/']).nth(1));
    let own =
        own.and_then(|name| within(Some(&filled(name)), if is_free(name) { Truth::True } else { Truth::Unknown }));
    own.into_iter().chain(within(Some(FREE), Truth::True)).collect()
}

fn runs(service: &str) -> Option<(&'static str, bool)> {
    RUNS.iter().find(|(name, ..)| *name == service).map(|&(_, kind, is_named)| (kind, is_named))
}

/// A thing of a type in the account of a member, which is at no address of the plan.
fn made(member: &Member, kind: &str, region: Option<&str>, name: Option<&str>) -> Option<Object> {
    let known = |text: Option<&str>, cause| text.map_or_else(|| Text::unknown(cause), Text::literal);
    let place = Site {
        partition: Text::literal(partition(member)),
        region: known(region, "a region that it chooses"),
        account: known(account(member), "one's own account id"),
    };
    Some(Object::new("", catalogue::arn(kind, &place, &known(name, NAME))?))
}

fn partition(member: &Member) -> &str {
    member.object.arn.prefix().split(':').nth(1).filter(|name| name.starts_with("aws")).unwrap_or("aws")
}

/// The account of a member, where it is known.
pub(super) fn account(member: &Member) -> Option<&str> {
    let stated = member.account.as_ref().and_then(|account| account.id.as_deref());
    let mut segments = member.object.arn.prefix().splitn(6, ':');
    let own = segments.nth(4).filter(|_| segments.next().is_some());
    stated.or(own.filter(|id| !id.is_empty()))
}

/// Whether an object is in the account of a member, as far as both are known. A permission set is used in other accounts than
/// its own.
pub(super) fn is_near(member: &Member, object: &Object) -> Truth {
    let mut segments = object.arn.prefix().splitn(6, ':');
    let theirs = segments.nth(4).filter(|id| !id.is_empty() && segments.next().is_some());
    match (account(member), theirs) {
        (Some(own), Some(theirs)) if member.kind != MemberKind::PermissionSet => (own == theirs).into(),
        _ => Truth::True,
    }
}

/// What a service is called in an ARN.
fn prefix(service: &str) -> &str {
    match service.split(".amazonaws.com").next() {
        Some("ecs-tasks") => "ecs",
        Some("tasks.apprunner") => "apprunner",
        Some(name) => name,
        None => service,
    }
}
