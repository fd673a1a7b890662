//! Claims: what goes round, told by some of the negative texts.

use std::ops::Range;

use chrono::{Days, NaiveDate};

use crate::bank::Label;
use crate::dice::Dice;
use crate::story::{Course, Story};
use crate::talk::Mention;

/// Lets each claim with a course be told. Its texts take the place of others: who writes, when and
/// how they mean it stays, so that a claim changes what is said and not how much.
pub(crate) fn spread(story: &Story, originals: &mut [Mention]) {
    let mut dice = Dice::seeded(story.seed + 4);
    for course in story.claims.iter().filter_map(|claim| claim.course.as_ref()) {
        for (monday, count) in course.from.0.iter_weeks().zip(&course.weekly) {
            let week = monday..monday + Days::new(7);
            tell(story, originals, course, &week, *count, &mut dice);
        }
    }
}

/// Lets `count` of a week's negative posts tell the claim.
fn tell(
    story: &Story,
    originals: &mut [Mention],
    course: &Course,
    week: &Range<NaiveDate>,
    count: usize,
    dice: &mut Dice,
) {
    let mut posts: Vec<&mut Mention> =
        originals.iter_mut().filter(|mention| is_post_of(mention, week)).collect();
    for _ in 0..count {
        let place = dice.below(posts.len() as u64) as usize;
        let post = posts.swap_remove(place);
        let templates = story.bank.pool(&course.pool);
        story.bank.compose(&mut post.text, templates, &story.language, dice);
        post.is_incident = true;
    }
}

fn is_post_of(mention: &Mention, week: &Range<NaiveDate>) -> bool {
    mention.label == Label::Negative
        && mention.platform != "news"
        && week.contains(&mention.at.date_naive())
}
