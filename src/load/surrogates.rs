//! JSON in which an escape stands for half a character. Tools that cut texts at so many UTF-16 units
//! write it, and no text can hold it. It becomes the sign for what could not be decoded, which the
//! rows count.

use std::io::{self, Read};

/// How long the escape of a unit is: `\u3042`.
const ESCAPE: usize = 6;

/// How long the two escapes are that together stand for one character: `\ud83d\ude00`.
const PAIR: usize = 2 * ESCAPE;

/// Gives the bytes of JSON text without halves.
pub(super) struct Paired<R> {
    inner: R,
    buffer: Vec<u8>,
    /// How much of the buffer was given out.
    given: usize,
    /// How much of it is mended.
    mended: usize,
    /// How much of it was read.
    filled: usize,
    is_at_end: bool,
}

impl<R: Read> Paired<R> {
    /// Reads from `inner`.
    pub(super) fn new(inner: R) -> Self {
        let buffer = vec![0; 1 << 16];
        Self { inner, buffer, given: 0, mended: 0, filled: 0, is_at_end: false }
    }

    /// Reads on behind what is not mended yet.
    fn fill(&mut self) -> io::Result<()> {
        self.buffer.copy_within(self.mended..self.filled, 0);
        self.filled -= self.mended;
        (self.given, self.mended) = (0, 0);
        let length = self.inner.read(&mut self.buffer[self.filled..])?;
        self.filled += length;
        self.is_at_end = length == 0;
        self.mended = mend(&mut self.buffer[..self.filled], self.is_at_end);
        Ok(())
    }
}

impl<R: Read> Read for Paired<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.given == self.mended && !self.is_at_end {
            self.fill()?;
        }
        let ready = &self.buffer[self.given..self.mended];
        let length = ready.len().min(buffer.len());
        buffer[..length].copy_from_slice(&ready[..length]);
        self.given += length;
        Ok(length)
    }
}

/// Mends a text in place, as far as it can be told where the text goes on; how far that is.
pub(super) fn mend(text: &mut [u8], is_whole: bool) -> usize {
    let mut at = 0;
    while let Some(ahead) = text[at..].iter().position(|byte| *byte == b'\\') {
        at += ahead;
        if !is_whole && text.len() - at < PAIR {
            return at;
        }
        at += match unit(&text[at..]) {
            Some(0xd800..=0xdbff) if is_second_half(&text[at + ESCAPE..]) => PAIR,
            Some(0xd800..=0xdfff) => {
                text[at..at + ESCAPE].copy_from_slice(br"\ufffd");
                ESCAPE
            }
            // What follows a backslash belongs to it, and may be another one.
            _ => 2,
        };
        at = at.min(text.len());
    }
    text.len()
}

fn is_second_half(text: &[u8]) -> bool {
    matches!(unit(text), Some(0xdc00..=0xdfff))
}

/// The UTF-16 unit that the escape at the start of a text stands for.
fn unit(text: &[u8]) -> Option<u32> {
    let digits = text.strip_prefix(br"\u")?.get(..4)?;
    digits.iter().try_fold(0, |unit, digit| Some(unit * 16 + char::from(*digit).to_digit(16)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives so many bytes at a time.
    struct Slow<'a>(&'a [u8], usize);

    impl Read for Slow<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let length = self.1.min(self.0.len()).min(buffer.len());
            buffer[..length].copy_from_slice(&self.0[..length]);
            self.0 = &self.0[length..];
            Ok(length)
        }
    }

    #[test]
    fn halves_are_mended_and_pairs_are_not_however_the_bytes_arrive() {
        for (text, expected) in [
            (r#""a\ud83d""#, r#""a\ufffd""#),
            (r#""\uDE00b""#, r#""\ufffdb""#),
            (r#""\ud83d\ude00""#, r#""\ud83d\ude00""#),
            (r#""\ud83d\ud83d\ude00\ude00""#, r#""\ufffd\ud83d\ude00\ufffd""#),
            (r#""\ud83d\n\ude00""#, r#""\ufffd\n\ufffd""#),
            (r#""\ud83d\u0041""#, r#""\ufffd\u0041""#),
            // Text that speaks of escapes.
            (r#""\\ud83d""#, r#""\\ud83d""#),
            (r#""\\\ud83d""#, r#""\\\ufffd""#),
            (r#""\ud83d\\ude00""#, r#""\ufffd\\ude00""#),
            // What is no escape is not ours to judge.
            (r#""\ud83""#, r#""\ud83""#),
            (r#""\ud8zz\ude00""#, r#""\ud8zz\ufffd""#),
            (r"\ud83d", r"\ufffd"),
            (r"\ud83d\ude", r"\ufffd\ude"),
            (r"a\", r"a\"),
            ("日本 😀", "日本 😀"),
            ("", ""),
        ] {
            for chunk in 1..=text.len() + 1 {
                for room in [1, 5, 100] {
                    let mut paired = Paired::new(Slow(text.as_bytes(), chunk));
                    let mut buffer = vec![0; room];
                    let mut found = Vec::new();
                    loop {
                        match paired.read(&mut buffer).unwrap() {
                            0 => break,
                            length => found.extend_from_slice(&buffer[..length]),
                        }
                    }
                    assert_eq!(String::from_utf8(found).unwrap(), expected, "{chunk}, {room}");
                }
            }
        }
    }

    #[test]
    fn an_escape_at_any_place_of_a_long_text_is_seen() {
        for before in (1 << 16) - 14..(1 << 16) + 2 {
            let text = "x".repeat(before) + r"\ud83d\ude00\ud83d!";
            let mut found = String::new();
            Paired::new(text.as_bytes()).read_to_string(&mut found).unwrap();
            assert_eq!(&found[before..], r"\ud83d\ude00\ufffd!", "{before}");
        }
    }
}
