//! The verbs about the scorer: `audit`, `explain`, `train`, `rescore`.

use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use recover_report::audit::{self, Judgment, judge};
use recover_report::cli::{Apply, AuditHalf, Draw, Explain, Rescore, Train};
use recover_report::config;
use recover_report::error::Error;
use recover_report::job::{CaseJob, Job, Request};
use recover_report::load::Limits;
use recover_report::model::Label;
use recover_report::model::audit::Trust;
use recover_report::model::display::plain;
use recover_report::model::files::folder_of;
use recover_report::normalize::{labeled, language};
use recover_report::pipeline::rescore::{Rescored, rescore, stale};
use recover_report::score::builtin::{Explanation, Language};
use recover_report::score::evaluate::{Confusion, Evaluation, Judged, LABELS};
use recover_report::score::features::Scratch;
use recover_report::score::labeler::Choice;
use recover_report::score::train::{LabeledText, Settings, train};
use recover_report::score::{self, Builtin, Labeler, Text};
use recover_report::stats::rounded;
use recover_report::store::{AsOf, Store};

use crate::terminal::{Ended, Failure, print_json, print_line, progress, say, start_log};

/// Fewer texts of a label than this teach a model nothing about it.
const FEWEST_TO_TRAIN: usize = 50;

/// Every so-manieth text is kept back to see how well a new model does.
const KEPT_BACK: usize = 5;

/// How many words an explanation lists.
const WORDS_SHOWN: usize = 12;

/// `audit`: a sample for people, and what came of it.
pub(crate) fn run_audit(half: &AuditHalf) -> Ended {
    match half {
        AuditHalf::Draw(flags) => draw_sample(flags),
        AuditHalf::Apply(flags) => apply_sheet(flags),
    }
}

fn draw_sample(flags: &Draw) -> Ended {
    start_log(&flags.talk);
    let job = job(flags.config.clone(), flags.case.clone().into_iter().collect())?;
    let case = only_case(&job)?;
    let store = Store::open(&job.state, job.now).map_err(Error::from)?;
    let case_id = &case.lens.case.id;
    let count = flags.rows as usize;
    let drawn = audit::draw(&store, case_id, everything(&job), count, flags.seed);
    let drawn = drawn.map_err(Error::from)?;
    if drawn.is_empty() {
        return Err(Error::from(audit::Error::NoTexts { case_id: case_id.clone() }).into());
    }
    let name = format!("{case_id}-audit-{}", flags.seed);
    let paths = audit::sheet::write(&drawn, &flags.output, &name).map_err(Error::from)?;
    let shown: Vec<String> = paths.iter().map(|path| path.to_string_lossy().into_owned()).collect();
    if flags.talk.json {
        print_json(
            &serde_json::json!({ "case": case_id, "drawn": drawn.len(), "written": shown }),
        )?;
        return Ok(0);
    }
    for path in &shown {
        print_line(&plain(path))?;
    }
    if !flags.talk.quiet {
        say(&format!(
            "{} texts drawn; write negative, neutral or positive in the column `label` of one of \
             the two sheets, then `recover-report audit apply FILE`\n",
            drawn.len()
        ));
    }
    Ok(0)
}

fn apply_sheet(flags: &Apply) -> Ended {
    start_log(&flags.talk);
    let job = job(flags.config.clone(), flags.case.clone().into_iter().collect())?;
    let case = only_case(&job)?;
    let labeler = Labeler::new(&job.scorer).map_err(Error::from)?;
    let mut store = Store::open(&job.state, job.now).map_err(Error::from)?;
    let case_id = &case.lens.case.id;
    if !stale(&store, case_id, &labeler).is_empty() {
        return Err(Error::from(audit::Error::Stale { case_id: case_id.clone() }).into());
    }
    let judged = judge::Judged {
        case_id,
        as_of: everything(&job),
        scorer: labeler.version(),
        neutral_band: labeler.neutral_band(),
        at: job.now,
    };
    let judgment = audit::judge(&store, &flags.sheet, job.limits, &judged);
    let judgment = judgment.map_err(Error::from)?;
    store.ledger.add_audit(judgment.audit.clone()).map_err(Error::from)?;
    if flags.talk.json {
        print_json(&serde_json::to_value(&judgment.audit).expect("an audit is plain data"))?;
    } else {
        for line in judgment_lines(&judgment, labeler.neutral_band()) {
            print_line(&plain(&line))?;
        }
    }
    Ok(0)
}

