//! The config's words on mail made good: who it is from, the server and how to get in, and who is sent
//! what.

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::path::Path;
use std::time::Duration;

use super::{EDITIONS, Error, Job, bad};
use crate::config::{Config, MailConfig, RecipientConfig};
use crate::mail::{Channel, Login, Recipient, Security, Server, Settings, mailbox};
use crate::model::display::did_you_mean;

/// The name that a service manager hands the password over by.
const CREDENTIAL: &str = "smtp-password";

/// Who is sent which edition.
pub type Recipients = BTreeMap<String, Vec<Recipient>>;

/// The settings, where the config says anything of mail. `credentials` is the folder in which a service
/// manager puts what is secret.
pub(super) fn settings(
    config: &MailConfig,
    folder: &Path,
    state: &Path,
    credentials: Option<&Path>,
) -> Result<Option<Settings>, Error> {
    let Some(from) = &config.from else { return Ok(None) };
    let from = mailbox(from).ok_or_else(|| {
        let hint = "write it as \"Reports <reports@example.com>\"".to_owned();
        bad("[mail]", format!("`from` is no address: {from:?}"), Some(hint))
    })?;
    for edition in config.attach.iter().flatten() {
        known_edition("[mail]", edition)?;
    }
    if config.password_file.is_some() && config.user.is_none() {
        let hint = "name the `user` that the password is of".to_owned();
        return Err(bad("[mail]", "`password_file` without a `user`", Some(hint)));
    }
    let channel = match &config.server {
        Some(server) => Channel::Server(self::server(config, server, folder, credentials)?),
        None => Channel::Folder(match &config.outbox {
            Some(outbox) => folder.join(outbox),
            None => state.join("outbox"),
        }),
    };
    Ok(Some(Settings {
        from,
        channel,
        attached: config.attach.clone().unwrap_or_else(|| vec!["executive".to_owned()]),
        most_bytes: config.attach_mb.unwrap_or(10).saturating_mul(1 << 20),
    }))
}

fn server(
    config: &MailConfig,
    server: &str,
    folder: &Path,
    credentials: Option<&Path>,
) -> Result<Server, Error> {
    let security = match config.security.as_deref().unwrap_or("starttls") {
        "starttls" => Security::StartTls,
        "tls" => Security::Tls,
        "none" => Security::None,
        other => {
            let hint = did_you_mean(other, ["starttls", "tls", "none"].into_iter());
            return Err(bad("[mail]", format!("`security` is {other:?}"), hint));
        }
    };
    let usual = if security == Security::Tls { 465 } else { 587 };
    let address = url::Url::parse(&format!("smtp://{server}")).ok().filter(|address| {
        let is_bare = address.username().is_empty() && address.password().is_none();
        is_bare
            && address.path().is_empty()
            && address.query().is_none()
            && address.fragment().is_none()
    });
    let parts = address.as_ref().and_then(|address| Some((address.host_str()?, address.port())));
    let Some((host, port)) = parts else {
        let hint = "write it as \"smtp.example.com\" or \"smtp.example.com:587\"".to_owned();
        // A password may stand in it, which is for nobody to see.
        return Err(bad(
            "[mail]",
            "`server` is no name of a host, with or without a port",
            Some(hint),
        ));
    };
    // An address of IPv6 stands in brackets there, and nowhere else.
    let host = host.trim_matches(['[', ']']);
    let is_here =
        host.parse::<IpAddr>().map_or(host == "localhost", |address| address.is_loopback());
    if security == Security::None && !is_here {
        let hint = "only a server on this machine may be spoken to in the clear".to_owned();
        return Err(bad("[mail]", "`security` is \"none\"", Some(hint)));
    }
    Ok(Server {
        host: host.to_owned(),
        port: port.unwrap_or(usual),
        security,
        login: config.user.as_ref().map(|user| login(config, user, folder, credentials)),
        authority: config.ca_file.as_ref().map(|path| folder.join(path)),
        patience: Duration::from_secs(config.timeout_seconds.unwrap_or(30).max(1)),
    })
}

/// The password stands in a file that the config names, else a service manager hands it over.
fn login(config: &MailConfig, user: &str, folder: &Path, credentials: Option<&Path>) -> Login {
    let named = config.password_file.as_ref().map(|path| folder.join(path));
    let is_handed_over = named.is_none();
    let handed_over = credentials.map(|folder| folder.join(CREDENTIAL));
    Login { user: user.to_owned(), password_file: named.or(handed_over), is_handed_over }
}

/// Who is sent what of a case: what the config says for all, and for this one, each with its place there.
pub(super) fn recipients(
    told: &[(&str, &BTreeMap<String, Vec<RecipientConfig>>)],
    languages: &[String],
) -> Result<Recipients, Error> {
    let mut all = Recipients::new();
    let told = told.iter().flat_map(|(place, told)| told.iter().map(move |told| (*place, told)));
    for (place, (edition, recipients)) in told {
        known_edition(place, edition)?;
        for recipient in recipients {
            let (text, language) = match recipient {
                RecipientConfig::Address(text) => (text, None),
                RecipientConfig::InLanguage { to, language } => (to, Some(language)),
            };
            let Some(mailbox) = mailbox(text) else {
                let hint = "write it as \"The Chief <chief@example.com>\", and a domain in other letters as \
                            xn--…";
                return Err(bad(place, format!("{text:?} is no address"), Some(hint.to_owned())));
            };
            if let Some(language) = language.filter(|language| !languages.contains(language)) {
                let hint = format!("reports are made in {}", languages.join(", "));
                let message = format!("there will be no report in {language:?} to send");
                return Err(bad(place, message, Some(hint)));
            }
            let address = mailbox.email.to_string();
            all.entry(edition.clone())
                .or_default()
                .push(Recipient { address, language: language.cloned() });
        }
    }
    Ok(all)
}

fn known_edition(place: &str, edition: &str) -> Result<(), Error> {
    if EDITIONS.contains(&edition) {
        return Ok(());
    }
    Err(bad(
        place,
        format!("there is no edition {edition:?}"),
        did_you_mean(edition, EDITIONS.into_iter()),
    ))
}

/// Who is to be sent something needs somebody to send it, and a document.
pub(super) fn check_recipients(job: &Job, config: &Config) -> Result<(), Error> {
    let Some(case) = job.cases.iter().find(|case| !case.recipients.is_empty()) else {
        return Ok(());
    };
    let place = format!("case `{}`", case.lens.case.id);
    if job.mail.is_none() {
        let hint = "name the sender: `from` in `[mail]`".to_owned();
        return Err(bad(place, "it has `recipients`, and there is no sender", Some(hint)));
    }
    let is_made = |kinds: &Option<Vec<String>>, kind: &String| {
        kinds.as_ref().is_none_or(|kinds| kinds.contains(kind))
    };
    if !is_made(&config.formats, &"pdf".to_owned()) {
        let hint = "add \"pdf\" to `formats`".to_owned();
        return Err(bad(place, "it has `recipients`, and no PDF is made", Some(hint)));
    }
    let mut editions = job.cases.iter().flat_map(|case| case.recipients.keys());
    match editions.find(|edition| !is_made(&config.editions, edition)) {
        Some(edition) => {
            let hint = format!("add \"{edition}\" to `editions`");
            let message = format!("the edition {edition:?} has `recipients`, and is not made");
            Err(bad("config", message, Some(hint)))
        }
        None => Ok(()),
    }
}
