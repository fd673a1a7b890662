//! Mail: one document of a report to one recipient, over SMTP, or as a file where there is no server.

use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::{DateTime, Utc};
use lettre::address::{Address, Envelope};
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Attachment, Mailbox, Message, MultiPart, SinglePart};
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Certificate, Tls, TlsParameters};
use lettre::transport::smtp::extension::ClientId;
use lettre::{SmtpTransport, Transport};
use rustls_pki_types::CertificateDer;
use rustls_pki_types::pem::PemObject;

use crate::model::files::is_open_to_others;
use crate::model::hash::sha256;

/// Mail cannot be sent as the settings are.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The file system said no.
    #[error("cannot {verb} {}", path.display())]
    Disk {
        /// What was tried.
        verb: &'static str,
        /// The file.
        path: PathBuf,
        /// What it said.
        source: io::Error,
    },
    /// Nothing says where the password is.
    #[error("nothing says where the password of {user} for {host} is")]
    NoPassword {
        /// Who logs in.
        user: String,
        /// Where.
        host: String,
    },
    /// Others can read the password.
    #[error("{} can be read by others", path.display())]
    OpenPassword {
        /// The file.
        path: PathBuf,
    },
    /// The certificate of an authority cannot be used.
    #[error("{} holds no certificate that can be used: {message}", path.display())]
    Authority {
        /// The file.
        path: PathBuf,
        /// Why.
        message: String,
    },
}

impl Error {
    /// What to do about it.
    pub fn hint(&self) -> Option<String> {
        Some(match self {
            Self::Disk { .. } => "check the path, and whose it is".to_owned(),
            Self::NoPassword { .. } => {
                "name a `password_file` in `[mail]`, or let systemd hand it over \
                                        (LoadCredential=smtp-password:FILE)"
                    .to_owned()
            }
            Self::OpenPassword { path } => format!("chmod 600 {}", path.display()),
            Self::Authority { .. } => "`ca_file` names certificates in PEM".to_owned(),
        })
    }
}

/// Who mail is from, and where it goes.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The sender.
    pub from: Mailbox,
    /// The server that takes it, or a folder for files.
    pub channel: Channel,
    /// The editions whose documents go along; of others the mail says where they lie.
    pub attached: Vec<String>,
    /// A larger document stays where it is.
    pub most_bytes: u64,
}

/// Where mail goes.
#[derive(Debug, Clone)]
pub enum Channel {
    /// To a server.
    Server(Server),
    /// Into a folder, as files that any mail program opens.
    Folder(PathBuf),
}

/// A mail server and how to talk to it.
#[derive(Debug, Clone)]
pub struct Server {
    /// Its name or address.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How what is said is kept secret.
    pub security: Security,
    /// Who logs in.
    pub login: Option<Login>,
    /// Certificates of authorities that are trusted beside those of the machine, in PEM.
    pub authority: Option<PathBuf>,
    /// How long an answer may take.
    pub patience: Duration,
}

/// Who logs in, and where the password is.
#[derive(Debug, Clone)]
pub struct Login {
    /// The user.
    pub user: String,
    /// The file of the password, where one is known.
    pub password_file: Option<PathBuf>,
    /// Whether a service manager handed it over, which keeps others from reading it in its own way.
    pub is_handed_over: bool,
}

/// How what is said to a server is kept secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Security {
    /// TLS from the first byte.
    Tls,
    /// TLS before anything that matters is said.
    StartTls,
    /// Not at all: on this machine.
    None,
}

/// Who a document is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recipient {
    /// The address, without a name.
    pub address: String,
    /// The language it is wanted in, where not in all.
    pub language: Option<String>,
}

/// One mail.
#[derive(Debug, Clone)]
pub struct Letter<'a> {
    /// When what it brings was issued.
    pub at: DateTime<Utc>,
    /// Its Message-ID.
    pub message_id: String,
    /// The address it goes to.
    pub to: String,
    /// What it is about.
    pub subject: String,
    /// What it says.
    pub body: String,
    /// A PDF and its name.
    pub attachment: Option<(&'a str, Vec<u8>)>,
}

/// Why a mail did not go out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failure {
    /// The server will not have this mail, now or later.
    Refused(String),
    /// The server cannot take it at this moment.
    Busy(String),
    /// The server is not there, or does not answer.
    Silent(String),
    /// Nothing will go out until somebody mends the settings, here or there.
    Settings(String),
    /// This mail cannot be made until somebody mends what it brings.
    Document(String),
}

