//! Whether a report comes out again as it was: value by value, and where it does not first.

use serde_json::Value;

/// What a comparison came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Compared {
    /// Numbers that were compared.
    pub numbers: u64,
    /// Other values.
    pub others: u64,
}

/// Compares two values. An error is the first place where they differ, in the order of names, and what
/// stands there in each.
pub fn compare(one: &Value, other: &Value) -> Result<Compared, String> {
    let mut compared = Compared::default();
    walk("", one, other, &mut compared)?;
    Ok(compared)
}

fn walk(path: &str, one: &Value, other: &Value, compared: &mut Compared) -> Result<(), String> {
    let below =
        |name: &str| if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
    match (one, other) {
        (Value::Object(fields), Value::Object(others)) => {
            let missing = others.keys().find(|name| !fields.contains_key(*name));
            if let Some(name) = missing {
                return Err(differ(&below(name), &Value::Null, &others[name]));
            }
            for (name, value) in fields {
                let found = others.get(name).unwrap_or(&Value::Null);
                walk(&below(name), value, found, compared)?;
            }
            Ok(())
        }
        (Value::Array(items), Value::Array(others)) => {
            for (index, (item, found)) in items.iter().zip(others).enumerate() {
                walk(&format!("{path}[{index}]"), item, found, compared)?;
            }
            if items.len() == others.len() {
                return Ok(());
            }
            Err(format!(
                "{path} has {} rows in the report, and {} come out",
                items.len(),
                others.len()
            ))
        }
        _ if one == other => {
            if one.is_number() {
                compared.numbers += 1;
            } else {
                compared.others += 1;
            }
            Ok(())
        }
        _ => Err(differ(path, one, other)),
    }
}

fn differ(path: &str, one: &Value, other: &Value) -> String {
    format!("{path} is {} in the report, and comes out as {}", brief(one), brief(other))
}

/// A value that fits on a line.
fn brief(value: &Value) -> String {
    const LONGEST: usize = 60;
    let text = value.to_string();
    if text.chars().count() <= LONGEST {
        return text;
    }
    text.chars().take(LONGEST).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_first_difference_is_named() {
        let one =
            json!({"talk": {"days": [{"count": 3, "share": 0.5}, {"count": 4, "share": null}]}});
        assert_eq!(compare(&one, &one), Ok(Compared { numbers: 3, others: 1 }));
        let mut other = one.clone();
        other["talk"]["days"][1]["count"] = json!(5);
        let said = compare(&one, &other).unwrap_err();
        assert_eq!(said, "talk.days[1].count is 4 in the report, and comes out as 5");
        let shorter = json!({"talk": {"days": [{"count": 3, "share": 0.5}]}});
        let said = compare(&one, &shorter).unwrap_err();
        assert_eq!(said, "talk.days has 2 rows in the report, and 1 come out");
        let said = compare(&json!({}), &json!({"talk": 1})).unwrap_err();
        assert_eq!(said, "talk is null in the report, and comes out as 1");
    }
}
