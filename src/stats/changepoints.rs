//! Where the level of a series changes, found without knowing what is usual: a second opinion on when
//! storms open.
//!
//! The segments whose squared distances from their means, and a penalty of `3 σ² ln n` for each, come
//! to the least (B. Jackson and others, "An algorithm for optimal partitioning of data on an interval",
//! IEEE Signal Processing Letters 12, 2005: exact, and fast enough for years of days). The scatter σ is
//! estimated from differences of neighboring values, which a change of level hardly touches.

/// A level lasts so many values at least.
const SHORTEST: usize = 2;

/// The places at which a new level begins, in order.
pub fn changepoints(values: &[f64]) -> Vec<usize> {
    let count = values.len();
    if count < 2 * SHORTEST || values.iter().any(|value| !value.is_finite()) {
        return Vec::new();
    }
    let penalty = penalty(values);
    let sums = Sums::new(values);
    // The least cost of the first `end` values, and where their last level begins.
    let mut best = vec![(f64::INFINITY, 0); count + 1];
    best[0] = (-penalty, 0);
    for end in SHORTEST..=count {
        best[end] = (0..=end - SHORTEST)
            .map(|start| (best[start].0 + sums.cost(start, end) + penalty, start))
            .min_by(|a, b| a.0.total_cmp(&b.0))
            .expect("a first level begins at nothing");
    }
    let mut found = Vec::new();
    let mut end = best[count].1;
    while end > 0 {
        found.push(end);
        end = best[end].1;
    }
    found.reverse();
    found
}

fn penalty(values: &[f64]) -> f64 {
    let mut steps: Vec<f64> = values.windows(2).map(|pair| (pair[1] - pair[0]).abs()).collect();
    steps.sort_by(f64::total_cmp);
    // Of normal values, differences have √2 times their scatter.
    let scatter = (1.482_6 * steps[steps.len() / 2] / 2.0_f64.sqrt()).max(1e-6);
    3.0 * scatter * scatter * (values.len() as f64).ln()
}

/// Running sums, from which the cost of any segment follows.
struct Sums(Vec<(f64, f64)>);

impl Sums {
    fn new(values: &[f64]) -> Self {
        let mut sums = vec![(0.0, 0.0)];
        for value in values {
            let (sum, squares) = sums[sums.len() - 1];
            sums.push((sum + value, squares + value * value));
        }
        Self(sums)
    }

    /// The squared distances from their mean of the values from `start` up to `end`.
    fn cost(&self, start: usize, end: usize) -> f64 {
        let sum = self.0[end].0 - self.0[start].0;
        let squares = self.0[end].1 - self.0[start].1;
        (squares - sum * sum / (end - start) as f64).max(0.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_levels_that_ruptures_finds_are_found() {
        // tests/oracles/changepoints.py.
        let values = [
            2.0, 3.0, 1.0, 2.0, 4.0, 2.0, 1.0, 3.0, 2.0, 30.0, 42.0, 38.0, 35.0, 41.0, 8.0, 6.0,
            7.0, 9.0, 5.0, 7.0,
        ];
        assert_eq!(changepoints(&values), [9, 14]);
    }

    #[test]
    fn a_level_series_has_none() {
        let values: Vec<f64> = (0..60).map(|n| f64::from((n * 7) % 5)).collect();
        assert!(changepoints(&values).is_empty());
        assert!(changepoints(&[1.0, f64::NAN, 2.0, 3.0, 4.0]).is_empty());
        assert!(changepoints(&[]).is_empty());
    }
}
