//! Checks a model's file from its first byte to its last before fastText's own reader sees it.
//!
//! That reader believes the counts that it finds: it sets memory aside for a billion words because
//! the file says so, and it panics or recurses without end where counts contradict each other. So
//! every count is held against the length of the file and against the other counts here, and every
//! number against what can still be multiplied.

use std::io::{self, BufRead, BufReader, Read};

use sha2::{Digest, Sha256};

const MAGIC: i32 = 793_712_314;
const VERSIONS: std::ops::RangeInclusive<i32> = 11..=12;
const SUPERVISED: i32 = 3;

/// Labels a model may have. One of feelings has a handful.
const MOST_LABELS: i32 = 1000;

/// Bytes that a word may have.
const LONGEST_WORD: usize = 1 << 16;

/// Letters in a part of a word, and words in a row, that a model may look at together.
const LONGEST_RUN: i32 = 50;

/// Counts of labels are added up; their sum stays below what the reader takes for endless.
const LARGEST_COUNT: i64 = 1_000_000_000_000;

/// Sums of products of smaller weights never leave the range of a float.
const LARGEST_WEIGHT: f32 = 1e6;

/// Memory that the parts of words may take beside the file: so many bytes, and so many times the
/// file's length.
const PARTS_BYTES: u64 = 64 << 20;
const PARTS_RATIO: u64 = 16;

/// Vectors are replaced by one of so many per part in a quantized matrix.
const CENTROIDS: u64 = 256;

/// Why a file is not what it should be.
#[derive(Debug)]
pub(super) enum Flaw {
    /// The disk failed.
    Read(io::Error),
    /// The content is wrong.
    Bad(String),
}

impl From<io::Error> for Flaw {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::UnexpectedEof { too_short() } else { Self::Read(error) }
    }
}

fn bad<T>(why: impl Into<String>) -> Result<T, Flaw> {
    Err(Flaw::Bad(why.into()))
}

fn too_short() -> Flaw {
    Flaw::Bad("it ends too early".to_owned())
}

/// What a file was found to be.
#[derive(Debug)]
pub(super) struct Checked {
    /// The labels with their prefix.
    pub(super) labels: Vec<String>,
    /// The SHA-256 of the file.
    pub(super) digest: Vec<u8>,
}

/// Reads a file of `length` bytes to its end.
pub(super) fn check(file: impl Read, length: u64) -> Result<Checked, Flaw> {
    let reader = BufReader::with_capacity(1 << 16, Hashing { inner: file, hasher: Sha256::new() });
    let mut walk = Walk { reader, left: length };
    header(&mut walk)?;
    let arguments = Arguments::read(&mut walk)?;
    let dictionary = Dictionary::read(&mut walk, &arguments, length)?;
    let is_quantized = walk.flag()?;
    if !is_quantized && dictionary.pruned.is_some() {
        return bad("words were pruned from it, and it is not quantized");
    }
    let input = Shape::read(&mut walk, is_quantized)?;
    let is_output_quantized = walk.flag()?;
    let output = Shape::read(&mut walk, is_quantized && is_output_quantized)?;
    let parts = dictionary.pruned.unwrap_or(arguments.buckets);
    // The reader counts rows in 32 bits.
    let Some(rows) = dictionary.words.checked_add(parts) else {
        return bad(format!("it has {} words and {parts} buckets", dictionary.words));
    };
    input.expect("input", rows.into(), arguments.dimensions)?;
    output.expect("output", dictionary.labels.len() as i64, arguments.dimensions)?;
    if is_quantized && !arguments.loss.survives_quantizing() {
        return bad(format!("it is quantized, and was trained with the loss {:?}", arguments.loss));
    }
    walk.end()?;
    let digest = walk.reader.into_inner().hasher.finalize().to_vec();
    Ok(Checked { labels: dictionary.labels, digest })
}

fn header(walk: &mut Walk<impl Read>) -> Result<(), Flaw> {
    if walk.i32()? != MAGIC {
        return bad("it does not begin as one");
    }
    match walk.i32()? {
        version if VERSIONS.contains(&version) => Ok(()),
        version => bad(format!("its version is {version}, not 11 or 12")),
    }
}

/// How a model was taught to tell its labels apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Loss {
    HierarchicalSoftmax,
    NegativeSampling,
    Softmax,
    OneVsAll,
}

