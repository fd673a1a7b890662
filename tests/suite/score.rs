//! How texts are read: sentences in three languages, hostile texts, and everything around the scorer
//! that a user can turn.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use polars::prelude::{ParquetReader, SerReader};
use recover_report::model::Label;
use recover_report::score::train::{LabeledText, Settings, train};
use recover_report::score::{Builtin, NEUTRAL_BAND, Scorer, Text};

use crate::support::{Folder, checkout};

const LANGUAGES: [&str; 3] = ["en", "ja", "nl"];

/// A config of one case whose mentions lie beside it, and what else it says.
const CONFIG: &str = "languages = [\"en\"]\n[[case]]\nid = \"shop\"\norganization = \"The Shop\"\nincident_terms = [\"advert\"]\n\
     [[input]]\nkind = \"mentions\"\nfiles = [\"mentions.csv\"]\n";

/// The fifteen sentences of the mentions, by turns hostile, plain and warm.
const SENTENCES: [&str; 15] = [
    "This advert is disgusting and they should be ashamed",
    "The shop opens at nine on Monday",
    "Wonderful staff, thank you so much for the help",
    "Never buying there again, what a scandal",
    "The statement was published on Tuesday",
    "Great response, well handled, kudos",
    "Horrible service and a pathetic apology",
    "Does anyone know when the store in Leeds closes",
    "I love this shop and always will",
    "They lied to us, boycott them",
    "The board meets in October",
    "Lovely people, very friendly and quick",
    "Awful, rude and dishonest company",
    "The new branch is near the station",
    "Brilliant, they fixed it at once, delighted",
];

fn folder_of(count: usize, more: &str) -> Folder {
    let folder = Folder::new();
    let mut rows = "mention_id,published_at,platform,language,text\n".to_owned();
    for number in 0..count {
        let day = 1 + number % 28;
        let text = SENTENCES[number % SENTENCES.len()];
        rows += &format!("m{number},2026-05-{day:02}T10:00:00Z,x,en,\"{text} {number}\"\n");
    }
    folder.write("mentions.csv", rows);
    folder.write("recover-report.toml", format!("{CONFIG}{more}"));
    folder
}

/// The true label of the mention of that number.
fn truth(number: usize) -> Label {
    [Label::Negative, Label::Neutral, Label::Positive][number % SENTENCES.len() % 3]
}

fn sentences(language: &str) -> PathBuf {
    checkout().join(format!("tests/sentences/{language}.tsv"))
}

/// Every sentence is read as it should be, but for those marked `miss`, which are known to be read
/// wrongly and counted. `UPDATE_EXPECT` writes the marks anew.
#[test]
#[expect(clippy::print_stdout, reason = "how many are read rightly is worth seeing")]
fn sentences_are_read_as_people_read_them_but_for_the_known_misses() {
    let builtin = Builtin::new(Vec::new());
    let mut strays = Vec::new();
    for language in LANGUAGES {
        let path = sentences(language);
        let mut marked = String::new();
        let mut tally: BTreeMap<String, [usize; 2]> = BTreeMap::new();
        for line in fs::read_to_string(&path).unwrap().lines() {
            let cells: Vec<&str> = line.split('\t').collect();
            let [group, label, text, ref mark @ ..] = cells[..] else {
                marked += &format!("{line}\n");
                continue;
            };
            let scored = builtin.score(&[Text { text, language }]).unwrap()[0].unwrap();
            let is_miss = scored.label(NEUTRAL_BAND).as_str() != label;
            if is_miss == mark.is_empty() {
                strays.push(format!("{language}: {text} ({label}, {:+.2})", scored.value()));
            }
            let count = tally.entry(group.to_owned()).or_default();
            count[0] += usize::from(!is_miss);
            count[1] += 1;
            marked += &format!("{group}\t{label}\t{text}{}\n", if is_miss { "\tmiss" } else { "" });
        }
        for (group, [right, all]) in tally {
            println!("{language} {group}: {right} of {all}");
        }
        if std::env::var_os("UPDATE_EXPECT").is_some() {
            fs::write(path, marked).unwrap();
            strays.clear();
        }
    }
    assert!(strays.is_empty(), "these are read otherwise than marked:\n{}", strays.join("\n"));
}

