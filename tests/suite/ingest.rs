//! From files to the store: what is kept, what is not, and what is never read twice.

use std::fs;

use crate::support::Folder;

const CONFIG: &str = r#"
[[case]]
id = "shop"
organization = "The Shop"
incident_terms = ["boycott"]
search_terms = [{ term = "The Shop", aliases = ["The Old Shop"] }]

[[input]]
kind = "KIND"
files = ["*.csv"]
"#;

fn folder(kind: &str, more: &str) -> Folder {
    let folder = Folder::new();
    folder.write("recover-report.toml", CONFIG.replace("KIND", kind) + more);
    folder
}

/// The passports that `check` gives, as JSON.
fn passports(folder: &Folder, code: i32) -> Vec<serde_json::Value> {
    let ran = folder.run(&["check", "--json"]).expect(code);
    let told: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    let inputs = told["inputs"].as_array().unwrap();
    inputs.iter().map(|pair| pair["passport"].clone()).collect()
}

fn report(folder: &Folder, week: &str) -> serde_json::Value {
    let ran = folder.run(&["measure", "--week", week, "-q"]);
    serde_json::from_str(&ran.stdout).unwrap_or_else(|_| panic!("{}", ran.stderr))
}

#[test]
fn every_row_is_kept_rejected_folded_or_set_aside() {
    let folder = Folder::of_story("one-storm");
    let ran = folder.run(&["check", "--json"]).expect(0);
    let told: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    let mentions = &told["inputs"][0]["passport"];
    assert_eq!(mentions["kind"], "mentions");
    assert_eq!(mentions["rows_read"], 50);
    assert_eq!(mentions["rows_kept"], 48);
    assert_eq!(mentions["rows_rejected"]["unreadable-date"], 1);
    assert_eq!(mentions["rows_folded"]["same-id"], 1);
    assert!(!folder.path().join("state").exists(), "check writes nothing");
}

#[test]
fn japanese_dutch_and_british_exports_are_read_in_their_own_encodings() {
    let text = "published_at,platform,text\n2026-05-11,x,このCMは本当にひどい。二度と買わない。\n";
    let (bytes, _, _) = encoding_rs::SHIFT_JIS.encode(text);
    let utf_16: Vec<u8> =
        "\u{feff}published_at\tplatform\ttext\n2026-05-12\tx\tWat een schandalig filmpje!\n"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
    let folder = folder("mentions", "");
    folder.write("a.csv", bytes).write("b.csv", utf_16);
    folder.write("c.csv", "published_at;platform;text\n2026-05-13;x;What a disgrace – boycott\n");
    let found: Vec<(String, String)> = passports(&folder, 0)
        .iter()
        .map(|p| {
            (
                p["encoding"].as_str().unwrap().to_owned(),
                p["delimiter"].as_str().unwrap().to_owned(),
            )
        })
        .collect();
    let expected = [("Shift_JIS", ","), ("UTF-16LE", "\t"), ("UTF-8", ";")];
    assert_eq!(found, expected.map(|(a, b)| (a.to_owned(), b.to_owned())));
    let report = report(&folder, "2026-W20");
    let languages: Vec<&str> = report["talk"]["shares"]
        .as_array()
        .unwrap()
        .iter()
        .map(|share| share["row"]["language"].as_str().unwrap())
        .collect();
    assert_eq!(languages, ["ja", "nl", "en"]);
    assert!(
        report["talk"]["shares"]
            .as_array()
            .unwrap()
            .iter()
            .all(|s| s["row"]["negative_count"] == 1)
    );
}

#[test]
fn bytes_that_are_no_text_are_counted_and_an_encoding_that_is_named_is_taken() {
    let folder = folder("mentions", "");
    let mut bytes = b"published_at,text\n".to_vec();
    bytes.extend("2026-05-11,このCMは本当にひどい。二度と買わない。\n".repeat(3).into_bytes());
    bytes.extend(b"2026-05-11,caf\xe9 boycott \xff\n");
    folder.write("a.csv", &bytes);
    let passport = &passports(&folder, 0)[0];
    assert_eq!((&passport["encoding"], &passport["rows_kept"]), (&"UTF-8".into(), &4.into()));
    assert_eq!(passport["replaced_characters"]["text"], 2);
    let report = report(&folder, "2026-W20");
    let notes = report["notes"].as_array().unwrap();
    let note = notes.iter().find(|note| note["kind"] == "replaced-characters").unwrap();
    assert_eq!(note["figures"]["count"], "2");

    let folder = self::folder("mentions", "encoding = \"windows-1252\"\n");
    folder.write("a.csv", &bytes);
    let passport = &passports(&folder, 0)[0];
    assert_eq!(passport["encoding"], "windows-1252");
    assert_eq!(passport["replaced_characters"], serde_json::json!({}));
}

