//! The program as a stranger meets it: what it says, where, and with which exit code.

use crate::support::Folder;

#[test]
fn without_a_config_it_names_init() {
    let ran = Folder::new().run(&[]).expect(2);
    assert_eq!(ran.stdout, "");
    assert!(ran.stderr.starts_with("error: there is no "), "{}", ran.stderr);
    assert!(ran.stderr.contains("recover-report.toml\n"));
    assert!(ran.stderr.contains("hint: `recover-report init .` writes one to start from"));
}

#[test]
fn init_writes_a_config_that_is_understood_and_writes_over_nothing() {
    let folder = Folder::new();
    folder.run(&["init", "new", "--templates", "--queries"]).expect(0);
    assert!(folder.path().join("new/templates/sections/charts.typ").is_file());
    assert!(folder.path().join("new/queries/talk_days.sql").is_file());
    let ran = folder.run(&["check", "--config", "new/recover-report.toml"]).expect(3);
    assert!(ran.stderr.contains("no file fits \"exports/mentions/*.csv\""), "{}", ran.stderr);
    let again = folder.run(&["init", "new"]).expect(2);
    assert!(again.stderr.contains("is there already"), "{}", again.stderr);
}

#[test]
fn a_mistyped_name_in_the_config_is_found_and_guessed() {
    let folder = Folder::of_story("one-storm");
    let config = String::from_utf8(folder.read("recover-report.toml")).unwrap();
    folder.write("recover-report.toml", config.replace("incident_terms", "incidnet_terms"));
    let ran = folder.run(&[]).expect(2);
    assert!(
        ran.stderr.contains("recover-report.toml:8: unknown field `incidnet_terms`"),
        "{}",
        ran.stderr
    );
    assert!(ran.stderr.contains("hint: did you mean `incident_terms`?"));
}

#[test]
fn wrong_words_on_the_command_line_are_explained() {
    let folder = Folder::of_story("one-storm");
    for (arguments, said, hint) in [
        (["--case", "shpo"], "there is no case `shpo`", "did you mean `shop`?"),
        (
            ["--week", "2026-53"],
            "there is no ISO week \"2026-53\"",
            "weeks are named like 2026-W07",
        ),
        (["--language", "jp"], "there is no language `jp`", "what there is: en, ja, nl"),
        (["--edition", "exec"], "there is no edition `exec`", "did you mean `executive`?"),
        (["--since", "yesterday"], "invalid value 'yesterday'", "days are written like 2026-08-14"),
        (
            ["--as-of", "soon"],
            "\"soon\" is neither a day nor an instant",
            "write a day, 2026-10-01",
        ),
        (["--templates", "none"], "there is no folder none", "init DIR --templates"),
    ] {
        let ran = folder.run(&arguments).expect(2);
        assert!(ran.stderr.contains(said), "{arguments:?}: {}", ran.stderr);
        assert!(ran.stderr.contains(hint), "{arguments:?}: {}", ran.stderr);
    }
}

#[test]
fn files_that_are_not_there_or_not_known_are_named_with_the_remedy() {
    let folder = Folder::of_story("one-storm");
    let config = String::from_utf8(folder.read("recover-report.toml")).unwrap();
    let with = |old: &str, new: &str| config.replace(old, new);
    folder.write("recover-report.toml", with("\"mentions.csv\"", "\"mentoins*.csv\""));
    let ran = folder.run(&[]).expect(3);
    assert!(
        ran.stderr
            .contains("no file fits \"mentoins*.csv\", which the [[input]] 1 (mentions) names"),
        "{}",
        ran.stderr
    );

    let named = "files = [\"mentions.csv\"]\nprofile = \"brandwach\"";
    folder.write("recover-report.toml", with("files = [\"mentions.csv\"]", named));
    let ran = folder.run(&[]).expect(2);
    assert!(ran.stderr.contains("hint: did you mean `brandwatch`?"), "{}", ran.stderr);

    let mapped =
        "files = [\"mentions.csv\"]\ncolumns = { published_at = \"when\", text = \"text\" }";
    folder.write("recover-report.toml", with("files = [\"mentions.csv\"]", mapped));
    let ran = folder.run(&[]).expect(3);
    assert!(ran.stderr.contains("mentions.csv:1 has no column `when`"), "{}", ran.stderr);
    assert!(ran.stderr.contains("it has \"mention_id\", \"published_at\""), "{}", ran.stderr);
}

