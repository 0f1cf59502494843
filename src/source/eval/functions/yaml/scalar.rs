//! What a scalar of YAML is that stands in no quotes: its text in, a value out.

use jiff::civil::Date;

use crate::source::eval::functions;
use crate::source::value::Value;

/// Most digits that a number keeps.
const DIGITS: usize = 15;
/// Most zeros that an exponent adds.
const ZEROS: i32 = 30;
const NULL: [&str; 5] = ["", "~", "null", "Null", "NULL"];
const TRUE: [&str; 11] = ["y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON"];
const FALSE: [&str; 11] = ["n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF"];

/// What is written without quotes.
pub(super) fn scalar(text: &str) -> Option<Value> {
    if NULL.contains(&text) {
        return Some(Value::Null);
    }
    if TRUE.contains(&text) || FALSE.contains(&text) {
        return Some(Value::Bool(TRUE.contains(&text)));
    }
    if let Some(moment) = moment(text) {
        return Some(Value::text(&moment));
    }
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    // Infinity is no value of JSON, nor of HCL.
    if [".inf", ".nan"].contains(&unsigned.to_ascii_lowercase().as_str()) || has_date(text) {
        return None;
    }
    let number = match (based(text), decimal(text)) {
        (Some(number), _) => number?,
        (None, Some(decimal)) => decimal.plain()?,
        (None, None) => return Some(Value::text(text)),
    };
    // There is a zero below zero, and digits that a number here would lose.
    let zero = !number.contains(|c: char| matches!(c, '1'..='9'));
    let kept = number.parse::<i64>().is_ok() || digits(&number) <= DIGITS;
    (kept && !(zero && text.starts_with('-'))).then(|| functions::number(&number))
}

/// How many digits of a decimal number mean something.
fn digits(number: &str) -> usize {
    let digits = number.trim_start_matches(['-', '0', '.']);
    digits.bytes().filter(u8::is_ascii_digit).count()
}

/// A whole number in another base than ten, in decimal; nothing in it for one that is too large.
fn based(text: &str) -> Option<Option<String>> {
    let digits = |prefix: &str, base: u32| {
        let digits = text.strip_prefix(prefix).filter(|digits| !digits.is_empty())?;
        let number = || u64::from_str_radix(digits, base).ok().map(|number| number.to_string());
        digits.chars().all(|c| c.is_digit(base)).then(number)
    };
    digits("0x", 16).or_else(|| digits("0o", 8))
}

/// A number in base ten.
struct Decimal {
    negative: bool,
    digits: String,
    /// Where its point stands among the digits, or beside them
    point: i32,
}

fn decimal(text: &str) -> Option<Decimal> {
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().ok()?),
        None => (text, 0),
    };
    let unsigned = mantissa.strip_prefix(['+', '-']).unwrap_or(mantissa);
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
    let digits = format!("{whole}{fraction}");
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let point = i32::try_from(whole.len()).ok()?.saturating_add(exponent);
    is_number.then_some(Decimal { negative: mantissa.starts_with('-'), digits, point })
}

impl Decimal {
    /// Without exponent: `-1.5e-3` is `-0.0015`. Zeros that lead or trail mean nothing.
    fn plain(&self) -> Option<String> {
        let most = i32::try_from(self.digits.len()).ok()?.saturating_add(ZEROS);
        if self.point.abs() > most {
            return None;
        }
        let at = usize::try_from(self.point.max(0)).ok()?;
        let before: String = self.digits.chars().chain(std::iter::repeat('0')).take(at).collect();
        let zeros = "0".repeat(usize::try_from((-self.point).max(0)).ok()?);
        let after = format!("{zeros}{}", self.digits.get(at.min(self.digits.len())..).unwrap_or_default());
        let (before, after) = (before.trim_start_matches('0'), after.trim_end_matches('0'));
        let sign = if self.negative { "-" } else { "" };
        let before = if before.is_empty() { "0" } else { before };
        Some(if after.is_empty() { format!("{sign}{before}") } else { format!("{sign}{before}.{after}") })
    }
}

/// Whether something begins as a moment does.
fn has_date(text: &str) -> bool {
    let year =
        text.get(..5).is_some_and(|year| year.ends_with('-') && year.bytes().take(4).all(|c| c.is_ascii_digit()));
    year && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.: ".contains(&byte))
}

/// A date, or a moment of it, as Terraform writes it: whole seconds, and where no zone is given that of Greenwich.
pub(super) fn moment(text: &str) -> Option<String> {
    if !has_date(text) {
        return None;
    }
    let (date, time) = match text.split_once(['T', 't', ' ']) {
        Some((date, time)) => (date, Some(time)),
        None => (text, None),
    };
    let number = |part: &str, most: i8| {
        let is_number = (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then(|| part.parse::<i8>().ok()).flatten().filter(|number| *number <= most)
    };
    let mut parts = date.splitn(3, '-');
    let (year, month, day) = (parts.next()?, number(parts.next()?, 12)?, number(parts.next()?, 31)?);
    let date = Date::new(year.parse().ok()?, month, day).ok()?;
    let Some(time) = time else { return Some(format!("{date}T00:00:00Z")) };
    let (clock, zone) = match time.find(['Z', '+', '-']) {
        Some(at) => time.split_at(at),
        None => (time, ""),
    };
    // Only what is written with a space has no zone.
    let zone = match (text.contains(' '), zone) {
        (true, "") | (false, "Z" | "+00:00" | "-00:00") => "Z",
        (false, zone) => {
            let (hours, minutes) = zone.get(1..).filter(|zone| zone.len() == 5)?.split_once(':')?;
            (number(hours, 14).is_some() && number(minutes, 59).is_some()).then_some(zone)?
        }
        (true, _) => return None,
    };
    let (clock, fraction) = clock.split_once('.').map_or((clock, "0"), |(clock, fraction)| (clock, fraction));
    if fraction.is_empty() || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let mut parts = clock.splitn(3, ':');
    let (hour, minute, second) = (number(parts.next()?, 23)?, number(parts.next()?, 59)?, number(parts.next()?, 59)?);
    Some(format!("{date}T{hour:02}:{minute:02}:{second:02}{zone}"))
}
