//! How long things stay, when each is only known to have gone between two looks.
//!
//! B. W. Turnbull, "The empirical distribution function with arbitrarily grouped, censored and
//! truncated data", JRSS B 38 (1976): the curve of greatest likelihood falls only within the
//! innermost intervals, those from the start of some observation to the nearest end of one, and is
//! found by self-consistency. H. Frydman, "A note on nonparametric estimation of the distribution
//! function from interval-censored and truncated observations", JRSS B 56 (1994): with late entry
//! the ages of entry count among the ends.
//!
//! The iteration here is the EM algorithm in the hazards of the innermost intervals (of those still
//! there, the share that goes within), whose fixed points are Turnbull's. A thing that entered late
//! is then simply not at risk before, and no unseen things need be imagined beside the seen. Within
//! an innermost interval the data say nothing of when the curve falls, so the median is a range.
//! With late entry the likelihood can be flat: two neighboring falls are then known only together,
//! and stand as the iteration, which begins with equal shares, leaves them.
//!
//! The curve begins where enough is followed and covers one stretch of ages, as in
//! [`super::kaplan_meier`]. The interval of the median is a percentile bootstrap (B. Efron, 1981)
//! over observations. Things whose fates are tied, such as pages that one request removed, make it
//! too narrow.

mod hazards;
mod innermost;

use std::cmp::Ordering;
use std::ops::Range;

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::kaplan_meier::ENOUGH;
use hazards::{CURVE, DRAW, Fit, fit};
use innermost::{Cell, Row, innermost};

/// How many draws make the interval of the median.
const DRAWS: usize = 400;

/// What the draws begin with: the same observations give the same interval.
const SEED: u64 = 1976;

/// Fewer observations than this have no interval.
const FEWEST: usize = 5;

/// Shares closer than this are one: a report shows four places, and where the curve should not fall
/// at all the iteration comes to rest only slowly.
const NEGLIGIBLE: f64 = 1e-4;

/// Half, as near as the iteration comes to it.
const HALF: f64 = 0.5 + NEGLIGIBLE;

/// One thing, all in days since it was born. It was followed from `entered`, was still there at
/// `after`, and had gone by `by`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Censored {
    /// Its age when we began to follow it; 0 when that was at its birth.
    pub entered: f64,
    /// Its age when we last saw it.
    pub after: f64,
    /// Its age when we first saw that it had gone, or `after` when the very age is known; `None`
    /// when it was still there at the end.
    pub by: Option<f64>,
}

/// A span of ages within which the curve falls, nobody can say where.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fall {
    /// The age after which it falls, in days.
    pub after: f64,
    /// The age by which it has.
    pub by: f64,
    /// How many were followed and still there at its start, as far as the curve can tell.
    pub at_risk: f64,
    /// The share still there at its end, of those that were there at [`Survival::from`].
    pub survival: f64,
}

/// The ages between which something lies, in days.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Span {
    /// Later than this.
    pub after: f64,
    /// Not later than this.
    pub by: f64,
}

/// How long things stay.
#[derive(Debug, Clone, PartialEq)]
pub struct Survival {
    /// The curve starts here, at 1: it speaks of things that reached this age (days). 0 unless things
    /// entered late.
    pub from: f64,
    /// Its falls, in the order of age; empty when nothing went.
    pub falls: Vec<Fall>,
    /// When half of those there at `from` had gone; `None` when it is not reached.
    pub median: Option<Span>,
    /// The lower end of its 95 % interval; `None` when it is not reached or the observations are
    /// fewer than five.
    pub median_low: Option<f64>,
    /// The upper end, likewise.
    pub median_high: Option<f64>,
    /// How many observations the curve rests on. The others had no length, or no usable ages, or lie
    /// outside the ages of the curve.
    pub n: usize,
    /// How many of them went.
    pub events: usize,
    /// The iteration came to rest. Otherwise the curve may be a little off.
    pub is_settled: bool,
}

