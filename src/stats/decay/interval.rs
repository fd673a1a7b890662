//! The half-life's interval: where its profile likelihood is not too far below the best.
//!
//! D. J. Venzon and S. H. Moolgavkar, "A method for computing profile-likelihood-based confidence
//! intervals", Applied Statistics 37 (1988). Too far is judged by Student's t, because the size `k`
//! is estimated from few days. Its degrees of freedom are those of F. E. Satterthwaite, "An
//! approximate distribution of estimates of variance components", Biometrics Bulletin 2 (1946):
//! most days after a short storm are the baseline's, and tell little of how uneven the days are
//! that carry the half-life. In simulated storms with an exponential decay the interval, where one
//! is given, holds the half-life in 93 to 98 of 100.

use statrs::distribution::{ContinuousCDF, StudentsT};

use super::profile::{Curve, End, Side};
use super::sample::Sample;
use super::{Unfit, aicc};
use crate::stats::wilson::Interval;

/// An interval whose ends differ by more than this factor gives no half-life.
const WIDEST: f64 = 4.0;

/// The half-life's interval over the chosen shape, which comes first, and its rivals.
///
/// That a shape was chosen is itself uncertain, so that the others have their say: one that fits
/// worse has less room, and one that fits much worse has none.
pub(super) fn interval(sample: &Sample, curves: &[Curve]) -> Result<Interval, Unfit> {
    let (mut low, mut high) = (f64::INFINITY, Some(0.0_f64));
    for (curve, least) in rivals(sample, curves) {
        match curve.end(sample, least, Side::Low) {
            End::At(end) => low = low.min(end),
            End::Beyond => low = 0.0,
            End::Nowhere => {}
        }
        match curve.end(sample, least, Side::High) {
            End::At(end) => high = high.map(|high| high.max(end)),
            End::Beyond => high = None,
            End::Nowhere => {}
        }
    }
    match high {
        Some(high) if high <= WIDEST * low => Ok(Interval { low, high }),
        _ => Err(Unfit::NoStableHalfLife { low, high }),
    }
}

/// The curves, each with the least likelihood that is near enough to have a say.
fn rivals<'a>(
    sample: &Sample,
    curves: &'a [Curve],
) -> impl Iterator<Item = (&'a Curve, f64)> + use<'a> {
    let chosen = &curves[0];
    let cutoff = cutoff(sample, chosen);
    let days = sample.len();
    curves.iter().map(move |curve| {
        let worse = (aicc(curve, days) - aicc(chosen, days)) / 2.0;
        (curve, curve.best.log_likelihood - cutoff + worse)
    })
}

/// How far below the best a likelihood may lie.
fn cutoff(sample: &Sample, chosen: &Curve) -> f64 {
    let days = sample.informative_days(chosen.family, &chosen.best);
    let freedom = (days - chosen.family.parameters() as f64).max(1.0);
    let quantile =
        StudentsT::new(0.0, 1.0, freedom).map_or(f64::INFINITY, |t| t.inverse_cdf(0.975));
    quantile * quantile / 2.0
}