/// An address, as `chief@example.com` or `The Chief <chief@example.com>`. Its name may be in any letters;
/// the address itself is in those that every server takes.
pub fn mailbox(text: &str) -> Option<Mailbox> {
    let mailbox: Mailbox = text.parse().ok()?;
    let is_ascii = AsRef::<str>::as_ref(&mailbox.email).is_ascii();
    is_ascii.then_some(mailbox)
}

/// The Message-ID of a document for somebody: the same however often it is sent.
pub fn message_id(from: &Mailbox, document: &str, recipient: &str) -> String {
    let hash = sha256(format!("{document}\n{recipient}").as_bytes());
    format!("<{}@{}>", &hash[..32], from.email.domain())
}

/// A mail as it goes over the line: the same bytes for the same mail.
pub fn bytes(from: &Mailbox, letter: &Letter<'_>) -> Result<Vec<u8>, Failure> {
    let refused = |message: String| Failure::Refused(message);
    let to: Address = letter.to.parse().map_err(|_| refused("no address".to_owned()))?;
    // So that nobody's holiday answers it (RFC 3834).
    let automatic = HeaderValue::new(
        HeaderName::new_from_ascii_str("Auto-Submitted"),
        "auto-generated".to_owned(),
    );
    let message = Message::builder()
        .from(from.clone())
        .to(Mailbox::new(None, to))
        .date(letter.at.into())
        .message_id(Some(letter.message_id.clone()))
        .subject(letter.subject.clone())
        .raw_header(automatic);
    let text = SinglePart::plain(letter.body.clone());
    let message = match &letter.attachment {
        None => message.singlepart(text),
        Some((name, pdf)) => {
            let kind = ContentType::parse("application/pdf").expect("it is one");
            let boundary = format!("recover-report-{}", &sha256(pdf)[..32]);
            let attachment = Attachment::new((*name).to_owned()).body(pdf.clone(), kind);
            let parts = MultiPart::builder()
                .kind(lettre::message::MultiPartKind::Mixed)
                .boundary(boundary)
                .singlepart(text)
                .singlepart(attachment);
            message.multipart(parts)
        }
    };
    Ok(message.map_err(|error| refused(error.to_string()))?.formatted())
}

/// A server that can be talked to: all that its settings name was read.
pub struct Client {
    transport: SmtpTransport,
}

impl Client {
    /// Reads what the settings name; says nothing to the server yet.
    pub fn open(server: &Server, from: &Mailbox) -> Result<Self, Error> {
        let secure = match server.security {
            Security::Tls => Tls::Wrapper(tls(server)?),
            Security::StartTls => Tls::Required(tls(server)?),
            Security::None => Tls::None,
        };
        let mut transport = SmtpTransport::builder_dangerous(server.host.clone())
            .port(server.port)
            .tls(secure)
            .hello_name(ClientId::Domain(from.email.domain().to_owned()))
            .timeout(Some(server.patience));
        if let Some(login) = &server.login {
            let password = password(login, &server.host)?;
            transport = transport.credentials(Credentials::new(login.user.clone(), password));
        }
        Ok(Self { transport: transport.build() })
    }

    /// Hands a mail over: what the server answered.
    pub fn send(&self, from: &Mailbox, to: &str, bytes: &[u8]) -> Result<String, Failure> {
        let to: Address = to.parse().map_err(|_| Failure::Refused("no address".to_owned()))?;
        let envelope = Envelope::new(Some(from.email.clone()), vec![to])
            .map_err(|error| Failure::Refused(error.to_string()))?;
        let answer = self.transport.send_raw(&envelope, bytes).map_err(|error| failure(&error))?;
        let words: Vec<&str> = answer.message().collect();
        Ok(format!("{} {}", answer.code(), words.join(" ")))
    }
}

fn tls(server: &Server) -> Result<TlsParameters, Error> {
    let mut tls = TlsParameters::builder(server.host.clone());
    let path = server.authority.clone().unwrap_or_default();
    let wrong = |error: lettre::transport::smtp::Error| Error::Authority {
        path: path.clone(),
        message: told(&error),
    };
    if server.authority.is_some() {
        let pem = std::fs::read(&path).map_err(disk("read", &path))?;
        if CertificateDer::pem_slice_iter(&pem).next().is_none() {
            return Err(Error::Authority { path, message: "there is none in it".to_owned() });
        }
        tls = tls.add_root_certificate(Certificate::from_pem(&pem).map_err(wrong)?);
    }
    tls.build().map_err(wrong)
}

