//! The form of a text that every score is read from.
//!
//! Compatibility forms folded (NFKC), lower case, no addresses, names of accounts all one token,
//! every digit a zero, and no character more than twice in a row: what says how a text feels stays,
//! what makes two writers of one feeling differ goes.

use icu_normalizer::ComposingNormalizerBorrowed;

const NFKC: ComposingNormalizerBorrowed<'static> = ComposingNormalizerBorrowed::new_nfkc();

/// What stands for the name of an account.
pub const ACCOUNT: char = '@';

/// How often a character may follow itself.
const LONGEST_RUN: u8 = 2;

/// A character of a text becomes at most so many times as many bytes.
const MOST_GROWTH: usize = 3;

/// Writes texts in their normal form. One is kept per thread and lends its room to text after text.
#[derive(Default)]
pub struct Normalizer {
    compatible: String,
    room: Vec<u8>,
    length: usize,
}

impl Normalizer {
    /// The normal form that was made last.
    pub fn normal(&self) -> &str {
        // Whole characters were written, and nothing else.
        str::from_utf8(&self.room[..self.length]).unwrap_or_default()
    }

    /// Makes the normal form of a text.
    pub fn normalize(&mut self, text: &str) -> &str {
        let text = if text.is_ascii() || NFKC.split_normalized(text).1.is_empty() {
            text
        } else {
            self.compatible.clear();
            // Writing into a string cannot fail.
            let _ = NFKC.normalize_to(text, &mut self.compatible);
            &self.compatible
        };
        let most = MOST_GROWTH * text.len() + 4;
        if self.room.len() < most {
            self.room.resize(most, 0);
        }
        self.length = write(text, &mut self.room);
        self.normal()
    }
}

/// Writes the normal form of a text whose compatibility forms are folded; its length in bytes.
fn write(text: &str, out: &mut [u8]) -> usize {
    let bytes = text.as_bytes();
    let mut pen = Pen { length: 0, last: ' ', run: 1 };
    let mut at = 0;
    while at < bytes.len() {
        let plain = PLAIN[usize::from(bytes[at])];
        if plain < SPECIAL {
            pen = pen.put_byte(plain, out);
            at += 1;
        } else if plain == OTHER {
            let Some(c) = text[at..].chars().next() else { break };
            pen = pen.fold(c, out);
            at += c.len_utf8();
        } else {
            let (length, instead) = special(bytes, at);
            pen = pen.put(instead, out);
            at += length;
        }
    }
    pen.length
}

/// What stands for a byte with which an address, an account or a heart may begin, and for how many
/// bytes.
fn special(bytes: &[u8], at: usize) -> (usize, char) {
    let byte = bytes[at].to_ascii_lowercase();
    let begins = at == 0 || !bytes[at - 1].is_ascii_alphanumeric();
    let (length, instead) = match byte {
        b'@' if begins => (account(&bytes[at..]), ACCOUNT),
        b'<' if bytes[at..].starts_with(b"<3") => (2, '♥'),
        b'h' | b'w' if begins => (address(&bytes[at..]), ' '),
        _ => (0, ' '),
    };
    if length > 0 { (length, instead) } else { (1, char::from(byte)) }
}

/// Where the next character goes, and what stands before it. It is handed on by value, so that the
/// loop over a text keeps it in registers.
#[derive(Clone, Copy)]
struct Pen {
    length: usize,
    last: char,
    run: u8,
}

impl Pen {
    fn fold(self, c: char, out: &mut [u8]) -> Self {
        match c {
            '’' | '‘' => self.put_byte(b'\'', out),
            '“' | '”' => self.put_byte(b'"', out),
            // What joins and colors emoji.
            '\u{200b}'..='\u{200f}' | '\u{fe00}'..='\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}' => self,
            // Most of what is not ASCII, and it has no case.
            '\u{3041}'..='\u{9fff}' => self.put(c, out),
            _ if c.is_whitespace() => self.put_byte(b' ', out),
            _ => c.to_lowercase().fold(self, |pen, lower| pen.put(lower, out)),
        }
    }

    fn put(self, c: char, out: &mut [u8]) -> Self {
        let (mut pen, may_stand) = self.then(c);
        if may_stand {
            pen.length += c.encode_utf8(&mut out[pen.length..]).len();
        }
        pen
    }

    #[inline]
    fn put_byte(self, byte: u8, out: &mut [u8]) -> Self {
        let (mut pen, may_stand) = self.then(char::from(byte));
        if may_stand {
            out[pen.length] = byte;
            pen.length += 1;
        }
        pen
    }

    /// With a character behind the last, and whether it may stand there: of blanks one may, and none
    /// at the beginning.
    #[inline]
    fn then(self, c: char) -> (Self, bool) {
        if c != self.last {
            return (Self { last: c, run: 1, ..self }, true);
        }
        let run = self.run.saturating_add(1);
        (Self { run, ..self }, c != ' ' && run <= LONGEST_RUN)
    }
}

/// From this on, what the table has of a byte says that it wants a closer look.
const SPECIAL: u8 = 0x80;

/// Stands in the table for bytes that are no ASCII.
const OTHER: u8 = 0xff;

/// Each byte of ASCII as it is read: lower case, digits as zeros, what cannot be seen as a blank.
const PLAIN: [u8; 256] = {
    let mut table = [OTHER; 256];
    let mut byte = 0_u8;
    while byte < 0x80 {
        table[byte as usize] = match byte {
            b'0'..=b'9' => b'0',
            b'h' | b'H' | b'w' | b'W' | b'@' | b'<' => SPECIAL,
            b'!'..=b'~' => byte.to_ascii_lowercase(),
            _ => b' ',
        };
        byte += 1;
    }
    table
};

/// How many bytes the web address has that a text begins with.
fn address(text: &[u8]) -> usize {
    let begins =
        |with: &[u8]| text.get(..with.len()).is_some_and(|head| head.eq_ignore_ascii_case(with));
    if begins(b"http://") || begins(b"https://") || begins(b"www.") {
        text.iter().take_while(|byte| byte.is_ascii_graphic()).count()
    } else {
        0
    }
}

/// How many bytes the name of an account has that a text begins with, its sign included.
fn account(text: &[u8]) -> usize {
    let is_name = |byte: &&u8| byte.is_ascii_alphanumeric() || **byte == b'_';
    match text[1..].iter().take_while(is_name).count() {
        0 => 0,
        length => 1 + length,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn normal(text: &str) -> String {
        Normalizer::default().normalize(text).to_owned()
    }

    #[test]
    fn what_two_writers_write_differently_is_one() {
        assert_eq!(normal("  ＳＯ   Gooood!!!!\n"), "so good!! ");
        assert_eq!(normal("ﾋﾄﾞｲｗｗｗｗ"), "ヒドイww");
        assert_eq!(normal("I don’t <3 “it”"), "i don't ♥ \"it\"");
    }

    #[test]
    fn addresses_go_and_accounts_are_one() {
        assert_eq!(normal("see https://t.co/Ab1 ok"), "see ok");
        assert_eq!(normal("見てhttps://t.co/Ab1。WWW.example.org/x"), "見て 。 ");
        assert_eq!(normal("@Some_One no! a@b.nl @"), "@ no! a@b.nl @");
    }

    #[test]
    fn digits_are_zeros_and_emoji_lose_their_color() {
        assert_eq!(normal("wait 4711 min 👍🏽👩‍🦰"), "wait 00 min 👍👩🦰");
    }
}
