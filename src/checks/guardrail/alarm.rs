//! What somebody is told of: alarms on what trails record, and EventBridge rules for it.

use super::{Component, Terms, changed, compare};
use crate::checks::View;
use crate::checks::tamper_alarm::{CALLS, Heard, groups, heard};
use crate::judge::{Judged, provider};
use crate::truth::Truth;
use crate::world::World;

pub(in crate::checks) use crate::checks::tamper_alarm::{KINDS, MEMBERS};

/// Compares what each account's owner hears of.
pub(in crate::checks) fn judge(before: &View<'_, '_>, after: &View<'_, '_>) -> Judged {
    // A trail that leaves its log group is the trail's matter, so the groups of either world count.
    let groups = groups(before.world).into_iter().chain(groups(after.world)).collect();
    let terms =
        Terms { message: "no longer tells anyone of what it watched", evidence: &[], let_go: &[], stays: &|_| true };
    let was: Vec<_> = heard(before, &groups).into_iter().flat_map(|one| component(before.world, one)).collect();
    let now: Vec<_> = heard(after, &groups).into_iter().flat_map(|one| component(after.world, one)).collect();
    compare(after, &was, &now, &terms)
}

fn component<'a, 'p>(world: &World<'p>, heard: Heard<'a, 'p>) -> Option<Component<'a, 'p>> {
    let holder = changed(&heard.members)?;
    let account = world.account_of(holder);
    let truth = if heard.name.is_empty() { heard.truth.and(Truth::Unknown) } else { heard.truth };
    let part = Component::new(&provider(&account), &heard.name, truth, holder, "id");
    let judged_by: &[_] = if CALLS.contains(&heard.name.as_str()) { &["cloudtrail-tamper-alarm"] } else { &[] };
    Some(part.hidden(heard.hidden).judged_by(judged_by))
}
