//! Cases made good: what the config says of one, and what of it makes no sense.

use super::{
    CaseConfig, CaseJob, Config, Error, Request, bad, instant, languages, mail, period, zone,
};
use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use crate::model::{Case, DaySpan, DecisionClock, LogRetention};
use crate::normalize::Lens;

/// Names become files and folders, so they hold nothing that a path could trip over.
pub(super) fn check_id(id: &str) -> Result<(), Error> {
    let is_slug = (1..=64).contains(&id.len())
        && id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    if is_slug {
        return Ok(());
    }
    Err(bad(
        "config",
        format!("{id:?} is no name for a case"),
        Some("use 1 to 64 of a-z, 0-9 and hyphens".to_owned()),
    ))
}

pub(super) fn case_job(
    request: &Request,
    config: &Config,
    config_case: &CaseConfig,
    default_zone: Tz,
    now: DateTime<Utc>,
) -> Result<CaseJob, Error> {
    let place = format!("case `{}`", config_case.id);
    let zone = match &config_case.time_zone {
        Some(name) => zone(&place, name)?,
        None => default_zone,
    };
    if let Some(span) = config_case.baseline.as_ref().filter(|span| span.to < span.from) {
        return Err(bad(
            &place,
            format!("the baseline ends on {} before it begins", span.to),
            None,
        ));
    }
    let case = case_of(config_case);
    if let (Some(baseline), Some(onset)) = (case.baseline, case.onset)
        && onset <= baseline.to
    {
        let message = format!("the baseline runs to {}, past the onset on {onset}", baseline.to);
        let hint = "a baseline is the quiet time before the incident".to_owned();
        return Err(bad(&place, message, Some(hint)));
    }
    check_case(&place, &case)?;
    let as_of = match &request.as_of {
        Some(text) => Some(instant(text, zone)?),
        None => None,
    };
    let asked = if request.languages.is_empty() {
        config_case.languages.clone().or_else(|| config.languages.clone()).unwrap_or_default()
    } else {
        request.languages.clone()
    };
    let languages = languages(asked)?;
    // Who is sent what does not hang on the flags of a run.
    let usual = config_case.languages.as_ref().or(config.languages.as_ref());
    let told = [("[mail.recipients]", &config.mail.recipients), (&*place, &config_case.recipients)];
    let today = now.with_timezone(&zone).date_naive();
    let period = period(request, as_of.unwrap_or(now).with_timezone(&zone).date_naive())?;
    if today <= period.span.to && !request.derives {
        tracing::warn!(
            case = config_case.id,
            period = period.name(),
            "this period is not over yet"
        );
    }
    Ok(CaseJob {
        recipients: mail::recipients(&told, usual.unwrap_or(&languages))?,
        period,
        is_open: request.week.is_none() && request.since.is_none() && as_of.is_none(),
        as_of,
        languages,
        lens: Lens::new(&case, zone),
    })
}

/// The case as the config says it, unchecked.
pub(super) fn case_of(config: &CaseConfig) -> Case {
    Case {
        id: config.id.clone(),
        organization: config.organization.clone(),
        subjects: config.subjects.clone(),
        incident_terms: config.incident_terms.clone(),
        search_terms: config.search_terms.clone(),
        owned_domains: config.owned_domains.clone(),
        rules: config.rules.clone(),
        onset: config.onset,
        baseline: config.baseline.as_ref().and_then(|span| DaySpan::new(span.from, span.to)),
        margins: config.margins,
        plan: config.plan,
        log_retention: config.log_retention,
    }
}

fn check_case(place: &str, case: &Case) -> Result<(), Error> {
    if case.incident_terms.iter().all(|term| term.trim().is_empty()) {
        let hint = "without `incident_terms` nothing can be told from anything else".to_owned();
        return Err(bad(place, "it has no incident term", Some(hint)));
    }
    let mut weights = case.search_terms.iter().filter_map(|term| Some((&term.term, term.weight?)));
    if let Some((term, weight)) = weights.find(|(_, weight)| !(0.0..=1e6).contains(weight)) {
        let message = format!("the weight of `{term}` is {weight}");
        return Err(bad(place, message, Some("weights are numbers from 0 up".to_owned())));
    }
    if let Some(rule) = case.rules.iter().find(|rule| rule.url.is_none() && rule.domain.is_none()) {
        let message = format!("a rule for `{}` names neither url nor domain", rule.label.as_str());
        return Err(bad(place, message, None));
    }
    let margin = case.margins.share;
    if !(0.0 < margin && margin < 1.0) {
        let message = format!("`margins.share` is {margin}");
        let hint = "it is a share, such as 0.05 for five percentage points".to_owned();
        return Err(bad(place, message, Some(hint)));
    }
    let plan = &case.plan;
    let hours = [
        ("notice_hours", plan.notice_hours),
        ("fact_check_hours", plan.fact_check_hours),
        ("statement_hours", plan.statement_hours),
        ("apology_hours", plan.apology_hours),
        ("measures_hours", plan.measures_hours),
    ];
    let set = hours.into_iter().filter_map(|(name, hours)| Some((name, hours?)));
    if let Some((name, hours)) = set.into_iter().find(|(_, hours)| !(0.0..=1e5).contains(hours)) {
        return Err(bad(
            place,
            format!("`plan.{name}` is {hours}"),
            Some("hours run from 0 up".to_owned()),
        ));
    }
    let LogRetention { amber_days, red_days } = case.log_retention;
    if !(0 < amber_days && amber_days < red_days) {
        let message =
            format!("`log_retention` turns amber after {amber_days} days and red after {red_days}");
        return Err(bad(place, message, Some("amber comes first, after a day or more".to_owned())));
    }
    Ok(())
}

/// Clocks of the config that make sense.
pub(super) fn check_clocks(clocks: &[DecisionClock]) -> Result<(), Error> {
    for clock in clocks {
        let place = format!("clock `{}`", clock.name);
        if clock.days.is_some() == clock.months.is_some() {
            let hint = "write either `days = 10` or `months = 1`".to_owned();
            return Err(bad(
                place,
                "it says neither how many days nor how many months, or both",
                Some(hint),
            ));
        }
        if clock.bases.is_empty() {
            let hint =
                "`bases` lists what requests that it applies to have under `basis`".to_owned();
            return Err(bad(place, "it applies to no basis", Some(hint)));
        }
    }
    Ok(())
}
