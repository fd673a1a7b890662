//! A folder in a bucket of an object store: S3 and what speaks like it, Google Cloud Storage, Azure Blob
//! Storage. Who we are there stands in the environment, under the names that the vendors' own tools use.

use std::fmt;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use object_store::aws::{AmazonS3Builder, AmazonS3ConfigKey};
use object_store::azure::{AzureConfigKey, MicrosoftAzureBuilder};
use object_store::gcp::{GoogleCloudStorageBuilder, GoogleConfigKey};
use object_store::path::Path as Key;
use object_store::{
    BackoffConfig, ClientConfigKey, CredentialProvider, MultipartUpload, ObjectStore,
    ObjectStoreExt, ObjectStoreScheme, PutPayload, RetryConfig,
};
use tokio::runtime::{Builder, Runtime};
use url::Url;

/// How much of an object is asked for, or sent, at once.
const PIECE: usize = 8 << 20;

/// How long one request may take: time enough for a piece on a line of a megabit.
const REQUEST_TIME: &str = "120 seconds";

/// How often what failed is tried again, waiting longer each time: some ten seconds in all.
const RETRIES: usize = 6;

/// The least and the most that is waited between two attempts.
const WAITS: [Duration; 2] = [Duration::from_millis(250), Duration::from_secs(15)];

/// After this no further attempt is begun.
const PATIENCE: Duration = Duration::from_secs(120);

/// How long whoever tells us who we are may take: a file, or a service of the machine.
const TIME_TO_TELL: Duration = Duration::from_secs(15);

/// The beginnings of addresses that are none of folders, as they are meant and as they are mistyped.
const SCHEMES: [&str; 10] =
    ["s3", "s3a", "gs", "gcs", "az", "azure", "abfs", "abfss", "http", "https"];

/// An object that is asked for to see whether we are let in; there need be none.
const PROBE: &str = "recover-report";

/// How the vendors say that there is no bucket, rather than no such object in it.
const NO_BUCKET: [&str; 2] = ["NoSuchBucket", "ContainerNotFound"];

/// A folder of a disk, or one in a bucket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// A folder.
    Folder(PathBuf),
    /// The address of one in a bucket, such as `s3://bucket/folder`.
    Bucket(String),
}

impl Place {
    /// An address if it looks like one, mistyped or not, else a folder.
    pub fn of(path: &Path) -> Self {
        let text = path.to_string_lossy();
        let is_meant = |scheme: &&str| {
            let rest = text.strip_prefix(*scheme).unwrap_or_default();
            rest.starts_with(':') || rest.starts_with("//")
        };
        if text.contains("://") || SCHEMES.iter().any(is_meant) {
            Self::Bucket(text.into_owned())
        } else {
            Self::Folder(path.to_owned())
        }
    }

    /// The same, where a folder that is named from another one lies below that.
    pub fn below(self, folder: &Path) -> Self {
        match self {
            Self::Folder(path) => Self::Folder(folder.join(path)),
            bucket @ Self::Bucket(_) => bucket,
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Folder(path) => path.display().fmt(to),
            Self::Bucket(address) => address.fmt(to),
        }
    }
}

/// A bucket could not be used.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Its address is none that we know.
    #[error("{address} is no address of a bucket: {message}")]
    Address {
        /// The address.
        address: String,
        /// Why.
        message: String,
    },
    /// Its address has a key in it.
    #[error("a key does not belong into an address of a bucket: {address}")]
    KeyInAddress {
        /// The address without it.
        address: String,
    },
    /// Nobody tells us who we are there, or what we are told is no use.
    #[error("what is to let us into {address} is missing or wrong: {message}")]
    Settings {
        /// The address.
        address: String,
        /// What is.
        message: String,
    },
    /// It would have to be asked without TLS.
    #[error("the endpoint for {address} is asked over plain HTTP, which is not allowed")]
    PlainHttp {
        /// The address.
        address: String,
    },
    /// There is no such bucket.
    #[error("there is no bucket for {address}")]
    NoBucket {
        /// The address.
        address: String,
    },
    /// It does not let us do that.
    #[error("{address} does not let us {verb}: {message}")]
    Refused {
        /// The address, or the object.
        address: String,
        /// What was tried.
        verb: &'static str,
        /// What it said.
        message: String,
    },
    /// It did not do what was asked, nor when asked again.
    #[error("cannot {verb} {address}: {message}")]
    Failed {
        /// The address, or the object.
        address: String,
        /// What was tried.
        verb: &'static str,
        /// What it said.
        message: String,
    },
    /// A file on our side could not be read or written.
    #[error("cannot {verb} {}", path.display())]
    Disk {
        /// What was tried.
        verb: &'static str,
        /// The file.
        path: PathBuf,
        /// What the disk said.
        source: io::Error,
    },
}

