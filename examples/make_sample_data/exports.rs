//! Exports: the same talk and record as three vendors would hand them over, a file a month.

use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;

use chrono::{Months, NaiveDate, NaiveTime, TimeZone, Utc};

use crate::bank::{Label, Page};
use crate::dice::Dice;
use crate::record::{Capture, DEPTH, Status};
use crate::sheet::{Form, write_sheet, write_text};
use crate::story::Story;
use crate::talk::Mention;

type Done = Result<(), Box<dyn Error>>;

/// Writes a case's exports in the forms of its vendors.
pub(crate) fn export(
    dir: &Path,
    story: &Story,
    mentions: &[Mention],
    captures: &[Capture],
) -> Done {
    let dir = dir.join(&story.id);
    match story.id.as_str() {
        "soap-ad" => {
            canonical_mentions(&dir, story, mentions)?;
            canonical_search(&dir, story, captures, Form::JAPANESE, "ja-JP")
        }
        "wrong-account" => {
            brandwatch_mentions(&dir, story, mentions)?;
            canonical_search(&dir, story, captures, Form::PLAIN, "en-GB")?;
            tracked_positions(&dir, story, captures)
        }
        "kitchen-video" => {
            dutch_mentions(&dir, mentions)?;
            dutch_search(&dir, captures)
        }
        other => Err(format!("no vendor exports the case {other}").into()),
    }
}

/// Our own form, from a spreadsheet: a byte order mark, and cells of several lines.
fn canonical_mentions(dir: &Path, story: &Story, mentions: &[Mention]) -> Done {
    let header = [
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
        "remark",
    ];
    for (month, mentions) in overlapping(by_month(mentions, |mention| mention.at.date_naive())) {
        let rows = mentions.iter().map(|mention| {
            [
                mention.id.clone(),
                mention.at.format("%Y-%m-%dT%H:%M:%S%:z").to_string(),
                mention.platform.clone(),
                mention.author.clone(),
                mention.url.clone(),
                mention.title.clone(),
                awkward(mention),
                story.language.clone(),
                mention.repost_of.is_some().to_string(),
                mention.reach.to_string(),
                "invented".to_owned(),
            ]
        });
        write_sheet(&dir.join(format!("mentions-{month}.csv")), Form::MARKED, "", header, rows)?;
    }
    Ok(())
}

/// Now and then a text has a second line, or straight quotes.
fn awkward(mention: &Mention) -> String {
    match mention.reach % 40 {
        0 => mention.text.replacen('。', "。\n", 1),
        1 => mention.text.replace(['「', '」'], "\""),
        _ => mention.text.clone(),
    }
}

/// The social-listening vendor: lines before the header, instants in UTC that do not say so, a label
/// of its own that is wrong now and then.
fn brandwatch_mentions(dir: &Path, story: &Story, mentions: &[Mention]) -> Done {
    let header = [
        "Query Id",
        "Query Name",
        "Date",
        "Title",
        "Snippet",
        "Url",
        "Domain",
        "Sentiment",
        "Page Type",
        "Language",
        "Author",
        "Full Name",
        "Full Text",
        "X Repost of",
        "Impressions",
        "Reach (new)",
        "Mention Id",
        "Content Source Name",
        "Thread Entry Type",
    ];
    let mut dice = Dice::seeded(story.seed + 3);
    let labeled: Vec<(&Mention, Label)> =
        mentions.iter().map(|mention| (mention, vendor_label(mention.label, &mut dice))).collect();
    let months = by_month(&labeled, |(mention, _)| mention.at.with_timezone(&Utc).date_naive());
    for (month, labeled) in overlapping(months) {
        let rows = labeled.iter().map(|(mention, label)| {
            [
                "1998877001".to_owned(),
                story.bank.organization.clone(),
                mention.at.with_timezone(&Utc).format("%Y-%m-%d %H:%M:%S.0").to_string(),
                mention.title.clone(),
                snippet(&mention.text),
                mention.url.clone(),
                host(&mention.url).to_owned(),
                label.as_str().to_owned(),
                page_type(&mention.platform).to_owned(),
                story.language.clone(),
                mention.author.clone(),
                String::new(),
                mention.text.clone(),
                mention.repost_of.clone().unwrap_or_default(),
                (mention.reach * 3).to_string(),
                mention.reach.to_string(),
                mention.id.clone(),
                source_name(&mention.platform).to_owned(),
                if mention.repost_of.is_some() { "share" } else { "post" }.to_owned(),
            ]
        });
        let preamble = bulk_preamble(story, &month)?;
        write_sheet(
            &dir.join(format!("mentions-{month}.csv")),
            Form::MARKED,
            &preamble,
            header,
            rows,
        )?;
    }
    Ok(())
}

