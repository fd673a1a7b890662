//! Stories: what happens in each case, and when. One story is one file of data under `stories/`.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveTime, TimeZone};
use chrono_tz::Tz;
use serde::Deserialize;

use crate::bank::Bank;

/// The first day of the sample, a Monday.
pub(crate) const FIRST_DAY: &str = "2026-03-02";
/// The last day of the sample, a Sunday.
pub(crate) const LAST_DAY: &str = "2026-11-01";

/// Each story and its phrase bank.
const STORIES: [(&str, &str); 3] = [
    (include_str!("stories/soap-ad.toml"), include_str!("../sample_texts/soap-ad.toml")),
    (
        include_str!("stories/wrong-account.toml"),
        include_str!("../sample_texts/wrong-account.toml"),
    ),
    (
        include_str!("stories/kitchen-video.toml"),
        include_str!("../sample_texts/kitchen-video.toml"),
    ),
];

/// A story and the words to tell it in.
pub(crate) struct Story {
    plot: Plot,
    pub(crate) bank: Bank,
}

impl std::ops::Deref for Story {
    type Target = Plot;

    fn deref(&self) -> &Plot {
        &self.plot
    }
}

/// What happens in one case.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Plot {
    pub(crate) id: String,
    pub(crate) language: String,
    time_zone: String,
    pub(crate) seed: u64,
    /// What identifiers of mentions begin with.
    pub(crate) ids: String,
    pub(crate) onset: Day,
    pub(crate) search_terms: Vec<String>,
    pub(crate) failed_captures: Vec<Day>,
    pub(crate) missed_captures: Vec<Day>,
    /// Phrases of the bank that contradict the dates of the story.
    unfit: Vec<String>,
    pub(crate) talk: Quiet,
    pub(crate) platforms: BTreeMap<String, f64>,
    pub(crate) storms: Vec<Storm>,
    pub(crate) responses: Vec<Response>,
    pub(crate) visits: Vec<Visit>,
    pub(crate) control: Control,
    pub(crate) events: Vec<Event>,
    pub(crate) removals: Vec<Removal>,
    pub(crate) claims: Vec<Claim>,
    pub(crate) commitments: Vec<Commitment>,
}

/// Talk on a day on which nothing happens.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Quiet {
    /// Originals a day.
    pub(crate) daily: f64,
    pub(crate) negative: f64,
    pub(crate) neutral: f64,
    pub(crate) positive: f64,
}

/// One burst of negative talk.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Storm {
    pub(crate) began_on: Day,
    /// The hour of the first text.
    pub(crate) began_at: u32,
    /// Negative originals on its second day.
    pub(crate) peak: f64,
    /// Days in which the first anger halves.
    pub(crate) half_life: f64,
    /// Negative originals a day that fade more slowly.
    pub(crate) tail: f64,
    pub(crate) tail_half_life: f64,
    /// The pool of its negative texts.
    pub(crate) negative: String,
    /// The pool of its neutral texts; without one only the papers are neutral.
    pub(crate) neutral: Option<String>,
    /// The phase of its headlines.
    pub(crate) headlines: String,
}

/// What the organization says, and how it is taken.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Response {
    pub(crate) on: Day,
    /// The share of the negative talk that turns on it at first.
    pub(crate) anger: f64,
    /// Positive originals that it earns on the first full day.
    pub(crate) warmth: f64,
}

/// The time that an incident page spends among the results of a search.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Visit {
    pub(crate) url: String,
    pub(crate) seen_from: Day,
    pub(crate) seen_until: Option<Day>,
    /// The first and the last day of an absence.
    pub(crate) away: Option<(Day, Day)>,
    /// The position it comes to, for each search term.
    pub(crate) best: Vec<f64>,
    /// Weeks it takes to get there.
    pub(crate) climb: f64,
    /// Places it loses each week from then on.
    pub(crate) slip: f64,
}

/// Something done, dated.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Event {
    pub(crate) on: Day,
    /// The time of day, where somebody wrote it down.
    pub(crate) at: Option<Time>,
    pub(crate) kind: String,
    pub(crate) title: String,
    #[serde(default)]
    pub(crate) url: String,
}