impl Loss {
    fn from_number(number: i32) -> Result<Self, Flaw> {
        match number {
            1 => Ok(Self::HierarchicalSoftmax),
            2 => Ok(Self::NegativeSampling),
            3 => Ok(Self::Softmax),
            4 => Ok(Self::OneVsAll),
            _ => bad(format!("it was trained with an unknown loss ({number})")),
        }
    }

    /// Whether fastText's reader asks a quantized model as it was taught. It takes the softmax of the
    /// two others, which gives other probabilities than they learned.
    fn survives_quantizing(self) -> bool {
        matches!(self, Self::Softmax | Self::OneVsAll)
    }
}

/// How a model was trained, as far as it matters to who asks it.
#[derive(Debug)]
struct Arguments {
    dimensions: i32,
    loss: Loss,
    buckets: i32,
    /// Letters in the shortest and the longest parts of a word.
    parts: (i32, i32),
}

impl Arguments {
    fn read(walk: &mut Walk<impl Read>) -> Result<Self, Flaw> {
        let dimensions = walk.i32()?;
        let [_window, _epochs, _least_count, _negatives] = walk.i32s()?;
        let [words_in_a_row, loss, kind, buckets, shortest, longest, _rate] = walk.i32s()?;
        walk.bytes::<8>()?;
        if kind != SUPERVISED {
            return bad("it knows words, not labels: it was not trained as supervised");
        }
        if dimensions < 1 || buckets < 0 {
            return bad(format!("it has {dimensions} dimensions and {buckets} buckets"));
        }
        if LONGEST_RUN < words_in_a_row || LONGEST_RUN < longest {
            return bad(format!(
                "it looks at {words_in_a_row} words in a row and at parts of {longest} letters, \
                 which is more than {LONGEST_RUN}"
            ));
        }
        let loss = Loss::from_number(loss)?;
        Ok(Self { dimensions, loss, buckets, parts: (shortest, longest) })
    }

    /// How much memory the parts of a word take at most, and the word among them.
    fn parts_bytes(&self, word: &[u8]) -> u64 {
        let (shortest, longest) = self.parts;
        let lengths = u64::try_from(i64::from(longest) - i64::from(shortest.max(1)) + 1);
        // A word is read with a mark at each end.
        4 * (1 + lengths.unwrap_or(0) * (word.len() as u64 + 2))
    }
}

/// The words that a model knows.
#[derive(Debug)]
struct Dictionary {
    words: i32,
    labels: Vec<String>,
    /// How many parts of words were kept, when the others were pruned.
    pruned: Option<i32>,
}

impl Dictionary {
    fn read(walk: &mut Walk<impl Read>, arguments: &Arguments, length: u64) -> Result<Self, Flaw> {
        let [entries, words, labels] = walk.i32s()?;
        let [_tokens, pruned] = [walk.i64()?, walk.i64()?];
        if words < 0 || labels < 1 || words.checked_add(labels) != Some(entries) {
            return bad(format!("{words} words and {labels} labels are not {entries} entries"));
        }
        if MOST_LABELS < labels {
            return bad(format!("it has {labels} labels, more than {MOST_LABELS}"));
        }
        // An entry has at least the end of its word, its count and its kind.
        walk.expect(10, entries.into())?;
        let mut parts_bytes = 0_u64;
        for _ in 0..words {
            let entry = Entry::read(walk)?;
            if entry.is_label {
                return bad("a label stands among its words");
            }
            parts_bytes += arguments.parts_bytes(entry.word.as_bytes());
        }
        if PARTS_BYTES + PARTS_RATIO * length < parts_bytes {
            return bad(format!("the parts of its words take {parts_bytes} bytes"));
        }
        let labels = (0..labels).map(|_| label(walk)).collect::<Result<Vec<_>, _>>()?;
        let pruned = pruned_parts(walk, pruned, arguments.buckets)?;
        let dictionary = Self { words, labels, pruned };
        dictionary.has_each_label_once()?;
        Ok(dictionary)
    }

    fn has_each_label_once(&self) -> Result<(), Flaw> {
        let mut labels: Vec<&String> = self.labels.iter().collect();
        labels.sort_unstable();
        match labels.windows(2).find(|pair| pair[0] == pair[1]) {
            Some(pair) => bad(format!("it has the label `{}` twice", pair[0].escape_debug())),
            None => Ok(()),
        }
    }
}

