//! The scorer in the program: a model and a word list for each of three languages, and the models
//! that users made of labels of their own.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use icu_segmenter::options::WordBreakInvariantOptions;
use icu_segmenter::{WordSegmenter, WordSegmenterBorrowed};
use rayon::prelude::*;
use sha2::{Digest, Sha256};

use super::features::{self, INPUTS, Scratch, Script, Sink};
use super::lexicon::{Hit, Lexicon};
use super::model::{self, Head, Model, share};
use super::{Error, Scorer, Text, name};
use crate::model::Polarity;

/// Changes whenever the same models and lists would give another answer.
const ALGORITHM: u32 = 2;

/// So many texts are read in one go by one thread.
const TEXTS_AT_ONCE: usize = 256;

/// The languages in the program, each with its model.
const EMBEDDED: [(&str, &[u8]); 3] = [
    ("en", include_bytes!("models/en.model")),
    ("ja", include_bytes!("models/ja.model")),
    ("nl", include_bytes!("models/nl.model")),
];

/// What a model says of a text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Answer {
    /// How likely the text is to feel anything, 0 to 1.
    pub polar: f64,
    /// Which way it feels, if it does, -1 to 1.
    pub direction: f64,
}

impl Answer {
    fn of(log_odds: [f32; 2]) -> Self {
        let probability = |log_odds: f32| 1.0 / (1.0 + f64::from(-log_odds).exp());
        let [polar, direction] = log_odds.map(probability);
        Self { polar, direction: 2.0 * direction - 1.0 }
    }

    /// Both in one number. It is far from zero only when the text feels something and it is clear
    /// which way; the root keeps a text that feels much from being called neutral for want of
    /// certainty about its direction.
    pub fn polarity(self) -> Polarity {
        let value = self.polar * self.direction.abs().sqrt() * self.direction.signum();
        Polarity::new(value).expect("probabilities lie between 0 and 1")
    }
}

/// One language.
pub struct Language {
    script: Script,
    lexicon: Lexicon,
    model: Model,
}

impl Language {
    /// A language by its model; its word list is the one in the program, if there is one.
    pub fn new(model: Model) -> Self {
        let script = Script::of(model.language());
        Self { script, lexicon: Lexicon::embedded(model.language()), model }
    }

    /// The model.
    pub fn model(&self) -> &Model {
        &self.model
    }

    /// Reads a text.
    pub fn read(&self, text: &str, scratch: &mut Scratch) -> Answer {
        let mut sum = self.model.sum();
        let inputs = features::read(text, self.script, &self.lexicon, scratch, &mut sum);
        Answer::of(sum.log_odds(&inputs))
    }

    /// Reads a text and says what decided.
    pub fn explain(&self, text: &str) -> Explanation {
        let mut scratch = Scratch::default();
        let mut traces = Traces {
            model: &self.model,
            words: Vec::new(),
            characters: Vec::new(),
            hits: Vec::new(),
        };
        let inputs = features::read(text, self.script, &self.lexicon, &mut scratch, &mut traces);
        traces.explanation(scratch.normal(), &inputs)
    }
}

impl Explanation {
    /// The words and terms that weighed most toward hostile, the heaviest first.
    pub fn hostile(&self, most: usize) -> Vec<String> {
        let all = self.terms.iter().chain(&self.words);
        let mut found: Vec<&(String, f64)> = all.filter(|(_, weight)| *weight < 0.0).collect();
        found.sort_by(|a, b| a.1.total_cmp(&b.1).then_with(|| a.0.cmp(&b.0)));
        let mut words: Vec<String> = Vec::new();
        for (word, _) in found {
            if words.len() < most && !words.contains(word) {
                words.push(word.clone());
            }
        }
        words
    }
}

/// What decided how a text was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation {
    /// What the model said.
    pub answer: Answer,
    /// The text as the model saw it.
    pub normal: String,
    /// Its words and what each adds to the direction, in log odds, in the order of the text.
    pub words: Vec<(String, f64)>,
    /// What the word list says, as it adds to the direction, in log odds: term and share.
    pub terms: Vec<(String, f64)>,
    /// What every text of the language begins with, in log odds.
    pub bias: f64,
}

/// Keeps what each run of a text adds.
struct Traces<'a> {
    model: &'a Model,
    words: Vec<Trace>,
    characters: Vec<Trace>,
    hits: Vec<Hit>,
}

struct Trace {
    start: usize,
    end: usize,
    weight: [f32; 2],
}

