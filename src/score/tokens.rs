//! Cuts normal forms into words and signs, and names them.

/// One word, or one sign that stands for itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Its name, a hash of its bytes.
    pub name: u64,
    /// Its first byte in the normal form.
    pub start: usize,
    /// The byte after its last.
    pub end: usize,
    /// Whether a negation reaches no further than this: a sign that parts sentences.
    pub stops: bool,
    /// Whether a negation reaches it.
    pub is_denied: bool,
}

/// The name of a run of tokens, from the name of what comes before its last and of the last.
#[inline]
pub fn join(before: u64, last: u64) -> u64 {
    (before.rotate_left(23) ^ last).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// FNV-1a, 64 bits (Fowler, Noll and Vo): where it begins, and one byte more.
const FNV: u64 = 0xcbf2_9ce4_8422_2325;

#[inline]
fn with(name: u64, byte: u8) -> u64 {
    (name ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Blank,
    Letter,
    Apostrophe,
    Sign,
    Symbol,
}

/// Cuts a normal form. Words hold apostrophes; a run of ASCII signs is one sign; any other sign is
/// one of its own, so that emoji stand alone. A hyphen, slash or asterisk inside a word parts it as a
/// blank does.
pub fn cut(normal: &str, out: &mut Vec<Token>) {
    out.clear();
    let bytes = normal.as_bytes();
    let mut at = 0;
    let mut after_letter = false;
    while at < bytes.len() {
        let start = at;
        let kind = kind_at(normal, at);
        let (name, end) = match kind {
            Kind::Blank => {
                at += 1;
                after_letter = false;
                continue;
            }
            Kind::Letter => take_word(normal, at),
            Kind::Sign => take_signs(bytes, at),
            Kind::Apostrophe | Kind::Symbol => take_character(normal, at),
        };
        at = end;
        let parts = after_letter && matches!(bytes[start..at], [b'-' | b'/' | b'*']);
        let is_inside = parts && at < bytes.len() && kind_at(normal, at) == Kind::Letter;
        after_letter = kind == Kind::Letter;
        if !is_inside {
            let stops = kind == Kind::Sign && b".,;:!?()".contains(&bytes[start]);
            out.push(Token { name, start, end: at, stops, is_denied: false });
        }
    }
}

/// The name of the word that stands here, and the byte behind it.
#[inline]
fn take_word(text: &str, from: usize) -> (u64, usize) {
    let bytes = text.as_bytes();
    let (mut name, mut at) = (FNV, from);
    while let Some(byte) = bytes.get(at) {
        match KINDS[usize::from(*byte)] {
            Kind::Letter | Kind::Apostrophe => (name, at) = (with(name, *byte), at + 1),
            Kind::Symbol if kind_at(text, at) == Kind::Letter => {
                let (character, end) = take_character(text, at);
                (name, at) = (character.rotate_left(7) ^ name, end);
            }
            _ => break,
        }
    }
    (name, at)
}

/// The name of the run of signs that stands here, and the byte behind it.
#[inline]
fn take_signs(bytes: &[u8], from: usize) -> (u64, usize) {
    let length =
        bytes[from..].iter().take_while(|byte| KINDS[usize::from(**byte)] == Kind::Sign).count();
    (name_of(&bytes[from..from + length]), from + length)
}

/// The name of the character that stands here, and the byte behind it.
#[inline]
fn take_character(text: &str, from: usize) -> (u64, usize) {
    let end = text.ceil_char_boundary(from + 1);
    (name_of(&text.as_bytes()[from..end]), end)
}

#[inline]
fn name_of(bytes: &[u8]) -> u64 {
    bytes.iter().fold(FNV, |name, byte| with(name, *byte))
}

#[inline]
fn kind_at(text: &str, at: usize) -> Kind {
    match KINDS[usize::from(text.as_bytes()[at])] {
        Kind::Symbol if text[at..].starts_with(char::is_alphanumeric) => Kind::Letter,
        kind => kind,
    }
}

/// The kind of each byte of ASCII in a normal form; the others begin a character that is longer.
const KINDS: [Kind; 256] = {
    let mut table = [Kind::Symbol; 256];
    let mut byte = 0_u8;
    while byte < 0x80 {
        table[byte as usize] = match byte {
            b' ' => Kind::Blank,
            b'a'..=b'z' | b'0' => Kind::Letter,
            b'\'' => Kind::Apostrophe,
            _ => Kind::Sign,
        };
        byte += 1;
    }
    table
};

#[cfg(test)]
mod tests {
    use super::*;

    fn words(normal: &str) -> Vec<&str> {
        let mut tokens = Vec::new();
        cut(normal, &mut tokens);
        tokens.iter().map(|token| &normal[token.start..token.end]).collect()
    }

    #[test]
    fn words_hold_their_apostrophes_and_signs_stand_apart() {
        assert_eq!(words("don't buy!! :-) ok"), ["don't", "buy", "!!", ":-)", "ok"]);
    }

    #[test]
    fn emoji_stand_alone() {
        assert_eq!(words("wat een dag😡😡"), ["wat", "een", "dag", "😡", "😡"]);
    }

    #[test]
    fn a_hyphen_inside_a_word_is_a_blank() {
        assert_eq!(
            words("tone-deaf and/or f*ck - no"),
            ["tone", "deaf", "and", "or", "f", "ck", "-", "no"]
        );
    }
}
