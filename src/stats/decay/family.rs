//! The three shapes, each told by its half-life, so that the half-life can be held while all else
//! moves.

use std::f64::consts::LN_2;

use super::Shape;
use super::sample::Point;

/// A form of decay before its rates are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Family {
    Exponential,
    PowerLaw,
    TwoPhase,
}

/// Days in which the fast phase halves at the least: what goes faster, daily counts do not show,
/// the less so as the peak's own day is left out.
const FASTEST: f64 = 1.0;

/// Days in which the slow phase halves at the most: it does fade.
const SLOWEST: f64 = 3650.0;

impl Family {
    pub(super) const ALL: [Self; 3] = [Self::Exponential, Self::PowerLaw, Self::TwoPhase];

    /// Parameters of the likelihood: amplitude, size, and those of the shape.
    pub(super) fn parameters(self) -> usize {
        match self {
            Self::Exponential | Self::PowerLaw => 3,
            Self::TwoPhase => 5,
        }
    }

    /// How many parameters of the mean are free once the half-life is held.
    pub(super) fn free(self) -> usize {
        match self {
            Self::Exponential | Self::PowerLaw => 1,
            Self::TwoPhase => 3,
        }
    }

    /// The rates that the slow and the fast phase may have.
    pub(super) fn bounds(half_life: f64) -> [(f64, f64); 2] {
        let between = LN_2 / half_life;
        let fastest = (LN_2 / FASTEST).max(between);
        [(LN_2 / SLOWEST, between), (between, fastest)]
    }

    /// What is left of the peak's excess, and how that moves with the slow rate and with the
    /// logarithm of the fast one.
    ///
    /// A two-phase decay with half-life `h` is `c y^(t/h) + (1 - c) x^(t/h)`, where `x` of its slow
    /// and `y` of its fast phase are left at `h`; that half is left of both together makes
    /// `c = (x - 1/2) / (x - y)`.
    pub(super) fn left(self, point: &Point, since_peak: f64) -> (f64, [f64; 2]) {
        match self {
            Self::Exponential => ((-LN_2 * since_peak / point.half_life).exp(), [0.0; 2]),
            Self::PowerLaw => {
                let exponent = LN_2 / point.half_life.ln_1p();
                ((-exponent * since_peak.ln_1p()).exp(), [0.0; 2])
            }
            Self::TwoPhase => two_phase_left(point, since_peak),
        }
    }

    pub(super) fn shape(self, point: &Point) -> Shape {
        let half_life = point.half_life;
        match self {
            Self::Exponential => Shape::Exponential { rate: LN_2 / half_life },
            Self::PowerLaw => Shape::PowerLaw { exponent: LN_2 / half_life.ln_1p() },
            Self::TwoPhase => Shape::TwoPhase {
                fast: point.fast,
                slow: point.slow,
                fast_share: fast_share(left_at_half_life(point)),
            },
        }
    }
}

/// What is left of the slow and of the fast phase at the half-life.
fn left_at_half_life(point: &Point) -> (f64, f64) {
    ((-point.slow * point.half_life).exp(), (-point.fast * point.half_life).exp())
}

fn fast_share((x, y): (f64, f64)) -> f64 {
    if x > y { ((x - 0.5) / (x - y)).clamp(0.0, 1.0) } else { 0.5 }
}

fn two_phase_left(point: &Point, since_peak: f64) -> (f64, [f64; 2]) {
    let Point { half_life, slow: slow_rate, fast: fast_rate, .. } = *point;
    let (slow, fast) = ((-slow_rate * since_peak).exp(), (-fast_rate * since_peak).exp());
    let (x, y) = left_at_half_life(point);
    let share = fast_share((x, y));
    let apart = (x - y).max(1e-12);
    let by_share = (fast - slow) / (apart * apart);
    let by_slow = -half_life * x * (0.5 - y) * by_share - (1.0 - share) * since_peak * slow;
    let by_fast = -half_life * y * (x - 0.5) * by_share - share * since_peak * fast;
    (share * fast + (1.0 - share) * slow, [by_slow, by_fast * fast_rate])
}
