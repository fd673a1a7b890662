//! A date as it is written: what can be read of one cell without looking at the others.

use std::sync::LazyLock;

use chrono::{
    DateTime, Datelike, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc,
};
use regex::{Captures, Regex};
use unicode_normalization::UnicodeNormalization;

use super::months;
pub use crate::load::profile::Order;

/// What one cell says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Written {
    /// An instant.
    Instant(DateTime<Utc>),
    /// A clock time in no zone.
    Local(NaiveDateTime),
    /// A day.
    Day(NaiveDate),
    /// Three numbers, of which the column has to say which is which, and what stands behind them.
    Numbers(Numbers),
}

impl Written {
    /// The year, of numbers none.
    pub fn year(&self) -> i32 {
        match self {
            Self::Instant(at) => at.year(),
            Self::Local(at) => at.year(),
            Self::Day(day) => day.year(),
            Self::Numbers(_) => 0,
        }
    }
}

/// A day whose order the column decides.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Numbers {
    parts: [u32; 3],
    /// What separates them.
    pub separator: char,
    /// How many digits the last has.
    pub year_digits: usize,
    time: Option<NaiveTime>,
    offset: Option<FixedOffset>,
}

impl Numbers {
    /// What it says in an order, if it can be read in it.
    pub fn in_order(&self, order: Order) -> Option<Written> {
        let [a, b, c] = self.parts;
        let (year, month, day) = match order {
            Order::DayFirst => (c, b, a),
            Order::MonthFirst => (c, a, b),
            // A year of four digits that stands last does not stand first.
            Order::YearFirst if self.year_digits == 4 => return None,
            Order::YearFirst => (a, b, c),
        };
        let year =
            if self.year_digits == 2 || order == Order::YearFirst { century(year) } else { year };
        let year = i32::try_from(year).ok().filter(|year| YEARS.contains(year))?;
        let day = NaiveDate::from_ymd_opt(year, month, day)?;
        Some(assembled(day, self.time, self.offset))
    }
}

/// Years that a date of three numbers may have; any other is no year.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2199;

/// Below 69 they are of this century, as POSIX has it.
fn century(year: u32) -> u32 {
    if year < 69 { 2000 + year } else { 1900 + year }
}

fn assembled(day: NaiveDate, time: Option<NaiveTime>, offset: Option<FixedOffset>) -> Written {
    match (time, offset) {
        (None, _) => Written::Day(day),
        (Some(time), None) => Written::Local(day.and_time(time)),
        (Some(time), Some(offset)) => day
            .and_time(time)
            .and_local_timezone(offset)
            .single()
            .map_or(Written::Local(day.and_time(time)), |at| Written::Instant(at.to_utc())),
    }
}

/// Reads one cell.
pub fn read(text: &str) -> Option<Written> {
    let text = text.trim();
    if let Some(written) = iso(text).or_else(|| number(text)) {
        return Some(written);
    }
    // A full date fits in far less; what is longer is a text in the wrong column.
    if text.len() > 100 {
        return None;
    }
    let folded: String = text.nfkc().collect::<String>().to_lowercase();
    let folded = WEEKDAY.replace_all(&folded, "");
    let named = with_numbered_months(folded.trim());
    year_first(&named)
        .or_else(|| era(&named))
        .or_else(|| named_month(&named))
        .or_else(|| classic(&named))
        .or_else(|| numbers(&named))
}

/// ISO 8601 and what databases make of it.
fn iso(text: &str) -> Option<Written> {
    let bytes = text.as_bytes();
    if bytes.len() < 10 || bytes[4] != b'-' {
        return None;
    }
    if bytes.len() == 10 {
        return NaiveDate::parse_from_str(text, "%Y-%m-%d").ok().map(Written::Day);
    }
    let local =
        ["%Y-%m-%d %H:%M:%S%.f", "%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M"];
    let zoned = ["%Y-%m-%d %H:%M:%S%.f %z", "%Y-%m-%dT%H:%M:%S%.f%z", "%Y-%m-%d %H:%M:%S%.f%z"];
    let instant = || DateTime::parse_from_rfc3339(text).ok();
    let with_offset =
        || zoned.iter().find_map(|format| DateTime::parse_from_str(text, format).ok());
    if let Some(at) = instant().or_else(with_offset) {
        return Some(Written::Instant(at.to_utc()));
    }
    let found = local.iter().find_map(|format| NaiveDateTime::parse_from_str(text, format).ok());
    found.map(Written::Local)
}

