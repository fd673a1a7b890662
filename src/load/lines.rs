//! Line ends: a text whose lines all end alike, so that lines can be counted.

use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use csv::StringRecord;

/// Counts the quotation marks of a text as it is read. An odd number of them means that one was
/// opened and not closed.
#[derive(Debug, Clone, Default)]
pub struct QuoteCount(Arc<AtomicU64>);

impl QuoteCount {
    /// Whether an odd number was met so far.
    pub fn is_odd(&self) -> bool {
        self.0.load(Ordering::Relaxed) % 2 == 1
    }

    fn add(&self, bytes: &[u8]) {
        let count = bytes.iter().filter(|byte| **byte == b'"').count();
        self.0.fetch_add(count as u64, Ordering::Relaxed);
    }
}

/// Gives the bytes of UTF-8 text with CRLF and lone CR made LF, and a LF at the very end.
pub struct UnixLines<R> {
    inner: R,
    quotes: QuoteCount,
    after_cr: bool,
    last: u8,
    is_done: bool,
}

impl<R: Read> UnixLines<R> {
    /// Reads from `inner`, counting into `quotes`.
    pub fn new(inner: R, quotes: QuoteCount) -> Self {
        Self { inner, quotes, after_cr: false, last: b'\n', is_done: false }
    }
}

impl<R: Read> Read for UnixLines<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if buffer.is_empty() || self.is_done {
            return Ok(0);
        }
        loop {
            let length = self.inner.read(buffer)?;
            if length == 0 {
                self.is_done = true;
                if self.last == b'\n' {
                    return Ok(0);
                }
                buffer[0] = b'\n';
                return Ok(1);
            }
            self.quotes.add(&buffer[..length]);
            let length = self.unify(&mut buffer[..length]);
            // A lone LF after a CR leaves nothing, which is not the end.
            if length > 0 {
                self.last = buffer[length - 1];
                return Ok(length);
            }
        }
    }
}

impl<R> UnixLines<R> {
    /// Unifies line ends in place, and says how many bytes are left.
    fn unify(&mut self, bytes: &mut [u8]) -> usize {
        if !self.after_cr && !bytes.contains(&b'\r') {
            return bytes.len();
        }
        let mut kept = 0;
        for index in 0..bytes.len() {
            let byte = bytes[index];
            let follows_cr = std::mem::replace(&mut self.after_cr, byte == b'\r');
            if byte == b'\n' && follows_cr {
                continue;
            }
            bytes[kept] = if byte == b'\r' { b'\n' } else { byte };
            kept += 1;
        }
        kept
    }
}

/// The line that a record begins on. `after` is the line the reader has come to, which does not
/// count blank lines before the record as the record's own position does.
pub fn first_line(after: u64, record: &StringRecord) -> u64 {
    let inside: usize = record.iter().map(|cell| cell.matches('\n').count()).sum();
    after.saturating_sub(inside as u64 + 1)
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
        UnixLines::new(Slow(text.as_bytes(), chunk), QuoteCount::default())
            .read_to_string(&mut found)
            .unwrap();
        found
    }

    #[test]
    fn line_ends_become_one_kind_however_the_bytes_arrive() {
        for chunk in [1, 2, 3, 100] {
            assert_eq!(unified("a\r\nb\rc\n\r\nd", chunk), "a\nb\nc\n\nd\n");
            assert_eq!(unified("", chunk), "");
            assert_eq!(unified("\r\n", chunk), "\n");
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
                .from_reader(UnixLines::new(text.as_bytes(), QuoteCount::default()));
            let mut record = StringRecord::new();
            let mut lines = Vec::new();
            while reader.read_record(&mut record).unwrap() {
                lines.push(first_line(reader.position().line(), &record));
            }
            assert_eq!(lines, [1, 2, 4, 5, 7], "{text:?}");
        }
    }
}
