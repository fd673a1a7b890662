//! Gathers a report, its inputs, its config and its part of the ledger in a bag.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use chrono::SecondsFormat;

use crate::error::Error;
use crate::evidence::bag::{self, Content};
use crate::evidence::seal;
use crate::evidence::timestamp::STAMP;
use crate::evidence::{self, Error as EvidenceError};
use crate::job::Job;
use crate::model::hash::{copy_of, hash_of};
use crate::report::{Report, TOOL};
use crate::store::{Issue, Store};

/// Makes the bag of a report, named by its id or by one of its documents; where it is.
pub fn bundle(job: &Job, asked: &str, output: Option<&Path>) -> Result<PathBuf, Error> {
    let store = Store::open(&job.state, job.now)?;
    let issue =
        find(&store, asked).ok_or_else(|| EvidenceError::NoReport { asked: asked.to_owned() })?;
    let folder = job.folder.join(&issue.folder);
    let mut contents = BTreeMap::new();
    for name in issue.files.keys() {
        let path = folder.join(name);
        if !path.exists() {
            return Err(EvidenceError::Gone { path }.into());
        }
        contents.insert(format!("report/{name}"), Content::File(path));
    }
    let seals = [seal::SEAL, seal::SIGNATURE, STAMP].map(|name| folder.join(name));
    let public = job.seal_key.as_deref().map(seal::public_of);
    let trusted = job.authority.as_ref().map(|authority| authority.trusted.clone());
    let proofs = seals.into_iter().chain(public).chain(trusted);
    for path in proofs.filter(|path| path.exists()) {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        contents.insert(format!("report/{name}"), Content::File(path));
    }
    let json = folder.join("report.json");
    let bytes = fs::read(&json).map_err(evidence::Error::disk("read", &json))?;
    let report: Report = serde_json::from_slice(&bytes)
        .map_err(|_| EvidenceError::NoReport { asked: json.to_string_lossy().into_owned() })?;
    for passport in &report.inputs {
        let name = Path::new(&passport.path).file_name().unwrap_or_default().to_string_lossy();
        let short = passport.sha256.get(..12).unwrap_or(&passport.sha256);
        let source = kept_or(store.folder(), &passport.sha256, job.folder.join(&passport.path));
        contents.insert(format!("inputs/{short}/{name}"), Content::File(source));
    }
    let config = kept_or(store.folder(), &issue.config_sha256, job.config_path.clone());
    contents.insert("recover-report.toml".to_owned(), Content::File(config));
    let slice = store.ledger.slice(&issue.case_id)?;
    contents.insert("ledger.jsonl".to_owned(), Content::Bytes(slice.into_bytes()));
    let bag =
        output.map_or_else(|| PathBuf::from(format!("{}-bag", issue.report_id)), Path::to_owned);
    let at = job.now.to_rfc3339_opts(SecondsFormat::Secs, true);
    let info = [
        ("External-Identifier", issue.report_id.clone()),
        ("Bagging-Date", at[..10].to_owned()),
        ("Bag-Software-Agent", TOOL.to_owned()),
        (
            "Internal-Sender-Description",
            format!(
                "A report, the files it was made from, and its part of the ledger. Lines about \
                 other cases are given by their hash. Last line of the ledger: {}",
                store.ledger.head()
            ),
        ),
    ];
    bag::make(&bag, &contents, &info)?;
    Ok(bag)
}

/// The copy of a file where one was kept, else where it came from.
fn kept_or(state: &Path, sha256: &str, origin: PathBuf) -> PathBuf {
    let kept = copy_of(state, sha256);
    if kept.exists() { kept } else { origin }
}

/// The report of that id, or that a document is of.
fn find(store: &Store, asked: &str) -> Option<Issue> {
    let issues = store.ledger.issues();
    let hash = hash_of(Path::new(asked)).ok();
    let is_it = |issue: &&Issue| {
        issue.report_id == asked || issue.files.values().any(|known| Some(known) == hash.as_ref())
    };
    issues.iter().rfind(is_it).cloned()
}
