//! What a section of a page is made of. Templates and the HTML page set it, block after block, and
//! compute nothing.

use serde::Serialize;

use super::Chart;

/// One section: a heading and what stands under it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Section {
    /// Its heading.
    pub title: String,
    /// What stands under it, in order.
    pub blocks: Vec<Block>,
}

/// A part of a section.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Block {
    /// A heading below the section's.
    Heading {
        /// Its words.
        text: String,
    },
    /// Sentences.
    Paragraph {
        /// They.
        text: String,
    },
    /// Sentences that stand back: a source, a remark, what is said where there is nothing.
    Remark {
        /// They.
        text: String,
    },
    /// A list.
    List {
        /// Its items.
        items: Vec<String>,
        /// Whether they are numbered.
        is_numbered: bool,
    },
    /// Words and what they mean.
    Terms {
        /// Word and meaning.
        terms: Vec<(String, String)>,
    },
    /// A table.
    Table(Table),
    /// A chart.
    Chart(Chart),
    /// Small charts of equal scale, side by side.
    Panels {
        /// They.
        charts: Vec<Chart>,
    },
    /// Text to be set letter by letter.
    Code {
        /// What it is.
        title: String,
        /// It.
        text: String,
    },
}

impl Block {
    /// A list without numbers.
    pub fn list(items: Vec<String>) -> Self {
        Self::List { items, is_numbered: false }
    }
}

/// A table with a header.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Table {
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows, each with a cell for every column.
    pub rows: Vec<Vec<Cell>>,
    /// What is said of rows that are not printed.
    pub more: Option<String>,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Column {
    /// Its heading.
    pub heading: String,
    /// Whether it holds numbers, which stand to the right.
    pub is_number: bool,
    /// Whether it takes the room that the others leave.
    pub is_wide: bool,
}

/// A cell of a table.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Cell {
    /// What it says.
    pub text: String,
    /// What stands under that, smaller.
    pub below: Vec<String>,
    /// Whether somebody has to act.
    pub is_alarm: bool,
    /// A small chart: its path.
    pub picture: Option<String>,
    /// What that chart shows.
    pub alt: String,
}

impl Cell {
    /// All its lines.
    pub fn lines(&self) -> impl Iterator<Item = &String> {
        std::iter::once(&self.text).chain(&self.below)
    }

    /// With lines under it; empty ones are left out.
    pub fn below(mut self, lines: impl IntoIterator<Item = String>) -> Self {
        self.below.extend(lines.into_iter().filter(|line| !line.is_empty()));
        self
    }

    /// As one that calls for somebody to act, where `is_alarm`.
    pub fn alarm(mut self, is_alarm: bool) -> Self {
        self.is_alarm = is_alarm;
        self
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self { text, ..Self::default() }
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}
