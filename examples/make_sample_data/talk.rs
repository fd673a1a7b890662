//! Talk: how much is said on each day, of which sort, and by whom.

use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, TimeDelta, TimeZone};
use chrono_tz::Tz;

use crate::bank::{Headline, Label, Outlet};
use crate::claims;
use crate::dice::Dice;
use crate::story::{FIRST_DAY, LAST_DAY, Response, Storm, Story, day, days, days_after};

/// Monday to Sunday, against the mean.
pub(crate) const WEEKDAYS: [f64; 7] = [1.00, 0.96, 1.00, 1.03, 1.10, 1.00, 0.91];

/// Midnight to midnight.
const HOURS: [f64; 24] = [
    1.6, 0.8, 0.4, 0.3, 0.3, 0.6, 1.5, 3.2, 4.2, 4.0, 4.1, 4.4, 5.6, 4.6, 4.0, 4.0, 4.3, 5.2, 6.2,
    7.0, 7.6, 7.4, 5.8, 3.4,
];

/// A published text.
#[derive(Debug, Clone)]
pub(crate) struct Mention {
    pub(crate) id: String,
    pub(crate) at: DateTime<Tz>,
    pub(crate) platform: String,
    pub(crate) author: String,
    pub(crate) url: String,
    pub(crate) title: String,
    pub(crate) text: String,
    pub(crate) label: Label,
    /// Whether it is about the incident.
    pub(crate) is_incident: bool,
    /// The address of the text that it repeats.
    pub(crate) repost_of: Option<String>,
    pub(crate) reach: u64,
}

/// Texts of one sort on one day: so many are expected.
pub(crate) struct Stream<'a> {
    /// The pool of their templates; without one they are headlines.
    pub(crate) pool: Option<&'a str>,
    /// The phase of their headlines.
    pub(crate) phase: &'a str,
    pub(crate) label: Label,
    pub(crate) rate: f64,
    is_incident: bool,
    /// The hour before which there are none.
    not_before: u32,
}

/// Everything said in one case, in order.
pub(crate) fn talk(story: &Story, dice: &mut Dice) -> Vec<Mention> {
    let mut mentions = Vec::new();
    for day in days(day(FIRST_DAY), day(LAST_DAY)) {
        for stream in streams(story, day) {
            for _ in 0..dice.poisson(stream.rate) {
                mentions.push(mention(story, &stream, day, dice));
            }
        }
    }
    claims::spread(story, &mut mentions);
    mentions.extend(reposts(story, &mentions, dice));
    mentions.sort_by(|one, other| (one.at, &one.url).cmp(&(other.at, &other.url)));
    for (number, mention) in mentions.iter_mut().enumerate() {
        mention.id = format!("{}{number:06}", story.ids);
    }
    mentions
}

/// What is expected on a day: the usual talk, each storm, each response.
pub(crate) fn streams(story: &Story, day: NaiveDate) -> Vec<Stream<'_>> {
    let mut streams = usual(story, day);
    let anger = story.responses.iter().map(|response| anger(response, day)).fold(0.0, f64::max);
    for storm in &story.storms {
        streams.extend(storm_streams(storm, day, anger));
    }
    for response in &story.responses {
        streams.extend(response_streams(response, day));
    }
    let weekday = WEEKDAYS[day.weekday().num_days_from_monday() as usize];
    for stream in &mut streams {
        stream.rate *= weekday;
    }
    streams
}

fn usual(story: &Story, day: NaiveDate) -> Vec<Stream<'_>> {
    let quiet = &story.talk;
    let settled = story.storms.iter().all(|storm| 45.0 < days_after(day, storm.began_on));
    let phase = if settled { "after" } else { "before" };
    [
        ("baseline_negative", Label::Negative, quiet.negative),
        ("baseline_neutral", Label::Neutral, quiet.neutral),
        ("baseline_positive", Label::Positive, quiet.positive),
    ]
    .map(|(pool, label, share)| Stream {
        pool: Some(pool),
        phase,
        label,
        rate: quiet.daily * share,
        is_incident: false,
        not_before: 0,
    })
    .into()
}

