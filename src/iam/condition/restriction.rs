//! Conditions in resource and trust policies: in, a statement's conditions; out, whether they limit who gets in.

use super::values::{Worth, is_fixed, worth};
use super::{Kind, Operator, Test, Who, is_dead, key};
use crate::iam::document::Condition;
use crate::iam::text::{Part, Text, is_of_owner};
use crate::network;
use crate::truth::Truth;

/// Whether the conditions of a statement limit who gets in.
#[derive(Clone, Debug, PartialEq)]
pub struct Restriction {
    /// The answer; unknown when a condition is neither known to limit nor known not to
    pub restricts: Truth,
    /// The conditions that limit, or else those of which it is not known
    pub limits: Vec<Limit>,
    /// Those of which it is not known beside others that limit
    pub open: Vec<Limit>,
    /// Whether nobody meets all of them
    pub nobody: bool,
    /// Why, one fact for each condition that was weighed
    pub reasons: Vec<String>,
}

/// A condition that limits who gets in.
#[derive(Clone, Debug, PartialEq)]
pub struct Limit {
    /// Whom it fixes
    pub who: Option<Who>,
    /// Whether that is the caller's own account, organisation or ARN, and not where the request comes through
    pub is_of_caller: bool,
    /// The values it fixes, for comparing with one's own accounts and organisation
    pub values: Vec<Text>,
}

/// Whether the conditions of a statement limit who gets in: all of them hold together, so one that limits is enough.
///
/// A condition limits when its key fixes somebody, its operator needs the key to be there and to match, and the tenant
/// part of its value is fixed. <https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html>
pub fn restriction(conditions: &[Condition]) -> Restriction {
    let (restricts, nobody) = (Truth::False, false);
    let mut result = Restriction { restricts, limits: Vec::new(), open: Vec::new(), nobody, reasons: Vec::new() };
    for condition in conditions {
        let (limits, fact) = limits(condition);
        result.nobody |= is_nobodys(condition);
        let waits = limits.is_unknown().then(|| condition.values.iter().find_map(waits)).flatten().unwrap_or_default();
        result.reasons.push(format!("`{}` {fact}{waits}", condition.key));
        if limits > result.restricts {
            result.open.append(&mut result.limits);
        }
        result.restricts = result.restricts.or(limits);
        match limits {
            Truth::False => {}
            _ if limits == result.restricts => result.limits.push(Limit::of(condition)),
            Truth::True | Truth::Unknown => result.open.push(Limit::of(condition)),
        }
    }
    result
}

/// That a value is known only after apply, where what gives it may give anything.
fn waits(value: &Text) -> Option<String> {
    value.parts().iter().find_map(|part| match part {
        Part::Symbol(symbol) if symbol.is_free() => {
            Some(format!(" until apply: `{}.{}`", symbol.address, symbol.attribute))
        }
        _ => None,
    })
}

impl Limit {
    fn of(condition: &Condition) -> Self {
        let name = condition.key.to_ascii_lowercase();
        let is_of_caller = name.starts_with("aws:principal") || ["aws:userid", "kms:calleraccount"].contains(&&*name);
        let values = condition.values.iter().filter(|value| !is_of_nobody(condition, value));
        Self { who: key(&name).who, is_of_caller, values: values.cloned().collect() }
    }
}

/// Whether nobody meets a condition.
fn is_nobodys(condition: &Condition) -> bool {
    let none = || condition.values.iter().all(|value| is_of_nobody(condition, value));
    is_dead(condition, worth(condition)) || condition.operator.is_positive() && none()
}

/// Whether a value is no account, organisation or network: `StringEquals` takes a wildcard for a character, which none of
/// them has. <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html>
fn is_of_nobody(condition: &Condition, value: &Text) -> bool {
    let exact = condition.operator.test.kind == Kind::StringEquals && key(&condition.key).who.is_some();
    exact && value.as_literal().is_some_and(|text| text.contains(['*', '?']))
}

/// Whether a Deny under this condition shuts out everyone but fixed tenants, as `StringNotEquals` on
/// `aws:PrincipalOrgID` does. It is the mirror of a condition that limits an Allow: negated, and true when the key is
/// missing.
pub fn shuts_out(condition: &Condition) -> Truth {
    mirrored(condition).map_or(Truth::False, |mirrored| limits(&mirrored).0)
}

