//! tmp
use recover_report::load::profile::*;
use recover_report::load::{self, *};
use recover_report::model::Kind;
fn main() {
    let a: Vec<String> = std::env::args().collect();
    let keys: Vec<String> = a[2].split('\u{1}').map(str::to_owned).collect();
    let mut p = Profile::blank("d", Kind::Labels);
    p.recognize = keys.iter().map(|k| Names::One(k.clone())).collect();
    p.columns.insert("item".into(), Names::One(keys[0].clone()));
    p.values.insert("label".into(), "x".into());
    let r = Reading {
        kind: Kind::Labels,
        candidates: vec![p],
        others: vec![],
        encoding: None,
        limits: Limits::default(),
        siblings: vec![],
    };
    let res =
        load::each_part(std::path::Path::new(&a[1]), Limits::default(), &mut |part| -> Result<
            (),
            load::Error,
        > {
            let mut rows = load::load(part, &r)?;
            let header = rows.header.clone();
            let mut out = vec![];
            while let Some(row) = rows.next_row()? {
                match row {
                    Ok(row) => out.push(serde_json::json!(
                        header
                            .iter()
                            .enumerate()
                            .map(|(i, h)| (h.clone(), row.cell(i).unwrap_or("<none>").to_owned()))
                            .collect::<std::collections::BTreeMap<_, _>>()
                    )),
                    Err(e) => out
                        .push(serde_json::json!({"REJECTED": format!("{}: {}", e.line, e.reason)})),
                }
            }
            println!("{}", serde_json::Value::Array(out));
            Ok(())
        });
    if let Err(e) = res {
        println!("\"ERROR {e}\"");
    }
}