/// A storm's texts; of its negative ones, the share `anger` turns on the last response.
fn storm_streams(storm: &Storm, day: NaiveDate, anger: f64) -> Vec<Stream<'_>> {
    let age = days_after(day, storm.began_on);
    if age < 0.0 {
        return Vec::new();
    }
    let heat = heat(storm, age);
    let not_before = if age == 0.0 { storm.began_at } else { 0 };
    let stream = |pool, phase, label, rate| Stream {
        pool,
        phase,
        label,
        rate,
        is_incident: true,
        not_before,
    };
    let phase = storm.headlines.as_str();
    let negative = Some(storm.negative.as_str());
    vec![
        stream(negative, phase, Label::Negative, heat * (1.0 - anger)),
        stream(Some("response_negative"), "response", Label::Negative, heat * anger),
        stream(storm.neutral.as_deref(), phase, Label::Neutral, heat * neutral_share(storm)),
        stream(Some("storm_positive"), phase, Label::Positive, heat * 0.05),
    ]
}

fn neutral_share(storm: &Storm) -> f64 {
    if storm.neutral.is_some() { 0.15 } else { 0.06 }
}

/// Negative originals on a storm's `age`-th day: a short rise, a fast fall, a slow tail.
fn heat(storm: &Storm, age: f64) -> f64 {
    let burst = if age == 0.0 { 0.5 } else { halved(age - 1.0, storm.half_life) };
    storm.peak * burst + storm.tail * halved(age, storm.tail_half_life)
}

fn response_streams(response: &Response, day: NaiveDate) -> Vec<Stream<'_>> {
    let age = days_after(day, response.on);
    if age < 1.0 {
        return Vec::new();
    }
    let warmth = response.warmth * halved(age - 1.0, 4.0);
    [
        ("response_positive", Label::Positive, warmth),
        ("response_neutral", Label::Neutral, warmth * 0.35),
    ]
    .map(|(pool, label, rate)| Stream {
        pool: Some(pool),
        phase: "response",
        label,
        rate,
        is_incident: true,
        not_before: 0,
    })
    .into()
}

fn anger(response: &Response, day: NaiveDate) -> f64 {
    let age = days_after(day, response.on);
    if age < 1.0 { 0.0 } else { response.anger * halved(age - 1.0, 9.0) }
}

fn halved(days: f64, half_life: f64) -> f64 {
    0.5_f64.powf(days / half_life)
}

/// One text of a stream.
fn mention(story: &Story, stream: &Stream, day: NaiveDate, dice: &mut Dice) -> Mention {
    let platform = platform(story, stream, dice);
    if platform == "news" {
        if let Some(headline) = headline(story, stream, dice) {
            return article(story, stream, day, headline, dice);
        }
        return post(story, stream, day, "x", dice);
    }
    post(story, stream, day, platform, dice)
}

fn platform<'a>(story: &'a Story, stream: &Stream, dice: &mut Dice) -> &'a str {
    if stream.pool.is_none() {
        return "news";
    }
    let weights: Vec<f64> = story.platforms.values().copied().collect();
    let place = dice.weighted(&weights);
    story.platforms.keys().nth(place).expect("a weight is a platform's")
}

fn headline<'a>(story: &'a Story, stream: &Stream, dice: &mut Dice) -> Option<&'a Headline> {
    let fits =
        |headline: &&Headline| headline.phase == stream.phase && headline.label == stream.label;
    let headlines: Vec<&Headline> = story.bank.headlines.iter().filter(fits).collect();
    if headlines.is_empty() { None } else { Some(*dice.pick(&headlines)) }
}

/// A paper's story. Papers follow hours after the first post.
fn article(
    story: &Story,
    stream: &Stream,
    day: NaiveDate,
    headline: &Headline,
    dice: &mut Dice,
) -> Mention {
    let not_before = if stream.not_before == 0 { 5 } else { stream.not_before + 3 };
    let outlet = outlet(story, "news", dice);
    let at = moment(story.zone(), day, not_before.min(22), dice);
    let joint = if story.language == "ja" { "｜" } else { " – " };
    Mention {
        id: String::new(),
        at,
        platform: "news".to_owned(),
        author: outlet.name.clone(),
        url: format!(
            "https://www.{}/{}/{}",
            outlet.domain,
            day.format("%Y/%m/%d"),
            serial(at, dice)
        ),
        title: headline.text.clone(),
        text: format!("{}{joint}{}", headline.text, outlet.name),
        label: headline.label,
        is_incident: stream.is_incident,
        repost_of: None,
        reach: dice.long_tail(4_000.0, 1.3).min(900_000.0) as u64,
    }
}