fn label(walk: &mut Walk<impl Read>) -> Result<String, Flaw> {
    let entry = Entry::read(walk)?;
    if !entry.is_label {
        return bad("a word stands among its labels");
    }
    if !(0..=LARGEST_COUNT).contains(&entry.count) {
        return bad(format!("it has seen a label {} times", entry.count));
    }
    Ok(entry.word)
}

/// Reads where the parts of words went that were kept.
fn pruned_parts(walk: &mut Walk<impl Read>, kept: i64, buckets: i32) -> Result<Option<i32>, Flaw> {
    if kept == -1 {
        return Ok(None);
    }
    let Some(count) = i32::try_from(kept).ok().filter(|count| (0..=buckets).contains(count)) else {
        return bad(format!("it keeps {kept} of {buckets} buckets"));
    };
    for _ in 0..count {
        let [from, to] = walk.i32s()?;
        if !(0..buckets).contains(&from) || !(0..count).contains(&to) {
            return bad(format!("it keeps bucket {from} as {to}"));
        }
    }
    Ok(Some(count))
}

/// A word or a label.
#[derive(Debug)]
struct Entry {
    word: String,
    count: i64,
    is_label: bool,
}

impl Entry {
    fn read(walk: &mut Walk<impl Read>) -> Result<Self, Flaw> {
        let word = walk.word()?;
        let count = walk.i64()?;
        match walk.bytes()? {
            [0] => Ok(Self { word, count, is_label: false }),
            [1] => Ok(Self { word, count, is_label: true }),
            [kind] => bad(format!("it has an entry of the unknown kind {kind}")),
        }
    }
}

/// The shape of a matrix whose weights were found to be numbers.
#[derive(Debug)]
struct Shape {
    rows: i64,
    columns: i64,
}

impl Shape {
    fn read(walk: &mut Walk<impl Read>, is_quantized: bool) -> Result<Self, Flaw> {
        if is_quantized { Self::quantized(walk) } else { Self::dense(walk) }
    }

    fn dense(walk: &mut Walk<impl Read>) -> Result<Self, Flaw> {
        let [rows, columns] = [walk.i64()?, walk.i64()?];
        walk.weights(product(rows, columns)?)?;
        Ok(Self { rows, columns })
    }

    /// A code per row and part of its columns, what the codes mean, and perhaps the same once more
    /// for the lengths of the rows.
    fn quantized(walk: &mut Walk<impl Read>) -> Result<Self, Flaw> {
        let has_norms = walk.flag()?;
        let [rows, columns] = [walk.i64()?, walk.i64()?];
        let codes = walk.i32()?;
        walk.skip(u64::try_from(codes).or_else(|_| bad("it has a negative count of codes"))?)?;
        let parts = codebook(walk, columns)?;
        if product(rows, parts)? != codes as u64 {
            return bad(format!("{codes} codes are not {parts} for each of {rows} rows"));
        }
        if has_norms {
            walk.skip(product(rows, 1)?)?;
            codebook(walk, 1)?;
        }
        Ok(Self { rows, columns })
    }

    fn expect(&self, name: &str, rows: i64, columns: i32) -> Result<(), Flaw> {
        if self.rows == rows && self.columns == i64::from(columns) {
            return Ok(());
        }
        let Self { rows: found_rows, columns: found_columns } = self;
        bad(format!(
            "its {name} has {found_rows} rows of {found_columns} weights, not {rows} of {columns}"
        ))
    }
}

/// Reads what codes mean for rows of so many columns; gives the count of parts that a row has.
fn codebook(walk: &mut Walk<impl Read>, columns: i64) -> Result<i64, Flaw> {
    let [dimensions, parts, width, last_width] = walk.i32s()?;
    let is_whole = 1 <= width
        && (1..=width).contains(&last_width)
        && 1 <= parts
        && i64::from(dimensions) == columns
        && i64::from(parts - 1) * i64::from(width) + i64::from(last_width) == columns;
    if !is_whole {
        return bad(format!(
            "its codes are for {dimensions} columns in {parts} parts of {width} and one of \
             {last_width}, not for {columns} columns"
        ));
    }
    // The reader counts these in 32 bits.
    let weights = product(columns, CENTROIDS as i64)?;
    if i32::try_from(weights).is_err() {
        return bad(format!("its codes are for {columns} columns"));
    }
    walk.weights(weights)?;
    Ok(parts.into())
}

