//! Instants and days from the texts in which exports write them. The whole column decides what
//! single cells leave open.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Utc};
use chrono_tz::Tz;

use super::written::{self, Numbers, Order, Written};
use crate::load::{Pick, Profile, RawRow, Rows};
use crate::model::Reason;

/// How a file writes its dates.
#[derive(Debug, Clone)]
pub struct DateRule {
    date: Pick,
    time: Pick,
    formats: Vec<String>,
    zone: Option<Tz>,
    order: Option<Order>,
    known_by: Option<DateTime<Utc>>,
}

/// An instant and the day it falls on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// The instant.
    pub at: DateTime<Utc>,
    /// Its day in the case's zone.
    pub on: NaiveDate,
}

/// What the cells of a column say of the order of day, month and year.
#[derive(Debug, Clone, Default)]
pub struct Evidence {
    rows: u64,
    /// By order, the rows that cannot be read in it: how many, and the first of them.
    against: BTreeMap<Order, (u64, u64, String)>,
    /// By order, the rows that would lie in the future.
    future: BTreeMap<Order, u64>,
    /// Whether any two orders read any row differently.
    differ: bool,
    example: Option<(u64, String, Numbers)>,
}

/// What a column decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// Nothing had to be decided.
    Open,
    /// Days are written in this order, and why.
    Decided(Order, String),
    /// More than one order fits: the first row that can be read in several, and how.
    Undecided {
        /// The row's line.
        line: u64,
        /// What stands there.
        value: String,
        /// Two readings, and the word of the config that chooses each.
        readings: [(String, String); 2],
    },
    /// No order fits all rows: a row against each of two.
    Contradictory {
        /// A line, and what stands there that only one order can read.
        one: (u64, String),
        /// Another that it cannot.
        other: (u64, String),
    },
}

impl DateRule {
    /// The rule of the column that we call `ours`. `configured` is the zone that the config gives
    /// the input, which overrules the profile's; where neither says, a case's own zone is used.
    /// Nothing that an export tells of happened after it was first seen, at `known_by`; what people
    /// keep by hand may be planned.
    pub fn new(rows: &Rows, ours: &str, configured: Option<Tz>, known_by: DateTime<Utc>) -> Self {
        let is_planned = rows.profile().kind.is_kept_by_hand();
        Self {
            date: rows.pick(ours),
            time: if ours == "published_at" {
                rows.pick("published_time")
            } else {
                Pick::default()
            },
            formats: rows.profile().date_formats.clone(),
            zone: configured.or(profile_zone(rows.profile())),
            order: rows.profile().day_order,
            known_by: (!is_planned).then_some(known_by),
        }
    }

    /// The same rule for another column, whose order is taken to be the same.
    pub fn of_column(&self, pick: Pick) -> Self {
        Self { date: pick, time: Pick::default(), ..self.clone() }
    }

    /// What a row writes in the column.
    fn written(&self, row: &RawRow) -> Option<String> {
        let date = self.date.from(row)?;
        // A clock time beside a bare day, not beside an instant that has its own.
        Some(match self.time.from(row) {
            Some(time) if !date.contains(':') => format!("{date} {time}"),
            _ => date.into_owned(),
        })
    }

    /// Takes in what a row says of the order.
    pub fn weigh(&self, row: &RawRow, evidence: &mut Evidence) {
        if let Some((text, numbers)) = self.numbers(row) {
            evidence.add(row.line, &text, numbers, self.known_by);
        }
    }

    /// Whether a row asks for an order, and there is none.
    pub fn is_left_open_by(&self, row: &RawRow) -> bool {
        self.is_open() && self.numbers(row).is_some()
    }

    /// Numbers whose order a row does not tell, and how it writes them.
    fn numbers(&self, row: &RawRow) -> Option<(String, Numbers)> {
        let text = self.written(row)?;
        // ISO 8601 leaves nothing to decide, and most columns are in it.
        if text.as_bytes().get(4) == Some(&b'-') || self.by_formats(&text).is_some() {
            return None;
        }
        match written::read(&text) {
            Some(Written::Numbers(numbers)) => Some((text, numbers)),
            _ => None,
        }
    }

    /// Whether the profile or the config has patterns for dates.
    pub fn has_formats(&self) -> bool {
        !self.formats.is_empty()
    }

    /// Whether the column has to say in which order day and month stand.
    pub fn is_open(&self) -> bool {
        self.order.is_none() && !self.date.is_absent()
    }

