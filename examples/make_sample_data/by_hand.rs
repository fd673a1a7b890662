//! What people would keep by hand for all three cases: events, removals, claims, commitments, a
//! control series, and labels of their own.

use std::error::Error;
use std::path::Path;

use crate::bank::Label;
use crate::controls::control;
use crate::dice::Dice;
use crate::sheet::{Form, write_sheet};
use crate::story::{Claim, Commitment, Day, Event, Removal, Story};
use crate::talk::Mention;

/// How many mentions of each sort a person has labeled: about the incident or not, how meant.
const LABELED: [(bool, Label, usize); 6] = [
    (true, Label::Negative, 5),
    (true, Label::Neutral, 3),
    (true, Label::Positive, 3),
    (false, Label::Negative, 2),
    (false, Label::Neutral, 2),
    (false, Label::Positive, 2),
];

const EVENTS: [&str; 7] =
    ["case_id", "happened_on", "happened_at", "kind", "title", "url", "remark"];

const REMOVALS: [&str; 12] = [
    "case_id",
    "removal_id",
    "url",
    "channel",
    "basis",
    "filed_on",
    "acknowledged_on",
    "decided_on",
    "outcome",
    "posted_on",
    "is_poster_sought",
    "remark",
];

const CLAIMS: [&str; 8] =
    ["case_id", "claim_id", "statement", "terms", "fact_check", "checked_on", "url", "remark"];

const COMMITMENTS: [&str; 9] = [
    "case_id",
    "commitment_id",
    "kind",
    "title",
    "made_on",
    "due_on",
    "done_on",
    "evidence",
    "remark",
];

const CONTROLS: [&str; 5] = ["case_id", "series", "observed_on", "value", "remark"];

const LABELS: [&str; 6] = ["case_id", "item", "label", "is_incident", "labeled_by", "remark"];

/// The tables kept by hand, row by row.
#[derive(Default)]
pub(crate) struct Tables {
    events: Vec<[String; EVENTS.len()]>,
    removals: Vec<[String; REMOVALS.len()]>,
    claims: Vec<[String; CLAIMS.len()]>,
    commitments: Vec<[String; COMMITMENTS.len()]>,
    controls: Vec<[String; CONTROLS.len()]>,
    labels: Vec<[String; LABELS.len()]>,
}

impl Tables {
    /// Adds a case's rows.
    pub(crate) fn add(&mut self, story: &Story, mentions: &[Mention], dice: &mut Dice) {
        self.events.extend(story.events.iter().map(|event| event_row(story, event)));
        self.removals.extend(story.removals.iter().map(|removal| removal_row(story, removal)));
        self.claims.extend(story.claims.iter().map(|claim| claim_row(story, claim)));
        self.commitments
            .extend(story.commitments.iter().map(|commitment| commitment_row(story, commitment)));
        let values = control(story, mentions, &mut Dice::seeded(story.seed + 5));
        self.controls.extend(values.iter().map(|(day, value)| {
            [&story.id, &story.control.series, &day.to_string(), value, "invented"]
                .map(str::to_owned)
        }));
        self.label_mentions(story, mentions, dice);
        self.label_pages(story);
    }

    /// A person reads some mentions of each sort and says how they are meant.
    fn label_mentions(&mut self, story: &Story, mentions: &[Mention], dice: &mut Dice) {
        for (is_incident, label, count) in LABELED {
            let fits = |mention: &&Mention| {
                mention.is_incident == is_incident
                    && mention.label == label
                    && mention.repost_of.is_none()
                    && mention.platform != "news"
            };
            let candidates: Vec<&Mention> = mentions.iter().filter(fits).collect();
            // One of each equal stretch, so that no mention is read twice.
            for stretch in candidates.chunks(candidates.len() / count).take(count) {
                self.label(story, &dice.pick(stretch).id, label, is_incident, "analyst-1");
            }
        }
    }

    /// Counsel reads the first pages that showed the incident, and one that never did.
    fn label_pages(&mut self, story: &Story) {
        let pages = &story.bank.pages;
        let incident = pages.iter().filter(|page| page.is_incident).take(3);
        let ordinary = pages.iter().filter(|page| !page.is_incident && page.kind == "news").take(1);
        for page in incident.chain(ordinary) {
            self.label(story, &page.url, page.label, page.is_incident, "counsel-1");
        }
    }

    fn label(&mut self, story: &Story, item: &str, label: Label, is_incident: bool, by: &str) {
        let is_incident = is_incident.to_string();
        self.labels.push(
            [&story.id, item, label.as_str(), &is_incident, by, "invented"].map(str::to_owned),
        );
    }

    /// Writes the files.
    pub(crate) fn write(self, dir: &Path) -> Result<(), Box<dyn Error>> {
        let form = Form::PLAIN;
        write_sheet(&dir.join("events.csv"), form, "", EVENTS, self.events)?;
        write_sheet(&dir.join("removals.csv"), form, "", REMOVALS, self.removals)?;
        write_sheet(&dir.join("claims.csv"), form, "", CLAIMS, self.claims)?;
        write_sheet(&dir.join("commitments.csv"), form, "", COMMITMENTS, self.commitments)?;
        write_sheet(&dir.join("controls.csv"), form, "", CONTROLS, self.controls)?;
        write_sheet(&dir.join("labels.csv"), form, "", LABELS, self.labels)
    }
}

fn event_row(story: &Story, event: &Event) -> [String; EVENTS.len()] {
    [
        &story.id,
        &written(event.on),
        &event.at.map(|time| story.instant(event.on, time)).unwrap_or_default(),
        &event.kind,
        &event.title,
        &event.url,
        "invented",
    ]
    .map(str::to_owned)
}

fn removal_row(story: &Story, removal: &Removal) -> [String; REMOVALS.len()] {
    let is_poster_sought = if removal.is_poster_sought { "yes" } else { "no" };
    [
        &story.id,
        &removal.id,
        &removal.url,
        &removal.channel,
        &removal.basis,
        &written(removal.filed_on),
        &written_if_known(removal.acknowledged_on),
        &written_if_known(removal.decided_on),
        &removal.outcome,
        &written_if_known(removal.posted_on),
        is_poster_sought,
        "invented",
    ]
    .map(str::to_owned)
}

fn claim_row(story: &Story, claim: &Claim) -> [String; CLAIMS.len()] {
    [
        &story.id,
        &claim.id,
        &claim.statement,
        &claim.terms.join("|"),
        &claim.fact_check,
        &written_if_known(claim.checked_on),
        &claim.url,
        "invented",
    ]
    .map(str::to_owned)
}

fn commitment_row(story: &Story, commitment: &Commitment) -> [String; COMMITMENTS.len()] {
    [
        &story.id,
        &commitment.id,
        &commitment.kind,
        &commitment.title,
        &written(commitment.made_on),
        &written(commitment.due_on),
        &written_if_known(commitment.done_on),
        &commitment.evidence,
        "invented",
    ]
    .map(str::to_owned)
}

fn written(day: Day) -> String {
    day.0.to_string()
}

fn written_if_known(day: Option<Day>) -> String {
    day.map(written).unwrap_or_default()
}
