//! The likelihood of the days past a peak, and its maximum while the half-life is held.
//!
//! The mean and the size are orthogonal (J. F. Lawless, "Negative binomial and mixed Poisson
//! regression", Canadian Journal of Statistics 15, 1987), so that they are found in turns: the mean
//! by Fisher scoring, damped as Levenberg and Marquardt do, the size by its score's root.

use statrs::function::gamma::ln_gamma;

use super::Day;
use super::family::Family;
use crate::stats::negative_binomial::{
    POISSON, ln_pmf_of_mean, ln_pmf_of_size, mean_information, mean_score, size_score,
};

/// The smallest size that is considered: counts more uneven than any that are counted in practice.
const LEAST_SIZE: f64 = 0.01;

/// Counts above this are no counts of mentions.
const LARGEST: f64 = 1e12;

/// An excess per day that is none.
const LEAST_AMPLITUDE: f64 = 1e-6;

/// How often the mean and the size take turns at most.
const TURNS: usize = 30;

/// How many steps of the mean make a turn at most.
const STEPS: usize = 8;

/// How close a size is found, in its logarithm.
const CLOSE: f64 = 1e-4;

/// A gain in likelihood that is none.
const NOTHING: f64 = 1e-6;

/// The days past a peak that can be used.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Sample {
    days: Vec<Day>,
    counts: Vec<f64>,
    /// The part of the log-likelihood that no parameter moves.
    constant: f64,
}

/// A place in the parameters of one family.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Point {
    pub(super) half_life: f64,
    /// The rate of the slow phase, where there are two.
    pub(super) slow: f64,
    /// The rate of the fast phase.
    pub(super) fast: f64,
    pub(super) amplitude: f64,
    pub(super) size: f64,
    pub(super) log_likelihood: f64,
}

/// The likelihood around a point, at the size that stands: its height, how that moves with the
/// logarithm of the amplitude, the slow rate and the logarithm of the fast rate, and what the days
/// tell of these.
struct Terrain {
    height: f64,
    slope: [f64; 3],
    information: [[f64; 3]; 3],
}

impl Sample {
    pub(super) fn new(days: &[Day]) -> Self {
        let is_usable = |day: &&Day| {
            let numbers = [day.since_peak, day.count, day.expected, day.weekday];
            day.since_peak > 0.0 && numbers.iter().all(|number| (0.0..LARGEST).contains(number))
        };
        let days: Vec<Day> = days.iter().filter(is_usable).copied().collect();
        let counts: Vec<f64> = days.iter().map(|day| day.count).collect();
        let constant = -counts.iter().map(|count| ln_gamma(count + 1.0)).sum::<f64>();
        Self { days, counts, constant }
    }

    pub(super) fn len(&self) -> usize {
        self.days.len()
    }

    /// The log-likelihood of the baseline alone, at its likeliest size.
    pub(super) fn without_excess(&self) -> f64 {
        let means: Vec<f64> = self.days.iter().map(|day| day.expected).collect();
        let size = self.likeliest_size(&means, 1.0);
        self.log_likelihood_of(&means, size)
    }

    pub(super) fn log_likelihood(&self, family: Family, point: &Point) -> f64 {
        self.log_likelihood_of(&self.means(family, point), point.size)
    }

    /// The likeliest point with this half-life, sought from `start` on.
    pub(super) fn likeliest(&self, family: Family, start: Point) -> Point {
        let mut point = start;
        let mut before = f64::NEG_INFINITY;
        for _ in 0..TURNS {
            self.move_mean(family, &mut point);
            let means = self.means(family, &point);
            point.size = self.likeliest_size(&means, point.size);
            point.log_likelihood = self.log_likelihood_of(&means, point.size);
            if point.log_likelihood - before < NOTHING {
                break;
            }
            before = point.log_likelihood;
        }
        if point.log_likelihood.is_nan() {
            point.log_likelihood = f64::NEG_INFINITY;
        }
        point
    }

