//! The timing set: the same stories at any size, written as they are made, so that memory stays small.

use std::error::Error;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;

use chrono::NaiveDate;
use serde::Deserialize;

use crate::dice::Dice;
use crate::record::{self, DEPTH};
use crate::story::{Story, day, days};
use crate::talk::{Stream, streams};

/// Fifty-two whole weeks, Monday to Sunday, with the storms well inside.
const YEAR: (&str, &str) = ("2025-11-03", "2026-11-01");

/// What the config of the sample says that a timing set needs again.
#[derive(Deserialize)]
struct SampleConfig {
    case: Vec<SampleCase>,
}

#[derive(Deserialize)]
struct SampleCase {
    id: String,
    incident_terms: Vec<String>,
    owned_domains: Vec<String>,
}

/// Writes `mentions.csv` of `total` rows, `search-results.csv`, and a config that fits them.
pub(crate) fn make_timing_set(dir: &Path, total: u64, cases: u64) -> Result<(), Box<dyn Error>> {
    fs::create_dir_all(dir)?;
    let stories = retold_stories(cases)?;
    fs::write(dir.join("recover-report.toml"), config(&stories)?)?;
    write_search_results(&dir.join("search-results.csv"), &stories)?;
    write_mentions(&dir.join("mentions.csv"), &stories, total)?;
    eprintln!("{total} mentions of {cases} cases in {}", dir.display());
    Ok(())
}

/// The three stories over and over, each time of another organization.
fn retold_stories(cases: u64) -> Result<Vec<Story>, toml::de::Error> {
    let mut stories = Vec::new();
    while (stories.len() as u64) < cases {
        for story in Story::all()? {
            stories.push(story.retold(stories.len() as u64 + 1));
        }
    }
    stories.truncate(usize::try_from(cases).unwrap_or(usize::MAX));
    Ok(stories)
}

/// Streams the mentions day by day, the storms as steep as in the sample.
fn write_mentions(path: &Path, stories: &[Story], total: u64) -> Result<(), Box<dyn Error>> {
    let mut file = csv::Writer::from_writer(BufWriter::with_capacity(1 << 20, File::create(path)?));
    file.write_record([
        "mention_id",
        "published_at",
        "platform",
        "author",
        "url",
        "title",
        "text",
        "language",
        "is_repost",
        "reach",
        "subject",
        "remark",
    ])?;
    let mut scribe = Scribe { file, dice: Dice::seeded(1), number: 0, cells: Cells::default() };
    let (first, last) = (day(YEAR.0), day(YEAR.1));
    let weight: f64 = days(first, last).map(|day| day_weight(stories, day)).sum();
    let mut passed = 0.0;
    for day in days(first, last) {
        for story in stories {
            let streams = streams(story, day);
            passed += rate(&streams);
            let end = (passed / weight * total as f64).round() as u64;
            scribe.write_day(story, &streams, day, end.min(total))?;
        }
    }
    scribe.file.flush()?;
    Ok(())
}

fn day_weight(stories: &[Story], day: NaiveDate) -> f64 {
    stories.iter().map(|story| rate(&streams(story, day))).sum()
}

fn rate(streams: &[Stream]) -> f64 {
    streams.iter().map(|stream| stream.rate).sum()
}

/// Writes rows, and keeps what would else be allocated for each.
struct Scribe<W: Write> {
    file: csv::Writer<W>,
    dice: Dice,
    /// Rows written.
    number: u64,
    cells: Cells,
}

/// The cells of one row, used again for the next.
#[derive(Default)]
struct Cells {
    id: String,
    at: String,
    url: String,
    text: String,
    reach: String,
}

impl<W: Write> Scribe<W> {
    /// Writes rows of one case and day until there are `end` in all, evenly over the day.
    fn write_day(
        &mut self,
        story: &Story,
        streams: &[Stream],
        day: NaiveDate,
        end: u64,
    ) -> Result<(), Box<dyn Error>> {
        let rates: Vec<f64> = streams.iter().map(|stream| stream.rate).collect();
        let platforms: Vec<&str> = story.platforms.keys().map(String::as_str).collect();
        let weights: Vec<f64> = story.platforms.values().copied().collect();
        let (day, count) = (day.to_string(), end - self.number.min(end));
        for place in 0..count {
            let stream = &streams[self.dice.weighted(&rates)];
            let templates = story.bank.pool(stream.pool.unwrap_or("baseline_neutral"));
            let platform = platforms[self.dice.weighted(&weights)];
            self.write_row(story, platform, &day, place * 86_400 / count, templates)?;
        }
        Ok(())
    }

