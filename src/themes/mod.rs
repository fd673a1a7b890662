//! What they say: words and pairs of words that texts have more of now than before, and the texts
//! that speak for them.
//!
//! `parts` and `words` cut texts, `tally` counts who said what, `choose` compares by log-odds with
//! an informative Dirichlet prior (`stats::log_odds`), `quotes` finds the texts nearest to the
//! centroid of a theme, `written` how people write it. Languages are never mixed.

mod choose;
mod parts;
mod quotes;
mod tally;
mod words;
mod written;

use std::cmp::Reverse;
use std::collections::BTreeMap;

use tally::Tally;
use words::Cutter;

/// With fewer texts of a language nothing is said of it.
pub const FEWEST_TEXTS: usize = 30;

/// A text in which themes are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Text<'a> {
    /// Its identifier.
    pub id: &'a str,
    /// Its language (ISO 639-1, or `und`).
    pub language: &'a str,
    /// What it says.
    pub text: &'a str,
    /// Who says it, if that is known.
    pub author: Option<&'a str>,
    /// How often it was repeated.
    pub copies: i64,
}

impl<'a> Text<'a> {
    /// Who says it; a blank name is none.
    fn known_author(&self) -> Option<&'a str> {
        self.author.map(str::trim).filter(|author| !author.is_empty())
    }
}

/// What themes are asked of.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// The texts of this week.
    pub now: &'a [Text<'a>],
    /// Those it is compared with.
    pub before: &'a [Text<'a>],
    /// Incident terms and names of the organization, which are no themes in whatever form.
    pub left_out: &'a [String],
    /// How many themes of each language are wanted.
    pub most: usize,
}

/// A word, or two neighbors, that this week's texts have more of.
#[derive(Debug, Clone, PartialEq)]
pub struct Theme {
    /// The language of the texts.
    pub language: String,
    /// The word or pair as most people write it.
    pub words: String,
    /// How clearly it is said more, in standard deviations (`stats::log_odds`).
    pub z: f64,
    /// How many of this week's texts have it.
    pub count: i64,
    /// How many of those before.
    pub before_count: i64,
    /// Its share of this week's texts of the language, 0 to 1.
    pub share: f64,
    /// Its share of those before.
    pub before_share: f64,
    /// The identifiers of at most two texts that speak for it.
    pub quotes: Vec<String>,
}

