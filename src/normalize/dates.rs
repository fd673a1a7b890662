//! Instants and days from the texts in which exports write them.

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Utc};
use chrono_tz::Tz;

use crate::load::Profile;
use crate::model::Reason;

/// How a file writes its dates.
#[derive(Debug, Clone)]
pub struct DateRule {
    formats: Vec<String>,
    zone: Option<Tz>,
}

/// An instant and the day it falls on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// The instant.
    pub at: DateTime<Utc>,
    /// Its day in the case's zone.
    pub on: NaiveDate,
}

const DAYS: [&str; 2] = ["%Y-%m-%d", "%Y/%m/%d"];
const LOCAL_INSTANTS: [&str; 6] = [
    "%Y-%m-%d %H:%M:%S%.f",
    "%Y-%m-%dT%H:%M:%S%.f",
    "%Y-%m-%d %H:%M",
    "%Y-%m-%dT%H:%M",
    "%Y/%m/%d %H:%M:%S",
    "%Y/%m/%d %H:%M",
];
const ZONED_INSTANTS: [&str; 2] = ["%Y-%m-%d %H:%M:%S%.f %z", "%Y-%m-%dT%H:%M:%S%.f%z"];

impl DateRule {
    /// The profile's rule. `configured` is the zone that the config gives the input, which
    /// overrules the profile's; where neither says, a case's own zone is used.
    pub fn new(profile: &Profile, configured: Option<Tz>) -> Self {
        let vendor = profile.time_zone.as_deref().and_then(|name| name.parse().ok());
        Self { formats: profile.date_formats.clone(), zone: configured.or(vendor) }
    }

    /// Reads an instant. A day without a time is that day in the case's zone, and its instant is
    /// the moment the day begins there.
    pub fn moment(&self, text: &str, case_zone: Tz) -> Result<Moment, Reason> {
        let text = text.trim();
        let unreadable = || Reason::UnreadableDate { value: text.to_owned() };
        let zone = self.zone.unwrap_or(case_zone);
        let clock = self
            .zoned(text)
            .or_else(|| self.local_instant(text).and_then(|instant| local(instant, zone)));
        let moment = match clock {
            Some(at) => Moment { at, on: at.with_timezone(&case_zone).date_naive() },
            None => {
                let on = self.bare_day(text).ok_or_else(unreadable)?;
                let at = local(on.and_time(NaiveTime::MIN), case_zone).ok_or_else(unreadable)?;
                Moment { at, on }
            }
        };
        plausible(moment, text)
    }

    /// An instant that says its own offset.
    fn zoned(&self, text: &str) -> Option<DateTime<Utc>> {
        let formats = self.formats.iter().map(String::as_str).chain(ZONED_INSTANTS);
        formats
            .into_iter()
            .find_map(|format| DateTime::parse_from_str(text, format).ok())
            .or_else(|| DateTime::parse_from_rfc3339(text).ok())
            .or_else(|| DateTime::parse_from_rfc2822(text).ok())
            .map(|instant| instant.with_timezone(&Utc))
    }

    fn bare_day(&self, text: &str) -> Option<NaiveDate> {
        let formats = self.formats.iter().map(String::as_str).chain(DAYS);
        formats.into_iter().find_map(|format| NaiveDate::parse_from_str(text, format).ok())
    }

    fn local_instant(&self, text: &str) -> Option<NaiveDateTime> {
        let formats = self.formats.iter().map(String::as_str).chain(LOCAL_INSTANTS);
        formats.into_iter().find_map(|format| NaiveDateTime::parse_from_str(text, format).ok())
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

/// Nothing this program reads was published before 1990.
fn plausible(moment: Moment, text: &str) -> Result<Moment, Reason> {
    let first = NaiveDate::from_ymd_opt(1990, 1, 1).expect("a constant day");
    if first <= moment.on {
        Ok(moment)
    } else {
        Err(Reason::ImplausibleDate { value: text.to_owned() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(formats: &[&str], zone: Option<Tz>) -> DateRule {
        DateRule { formats: formats.iter().map(|&format| format.to_owned()).collect(), zone }
    }

    fn read(rule: &DateRule, text: &str, zone: Tz) -> (String, String) {
        let moment = rule.moment(text, zone).unwrap();
        (moment.at.to_rfc3339(), moment.on.to_string())
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
    fn an_offset_in_the_value_overrules_every_zone() {
        let rule = rule(&[], Some(Tz::Asia__Tokyo));
        for text in [
            "2026-05-11T09:00:00+02:00",
            "2026-05-11 09:00:00 +0200",
            "Mon, 11 May 2026 09:00:00 +0200",
        ] {
            assert_eq!(read(&rule, text, Tz::UTC).0, "2026-05-11T07:00:00+00:00");
        }
    }

    #[test]
    fn an_offset_in_a_format_of_one_s_own_counts() {
        let rule = rule(&["%d/%m/%Y %H:%M %z"], None);
        let (at, on) = read(&rule, "25/10/2026 23:30 +0000", Tz::Asia__Tokyo);
        assert_eq!((at.as_str(), on.as_str()), ("2026-10-25T23:30:00+00:00", "2026-10-26"));
    }

    #[test]
    fn the_hour_that_spring_skips_and_the_one_that_autumn_repeats_are_read() {
        let rule = rule(&[], Some(Tz::Europe__Amsterdam));
        assert_eq!(read(&rule, "2026-03-29 02:30", Tz::UTC).0, "2026-03-29T01:30:00+00:00");
        assert_eq!(read(&rule, "2026-10-25 02:30", Tz::UTC).0, "2026-10-25T00:30:00+00:00");
    }

    #[test]
    fn before_1990_nothing_was_published() {
        let refused = rule(&["%m/%d/%Y"], None).moment("1/1/1900", Tz::UTC);
        assert_eq!(refused, Err(Reason::ImplausibleDate { value: "1/1/1900".to_owned() }));
        let nonsense = rule(&[], None).moment("yesterday", Tz::UTC);
        assert_eq!(nonsense, Err(Reason::UnreadableDate { value: "yesterday".to_owned() }));
    }
}