    /// As many days as would tell as much of the noise around the excess, were they all alike.
    ///
    /// A day of mean `m` has the variance `m (1 + m / k)`. It tells of `k` by the square of
    /// `f = m / (m + k)`, so that `ln k` has the variance `2 / sum f^2`, and it carries a weight
    /// `w` of what is known of the excess. That knowledge's own variance is off by `sum w f` times
    /// as much as `k` is, which is what `(sum f^2) / (sum w f)^2` equal days would leave.
    pub(super) fn informative_days(&self, family: Family, point: &Point) -> f64 {
        let (mut known, mut carried, mut told) = (0.0, 0.0, 0.0);
        for (day, mean) in self.days.iter().zip(self.means(family, point)) {
            // Scaled by the size, so that Poisson's limit has a value.
            let told_by_day = mean / (1.0 + mean / point.size);
            let weight = (mean - day.expected).powi(2) * mean_information(mean, point.size);
            known += weight;
            carried += weight * told_by_day;
            told += told_by_day * told_by_day;
        }
        let days = told * (known / carried).powi(2);
        if days.is_finite() { days.min(self.len() as f64) } else { 0.0 }
    }

    /// The amplitude that makes the sum of the means that of the counts: where a search begins.
    pub(super) fn rough_amplitude(&self, family: Family, point: &Point) -> f64 {
        let excess: f64 = self.days.iter().map(|day| day.count - day.expected).sum();
        let left: f64 =
            self.days.iter().map(|day| day.weekday * family.left(point, day.since_peak).0).sum();
        (excess / left.max(1e-9)).clamp(0.1, LARGEST)
    }

    pub(super) fn means(&self, family: Family, point: &Point) -> Vec<f64> {
        let mean = |day: &Day| {
            day.expected + day.weekday * point.amplitude * family.left(point, day.since_peak).0
        };
        self.days.iter().map(mean).collect()
    }

    fn log_likelihood_of(&self, means: &[f64], size: f64) -> f64 {
        let pairs = self.counts.iter().zip(means);
        let of_means: f64 = pairs.map(|(&count, &mean)| ln_pmf_of_mean(count, mean, size)).sum();
        of_means + ln_pmf_of_size(&self.counts, size) + self.constant
    }

    /// Moves amplitude and phases to where the likelihood is highest at the size that stands.
    fn move_mean(&self, family: Family, point: &mut Point) {
        let mut damping = 1e-4;
        let mut now = self.terrain(family, point);
        for _ in 0..STEPS {
            let next = stepped(family, point, &now, damping);
            let then = self.terrain(family, &next);
            let gain = then.height - now.height;
            if gain >= 0.0 {
                (*point, now) = (next, then);
                damping = (damping / 10.0_f64).max(1e-9);
            } else {
                damping *= 10.0;
            }
            if (0.0..NOTHING).contains(&gain) || damping > 1e6 {
                return;
            }
        }
    }

    fn terrain(&self, family: Family, point: &Point) -> Terrain {
        let mut terrain = Terrain { height: 0.0, slope: [0.0; 3], information: [[0.0; 3]; 3] };
        for day in &self.days {
            let (left, by_phase) = family.left(point, day.since_peak);
            let excess = day.weekday * point.amplitude;
            let mean = day.expected + excess * left;
            let moves = [excess * left, excess * by_phase[0], excess * by_phase[1]];
            terrain.height += ln_pmf_of_mean(day.count, mean, point.size);
            let score = mean_score(day.count, mean, point.size);
            let information = mean_information(mean, point.size);
            for row in 0..family.free() {
                terrain.slope[row] += moves[row] * score;
                for column in 0..=row {
                    terrain.information[row][column] += moves[row] * moves[column] * information;
                }
            }
        }
        terrain
    }

