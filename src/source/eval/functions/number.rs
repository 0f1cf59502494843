//! Functions of numbers.

use super::collection::items;
use super::{as_float, float, whole};
use crate::source::value::Value;

/// The value of a call; `None` when it is another function or can't be told.
pub(super) fn answer(name: &str, arguments: &[Value]) -> Option<Value> {
    match (name, arguments) {
        ("max" | "min", values) => {
            let numbers: Option<Vec<f64>> = values.iter().map(as_float).collect();
            let numbers = numbers?.into_iter();
            let pick = if name == "max" { numbers.reduce(f64::max) } else { numbers.reduce(f64::min) };
            pick.map(float)
        }
        ("abs", [value]) => as_float(value).map(|number| float(number.abs())),
        ("ceil", [value]) => as_float(value).map(|number| float(number.ceil())),
        ("floor", [value]) => as_float(value).map(|number| float(number.floor())),
        ("signum", [value]) => whole(value).map(|number| Value::Number(number.signum().into())),
        ("pow", [base, power]) => {
            let (base, power) = (whole(base)?, u32::try_from(whole(power)?).ok()?);
            base.checked_pow(power).map(|number| Value::Number(number.into()))
        }
        ("parseint", [text, base]) => {
            let base = u32::try_from(whole(base)?).ok().filter(|base| (2..=36).contains(base))?;
            i64::from_str_radix(text.as_str()?, base).ok().map(|number| Value::Number(number.into()))
        }
        ("sum", [list]) => items(list)?.iter().map(as_float).sum::<Option<f64>>().map(float),
        _ => None,
    }
}
