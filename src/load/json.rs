//! JSON as documents, one at a time: an array of them, one per line, or a single one.
//!
//! Numbers stay the text they were, because an identity of twenty digits is no number. Whatever
//! stands before the first bracket, as in archives that are scripts (`window.YTD… = [`), is passed
//! over. An escape that stands for half a character costs that character alone.

use std::io::{self, BufRead, BufReader, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use struson::reader::{JsonReader, JsonStreamReader, ReaderError, ReaderSettings, ValueType};

use super::limits::{Limits, OverLimit};
use super::surrogates::{Paired, mend};

/// A JSON value; scalars as text, members in their order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tree {
    /// `null`.
    Null,
    /// A text, a number or a truth value.
    Scalar(String),
    /// A list.
    List(Vec<Self>),
    /// An object.
    Object(Vec<(String, Self)>),
}

impl Tree {
    /// The member of that name. Of two the last counts, as everywhere.
    pub fn member(&self, name: &str) -> Option<&Self> {
        match self {
            Self::Object(members) => {
                members.iter().rev().find(|(key, _)| key == name).map(|(_, value)| value)
            }
            _ => None,
        }
    }

    /// The elements of a list; an object alone counts as a list of one.
    pub fn elements(&self) -> &[Self] {
        match self {
            Self::List(elements) => elements,
            Self::Object(_) => std::slice::from_ref(self),
            Self::Null | Self::Scalar(_) => &[],
        }
    }

    /// What it says as one text: the scalars of a list are joined.
    pub fn text(&self) -> Option<String> {
        match self {
            Self::Scalar(text) => Some(text.clone()),
            Self::List(elements) => {
                let texts: Vec<String> = elements.iter().filter_map(Self::text).collect();
                (!texts.is_empty()).then(|| texts.join("; "))
            }
            Self::Null | Self::Object(_) => None,
        }
    }

    /// Reads one value from text.
    pub fn parse(text: impl Into<Vec<u8>>, limits: Limits) -> Result<Self, Fault> {
        let mut text: Vec<u8> = text.into();
        mend(&mut text, true);
        let mut reader = JsonStreamReader::new_custom(text.as_slice(), settings(limits));
        let tree = read(&mut reader)?;
        reader.consume_trailing_whitespace()?;
        Ok(tree)
    }
}

/// Why a document cannot be read.
#[derive(Debug)]
pub enum Fault {
    /// It is no JSON.
    Syntax(String),
    /// It asks for too much.
    Over(OverLimit),
    /// The file system said no.
    Disk(io::Error),
}

impl From<ReaderError> for Fault {
    fn from(error: ReaderError) -> Self {
        match error {
            ReaderError::IoError { error, .. } if error.kind() == io::ErrorKind::UnexpectedEof => {
                Self::Syntax("it ends in the middle of a value".to_owned())
            }
            ReaderError::IoError { error, .. } => match error.downcast::<OverLimit>() {
                Ok(over) => Self::Over(over),
                Err(error) => Self::Disk(error),
            },
            ReaderError::MaxNestingDepthExceeded { max_nesting_depth, .. } => {
                Self::Over(OverLimit {
                    name: "json_depth",
                    allowed: max_nesting_depth.into(),
                    what: "it is nested deeper".to_owned(),
                })
            }
            other => Self::Syntax(other.to_string()),
        }
    }
}

fn settings(limits: Limits) -> ReaderSettings {
    ReaderSettings {
        max_nesting_depth: Some(limits.json_depth),
        track_path: false,
        restrict_number_values: false,
        ..ReaderSettings::default()
    }
}

