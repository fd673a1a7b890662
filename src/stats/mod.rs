//! Pure functions over plain numbers. Each file names its literature and carries a worked example.

pub mod caps;
pub mod gaps;
pub mod rogan_gladen;
pub mod steps;
pub mod wilson;

pub use caps::caps;
pub use gaps::gaps;
pub use steps::steps;
pub use wilson::{Interval, wilson};

/// Four decimal places, which is how numbers enter a report.
pub fn rounded(value: f64) -> f64 {
    let rounded = (value * 1e4).round() / 1e4;
    // There is one zero on a page.
    if rounded == 0.0 { 0.0 } else { rounded }
}
