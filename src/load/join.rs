//! Files that complete each other: rows of one are joined to those of another by what they share.

use std::borrow::Cow;
use std::collections::HashMap;
use std::path::PathBuf;

use super::profile::{Join, Names, known_columns};
use super::rows::{JOIN_KEY, Partner};
use super::{Error, Part, Pick, Reading, each_part, load};

/// The rows of the file that completes those of `part`, by what they share.
pub(super) fn partner(part: &Part, join: &Join, reading: &Reading) -> Result<Partner, Error> {
    let missing = || Error::NoPartner { path: part.shown(), profile: join.profile.clone() };
    let profile = reading.others.iter().find(|profile| profile.name == join.profile);
    let mut profile = profile.ok_or_else(missing)?.clone();
    profile.join = None;
    profile.columns.insert(JOIN_KEY.to_owned(), Names::One(join.on.clone()));
    let partner_reading = Reading { candidates: vec![profile], ..reading.clone() };
    let beside = |path: &&PathBuf| **path != part.path && path.parent() == part.path.parent();
    let mut columns: Vec<String> = Vec::new();
    let mut rows: HashMap<String, Vec<String>> = HashMap::new();
    let mut files: Vec<PathBuf> = Vec::new();
    for path in reading.siblings.iter().filter(beside) {
        each_part(path, reading.limits, &mut |sibling: &Part| -> Result<(), Error> {
            let mut partner = match load(sibling, &partner_reading) {
                Ok(partner) => partner,
                Err(Error::Unrecognized { .. } | Error::MissingColumn { .. }) => return Ok(()),
                Err(error) => return Err(error),
            };
            files.push(sibling.path.clone());
            let known = known_columns(partner.profile().kind).iter();
            let known: Vec<(&str, Pick)> = known
                .map(|ours| (*ours, partner.pick(ours)))
                .filter(|(_, pick)| pick.is_in_file())
                .collect();
            columns = known.iter().map(|(ours, _)| (*ours).to_owned()).collect();
            let key = partner.pick(JOIN_KEY);
            while let Some(row) = partner.next_row()? {
                let Ok(row) = row else { continue };
                let Some(key) = key.from(&row) else { continue };
                let values = known
                    .iter()
                    .map(|(_, pick)| pick.from(&row).map(Cow::into_owned).unwrap_or_default());
                rows.insert(key.into_owned(), values.collect());
            }
            Ok(())
        })?;
    }
    files.dedup();
    if files.is_empty() { Err(missing()) } else { Ok(Partner { files, columns, rows }) }
}