impl Error {
    /// What to do about it.
    pub fn hint(&self) -> String {
        let hint = match self {
            Self::Address { .. } => {
                "write it like s3://bucket/folder, gs://bucket/folder or az://container/folder"
            }
            Self::NoBucket { .. } => "make it first, or correct the address",
            Self::PlainHttp { .. } => {
                "give it TLS, or allow it in the environment: AWS_ALLOW_HTTP=true, AZURE_ALLOW_HTTP=true"
            }
            Self::KeyInAddress { .. } | Self::Settings { .. } | Self::Refused { .. } => {
                "what lets us in stands in the environment: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, \
                 GOOGLE_APPLICATION_CREDENTIALS, or AZURE_STORAGE_ACCOUNT_NAME and \
                 AZURE_STORAGE_ACCOUNT_KEY; to list, read and write has to be allowed"
            }
            Self::Failed { .. } => {
                "run again later; what was done until now is there and is not done again"
            }
            Self::Disk { .. } => "check that the disk has room and the folder is ours",
        };
        hint.to_owned()
    }

    /// Whether trying again later may help.
    pub fn is_temporary(&self) -> bool {
        matches!(self, Self::Failed { .. } | Self::Disk { .. })
    }

    fn disk(verb: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::Disk { verb, path, source }
    }
}

/// A folder in a bucket.
///
/// An object is there as a whole or not at all, whenever whoever puts it there is killed.
pub struct Bucket {
    address: String,
    objects: Box<dyn ObjectStore>,
    folder: Key,
    runtime: Runtime,
}

impl Bucket {
    /// Asks for an object, so that an address that is wrong, or does not let us in, is told at once.
    pub fn open(address: &str) -> Result<Self, Error> {
        let url = Url::parse(address).map_err(|error| address_error(address, &error))?;
        let address = shown(&url);
        if !url.username().is_empty() || url.password().is_some() {
            return Err(Error::KeyInAddress { address });
        }
        let (scheme, folder) =
            ObjectStoreScheme::parse(&url).map_err(|error| address_error(&address, &error))?;
        let runtime = Builder::new_current_thread().enable_all().build();
        let runtime = runtime.map_err(Error::disk("start the client of", Path::new(&address)))?;
        let objects = runtime.block_on(connected(&scheme, &address))?;
        let bucket = Self { address, objects, folder, runtime };
        match bucket.runtime.block_on(bucket.objects.get(&bucket.key(PROBE))) {
            Ok(_) => Ok(bucket),
            Err(error @ object_store::Error::NotFound { .. }) => {
                let told = error.to_string();
                match NO_BUCKET.iter().any(|code| told.contains(code)) {
                    true => Err(Error::NoBucket { address: bucket.address }),
                    false => Ok(bucket),
                }
            }
            Err(error) => Err(bucket.told("read", "", &error)),
        }
    }

    /// What an object holds; `None` if there is none of that name.
    pub fn get(&self, name: &str) -> Result<Option<Vec<u8>>, Error> {
        let key = self.key(name);
        let got = self.runtime.block_on(async {
            match self.objects.get(&key).await {
                Ok(found) => found.bytes().await.map(Some),
                Err(object_store::Error::NotFound { .. }) => Ok(None),
                Err(error) => Err(error),
            }
        });
        let got = got.map_err(|error| self.told("read", name, &error))?;
        Ok(got.map(|bytes| bytes.to_vec()))
    }

    /// Puts an object in place of any of that name.
    pub fn put(&self, name: &str, bytes: Vec<u8>) -> Result<(), Error> {
        let key = self.key(name);
        let put = self.runtime.block_on(self.objects.put(&key, PutPayload::from(bytes)));
        put.map(|_| ()).map_err(|error| self.told("write", name, &error))
    }

