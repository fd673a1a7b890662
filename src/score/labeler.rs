//! The scorer that the config asks for, and the labels that come of it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use sha2::{Digest, Sha256};

use super::model::Model;
use super::{Builtin, Error, ExternalScorer, FastText, Scorer, Text, name};
use crate::model::table::{Mention, SearchResult};
use crate::model::{Label, LabelSource, NO_SCORER, Polarity};
use crate::normalize::language;

/// A polarity closer to zero than this is neutral, unless the config or an audit says otherwise.
pub const NEUTRAL_BAND: f64 = 0.35;

/// How long a program may take over a batch, unless the config says otherwise.
const TIMEOUT: Duration = Duration::from_secs(60);

/// How many texts a program gets at once, unless the config says otherwise.
const BATCH_ROWS: usize = 1000;

/// Which scorer is asked for.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Choice {
    /// Models made by `train`, each of which takes the place of the program's own for its language.
    pub models: Vec<PathBuf>,
    /// A scorer of the user's.
    pub other: Option<Other>,
    /// The languages (ISO 639-1) that it is asked about; all when there are none. About the others
    /// the program's own is asked.
    pub languages: Vec<String>,
    /// A polarity closer to zero than this is neutral.
    pub neutral_band: Option<f64>,
}

/// A scorer of the user's.
#[derive(Debug, Clone, PartialEq)]
pub enum Other {
    /// A program.
    Command {
        /// The program and its arguments.
        command: Vec<String>,
        /// The folder that it runs in.
        folder: PathBuf,
        /// How long it may take over a batch.
        timeout: Option<Duration>,
        /// How many texts it gets at once.
        batch_rows: Option<usize>,
        /// The user's name for what it depends on and we cannot see.
        version: String,
    },
    /// A model of fastText's.
    FastText {
        /// Its file.
        path: PathBuf,
        /// What its labels mean, where they do not say so themselves.
        labels: BTreeMap<String, Label>,
    },
    /// None: labels are those of rules, of vendors and of people.
    Nobody,
}

/// Scores and labels what was read.
pub struct Labeler {
    version: String,
    builtin: Builtin,
    other: Option<Box<dyn Scorer>>,
    languages: Vec<String>,
    neutral_band: f64,
}

impl Labeler {
    /// The scorer that is asked for.
    pub fn new(choice: &Choice) -> Result<Self, Error> {
        let mut models: Vec<Model> = Vec::new();
        for path in &choice.models {
            let model = read_model(path)?;
            if models.iter().any(|known| known.language() == model.language()) {
                let (path, language) = (path.clone(), model.language().to_owned());
                return Err(Error::TwoModels { path, language });
            }
            models.push(model);
        }
        let builtin = Builtin::new(models);
        let other = choice.other.as_ref().map(start).transpose()?;
        let neutral_band = choice.neutral_band.unwrap_or(NEUTRAL_BAND);
        let version = match &other {
            None => format!("{}, neutral below {neutral_band}", builtin.version()),
            Some(nobody) if choice.other == Some(Other::Nobody) => nobody.version().to_owned(),
            Some(other) if choice.languages.is_empty() => {
                format!("{}, neutral below {neutral_band}", other.version())
            }
            Some(other) => format!(
                "{} for {}, {}, neutral below {neutral_band}",
                other.version(),
                choice.languages.join(" "),
                builtin.version()
            ),
        };
        Ok(Self { version, builtin, other, languages: choice.languages.clone(), neutral_band })
    }

    /// Names everything that labels depend on besides the texts. Rows remember it.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// The scorer in the program, with the user's models.
    pub fn builtin(&self) -> &Builtin {
        &self.builtin
    }

    /// Whether texts in a language are read by the scorer in the program.
    pub fn is_builtin(&self, language: &str) -> bool {
        let is_theirs =
            self.languages.is_empty() || self.languages.iter().any(|known| known == language);
        self.other.is_none() || !is_theirs
    }

    /// Whether nobody scores.
    pub fn is_nobody(&self) -> bool {
        self.version == NO_SCORER
    }

    /// A polarity closer to zero than this is neutral.
    pub fn neutral_band(&self) -> f64 {
        self.neutral_band
    }

