//! Weekly reports on whether an organization recovers from an online firestorm.
//!
//! ```text
//! exports ─load─▶ raw ─normalize─▶ tables ─score─▶ labelled ─store─▶ Parquet
//!                   └ rejected rows ───────────────────────┐          │
//!                                                          ▼          ▼ engine + queries/*.sql
//!    PDF ◀─deliver─ bytes ◀─render─ charts ◀──────── Report (JSON) ◀─ assess ◀─ measure (SQL)
//! ```
//!
//! One direction. Each stage is a folder with one public function named after it, and no stage
//! calls another: `pipeline` is the only one that knows the order.

pub mod cli;
pub mod config;
pub mod job;

pub mod pipeline;

pub mod model;

pub mod audit;
pub mod load;
pub mod mail;
pub mod normalize;
pub mod score;
pub mod store;

pub mod engine;
pub mod measure;
pub mod stats;
pub mod themes;

pub mod assess;

pub mod report;

pub mod chart;
pub mod deliver;
pub mod evidence;
pub mod http;
pub mod render;

pub mod assets;
pub mod error;
pub mod watch;
