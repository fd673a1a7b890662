//! Questions to servers over HTTP: bounded in time and length, straight, and without redirects.

use std::sync::OnceLock;
use std::time::Duration;

use ureq::Agent;
use ureq::tls::{Certificate, RootCerts, TlsConfig};

/// No answer that is waited for is longer than this.
const MOST_BYTES: u64 = 1 << 20;

/// A server that was asked gave no answer that can be used.
#[derive(Debug, thiserror::Error)]
#[error("{host}: {source}")]
pub struct Error {
    /// The server. Its address may hold a secret behind that.
    host: String,
    /// What went wrong.
    source: Box<ureq::Error>,
}

impl Error {
    fn of(url: &str) -> impl FnOnce(ureq::Error) -> Self {
        let host = url::Url::parse(url).ok().and_then(|url| url.host_str().map(str::to_owned));
        move |source| Self { host: host.unwrap_or_default(), source: Box::new(source) }
    }
}

/// Those whom the machine trusts, as mail does; else those whom browsers do. Read once, and only where
/// TLS is spoken.
fn trusted() -> RootCerts {
    static TRUSTED: OnceLock<RootCerts> = OnceLock::new();
    let read = || {
        let native = rustls_native_certs::load_native_certs().certs;
        let found: Vec<Certificate<'static>> =
            native.iter().map(|found| Certificate::from_der(found).to_owned()).collect();
        if found.is_empty() { RootCerts::WebPki } else { RootCerts::new_with_certs(&found) }
    };
    TRUSTED.get_or_init(read).clone()
}

fn agent(url: &str, patience: Duration) -> Agent {
    let speaks_tls = url.get(..6).is_some_and(|scheme| scheme.eq_ignore_ascii_case("https:"));
    let trusted = if speaks_tls { trusted() } else { RootCerts::WebPki };
    Agent::config_builder()
        .tls_config(TlsConfig::builder().root_certs(trusted).build())
        .timeout_global(Some(patience))
        .max_redirects(0)
        .proxy(None)
        .user_agent(crate::report::TOOL)
        .build()
        .new_agent()
}

/// Sends bytes of a type, and gives what the server answers to them.
pub fn post(
    url: &str,
    content_type: &str,
    bytes: &[u8],
    patience: Duration,
) -> Result<Vec<u8>, Error> {
    let asked = agent(url, patience).post(url).content_type(content_type).send(bytes);
    asked
        .and_then(|mut answer| answer.body_mut().with_config().limit(MOST_BYTES).read_to_vec())
        .map_err(Error::of(url))
}

/// Calls an address, whatever it answers.
pub fn call(url: &str, patience: Duration) -> Result<(), Error> {
    let asked = agent(url, patience).get(url).config().http_status_as_error(false).build();
    asked.call().map(drop).map_err(Error::of(url))
}
