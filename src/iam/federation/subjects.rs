//! What tokens say of their subject: the grammar of a provider's `sub`, literal pieces and slots, and a pattern in, the widest
//! slot that a wildcard of it reaches out.

use super::Grade;

/// The grammar of `sub` by host. Slots: `T` tenant, `P` project, `R` branch or environment, `-` does not matter. Where
/// the issuer's address already holds the tenant, the grammar has no `T`.
pub(super) const SUBJECTS: [(&str, &str); 21] = [
    ("token.actions.githubusercontent.com", "repo:{T}/{P}:{R}"),
    // GitHub lets a customer choose which claims make up the subject; these begin with one that nobody else can have.
    ("token.actions.githubusercontent.com", "repository:{T}/{P}:{R}"),
    ("token.actions.githubusercontent.com", "repository_id:{P}:{R}"),
    ("token.actions.githubusercontent.com", "repository_owner:{T}:{P}"),
    ("token.actions.githubusercontent.com", "repository_owner_id:{T}:{P}"),
    ("gitlab.com", "project_path:{T}/{P}:{R}"),
    ("app.terraform.io", "organization:{T}:project:{P}:workspace:{P}:run_phase:{-}"),
    ("agent.buildkite.com", "organization:{T}:pipeline:{P}:ref:{R}:commit:{-}"),
    ("oidc.vercel.com", "owner:{T}:project:{P}:environment:{R}"),
    // https://www.pulumi.com/docs/deployments/guides/oidc/aws/, https://www.pulumi.com/docs/esc/guides/configuring-oidc/
    ("api.pulumi.com/oidc", "pulumi:deploy:org:{T}:project:{P}:stack:{P}:operation:{R}:scope:{-}"),
    ("api.pulumi.com/oidc", "pulumi:environments:org:{T}:env:{P}"),
    ("scalr.io", "account:{T}:environment:{P}:workspace:{P}"), // https://docs.scalr.io/docs/aws
    ("oidc.codefresh.io", "account:{T}:pipeline:{P}:{R}"), // https://codefresh.io/docs/docs/integrations/oidc-pipelines/
    ("proidc.upbound.io", "mcp:{T}/{P}:provider:{-}"), // https://docs.upbound.io/providers/provider-aws/authentication
    ("api.bitbucket.org/2.0/workspaces/*", "{P}:{-}"),
    ("oidc.circleci.com/org/*", "org/{-}/project/{P}/user/{-}"),
    ("*.app.spacelift.io", "space:{P}:{-}:{P}:run_type:{R}:scope:{-}"),
    ("oidc.fly.io/*", "{-}:{P}:{-}"),
    ("oidc.vercel.com/*", "owner:{-}:project:{P}:environment:{R}"),
    ("oidc.eks.*", "system:serviceaccount:{P}:{R}"),
    ("token.actions.githubusercontent.com/*", "repo:{T}/{P}:{R}"),
];

/// What every subject of a grammar starts with.
pub(super) fn opening(grammar: &str) -> &str {
    grammar.split('{').next().unwrap_or_default()
}

pub(super) fn is_host(pattern: &str, host: &str) -> bool {
    match pattern.split_once('*') {
        Some((start, end)) => host.len() > start.len() && host.starts_with(start) && host.ends_with(end),
        None => pattern == host,
    }
}

/// A provider whose subjects are not in the table: what stands before the first wildcard has to name something.
pub(super) fn generic(text: &str) -> Grade {
    match text.split_once('*') {
        None => Grade::Fixed,
        Some((start, _)) if start.contains([':', '/', '|']) => Grade::AnyRef,
        Some(_) => Grade::Open,
    }
}

/// Walks a subject along its grammar; the widest slot that a wildcard reaches decides.
pub(super) fn by_grammar(text: &str, grammar: &str, one_project: bool) -> Grade {
    let width = |slot: &str| match slot {
        "T" | "P" if one_project => Grade::Fixed,
        "T" => Grade::Open,
        "P" => Grade::WholeTenant,
        "R" => Grade::AnyRef,
        _ => Grade::Fixed,
    };
    let mut pieces = grammar.split('{');
    // A subject that opens with another claim (`environment:`, `ref:`) can be minted by any tenant.
    let Some(mut rest) = text.strip_prefix(pieces.next().unwrap_or_default()) else {
        return if grammar.contains("{T}") { Grade::Open } else { Grade::WholeTenant };
    };
    let slots: Vec<(&str, &str)> = pieces.filter_map(|piece| piece.split_once('}')).collect();
    let mut grade = Grade::Fixed;
    for (at, (slot, marker)) in slots.iter().enumerate() {
        match rest.split_once(marker).filter(|_| !marker.is_empty()) {
            Some((value, next)) => {
                grade = grade.max(if value.contains('*') { width(slot) } else { Grade::Fixed });
                rest = next;
            }
            None if rest.contains('*') => {
                // The subject ends here, so its wildcard stands for every later slot too.
                let skip = if ends_in_marker(rest, marker) { at + 1 } else { at };
                return slots.iter().skip(skip).map(|(slot, _)| width(slot)).fold(grade, Grade::max);
            }
            None if *slot == "R" && rest == "pull_request" => return grade.max(Grade::AnyRef),
            // A wildcard before it may stand for some of it.
            None if one_project && at + 1 < slots.len() => return grade.max(Grade::AnyRef),
            // A subject that ends before it names a project is that of every project.
            None if slots.iter().skip(at + 1).any(|(slot, _)| *slot == "P") => return grade.max(Grade::WholeTenant),
            None => return grade,
        }
    }
    grade
}

/// Whether the wildcard of `o:*` stands inside the marker `:project:`, so that the slot before it is fixed.
fn ends_in_marker(rest: &str, marker: &str) -> bool {
    let fixed = rest.split('*').next().unwrap_or_default();
    let starts = marker.char_indices().skip(1).filter_map(|(at, _)| marker.get(..at));
    starts.into_iter().any(|start| fixed.len() > start.len() && fixed.ends_with(start))
}