/// The survival curve of greatest likelihood; `None` when no observation can be used.
pub fn turnbull(observations: &[Censored]) -> Option<Survival> {
    let observed = usable(observations);
    let youngest = observed.first()?.entered;
    let cells = innermost(&observed);
    let rows: Vec<Row> = observed.iter().map(|thing| Row::new(thing, &cells)).collect();
    let fit = fit(&rows, &vec![1.0; rows.len()], cells.len(), &CURVE);
    let used = used(&fit);
    let at_start = |row: &Row| row.entry <= used.start && used.start < row.end();
    let entered = rows.iter().zip(&observed).filter(|(row, _)| at_start(row));
    let entered = entered.map(|(_, thing)| thing.entered).min_by(f64::total_cmp);
    let before = used.start.checked_sub(1).map_or(0.0, |last| cells[last].close.0);
    let from = entered.unwrap_or(youngest).max(before);
    let is_within = |row: &Row, thing: &Censored| {
        let is_young_enough = cells.is_empty() || row.entry < used.end;
        is_young_enough && (used.start == 0 || from < thing.by.unwrap_or(thing.after))
    };
    let within = rows.iter().zip(&observed).filter(|(row, thing)| is_within(row, thing));
    let within: Vec<&Censored> = within.map(|(_, thing)| thing).collect();
    let falls = falls(&fit, &cells, &used);
    let (median_low, median_high) = match within.len() {
        0..FEWEST => (None, None),
        _ => bootstrap(&rows, &cells, &used),
    };
    Some(Survival {
        from,
        median: falls.iter().find(|fall| fall.survival <= HALF).map(Fall::span),
        median_low,
        median_high,
        n: within.len(),
        events: within.iter().filter(|thing| thing.by.is_some()).count(),
        is_settled: fit.is_settled,
        falls,
    })
}

impl Fall {
    fn span(&self) -> Span {
        Span { after: self.after, by: self.by }
    }
}

/// Observations that say something, in an order of their own, so that the order in which they came
/// makes no difference. What was followed from birth entered before every age.
fn usable(observations: &[Censored]) -> Vec<Censored> {
    // What we began to follow was there then.
    let mended = |thing: &Censored| {
        let entered = if thing.entered <= 0.0 { f64::NEG_INFINITY } else { thing.entered };
        Censored { entered, after: thing.after.max(entered), ..*thing }
    };
    let is_numbers = |thing: &&Censored| {
        let left = thing.by.unwrap_or(thing.after);
        left.is_finite() && thing.after.is_finite() && !thing.entered.is_nan()
    };
    let is_usable = |thing: &Censored| {
        let left = thing.by.unwrap_or(thing.after);
        0.0 <= thing.after && thing.after <= left && thing.entered < left
    };
    let numbers = observations.iter().filter(is_numbers);
    let mut usable: Vec<Censored> = numbers.map(mended).filter(is_usable).collect();
    let key = |thing: &Censored| [thing.entered, thing.after, thing.by.unwrap_or(f64::INFINITY)];
    usable.sort_by(|one, other| {
        let pairs = key(one).into_iter().zip(key(other));
        pairs.fold(Ordering::Equal, |so_far, (one, other)| so_far.then(one.total_cmp(&other)))
    });
    usable
}

/// The intervals that make the curve: of the stretches that are followed throughout and outlived,
/// the one with the most events, from where enough is at risk.
fn used(fit: &Fit) -> Range<usize> {
    let is_followed = |cell: usize| NEGLIGIBLE < fit.at_risk[cell];
    let is_outlived = |cell: usize| fit.hazard(cell) < 1.0 - NEGLIGIBLE;
    let cells = 0..fit.at_risk.len();
    let places: Vec<usize> = cells.collect();
    let stretches =
        places.chunk_by(|one, next| is_followed(*one) && is_outlived(*one) && is_followed(*next));
    let gone = |stretch: &[usize]| -> f64 { stretch.iter().map(|cell| fit.gone[*cell]).sum() };
    let fullest = stretches.reduce(
        |best, next| {
            if gone(best) + NEGLIGIBLE < gone(next) { next } else { best }
        },
    );
    let Some((stretch, last)) = fullest.and_then(|stretch| Some((stretch, stretch.last()?))) else {
        return 0..0;
    };
    let most = stretch.iter().map(|cell| fit.at_risk[*cell]).fold(0.0, f64::max);
    let enough = most.min(ENOUGH as f64) - NEGLIGIBLE;
    let begin = stretch.iter().find(|cell| enough <= fit.at_risk[**cell]);
    *begin.unwrap_or(last)..last + 1
}

/// Where the curve falls, and how far.
fn falls(fit: &Fit, cells: &[Cell], used: &Range<usize>) -> Vec<Fall> {
    let mut survival = 1.0;
    let fall = |cell: usize| {
        let before = survival;
        survival *= 1.0 - fit.hazard(cell);
        let (after, by) = (cells[cell].open.0, cells[cell].close.0);
        let fall = Fall { after, by, at_risk: fit.at_risk[cell], survival };
        (NEGLIGIBLE < before - survival).then_some(fall)
    };
    used.clone().filter_map(fall).collect()
}

