//! Foreign text can change its own display and nothing else.

use crate::support::Folder;

const CONFIG: &str = r#"
languages = ["en", "ja", "nl"]
[[case]]
id = "shop"
organization = "The #panic(1) *Shop* $x$ \u202Eegral"
incident_terms = ["boycott"]
search_terms = [{ term = "shop" }]
[[input]]
kind = "search-results"
files = ["search.csv"]
[[input]]
kind = "events"
files = ["events.csv"]
[[input]]
kind = "removals"
files = ["removals.csv"]
[[input]]
kind = "mentions"
files = ["mentions.csv"]
"#;

/// Texts that have stopped this kind of program before.
fn attacks() -> Vec<String> {
    vec![
        "#panic(1) *b* $x$ #read(\"/etc/passwd\") // c -- boycott".to_owned(),
        "NUL \0 BEL \u{7} C1 \u{85} \u{fffe} boycott".to_owned(),
        "\u{202e}gnp.exe\u{2066} zero\u{200b}width \u{e0041}\u{e0042} boycott".to_owned(),
        format!("boycott a{}", "\u{301}".repeat(100_000)),
        format!("boycott {}", "x".repeat(40_000)),
        "=cmd|' /C calc'!A0 boycott".to_owned(),
        "private \u{e000} hangul 한국어 thai ไทย arabic مرحبا boycott 🧿👩‍👩‍👧‍👦❤\u{fe0f}".to_owned(),
        "<svg onload=alert(1)> & <!ENTITY x> boycott".to_owned(),
        "\u{1b}[31mred\u{1b}[0m boycott\r\nInjected: header".to_owned(),
        "@SUM(1+1)*cmd boycott".to_owned(),
    ]
}

fn hostile() -> Folder {
    let folder = Folder::new();
    folder.write("recover-report.toml", CONFIG);
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let mut search = "captured_at,search_term,position,url,title,snippet\n".to_owned();
    let mut events = "happened_on,kind,title\n".to_owned();
    let mut removals = "removal_id,url,channel,basis,filed_on\n".to_owned();
    let mut mentions = "published_at,platform,author,text\n".to_owned();
    for (index, text) in (1..).zip(attacks()) {
        let text = quoted(&text);
        search +=
            &format!("2026-05-11,shop,{index},https://n.example/{index}#{index},{text},{text}\n");
        events += &format!("2026-05-11,{text},{text}\n");
        removals += &format!("R{index},javascript:alert({index}),{text},{text},2026-05-11\n");
        mentions += &format!("2026-05-11,{text},{text},{text}\n");
    }
    folder.write("search.csv", search).write("events.csv", events);
    folder.write("removals.csv", removals).write("mentions.csv", mentions);
    folder
}

#[test]
fn hostile_text_never_stops_the_report_and_is_told() {
    let folder = hostile();
    let ran = folder.run(&["--week", "2026-W20"]).expect(0);
    // Two editions in three languages, and an HTML page for each edition.
    assert_eq!(ran.stdout.lines().count(), 8);
    assert!(!ran.stdout.contains('\u{1b}') && !ran.stderr.contains('\u{1b}'));
    let report = folder.json("reports/shop/2026-W20/report.json");
    assert_eq!(report["record"]["register"].as_array().unwrap().len(), attacks().len());
    let titles: Vec<_> = report["events"]
        .as_array()
        .unwrap()
        .iter()
        .map(|event| event["title"].as_str().unwrap())
        .collect();
    for text in attacks() {
        assert!(titles.contains(&text.trim()), "the original is kept: {text:.40}");
    }
}

#[test]
fn what_readers_see_holds_nothing_unseen_and_says_how_much_was_changed() {
    let folder = hostile();
    folder.run(&["--week", "2026-W20"]).expect(0);
    // A zero-width space is ours: there a long word may break.
    let is_unseen = |c: char| {
        (c.is_control() && c != '\n')
            || ('\u{200c}'..='\u{200f}').contains(&c)
            || ('\u{202a}'..='\u{202e}').contains(&c)
            || ('\u{2066}'..='\u{2069}').contains(&c)
            || ('\u{e000}'..='\u{f8ff}').contains(&c)
            || ('\u{e0000}'..='\u{e007f}').contains(&c)
            || c == '\u{fffe}'
    };
    for name in ["report.html", "report-counsel.html"] {
        let page = folder.read(&format!("reports/shop/2026-W20/{name}"));
        let page = String::from_utf8(page).unwrap();
        let unseen: Vec<char> = page.chars().filter(|c| is_unseen(*c)).collect();
        assert!(unseen.is_empty(), "{name}: {unseen:?}");
        for shown in ["⟨U+0000⟩", "⟨U+0007⟩", "⟨RLO⟩", "⟨U+E0041⟩", "⟨U+E000⟩", " marks⟩"]
        {
            assert!(page.contains(shown), "{name} does not show {shown}");
        }
        assert!(page.contains("The #panic(1) *Shop* $x$ ⟨RLO⟩egral"), "{name}");
        let told = "characters or passages of foreign text were replaced or cut";
        assert!(page.contains(told), "{name} does not tell of it");
    }
}

