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
}

/// The name of a run of tokens, from the name of what comes before its last and of the last.
pub fn join(before: u64, last: u64) -> u64 {
    (before.rotate_left(23) ^ last).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// FNV-1a, 64 bits (Fowler, Noll and Vo).
fn name(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Blank,
    Letter,
    Apostrophe,
    Sign,
    Symbol,
}

/// Cuts a normal form. A run of ASCII signs is one sign; any other sign is one of its own, so that
/// emoji stand alone. A hyphen, slash or asterisk inside a word parts it as a blank does.
pub fn cut(normal: &str, out: &mut Vec<Token>) {
    out.clear();
    let bytes = normal.as_bytes();
    let mut at = 0;
    let mut after_letter = false;
    while at < bytes.len() {
        let start = at;
        let (kind, length) = kind_at(normal, at);
        at += length;
        if matches!(kind, Kind::Letter | Kind::Sign) {
            at += run_of(kind, normal, at);
        }
        let parts =
            kind == Kind::Sign && after_letter && matches!(bytes[start..at], [b'-' | b'/' | b'*']);
        let is_inside = parts && at < bytes.len() && kind_at(normal, at).0 == Kind::Letter;
        after_letter = kind == Kind::Letter;
        if kind != Kind::Blank && !is_inside {
            let stops = kind == Kind::Sign && b".,;:!?()".contains(&bytes[start]);
            out.push(Token { name: name(&bytes[start..at]), start, end: at, stops });
        }
    }
}

/// How many bytes from here on belong to a run of one kind. Words hold apostrophes.
fn run_of(kind: Kind, text: &str, from: usize) -> usize {
    let mut at = from;
    while at < text.len() {
        let (next, length) = kind_at(text, at);
        if next != kind && !(kind == Kind::Letter && next == Kind::Apostrophe) {
            break;
        }
        at += length;
    }
    at - from
}

fn kind_at(text: &str, at: usize) -> (Kind, usize) {
    let kind = match text.as_bytes()[at] {
        b' ' => Kind::Blank,
        b'a'..=b'z' | b'0' => Kind::Letter,
        b'\'' => Kind::Apostrophe,
        byte if byte.is_ascii() => Kind::Sign,
        _ => {
            let c = text[at..].chars().next().unwrap_or(' ');
            let kind = if c.is_alphanumeric() { Kind::Letter } else { Kind::Symbol };
            return (kind, c.len_utf8());
        }
    };
    (kind, 1)
}

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