/// Numbers alone: compact dates, spreadsheet serials, and seconds, milliseconds, microseconds or
/// nanoseconds since 1970. Their ranges do not meet.
fn number(text: &str) -> Option<Written> {
    if !text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') {
        return COMPACT.captures(text).and_then(|found| {
            let at = NaiveDateTime::parse_from_str(&found[1], "%Y%m%dT%H%M%S").ok()?;
            Some(match found.get(2) {
                Some(_) => Written::Instant(at.and_utc()),
                None => Written::Local(at),
            })
        });
    }
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    match text.len() {
        8 if digits => return NaiveDate::parse_from_str(text, "%Y%m%d").ok().map(Written::Day),
        12 if digits => {
            let found = NaiveDateTime::parse_from_str(text, "%Y%m%d%H%M").ok();
            if let Some(at) = found {
                return Some(Written::Local(at));
            }
        }
        14 if digits => {
            let found = NaiveDateTime::parse_from_str(text, "%Y%m%d%H%M%S").ok();
            return found.map(Written::Local);
        }
        _ => {}
    }
    let value: f64 = text.parse().ok()?;
    let whole = || text.parse::<i64>().ok();
    let instant = |at: Option<DateTime<Utc>>| at.map(Written::Instant);
    match value {
        20_000.0..80_000.0 => serial(value),
        1e8..1e10 => instant(DateTime::from_timestamp_micros((value * 1e6).round() as i64)),
        1e11..1e13 => instant(DateTime::from_timestamp_micros((value * 1e3).round() as i64)),
        1e14..1e16 => instant(DateTime::from_timestamp_micros(whole()?)),
        1e17..9e18 => instant(Some(DateTime::from_timestamp_nanos(whole()?))),
        _ => None,
    }
}

/// Days since 30 December 1899, as spreadsheets count them, to the second.
fn serial(value: f64) -> Option<Written> {
    let seconds = (value * 86_400.0).round() as i64;
    let epoch = NaiveDate::from_ymd_opt(1899, 12, 30)?.and_time(NaiveTime::MIN);
    let at = epoch.checked_add_signed(TimeDelta::seconds(seconds))?;
    Some(if value.fract() == 0.0 { Written::Day(at.date()) } else { Written::Local(at) })
}

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("a pattern of ours")
}

const TIME: &str = r"(?:t|at|om|,|\s)*(?:(?P<half>午前|午後)\s*)?(?P<hour>\d{1,2})\s*(?:[:.h]\s*(?P<minute>\d{2}|\d)|時\s*(?P<min>\d{1,2})?)(?:\s*[:.分]\s*(?P<second>\d{1,2})(?:[.,](?P<fraction>\d{1,9}))?)?[分秒]?(?:\s*(?P<noon>[ap])\.?m\.?)?(?:\s*\(?(?P<zone>z|[+-]\d{2}:?\d{2}|(?:utc|gmt)(?:[+-]\d{1,2}(?::?\d{2})?)?|[a-z]{2,5})\)?)?";

/// Weekdays, which say nothing that the date does not.
static WEEKDAY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?[.,]?\s+|^(?:maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|ma|di|wo|do|vr|za|zo)[.,]?\s+|\s*\([月火水木金土日](?:曜日?)?\)|[月火水木金土日]曜日",
    )
});
static COMPACT: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(\d{8}T\d{6})(Z)?$"));
static WORD: LazyLock<Regex> = LazyLock::new(|| pattern(r"[a-z]{3,}\.?"));
static YEAR_FIRST: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"^(?P<year>\d{{4}})\s*[-/.年]\s*(?P<month>\d{{1,2}})\s*[-/.月]\s*(?P<day>\d{{1,2}})\s*日?(?:{TIME})?$"
    ))
});
static ERA: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"^(?P<era>令和|平成|昭和|[rhs])\s*(?P<year>\d{{1,2}}|元)\s*[年./-]\s*(?P<month>\d{{1,2}})\s*[月./-]\s*(?P<day>\d{{1,2}})\s*日?(?:{TIME})?$"
    ))
});
static DAY_NAMED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"^(?P<day>\d{{1,2}})(?:st|nd|rd|th|e|\.)?[\s/-]*⟨(?P<month>\d+)⟩[\s/,-]*'?(?P<year>\d{{4}}|\d{{2}})(?:{TIME})?$"
    ))
});
static NAMED_DAY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"^⟨(?P<month>\d+)⟩[\s/-]*(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[\s,/-]+(?P<year>\d{{4}})(?:{TIME})?$"
    ))
});
static CLASSIC: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(r"^⟨(?P<month>\d+)⟩\s+(?P<day>\d{{1,2}}){TIME}\s+(?P<year>\d{{4}})$"))
});
static NUMBERS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"^(?P<a>\d{{1,2}})(?P<separator>[-/.])(?P<b>\d{{1,2}})[-/.](?P<c>\d{{4}}|\d{{2}})(?:{TIME})?$"
    ))
});

