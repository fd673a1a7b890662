//! How well a scorer does on texts whose feeling is known.

use crate::model::Label;

/// The labels in the order of rows and columns.
pub const LABELS: [Label; 3] = [Label::Negative, Label::Neutral, Label::Positive];

/// What is known of one text and what was said of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Judged {
    /// What a person said.
    pub truth: Label,
    /// What the scorer said.
    pub said: Label,
    /// What orders texts from negative to positive.
    pub direction: f64,
}

/// Counts of what was true (rows) and what was said of it (columns), each in the order of `LABELS`.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Confusion(pub [[f64; 3]; 3]);

impl Confusion {
    /// Counts what was true and what was said of it, each pair for so many.
    pub fn of(pairs: impl IntoIterator<Item = (Label, Label, f64)>) -> Self {
        let mut counts = Self::default();
        for (truth, said, weight) in pairs {
            counts.0[truth as usize][said as usize] += weight;
        }
        counts
    }

    /// How many texts there are.
    pub fn total(&self) -> f64 {
        self.0.iter().flatten().sum()
    }

    fn truths(&self, label: usize) -> f64 {
        self.0[label].iter().sum()
    }

    fn said(&self, label: usize) -> f64 {
        self.0.iter().map(|row| row[label]).sum()
    }

    /// The labels that some text truly has.
    fn present(&self) -> Vec<usize> {
        (0..3).filter(|label| self.truths(*label) > 0.0).collect()
    }

    fn mean(&self, of: impl Fn(usize) -> f64) -> Option<f64> {
        let present = self.present();
        let sum: f64 = present.iter().map(|label| of(*label)).sum();
        (!present.is_empty()).then(|| sum / present.len() as f64)
    }

    /// The mean over the labels of the harmonic mean of precision and recall; `None` without texts.
    pub fn macro_f1(&self) -> Option<f64> {
        self.mean(|label| 2.0 * self.0[label][label] / (self.truths(label) + self.said(label)))
    }

    /// The mean over the labels of the share that was found; `None` without texts.
    pub fn macro_recall(&self) -> Option<f64> {
        self.mean(|label| self.0[label][label] / self.truths(label))
    }

    /// The share that was said rightly; `None` without texts.
    pub fn accuracy(&self) -> Option<f64> {
        let right: f64 = (0..3).map(|label| self.0[label][label]).sum();
        (self.total() > 0.0).then(|| right / self.total())
    }

    /// Cohen's kappa: agreement beyond what two who label at random, each in their own proportions,
    /// would reach (Cohen 1960). `None` where chance alone agrees always.
    pub fn kappa(&self) -> Option<f64> {
        let total = self.total();
        let agreed = self.accuracy()?;
        let by_chance: f64 = (0..3).map(|label| self.truths(label) * self.said(label)).sum::<f64>()
            / (total * total);
        (by_chance < 1.0).then(|| (agreed - by_chance) / (1.0 - by_chance))
    }

    /// The share of the texts with a label that were said to have it; `None` without such texts.
    pub fn sensitivity(&self, label: Label) -> Option<f64> {
        let truths = self.truths(label as usize);
        (truths > 0.0).then(|| self.0[label as usize][label as usize] / truths)
    }

    /// The share of the texts without a label that were said not to have it; `None` without such
    /// texts.
    pub fn specificity(&self, label: Label) -> Option<f64> {
        let label = label as usize;
        let others = self.total() - self.truths(label);
        let wrongly = self.said(label) - self.0[label][label];
        (others > 0.0).then(|| (others - wrongly) / others)
    }
}

/// How well a scorer did.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Evaluation {
    /// What was said of what.
    pub confusion: Confusion,
    /// The area under the curve: how likely a positive text is to stand above a negative one, ties
    /// counted half (Hanley and McNeil 1982). `None` without texts of both kinds.
    pub auc: Option<f64>,
}

impl Evaluation {
    /// Compares. Where no text is truly neutral, the set knows two labels, and every text counts as
    /// what its direction says.
    pub fn of(judged: &[Judged]) -> Self {
        let knows_neutral = judged.iter().any(|one| one.truth == Label::Neutral);
        let said = |one: &Judged| match one.direction {
            _ if knows_neutral => one.said,
            direction if direction < 0.0 => Label::Negative,
            _ => Label::Positive,
        };
        let confusion = Confusion::of(judged.iter().map(|one| (one.truth, said(one), 1.0)));
        Self { confusion, auc: auc(judged) }
    }
}

/// By the sum of ranks (Mann and Whitney 1947).
fn auc(judged: &[Judged]) -> Option<f64> {
    let mut polar: Vec<(f64, bool)> = judged
        .iter()
        .filter(|one| one.truth != Label::Neutral)
        .map(|one| (one.direction, one.truth == Label::Positive))
        .collect();
    polar.sort_by(|a, b| a.0.total_cmp(&b.0));
    let positives = polar.iter().filter(|(_, is_positive)| *is_positive).count() as f64;
    let negatives = polar.len() as f64 - positives;
    let mut ranks = 0.0;
    let mut before = 0;
    for ties in polar.chunk_by(|a, b| a.0 == b.0) {
        let rank = before as f64 + (ties.len() as f64 + 1.0) / 2.0;
        ranks += rank * ties.iter().filter(|(_, is_positive)| *is_positive).count() as f64;
        before += ties.len();
    }
    let above = ranks - positives * (positives + 1.0) / 2.0;
    (positives > 0.0 && negatives > 0.0).then(|| above / (positives * negatives))
}

#[cfg(test)]
mod tests {
    use super::*;
    use Label::{Negative, Neutral, Positive};

    fn judged(truth: Label, said: Label, direction: f64) -> Judged {
        Judged { truth, said, direction }
    }

    /// scikit-learn 1.5: `f1_score(average="macro")`, `balanced_accuracy_score`,
    /// `cohen_kappa_score`.
    #[test]
    fn the_measures_are_those_of_an_independent_implementation() {
        let confusion = Confusion([[5.0, 1.0, 0.0], [2.0, 3.0, 1.0], [0.0, 2.0, 6.0]]);
        let near = |value: Option<f64>, known: f64| (value.unwrap() - known).abs() < 1e-12;
        assert!(near(confusion.macro_f1(), 0.689_743_589_743_589_6));
        assert!(near(confusion.macro_recall(), 0.694_444_444_444_444_4));
        assert!(near(confusion.accuracy(), 0.7));
        assert!(near(confusion.kappa(), 0.548_872_180_451_127_7));
        assert!(near(confusion.sensitivity(Negative), 5.0 / 6.0));
        assert!(near(confusion.specificity(Negative), 12.0 / 14.0));
    }

    #[test]
    fn ties_count_half() {
        let set =
            [(Negative, 0.1), (Negative, 0.4), (Positive, 0.4), (Positive, 0.8), (Neutral, 0.9)];
        let set = set.map(|(truth, direction)| judged(truth, Neutral, direction));
        assert_eq!(Evaluation::of(&set).auc, Some(0.875));
    }

    #[test]
    fn a_set_that_knows_two_labels_is_judged_by_direction() {
        let set = [judged(Negative, Neutral, -0.01), judged(Positive, Neutral, 0.02)];
        assert_eq!(Evaluation::of(&set).confusion.accuracy(), Some(1.0));
    }

    #[test]
    fn nothing_to_compare_is_no_number() {
        let nothing = Evaluation::of(&[]);
        assert_eq!((nothing.auc, nothing.confusion.macro_f1()), (None, None));
        assert_eq!(Confusion([[4.0, 0.0, 0.0], [0.0; 3], [0.0; 3]]).kappa(), None);
    }
}
