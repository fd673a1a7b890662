//! The likelihood along the half-life, all other parameters at their likeliest.

use super::family::Family;
use super::sample::{Point, Sample};

/// The half-lives, in days, between which one is sought.
pub(super) const SHORTEST: f64 = 0.2;
pub(super) const LONGEST: f64 = 730.0;

/// How many half-lives the grid has, evenly spaced in their logarithm.
const GRID: usize = 25;

/// How close, in the logarithm of the half-life, the ends are found.
const CLOSE: f64 = 1e-4;

/// How near to the best, in the same, its curve is a parabola.
const NEAR: f64 = 0.02;

/// The size a search begins with.
const MODEST: f64 = 5.0;

/// Slow and fast rates with which a search begins, as multiples of the rate of the half-life.
const STARTS: [(f64, f64); 7] =
    [(0.4, 2.0), (0.7, 2.0), (0.7, 6.0), (0.4, 1.5), (0.4, 4.0), (0.1, 1.3), (0.1, 3.0)];

/// One family's profile likelihood.
#[derive(Debug, Clone)]
pub(super) struct Curve {
    pub(super) family: Family,
    pub(super) best: Point,
    /// Along the half-life; the best is among them.
    points: Vec<Point>,
}

/// A side of an interval.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Low,
    High,
}

/// Where a curve falls below a likelihood for good.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum End {
    /// At this half-life.
    At(f64),
    /// Beyond the grid.
    Beyond,
    /// It lies below everywhere.
    Nowhere,
}

impl Curve {
    pub(super) fn new(sample: &Sample, family: Family) -> Self {
        let mut points: Vec<Point> = Vec::with_capacity(GRID + 1);
        for index in 0..GRID {
            let along = index as f64 / (GRID - 1) as f64;
            let half_life = SHORTEST * (LONGEST / SHORTEST).powf(along);
            points.push(at(sample, family, half_life, points.last()));
        }
        let highest = |one: &usize, other: &usize| {
            points[*one].log_likelihood.total_cmp(&points[*other].log_likelihood)
        };
        let top = (0..GRID).max_by(highest).unwrap_or_default();
        let best = refined(sample, family, &points, top);
        let place = points.partition_point(|point| point.half_life < best.half_life);
        points.insert(place, best);
        Self { family, best, points }
    }

    /// The outermost half-life on this side whose likelihood is `least`.
    pub(super) fn end(&self, sample: &Sample, least: f64, side: Side) -> End {
        let is_in = |point: &Point| point.log_likelihood >= least;
        let (inside, outside) = match side {
            Side::Low => {
                let first = self.points.iter().position(is_in);
                (first, first.and_then(|first| first.checked_sub(1)))
            }
            Side::High => {
                let last = self.points.iter().rposition(is_in);
                (last, last.map(|last| last + 1))
            }
        };
        let Some(&inside) = inside.and_then(|inside| self.points.get(inside)) else {
            return End::Nowhere;
        };
        match outside.and_then(|outside| self.points.get(outside)) {
            Some(&outside) => End::At(self.crossing(sample, least, inside, outside)),
            None => End::Beyond,
        }
    }

    fn crossing(&self, sample: &Sample, least: f64, inside: Point, outside: Point) -> f64 {
        let (mut inside, mut outside) = (inside, outside);
        while (inside.half_life / outside.half_life).ln().abs() > CLOSE {
            let above = inside.log_likelihood - least;
            let below = least - outside.log_likelihood;
            // Linear, but never close to either end, so that both move.
            let share = (above / (above + below)).clamp(0.1, 0.9);
            let share = if share.is_finite() { share } else { 0.5 };
            let half_life = inside.half_life * (outside.half_life / inside.half_life).powf(share);
            let middle = beside(sample, self.family, half_life, &inside);
            if middle.log_likelihood >= least { inside = middle } else { outside = middle }
        }
        (inside.half_life * outside.half_life).sqrt()
    }
}

/// The likeliest point with a half-life. Of two phases the likelihood has more than one hill, so
/// that the search begins where its neighbor ended and at the best of a few fixed places.
fn at(sample: &Sample, family: Family, half_life: f64, near: Option<&Point>) -> Point {
    let size = near.map_or(MODEST, |near| near.size);
    let fixed = || sample.likeliest(family, fixed_start(sample, family, half_life, size));
    match near.map(|near| beside(sample, family, half_life, near)) {
        Some(found) if family == Family::TwoPhase => better(found, fixed()),
        Some(found) => found,
        None => fixed(),
    }
}

/// The likeliest point with a half-life, sought from where another half-life has its own.
fn beside(sample: &Sample, family: Family, half_life: f64, near: &Point) -> Point {
    let [slow, fast] = Family::bounds(half_life);
    let start = Point {
        half_life,
        slow: near.slow.clamp(slow.0, slow.1),
        fast: near.fast.clamp(fast.0, fast.1),
        ..*near
    };
    sample.likeliest(family, start)
}

/// The likeliest of the places where a search begins.
fn fixed_start(sample: &Sample, family: Family, half_life: f64, size: f64) -> Point {
    let [slow, fast] = Family::bounds(half_life);
    let start = |&(slower, faster): &(f64, f64)| {
        let mut point = Point {
            half_life,
            slow: (slow.1 * slower).clamp(slow.0, slow.1),
            fast: (fast.0 * faster).clamp(fast.0, fast.1),
            amplitude: 1.0,
            size,
            log_likelihood: f64::NEG_INFINITY,
        };
        point.amplitude = sample.rough_amplitude(family, &point);
        point.log_likelihood = sample.log_likelihood(family, &point);
        point
    };
    let others = if family == Family::TwoPhase { &STARTS[1..] } else { &[] };
    others.iter().map(start).fold(start(&STARTS[0]), better)
}

fn better(one: Point, other: Point) -> Point {
    if other.log_likelihood > one.log_likelihood { other } else { one }
}

/// The top of the curve between a grid point's neighbors: by the golden section until it is near,
/// then by the parabola through what was found.
fn refined(sample: &Sample, family: Family, points: &[Point], top: usize) -> Point {
    let golden = (5.0_f64.sqrt() - 1.0) / 2.0;
    let mut low = points[top.saturating_sub(1)].half_life.ln();
    let mut high = points[(top + 1).min(points.len() - 1)].half_life.ln();
    let seek = |ln_half_life: f64| beside(sample, family, ln_half_life.exp(), &points[top]);
    let mut left = seek(high - golden * (high - low));
    let mut right = seek(low + golden * (high - low));
    while high - low > NEAR {
        if left.log_likelihood >= right.log_likelihood {
            high = right.half_life.ln();
            right = left;
            left = seek(high - golden * (high - low));
        } else {
            low = left.half_life.ln();
            left = right;
            right = seek(low + golden * (high - low));
        }
    }
    let best = better(better(points[top], left), right);
    let middle = best.half_life.ln();
    let sides = [seek(middle - NEAR), best, seek(middle + NEAR)].map(|point| point.log_likelihood);
    let bend = sides[0] - 2.0 * sides[1] + sides[2];
    let shift = (NEAR * (sides[0] - sides[2]) / (2.0 * bend)).clamp(-NEAR, NEAR);
    if bend < 0.0 { better(best, seek(middle + shift)) } else { best }
}
