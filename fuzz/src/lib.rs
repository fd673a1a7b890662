//! The rooms of the program that meet foreign bytes first, for the fuzz targets.

#[path = "../../src/load/mod.rs"]
pub mod load;
#[path = "../../src/model/mod.rs"]
pub mod model;
#[path = "../../src/normalize/mod.rs"]
pub mod normalize;