#[test]
fn half_a_pair_of_surrogates_in_json_costs_one_letter_and_no_row() {
    let row = |text: &str| format!("{{\"published_at\":\"2026-05-11\",\"text\":\"{text}\"}}");
    let (cut, whole) = (row("Shame \\ud83d"), row("Two"));
    for text in [format!("[{cut},{whole}]"), format!("{cut}\n{whole}\n")] {
        let folder = folder("mentions", "");
        folder.write("a.csv", text);
        let passport = &passports(&folder, 0)[0];
        assert_eq!(passport["rows_kept"], 2);
        assert_eq!(passport["replaced_characters"]["text"], 1);
    }
}

#[test]
fn numbers_of_json_stay_whole_and_of_two_members_of_one_name_the_last_counts() {
    let folder = folder("mentions", "");
    folder.write(
        "a.csv",
        r#"[{"mention_id":12345678901234567890,"published_at":"2026-05-11","text":"One",
             "text":"Two","reach":1e400},
            {"mention_id":12345678901234567891,"published_at":"2026-05-11","text":"Three",
             "reach":7}]"#,
    );
    let ran = folder.run(&["check", "--json", "--rows=9"]).expect(0);
    let told: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    let rows = &told["inputs"][0]["first_rows"]["mentions"];
    assert_eq!(rows[0]["mention_id"], "12345678901234567890");
    assert_eq!(rows[1]["mention_id"], "12345678901234567891");
    assert_eq!((&rows[0]["text"], &rows[1]["text"]), (&"Two".into(), &"Three".into()));
    assert_eq!((&rows[0]["reach"], &rows[1]["reach"]), (&serde_json::Value::Null, &7.into()));
}

#[test]
fn a_brandwatch_export_is_known_by_its_header_below_the_preamble() {
    let folder = folder("mentions", "trusts_labels = true\n");
    folder.write(
        "export.csv",
        "\u{feff}\"Report:\",\"Bulk Mentions Download\"\n\"Brand:\",\"The Shop\"\n\
         \"From:\",\"Sat Jan 01 00:00:00 UTC 2026\"\n\"To:\",\"Wed Dec 31 00:00:00 UTC 2026\"\n\
         \"Label:\",\"invented\"\n\n\
         Query Id,Query Name,Date,Title,Snippet,Url,Sentiment,Author,Full Text,X Repost of,Mention Id\n\
         1,shop,2026-05-11 08:00:00.0,,short,https://x.example/1,negative,ann,\"A calm text\nof two lines\",,900\n\
         1,shop,2026-05-11 09:00:00.0,,short,https://x.example/2,positive,bob,Another calm text,900,901\n",
    );
    let passport = &passports(&folder, 0)[0];
    assert_eq!(passport["profile"], "brandwatch");
    assert_eq!(passport["header_line"], 7);
    assert_eq!(passport["zone"], "UTC");
    let report = report(&folder, "2026-W20");
    let day = &report["talk"]["days"][0]["row"];
    assert_eq!((&day["original_count"], &day["negative_count"]), (&1.into(), &1.into()));
}

#[test]
fn a_serpbear_export_spills_its_tags_and_tells_of_one_site_only() {
    let folder = folder("search-results", "");
    folder.write(
        "serp.csv",
        "ID,Keyword,Position,URL,Country,City,Device,Updated,Added,Tags\r\n\
         1, The Shop, 3, https://shop.example/, Netherlands, -, desktop, 2026-05-11T06:00:00.000Z, 2026-01-01, brand,top\r\n\
         2, The Shop, -, -, Netherlands, -, mobile, 2026-05-11T06:00:00.000Z, 2026-01-01, \r\n",
    );
    let passport = &passports(&folder, 0)[0];
    assert_eq!((&passport["profile"], &passport["rows_kept"]), (&"serpbear".into(), &1.into()));
    assert_eq!(passport["rows_status"], 1, "a site that is not ranked makes a capture, no result");
    let report = report(&folder, "2026-W20");
    let tracked = report["record"]["tracked"].as_array().unwrap();
    let positions: Vec<_> = tracked.iter().map(|row| row["latest_position"].as_i64()).collect();
    assert_eq!(positions, [Some(3), None]);
    assert!(report["record"]["first_pages"].as_array().unwrap().is_empty());
}

