//! The verbs about keeping it running: `deliver`, `doctor`, `man`.

use std::fs;

use recover_report::cli::{Deliver, Doctor, Ingest, Man};
use recover_report::error::Error;
use recover_report::job::{Job, Request};
use recover_report::model::display::plain;
use recover_report::pipeline::doctor::{Finding, Gravity, examine};
use recover_report::pipeline::parts::{Shard, share};
use recover_report::pipeline::post::{Posted, TroubleKind, post, unsent};
use recover_report::render::Templates;
use recover_report::score::Labeler;
use recover_report::store::Store;
use recover_report::store::bucket::Place;

use crate::terminal::{Ended, Failure, print_json, print_line, progress, say, start_log};

/// `doctor`: whether the unattended job can run, and has.
pub(crate) fn run_doctor(flags: &Doctor) -> Ended {
    start_log(&flags.talk);
    let request = Request { config: flags.config.clone(), ..Request::default() };
    let refused = Job::new(&request).err().map(Error::from);
    let job = Job::new(&Request { derives: true, ..request }).map_err(Error::from)?;
    let mut findings = examine(&job);
    findings.extend(refused.map(|error| Finding {
        what: "inputs",
        gravity: Gravity::Broken,
        found: error.to_string(),
    }));
    if flags.talk.json {
        let told = serde_json::to_value(&findings).expect("findings are plain data");
        print_json(&serde_json::json!({ "findings": told }))?;
    } else {
        let shown = |finding: &&Finding| !flags.talk.quiet || finding.gravity != Gravity::Fine;
        for finding in findings.iter().filter(shown) {
            let mark = match finding.gravity {
                Gravity::Fine => "ok",
                Gravity::Look => "LOOK",
                Gravity::Broken => "BROKEN",
            };
            print_line(&format!("{mark:<7}{:<10}{}", finding.what, plain(&finding.found)))?;
        }
    }
    let worst = findings.iter().map(|finding| finding.gravity).max();
    Ok(match worst {
        None | Some(Gravity::Fine) => 0,
        Some(Gravity::Look) => 4,
        Some(Gravity::Broken) => 5,
    })
}

/// `ingest`: reads one share of the files.
pub(crate) fn run_ingest(flags: &Ingest) -> Ended {
    start_log(&flags.talk);
    let request =
        Request { config: flags.config.clone(), cases: flags.case.clone(), ..Request::default() };
    let job = Job::new(&request).map_err(Error::from)?;
    let labeler = Labeler::new(&job.scorer).map_err(Error::from)?;
    let progress = progress(&flags.talk);
    let (number, of) = flags.shard;
    let shared = share(&job, Shard { number, of }, &Place::of(&flags.out), &labeler, &progress);
    progress.finish_and_clear();
    let shared = shared?;
    if flags.talk.json {
        print_json(&serde_json::json!({
            "files_read": shared.files_read,
            "files_known": shared.files_known,
            "files_of_others": shared.files_of_others,
            "rows_read": shared.rows_read,
            "failures": shared.failures.iter().map(ToString::to_string).collect::<Vec<_>>(),
        }))?;
    } else if !flags.talk.quiet {
        say(&format!(
            "{} files read ({} rows), {} known from before, {} of other shares\n",
            shared.files_read, shared.rows_read, shared.files_known, shared.files_of_others
        ));
    }
    shared.failures.iter().for_each(|error| say(&error.describe()));
    Ok(shared.failures.iter().map(Error::exit_code).max().unwrap_or_default())
}

/// `deliver`: what waits to be sent.
pub(crate) fn run_deliver(flags: &Deliver) -> Ended {
    start_log(&flags.talk);
    let job = Job::new(&Request {
        config: flags.config.clone(),
        cases: flags.case.clone(),
        derives: true,
        ..Request::default()
    });
    let job = job.map_err(Error::from)?;
    if job.mail.is_none() {
        let hint = "name the sender: `from` in `[mail]`";
        return Err(Failure::usage("the config says nothing of mail", hint));
    }
    let templates = Templates::load(job.templates.as_deref()).map_err(Error::from)?;
    let mut store = Store::open(&job.state, job.now).map_err(Error::from)?;
    let posted = post(&job, &mut store, &templates, flags.refused)?;
    if flags.talk.json {
        print_json(&posted_as_json(&posted))?;
    }
    tell_posted(&posted, flags.talk.quiet);
    if posted == Posted::default() && !flags.talk.quiet && !flags.talk.json {
        match unsent(&job, &store.ledger) {
            (_, 0) => print_line("nothing waits to be sent")?,
            (_, refused) => {
                let hint = "`recover-report deliver --refused` tries once more";
                print_line(&format!("nothing waits to be sent; refused: {refused}, and {hint}"))?;
            }
        }
    }
    Ok(posted.exit_code())
}

/// Tells on stderr what became of mail.
pub(crate) fn tell_posted(posted: &Posted, is_quiet: bool) {
    if posted.sent > 0 && !is_quiet {
        say(&format!("mails sent: {}\n", posted.sent));
    }
    if posted.put_out > 0 && !is_quiet {
        say(&format!("mails put into the folder for them: {}\n", posted.put_out));
    }
    for trouble in &posted.troubles {
        let what = match trouble.kind {
            TroubleKind::Refused => "refused",
            TroubleKind::Document => "not sent until the document is put back",
            TroubleKind::Settings => "not sent as the settings are",
            TroubleKind::Later => "not sent yet",
        };
        say(&format!(
            "warning: {} to {}: {what}: {}\n",
            trouble.document, trouble.recipient, trouble.reason
        ));
    }
    if posted.troubles.iter().any(|trouble| trouble.kind == TroubleKind::Refused) {
        say("hint: `recover-report deliver --refused` tries once more what was refused\n");
    }
}

/// What became of mail, for a program.
pub(crate) fn posted_as_json(posted: &Posted) -> serde_json::Value {
    let troubles = posted.troubles.iter().map(|trouble| {
        serde_json::json!({
            "document": trouble.document,
            "recipient": trouble.recipient,
            "reason": trouble.reason,
            "kind": trouble.kind,
        })
    });
    serde_json::json!({
        "sent": posted.sent,
        "put_out": posted.put_out,
        "not_sent": troubles.collect::<Vec<_>>(),
    })
}

/// `man`: the manual, made of the words of `--help`.
pub(crate) fn write_manual(flags: &Man, command: &clap::Command) -> Ended {
    let Some(folder) = &flags.folder else {
        let mut page = Vec::new();
        let rendered = clap_mangen::Man::new(command.clone()).render(&mut page);
        rendered.expect("writing to memory cannot fail");
        print_line(String::from_utf8_lossy(&page).trim_end())?;
        return Ok(0);
    };
    fs::create_dir_all(folder)
        .and_then(|()| clap_mangen::generate_to(command.clone(), folder))
        .map_err(|source| Failure::disk("write in", folder, &source))?;
    print_line(&plain(&folder.to_string_lossy()))?;
    Ok(0)
}
