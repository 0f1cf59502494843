//! Functions of templates: a value as it is written in, what is known of it out.
//!
//! <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference.html>

use std::collections::BTreeMap;

use crate::iam::text::{Part, Symbol, Text};
use crate::source::value::Value;

/// The values of parameters that are known.
pub(super) type Parameters = BTreeMap<String, Value>;

/// A value with its functions worked out. A property that is `AWS::NoValue` is not there.
pub(super) fn resolved(value: &Value, given: &Parameters) -> Value {
    match value {
        Value::Map(members) => {
            if let [(name, argument)] = members.iter().collect::<Vec<_>>().as_slice()
                && let Some(function) = function(name)
            {
                return call(function, argument, given);
            }
            let each = members.iter().map(|(name, member)| (name.clone(), resolved(member, given)));
            Value::Map(each.filter(|(_, member)| *member != Value::Null).collect())
        }
        Value::List { items, set } => {
            let items = items.iter().map(|item| resolved(item, given)).filter(|item| *item != Value::Null).collect();
            Value::List { items, set: *set }
        }
        Value::Encoded(inner) => Value::Encoded(resolved(inner, given).into()),
        other => other.clone(),
    }
}

/// The function that a member of an object calls: `Ref`, `Fn::Sub`, and `!Sub` in YAML.
fn function(name: &str) -> Option<&str> {
    let short = name.strip_prefix("Fn::").or_else(|| name.strip_prefix('!'));
    short.filter(|short| *short != "Condition").or_else(|| (name == "Ref").then_some(name))
}

fn call(function: &str, argument: &Value, given: &Parameters) -> Value {
    let items = match argument {
        Value::List { items, .. } => items.as_slice(),
        _ => &[],
    };
    match (function, argument.as_str(), items) {
        ("Ref", Some("AWS::NoValue"), _) => Value::Null,
        ("Ref", Some(name), _) => named(name, given),
        ("Sub", Some(text), _) => Value::Text(substituted(text, given)),
        ("Sub", None, [text, Value::Map(own)]) => match text.as_str() {
            Some(text) => {
                let mut names = given.clone();
                names.extend(own.iter().map(|(name, value)| (name.clone(), resolved(value, given))));
                Value::Text(substituted(text, &names))
            }
            None => computed(function),
        },
        ("Join", _, [between, Value::List { items, .. }]) => {
            joined(between, items, given).unwrap_or_else(|| computed(function))
        }
        ("If", _, [condition, yes, no]) => {
            let cause = format!("the condition `{}` of the template", condition.as_str().unwrap_or_default());
            Value::Either { of: vec![resolved(yes, given), resolved(no, given)], cause: cause.into() }
        }
        _ => computed(function),
    }
}

/// A name that AWS gives a value, or the template.
fn named(name: &str, given: &Parameters) -> Value {
    match (name, given.get(name)) {
        // Names that partitions share are the same in each.
        ("AWS::Partition", _) => Value::text("aws"),
        // The account in which the stack stands, as that data source tells it of a provider.
        ("AWS::AccountId", _) => Value::Symbol(Symbol::new("data.aws_caller_identity.stack", "account_id")),
        (_, Some(value)) => value.clone(),
        (_, None) => Value::unknown(&format!("`{name}` of the template")),
    }
}

fn computed(function: &str) -> Value {
    Value::unknown(&format!("`{function}` of the template"))
}

/// A text with `${Name}` in it; `${!Name}` stands for itself without the mark.
fn substituted(text: &str, given: &Parameters) -> Text {
    let (mut parts, mut rest) = (Vec::new(), text);
    while let Some((before, after)) = rest.split_once("${") {
        parts.push(Part::Literal(before.into()));
        let Some((name, after)) = after.split_once('}') else {
            parts.push(Part::Literal("${".into()));
            rest = after;
            continue;
        };
        match name.strip_prefix('!') {
            Some(own) => parts.push(Part::Literal(format!("${{{own}}}").into())),
            None => {
                let value = named(name, given).to_text();
                let value = value.unwrap_or_else(|| Text::unknown(&format!("`{name}` of the template")));
                parts.extend(value.parts().to_vec());
            }
        }
        rest = after;
    }
    parts.push(Part::Literal(rest.into()));
    Text::from_parts(parts)
}

fn joined(between: &Value, items: &[Value], given: &Parameters) -> Option<Value> {
    let between = Text::literal(between.as_str()?);
    let texts = items.iter().map(|item| resolved(item, given).to_text()).collect::<Option<Vec<_>>>()?;
    let joined = texts.into_iter().reduce(|all, next| all.then(&between).then(&next));
    Some(Value::Text(joined.unwrap_or_else(|| Text::literal(""))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::eval::tagged_document;

    #[test]
    fn functions_are_worked_out_as_far_as_the_template_tells() {
        let short = "a: !Sub 'arn:${AWS::Partition}:s3:::${Bucket}/${!aws:username}'\nb: !Join [':', [x, !Ref Own, z]]\n\
                     c: !Ref AWS::NoValue\nd: !If [Own, 1, 2]\ne: !GetAtt Role.Arn\nf: 2012-10-17\n";
        let long = "a: {'Fn::Sub': 'arn:${AWS::Partition}:s3:::${Bucket}/${!aws:username}'}\n\
                    b: {'Fn::Join': [':', [x, {Ref: Own}, z]]}\nc: {Ref: 'AWS::NoValue'}\nd: {'Fn::If': [Own, 1, 2]}\n\
                    e: {'Fn::GetAtt': [Role, Arn]}\nf: 2012-10-17\n";
        let given = [("Own".to_owned(), Value::text("own"))].into();
        let short = resolved(&tagged_document(short).unwrap(), &given);
        assert_eq!(short, resolved(&tagged_document(long).unwrap(), &given));
        let text = |name: &str| short.at(name).and_then(Value::to_text).map(|text| text.to_string());
        assert_eq!(text("a").unwrap(), "arn:aws:s3:::(unknown)/${aws:username}");
        assert_eq!(text("b").unwrap(), "x:own:z");
        assert_eq!(short.at("c"), None);
        assert!(matches!(short.at("d"), Some(Value::Either { of, .. }) if of.len() == 2));
        assert!(matches!(short.at("e"), Some(Value::Unknown(_))));
        assert_eq!(text("f").unwrap(), "2012-10-17");
    }
}
