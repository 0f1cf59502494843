//! Every provider and every unsafe form of its subject.

use super::Grade::{AnyAudience, AnyRef, Fixed, Nobody, Open, Undecided, WholeTenant};
use super::*;
use crate::iam::condition::Operator;
use crate::iam::document::Document;

const GITHUB: &str = "token.actions.githubusercontent.com";

fn grade(host: &str, block: &str) -> Grade {
    judged(host, block).grade
}

fn judged(host: &str, block: &str) -> Judgement {
    judge(&statement(host, block), &Provider::Oidc(host.into()))
}

fn statement(host: &str, block: &str) -> Statement {
    let block = block.replace("HOST", host);
    let text = format!(
        r#"{{"Version":"2012-10-17","Statement":{{"Effect":"Allow","Action":"sts:AssumeRoleWithWebIdentity",
        "Principal":{{"Federated":"x"}},"Condition":{block}}}}}"#
    );
    Document::from_text(&text).unwrap().statements[0].clone()
}

#[test]
fn iam_refuses_what_does_not_look_at_the_customer_of_a_shared_provider() {
    let refused = |host: &str, block: &str| !refusal(&statement(host, block), &Provider::Oidc(host.into())).is_empty();
    assert!(refused(GITHUB, r#"{"StringEquals":{"HOST:aud":"sts.amazonaws.com"}}"#));
    assert!(!refused(GITHUB, r#"{"StringEquals":{"HOST:sub":"repo:org/repo:environment:prod"}}"#));
    assert!(refused("proidc.upbound.io", r#"{"StringEquals":{"HOST:aud":"sts.amazonaws.com"}}"#));
    assert!(refused(
        "oidc.vercel.com",
        r#"{"StringEquals":{"HOST:sub":"owner:acme:project:site:environment:production"}}"#
    ));
    assert!(!refused("oidc.vercel.com", r#"{"StringEquals":{"HOST:aud":"https://vercel.com/acme"}}"#));
    assert!(!refused("oidc.fly.io/org", r#"{"StringEquals":{"HOST:aud":"sts.amazonaws.com"}}"#));
}

/// With a fixed audience and a `StringLike` on `sub`.
fn like(host: &str, sub: &str) -> Grade {
    judged(host, &asks_like(sub)).grade
}

fn asks_like(sub: &str) -> String {
    format!(r#"{{"StringEquals":{{"HOST:aud":"sts.amazonaws.com"}},"StringLike":{{"HOST:sub":"{sub}"}}}}"#)
}

/// AWS compares some claims beside `sub`:
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif>
#[test]
fn a_claim_may_fix_the_project() {
    let with = |claim: &str, sub: &str| {
        let block = format!(
            r#"{{"StringEquals":{{"HOST:aud":"sts.amazonaws.com",{claim}}},"StringLike":{{"HOST:sub":"{sub}"}}}}"#
        );
        judged(GITHUB, &block)
    };
    for (sub, expected) in [
        ("repo:org/*:ref:refs/heads/main", Fixed),
        ("repo:*/*:environment:prod", Fixed),
        ("repo:org/*:pull_request", AnyRef),
        ("repo:org/*:ref:refs/heads/*", AnyRef),
        ("repo:org/*", AnyRef),
        ("repo:*/main", AnyRef),
        ("*", AnyRef),
        ("environment:prod", AnyRef),
    ] {
        for claim in [r#""HOST:repository_id":"123456789""#, r#""HOST:repository":"org/repo""#] {
            assert_eq!(with(claim, sub).grade, expected, "{sub}");
        }
    }
    let pulls = with(r#""HOST:repository_id":"123456789""#, "repo:org/*:pull_request");
    assert_eq!(pulls.several, Some("every pull request of a project"));
    let without = r#"{"StringEquals":{"HOST:aud":"sts.amazonaws.com","HOST:repository_id":"123456789"}}"#;
    assert_eq!(grade(GITHUB, without), AnyRef);
    // Neither a pattern, nor a claim that is no key, nor the owner fixes it.
    for claim in [r#""HOST:repository":"org/*""#, r#""HOST:repository_owner":"org""#, r#""HOST:run_id":"1""#] {
        let block = format!(
            r#"{{"StringEquals":{{"HOST:aud":"sts.amazonaws.com"}},"StringLike":{{{claim},"HOST:sub":"repo:org/*"}}}}"#
        );
        assert_eq!(grade(GITHUB, &block), WholeTenant, "{claim}");
    }
    let gitlab =
        r#"{"StringEquals":{"HOST:aud":"x","HOST:repository":"o/r"},"StringLike":{"HOST:sub":"project_path:o/*"}}"#;
    assert_eq!(grade("gitlab.com", gitlab), WholeTenant);
}

#[test]
fn without_globbing_a_wildcard_is_a_character() {
    let equals = |subjects: &str| {
        let block = format!(r#"{{"StringEquals":{{"HOST:aud":"sts.amazonaws.com","HOST:sub":{subjects}}}}}"#);
        judged(GITHUB, &block)
    };
    for (subjects, expected) in [
        (r#""*""#, Nobody),
        (r#""repo:*""#, Nobody),
        (r#""repo:org/*""#, Nobody),
        (r#"["repo:org*","repo:o?g/repo:ref:refs/heads/main"]"#, Nobody),
        (r#"["repo:*","repo:org/repo:environment:prod"]"#, Fixed),
        (r#"["*","repo:org/repo:pull_request"]"#, AnyRef),
        (r#""repo:org/repo:*""#, Fixed),
        (r#""environment:*""#, Open),
    ] {
        assert_eq!(equals(subjects).grade, expected, "{subjects}");
    }
    let without_audience = r#"{"StringEquals":{"HOST:sub":"repo:*"}}"#;
    assert_eq!(grade(GITHUB, without_audience), Nobody);
    assert_eq!(grade("gitlab.com", r#"{"StringEquals":{"HOST:aud":"x","HOST:sub":"project_path:o/*"}}"#), Nobody);
}

#[test]
fn github_subjects() {
    for (sub, expected) in [
        ("repo:org/repo:ref:refs/heads/main", Fixed),
        ("repo:org/repo:environment:prod", Fixed),
        ("repo:org/repo:*", AnyRef),
        ("repo:org/repo:ref:refs/heads/*", AnyRef),
        ("repo:org/repo:pull_request", AnyRef),
        ("repo:org/*", WholeTenant),
        ("repo:org/repo*", WholeTenant),
        ("repo:org/*:ref:refs/heads/main", WholeTenant),
        ("repository:org/repo:environment:prod", Fixed),
        ("repository_id:123:ref:refs/heads/main", Fixed),
        ("repository_owner:org:*", WholeTenant),
        ("repository_owner:org", WholeTenant),
        ("repository_owner:*", Open),
        ("repo:org*", Open),
        ("repo:*/repo:ref:refs/heads/main", Open),
        ("repo:o?g/repo:ref:refs/heads/main", Open),
        ("repo:*", Open),
        ("*", Open),
        ("*:ref:refs/heads/main", Open),
        ("environment:prod", Open),
        ("ref:refs/heads/main", Open),
        ("workflow:deploy", Open),
        ("job_workflow_ref:org/repo/.github/workflows/x.yml@refs/heads/main", Open),
    ] {
        assert_eq!(like(GITHUB, sub), expected, "{sub}");
    }
}

#[test]
fn several_subjects_are_told_by_their_kind() {
    for (sub, kind) in [
        ("repo:org/repo:*", "every branch, tag or pull request of a project"),
        ("repo:org/repo:ref:*", "every branch or tag of a project"),
        ("repo:org/repo:ref:refs/heads/*", "every branch of a project"),
        ("repo:org/repo:ref:refs/heads/release/*", "more than one branch of a project"),
        ("repo:org/repo:ref:refs/tags/*", "every tag of a project"),
        ("repo:org/repo:environment:*", "every environment of a project"),
        ("repo:org/repo:pull_request", "every pull request of a project"),
        ("repo:org/*", "more than one project of a tenant"),
    ] {
        assert_eq!(judged(GITHUB, &asks_like(sub)).several, Some(kind), "{sub}");
    }
}

#[test]
fn other_providers() {
    for (host, sub, expected) in [
        ("gitlab.com", "project_path:group/project:ref_type:branch:ref:main", Fixed),
        ("gitlab.com", "project_path:group/*", WholeTenant),
        ("gitlab.com", "project_path:*", Open),
        ("app.terraform.io", "organization:o:project:p:workspace:w:run_phase:*", Fixed),
        ("app.terraform.io", "organization:o:project:p:workspace:*", WholeTenant),
        ("app.terraform.io", "organization:o:*", WholeTenant),
        ("app.terraform.io", "organization:*:project:p:workspace:w:run_phase:apply", Open),
        ("agent.buildkite.com", "organization:o:pipeline:p:ref:refs/heads/main:commit:*", Fixed),
        ("agent.buildkite.com", "organization:o:pipeline:p:*", AnyRef),
        ("oidc.vercel.com", "owner:team:project:site:environment:production", Fixed),
        ("oidc.vercel.com", "owner:*:project:site:environment:production", Open),
        ("oidc.vercel.com/team", "owner:team:project:*", WholeTenant),
        ("api.bitbucket.org/2.0/workspaces/w/pipelines-config/identity/oidc", "{repo}:*", Fixed),
        ("api.bitbucket.org/2.0/workspaces/w/pipelines-config/identity/oidc", "*", WholeTenant),
        ("oidc.circleci.com/org/1", "org/1/project/2/user/*", Fixed),
        ("oidc.circleci.com/org/1", "org/1/project/*", WholeTenant),
        ("acme.app.spacelift.io", "space:s:stack:infra:run_type:TRACKED:scope:write", Fixed),
        ("acme.app.spacelift.io", "space:s:*", WholeTenant),
        ("oidc.fly.io/org", "org:app:*", Fixed),
        ("oidc.fly.io/org", "org:*", WholeTenant),
        ("oidc.eks.eu-west-1.amazonaws.com/id/A", "system:serviceaccount:ns:sa", Fixed),
        ("oidc.eks.eu-west-1.amazonaws.com/id/A", "system:serviceaccount:ns:*", AnyRef),
        ("oidc.eks.eu-west-1.amazonaws.com/id/A", "system:serviceaccount:*", WholeTenant),
        ("scalr.io", "account:acme:environment:prod:workspace:web", Fixed),
        ("scalr.io", "account:acme:*", WholeTenant),
        ("scalr.io", "account:*:environment:prod:workspace:web", Open),
        ("oidc.codefresh.io", "account:a:pipeline:p:*", AnyRef),
        ("oidc.codefresh.io", "account:a:*", WholeTenant),
        ("oidc.codefresh.io", "account:*", Open),
        ("proidc.upbound.io", "mcp:acme/prod:provider:provider-aws", Fixed),
        ("proidc.upbound.io", "mcp:acme/*", WholeTenant),
        ("proidc.upbound.io", "mcp:*/prod:provider:provider-aws", Open),
        ("idp.example.com", "team/app", Fixed),
        ("idp.example.com", "team/*", AnyRef),
        ("idp.example.com", "*", Open),
    ] {
        assert_eq!(like(host, sub), expected, "{host} {sub}");
    }
}

#[test]
fn an_audience_may_be_the_customer() {
    let pulumi = |block: &str| grade("api.pulumi.com/oidc", block);
    let any = r#""StringLike":{"HOST:sub":"pulumi:deploy:org:*:project:web:*"}"#;
    let aud = r#""StringEquals":{"HOST:aud":"acme"}"#;
    assert_eq!(pulumi(&format!("{{{any}}}")), Open);
    assert_eq!(pulumi(&format!("{{{aud}}}")), WholeTenant);
    assert_eq!(pulumi(&format!("{{{aud},{any}}}")), WholeTenant);
    assert_eq!(grade("oidc.vercel.com", &format!("{{{aud}}}")), Open);
}

#[test]
fn the_operator_has_to_ask_for_a_match() {
    for (block, expected) in [
        (r#"{"StringEquals":{"HOST:aud":"sts.amazonaws.com"}}"#, Open),
        (r#"{"StringEquals":{"HOST:sub":"repo:o/r:ref:refs/heads/main"}}"#, AnyAudience),
        (r#"{"StringEquals":{"HOST:aud":"a","HOST:sub":"repo:o/r:environment:prod"}}"#, Fixed),
        (r#"{"StringEquals":{"HOST:aud":"a"},"StringNotEquals":{"HOST:sub":"repo:o/r:x"}}"#, Open),
        (r#"{"StringEquals":{"HOST:aud":"a"},"StringLikeIfExists":{"HOST:sub":"repo:o/r:x"}}"#, Open),
        (r#"{"StringEquals":{"HOST:aud":"a"},"ForAllValues:StringLike":{"HOST:sub":"repo:o/r:x"}}"#, Open),
        (r#"{"StringEquals":{"HOST:aud":"a"},"ForAnyValue:StringLike":{"HOST:sub":"repo:o/r:x"}}"#, Fixed),
        (r#"{"StringEquals":{"HOST:aud":"a"},"StringLike":{"HOST:sub":["repo:o/r:x","repo:*"]}}"#, Open),
        (r#"{"StringEquals":{"HOST:aud":"a","HOST:sub":"repo:o/r:x"},"StringLike":{"HOST:sub":"repo:*"}}"#, Fixed),
    ] {
        assert_eq!(grade(GITHUB, block), expected, "{block}");
    }
}

#[test]
fn consumer_providers_need_their_application() {
    let (google, cognito) = ("accounts.google.com", "cognito-identity.amazonaws.com");
    assert_eq!(grade(google, "{}"), Open);
    assert_eq!(grade(google, r#"{"StringEquals":{"HOST:aud":"client"}}"#), WholeTenant);
    assert_eq!(grade(google, r#"{"StringEquals":{"HOST:aud":"client","HOST:sub":"1"}}"#), Fixed);
    assert_eq!(grade(google, r#"{"StringEquals":{"HOST:sub":"1"}}"#), Fixed);
    assert_eq!(grade(google, r#"{"StringLike":{"HOST:sub":"1*"}}"#), Open);
    assert_eq!(grade(google, r#"{"StringEqualsIfExists":{"HOST:sub":"1"}}"#), Open);
    assert_eq!(grade(cognito, r#"{"StringEquals":{"HOST:sub":"1"}}"#), Open);
    assert_eq!(grade(cognito, r#"{"StringEquals":{"HOST:aud":"pool"}}"#), Open);
    let signed_in = r#"{"StringEquals":{"HOST:aud":"pool"},"ForAnyValue:StringLike":{"HOST:amr":"authenticated"}}"#;
    assert_eq!(grade(cognito, signed_in), WholeTenant);
    let guests = signed_in.replace("authenticated", "unauthenticated");
    assert_eq!(grade(cognito, &guests), Open);
    assert_eq!(grade("www.amazon.com", r#"{"StringEquals":{"HOST:app_id":"app"}}"#), WholeTenant);
}

#[test]
fn saml_needs_its_audience() {
    let with = |key: &str| {
        let mut statement = Document::from_text(
            r#"{"Statement":{"Effect":"Allow","Action":"sts:AssumeRoleWithSAML","Principal":{"Federated":"x"}}}"#,
        )
        .unwrap()
        .statements[0]
            .clone();
        let operator = Operator::parse("StringEquals").unwrap();
        let values = vec!["https://signin.aws.amazon.com/saml".into()];
        statement.conditions.push(Condition { operator, key: key.into(), values });
        judge(&statement, &Provider::Saml).grade
    };
    assert_eq!((with("SAML:aud"), with("aws:SourceIp")), (Fixed, Open));
}

#[test]
fn a_claim_is_one_of_its_own_providers_tokens() {
    let judged = |block: &str| {
        let text = format!(
            r#"{{"Version":"2012-10-17","Statement":{{"Effect":"Allow","Action":"sts:AssumeRoleWithWebIdentity",
            "Principal":{{"Federated":"x"}},"Condition":{block}}}}}"#
        );
        let document = Document::from_text(&text).unwrap();
        judge(&document.statements[0], &Provider::Reference("terraform_data.p".into())).grade
    };
    for (claims, expected) in [
        (r#""HOST:aud":"a","HOST:sub":"repo:org/repo:*""#, AnyRef),
        (r#""HOST:aud":"a","HOST:sub":"repo:org/repo:ref:refs/heads/main""#, Fixed),
        (r#""HOST:aud":"a","HOST:sub":"repo:*""#, Open),
        (r#""HOST:sub":"repo:org/repo:*""#, AnyRef),
        (r#""HOST:sub":"repo:org/repo:ref:refs/heads/main""#, Undecided),
        (r#""HOST:aud":"a""#, Open),
        (r#""(unknown):aud":"a","(unknown):sub":"system:serviceaccount:web:app""#, Fixed),
        (r#""(unknown):aud":"a","(unknown):sub":"system:serviceaccount:web:*""#, AnyRef),
        (r#""(unknown):aud":"a","(unknown):sub":"*""#, Undecided),
        (r#""(unknown):sub":"system:serviceaccount:web:app""#, Undecided),
        (r#""(unknown)":"system:serviceaccount:web:app""#, Undecided),
    ] {
        let block = format!(r#"{{"StringLike":{{{}}}}}"#, claims.replace("HOST", GITHUB));
        assert_eq!(judged(&block), expected, "{claims}");
    }
    let of_all = format!(r#"{{"ForAllValues:StringEquals":{{"{GITHUB}:aud":"a"}}}}"#);
    assert_eq!(judged(&of_all), Undecided);
    let main =
        r#"{"ForAllValues:StringEquals":{"HOST:aud":"a"},"StringEquals":{"HOST:sub":"repo:o/r:ref:refs/heads/main"}}"#;
    assert_eq!((grade(GITHUB, main), judged(&main.replace("HOST", GITHUB))), (Fixed, Fixed));
    let of_another = format!(r#"{{"StringEquals":{{"{GITHUB}:sub":"repo:org/repo:ref:refs/heads/main"}}}}"#);
    assert_eq!(grade("gitlab.com", &of_another), Fixed);
    assert_eq!(grade("gitlab.com", &of_another.replace("StringEquals", "StringEqualsIfExists")), Open);
    assert_eq!(grade("gitlab.com", r#"{"StringEquals":{"HOST:aud":"a","(unknown)":"b"}}"#), Undecided);
}

#[test]
fn unknown_pieces_and_references() {
    let judged = |sub: Text| {
        let like = Operator::parse("StringLike").unwrap();
        let values = vec![sub];
        of_condition(GITHUB, &Condition { operator: like, key: "k".into(), values }, false).grade
    };
    let repo = Text::literal("repo:org/").then(&Text::symbol("github_repository.r", "name"));
    assert_eq!(judged(repo.then(&":environment:prod".into())), Fixed);
    assert_eq!(judged(Text::unknown("attr")), Undecided);
    assert_eq!(Provider::from_url("https://GitLab.com/"), Provider::Oidc("gitlab.com".into()));
}
