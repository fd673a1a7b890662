//! What the templates can see: what was made for this report, the reader's own templates, ours,
//! and nothing else.

use std::collections::BTreeMap;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_kit::files::{FileLoader, FileStore};
use typst_kit::fonts::FontStore;

use super::fonts;
use crate::assets::Overlay;

/// Files made for one report, by their path in the templates' world.
pub type Generated = BTreeMap<String, Vec<u8>>;

/// The world of one document.
pub struct ReportWorld {
    main: FileId,
    library: LazyHash<Library>,
    fonts: FontStore,
    files: FileStore<ReportFiles>,
    dated: Datetime,
}

/// Looks in three places, in this order: made for this report, the reader's own templates, ours.
struct ReportFiles {
    generated: Generated,
    templates: Overlay,
}

impl ReportWorld {
    /// The world of a document whose template is `main` and whose day is `dated`.
    pub fn new(main: &str, generated: Generated, templates: Overlay, dated: Datetime) -> Self {
        let path =
            VirtualPath::new(format!("/{main}")).expect("a template of ours has a plain path");
        let mut store = FontStore::new();
        store.extend(fonts::fonts().iter().cloned());
        Self {
            main: FileId::new(RootedPath::new(VirtualRoot::Project, path)),
            library: LazyHash::new(Library::builder().build()),
            fonts: store,
            files: FileStore::new(ReportFiles { generated, templates }),
            dated,
        }
    }
}

impl FileLoader for ReportFiles {
    fn load(&self, id: FileId) -> FileResult<Bytes> {
        // A package would be fetched from the network; there are none in here.
        if !matches!(id.root(), VirtualRoot::Project) {
            return Err(FileError::AccessDenied);
        }
        let path = id.vpath().get_without_slash();
        if let Some(bytes) = self.generated.get(path) {
            return Ok(Bytes::new(bytes.clone()));
        }
        match self.templates.find(path) {
            Ok(Some(found)) => Ok(Bytes::new(found.bytes)),
            Ok(None) => Err(FileError::NotFound(path.into())),
            Err((file, error)) => Err(FileError::from_io(error, &file)),
        }
    }
}

impl World for ReportWorld {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.fonts.book()
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.files.source(id)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.files.file(id)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.font(index)
    }

    /// The day the report is as of. A report rendered next month is the same report.
    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        Some(self.dated)
    }
}