impl Sink for Traces<'_> {
    fn words(&mut self, feature: u32, start: usize, end: usize) {
        self.words.push(Trace { start, end, weight: self.model.weight(feature) });
    }

    fn characters(&mut self, feature: u32, start: usize, end: usize) {
        self.characters.push(Trace { start, end, weight: self.model.weight(feature) });
    }

    fn term(&mut self, hit: Hit) {
        self.hits.push(hit);
    }
}

impl Traces<'_> {
    fn explanation(&self, normal: &str, inputs: &[f32; INPUTS]) -> Explanation {
        let direction = Head::Direction as usize;
        let mut bytes = vec![0.0_f64; normal.len()];
        let mut log_odds =
            [Head::Polar, Head::Direction].map(|head| self.model.inputs(head).of(inputs));
        for (weigh, traces) in
            [(model::WORDS_WEIGH, &self.words), (model::CHARACTERS_WEIGH, &self.characters)]
        {
            let share = share(weigh, traces.len());
            for trace in traces {
                for (sum, weight) in log_odds.iter_mut().zip(trace.weight) {
                    *sum += share * weight;
                }
                let adds = f64::from(share * trace.weight[direction]);
                let run = &mut bytes[trace.start..trace.end];
                let each = adds / run.len() as f64;
                run.iter_mut().for_each(|byte| *byte += each);
            }
        }
        let adds_up = |start: usize, end: usize| bytes[start..end].iter().sum::<f64>();
        let head = self.model.inputs(Head::Direction);
        let from_list = f64::from(head.of(inputs) - head.bias);
        let strength: f64 = self.hits.iter().map(|hit| f64::from(hit.strength)).sum();
        let part = if strength == 0.0 { 0.0 } else { from_list / strength };
        Explanation {
            answer: Answer::of(log_odds),
            normal: normal.to_owned(),
            words: words_of(normal)
                .map(|(start, word)| (word.to_owned(), adds_up(start, start + word.len())))
                .collect(),
            terms: self
                .hits
                .iter()
                .map(|hit| (normal[hit.start..hit.end].to_owned(), f64::from(hit.strength) * part))
                .collect(),
            bias: f64::from(head.bias),
        }
    }
}

/// The words of a text and where they begin, in any language.
fn words_of(normal: &str) -> impl Iterator<Item = (usize, &str)> {
    let ends = SEGMENTER.segment_str(normal).skip(1);
    ends.scan(0, |start, end| {
        let word = (*start, &normal[*start..end]);
        *start = end;
        Some(word)
    })
    .filter(|(_, word)| !word.trim().is_empty())
}

static SEGMENTER: LazyLock<WordSegmenterBorrowed<'static>> =
    LazyLock::new(|| WordSegmenter::new_dictionary(WordBreakInvariantOptions::default()));

/// The scorer in the program.
pub struct Builtin {
    version: String,
    languages: BTreeMap<String, LazyLanguage>,
}

type LazyLanguage = LazyLock<Language, Box<dyn FnOnce() -> Language + Send>>;

impl Builtin {
    /// The scorer with the models in the program, of which those of a user take the place.
    pub fn new(own: Vec<Model>) -> Self {
        let mut hasher = Sha256::new();
        let mut languages: BTreeMap<String, LazyLanguage> = BTreeMap::new();
        for (language, bytes) in EMBEDDED {
            hasher.update(bytes);
            languages.insert(
                language.to_owned(),
                LazyLock::new(Box::new(move || {
                    Language::new(Model::unpack(bytes).expect("a model in the program is whole"))
                })),
            );
        }
        for (language, _) in EMBEDDED {
            hasher.update(Lexicon::source(language));
        }
        for model in own {
            hasher.update(model.version());
            languages.insert(
                model.language().to_owned(),
                LazyLock::new(Box::new(move || Language::new(model))),
            );
        }
        hasher.update(ALGORITHM.to_le_bytes());
        Self { version: name("builtin", &hasher.finalize()), languages }
    }

    /// What is known of a language (ISO 639-1).
    pub fn language(&self, language: &str) -> Option<&Language> {
        self.languages.get(language).map(|language| &**language)
    }
}

impl Scorer for Builtin {
    fn version(&self) -> &str {
        &self.version
    }

    fn score(&self, texts: &[Text<'_>]) -> Result<Vec<Option<Polarity>>, Error> {
        let score = |scratch: &mut Scratch, text: &Text<'_>| {
            let language = self.language(text.language)?;
            Some(language.read(text.text, scratch).polarity())
        };
        Ok(texts.par_iter().with_min_len(TEXTS_AT_ONCE).map_init(Scratch::default, score).collect())
    }
}
