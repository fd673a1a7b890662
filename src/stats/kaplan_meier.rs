//! How long things stay: the share still there after so many days.
//!
//! E. L. Kaplan and P. Meier, "Nonparametric estimation from incomplete observations", JASA 53
//! (1958); the variance is Greenwood's (1926), the interval that of J. D. Kalbfleisch and
//! R. L. Prentice, "The statistical analysis of failure time data" (1980), on the scale of
//! `ln(-ln S)`, which stays within 0 and 1; the interval of the median holds the times at which that
//! interval holds 0.5 (R. Brookmeyer and J. Crowley, Biometrics 38, 1982).
//!
//! Things that were there before we looked enter late (left truncation) and are at risk from then on
//! only. Few may then be at risk at young ages, and when all of them go the estimate falls to 0
//! although older ones are there to see. J. P. Klein and M. L. Moeschberger, "Survival analysis"
//! (2003), section 4.6, then estimate the survival of those that reached an age from which this does
//! not happen. So do we, and [`Survival::from`] is that age:
//!
//! - Ages through which nothing was followed, and ages at which everything followed went while older
//!   things come later, part the ages into stretches. The stretch with the most events is used.
//! - In it the estimate begins once `ENOUGH` things are at risk, or as many as there ever are.

use super::wilson::{Interval, Z};

/// How many must be at risk for the estimate to begin. One of five that goes still moves it by a
/// fifth, but its interval says so; with fewer one step settles the curve for all later ages.
pub(super) const ENOUGH: usize = 5;

/// Shares that differ by less are the same: a product of fractions seldom ends on 0.5 itself.
pub(super) const TINY: f64 = 1e-9;

/// One thing followed from `entered` to `left`, both in days since it was born.
///
/// It is at risk after `entered` and up to `left` itself. One that was followed from birth entered at
/// 0 and may leave at 0.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spell {
    /// Its age when we began to follow it; 0 when that was at its birth.
    pub entered: f64,
    /// Its age when it went, or when we last saw it.
    pub left: f64,
    /// It went. Otherwise it was still there (right-censored).
    pub is_event: bool,
}

impl Spell {
    /// Whether it was followed, and still there, just before this age.
    pub(super) fn is_at_risk(&self, time: f64) -> bool {
        self.entered < time && time <= self.left
    }
}

/// One fall of the curve.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Step {
    /// The age, in days.
    pub time: f64,
    /// How many were followed and still there just before it.
    pub at_risk: usize,
    /// How many went at it.
    pub events: usize,
    /// The share still there after it, of those that were there at [`Survival::from`].
    pub survival: f64,
    /// The 95 % interval of that share; `None` when nothing is left, where Greenwood's variance is
    /// not defined.
    pub interval: Option<Interval>,
}

/// How long things stay.
#[derive(Debug, Clone, PartialEq)]
pub struct Survival {
    /// The curve starts here, at 1: it speaks of things that reached this age (days). 0 unless things
    /// entered late.
    pub from: f64,
    /// The falls, in the order of age; empty when nothing went.
    pub steps: Vec<Step>,
    /// The age by which half of those there at `from` had gone; `None` when it is not reached.
    pub median: Option<f64>,
    /// The lower end of its 95 % interval; `None` when it is not reached.
    pub median_low: Option<f64>,
    /// The upper end; `None` when it is not reached.
    pub median_high: Option<f64>,
    /// How many spells the curve rests on. The others had no length, or no usable ages, or lie
    /// outside the ages of the curve.
    pub n: usize,
    /// How many of them ended because the thing went.
    pub events: usize,
}