    /// How many bytes an object has; `None` if there is none of that name.
    pub fn byte_count(&self, name: &str) -> Result<Option<u64>, Error> {
        match self.runtime.block_on(self.objects.head(&self.key(name))) {
            Ok(found) => Ok(Some(found.size)),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(self.told("read", name, &error)),
        }
    }

    /// Puts a file there, piece by piece where it is large.
    pub fn send(&self, path: &Path, name: &str) -> Result<(), Error> {
        let failed = || Error::disk("read", path);
        let mut file = File::open(path).map_err(failed())?;
        if file.metadata().map_err(failed())?.len() <= PIECE as u64 {
            return self.put(name, fs::read(path).map_err(failed())?);
        }
        let key = self.key(name);
        let told = |error: object_store::Error| self.told("write", name, &error);
        self.runtime.block_on(async {
            let mut upload = self.objects.put_multipart(&key).await.map_err(told)?;
            let sent = send_pieces(&mut file, &mut *upload).await;
            if sent.is_err() {
                // What was sent is paid for until it is taken away; more than to ask for that we cannot do.
                let _ = upload.abort().await;
            }
            sent.map_err(|error| match error {
                Unsent::Read(source) => failed()(source),
                Unsent::Refused(error) => told(error),
            })
        })
    }

    /// Fetches an object into a file, piece by piece; false if there is none of that name.
    pub fn fetch(&self, name: &str, path: &Path) -> Result<bool, Error> {
        let Some(byte_count) = self.byte_count(name)? else { return Ok(false) };
        let key = self.key(name);
        let failed = || Error::disk("write", path);
        let mut file = File::create(path).map_err(failed())?;
        for first in (0..byte_count).step_by(PIECE) {
            let range = first..byte_count.min(first + PIECE as u64);
            let piece = self.runtime.block_on(self.objects.get_range(&key, range));
            let piece = piece.map_err(|error| self.told("read", name, &error))?;
            file.write_all(&piece).map_err(failed())?;
        }
        Ok(true)
    }

    fn key(&self, name: &str) -> Key {
        self.folder.parts().chain(Key::from(name).parts()).collect()
    }

    fn told(&self, verb: &'static str, name: &str, error: &object_store::Error) -> Error {
        let address = match name {
            "" => self.address.clone(),
            name => format!("{}/{name}", self.address),
        };
        let message = brief(error);
        match error {
            object_store::Error::PermissionDenied { .. }
            | object_store::Error::Unauthenticated { .. } => {
                Error::Refused { address, verb, message }
            }
            _ if message.contains(PLAIN_HTTP) => Error::PlainHttp { address: self.address.clone() },
            _ => Error::Failed { address, verb, message },
        }
    }
}

/// How the client says that it does not ask without TLS.
const PLAIN_HTTP: &str = "URL scheme is not allowed";

/// Why not all pieces of a file were sent.
enum Unsent {
    Read(io::Error),
    Refused(object_store::Error),
}

/// Sends a file piece by piece; there is an object when the last is there.
async fn send_pieces(file: &mut File, upload: &mut dyn MultipartUpload) -> Result<(), Unsent> {
    loop {
        let mut piece = Vec::with_capacity(PIECE);
        file.take(PIECE as u64).read_to_end(&mut piece).map_err(Unsent::Read)?;
        if piece.is_empty() {
            return upload.complete().await.map(|_| ()).map_err(Unsent::Refused);
        }
        upload.put_part(PutPayload::from(piece)).await.map_err(Unsent::Refused)?;
    }
}

/// An address as it may be shown: without the key that somebody wrote into it.
fn shown(url: &Url) -> String {
    let mut url = url.clone();
    // An address that can have none has none.
    let _ = url.set_username("").and_then(|()| url.set_password(None));
    url.as_str().trim_end_matches('/').to_owned()
}

fn address_error(address: &str, error: &impl fmt::Display) -> Error {
    Error::Address { address: address.to_owned(), message: error.to_string() }
}

