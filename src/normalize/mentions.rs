//! Mentions: published texts naming the organization.

use super::dates::DateRule;
use super::{Lens, Origin, cells, duplicates, language, urls};
use crate::load::{Pick, Profile, RawRow, Rows};
use crate::model::period::{day_index, week_index, week_start};
use crate::model::table::Mention;
use crate::model::{Label, Reason};

/// How identities begin that the vendor did not give.
const ADDRESS: &str = "address-";
const TEXT: &str = "text-";

/// Where a file keeps what makes a mention.
pub struct MentionRule {
    profile: Profile,
    dates: DateRule,
    origin: Origin,
    mention_id: Pick,
    published_at: Pick,
    platform: Pick,
    author: Pick,
    url: Pick,
    title: Pick,
    text: Pick,
    language: Pick,
    label: Pick,
    is_repost: Pick,
    repost_of: Pick,
    reach: Pick,
}

impl MentionRule {
    /// Finds the columns.
    pub fn new(rows: &Rows, dates: DateRule, origin: &Origin) -> Self {
        Self {
            profile: rows.profile().clone(),
            dates,
            origin: origin.clone(),
            mention_id: rows.pick("mention_id"),
            published_at: rows.pick("published_at"),
            platform: rows.pick("platform"),
            author: rows.pick("author"),
            url: rows.pick("url"),
            title: rows.pick("title"),
            text: rows.pick("text"),
            language: rows.pick("language"),
            label: rows.pick("label"),
            is_repost: rows.pick("is_repost"),
            repost_of: rows.pick("repost_of"),
            reach: rows.pick("reach"),
        }
    }

    /// Makes a mention of a row.
    pub fn mention(&self, row: &RawRow, lens: &Lens) -> Result<Mention, Reason> {
        let published = cells::required(&self.published_at, row, "published_at")?;
        let moment = self.dates.moment(published, lens.zone)?;
        let title = cells::text(&self.title, row);
        let text = cells::text(&self.text, row).or_else(|| title.clone());
        let text = text.ok_or(Reason::MissingValue { column: "text" })?;
        let url = self.url.from(row).map(urls::canonical);
        let domain = url.as_deref().and_then(urls::domain);
        let author = cells::text(&self.author, row);
        let mention_id = self.identity(row, url.as_deref(), &text, author.as_deref(), published);
        let language = self
            .language
            .from(row)
            .and_then(language::of_word)
            .unwrap_or_else(|| language::of_text(&text).to_owned());
        let is_owned = url.as_deref().is_some_and(|url| lens.owns(url));
        let ruled =
            lens.ruled(url.as_deref().unwrap_or_default()).or(is_owned.then_some(Label::Neutral));
        let title_text = title.as_deref().unwrap_or_default();
        Ok(Mention {
            case_id: lens.case.id.clone(),
            mention_id,
            platform: self.platform.from(row).unwrap_or("unknown").to_lowercase(),
            is_incident: lens.is_incident(&[&text, title_text], url.as_deref().unwrap_or_default()),
            author,
            url,
            domain,
            language,
            is_repost: self.is_repost(row, &text),
            title,
            text,
            published_at: moment.at,
            published_on: moment.on,
            week_start: week_start(moment.on),
            day_index: day_index(moment.on),
            week_index: week_index(moment.on),
            label: ruled.map(|label| label.as_str().to_owned()),
            label_source: ruled.map(|_| "rule".to_owned()),
            polarity: None,
            vendor_label: self.vendor_label(row),
            is_owned,
            reach: self.reach.from(row).and_then(cells::integer),
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
        published: &str,
    ) -> String {
        if let Some(vendor_id) = self.mention_id.from(row) {
            return vendor_id.to_owned();
        }
        let author = author.unwrap_or_default();
        match url {
            Some(url) => format!("{ADDRESS}{:032x}", duplicates::key(&[url, author, text])),
            None => format!("{TEXT}{:032x}", duplicates::key(&[text, author, published])),
        }
    }

    /// The rule by which two of this file's mentions would be one.
    pub fn identity_rule(mention: &Mention) -> &'static str {
        if mention.mention_id.starts_with(ADDRESS) {
            "same-address-author-text"
        } else if mention.mention_id.starts_with(TEXT) {
            "same-text-author-instant"
        } else {
            "same-id"
        }
    }

    fn vendor_label(&self, row: &RawRow) -> Option<String> {
        let word = self.label.from(row)?;
        let label = self.profile.labels.get(word).copied().or_else(|| Label::from_word(word));
        label.map(|label| label.as_str().to_owned())
    }

    fn is_repost(&self, row: &RawRow, text: &str) -> bool {
        self.is_repost.from(row).and_then(cells::truth).unwrap_or(false)
            || self.repost_of.from(row).is_some()
            || text.starts_with("RT @")
    }
}
