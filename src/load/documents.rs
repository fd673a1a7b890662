//! The rows of JSON documents, under our own names for their columns.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use csv::StringRecord;

use super::Error;
use super::json::{Documents, Fault, Numbered, Tree};
use super::path::Path;
use super::profile::{Format, Profile, RowsAt};
use super::rows::{JOIN_KEY, RawRow, Records};
use super::unpack::Part;
use crate::model::{Reason, Rejected};

/// Knows how the rows of a profile are found in a document.
pub(super) struct RowFinder {
    /// Our names of the columns, in order.
    pub(super) header: Vec<String>,
    sorts: Vec<Sort>,
}

/// One sort of row.
struct Sort {
    at: Path,
    only: Vec<(Path, Vec<String>)>,
    /// For each column the paths that may hold it, and what it is when none does.
    columns: Vec<(Vec<Path>, Option<String>)>,
}

impl RowFinder {
    /// The finder of a profile, whose paths are known to be well formed.
    pub(super) fn new(profile: &Profile) -> Self {
        let mut names: BTreeSet<&String> = profile.columns.keys().collect();
        for rows in &profile.rows {
            names.extend(rows.columns.keys().chain(rows.values.keys()));
        }
        let mut header: Vec<String> = names.into_iter().cloned().collect();
        if profile.join.is_some() && !header.iter().any(|name| name == JOIN_KEY) {
            header.push(JOIN_KEY.to_owned());
        }
        let whole = RowsAt {
            at: "$".to_owned(),
            only: BTreeMap::new(),
            columns: BTreeMap::new(),
            values: BTreeMap::new(),
        };
        let sorts =
            if profile.rows.is_empty() { std::slice::from_ref(&whole) } else { &profile.rows };
        let sorts = sorts.iter().map(|rows| Sort::new(profile, rows, &header)).collect();
        Self { header, sorts }
    }

    fn rows(&self, line: u64, document: &Tree, found: &mut VecDeque<RawRow>) {
        for sort in &self.sorts {
            let places = sort.at.places(document).into_iter().filter(|place| {
                sort.only.iter().all(|(path, words)| {
                    path.text(place, &sort.at).is_some_and(|text| words.contains(&text))
                })
            });
            for (index, place) in places.enumerate() {
                let place = place.numbered(index + 1);
                let cells: StringRecord = sort
                    .columns
                    .iter()
                    .map(|(paths, fixed)| {
                        let said = |path: &Path| {
                            path.text(&place, &sort.at).filter(|text| !text.trim().is_empty())
                        };
                        paths.iter().find_map(said).or_else(|| fixed.clone()).unwrap_or_default()
                    })
                    .collect();
                found.push_back(RawRow::new(line, cells));
            }
        }
    }
}

impl Sort {
    fn new(profile: &Profile, rows: &RowsAt, header: &[String]) -> Self {
        let path = |text: &String| Path::parse(text).expect("the profile was checked");
        let columns = header.iter().map(|ours| {
            if ours == JOIN_KEY && profile.join.is_some() {
                // In the row, else in its document.
                let on = profile.join.iter().map(|join| join.on.clone());
                let on = on.flat_map(|on| [format!("$.{on}"), on]).rev();
                return (on.filter_map(|text| Path::parse(&text)).collect(), None);
            }
            let names = rows.columns.get(ours).or_else(|| profile.columns.get(ours));
            let paths = names.map(|names| names.all().iter().map(path).collect());
            (paths.unwrap_or_default(), rows.values.get(ours).cloned())
        });
        Self {
            at: path(&rows.at),
            only: rows.only.iter().map(|(text, words)| (path(text), words.clone())).collect(),
            columns: columns.collect(),
        }
    }
}

/// How many documents are looked at before they are read.
pub(super) const SAMPLED_DOCUMENTS: usize = 500;

/// How well a profile's signs fit the first documents: their count when all are there.
pub(super) fn fit(profile: &Profile, documents: &[Tree]) -> Option<usize> {
    let is_there = |path: &Path| documents.iter().any(|document| path.is_in(document));
    let has = |sign: &super::profile::Names| {
        sign.all().iter().filter_map(|text| Path::parse(text)).any(|path| is_there(&path))
    };
    let fits = profile.format == Format::Json
        && !profile.recognize.is_empty()
        && profile.recognize.iter().all(has);
    fits.then_some(profile.recognize.len())
}