/// What makes it worth having: far more sentences right than wrong, in each language, the hard ones
/// left out.
#[test]
fn the_known_misses_are_few() {
    for language in LANGUAGES {
        let text = fs::read_to_string(sentences(language)).unwrap();
        let rows: Vec<&str> = text
            .lines()
            .filter(|line| !line.starts_with('#') && !line.starts_with("hard"))
            .collect();
        let misses = rows.iter().filter(|row| row.ends_with("\tmiss")).count();
        assert!(misses * 4 < rows.len(), "{language}: {misses} of {}", rows.len());
    }
}

#[test]
fn more_intensity_is_more_polarity() {
    let builtin = Builtin::new(Vec::new());
    let polarity =
        |text, language| builtin.score(&[Text { text, language }]).unwrap()[0].unwrap().value();
    assert!(polarity("absolutely terrible", "en") < polarity("a bit terrible", "en"));
    assert!(polarity("ontzettend slecht", "nl") < polarity("een beetje slecht", "nl"));
    assert!(polarity("本当にひどい", "ja") < polarity("少しひどい", "ja"));
}

#[test]
fn strange_languages_and_empty_texts_are_no_neutral_ones() {
    let builtin = Builtin::new(Vec::new());
    let texts =
        [Text { text: "Das ist schrecklich", language: "de" }, Text { text: "", language: "en" }];
    let scored = builtin.score(&texts).unwrap();
    assert_eq!(scored[0], None);
    assert_eq!(scored[1].unwrap().label(NEUTRAL_BAND), Label::Neutral);
}

#[test]
fn huge_and_hostile_texts_are_read() {
    let builtin = Builtin::new(Vec::new());
    let texts = [
        "terrible ".repeat(120_000),
        "a".repeat(1 << 20),
        "@".repeat(1 << 20),
        "ひどい".repeat(120_000),
        "😡".repeat(1 << 18),
        format!("e{}", "\u{301}".repeat(1 << 19)),
        "\u{fdfa}".repeat(1 << 16),
        "http://http://www.www.@@<3<3".repeat(20_000),
        "not ".repeat(200_000),
        "\u{0}\u{feff}\u{202e}\r\n\t".repeat(50_000),
    ];
    for language in LANGUAGES {
        let batch: Vec<Text<'_>> = texts.iter().map(|text| Text { text, language }).collect();
        assert!(builtin.score(&batch).unwrap().iter().all(Option::is_some));
    }
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let builtin = Builtin::new(Vec::new());
    let owned: Vec<String> = (0..5000).map(|n| format!("{} {n}", SENTENCES[n % 15])).collect();
    let batch: Vec<Text<'_>> = owned.iter().map(|text| Text { text, language: "en" }).collect();
    let with = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| builtin.score(&batch)).unwrap()
    };
    assert_eq!(with(1), with(4));
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(300))]

    #[test]
    fn any_text_has_a_polarity_and_an_explanation_that_agrees(
        text in "(\\PC|[ a-zA-Z'@#:/0-9]|not |http://|ない|ひどい|😡|\u{301}){0,60}"
    ) {
        let builtin = Builtin::new(Vec::new());
        for language in LANGUAGES {
            let scored = builtin.score(&[Text { text: &text, language }]).unwrap()[0].unwrap();
            let again = builtin.score(&[Text { text: &text, language }]).unwrap()[0].unwrap();
            proptest::prop_assert_eq!(scored, again);
            let told = builtin.language(language).unwrap().explain(&text);
            proptest::prop_assert!((told.answer.polarity().value() - scored.value()).abs() < 1e-3);
            proptest::prop_assert!(told.words.iter().all(|(word, _)| told.normal.contains(word)));
        }
    }
}

#[test]
fn the_models_are_small() {
    for language in LANGUAGES {
        let path = format!("src/score/models/{language}.model");
        let bytes = fs::read(checkout().join(path)).unwrap();
        assert!(bytes.len() < 300_000, "{language}: {}", bytes.len());
    }
}

#[test]
fn the_same_texts_train_the_same_bytes() {
    let texts: Vec<LabeledText> = (0..300)
        .map(|number| LabeledText {
            source: "own".to_owned(),
            label: truth(number),
            text: format!("{} {number}", SENTENCES[number % 15]),
        })
        .collect();
    let bytes = || train("en", &texts, None, &Settings::default());
    assert_eq!(bytes(), bytes());
}

