//! Sets a report in type: `Report` in, PDF bytes and their attachments out.

pub mod fonts;
pub mod html;
pub mod letter;
pub mod manifest;
pub mod offenders;
pub mod page;
pub mod pdf;
pub mod tables;
pub mod world;

use std::io;
use std::path::{Path, PathBuf};

use chrono::Datelike;
use rayon::prelude::*;
use sha2::{Digest, Sha256};

use crate::assets::{Overlay, TEMPLATES};
use crate::chart;
use crate::model::Period;
use crate::model::hash::hex;
use crate::report::Report;
use crate::report::format::Language;
use crate::report::wording::{self, Figure, Words};

/// A page could not be made.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A template of the reader's cannot be read.
    #[error("cannot read {}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What the file system said.
        source: io::Error,
    },
    /// The words of a language cannot be used.
    #[error(transparent)]
    Words(#[from] wording::Error),
    /// A chart could not be drawn.
    #[error(transparent)]
    Chart(#[from] chart::Error),
    /// A language that no report is written in.
    #[error("there is no language `{code}`")]
    UnknownLanguage {
        /// Its code.
        code: String,
    },
    /// A template does not compile.
    #[error("the template does not compile: {message}")]
    Compile {
        /// What typst said, with the place.
        message: String,
    },
    /// The pages cannot be made a PDF of the standards we promise.
    #[error("the pages make no PDF/A-3a with PDF/UA-1: {message}")]
    Export {
        /// What typst said.
        message: String,
    },
}

impl Error {
    /// What to do about it.
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Read { .. } => None,
            Self::Words(_) => Some("compare with what `init --templates` writes".to_owned()),
            Self::Chart(_) => None,
            Self::UnknownLanguage { .. } => {
                Some(format!("there are {}", Language::ALL.map(Language::code).join(", ")))
            }
            Self::Compile { .. } => {
                Some("run without `--templates` to see whether ours do".to_owned())
            }
            Self::Export { .. } => Some(
                "the report itself is sound: `measure` writes it as JSON; please send us that file"
                    .to_owned(),
            ),
        }
    }
}

/// The templates, and which of them are the reader's own.
#[derive(Debug, Clone)]
pub struct Templates {
    overlay: Overlay,
    overrides: Vec<String>,
}

impl Templates {
    /// Ours, with those of the reader's folder over them.
    pub fn load(folder: Option<&Path>) -> Result<Self, Error> {
        let overlay = Overlay::new(TEMPLATES, folder);
        let mut overrides = Vec::new();
        for name in overlay.names() {
            let found =
                overlay.find(name).map_err(|(path, source)| Error::Read { path, source })?;
            if found.is_some_and(|found| found.is_override) {
                overrides.push(name.to_owned());
            }
        }
        let additions =
            overlay.additions().map_err(|(path, source)| Error::Read { path, source })?;
        overrides.extend(additions.into_iter().filter(|name| name.ends_with(".typ")));
        Ok(Self { overlay, overrides })
    }

    /// Hash of all files, the reader's own among them.
    pub fn hash(&self) -> Result<String, Error> {
        let mut hasher = Sha256::new();
        let ours = self.overlay.names().map(str::to_owned);
        for name in ours.chain(self.overrides.iter().cloned()) {
            let found =
                self.overlay.find(&name).map_err(|(path, source)| Error::Read { path, source })?;
            hasher.update(name.as_bytes());
            hasher.update(found.map(|found| Sha256::digest(&found.bytes)).unwrap_or_default());
        }
        Ok(hex(&hasher.finalize()))
    }

    /// The words of a language.
    pub fn words(&self, language: Language) -> Result<Words, Error> {
        let name = format!("lang/{}.ftl", language.code());
        let found = self
            .overlay
            .find(&name)
            .map_err(|(path, source)| Error::Read { path, source })?
            .expect("every language has its messages");
        Ok(Words::new(language, &String::from_utf8_lossy(&found.bytes))?)
    }
}

/// A period as a page names it.
fn period_words(words: &Words, period: Period) -> Result<String, Error> {
    let span = period.span;
    let days = [("from", Figure::Day(span.from)), ("to", Figure::Day(span.to))];
    if period != Period::week_of(span.from) {
        let id = if span.from == span.to { "period-day" } else { "period-span" };
        return Ok(words.sentence(id, &days)?);
    }
    let week = Figure::Text(span.from.iso_week().week().to_string());
    let [from, to] = days;
    Ok(words.sentence("period-week", &[("week", week), from, to])?)
}

