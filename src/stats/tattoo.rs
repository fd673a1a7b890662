//! The tattoo fraction: the share of attention that passes into the slow memory.
//!
//! After C. Candia, C. Jara-Figueroa, C. Rodriguez-Sickert, A.-L. Barabási and C. A. Hidalgo, "The
//! universal decay of collective memory and attention", Nature Human Behaviour 3 (2019). There talk
//! fades at the rate `p`, passes into the record at the rate `r`, and the record fades at the rate
//! `q`. Their curve,
//!
//! `S(t) = N / (p + r - q) * ((p - q) exp(-(p + r) t) + r exp(-q t))`,
//!
//! is a mixture `c exp(-a t) + (1 - c) exp(-b t)` with
//!
//! - `a = p + r` and `b = q`,
//! - `1 - c = r / (p + r - q) = r / (a - b)`, hence `r = (1 - c) (a - b)`,
//! - `p = a - r = c a + (1 - c) b`.
//!
//! Of what leaves talk, `r / (p + r) = (1 - c) (1 - b / a)` goes into the record. That this share
//! is a tattoo is our reading, not theirs.

use super::decay::{self, Fitted, Shape};
use super::wilson::Interval;

/// The share of attention that passes into the slow memory, with the rates it is made of.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tattoo {
    /// `r / (p + r)`, from 0 to 1.
    pub share: f64,
    /// Its 95 % interval.
    pub interval: Interval,
    /// The rate `p` at which talk fades, per day.
    pub fading: f64,
    /// The rate `r` at which talk passes into the record, per day.
    pub passing: f64,
    /// The rate `q` at which the record fades, per day.
    pub forgetting: f64,
}

/// The tattoo fraction; `None` unless the two-phase form was chosen.
pub fn tattoo(fitted: &Fitted) -> Option<Tattoo> {
    let (fading, passing, forgetting) = rates(&fitted.decay.shape)?;
    let drawn = decay::draws(fitted);
    let mut shares: Vec<f64> =
        drawn.iter().filter_map(|draw| Some(share(rates(&draw.shape)?))).collect();
    shares.sort_by(f64::total_cmp);
    let at = |place: f64| {
        let last = shares.len().checked_sub(1)?;
        shares.get((last as f64 * place).round() as usize).copied()
    };
    let interval = Interval { low: at(0.025)?, high: at(0.975)? };
    let share = share((fading, passing, forgetting));
    Some(Tattoo { share, interval, fading, passing, forgetting })
}

/// `p`, `r` and `q` of a two-phase form.
fn rates(shape: &Shape) -> Option<(f64, f64, f64)> {
    let Shape::TwoPhase { fast, slow, fast_share } = *shape else { return None };
    let passing = (1.0 - fast_share) * (fast - slow);
    Some((fast - passing, passing, slow))
}

fn share((fading, passing, _): (f64, f64, f64)) -> f64 {
    passing / (fading + passing)
}

#[cfg(test)]
mod tests {
    use super::decay::tests::{day, is_near, one};
    use super::*;

    #[test]
    fn the_rates_make_the_same_curve_in_candias_notation() {
        // tests/oracles/decay.py
        let shape = Shape::TwoPhase { fast: 0.355_085, slow: 0.025_986, fast_share: 0.557_743 };
        let (p, r, q) = rates(&shape).unwrap();
        is_near(p, 0.209_539, 1e-5);
        is_near(r, 0.145_546, 1e-5);
        is_near(share((p, r, q)), 0.409_891, 1e-5);
        for t in [0.0, 1.0, 10.0, 60.0_f64] {
            let curve = ((p - q) * (-(p + r) * t).exp() + r * (-q * t).exp()) / (p + r - q);
            is_near(curve, shape.left(t), 1e-12);
        }
    }

    #[test]
    fn a_storm_that_leaves_a_record_has_a_tattoo() {
        // p = 0.25725, r = 0.15 * 0.285 = 0.04275, q = 0.015.
        let left = |t: f64| 0.85 * (-0.3 * t).exp() + 0.15 * (-0.015 * t).exp();
        let count = |since: u8| {
            let day = day(since, 0.0, 3.0);
            (day.expected + day.weekday * 800.0 * left(day.since_peak)).round()
        };
        let days: Vec<_> = (0..60).map(|since| day(since, count(since), 3.0)).collect();
        let tattoo = tattoo(&decay::fit(&days).unwrap()).unwrap();
        is_near(tattoo.share, 0.1425, 0.02);
        is_near(tattoo.fading, 0.257_25, 0.02);
        is_near(tattoo.passing, 0.042_75, 0.02);
        is_near(tattoo.forgetting, 0.015, 0.02);
        let Interval { low, high } = tattoo.interval;
        assert!(low < 0.1425 && 0.1425 < high && high - low < 0.04, "{low} {high}");
    }

    #[test]
    fn a_decay_in_one_phase_has_none() {
        assert_eq!(tattoo(&decay::fit(&one(3.0)).unwrap()), None);
    }
}