/// What a request meets that a Deny under this condition alone leaves: the same, not negated.
pub fn mirrored(condition: &Condition) -> Option<Condition> {
    let operator = condition.operator;
    let test = Test { negated: false, ..operator.test };
    let operator = Operator { test, quantifier: None, if_exists: false };
    let turned = condition.operator.test.negated && condition.operator.quantifier.is_none();
    turned.then(|| Condition { operator, ..condition.clone() })
}

/// The id of the principal in a value of `aws:userid`. Before the name of a session, which its caller chooses, stands the id
/// of its role, or the account of a federated user:
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#principaltable>
pub fn principal_id(value: &Text) -> Text {
    let mut parts = Vec::new();
    for part in value.parts() {
        let Part::Literal(text) = part else {
            parts.push(part.clone());
            continue;
        };
        let (id, ends) = text.split_once(':').map_or((&**text, false), |(id, _)| (id, true));
        parts.push(Part::Literal(id.into()));
        if ends {
            break;
        }
    }
    Text::from_parts(parts)
}

/// Whether a value of `aws:userid` says who: one user, one account or every session of one role. AWS gives these ids, and to
/// nobody twice: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids>. The key
/// is in every request that is signed, and a request that is not has a word in it.
fn is_somebody(value: &Text, glob: bool) -> bool {
    let id = principal_id(value);
    !id.parts().is_empty() && id.as_literal() != Some("anonymous") && is_fixed(&id, glob)
}

/// Whether a condition on `name` must hold with a value that is fixed, such as `sts:ExternalId` or `SAML:aud`.
pub fn fixes(conditions: &[Condition], name: &str) -> Truth {
    // That a key is there says nothing of its value.
    let named = |condition: &&Condition| condition.key.eq_ignore_ascii_case(name);
    let found = conditions.iter().filter(named).filter(|condition| condition.operator.test.kind != Kind::Null);
    Truth::any(found.map(|condition| match condition.operator.is_positive() {
        true if is_unknown(&condition.values) => Truth::Unknown,
        true => condition.values.iter().all(|value| is_fixed(value, globs(condition.operator.test.kind))).into(),
        false => Truth::False,
    }))
}

/// Whether a statement holds for a bucket by its name only: `aws:SourceArn` with ARNs of S3, which carry no account.
/// Nobody but S3 can set the key, and it sets it for whoever owns a bucket of that name.
/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/grant-destinations-permissions-to-s3.html>
pub fn names_bucket(conditions: &[Condition]) -> bool {
    let bucket = |value: &Text| {
        let opens = match value.parts().first() {
            Some(Part::Symbol(symbol)) => symbol.address.contains("aws_s3_bucket.") && &*symbol.attribute == "arn",
            _ => value.prefix().split(':').nth(2) == Some("s3") && value.prefix().split(':').nth(5).is_some(),
        };
        // What stands where others have a region and an account is empty, whatever the pattern says of it.
        let name = |text: &str| text.splitn(6, ':').last().is_none_or(|name| !name.contains(['*', '?']));
        opens && !value.has_variable() && value.as_literal().is_none_or(name)
    };
    conditions.iter().any(|condition| {
        let named = condition.key.eq_ignore_ascii_case("aws:SourceArn") && condition.operator.is_positive();
        named && !condition.values.is_empty() && condition.values.iter().all(bucket)
    })
}

fn limits(condition: &Condition) -> (Truth, &'static str) {
    let operator = condition.operator;
    let found = key(&condition.key);
    let worth = worth(condition);
    match worth {
        Worth::Never(fact) if is_dead(condition, worth) => return (Truth::True, fact),
        Worth::Nothing(fact) | Worth::Partition(fact) => return (Truth::False, fact),
        Worth::Never(_) | Worth::Something | Worth::Undecided => {}
    }
    match found.who {
        None if found.fixes_nobody => (Truth::False, "does not say who"),
        None => (Truth::Unknown, "is a condition key that plangate does not know"),
        Some(_) if operator.test.kind == Kind::Null => (Truth::False, "only has to be present or missing"),
        Some(_) if operator.test.negated => (Truth::False, "excludes some values only"),
        Some(_) if !operator.is_positive() => (Truth::False, "holds when the key is missing"),
        Some(_) if crosses(condition) => (Truth::False, "has a wildcard that may stand for an account and a path"),
        Some(who) => {
            let glob = globs(operator.test.kind);
            match Truth::all(condition.values.iter().map(|value| tenant_is_fixed(who, value, glob))) {
                Truth::True => (Truth::True, "is fixed"),
                Truth::False => (Truth::False, "names no tenant, or has a wildcard or a variable where it stands"),
                Truth::Unknown => (Truth::Unknown, "has a value that is not known"),
            }
        }
    }
}