    /// How each text feels, in their order.
    pub fn polarities(&self, texts: &[Text<'_>]) -> Result<Vec<Option<Polarity>>, Error> {
        let Some(other) = &self.other else { return self.builtin.score(texts) };
        if self.languages.is_empty() {
            return other.score(texts);
        }
        let is_theirs = |text: &Text<'_>| self.languages.iter().any(|known| known == text.language);
        let (theirs, ours): (Vec<Text<'_>>, Vec<Text<'_>>) =
            texts.iter().partition(|text| is_theirs(text));
        let mut theirs = other.score(&theirs)?.into_iter();
        let mut ours = self.builtin.score(&ours)?.into_iter();
        let answers =
            texts.iter().map(|text| if is_theirs(text) { theirs.next() } else { ours.next() });
        Ok(answers.map(Option::flatten).collect())
    }

    /// The label that comes of a polarity.
    pub fn label(&self, polarity: Polarity) -> Label {
        polarity.label(self.neutral_band)
    }

    /// Labels mentions that no rule has labeled.
    pub fn label_mentions(
        &self,
        mentions: &mut [Mention],
        trusts_vendor: bool,
    ) -> Result<(), Error> {
        let texts: Vec<Text<'_>> = mentions
            .iter()
            .map(|mention| Text { text: &mention.text, language: &mention.language })
            .collect();
        let polarities = self.polarities(&texts)?;
        for (mention, polarity) in mentions.iter_mut().zip(polarities) {
            mention.polarity = polarity.map(Polarity::value);
            if mention.label.is_some() {
                continue;
            }
            let vendor = mention.vendor_label.clone().filter(|_| trusts_vendor);
            let source = if vendor.is_some() { LabelSource::Vendor } else { LabelSource::Scorer };
            let scored = || polarity.map(|polarity| self.label(polarity).as_str().to_owned());
            mention.label = vendor.or_else(scored);
            mention.label_source = mention.label.as_ref().map(|_| source.as_str().to_owned());
        }
        Ok(())
    }

    /// Labels search results that neither a rule nor a trusted vendor has labeled.
    pub fn label_results(
        &self,
        results: &mut [SearchResult],
        trusts_vendor: bool,
    ) -> Result<(), Error> {
        let shown: Vec<(&str, &str)> =
            results.iter().map(|result| (result.title.as_str(), result.snippet.as_str())).collect();
        let polarities = self.result_polarities(&shown)?;
        for (result, polarity) in results.iter_mut().zip(polarities) {
            result.polarity = polarity.map(Polarity::value);
            let from_vendor = result.label_source.as_deref() == Some(LabelSource::Vendor.as_str());
            if result.label.is_some() && (trusts_vendor || !from_vendor) {
                continue;
            }
            result.label = polarity.map(|polarity| self.label(polarity).as_str().to_owned());
            result.label_source = polarity.map(|_| LabelSource::Scorer.as_str().to_owned());
        }
        Ok(())
    }

    /// How search results feel, by title and snippet.
    pub fn result_polarities(
        &self,
        shown: &[(&str, &str)],
    ) -> Result<Vec<Option<Polarity>>, Error> {
        let shown: Vec<String> =
            shown.iter().map(|(title, snippet)| format!("{title} {snippet}")).collect();
        let texts: Vec<Text<'_>> =
            shown.iter().map(|text| Text { text, language: language::of_text(text) }).collect();
        self.polarities(&texts)
    }
}

/// Reads a model that `train` made.
pub fn read_model(path: &Path) -> Result<Model, Error> {
    let bytes = fs::read(path).map_err(Error::read(path))?;
    Model::unpack(&bytes).map_err(|source| Error::Model { path: path.to_owned(), source })
}

fn start(other: &Other) -> Result<Box<dyn Scorer>, Error> {
    Ok(match other {
        Other::Command { command, folder, timeout, batch_rows, version } => {
            let timeout = timeout.unwrap_or(TIMEOUT);
            let batch_rows = batch_rows.unwrap_or(BATCH_ROWS);
            Box::new(ExternalScorer::start(command, folder, timeout, batch_rows, version)?)
        }
        Other::FastText { path, labels } => {
            let meaning = |word: &str| labels.get(word).copied().or_else(|| Label::from_word(word));
            let model = FastText::load(path, &meaning)?;
            Box::new(Told::new(model, labels))
        }
        Other::Nobody => Box::new(Nobody),
    })
}

/// Scores nothing.
struct Nobody;

impl Scorer for Nobody {
    fn version(&self) -> &str {
        NO_SCORER
    }

    fn score(&self, texts: &[Text<'_>]) -> Result<Vec<Option<Polarity>>, Error> {
        Ok(vec![None; texts.len()])
    }
}

/// A model of fastText's whose labels the config explains: another explanation is another scorer.
struct Told {
    model: FastText,
    version: String,
}

impl Told {
    fn new(model: FastText, labels: &BTreeMap<String, Label>) -> Self {
        let told = labels.iter().map(|(word, label)| format!("{word}={}\n", label.as_str()));
        let told: String = told.collect();
        let version = match told.as_str() {
            "" => model.version().to_owned(),
            told => format!("{}-{}", model.version(), name("labels", &Sha256::digest(told))),
        };
        Self { model, version }
    }
}

impl Scorer for Told {
    fn version(&self) -> &str {
        &self.version
    }

    fn score(&self, texts: &[Text<'_>]) -> Result<Vec<Option<Polarity>>, Error> {
        self.model.score(texts)
    }
}