fn judgment_lines(judgment: &Judgment, band_before: f64) -> Vec<String> {
    let audit = &judgment.audit;
    let number = |value: Option<f64>| value.map_or("-".to_owned(), |value| format!("{value:.2}"));
    let mut lines = vec![
        format!("case {}, scorer {}", audit.case_id, audit.scorer),
        format!(
            "{} texts judged, {} left blank, {} of no mention of the case, {} rows unreadable",
            audit.whole.labeled, judgment.blank, judgment.strangers, judgment.rejected
        ),
        "negative:                     labeled  sensitivity  specificity".to_owned(),
        trust_line("all", &audit.whole),
    ];
    for group in &audit.groups {
        lines.push(trust_line(&format!("{} {}", group.language, group.platform), &group.trust));
    }
    lines.push(format!(
        "Cohen's kappa with people: scorer {}, vendor {}",
        number(audit.kappa_scorer),
        number(audit.kappa_vendor)
    ));
    if let Some((before, after)) = judgment.macro_f1 {
        lines.push(if audit.neutral_band == band_before {
            format!("the neutral band stays {band_before}: no other agrees clearly better (macro-F1 {before:.2})")
        } else {
            format!(
                "the neutral band becomes {} instead of {band_before}: macro-F1 {after:.2} instead of {before:.2}",
                audit.neutral_band
            )
        });
    }
    lines.extend(confusion_lines(&judgment.confusion));
    lines.push("reports correct the negative share by this from now on".to_owned());
    lines
}

fn trust_line(name: &str, trust: &Trust) -> String {
    format!(
        "  {name:26} {:>8} {:>12.2} {:>12.2}",
        trust.labeled, trust.sensitivity.value, trust.specificity.value
    )
}

fn confusion_lines(confusion: &Confusion) -> Vec<String> {
    let total = confusion.total();
    let cells =
        |row: [f64; 3]| row.map(|count| format!("{:>8.1} %", 100.0 * count / total)).concat();
    let mut lines =
        vec!["of all texts, people (rows) and labels (negative, neutral, positive):".to_owned()];
    lines.extend(
        LABELS.map(|label| format!("  {:9}{}", label.as_str(), cells(confusion.0[label as usize]))),
    );
    lines
}

/// `explain`: how a text is read and why.
pub(crate) fn run_explain(flags: &Explain) -> Ended {
    start_log(&flags.talk);
    let mut text = flags.text.clone();
    if text == "-" {
        text.clear();
        io::stdin()
            .read_to_string(&mut text)
            .map_err(|error| Failure::disk("read", Path::new("standard input"), &error))?;
    }
    let here = Path::new(config::FILE_NAME);
    let choice = match &flags.config {
        Some(config) => job(Some(config.clone()), Vec::new())?.scorer,
        None if here.exists() => job(None, Vec::new())?.scorer,
        None => Choice::default(),
    };
    let labeler = Labeler::new(&choice).map_err(Error::from)?;
    let language = match &flags.language {
        Some(word) => language::of_word(word).ok_or_else(|| {
            Failure::usage(
                &format!("{word:?} is no language"),
                "write its code, such as en, ja or nl",
            )
        })?,
        None => language::of_text(&text).to_owned(),
    };
    let polarities = labeler.polarities(&[Text { text: &text, language: &language }]);
    let polarity = polarities.map_err(Error::from)?.into_iter().next().flatten();
    let explanation = if labeler.is_builtin(&language) {
        labeler.builtin().language(&language).map(|known| known.explain(&text))
    } else {
        None
    };
    if flags.talk.json {
        print_json(&serde_json::json!({
            "language": language,
            "scorer": labeler.version(),
            "polarity": polarity.map(|polarity| rounded(polarity.value())),
            "label": polarity.map(|polarity| labeler.label(polarity).as_str()),
            "polar": explanation.as_ref().map(|found| rounded(found.answer.polar)),
            "direction": explanation.as_ref().map(|found| rounded(found.answer.direction)),
            "words": explanation.as_ref().map(|found| pulls_json(&found.words)),
            "terms": explanation.as_ref().map(|found| pulls_json(&found.terms)),
        }))?;
        return Ok(0);
    }
    let Some(polarity) = polarity else {
        print_line(&match labeler.is_nobody() {
            true => "unscored: `enabled = false` in `[scorer]`".to_owned(),
            false => format!("unscored: nothing is known of texts in `{language}`"),
        })?;
        return Ok(0);
    };
    let label = labeler.label(polarity).as_str();
    print_line(&format!(
        "{label}: polarity {:+.2}, neutral below {} ({language})",
        polarity.value(),
        labeler.neutral_band()
    ))?;
    match &explanation {
        Some(found) => {
            explanation_lines(found).iter().try_for_each(|line| print_line(&plain(line)))?;
        }
        None => print_line(&format!("{} does not say why", labeler.version()))?,
    }
    Ok(0)
}

