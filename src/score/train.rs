//! Makes models of labeled texts.
//!
//! Logistic regression by FTRL-Proximal (McMahan et al. 2013), whose L1 penalty leaves most weights
//! at nothing. Every source counts by its size, tempered, and its labels count alike. In a share of
//! the steps a text shows nothing but what the word list says of it: so the model goes on trusting
//! the list, which alone knows the words that the texts of its training do not have.

use std::collections::BTreeMap;

use rand::RngExt;
use rand::SeedableRng;
use rand::seq::SliceRandom;
use rand_chacha::ChaCha8Rng;

use super::features::{self, INPUTS, Scratch, Script, Sink};
use super::lexicon::Lexicon;
use super::model::{BITS, CHARACTERS_WEIGH, Inputs, Model, WORDS_WEIGH, Weights, place, share};
use crate::model::Label;

/// A text and how it feels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LabeledText {
    /// Where it comes from. Its labels are weighed against those of the same source.
    pub source: String,
    /// How it feels.
    pub label: Label,
    /// The text.
    pub text: String,
}

/// How a model is trained.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// What the order of the texts is drawn with.
    pub seed: u64,
    /// How often each text is read.
    pub epochs: u32,
    /// How far a step goes.
    pub rate: f32,
    /// How strongly weights are drawn to nothing.
    pub sparsity: f32,
    /// How strongly large weights are drawn back.
    pub smoothness: f32,
    /// The share of steps in which nothing but the word list is seen.
    pub list_alone: f32,
    /// A source of ten times as many texts counts this power of ten times as much.
    pub size_power: f32,
    /// How much a text counts in a source of a thousand.
    pub importance: f32,
    /// Beginnings of the names of sources that count more, and how much.
    pub favored: Vec<(String, f32)>,
    /// What is added to the log odds of feeling anything. Texts unlike those of the training look more
    /// neutral than they are, and most texts that are met are.
    pub polar_shift: f32,
    /// How many weights are kept.
    pub keep: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            seed: 7,
            epochs: 15,
            rate: 0.2,
            sparsity: 0.5,
            smoothness: 1.0,
            list_alone: 0.3,
            size_power: 0.75,
            importance: 17.0,
            favored: Vec::new(),
            polar_shift: 0.0,
            keep: 100_000,
        }
    }
}

/// A text as the trainer reads it.
struct Example {
    label: Label,
    words: Vec<u32>,
    characters: Vec<u32>,
    inputs: [f32; INPUTS],
    /// How much it counts, by head.
    counts: [f32; 2],
    /// What the model that is built upon says already, by head.
    known: [f32; 2],
}

/// Trains a model of a language, anew or, where few texts are at hand, upon another model of it.
/// The bytes of the packed model are the same for the same texts and settings.
pub fn train(
    language: &str,
    texts: &[LabeledText],
    upon: Option<&Model>,
    settings: &Settings,
) -> Vec<u8> {
    let examples = examples(language, texts, upon, settings);
    let (polar, direction) = rayon::join(
        || Learner::new(settings).learn(&examples, 0, |label| label != Label::Neutral),
        || Learner::new(settings).learn(&examples, 1, |label| label == Label::Positive),
    );
    let mut table: Vec<[f32; 2]> =
        polar.table.iter().zip(&direction.table).map(|(a, b)| [*a, *b]).collect();
    let mut inputs = [polar.inputs, direction.inputs];
    inputs[0].bias += settings.polar_shift;
    if let Some(upon) = upon {
        for (feature, weights) in table.iter_mut().enumerate() {
            let known = upon.weight(feature as u32);
            weights.iter_mut().zip(known).for_each(|(weight, known)| *weight += known);
        }
        let heads = [super::model::Head::Polar, super::model::Head::Direction];
        for (inputs, head) in inputs.iter_mut().zip(heads) {
            let known = upon.inputs(head);
            inputs.bias += known.bias;
            inputs.lexicon.iter_mut().zip(known.lexicon).for_each(|(own, known)| *own += known);
        }
    }
    Model::pack(&Weights { language: language.to_owned(), inputs, table }, settings.keep)
}

fn examples(
    language: &str,
    texts: &[LabeledText],
    upon: Option<&Model>,
    settings: &Settings,
) -> Vec<Example> {
    let lexicon = Lexicon::embedded(language);
    let script = Script::of(language);
    let mut scratch = Scratch::default();
    let counts = counts(texts, settings);
    texts
        .iter()
        .zip(counts)
        .map(|(text, counts)| {
            let mut kept = Kept::default();
            let inputs = features::read(&text.text, script, &lexicon, &mut scratch, &mut kept);
            let known = upon.map_or([0.0; 2], |model| {
                let mut sum = model.sum();
                kept.words.iter().for_each(|feature| sum.words(*feature, 0, 0));
                kept.characters.iter().for_each(|feature| sum.characters(*feature, 0, 0));
                sum.log_odds(&inputs)
            });
            let Kept { words, characters } = kept;
            Example { label: text.label, words, characters, inputs, counts, known }
        })
        .collect()
}