/// The themes of every language that has enough texts, the clearest first.
pub fn themes(asked: &Asked<'_>) -> Vec<Theme> {
    let mut languages: BTreeMap<&str, [Vec<&Text<'_>>; 2]> = BTreeMap::new();
    for (side, texts) in [asked.now, asked.before].into_iter().enumerate() {
        for text in texts {
            languages.entry(text.language).or_default()[side].push(text);
        }
    }
    let mut found = Vec::new();
    for (language, [mut now, before]) in languages {
        if now.len() >= FEWEST_TEXTS {
            // What is found does not depend on the order in which texts come.
            now.sort_by_key(|text| (text.id, text.text));
            found.extend(of_language(asked, language, &now, &before));
        }
    }
    found.sort_by(|one: &Theme, other: &Theme| {
        other
            .z
            .total_cmp(&one.z)
            .then_with(|| (&one.words, &one.language).cmp(&(&other.words, &other.language)))
    });
    found
}

/// The identifiers of texts that stand for all of them: at most two of each language, those nearest
/// to its centroid; the language with most texts comes first.
pub fn representative(texts: &[Text<'_>]) -> Vec<String> {
    let mut languages: BTreeMap<&str, Vec<&Text<'_>>> = BTreeMap::new();
    for text in texts {
        languages.entry(text.language).or_default().push(text);
    }
    let mut languages: Vec<(&str, Vec<&Text<'_>>)> = languages.into_iter().collect();
    languages.sort_by_key(|(language, texts)| (Reverse(texts.len()), *language));
    let of_language = |(language, mut texts): (&str, Vec<&Text<'_>>)| {
        texts.sort_by_key(|text| (text.id, text.text));
        let tally = Tally::new(&mut Cutter::new(language, &[]), &texts, &[]);
        let all: Vec<u32> = (0..texts.len() as u32).collect();
        quotes::quotes(&texts, &tally.now, &quotes::weights(&tally.now, tally.words), &all)
    };
    languages.into_iter().flat_map(of_language).collect()
}

/// The themes of one language.
fn of_language(
    asked: &Asked<'_>,
    language: &str,
    now: &[&Text<'_>],
    before: &[&Text<'_>],
) -> Vec<Theme> {
    let mut cutter = Cutter::new(language, asked.left_out);
    let tally = Tally::new(&mut cutter, now, before);
    let chosen = choose::choose(&tally, cutter.names(), asked.most);
    let weights = quotes::weights(&tally.now, tally.words);
    let mut theme = |found: &choose::Found| {
        let [heard, before_heard] = tally.heard(found.phrase);
        let share = |count: u32, texts: &[&Text<'_>]| f64::from(count) / texts.len() as f64;
        Theme {
            language: language.to_owned(),
            words: written::as_most_do(&mut cutter, &tally, now, found),
            z: found.z,
            count: i64::from(heard.texts),
            before_count: i64::from(before_heard.texts),
            share: share(heard.texts, now),
            before_share: share(before_heard.texts, before),
            quotes: quotes::quotes(now, &tally.now, &weights, &found.with_it),
        }
    };
    chosen.iter().map(&mut theme).collect()
}

#[cfg(test)]
mod tests {
    use rand::{RngExt, SeedableRng};
    use rand_chacha::ChaCha8Rng;

    use super::*;

    /// A text and its author.
    type Post = (String, String);

    /// Invented complaints of a language, in three pieces each.
    const COMPLAINTS: [(&str, [&str; 3]); 3] = [
        (
            "en",
            [
                "This morning|Last night|On Friday|Again today|At the counter",
                "my parcel was late|the soup was cold|staff laughed|a train stood still",
                "Shameful|What a company|Angry customers|Poor service|Never buying there",
            ],
        ),
        (
            "ja",
            [
                "今朝は|駅前の店で|先週から|友人と行ったら|通販で",
                "石鹸が割れた|店員に笑われた|電話が通じない|荷物が届かない|値段が上がった",
                "最低の会社|客をなめている|対応が遅い|がっかりした|許せない",
            ],
        ),
        (
            "nl",
            [
                "Vanmorgen|Gisteren|Vrijdag|Alweer vandaag|Aan de balie",
                "was mijn pakje te laat|bleef de soep koud|lachte het personeel|stond de trein",
                "Schandalig|Wat een bedrijf|Boze klanten|Slechte service|Nooit meer kopen",
            ],
        ),
    ];

    /// So many invented complaints, each by another author.
    fn complaints(language: &str, count: usize, seed: u64) -> Vec<Post> {
        let (_, pieces) = COMPLAINTS.iter().find(|(known, _)| *known == language).unwrap();
        let pieces = pieces.map(|piece| piece.split('|').collect::<Vec<_>>());
        let mut draw = ChaCha8Rng::seed_from_u64(seed);
        let mut post = |index| {
            let text = pieces.each_ref().map(|piece| piece[draw.random_range(0..piece.len())]);
            (text.join(". "), format!("author {seed}-{index}"))
        };
        (0..count).map(&mut post).collect()
    }

    /// Adds one of the sentences to every fourth post.
    fn plant(posts: &mut [Post], sentences: &[&str]) {
        for ((text, _), sentence) in posts.iter_mut().step_by(4).zip(sentences.iter().cycle()) {
            *text = format!("{text}. {sentence}");
        }
    }

    /// The posts of a language as texts, numbered.
    fn texts<'a>(language: &'a str, ids: &'a [String], posts: &'a [Post]) -> Vec<Text<'a>> {
        let text = |(id, (text, author)): (&'a String, &'a Post)| Text {
            id,
            language,
            text,
            author: Some(author),
            copies: 0,
        };
        ids.iter().zip(posts).map(text).collect()
    }

    fn found(language: &str, now: &[Post], before: &[Post], left_out: &[&str]) -> Vec<Theme> {
        let ids: Vec<String> = (0..1000).map(|id| format!("{id:03}")).collect();
        let (now, before) = (texts(language, &ids, now), texts(language, &ids, before));
        let left_out: Vec<String> = left_out.iter().map(|&term| term.to_owned()).collect();
        themes(&Asked { now: &now, before: &before, left_out: &left_out, most: 5 })
    }

    fn words(themes: &[Theme]) -> Vec<&str> {
        themes.iter().map(|theme| theme.words.as_str()).collect()
    }

    #[test]
    fn two_parts_of_the_same_talk_have_themes_as_rarely_as_is_promised() {
        let mut with_themes = 0;
        for (language, _) in COMPLAINTS {
            for seed in 0..10 {
                let posts = complaints(language, 600, seed);
                for part in [60, 300, 540] {
                    let (now, before) = posts.split_at(part);
                    with_themes += usize::from(!found(language, now, before, &[]).is_empty());
                }
            }
        }
        // Of 90, at most one in twenty.
        assert!(with_themes <= 4, "{with_themes}");
    }

    #[test]
    fn what_people_begin_to_say_is_a_theme_in_each_language() {
        let planted: [(&str, [&str; 3], &str); 3] = [
            ("en", ["No refund form", "The Refund Form is it", "What refund form"], "refund form"),
            ("ja", ["検証結果がない", "検証結果はどこ", "その検証結果は何"], "検証結果"),
            (
                "nl",
                ["De lauwe mayonaise", "Nog lauwe mayonaise", "Wat lauwe mayonaise"],
                "lauwe mayonaise",
            ),
        ];
        for (language, sentences, expected) in planted {
            let (mut now, before) = (complaints(language, 200, 1), complaints(language, 400, 2));
            plant(&mut now, &sentences);
            let themes = found(language, &now, &before, &[]);
            assert_eq!(words(&themes), [expected]);
            let theme = &themes[0];
            assert_eq!((theme.count, theme.before_count), (50, 0));
            assert_eq!((theme.share, theme.before_share), (0.25, 0.0));
            assert_eq!(theme.quotes.len(), 2);
            assert!(found(language, &before, &now, &[]).is_empty());
        }
    }

    #[test]
    fn a_word_that_stands_alone_as_well_is_a_theme_beside_its_pair() {
        let (mut now, before) = (complaints("en", 400, 1), complaints("en", 400, 2));
        plant(&mut now, &["Where is the refund", "My refund form", "A refund of what"]);
        assert_eq!(words(&found("en", &now, &before, &[])), ["refund", "refund form"]);
    }

    #[test]
    fn incident_terms_are_no_themes_in_any_form() {
        let (mut now, before) = (complaints("ja", 200, 1), complaints("ja", 400, 2));
        plant(&mut now, &["ＣＭがｴﾝｼﾞｮｳ", "cmがえんじょう", "そのCMエンジョウ"]);
        let all = found("ja", &now, &before, &[]);
        assert!(words(&all).iter().any(|word| word.eq_ignore_ascii_case("cm")), "{all:?}");
        assert_eq!(found("ja", &now, &before, &["CM", "炎上", "エンジョウ"]), []);
        let (mut now, before) = (complaints("en", 200, 1), complaints("en", 400, 2));
        plant(&mut now, &["That POST", "That  post, apologized", "that-post apology"]);
        assert_eq!(found("en", &now, &before, &["that post", "apolog"]), []);
    }

    #[test]
    fn what_one_author_repeats_is_no_theme() {
        let (mut now, before) = (complaints("en", 200, 1), complaints("en", 400, 2));
        plant(&mut now, &["Where is the refund form"]);
        assert_eq!(words(&found("en", &now, &before, &[])), ["refund form"]);
        now.iter_mut().step_by(4).for_each(|(_, author)| "loud".clone_into(author));
        assert_eq!(found("en", &now, &before, &[]), []);
    }

    #[test]
    fn quotes_are_by_different_authors_and_not_alike() {
        let (mut now, before) = (complaints("en", 200, 1), complaints("en", 400, 2));
        plant(&mut now, &["Where is the refund form"]);
        // A third of them say the same in the same words, and another third are by one author.
        let repeated = "The refund form has vanished from the station, says everybody";
        let mut with_it = now.iter_mut().step_by(4);
        with_it.by_ref().take(17).for_each(|(text, _)| repeated.clone_into(text));
        with_it.take(17).for_each(|(_, author)| "loud".clone_into(author));
        let themes = found("en", &now, &before, &[]);
        let theme = themes.iter().find(|theme| theme.words == "refund form").unwrap();
        let quoted = |quote: usize| &now[theme.quotes[quote].parse::<usize>().unwrap()];
        assert!(quoted(0).0 != quoted(1).0 && quoted(0).1 != quoted(1).1, "{theme:?}");
    }

    #[test]
    fn few_texts_have_no_themes_and_languages_are_not_mixed() {
        let (mut now, before) = (complaints("en", 29, 1), complaints("en", 400, 2));
        plant(&mut now, &["Where is the refund form"]);
        assert_eq!(found("en", &now, &before, &[]), []);
        assert_eq!(found("en", &before, &[], &[]), []);
        let ids: Vec<String> = (0..400).map(|id| format!("{id:03}")).collect();
        let (now, other) = (texts("en", &ids, &before), texts("nl", &ids, &before));
        assert_eq!(themes(&Asked { now: &now, before: &other, left_out: &[], most: 5 }), []);
    }

    #[test]
    fn the_order_of_texts_does_not_matter() {
        let ids: Vec<String> = (0..400).map(|id| format!("{id:03}")).collect();
        let (mut now, before) = (complaints("en", 200, 1), complaints("en", 400, 2));
        plant(&mut now, &["Where is the refund", "My refund form", "A refund of what"]);
        let (mut now, before) = (texts("en", &ids, &now), texts("en", &ids, &before));
        let forward = themes(&Asked { now: &now, before: &before, left_out: &[], most: 5 });
        now.reverse();
        let backward = themes(&Asked { now: &now, before: &before, left_out: &[], most: 5 });
        assert!(!forward.is_empty());
        assert_eq!(forward, backward);
    }
}
