//! Policies and grants that let in accounts which are not one's own.

use std::collections::BTreeSet;

use super::each;
use super::grantee::{Grantee, grantees, plain, waiting};
use crate::checks::View;
use crate::checks::trust::{Case, Found, is_somebody, kind_of, who};
use crate::estate::{Grant, TO_ANYONE, TO_SOMEBODY};
use crate::finding::Answer;
use crate::iam::accounts;
use crate::iam::document::Scope;
use crate::iam::pattern::action_matches;
use crate::iam::principal::{Back, Owners, Party, account_of, keeper, taken_back};
use crate::iam::text::Text;
use crate::json::Json;
use crate::judge::Judged;
use crate::plan::node::State;
use crate::policy::Severity;
use crate::truth::Truth;
use crate::world::{BYPASS, Resource};

/// Actions that change, hand out rights or give up secrets.
const STRONG: [&str; 11] = [
    "kms:Decrypt",
    "kms:CreateGrant",
    "kms:PutKeyPolicy",
    "secretsmanager:GetSecretValue",
    "sqs:SendMessage",
    "sns:Publish",
    "dynamodb:PutItem",
    "kinesis:PutRecord",
    "ecr:PutImage",
    "lambda:InvokeFunction",
    "signer:RevokeSignature",
];

/// The same, as the attributes of grants say it.
const STRONG_GRANTS: [&str; 8] =
    ["Decrypt", "CreateGrant", "ReEncryptFrom", "ALL", "INSERT", "DELETE", "ALTER", "DROP"];

pub(super) fn judge(view: &View<'_, '_>) -> Judged {
    let mut found = each(view, |policy| !policy.is_of_bucket(), |_, case| of_statement(view, case));
    let owners = view.world.estate().owners(view.facts);
    for grant in TO_ANYONE.iter().chain(TO_SOMEBODY) {
        found.extend(view.world.of_kind(grant.kind).flat_map(|resource| of_grant(view, grant, resource, owners)));
    }
    found
}

fn of_statement(view: &View<'_, '_>, case: &Case<'_>) -> Option<Found> {
    let (truth, message) = match &case.admission.who.party {
        Party::Foreign(account, vendor) if !case.paper.sensitive => {
            let vendor = vendor.map(|name| format!(" ({name})")).unwrap_or_default();
            (Truth::True, format!("lets {} {account}{vendor} in, which is not one's own", kind_of(account)))
        }
        Party::Foreign(..) => (Truth::True, "lets another account in".to_owned()),
        Party::Unknown(_) if is_somebody(case) && !is_of_the_key(view, case) => {
            (Truth::Unknown, "lets in an account that is not one's own".to_owned())
        }
        _ => return None,
    };
    let owners = view.world.estate().owners(view.facts);
    let reason = case.admission.who.reason.clone();
    let (truth, note) = match taken_back(&case.admission.whom, case.statement, &case.paper.source.document, owners) {
        Back::All => return None,
        Back::Some => (truth, reason),
        Back::Open(why) => (Truth::Unknown, format!("{reason}, and {why}")),
    };
    let patterns = case.statement.actions.patterns();
    let allows = |action: &&str| patterns.iter().any(|pattern: &Text| action_matches(pattern, action).is_true());
    let strong = STRONG.iter().any(allows) || matches!(case.statement.actions, Scope::AllBut(_));
    let severity = if strong { Severity::High } else { view.policy.severity };
    Some(Found { truth, who: who(case), severity, message, note })
}

/// Whether a key's policy names the account of the key.
fn is_of_the_key(view: &View<'_, '_>, case: &Case<'_>) -> bool {
    let Some(resource) = view.world.resource(case.paper.resource) else { return false };
    let bypasses = resource.root().get(BYPASS);
    let takes_any = matches!(bypasses.state(), State::Known(Json::Bool(true)) | State::Unknown);
    if !resource.kind().starts_with("aws_kms_") || takes_any {
        return false;
    }
    let Some(own) = keeper(&case.paper.source.document) else { return false };
    let is_own = |id: &Text| account_of(id).as_deref() == Some(&*own);
    is_own(&case.admission.principal) || !case.admission.values.is_empty() && case.admission.values.iter().all(is_own)
}

/// One answer for each account that a grant lets in.
fn of_grant(view: &View<'_, '_>, grant: &Grant, resource: &Resource<'_>, owners: &Owners) -> Vec<Answer> {
    let severity = if is_strong(grant, resource) { Severity::High } else { view.policy.severity };
    let message = "lets in an account that is not one's own";
    let answer = |grantee, attribute: &str| {
        let id = match grantee {
            Grantee::Known(id) => id,
            Grantee::Unknown(cause) => return waiting(view, resource, severity, message, (attribute, &cause)),
        };
        let (whose, truth) = is_foreign(&id, owners)?;
        let told = plain(view, resource, (truth, severity), message, attribute, whose)?;
        Some(Answer { sub_key: Some(id.clone()), ..told })
    };
    let named = grantees(view, resource, grant.principal);
    // Of everyone an organisation is left, where one is given.
    let within = match grant.organisation {
        "" => None,
        "condition" => Some("condition.0.value"),
        attribute => Some(attribute),
    };
    let within = within.filter(|_| named.contains(&Grantee::Known("*".to_owned())));
    let left = within.into_iter().flat_map(|attribute| {
        grantees(view, resource, attribute).into_iter().filter_map(move |one| answer(one, attribute))
    });
    named.into_iter().filter_map(|one| answer(one, grant.principal)).chain(left).collect()
}

/// Whether the attribute that says what is granted names something strong.
fn is_strong(grant: &Grant, resource: &Resource<'_>) -> bool {
    let node = resource.root().get(grant.actions);
    let all = node.items().unwrap_or_else(|| vec![node]);
    let strong = |text: &str| {
        STRONG_GRANTS.contains(&text)
            || STRONG.iter().any(|action| action_matches(&Text::literal(text), action).is_true())
    };
    all.iter().any(|one| one.state().text().is_some_and(strong))
}

/// The account or organisation that an id or ARN names, if it is nobody known, and whether it is somebody else's.
fn is_foreign<'i>(id: &'i str, owners: &Owners) -> Option<(&'i str, Truth)> {
    let established = |known: &BTreeSet<String>| if known.is_empty() { Truth::Unknown } else { Truth::True };
    let account = id.split(':').nth(4).filter(|id| !id.is_empty()).unwrap_or(id);
    let is_id = account.len() == 12 && account.bytes().all(|b| b.is_ascii_digit());
    let known = accounts::owner(account).is_some_and(|owner| owner.aws);
    if is_id && (known || owners.own.contains(account) || owners.trusted.contains(account)) {
        return None;
    }
    let named = |part: &&str| part.starts_with("o-");
    match id.split('/').find(named).filter(|_| id.starts_with("o-") || id.contains(":organizations:")) {
        Some(organisation) if owners.organisations.contains(organisation) => None,
        Some(organisation) => Some((organisation, established(&owners.organisations))),
        None => is_id.then(|| (account, if owners.not_own(account).is_ok() { Truth::True } else { Truth::Unknown })),
    }
}
