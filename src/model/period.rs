//! Days, ISO weeks, and the period a report is about.

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, TimeDelta, TimeZone, Utc, Weekday};
use chrono_tz::Tz;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Days since 1970-01-01.
pub fn day_index(day: NaiveDate) -> i64 {
    i64::from(day.to_epoch_days())
}

/// Minutes since 1970-01-01T00:00Z.
pub fn minute_index(at: DateTime<Utc>) -> i64 {
    at.timestamp().div_euclid(60)
}

/// Weeks since the Monday of 1969-12-29, so that consecutive weeks differ by one.
pub fn week_index(day: NaiveDate) -> i64 {
    (day_index(day) + 3).div_euclid(7)
}

/// The Monday of the week a day is in.
pub fn week_start(day: NaiveDate) -> NaiveDate {
    day.week(Weekday::Mon).first_day()
}

/// A run of whole days, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DaySpan {
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
}

impl DaySpan {
    /// `None` when it would end before it begins.
    pub fn new(from: NaiveDate, to: NaiveDate) -> Option<Self> {
        (from <= to).then_some(Self { from, to })
    }

    /// How many days it holds.
    pub fn days(self) -> i64 {
        day_index(self.to) - day_index(self.from) + 1
    }

    /// The span of equal length that ends the day before this one begins.
    pub fn previous(self) -> Self {
        let length = Days::new(self.days().unsigned_abs());
        Self { from: self.from - length, to: self.to - length }
    }

    /// Whether a day lies inside.
    pub fn contains(self, day: NaiveDate) -> bool {
        (self.from..=self.to).contains(&day)
    }
}

/// What a report is about: one ISO week, or a span someone asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// Its days.
    pub span: DaySpan,
}

impl Period {
    /// The ISO week a day is in.
    pub fn week_of(day: NaiveDate) -> Self {
        let from = week_start(day);
        Self { span: DaySpan { from, to: from + Days::new(6) } }
    }

    /// The last ISO week that was over when `today` began.
    pub fn last_complete_week(today: NaiveDate) -> Self {
        Self::week_of(week_start(today) - Days::new(1))
    }

    /// Reads `2026-W47`.
    pub fn from_week_name(name: &str) -> Option<Self> {
        let (year, week) = name.trim().split_once("-W")?;
        let year = year.parse().ok().filter(|year| (1990..=9999).contains(year))?;
        let monday = NaiveDate::from_isoywd_opt(year, week.parse().ok()?, Weekday::Mon)?;
        Some(Self::week_of(monday))
    }

    /// `2026-W47` for an ISO week, `2026-08-14--2026-11-01` for any other span.
    pub fn name(self) -> String {
        if self == Self::week_of(self.span.from) {
            let week = self.span.from.iso_week();
            format!("{:04}-W{:02}", week.year(), week.week())
        } else {
            format!("{}--{}", self.span.from, self.span.to)
        }
    }
}

/// The first instant of a day in a zone; where its clocks are put forward at midnight, that is later.
pub fn start_of_day(day: NaiveDate, zone: Tz) -> DateTime<Utc> {
    let midnight = day.and_time(NaiveTime::MIN);
    // Gaps end on a quarter of an hour; one took a whole day (Samoa, 30 December 2011).
    let mut quarters = (0..=96).map(|quarter| midnight + TimeDelta::minutes(15 * quarter));
    let first = quarters.find_map(|local| zone.from_local_datetime(&local).earliest());
    first.map_or_else(|| midnight.and_utc(), |instant| instant.to_utc())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_week_belongs_to_the_year_of_its_thursday() {
        assert_eq!(Period::week_of(day("2026-12-31")).name(), "2026-W53");
        assert_eq!(Period::week_of(day("2027-01-03")).name(), "2026-W53");
        assert_eq!(Period::week_of(day("2027-01-04")).name(), "2027-W01");
    }

    #[test]
    fn a_week_name_reads_back_as_its_week() {
        let week = Period::from_week_name("2026-W53").unwrap();
        assert_eq!(week.span.from, day("2026-12-28"));
        assert_eq!(Period::from_week_name("2025-W53"), None);
        assert_eq!(Period::from_week_name("2026-47"), None);
    }

    #[test]
    fn a_week_is_complete_only_when_its_sunday_is_over() {
        assert_eq!(Period::last_complete_week(day("2026-11-22")).name(), "2026-W46");
        assert_eq!(Period::last_complete_week(day("2026-11-23")).name(), "2026-W47");
    }

    #[test]
    fn leap_days_and_turns_of_the_year_are_days_like_others() {
        let leap = Period::week_of(day("2028-02-29"));
        assert_eq!((leap.name().as_str(), leap.span.to), ("2028-W09", day("2028-03-05")));
        assert_eq!(leap.span.days(), 7);
        assert_eq!(Period::last_complete_week(day("2026-01-01")).name(), "2025-W52");
        assert_eq!(Period::last_complete_week(day("2027-01-04")).name(), "2026-W53");
        assert_eq!(Period::last_complete_week(day("2028-03-01")).name(), "2028-W08");
    }

    #[test]
    fn weeks_count_on_across_the_epoch() {
        assert_eq!(week_index(day("1970-01-04")), 0);
        assert_eq!(week_index(day("1970-01-05")), 1);
        assert_eq!(week_index(day("1969-12-28")), -1);
    }

    #[test]
    fn the_previous_span_touches_this_one() {
        let span = DaySpan::new(day("2026-03-01"), day("2026-03-10")).unwrap();
        assert_eq!(span.previous(), DaySpan { from: day("2026-02-19"), to: day("2026-02-28") });
    }
}
