//! What the resources of a plan tell of the accounts that its provider configurations reach.

use std::collections::{BTreeMap, BTreeSet};

use super::World;
use crate::iam::accounts::is_id;
use crate::iam::document::Document;
use crate::iam::principal::keeper;
use crate::json::Json;
use crate::plan::change::{Change, Tree};
use crate::plan::node::State;

/// The argument by which KMS takes a policy that its caller may not change again.
pub const BYPASS: &str = "bypass_policy_lockout_safety_check";

/// By account, as [`World::account`] names it.
#[derive(Debug, Default)]
pub(crate) struct Told(BTreeMap<String, Ids>);

/// The account ids that stand in the resources of one account.
#[derive(Debug, Default)]
pub(crate) struct Ids {
    /// All that are one's own
    pub(crate) own: BTreeSet<String>,
    /// Of keys, as their policies tell: it counts where nothing else tells any, and all tell the same
    pub(crate) of_keys: BTreeSet<String>,
    /// That of the caller
    callers: BTreeSet<String>,
    /// Those in ARNs, and what else is of one account only
    arns: BTreeSet<String>,
}

/// Services whose resources may be made by a delegated administrator, and are of the organisation's own account.
/// <https://docs.aws.amazon.com/organizations/latest/userguide/orgs_delegate_policies.html>
/// <https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-delegated-administrator.html>
const OF_ORGANIZATIONS: [&str; 2] = ["cloudtrail", "organizations"];

impl Told {
    /// Reads both sides of every change: an account does not change hands with a plan.
    pub(super) fn new(world: &World<'_>) -> Self {
        let mut told = Self::default();
        for resource in world.all() {
            let ids = told.0.entry(world.account_of(resource)).or_default();
            for tree in [resource.change.before(), resource.change.after()].into_iter().flatten() {
                ids.read(resource.change, tree);
            }
        }
        told
    }

    /// What is told of an account.
    pub(crate) fn of(&self, account: &str) -> Option<&Ids> {
        self.0.get(account)
    }

    /// What is told of any.
    pub(crate) fn all(&self) -> impl Iterator<Item = &Ids> {
        self.0.values()
    }
}

impl Ids {
    fn read(&mut self, change: &Change<'_>, tree: &Tree<'_>) {
        let values = &tree.value;
        let text = |name: &str| values.get(name).and_then(Json::as_str);
        if let Some(arn) = text("arn").filter(|_| !change.data) {
            let mut segments = arn.splitn(6, ':').skip(2);
            let (service, account) = (segments.next(), segments.nth(1));
            let is_callers = !service.is_some_and(|service| OF_ORGANIZATIONS.contains(&service));
            self.arns.extend(account.filter(|id| is_callers && is_id(id)).map(str::to_owned));
            self.own(account.unwrap_or_default());
        }
        match change.kind() {
            "aws_kms_key" | "aws_kms_key_policy" => self.of_keys.extend(of_key(tree)),
            "aws_caller_identity" => {
                self.callers.extend(text("account_id").filter(|id| is_id(id)).map(str::to_owned));
                self.own(text("account_id").unwrap_or_default());
            }
            "aws_s3_account_public_access_block" => {
                self.arns.extend(text("account_id").filter(|id| is_id(id)).map(str::to_owned));
                self.own(text("account_id").unwrap_or_default());
            }
            "aws_organizations_account" => self.own(text("id").unwrap_or_default()),
            "aws_organizations_organization" => {
                self.own(text("master_account_id").unwrap_or_default());
                for account in values.get("accounts").and_then(Json::as_array).into_iter().flatten() {
                    self.own(account.get("id").and_then(Json::as_str).unwrap_or_default());
                }
            }
            _ => {}
        }
    }

    fn own(&mut self, id: &str) {
        if is_id(id) {
            self.own.insert(id.to_owned());
        }
    }

    /// The one account that they are of: that of the caller, or else that of all ARNs.
    pub(super) fn number(&self) -> Option<&String> {
        only(if self.callers.is_empty() { &self.arns } else { &self.callers })
    }

    /// Whether they tell of any account.
    pub(crate) fn is_empty(&self) -> bool {
        self.own.is_empty() && self.of_keys.is_empty()
    }
}

/// The only one of several.
pub(crate) fn only(ids: &BTreeSet<String>) -> Option<&String> {
    ids.first().filter(|_| ids.len() == 1)
}

/// The account of a key, as its policy tells.
fn of_key(tree: &Tree<'_>) -> Option<String> {
    let root = tree.root()?;
    let policy = root.get("policy");
    let takes_any = matches!(root.get(BYPASS).state(), State::Known(Json::Bool(true)) | State::Unknown);
    let text = policy.state().text().filter(|_| !policy.is_sensitive() && !takes_any)?;
    keeper(&Document::from_text(text).ok()?)
}