fn password(login: &Login, host: &str) -> Result<String, Error> {
    let Some(path) = &login.password_file else {
        return Err(Error::NoPassword { user: login.user.clone(), host: host.to_owned() });
    };
    let text = std::fs::read_to_string(path).map_err(disk("read", path))?;
    if !login.is_handed_over && is_open_to_others(path).map_err(disk("read", path))? {
        return Err(Error::OpenPassword { path: path.to_owned() });
    }
    Ok(text.trim_end_matches(['\r', '\n']).to_owned())
}

fn disk(verb: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Error {
    let path = path.to_owned();
    move |source| Error::Disk { verb, path, source }
}

/// Answers to somebody who may not send (RFC 4954, section 6, and RFC 3207, section 4).
const NOT_YOU: [u16; 4] = [530, 534, 535, 538];

fn failure(error: &lettre::transport::smtp::Error) -> Failure {
    let told = told(error);
    // What a server answers may hold any word, so its code comes first.
    if error.status().is_some_and(|code| NOT_YOU.contains(&u16::from(code))) {
        Failure::Settings(told)
    } else if error.is_permanent() {
        Failure::Refused(told)
    } else if error.is_transient() {
        Failure::Busy(told)
    } else if error.is_tls() || error.is_client() || is_bad_certificate(error) {
        Failure::Settings(told)
    } else {
        Failure::Silent(told)
    }
}

/// Whether the other end is not who it has to be.
fn is_bad_certificate(error: &dyn std::error::Error) -> bool {
    let mut source = error.source();
    while let Some(error) = source {
        if error.to_string().contains("certificate") {
            return true;
        }
        source = error.source();
    }
    false
}

/// An error and its causes in a line.
fn told(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(source) = cause {
        let more = source.to_string();
        if !text.contains(&more) {
            text = format!("{text}: {more}");
        }
        cause = source.source();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letter(subject: &str) -> Letter<'static> {
        Letter {
            at: DateTime::UNIX_EPOCH,
            message_id: "<1@example.com>".to_owned(),
            to: "chief@example.org".to_owned(),
            subject: subject.to_owned(),
            body: "Zürich 炎上\n".to_owned(),
            attachment: Some(("report.pdf", b"%PDF-1.7".to_vec())),
        }
    }

    #[test]
    fn the_same_mail_is_the_same_bytes() {
        let from = mailbox("Reports <reports@example.com>").unwrap();
        let once = bytes(&from, &letter("Week 44")).unwrap();
        assert_eq!(once, bytes(&from, &letter("Week 44")).unwrap());
        let text = String::from_utf8(once).unwrap();
        assert!(text.contains("Message-ID: <1@example.com>\r\n"), "{text}");
        assert!(text.contains("Auto-Submitted: auto-generated\r\n"), "{text}");
        assert!(text.contains("filename=\"report.pdf\""), "{text}");
    }

    #[test]
    fn a_line_break_in_a_subject_makes_no_header() {
        let from = mailbox("reports@example.com").unwrap();
        for subject in ["Week 44\r\nBcc: thief@example.net", "炎上\r\nBcc: thief@example.net"] {
            let text = String::from_utf8(bytes(&from, &letter(subject)).unwrap()).unwrap();
            let head = text.split("\r\n\r\n").next().unwrap();
            assert!(!head.lines().any(|line| line.starts_with("Bcc")), "{head}");
        }
        assert!(mailbox("a@example.com\r\nBcc: thief@example.net").is_none());
        assert!(mailbox("anna@käse.example").is_none());
    }

    #[test]
    fn a_mail_is_known_by_what_it_brings_and_to_whom() {
        let from = mailbox("reports@example.com").unwrap();
        let id = message_id(&from, "aa", "chief@example.org");
        assert_eq!(id, message_id(&from, "aa", "chief@example.org"));
        assert_ne!(id, message_id(&from, "ab", "chief@example.org"));
        assert!(id.starts_with('<') && id.ends_with("@example.com>"), "{id}");
    }
}