fn pulls_json(pulls: &[(String, f64)]) -> serde_json::Value {
    let pulls = pulls.iter().map(|(word, pull)| serde_json::json!([word, rounded(*pull)]));
    pulls.collect()
}

fn explanation_lines(found: &Explanation) -> Vec<String> {
    let mut lines = vec![format!(
        "feels anything with probability {:.2}; if it does, it is negative with {:.2}, positive with {:.2}",
        found.answer.polar,
        (1.0 - found.answer.direction) / 2.0,
        (1.0 + found.answer.direction) / 2.0
    )];
    let mut pulls: Vec<(&str, f64, &str)> = found
        .words
        .iter()
        .map(|(word, pull)| (word.as_str(), *pull, ""))
        .chain(found.terms.iter().map(|(term, pull)| (term.as_str(), *pull, "  by the word list")))
        .filter(|(_, pull, _)| pull.abs() >= 0.005)
        .collect();
    pulls.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()));
    if !pulls.is_empty() {
        lines.push("what pulled which way, in log odds:".to_owned());
    }
    let shown = pulls.iter().take(WORDS_SHOWN);
    lines.extend(shown.map(|(word, pull, source)| format!("  {pull:+.2}  {word}{source}")));
    lines
}

/// `train`: a model of the user's own labels.
pub(crate) fn run_train(flags: &Train) -> Ended {
    start_log(&flags.talk);
    let language = language::of_word(&flags.language).ok_or_else(|| {
        let message = format!("{:?} is no language", flags.language);
        Failure::usage(&message, "write its code, such as en, ja or nl")
    })?;
    if flags.output.exists() {
        let message = format!("{} is there already", flags.output.display());
        return Err(Failure::usage(&message, "nothing was written; name another file"));
    }
    let texts = training_texts(flags, &language)?;
    let builtin = Builtin::new(Vec::new());
    let known = builtin.language(&language);
    let upon = known.map(Language::model).filter(|_| !flags.alone);
    let settings = Settings::default();
    let (kept_back, seen): (Vec<_>, Vec<_>) =
        texts.iter().cloned().enumerate().partition(|(index, _)| index % KEPT_BACK == 0);
    let strip = |rows: Vec<(usize, LabeledText)>| -> Vec<LabeledText> {
        rows.into_iter().map(|(_, text)| text).collect()
    };
    let (kept_back, seen) = (strip(kept_back), strip(seen));
    let trial = train(&language, &seen, upon, &settings);
    let trial = Language::new(score::model::Model::unpack(&trial).expect("what was packed"));
    let bytes = train(&language, &texts, upon, &settings);
    write_whole(&flags.output, &bytes)?;
    if flags.talk.json {
        print_json(&serde_json::json!({
            "written": flags.output.to_string_lossy(),
            "texts": texts.len(),
            "kept_back": kept_back.len(),
            "trained": evaluated(&trial, &kept_back),
            "in_the_program": known.map(|known| evaluated(known, &kept_back)),
        }))?;
        return Ok(0);
    }
    print_line(&plain(&flags.output.to_string_lossy()))?;
    if !flags.talk.quiet {
        say(&format!("{} texts, {} bytes\n", texts.len(), bytes.len()));
        let name = format!("on {} texts kept back, trained on the rest", kept_back.len());
        say(&format!("{name}: {}\n", told(&trial, &kept_back)));
        if let Some(known) = known {
            say(&format!("on the same, the model in the program: {}\n", told(known, &kept_back)));
        }
        say(&format!(
            "to use it, write in the config, its path as seen from there:\n[scorer]\nmodels = [{:?}]\n",
            flags.output.to_string_lossy()
        ));
    }
    Ok(0)
}

/// Writes a file beside its place and then puts it there, so that no half of it is ever seen.
fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let folder = folder_of(path);
    fs::create_dir_all(folder).map_err(|error| Failure::disk("create", folder, &error))?;
    let whole = tempfile::NamedTempFile::new_in(folder).and_then(|mut file| {
        file.write_all(bytes)?;
        file.as_file().sync_all()?;
        Ok(file.persist(path)?)
    });
    whole.map(drop).map_err(|error| Failure::disk("write", path, &error))
}

fn told(language: &Language, texts: &[LabeledText]) -> String {
    let [macro_f1, auc] = evaluated(language, texts);
    let number = |value: Option<f64>| value.map_or("-".to_owned(), |value| format!("{value:.3}"));
    format!("macro-F1 {}, AUC {}", number(macro_f1), number(auc))
}