#[test]
fn an_outage_is_a_failed_capture_and_an_alias_is_the_same_term() {
    let folder = folder("search-results", "");
    let head = "date,company,title,url,position,snippet,sentiment,controlled\n";
    folder
        .write("1.csv", format!("{head}2026-05-11,The Old Shop,Boycott now,https://n.example/a,2,,negative,False\n"))
        .write("2.csv", format!("{head}2026-05-12,The Shop,ERROR: Failed to retrieve results,nan,0,,negative,False\n"))
        .write("3.csv", format!("{head}2026-05-13,The Shop,The Shop,https://shop.example/,1,nan,positive,True\n2026-05-13,Other Inc,Other,https://o.example/,1,,positive,True\n"));
    let report = report(&folder, "2026-W20");
    let span = &report["record"]["spans"][0];
    assert_eq!((&span["ok_capture_count"], &span["failed_capture_count"]), (&2.into(), &1.into()));
    assert_eq!((&span["incident_capture_count"], &span["best_position"]), (&1.into(), &2.into()));
    let terms: Vec<_> = report["record"]["calendar"]
        .as_array()
        .unwrap()
        .iter()
        .map(|d| &d["search_term"])
        .collect();
    assert_eq!(terms, ["The Shop", "The Shop", "The Shop"]);
    assert_eq!(report["inputs"][2]["rows_set_aside"], 1);
}

#[test]
fn columns_of_the_reader_s_own_are_mapped_in_the_config() {
    let more = r#"columns = { published_at = "Tijdstip", text = "Tekst" }
date_formats = ["%d-%m-%Y %H.%M"]
time_zone = "Europe/Amsterdam"
"#;
    let folder = folder("mentions", more);
    folder.write("own.csv", "Tekst\tTijdstip\nMooie winkel\t24-02-2026 11.35\n");
    let passport = &passports(&folder, 0)[0];
    assert_eq!((&passport["rows_kept"], &passport["first_on"]), (&1.into(), &"2026-02-24".into()));
}

#[test]
fn what_was_read_once_is_not_read_again() {
    let folder = Folder::of_story("one-storm");
    let week = ["--week", "2026-W20", "--json"];
    let first: serde_json::Value =
        serde_json::from_str(&folder.run(&week).expect(0).stdout).unwrap();
    assert_eq!((&first["files_read"], &first["files_known"]), (&5.into(), &0.into()));
    let before = folder.read("state/ledger.jsonl");
    let second: serde_json::Value =
        serde_json::from_str(&folder.run(&week).expect(0).stdout).unwrap();
    assert_eq!((&second["files_read"], &second["files_known"]), (&0.into(), &5.into()));
    assert_eq!(second["rows_read"], 0);
    let after = folder.read("state/ledger.jsonl");
    assert!(after.starts_with(&before), "the ledger only grows");
}

#[test]
fn a_file_that_grows_while_it_is_read_is_refused_for_now() {
    use recover_report::error::Error;
    use recover_report::load::{self, Limits, ProfileSet, Reading, each_part};
    use recover_report::model::Kind;
    let folder = Folder::new();
    let text = "published_at,text\n2026-05-11,One\n";
    folder.write("a.csv", text);
    let profiles = ProfileSet::with(&[]).unwrap();
    let reading = Reading {
        kind: Kind::Mentions,
        candidates: profiles.of_kind(Kind::Mentions).cloned().collect(),
        others: Vec::new(),
        encoding: None,
        limits: Limits::default(),
        siblings: Vec::new(),
    };
    let read = each_part(&folder.path().join("a.csv"), Limits::default(), &mut |part| {
        let mut rows = load::load(part, &reading)?;
        folder.write("a.csv", format!("{text}2026-05-12,Two\n"));
        while rows.next_row()?.is_some() {}
        Ok::<(), load::Error>(())
    });
    let error = Error::from(read.unwrap_err());
    assert!(error.to_string().contains("a.csv changed while it was read"), "{error}");
    assert_eq!(error.exit_code(), 75);
}

