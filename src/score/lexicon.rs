//! Lists of words with strengths: what denies them turns them, what intensifies them stretches them.

use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasherDefault, Hasher};

use daachorse::{CharwiseDoubleArrayAhoCorasick, CharwiseDoubleArrayAhoCorasickBuilder, MatchKind};

use super::features::{INPUTS, Script};
use super::normal::Normalizer;
use super::tokens::{Token, cut, join};

/// How many tokens back a negation reaches, as in VADER and its descendants.
const NEGATION_REACH: usize = 4;

/// How many tokens one entry of a list may have.
const LONGEST_PHRASE: usize = 5;

/// How many bytes after a Japanese stem its negation may begin: four characters.
const SUFFIX_REACH: usize = 12;

/// How many bytes before a Japanese stem an intensifier may end: three characters.
const ADVERB_REACH: usize = 9;

/// How much further than its beginning or end a suffix or an adverb is looked for.
const LONGEST_AFFIX: usize = 36;

/// A term found in a text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hit {
    /// Its first byte in the normal form.
    pub start: usize,
    /// The byte after its last.
    pub end: usize,
    /// Its strength, turned and stretched.
    pub strength: f32,
}

/// What is for and what is against in a text.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Feeling {
    /// The sum of the strengths above zero.
    pub favor: f32,
    /// The sum of the strengths below zero, without its sign.
    pub against: f32,
}

impl Feeling {
    /// Weakens what was counted so far, as a "but" does.
    #[inline]
    pub fn fade(&mut self, by: f32) {
        self.favor *= by;
        self.against *= by;
    }

    /// Counts one term.
    #[inline]
    pub fn add(&mut self, strength: f32) {
        if strength > 0.0 {
            self.favor += strength;
        } else {
            self.against -= strength;
        }
    }

    /// As a model reads it: direction and amount, each brought below one as VADER does,
    /// `x / sqrt(x² + 15)` (Hutto and Gilbert 2014).
    pub fn inputs(self) -> [f32; INPUTS] {
        let below_one = |x: f32| x / (x * x + 15.0).sqrt();
        let direction = below_one(self.favor - self.against);
        [direction, direction.abs(), below_one(self.favor + self.against)]
    }
}

/// The entries of one language.
pub struct Lexicon {
    words: HashMap<u64, Entry, BuildHasherDefault<Named>>,
    may_be: Filter,
    may_deny: Filter,
    stems: Option<Stems>,
}

/// What a list says of a token or a run of tokens.
#[derive(Debug, Clone, Copy)]
struct Entry {
    strength: Option<f32>,
    negation: Option<f32>,
    intensifier: Option<f32>,
    contrast: Option<f32>,
    /// How many tokens the longest entry has that begins with this one.
    longest: u8,
}

const NOTHING: Entry =
    Entry { strength: None, negation: None, intensifier: None, contrast: None, longest: 1 };

/// How many bits a filter has, as a power of two.
const FILTER_BITS: u32 = 18;

/// Which names may be among some: most tokens are not, and a bit tells so sooner than a map.
#[derive(Default)]
struct Filter(Vec<u64>);

impl Filter {
    fn add(&mut self, name: u64) {
        self.0.resize(1 << (FILTER_BITS - 6), 0);
        let (word, bit) = Self::place(name);
        self.0[word] |= bit;
    }

    #[inline]
    fn may_hold(&self, name: u64) -> bool {
        let (word, bit) = Self::place(name);
        self.0.get(word).is_some_and(|bits| bits & bit != 0)
    }

    #[inline]
    fn place(name: u64) -> (usize, u64) {
        let place = (name >> 17) & ((1 << FILTER_BITS) - 1);
        ((place >> 6) as usize, 1 << (place & 63))
    }
}

/// A name that is a hash already is hashed no further.
#[derive(Default)]
struct Named(u64);

impl Hasher for Named {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, _: &[u8]) {
        unreachable!("names are 64-bit numbers")
    }
    fn write_u64(&mut self, name: u64) {
        self.0 = name.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}

/// One line of a list.
#[derive(Debug, Clone, PartialEq)]
struct Line {
    /// What the term does.
    pub kind: Does,
    /// The term in its normal form.
    pub term: String,
    /// Its strength, or what it multiplies a strength by.
    pub strength: f32,
}

/// What a term does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Does {
    /// It has a strength.
    Feel,
    /// It turns the strength of its neighbor.
    Deny,
    /// It stretches the strength of its neighbor.
    Intensify,
    /// It weakens everything before it: what follows is what is meant.
    Contrast,
}

/// What a list says at one place of a text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Said {
    /// A term.
    Term(Hit),
    /// A contrast, and what it leaves of all that came before.
    Contrast(f32),
}

/// An emoji is put there to say how one feels; a word may be there for many reasons.
const EMOJI_WEIGH: f32 = 2.0;