/// The product-limit estimate; `None` when no spell can be used.
pub fn kaplan_meier(spells: &[Spell]) -> Option<Survival> {
    let spells = fullest(stretches(usable(spells)))?;
    let counts = counts(&spells);
    let enough = counts.iter().map(|count| count.at_risk).max().unwrap_or(0).min(ENOUGH);
    let begin = counts.iter().position(|count| enough <= count.at_risk).unwrap_or(0);
    let from = match begin.checked_sub(1) {
        Some(last) => counts[last].time,
        None => spells[0].entered.max(0.0),
    };
    let steps = product_limit(&counts[begin..]);
    let crossed = |share: fn(&Step) -> Option<f64>| {
        let crosses = |step: &&Step| share(step).is_some_and(|share| share <= 0.5 + TINY);
        steps.iter().find(crosses).map(|step| step.time)
    };
    Some(Survival {
        from,
        median: crossed(|step| Some(step.survival)),
        median_low: crossed(|step| step.interval.map(|interval| interval.low)),
        median_high: crossed(|step| step.interval.map(|interval| interval.high)),
        n: spells.iter().filter(|spell| begin == 0 || from < spell.left).count(),
        events: steps.iter().map(|step| step.events).sum(),
        steps,
    })
}

/// Spells that say something, in the order in which they entered. What was followed from birth
/// entered before every age, so that it is at risk at age 0 too.
pub(super) fn usable(spells: &[Spell]) -> Vec<Spell> {
    let from_birth = |spell: &Spell| match spell.entered <= 0.0 {
        true => Spell { entered: f64::NEG_INFINITY, ..*spell },
        false => *spell,
    };
    let is_usable =
        |spell: &Spell| spell.left.is_finite() && 0.0 <= spell.left && spell.entered < spell.left;
    let mut usable: Vec<Spell> = spells.iter().map(from_birth).filter(is_usable).collect();
    usable.sort_by(|one, other| one.entered.total_cmp(&other.entered));
    usable
}

/// The ages at which something went, ascending and distinct.
pub(super) fn event_times(spells: &[Spell]) -> Vec<f64> {
    let events = spells.iter().filter(|spell| spell.is_event);
    let mut times: Vec<f64> = events.map(|spell| spell.left).collect();
    times.sort_by(f64::total_cmp);
    times.dedup();
    times
}

/// The spells, parted where an age has nobody to follow on.
fn stretches(spells: Vec<Spell>) -> Vec<Vec<Spell>> {
    let mut stretches: Vec<Vec<Spell>> = Vec::new();
    for spell in spells {
        match stretches.last_mut().filter(|stretch| is_followed_on(stretch, spell.entered)) {
            Some(stretch) => stretch.push(spell),
            None => stretches.push(vec![spell]),
        }
    }
    stretches
}

/// Whether anything of the stretch outlived this age, or was at least there to see at it.
fn is_followed_on(stretch: &[Spell], age: f64) -> bool {
    stretch.iter().any(|spell| age < spell.left || (age == spell.left && !spell.is_event))
}

/// The stretch with the most events, then the most spells; the youngest of equals.
fn fullest(stretches: Vec<Vec<Spell>>) -> Option<Vec<Spell>> {
    let events = |spells: &[Spell]| spells.iter().filter(|spell| spell.is_event).count();
    stretches.into_iter().rev().max_by_key(|spells| (events(spells), spells.len()))
}

/// What happened at one age.
struct Count {
    time: f64,
    at_risk: usize,
    events: usize,
}

fn counts(spells: &[Spell]) -> Vec<Count> {
    let at = |time: f64| Count {
        time,
        at_risk: spells.iter().filter(|spell| spell.is_at_risk(time)).count(),
        events: spells.iter().filter(|spell| spell.is_event && spell.left == time).count(),
    };
    event_times(spells).into_iter().map(at).collect()
}

fn product_limit(counts: &[Count]) -> Vec<Step> {
    let (mut survival, mut greenwood) = (1.0, 0.0);
    let mut steps = Vec::with_capacity(counts.len());
    for &Count { time, at_risk, events } in counts {
        let (risk, gone) = (at_risk as f64, events as f64);
        survival *= (risk - gone) / risk;
        greenwood += gone / (risk * (risk - gone));
        steps.push(Step {
            time,
            at_risk,
            events,
            survival,
            interval: interval(survival, greenwood),
        });
    }
    steps
}

/// `S^exp(±z·σ/ln S)`, where `σ²` is the variance of `ln S`.
fn interval(survival: f64, greenwood: f64) -> Option<Interval> {
    if survival <= 0.0 || 1.0 <= survival {
        return None;
    }
    let spread = (Z * greenwood.sqrt() / survival.ln().abs()).exp();
    Some(Interval { low: survival.powf(spread), high: survival.powf(1.0 / spread) })
}