/// Whether a wildcard before the account may run on into the path of a role, which whoever makes the role writes, colons
/// included: <https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html>. In an ARN operator it can't.
fn crosses(condition: &Condition) -> bool {
    let wild = |value: &Text| value.prefix().split(':').take(4).any(|segment| segment.contains('*'));
    let by_text = condition.operator.test.kind == Kind::StringLike;
    by_text && condition.key.eq_ignore_ascii_case("aws:PrincipalArn") && condition.values.iter().any(wild)
}

fn is_unknown(values: &[Text]) -> bool {
    values.iter().any(|value| value.unknown_cause().is_some())
}

fn globs(kind: Kind) -> bool {
    matches!(kind, Kind::StringLike | Kind::Arn)
}

/// Whether the part of a value that names a tenant is fixed.
fn tenant_is_fixed(who: Who, value: &Text, glob: bool) -> Truth {
    // An ARN tells whose it is by its first pieces, and so does an id; what is not of AWS may be anything.
    let told = match who {
        Who::Arn => value.prefix().split(':').nth(5).is_some(),
        Who::UserId => value.prefix().contains(':'),
        _ => false,
    };
    let free = |part: &Part| matches!(part, Part::Symbol(symbol) if symbol.is_free());
    let free = value.parts().iter().any(free);
    if (value.unknown_cause().is_some() || free) && !told {
        return Truth::Unknown;
    }
    let fixed = match who {
        Who::Account | Who::Organisation | Who::Network => is_fixed(value, glob),
        Who::OrganisationPath => is_fixed(value, false) && fixed_start(value, glob, '/'),
        // An ARN of S3 carries no account, so by itself it names a bucket that anyone may own.
        Who::Arn => account_segment(value, glob),
        Who::Addresses => value.as_literal().and_then(network::parse).is_some_and(|net| !network::is_wide(&net)),
        Who::UserId => is_somebody(value, glob),
    };
    fixed.into()
}

fn fixed_start(value: &Text, glob: bool, end: char) -> bool {
    let start = value.prefix().split(end).next().unwrap_or_default();
    match value.as_literal() {
        Some(text) => !start.is_empty() && text.contains(end) && !(glob && start.contains(['*', '?'])),
        None => !value.has_variable(),
    }
}