fn read<R: Read>(reader: &mut JsonStreamReader<R>) -> Result<Tree, Fault> {
    Ok(match reader.peek()? {
        ValueType::Null => {
            reader.next_null()?;
            Tree::Null
        }
        ValueType::Boolean => Tree::Scalar(reader.next_bool()?.to_string()),
        ValueType::Number => Tree::Scalar(reader.next_number_as_string()?),
        ValueType::String => Tree::Scalar(reader.next_string()?),
        ValueType::Array => {
            reader.begin_array()?;
            let mut elements = Vec::new();
            while reader.has_next()? {
                elements.push(read(reader)?);
            }
            reader.end_array()?;
            Tree::List(elements)
        }
        ValueType::Object => {
            reader.begin_object()?;
            let mut members = Vec::new();
            while reader.has_next()? {
                members.push((reader.next_name_owned()?, read(reader)?));
            }
            reader.end_object()?;
            Tree::Object(members)
        }
    })
}

/// How many lines are looked at to tell documents on lines from one of many lines.
const LINES_TO_JUDGE: usize = 5;

/// How a text holds its documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// One on each line.
    Lines,
    /// One after another inside brackets.
    Array,
    /// Just one.
    Single,
}

impl Layout {
    /// What the JSON text that begins with `head` holds; `None` when it is no JSON.
    pub fn of(head: &str) -> Option<Self> {
        let json = &head[start(head)?..];
        if json.starts_with('[') {
            return Some(Self::Array);
        }
        // A line that is a document of its own, or one so long that its end is not seen.
        let is_seen_whole = json.trim_end().contains('\n');
        let is_document = |line: &str| Tree::parse(line, Limits::default()).is_ok();
        // One bad line among the first is a bad line, and no document of several.
        let mut lines = json.lines().filter(|line| line.starts_with('{')).take(LINES_TO_JUDGE);
        Some(if !is_seen_whole || lines.any(is_document) { Self::Lines } else { Self::Single })
    }

    /// The layout's name in passports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Lines => "json-lines",
            Self::Array | Self::Single => "json",
        }
    }
}

/// Where the first value begins, if a text is JSON: at a bracket that is followed by what may follow
/// one, behind nothing, or behind an assignment.
fn start(head: &str) -> Option<usize> {
    let at = head.find(['[', '{'])?;
    let before = head[..at].trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let is_assignment = before.strip_suffix('=').is_some_and(|name| {
        let name = name.trim_end();
        let name = name.strip_prefix("var ").or(name.strip_prefix("const ")).unwrap_or(name);
        !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || "._$".contains(c))
    });
    let next = head[at + 1..].trim_start().chars().next();
    let may_follow = match (&head[at..=at], next) {
        ("{", next) => matches!(next, None | Some('"' | '}')),
        (_, next) => matches!(next, None | Some('{' | '[' | ']' | '"')),
    };
    ((before.is_empty() || is_assignment) && may_follow).then_some(at)
}

/// The documents of a text, one after the other.
pub enum Documents {
    /// One on each line.
    Lines {
        /// The text.
        text: BufReader<Box<dyn Read + Send>>,
        /// How many lines were read.
        line: u64,
        /// How long one may be.
        limits: Limits,
    },
    /// A list of them, or one alone.
    Stream {
        /// The text.
        reader: Box<JsonStreamReader<Capped<Box<dyn Read + Send>>>>,
        /// Whether they stand in a list.
        is_list: bool,
        /// Which was read last; 0 before anything was.
        number: u64,
        /// How many bytes the document may still have.
        left: Arc<AtomicU64>,
        /// How long one may be.
        limits: Limits,
    },
}

/// A document, and the line or the number that it is found under.
pub type Numbered = (u64, Tree);

impl Documents {
    /// Begins to read.
    pub fn new(text: Box<dyn Read + Send>, layout: Layout, limits: Limits) -> io::Result<Self> {
        let text = skip_assignment(text)?;
        Ok(match layout {
            Layout::Lines => {
                Self::Lines { text: BufReader::with_capacity(1 << 16, text), line: 0, limits }
            }
            Layout::Array | Layout::Single => {
                let left = Arc::new(AtomicU64::new(limits.json_document_bytes));
                let text: Box<dyn Read + Send> = Box::new(Paired::new(text));
                let capped = Capped { inner: text, limits, left: Arc::clone(&left) };
                Self::Stream {
                    reader: Box::new(JsonStreamReader::new_custom(capped, settings(limits))),
                    is_list: layout == Layout::Array,
                    number: 0,
                    left,
                    limits,
                }
            }
        })
    }