#[test]
fn an_export_that_overlaps_the_last_one_adds_only_what_is_new() {
    let folder = folder("mentions", "");
    let head = "mention_id,published_at,platform,text\n";
    folder.write("1.csv", format!("{head}a,2026-05-11,x,One\nb,2026-05-11,x,Two\n"));
    folder.run(&["measure", "--week", "2026-W20", "-q"]).expect(0);
    folder.write("2.csv", format!("{head}b,2026-05-11,x,Two\nc,2026-05-12,x,Three\n"));
    let report = report(&folder, "2026-W20");
    let spans = &report["talk"]["spans"][0]["row"];
    assert_eq!(spans["mention_count"], 3);
    assert_eq!(report["inputs"][1]["rows_folded"]["same-id"], 1);
}

#[test]
fn new_incident_terms_read_the_files_anew_and_nothing_doubles() {
    let folder = Folder::of_story("one-storm");
    let before = report(&folder, "2026-W20");
    let config = String::from_utf8(folder.read("recover-report.toml")).unwrap();
    folder.write("recover-report.toml", config.replace("\"boycott\"", "\"boycott\", \"scandal\""));
    let after = report(&folder, "2026-W20");
    let of = |report: &serde_json::Value, name: &str| {
        let spans = report["talk"]["spans"].as_array().unwrap();
        let period = spans.iter().find(|span| span["row"]["span"] == "period").unwrap();
        period["row"][name].as_i64().unwrap()
    };
    assert_eq!(of(&before, "mention_count"), of(&after, "mention_count"));
    assert!(of(&before, "incident_count") < of(&after, "incident_count"));
    assert_eq!(after["inputs"].as_array().unwrap().len(), 5);
}

#[test]
fn as_of_shows_the_store_as_it_was() {
    let folder = folder("mentions", "");
    let head = "mention_id,published_at,platform,text\n";
    folder.write("1.csv", format!("{head}a,2026-05-11,x,One\n"));
    folder.run(&["measure", "--week", "2026-W20", "-q"]).expect(0);
    let ledger = String::from_utf8(folder.read("state/ledger.jsonl")).unwrap();
    let first: serde_json::Value = serde_json::from_str(ledger.lines().next().unwrap()).unwrap();
    let instant = first["at"].as_str().unwrap().to_owned();
    folder.write("2.csv", format!("{head}b,2026-05-12,x,Two\n"));
    let now = report(&folder, "2026-W20");
    assert_eq!(now["talk"]["spans"][0]["row"]["mention_count"], 2);
    let ran = folder.run(&["measure", "--week", "2026-W20", "--as-of", &instant, "-q"]).expect(0);
    let then: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(then["talk"]["spans"][0]["row"]["mention_count"], 1);
    assert_eq!(then["inputs"].as_array().unwrap().len(), 1);
    assert!(then["as_of"].is_string() && now["as_of"].is_null());
}

#[test]
fn rows_of_another_shape_are_rejected_with_their_lines_and_the_rest_is_kept() {
    let folder = folder("mentions", "");
    folder.write(
        "a.csv",
        "published_at,platform,text\n2026-05-11,x,One\n2026-05-11,x,Two,and more\n\n  ,,\n\
         2026-05-11,x\n2026-05-11,x,say \"no\"\n2026-05-11,x,\"so \" it\"\n2026-05-11,x,Five\n",
    );
    let passport = &passports(&folder, 0)[0];
    assert_eq!((&passport["rows_read"], &passport["rows_kept"]), (&7.into(), &3.into()));
    assert_eq!(passport["rows_with_stray_quotes"], 1);
    let report = report(&folder, "2026-W20");
    let told: Vec<_> = report["rejected"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| (row["line"].as_i64().unwrap(), row["reason"].as_str().unwrap()))
        .collect();
    let expected =
        [(3, "too-many-cells"), (5, "blank-row"), (6, "too-few-cells"), (8, "stray-quote")];
    assert_eq!(told, expected);
}

