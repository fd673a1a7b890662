//! Inputs made good: their files found, their profiles chosen, and no file read in two ways.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::{Error, Input, bad, zone};
use crate::config::{Config, InputConfig};
use crate::load::profile::{Names, Profile};
use crate::load::{self, ProfileSet};
use crate::model::display::did_you_mean;

/// The inputs of a config.
pub(super) fn inputs(
    config: &Config,
    folder: &Path,
    profiles: &ProfileSet,
) -> Result<Vec<Input>, Error> {
    if config.inputs.is_empty() {
        return Err(bad("config", "there is no [[input]]", Some("`init` shows one".to_owned())));
    }
    let made: Result<Vec<Input>, Error> = (1..)
        .zip(&config.inputs)
        .map(|(number, input)| {
            let place = format!("[[input]] {number} ({})", input.kind.name());
            make_input(config, input, folder, profiles, place)
        })
        .collect();
    made.and_then(refuse_overlaps)
}

/// A file read in two ways for one case would count once, and nobody could say which.
fn refuse_overlaps(inputs: Vec<Input>) -> Result<Vec<Input>, Error> {
    let mut named: BTreeMap<(&Path, Option<&str>), &str> = BTreeMap::new();
    for input in &inputs {
        for file in &input.files {
            let readers = [Some(input.case.as_deref()), input.case.as_ref().map(|_| None)];
            for case in readers.into_iter().flatten() {
                if let Some(other) = named.get(&(file.as_path(), case)) {
                    let message = format!("{} is named by {other} too", file.display());
                    let hint = "let each file be named once for each case".to_owned();
                    return Err(bad(&input.place, message, Some(hint)));
                }
            }
            named.insert((file, input.case.as_deref()), &input.place);
        }
    }
    Ok(inputs)
}

fn make_input(
    config: &Config,
    input: &InputConfig,
    folder: &Path,
    profiles: &ProfileSet,
    place: String,
) -> Result<Input, Error> {
    let ids = || config.cases.iter().map(|case| case.id.as_str());
    if let Some(case) = &input.case
        && !ids().any(|id| id == case)
    {
        return Err(bad(&place, format!("there is no case `{case}`"), did_you_mean(case, ids())));
    }
    let encoding = match &input.encoding {
        Some(name) => Some(encoding_rs::Encoding::for_label(name.as_bytes()).ok_or_else(|| {
            let hint = "encodings are named like utf-8, utf-16le, shift_jis, windows-1252";
            bad(&place, format!("there is no encoding `{name}`"), Some(hint.to_owned()))
        })?),
        None => None,
    };
    let zone = match &input.time_zone {
        Some(name) => Some(zone(&place, name)?),
        None => None,
    };
    check_columns(&place, input)?;
    if let Some(format) =
        input.date_formats.iter().find(|format| !load::profile::is_date_format(format))
    {
        let hint = "patterns are those of strftime, such as \"%d-%m-%Y %H:%M\"".to_owned();
        return Err(bad(&place, format!("{format:?} is no pattern for dates"), Some(hint)));
    }
    let candidates = candidates(input, profiles)?;
    let found = files(&input.files, folder, &place)?;
    Ok(Input {
        reading: load::Reading {
            kind: input.kind,
            candidates,
            others: profiles.all().to_vec(),
            encoding,
            limits: config.limits,
            siblings: found.clone(),
        },
        files: found,
        case: input.case.clone(),
        zone,
        trusts_labels: input.trusts_labels,
        place,
    })
}

/// The profiles that may read an input. Columns in the config make one of their own, or are laid
/// over the one it names.
fn candidates(input: &InputConfig, profiles: &ProfileSet) -> Result<Vec<Profile>, Error> {
    let bases: Vec<Profile> = match &input.profile {
        Some(name) => vec![profiles.named(name)?.clone()],
        None if input.columns.is_empty() => profiles.of_kind(input.kind).cloned().collect(),
        None => vec![inline(input)],
    };
    let laid: Vec<Profile> =
        bases.into_iter().map(|base| overlaid(base, input).loosened()).collect();
    laid.iter().try_for_each(Profile::check)?;
    Ok(laid)
}

