//! What we write to a program and what it answers, line by line.

use serde::{Deserialize, Deserializer, Serialize};

use super::super::{Label, Polarity, Text};

/// One line to the program.
#[derive(Debug, Serialize)]
struct Question<'a> {
    id: u64,
    language: &'a str,
    text: &'a str,
}

/// The lines that ask about texts, the first of which has the id `first`.
pub(super) fn questions(first: u64, texts: &[Text<'_>]) -> Vec<u8> {
    let mut lines = Vec::new();
    for (id, text) in (first..).zip(texts) {
        let question = Question { id, language: text.language, text: text.text };
        serde_json::to_writer(&mut lines, &question).expect("numbers and strings are JSON");
        lines.push(b'\n');
    }
    lines
}

/// One line from the program. The outer `None` is a key that is missing, the inner one a null.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Answer {
    id: u64,
    #[serde(default, deserialize_with = "present")]
    polarity: Option<Option<f64>>,
    #[serde(default, deserialize_with = "present")]
    label: Option<Option<String>>,
}

fn present<'de, D, T>(deserializer: D) -> Result<Option<Option<T>>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    Option::deserialize(deserializer).map(Some)
}

impl Answer {
    fn polarity(self) -> Result<Option<Polarity>, BadAnswer> {
        let value = match (self.polarity, self.label) {
            (Some(value), None) => value,
            (None, Some(label)) => label.map(value_of_label).transpose()?,
            (None, None) => return Err(BadAnswer::Nothing),
            (Some(_), Some(_)) => return Err(BadAnswer::Twice),
        };
        let polarity = |value| Polarity::new(value).ok_or(BadAnswer::OutOfRange(value));
        value.map(polarity).transpose()
    }
}

fn value_of_label(word: String) -> Result<f64, BadAnswer> {
    match Label::from_word(&word) {
        Some(Label::Negative) => Ok(-1.0),
        Some(Label::Neutral) => Ok(0.0),
        Some(Label::Positive) => Ok(1.0),
        None => Err(BadAnswer::UnknownLabel(word)),
    }
}

/// What is wrong with a line that a program wrote.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum BadAnswer {
    /// It is no JSON, or JSON of another shape.
    #[error("is no answer: {}", .0.escape_debug())]
    NoAnswer(String),
    /// It answers a text that was not asked about.
    #[error("answers a text that was not asked about")]
    UnknownId,
    /// It answers a text that was answered before.
    #[error("answers a text for the second time")]
    RepeatedId,
    /// Its polarity is too low or too high.
    #[error("has a polarity of {0}, which is not from -1 to 1")]
    OutOfRange(f64),
    /// Its label is none of ours.
    #[error("has the label `{}`, which is none of negative, neutral and positive", .0.escape_debug())]
    UnknownLabel(String),
    /// It says nothing about the text.
    #[error("has neither a polarity nor a label")]
    Nothing,
    /// It says two things about the text.
    #[error("has both a polarity and a label")]
    Twice,
}

/// The answers to one batch, as they come in.
#[derive(Debug)]
pub(super) struct Answers {
    first: u64,
    /// One place per text. The outer `None` is a text that is not answered yet.
    places: Vec<Option<Option<Polarity>>>,
    answered: usize,
}

impl Answers {
    /// Waits for answers to `asked` texts, the first of which has the id `first`.
    pub(super) fn new(first: u64, asked: usize) -> Self {
        Self { first, places: vec![None; asked], answered: 0 }
    }

    /// Reads one line.
    pub(super) fn take(&mut self, line: &[u8]) -> Result<(), BadAnswer> {
        let answer: Answer = serde_json::from_slice(line)
            .map_err(|error| BadAnswer::NoAnswer(shape_error(&error)))?;
        let place = self.place(answer.id)?;
        *place = Some(answer.polarity()?);
        self.answered += 1;
        Ok(())
    }

    /// The place of a text that is not answered yet.
    fn place(&mut self, id: u64) -> Result<&mut Option<Option<Polarity>>, BadAnswer> {
        // Ids count on from batch to batch: a smaller one was answered in an earlier batch.
        let place = id.checked_sub(self.first).ok_or(BadAnswer::RepeatedId)?;
        let place = usize::try_from(place).ok().and_then(|place| self.places.get_mut(place));
        match place {
            None => Err(BadAnswer::UnknownId),
            Some(Some(_)) => Err(BadAnswer::RepeatedId),
            Some(place) => Ok(place),
        }
    }