#[test]
fn what_an_unclosed_quote_takes_in_is_told_line_by_line() {
    let head = "published_at,platform,text,author\n2026-05-11,x,\"One\nof two lines\",ann\n";
    for (rest, rejected) in [
        ("2026-05-11,x,Two,\"bob\n2026-05-11,x,Three,cat\n2026-05-11,x,Four,dan\n", 3),
        ("2026-05-11,x,\"Two,bob\n2026-05-11,x,Three,cat\n", 2),
    ] {
        let folder = folder("mentions", "");
        folder.write("a.csv", format!("{head}{rest}"));
        let passport = &passports(&folder, 0)[0];
        assert_eq!(passport["rows_kept"], 1);
        assert_eq!(passport["rows_rejected"]["unclosed-quote"], rejected, "{rest}");
        let report = report(&folder, "2026-W20");
        let lines: Vec<_> = report["rejected"]
            .as_array()
            .unwrap()
            .iter()
            .map(|row| row["line"].as_i64().unwrap())
            .collect();
        assert_eq!(lines, (4..4 + rejected).collect::<Vec<_>>());
    }
}

#[test]
fn comments_on_one_page_are_several_mentions_and_the_same_article_is_one() {
    let folder = folder("mentions", "");
    folder.write(
        "a.csv",
        "published_at,platform,text,author,url\n\
         2026-05-11,video,So rude,ann,https://v.example/watch?v=1\n\
         2026-05-11,video,Not so bad,bob,https://v.example/watch?v=1\n\
         2026-05-11,news,A storm,desk,https://n.example/storm\n\
         2026-05-12,news,A storm,desk,https://www.n.example/storm?utm_source=x\n",
    );
    let passport = &passports(&folder, 0)[0];
    assert_eq!(passport["rows_kept"], 3);
    assert_eq!(passport["rows_folded"]["same-address-author-text"], 1);
}

#[test]
fn a_table_kept_by_hand_replaces_itself() {
    let folder = Folder::of_story("one-storm");
    assert_eq!(report(&folder, "2026-W20")["events"].as_array().unwrap().len(), 3);
    folder.write("events.csv", "happened_on,kind,title\n2026-05-11,incident,The advert airs\n");
    assert_eq!(report(&folder, "2026-W20")["events"].as_array().unwrap().len(), 1);
}

#[test]
fn a_table_kept_by_hand_that_is_taken_away_says_nothing_any_more() {
    let folder = Folder::of_story("one-storm");
    let config = String::from_utf8(folder.read("recover-report.toml")).unwrap();
    folder.write("recover-report.toml", config.replace("\"events.csv\"", "\"events*.csv\""));
    assert_eq!(report(&folder, "2026-W20")["events"].as_array().unwrap().len(), 3);
    std::fs::remove_file(folder.path().join("events.csv")).unwrap();
    folder.write("events-new.csv", "happened_on,kind,title\n2026-05-12,apology,We are sorry\n");
    assert_eq!(report(&folder, "2026-W20")["events"].as_array().unwrap().len(), 1);
}

#[test]
fn a_column_that_names_the_case_is_believed_even_when_there_is_only_one() {
    let folder = folder("mentions", "");
    folder.write("a.csv", "published_at,platform,text,subject\n2026-05-11,x,Ours,The Shop\n2026-05-11,x,Theirs,Other Inc\n2026-05-11,x,Unsaid,\n");
    let passport = &passports(&folder, 0)[0];
    assert_eq!((&passport["rows_kept"], &passport["rows_set_aside"]), (&2.into(), &1.into()));
    assert_eq!(passport["unclaimed"]["Other Inc"], 1);
}

#[test]
fn a_person_overrules_the_machine() {
    let folder = Folder::of_story("one-storm");
    let baseline = |report: &serde_json::Value| {
        let spans = report["talk"]["spans"].as_array().unwrap().clone();
        spans.iter().find(|span| span["row"]["span"] == "baseline").unwrap()["row"]["negative_count"]
            .as_i64()
            .unwrap()
    };
    let labeled = baseline(&report(&folder, "2026-W20"));
    folder.write("labels.csv", "item,label,is_incident\nm1,negative,\nm2,neutral,\n");
    assert_eq!(labeled - baseline(&report(&folder, "2026-W20")), 1);
}