impl Line {
    /// Reads `kind<TAB>term<TAB>strength`; `None` for a comment, which begins with `#`.
    fn read(line: &str) -> Option<Self> {
        if line.starts_with('#') {
            return None;
        }
        let mut cells = line.split('\t');
        let (Some(kind), Some(term), Some(strength)) = (cells.next(), cells.next(), cells.next())
        else {
            unreachable!("an embedded list has three columns: `{line}`")
        };
        let weigh = if kind == "emoji" { EMOJI_WEIGH } else { 1.0 };
        let kind = match kind {
            "word" | "emoji" => Does::Feel,
            "negation" => Does::Deny,
            "intensifier" => Does::Intensify,
            "contrast" => Does::Contrast,
            other => unreachable!("an embedded list has no kind `{other}`"),
        };
        let strength: f32 = strength.parse().expect("an embedded list has numbers for strengths");
        let term = Normalizer::default().normalize(term).to_owned();
        Some(Self { kind, term, strength: weigh * strength })
    }
}

const EMBEDDED: [(&str, &str); 3] = [
    ("en", include_str!("lexicons/en.tsv")),
    ("ja", include_str!("lexicons/ja.tsv")),
    ("nl", include_str!("lexicons/nl.tsv")),
];

impl Lexicon {
    /// The list in the program for a language; an empty one where there is none.
    pub fn embedded(language: &str) -> Self {
        let others = EMBEDDED.iter().filter(|(name, _)| *name != language);
        let emoji = others.flat_map(|(_, list)| list.lines()).filter(|l| l.starts_with("emoji\t"));
        let lines = Self::source(language).lines().chain(emoji).filter_map(Line::read);
        match Script::of(language) {
            Script::Words => Self::of_words(lines),
            Script::Characters => Self::of_stems(lines),
        }
    }

    /// The text of the list in the program for a language.
    pub fn source(language: &str) -> &'static str {
        EMBEDDED.iter().find(|(name, _)| *name == language).map_or("", |(_, text)| *text)
    }

    /// A list for a language that writes blanks. Of two lines for one term the first counts.
    fn of_words(lines: impl Iterator<Item = Line>) -> Self {
        let mut words: HashMap<u64, Entry, _> = HashMap::default();
        let (mut may_be, mut may_deny) = (Filter::default(), Filter::default());
        let mut tokens = Vec::new();
        for line in lines {
            cut(&line.term, &mut tokens);
            if tokens.is_empty() || LONGEST_PHRASE < tokens.len() {
                continue;
            }
            let first = words.entry(tokens[0].name).or_insert(NOTHING);
            first.longest = first.longest.max(tokens.len() as u8);
            let name = tokens[1..].iter().fold(tokens[0].name, |n, t| join(n, t.name));
            may_be.add(tokens[0].name);
            may_be.add(name);
            if line.kind == Does::Deny {
                may_deny.add(name);
            }
            let entry = words.entry(name).or_insert(NOTHING);
            let place = match line.kind {
                Does::Feel => &mut entry.strength,
                Does::Deny => &mut entry.negation,
                Does::Intensify => &mut entry.intensifier,
                Does::Contrast => &mut entry.contrast,
            };
            place.get_or_insert(line.strength);
        }
        Self { words, may_be, may_deny, stems: None }
    }

    /// A list for Japanese, whose terms are looked for wherever they stand.
    fn of_stems(lines: impl Iterator<Item = Line>) -> Self {
        let words = HashMap::default();
        let (may_be, may_deny) = (Filter::default(), Filter::default());
        Self { words, may_be, may_deny, stems: Some(Stems::new(lines)) }
    }

    /// What the list says of a name.
    #[inline]
    fn get(&self, name: u64) -> Option<&Entry> {
        if self.may_be.may_hold(name) { self.words.get(&name) } else { None }
    }

    /// Whether a token denies what follows.
    #[inline]
    pub fn is_negation(&self, token: u64) -> bool {
        self.may_deny.may_hold(token)
            && self.words.get(&token).is_some_and(|entry| entry.negation.is_some())
    }

    /// Tells all that the list says of a text, in the order of the text.
    pub fn tell(&self, normal: &str, tokens: &[Token], mut each: impl FnMut(Said)) {
        match &self.stems {
            Some(stems) => stems.tell(normal, each),
            None => self.tell_of_words(tokens, &mut each),
        }
    }

    fn tell_of_words(&self, tokens: &[Token], each: &mut impl FnMut(Said)) {
        let mut at = 0;
        // Up to which token a negation reaches and what it does; what the token before stretches.
        let (mut reaches, mut turn, mut stretch) = (0, 1.0, 1.0);
        while at < tokens.len() {
            let Some((entry, length)) = self.longest_at(&tokens[at..]) else {
                stretch = 1.0;
                at += 1;
                continue;
            };
            let last = at + length;
            if let Some(strength) = entry.strength.filter(|strength| *strength != 0.0) {
                let turn = if at < reaches { turn } else { 1.0 };
                let strength = strength * stretch * turn;
                let (start, end) = (tokens[at].start, tokens[last - 1].end);
                each(Said::Term(Hit { start, end, strength }));
            }
            if let Some(leaves) = entry.contrast {
                each(Said::Contrast(leaves));
            }
            if let Some(by) = entry.negation {
                (reaches, turn) = (last + NEGATION_REACH, by);
            }
            stretch = entry.intensifier.unwrap_or(1.0);
            at = last;
        }
    }

    /// The longest entry that some tokens begin with, and how many of them it has.
    #[inline]
    fn longest_at(&self, tokens: &[Token]) -> Option<(&Entry, usize)> {
        let mut name = tokens[0].name;
        let first = self.get(name)?;
        let mut found = (first, 1);
        for length in 2..=usize::from(first.longest).min(tokens.len()) {
            name = join(name, tokens[length - 1].name);
            if let Some(entry) = self.get(name).filter(|entry| entry.is_whole()) {
                found = (entry, length);
            }
        }
        Some(found)
    }
}