    fn likeliest_size(&self, means: &[f64], start: f64) -> f64 {
        let score = |ln_size: f64| size_score(&self.counts, means, ln_size.exp());
        let ln_size = highest(&score, start.ln(), LEAST_SIZE.ln(), POISSON.ln());
        if ln_size >= POISSON.ln() { POISSON } else { ln_size.exp() }
    }
}

/// One damped step, kept within bounds. A parameter that presses against its bound rests.
fn stepped(family: Family, point: &Point, terrain: &Terrain, damping: f64) -> Point {
    let [slow, fast] = Family::bounds(point.half_life);
    // The amplitude moves by factors: near a half-life that fits badly it runs over many
    // magnitudes.
    let fast = (fast.0.ln(), fast.1.ln());
    let bounds = [(LEAST_AMPLITUDE.ln(), LARGEST.ln()), slow, fast];
    let at = [point.amplitude.ln(), point.slow, point.fast.ln()];
    let rests = |index: usize| {
        let (low, high) = bounds[index];
        index >= family.free()
            || (at[index] <= low && terrain.slope[index] <= 0.0)
            || (at[index] >= high && terrain.slope[index] >= 0.0)
    };
    let (mut slope, mut information) = (terrain.slope, terrain.information);
    for index in 0..3 {
        if rests(index) {
            slope[index] = 0.0;
            (0..3).for_each(|other| information[index.max(other)][index.min(other)] = 0.0);
        }
        information[index][index] = information[index][index] * (1.0 + damping) + 1e-12;
    }
    let step = solved(information, slope);
    let moved = |index: usize| {
        let (low, high) = bounds[index];
        let to = at[index] + step[index].clamp(-2.0, 2.0);
        if to.is_finite() { to.clamp(low, high) } else { at[index] }
    };
    let mut next = Point { amplitude: moved(0).exp(), ..*point };
    if family == Family::TwoPhase {
        (next.slow, next.fast) = (moved(1), moved(2).exp());
    }
    next
}

/// What `matrix` takes to `vector`; of the matrix, which is symmetric, the lower half is read.
fn solved(mut matrix: [[f64; 3]; 3], mut vector: [f64; 3]) -> [f64; 3] {
    for column in 0..3 {
        for row in column + 1..3 {
            let factor = matrix[row][column] / matrix[column][column];
            (column + 1..=row)
                .for_each(|other| matrix[row][other] -= factor * matrix[other][column]);
            vector[row] -= factor * vector[column];
        }
    }
    for row in (0..3).rev() {
        for above in row + 1..3 {
            vector[row] -= matrix[above][row] * vector[above];
        }
        vector[row] /= matrix[row][row];
    }
    vector
}

/// Where a likelihood with this slope is highest between `low` and `high`: the slope's root next to
/// `start`, by regula falsi with the Illinois rule, or the end it points to.
fn highest(slope: &dyn Fn(f64) -> f64, start: f64, low: f64, high: f64) -> f64 {
    let mut near = start.clamp(low, high);
    let mut at_near = slope(near);
    let upward = at_near > 0.0;
    let mut stride = 0.05;
    let (mut far, mut at_far);
    loop {
        far = if upward { (near + stride).min(high) } else { (near - stride).max(low) };
        at_far = slope(far);
        if (at_far > 0.0) != upward {
            break;
        }
        if far <= low || high <= far {
            return far;
        }
        (near, at_near) = (far, at_far);
        stride *= 3.0;
    }
    for _ in 0..40 {
        let middle = (near * at_far - far * at_near) / (at_far - at_near);
        let middle = if middle.is_finite() { middle } else { (near + far) / 2.0 };
        let at_middle = slope(middle);
        if (at_middle > 0.0) == (at_far > 0.0) {
            at_near /= 2.0;
        } else {
            (near, at_near) = (far, at_far);
        }
        let moved = (middle - far).abs();
        (far, at_far) = (middle, at_middle);
        if moved < CLOSE || (near - far).abs() < CLOSE || at_far == 0.0 {
            break;
        }
    }
    far
}