    /// How many texts are answered.
    pub(super) fn answered(&self) -> usize {
        self.answered
    }

    /// Whether every text is answered.
    pub(super) fn is_complete(&self) -> bool {
        self.answered == self.places.len()
    }

    /// The answers in the order of the texts.
    pub(super) fn into_polarities(self) -> Vec<Option<Polarity>> {
        self.places.into_iter().flatten().collect()
    }
}

/// What serde says, without the line number: there is only one line.
fn shape_error(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.rsplit_once(" at line ").map_or(text.as_str(), |(what, _)| what).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(line: &str) -> Result<Option<f64>, BadAnswer> {
        let mut answers = Answers::new(17, 2);
        answers.take(line.as_bytes())?;
        Ok(answers.places[0].unwrap().map(Polarity::value))
    }

    #[test]
    fn a_question_is_one_line_whatever_the_text() {
        let text = Text { text: "no\n\"more\"\u{2028}", language: "en" };
        let lines = String::from_utf8(questions(17, &[text, text])).unwrap();
        let first = lines.lines().next().unwrap();
        assert_eq!(first, "{\"id\":17,\"language\":\"en\",\"text\":\"no\\n\\\"more\\\"\u{2028}\"}");
        assert_eq!(lines.lines().count(), 2);
    }

    #[test]
    fn an_answer_is_a_number_a_label_or_null() {
        assert_eq!(answer(r#"{"id":17,"polarity":-0.8}"#), Ok(Some(-0.8)));
        assert_eq!(answer(r#"{"polarity":1,"id":17}"#), Ok(Some(1.0)));
        assert_eq!(answer(r#"{"id":17,"label":"Negative"}"#), Ok(Some(-1.0)));
        assert_eq!(answer(r#"{"id":17,"label":"neutral"}"#), Ok(Some(0.0)));
        assert_eq!(answer(r#"{"id":17,"polarity":null}"#), Ok(None));
        assert_eq!(answer(r#"{"id":17,"label":null}"#), Ok(None));
    }

    #[test]
    fn an_answer_says_one_thing_within_its_range() {
        assert_eq!(answer(r#"{"id":17}"#), Err(BadAnswer::Nothing));
        let both = r#"{"id":17,"polarity":0,"label":"neutral"}"#;
        assert_eq!(answer(both), Err(BadAnswer::Twice));
        assert_eq!(answer(r#"{"id":17,"polarity":1.5}"#), Err(BadAnswer::OutOfRange(1.5)));
        let label = answer(r#"{"id":17,"label":"joy"}"#);
        assert_eq!(label, Err(BadAnswer::UnknownLabel("joy".to_owned())));
    }

    #[test]
    fn what_is_no_answer_is_told_with_the_reason() {
        for (line, reason) in [
            ("hello", "expected value"),
            ("", "EOF while parsing a value"),
            (r#"{"id":17,"polarity":NaN}"#, "expected value"),
            (r#"{"id":17,"polarity":1e999}"#, "number out of range"),
            (r#"{"id":-1,"polarity":0}"#, "invalid value: integer `-1`, expected u64"),
            (r#"{"id":17,"polarty":0}"#, "unknown field `polarty`"),
            (r#"{"id":17,"id":17}"#, "duplicate field `id`"),
        ] {
            let Err(BadAnswer::NoAnswer(why)) = answer(line) else { panic!("{line} was taken") };
            assert!(why.contains(reason) && !why.contains(" at line "), "{line}: {why}");
        }
    }

    #[test]
    fn every_text_is_answered_once() {
        let mut answers = Answers::new(17, 2);
        answers.take(br#"{"id":18,"polarity":0.5}"#).unwrap();
        assert_eq!(answers.take(br#"{"id":18,"polarity":0.5}"#), Err(BadAnswer::RepeatedId));
        assert_eq!(answers.take(br#"{"id":16,"polarity":0.5}"#), Err(BadAnswer::RepeatedId));
        assert_eq!(answers.take(br#"{"id":19,"polarity":0.5}"#), Err(BadAnswer::UnknownId));
        assert!(!answers.is_complete());
        answers.take(br#"{"id":17,"polarity":null}"#).unwrap();
        assert!(answers.is_complete());
        assert_eq!(answers.into_polarities(), [None, Polarity::new(0.5)]);
    }
}
