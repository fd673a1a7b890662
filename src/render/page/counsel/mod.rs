//! The pages for counsel: everything, section by section, each number with the rows behind it.

mod about;
mod actions;
mod record;
mod talk;

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::block::{Block, Cell, Column, Section, Table};
use super::{Clocks, Error, Writer};
use crate::report::wording::Figure;
use crate::stats::Measured;

/// A cell with more letters on a line is set as wide as there is room.
const LONG: usize = 44;

/// Sections by name.
pub(super) type Sections = BTreeMap<&'static str, Section>;

/// How a number is written.
type Written<'a> = fn(&Writer<'a>, f64) -> String;

impl<'a> Writer<'a> {
    /// Every section of the edition.
    pub(super) fn counsel(&mut self, clocks: &Clocks) -> Result<Sections, Error> {
        let mut sections = Sections::new();
        let mut add = |name: &'static str, section: Result<Section, Error>| {
            section.map(|section| sections.insert(name, section)).map(|_| ())
        };
        add("findings", self.findings_section(clocks))?;
        add("charts", self.charts_section(clocks))?;
        add("register", self.register_section())?;
        add("search", self.search_section())?;
        add("removals", self.removals_section())?;
        add("logs", self.logs_section())?;
        add("storms", self.storms_section())?;
        add("answers", self.answers_section())?;
        add("effects", self.effects_section())?;
        add("claims", self.claims_section())?;
        add("promises", self.promises_section())?;
        add("themes", self.themes_section())?;
        add("measurement", self.measurement_section())?;
        add("sensitivity", self.sensitivity_section())?;
        add("methods", self.methods_section())?;
        add("blind", self.blind_section())?;
        add("passports", self.passports_section())?;
        add("glossary", self.glossary_section())?;
        add("queries", self.queries_section())?;
        Ok(sections)
    }

    fn section(&self, name: &str, blocks: Vec<Block>) -> Result<Section, Error> {
        Ok(Section { title: self.words.text(&format!("section-{name}"))?, blocks })
    }

    fn heading(&self, id: &str) -> Result<Block, Error> {
        Ok(Block::Heading { text: self.words.text(id)? })
    }

    fn remark(&self, id: &str) -> Result<Block, Error> {
        Ok(Block::Remark { text: self.words.text(id)? })
    }

    /// A table cut to as many rows as are printed. Columns are named by their messages: `>` before one
    /// that holds numbers, `*` before one that takes the room that is left.
    fn table(
        &self,
        columns: &[&str],
        mut rows: Vec<Vec<Cell>>,
        name: &str,
    ) -> Result<Block, Error> {
        let hidden = rows.len().saturating_sub(self.report.counsel.table_rows as usize);
        rows.truncate(rows.len() - hidden);
        self.set_table(columns, rows, hidden, &format!("{name}.csv"))
    }

    /// The same, or the reason why there are no rows.
    fn table_or(
        &self,
        columns: &[&str],
        rows: Vec<Vec<Cell>>,
        name: &str,
        reason: String,
    ) -> Result<Block, Error> {
        if rows.is_empty() {
            return Ok(Block::Remark { text: reason });
        }
        self.table(columns, rows, name)
    }

    /// A table of which so many rows are hidden, and the file that has them; or the words for none.
    pub(super) fn set_table(
        &self,
        columns: &[&str],
        rows: Vec<Vec<Cell>>,
        hidden: usize,
        file: &str,
    ) -> Result<Block, Error> {
        if rows.is_empty() {
            return self.remark("table-none");
        }
        let column = |id: &&str| -> Result<Column, Error> {
            let bare = id.trim_start_matches(['>', '*']);
            Ok(Column {
                heading: self.words.text(&format!("column-{bare}"))?,
                is_number: id.starts_with('>'),
                is_wide: id.starts_with('*'),
            })
        };
        let mut columns = columns.iter().map(column).collect::<Result<Vec<_>, _>>()?;
        for (at, column) in columns.iter_mut().enumerate() {
            // A long cell would leave the others no room.
            let cells = rows.iter().filter_map(|row| row.get(at));
            column.is_wide |= cells.flat_map(Cell::lines).any(|line| LONG < line.chars().count());
        }
        let figures =
            [("count", Figure::Count(hidden as i64)), ("name", Figure::Text(file.to_owned()))];
        let id = if file == "manifest.json" { "rows-more-manifest" } else { "rows-more" };
        let more = match hidden {
            0 => None,
            _ => Some(self.words.sentence(id, &figures)?),
        };
        Ok(Block::Table(Table { columns, rows, more }))
    }

    /// In which of the attached tables the rows of a section are; one without rows is not made.
    fn rows_of(&self, tables: &[&str]) -> Result<Block, Error> {
        let separator = self.words.text("list-separator")?;
        let is_there = |table: &&&str| self.tables.contains(**table);
        let files: Vec<String> =
            tables.iter().filter(is_there).map(|table| format!("{table}.csv")).collect();
        if files.is_empty() {
            return Ok(Block::Remark { text: String::new() });
        }
        let figures = [("tables", Figure::Text(files.join(&separator)))];
        Ok(Block::Remark { text: self.words.sentence("rows-source", &figures)? })
    }

    /// A number with its interval under it, or a dash and why there is none.
    fn measured(&mut self, measured: &Measured, write: Written<'a>) -> Result<Cell, Error> {
        let Some(value) = measured.value() else {
            let reason = self.refusal(measured)?;
            return Ok(Cell::from("–").below([reason]));
        };
        let interval = match measured.interval() {
            Some(ends) => {
                let ends = [
                    ("low", Figure::Text(write(self, ends.low))),
                    ("high", Figure::Text(write(self, ends.high))),
                ];
                self.words.sentence("interval", &ends)?
            }
            None => String::new(),
        };
        Ok(Cell::from(write(self, value)).below([interval]))
    }

    fn day_or_dash(&self, day: Option<NaiveDate>) -> String {
        day.map_or_else(|| "–".to_owned(), |day| self.words.formats.numeric_day(day))
    }

    pub(super) fn number_or_dash(&self, value: Option<i64>) -> String {
        value.map_or_else(|| "–".to_owned(), |value| self.number(value))
    }

    fn as_share(&self, value: f64) -> String {
        self.words.share(value)
    }

    fn as_points(&self, value: f64) -> String {
        self.signed(value)
    }

    fn as_whole(&self, value: f64) -> String {
        self.number(value.round() as i64)
    }

    fn as_decimal(&self, value: f64) -> String {
        self.words.formats.decimal(value, 1)
    }
}
