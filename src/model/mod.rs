//! Our nouns: cases, periods, tables, labels, and what happened to each file. Imports nothing of ours.

pub mod audit;
pub mod case;
pub mod counsel;
pub mod display;
pub mod files;
pub mod hash;
pub mod label;
pub mod needs;
pub mod note;
pub mod passport;
pub mod period;
pub mod revision;
pub mod row;
pub mod table;

pub use audit::Audit;
pub use case::{Case, DecisionClock, LogRetention, Margins, Plan, Rule, SearchTerm};
pub use counsel::Counsel;
pub use label::{Label, LabelSource, NO_SCORER, Polarity};
pub use needs::Needs;
pub use note::{Note, NoteKind};
pub use passport::{Passport, Reason, Rejected, RejectedRow};
pub use period::{DaySpan, Period};
pub use row::Row;
pub use table::{Column, ColumnType, Kind};