/// The text with the names of months replaced by their numbers in brackets.
fn with_numbered_months(text: &str) -> String {
    let replaced = WORD.replace_all(text, |found: &Captures<'_>| match months::number(&found[0]) {
        Some(number) => format!("⟨{number}⟩"),
        None => found[0].to_owned(),
    });
    replaced.into_owned()
}

fn year_first(text: &str) -> Option<Written> {
    let found = YEAR_FIRST.captures(text)?;
    dated(&found, found["year"].parse().ok()?)
}

fn era(text: &str) -> Option<Written> {
    let found = ERA.captures(text)?;
    let first = match &found["era"] {
        "令和" | "r" => 2018,
        "平成" | "h" => 1988,
        _ => 1925,
    };
    let year = if &found["year"] == "元" { 1 } else { found["year"].parse::<i32>().ok()? };
    dated(&found, first + year)
}

fn named_month(text: &str) -> Option<Written> {
    let found = DAY_NAMED.captures(text).or_else(|| NAMED_DAY.captures(text))?;
    let year: u32 = found["year"].parse().ok()?;
    let year = if found["year"].len() == 2 { century(year) } else { year };
    dated(&found, i32::try_from(year).ok()?)
}

/// `Mon Jan 01 12:00:00 +0000 2024`, less the weekday.
fn classic(text: &str) -> Option<Written> {
    let found = CLASSIC.captures(text)?;
    dated(&found, found["year"].parse().ok()?)
}

fn numbers(text: &str) -> Option<Written> {
    let found = NUMBERS.captures(text)?;
    let part = |name: &str| found[name].parse::<u32>().ok();
    let (time, offset) = clock(&found)?;
    let separator = found["separator"].chars().next()?;
    let numbers = Numbers {
        parts: [part("a")?, part("b")?, part("c")?],
        separator,
        year_digits: found["c"].len(),
        time,
        offset,
    };
    let is_readable = |order| numbers.in_order(order).is_some();
    Order::ALL.into_iter().any(is_readable).then_some(Written::Numbers(numbers))
}

fn dated(found: &Captures<'_>, year: i32) -> Option<Written> {
    let part = |name: &str| found[name].parse::<u32>().ok();
    let day = NaiveDate::from_ymd_opt(year, part("month")?, part("day")?)?;
    let (time, offset) = clock(found)?;
    Some(assembled(day, time, offset))
}

type Clock = (Option<NaiveTime>, Option<FixedOffset>);

/// The time of day, if any is written; `None` when what is written is none.
fn clock(found: &Captures<'_>) -> Option<Clock> {
    let Some(hour) = found.name("hour") else { return Some((None, None)) };
    let part = |name: &str| found.name(name).map_or(Some(0_u32), |text| text.as_str().parse().ok());
    let hour: u32 = hour.as_str().parse().ok()?;
    let half = found.name("noon").or(found.name("half")).map(|half| half.as_str());
    let hour = match half {
        Some("p" | "午後") if hour < 12 => hour + 12,
        Some("a" | "午前") if hour == 12 => 0,
        _ => hour,
    };
    let fraction = found
        .name("fraction")
        .map_or(Some(0), |text| format!("{:0<9}", text.as_str()).parse::<u32>().ok())?;
    let minute = part("minute")? + part("min")?;
    let time = NaiveTime::from_hms_nano_opt(hour, minute, part("second")?, fraction)?;
    let offset = match found.name("zone") {
        Some(zone) => Some(offset(zone.as_str())?),
        None => None,
    };
    Some((Some(time), offset))
}