/// A profile made of nothing but what the config says. Every column it names is a sign.
fn inline(input: &InputConfig) -> Profile {
    let signs = input.columns.values().filter(|names| matches!(names, Names::One(_)));
    Profile {
        recognize: signs.cloned().collect(),
        columns: input.columns.clone(),
        is_own: true,
        ..Profile::blank("columns in the config", input.kind)
    }
}

fn overlaid(mut profile: Profile, input: &InputConfig) -> Profile {
    profile.columns.extend(input.columns.clone());
    profile.values.extend(input.values.clone());
    profile.missing.extend(input.missing.clone());
    profile.labels.extend(input.labels.clone());
    profile.words.extend(input.words.clone());
    profile.extract.extend(input.extract.clone());
    profile.prefix.extend(input.prefix.clone());
    profile.fill_down.extend(input.fill_down.clone());
    profile.skip.extend(input.skip.clone());
    profile.file_name = input.file_name.clone().or(profile.file_name);
    profile.day_order = input.day_order.or(profile.day_order);
    profile.label_scale = input.label_scale.or(profile.label_scale);
    profile.first_position = input.first_position.unwrap_or(profile.first_position);
    profile.unescape = input.unescape.unwrap_or(profile.unescape);
    profile.short_rows = input.short_rows.unwrap_or(profile.short_rows);
    profile.date_formats.splice(0..0, input.date_formats.iter().cloned());
    profile.failed = input.failed.clone().or(profile.failed);
    profile.empty = input.empty.clone().or(profile.empty);
    profile.coverage = input.coverage.unwrap_or(profile.coverage);
    profile.depth = input.depth.or(profile.depth);
    profile.shares_only = input.shares_only.unwrap_or(profile.shares_only);
    profile
}

/// The files that fit the patterns, in order, each once.
fn files(patterns: &[String], folder: &Path, place: &str) -> Result<Vec<PathBuf>, Error> {
    let mut files = BTreeSet::new();
    for pattern in patterns {
        let full = folder.join(pattern);
        let found = glob::glob(&full.to_string_lossy())
            .map_err(|error| bad(place, format!("{pattern:?} is no pattern: {error}"), None))?;
        let before = files.len();
        for path in found {
            let path = path.map_err(|error| Error::Read {
                path: error.path().to_owned(),
                source: error.into(),
            })?;
            if path.is_file() {
                files.insert(path);
            }
        }
        if files.len() == before {
            return Err(Error::NoFile {
                pattern: pattern.clone(),
                place: place.to_owned(),
                hint: format!(
                    "patterns are relative to {}; put the export there, or correct `files`",
                    folder.display()
                ),
            });
        }
    }
    let mut files: Vec<PathBuf> = files.into_iter().collect();
    // As people number them: export-9 before export-10.
    files.sort_by(|a, b| natord::compare(&a.to_string_lossy(), &b.to_string_lossy()));
    Ok(files)
}

/// Every name of ours that an input maps is one that its kind has.
fn check_columns(place: &str, input: &InputConfig) -> Result<(), Error> {
    let signs = input.failed.iter().chain(&input.empty).chain(&input.skip);
    let given = input
        .columns
        .keys()
        .chain(input.values.keys())
        .chain(input.missing.keys())
        .chain(input.words.keys())
        .chain(input.extract.keys())
        .chain(input.prefix.keys())
        .chain(&input.fill_down)
        .chain(signs.map(|signs| &signs.column));
    let Some(name) = load::profile::unknown_column(input.kind, given) else { return Ok(()) };
    let known = load::profile::known_columns(input.kind);
    let hint = did_you_mean(name, known.iter().copied())
        .unwrap_or_else(|| format!("what there is: {}", known.join(", ")));
    let kind = input.kind.name();
    Err(bad(place, format!("{kind} have no column `{name}`"), Some(hint)))
}