/// A file made from a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// Its path below the report's folder.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Everything made from one report.
#[derive(Debug, Clone)]
pub struct Rendered {
    /// The case.
    pub case_id: String,
    /// The name of its folder below that of the case.
    pub folder: String,
    /// The files, PDFs first.
    pub files: Vec<Made>,
    /// The PDFs that keep less than they should.
    pub impaired: Vec<String>,
}

/// One edition: what it may know, and what it carries inside it.
struct Edition<'a> {
    name: &'a str,
    report: Report,
    inside: Vec<Made>,
}

impl<'a> Edition<'a> {
    fn new(name: &'a str, report: &Report, all: &[Made], templates: &Templates) -> Self {
        if name == "counsel" {
            return Self { name, report: report.clone(), inside: all.to_vec() };
        }
        // An executive's document carries nothing that people wrote or go by.
        let report = report.for_executives();
        let inside = attachments(&report, templates);
        Self { name, report, inside }
    }

    /// The HTML page, which names the manifest that lies beside it.
    fn html(&self, templates: &Templates, all: &[Made]) -> Result<Made, Error> {
        let name = if self.name == "counsel" { "report-counsel.html" } else { "report.html" };
        let bytes = html::edition(&self.report, self.name, templates, all)?;
        Ok(Made { name: name.to_owned(), bytes })
    }

    /// The PDF in one language, and whether it keeps everything it should.
    fn pdf(&self, code: &str, templates: &Templates) -> Result<(Made, bool), Error> {
        let language = Language::from_code(code)
            .ok_or_else(|| Error::UnknownLanguage { code: code.to_owned() })?;
        let words = templates.words(language)?;
        let made = pdf::edition(&self.report, self.name, &words, templates, &self.inside)?;
        let name = format!("{}-{}-{code}.pdf", self.report.id(), self.name);
        let is_whole = made.is_whole();
        Ok((Made { name, bytes: made.bytes }, is_whole))
    }
}

/// Makes a report's PDFs, one for each edition and language, its HTML pages, one for each edition, and
/// what goes with them.
pub fn render(report: &Report, templates: &Templates) -> Result<Rendered, Error> {
    let is_asked = |form: &str| report.formats.iter().any(|asked| asked == form);
    let all = attachments(report, templates);
    let editions: Vec<Edition<'_>> = report
        .editions
        .par_iter()
        .map(|name| Edition::new(name, report, &all, templates))
        .collect();
    let languages = report.languages.iter().filter(|_| is_asked("pdf"));
    let asked: Vec<(&Edition<'_>, &String)> = editions
        .iter()
        .flat_map(|edition| languages.clone().map(move |code| (edition, code)))
        .collect();
    let pdfs = asked
        .par_iter()
        .map(|(edition, code)| edition.pdf(code, templates))
        .collect::<Result<Vec<_>, _>>()?;
    let impaired =
        pdfs.iter().filter(|(_, is_whole)| !is_whole).map(|(made, _)| made.name.clone()).collect();
    let mut files: Vec<Made> = pdfs.into_iter().map(|(made, _)| made).collect();
    for edition in editions.iter().filter(|_| is_asked("html")) {
        files.push(edition.html(templates, &all)?);
    }
    files.extend(all);
    if !report.rejected.is_empty() {
        files.push(Made { name: "rejected.csv".to_owned(), bytes: tables::csv(&report.rejected) });
    }
    let (case_id, folder) = (report.case.id.clone(), report.name.clone());
    Ok(Rendered { case_id, folder, files, impaired })
}

/// What stands beside a report, and inside every PDF: the report as data, the tables, the manifest.
fn attachments(report: &Report, templates: &Templates) -> Vec<Made> {
    let mut json = serde_json::to_vec_pretty(report).expect("a report is plain data");
    json.push(b'\n');
    let mut made = vec![Made { name: "report.json".to_owned(), bytes: json }];
    made.extend(tables::all(report));
    made.extend(report.methods.iter().map(|method| Made {
        name: format!("queries/{}.sql", method.metric),
        bytes: method.sql.clone().into_bytes(),
    }));
    let manifest = manifest::manifest(report, templates, &made);
    made.push(Made { name: "manifest.json".to_owned(), bytes: manifest });
    made
}
