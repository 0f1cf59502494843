//! The security groups of before VPCs, which name no port: they open that of the database. Those of ElastiCache admit other
//! groups and no addresses.

use super::message;
use crate::checks::View;
use crate::finding::{Answer, Fact};
use crate::json::Json;
use crate::judge::Judged;
use crate::network;
use crate::path::{Place, PlaceStep};
use crate::plan::node::State;
use crate::policy::Severity;
use crate::truth::Truth;

/// The types. The provider has none of them since version 5.
pub(super) const KINDS: &[&str] =
    &["aws_db_security_group", "aws_elasticache_security_group", "aws_redshift_security_group"];

/// One answer for each of them.
pub(super) fn judge(view: &View<'_, '_>) -> Judged {
    let mut answers = Judged::default();
    for kind in KINDS {
        for resource in view.world.of_kind(kind) {
            let (mut nets, mut open, mut facts) = (Vec::new(), Vec::new(), Vec::new());
            let list = resource.root().get("ingress");
            let place = Place::default().with(PlaceStep::Name("ingress".to_owned()));
            if view.world.state(resource, &list) == State::Unknown {
                open.push(Fact::waiting(resource, &place, &list));
            }
            for (index, item) in list.items().unwrap_or_default().into_iter().enumerate() {
                let (node, place) =
                    (item.get("cidr"), place.with(PlaceStep::Index(index)).with(PlaceStep::Name("cidr".to_owned())));
                match view.world.state(resource, &node) {
                    State::Known(Json::String(text)) if !text.is_empty() => {
                        let shown = node.shown("cidr");
                        let fact = Fact::new(resource, &place, format!("admits {shown}")).showing(shown);
                        match network::parse(text) {
                            Some(net) => {
                                nets.push(net);
                                facts.push(fact);
                            }
                            None => open.push(fact.waits_for("an address range")),
                        }
                    }
                    State::Known(Json::String(_)) | State::Null | State::Absent | State::Omitted => {}
                    State::Known(_) | State::Unknown => open.push(Fact::waiting(resource, &place, &node)),
                }
            }
            let (passes, facts) = match (network::opens_to_world(&nets), open.is_empty()) {
                (true, _) => (Truth::False, facts),
                (false, false) => (Truth::Unknown, open),
                (false, true) => (Truth::True, Vec::new()),
            };
            let message = message(resource, passes, "the port of its databases");
            let answer = Answer::new(resource, passes, Severity::High, message);
            answers.add(Answer { sub_key: Some("database".to_owned()), facts, ..answer });
        }
    }
    answers
}