#[test]
fn where_day_and_month_may_be_taken_for_each_other_the_file_is_refused_and_the_line_to_write_told()
{
    let folder = folder("mentions", "");
    folder.write("a.csv", "published_at,text\n05/02/2026 11:35,One\n06/03/2026 11:35,Two\n");
    let ran = folder.run(&["check"]).expect(3);
    let said = "a.csv:2 has \"05/02/2026 11:35\", which may be 2026-02-05 (day/month/year) or \
                2026-05-02 (month/day/year), and no row decides";
    assert!(ran.stderr.contains(said), "{}", ran.stderr);
    assert!(ran.stderr.contains("day_order = \"day-first\""), "{}", ran.stderr);
    let folder = self::folder("mentions", "day_order = \"day-first\"\n");
    folder.write("a.csv", "published_at,text\n05/02/2026 11:35,One\n06/03/2026 11:35,Two\n");
    assert_eq!(passports(&folder, 0)[0]["first_on"], "2026-02-05");
}

#[test]
fn a_row_far_below_decides_the_order_of_day_and_month() {
    let folder = folder("mentions", "");
    let rows: String = (0..5000).map(|n| format!("05/02/2026 11:35,Row {n}\n")).collect();
    folder.write("a.csv", format!("published_at,text\n{rows}24/02/2026 11:35,The last\n"));
    let passport = &passports(&folder, 0)[0];
    assert_eq!(
        (&passport["first_on"], &passport["last_on"]),
        (&"2026-02-05".into(), &"2026-02-24".into())
    );
    let rule = "day/month/year: \"24/02/2026 11:35\" on line 5002 leaves no other";
    assert_eq!(passport["date_rule"], rule);
}

#[test]
fn an_item_that_changes_is_kept_in_both_forms_and_shown_in_the_newest() {
    let folder = folder("mentions", "trusts_labels = true\n");
    let head = "mention_id,published_at,platform,text,label\n";
    folder
        .write("1.csv", format!("{head}a,2026-05-11,x,One,negative\nb,2026-05-11,x,Two,neutral\n"));
    folder.run(&["measure", "--week", "2026-W20", "-q"]).expect(0);
    let ledger = String::from_utf8(folder.read("state/ledger.jsonl")).unwrap();
    let first: serde_json::Value = serde_json::from_str(ledger.lines().next().unwrap()).unwrap();
    let then = first["at"].as_str().unwrap().to_owned();
    folder
        .write("2.csv", format!("{head}a,2026-05-11,x,One,positive\nb,2026-05-11,x,Two,neutral\n"));
    let negative =
        |report: &serde_json::Value| report["talk"]["spans"][0]["row"]["negative_count"].clone();
    let now = report(&folder, "2026-W20");
    assert_eq!(
        (&now["talk"]["spans"][0]["row"]["mention_count"], negative(&now)),
        (&2.into(), 0.into())
    );
    assert_eq!(now["inputs"][1]["rows_changed"]["same-id"], 1);
    let ran = folder.run(&["measure", "--week", "2026-W20", "--as-of", &then, "-q"]).expect(0);
    let before: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(negative(&before), 1);
}

#[test]
fn what_a_later_export_of_the_same_days_has_no_more_is_told() {
    let folder = folder("mentions", "");
    let head = "mention_id,published_at,platform,text\n";
    let row = |n: u32| format!("m{n},2026-05-{:02},x,Text {n}\n", 1 + n / 4);
    let all: String = (0..60).map(row).collect();
    let later: String = (0..64).filter(|n| !matches!(n, 20 | 21)).map(row).collect();
    folder.write("1.csv", format!("{head}{all}")).write("2.csv", format!("{head}{later}"));
    let report = report(&folder, "2026-W20");
    let finding = report["findings"]
        .as_array()
        .unwrap()
        .iter()
        .find(|finding| finding["kind"] == "vanished-items")
        .unwrap();
    assert_eq!((&finding["about"], &finding["before"]), (&"2.csv".into(), &"2".into()));
    assert_eq!(finding["from"], "2026-05-06");
}

