//! Holds a query to its head: it looks at what it declares, and its rows are what it says.

use polars::prelude::{DataFrame, UniqueKeepStrategy};
use polars::sql::extract_table_identifiers;

use super::Error;
use super::catalog::Metric;

/// A query names no table but those it reads and those it makes itself, and calls no function that
/// opens a file.
pub fn only_declared(metric: &Metric) -> Result<(), Error> {
    let named = extract_table_identifiers(&metric.sql, false, true)
        .map_err(|source| Error::polars(metric, source))?;
    let words = words(&metric.sql);
    let made: Vec<&str> = words
        .windows(3)
        .filter(|three| three[1] == "as" && three[2] == "(")
        .map(|three| three[0])
        .collect();
    let opens_file = words
        .windows(2)
        .filter(|two| two[1] == "(" && (two[0].starts_with("read_") || two[0].starts_with("scan_")))
        .map(|two| two[0].to_owned())
        .next();
    let undeclared = named
        .into_iter()
        .find(|table| !metric.reads.contains(table) && !made.contains(&table.as_str()));
    match opens_file.or(undeclared) {
        Some(table) => Err(Error::Undeclared { metric: metric.name.clone(), table }),
        None => Ok(()),
    }
}

/// The words of a query and its opening brackets, without comments.
fn words(sql: &str) -> Vec<&str> {
    let code = sql.lines().map(|line| line.split("--").next().unwrap_or_default());
    code.flat_map(|line| line.split_inclusive('('))
        .flat_map(|part| match part.strip_suffix('(') {
            Some(before) => [before, "("],
            None => [part, ""],
        })
        .flat_map(|part| part.split(|c: char| c.is_whitespace() || c == ',' || c == ')'))
        .filter(|word| !word.is_empty())
        .collect()
}

/// A result is unique on its grain, and no part of a grain is missing.
pub fn grain(metric: &Metric, frame: &DataFrame) -> Result<(), Error> {
    let broken = |fault| Error::Grain {
        metric: metric.name.clone(),
        fault,
        columns: metric.grain.join(", "),
    };
    for name in &metric.grain {
        let column = frame.column(name).map_err(|_| broken("a missing column"))?;
        if column.null_count() > 0 {
            return Err(broken("a row without a value"));
        }
    }
    let distinct = frame
        .unique_stable(Some(&metric.grain), UniqueKeepStrategy::First, None)
        .map_err(|source| Error::polars(metric, source))?;
    if distinct.height() == frame.height() { Ok(()) } else { Err(broken("two rows alike")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checked(sql: &str) -> Result<(), Error> {
        let head = "-- A test.\n-- grain: case_id\n-- reads: mentions\n";
        only_declared(&Metric::parse("test", &format!("{head}{sql}"), true).unwrap())
    }

    #[test]
    fn a_query_may_look_at_what_it_declares_and_at_what_it_makes() {
        assert!(checked("select case_id from mentions").is_ok());
        assert!(
            checked(
                "with\n\ndays as (\n select case_id from mentions\n)\n\nselect case_id from days"
            )
            .is_ok()
        );
    }

    #[test]
    fn a_query_may_look_at_nothing_else() {
        let refused = checked("select case_id from captures").unwrap_err();
        assert!(refused.to_string().contains("`captures`"));
        assert!(checked("select * from read_csv('secrets.csv')").is_err());
        assert!(checked("with read_csv as (select 1) select * from read_csv('x.csv')").is_err());
        assert!(checked("drop table mentions").is_ok(), "harmless: the context is the query's own");
    }
}
