//! Mentions: published texts naming the organization.

use std::borrow::Cow;

use super::dates::DateRule;
use super::identity::{self, Mangled};
use super::labels::LabelWords;
use super::text::{fold, fold_kana, lower_case};
use super::{Lens, Normal, Origin, RowRule, cells, copies, duplicates, language, urls};
use crate::load::{Pick, RawRow, Rows};
use crate::model::period::{day_index, minute_index, week_index, week_start};
use crate::model::table::Mention;
use crate::model::{Label, Reason};

/// How identities begin that the vendor did not give.
const ADDRESS: &str = "address-";
const TEXT: &str = "text-";

/// Where a file keeps what makes a mention.
pub struct MentionRule {
    label_words: LabelWords,
    dates: DateRule,
    origin: Origin,
    mention_id: Pick,
    platform: Pick,
    author: Pick,
    url: Pick,
    title: Pick,
    text: Pick,
    language: Pick,
    label: Pick,
    is_owned: Pick,
    is_repost: Pick,
    repost_of: Pick,
    reach: Pick,
}

impl MentionRule {
    /// The rule for mentions that the vendor names.
    pub const BY_ID: &'static str = "same-id";

    /// The rule for mentions that have neither an identity nor an address.
    pub const BY_TEXT: &'static str = "same-text-author-instant";

    /// Finds the columns. Identities that are `mangled` are passed over.
    pub fn new(rows: &Rows, dates: DateRule, origin: &Origin, mangled: Option<Mangled>) -> Self {
        let mention_id = if mangled.is_some() { Pick::default() } else { rows.pick("mention_id") };
        Self {
            label_words: LabelWords::new(rows.profile()),
            dates,
            origin: origin.clone(),
            mention_id,
            platform: rows.pick("platform"),
            author: rows.pick("author"),
            url: rows.pick("url"),
            title: rows.pick("title"),
            text: rows.pick("text"),
            language: rows.pick("language"),
            label: rows.pick("label"),
            is_owned: rows.pick("is_owned"),
            is_repost: rows.pick("is_repost"),
            repost_of: rows.pick("repost_of"),
            reach: rows.pick("reach"),
        }
    }

    /// Makes a mention of a row.
    fn mention(&self, row: &RawRow, lens: &Lens) -> Result<Mention, Reason> {
        let moment = self.dates.required(row, "published_at", lens.zone)?;
        let title = cells::text(&self.title, row);
        let text = cells::text(&self.text, row).or_else(|| title.clone());
        let text = text.ok_or(Reason::MissingValue { column: "text" })?;
        let url = self.url.from(row).map(|url| urls::canonical(&url));
        let domain = url.as_deref().and_then(urls::domain);
        let author = cells::text(&self.author, row);
        let instant = moment.at.to_rfc3339();
        let mention_id = self.identity(row, url.as_deref(), &text, author.as_deref(), &instant);
        let language = self
            .language
            .from(row)
            .and_then(|word| language::of_word(&word))
            .unwrap_or_else(|| language::of_text(&text).to_owned());
        let is_said_owned =
            || self.is_owned.from(row).as_deref().and_then(cells::truth).unwrap_or(false);
        let is_owned = url.as_deref().is_some_and(|url| lens.owns(url)) || is_said_owned();
        let ruled =
            lens.ruled(url.as_deref().unwrap_or_default()).or(is_owned.then_some(Label::Neutral));
        let title_text = title.as_deref().unwrap_or_default();
        let lower = lower_case(&text);
        let simhash = copies::fingerprint(&lower).map(|fingerprint| fingerprint as i64);
        let folded = [fold_kana(lower), fold(title_text)];
        let (vendor_label, vendor_polarity) = self.vendor_label(row);
        let vendor_label = vendor_label.map(|label| label.as_str().to_owned());
        let said = vendor_polarity.map(|polarity| polarity.to_string());
        let content_hash = duplicates::content_hash(
            &[author.as_deref().unwrap_or_default(), &instant],
            &[
                &text,
                title_text,
                vendor_label.as_deref().unwrap_or_default(),
                said.as_deref().unwrap_or_default(),
            ],
        );
        Ok(Mention {
            case_id: lens.case.id.clone(),
            mention_id,
            platform: self.platform.from(row).unwrap_or("unknown".into()).to_lowercase(),
            is_incident: lens.is_incident(&folded, url.as_deref().unwrap_or_default()),
            author,
            url,
            domain,
            language,
            is_repost: self.is_repost(row, &text),
            is_copy: false,
            simhash,
            title,
            text,
            published_at: moment.at,
            published_on: moment.on,
            week_start: week_start(moment.on),
            day_index: day_index(moment.on),
            week_index: week_index(moment.on),
            minute_index: minute_index(moment.at),
            label: ruled.map(|label| label.as_str().to_owned()),
            label_source: ruled.map(|_| "rule".to_owned()),
            polarity: None,
            vendor_label,
            vendor_polarity,
            is_owned,
            reach: self.reach.from(row).as_deref().and_then(cells::quantity),
            content_hash,
            file_id: self.origin.file_id.clone(),
            line: i64::try_from(row.line).unwrap_or(i64::MAX),
            first_seen_at: self.origin.first_seen_at,
        })
    }