    /// Reads numbers in this order from now on.
    pub fn settle(&mut self, order: Order) {
        self.order = Some(order);
    }

    /// Reads the instant of a row, which must have one.
    pub fn required(
        &self,
        row: &RawRow,
        column: &'static str,
        case_zone: Tz,
    ) -> Result<Moment, Reason> {
        self.optional(row, case_zone)?.ok_or(Reason::MissingValue { column })
    }

    /// Reads the instant of a row, if it has one.
    pub fn optional(&self, row: &RawRow, case_zone: Tz) -> Result<Option<Moment>, Reason> {
        match self.written(row) {
            Some(text) => self.moment(&text, case_zone).map(Some),
            None => Ok(None),
        }
    }

    /// Reads an instant. A day without a time is that day in the case's zone, and its instant is
    /// the moment the day begins there.
    fn moment(&self, text: &str, case_zone: Tz) -> Result<Moment, Reason> {
        let unreadable = || Reason::UnreadableDate { value: text.to_owned() };
        let written = match self.by_formats(text).or_else(|| written::read(text)) {
            Some(Written::Numbers(numbers)) => self.order.and_then(|order| numbers.in_order(order)),
            written => written,
        };
        let zone = self.zone.unwrap_or(case_zone);
        let moment = match written.ok_or_else(unreadable)? {
            Written::Instant(at) => Moment { at, on: at.with_timezone(&case_zone).date_naive() },
            Written::Local(instant) => {
                let at = local(instant, zone).ok_or_else(unreadable)?;
                Moment { at, on: at.with_timezone(&case_zone).date_naive() }
            }
            Written::Day(on) => {
                let at = local(on.and_time(NaiveTime::MIN), case_zone).ok_or_else(unreadable)?;
                Moment { at, on }
            }
            Written::Numbers(_) => return Err(unreadable()),
        };
        self.plausible(moment, text)
    }

    /// By the patterns of the profile and the config, which come before all else.
    fn by_formats(&self, text: &str) -> Option<Written> {
        self.formats.iter().find_map(|format| {
            let format = format.as_str();
            let instant = DateTime::parse_from_str(text, format).ok();
            let local = || NaiveDateTime::parse_from_str(text, format).ok();
            let day = || NaiveDate::parse_from_str(text, format).ok();
            // A month alone stands for its first day.
            let month =
                || NaiveDate::parse_from_str(&format!("{text} 1"), &format!("{format} %d")).ok();
            // A year of two digits is none of four: `%Y` would take it for one of antiquity.
            instant
                .map(|at| Written::Instant(at.to_utc()))
                .or_else(|| local().map(Written::Local))
                .or_else(|| day().or_else(month).map(Written::Day))
                .filter(|written| (1000..).contains(&written.year()))
        })
    }

    /// Nothing this program reads was published before 1990, or after it was read.
    fn plausible(&self, moment: Moment, text: &str) -> Result<Moment, Reason> {
        let first = NaiveDate::from_ymd_opt(1990, 1, 1).expect("a constant day");
        if moment.on < first {
            return Err(Reason::ImplausibleDate { value: text.to_owned() });
        }
        if self.known_by.is_some_and(|known_by| known_by < moment.at) {
            return Err(Reason::FutureDate { value: text.to_owned() });
        }
        Ok(moment)
    }
}

/// The zone that the vendor is known to use.
fn profile_zone(profile: &Profile) -> Option<Tz> {
    profile.time_zone.as_deref().and_then(|name| name.parse().ok())
}

impl Evidence {
    fn add(&mut self, line: u64, text: &str, numbers: Numbers, known_by: Option<DateTime<Utc>>) {
        self.rows += 1;
        let mut readings = Vec::new();
        for order in Order::ALL {
            match numbers.in_order(order) {
                Some(written) => {
                    if known_by.is_some_and(|known_by| lies_after(written, known_by)) {
                        *self.future.entry(order).or_default() += 1;
                    }
                    readings.push(written);
                }
                None => {
                    let first = || (0, line, text.to_owned());
                    self.against.entry(order).or_insert_with(first).0 += 1;
                }
            }
        }
        self.differ |= readings.windows(2).any(|pair| pair[0] != pair[1]);
        if self.example.is_none() && readings.len() > 1 {
            self.example = Some((line, text.to_owned(), numbers));
        }
    }

    /// Whether any cell asks for an order.
    pub fn asks(&self) -> bool {
        self.rows > 0
    }

