//! All tests that need more than one file of the program, in one binary, so that polars and typst
//! are linked once.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
#![allow(clippy::disallowed_methods, reason = "UPDATE_EXPECT is asked of the environment")]

mod buckets;
#[cfg(feature = "spark")]
mod clusters;
mod delivery;
mod evidence;
mod formats;
mod hostile;
mod house;
mod ingest;
mod limits;
mod pages;
mod program;
mod queries;
mod score;
mod shards;
mod simulation;
mod support;

#[path = "../../bench/simulate/cases.rs"]
mod cases;
#[path = "../../bench/simulate/settings.rs"]
mod settings;
