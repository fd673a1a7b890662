//! Names that stand for the people who write: the same for the same account, and nobody who lacks the
//! key can tell whose.

use data_encoding::{BASE32_NOPAD, HEXLOWER_PERMISSIVE};
use hmac::{Hmac, Mac};
use sha2_of_hmac::Sha256;

/// How many bytes of the code a pseudonym has: among a thousand million authors two would share one
/// with a chance of less than one in a million.
const BYTES: usize = 10;

/// How many bytes a key has.
pub const KEY_BYTES: usize = 32;

/// Makes pseudonyms by HMAC-SHA256 (RFC 2104) under one key.
#[derive(Clone)]
pub struct Pseudonyms {
    key: [u8; KEY_BYTES],
    /// The code with the key worked in, which costs as much as the rest.
    begun: Hmac<Sha256>,
}

impl PartialEq for Pseudonyms {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key
    }
}

impl Pseudonyms {
    /// Pseudonyms under a key.
    pub fn new(key: [u8; KEY_BYTES]) -> Self {
        let begun = Hmac::new_from_slice(&key).expect("a key may have any length");
        Self { key, begun }
    }

    /// Reads a key as its file has it, in hex.
    pub fn read(text: &str) -> Option<Self> {
        let bytes = HEXLOWER_PERMISSIVE.decode(text.trim().as_bytes()).ok()?;
        Some(Self::new(bytes.try_into().ok()?))
    }

    /// The key as its file has it.
    pub fn written(&self) -> String {
        HEXLOWER_PERMISSIVE.encode(&self.key) + "\n"
    }

    /// The name that stands for an account of a platform.
    pub fn of(&self, platform: &str, author: &str) -> String {
        let mut code = self.begun.clone();
        code.update(platform.as_bytes());
        code.update(&[0]);
        code.update(author.trim().as_bytes());
        let code = code.finalize().into_bytes();
        format!("A-{}", BASE32_NOPAD.encode(&code[..BYTES]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_account_has_one_name_under_one_key() {
        let pseudonyms = Pseudonyms::new([7; KEY_BYTES]);
        let name = pseudonyms.of("x", "teacup_otter");
        assert_eq!(name, pseudonyms.of("x", " teacup_otter "));
        assert_eq!(name.len(), 18);
        assert_ne!(name, pseudonyms.of("forum", "teacup_otter"));
        assert_ne!(name, pseudonyms.of("xt", "eacup_otter"));
        assert_ne!(name, Pseudonyms::new([8; KEY_BYTES]).of("x", "teacup_otter"));
    }

    #[test]
    fn a_key_reads_back_and_what_is_none_does_not() {
        let pseudonyms = Pseudonyms::new([0xab; KEY_BYTES]);
        assert!(Pseudonyms::read(&pseudonyms.written()) == Some(pseudonyms));
        assert!(Pseudonyms::read("abcd").is_none() && Pseudonyms::read("no hex").is_none());
    }

    /// Test case 2 of RFC 4231, so that others can make the same names.
    #[test]
    fn the_code_is_that_of_the_standard() {
        let mut code = Hmac::<Sha256>::new_from_slice(b"Jefe").unwrap();
        code.update(b"what do ya want for nothing?");
        assert_eq!(
            HEXLOWER_PERMISSIVE.encode(&code.finalize().into_bytes()),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        );
    }
}
