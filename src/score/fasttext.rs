//! A supervised model of fastText's: a bag of words and of their parts, trained outside of us
//! (Joulin et al. 2017, "Bag of Tricks for Efficient Text Classification").
//!
//! The polarity is the probability of the positive labels less that of the negative ones.

mod layout;

use std::collections::BTreeMap;
use std::fmt;
use std::fs::{self, File, Metadata};
use std::io::{BufReader, Seek};
use std::panic::{self, AssertUnwindSafe};
use std::path::Path;

use rayon::prelude::*;

use self::layout::Flaw;
use super::{Error, Label, Polarity, Scorer, Text};

/// What fastText writes before a label.
const PREFIX: &str = "__label__";

/// A polarity is rounded to this fraction: in what order fastText adds depends on the processor, and
/// the last digits depend on the order.
const STEPS: f64 = 10_000.0;

/// Scores texts with a supervised model of fastText's.
pub struct FastText {
    model: fasttext::FastText,
    /// What each label adds to the polarity when it is certain.
    values: BTreeMap<String, f64>,
    version: String,
}

impl FastText {
    /// Loads a model from a `.bin`, or from a `.ftz`.
    ///
    /// `words` says what the model's labels mean, which are given without their `__label__`.
    pub fn load(path: &Path, words: &dyn Fn(&str) -> Option<Label>) -> Result<Self, Error> {
        let before = fs::metadata(path).map_err(Error::read(path))?;
        if !before.is_file() {
            return Err(not_a_model(path, "it is no file".to_owned()));
        }
        let file = File::open(path).map_err(Error::read(path))?;
        let checked = layout::check(&file, before.len()).map_err(|flaw| match flaw {
            Flaw::Read(source) => Error::Read { path: path.to_owned(), source },
            Flaw::Bad(why) => not_a_model(path, why),
        })?;
        let values = values(path, &checked.labels, words)?;
        let model = read(path, &file)?;
        let after = file.metadata().map_err(Error::read(path))?;
        if is_changed(&before, &after) {
            return Err(Error::Changed { path: path.to_owned() });
        }
        let version = super::name("fasttext", &checked.digest);
        Ok(Self { model, values, version })
    }

    fn polarity(&self, text: &str) -> Option<Polarity> {
        let line = text.replace(['\n', '\r', '\0', '\u{b}'], " ");
        let predictions = self.model.predict(&line, self.values.len(), 0.0);
        if predictions.is_empty() {
            return None;
        }
        let value = predictions.iter().map(|prediction| {
            let value = self.values.get(&prediction.label).copied().unwrap_or_default();
            value * f64::from(prediction.prob)
        });
        // Models that judge each label by itself may be sure of several.
        let value = value.sum::<f64>().clamp(-1.0, 1.0);
        Polarity::new((value * STEPS).round() / STEPS)
    }
}

impl Scorer for FastText {
    fn version(&self) -> &str {
        &self.version
    }

    /// Also `None` for a text of which the model knows no word at all.
    fn score(&self, texts: &[Text<'_>]) -> Result<Vec<Option<Polarity>>, Error> {
        Ok(texts.par_iter().map(|text| self.polarity(text.text)).collect())
    }
}

impl fmt::Debug for FastText {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("FastText").field("version", &self.version).finish_non_exhaustive()
    }
}

/// What each label adds to the polarity.
fn values(
    path: &Path,
    labels: &[String],
    words: &dyn Fn(&str) -> Option<Label>,
) -> Result<BTreeMap<String, f64>, Error> {
    let value = |label: &String| {
        let word = label.strip_prefix(PREFIX).unwrap_or(label);
        match words(word) {
            Some(Label::Negative) => Ok((label.clone(), -1.0)),
            Some(Label::Neutral) => Ok((label.clone(), 0.0)),
            Some(Label::Positive) => Ok((label.clone(), 1.0)),
            None => Err(Error::UnknownLabel { path: path.to_owned(), label: word.to_owned() }),
        }
    };
    labels.iter().map(value).collect()
}

/// Reads a model that was checked.
fn read(path: &Path, mut file: &File) -> Result<fasttext::FastText, Error> {
    file.rewind().map_err(Error::read(path))?;
    let mut reader = BufReader::new(file);
    // The check leaves nothing to panic about that we know of.
    panic::catch_unwind(AssertUnwindSafe(|| fasttext::FastText::load(&mut reader)))
        .map_err(|_| not_a_model(path, "reading it failed half way".to_owned()))?
        .map_err(|error| not_a_model(path, error.to_string()))
}

fn not_a_model(path: &Path, why: String) -> Error {
    Error::NotAModel { path: path.to_owned(), why }
}

fn is_changed(before: &Metadata, after: &Metadata) -> bool {
    before.len() != after.len() || before.modified().ok() != after.modified().ok()
}

#[cfg(test)]
mod tests {
    use fasttext::args::{Args, LossName, ModelName};
    use tempfile::TempDir;

    use super::*;

