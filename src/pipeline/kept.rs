//! What closed weeks came to, kept below the state folder for the next run. It is no evidence: it is found
//! again from the store at any time, and a file that cannot be read is as good as none.

use std::fs;
use std::path::{Path, PathBuf};

use crate::assess::kept::Kept;
use crate::deliver;

/// What earlier runs kept of a case.
pub(super) fn open(state: Option<&Path>, case_id: &str) -> Kept {
    let text = state.and_then(|state| fs::read(path(state, case_id)).ok());
    Kept::new(text.and_then(|text| serde_json::from_slice(&text).ok()).unwrap_or_default())
}

/// Keeps what a run asked for, if there is anything new in it.
pub(super) fn keep(state: Option<&Path>, case_id: &str, kept: Kept) {
    let (Some(state), Some(asked)) = (state, kept.if_new()) else { return };
    let path = path(state, case_id);
    if let Err(error) = deliver::replace_json(&path, &asked) {
        tracing::warn!(path = %path.display().to_string().escape_debug(), %error, "not kept");
    }
}

fn path(state: &Path, case_id: &str) -> PathBuf {
    state.join("kept").join(format!("{case_id}.json"))
}