#[cfg(test)]
pub(super) mod tests {
    use rand::SeedableRng;
    use rand_chacha::ChaCha8Rng;
    use rand_distr::{Distribution, Exp, Uniform};

    use super::*;

    /// `4:18` was followed from 4 and went at 18; `30+` was followed from birth and still there at 30.
    pub(in super::super) fn spells(text: &str) -> Vec<Spell> {
        let spell = |text: &str| {
            let (entered, left) = text.split_once(':').unwrap_or(("0", text));
            Spell {
                entered: entered.parse().unwrap(),
                left: left.trim_end_matches('+').parse().unwrap(),
                is_event: !left.ends_with('+'),
            }
        };
        text.split_whitespace().map(spell).collect()
    }

    fn curve(text: &str) -> Survival {
        kaplan_meier(&spells(text)).unwrap()
    }

    fn falls(survival: &Survival) -> Vec<(f64, usize, usize)> {
        survival.steps.iter().map(|step| (step.time, step.at_risk, step.events)).collect()
    }

    fn is_like(survival: &Survival, expected: &[(f64, usize, f64, f64, f64)]) {
        assert_eq!(survival.steps.len(), expected.len());
        for (step, (time, at_risk, share, low, high)) in survival.steps.iter().zip(expected) {
            let interval = step.interval.unwrap_or(Interval { low: 0.0, high: 0.0 });
            assert_eq!((step.time, step.at_risk), (*time, *at_risk));
            assert!((step.survival - share).abs() < 1e-9, "{step:?} is not {share}");
            assert!((interval.low - low).abs() < 1e-9, "{step:?} is not {low}");
            assert!((interval.high - high).abs() < 1e-9, "{step:?} is not {high}");
        }
    }

    #[test]
    fn things_followed_from_birth_leave_as_in_lifelines() {
        // tests/oracles/kaplan_meier.py
        let survival = curve("3 5 5 6+ 8 11+ 12 15 20+ 21");
        is_like(
            &survival,
            &[
                (3.0, 10, 0.9, 0.4730092714, 0.9852813934),
                (5.0, 9, 0.7, 0.3287165933, 0.8919490412),
                (8.0, 6, 0.5833333333, 0.2297865189, 0.8207394972),
                (12.0, 4, 0.4375, 0.1187152179, 0.7256487921),
                (15.0, 3, 0.2916666667, 0.0470550143, 0.6085264832),
                (21.0, 1, 0.0, 0.0, 0.0),
            ],
        );
        // At 21 nothing is left and Greenwood's variance ends, so the upper end is not reached.
        let medians = (survival.median, survival.median_low, survival.median_high);
        assert_eq!(medians, (Some(12.0), Some(3.0), None));
        assert_eq!((survival.from, survival.n, survival.events), (0.0, 10, 7));
    }

    #[test]
    fn things_that_were_there_before_we_looked_leave_as_in_lifelines() {
        // tests/oracles/kaplan_meier.py
        let survival = curve("4 9 13+ 16 22 30+ 2:7 5:18 6:25 8:33 10:12 14:40+ 17:28");
        is_like(
            &survival,
            &[
                (4.0, 7, 0.8571428571, 0.3340538793, 0.9785610585),
                (7.0, 8, 0.75, 0.3148071137, 0.9308983171),
                (9.0, 8, 0.65625, 0.2696056895, 0.8734070280),
                (12.0, 8, 0.57421875, 0.2271237374, 0.8125184906),
                (16.0, 7, 0.4921875, 0.1811878189, 0.7451386912),
                (18.0, 7, 0.421875, 0.1456789661, 0.6793198017),
                (22.0, 6, 0.3515625, 0.1103267557, 0.6091117754),
                (25.0, 5, 0.28125, 0.0766985283, 0.5343865673),
                (28.0, 4, 0.2109375, 0.0463141378, 0.4546410358),
                (33.0, 2, 0.10546875, 0.0075680797, 0.3548786171),
            ],
        );
        let medians = (survival.median, survival.median_low, survival.median_high);
        assert_eq!(medians, (Some(16.0), Some(4.0), Some(28.0)));
    }

