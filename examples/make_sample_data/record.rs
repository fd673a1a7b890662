//! The record: what a search for the organization finds, week by week.

use chrono::NaiveDate;

use crate::bank::Page;
use crate::dice::Dice;
use crate::story::{Day, FIRST_DAY, LAST_DAY, Story, Visit, day, days_after};

/// How far down a capture looks.
pub(crate) const DEPTH: usize = 20;

/// One result page, taken on one day for one term; without results when it failed.
pub(crate) struct Capture<'a> {
    pub(crate) on: NaiveDate,
    pub(crate) term: &'a str,
    pub(crate) status: Status,
    /// From the top.
    pub(crate) results: Vec<&'a Page>,
}

/// What became of a capture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Status {
    /// It was taken.
    Taken,
    /// It was tried and nothing came.
    Failed,
    /// Nobody tried. Another tool may have looked that day.
    Missed,
}

/// Every week's captures, Mondays, each search term in turn.
pub(crate) fn captures<'a>(story: &'a Story, dice: &mut Dice) -> Vec<Capture<'a>> {
    let mut rankings = rankings(story, dice);
    let mondays = day(FIRST_DAY).iter_weeks().take_while(|monday| *monday <= day(LAST_DAY));
    let mut captures = Vec::new();
    for on in mondays {
        for (place, term) in story.search_terms.iter().enumerate() {
            let results = rankings[place].on(on, dice);
            captures.push(Capture { on, term, status: status(story, on), results });
        }
    }
    captures
}

fn status(story: &Story, on: NaiveDate) -> Status {
    if story.failed_captures.contains(&Day(on)) {
        Status::Failed
    } else if story.missed_captures.contains(&Day(on)) {
        Status::Missed
    } else {
        Status::Taken
    }
}

/// The order in which one search term finds pages, as it drifts from capture to capture.
pub(crate) struct Ranking<'a> {
    standings: Vec<Standing<'a>>,
}

/// Where one page stands.
struct Standing<'a> {
    page: &'a Page,
    place: Place<'a>,
    drift: f64,
}

/// The position a page would have if no other were in its way.
enum Place<'a> {
    Steady(f64),
    Passing(&'a Visit, f64),
}

/// One ranking for each search term of a story.
pub(crate) fn rankings<'a>(story: &'a Story, dice: &mut Dice) -> Vec<Ranking<'a>> {
    (0..story.search_terms.len()).map(|term| Ranking::new(story, term, dice)).collect()
}

impl<'a> Ranking<'a> {
    fn new(story: &'a Story, term: usize, dice: &mut Dice) -> Self {
        let mut standings = Vec::new();
        for page in story.bank.pages.iter().filter(|page| !page.is_incident) {
            let before =
                standings.iter().filter(|other: &&Standing| other.page.kind == page.kind).count();
            let step = f64::from(u8::try_from(before).expect("a bank has few pages"));
            let place = first_place(&page.kind, term) + 2.4 * step + dice.between(0.0, 2.0);
            standings.push(Standing { page, place: Place::Steady(place), drift: 0.0 });
        }
        for visit in &story.visits {
            let page = story.bank.pages.iter().find(|page| page.url == visit.url);
            let page = page.expect("a visit is by a page of the bank");
            let place = Place::Passing(visit, visit.best[term]);
            standings.push(Standing { page, place, drift: 0.0 });
        }
        Self { standings }
    }

    /// The results on a day, from the top.
    pub(crate) fn on(&mut self, day: NaiveDate, dice: &mut Dice) -> Vec<&'a Page> {
        let mut found = Vec::new();
        for standing in &mut self.standings {
            standing.drift = 0.9 * standing.drift + dice.between(-0.7, 0.7);
            if let Some(place) = standing.place.on(day) {
                found.push((place + standing.drift, standing.page));
            }
        }
        found.sort_by(|one, other| one.0.total_cmp(&other.0));
        let count = DEPTH - 6 + dice.below(7) as usize;
        found.into_iter().take(count).map(|(_, page)| page).collect()
    }
}

impl Place<'_> {
    /// Where the page would stand on a day, if it is to be found at all.
    fn on(&self, day: NaiveDate) -> Option<f64> {
        match self {
            Self::Steady(place) => Some(*place),
            Self::Passing(visit, best) => passing(visit, *best, day),
        }
    }
}

/// An incident page climbs, slips, and is gone once it would stand below the depth.
fn passing(visit: &Visit, best: f64, day: NaiveDate) -> Option<f64> {
    let weeks = days_after(day, visit.seen_from) / 7.0;
    let is_away = visit.away.is_some_and(|(from, until)| (from.0..=until.0).contains(&day));
    let is_over = visit.seen_until.is_some_and(|until| until.0 < day);
    if weeks < 0.0 || is_away || is_over {
        return None;
    }
    let place = if weeks < visit.climb {
        best + 3.5 * (visit.climb - weeks)
    } else {
        best + visit.slip * (weeks - visit.climb)
    };
    (place < 14.5).then_some(place)
}

/// Where the first page of a kind stands: for the bare name the organization's own pages lead, with
/// a word like "reviews" after it the reviews do.
fn first_place(kind: &str, term: usize) -> f64 {
    match (kind, term) {
        ("owned", 0) => 0.0,
        ("encyclopedia", 0) => 1.5,
        ("review", 0) => 7.0,
        ("review", _) => 0.0,
        ("forum", 1) => 4.0,
        ("owned", _) => 2.0,
        ("jobs", 1) => 5.0,
        ("encyclopedia", _) => 9.0,
        ("news", _) => 6.0,
        ("video", _) => 10.0,
        _ => 11.0,
    }
}
