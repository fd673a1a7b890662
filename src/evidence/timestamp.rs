//! Time stamps of RFC 3161: an authority's word that some bytes were there at an instant.
//!
//! A reply counts if it answers this very query, its signature is that of a certificate for time stamps
//! and for nothing else, and that certificate leads to one that is trusted.

use std::path::Path;

use chrono::{DateTime, NaiveDateTime, Utc};
use der::{Reader, SliceReader};
use rustls_pki_types::pem::PemObject;
use rustls_pki_types::{CertificateDer, SignatureVerificationAlgorithm, TrustAnchor, UnixTime};
use sha2::{Digest, Sha256, Sha384, Sha512};
use webpki::{EndEntityCert, KeyUsage, ring};

use super::Error;

/// The file of a report's folder that holds the reply to a query about its seal.
pub const STAMP: &str = "seal.json.tsr";

/// What a query is called on the way.
pub const QUERY_TYPE: &str = "application/timestamp-query";

/// How many random bytes tell a reply to this query from one to another.
const NONCE_BYTES: usize = 8;

/// A random number that a reply has to repeat.
pub type Nonce = [u8; NONCE_BYTES];

// The names of things, as DER writes them.
const SHA256: &[u8] = &[0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01];
const SHA384: &[u8] = &[0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x02];
const SHA512: &[u8] = &[0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x03];
const SIGNED_DATA: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x02];
const CONTENT_TYPE: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x03];
const MESSAGE_DIGEST: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x04];
const TST_INFO: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x10, 0x01, 0x04];
const SIGNING_CERTIFICATE: &[u8] =
    &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x10, 0x02, 0x0c];
const SIGNING_CERTIFICATE_V2: &[u8] =
    &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x10, 0x02, 0x2f];
const EXTENDED_KEY_USAGE: &[u8] = &[0x55, 0x1d, 0x25];
const TIME_STAMPING: &[u8] = &[0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x03, 0x08];

// The tags of DER that are met here.
const BOOLEAN: u8 = 0x01;
const INTEGER: u8 = 0x02;
const OCTETS: u8 = 0x04;
const NULL: u8 = 0x05;
const NAME: u8 = 0x06;
const UTF8: u8 = 0x0c;
const TIME: u8 = 0x18;
const SEQUENCE: u8 = 0x30;
const SET: u8 = 0x31;
const FIELD_0: u8 = 0xa0;
const FIELD_3: u8 = 0xa3;

/// The signatures that may stand under a reply.
const SIGNATURES: &[&dyn SignatureVerificationAlgorithm] = &[
    ring::ECDSA_P256_SHA256,
    ring::ECDSA_P256_SHA384,
    ring::ECDSA_P384_SHA256,
    ring::ECDSA_P384_SHA384,
    ring::ED25519,
    ring::RSA_PKCS1_2048_8192_SHA256,
    ring::RSA_PKCS1_2048_8192_SHA384,
    ring::RSA_PKCS1_2048_8192_SHA512,
    ring::RSA_PSS_2048_8192_SHA256_LEGACY_KEY,
    ring::RSA_PSS_2048_8192_SHA384_LEGACY_KEY,
    ring::RSA_PSS_2048_8192_SHA512_LEGACY_KEY,
];

/// The query about bytes with this SHA-256, whose reply holds the certificate.
pub fn query(sha256: &[u8; 32], nonce: Nonce) -> Vec<u8> {
    let algorithm = value(SEQUENCE, &[&value(NAME, &[SHA256]), &value(NULL, &[])]);
    let imprint = value(SEQUENCE, &[&algorithm, &value(OCTETS, &[sha256])]);
    let version = value(INTEGER, &[&[1]]);
    let wants_certificate = value(BOOLEAN, &[&[0xff]]);
    let nonce = value(INTEGER, &[&positive(nonce)]);
    value(SEQUENCE, &[&version, &imprint, &nonce, &wants_certificate])
}

/// A number as DER writes one that is not negative.
fn positive(nonce: Nonce) -> Vec<u8> {
    let first = nonce.iter().position(|byte| *byte != 0).unwrap_or(NONCE_BYTES - 1);
    let sign = (nonce[first] & 0x80 != 0).then_some(0);
    sign.into_iter().chain(nonce[first..].iter().copied()).collect()
}