#[test]
fn dates_that_no_rule_reads_refuse_the_file_and_say_what_to_write() {
    let folder = Folder::of_story("one-storm");
    folder.write(
        "mentions.csv",
        "published_at,platform,text\nday 55 at noon,x,One\nday 56 at noon,x,Two\n",
    );
    let ran = folder.run(&["--week", "2026-W20"]).expect(3);
    assert!(
        ran.stderr.contains("mentions.csv:2 has \"day 55 at noon\" where a date should be"),
        "{}",
        ran.stderr
    );
    assert!(ran.stderr.contains("date_formats = [\"%d-%m-%Y %H.%M\"]"), "{}", ran.stderr);
    assert!(!folder.path().join("reports").exists());
}

#[test]
fn broken_exports_are_errors_of_their_file() {
    for (text, said) in [
        ("", "mentions.csv is empty"),
        ("published_at,platform,text\n,,\n,,\n", "has 2 rows and every cell of them is blank"),
        ("a,b\n1,2\n", "is no mentions export that we know"),
    ] {
        let folder = Folder::of_story("one-storm");
        folder.write("mentions.csv", text);
        let ran = folder.run(&["--week", "2026-W20"]).expect(3);
        assert!(ran.stderr.contains(said), "{}", ran.stderr);
    }
}

#[test]
fn one_case_failing_does_not_stop_the_others() {
    let folder = Folder::of_story("one-storm");
    let config = String::from_utf8(folder.read("recover-report.toml")).unwrap();
    let config = config.replace("files = [", "case = \"shop\"\nfiles = [");
    folder.write(
        "recover-report.toml",
        format!(
            "{config}\n[[case]]\nid = \"bakery\"\norganization = \"The Bakery\"\n\
             incident_terms = [\"mold\"]\n[[input]]\nkind = \"mentions\"\nfiles = [\"bad.csv\"]\n\
             case = \"bakery\"\n"
        ),
    );
    folder.write("bad.csv", "published_at,platform,text\nnever,x,One\n");
    let ran = folder.run(&["--week", "2026-W20"]).expect(4);
    assert!(ran.stdout.contains("shop-2026-W20-executive-en.pdf"));
    assert!(ran.stderr.contains("no report for case `bakery`"), "{}", ran.stderr);
}

#[test]
fn quiet_is_quiet_and_json_is_json() {
    let folder = Folder::of_story("one-storm");
    let ran = folder.run(&["--week", "2026-W20", "-q"]).expect(0);
    assert_eq!(ran.stderr, "");
    let told = folder.run(&["--week", "2026-W20", "--json"]).expect(0);
    let told: serde_json::Value = serde_json::from_str(&told.stdout).unwrap();
    assert_eq!(told["reports"][0]["case"], "shop");
    assert_eq!(told["exit_code"], 0);
}

#[cfg(unix)]
#[test]
fn a_line_of_the_log_is_one_line_whatever_a_file_is_called() {
    let folder = Folder::of_story("one-storm");
    let config = String::from_utf8(folder.read("recover-report.toml")).unwrap();
    folder.write("recover-report.toml", config.replace("\"mentions.csv\"", "\"men*tions.csv\""));
    let strange = "men\u{1b}[31m\n{}tions.csv";
    std::fs::rename(folder.path().join("mentions.csv"), folder.path().join(strange)).unwrap();
    let ran = folder.run(&["--week", "2026-W20", "--log", "json", "-v"]).expect(0);
    assert!(!ran.stderr.contains('\u{1b}'), "{:?}", ran.stderr);
    let lines: Vec<&str> = ran.stderr.lines().collect();
    assert!(lines.iter().any(|line| line.contains("tions.csv")), "{lines:?}");
    for line in lines {
        let told: serde_json::Value = serde_json::from_str(line).unwrap();
        assert!(told["fields"].is_object(), "{line}");
    }
}