#[test]
fn dates_in_the_future_and_before_1990_are_rejected_rows() {
    let folder = folder("mentions", "");
    folder.write(
        "a.csv",
        "published_at,text\n2026-05-11,Now\n2199-01-01,Later\n1/0/1900,Never\n1980-01-01,Before\n",
    );
    let passport = &passports(&folder, 0)[0];
    assert_eq!(passport["rows_kept"], 1);
    let rejected = &passport["rows_rejected"];
    assert_eq!(
        (&rejected["future-date"], &rejected["implausible-date"], &rejected["unreadable-date"]),
        (&1.into(), &1.into(), &1.into())
    );
}

#[test]
fn a_position_that_is_no_number_rejects_its_row_and_a_reach_is_left_blank() {
    let folder = folder("search-results", "");
    folder.write(
        "a.csv",
        "captured_at,search_term,position,url\n2026-05-11,The Shop,first,https://a.example/\n\
         2026-05-11,The Shop,2,https://b.example/\n",
    );
    let passport = &passports(&folder, 0)[0];
    assert_eq!(passport["rows_kept"], 1);
    assert_eq!(passport["rows_rejected"]["unreadable-number"], 1);

    let folder = self::folder("mentions", "");
    folder.write("a.csv", "published_at,text,reach\n2026-05-11,One,12\n2026-05-11,Two,lots\n");
    let ran = folder.run(&["check", "--json", "--rows=9"]).expect(0);
    let told: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    let rows = &told["inputs"][0]["first_rows"]["mentions"];
    assert_eq!((&rows[0]["reach"], &rows[1]["reach"]), (&12.into(), &serde_json::Value::Null));
}