    const GOOD: [&str; 6] = ["lovely", "warm", "great", "kind", "thanks", "honest"];
    const BAD: [&str; 6] = ["awful", "cold", "liar", "shame", "boycott", "rude"];
    const PLAIN: [&str; 6] = ["opens", "tuesday", "street", "ticket", "train", "report"];

    /// How a small model is trained.
    fn arguments() -> Args {
        let mut args = Args::new();
        args.apply_supervised_defaults();
        Args { dim: 4, epoch: 200, lr: 0.5, thread: 1, ..args }
    }

    fn with_parts() -> Args {
        Args { bucket: 40, minn: 2, maxn: 3, word_ngrams: 2, ..arguments() }
    }

    fn with_loss(loss: LossName) -> Args {
        Args { loss, ..arguments() }
    }

    /// Every two words of one feeling side by side, as a text of that feeling.
    fn lessons() -> String {
        let feelings = [("negative", BAD), ("neutral", PLAIN), ("Positive", GOOD)];
        let mut lines = Vec::new();
        for (label, words) in feelings {
            for (at, word) in words.iter().enumerate() {
                let others = words[at + 1..].iter();
                lines.extend(others.map(|other| format!("__label__{label} the {word} {other}\n")));
            }
        }
        lines.concat()
    }

    fn train(args: Args) -> (fasttext::FastText, TempDir) {
        let folder = tempfile::tempdir().unwrap();
        let input = folder.path().join("lessons.txt");
        fs::write(&input, lessons()).unwrap();
        (fasttext::FastText::train(Args { input, ..args }).unwrap(), folder)
    }

    /// The file of a model.
    fn bytes(model: &fasttext::FastText) -> Vec<u8> {
        let mut bytes = Vec::new();
        model.save(&mut bytes).unwrap();
        bytes
    }

    fn trained(args: Args) -> Vec<u8> {
        bytes(&train(args).0)
    }

    fn quantized(args: Args) -> Vec<u8> {
        let (mut model, _folder) = train(args);
        let how = Args { dsub: 2, qout: true, qnorm: true, cutoff: 30, ..Args::new() };
        model.quantize(&how).unwrap();
        bytes(&model)
    }

