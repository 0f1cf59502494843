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
        ("log", [number, base]) => {
            let (number, base) = (as_float(number)?, as_float(base)?);
            (number > 0.0 && base > 0.0 && base != 1.0).then(|| float(logarithm(number) / logarithm(base)))
        }
        ("parseint", [text, base]) => {
            let base = u32::try_from(whole(base)?).ok().filter(|base| (2..=36).contains(base))?;
            i64::from_str_radix(text.as_str()?, base).ok().map(|number| Value::Number(number.into()))
        }
        ("sum", [list]) => items(list)?.iter().map(as_float).sum::<Option<f64>>().map(float),
        _ => None,
    }
}

/// The natural logarithm of a positive number, to the bit as Go computes it, which other libraries do not:
/// `ceil(log(1000, 10))` depends on it. The method is that of FreeBSD's `e_log.c`.
fn logarithm(number: f64) -> f64 {
    const LOW: f64 = 1.908_214_929_270_587_7e-10;
    const HIGH: f64 = 6.931_471_803_691_238e-1;
    const TERMS: [f64; 7] = [
        6.666_666_666_666_735e-1,
        3.999_999_999_940_942e-1,
        2.857_142_874_366_239e-1,
        2.222_219_843_214_978_4e-1,
        1.818_357_216_161_805e-1,
        1.531_383_769_920_937_3e-1,
        1.479_819_860_511_658_6e-1,
    ];
    let [a, b, c, d, e, f, g] = TERMS;
    // A number under the least normal one is scaled up first.
    let (number, scaled) = if number.is_normal() { (number, 0) } else { (number * 2f64.powi(54), -54) };
    let bits = number.to_bits();
    let mut power = i32::try_from(bits >> 52 & 0x7ff).unwrap_or_default() - 1022 + scaled;
    let mut fraction = f64::from_bits(bits & !(0x7ff << 52) | 1022 << 52);
    if fraction < std::f64::consts::SQRT_2 / 2.0 {
        fraction *= 2.0;
        power -= 1;
    }
    let (rest, power) = (fraction - 1.0, f64::from(power));
    let s = rest / (2.0 + rest);
    let s2 = s * s;
    let s4 = s2 * s2;
    let sum = s2 * (a + s4 * (c + s4 * (e + s4 * g))) + s4 * (b + s4 * (d + s4 * f));
    let half = 0.5 * rest * rest;
    power * HIGH - ((half - (s * (half + sum) + power * LOW)) - rest)
}
