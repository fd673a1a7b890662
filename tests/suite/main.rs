//! All tests that need more than one file of the program, in one binary, so that polars and typst
//! are linked once.

mod hostile;
mod house;
mod ingest;
mod pages;
mod program;
mod queries;
mod support;