/// A value whose content is shorter than 64 KiB.
fn value(tag: u8, parts: &[&[u8]]) -> Vec<u8> {
    let content = parts.concat();
    let length = u16::try_from(content.len()).expect("what is asked is short").to_be_bytes();
    let mut bytes = vec![tag];
    match length {
        [0, short @ 0..=0x7f] => bytes.push(short),
        [0, byte] => bytes.extend([0x81, byte]),
        [high, low] => bytes.extend([0x82, high, low]),
    }
    bytes.extend(content);
    bytes
}

/// The certificates that a reply may lead to, from a file in PEM.
pub fn trusted(path: &Path) -> Result<Vec<CertificateDer<'static>>, Error> {
    let wrong = || Error::NoCertificate { path: path.to_owned() };
    let bytes = std::fs::read(path).map_err(Error::disk("read", path))?;
    let found: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(&bytes).collect();
    let found = found.map_err(|_| wrong())?;
    if found.is_empty()
        || found.iter().any(|found| webpki::anchor_from_trusted_cert(found).is_err())
    {
        return Err(wrong());
    }
    Ok(found)
}

/// The instant that a reply names, if it is a reply on bytes with this SHA-256, to the query with this
/// nonce where one is given, and signed by whom it must be; else what is wrong with it.
pub fn check(
    reply: &[u8],
    sha256: &[u8; 32],
    nonce: Option<Nonce>,
    trusted: &[CertificateDer<'_>],
) -> Result<DateTime<Utc>, String> {
    let outer = only(fields(reply), SEQUENCE).ok_or("it is no reply of RFC 3161")?;
    let parts = fields(outer.content).ok_or("it is no reply of RFC 3161")?;
    let status = parts.first().and_then(|status| fields(status.content));
    let status = status.ok_or("it is no reply of RFC 3161")?;
    // Granted, with or without changes.
    if !matches!(status.first(), Some(Field { tag: INTEGER, content: [0 | 1], .. })) {
        let said: Vec<String> = status
            .iter()
            .filter(|part| part.tag == SEQUENCE)
            .flat_map(|texts| fields(texts.content).unwrap_or_default())
            .filter(|text| text.tag == UTF8)
            .map(|text| String::from_utf8_lossy(text.content).into_owned())
            .collect();
        return Err(format!("the authority refused: {}", said.join(", ")));
    }
    let token = parts.get(1).ok_or("it holds no token")?;
    let signed = Signed::read(token).ok_or("its token is no signed data of one signer")?;
    let stamped_at = signed.told(sha256, nonce)?;
    signed.check(stamped_at, trusted)?;
    Ok(stamped_at)
}

/// One value of DER.
#[derive(Debug, Clone, Copy)]
struct Field<'a> {
    tag: u8,
    content: &'a [u8],
    whole: &'a [u8],
}

/// The values that some bytes are made of.
fn fields(bytes: &[u8]) -> Option<Vec<Field<'_>>> {
    let mut reader = SliceReader::new(bytes).ok()?;
    let mut found = Vec::new();
    while !reader.is_finished() {
        let whole = reader.tlv_bytes().ok()?;
        let content = der::asn1::AnyRef::try_from(whole).ok()?.value();
        found.push(Field { tag: whole[0], content, whole });
    }
    Some(found)
}

fn only(found: Option<Vec<Field<'_>>>, tag: u8) -> Option<Field<'_>> {
    match found?.as_slice() {
        [field] if field.tag == tag => Some(*field),
        _ => None,
    }
}

/// The first value with a tag.
fn first<'a>(found: &[Field<'a>], tag: u8) -> Option<Field<'a>> {
    found.iter().copied().find(|field| field.tag == tag)
}

/// The name of an algorithm.
fn algorithm<'a>(field: &Field<'a>) -> Option<&'a [u8]> {
    Some(first(&fields(field.content)?, NAME)?.content)
}

fn digest(algorithm: &[u8], bytes: &[u8]) -> Option<Vec<u8>> {
    Some(match algorithm {
        SHA256 => Sha256::digest(bytes).to_vec(),
        SHA384 => Sha384::digest(bytes).to_vec(),
        SHA512 => Sha512::digest(bytes).to_vec(),
        _ => return None,
    })
}

/// What a token says, and who signed it.
struct Signed<'a> {
    info: &'a [u8],
    certificates: Vec<Field<'a>>,
    signer: Field<'a>,
    digest: &'a [u8],
    attributes: Field<'a>,
    signature: &'a [u8],
}