/// The product of two counts, neither of which is negative.
fn product(a: i64, b: i64) -> Result<u64, Flaw> {
    let product = u64::try_from(a).ok().zip(u64::try_from(b).ok());
    product
        .and_then(|(a, b)| a.checked_mul(b))
        .map_or_else(|| bad(format!("it has a matrix of {a} by {b}")), Ok)
}

/// Goes through a file whose length is known.
struct Walk<R> {
    reader: BufReader<Hashing<R>>,
    left: u64,
}

impl<R: Read> Walk<R> {
    /// Whether `count` things of so many bytes are still to come.
    fn expect(&self, bytes: u64, count: i64) -> Result<u64, Flaw> {
        let bytes = product(count, bytes as i64)?;
        if bytes <= self.left { Ok(bytes) } else { Err(too_short()) }
    }

    fn bytes<const N: usize>(&mut self) -> Result<[u8; N], Flaw> {
        self.expect(N as u64, 1)?;
        let mut bytes = [0; N];
        self.reader.read_exact(&mut bytes)?;
        self.left -= N as u64;
        Ok(bytes)
    }

    fn flag(&mut self) -> Result<bool, Flaw> {
        match self.bytes()? {
            [0] => Ok(false),
            [1] => Ok(true),
            [other] => bad(format!("it says {other} where it should say yes or no")),
        }
    }

    fn i32(&mut self) -> Result<i32, Flaw> {
        Ok(i32::from_le_bytes(self.bytes()?))
    }

    fn i32s<const N: usize>(&mut self) -> Result<[i32; N], Flaw> {
        let mut numbers = [0; N];
        for number in &mut numbers {
            *number = self.i32()?;
        }
        Ok(numbers)
    }

    fn i64(&mut self) -> Result<i64, Flaw> {
        Ok(i64::from_le_bytes(self.bytes()?))
    }

    /// Reads a word and the zero that ends it.
    fn word(&mut self) -> Result<String, Flaw> {
        let mut word = Vec::new();
        let longest = self.left.min(LONGEST_WORD as u64 + 1);
        self.reader.by_ref().take(longest).read_until(0, &mut word)?;
        self.left -= word.len() as u64;
        match word.pop() {
            Some(0) => String::from_utf8(word).or_else(|_| bad("it has a word that is not UTF-8")),
            _ if self.left == 0 => Err(too_short()),
            _ => bad(format!("it has a word of more than {LONGEST_WORD} bytes")),
        }
    }

    fn skip(&mut self, bytes: u64) -> Result<(), Flaw> {
        if self.left < bytes {
            return Err(too_short());
        }
        self.left -= bytes;
        match io::copy(&mut self.reader.by_ref().take(bytes), &mut io::sink())? {
            read if read == bytes => Ok(()),
            _ => Err(too_short()),
        }
    }

    /// Reads weights, each of which has to be a number of a size that can be reckoned with.
    fn weights(&mut self, count: u64) -> Result<(), Flaw> {
        let bytes = count.checked_mul(4).filter(|bytes| *bytes <= self.left);
        let mut bytes = bytes.ok_or_else(too_short)?;
        self.left -= bytes;
        let mut buffer = [0; 1 << 14];
        while 0 < bytes {
            let length = bytes.min(buffer.len() as u64);
            let chunk = &mut buffer[..length as usize];
            self.reader.read_exact(chunk)?;
            let is_weight = |weight: &[u8; 4]| f32::from_le_bytes(*weight).abs() <= LARGEST_WEIGHT;
            if !chunk.as_chunks::<4>().0.iter().all(is_weight) {
                return bad("it has a weight that is no number, or a huge one");
            }
            bytes -= length;
        }
        Ok(())
    }

    /// Makes sure that nothing follows.
    fn end(&mut self) -> Result<(), Flaw> {
        if self.left == 0 && self.reader.fill_buf()?.is_empty() {
            return Ok(());
        }
        bad("something follows its end")
    }
}

/// Hashes what it reads.
struct Hashing<R> {
    inner: R,
    hasher: Sha256,
}

impl<R: Read> Read for Hashing<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.inner.read(buffer)?;
        self.hasher.update(&buffer[..length]);
        Ok(length)
    }
}
