//! Pure functions over plain numbers. Each file names its literature and carries a worked example.

pub mod baseline;
pub mod caps;
pub mod changepoints;
pub mod counterfactual;
pub mod decay;
pub mod difference;
pub mod effect;
pub mod forecast;
pub mod gaps;
pub mod kaplan_meier;
pub mod log_odds;
pub mod log_rank;
pub mod measured;
pub mod negative_binomial;
pub mod overlap;
pub mod placebos;
pub mod predictive;
pub mod regression;
pub mod rogan_gladen;
pub mod steps;
pub mod storms;
pub mod tattoo;
pub mod turnbull;
pub mod verdict;
pub mod wilson;

pub use caps::caps;
pub use gaps::gaps;
pub use measured::Measured;
pub use steps::steps;
pub use wilson::{Interval, wilson};

/// Four decimal places, which is how numbers enter a report.
///
/// Sums differ in their last bits by the order in which an engine adds. What lies halfway but for those
/// bits is taken for what lies halfway, so that every engine gives the same digits.
pub fn rounded(value: f64) -> f64 {
    let without_last_bits = (value * 1e10).round() / 1e6;
    let rounded = without_last_bits.round() / 1e4;
    // There is one zero on a page.
    if rounded == 0.0 { 0.0 } else { rounded }
}

/// The value of some drawn ones, of which there is at least one, below which a share of them lies.
pub fn quantile(values: &mut [f64], at: f64) -> f64 {
    values.sort_by(f64::total_cmp);
    values[((values.len() - 1) as f64 * at).round() as usize]
}

/// The middle 95 % of some drawn values, of which there is at least one.
pub fn middle(values: &mut [f64]) -> Interval {
    Interval { low: quantile(values, 0.025), high: quantile(values, 0.975) }
}