    fn write_row(
        &mut self,
        story: &Story,
        platform: &str,
        day: &str,
        second: u64,
        templates: &[String],
    ) -> Result<(), Box<dyn Error>> {
        self.number += 1;
        let (number, cells, dice) = (self.number, &mut self.cells, &mut self.dice);
        let (hour, minute, second) = (second / 3_600, second / 60 % 60, second % 60);
        let author = story.bank.author(dice);
        story.bank.compose(&mut cells.text, templates, &story.language, dice);
        let is_repost = platform == "x" && dice.chance(0.2);
        if is_repost {
            cells.text.insert_str(0, "RT @someone: ");
        }
        rewrite(&mut cells.id, format_args!("t-{number:010}"))?;
        rewrite(&mut cells.at, format_args!("{day}T{hour:02}:{minute:02}:{second:02}Z"))?;
        rewrite(&mut cells.url, format_args!("https://{platform}.example/{author}/{number}"))?;
        rewrite(
            &mut cells.reach,
            format_args!("{}", dice.long_tail(45.0, 0.9).min(2_400_000.0) as u64),
        )?;
        self.file.write_record([
            cells.id.as_str(),
            cells.at.as_str(),
            platform,
            author.as_str(),
            cells.url.as_str(),
            "",
            cells.text.as_str(),
            story.language.as_str(),
            if is_repost { "true" } else { "false" },
            cells.reach.as_str(),
            story.bank.organization.as_str(),
            "invented",
        ])?;
        Ok(())
    }
}

fn rewrite(cell: &mut String, text: std::fmt::Arguments) -> std::fmt::Result {
    cell.clear();
    cell.write_fmt(text)
}

/// A capture of every search term on every day of the year.
fn write_search_results(path: &Path, stories: &[Story]) -> Result<(), Box<dyn Error>> {
    let mut file = csv::Writer::from_path(path)?;
    file.write_record([
        "captured_at",
        "engine",
        "search_term",
        "locale",
        "device",
        "depth",
        "status",
        "position",
        "url",
        "title",
        "snippet",
        "remark",
    ])?;
    let mut dice = Dice::seeded(2);
    for story in stories {
        let mut rankings = record::rankings(story, &mut dice);
        for day in days(day(YEAR.0), day(YEAR.1)) {
            for (term, ranking) in story.search_terms.iter().zip(&mut rankings) {
                for (page, position) in ranking.on(day, &mut dice).into_iter().zip(1..) {
                    file.write_record([
                        format!("{day}T05:00:00Z").as_str(),
                        "google",
                        term.as_str(),
                        story.language.as_str(),
                        "desktop",
                        DEPTH.to_string().as_str(),
                        "ok",
                        format!("{position}").as_str(),
                        page.url.as_str(),
                        page.title.as_str(),
                        page.snippet.as_str(),
                        "invented",
                    ])?;
                }
            }
        }
    }
    file.flush()?;
    Ok(())
}

/// The config of a timing set.
fn config(stories: &[Story]) -> Result<String, Box<dyn Error>> {
    let sample: SampleConfig = toml::from_str(crate::KEPT_BY_HAND[0].1)?;
    let mut text = "# A timing set: invented mentions, made by examples/make_sample_data.\n\
                    time_zone = \"Asia/Tokyo\"\noutput = \"reports\"\nstate = \"state\"\n\
                    editions = [\"executive\"]\nlanguages = [\"en\"]\n"
        .to_owned();
    for story in stories {
        let case = sample.case.iter().find(|case| story.id.starts_with(&case.id));
        let case =
            case.ok_or_else(|| format!("the sample's config has no case like {}", story.id))?;
        text += &case_config(story, case)?;
    }
    text += "\n[[input]]\nkind = \"mentions\"\nfiles = [\"mentions.csv\"]\n\
             \n[[input]]\nkind = \"search-results\"\nfiles = [\"search-results.csv\"]\n";
    Ok(text)
}

fn case_config(story: &Story, case: &SampleCase) -> Result<String, std::fmt::Error> {
    let quoted = |text: &str| toml::Value::from(text).to_string();
    let listed = |texts: &[String]| toml::Value::from(texts.to_vec()).to_string();
    let onset = story.onset.0;
    let (from, to) = (day(YEAR.0), onset - chrono::Days::new(8));
    let mut text = String::new();
    writeln!(text, "\n[[case]]\nid = {}", quoted(&story.id))?;
    writeln!(text, "organization = {}", quoted(&story.bank.organization))?;
    writeln!(text, "time_zone = {}", quoted(story.zone().name()))?;
    writeln!(text, "incident_terms = {}", listed(&case.incident_terms))?;
    writeln!(text, "owned_domains = {}", listed(&case.owned_domains))?;
    writeln!(text, "onset = {onset}\nbaseline = {{ from = {from}, to = {to} }}\nsearch_terms = [")?;
    for term in &story.search_terms {
        writeln!(text, "    {{ term = {}, weight = 1.0 }},", quoted(term))?;
    }
    writeln!(text, "]")?;
    Ok(text)
}