fn post(
    story: &Story,
    stream: &Stream,
    day: NaiveDate,
    platform: &str,
    dice: &mut Dice,
) -> Mention {
    let templates = story.bank.pool(stream.pool.unwrap_or("storm_neutral"));
    let mut text = String::new();
    story.bank.compose(&mut text, templates, &story.language, dice);
    let at = moment(story.zone(), day, stream.not_before, dice);
    let author = story.bank.author(dice);
    let number = serial(at, dice);
    let url = match platform {
        "instagram" => format!("https://instagram.example/p/{number}"),
        "youtube" => format!("https://youtube.example/watch?v={number}"),
        "tiktok" => format!("https://tiktok.example/@{author}/{number}"),
        "forum" => format!("https://{}/t/{number}", outlet(story, "forum", dice).domain),
        "blog" => format!("https://{}/{number}", outlet(story, "blog", dice).domain),
        _ => status_url(&author, number),
    };
    Mention {
        id: String::new(),
        at,
        platform: platform.to_owned(),
        author,
        url,
        title: String::new(),
        text,
        label: stream.label,
        is_incident: stream.is_incident,
        repost_of: None,
        reach: reach(dice),
    }
}

/// Some posts are passed on, a few of them by many.
fn reposts(story: &Story, mentions: &[Mention], dice: &mut Dice) -> Vec<Mention> {
    let end = day(LAST_DAY);
    let mut reposts = Vec::new();
    for original in mentions.iter().filter(|mention| mention.platform == "x") {
        let pull = dice.long_tail(0.13, 2.0);
        for _ in 0..dice.poisson(pull) {
            let seconds = 20.0 + dice.wait(9_000.0);
            let at = original.at + TimeDelta::seconds(seconds as i64);
            if at.date_naive() <= end {
                reposts.push(repost(story, original, at, dice));
            }
        }
    }
    reposts
}

fn repost(story: &Story, original: &Mention, at: DateTime<Tz>, dice: &mut Dice) -> Mention {
    let author = story.bank.author(dice);
    let url = status_url(&author, serial(at, dice));
    Mention {
        at,
        url,
        text: format!("RT @{}: {}", original.author, original.text),
        author,
        repost_of: Some(original.url.clone()),
        reach: reach(dice),
        ..original.clone()
    }
}

fn outlet<'a>(story: &'a Story, kind: &str, dice: &mut Dice) -> &'a Outlet {
    let outlets: Vec<&Outlet> =
        story.bank.outlets.iter().filter(|outlet| outlet.kind == kind).collect();
    dice.pick::<&Outlet>(&outlets)
}

fn status_url(author: &str, number: i64) -> String {
    format!("https://x.example/{author}/status/{number}")
}

fn reach(dice: &mut Dice) -> u64 {
    dice.long_tail(45.0, 0.9).min(2_400_000.0) as u64
}

/// A number that grows with time, as platforms give them, and is nobody else's.
fn serial(at: DateTime<Tz>, dice: &mut Dice) -> i64 {
    let span = 1 << 32;
    at.timestamp() * span + i64::try_from(dice.below(1 << 32)).expect("below the span")
}

/// An instant of a day, at an hour when people write. An hour that the zone skips is the next one.
fn moment(zone: Tz, day: NaiveDate, not_before: u32, dice: &mut Dice) -> DateTime<Tz> {
    let first = not_before as usize;
    let hour = first + dice.weighted(&HOURS[first..]);
    let second = hour as u32 * 3_600 + dice.below(3_600) as u32;
    let time = NaiveTime::from_num_seconds_from_midnight_opt(second, 0).expect("within the day");
    let local = day.and_time(time);
    zone.from_local_datetime(&local)
        .earliest()
        .or_else(|| zone.from_local_datetime(&(local + TimeDelta::hours(1))).earliest())
        .expect("no zone of ours skips two hours")
}
