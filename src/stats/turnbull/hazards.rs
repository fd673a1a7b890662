//! The iteration: what is at risk and what goes within each innermost interval.

use super::innermost::Row;

/// A round that adds no more to the log-likelihood is about a curve that the observations can hardly
/// tell from the last one. Ten thousand such rounds add a thousandth.
const SETTLED: f64 = 1e-7;

/// When the iteration for the curve itself ends.
pub(super) const CURVE: Effort = Effort { tolerance: 1e-11, rounds: 20_000 };

/// When the iteration for one draw ends. The interval is no finer than the looks.
pub(super) const DRAW: Effort = Effort { tolerance: 1e-3, rounds: 500 };

/// When an iteration ends.
pub(super) struct Effort {
    /// A round that adds less to the log-likelihood is the last.
    tolerance: f64,
    /// The number of rounds at which we give up.
    rounds: usize,
}

/// What is expected in each innermost interval, given the hazards.
#[derive(Clone)]
pub(super) struct Fit {
    pub(super) at_risk: Vec<f64>,
    pub(super) gone: Vec<f64>,
    pub(super) is_settled: bool,
}

impl Fit {
    /// The log-likelihood of these numbers under such hazards.
    fn likelihood(&self, hazards: &[f64]) -> f64 {
        // What did not happen has no say, however unlikely it was.
        let part = |count: f64, share: f64| if count <= 0.0 { 0.0 } else { count * share.ln() };
        let parts = self.at_risk.iter().zip(&self.gone).zip(hazards);
        parts
            .map(|((risk, gone), hazard)| part(*gone, *hazard) + part(risk - gone, 1.0 - hazard))
            .sum()
    }

    pub(super) fn hazard(&self, cell: usize) -> f64 {
        let risk = self.at_risk[cell];
        if risk <= 0.0 { 0.0 } else { (self.gone[cell] / risk).min(1.0) }
    }
}

/// The EM algorithm: spread each thing that went over the intervals in which it may have, then count
/// anew what was at risk and what went.
pub(super) fn fit(rows: &[Row], weights: &[f64], cells: usize, effort: &Effort) -> Fit {
    let certain = certain(rows, weights, cells);
    let mut hazards: Vec<f64> = (0..cells).map(|cell| 1.0 / (cells - cell) as f64).collect();
    let mut fit = certain.clone();
    let mut reached = f64::NEG_INFINITY;
    for _ in 0..effort.rounds {
        let mut likelihood = certain.likelihood(&hazards);
        fit.clone_from(&certain);
        for (row, weight) in rows.iter().zip(weights).filter(|(_, weight)| 0.0 < **weight) {
            likelihood += weight * spread(row, *weight, &hazards, &mut fit).ln();
        }
        hazards = (0..cells).map(|cell| fit.hazard(cell)).collect();
        fit.is_settled = likelihood - reached <= SETTLED;
        if likelihood - reached <= effort.tolerance {
            break;
        }
        reached = likelihood;
    }
    fit
}

/// What is known whatever the hazards are.
fn certain(rows: &[Row], weights: &[f64], cells: usize) -> Fit {
    let mut fit = Fit { at_risk: vec![0.0; cells], gone: vec![0.0; cells], is_settled: false };
    for (row, weight) in rows.iter().zip(weights) {
        for risk in fit.at_risk.iter_mut().take(row.first).skip(row.entry) {
            *risk += weight;
        }
        if row.gone == Some(row.first + 1) {
            fit.at_risk[row.first] += weight;
            fit.gone[row.first] += weight;
        }
    }
    fit
}

/// Adds a thing that went in one of several intervals, in each as likely as the hazards make it.
/// Returns how likely it was to go in any of them; 1 for what is certain.
fn spread(row: &Row, weight: f64, hazards: &[f64], fit: &mut Fit) -> f64 {
    let possible = row.first..row.gone.unwrap_or(row.first);
    let goes = |there: &mut f64, cell: usize| {
        let goes = *there * hazards[cell];
        *there -= goes;
        Some(goes)
    };
    let total: f64 = possible.clone().scan(1.0, |there, cell| goes(there, cell)).sum();
    if possible.len() < 2 || total <= 0.0 {
        return 1.0;
    }
    let mut at_risk = weight;
    let shares = possible.clone().scan(weight / total, |there, cell| goes(there, cell));
    for (cell, share) in possible.zip(shares) {
        fit.at_risk[cell] += at_risk;
        fit.gone[cell] += share;
        at_risk -= share;
    }
    total
}