    /// What the column decides.
    ///
    /// An order that some row cannot be read in is out. Of those left, one that puts no row in the
    /// future is believed before those that do. Where more than one is left, and they read the
    /// column differently, nothing is decided.
    pub fn decide(&self) -> Decision {
        if !self.asks() {
            return Decision::Open;
        }
        let possible: Vec<Order> =
            Order::ALL.into_iter().filter(|order| !self.against.contains_key(order)).collect();
        match possible.as_slice() {
            [] => self.contradiction(),
            [order] => Decision::Decided(*order, self.why(*order)),
            _ if !self.differ => {
                Decision::Decided(possible[0], "every order reads all rows alike".to_owned())
            }
            _ => {
                let past: Vec<Order> = possible
                    .iter()
                    .copied()
                    .filter(|order| !self.future.contains_key(order))
                    .collect();
                match past.as_slice() {
                    [order] => {
                        let count: u64 = self.future.values().sum();
                        let why = format!("in any other {count} dates would lie in the future");
                        Decision::Decided(*order, why)
                    }
                    _ => self.dilemma(&possible),
                }
            }
        }
    }

    fn why(&self, order: Order) -> String {
        let rival = if order == Order::DayFirst { Order::MonthFirst } else { Order::DayFirst };
        let told = self.against.get(&rival);
        match told {
            Some((_, line, value)) => format!("{value:?} on line {line} leaves no other"),
            None => "no other fits".to_owned(),
        }
    }

    fn contradiction(&self) -> Decision {
        let row = |order: Order| {
            self.against
                .get(&order)
                .map(|(_, line, value)| (*line, value.clone()))
                .unwrap_or_default()
        };
        Decision::Contradictory { one: row(Order::MonthFirst), other: row(Order::DayFirst) }
    }

    fn dilemma(&self, possible: &[Order]) -> Decision {
        let Some((line, value, numbers)) = &self.example else { return self.contradiction() };
        let reading = |order: Order| {
            let day = match numbers.in_order(order) {
                Some(Written::Day(day)) => day.to_string(),
                Some(Written::Local(at)) => at.date().to_string(),
                Some(Written::Instant(at)) => at.date_naive().to_string(),
                _ => String::new(),
            };
            (format!("{day} ({})", order.name()), order.key().to_owned())
        };
        Decision::Undecided {
            line: *line,
            value: value.clone(),
            readings: [reading(possible[0]), reading(possible[1])],
        }
    }
}

fn lies_after(written: Written, instant: DateTime<Utc>) -> bool {
    match written {
        Written::Instant(at) => instant < at,
        Written::Local(at) => instant.naive_utc() + chrono::TimeDelta::days(1) < at,
        Written::Day(day) => instant.date_naive() + chrono::Days::new(1) < day,
        Written::Numbers(_) => false,
    }
}