/// The rows of JSON documents that a profile of paths knows.
pub(super) struct DocumentRows {
    documents: Documents,
    finder: RowFinder,
    waiting: VecDeque<RawRow>,
    part: PartName,
}

/// The path for messages.
struct PartName(std::path::PathBuf);

impl DocumentRows {
    pub(super) fn new(part: &Part, documents: Documents, finder: RowFinder) -> Self {
        Self { documents, finder, waiting: VecDeque::new(), part: PartName(part.shown()) }
    }
}

/// Fails with what is wrong in the first document, if anything is.
pub(super) fn check_first(part: &Part, mut documents: Documents) -> Result<(), Error> {
    match documents.read_next() {
        Ok(_) => Ok(()),
        Err((number, fault)) => Err(fault_error(&PartName(part.shown()), number, fault)),
    }
}

/// A document and where it is found, or the row that a bad one counts as.
type Read = Result<Numbered, Rejected>;

/// The next document, or the row that a bad one counts as.
fn next_document(documents: &mut Documents, part: &PartName) -> Result<Option<Read>, Error> {
    match documents.read_next() {
        Ok(document) => Ok(document.map(Ok)),
        Err((line, fault)) if documents.ends_with(&fault) => Err(fault_error(part, line, fault)),
        Err((line, fault)) => {
            let message = match fault {
                Fault::Syntax(message) => message,
                Fault::Over(over) => over.to_string(),
                Fault::Disk(error) => error.to_string(),
            };
            Ok(Some(Err(Rejected { line, reason: Reason::BrokenDocument { message } })))
        }
    }
}

fn fault_error(part: &PartName, number: u64, fault: Fault) -> Error {
    let path = part.0.clone();
    match fault {
        Fault::Syntax(message) => Error::BrokenJson { path, number, message },
        Fault::Over(over) => Error::OverLimit { path, over },
        Fault::Disk(error) => Error::of_io(&path, error),
    }
}

impl Records for DocumentRows {
    fn next(&mut self) -> Result<Option<Result<RawRow, Rejected>>, Error> {
        loop {
            if let Some(row) = self.waiting.pop_front() {
                return Ok(Some(Ok(row)));
            }
            match next_document(&mut self.documents, &self.part)? {
                None => return Ok(None),
                Some(Err(rejected)) => return Ok(Some(Err(rejected))),
                Some(Ok((line, document))) => {
                    self.finder.rows(line, &document, &mut self.waiting);
                }
            }
        }
    }
}

/// The rows of JSON documents whose members are the columns of a table.
pub(super) struct MemberRows {
    documents: Documents,
    header: Vec<String>,
    part: PartName,
}

impl MemberRows {
    pub(super) fn new(part: &Part, documents: Documents, header: Vec<String>) -> Self {
        Self { documents, header, part: PartName(part.shown()) }
    }
}

impl Records for MemberRows {
    fn next(&mut self) -> Result<Option<Result<RawRow, Rejected>>, Error> {
        let found = next_document(&mut self.documents, &self.part)?;
        Ok(found.map(|document| {
            document.map(|(line, document)| {
                let cell = |name: &String| flat(&document, name).and_then(Tree::text);
                let cells = self.header.iter().map(|name| cell(name).unwrap_or_default());
                RawRow::new(line, cells.collect())
            })
        }))
    }
}

/// The names of all members of the documents, those of members within with dots between.
pub(super) fn member_names(documents: &[Tree]) -> Vec<String> {
    fn add(prefix: &str, tree: &Tree, names: &mut Vec<String>) {
        let Tree::Object(members) = tree else { return };
        for (name, value) in members {
            let name = if prefix.is_empty() { name.clone() } else { format!("{prefix}.{name}") };
            if matches!(value, Tree::Object(_)) {
                add(&name, value, names);
            } else if !names.contains(&name) {
                names.push(name);
            }
        }
    }
    let mut names = Vec::new();
    for document in documents {
        add("", document, &mut names);
    }
    names
}

/// The member of that name, which may have dots of its own or lead through members.
fn flat<'t>(tree: &'t Tree, name: &str) -> Option<&'t Tree> {
    tree.member(name).or_else(|| {
        name.match_indices('.').find_map(|(at, _)| flat(tree.member(&name[..at])?, &name[at + 1..]))
    })
}
