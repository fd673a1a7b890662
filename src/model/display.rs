//! The one sanitizer: foreign text made fit to be shown, on a page, in a chart, in a table, on a
//! terminal. What was changed is counted; the original stays in the attachment.
//!
//! A page is an archive document: one control character, one letter that no font has, or one word
//! of twenty thousand letters would fail the whole of it.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use unicode_normalization::char::is_combining_mark;
use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

/// How many combining marks a letter may carry, unless the config says otherwise: the number of the
/// Stream-Safe Text Format (Unicode Standard Annex 15).
pub const MARKS_PER_LETTER: u32 = 30;

/// How many letters may follow each other before a line may break.
const LETTERS_PER_BREAK: usize = 40;

/// How much of a text a page shows.
pub const EXCERPT: usize = 500;

/// What was changed in showing foreign text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Changes {
    /// Control characters, noncharacters and private ones, shown by their number.
    pub control_characters: u64,
    /// Characters that turn the direction of writing or cannot be seen, shown by name.
    pub invisible_characters: u64,
    /// Combining marks beyond what a letter may carry.
    pub combining_marks: u64,
    /// Characters that no font of ours has, shown by their number.
    pub missing_glyphs: u64,
    /// Texts cut to an excerpt.
    pub shortened_texts: u64,
}

impl Changes {
    /// Adds those of another text.
    pub fn add(&mut self, other: Self) {
        self.control_characters += other.control_characters;
        self.invisible_characters += other.invisible_characters;
        self.combining_marks += other.combining_marks;
        self.missing_glyphs += other.missing_glyphs;
        self.shortened_texts += other.shortened_texts;
    }
}

/// The characters that the page can set, and how many marks a letter may carry there.
#[derive(Debug, Clone)]
pub struct Glyphs {
    characters: Option<Arc<BTreeSet<u32>>>,
    marks_per_letter: u32,
}

impl Glyphs {
    /// Only these.
    pub fn only(characters: BTreeSet<u32>) -> Self {
        Self { characters: Some(Arc::new(characters)), ..Self::any() }
    }

    /// Any, as on a terminal.
    pub fn any() -> Self {
        Self { characters: None, marks_per_letter: MARKS_PER_LETTER }
    }

    /// The same with so many marks on a letter.
    pub fn with_marks(self, marks_per_letter: u32) -> Self {
        Self { marks_per_letter, ..self }
    }

    fn have(&self, c: char) -> bool {
        self.characters.as_ref().is_none_or(|characters| characters.contains(&u32::from(c)))
    }
}

/// Makes a text fit for a table or a terminal: on one line, whole, and letting nothing pass unseen.
pub fn plain(text: &str) -> String {
    // Most are, and need not be looked at letter by letter.
    if text.bytes().all(|byte| (b' '..=b'~').contains(&byte)) {
        return text.to_owned();
    }
    let glyphs = Glyphs::any();
    let mut shown = Shown { may_break: false, ..Shown::new(&glyphs) };
    for c in text.chars() {
        shown.push(c);
    }
    shown.close_marks();
    shown.text
}

/// Makes a text fit to be shown on a page, at most `longest` characters of it.
pub fn show(text: &str, longest: usize, glyphs: &Glyphs) -> (String, Changes) {
    let mut shown = Shown::new(glyphs);
    let mut letters = text.chars();
    for c in letters.by_ref().take(longest) {
        shown.push(c);
    }
    shown.close_marks();
    let left = letters.count();
    if left > 0 {
        write!(shown.text, "… (+{left})").expect("writing to a string cannot fail");
        shown.changes.shortened_texts = 1;
    }
    (shown.text, shown.changes)
}

/// A text being made fit, letter by letter.
struct Shown<'a> {
    glyphs: &'a Glyphs,
    text: String,
    changes: Changes,
    marks: u32,
    run: usize,
    may_break: bool,
}

impl<'a> Shown<'a> {
    fn new(glyphs: &'a Glyphs) -> Self {
        Self {
            glyphs,
            text: String::new(),
            changes: Changes::default(),
            marks: 0,
            run: 0,
            may_break: true,
        }
    }

    fn push(&mut self, c: char) {
        if is_combining_mark(c) && self.glyphs.have(c) {
            self.push_mark(c);
            return;
        }
        self.close_marks();
        match c {
            '\t' | '\n' | '\r' | '\u{2028}' | '\u{2029}' => self.blank(),
            // They only choose between two looks of the character before them.
            '\u{fe0e}' | '\u{fe0f}' => {}
            _ if c.is_whitespace() => self.blank(),
            _ => match invisible(c) {
                Some(name) => {
                    self.changes.invisible_characters += 1;
                    self.named(&name);
                }
                None if is_control(c) => {
                    self.changes.control_characters += 1;
                    self.named(&format!("U+{:04X}", u32::from(c)));
                }
                None if !self.glyphs.have(c) => {
                    self.changes.missing_glyphs += 1;
                    self.named(&format!("U+{:04X}", u32::from(c)));
                }
                None => self.letter(c),
            },
        }
    }

    fn blank(&mut self) {
        self.text.push(' ');
        self.run = 0;
    }

    fn letter(&mut self, c: char) {
        // Lines of Japanese break between any two letters as it is.
        self.run = if c < '\u{2e80}' { self.run + 1 } else { 0 };
        if self.may_break && self.run > LETTERS_PER_BREAK {
            // A zero-width space, where the line may break.
            self.text.push('\u{200b}');
            self.run = 1;
        }
        self.text.push(c);
    }