/// The interval of the median: of so many draws of as many observations, the starts and the ends of
/// the spans in which half were gone.
fn bootstrap(rows: &[Row], cells: &[Cell], used: &Range<usize>) -> (Option<f64>, Option<f64>) {
    let mut draw = ChaCha8Rng::seed_from_u64(SEED);
    let (mut starts, mut ends) = (Vec::with_capacity(DRAWS), Vec::with_capacity(DRAWS));
    for _ in 0..DRAWS {
        let mut weights = vec![0.0; rows.len()];
        for _ in rows {
            weights[draw.random_range(0..rows.len())] += 1.0;
        }
        let falls = falls(&fit(rows, &weights, cells.len(), &DRAW), cells, used);
        let median = falls.iter().find(|fall| fall.survival <= HALF);
        starts.push(median.map_or(f64::INFINITY, |fall| fall.after));
        ends.push(median.map_or(f64::INFINITY, |fall| fall.by));
    }
    (quantile(&mut starts, 0.025), quantile(&mut ends, 0.975))
}

/// `None` when the quantile is among the draws in which nothing was reached.
fn quantile(values: &mut [f64], at: f64) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    let place = (values.len().saturating_sub(1) as f64 * at).round() as usize;
    values.get(place).copied().filter(|value| value.is_finite())
}

#[cfg(test)]
mod tests {
    use rand_distr::{Distribution, Exp, Uniform};

    use super::super::kaplan_meier::{Spell, kaplan_meier};
    use super::*;

    const BIRTH: &str = "3-10 0-6 12-19 8-15 5-12 21-28 30+ 16-23 10+ 26-33 13-20 35+";

    /// `4:18-25` was followed from 4, still there at 18 and gone by 25; `30+` was there to the end
    /// and `9` went at 9.
    fn things(text: &str) -> Vec<Censored> {
        let age = |text: &str| text.parse::<f64>().unwrap();
        let thing = |text: &str| {
            let (entered, rest) = text.split_once(':').unwrap_or(("0", text));
            let (after, by) = match rest.strip_suffix('+') {
                Some(after) => (after, None),
                None => rest.split_once('-').map_or((rest, Some(rest)), |(a, b)| (a, Some(b))),
            };
            Censored { entered: age(entered), after: age(after), by: by.map(age) }
        };
        text.split_whitespace().map(thing).collect()
    }

    fn curve(text: &str) -> Survival {
        turnbull(&things(text)).unwrap()
    }

    fn is_like(survival: &Survival, expected: &[(f64, f64, f64)]) {
        assert_eq!(survival.falls.len(), expected.len());
        for (fall, (after, by, share)) in survival.falls.iter().zip(expected) {
            assert_eq!((fall.after, fall.by), (*after, *by));
            assert!((fall.survival - share).abs() < 5e-5, "{fall:?} is not {share}");
        }
    }

    #[test]
    fn things_followed_from_birth_leave_as_in_lifelines() {
        // tests/oracles/turnbull.py
        let survival = curve(BIRTH);
        is_like(
            &survival,
            &[
                (5.0, 6.0, 0.792283),
                (8.0, 10.0, 0.721672),
                (13.0, 15.0, 0.584566),
                (16.0, 19.0, 0.376849),
                (26.0, 28.0, 0.188425),
            ],
        );
        assert_eq!(survival.median, Some(Span { after: 16.0, by: 19.0 }));
        assert_eq!((survival.median_low, survival.median_high), (Some(8.0), Some(28.0)));
        assert_eq!((survival.from, survival.n, survival.events), (0.0, 12, 9));
        assert!(survival.is_settled);
    }

    #[test]
    fn things_that_were_there_before_we_looked_leave_as_an_optimizer_says() {
        // tests/oracles/turnbull.py
        let survival = curve(
            "3-10 0-6 12-19 8-15 5-12 21-28 30+ 4:18-25 2:9-16 7:14+ 11:25-32 9:30-37 16:23-30 5:40+",
        );
        is_like(
            &survival,
            &[
                (5.0, 6.0, 0.766190),
                (9.0, 10.0, 0.650534),
                (14.0, 15.0, 0.475801),
                (23.0, 25.0, 0.283582),
                (25.0, 28.0, 0.265488),
                (30.0, 32.0, 0.091363),
            ],
        );
        assert_eq!(survival.median, Some(Span { after: 14.0, by: 15.0 }));
    }

