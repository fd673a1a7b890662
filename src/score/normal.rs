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

/// Writes texts in their normal form. One is kept per thread and lends its room to text after text.
#[derive(Default)]
pub struct Normalizer {
    compatible: String,
    normal: String,
}

impl Normalizer {
    /// The normal form that was made last.
    pub fn normal(&self) -> &str {
        &self.normal
    }

    /// Makes the normal form of a text.
    pub fn normalize(&mut self, text: &str) -> &str {
        self.normal.clear();
        let mut writer = Writer { out: &mut self.normal, last: ' ', run: 0 };
        let (same, rest) = NFKC.split_normalized(text);
        if rest.is_empty() {
            writer.write(same);
        } else {
            self.compatible.clear();
            // Writing into a string cannot fail.
            let _ = NFKC.normalize_to(text, &mut self.compatible);
            writer.write(&self.compatible);
        }
        &self.normal
    }
}

struct Writer<'a> {
    out: &'a mut String,
    last: char,
    run: u8,
}

impl Writer<'_> {
    fn write(&mut self, text: &str) {
        let bytes = text.as_bytes();
        let mut at = 0;
        while let Some(byte) = bytes.get(at) {
            let begins = at == 0 || !bytes[at - 1].is_ascii_alphanumeric();
            let (skipped, instead) = match byte {
                b'h' | b'H' | b'w' | b'W' if begins => (address(&bytes[at..]), ' '),
                b'@' if begins => (account(&bytes[at..]), ACCOUNT),
                b'<' if bytes[at..].starts_with(b"<3") => (2, '♥'),
                _ => (0, ' '),
            };
            if skipped > 0 {
                self.push(instead);
                at += skipped;
            } else if byte.is_ascii() {
                self.push(plain(*byte));
                at += 1;
            } else {
                let Some(c) = text[at..].chars().next() else { break };
                self.fold(c);
                at += c.len_utf8();
            }
        }
    }

    fn fold(&mut self, c: char) {
        match c {
            '’' | '‘' => self.push('\''),
            '“' | '”' => self.push('"'),
            // What joins and colors emoji.
            '\u{200b}'..='\u{200f}' | '\u{fe00}'..='\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}' => {}
            _ if c.is_whitespace() => self.push(' '),
            _ => c.to_lowercase().for_each(|lower| self.push(lower)),
        }
    }

    fn push(&mut self, c: char) {
        self.run = if c == self.last { self.run.saturating_add(1) } else { 1 };
        self.last = c;
        let longest = if c == ' ' { 1 } else { LONGEST_RUN };
        if self.run <= longest && !(c == ' ' && self.out.is_empty()) {
            self.out.push(c);
        }
    }
}

/// A byte of ASCII as it is read.
fn plain(byte: u8) -> char {
    match byte {
        b'0'..=b'9' => '0',
        b'!'..=b'~' => char::from(byte.to_ascii_lowercase()),
        _ => ' ',
    }
}

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
