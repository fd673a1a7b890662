//! Prints what the statistics make of cases whose truth is known, setting by setting.
//!
//! `cargo run --release --example simulate -- [CASES] [GROUP]`: so many cases a setting (500 where
//! nothing is said), of one group of settings (`quiet`, `storm`, `relapse`, `event`, `captures`) or all.
#![expect(clippy::print_stdout, reason = "the table is what it is for")]

mod cases;
mod settings;

use settings::Rate;

/// A group of settings and what prints it.
type Group = (&'static str, fn(u64));

const GROUPS: [Group; 5] = [
    ("quiet", quiet),
    ("storm", storm),
    ("relapse", relapse),
    ("event", event),
    ("captures", captures),
];

fn main() {
    let mut asked = std::env::args().skip(1);
    let cases: u64 = asked.next().and_then(|text| text.parse().ok()).unwrap_or(500);
    let only = asked.next();
    println!("{cases} cases a setting\n");
    println!("| setting | what | result | wanted |\n| --- | --- | --- | --- |");
    let is_asked = |name: &str| only.as_deref().is_none_or(|only| only == name);
    for (_, print) in GROUPS.iter().filter(|(name, _)| is_asked(name)) {
        print(cases);
    }
}

fn quiet(cases: u64) {
    for (usual, size) in [(2.0, 5.0), (20.0, 10.0), (200.0, 20.0)] {
        let (storms, years) = settings::false_storms(cases, usual, size);
        let rate = storms as f64 / years * 5.0;
        let setting = format!("baseline only, {usual} a day");
        let result = format!("{rate:.2} ({storms} in {years:.0} years)");
        line(&setting, "false storms in 5 years of days", &result, "at most 1");
    }
}

fn storm(cases: u64) {
    for (half_life, holes) in [(3.0, 0.0), (7.0, 0.0), (21.0, 0.0), (7.0, 0.15)] {
        let found = settings::storms(cases, half_life, holes);
        let setting =
            format!("storm, half-life {half_life} days, {:.0} % of days missing", holes * 100.0);
        line(&setting, "opening found within a day", &percent(found.opened), "");
        line(&setting, "half-life given", &percent(found.given), "");
        line(&setting, "its 95 % interval holds the truth", &percent(found.held), "92-98 %");
        line(&setting, "wrongly recovered", &percent(found.wrongly_recovered), "at most 2 %");
    }
}

fn relapse(cases: u64) {
    let (found, recovered) = settings::relapses(cases);
    line("relapse", "found within two days", &percent(found), "");
    line("relapse", "wrongly recovered", &percent(recovered), "at most 2 %");
}

fn event(cases: u64) {
    let courses = [(None, "plateau"), (Some(7.0), "half-life 7"), (Some(21.0), "half-life 21")];
    for (half_life, name) in courses {
        for part in [0.0, 0.2, 0.4] {
            let found = settings::effects(cases, part, half_life);
            let setting = format!("event that takes {:.0} %, {name}", part * 100.0);
            let wanted = if part == 0.0 { "at most 5 %" } else { "" };
            line(&setting, "effect claimed", &percent(found.claimed), wanted);
            line(&setting, "95 % interval holds the truth", &percent(found.held), "92-98 %");
        }
    }
}

fn captures(cases: u64) {
    for holes in [0.0, 0.3] {
        let (held, wrong) = settings::capture_holes(cases, holes);
        let setting = format!("captures, {:.0} % missing", holes * 100.0);
        line(&setting, "interval of the median stay holds the truth", &percent(held), "92-98 %");
        line(&setting, "record wrongly recovered", &percent(wrong), "at most 2 %");
    }
    let cut = percent(settings::depth_cut(cases));
    line("depth cut above the page", "record wrongly recovered", &cut, "at most 2 %");
}

fn line(setting: &str, what: &str, result: &str, wanted: &str) {
    println!("| {setting} | {what} | {result} | {wanted} |");
}

fn percent(rate: Rate) -> String {
    match rate.percent() {
        Some(percent) => format!("{percent:.1} % ({} of {})", rate.hits, rate.of),
        None => "–".to_owned(),
    }
}