/// The lines that stand before the vendor's header.
fn bulk_preamble(story: &Story, month: &str) -> Result<String, Box<dyn Error>> {
    let from: NaiveDate = format!("{month}-01").parse()?;
    let until = from + Months::new(1);
    let format = "%a %b %d 00:00:00 UTC %Y";
    let lines = [
        ("Report:", "Bulk Mentions Download".to_owned()),
        ("Brand:", story.bank.organization.clone()),
        ("From:", from.format(format).to_string()),
        ("To:", until.format(format).to_string()),
        ("Label:", "invented sample data".to_owned()),
    ];
    let lines: String =
        lines.iter().map(|(name, value)| format!("\"{name}\",\"{value}\"\r\n")).collect();
    Ok(lines + "\r\n")
}

/// The vendor is right in 85 of 100.
fn vendor_label(label: Label, dice: &mut Dice) -> Label {
    if dice.chance(0.85) {
        return label;
    }
    let others: Vec<Label> = Label::ALL.into_iter().filter(|other| *other != label).collect();
    *dice.pick(&others)
}

fn snippet(text: &str) -> String {
    text.chars().take(110).collect()
}

fn host(url: &str) -> &str {
    let host = url.trim_start_matches("https://");
    host.split('/').next().unwrap_or(host).trim_start_matches("www.")
}

fn page_type(platform: &str) -> &str {
    if platform == "x" { "twitter" } else { platform }
}

fn source_name(platform: &str) -> &str {
    match platform {
        "x" => "X",
        "instagram" => "Instagram",
        "youtube" => "YouTube",
        "tiktok" => "TikTok",
        "forum" => "Forum",
        "blog" => "Blog",
        _ => "News",
    }
}

/// A Dutch tool: UTF-16 with tabs though the name says `.csv`, Dutch headers, dots in thousands.
fn dutch_mentions(dir: &Path, mentions: &[Mention]) -> Done {
    let header = [
        "Tijdstip",
        "Bron",
        "Auteur",
        "Adres",
        "Titel",
        "Tekst",
        "Taal",
        "Bereik",
        "Kenmerk",
        "Opmerking",
    ];
    for (month, mentions) in overlapping(by_month(mentions, |mention| mention.at.date_naive())) {
        let rows = mentions.iter().map(|mention| {
            [
                mention.at.format("%d-%m-%Y %H:%M").to_string(),
                source_name(&mention.platform).to_owned(),
                mention.author.clone(),
                mention.url.clone(),
                mention.title.clone(),
                mention.text.clone(),
                "nl".to_owned(),
                dotted(mention.reach),
                mention.id.clone(),
                "verzonnen".to_owned(),
            ]
        });
        write_sheet(&dir.join(format!("vermeldingen-{month}.csv")), Form::WIDE, "", header, rows)?;
    }
    Ok(())
}

/// A number with dots between its thousands.
fn dotted(number: u64) -> String {
    let (thousands, rest) = (number / 1_000, number % 1_000);
    if thousands == 0 { rest.to_string() } else { format!("{}.{rest:03}", dotted(thousands)) }
}

/// Our own form of captured result pages.
fn canonical_search(
    dir: &Path,
    story: &Story,
    captures: &[Capture],
    form: Form,
    locale: &str,
) -> Done {
    let header = [
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
        "label",
        "is_owned",
        "remark",
    ];
    for (month, captures) in by_month(captures, |capture| capture.on) {
        let rows = lines(&captures).into_iter().map(|line| {
            let (title, snippet, url, is_owned) = line.page.map(columns).unwrap_or_default();
            [
                captured_at(story, line.capture.on),
                "google".to_owned(),
                line.capture.term.to_owned(),
                locale.to_owned(),
                "desktop".to_owned(),
                DEPTH.to_string(),
                if line.page.is_some() { "ok" } else { "failed" }.to_owned(),
                line.position,
                url,
                title,
                snippet,
                String::new(),
                is_owned,
                "invented".to_owned(),
            ]
        });
        write_sheet(&dir.join(format!("search-{month}.csv")), form, "", header, rows)?;
    }
    Ok(())
}