/// Macro-F1 and AUC of a model.
fn evaluated(language: &Language, texts: &[LabeledText]) -> [Option<f64>; 2] {
    let mut scratch = Scratch::default();
    let judged: Vec<Judged> = texts
        .iter()
        .map(|text| {
            let answer = language.read(&text.text, &mut scratch);
            let said = answer.polarity().label(score::NEUTRAL_BAND);
            Judged { truth: text.label, said, direction: answer.direction }
        })
        .collect();
    let Evaluation { confusion, auc } = Evaluation::of(&judged);
    [confusion.macro_f1().map(rounded), auc.map(rounded)]
}

/// The labeled texts of some files.
fn training_texts(flags: &Train, language: &str) -> Result<Vec<LabeledText>, Failure> {
    let mut texts = Vec::new();
    let (mut blank, mut others, mut rejected) = (0, 0, 0);
    for path in &flags.files {
        let (rows, unreadable) = labeled::read(path, Limits::default()).map_err(Error::from)?;
        rejected += unreadable;
        for row in rows {
            let label = match row.label {
                Some(Ok(label)) => label,
                Some(Err(word)) => {
                    let (path, line) = (path.clone(), row.line);
                    return Err(Error::from(audit::Error::NoLabel { path, line, word }).into());
                }
                None => {
                    blank += 1;
                    continue;
                }
            };
            let Some(text) = row.text else {
                blank += 1;
                continue;
            };
            if row.language.is_some_and(|told| told != language) {
                others += 1;
                continue;
            }
            // One source, so that files of one label each are weighed against each other.
            texts.push(LabeledText { source: "own".to_owned(), label, text });
        }
    }
    if !flags.talk.quiet {
        say(&format!(
            "{} labeled texts; left out: {blank} without label or text, {others} in other \
             languages, {rejected} unreadable\n",
            texts.len()
        ));
    }
    let count = |label: Label| texts.iter().filter(|text| text.label == label).count();
    let too_few = LABELS.into_iter().filter(|label| {
        let is_needed = *label != Label::Neutral || count(Label::Neutral) > 0;
        is_needed && count(*label) < FEWEST_TO_TRAIN
    });
    if let Some(label) = too_few.into_iter().next() {
        let message = format!(
            "{} texts are {}, and a model needs {FEWEST_TO_TRAIN}",
            count(label),
            label.as_str()
        );
        return Err(Failure::usage(&message, "label more texts; nothing was written"));
    }
    Ok(texts)
}

/// `rescore`: the rows that another scorer labeled.
pub(crate) fn run_rescore(flags: &Rescore) -> Ended {
    start_log(&flags.talk);
    let job = job(flags.config.clone(), flags.case.clone())?;
    let labeler = Labeler::new(&job.scorer).map_err(Error::from)?;
    let mut store = Store::open(&job.state, job.now).map_err(Error::from)?;
    let progress = progress(&flags.talk);
    let mut rescored = Rescored::new();
    for case in &job.cases {
        let case_id = &case.lens.case.id;
        let counts = rescore(&job, case_id, &mut store, &labeler, &progress)?;
        rescored.extend(counts.map(|counts| (case_id.clone(), counts)));
    }
    progress.finish_and_clear();
    if flags.talk.json {
        let cases = rescored.iter().map(|(case_id, counts)| {
            serde_json::json!({ "case": case_id, "rows": counts.rows, "labels_changed": counts.changed })
        });
        let cases: Vec<serde_json::Value> = cases.collect();
        print_json(&serde_json::json!({ "scorer": labeler.version(), "rescored": cases }))?;
        return Ok(0);
    }
    if rescored.is_empty() {
        let version = labeler.version();
        print_line(&format!("nothing to do: no row was scored by another than {version}"))?;
    }
    for (case_id, counts) in &rescored {
        print_line(&format!(
            "{case_id}: {} rows scored anew by {}, {} labels changed",
            counts.rows,
            labeler.version(),
            counts.changed
        ))?;
    }
    Ok(0)
}

fn job(config: Option<PathBuf>, cases: Vec<String>) -> Result<Job, Failure> {
    let request = Request { config, cases, ..Request::default() };
    Ok(Job::new(&request).map_err(Error::from)?)
}

/// The case that is asked for; where none is, the only one there is.
fn only_case(job: &Job) -> Result<&CaseJob, Failure> {
    match job.cases.as_slice() {
        [case] => Ok(case),
        cases => {
            let ids: Vec<&str> = cases.iter().map(|case| case.lens.case.id.as_str()).collect();
            let hint = format!("name one with --case: {}", ids.join(", "));
            Err(Failure::usage("the config has several cases", &hint))
        }
    }
}

/// All that is known now.
fn everything(job: &Job) -> AsOf {
    AsOf { known_at: None, until: job.now.date_naive() + chrono::Days::new(1) }
}