    /// The next document. On a line that is no JSON the reading may go on; the line is told beside
    /// the fault.
    pub fn read_next(&mut self) -> Result<Option<Numbered>, (u64, Fault)> {
        match self {
            Self::Lines { text, line, limits } => loop {
                let found = next_line(text, *limits).map_err(|fault| (*line + 1, fault))?;
                let Some(bytes) = found else { return Ok(None) };
                *line += 1;
                if !bytes.trim_ascii().is_empty() {
                    let tree = Tree::parse(bytes, *limits).map_err(|fault| (*line, fault))?;
                    return Ok(Some((*line, tree)));
                }
            },
            Self::Stream { reader, is_list, number, left, limits } => {
                left.store(limits.json_document_bytes, Ordering::Relaxed);
                next_element(reader, *is_list, number).map_err(|fault| (*number, fault))
            }
        }
    }

    /// Whether a fault ends the reading.
    pub fn ends_with(&self, fault: &Fault) -> bool {
        !matches!((self, fault), (Self::Lines { .. }, Fault::Syntax(_)))
    }
}

fn next_line(text: &mut impl BufRead, limits: Limits) -> Result<Option<Vec<u8>>, Fault> {
    let mut bytes = Vec::new();
    let allowed = limits.json_document_bytes;
    text.take(allowed + 1).read_until(b'\n', &mut bytes).map_err(Fault::Disk)?;
    if bytes.len() as u64 > allowed {
        return Err(Fault::Over(too_long(allowed)));
    }
    Ok((!bytes.is_empty()).then_some(bytes))
}

fn next_element(
    reader: &mut JsonStreamReader<Capped<Box<dyn Read + Send>>>,
    is_list: bool,
    number: &mut u64,
) -> Result<Option<Numbered>, Fault> {
    if *number == 0 && is_list {
        reader.begin_array()?;
    }
    *number += 1;
    if (is_list && !reader.has_next()?) || (!is_list && *number > 1) {
        return Ok(None);
    }
    let tree = read(reader)?;
    Ok(Some((*number, tree)))
}

fn too_long(allowed: u64) -> OverLimit {
    OverLimit {
        name: "json_document_bytes",
        allowed,
        what: "one of its documents is longer".to_owned(),
    }
}

/// Passes over what stands before the first bracket.
fn skip_assignment(text: Box<dyn Read + Send>) -> io::Result<Box<dyn Read + Send>> {
    const LONGEST: u64 = 1 << 12;
    let mut text = BufReader::new(text);
    let mut skipped = 0;
    loop {
        let buffer = text.fill_buf()?;
        let at = buffer.iter().position(|byte| matches!(byte, b'[' | b'{'));
        let length = at.unwrap_or(buffer.len());
        let is_end = buffer.is_empty();
        text.consume(length);
        skipped += length as u64;
        if at.is_some() || is_end || skipped > LONGEST {
            return Ok(Box::new(text));
        }
    }
}

/// Ends with an error once more bytes were read than the documents so far may have.
pub struct Capped<R> {
    inner: R,
    limits: Limits,
    left: Arc<AtomicU64>,
}