/// A request to take a page away.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Removal {
    pub(crate) id: String,
    pub(crate) url: String,
    pub(crate) channel: String,
    pub(crate) basis: String,
    pub(crate) filed_on: Day,
    pub(crate) acknowledged_on: Option<Day>,
    pub(crate) decided_on: Option<Day>,
    #[serde(default)]
    pub(crate) outcome: String,
    /// The day on which the page was put up; unknown where many hands wrote it over time.
    pub(crate) posted_on: Option<Day>,
    /// Whether somebody considers finding out who did.
    #[serde(default)]
    pub(crate) is_poster_sought: bool,
}

/// Something that goes round, and what a check of it found.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Claim {
    pub(crate) id: String,
    pub(crate) statement: String,
    /// Words that give it away.
    pub(crate) terms: Vec<String>,
    pub(crate) fact_check: String,
    pub(crate) checked_on: Option<Day>,
    #[serde(default)]
    pub(crate) url: String,
    /// How it goes round; without a course only the storm's own texts carry it.
    pub(crate) course: Option<Course>,
}

/// How a claim goes round: so many of each week's negative originals say it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Course {
    /// The pool of its texts.
    pub(crate) pool: String,
    /// The Monday of its first week.
    pub(crate) from: Day,
    pub(crate) weekly: Vec<usize>,
}

/// What the organization promised to do.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Commitment {
    pub(crate) id: String,
    pub(crate) kind: String,
    pub(crate) title: String,
    pub(crate) made_on: Day,
    pub(crate) due_on: Day,
    pub(crate) done_on: Option<Day>,
    /// Where one can see that it was done.
    #[serde(default)]
    pub(crate) evidence: String,
}

/// What is said meanwhile of others in the same trade.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Control {
    pub(crate) series: String,
    /// Texts a day; without it the series is an index whose highest day is 100.
    pub(crate) daily: Option<f64>,
}

/// A calendar day, written as TOML writes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(try_from = "toml::value::Datetime")]
pub(crate) struct Day(pub(crate) NaiveDate);

impl TryFrom<toml::value::Datetime> for Day {
    type Error = String;

    fn try_from(value: toml::value::Datetime) -> Result<Self, String> {
        value.to_string().parse().map(Self).map_err(|error| format!("{value} is no day: {error}"))
    }
}

/// A time of day, written as TOML writes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(try_from = "toml::value::Datetime")]
pub(crate) struct Time(NaiveTime);

impl TryFrom<toml::value::Datetime> for Time {
    type Error = String;

    fn try_from(value: toml::value::Datetime) -> Result<Self, String> {
        value.to_string().parse().map(Self).map_err(|error| format!("{value} is no time: {error}"))
    }
}

impl Story {
    /// The three stories.
    pub(crate) fn all() -> Result<Vec<Self>, toml::de::Error> {
        STORIES.iter().map(|(plot, bank)| Self::read(plot, bank)).collect()
    }

    fn read(plot: &str, bank: &str) -> Result<Self, toml::de::Error> {
        let plot: Plot = toml::from_str(plot)?;
        let bank = Bank::read(bank, &plot.unfit)?;
        Ok(Self { plot, bank })
    }

    /// The same story under another name, told of an organization of its own.
    pub(crate) fn retold(mut self, number: u64) -> Self {
        let name = format!("{} {number}", self.bank.organization);
        for term in &mut self.plot.search_terms {
            *term = format!("{term} {number}");
        }
        self.plot.id = format!("{}-{number}", self.plot.id);
        self.bank.organization = name;
        self
    }

    /// A time of a day on the case's clock, with its offset.
    pub(crate) fn instant(&self, day: Day, time: Time) -> String {
        let at = self.zone().from_local_datetime(&day.0.and_time(time.0)).earliest();
        let at = at.expect("nothing happens in an hour that a zone skips");
        at.format("%Y-%m-%dT%H:%M:%S%:z").to_string()
    }

    /// The zone that says what a day is.
    pub(crate) fn zone(&self) -> Tz {
        self.time_zone.parse().expect("a story names a zone that there is")
    }
}

/// A day of ours, written as `2026-05-11`.
pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().expect("a constant day")
}

/// The days from the first to the last.
pub(crate) fn days(first: NaiveDate, last: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    first.iter_days().take_while(move |day| *day <= last)
}

/// How many days one day lies after another; negative before it.
pub(crate) fn days_after(day: NaiveDate, start: Day) -> f64 {
    let days = i32::try_from((day - start.0).num_days()).expect("the sample spans months");
    f64::from(days)
}
