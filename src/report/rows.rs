//! The table of counts: which finding belongs in which of its rows.

use super::{Finding, Outcome};
use crate::standing::Standing;

/// A row of the table of counts.
pub(super) struct Row {
    pub(super) name: &'static str,
    pub(super) holds: fn(&Finding<'_>) -> bool,
}

/// The rows: what fails or is open anew, what was there, what is gone.
pub(super) const ROWS: [Row; 5] = [
    Row {
        name: "introduced",
        holds: |f| stands(f) && f.outcome == Outcome::Fail && f.standing == Standing::Introduced,
    },
    Row { name: "unknown", holds: |f| stands(f) && f.outcome == Outcome::Unknown },
    Row { name: "existing", holds: |f| stands(f) && f.outcome == Outcome::Fail && f.standing == Standing::Existing },
    Row { name: "waived", holds: |f| f.standing != Standing::Resolved && f.waiver.is_some() },
    Row { name: "resolved", holds: |f| f.standing == Standing::Resolved },
];

fn stands(finding: &Finding<'_>) -> bool {
    finding.standing != Standing::Resolved && finding.waiver.is_none()
}