#[test]
fn a_report_that_is_none_is_refused() {
    let folder = Folder::new();
    folder.write("r.json", "{\"schema_version\": 1,\n \"surprise\": 2}");
    let ran = folder.run(&["render", "r.json"]).expect(2);
    assert!(ran.stderr.contains("r.json:2 is no report"), "{}", ran.stderr);
    folder.write("empty.json", "");
    assert!(folder.run(&["render", "empty.json"]).expect(2).stderr.contains("holds no report"));
}

#[test]
fn a_report_from_elsewhere_names_no_place_outside_its_folder() {
    let folder = Folder::of_story("one-storm");
    let measured = folder.run(&["measure", "--week", "2026-W20", "-q"]).expect(0);
    let report: serde_json::Value = serde_json::from_str(&measured.stdout).unwrap();
    for place in ["/case/id", "/name", "/methods/0/metric"] {
        let mut report = report.clone();
        *report.pointer_mut(place).unwrap() = "../evil".into();
        folder.write("r.json", report.to_string());
        let ran = folder.run(&["render", "r.json", "--output", "out", "--format", "json"]);
        let ran = ran.expect(2);
        assert!(ran.stderr.contains("\"../evil\""), "{place}: {}", ran.stderr);
        assert!(!folder.path().join("out").exists(), "{place}");
    }
}

#[test]
fn a_template_that_does_not_compile_is_named_with_its_line() {
    let folder = Folder::of_story("one-storm");
    folder.write("mine/executive.typ", "#let a = 1\n#nonsense()\n");
    let ran = folder.run(&["--week", "2026-W20", "--templates", "mine"]).expect(6);
    assert!(ran.stderr.contains("executive.typ:2: unknown variable: nonsense"), "{}", ran.stderr);
}

#[test]
fn a_query_that_breaks_its_word_is_named() {
    let folder = Folder::of_story("one-storm");
    for (sql, said) in [
        (
            "-- A.\n-- grain: case_id\n-- reads: events\nselect case_id from mentions",
            "looks at `mentions`",
        ),
        (
            "-- A.\n-- grain: case_id\n-- reads: events\nselect case_id from events",
            "breaks its grain: two rows alike",
        ),
        ("select case_id from events", "has no `-- grain:` line at its head"),
        (
            "-- A.\n-- grain: case_id\n-- reads: events\nselect max(case_id) as case_id, 1 as odd from events",
            "gives other columns than the pages know",
        ),
    ] {
        folder.write("mine/event_log.sql", sql);
        let ran = folder.run(&["--week", "2026-W20", "--queries", "mine"]).expect(2);
        assert!(ran.stderr.contains(said), "{}", ran.stderr);
    }
}

#[test]
fn a_name_that_is_not_known_is_never_passed_over() {
    let folder = Folder::of_story("one-storm");
    let config = String::from_utf8(folder.read("recover-report.toml")).unwrap();
    let mapped = "files = [\"mentions.csv\"]\ncolumns = { published_at = \"published_at\", text = \"text\", autor = \"author\" }";
    folder.write("recover-report.toml", config.replace("files = [\"mentions.csv\"]", mapped));
    let ran = folder.run(&["check"]).expect(2);
    assert!(ran.stderr.contains("mentions have no column `autor`"), "{}", ran.stderr);
    assert!(ran.stderr.contains("did you mean `author`?"), "{}", ran.stderr);

    folder
        .write("recover-report.toml", config.replace("term = \"the shop\"", "term = \"teh shop\""));
    let ran = folder.run(&["--week", "2026-W20"]).expect(0);
    assert!(ran.stderr.contains("of no case, and left out: the shop"), "{}", ran.stderr);

    folder.write("recover-report.toml", config).write("mine/talk_volumes.sql", "select 1");
    let ran = folder.run(&["--week", "2026-W20", "--queries", "mine"]).expect(2);
    assert!(ran.stderr.contains("did you mean `talk_volume.sql`?"), "{}", ran.stderr);
}

