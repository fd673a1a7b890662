//! Phrase banks: what people, papers and pages say in one case, and how a text is made of it.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::dice::Dice;

/// Everything that is said in one case.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Bank {
    pub(crate) organization: String,
    slots: BTreeMap<String, Vec<String>>,
    texts: BTreeMap<String, Vec<String>>,
    parts: Parts,
    authors: Authors,
    pub(crate) outlets: Vec<Outlet>,
    pub(crate) headlines: Vec<Headline>,
    pub(crate) pages: Vec<Page>,
}

/// What may stand before and after a text.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Parts {
    opener: Vec<String>,
    tail: Vec<String>,
}

/// Who writes.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Authors {
    handle: Vec<String>,
}

/// A paper, a forum, a video site or a blog.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Outlet {
    pub(crate) name: String,
    pub(crate) domain: String,
    pub(crate) kind: String,
}

/// What a paper writes above its story, in one phase of the case.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Headline {
    pub(crate) phase: String,
    pub(crate) label: Label,
    pub(crate) text: String,
}

/// A page that a search finds.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Page {
    pub(crate) title: String,
    pub(crate) url: String,
    pub(crate) snippet: String,
    pub(crate) kind: String,
    pub(crate) is_incident: bool,
    pub(crate) label: Label,
}

/// How a text is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Label {
    Negative,
    Neutral,
    Positive,
}

/// A text of fewer bytes than this leaves room for another.
const SHORT: usize = 130;

impl Label {
    /// The three of them.
    pub(crate) const ALL: [Self; 3] = [Self::Negative, Self::Neutral, Self::Positive];

    /// The word as it stands in a table.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Negative => "negative",
            Self::Neutral => "neutral",
            Self::Positive => "positive",
        }
    }
}

impl Bank {
    /// Reads a bank, and leaves out what contradicts the story.
    pub(crate) fn read(toml: &str, unfit: &[String]) -> Result<Self, toml::de::Error> {
        let mut bank: Self = toml::from_str(toml)?;
        let fits = |text: &str| !unfit.iter().any(|phrase| text.contains(phrase.as_str()));
        for texts in bank.texts.values_mut() {
            texts.retain(|text| fits(text));
        }
        bank.headlines.retain(|headline| fits(&headline.text));
        Ok(bank)
    }

    /// The templates of a pool, such as `storm_negative`.
    pub(crate) fn pool(&self, name: &str) -> &[String] {
        self.texts.get(name).expect("a story names pools that its bank has")
    }

    /// Some handle; often with a number, as most good names are taken.
    pub(crate) fn author(&self, dice: &mut Dice) -> String {
        let handle = dice.pick(&self.authors.handle);
        if dice.chance(0.4) { handle.clone() } else { format!("{handle}{}", 2 + dice.below(97)) }
    }

    /// Writes a text into `text`: perhaps an opener, one template or two short ones with their slots
    /// filled, perhaps a tail.
    pub(crate) fn compose(
        &self,
        text: &mut String,
        templates: &[String],
        language: &str,
        dice: &mut Dice,
    ) {
        let is_spaced = language != "ja";
        text.clear();
        if dice.chance(0.33) {
            text.push_str(dice.pick(&self.parts.opener).as_str());
            if is_spaced {
                text.push(' ');
            }
        }
        let template = dice.pick(templates);
        self.say(text, template, is_spaced, dice);
        let more = dice.pick(templates);
        if dice.chance(0.45) && text.len() < SHORT && more.len() < SHORT && !is_said(text, more) {
            text.push_str(joint(text, is_spaced));
            self.say(text, more, is_spaced, dice);
        }
        if dice.chance(0.5) {
            let tail = dice.pick(&self.parts.tail).as_str();
            let is_sentence = is_spaced && tail.starts_with(char::is_uppercase);
            text.push_str(if is_sentence { joint(text, is_spaced) } else { " " });
            text.push_str(tail);
        }
    }

    /// Says one template.
    fn say(&self, text: &mut String, template: &str, is_spaced: bool, dice: &mut Dice) {
        let body = text.len();
        self.fill(text, template, dice);
        if is_spaced {
            self.suit_first_letter(text, body, template.starts_with('{'));
        }
    }

    /// Fills the slots of a template.
    fn fill(&self, text: &mut String, template: &str, dice: &mut Dice) {
        let mut rest = template;
        while let Some((before, after)) = rest.split_once('{') {
            text.push_str(before);
            let (slot, after) = after.split_once('}').expect("a slot in a template is closed");
            if slot == "org" {
                text.push_str(&self.organization);
            } else {
                let words = self.slots.get(slot).expect("a template names known slots");
                text.push_str(dice.pick(words).as_str());
            }
            rest = after;
        }
        text.push_str(rest);
    }

    /// A body goes on in lower case after a comma, and begins in upper case where a slot opens it.
    fn suit_first_letter(&self, text: &mut String, body: usize, begins_with_slot: bool) {
        let follows_comma = text[..body].ends_with(", ");
        let mut letters = text[body..].chars();
        let (Some(first), second) = (letters.next(), letters.next()) else { return };
        let word = text[body..].split(' ').next().unwrap_or_default();
        let is_name =
            self.organization.split(' ').any(|name| 2 < name.len() && word.starts_with(name));
        let suited = if follows_comma && !is_name && second.is_some_and(char::is_lowercase) {
            first.to_lowercase().to_string()
        } else if begins_with_slot && !follows_comma {
            first.to_uppercase().to_string()
        } else {
            return;
        };
        text.replace_range(body..body + first.len_utf8(), &suited);
    }
}

/// Whether a text already says what a template says, as far as its first words tell.
fn is_said(text: &str, template: &str) -> bool {
    let opening = template.split('{').max_by_key(|part| part.len()).unwrap_or_default();
    text.contains(opening)
}

/// What goes between two sentences: a full stop, where the first does not end by itself.
fn joint(text: &str, is_spaced: bool) -> &'static str {
    let unquoted = text.trim_end_matches(['"', '\'', '」']);
    match (unquoted.ends_with(char::is_alphanumeric), is_spaced) {
        (true, true) => ". ",
        (true, false) => "。",
        (false, true) => " ",
        (false, false) => "",
    }
}
