//! Line ends and quotes of delimited text: lines that can be counted, and quotes that stand where
//! none should.

use std::collections::VecDeque;
use std::io::{self, BufRead, BufReader, Read};
use std::sync::{Arc, Mutex, MutexGuard};

use csv::StringRecord;

use super::limits::OverLimit;

/// What is wrong with a quote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stray {
    /// It stands inside a cell that is not quoted, and is part of its text.
    Unescaped,
    /// Text follows the quote that closes its cell, so that one of the two was meant otherwise.
    TextBehind,
}

/// Watches the quotes of a text as it is read.
#[derive(Debug, Clone)]
pub struct QuoteWatch(Arc<Mutex<Watch>>);

#[derive(Debug)]
struct Watch {
    delimiter: u8,
    state: State,
    /// The byte before the one that comes.
    before: u8,
    line: u64,
    /// Where the quote opened that is open, and how many bytes it holds so far.
    opened: (u64, u64),
    strays: VecDeque<(u64, Stray)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Outside,
    Inside,
    /// Inside, behind a quote that closes the cell or stands for one.
    Doubtful,
}

impl QuoteWatch {
    /// Watches a text whose cells are separated by `delimiter`.
    pub fn new(delimiter: u8) -> Self {
        Self(Arc::new(Mutex::new(Watch {
            delimiter,
            state: State::Outside,
            before: b'\n',
            line: 1,
            opened: (1, 0),
            strays: VecDeque::new(),
        })))
    }

    /// Whether the text so far ends inside a quote.
    pub fn is_open(&self) -> bool {
        self.watch().state == State::Inside
    }

    /// Takes out the strays of all lines up to this one, the worst of them.
    pub fn take_until(&self, line: u64) -> Option<Stray> {
        let mut watch = self.watch();
        let mut worst = None;
        while let Some((_, stray)) = watch.strays.front().copied().filter(|(at, _)| *at <= line) {
            watch.strays.pop_front();
            if worst != Some(Stray::TextBehind) {
                worst = Some(stray);
            }
        }
        worst
    }

    /// The line of a quote that has been open for more than so many bytes.
    fn open_beyond(&self, longest: u64) -> Option<u64> {
        let watch = self.watch();
        let (line, length) = watch.opened;
        (watch.state == State::Inside && longest < length).then_some(line)
    }

    fn watch(&self) -> MutexGuard<'_, Watch> {
        self.0.lock().expect("nobody panics while watching")
    }

    fn see(&self, bytes: &[u8]) {
        self.watch().see(bytes);
    }
}

impl Watch {
    /// Goes from quote to quote; what lies between matters only by its last byte and its lines.
    fn see(&mut self, bytes: &[u8]) {
        let mut rest = bytes;
        if self.state == State::Doubtful
            && let Some((byte, after)) = rest.split_first()
            && self.settle(*byte)
        {
            rest = after;
        }
        while let Some(at) = rest.iter().position(|byte| *byte == b'"') {
            self.pass(&rest[..at]);
            rest = &rest[at + 1..];
            match self.state {
                State::Inside => match rest.split_first() {
                    None => self.state = State::Doubtful,
                    Some((byte, after)) => {
                        if self.settle(*byte) {
                            rest = after;
                        }
                    }
                },
                _ if self.before == self.delimiter || matches!(self.before, b'\n' | b'\r') => {
                    self.state = State::Inside;
                    self.opened = (self.line, 0);
                }
                _ => self.strays.push_back((self.line, Stray::Unescaped)),
            }
            self.before = b'"';
        }
        self.pass(rest);
    }

    /// What a quote inside a cell is, by the byte behind it. Whether that byte belongs to it.
    fn settle(&mut self, byte: u8) -> bool {
        if byte == b'"' {
            self.state = State::Inside;
            self.before = byte;
            return true;
        }
        if byte != self.delimiter && !matches!(byte, b'\n' | b'\r') {
            self.strays.push_back((self.line, Stray::TextBehind));
        }
        self.state = State::Outside;
        false
    }

    fn pass(&mut self, bytes: &[u8]) {
        self.line += bytes.iter().filter(|byte| **byte == b'\n').count() as u64;
        self.opened.1 += bytes.len() as u64;
        self.before = bytes.last().copied().unwrap_or(self.before);
    }
}

/// Gives the bytes of UTF-8 text with LF at the end of every line, and of the last, so that lines can
/// be counted by LF. Inside a quoted cell CRLF stays what it is.
pub struct UnixLines<R> {
    inner: BufReader<R>,
    watch: Option<QuoteWatch>,
    longest_cell: u64,
    is_after_cr: bool,
    last: u8,
}

impl<R: Read> UnixLines<R> {
    /// Reads from `inner`, for a watch to see. Without one nothing is taken for quoted. A quoted cell
    /// longer than `longest_cell` is an error: its quote was never closed.
    pub fn new(inner: R, watch: Option<QuoteWatch>, longest_cell: u64) -> Self {
        let inner = BufReader::with_capacity(1 << 16, inner);
        Self { inner, watch, longest_cell, is_after_cr: false, last: b'\n' }
    }

    fn check_open_quote(&self) -> io::Result<()> {
        let watch = self.watch.as_ref();
        match watch.and_then(|watch| watch.open_beyond(self.longest_cell)) {
            None => Ok(()),
            Some(line) => Err(io::Error::other(OverLimit {
                name: "field_bytes",
                allowed: self.longest_cell,
                what: format!("the quote that opens on line {line} is not closed for longer"),
            })),
        }
    }