/// Lines are `kind<TAB>term<TAB>strength`; of two for one term only one could count.
#[test]
fn word_lists_are_well_formed() {
    for language in LANGUAGES {
        let path = format!("src/score/lexicons/{language}.tsv");
        let text = fs::read_to_string(checkout().join(path)).unwrap();
        let mut met = std::collections::BTreeSet::new();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let cells: Vec<&str> = line.split('\t').collect();
            let [kind, term, strength] = cells[..] else { panic!("{language}: {line}") };
            assert!(
                ["word", "emoji", "negation", "intensifier", "contrast"].contains(&kind),
                "{line}"
            );
            assert!(strength.parse::<f32>().unwrap().abs() <= 4.0, "{line}");
            assert!(met.insert((kind, term)), "{language}: twice: {line}");
        }
    }
}

#[test]
fn an_audit_is_drawn_labeled_and_read_back() {
    let folder = folder_of(600, "");
    folder.run(&["measure", "-q", "--week", "2026-W20"]);
    folder.run(&["audit", "draw", "--rows", "150"]).expect(0);
    let sheet = String::from_utf8(folder.read("audit/shop-audit-1.csv")).unwrap();
    assert!(folder.run(&["audit", "draw"]).expect(2).stderr.contains("is there already"));
    folder.run(&["audit", "draw", "--rows", "150", "--output", "again"]).expect(0);
    assert_eq!(sheet.as_bytes(), folder.read("again/shop-audit-1.csv"));
    assert_eq!(folder.read("audit/shop-audit-1.xlsx"), folder.read("again/shop-audit-1.xlsx"));

    // A few labels say nothing, however right they are.
    let labeled = |count: usize| {
        let mut lines = sheet.trim_start_matches('\u{feff}').lines();
        let mut text = format!("{}\n", lines.next().unwrap());
        for (row, line) in lines.enumerate() {
            let number: usize = line[1..line.find(',').unwrap()].parse().unwrap();
            let label = if row < count { truth(number).as_str() } else { "" };
            text += &format!("{},{label},\n", line.strip_suffix(",,").unwrap());
        }
        text
    };
    folder.write("few.csv", labeled(49));
    let refused = folder.run(&["audit", "apply", "few.csv"]).expect(2);
    assert!(refused.stderr.contains("has 49 labeled texts of case `shop`, and an audit needs 50"));

    folder.write("wrong.csv", labeled(60).replacen(",negative,", ",negativ,", 1));
    let refused = folder.run(&["audit", "apply", "wrong.csv"]).expect(3);
    assert!(refused.stderr.contains("\"negativ\" is no label"), "{}", refused.stderr);

    folder.write("all.csv", labeled(150));
    let told = folder.run(&["audit", "apply", "all.csv", "--json"]).expect(0);
    let audit: serde_json::Value = serde_json::from_str(&told.stdout).unwrap();
    assert!(audit["whole"]["labeled"].as_u64().unwrap() >= 140);
    assert!(audit["whole"]["sensitivity"]["value"].as_f64().unwrap() > 0.9);
    assert!(audit["kappa_scorer"].as_f64().unwrap() > 0.6, "{audit}");

    let report = folder.run(&["measure", "-q", "--week", "2026-W20"]);
    let report: serde_json::Value = serde_json::from_str(&report.stdout).unwrap();
    let corrected = &report["talk"]["audited"]["corrected"];
    let share = corrected["share"].as_f64().unwrap();
    assert!((share - 1.0 / 3.0).abs() < 0.1, "{corrected}");
    assert!(corrected["interval"]["low"].as_f64().unwrap() < share);
    let kinds: Vec<&str> = report["notes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|note| note["kind"].as_str().unwrap())
        .collect();
    assert!(!kinds.contains(&"uncorrected"));
}

#[test]
fn a_sheet_of_an_audit_holds_no_formula_and_takes_any_address() {
    let folder = folder_of(0, "");
    let mut rows = "mention_id,published_at,platform,language,text,url\n".to_owned();
    for number in 0..60 {
        let path = if number == 7 { "x".repeat(40_000) } else { number.to_string() };
        let day = "2026-05-11T10:00:00Z";
        rows += &format!("m{number},{day},x,en,=1+{number} is awful,https://a.example/{path}\n");
    }
    folder.write("mentions.csv", rows);
    folder.run(&["measure", "-q", "--week", "2026-W20"]);
    folder.run(&["audit", "draw", "--rows", "60"]).expect(0);
    assert!(folder.path().join("audit/shop-audit-1.xlsx").is_file());
    let sheet = folder.read("audit/shop-audit-1.csv");
    let mut count = 0;
    for record in csv::Reader::from_reader(sheet.as_slice()).records() {
        assert!(record.unwrap()[4].starts_with("'=1+"));
        count += 1;
    }
    assert_eq!(count, 60);
}

#[test]
fn another_scorer_scores_the_store_anew_and_once() {
    let folder = folder_of(90, "");
    folder.run(&["measure", "-q", "--week", "2026-W20"]);
    let told = folder.run(&["rescore"]).expect(0);
    assert!(told.stdout.starts_with("nothing to do"), "{}", told.stdout);

    folder.write("recover-report.toml", format!("{CONFIG}[scorer]\nneutral_band = 0.999\n"));
    let told = folder.run(&["measure", "--week", "2026-W20"]);
    assert!(told.stderr.contains("the scorer has changed; 90 rows scored anew"), "{}", told.stderr);
    assert!(told.stderr.contains("1 known from before"), "{}", told.stderr);
    let report: serde_json::Value = serde_json::from_str(&told.stdout).unwrap();
    let spans = report["talk"]["spans"].as_array().unwrap();
    assert!(spans.iter().all(|span| span["row"]["negative_count"] == 0));
    assert!(folder.run(&["rescore"]).expect(0).stdout.starts_with("nothing to do"));
}

#[test]
fn a_model_of_the_user_s_own_takes_the_place_of_ours() {
    let folder = folder_of(15, "[scorer]\nmodels = [\"own.model\"]\n");
    // To these people a "flurble" is the worst there is and a "brillop" the best.
    let row = |number: usize| match truth(number) {
        Label::Negative => format!("{number} what a flurble day,negative\n"),
        Label::Neutral => format!("{number} a day in the week,neutral\n"),
        Label::Positive => format!("{number} what a brillop day,positive\n"),
    };
    let rows: String = (0..300).map(row).collect();
    folder.write("labels.csv", format!("text,label\n{rows}"));
    let explain = |text: &str, more: &[&str]| -> serde_json::Value {
        let told = folder.run(&[&["explain", "--json", text, "--language", "en"], more].concat());
        serde_json::from_str(&told.expect(0).stdout).unwrap()
    };
    let train = ["train", "labels.csv", "--language", "en", "--output", "own.model"];
    let told = folder.run(&train).expect(0);
    assert!(told.stderr.contains("the model in the program: macro-F1"), "{}", told.stderr);
    assert!(folder.run(&train).expect(2).stderr.contains("is there already"));
    let with_own = ["--config", "recover-report.toml"];
    assert_eq!(explain("what a flurble day", &with_own)["label"], "negative");
    assert_eq!(explain("what a brillop day", &with_own)["label"], "positive");
    let elsewhere = Folder::new().run(&["explain", "--json", "what a flurble day"]).expect(0);
    let elsewhere: serde_json::Value = serde_json::from_str(&elsewhere.stdout).unwrap();
    assert_ne!(elsewhere["scorer"], explain("x", &with_own)["scorer"]);

    folder.write("few.csv", "text,label\nbad,negative\n");
    let refused =
        folder.run(&["train", "few.csv", "--language", "en", "--output", "few.model"]).expect(2);
    assert!(refused.stderr.contains("a model needs 50"), "{}", refused.stderr);
    folder.write("own.model", "no model");
    let refused = folder.run(&["measure", "-q"]).expect(2);
    assert!(refused.stderr.contains("it is no model of this program"), "{}", refused.stderr);
}

#[cfg(unix)]
#[test]
fn a_program_of_the_user_s_own_is_asked_and_its_failure_is_told() {
    let scorer =
        "[scorer]\ncommand = [\"sh\", \"score.sh\"]\nbatch_rows = 7\ntimeout_seconds = 20\n";
    let folder = folder_of(30, scorer);
    let answers = r#"sed -u -E 's/^(\{"id":[0-9]+),.*$/\1,"polarity":-0.9}/'"#;
    folder.write("score.sh", answers);
    let report = folder.run(&["measure", "-q", "--week", "2026-W20"]);
    let report: serde_json::Value = serde_json::from_str(&report.stdout).unwrap();
    let row = &report["talk"]["spans"][0]["row"];
    assert_eq!(row["negative_count"], row["scored_count"]);
    assert!(report["provenance"]["scorer"].as_str().unwrap().starts_with("external-"));

    folder.write("score.sh", "echo 'no module named torch' >&2\nexit 3\n");
    let refused = folder.run(&["measure", "-q", "--week", "2026-W20"]);
    assert_ne!(refused.code, 0);
    assert!(refused.stderr.contains("no module named torch"), "{}", refused.stderr);

    folder.write("recover-report.toml", format!("{CONFIG}[scorer]\nfasttext = \"mentions.csv\"\n"));
    let refused = folder.run(&["measure", "-q", "--week", "2026-W20"]).expect(2);
    assert!(refused.stderr.contains("is not a fastText model"), "{}", refused.stderr);
}

#[test]
fn explanations_name_the_words() {
    let folder = Folder::new();
    for (text, word) in [
        ("This is a disgusting advert", "disgusting"),
        ("Wat een walgelijk filmpje", "walgelijk"),
        ("このCMは本当にひどい", "ひど"),
    ] {
        let told = folder.run(&["explain", text]).expect(0).stdout;
        assert!(told.starts_with("negative: polarity -"), "{told}");
        assert!(told.contains(&format!("  {word}  by the word list")), "{told}");
    }
    let told = folder.run(&["explain", "Das ist ja wirklich ganz schrecklich", "--language", "de"]);
    assert!(told.expect(0).stdout.starts_with("unscored: nothing is known of texts in `de`"));
}

/// The column of a Parquet file, as text.
fn texts(folder: &Folder, path: &str, column: &str) -> Vec<Option<String>> {
    let file = fs::File::open(folder.path().join(path)).unwrap();
    let frame = ParquetReader::new(file).finish().unwrap();
    let column = frame.column(column).unwrap().str().unwrap().clone();
    column.iter().map(|cell| cell.map(str::to_owned)).collect()
}

#[test]
fn without_a_scorer_labels_are_those_of_rules_people_and_trusted_vendors() {
    let off = "[scorer]\nenabled = false\n";
    let measure = ["measure", "--week", "2026-W20", "--tables", "seen"];
    let labels = |folder: &Folder| {
        let ran = folder.run(&measure);
        assert!([0, 4].contains(&ran.code), "{}", ran.stderr);
        texts(folder, "seen/shop/mentions.parquet", "label")
    };
    let folder = folder_of(30, off);
    let before = labels(&folder);
    assert!(!before.is_empty() && before.iter().all(Option::is_none), "{before:?}");
    let told = folder.run(&["measure", "--week", "2026-W20"]).stdout;
    assert!(told.contains("\"no-scorer\"") && !told.contains("\"unscored\""));
    assert!(!told.contains("\"uncorrected\""), "nothing is labeled, and nothing to be checked");
    // What was read stays, and is scored when somebody scores.
    folder.write("recover-report.toml", CONFIG);
    let after = labels(&folder);
    assert!(after.len() == before.len() && after.iter().all(Option::is_some), "{after:?}");

    let rules = "[[case.rules]]\ndomain = \"shop.example\"\nlabel = \"positive\"\n";
    let ruled = CONFIG.replacen("[[input]]", &format!("{rules}[[input]]"), 1);
    let ruled = ruled.replace("files = ", "trusts_labels = true\nfiles = ");
    let rows = "mention_id,published_at,platform,language,text,url,label\n\
                a,2026-05-11T10:00:00Z,blog,en,One,https://shop.example/1,\n\
                b,2026-05-12T10:00:00Z,blog,en,Two,https://other.example/2,negative\n\
                c,2026-05-13T10:00:00Z,blog,en,Three,https://other.example/3,\n";
    let folder = Folder::new();
    folder.write("mentions.csv", rows);
    folder.write("recover-report.toml", format!("{ruled}{off}"));
    let found = labels(&folder);
    assert_eq!(found, [Some("positive".to_owned()), Some("negative".to_owned()), None]);

    folder.write("recover-report.toml", format!("{CONFIG}{off}neutral_band = 0.3\n"));
    let refused = folder.run(&["check"]).expect(2);
    assert!(
        refused.stderr.contains("`enabled = false`, and yet it says how to score"),
        "{}",
        refused.stderr
    );
}
