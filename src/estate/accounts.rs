//! Which accounts are one's own: a plan in, account ids, organisations and the place of its resources out.

use std::collections::BTreeSet;

use crate::facts::Facts;
use crate::iam::catalogue::Site;
use crate::iam::principal::Owners;
use crate::iam::text::Text;
use crate::json::Json;
use crate::plan::change::{Change, Tree};
use crate::world::{Resource, World, only};

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
pub(super) struct Accounts {
    own: BTreeSet<String>,
    /// A provider configuration that may reach any account
    unread: Option<String>,
    organisations: BTreeSet<String>,
    partitions: BTreeSet<String>,
    /// The regions of its providers; empty for one that is not known
    regions: BTreeSet<String>,
    /// Unique ids of roles and users
    ids: BTreeSet<String>,
}

impl Accounts {
    /// Reads both sides of every change.
    pub(super) fn new(world: &World<'_>) -> Self {
        let mut accounts = Self::default();
        for change in world.plan.changes.iter().chain(&world.plan.known_data) {
            for tree in [change.before(), change.after()].into_iter().flatten() {
                accounts.read(change, tree);
            }
        }
        for provider in world.plan.configuration.providers.values().filter(|provider| provider.is_aws()) {
            accounts.regions.insert(world.plan.region(provider).unwrap_or_default().to_owned());
        }
        accounts.own = own(world);
        accounts.unread = world.unread_provider().map(str::to_owned);
        accounts
    }

    fn read(&mut self, change: &Change<'_>, tree: &Tree<'_>) {
        let text = |name: &str| tree.value.get(name).and_then(Json::as_str);
        // Since provider 6 a resource may stand in a region of its own:
        // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/guides/enhanced-region-support
        self.regions.extend(text("region").filter(|_| !change.data).map(str::to_owned));
        if let Some(arn) = text("arn").filter(|_| !change.data) {
            let partition = arn.split(':').nth(1).filter(|name| name.starts_with("aws"));
            self.partitions.extend(partition.map(str::to_owned));
        }
        match change.kind() {
            "aws_partition" => self.partitions.extend(text("partition").map(str::to_owned)),
            "aws_iam_role" | "aws_iam_user" => self.ids.extend(text("unique_id").map(str::to_owned)),
            "aws_organizations_organization" => {
                self.organisations.extend(text("id").filter(|id| id.starts_with("o-")).map(str::to_owned));
            }
            _ => {}
        }
    }

    /// With what the configuration states. Whoever states their accounts states all of them.
    pub(super) fn owners(&self, facts: &Facts) -> Owners {
        let organisations = self.organisations.iter().chain(&facts.organization).cloned();
        Owners {
            own: self.own.union(&facts.own_accounts).cloned().collect(),
            unread: self.unread.clone().filter(|_| facts.own_accounts.is_empty()),
            trusted: facts.trusted_accounts.clone(),
            organisations: organisations.collect(),
            ids: self.ids.clone(),
        }
    }

    /// Where a resource of the plan is, as far as it is known.
    pub(super) fn site(&self, world: &World<'_>, resource: &Resource<'_>) -> Site {
        let one = |set: &BTreeSet<String>| only(set).map(|one| Text::literal(one));
        let by_region = || Text::literal(only(&self.regions).map_or("aws", |region| partition(region)));
        Site {
            partition: one(&self.partitions).unwrap_or_else(by_region),
            region: one(&self.regions)
                .filter(|region| region.as_literal() != Some(""))
                .unwrap_or_else(|| Text::unknown("the region of the provider")),
            account: self.account(world, resource),
        }
    }

    /// The account of a resource: that of its provider configuration, and where all reach one that of the plan.
    fn account(&self, world: &World<'_>, resource: &Resource<'_>) -> Text {
        let provider = world.provider(resource);
        let of_keys = || only(&world.told().of(&world.account(&provider))?.of_keys).cloned();
        let known = world.account_number(&provider).or_else(of_keys);
        match (known, world.has_one_account(&provider)) {
            (Some(id), _) => Text::literal(&id),
            (None, true) => {
                only(&self.own).map_or_else(|| Text::unknown("one's own account id"), |id| Text::literal(id))
            }
            (None, false) => Text::unknown("the account of its provider configuration"),
        }
    }
}

/// The partition of a region.
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html>
fn partition(region: &str) -> &'static str {
    match region.split_once('-') {
        Some(("cn", _)) => "aws-cn",
        Some(("us", rest)) if rest.starts_with("gov-") => "aws-us-gov",
        _ => "aws",
    }
}

/// The accounts that are one's own; those of keys where nothing else tells any, and all tell the same.
fn own(world: &World<'_>) -> BTreeSet<String> {
    let told = || world.told().all();
    let own: BTreeSet<String> = told().flat_map(|ids| &ids.own).chain(world.stated()).cloned().collect();
    let of_keys: BTreeSet<String> = told().flat_map(|ids| &ids.of_keys).cloned().collect();
    if own.is_empty() && of_keys.len() == 1 { of_keys } else { own }
}