/// The client for an address, which knows who we are there.
async fn connected(
    scheme: &ObjectStoreScheme,
    address: &str,
) -> Result<Box<dyn ObjectStore>, Error> {
    let [init_backoff, max_backoff] = WAITS;
    let retry = RetryConfig {
        backoff: BackoffConfig { init_backoff, max_backoff, base: 3.0 },
        max_retries: RETRIES,
        retry_timeout: PATIENCE,
    };
    let wrong = |error: object_store::Error| Error::Settings {
        address: address.to_owned(),
        message: brief(&error),
    };
    let time = ClientConfigKey::Timeout;
    Ok(match scheme {
        ObjectStoreScheme::AmazonS3 => {
            let client = AmazonS3Builder::from_env().with_url(address).with_retry(retry);
            let client = client.with_config(AmazonS3ConfigKey::Client(time), REQUEST_TIME);
            let client = client.build().map_err(wrong)?;
            known_by(client.credentials(), address).await?;
            Box::new(client)
        }
        ObjectStoreScheme::GoogleCloudStorage => {
            let client = GoogleCloudStorageBuilder::from_env().with_url(address).with_retry(retry);
            let client = client.with_config(GoogleConfigKey::Client(time), REQUEST_TIME);
            let client = client.build().map_err(wrong)?;
            known_by(client.credentials(), address).await?;
            Box::new(client)
        }
        ObjectStoreScheme::MicrosoftAzure => {
            let client = MicrosoftAzureBuilder::from_env().with_url(address).with_retry(retry);
            let client = client.with_config(AzureConfigKey::Client(time), REQUEST_TIME);
            let client = client.build().map_err(wrong)?;
            known_by(client.credentials(), address).await?;
            Box::new(client)
        }
        _ => return Err(address_error(address, &"it is that of no object store that we speak to")),
    })
}

/// Asks whoever knows who we are. Without keys in the environment that is a service of the machine, which
/// most machines do not have.
async fn known_by<C>(
    provider: &Arc<dyn CredentialProvider<Credential = C>>,
    address: &str,
) -> Result<(), Error> {
    let message = match tokio::time::timeout(TIME_TO_TELL, provider.get_credential()).await {
        Ok(Ok(_)) => return Ok(()),
        Ok(Err(error)) => brief(&error),
        Err(_) => "no keys are in the environment, and the machine does not tell us any".to_owned(),
    };
    Err(Error::Settings { address: address.to_owned(), message })
}

/// What an error says, for one line of a terminal.
fn brief(error: &object_store::Error) -> String {
    let mut told = error.to_string();
    let mut cause = std::error::Error::source(error);
    while let Some(source) = cause {
        // Most say what their causes say.
        let more = source.to_string();
        if !told.contains(&more) {
            told = format!("{told}: {more}");
        }
        cause = source.source();
    }
    // What was asked, and how often, stands before what was answered.
    let told = told.split_once(" - ").map_or(told.as_str(), |(_, answer)| answer);
    let line: String = told.split_whitespace().collect::<Vec<_>>().join(" ");
    let line: String = line.chars().take(400).collect();
    line.escape_debug().to_string().replace("\\\"", "\"").replace("\\'", "'")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_like_an_address_is_one_mistyped_or_not() {
        for folder in ["/shared/parts", "parts", "s3/parts", "gs", "../s3:/x"] {
            assert_eq!(Place::of(Path::new(folder)), Place::Folder(folder.into()));
        }
        for address in ["gs://bucket/parts", "s3:/bucket/parts", "s3:bucket", "s3//bucket", "x://y"]
        {
            assert_eq!(Place::of(Path::new(address)), Place::Bucket(address.to_owned()));
        }
    }

    #[test]
    fn addresses_that_name_no_bucket_are_told_from_those_that_do() {
        for (address, why) in [
            ("ftp://bucket/parts", "ftp://bucket/parts is no address of a bucket"),
            ("https://example.com/parts", "of no object store that we speak to"),
            ("s3:/bucket/parts", "s3:/bucket/parts is no address of a bucket"),
            ("s3//bucket/parts", "s3//bucket/parts is no address of a bucket"),
            ("s3://", "is no address of a bucket"),
            ("s3://who:secret@bucket/parts", "address of a bucket: s3://bucket/parts"),
        ] {
            let error = Bucket::open(address).err().expect(address);
            assert!(!error.is_temporary());
            assert!(error.to_string().contains(why), "{error}");
        }
    }
}
