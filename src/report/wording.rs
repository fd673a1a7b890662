//! Words and sentences in the reader's language, chosen by Fluent from the numbers.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use super::format::{Formats, Language};

/// The messages of a language cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The file of messages is not well formed.
    #[error("lang/{language}.ftl is not well formed: {message}")]
    BadMessages {
        /// The language.
        language: &'static str,
        /// What is wrong.
        message: String,
    },
    /// A message that a page needs is not there, or lacks a figure.
    #[error("lang/{language}.ftl has no usable message `{id}`")]
    NoMessage {
        /// The language.
        language: &'static str,
        /// The message.
        id: String,
    },
}

/// A figure that a sentence needs.
#[derive(Debug, Clone)]
pub enum Figure {
    /// A count: it is written as the language does, and decides between one and many.
    Count(i64),
    /// A share of 0 to 1, written in percent.
    Share(f64),
    /// A day.
    Day(NaiveDate),
    /// Words.
    Text(String),
}

/// The words of one language.
pub struct Words {
    /// The language.
    pub language: Language,
    /// How it writes numbers and dates.
    pub formats: Formats,
    bundle: FluentBundle<FluentResource>,
    ids: Vec<String>,
}

impl Words {
    /// Reads the messages of a language.
    pub fn new(language: Language, messages: &str) -> Result<Self, Error> {
        let bad = |message: String| Error::BadMessages { language: language.code(), message };
        let resource = FluentResource::try_new(messages.to_owned())
            .map_err(|(_, errors)| bad(first(&errors)))?;
        let ids = resource.entries().filter_map(message_id).collect();
        let identifier: LanguageIdentifier = language.code().parse().expect("a code of ours");
        let mut bundle = FluentBundle::new_concurrent(vec![identifier]);
        // Isolation marks are invisible characters, and we name those on our pages.
        bundle.set_use_isolating(false);
        bundle.add_resource(resource).map_err(|errors| bad(first(&errors)))?;
        Ok(Self { language, formats: Formats::new(language), bundle, ids })
    }

    /// A message without figures.
    pub fn text(&self, id: &str) -> Result<String, Error> {
        self.sentence(id, &[])
    }

    /// A message with its figures.
    pub fn sentence(&self, id: &str, figures: &[(&str, Figure)]) -> Result<String, Error> {
        let missing = || Error::NoMessage { language: self.language.code(), id: id.to_owned() };
        let pattern =
            self.bundle.get_message(id).and_then(|message| message.value()).ok_or_else(missing)?;
        let mut arguments = FluentArgs::new();
        for (name, figure) in figures {
            self.add(&mut arguments, name, figure);
        }
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, Some(&arguments), &mut errors).into_owned();
        if errors.is_empty() { Ok(text) } else { Err(missing()) }
    }

    /// A count comes twice: `$n` decides the plural, `$n-text` is what is printed.
    fn add(&self, arguments: &mut FluentArgs<'_>, name: &str, figure: &Figure) {
        let text = match figure {
            Figure::Count(count) => {
                arguments.set(name.to_owned(), FluentValue::from(*count));
                let text = self.formats.integer(*count);
                arguments.set(format!("{name}-text"), FluentValue::from(text));
                return;
            }
            Figure::Share(share) => self.share(*share),
            Figure::Day(day) => self.formats.day(*day),
            Figure::Text(text) => text.clone(),
        };
        arguments.set(name.to_owned(), FluentValue::from(text));
    }

    /// A share of 0 to 1 in percent, with its sign.
    pub fn share(&self, share: f64) -> String {
        self.percent_sign(&self.formats.percent(share))
    }

    /// A number with the language's sign for percent.
    pub fn percent_sign(&self, number: &str) -> String {
        let figure = Figure::Text(number.to_owned());
        self.sentence("percent", &[("value", figure)]).unwrap_or_else(|_| format!("{number}%"))
    }

    /// Sentences one after another.
    pub fn join(&self, sentences: &[String]) -> String {
        sentences.join(if self.language == Language::Ja { "" } else { " " })
    }

    /// Every message that needs no figures, for the templates.
    pub fn plain(&self) -> BTreeMap<String, String> {
        self.ids.iter().filter_map(|id| Some((id.clone(), self.text(id).ok()?))).collect()
    }

    /// The names of all messages, in the order of the file.
    pub fn ids(&self) -> &[String] {
        &self.ids
    }
}

fn message_id(entry: &fluent_syntax::ast::Entry<&str>) -> Option<String> {
    match entry {
        fluent_syntax::ast::Entry::Message(message) => Some(message.id.name.to_owned()),
        _ => None,
    }
}

fn first<E: ToString>(errors: &[E]) -> String {
    errors.first().map(ToString::to_string).unwrap_or_default()
}