#[test]
fn tables_for_people_hold_no_formula_and_nothing_unseen() {
    let folder = hostile();
    folder.run(&["--week", "2026-W20"]).expect(0);
    for path in folder.files("reports/shop/2026-W20/tables") {
        let bytes = std::fs::read(&path).unwrap();
        for record in csv::Reader::from_reader(bytes.as_slice()).records() {
            for cell in &record.unwrap() {
                let is_formula =
                    cell.starts_with(['=', '+', '-', '@']) && cell.parse::<f64>().is_err();
                assert!(!is_formula, "{}: {cell:.60}", path.display());
                assert!(
                    !cell.contains(['\0', '\u{7}', '\u{202e}', '\u{200b}']),
                    "{}: {cell:.60}",
                    path.display()
                );
            }
        }
    }
}

#[test]
fn no_page_has_a_link_that_leads_out_of_it() {
    let folder = hostile();
    let mut removals = String::from_utf8(folder.read("removals.csv")).unwrap();
    for (number, address) in (20..).zip([
        "file:///etc/passwd",
        "\\\\share\\x",
        "data:text/html,x",
        "https://a.example/\"\"onmouseover=\"\"x",
        "https://\u{430}pple.example/\u{202e}gpj.exe",
    ]) {
        removals += &format!("R{number},\"{address}\",platform,inaccuracy,2026-05-11\n");
    }
    folder.write("removals.csv", removals);
    folder.run(&["--week", "2026-W20"]).expect(0);
    let mut inner_links = 0;
    for path in folder.files("reports/shop/2026-W20") {
        let bytes = std::fs::read(&path).unwrap();
        let text = String::from_utf8_lossy(&bytes);
        let is_of = |form: &str| path.extension().is_some_and(|end| end == form);
        if is_of("html") {
            let outer: Vec<&str> =
                text.split(" href=\"").skip(1).filter(|rest| !rest.starts_with('#')).collect();
            assert!(outer.is_empty(), "{}: {:.60}", path.display(), outer[0]);
            for word in ["<script", " src=\"", " onmouseover=\"", " onload=\""] {
                assert!(!text.contains(word), "{}: {word}", path.display());
            }
        } else if is_of("pdf") {
            assert!(!text.contains("/URI"), "{}", path.display());
            inner_links += text.matches("/Link").count();
        }
    }
    assert!(inner_links > 0, "links can be seen in a PDF");
    let counsel = folder.read("reports/shop/2026-W20/report-counsel.html");
    assert!(String::from_utf8_lossy(&counsel).contains("https://xn--pple-43d.example/"));
}

#[test]
fn no_chart_holds_a_word_that_people_wrote() {
    let folder = hostile();
    folder.run(&["--week", "2026-W20", "--format", "html"]).expect(0);
    for name in ["report.html", "report-counsel.html"] {
        let page = folder.read(&format!("reports/shop/2026-W20/{name}"));
        let page = String::from_utf8(page).unwrap();
        let charts: Vec<&str> =
            page.split("<svg ").skip(1).filter_map(|rest| rest.split("</svg>").next()).collect();
        assert!(charts.len() > 2, "{name}");
        for word in ["boycott", "panic", "example"] {
            assert!(!charts.iter().any(|chart| chart.contains(word)), "{name}: {word}");
        }
    }
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(400))]

    /// The sanitizer's promise: whatever comes in, what goes out is short, visible and has glyphs;
    /// and showing it again changes nothing but breaks.
    #[test]
    fn whatever_comes_in_what_is_shown_can_be_set(text in "\\PC{0,80}|[\\x00-\\x1f\\x7f-\\x9f\u{200b}-\u{2069}\u{e000}-\u{e010}\u{300}-\u{36f}a-z]{0,200}") {
        use recover_report::model::display::{EXCERPT, plain, show};
        let glyphs = recover_report::render::fonts::glyphs();
        let (shown, _) = show(&text, EXCERPT, &glyphs);
        proptest::prop_assert!(!shown.chars().any(char::is_control));
        let (again, changes) = show(&shown.replace('\u{200b}', ""), EXCERPT * 20, &glyphs);
        proptest::prop_assert_eq!(again.replace('\u{200b}', ""), shown.replace('\u{200b}', ""));
        proptest::prop_assert_eq!(changes.control_characters + changes.missing_glyphs, 0);
        let plain_text = plain(&text);
        proptest::prop_assert_eq!(plain(&plain_text), plain_text.clone());
    }
}
