//! Sends documents to whom they are for, each once. The ledger is the queue: what a report was issued for
//! and what no line says was sent still has to go.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::thread;
use std::time::Duration;

use serde::Serialize;

use crate::error::{Error, TRY_AGAIN};
use crate::job::{CaseJob, Job};
use crate::mail::{self, Channel, Client, Failure, Letter, Settings};
use crate::model::Period;
use crate::model::display::plain;
use crate::model::hash::{hash_of, sha256};
use crate::render::Templates;
use crate::render::letter::{About, letter};
use crate::report::format::Language;
use crate::store::{Issue, Ledger, MailOutcome, Mailing, Store};

/// How long a server that is busy or silent is given before the next attempt of the same run.
const PAUSES: [Duration; 2] = [Duration::from_secs(2), Duration::from_secs(8)];

/// The exit code of mail that will not go out by itself.
const FAILED: u8 = 7;

/// What came of the mail of a run.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Posted {
    /// Documents that a server took.
    pub sent: usize,
    /// Documents that were put into the folder, for want of a server.
    pub put_out: usize,
    /// Documents that did not go out.
    pub troubles: Vec<Trouble>,
}

/// A document that did not go out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    /// Which.
    pub document: String,
    /// For whom, so that only who knows them knows who it is.
    pub recipient: String,
    /// Why.
    pub reason: String,
    /// What has to happen before it goes.
    pub kind: TroubleKind,
}

/// What has to happen before a document goes that did not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum TroubleKind {
    /// A server will not have it, and nothing is tried any more.
    Refused,
    /// The document is not what was issued.
    Document,
    /// The settings have to be mended, here or there.
    Settings,
    /// Nothing; the next run tries again.
    Later,
}

impl Posted {
    /// The exit code that says how it went.
    pub fn exit_code(&self) -> u8 {
        match self.troubles.iter().any(|trouble| trouble.kind != TroubleKind::Later) {
            true => FAILED,
            false if self.troubles.is_empty() => 0,
            false => TRY_AGAIN,
        }
    }
}

/// A document that has to go to somebody.
struct Due {
    issue: Issue,
    document: String,
    /// SHA-256 of the document, as it was issued.
    sha256: String,
    recipient: String,
    /// The same at every attempt.
    message_id: String,
}

/// Sends what still has to go; what a server refused as well, if asked to.
pub fn post(
    job: &Job,
    store: &mut Store,
    templates: &Templates,
    tries_refused: bool,
) -> Result<Posted, Error> {
    let mut posted = Posted::default();
    let Some(settings) = &job.mail else { return Ok(posted) };
    let client = client(settings)?;
    // One that is not there for a mail is not there for the next.
    let mut is_down: Option<Failure> = None;
    for due in due(job, &store.ledger, tries_refused) {
        let done = match &is_down {
            Some(failure) => Err(failure.clone()),
            None => made(job, settings, templates, &due)
                .and_then(|bytes| hand_over(settings, client.as_ref(), &due, &bytes)),
        };
        let outcome = match &done {
            Ok(outcome) => outcome.clone(),
            Err(Failure::Refused(reply)) => MailOutcome::Refused { reply: reply.clone() },
            Err(
                Failure::Busy(why)
                | Failure::Silent(why)
                | Failure::Settings(why)
                | Failure::Document(why),
            ) => MailOutcome::Waiting { reason: why.clone() },
        };
        match &outcome {
            MailOutcome::Sent { .. } => posted.sent += 1,
            MailOutcome::PutOut { .. } => posted.put_out += 1,
            MailOutcome::Refused { reply: reason } | MailOutcome::Waiting { reason } => {
                posted.troubles.push(Trouble {
                    document: due.document.clone(),
                    reason: plain(&without_addresses(reason)),
                    recipient: veiled(&due.recipient),
                    kind: match done {
                        Err(Failure::Refused(_)) => TroubleKind::Refused,
                        Err(Failure::Document(_)) => TroubleKind::Document,
                        Err(Failure::Settings(_)) => TroubleKind::Settings,
                        _ => TroubleKind::Later,
                    },
                });
            }
        }
        if is_down.is_none() {
            store.ledger.add_mailing(Mailing {
                at: job.now,
                report_id: due.issue.report_id,
                message_id: due.message_id,
                document: due.document,
                sha256: due.sha256,
                recipient: due.recipient,
                outcome,
            })?;
        }
        if let Err(failure @ (Failure::Silent(_) | Failure::Settings(_))) = done {
            is_down.get_or_insert(failure);
        }
    }
    Ok(posted)
}

