//! A seal: a minisign signature over what was issued and where the ledger stood. It is the program's
//! act, and no person's signature.

use std::collections::BTreeMap;
use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};

use minisign::{KeyPair, PublicKey, PublicKeyBox, SecretKey, SecretKeyBox, SignatureBox};
use serde::{Deserialize, Serialize};

use super::Error;
use crate::model::files::is_open_to_others;

/// The sealed file of a report's folder.
pub const SEAL: &str = "seal.json";

/// Its signature.
pub const SIGNATURE: &str = "seal.json.minisig";

/// What is sealed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Seal {
    /// The report.
    pub report_id: String,
    /// SHA-256 of each of its files.
    pub files: BTreeMap<String, String>,
    /// How many lines the ledger had.
    pub ledger_lines: usize,
    /// The hash of the last of them.
    pub ledger_head: String,
}

impl Seal {
    /// The bytes that are signed.
    pub fn bytes(&self) -> Vec<u8> {
        let mut bytes = serde_json::to_vec_pretty(self).expect("a seal is plain data");
        bytes.push(b'\n');
        bytes
    }
}

/// The key that seals.
pub struct Key {
    secret: SecretKey,
    public: PublicKey,
}

/// A new key: the text of its secret part, without a password, for nobody is there to type one; and
/// of its public part.
pub fn new_key() -> Result<(String, String), Error> {
    let failed = |error: minisign::PError| Error::Key { message: error.to_string() };
    let pair = KeyPair::generate_unencrypted_keypair().map_err(failed)?;
    let secret = pair.sk.to_box(Some("recover-report seal key")).map_err(failed)?;
    let public = pair.pk.to_box().map_err(failed)?;
    Ok((secret.into_string(), public.into_string()))
}

impl Key {
    /// Reads a key that `init --key` or minisign made.
    pub fn read(path: &Path) -> Result<Self, Error> {
        let told = |what: &str| Error::Key { message: format!("{}: {what}", path.display()) };
        let text = fs::read_to_string(path).map_err(Error::disk("read", path))?;
        if is_open_to_others(path).map_err(Error::disk("read", path))? {
            return Err(Error::OpenKey { path: path.to_owned() });
        }
        let boxed = SecretKeyBox::from_string(&text).map_err(|_| told("is no minisign key"))?;
        let secret = boxed
            .into_unencrypted_secret_key()
            .map_err(|_| told("has a password, and nobody is there to type it"))?;
        let public =
            PublicKey::from_secret_key(&secret).map_err(|error| told(&error.to_string()))?;
        Ok(Self { secret, public })
    }

    /// The signature of some bytes, as minisign writes it.
    pub fn sign(&self, bytes: &[u8], comment: &str) -> Result<String, Error> {
        let signed = minisign::sign(
            Some(&self.public),
            &self.secret,
            Cursor::new(bytes),
            Some(comment),
            Some("signature of recover-report"),
        );
        Ok(signed.map_err(|error| Error::Key { message: error.to_string() })?.into_string())
    }

    /// Whether a signature of this key is one of these bytes.
    pub fn has_signed(&self, bytes: &[u8], signature: &str) -> bool {
        is_signed(&self.public, bytes, signature)
    }
}

/// Whether the key whose public part lies in a file has signed some bytes.
pub fn is_signed_by(public: &Path, bytes: &[u8], signature: &str) -> Result<bool, Error> {
    let text = fs::read_to_string(public).map_err(Error::disk("read", public))?;
    let told = || Error::Key { message: format!("{} is no public key", public.display()) };
    let key = PublicKeyBox::from_string(&text)
        .and_then(PublicKeyBox::into_public_key)
        .map_err(|_| told())?;
    Ok(is_signed(&key, bytes, signature))
}

fn is_signed(key: &PublicKey, bytes: &[u8], signature: &str) -> bool {
    SignatureBox::from_string(signature).is_ok_and(|signature| {
        minisign::verify(key, &signature, Cursor::new(bytes), true, false, false).is_ok()
    })
}

/// Where the public part of a key lies.
pub fn public_of(secret: &Path) -> PathBuf {
    let mut name = secret.file_name().unwrap_or_default().to_owned();
    name.push(".pub");
    secret.with_file_name(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_signed_is_known_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let (secret, public) = new_key().unwrap();
        let path = folder.path().join("seal.key");
        fs::write(&path, secret).unwrap();
        fs::write(public_of(&path), public).unwrap();
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
            assert!(matches!(Key::read(&path), Err(Error::OpenKey { .. })));
            fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
        }
        let key = Key::read(&path).unwrap();
        let signature = key.sign(b"report", "week 44").unwrap();
        assert!(key.has_signed(b"report", &signature) && !key.has_signed(b"Report", &signature));
        assert!(is_signed_by(&public_of(&path), b"report", &signature).unwrap());
        let reworded = signature.replace("week 44", "week 45");
        assert!(!key.has_signed(b"report", &reworded));
    }
}
