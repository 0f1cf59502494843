//! Functions of dates and times, which are strings such as `2026-11-24T00:22:25Z`.

use std::iter::Peekable;
use std::str::Chars;

use jiff::SignedDuration;
use jiff::civil::DateTime;

use crate::source::value::Value;

/// The value of a call; `None` when it is another function or can't be told.
pub(super) fn answer(name: &str, arguments: &[Value]) -> Option<Value> {
    let text = |index: usize| arguments.get(index).and_then(Value::as_str);
    match (name, arguments.len()) {
        ("formatdate", 2) => Moment::parse(text(1)?)?.format(text(0)?).map(|text| Value::text(&text)),
        ("timeadd", 2) => {
            let moment = Moment::parse(text(0)?)?;
            let local = moment.local.checked_add(duration(text(1)?)?).ok()?;
            Some(Value::text(&Moment { local, ..moment }.written()))
        }
        ("timecmp", 2) => {
            let order = Moment::parse(text(0)?)?.instant()?.cmp(&Moment::parse(text(1)?)?.instant()?);
            Some(Value::Number(i64::from(order as i8).into()))
        }
        _ => None,
    }
}

/// A time in a zone.
#[derive(Clone, Copy)]
struct Moment {
    local: DateTime,
    /// Minutes that the zone is ahead of UTC
    offset: i32,
}

impl Moment {
    /// RFC 3339 in the form that Terraform takes: with `T`, seconds and a zone.
    fn parse(text: &str) -> Option<Self> {
        let (local, zone) = text.split_at_checked(text.find(['Z', '+']).or(text.rfind('-'))?)?;
        let is_whole = local.len() >= 19 && local.get(10..11) == Some("T");
        let local = local.parse().ok().filter(|_| is_whole)?;
        if zone == "Z" {
            return Some(Self { local, offset: 0 });
        }
        let (hours, minutes) = zone.get(1..)?.split_once(':').filter(|(h, m)| h.len() == 2 && m.len() == 2)?;
        let ahead = hours.parse::<i32>().ok()? * 60 + minutes.parse::<i32>().ok()?;
        Some(Self { local, offset: if zone.starts_with('-') { -ahead } else { ahead } })
    }

    fn instant(self) -> Option<DateTime> {
        self.local.checked_sub(SignedDuration::from_mins(self.offset.into())).ok()
    }

    /// As `timeadd` writes it, without fractions of a second.
    fn written(self) -> String {
        let whole = self.local.strftime("%Y-%m-%dT%H:%M:%S");
        if self.offset == 0 { format!("{whole}Z") } else { format!("{whole}{}", self.zone(":")) }
    }

    fn zone(self, between: &str) -> String {
        let sign = if self.offset < 0 { '-' } else { '+' };
        format!("{sign}{:02}{between}{:02}", self.offset.abs() / 60, self.offset.abs() % 60)
    }

    /// https://developer.hashicorp.com/terraform/language/functions/formatdate
    fn format(self, pattern: &str) -> Option<String> {
        let (mut written, mut rest) = (String::new(), pattern.chars().peekable());
        while let Some(&first) = rest.peek() {
            match first {
                '\'' => written.push_str(&quoted(&mut rest)?),
                'a'..='z' | 'A'..='Z' => {
                    let mut token = String::new();
                    while rest.next_if_eq(&first).is_some() {
                        token.push(first);
                    }
                    written.push_str(&self.token(&token)?);
                }
                _ => written.extend(rest.next()),
            }
        }
        Some(written)
    }

    fn token(self, token: &str) -> Option<String> {
        let date = |form: &str| Some(self.local.strftime(form).to_string());
        match token {
            "YYYY" => date("%Y"),
            "YY" => date("%y"),
            "MMMM" => date("%B"),
            "MMM" => date("%b"),
            "MM" => date("%m"),
            "M" => Some(self.local.month().to_string()),
            "DD" => date("%d"),
            "D" => Some(self.local.day().to_string()),
            "EEEE" => date("%A"),
            "EEE" => date("%a"),
            "hh" => date("%H"),
            "h" => Some(self.local.hour().to_string()),
            "HH" => date("%I"),
            "H" => Some(((self.local.hour() + 11) % 12 + 1).to_string()),
            "AA" => date("%p"),
            "aa" => date("%p").map(|half| half.to_lowercase()),
            "mm" => date("%M"),
            "m" => Some(self.local.minute().to_string()),
            "ss" => date("%S"),
            "s" => Some(self.local.second().to_string()),
            "ZZZZZ" => Some(self.zone(":")),
            "ZZZZ" => Some(self.zone("")),
            "ZZZ" if self.offset == 0 => Some("UTC".to_owned()),
            "ZZZ" => Some(self.zone("")),
            "Z" if self.offset == 0 => Some("Z".to_owned()),
            "Z" => Some(self.zone(":")),
            _ => None,
        }
    }
}

/// A quoted text, in which two quotes stand for one. `None` when it has no end.
fn quoted(rest: &mut Peekable<Chars<'_>>) -> Option<String> {
    rest.next();
    let mut text = String::new();
    loop {
        match rest.next()? {
            '\'' if rest.next_if_eq(&'\'').is_none() => return Some(text),
            c => text.push(c),
        }
    }
}

/// A duration as Go writes it, such as `-1h30m` or `1.5h`.
fn duration(text: &str) -> Option<SignedDuration> {
    const UNITS: [(&str, f64); 6] = [("h", 3600.0), ("ms", 1e-3), ("m", 60.0), ("us", 1e-6), ("ns", 1e-9), ("s", 1.0)];
    let (sign, mut rest) = match text.strip_prefix('-') {
        Some(rest) => (-1.0, rest),
        None => (1.0, text.strip_prefix('+').unwrap_or(text)),
    };
    let mut seconds = 0.0;
    while !rest.is_empty() && rest != "0" {
        let (number, after) = rest.split_at_checked(rest.find(|c: char| c != '.' && !c.is_ascii_digit())?)?;
        let (unit, worth) = UNITS.iter().find(|(unit, _)| after.starts_with(unit))?;
        seconds += number.parse::<f64>().ok()? * worth;
        rest = after.strip_prefix(unit)?;
    }
    if text.is_empty() { None } else { SignedDuration::try_from_secs_f64(sign * seconds).ok() }
}