impl<R: Read> Read for Capped<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.inner.read(buffer)?;
        let left = self.left.load(Ordering::Relaxed).checked_sub(length as u64);
        let left =
            left.ok_or_else(|| io::Error::other(too_long(self.limits.json_document_bytes)))?;
        self.left.store(left, Ordering::Relaxed);
        Ok(length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn documents(text: &str) -> Vec<Result<Numbered, String>> {
        let layout = Layout::of(text).unwrap();
        let bytes: Box<dyn Read + Send> = Box::new(io::Cursor::new(text.as_bytes().to_vec()));
        let mut documents = Documents::new(bytes, layout, Limits::default()).unwrap();
        let mut found = Vec::new();
        loop {
            match documents.read_next() {
                Ok(Some(document)) => found.push(Ok(document)),
                Ok(None) => return found,
                Err((_, fault)) => {
                    let is_end = documents.ends_with(&fault);
                    found.push(Err(format!("{fault:?}")));
                    if is_end {
                        return found;
                    }
                }
            }
        }
    }

    #[test]
    fn layouts_are_told_by_content() {
        assert_eq!(Layout::of("{\"a\":1}\n{\"a\":2}\n"), Some(Layout::Lines));
        assert_eq!(Layout::of("{\n \"a\": 1\n}\n"), Some(Layout::Single));
        assert_eq!(Layout::of(" [{\"a\":1}]"), Some(Layout::Array));
        assert_eq!(Layout::of("window.YTD.tweets.part0 = [ {}"), Some(Layout::Array));
        for text in ["date,text\n1,[x]\n", "[link](x)", "{curly} text", "a = b [x]", ""] {
            assert_eq!(Layout::of(text), None, "{text}");
        }
    }

    #[test]
    fn a_number_stays_the_text_it_was() {
        let tree = Tree::parse(br#"{"id": 12345678901234567890, "x": 1.50}"#, Limits::default());
        let tree = tree.unwrap();
        assert_eq!(tree.member("id").and_then(Tree::text).as_deref(), Some("12345678901234567890"));
        assert_eq!(tree.member("x").and_then(Tree::text).as_deref(), Some("1.50"));
    }

    #[test]
    fn a_bad_line_is_told_and_the_next_one_read() {
        let found = documents("{\"a\":1}\n{\"a\":\n\n{\"a\":3}\n");
        assert!(found[0].is_ok() && found[1].is_err());
        assert_eq!(found[2].as_ref().unwrap().0, 4, "the line an editor shows");
    }

    #[test]
    fn half_a_character_is_the_sign_for_what_could_not_be_decoded() {
        let (cut, whole) = (r#"{"a":"b\ud83d"}"#, r#"{"a":"\ud83d\ude00"}"#);
        for text in [format!("[{cut},{whole}]"), format!("{cut}\n{whole}\n"), format!("{cut}\n")] {
            let texts: Vec<Option<String>> = documents(&text)
                .into_iter()
                .map(|found| found.unwrap().1.member("a").and_then(Tree::text))
                .collect();
            let expected = [Some("b\u{fffd}".to_owned()), Some("😀".to_owned())];
            assert_eq!(texts, expected[..texts.len()], "{text}");
        }
    }

    #[test]
    fn a_list_cut_short_is_told() {
        let found = documents("[{\"a\":1},{\"a\":");
        assert!(found[0].is_ok());
        assert!(
            found[1].as_ref().unwrap_err().contains("ends in the middle")
                || found[1].as_ref().unwrap_err().contains("Syntax")
        );
    }

    #[test]
    fn a_depth_bomb_is_refused() {
        let bomb = "[".repeat(100_000);
        let fault = Tree::parse(bomb.as_bytes(), Limits::default()).unwrap_err();
        assert!(matches!(fault, Fault::Over(over) if over.name == "json_depth"));
    }

    #[test]
    fn a_document_that_is_too_long_is_refused_and_a_long_list_of_short_ones_is_not() {
        let limits = Limits { json_document_bytes: 3000, ..Limits::default() };
        let read_all = |text: String| {
            let bytes: Box<dyn Read + Send> = Box::new(io::Cursor::new(text.into_bytes()));
            let mut documents = Documents::new(bytes, Layout::Array, limits).unwrap();
            loop {
                match documents.read_next() {
                    Ok(Some(_)) => {}
                    Ok(None) => return Ok(()),
                    Err((number, _)) => return Err(number),
                }
            }
        };
        let short = vec!["{\"a\":\"b\"}"; 5000].join(",");
        assert_eq!(read_all(format!("[{short}]")), Ok(()));
        assert_eq!(read_all(format!("[{{}},{{\"a\":\"{}\"}}]", "x".repeat(9000))), Err(2));
    }
}
