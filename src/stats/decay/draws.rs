//! Parameters that the days leave likely.
//!
//! A random walk after N. Metropolis et al., "Equation of state calculations by fast computing
//! machines", J. Chem. Phys. 21 (1953), with the steps that G. O. Roberts, A. Gelman and W. R.
//! Gilks, "Weak convergence and optimal scaling of random walk Metropolis algorithms", Annals of
//! Applied Probability 7 (1997), recommend. It is flat in the logarithms of amplitude, half-life
//! and fast rate, in the slow rate times the half-life, and in the counts' extra variation
//! `1 / sqrt(k)`, which ends at Poisson's.

use nalgebra::{SMatrix, SVector};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use rand_distr::StandardNormal;

use super::family::Family;
use super::profile::{LONGEST, SHORTEST};
use super::sample::Point;
use super::{Fitted, Shape};
use crate::stats::negative_binomial::{POISSON, mean_information};

/// How many draws there are.
const DRAWS: usize = 2000;

/// Steps from one draw to the next, so that they are nearly independent.
const STRIDE: usize = 5;

/// Steps before the first draw.
const WARM_UP: usize = 500;

/// What the walk begins with: the same days give the same draws.
const SEED: u64 = 1953;

/// The largest extra variation that is considered.
const WILDEST: f64 = 5.0;

/// How far the slopes of the means are taken.
const NEARBY: f64 = 1e-5;

/// One set of parameters.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Draw {
    /// The shape, of the family that was chosen.
    pub shape: Shape,
    /// The excess per day at the peak.
    pub amplitude: f64,
    /// The size `k`.
    pub size: f64,
}

/// Logarithms of amplitude and half-life, the slow rate times the half-life, the logarithm of the
/// fast rate, and the extra variation.
type Place = SVector<f64, 5>;

/// Draws from the parameters of the chosen decay, each as often as the days leave it likely.
pub fn draws(fitted: &Fitted) -> Vec<Draw> {
    let mut rng = ChaCha8Rng::seed_from_u64(SEED);
    let steps = steps(fitted);
    let mut at = place(&fitted.best);
    let mut height = height(fitted, &at);
    let mut drawn = Vec::with_capacity(DRAWS);
    for step in 1..=WARM_UP + DRAWS * STRIDE {
        let next = at + steps * Place::from_fn(|_, _| rng.sample::<f64, _>(StandardNormal));
        let then = self::height(fitted, &next);
        if rng.random::<f64>().ln() < then - height {
            (at, height) = (next, then);
        }
        if step > WARM_UP && step % STRIDE == 0 {
            let Point { amplitude, size, .. } = point(&at);
            drawn.push(Draw { shape: fitted.family.shape(&point(&at)), amplitude, size });
        }
    }
    drawn
}

/// Draws from all three shapes, each as often as its AICc leaves it likely (K. P. Burnham and D. R.
/// Anderson, "Model Selection and Multimodel Inference", 2002): which shape a storm has shows late, and
/// what is foretold must not rest on the one that is ahead for now.
pub fn mixed_draws(fitted: &Fitted) -> Vec<Draw> {
    let least = fitted.candidates.iter().map(|one| one.aicc).fold(f64::INFINITY, f64::min);
    let weights: Vec<f64> =
        fitted.candidates.iter().map(|one| ((least - one.aicc) / 2.0).exp()).collect();
    let total: f64 = weights.iter().sum();
    let mut mixed = Vec::with_capacity(DRAWS);
    for ((family, best), weight) in fitted.rivals.iter().zip(&weights) {
        let count = (weight / total * DRAWS as f64).round() as usize;
        if count == 0 {
            continue;
        }
        let alone = Fitted { family: *family, best: *best, ..fitted.clone() };
        let drawn = draws(&alone);
        mixed.extend((0..count).map(|at| drawn[at * drawn.len() / count]));
    }
    mixed
}

fn place(point: &Point) -> Place {
    let variation = if point.size >= POISSON { 0.0 } else { point.size.powf(-0.5) };
    let Point { amplitude, half_life, slow, fast, .. } = *point;
    Place::from([amplitude.ln(), half_life.ln(), slow * half_life, fast.ln(), variation])
}

fn point(place: &Place) -> Point {
    Point {
        amplitude: place[0].exp(),
        half_life: place[1].exp(),
        slow: place[2] / place[1].exp(),
        fast: place[3].exp(),
        // The walk is folded at Poisson's end.
        size: place[4].powi(-2).min(POISSON),
        log_likelihood: f64::NEG_INFINITY,
    }
}

/// The log-likelihood at a place, nothing outside of the bounds.
fn height(fitted: &Fitted, place: &Place) -> f64 {
    let point = point(place);
    let is_known = (SHORTEST..=LONGEST).contains(&point.half_life) && place[4].abs() < WILDEST;
    let [slow, fast] = Family::bounds(point.half_life);
    let is_phased = fitted.family != Family::TwoPhase
        || ((slow.0..=slow.1).contains(&point.slow) && (fast.0..=fast.1).contains(&point.fast));
    if !is_known || !is_phased {
        return f64::NEG_INFINITY;
    }
    let height = fitted.sample.log_likelihood(fitted.family, &point);
    if height.is_nan() { f64::NEG_INFINITY } else { height }
}

/// The root of the steps' covariance: that of the parameters around the best, as its curvature has
/// it, scaled for a walk in so many dimensions.
fn steps(fitted: &Fitted) -> SMatrix<f64, 5, 5> {
    let free = if fitted.family == Family::TwoPhase { 5.0 } else { 3.0 };
    let mut curvature = curvature(fitted);
    // Steps in directions of which the days say nothing stay within these.
    for (index, widest) in [1.0_f64, 0.5, 0.1, 0.1, 0.1].into_iter().enumerate() {
        curvature[(index, index)] += widest.powi(-2);
    }
    let covariance = curvature.try_inverse().unwrap_or_else(SMatrix::zeros);
    let scale = 2.38 / f64::sqrt(free);
    covariance.cholesky().map_or_else(SMatrix::zeros, |root| root.l() * scale)
}

/// The expected information of the mean's parameters, and the curvature along the extra variation.
fn curvature(fitted: &Fitted) -> SMatrix<f64, 5, 5> {
    let best = place(&fitted.best);
    let means = |place: &Place| fitted.sample.means(fitted.family, &point(place));
    let mut slopes = Vec::new();
    for index in 0..4 {
        let mut nearby = best;
        // Towards the inside, should the best lie on a bound.
        nearby[index] += if index == 2 { -NEARBY } else { NEARBY };
        let (there, here) = (means(&nearby), means(&best));
        let moved = nearby[index] - best[index];
        let slope = there.iter().zip(&here).map(|(there, here)| (there - here) / moved);
        slopes.push(slope.collect::<Vec<f64>>());
    }
    let weights: Vec<f64> =
        means(&best).iter().map(|&mean| mean_information(mean, fitted.best.size)).collect();
    let mut information = SMatrix::zeros();
    for (row, column) in (0..16).map(|cell| (cell / 4, cell % 4)) {
        let terms = slopes[row].iter().zip(&slopes[column]).zip(&weights);
        information[(row, column)] = terms.map(|((one, other), weight)| one * other * weight).sum();
    }
    let along = |variation: f64| {
        let mut nearby = best;
        nearby[4] = variation;
        height(fitted, &nearby)
    };
    let bend = 2.0 * along(best[4]) - along(best[4] + 0.05) - along(best[4] - 0.05);
    information[(4, 4)] = (bend / 0.0025).max(0.0);
    information
}