    #[test]
    fn with_ages_known_exactly_it_is_the_product_limit() {
        let exact = things("4 9 13+ 2:7 5:18 6:25");
        let spell = |thing: &Censored| Spell {
            entered: thing.entered,
            left: thing.after,
            is_event: thing.by.is_some(),
        };
        let other = kaplan_meier(&exact.iter().map(spell).collect::<Vec<_>>()).unwrap();
        let survival = turnbull(&exact).unwrap();
        assert_eq!((survival.from, survival.n), (other.from, other.n));
        let steps: Vec<_> = other.steps.iter().map(|step| (step.time, step.survival)).collect();
        let falls: Vec<_> = survival.falls.iter().map(|fall| (fall.by, fall.survival)).collect();
        assert_eq!(falls, steps);
    }

    #[test]
    fn the_first_to_go_does_not_end_a_curve_that_older_things_join() {
        let survival = curve("2-9 10:30-37 10:40-47 10:50+ 10:60-67 11:41+");
        assert_eq!((survival.from, survival.n), (10.0, 5));
        let spans: Vec<_> = survival.falls.iter().map(|fall| (fall.after, fall.by)).collect();
        assert_eq!(spans, [(30.0, 37.0), (41.0, 47.0), (60.0, 67.0)]);
    }

    #[test]
    fn what_stands_there_at_the_end_has_no_median() {
        let survival = curve("7+ 14+ 3-7 2:21+");
        assert_eq!(survival.median, None);
        // Four things are too few to draw from.
        assert_eq!((survival.median_low, survival.median_high), (None, None));
        let survival = curve("7+ 7+ 7+ 7+ 7+ 7+");
        assert_eq!((survival.falls.len(), survival.n, survival.median_high), (0, 6, None));
    }

    #[test]
    fn the_order_of_the_observations_makes_no_difference() {
        let mut turned = things(BIRTH);
        turned.reverse();
        assert_eq!(turnbull(&turned).unwrap(), curve(BIRTH));
    }

    #[test]
    fn observations_without_length_or_ages_are_left_out() {
        let of = |entered, after, by| Censored { entered, after, by };
        let unusable = [
            of(4.0, 4.0, None),
            of(0.0, 5.0, Some(4.0)),
            of(0.0, f64::NAN, Some(4.0)),
            of(3.0, f64::NAN, None),
            of(f64::NAN, 2.0, Some(4.0)),
            of(0.0, 2.0, Some(f64::NAN)),
            of(0.0, f64::INFINITY, None),
            of(0.0, -1.0, Some(4.0)),
            of(9.0, 2.0, Some(4.0)),
        ];
        assert_eq!(turnbull(&unusable), None);
        assert_eq!(turnbull(&[]), None);
        let survival = turnbull(&[&unusable[..], &[of(0.0, 1.0, Some(3.0))]].concat()).unwrap();
        assert_eq!((survival.n, survival.median), (1, Some(Span { after: 1.0, by: 3.0 })));
    }

    #[test]
    fn weekly_looks_hold_the_true_median_about_as_often_as_they_say() {
        // Twenty things with a median of 30 days, born on any day, looked at once a week.
        let (sets, truth) = (20, 30.0);
        let mut draw = ChaCha8Rng::seed_from_u64(1981);
        let life = Exp::new(2.0_f64.ln() / truth).unwrap();
        let born = Uniform::new(0.0, 100.0).unwrap();
        let mut held = 0;
        for _ in 0..sets {
            let look = |draw: &mut ChaCha8Rng| {
                let (born, life): (f64, f64) = (born.sample(draw), life.sample(draw));
                let born = born.floor();
                let weeks: Vec<f64> = (0..18)
                    .map(|week| f64::from(week) * 7.0 - born)
                    .filter(|age| 0.0 <= *age)
                    .collect();
                let after = weeks.iter().rfind(|age| **age < life).copied().unwrap_or(0.0);
                let by = weeks.iter().find(|age| life <= **age).copied();
                Censored { entered: 0.0, after, by }
            };
            let things: Vec<Censored> = (0..20).map(|_| look(&mut draw)).collect();
            let survival = turnbull(&things).unwrap();
            let low = survival.median_low.is_some_and(|low| low <= truth);
            held += usize::from(low && survival.median_high.is_none_or(|high| truth <= high));
        }
        assert!(18 <= held, "{held} of {sets}");
    }
}
