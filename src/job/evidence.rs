//! Who is asked over the web: the authority for time stamps, and whoever watches over the runs.

use std::path::{Path, PathBuf};

use super::{Error, bad};
use crate::config::EvidenceConfig;

/// An authority that stamps seals with the time.
pub struct Authority {
    /// Where it is asked.
    pub url: String,
    /// The certificates that its replies have to lead to, in PEM.
    pub trusted: PathBuf,
}

/// Who stamps seals with the time; there has to be a seal, and somebody to trust.
pub(super) fn authority(
    config: &EvidenceConfig,
    folder: &Path,
) -> Result<Option<Authority>, Error> {
    let place = "[evidence] timestamp_url";
    let asked = config.timestamp_url.as_deref();
    let Some(url) = checked_url(place, asked)? else { return Ok(None) };
    if config.seal_key.is_none() {
        let hint = "a time stamp is put on a seal: `init --key` makes a `seal_key`".to_owned();
        return Err(bad(place, "`timestamp_url` without a `seal_key`", Some(hint)));
    }
    let Some(trusted) = &config.timestamp_ca else {
        let hint = "name the certificates, in PEM, that its replies have to lead to".to_owned();
        return Err(bad(place, "`timestamp_url` without a `timestamp_ca`", Some(hint)));
    };
    Ok(Some(Authority { url, trusted: folder.join(trusted) }))
}

/// An address that is one of the web.
pub(super) fn checked_url(place: &str, url: Option<&str>) -> Result<Option<String>, Error> {
    let is_web =
        |url: &str| url::Url::parse(url).is_ok_and(|url| matches!(url.scheme(), "http" | "https"));
    match url {
        Some(url) if !is_web(url) => {
            let hint = "write it with http:// or https://".to_owned();
            Err(bad(place, "this is no address of the web", Some(hint)))
        }
        url => Ok(url.map(str::to_owned)),
    }
}
