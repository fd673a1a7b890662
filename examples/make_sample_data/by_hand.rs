//! What people would keep by hand for all three cases: events, removals, and labels of their own.

use std::error::Error;
use std::path::Path;

use crate::bank::Label;
use crate::dice::Dice;
use crate::sheet::{Form, write_sheet};
use crate::story::{Day, Story};
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

/// The tables kept by hand, row by row.
#[derive(Default)]
pub(crate) struct Tables {
    events: Vec<[String; 6]>,
    removals: Vec<[String; 9]>,
    labels: Vec<[String; 6]>,
}

impl Tables {
    /// Adds a case's rows.
    pub(crate) fn add(&mut self, story: &Story, mentions: &[Mention], dice: &mut Dice) {
        self.events.extend(story.events.iter().map(|event| {
            [&story.id, &written(event.on), &event.kind, &event.title, &event.url, "invented"]
                .map(str::to_owned)
        }));
        self.removals.extend(story.removals.iter().map(|removal| {
            [
                &story.id,
                &removal.id,
                &removal.url,
                &removal.channel,
                &removal.basis,
                &written(removal.filed_on),
                &removal.decided_on.map(written).unwrap_or_default(),
                &removal.outcome,
                "invented",
            ]
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

    /// Writes the three files.
    pub(crate) fn write(self, dir: &Path) -> Result<(), Box<dyn Error>> {
        let events = ["case_id", "happened_on", "kind", "title", "url", "remark"];
        let removals = [
            "case_id",
            "removal_id",
            "url",
            "channel",
            "basis",
            "filed_on",
            "decided_on",
            "outcome",
            "remark",
        ];
        let labels = ["case_id", "item", "label", "is_incident", "labeled_by", "remark"];
        write_sheet(&dir.join("events.csv"), Form::PLAIN, "", events, self.events)?;
        write_sheet(&dir.join("removals.csv"), Form::PLAIN, "", removals, self.removals)?;
        write_sheet(&dir.join("labels.csv"), Form::PLAIN, "", labels, self.labels)
    }
}

fn written(day: Day) -> String {
    day.0.to_string()
}