/// A Dutch spreadsheet of captured result pages, which knows the day and not the hour.
fn dutch_search(dir: &Path, captures: &[Capture]) -> Done {
    let header =
        ["Datum", "Zoekterm", "Positie", "Adres", "Titel", "Fragment", "Status", "Opmerking"];
    for (month, captures) in by_month(captures, |capture| capture.on) {
        let rows = lines(&captures).into_iter().map(|line| {
            let (title, snippet, url, _) = line.page.map(columns).unwrap_or_default();
            [
                line.capture.on.format("%d-%m-%Y").to_string(),
                line.capture.term.to_owned(),
                line.position,
                url,
                title,
                snippet,
                if line.page.is_some() { "goed" } else { "mislukt: geen antwoord" }.to_owned(),
                "verzonnen".to_owned(),
            ]
        });
        write_sheet(
            &dir.join(format!("zoekresultaten-{month}.csv")),
            Form::DUTCH,
            "",
            header,
            rows,
        )?;
    }
    Ok(())
}

/// One line of a sheet of captures: a result, or a capture that has none.
struct Line<'a> {
    capture: &'a Capture<'a>,
    position: String,
    page: Option<&'a Page>,
}

fn lines<'a>(captures: &[&'a Capture<'a>]) -> Vec<Line<'a>> {
    captures.iter().flat_map(|capture| capture_lines(capture)).collect()
}

fn capture_lines<'a>(capture: &'a Capture<'a>) -> Vec<Line<'a>> {
    let found = |(page, position): (&&'a Page, i32)| Line {
        capture,
        position: format!("{position}"),
        page: Some(*page),
    };
    match capture.status {
        Status::Missed => Vec::new(),
        Status::Failed => vec![Line { capture, position: String::new(), page: None }],
        Status::Taken => capture.results.iter().zip(1..).map(found).collect(),
    }
}

/// Title, snippet, address, and whether the page is the organization's own.
fn columns(page: &Page) -> (String, String, String, String) {
    let is_owned = page.kind == "owned";
    (page.title.clone(), page.snippet.clone(), page.url.clone(), is_owned.to_string())
}

/// The rank tracker: one site's best position for each term; blanks after commas and no quotes.
fn tracked_positions(dir: &Path, story: &Story, captures: &[Capture]) -> Done {
    let domain = "northmere-rail";
    let site = format!("{domain}.example/");
    for (month, captures) in by_month(captures, |capture| capture.on) {
        let mut text =
            "ID,Keyword,Position,URL,Country,City,Device,Updated,Added,Tags\r\n".to_owned();
        for capture in captures {
            let id = story.search_terms.iter().zip(1..).find(|(term, _)| *term == capture.term);
            let id = id.map(|(_, id)| id).unwrap_or_default();
            let best = capture.results.iter().zip(1..).find(|(page, _)| page.url.contains(&site));
            // On the day nobody else looked, the tracker does not find the second term's page.
            let (position, url) = match best {
                Some((page, position)) if capture.status != Status::Missed || id == 1 => {
                    (format!("{position}"), page.url.as_str())
                }
                _ => ("-".to_owned(), "-"),
            };
            text += &format!(
                "{id}, {}, {position}, {url}, United Kingdom, -, desktop, {}T05:10:00.000Z, \
                 2026-01-12T09:00:00.000Z, invented,weekly\r\n",
                capture.term, capture.on
            );
        }
        write_text(&dir.join(format!("{domain}-keywords_serp-{month}.csv")), Form::PLAIN, &text)?;
    }
    Ok(())
}

/// Six in the morning, in the case's zone.
fn captured_at(story: &Story, on: NaiveDate) -> String {
    let six = NaiveTime::from_hms_opt(6, 0, 0).expect("a constant time");
    let at = story.zone().from_local_datetime(&on.and_time(six)).earliest();
    at.expect("no zone skips six in the morning").format("%Y-%m-%dT%H:%M:%S%:z").to_string()
}

/// Things by the month they fall in.
fn by_month<T>(things: &[T], day: impl Fn(&T) -> NaiveDate) -> BTreeMap<String, Vec<&T>> {
    let mut months: BTreeMap<String, Vec<&T>> = BTreeMap::new();
    for thing in things {
        months.entry(day(thing).format("%Y-%m").to_string()).or_default().push(thing);
    }
    months
}

/// Every export begins with the last fiftieth of the one before it, as exports overlap.
fn overlapping<T>(months: BTreeMap<String, Vec<&T>>) -> BTreeMap<String, Vec<&T>> {
    let mut carried: Vec<&T> = Vec::new();
    let mut overlapping = BTreeMap::new();
    for (month, things) in months {
        let kept = things.len() - things.len() / 50;
        let next = things[kept..].to_vec();
        carried.extend(things);
        overlapping.insert(month, std::mem::replace(&mut carried, next));
    }
    overlapping
}