    /// The vendor's identity, else what it says, by whom, and where or when. An address alone is
    /// none: comments on one video, and posts of one thread, share theirs.
    fn identity(
        &self,
        row: &RawRow,
        url: Option<&str>,
        text: &str,
        author: Option<&str>,
        instant: &str,
    ) -> String {
        let vendor_id = self.mention_id.from(row).filter(|id| !identity::is_scientific(id));
        if let Some(vendor_id) = vendor_id {
            return vendor_id.into_owned();
        }
        made_identity(url, author.unwrap_or_default(), text, instant)
    }

    /// The identity of a mention whose vendor's identity is another's too.
    pub fn identity_without_id(mention: &Mention) -> String {
        let author = mention.author.as_deref().unwrap_or_default();
        let instant = mention.published_at.to_rfc3339();
        made_identity(mention.url.as_deref(), author, &mention.text, &instant)
    }

    /// The identity of the n-th row of a file that has the identity `mention_id`. Rows without an
    /// address of their own are as many posts as there are rows, even if all say the same in the
    /// same minute; in another export of them, the n-th is the n-th of this one.
    pub fn numbered(mention_id: &str, number: u32) -> String {
        if number == 1 { mention_id.to_owned() } else { format!("{mention_id}-{number}") }
    }

    /// The rule by which two mentions would be one.
    pub fn identity_rule(mention_id: &str) -> &'static str {
        if mention_id.starts_with(ADDRESS) {
            "same-address-author-text"
        } else if mention_id.starts_with(TEXT) {
            Self::BY_TEXT
        } else {
            Self::BY_ID
        }
    }

    fn vendor_label(&self, row: &RawRow) -> (Option<Label>, Option<f64>) {
        self.label.from(row).map_or((None, None), |word| self.label_words.meaning(&word))
    }

    fn is_repost(&self, row: &RawRow, text: &str) -> bool {
        self.is_repost.from(row).as_deref().and_then(cells::truth).unwrap_or(false)
            || self.repost_of.from(row).is_some()
            || text.starts_with("RT @")
    }
}

fn made_identity(url: Option<&str>, author: &str, text: &str, instant: &str) -> String {
    match url {
        Some(url) => format!("{ADDRESS}{:032x}", duplicates::key(&[url, author, text])),
        None => format!("{TEXT}{:032x}", duplicates::key(&[text, author, instant])),
    }
}

impl RowRule for MentionRule {
    fn typed(&self, row: &RawRow, lens: &Lens) -> Result<Normal, Reason> {
        self.mention(row, lens).map(Box::new).map(Normal::Mention)
    }

    fn label_word<'a>(&'a self, row: &'a RawRow) -> Option<Cow<'a, str>> {
        self.label.from(row)
    }
}