/// How much each text counts, by head: nothing where its source knows no other answer.
fn counts(texts: &[LabeledText], settings: &Settings) -> Vec<[f32; 2]> {
    let mut sizes: BTreeMap<&str, [f32; 3]> = BTreeMap::new();
    for text in texts {
        sizes.entry(&text.source).or_default()[text.label as usize] += 1.0;
    }
    let count = |text: &LabeledText| {
        let [negative, neutral, positive] = sizes[text.source.as_str()];
        let polar = negative + positive;
        let whole = polar + neutral;
        let favor = settings.favored.iter().find(|(name, _)| text.source.starts_with(name));
        let favor = favor.map_or(1.0, |(_, favor)| *favor);
        let each = settings.importance * favor * (whole / 1000.0).powf(settings.size_power - 1.0);
        // A label that half of the others have counts twice as much as they do.
        let fair =
            |of: f32, other: f32| if of * other > 0.0 { (of + other) / (2.0 * of) } else { 0.0 };
        let [feels, which] = match text.label {
            Label::Neutral => [fair(neutral, polar), 0.0],
            Label::Negative => [fair(polar, neutral), fair(negative, positive)],
            Label::Positive => [fair(polar, neutral), fair(positive, negative)],
        };
        [each * feels, each * which]
    };
    texts.iter().map(count).collect()
}

/// Keeps the places of a text's features.
#[derive(Default)]
struct Kept {
    words: Vec<u32>,
    characters: Vec<u32>,
}

impl Sink for Kept {
    fn words(&mut self, feature: u32, _: usize, _: usize) {
        self.words.push(feature);
    }
    fn characters(&mut self, feature: u32, _: usize, _: usize) {
        self.characters.push(feature);
    }
}

/// One head as it learns.
struct Learner<'a> {
    settings: &'a Settings,
    /// By place: the sum of gradients less what the weight has taken of it, and of their squares.
    sums: Vec<[f32; 2]>,
    inputs: [f32; INPUTS + 1],
    input_squares: [f32; INPUTS + 1],
}

/// One head when it has learned.
struct Learned {
    table: Vec<f32>,
    inputs: Inputs,
}

impl<'a> Learner<'a> {
    fn new(settings: &'a Settings) -> Self {
        Self {
            settings,
            sums: vec![[0.0; 2]; 1 << BITS],
            inputs: [0.0; INPUTS + 1],
            input_squares: [0.0; INPUTS + 1],
        }
    }

    fn learn(
        mut self,
        examples: &[Example],
        head: usize,
        is_yes: impl Fn(Label) -> bool,
    ) -> Learned {
        let mut order: Vec<&Example> =
            examples.iter().filter(|example| example.counts[head] > 0.0).collect();
        let mut draw = ChaCha8Rng::seed_from_u64(self.settings.seed);
        for _ in 0..self.settings.epochs {
            order.shuffle(&mut draw);
            for example in &order {
                let list_alone = draw.random::<f32>() < self.settings.list_alone;
                self.step(example, head, is_yes(example.label), list_alone);
            }
        }
        let [lexicon @ .., bias] = self.inputs;
        let table = self.sums.iter().map(|sums| self.weight(*sums)).collect();
        Learned { table, inputs: Inputs { lexicon, bias } }
    }

    fn step(&mut self, example: &Example, head: usize, is_yes: bool, list_alone: bool) {
        let groups = [(&example.words, WORDS_WEIGH), (&example.characters, CHARACTERS_WEIGH)];
        let groups = groups.map(|(features, weigh)| (features, share(weigh, features.len())));
        let groups = if list_alone { &[][..] } else { &groups[..] };
        let mut log_odds = example.known[head] + self.inputs[INPUTS];
        for (weight, input) in self.inputs.iter().zip(&example.inputs) {
            log_odds += weight * input;
        }
        for (features, share) in groups {
            let sum: f32 = features.iter().map(|f| self.weight(self.sums[place(*f)])).sum();
            log_odds += share * sum;
        }
        let probability = 1.0 / (1.0 + (-log_odds).exp());
        let error = (probability - f32::from(u8::from(is_yes))) * example.counts[head];
        for (features, share) in groups {
            for feature in *features {
                self.pull(place(*feature), error * share);
            }
        }
        for (at, input) in example.inputs.iter().chain([&1.0]).enumerate() {
            let gradient = error * input;
            self.input_squares[at] += gradient * gradient;
            self.inputs[at] -= 0.1 * gradient / (1.0 + self.input_squares[at].sqrt());
        }
    }

    fn weight(&self, [sum, squares]: [f32; 2]) -> f32 {
        let Settings { rate, sparsity, smoothness, .. } = self.settings;
        if sum.abs() <= *sparsity {
            return 0.0;
        }
        -(sum - sum.signum() * sparsity) / ((1.0 + squares.sqrt()) / rate + smoothness)
    }

    fn pull(&mut self, place: usize, gradient: f32) {
        let [sum, squares] = self.sums[place];
        let after = squares + gradient * gradient;
        let taken = (after.sqrt() - squares.sqrt()) / self.settings.rate;
        self.sums[place] = [sum + gradient - taken * self.weight([sum, squares]), after];
    }
}
