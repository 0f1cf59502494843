//! Blocks of a set, which stand in another order than they were written in: all that were written and the place of a value
//! in; the one that the value was written as out. Where a constant is another one it is not that of the same place.

use crate::json::Json;
use crate::source::value::Value;

/// The block of the configuration. Where no other could be it, a provider has spelt a constant in its own way.
pub(super) fn written<'p>(blocks: &'p [Json<'p>], values: &[Json<'_>], index: usize) -> Option<&'p Json<'p>> {
    let (own, value) = (blocks.get(index)?, values.get(index)?);
    let differs = |block: &Json<'_>| {
        let constant = |(name, expression): (&str, &Json<'_>)| {
            let written = expression.get("constant_value").and_then(Json::as_str);
            is_another(written, value.get(name))
        };
        block.as_object().is_some_and(|block| block.iter().any(constant))
    };
    match only(own, blocks, differs) {
        Fit::One(block) => Some(block),
        Fit::None => Some(own),
        Fit::Several => None,
    }
}

/// What source says of it.
pub(super) fn told<'p>(sketch: &'p Value, values: &[Json<'_>], index: usize) -> Option<&'p Value> {
    let (own, value) = (sketch.at(&index.to_string())?, values.get(index)?);
    let differs = |block: &Value| {
        let constant = |(name, written): (&String, &Value)| is_another(written.as_str(), value.get(name));
        matches!(block, Value::Map(members) if members.iter().any(constant))
    };
    let items = match sketch {
        Value::List { items, .. } => items.as_slice(),
        _ => &[],
    };
    match only(own, items, differs) {
        Fit::One(block) => Some(block),
        Fit::None | Fit::Several => None,
    }
}

/// How many blocks a value can have been written as.
enum Fit<'b, B> {
    None,
    One(&'b B),
    Several,
}

/// The block at the place of the value, unless it differs; then the only one that does not.
fn only<'b, B>(own: &'b B, blocks: &'b [B], differs: impl Fn(&B) -> bool) -> Fit<'b, B> {
    if !differs(own) {
        return Fit::One(own);
    }
    let mut others = blocks.iter().filter(|block| !differs(block));
    match (others.next(), others.next()) {
        (Some(only), None) => Fit::One(only),
        (None, _) => Fit::None,
        (Some(_), Some(_)) => Fit::Several,
    }
}

fn is_another(written: Option<&str>, value: Option<&Json<'_>>) -> bool {
    matches!((written, value.and_then(Json::as_str)), (Some(written), Some(value)) if written != value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn json(text: &str) -> Json<'_> {
        Json::parse(text).unwrap()
    }

    #[test]
    fn what_a_block_was_written_as_is_told_by_its_constants() {
        let values = json(r#"[{"k":"a"},{"k":"b"},{"k":"b"},{"k":"A"}]"#);
        let written = |blocks: &str| {
            let blocks = json(blocks);
            let found = |index| super::written(blocks.as_array().unwrap(), values.as_array().unwrap(), index);
            [0, 1, 2, 3].map(|index| Some(found(index)?.get("n")?.as_str()?.to_owned()))
        };
        let block = |n: &str, k: &str| format!(r#"{{"n":"{n}","k":{{"constant_value":"{k}"}}}}"#);
        let blocks =
            |all: &[(&str, &str)]| format!("[{}]", all.iter().map(|(n, k)| block(n, k)).collect::<Vec<_>>().join(","));
        let own = |names: [&str; 4]| names.map(|name| Some(name.to_owned()));
        // Two may be the last but one, and nothing the last but itself, whose constant is spelt otherwise.
        assert_eq!(
            written(&blocks(&[("1", "b"), ("2", "a"), ("3", "b"), ("4", "aA")])),
            [Some("2".to_owned()), None, Some("3".to_owned()), Some("4".to_owned())]
        );
        assert_eq!(written(&blocks(&[("1", "a"), ("2", "b"), ("3", "b"), ("4", "A")])), own(["1", "2", "3", "4"]));
    }

    #[test]
    fn what_source_says_of_a_block_is_told_by_its_constants() {
        let block = |key: &str| Value::Map([("k".to_owned(), Value::text(key))].into());
        let (values, sketch) = (json(r#"[{"k":"a"},{"k":"b"},{"k":"z"}]"#), ["b", "a", "c"].map(block));
        let sketch = Value::list(sketch.to_vec());
        let told = |at| told(&sketch, values.as_array().unwrap(), at);
        assert_eq!([told(0), told(1), told(2)], [Some(&block("a")), Some(&block("b")), None]);
    }
}