/// A clock time in a zone. Of an hour that comes twice the first is meant; one that a zone skips
/// is read as if the clock had not been put forward.
fn local(instant: NaiveDateTime, zone: Tz) -> Option<DateTime<Utc>> {
    zone.from_local_datetime(&instant)
        .earliest()
        .or_else(|| {
            let hour = chrono::TimeDelta::hours(1);
            zone.from_local_datetime(&(instant - hour)).latest().map(|earlier| earlier + hour)
        })
        .map(|instant| instant.with_timezone(&Utc))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(formats: &[&str], zone: Option<Tz>) -> DateRule {
        DateRule {
            date: Pick::default(),
            time: Pick::default(),
            formats: formats.iter().map(|&format| format.to_owned()).collect(),
            zone,
            order: None,
            known_by: Some("2026-11-22T00:00:00Z".parse().unwrap()),
        }
    }

    fn read(rule: &DateRule, text: &str, zone: Tz) -> (String, String) {
        let moment = rule.moment(text, zone).unwrap();
        (moment.at.to_rfc3339(), moment.on.to_string())
    }

    fn decided(column: &[&str]) -> Decision {
        let mut evidence = Evidence::default();
        let rule = rule(&[], None);
        for (line, text) in (2..).zip(column) {
            if let Some(Written::Numbers(numbers)) = written::read(text) {
                evidence.add(line, text, numbers, rule.known_by);
            }
        }
        evidence.decide()
    }

    #[test]
    fn the_whole_column_decides_the_order() {
        let of = |column: &[&str]| match decided(column) {
            Decision::Decided(order, why) => (order, why),
            other => panic!("{other:?}"),
        };
        let (order, why) = of(&["05/02/2026", "11/05/2026", "24/02/2026"]);
        assert_eq!(order, Order::DayFirst);
        assert_eq!(why, "\"24/02/2026\" on line 4 leaves no other");
        assert_eq!(of(&["05/02/2026", "05/24/2026"]).0, Order::MonthFirst);
        assert_eq!(of(&["99/05/24", "99/05/02"]).0, Order::YearFirst);
        assert_eq!(of(&["11/11/2025"]).1, "every order reads all rows alike");
    }

    #[test]
    fn a_reading_in_the_future_is_no_reading() {
        match decided(&["05/12/2026 10:00", "06/11/2026 10:00"]) {
            Decision::Decided(order, why) => {
                assert_eq!(order, Order::MonthFirst);
                assert_eq!(why, "in any other 1 dates would lie in the future");
            }
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn where_nothing_decides_both_readings_are_told() {
        let Decision::Undecided { line, value, readings } = decided(&["05/02/2026 11:35"]) else {
            panic!("decided");
        };
        assert_eq!((line, value.as_str()), (2, "05/02/2026 11:35"));
        assert_eq!(readings[0].0, "2026-02-05 (day/month/year)");
        assert_eq!((readings[0].1.as_str(), readings[1].1.as_str()), ("day-first", "month-first"));
    }

    #[test]
    fn a_column_in_two_orders_is_told() {
        let decision = decided(&["24/02/2026", "02/24/2026"]);
        assert!(matches!(decision, Decision::Contradictory { .. }), "{decision:?}");
    }

    #[test]
    fn a_day_is_the_case_s_day() {
        let rule = rule(&[], Some(Tz::UTC));
        let (at, on) = read(&rule, "2026-05-10 15:30:00.0", Tz::Asia__Tokyo);
        assert_eq!((at.as_str(), on.as_str()), ("2026-05-10T15:30:00+00:00", "2026-05-11"));
    }

    #[test]
    fn a_bare_day_stays_that_day_whatever_the_vendor_s_zone() {
        let rule = rule(&[], Some(Tz::UTC));
        let (at, on) = read(&rule, "2026-05-11", Tz::Asia__Tokyo);
        assert_eq!((at.as_str(), on.as_str()), ("2026-05-10T15:00:00+00:00", "2026-05-11"));
    }

    #[test]
    fn a_clock_time_without_a_zone_is_the_input_s() {
        let rule = rule(&["%d-%m-%Y %H.%M"], Some(Tz::Europe__Amsterdam));
        let (at, _) = read(&rule, "24-02-2015 11.35", Tz::UTC);
        assert_eq!(at, "2015-02-24T10:35:00+00:00");
    }

    #[test]
    fn an_offset_in_a_format_of_one_s_own_counts() {
        let rule = rule(&["%d/%m/%Y %H:%M %z"], None);
        let (at, on) = read(&rule, "25/10/2026 23:30 +0000", Tz::Asia__Tokyo);
        assert_eq!((at.as_str(), on.as_str()), ("2026-10-25T23:30:00+00:00", "2026-10-26"));
    }

    #[test]
    fn a_month_alone_is_its_first_day() {
        assert_eq!(read(&rule(&["%Y%m"], None), "201102", Tz::UTC).1, "2011-02-01");
    }

    #[test]
    fn the_hour_that_spring_skips_and_the_one_that_autumn_repeats_are_read() {
        let rule = rule(&[], Some(Tz::Europe__Amsterdam));
        assert_eq!(read(&rule, "2026-03-29 02:30", Tz::UTC).0, "2026-03-29T01:30:00+00:00");
        assert_eq!(read(&rule, "2026-10-25 02:30", Tz::UTC).0, "2026-10-25T00:30:00+00:00");
    }

    #[test]
    fn nothing_was_published_before_1990_or_after_it_was_read() {
        let refused = rule(&["%m/%d/%Y"], None).moment("1/1/1900", Tz::UTC);
        assert_eq!(refused, Err(Reason::ImplausibleDate { value: "1/1/1900".to_owned() }));
        let nonsense = rule(&[], None).moment("yesterday", Tz::UTC);
        assert_eq!(nonsense, Err(Reason::UnreadableDate { value: "yesterday".to_owned() }));
        let future = rule(&[], None).moment("2026-11-23", Tz::UTC);
        assert_eq!(future, Err(Reason::FutureDate { value: "2026-11-23".to_owned() }));
    }
}
