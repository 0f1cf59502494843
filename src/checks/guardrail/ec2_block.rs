//! Block Public Access of a region: what it keeps from the internet in VPCs, and from everybody in snapshots and images.

use std::collections::BTreeSet;

use super::{Component, Terms, compare, named, one_of, text};
use crate::checks::{Ruling, View};
use crate::finding::{Answer, Fact};
use crate::judge::{Judged, provider};
use crate::path::Place;
use crate::plan::change::Action;
use crate::policy::Severity;
use crate::truth::Truth;
use crate::world::{Resource, World};

/// What it judges.
pub(in crate::checks) const SUBJECTS: &[&str] = &[
    "aws_ebs_snapshot_block_public_access",
    "aws_ec2_image_block_public_access",
    "aws_vpc_block_public_access_exclusion",
    "aws_vpc_block_public_access_options",
];

/// What it looks at.
pub(in crate::checks) const KINDS: &[&str] = &[
    "aws_default_subnet",
    "aws_default_vpc",
    "aws_ebs_snapshot_block_public_access",
    "aws_ec2_image_block_public_access",
    "aws_subnet",
    "aws_vpc",
    "aws_vpc_block_public_access_exclusion",
    "aws_vpc_block_public_access_options",
];

const OPTIONS: &str = "aws_vpc_block_public_access_options";
const EXCLUSION: &str = "aws_vpc_block_public_access_exclusion";

/// What a mode keeps away: the type, the attribute that holds the mode, the modes that do, the words, and how bad its loss is
/// where it is not as bad as the policy says.
type Kept = (&'static str, &'static str, &'static [&'static str], &'static str, Option<Severity>);

const KEPT: [Kept; 5] = [
    (OPTIONS, MODE, &["block-bidirectional", "block-ingress"], "the internet's way into VPCs", None),
    (OPTIONS, MODE, &["block-bidirectional"], "the way from VPCs to the internet", Some(Severity::Medium)),
    (
        "aws_ebs_snapshot_block_public_access",
        "state",
        &["block-all-sharing", "block-new-sharing"],
        "new public snapshots",
        Some(Severity::Medium),
    ),
    (
        "aws_ebs_snapshot_block_public_access",
        "state",
        &["block-all-sharing"],
        "snapshots that are public already",
        Some(Severity::Medium),
    ),
    ("aws_ec2_image_block_public_access", "state", &["block-new-sharing"], "new public images", Some(Severity::Medium)),
];

const MODE: &str = "internet_gateway_block_mode";

/// The provider changes nothing when it is deleted; the others it switches off.
const LET_GO: [&str; 1] = ["aws_ec2_image_block_public_access"];

/// Compares what each region blocks, and what is excluded from it.
pub(in crate::checks) fn judge(before: &View<'_, '_>, after: &View<'_, '_>) -> Judged {
    let message = "blocks less public access in its region";
    let terms = Terms { message, evidence: &[], let_go: &LET_GO, stays: &|_| true };
    let mut answers = compare(after, &components(before), &components(after), &terms);
    answers.extend(excluded(before, after));
    answers
}

fn components<'a, 'p>(view: &View<'a, 'p>) -> Vec<Component<'a, 'p>> {
    let world = view.world;
    let each = KEPT.into_iter().flat_map(|(kind, attribute, modes, name, severity)| {
        world.of_kind(kind).map(move |one| {
            let holds = one_of(&one.root().get(attribute), modes);
            let part = Component::new(&provider(&world.scope(one)), name, holds, one, attribute);
            Component { severity, ..part }
        })
    });
    each.collect()
}

/// What is newly let out of the block of VPCs. What comes into being with its exclusion was never blocked.
fn excluded(before: &View<'_, '_>, after: &View<'_, '_>) -> Vec<Answer> {
    let (was, now) = (before.world, after.world);
    let had: BTreeSet<_> = was.of_kind(EXCLUSION).filter_map(|one| Some((target(was, one)?, width(one)?))).collect();
    let changed = now.of_kind(EXCLUSION).filter(|one| one.change.action != Action::NoOp);
    let each = changed.filter_map(|exclusion| {
        let (target, width) = (target(now, exclusion), width(exclusion));
        let covers = |(one, wide): &(String, bool)| target.as_ref() == Some(one) && (*wide || width == Some(false));
        let is_new = |target: &String| now.named(target).next().is_some() && was.named(target).next().is_none();
        if had.iter().any(covers) || target.as_ref().is_some_and(is_new) {
            return None;
        }
        Some(told(after, exclusion, target.as_deref(), width))
    });
    each.collect()
}

/// The answer at an exclusion, as far as its target and its mode are known.
fn told(view: &View<'_, '_>, exclusion: &Resource<'_>, target: Option<&str>, width: Option<bool>) -> Answer {
    let (severity, message) = match width {
        Some(false) => (Severity::Low, "lets out to the internet what Block Public Access keeps from it"),
        Some(true) | None => (Severity::Medium, "lets the internet in where Block Public Access keeps it out"),
    };
    let note = match target {
        Some(target) if view.world.named(target).next().is_some() => format!("excludes `{target}`"),
        Some(_) => "excludes what another stack holds".to_owned(),
        None => "excludes what is known after apply".to_owned(),
    };
    let known = if target.is_some() && width.is_some() { Truth::True } else { Truth::Unknown };
    let truth = blocks(view.world, exclusion).and(known);
    let place = if width.is_some() && target.is_none() { "vpc_id" } else { EXCLUDED };
    let fact = Fact::new(exclusion, &Place::of(place), note);
    let fact = if truth.is_unknown() { fact.waits_for("a value known after apply") } else { fact };
    let answer = view.answer(exclusion, !Ruling::new(truth, fact), message);
    Answer { severity, sub_key: Some("exclusion".to_owned()), ..answer }
}

const EXCLUDED: &str = "internet_gateway_exclusion_mode";

/// The VPC or the subnet that an exclusion is for, where it is known.
fn target<'p>(world: &World<'p>, exclusion: &Resource<'p>) -> Option<String> {
    let subnet = named(world, exclusion, "subnet_id", &["aws_subnet", "aws_default_subnet"]);
    subnet.or_else(|| named(world, exclusion, "vpc_id", &["aws_vpc", "aws_default_vpc"]))
}

/// Whether an exclusion is for both ways, where its mode is known.
fn width(exclusion: &Resource<'_>) -> Option<bool> {
    Some(text(&exclusion.root().get(EXCLUDED))? == "allow-bidirectional")
}

/// Whether the region of an exclusion blocks anything after the plan; another stack may say so.
fn blocks<'p>(world: &World<'p>, exclusion: &Resource<'p>) -> Truth {
    let own = world.of_kind(OPTIONS).filter(|options| !world.same_scope(options, exclusion).is_false());
    let modes: Vec<Truth> = own.map(|options| !one_of(&options.root().get(MODE), &["off"])).collect();
    if modes.is_empty() { Truth::True } else { Truth::any(modes) }
}
