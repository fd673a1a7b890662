//! The verbs about keeping it running: `doctor`, `man`.

use std::fs;

use recover_report::cli::{Doctor, Man};
use recover_report::error::Error;
use recover_report::job::{Job, Request};
use recover_report::model::display::plain;
use recover_report::pipeline::doctor::{Finding, Gravity, examine};

use crate::terminal::{Ended, Failure, print_json, print_line, start_log};

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