impl<'a> Signed<'a> {
    fn read(token: &Field<'a>) -> Option<Self> {
        let outer = fields(token.content)?;
        let data = outer.first().filter(|kind| kind.content == SIGNED_DATA).and(outer.get(1))?;
        let data = fields(only(fields(data.content), SEQUENCE)?.content)?;
        let held = fields(first(&data, SEQUENCE)?.content)?;
        let info = held.first().filter(|kind| kind.content == TST_INFO).and(held.get(1))?;
        let info = only(fields(info.content), OCTETS)?.content;
        let certificates = fields(first(&data, FIELD_0)?.content)?;
        // The first set holds the algorithms, the last one the signers.
        let signers = data.iter().rfind(|field| field.tag == SET)?;
        let parts = fields(only(fields(signers.content), SEQUENCE)?.content)?;
        let [_version, signer, used, attributes, _algorithm, signature, ..] = parts.as_slice()
        else {
            return None;
        };
        Some(Self {
            info,
            certificates,
            signer: *signer,
            digest: algorithm(used)?,
            attributes: Some(*attributes).filter(|field| field.tag == FIELD_0)?,
            signature: signature.content,
        })
    }

    /// The instant it names, where it is about these bytes and answers this query.
    fn told(&self, sha256: &[u8; 32], nonce: Option<Nonce>) -> Result<DateTime<Utc>, String> {
        let damaged = "its token is damaged";
        let info = only(fields(self.info), SEQUENCE).and_then(|info| fields(info.content));
        let info = info.ok_or(damaged)?;
        let imprint = first(&info, SEQUENCE).and_then(|imprint| fields(imprint.content));
        let imprint = imprint.ok_or(damaged)?;
        let is_of_bytes = match imprint.as_slice() {
            [used, hash] => algorithm(used) == Some(SHA256) && hash.content == sha256,
            _ => false,
        };
        if !is_of_bytes {
            return Err("it is about other bytes".to_owned());
        }
        // Of the numbers the first is the version, the second the serial number.
        let repeated = info.iter().filter(|field| field.tag == INTEGER).nth(2);
        if nonce.is_some_and(|nonce| {
            repeated.is_none_or(|repeated| repeated.content != positive(nonce))
        }) {
            return Err("it answers another query".to_owned());
        }
        let at = first(&info, TIME).and_then(|at| std::str::from_utf8(at.content).ok());
        let at = at.and_then(|at| NaiveDateTime::parse_from_str(at, "%Y%m%d%H%M%S%.fZ").ok());
        Ok(at.ok_or(damaged)?.and_utc())
    }

