//! Which accounts are one's own: a plan in, account ids, organisations and the place of its resources out.

use std::collections::BTreeSet;

use crate::facts::Facts;
use crate::iam::catalogue::Site;
use crate::iam::document::Document;
use crate::iam::principal::{Owners, keeper};
use crate::iam::text::Text;
use crate::json::Json;
use crate::plan::Plan;
use crate::plan::change::{Change, Tree};
use crate::plan::node::State;

/// The argument by which KMS takes a policy that its caller may not change again.
pub const BYPASS: &str = "bypass_policy_lockout_safety_check";

/// The types that tell more of an account than their ARN does.
pub const TELLING: &[&str] = &[
    "aws_caller_identity",
    "aws_kms_key",
    "aws_kms_key_policy",
    "aws_organizations_account",
    "aws_organizations_organization",
    "aws_partition",
];

/// What a plan tells of its accounts.
#[derive(Clone, Debug, Default)]
pub(crate) struct Accounts {
    own: BTreeSet<String>,
    /// Accounts of keys, as their policies tell: it counts where nothing else tells any, and all tell the same
    of_keys: BTreeSet<String>,
    organisations: BTreeSet<String>,
    partitions: BTreeSet<String>,
    /// The regions of its providers; empty for one that is not known
    regions: BTreeSet<String>,
    /// Unique ids of roles and users
    ids: BTreeSet<String>,
}

impl Accounts {
    /// Reads both sides of every change: an account does not change hands with a plan.
    pub(crate) fn new(plan: &Plan<'_>) -> Self {
        let mut accounts = Self::default();
        for change in plan.changes.iter().chain(&plan.known_data) {
            for tree in [change.before(), change.after()].into_iter().flatten() {
                accounts.read(change, tree);
            }
        }
        for provider in plan.configuration.providers.values().filter(|provider| provider.is_aws()) {
            accounts.regions.insert(plan.region(provider).unwrap_or_default().to_owned());
            let expressions = provider.expressions();
            let ids = expressions.get("allowed_account_ids").and_then(|list| list.get("constant_value"));
            for id in ids.and_then(Json::as_array).into_iter().flatten().filter_map(Json::as_str) {
                accounts.own(id);
            }
        }
        accounts
    }

    fn read(&mut self, change: &Change<'_>, tree: &Tree<'_>) {
        let values = &tree.value;
        let text = |name: &str| values.get(name).and_then(Json::as_str);
        // Since provider 6 a resource may stand in a region of its own:
        // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/guides/enhanced-region-support
        self.regions.extend(text("region").filter(|_| !change.data).map(str::to_owned));
        if let Some(arn) = text("arn").filter(|_| !change.data) {
            let mut segments = arn.splitn(6, ':');
            let (partition, account) = (segments.nth(1), segments.nth(2));
            self.partitions.extend(partition.filter(|name| name.starts_with("aws")).map(str::to_owned));
            self.own(account.unwrap_or_default());
        }
        match change.kind() {
            "aws_kms_key" | "aws_kms_key_policy" => self.of_keys.extend(of_key(tree)),
            "aws_caller_identity" => self.own(text("account_id").unwrap_or_default()),
            "aws_partition" => self.partitions.extend(text("partition").map(str::to_owned)),
            "aws_iam_role" | "aws_iam_user" => self.ids.extend(text("unique_id").map(str::to_owned)),
            "aws_organizations_account" => self.own(text("id").unwrap_or_default()),
            "aws_organizations_organization" => {
                self.organisations.extend(text("id").filter(|id| id.starts_with("o-")).map(str::to_owned));
                self.own(text("master_account_id").unwrap_or_default());
                for account in values.get("accounts").and_then(Json::as_array).into_iter().flatten() {
                    self.own(account.get("id").and_then(Json::as_str).unwrap_or_default());
                }
            }
            _ => {}
        }
    }

    fn own(&mut self, id: &str) {
        if id.len() == 12 && id.bytes().all(|b| b.is_ascii_digit()) {
            self.own.insert(id.to_owned());
        }
    }

    /// With what the configuration states.
    pub(super) fn owners(&self, facts: &Facts) -> Owners {
        let organisations = self.organisations.iter().chain(&facts.organization).cloned();
        let own: BTreeSet<String> = self.own.union(&facts.own_accounts).cloned().collect();
        Owners {
            own: if own.is_empty() && self.of_keys.len() == 1 { self.of_keys.clone() } else { own },
            trusted: facts.trusted_accounts.clone(),
            organisations: organisations.collect(),
            ids: self.ids.clone(),
        }
    }

    /// Where a resource of the plan is, as far as it is known.
    pub(super) fn site(&self) -> Site {
        let only = |set: &BTreeSet<String>| match (set.first(), set.len()) {
            (Some(one), 1) => Some(Text::literal(one)),
            _ => None,
        };
        let own = if self.own.is_empty() { &self.of_keys } else { &self.own };
        Site {
            partition: only(&self.partitions).unwrap_or_else(|| Text::literal("aws")),
            region: only(&self.regions)
                .filter(|region| region.as_literal() != Some(""))
                .unwrap_or_else(|| Text::unknown("the region of the provider")),
            account: only(own).unwrap_or_else(|| Text::unknown("one's own account id")),
        }
    }
}

/// The account of a key, as its policy tells.
fn of_key(tree: &Tree<'_>) -> Option<String> {
    let root = tree.root()?;
    let policy = root.get("policy");
    let takes_any = matches!(root.get(BYPASS).state(), State::Known(Json::Bool(true)) | State::Unknown);
    let text = policy.state().text().filter(|_| !policy.is_sensitive() && !takes_any)?;
    keeper(&Document::from_text(text).ok()?)
}