impl Entry {
    /// Whether it is an entry of its own, and not only the beginning of longer ones.
    #[inline]
    fn is_whole(&self) -> bool {
        self.strength.is_some()
            || self.negation.is_some()
            || self.intensifier.is_some()
            || self.contrast.is_some()
    }
}

/// Japanese: stems, the suffixes that deny them, the adverbs that stretch them.
struct Stems {
    stems: Finder,
    negations: Finder,
    intensifiers: Finder,
    contrasts: Finder,
}

/// Finds terms wherever they stand, the longest first.
struct Finder(Option<CharwiseDoubleArrayAhoCorasick<f32>>);

impl Finder {
    /// Finds the terms that do something; nothing where there are none.
    fn new(lines: &[Line], kind: Does) -> Self {
        let mut terms: BTreeMap<&str, f32> = BTreeMap::new();
        for line in lines.iter().filter(|line| line.kind == kind && !line.term.is_empty()) {
            terms.entry(&line.term).or_insert(line.strength);
        }
        if terms.is_empty() {
            return Self(None);
        }
        let builder = CharwiseDoubleArrayAhoCorasickBuilder::new();
        let automaton = builder.match_kind(MatchKind::LeftmostLongest).build_with_values(terms);
        Self(Some(automaton.expect("embedded lists are short and have no term twice")))
    }

    fn find(&self, text: &str) -> impl Iterator<Item = Hit> {
        let found = self.0.iter().flat_map(move |automaton| automaton.leftmost_find_iter(text));
        found.map(|found| Hit { start: found.start(), end: found.end(), strength: found.value() })
    }
}

impl Stems {
    fn new(lines: impl Iterator<Item = Line>) -> Self {
        let lines: Vec<Line> = lines.collect();
        Self {
            stems: Finder::new(&lines, Does::Feel),
            negations: Finder::new(&lines, Does::Deny),
            intensifiers: Finder::new(&lines, Does::Intensify),
            contrasts: Finder::new(&lines, Does::Contrast),
        }
    }

    fn tell(&self, text: &str, mut each: impl FnMut(Said)) {
        let mut contrasts = self.contrasts.find(text).peekable();
        for hit in self.stems.find(text).filter(|hit| hit.strength != 0.0) {
            while let Some(contrast) = contrasts.next_if(|contrast| contrast.start < hit.start) {
                each(Said::Contrast(contrast.strength));
            }
            each(Said::Term(self.turned(text, hit)));
        }
        contrasts.for_each(|contrast| each(Said::Contrast(contrast.strength)));
    }

    /// A stem with what denies or stretches it.
    fn turned(&self, text: &str, hit: Hit) -> Hit {
        let after = clause_after(text, hit.end);
        let turn = self.negations.find(after).next().filter(|found| found.start <= SUFFIX_REACH);
        let before = clause_before(text, hit.start);
        let adverb = self.intensifiers.find(before).last();
        let stretch = adverb.filter(|found| before.len() - found.end <= ADVERB_REACH);
        let strength = hit.strength
            * turn.map_or(1.0, |found| found.strength)
            * stretch.map_or(1.0, |found| found.strength);
        Hit { strength, ..hit }
    }
}

/// The signs that end a clause.
const STOPS: [char; 8] = ['、', '。', '!', '?', '「', '」', '…', '\n'];

/// The text from a byte on, as far as a suffix is looked for.
fn clause_after(text: &str, from: usize) -> &str {
    let end = text.floor_char_boundary(from + SUFFIX_REACH + LONGEST_AFFIX);
    let near = &text[from..end];
    near.find(STOPS).map_or(near, |stop| &near[..stop])
}

/// The text up to a byte, as far back as an adverb is looked for.
fn clause_before(text: &str, to: usize) -> &str {
    let start = text.ceil_char_boundary(to.saturating_sub(ADVERB_REACH + LONGEST_AFFIX));
    let near = &text[start..to];
    near.rfind(STOPS).map_or(near, |stop| &near[near.ceil_char_boundary(stop + 1)..])
}