    /// The values of a signed attribute.
    fn attribute(&self, name: &[u8]) -> Option<Field<'a>> {
        fields(self.attributes.content)?.iter().find_map(|attribute| {
            let parts = fields(attribute.content)?;
            let is_it = parts.first()?.content == name;
            fields(parts.get(1).filter(|_| is_it)?.content)?.first().copied()
        })
    }

    fn check(
        &self,
        stamped_at: DateTime<Utc>,
        trusted: &[CertificateDer<'_>],
    ) -> Result<(), String> {
        let is_of_info = self.attribute(CONTENT_TYPE).is_some_and(|kind| kind.content == TST_INFO)
            && digest(self.digest, self.info).is_some_and(|digest| {
                self.attribute(MESSAGE_DIGEST).is_some_and(|told| told.content == digest)
            });
        if !is_of_info {
            return Err("its signature is not over what it says".to_owned());
        }
        let signer = self.certificates.iter().find(|found| self.is_signer(found).unwrap_or(false));
        let signer = signer.ok_or("the certificate of its signer is not in it")?;
        let certificate = CertificateDer::from(signer.whole);
        let entity = EndEntityCert::try_from(&certificate)
            .map_err(|_| "the certificate of its signer cannot be read")?;
        // What is signed are the attributes as a set of their own.
        let mut signed = self.attributes.whole.to_vec();
        signed[0] = SET;
        let is_signed = SIGNATURES
            .iter()
            .any(|kind| entity.verify_signature(*kind, &signed, self.signature).is_ok());
        if !is_signed {
            return Err("its signature is wrong".to_owned());
        }
        if !is_for_time_stamps(signer).unwrap_or(false) {
            return Err("its signer's certificate is not for time stamps alone".to_owned());
        }
        let anchors: Vec<TrustAnchor<'_>> = trusted
            .iter()
            .filter_map(|found| webpki::anchor_from_trusted_cert(found).ok())
            .collect();
        let between: Vec<CertificateDer<'_>> =
            self.certificates.iter().map(|found| CertificateDer::from(found.whole)).collect();
        let at = u64::try_from(stamped_at.timestamp()).unwrap_or_default();
        entity
            .verify_for_usage(
                SIGNATURES,
                &anchors,
                &between,
                UnixTime::since_unix_epoch(std::time::Duration::from_secs(at)),
                KeyUsage::required_if_present(TIME_STAMPING),
                None,
                None,
            )
            .map(drop)
            .map_err(|error| format!("its signer's certificate is not to be trusted: {error}"))
    }

    /// Whether a certificate is the one that the signature names.
    fn is_signer(&self, certificate: &Field<'_>) -> Option<bool> {
        let parts = to_be_signed(certificate)?;
        // Behind the version come the serial number, an algorithm, and the issuer.
        let at = usize::from(parts.first()?.tag == FIELD_0);
        let (serial, issuer) = (parts.get(at)?, parts.get(at + 2)?);
        let is_named = match fields(self.signer.content)?.as_slice() {
            [by, number] if self.signer.tag == SEQUENCE => {
                by.whole == issuer.whole && number.content == serial.content
            }
            // A name of the key, which only its owner could have used.
            _ => self.signer.tag != SEQUENCE,
        };
        Some(is_named && self.is_meant(certificate).unwrap_or(false))
    }

    /// Whether the signature is meant to be of this certificate, and of no other with the same key.
    fn is_meant(&self, certificate: &Field<'_>) -> Option<bool> {
        let Some(told) = self.attribute(SIGNING_CERTIFICATE_V2) else {
            // The older form has a hash that is no longer believed; that it is there is what counts.
            return Some(self.attribute(SIGNING_CERTIFICATE).is_some());
        };
        let ids = fields(fields(told.content)?.first()?.content)?;
        let id = fields(ids.first()?.content)?;
        let used = match id.first()?.tag {
            SEQUENCE => algorithm(id.first()?)?,
            _ => SHA256,
        };
        Some(first(&id, OCTETS)?.content == digest(used, certificate.whole)?)
    }
}

/// The parts of a certificate.
fn to_be_signed<'a>(certificate: &Field<'a>) -> Option<Vec<Field<'a>>> {
    fields(fields(certificate.content)?.first()?.content)
}

/// Whether a certificate may sign time stamps and nothing else, and says so in a way that cannot be
/// passed over (RFC 3161, section 2.3).
fn is_for_time_stamps(certificate: &Field<'_>) -> Option<bool> {
    let parts = to_be_signed(certificate)?;
    let extensions = fields(first(&parts, FIELD_3)?.content)?;
    let extensions = fields(extensions.first()?.content)?;
    let usage = extensions.iter().find_map(|extension| {
        let parts = fields(extension.content)?;
        (parts.first()?.content == EXTENDED_KEY_USAGE).then_some(parts)
    })?;
    let is_critical = first(&usage, BOOLEAN).is_some_and(|critical| critical.content == [0xff]);
    let purposes = fields(first(&usage, OCTETS)?.content)?;
    let purposes = fields(purposes.first()?.content)?;
    let is_alone = matches!(purposes.as_slice(), [purpose] if purpose.content == TIME_STAMPING);
    Some(is_critical && is_alone)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_is_written_as_rfc_3161_has_it() {
        let query = query(&[7; 32], [0x80, 1, 2, 3, 4, 5, 6, 7]);
        let parts = fields(only(fields(&query), SEQUENCE).unwrap().content).unwrap();
        let tags: Vec<u8> = parts.iter().map(|part| part.tag).collect();
        assert_eq!(tags, [INTEGER, SEQUENCE, INTEGER, BOOLEAN]);
        assert_eq!(parts[2].content, [0, 0x80, 1, 2, 3, 4, 5, 6, 7]);
        assert_eq!(positive([0; 8]), [0]);
        assert_eq!(positive([0, 0, 0, 0, 0, 0, 0x7f, 1]), [0x7f, 1]);
    }

    #[test]
    fn no_bytes_are_a_panic() {
        for reply in
            [&b""[..], b"\x30", b"\x30\x80", b"\x30\x82\x01\x00 this", b"\x30\x03\x02\x01\x00"]
        {
            assert!(check(reply, &[0; 32], None, &[]).is_err());
        }
    }
}
