//! What the program carries inside it: queries, templates, fonts. A folder of the reader's lies
//! over each, file by file.

use std::borrow::Cow;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// A file in the program: its path below its folder, and its bytes.
pub type Asset = (&'static str, &'static [u8]);

macro_rules! assets {
    ($folder:literal: $($path:literal),+ $(,)?) => {
        &[$(($path, include_bytes!(concat!("../", $folder, "/", $path)))),+]
    };
}

/// The metric definitions, in the order they are measured.
pub const QUERIES: &[Asset] = assets!("queries":
    "talk_volume.sql",
    "negative_share.sql",
    "talk_days.sql",
    "talk_weeks.sql",
    "talk_spans.sql",
    "first_page_share.sql",
    "owned_share.sql",
    "visibility.sql",
    "record_spans.sql",
    "lingering_register.sql",
    "rank_path.sql",
    "capture_calendar.sql",
    "tracked_positions.sql",
    "source_days.sql",
    "term_names.sql",
    "vanished_items.sql",
    "page_item_kinds.sql",
    "page_order.sql",
    "storm_arrivals.sql",
    "storm_items.sql",
    "claim_register.sql",
    "claim_weeks.sql",
    "removal_docket.sql",
    "event_log.sql",
    "promise_register.sql",
    "control_days.sql",
);

/// The templates and their messages.
pub const TEMPLATES: &[Asset] = assets!("report-templates":
    "attachments.typ",
    "components.typ",
    "counsel.typ",
    "executive.typ",
    "theme.typ",
    "sections/about.typ",
    "sections/actions.typ",
    "sections/answers.typ",
    "sections/changes.typ",
    "sections/charts.typ",
    "sections/claims.typ",
    "sections/course.typ",
    "sections/decisions.typ",
    "sections/effects.typ",
    "sections/findings.typ",
    "sections/measurement.typ",
    "sections/notes.typ",
    "sections/panels.typ",
    "sections/promises.typ",
    "sections/register.typ",
    "sections/removals.typ",
    "sections/search.typ",
    "sections/storms.typ",
    "sections/themes.typ",
    "sections/unknowns.typ",
    "sections/verdicts.typ",
    "lang/en.ftl",
    "lang/ja.ftl",
    "lang/nl.ftl",
);

/// The fonts, in the order they are looked through. Another order would give other bytes.
pub const FONTS: &[Asset] = assets!("report-templates":
    "fonts/SourceSans3-Regular.ttf",
    "fonts/SourceSans3-Bold.ttf",
    "fonts/BIZUDPGothic-Regular.ttf",
    "fonts/BIZUDPGothic-Bold.ttf",
    "fonts/NotoSansJP-Regular.ttf",
    "fonts/NotoEmoji-Regular.ttf",
);

/// The embedded file of that path.
pub fn embedded(assets: &[Asset], path: &str) -> Option<&'static [u8]> {
    assets.iter().find(|(name, _)| *name == path).map(|(_, bytes)| *bytes)
}

/// The embedded files, and the folder that lies over them.
#[derive(Debug, Clone)]
pub struct Overlay {
    assets: &'static [Asset],
    folder: Option<PathBuf>,
}

/// One file as it is found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Its bytes.
    pub bytes: Cow<'static, [u8]>,
    /// Whether it is the reader's, and differs from ours.
    pub is_override: bool,
}

impl Overlay {
    /// Lays a folder over embedded files.
    pub fn new(assets: &'static [Asset], folder: Option<&Path>) -> Self {
        Self { assets, folder: folder.map(Path::to_owned) }
    }

    /// The names of the embedded files, in order.
    pub fn names(&self) -> impl Iterator<Item = &'static str> + '_ {
        self.assets.iter().map(|(name, _)| *name)
    }

    /// Files of the reader's folder, at any depth, that lie over none of ours, in order.
    pub fn additions(&self) -> Result<Vec<String>, (PathBuf, io::Error)> {
        let mut additions = Vec::new();
        if let Some(folder) = &self.folder {
            walk(folder, folder, &mut additions)?;
        }
        additions.retain(|name| embedded(self.assets, name).is_none());
        additions.sort();
        Ok(additions)
    }

    /// The file of that path: the reader's where there is one, else ours. One that is there and
    /// cannot be read is an error, not a silent default.
    pub fn find(&self, path: &str) -> Result<Option<Found>, (PathBuf, io::Error)> {
        let ours = embedded(self.assets, path);
        if let Some(folder) = &self.folder {
            let file = folder.join(path);
            match fs::read(&file) {
                Ok(bytes) => {
                    let is_override = ours != Some(bytes.as_slice());
                    return Ok(Some(Found { bytes: Cow::Owned(bytes), is_override }));
                }
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => return Err((file, error)),
            }
        }
        Ok(ours.map(|bytes| Found { bytes: Cow::Borrowed(bytes), is_override: false }))
    }
}

/// Every file below a folder, by its path relative to `top`.
fn walk(top: &Path, folder: &Path, found: &mut Vec<String>) -> Result<(), (PathBuf, io::Error)> {
    let failed = |error| (folder.to_owned(), error);
    for entry in fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        if path.is_dir() {
            walk(top, &path, found)?;
        } else if let Ok(relative) = path.strip_prefix(top) {
            found.push(relative.to_string_lossy().replace('\\', "/"));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reader_s_file_lies_over_ours_and_is_an_override_only_when_it_differs() {
        let folder = tempfile::tempdir().unwrap();
        let overlay = Overlay::new(QUERIES, Some(folder.path()));
        let name = "talk_volume.sql";
        let ours = overlay.find(name).unwrap().unwrap();
        assert!(!ours.is_override);
        fs::write(folder.path().join(name), &ours.bytes).unwrap();
        assert!(!overlay.find(name).unwrap().unwrap().is_override);
        fs::write(folder.path().join(name), "select 1").unwrap();
        assert!(overlay.find(name).unwrap().unwrap().is_override);
        assert!(overlay.find("no-such.sql").unwrap().is_none());
    }

    #[test]
    fn a_file_that_cannot_be_read_is_no_silent_default() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("talk_volume.sql")).unwrap();
        let overlay = Overlay::new(QUERIES, Some(folder.path()));
        assert!(overlay.find("talk_volume.sql").is_err());
    }
}
