//! Which engine runs the queries: `[engine]` of the config, and the flag over it.

use std::path::Path;

use super::{Error, bad, known_word};
use crate::config::EngineConfig;
use crate::engine::{Choice, Cluster};

const PLACE: &str = "[engine]";

/// The kinds there are.
const KINDS: [&str; 2] = ["embedded", "spark-connect"];

/// The engine that the config and the flag ask for.
pub(super) fn engine(
    config: &EngineConfig,
    flag: Option<&str>,
    folder: &Path,
) -> Result<Choice, Error> {
    let of_flag = flag.filter(|word| word.starts_with("sc://"));
    let (place, kind) = match (flag, of_flag) {
        (_, Some(_)) => ("--engine", "spark-connect"),
        (Some(word), None) => ("--engine", word),
        (None, _) => (PLACE, config.kind.as_deref().unwrap_or("embedded")),
    };
    known_word(place, "engine", kind, &KINDS)?;
    if kind == "embedded" {
        return Ok(Choice::Embedded);
    }
    let Some(url) = of_flag.or(config.url.as_deref()) else {
        let hint = "say where it is: `url = \"sc://host:15002/;use_ssl=true\"` in `[engine]`";
        return Err(bad(place, "`spark-connect` without a `url`", Some(hint.to_owned())));
    };
    if url.split(['/', ';']).any(|part| part.trim_start().starts_with("token=")) {
        let hint = "put it into the environment: SPARK_CONNECT_AUTHENTICATE_TOKEN".to_owned();
        return Err(bad(place, "a token does not belong into an address", Some(hint)));
    }
    let tables = config.tables.as_ref().map(|tables| match tables.contains("://") {
        true => tables.clone(),
        false => super::absolute(&folder.join(tables)).to_string_lossy().into_owned(),
    });
    let tables_seen_as = config.tables_seen_as.clone();
    Ok(Choice::Spark(Cluster { url: url.to_owned(), tables, tables_seen_as }))
}
