//! Asks an authority to stamp the seals of reports with the time.

use std::fs;
use std::time::Duration;

use sha2::{Digest, Sha256};

use crate::error::Error;
use crate::evidence::seal::SEAL;
use crate::evidence::timestamp::{self, Nonce, QUERY_TYPE, STAMP};
use crate::job::Job;
use crate::model::hash::sha256;
use crate::store::{Stamping, Store};
use crate::{deliver, http};

/// How long an authority may take to answer.
const PATIENCE: Duration = Duration::from_secs(30);

/// A seal that has no time stamp yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unstamped {
    /// The report.
    pub report_id: String,
    /// Why.
    pub reason: String,
    /// Whether trying again may help.
    pub is_temporary: bool,
}

/// Has every seal stamped that is not yet: those that were left without.
pub(super) fn stamp(job: &Job, store: &mut Store) -> Result<Vec<Unstamped>, Error> {
    let Some(authority) = &job.authority else { return Ok(Vec::new()) };
    let trusted = timestamp::trusted(&authority.trusted)?;
    let due: Vec<(String, String)> = store
        .ledger
        .unstamped()
        .map(|issue| (issue.report_id.clone(), issue.folder.clone()))
        .collect();
    let mut left: Vec<Unstamped> = Vec::new();
    // Who does not answer once would not answer twice.
    let mut down: Option<String> = None;
    for (report_id, folder) in due {
        let folder = job.folder.join(folder);
        // One that is gone or was changed is for `verify` to tell.
        let Ok(seal) = fs::read(folder.join(SEAL)) else { continue };
        if store.ledger.seal(&report_id) != Some(sha256(&seal).as_str()) {
            continue;
        }
        let asked = match &down {
            Some(reason) => Err((reason.clone(), true)),
            None => reply(&authority.url, &seal, &trusted),
        };
        match asked {
            Ok((reply, stamped_at)) => {
                if let Err(error) = deliver::replace(&folder.join(STAMP), &reply) {
                    let reason = error.to_string();
                    left.push(Unstamped { report_id, reason, is_temporary: true });
                    continue;
                }
                let sha256 = sha256(&reply);
                store.ledger.add_stamping(Stamping {
                    at: job.now,
                    report_id,
                    sha256,
                    stamped_at,
                })?;
            }
            Err((reason, is_temporary)) => {
                if is_temporary {
                    down.get_or_insert(reason.clone());
                }
                left.push(Unstamped { report_id, reason, is_temporary });
            }
        }
    }
    Ok(left)
}

type Reply = (Vec<u8>, chrono::DateTime<chrono::Utc>);

/// The reply on a seal and the instant it names; else why there is none, and whether that may pass.
fn reply(
    url: &str,
    seal: &[u8],
    trusted: &[rustls_pki_types::CertificateDer<'_>],
) -> Result<Reply, (String, bool)> {
    let hash: [u8; 32] = Sha256::digest(seal).into();
    let mut nonce = Nonce::default();
    getrandom::fill(&mut nonce).map_err(|error| (error.to_string(), true))?;
    let query = timestamp::query(&hash, nonce);
    let reply =
        http::post(url, QUERY_TYPE, &query, PATIENCE).map_err(|error| (error.to_string(), true))?;
    let stamped_at = timestamp::check(&reply, &hash, Some(nonce), trusted)
        .map_err(|what| (format!("the authority's reply does not count: {what}"), false))?;
    Ok((reply, stamped_at))
}