/// Whether the settings hold what mail needs; says nothing to any server.
pub fn preflight(job: &Job) -> Result<(), mail::Error> {
    job.mail.as_ref().map_or(Ok(()), |settings| client(settings).map(drop))
}

fn client(settings: &Settings) -> Result<Option<Client>, mail::Error> {
    match &settings.channel {
        Channel::Server(server) => Client::open(server, &settings.from).map(Some),
        Channel::Folder(_) => Ok(None),
    }
}

/// How many mails did not go out yet, and how many others were refused.
pub fn unsent(job: &Job, ledger: &Ledger) -> (usize, usize) {
    let waiting = due(job, ledger, false).len();
    (waiting, due(job, ledger, true).len() - waiting)
}

/// What reports were issued for and no line of the ledger says is done, in the order of the reports. Who
/// is no longer to be sent it is passed over.
fn due(job: &Job, ledger: &Ledger, tries_refused: bool) -> Vec<Due> {
    let Some(settings) = &job.mail else { return Vec::new() };
    let case_of = |issue: &Issue| job.cases.iter().find(|case| case.lens.case.id == issue.case_id);
    let mut due = Vec::new();
    for (issue, case) in ledger.issues().iter().filter_map(|issue| Some((issue, case_of(issue)?))) {
        let wanted = recipients(case, issue.recipients.keys());
        for (document, recipients) in &issue.recipients {
            let Some(hash) = issue.files.get(document) else { continue };
            let Some(wanted) = wanted.get(document) else { continue };
            for recipient in recipients.intersection(wanted) {
                let is_due = match ledger.mailing(hash, recipient).map(|last| &last.outcome) {
                    None | Some(MailOutcome::Waiting { .. }) => true,
                    Some(MailOutcome::Refused { .. }) => tries_refused,
                    Some(MailOutcome::Sent { .. } | MailOutcome::PutOut { .. }) => false,
                };
                if is_due {
                    due.push(Due {
                        issue: issue.clone(),
                        document: document.clone(),
                        sha256: hash.clone(),
                        recipient: recipient.clone(),
                        message_id: mail::message_id(&settings.from, hash, recipient),
                    });
                }
            }
        }
    }
    due
}

/// The bytes of a mail. The document has to be what was issued.
fn made(
    job: &Job,
    settings: &Settings,
    templates: &Templates,
    due: &Due,
) -> Result<Vec<u8>, Failure> {
    let Due { issue, document, sha256: hash, .. } = due;
    let path = job.folder.join(&issue.folder).join(document);
    let path = std::path::absolute(&path).unwrap_or(path);
    let mend = |what: String| Failure::Document(what);
    let gone = |error: std::io::Error| mend(format!("{}: {error}", path.display()));
    let (edition, language) =
        edition_and_language(document).ok_or_else(|| mend(format!("{document} is no edition")))?;
    let length = std::fs::metadata(&path).map_err(gone)?.len();
    let goes_along =
        settings.attached.iter().any(|known| known == edition) && length <= settings.most_bytes;
    let pdf = if goes_along { Some(std::fs::read(&path).map_err(gone)?) } else { None };
    let found = match &pdf {
        Some(pdf) => sha256(pdf),
        None => hash_of(&path).map_err(gone)?,
    };
    if found != *hash {
        return Err(mend(format!("{} was changed since it was issued", path.display())));
    }
    let case = job.cases.iter().find(|case| case.lens.case.id == issue.case_id);
    let organization = case.map_or("", |case| &case.lens.case.organization);
    let shown = path.to_string_lossy();
    let about = About {
        organization,
        period: Period { span: issue.period },
        edition,
        document,
        sha256: hash,
        path: (!goes_along).then_some(&shown),
        supersedes: issue.supersedes.as_deref(),
        is_late: issue.is_late,
    };
    let words = templates.words(language).map_err(|error| mend(error.to_string()))?;
    let (subject, body) = letter(&words, &about).map_err(|error| mend(error.to_string()))?;
    let letter = Letter {
        at: issue.at,
        message_id: due.message_id.clone(),
        to: due.recipient.clone(),
        subject,
        body,
        attachment: pdf.map(|pdf| (document.as_str(), pdf)),
    };
    mail::bytes(&settings.from, &letter)
}

fn hand_over(
    settings: &Settings,
    client: Option<&Client>,
    due: &Due,
    bytes: &[u8],
) -> Result<MailOutcome, Failure> {
    match (&settings.channel, client) {
        (Channel::Folder(folder), _) => put_out(folder, due, bytes),
        (Channel::Server(_), Some(client)) => {
            let reply = sent(client, settings, &due.recipient, bytes)?;
            Ok(MailOutcome::Sent { reply })
        }
        (Channel::Server(_), None) => Err(Failure::Settings("there is no server".to_owned())),
    }
}