/// The offset of a zone by its letters, as far as they mean one thing only: those of RFC 2822 and of
/// the countries that exports come from.
fn offset(zone: &str) -> Option<FixedOffset> {
    let hours = |hours: i32| FixedOffset::east_opt(hours * 3600);
    match zone {
        "z" | "utc" | "gmt" | "ut" => hours(0),
        "est" => hours(-5),
        "edt" => hours(-4),
        "cst" => hours(-6),
        "cdt" => hours(-5),
        "mst" => hours(-7),
        "mdt" => hours(-6),
        "pst" => hours(-8),
        "pdt" => hours(-7),
        "jst" => hours(9),
        "cet" => hours(1),
        "cest" => hours(2),
        _ => {
            let digits = zone.trim_start_matches(|c: char| c.is_ascii_alphabetic());
            let sign = if digits.starts_with('-') { -1 } else { 1 };
            let digits: String = digits.chars().filter(char::is_ascii_digit).collect();
            let (hour, minute) = match digits.len() {
                1 | 2 => (digits.parse::<i32>().ok()?, 0),
                3 | 4 => {
                    let (hour, minute) = digits.split_at(digits.len() - 2);
                    (hour.parse().ok()?, minute.parse().ok()?)
                }
                _ => return None,
            };
            FixedOffset::east_opt(sign * (hour * 3600 + minute * 60))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> String {
        match read(text) {
            Some(Written::Instant(at)) => at.to_rfc3339(),
            Some(Written::Local(at)) => at.to_string(),
            Some(Written::Day(day)) => day.to_string(),
            Some(Written::Numbers(numbers)) => Order::ALL
                .into_iter()
                .filter_map(|order| match numbers.in_order(order)? {
                    Written::Day(day) => Some(day.to_string()),
                    Written::Local(at) => Some(at.to_string()),
                    Written::Instant(at) => Some(at.to_rfc3339()),
                    Written::Numbers(_) => None,
                })
                .collect::<Vec<_>>()
                .join(" or "),
            None => "nothing".to_owned(),
        }
    }

    #[test]
    fn every_form_that_exports_use_is_read() {
        for (text, expected) in [
            ("2026-05-11", "2026-05-11"),
            ("2026-05-11 08:05:00.0", "2026-05-11 08:05:00"),
            ("2026-05-11T08:05:00.000Z", "2026-05-11T08:05:00+00:00"),
            ("2026-05-11T08:05:00.000+0900", "2026-05-10T23:05:00+00:00"),
            ("2026-05-11 08:05:00 +0200", "2026-05-11T06:05:00+00:00"),
            ("Mon, 11 May 2026 09:00:00 +0200", "2026-05-11T07:00:00+00:00"),
            ("Mon, 11 May 2026 09:00:00 GMT", "2026-05-11T09:00:00+00:00"),
            ("Mon May 11 12:00:00 +0000 2026", "2026-05-11T12:00:00+00:00"),
            ("Sat Jan 01 00:00:00 UTC 2020", "2020-01-01T00:00:00+00:00"),
            ("46153", "2026-05-11"),
            ("46153.336805556", "2026-05-11 08:05:00"),
            ("1778486700", "2026-05-11T08:05:00+00:00"),
            ("1778486700.5", "2026-05-11T08:05:00.500+00:00"),
            ("1778486700123", "2026-05-11T08:05:00.123+00:00"),
            ("1778486700123456", "2026-05-11T08:05:00.123456+00:00"),
            ("20260511", "2026-05-11"),
            ("20260511080500", "2026-05-11 08:05:00"),
            ("202605110805", "2026-05-11 08:05:00"),
            ("20260511T080500Z", "2026-05-11T08:05:00+00:00"),
            ("15-Nov-25 09:05 PM", "2025-11-15 21:05:00"),
            ("15 november 2025 om 21:05", "2025-11-15 21:05:00"),
            ("3 mrt. 2026", "2026-03-03"),
            ("May 11, 2026, 8:05 am", "2026-05-11 08:05:00"),
            ("May 11, 2026 at 8:05 a.m.", "2026-05-11 08:05:00"),
            ("2026年5月11日", "2026-05-11"),
            ("2026年5月11日(月) 14時05分", "2026-05-11 14:05:00"),
            ("2026年5月11日10時", "2026-05-11 10:00:00"),
            ("2026年5月11日 午後2時05分30秒", "2026-05-11 14:05:30"),
            ("２０２６／５／１１　８：０５", "2026-05-11 08:05:00"),
            ("2026/5/11", "2026-05-11"),
            ("令和8年5月11日", "2026-05-11"),
            ("R8.5.11", "2026-05-11"),
            ("2021-03-01 12:00:00 EST", "2021-03-01T17:00:00+00:00"),
            ("2026-05-11 08:05 UTC+9", "2026-05-10T23:05:00+00:00"),
            ("24-02-2015 11.35", "2015-02-24 11:35:00"),
            ("02/24/2015 11:35 pm", "2015-02-24 23:35:00"),
            ("11/05/2026", "2026-05-11 or 2026-11-05"),
            ("11/05/26", "2026-05-11 or 2026-11-05 or 2011-05-26"),
        ] {
            assert_eq!(told(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in [
            "",
            "nan",
            "-",
            "yesterday",
            "26-Sep",
            "2026-13-01",
            "2026-02-30",
            "32/13/2026",
            "0",
            "19",
            "1.77849E+09",
            "99999999999999999999",
            "2026-05-11 25:00",
            "May 2026",
            "2026-05-11 08:05 XYZ",
            "12:30",
            "5.70306E+17",
        ] {
            assert_eq!(told(text), "nothing", "{text}");
        }
    }
}