    /// Fills a buffer as far as the text goes.
    fn fill(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut length = 0;
        while length < buffer.len() {
            let seen = self.inner.fill_buf()?;
            let plain = if self.is_after_cr {
                self.is_after_cr = false;
                let is_quoted = || self.watch.as_ref().is_some_and(QuoteWatch::is_open);
                match seen.first() {
                    // The LF comes by itself.
                    Some(b'\n') if !is_quoted() => continue,
                    Some(b'\n') => buffer[length] = b'\r',
                    _ => buffer[length] = b'\n',
                }
                1
            } else {
                if seen.is_empty() {
                    break;
                }
                let most = seen.len().min(buffer.len() - length);
                let cr = seen[..most].iter().position(|byte| *byte == b'\r');
                let plain = cr.unwrap_or(most);
                buffer[length..length + plain].copy_from_slice(&seen[..plain]);
                self.is_after_cr = cr.is_some();
                self.inner.consume(plain + usize::from(cr.is_some()));
                plain
            };
            if let Some(watch) = &self.watch {
                watch.see(&buffer[length..length + plain]);
            }
            length += plain;
        }
        Ok(length)
    }
}

impl<R: Read> Read for UnixLines<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if buffer.is_empty() {
            return Ok(0);
        }
        let mut length = self.fill(buffer)?;
        if length == 0 && self.last != b'\n' {
            buffer[0] = b'\n';
            length = 1;
        }
        if length > 0 {
            self.last = buffer[length - 1];
        }
        self.check_open_quote()?;
        Ok(length)
    }
}

/// The line that a record begins on. `after` is the line the reader has come to, which does not
/// count blank lines before the record as the record's own position does.
pub fn first_line(after: u64, record: &StringRecord) -> u64 {
    after.saturating_sub(lines_inside(record) + 1)
}

/// How many line ends its cells hold.
pub fn lines_inside(record: &StringRecord) -> u64 {
    record.as_slice().bytes().filter(|byte| *byte == b'\n').count() as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unified(text: &str, chunk: usize) -> String {
        struct Slow<'a>(&'a [u8], usize);
        impl Read for Slow<'_> {
            fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
                let length = self.1.min(self.0.len()).min(buffer.len());
                buffer[..length].copy_from_slice(&self.0[..length]);
                self.0 = &self.0[length..];
                Ok(length)
            }
        }
        let mut found = String::new();
        let watch = Some(QuoteWatch::new(b','));
        UnixLines::new(Slow(text.as_bytes(), chunk), watch, 1 << 20)
            .read_to_string(&mut found)
            .unwrap();
        found
    }

    #[test]
    fn line_ends_become_one_kind_however_the_bytes_arrive() {
        for chunk in [1, 2, 3, 100] {
            assert_eq!(unified("a\r\nb\rc\n\r\nd", chunk), "a\nb\nc\n\nd\n");
            assert_eq!(unified("a\r\rb\r", chunk), "a\n\nb\n");
            assert_eq!(unified("", chunk), "");
            assert_eq!(unified("\r\n", chunk), "\n");
            let quoted = "a,\"b\r\nc\"\r\n\"d\"\r\n";
            assert_eq!(unified(quoted, chunk), "a,\"b\r\nc\"\n\"d\"\n");
        }
    }

    #[test]
    fn a_record_begins_on_the_line_an_editor_shows() {
        for text in [
            "a\nb\n\nc\n\"x\ny\"\nd\n",
            "a\r\nb\r\n\r\nc\r\n\"x\r\ny\"\r\nd",
            "a\rb\r\rc\r\"x\ry\"\rd",
        ] {
            let mut reader = csv::ReaderBuilder::new()
                .has_headers(false)
                .from_reader(UnixLines::new(text.as_bytes(), Some(QuoteWatch::new(b',')), 1 << 20));
            let mut record = StringRecord::new();
            let mut lines = Vec::new();
            while reader.read_record(&mut record).unwrap() {
                lines.push(first_line(reader.position().line(), &record));
            }
            assert_eq!(lines, [1, 2, 4, 5, 7], "{text:?}");
        }
    }

    fn strays(text: &str, chunk: usize) -> (Vec<(u64, Stray)>, bool) {
        let watch = QuoteWatch::new(b',');
        for bytes in text.as_bytes().chunks(chunk) {
            watch.see(bytes);
        }
        let found = watch.watch().strays.iter().copied().collect();
        (found, watch.is_open())
    }

    #[test]
    fn quotes_that_stand_where_none_should_are_seen() {
        for chunk in [1, 2, 3, 100] {
            let sound = "a,\"b\"\"c, \"\n\"x\ny\",\"\"\r\n\"\"\"\",z\n";
            assert_eq!(strays(sound, chunk), (vec![], false), "{chunk}");
            let bad = "a,b\n1,\"so \" it\"\n2,say \"no\"\n3,\"open";
            let found = vec![
                (2, Stray::TextBehind),
                (2, Stray::Unescaped),
                (3, Stray::Unescaped),
                (3, Stray::Unescaped),
            ];
            assert_eq!(strays(bad, chunk), (found, true), "{chunk}");
        }
    }
}
