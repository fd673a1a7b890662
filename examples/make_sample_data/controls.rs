//! Controls: what is said meanwhile of others in the same trade, day by day.
//!
//! A control has the weekdays of the case's talk and its mood: in weeks in which people say more
//! of the organization than usual for no reason of its own, they say more of the others too. The
//! storm it does not have.

use chrono::{Datelike, Days, NaiveDate};

use crate::bank::Label;
use crate::dice::Dice;
use crate::story::{FIRST_DAY, LAST_DAY, Story, day, days};
use crate::talk::{Mention, WEEKDAYS};

/// The value of each day, as it stands in a table.
pub(crate) fn control(
    story: &Story,
    mentions: &[Mention],
    dice: &mut Dice,
) -> Vec<(NaiveDate, String)> {
    let levels: Vec<(NaiveDate, f64)> =
        days(day(FIRST_DAY), day(LAST_DAY)).map(|day| (day, level(story, mentions, day))).collect();
    match story.control.daily {
        Some(daily) => levels
            .into_iter()
            .map(|(day, level)| (day, dice.poisson(daily * level).to_string()))
            .collect(),
        None => index(levels, dice),
    }
}

/// How much is said on a day, against the mean of a quiet year.
fn level(story: &Story, mentions: &[Mention], day: NaiveDate) -> f64 {
    WEEKDAYS[day.weekday().num_days_from_monday() as usize] * mood(story, mentions, day)
}

/// How much of the usual there is in the week around a day, against what is expected. What is
/// negative does not count: some of it is about the incident by then.
fn mood(story: &Story, mentions: &[Mention], around: NaiveDate) -> f64 {
    let from = day(FIRST_DAY).max(around - Days::new(3));
    let until = day(LAST_DAY).min(around + Days::new(3));
    let is_usual = |mention: &&Mention| {
        !mention.is_incident
            && mention.label != Label::Negative
            && mention.repost_of.is_none()
            && (from..=until).contains(&mention.at.date_naive())
    };
    let said = mentions.iter().filter(is_usual).count() as f64;
    let expected = story.talk.daily * (story.talk.neutral + story.talk.positive);
    said / (expected * days(from, until).count() as f64)
}

/// The levels, a little blurred, as parts of 100 of the highest.
fn index(mut levels: Vec<(NaiveDate, f64)>, dice: &mut Dice) -> Vec<(NaiveDate, String)> {
    for (_, level) in &mut levels {
        *level *= dice.between(0.92, 1.08);
    }
    let highest = levels.iter().map(|(_, level)| *level).fold(0.0, f64::max);
    levels
        .into_iter()
        .map(|(day, level)| (day, format!("{:.1}", 100.0 * level / highest)))
        .collect()
}
