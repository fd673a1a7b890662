//! What a company follows up on after an incident, kept by hand: claims that circulate, measures that
//! were promised, and other series to hold the talk against.

use super::dates::DateRule;
use super::{Lens, Normal, Origin, RowRule, cells, duplicates};
use crate::load::{Pick, RawRow, Rows};
use crate::model::Reason;
use crate::model::period::day_index;
use crate::model::table::{Claim, Commitment, Control};

/// What a fact check can find, as files write it, and as we do.
const FACT_CHECKS: [(&str, &str); 16] = [
    ("true", "true"),
    ("false", "false"),
    ("disputed", "disputed"),
    ("open", "open"),
    ("correct", "true"),
    ("incorrect", "false"),
    ("unverified", "open"),
    ("waar", "true"),
    ("onwaar", "false"),
    ("omstreden", "disputed"),
    ("真", "true"),
    ("事実", "true"),
    ("偽", "false"),
    ("誤り", "false"),
    ("争いあり", "disputed"),
    ("未確認", "open"),
];

/// Where a file keeps claims.
pub struct ClaimRule {
    checked_on: DateRule,
    origin: Origin,
    claim_id: Pick,
    statement: Pick,
    terms: Pick,
    fact_check: Pick,
    url: Pick,
}

impl ClaimRule {
    /// Finds the columns.
    pub fn new(rows: &Rows, checked_on: DateRule, origin: &Origin) -> Self {
        Self {
            checked_on,
            origin: origin.clone(),
            claim_id: rows.pick("claim_id"),
            statement: rows.pick("statement"),
            terms: rows.pick("terms"),
            fact_check: rows.pick("fact_check"),
            url: rows.pick("url"),
        }
    }
}

impl RowRule for ClaimRule {
    fn typed(&self, row: &RawRow, lens: &Lens) -> Result<Normal, Reason> {
        let statement = cells::required(&self.statement, row, "statement")?.into_owned();
        let terms = cells::required(&self.terms, row, "terms")?;
        let terms: Vec<&str> =
            terms.split(['|', '\n']).map(str::trim).filter(|term| !term.is_empty()).collect();
        if terms.is_empty() {
            return Err(Reason::MissingValue { column: "terms" });
        }
        let word = cells::required(&self.fact_check, row, "fact_check")?;
        let lower = word.trim().to_lowercase();
        let known = FACT_CHECKS.iter().find(|(theirs, _)| *theirs == lower);
        let unknown = || Reason::UnknownWord { column: "fact_check", value: word.to_string() };
        let (_, fact_check) = known.ok_or_else(unknown)?;
        Ok(Normal::Claim(Box::new(Claim {
            case_id: lens.case.id.clone(),
            claim_id: named(cells::text(&self.claim_id, row), &[&statement]),
            terms: terms.join("\n"),
            fact_check: (*fact_check).to_owned(),
            checked_on: self.checked_on.optional(row, lens.zone)?.map(|moment| moment.on),
            url: cells::text(&self.url, row),
            statement,
            file_id: self.origin.file_id.clone(),
            line: i64::try_from(row.line).unwrap_or(i64::MAX),
            first_seen_at: self.origin.first_seen_at,
        })))
    }
}

/// Where a file keeps promises.
pub struct CommitmentRule {
    made_on: DateRule,
    due_on: DateRule,
    done_on: DateRule,
    origin: Origin,
    commitment_id: Pick,
    kind: Pick,
    title: Pick,
    evidence: Pick,
}

impl CommitmentRule {
    /// Finds the columns.
    pub fn new(rows: &Rows, made_on: DateRule, origin: &Origin) -> Self {
        Self {
            due_on: made_on.of_column(rows.pick("due_on")),
            done_on: made_on.of_column(rows.pick("done_on")),
            made_on,
            origin: origin.clone(),
            commitment_id: rows.pick("commitment_id"),
            kind: rows.pick("kind"),
            title: rows.pick("title"),
            evidence: rows.pick("evidence"),
        }
    }
}

impl RowRule for CommitmentRule {
    fn typed(&self, row: &RawRow, lens: &Lens) -> Result<Normal, Reason> {
        let made_on = self.made_on.required(row, "made_on", lens.zone)?.on;
        let title = cells::required(&self.title, row, "title")?.into_owned();
        let day = |rule: &DateRule| -> Result<_, Reason> {
            Ok(rule.optional(row, lens.zone)?.map(|moment| moment.on))
        };
        let (due_on, done_on) = (day(&self.due_on)?, day(&self.done_on)?);
        let made = made_on.to_string();
        Ok(Normal::Commitment(Box::new(Commitment {
            case_id: lens.case.id.clone(),
            commitment_id: named(cells::text(&self.commitment_id, row), &[&title, &made]),
            kind: cells::text(&self.kind, row).unwrap_or_else(|| "measure".to_owned()),
            title,
            made_on,
            made_day: day_index(made_on),
            due_on,
            due_day: due_on.map(day_index),
            done_on,
            done_day: done_on.map(day_index),
            evidence: cells::text(&self.evidence, row),
            file_id: self.origin.file_id.clone(),
            line: i64::try_from(row.line).unwrap_or(i64::MAX),
            first_seen_at: self.origin.first_seen_at,
        })))
    }
}

/// Where a file keeps control series.
pub struct ControlRule {
    observed_on: DateRule,
    origin: Origin,
    series: Pick,
    value: Pick,
}

impl ControlRule {
    /// Finds the columns.
    pub fn new(rows: &Rows, observed_on: DateRule, origin: &Origin) -> Self {
        let (series, value) = (rows.pick("series"), rows.pick("value"));
        Self { observed_on, origin: origin.clone(), series, value }
    }
}

impl RowRule for ControlRule {
    fn typed(&self, row: &RawRow, lens: &Lens) -> Result<Normal, Reason> {
        let observed_on = self.observed_on.required(row, "observed_on", lens.zone)?.on;
        let value = cells::required(&self.value, row, "value")?;
        let unreadable = || Reason::UnreadableNumber { column: "value", value: value.to_string() };
        let number = cells::decimal(&value).filter(|number| 0.0 <= *number);
        Ok(Normal::Control(Box::new(Control {
            case_id: lens.case.id.clone(),
            series: cells::required(&self.series, row, "series")?.into_owned(),
            observed_on,
            day_index: day_index(observed_on),
            value: number.ok_or_else(unreadable)?,
            file_id: self.origin.file_id.clone(),
            line: i64::try_from(row.line).unwrap_or(i64::MAX),
            first_seen_at: self.origin.first_seen_at,
        })))
    }
}

/// The name that a person gave, or one made of what it names.
fn named(given: Option<String>, parts: &[&str]) -> String {
    given.unwrap_or_else(|| format!("{:016x}", duplicates::key(parts) >> 64))
}