#[test]
fn packed_files_are_read_by_their_content_whatever_their_name() {
    use std::io::Write;
    let text = "mention_id,published_at,text\na,2026-05-11,One\n";
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    gzip.write_all(text.as_bytes()).unwrap();
    let zstd = zstd::encode_all(text.replace("\na,", "\nb,").as_bytes(), 3).unwrap();
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    for (name, text) in
        [("c.csv", text.replace("\na,", "\nc,")), ("notes.md", "# Notes\n".to_owned())]
    {
        zip.start_file(name, options).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    let folder = folder("mentions", "");
    folder
        .write("1.csv", gzip.finish().unwrap())
        .write("2.csv", zstd)
        .write("3.csv", zip.finish().unwrap().into_inner());
    let passports = passports(&folder, 0);
    let told: Vec<_> = passports
        .iter()
        .map(|p| (p["path"].as_str().unwrap(), p["packing"][0].as_str().unwrap()))
        .collect();
    assert_eq!(told, [("1.csv", "gzip"), ("2.csv", "zstd"), ("3.csv/c.csv", "zip")]);
    assert_eq!(passports[2]["warnings"][0]["figures"]["member"], "notes.md");
    assert_eq!(report(&folder, "2026-W20")["talk"]["spans"][0]["row"]["mention_count"], 3);
}

#[test]
fn numbers_of_rows_that_begin_anew_in_every_file_fold_no_posts() {
    let folder = folder("mentions", "");
    let export = |day: u32| {
        let rows =
            (1..=5).map(|n| format!("{n},2026-05-{day},user{n}{day},Post {n} of the {day}th\n"));
        format!("id,date,author,text\n{}", rows.collect::<String>())
    };
    folder.write("d1.csv", export(11)).write("d2.csv", export(12));
    let report = report(&folder, "2026-W20");
    assert_eq!(report["talk"]["spans"][0]["row"]["mention_count"], 10);
    let note =
        report["notes"].as_array().unwrap().iter().find(|note| note["kind"] == "mangled-ids");
    assert!(note.is_some());
}

#[test]
fn the_newer_of_two_exports_is_the_one_with_the_higher_number() {
    let folder = folder("mentions", "trusts_labels = true\n");
    let head = "mention_id,published_at,text,label\n";
    folder.write("export-9.csv", format!("{head}a,2026-05-11,One,negative\n"));
    folder.write("export-10.csv", format!("{head}a,2026-05-11,One,positive\n"));
    let report = report(&folder, "2026-W20");
    assert_eq!(report["talk"]["spans"][0]["row"]["negative_count"], 0);
}

#[test]
fn the_same_short_text_again_and_again_is_read_in_no_time_and_kept() {
    let folder = folder("mentions", "");
    let rows = "2026-05-11,boycott\n".repeat(40_000);
    folder.write("a.csv", format!("published_at,text\n{rows}"));
    let passport = &passports(&folder, 0)[0];
    assert_eq!(passport["rows_kept"], 40_000);
}

#[test]
fn a_result_captured_again_with_another_label_is_a_new_version() {
    let folder = folder("search-results", "trusts_labels = true\n");
    let head = "captured_at,search_term,position,url,title,label\n";
    let row = |label: &str| {
        format!("{head}2026-05-11T08:00:00Z,The Shop,1,https://n.example/a,A,{label}\n")
    };
    folder.write("s1.csv", row("negative")).write("s2.csv", row("positive"));
    let passports = passports(&folder, 0);
    assert_eq!(passports[1]["rows_changed"]["same-capture-line"], 1);
}

/// Rows of an export, from one number to another, with a day that is written in this form.
fn dated(numbers: std::ops::Range<u32>, date: impl Fn(u32) -> String) -> String {
    let row = |number: u32| format!("m{number}b,{},x,Words of number {number}\n", date(number));
    numbers.map(row).collect()
}

fn iso(number: u32) -> String {
    format!("2026-05-{:02}", 11 + number % 7)
}

const DATED: &str = "mention_id,published_at,platform,text\n";

#[test]
fn a_late_row_that_leaves_its_date_open_has_the_whole_column_asked() {
    let slashed = |number: u32| format!("{}/05/2026", 11 + number % 7);
    let rows = |dates: [String; 2]| format!("{DATED}{}", dates.concat());
    let late = rows([dated(0..3000, iso), dated(3000..3020, slashed)]);
    let folder = folder("mentions", "");
    folder.write("a.csv", &late);
    let passport = &passports(&folder, 0)[0];
    assert_eq!(passport["rows_kept"], 3020, "{passport}");
    assert!(passport["date_rule"].as_str().unwrap().starts_with("day/month/year"), "{passport}");
    // One row more, and no order fits.
    folder.write("a.csv", late + &dated(3020..3021, |_| "05/13/2026".to_owned()));
    let refused = folder.run(&["check"]).expect(3);
    assert!(refused.stderr.contains("05/13/2026"), "{}", refused.stderr);
}

#[test]
fn tables_of_one_file_are_folded_whatever_their_dates_want() {
    let slashed = |number: u32| format!("{}/05/2026", 11 + number % 7);
    let folder = folder("mentions", "");
    let config = String::from_utf8(folder.read("recover-report.toml")).unwrap();
    folder.write("recover-report.toml", config.replace("*.csv", "*.zip"));
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let tables = [
        ("a.csv", dated(0..100, iso)),
        ("b.csv", dated(0..2600, iso) + &dated(2600..2620, slashed)),
    ];
    for (name, rows) in tables {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        std::io::Write::write_all(&mut zip, format!("{DATED}{rows}").as_bytes()).unwrap();
    }
    folder.write("both.zip", zip.finish().unwrap().into_inner());
    let passport = &passports(&folder, 0)[1];
    assert_eq!(passport["rows_folded"]["same-id"], 100, "{passport}");
    assert_eq!(passport["rows_kept"], 2520, "{passport}");
}

/// A file that could not be taken in has given nothing that another could repeat.
#[test]
fn what_was_not_taken_in_is_known_to_nobody() {
    let folder = folder("mentions", "");
    folder.write("1.csv", format!("{DATED}{}", dated(0..100, iso)));
    folder.write("2.csv", format!("{DATED}{}", dated(0..150, iso)));
    let sha256 = recover_report::model::hash::sha256(&folder.read("1.csv"));
    let in_the_way = format!("state/inputs/{}", &sha256[..2]);
    folder.write(&in_the_way, "a file where a folder is to be");
    let measure = ["measure", "--week", "2026-W20"];
    folder.run(&measure).expect(75);
    fs::remove_file(folder.path().join(&in_the_way)).unwrap();
    fs::remove_file(folder.path().join("1.csv")).unwrap();
    let ran = folder.run(&measure);
    let report: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(report["talk"]["spans"][0]["row"]["mention_count"], 150, "{}", ran.stderr);
}