#[test]
fn a_pattern_of_the_config_takes_neither_all_memory_nor_all_time() {
    let folder = Folder::of_story("one-storm");
    let config = String::from_utf8(folder.read("recover-report.toml")).unwrap();
    let with = |pattern: &str| {
        let files = "files = [\"mentions.csv\"]";
        config.replace(files, &format!("{files}\nextract = {{ text = '{pattern}' }}"))
    };
    folder.write("recover-report.toml", with("((a{1000}){1000})"));
    let ran = folder.run(&["check"]).expect(2);
    assert!(ran.stderr.contains("exceeds size limit"), "{}", ran.stderr);
    // Where matching goes back and tries anew, this one takes longer than there is time.
    folder.write("recover-report.toml", with("^((a+)+)$"));
    let long = "a".repeat(1_000_000);
    let text = format!("published_at,platform,text\n2026-05-11,x,aaa\n2026-05-11,x,{long}!\n");
    folder.write("mentions.csv", text);
    let ran = folder.run(&["check", "--json"]).expect(0);
    let told: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    let passport = &told["inputs"][0]["passport"];
    assert_eq!((&passport["rows_read"], &passport["rows_kept"]), (&2.into(), &1.into()));
}

#[test]
fn two_runs_do_not_share_a_state_folder() {
    let folder = Folder::of_story("one-storm");
    folder.write("state/lock", "process 4711, since 2026-05-18T04:00:00Z\n");
    let held = std::fs::File::open(folder.path().join("state/lock")).unwrap();
    held.lock().unwrap();
    let ran = folder.run(&["--week", "2026-W20"]).expect(11);
    assert!(ran.stderr.contains("error: another run holds"), "{}", ran.stderr);
    assert!(ran.stderr.contains("(process 4711, since 2026-05-18T04:00:00Z)"), "{}", ran.stderr);
    drop(held);
    folder.run(&["--week", "2026-W20"]).expect(0);
}

#[test]
fn a_folder_that_cannot_be_written_in_is_told_before_anything_is_read() {
    let folder = Folder::of_story("one-storm");
    folder.write("taken", "");
    let ran = folder.run(&["--week", "2026-W20", "--output", "taken/reports"]).expect(75);
    assert!(ran.stderr.contains("cannot write taken/reports"), "{}", ran.stderr);
    assert!(ran.stderr.contains("hint: check that the disk has room"), "{}", ran.stderr);
    assert!(!folder.path().join("state").exists());
}

#[test]
fn a_table_that_went_missing_is_named() {
    let folder = Folder::of_story("one-storm");
    folder.run(&["--week", "2026-W20"]).expect(0);
    let table = folder.files("state/tables/mentions").remove(0);
    std::fs::remove_file(&table).unwrap();
    let ran = folder.run(&["measure", "--week", "2026-W20"]).expect(5);
    assert!(ran.stderr.contains("is gone, and the ledger names it"), "{}", ran.stderr);
}

#[test]
fn help_lists_the_verbs_and_the_exit_codes() {
    let folder = Folder::new();
    let help = folder.run(&["--help"]).expect(0).stdout;
    for word in
        ["init", "check", "measure", "render", "completions", "--since", "--as-of", "Exit codes"]
    {
        assert!(help.contains(word), "{word}");
    }
    assert!(folder.run(&["completions", "bash"]).expect(0).stdout.contains("recover-report"));
    folder.run(&["--since", "2026-05-11", "--week", "2026-W20"]).expect(2);
}

#[cfg(not(feature = "spark"))]
#[test]
fn a_program_without_the_engine_for_clusters_says_so() {
    let folder = Folder::of_story("one-storm");
    let ran = folder.run(&["--engine", "sc://localhost"]).expect(2);
    assert!(ran.stderr.contains("built without the engine for clusters"), "{}", ran.stderr);
    assert!(ran.stderr.contains("--features spark"), "{}", ran.stderr);
    assert!(!folder.path().join("state/ledger.jsonl").exists(), "nothing was begun");
}

#[test]
fn a_token_does_not_stand_in_an_address() {
    let folder = Folder::of_story("one-storm");
    let ran = folder.run(&["--engine", "sc://localhost/;token=tattoo"]).expect(2);
    assert!(ran.stderr.contains("SPARK_CONNECT_AUTHENTICATE_TOKEN"), "{}", ran.stderr);
    assert!(!ran.stderr.contains("tattoo"), "{}", ran.stderr);
    let ran = folder.run(&["--engine", "embeded"]).expect(2);
    assert!(ran.stderr.contains("did you mean `embedded`?"), "{}", ran.stderr);
}