    #[test]
    fn the_first_to_go_does_not_end_a_curve_that_older_things_join() {
        // Alone at risk, it would take the whole curve with it.
        let survival = curve("2 10:30 10:40 10:50+ 10:60");
        assert_eq!(falls(&survival), [(30.0, 4, 1), (40.0, 3, 1), (60.0, 1, 1)]);
        assert_eq!((survival.from, survival.n, survival.median), (10.0, 4, Some(40.0)));
    }

    #[test]
    fn the_curve_begins_once_enough_are_at_risk() {
        let survival = curve("5 9 30 6:20 7:31 10:32 10:33+ 10:34");
        assert_eq!(survival.from, 9.0);
        assert_eq!(falls(&survival)[..2], [(20.0, 6, 1), (30.0, 5, 1)]);
        assert_eq!((survival.n, survival.events), (6, 5));
    }

    #[test]
    fn when_all_entered_late_nothing_is_said_of_younger_ages() {
        let survival = curve("30:40 30:50 35:60+");
        assert_eq!(survival.from, 30.0);
        assert_eq!(falls(&survival), [(40.0, 3, 1), (50.0, 2, 1)]);
    }

    #[test]
    fn what_goes_on_the_day_it_came_counts() {
        let survival = curve("0 0 4 9+");
        assert_eq!(falls(&survival), [(0.0, 4, 2), (4.0, 2, 1)]);
        assert_eq!(survival.median, Some(0.0));
    }

    #[test]
    fn a_median_that_most_outlived_is_not_reached() {
        let survival = curve("5 9+ 9+ 9+");
        assert_eq!((survival.median, survival.median_high), (None, None));
        let survival = curve("9+ 3:7+");
        assert_eq!((survival.steps.len(), survival.median, survival.n), (0, None, 2));
    }

    #[test]
    fn spells_without_length_or_ages_are_left_out() {
        let spell = |entered, left| Spell { entered, left, is_event: true };
        let unusable = [
            spell(4.0, 4.0),
            spell(5.0, 4.0),
            spell(f64::NAN, 4.0),
            spell(0.0, f64::NAN),
            spell(0.0, f64::INFINITY),
            spell(0.0, -1.0),
        ];
        assert_eq!(kaplan_meier(&unusable), None);
        assert_eq!(kaplan_meier(&[]), None);
        assert_eq!(kaplan_meier(&[&unusable[..], &[spell(0.0, 3.0)]].concat()).unwrap().n, 1);
    }

    #[test]
    fn the_interval_holds_the_true_share_and_the_true_median_as_often_as_it_says() {
        // 30 things with a median of 30 days, of which a third or so are still there at the end.
        let (sets, truth) = (500, 30.0);
        let mut draw = ChaCha8Rng::seed_from_u64(1958);
        let life = Exp::new(2.0_f64.ln() / truth).unwrap();
        let watched = Uniform::new(20.0, 120.0).unwrap();
        let (mut share_held, mut median_held) = (0, 0);
        for _ in 0..sets {
            let spell = |draw: &mut ChaCha8Rng| {
                let (life, watched): (f64, f64) = (life.sample(draw), watched.sample(draw));
                Spell { entered: 0.0, left: life.min(watched), is_event: life <= watched }
            };
            let spells: Vec<Spell> = (0..30).map(|_| spell(&mut draw)).collect();
            let survival = kaplan_meier(&spells).unwrap();
            let last = survival.steps.iter().rfind(|step| step.time <= truth).unwrap();
            let interval = last.interval.unwrap();
            share_held += usize::from((interval.low..=interval.high).contains(&0.5));
            let low = survival.median_low.is_some_and(|low| low <= truth);
            let high = survival.median_high.is_none_or(|high| truth <= high);
            median_held += usize::from(low && high);
        }
        assert!((460..=490).contains(&share_held), "{share_held} of {sets}");
        assert!((460..=490).contains(&median_held), "{median_held} of {sets}");
    }
}