    fn named(&mut self, name: &str) {
        for c in format!("⟨{name}⟩").chars() {
            self.letter(c);
        }
    }

    fn push_mark(&mut self, c: char) {
        self.marks += 1;
        if self.marks <= self.glyphs.marks_per_letter {
            self.text.push(c);
        }
    }

    fn close_marks(&mut self) {
        let surplus = self.marks.saturating_sub(self.glyphs.marks_per_letter);
        self.marks = 0;
        if surplus > 0 {
            self.changes.combining_marks += u64::from(surplus);
            self.named(&format!("+{surplus} marks"));
        }
    }
}

/// The name of a character that turns the direction of writing or cannot be seen.
fn invisible(c: char) -> Option<String> {
    let name = match c {
        '\u{ad}' => "SHY",
        '\u{61c}' => "ALM",
        '\u{200b}' => "ZWSP",
        '\u{200c}' => "ZWNJ",
        '\u{200d}' => "ZWJ",
        '\u{200e}' => "LRM",
        '\u{200f}' => "RLM",
        '\u{202a}' => "LRE",
        '\u{202b}' => "RLE",
        '\u{202c}' => "PDF",
        '\u{202d}' => "LRO",
        '\u{202e}' => "RLO",
        '\u{2060}' => "WJ",
        '\u{2066}' => "LRI",
        '\u{2067}' => "RLI",
        '\u{2068}' => "FSI",
        '\u{2069}' => "PDI",
        '\u{feff}' => "BOM",
        _ if c.general_category() == GeneralCategory::Format => {
            return Some(format!("U+{:04X}", u32::from(c)));
        }
        _ => return None,
    };
    Some(name.to_owned())
}

fn is_control(c: char) -> bool {
    matches!(
        c.general_category(),
        GeneralCategory::Control | GeneralCategory::PrivateUse | GeneralCategory::Unassigned
    )
}

/// A cell that a spreadsheet will not take for a formula (OWASP, "CSV injection").
pub fn harmless_cell(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\0']) && text.parse::<f64>().is_err() {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

/// "did you mean `…`?", when one of the known words is close to the one given.
pub fn did_you_mean<'a>(given: &str, known: impl Iterator<Item = &'a str>) -> Option<String> {
    known
        .map(|word| (strsim::jaro_winkler(given, word), word))
        .filter(|(likeness, _)| *likeness > 0.8)
        .max_by(|(a, _), (b, _)| a.total_cmp(b))
        .map(|(_, word)| format!("did you mean `{word}`?"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        show(text, EXCERPT, &Glyphs::any()).0
    }

    #[test]
    fn what_cannot_be_seen_is_shown() {
        assert_eq!(shown("a\0b\u{7}"), "a⟨U+0000⟩b⟨U+0007⟩");
        assert_eq!(shown("gpj\u{202e}exe"), "gpj⟨RLO⟩exe");
        assert_eq!(shown("\u{e000}\u{ffff}\u{e0041}"), "⟨U+E000⟩⟨U+FFFF⟩⟨U+E0041⟩");
        assert_eq!(shown("two\tcells\nand lines"), "two cells and lines");
    }

    #[test]
    fn a_letter_carries_thirty_marks_and_the_rest_are_counted() {
        let bomb = format!("a{}b", "\u{301}".repeat(100_000));
        let (text, changes) = show(&bomb, 200_000, &Glyphs::any());
        assert_eq!(text.chars().filter(|c| *c == '\u{301}').count(), 30);
        assert!(text.ends_with("⟨+99970 marks⟩b"));
        assert_eq!(changes.combining_marks, 99_970);
    }

    #[test]
    fn a_long_text_is_an_excerpt_and_a_long_word_may_break() {
        let (text, changes) = show(&"x".repeat(20_000), 100, &Glyphs::any());
        assert!(text.ends_with("… (+19900)"));
        assert_eq!(text.matches('\u{200b}').count(), 2);
        assert_eq!(changes.shortened_texts, 1);
    }

    #[test]
    fn an_address_in_a_table_stays_whole() {
        let address = format!("https://a.example/{}", "x".repeat(90));
        assert_eq!(plain(&address), address);
        assert_eq!(plain("a\u{202e}b"), "a⟨RLO⟩b");
    }

    #[test]
    fn a_letter_without_a_glyph_is_shown_by_its_number() {
        let glyphs = Glyphs::only("ab⟨⟩U+0123456789ABCDEF".chars().map(u32::from).collect());
        let (text, changes) = show("a한b", EXCERPT, &glyphs);
        assert_eq!(text, "a⟨U+D55C⟩b");
        assert_eq!(changes.missing_glyphs, 1);
    }

    #[test]
    fn formulas_are_disarmed_and_numbers_are_not() {
        assert_eq!(harmless_cell("=cmd|' /C calc'!A0"), "'=cmd|' /C calc'!A0");
        assert_eq!(harmless_cell("@SUM(A1)"), "'@SUM(A1)");
        assert_eq!(harmless_cell("-12.5"), "-12.5");
        assert_eq!(harmless_cell("plain"), "plain");
    }

    #[test]
    fn a_near_miss_is_guessed_and_a_far_one_is_not() {
        let known = ["incident_terms", "search_terms"];
        let guess = |word| did_you_mean(word, known.into_iter());
        assert_eq!(guess("incidnet_terms").as_deref(), Some("did you mean `incident_terms`?"));
        assert_eq!(guess("colour"), None);
    }
}