    fn load(bytes: &[u8]) -> Result<FastText, Error> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("model.bin");
        fs::write(&path, bytes).unwrap();
        FastText::load(&path, &Label::from_word)
    }

    fn why(bytes: &[u8]) -> String {
        match load(bytes).unwrap_err() {
            Error::NotAModel { why, .. } => why,
            other => panic!("{other}"),
        }
    }

    fn score(model: &FastText, texts: &[&str]) -> Vec<Option<f64>> {
        let texts: Vec<Text<'_>> = texts.iter().map(|text| Text { text, language: "en" }).collect();
        let polarities = model.score(&texts).unwrap();
        polarities.into_iter().map(|polarity| polarity.map(Polarity::value)).collect()
    }

    /// Whether a model tells a good, a bad and a plain text apart.
    fn tells_apart(model: &FastText) -> bool {
        let polarities = score(model, &["lovely warm kind", "awful liar shame", "ticket train"]);
        let [Some(good), Some(bad), Some(plain)] = polarities[..] else { return false };
        0.5 < good && bad < -0.5 && plain.abs() < 0.5
    }

    /// The bytes with others in their place from `at` on.
    fn with(bytes: &[u8], at: usize, others: &[u8]) -> Vec<u8> {
        let mut bytes = bytes.to_vec();
        bytes[at..at + others.len()].copy_from_slice(others);
        bytes
    }

    #[test]
    fn a_model_says_how_texts_feel() {
        assert!(tells_apart(&load(&trained(arguments())).unwrap()));
        assert!(tells_apart(&load(&trained(with_parts())).unwrap()));
        assert!(tells_apart(&load(&quantized(with_parts())).unwrap()));
    }

    #[test]
    fn every_way_of_training_is_understood() {
        for loss in [LossName::HierarchicalSoftmax, LossName::NegativeSampling, LossName::OneVsAll]
        {
            let bytes = trained(with_loss(loss));
            assert!(tells_apart(&load(&bytes).unwrap()), "{loss}");
        }
        let why = why(&quantized(with_loss(LossName::HierarchicalSoftmax)));
        assert_eq!(why, "it is quantized, and was trained with the loss HierarchicalSoftmax");
    }

    #[test]
    fn a_text_without_a_known_word_has_no_polarity() {
        let model = load(&trained(arguments())).unwrap();
        assert_eq!(score(&model, &["", " \n ", "ぜんぜん", "__label__negative"]), [None; 4]);
    }

    #[test]
    fn line_ends_are_blanks() {
        let model = load(&trained(arguments())).unwrap();
        let polarities = score(&model, &["lovely great", "lovely\ngreat", "lovely\r\n\u{b}great"]);
        assert!(polarities.iter().all(|polarity| *polarity == polarities[0]));
    }

    #[test]
    fn answers_do_not_depend_on_how_many_threads_give_them() {
        let model = load(&trained(with_parts())).unwrap();
        let lessons = lessons().replace("__label__", "");
        let texts: Vec<&str> = lessons.lines().collect();
        let with_threads = |count| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(count).build().unwrap();
            pool.install(|| score(&model, &texts))
        };
        assert_eq!(with_threads(1), with_threads(4));
    }

    #[test]
    fn labels_mean_what_the_caller_says() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("model.bin");
        fs::write(&path, trained(arguments())).unwrap();
        let upside_down = |word: &str| match word {
            "Positive" => Some(Label::Negative),
            "negative" => Some(Label::Positive),
            _ => Label::from_word(word),
        };
        let model = FastText::load(&path, &upside_down).unwrap();
        assert!(score(&model, &["lovely warm kind"])[0].unwrap() < -0.5);

        let no_neutral = |word: &str| Label::from_word(word).filter(|it| *it != Label::Neutral);
        let error = FastText::load(&path, &no_neutral).unwrap_err();
        let expected = "stands for none of negative, neutral and positive";
        assert!(error.to_string().starts_with("the label `neutral` of "), "{error}");
        assert!(error.to_string().ends_with(expected), "{error}");
        assert_eq!(error.hint().unwrap(), "say in the config which of the three `neutral` means");
    }

    #[test]
    fn the_version_is_of_the_file() {
        use sha2::{Digest, Sha256};

        let bytes = trained(arguments());
        let model = load(&bytes).unwrap();
        assert_eq!(model.version(), super::super::name("fasttext", &Sha256::digest(&bytes)));
        assert_eq!(model.version().len(), "fasttext-".len() + 12);
    }

    #[test]
    fn what_is_no_model_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let error = |path: &Path| FastText::load(path, &Label::from_word).unwrap_err();
        assert!(matches!(error(&folder.path().join("none.bin")), Error::Read { .. }));
        assert!(matches!(error(folder.path()), Error::NotAModel { .. }));
        assert_eq!(why(b""), "it ends too early");
        assert_eq!(why(b"PK\x03\x04 and so on"), "it does not begin as one");
        let words_only = Args { model: ModelName::Cbow, ..arguments() };
        let expected = "it knows words, not labels: it was not trained as supervised";
        assert_eq!(why(&trained(words_only)), expected);
    }

    #[test]
    fn counts_that_contradict_the_file_are_refused() {
        let bytes = trained(arguments());
        let huge = i32::MAX.to_le_bytes();
        // Behind the magic number and the version: dimensions, eleven more numbers and a fraction;
        // then entries, words and labels.
        assert_eq!(why(&with(&bytes, 4, &huge)), "its version is 2147483647, not 11 or 12");
        assert!(why(&with(&bytes, 8, &huge)).starts_with("its input has "));
        assert!(why(&with(&bytes, 8, &(-4_i32).to_le_bytes())).starts_with("it has -4 dimensions"));
        assert!(why(&with(&bytes, 28, &huge)).starts_with("it looks at 2147483647 words in a row"));
        assert_eq!(why(&with(&bytes, 40, &huge)), "it has 20 words and 2147483647 buckets");
        assert!(why(&with(&bytes, 48, &huge)).starts_with("it looks at 1 words in a row and at"));
        let a_billion = [1_000_000_003, 1_000_000_000, 3_i32].map(i32::to_le_bytes).concat();
        assert_eq!(why(&with(&bytes, 64, &a_billion)), "it ends too early");
        assert!(why(&with(&bytes, 64, &huge)).ends_with("labels are not 2147483647 entries"));
    }

    #[test]
    fn weights_are_numbers_and_nothing_follows_them() {
        let bytes = trained(arguments());
        let last = bytes.len() - 4;
        for weight in [f32::NAN, f32::INFINITY, 1e30] {
            let why = why(&with(&bytes, last, &weight.to_le_bytes()));
            assert_eq!(why, "it has a weight that is no number, or a huge one");
        }
        assert_eq!(why(&[bytes, vec![0]].concat()), "something follows its end");
    }

    /// Loads a broken file: either it is refused in time, or it can be asked.
    fn is_harmless(bytes: &[u8]) -> bool {
        match load(bytes) {
            Ok(model) => score(&model, &["lovely liar street", "unheard of"]).len() == 2,
            Err(Error::NotAModel { why, .. }) => why != "reading it failed half way",
            Err(_) => true,
        }
    }

    #[test]
    fn a_file_that_breaks_off_is_refused_wherever_it_does() {
        for bytes in [trained(with_parts()), quantized(with_parts())] {
            for length in (0..bytes.len()).step_by(7) {
                assert_eq!(why(&bytes[..length]), "it ends too early", "{length}");
            }
        }
    }

    #[test]
    fn a_broken_byte_anywhere_does_no_harm() {
        let trees = with_loss(LossName::HierarchicalSoftmax);
        for bytes in [trained(with_parts()), quantized(with_parts()), trained(trees)] {
            // Up to the weights, which are all alike, and at the end.
            for at in (0..700).chain(bytes.len() - 60..bytes.len()) {
                for other in [0xff, bytes[at] ^ 1] {
                    assert!(is_harmless(&with(&bytes, at, &[other])), "byte {at} as {other}");
                }
            }
        }
    }
}