/// Tries until the server takes it, will not have it, or was given its time.
fn sent(
    client: &Client,
    settings: &Settings,
    recipient: &str,
    bytes: &[u8],
) -> Result<String, Failure> {
    for pause in PAUSES {
        match client.send(&settings.from, recipient, bytes) {
            Err(Failure::Busy(_) | Failure::Silent(_)) => thread::sleep(pause),
            done => return done,
        }
    }
    client.send(&settings.from, recipient, bytes)
}

/// Puts a mail into a folder, under a name that tells which it is.
fn put_out(folder: &Path, due: &Due, bytes: &[u8]) -> Result<MailOutcome, Failure> {
    let stem = due.document.trim_end_matches(".pdf");
    let path = folder.join(format!("{stem}-{}.eml", &due.message_id[1..9]));
    let failed = |error: String| Failure::Settings(format!("{}: {error}", path.display()));
    std::fs::create_dir_all(folder).map_err(|error| failed(error.to_string()))?;
    crate::deliver::replace_secret(&path, bytes).map_err(|error| failed(error.to_string()))?;
    Ok(MailOutcome::PutOut { path: path.to_string_lossy().into_owned() })
}

/// Who is to be sent which of the documents of a report.
pub(super) fn recipients<'a>(
    case: &CaseJob,
    documents: impl Iterator<Item = &'a String>,
) -> BTreeMap<String, BTreeSet<String>> {
    let mut all = BTreeMap::new();
    for document in documents.filter(|name| name.ends_with(".pdf")) {
        let Some((edition, language)) = edition_and_language(document) else { continue };
        let wanted = case.recipients.get(edition).into_iter().flatten().filter(|recipient| {
            recipient.language.as_deref().is_none_or(|wanted| wanted == language.code())
        });
        let addresses: BTreeSet<String> =
            wanted.map(|recipient| recipient.address.clone()).collect();
        if !addresses.is_empty() {
            all.insert(document.clone(), addresses);
        }
    }
    all
}

/// What a document's name ends with: `…-executive-ja.pdf`.
fn edition_and_language(document: &str) -> Option<(&str, Language)> {
    let (rest, language) = document.strip_suffix(".pdf")?.rsplit_once('-')?;
    let (_, edition) = rest.rsplit_once('-')?;
    Some((edition, Language::from_code(language)?))
}

/// A text with every address in it veiled: servers name those that they refuse, and others.
fn without_addresses(text: &str) -> String {
    let is_part = |c: char| c.is_alphanumeric() || "@._+-'=~!#$%&*/?^`{|}".contains(c);
    let mut shown = String::new();
    let mut rest = text;
    while let Some(start) = rest.find(is_part) {
        let (before, from) = rest.split_at(start);
        let (run, behind) = from.split_at(from.find(|c| !is_part(c)).unwrap_or(from.len()));
        shown += before;
        shown += &if run.contains('@') { veiled(run) } else { run.to_owned() };
        rest = behind;
    }
    shown + rest
}

/// An address that only who knows it knows again.
fn veiled(address: &str) -> String {
    match address.split_once('@') {
        Some((name, domain)) => {
            let first: String = name.chars().take(1).collect();
            format!("{first}…@{domain}")
        }
        None => "…".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_says_what_it_is() {
        let (edition, language) =
            edition_and_language("soap-ad-2026-W44-r2-executive-ja.pdf").unwrap();
        assert_eq!((edition, language), ("executive", Language::Ja));
        assert!(edition_and_language("report.pdf").is_none());
    }

    #[test]
    fn an_address_is_not_told_to_a_log() {
        assert_eq!(veiled("chief@example.com"), "c…@example.com");
        let said = "550 <Chief.Boss@Example.com>: moved to boss@internal.example.";
        let shown = "550 <C…@Example.com>: moved to b…@internal.example.";
        assert_eq!(without_addresses(said), shown);
    }

    #[test]
    fn what_somebody_has_to_mend_comes_before_what_may_mend_itself() {
        let trouble = |kind| Trouble {
            document: String::new(),
            recipient: String::new(),
            reason: String::new(),
            kind,
        };
        let of = |troubles: Vec<Trouble>| Posted { troubles, ..Posted::default() }.exit_code();
        let later = || trouble(TroubleKind::Later);
        assert_eq!([of(vec![]), of(vec![later()])], [0, TRY_AGAIN]);
        assert_eq!(of(vec![later(), trouble(TroubleKind::Refused)]), FAILED);
    }
}
