//! Dice: the few distributions that invented talk needs, drawn from one seeded generator.

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// One seeded source of chance.
pub(crate) struct Dice(ChaCha8Rng);

impl Dice {
    /// The same seed gives the same throws, for ever.
    pub(crate) fn seeded(seed: u64) -> Self {
        Self(ChaCha8Rng::seed_from_u64(seed))
    }

    /// From 0 up to, but not, 1.
    pub(crate) fn unit(&mut self) -> f64 {
        self.0.random()
    }

    /// From `low` up to, but not, `high`.
    pub(crate) fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.unit()
    }

    /// From 0 up to, but not, `end`.
    pub(crate) fn below(&mut self, end: u64) -> u64 {
        self.0.random_range(0..end)
    }

    /// Whether something of this probability happens.
    pub(crate) fn chance(&mut self, probability: f64) -> bool {
        self.unit() < probability
    }

    /// One of the items, each as likely.
    pub(crate) fn pick<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.0.random_range(0..items.len())]
    }

    /// The place of one of the weights, each as likely as it weighs.
    pub(crate) fn weighted(&mut self, weights: &[f64]) -> usize {
        let mut rest = self.between(0.0, weights.iter().sum());
        for (place, weight) in weights.iter().enumerate() {
            rest -= weight;
            if rest < 0.0 {
                return place;
            }
        }
        weights.iter().rposition(|weight| 0.0 < *weight).unwrap_or_default()
    }

    /// How long until something that comes once in `mean`.
    pub(crate) fn wait(&mut self, mean: f64) -> f64 {
        -mean * (1.0 - self.unit()).ln()
    }

    /// How often something comes that comes `mean` times: waits that fit into one unit of time.
    pub(crate) fn poisson(&mut self, mean: f64) -> u32 {
        let mut passed = self.wait(1.0);
        let mut count = 0;
        while passed < mean {
            passed += self.wait(1.0);
            count += 1;
        }
        count
    }

    /// Mostly little, now and then enormous: Pareto's law from `least` up.
    pub(crate) fn long_tail(&mut self, least: f64, shape: f64) -> f64 {
        least * (1.0 - self.unit()).powf(-1.0 / shape)
    }
}