/// Whether the account segment of an ARN pattern is there and holds no wildcard.
fn account_segment(value: &Text, glob: bool) -> bool {
    if value.parts().iter().any(|part| matches!(part, Part::Variable(name) if !is_of_owner(name))) {
        return false;
    }
    let mut segments = value.prefix().split(':');
    let whole = value.as_literal().is_some();
    match segments.nth(4) {
        Some(account) if whole || segments.next().is_some() => {
            let wild = glob && account.contains(['*', '?']);
            !account.is_empty() && !wild
        }
        // The account itself is a reference: `arn:aws:sns:eu-west-1:${...}:topic`.
        Some(_) => true,
        None if whole => false,
        // The ARN opens with a reference. That of a bucket carries no account.
        None => {
            !matches!(value.parts().first(), Some(Part::Symbol(symbol)) if symbol.address.contains("aws_s3_bucket."))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::iam::document::Document;
    use Truth::{False, True, Unknown};

    fn judged(block: &str) -> Truth {
        let text = format!(
            r#"{{"Version":"2012-10-17","Statement":{{"Effect":"Allow","Principal":"*","Action":"*","Condition":{block}}}}}"#
        );
        restriction(&Document::from_text(&text).unwrap().statements[0].conditions).restricts
    }

    #[test]
    fn only_a_fixed_tenant_limits() {
        for (block, expected) in [
            (r#"{"StringEquals":{"aws:PrincipalOrgID":"o-abc123"}}"#, True),
            (r#"{"StringLike":{"aws:PrincipalOrgID":"o-*"}}"#, False),
            (r#"{"StringLike":{"aws:PrincipalOrgID":"*"}}"#, False),
            (r#"{"StringEquals":{"aws:PrincipalOrgID":"*"}}"#, True),
            (r#"{"StringEquals":{"aws:PrincipalOrgID":"o-*"}}"#, True),
            (r#"{"StringEquals":{"aws:Referer":"*"}}"#, False),
            (r#"{"StringNotEquals":{"aws:PrincipalOrgID":"o-abc123"}}"#, False),
            (r#"{"StringEqualsIfExists":{"aws:PrincipalOrgID":"o-abc123"}}"#, False),
            (r#"{"ForAllValues:StringEquals":{"aws:PrincipalOrgID":"o-abc123"}}"#, False),
            (r#"{"ForAnyValue:StringLike":{"aws:PrincipalOrgPaths":"o-abc123/r-a/*"}}"#, True),
            (r#"{"ForAnyValue:StringLike":{"aws:PrincipalOrgPaths":"o-*/r-a/*"}}"#, False),
            (r#"{"ArnLike":{"aws:PrincipalArn":"arn:aws:iam::111122223333:role/*"}}"#, True),
            (r#"{"ArnLike":{"aws:PrincipalArn":"arn:aws:iam::*:role/admin"}}"#, False),
            (r#"{"ArnLike":{"aws:PrincipalArn":"arn:aws:*"}}"#, False),
            (r#"{"StringLike":{"aws:PrincipalArn":"arn:aws-cn:*"}}"#, False),
            (r#"{"ArnNotLike":{"aws:PrincipalArn":"arn:aws-cn:*"}}"#, False),
            (r#"{"ArnLike":{"aws:SourceArn":"arn:aws:s3:::bucket"}}"#, False),
            (r#"{"StringEquals":{"aws:SourceAccount":["111122223333","${aws:PrincipalAccount}"]}}"#, False),
            (r#"{"StringEquals":{"aws:SourceVpce":"vpce-1"}}"#, True),
            (r#"{"StringLike":{"aws:userid":"AROAEXAMPLEID:*"}}"#, True),
            (r#"{"StringLike":{"aws:userid":["AROAEXAMPLEID:ci-*","AIDAEXAMPLEID","111122223333:*"]}}"#, True),
            (r#"{"StringLike":{"aws:userid":"AROAEXAMPLEID:${aws:username}"}}"#, True),
            (r#"{"StringLike":{"aws:userid":["AROAEXAMPLEID:*","*:ci"]}}"#, False),
            (r#"{"StringLike":{"aws:userid":"AROA*:ci"}}"#, False),
            (r#"{"StringLike":{"aws:userid":"A*"}}"#, False),
            (r#"{"StringLike":{"aws:userid":":*"}}"#, False),
            (r#"{"StringEquals":{"aws:userid":"anonymous"}}"#, False),
            (r#"{"IpAddress":{"aws:SourceIp":"203.0.113.0/24"}}"#, True),
            (r#"{"IpAddress":{"aws:SourceIp":["0.0.0.0/1","128.0.0.0/1"]}}"#, False),
            (r#"{"IpAddress":{"aws:SourceIp":"32.0.0.0/3"}}"#, False),
            (r#"{"Bool":{"aws:SecureTransport":"true"}}"#, False),
            (r#"{"StringEquals":{"kms:ViaService":"s3.eu-west-1.amazonaws.com"}}"#, False),
            (r#"{"StringEquals":{"aws:ResourceAccount":"111122223333"}}"#, False),
            (r#"{"StringEquals":{"example:Key":"a"}}"#, Unknown),
            (r#"{"StringEquals":{"example:Key":"a","aws:SourceAccount":"111122223333"}}"#, True),
            (r#"{"Null":{"aws:PrincipalOrgID":"false"}}"#, False),
        ] {
            assert_eq!(judged(block), expected, "{block}");
        }
    }

    /// Each key with a value that fixes somebody, as far as any does.
    #[test]
    fn a_key_says_who_only_where_it_has_to_match() {
        const WHO: [(&str, &str, &str); 20] = [
            ("StringEquals", "aws:PrincipalOrgID", "o-abc123"),
            ("ForAnyValue:StringLike", "aws:PrincipalOrgPaths", "o-abc123/r-a/*"),
            ("StringEquals", "aws:PrincipalAccount", "111122223333"),
            ("ArnLike", "aws:PrincipalArn", "arn:aws:iam::111122223333:role/*"),
            ("StringEquals", "aws:SourceAccount", "111122223333"),
            ("StringEquals", "aws:SourceOwner", "111122223333"),
            ("StringEquals", "aws:SourceOrgID", "o-abc123"),
            ("ForAnyValue:StringLike", "aws:SourceOrgPaths", "o-abc123/*"),
            ("ArnLike", "aws:SourceArn", "arn:aws:sns:*:111122223333:*"),
            ("StringEquals", "aws:SourceVpc", "vpc-1"),
            ("StringEquals", "aws:SourceVpce", "vpce-1"),
            ("StringEquals", "aws:VpceAccount", "111122223333"),
            ("StringEquals", "aws:VpceOrgID", "o-abc123"),
            ("StringEquals", "aws:userid", "AROAEXAMPLEID:ci"),
            ("IpAddress", "aws:SourceIp", "203.0.113.0/24"),
            ("StringEquals", "kms:CallerAccount", "111122223333"),
            ("StringEquals", "s3:DataAccessPointAccount", "111122223333"),
            ("StringLike", "s3:DataAccessPointArn", "arn:aws:s3:eu-west-1:111122223333:accesspoint/*"),
            ("StringEqualsIgnoreCase", "AWS:principalorgid", "o-abc123"),
            ("ArnEquals", "ec2:SourceInstanceARN", "arn:aws:ec2:eu-west-1:111122223333:instance/i-1"),
        ];
        const NOBODY: [(&str, &str, &str); 18] = [
            ("Bool", "aws:SecureTransport", "true"),
            ("StringEquals", "aws:UserAgent", "app"),
            ("StringLike", "aws:Referer", "https://example.com/*"),
            ("StringEquals", "aws:RequestedRegion", "eu-west-1"),
            ("DateLessThan", "aws:CurrentTime", "2999-01-01T00:00:00Z"),
            ("StringEquals", "s3:x-amz-server-side-encryption", "aws:kms"),
            ("StringLike", "s3:prefix", "home/"),
            ("StringEquals", "aws:ResourceAccount", "111122223333"),
            ("StringEquals", "aws:ResourceOrgID", "o-abc123"),
            ("ForAnyValue:StringEquals", "aws:CalledVia", "athena.amazonaws.com"),
            ("StringEquals", "aws:CalledViaFirst", "athena.amazonaws.com"),
            ("Bool", "aws:ViaAWSService", "true"),
            ("StringEquals", "kms:ViaService", "s3.eu-west-1.amazonaws.com"),
            ("StringEquals", "lambda:FunctionUrlAuthType", "AWS_IAM"),
            ("Bool", "elasticfilesystem:AccessedViaMountTarget", "true"),
            ("StringEquals", "sns:Protocol", "https"),
            ("StringLike", "sns:Endpoint", "*@example.com"),
            ("StringEquals", "aws:userid", "${aws:userid}"),
        ];
        let block = |operator: &str, key: &str, value: &str| format!(r#"{{"{operator}":{{"{key}":"{value}"}}}}"#);
        for (operator, key, value) in WHO {
            assert_eq!(judged(&block(operator, key, value)), True, "{operator} {key}");
            let bare = operator.rsplit(':').next().unwrap();
            for loose in [format!("{operator}IfExists"), format!("ForAllValues:{bare}")] {
                assert_eq!(judged(&block(&loose, key, value)), False, "{loose} {key}");
            }
            let negated = match bare {
                "IpAddress" => "NotIpAddress".to_owned(),
                _ => bare.replacen("String", "StringNot", 1).replacen("Arn", "ArnNot", 1),
            };
            assert_eq!(judged(&block(&negated, key, value)), False, "{negated} {key}");
        }
        for (operator, key, value) in NOBODY {
            assert_eq!(judged(&block(operator, key, value)), False, "{operator} {key}");
        }
    }

    #[test]
    fn nobody_has_a_wildcard_in_an_id() {
        for (block, expected) in [
            (r#"{"StringEquals":{"aws:PrincipalOrgID":"*"}}"#, true),
            (r#"{"StringEquals":{"aws:PrincipalOrgID":["o-*","o-?bc"]}}"#, true),
            (r#"{"ForAnyValue:StringEquals":{"aws:PrincipalOrgPaths":"o-abc123/*"}}"#, true),
            (r#"{"StringEquals":{"aws:PrincipalOrgID":["o-*","o-abc123"]}}"#, false),
            (r#"{"StringLike":{"aws:PrincipalOrgID":"*"}}"#, false),
            (r#"{"StringEqualsIfExists":{"aws:PrincipalOrgID":"*"}}"#, false),
            (r#"{"ForAllValues:StringEquals":{"aws:PrincipalOrgPaths":"*"}}"#, false),
            (r#"{"StringNotEquals":{"aws:PrincipalOrgID":"*"}}"#, false),
            (r#"{"ArnEquals":{"aws:PrincipalArn":"arn:aws:iam::111122223333:*"}}"#, false),
            (r#"{"StringEquals":{"aws:Referer":"*"}}"#, false),
            (r#"{"DateLessThan":{"aws:CurrentTime":"2020-01-01T00:00:00Z"}}"#, true),
        ] {
            let text =
                format!(r#"{{"Statement":{{"Effect":"Allow","Principal":"*","Action":"*","Condition":{block}}}}}"#);
            let restriction = restriction(&Document::from_text(&text).unwrap().statements[0].conditions);
            assert_eq!(restriction.nobody, expected, "{block}");
        }
    }

    #[test]
    fn a_deny_of_all_but_a_role_by_its_id_shuts_out_the_rest() {
        let with = |operator: &str, value: &str| {
            let operator = Operator::parse(operator).unwrap();
            shuts_out(&Condition { operator, key: "aws:userId".into(), values: vec![value.into()] })
        };
        assert_eq!(with("StringNotLike", "AROAEXAMPLEID:*"), True);
        assert_eq!(with("StringNotLike", "AROAEXAMPLEID:ci"), True);
        assert_eq!(with("StringNotLike", "AROA*"), False);
        assert_eq!(with("StringNotLike", ":*"), False);
        assert_eq!(with("StringLike", "AROAEXAMPLEID:*"), False);
    }

    #[test]
    fn a_reference_is_a_fixed_value() {
        let source = Text::symbol("aws_cloudwatch_event_rule.r", "arn");
        let operator = Operator::parse("ArnEquals").unwrap();
        let with = |value: Text| [Condition { operator, key: "aws:SourceArn".into(), values: vec![value] }];
        assert_eq!(restriction(&with(source)).restricts, True);
        assert_eq!(restriction(&with(Text::symbol("aws_s3_bucket.b", "arn"))).restricts, False);
        let topic =
            Text::literal("arn:aws:sns:eu-west-1:").then(&Text::symbol("data.aws_caller_identity.c", "account_id"));
        assert_eq!(restriction(&with(topic.then(&":*".into()))).restricts, True);
        let bucket = Text::literal("arn:aws:s3:::").then(&Text::symbol("aws_s3_bucket.b", "id"));
        assert_eq!(restriction(&with(bucket.clone())).restricts, False);
        assert!(names_bucket(&with(bucket)) && names_bucket(&with(Text::symbol("aws_s3_bucket.b", "arn"))));
        assert!(["arn:aws:s3:::b", "arn:aws:s3:*:*:b"].iter().all(|arn| names_bucket(&with(Text::literal(arn)))));
        assert!(!names_bucket(&with(Text::literal("arn:aws:s3:::b*"))) && !names_bucket(&with(Text::literal("*"))));
        assert!(!names_bucket(&with(Text::literal("arn:aws:sns:eu-west-1:111122223333:t"))));
        assert_eq!(restriction(&with(Text::unknown("attr"))).restricts, Unknown);
        let later = |start: &str| restriction(&with(Text::literal(start).then(&Text::unknown("name")))).restricts;
        assert_eq!(later("arn:aws:sns:eu-west-1:111122223333:"), True);
        let of = |address, attribute| Text::literal("arn:aws:logs:eu-west-1:").then(&Text::symbol(address, attribute));
        let of = |address, attribute| restriction(&with(of(address, attribute).then(&":*".into()))).restricts;
        assert_eq!(of("terraform_data.account", "output"), Unknown);
        assert_eq!(of("aws_ssm_parameter.account", "value"), Unknown);
        assert_eq!(of("aws_organizations_account.logs", "id"), True);
        assert_eq!((later("arn:aws:s3:::"), later("arn:aws:sns:eu-west-1:")), (False, Unknown));
        assert_eq!(fixes(&with(Text::literal("arn:aws:s3:::b")), "AWS:sourcearn"), True);
        assert_eq!(fixes(&with(Text::literal("arn:aws:s3:::*")), "aws:SourceArn"), False);
    }
}
