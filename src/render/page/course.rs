//! What talk and record went through: the quiet time, storms, how they fade, and pages, in words.

use super::{Error, Sentences, Writer};
use crate::assess::storms::{Origin, StormFacts};
use crate::model::Needs;
use crate::report::wording::Figure;

impl Writer<'_> {
    /// What talk and record went through: the last storm and how it fades before the earlier ones.
    pub(super) fn course(&mut self) -> Sentences {
        let report = self.report;
        let mut lines = vec![self.quiet()?];
        let (last, earlier) = match report.talk.storms.as_slice() {
            [earlier @ .., last] => (Some(last), earlier),
            [] => (None, &[][..]),
        };
        if let Some(storm) = last {
            lines.extend(self.storm(storm)?);
        }
        if report.talk.storms.is_empty() && report.talk.quiet.is_some() {
            lines.push(self.words.text("course-none")?);
        }
        lines.extend(self.fading()?);
        if let Some(nearest) = &report.talk.nearest {
            let mut figures = vec![
                ("day", Figure::Day(nearest.on)),
                ("count", Figure::Count(nearest.count)),
                ("mean", self.decimal(nearest.mean)),
                ("bound", self.whole(nearest.bound)),
            ];
            let id = if let Some(total) = nearest.total {
                figures.push(("total", Figure::Count(total)));
                "course-nearest-share"
            } else {
                "course-nearest"
            };
            lines.push(self.words.sentence(id, &figures)?);
        }
        lines.extend(self.themes()?);
        lines.extend(self.pages_course()?);
        for storm in earlier.iter().rev() {
            lines.extend(self.storm(storm)?);
        }
        if !report.talk.storms.is_empty() {
            lines.push(self.words.text("course-rates")?);
        }
        Ok(lines)
    }

    fn quiet(&mut self) -> Result<String, Error> {
        let report = self.report;
        let Some(quiet) = &report.talk.quiet else {
            let reason = match &report.talk.quiet_needs {
                Some(needs) => self.needs(needs)?,
                None => self.needs(&Needs::Data)?,
            };
            let reason = ("reason", Figure::Text(reason));
            return Ok(self.words.sentence("course-no-quiet", &[reason])?);
        };
        let origin = self.words.text(match quiet.origin {
            Origin::Config => "origin-config",
            Origin::BeforeOnset => "origin-before-onset",
            Origin::BeforeFoundOnset => "origin-before-found-onset",
        })?;
        let share =
            quiet.share.value().map_or_else(|| "–".to_owned(), |share| self.words.share(share));
        let mut figures = vec![
            ("share", Figure::Text(share)),
            ("from", Figure::Day(quiet.span.from)),
            ("to", Figure::Day(quiet.span.to)),
            ("days", Figure::Count(quiet.day_count)),
            ("origin", Figure::Text(origin)),
        ];
        let id = match quiet.volume.value() {
            Some(usual) => {
                figures.push(("usual", self.decimal(usual)));
                "course-quiet"
            }
            None => "course-quiet-share",
        };
        Ok(self.words.sentence(id, &figures)?)
    }

    fn storm(&mut self, storm: &StormFacts) -> Sentences {
        let number = || ("number", Figure::Text(storm.storm.to_string()));
        let open = if storm.ended_on.is_none() { "yes" } else { "no" };
        let mut figures = vec![
            number(),
            ("open", Figure::Text(open.to_owned())),
            ("from", Figure::Day(storm.opened_on)),
            ("to", Figure::Day(storm.ended_on.unwrap_or(self.report.period.to))),
            ("peak", Figure::Count(storm.peak_count)),
            ("peak-day", Figure::Day(storm.peak_on)),
        ];
        let mut lines = Vec::new();
        if let Some(total) = storm.peak_total {
            figures.push(("total", Figure::Count(total)));
            lines.push(self.words.sentence("course-storm-share", &figures)?);
        } else {
            figures.push(("size", self.whole(storm.size.value().unwrap_or_default())));
            lines.push(self.words.sentence("course-storm", &figures)?);
        }
        if let (Some(lag), Some(first)) = (storm.news_lag_minutes, storm.arrivals.first())
            && lag > 0
        {
            let figures = [
                number(),
                ("platform", Figure::Text(self.brief(&first.platform, 30))),
                ("hours", self.decimal(lag as f64 / 60.0)),
            ];
            lines.push(self.words.sentence("course-arrival", &figures)?);
        }
        if !storm.is_confirmed {
            lines.push(match storm.changepoint_on {
                Some(day) => {
                    let figures = [number(), ("day", Figure::Day(day))];
                    self.words.sentence("course-unconfirmed", &figures)?
                }
                None => self.words.sentence("course-unconfirmed-none", &[number()])?,
            });
        }
        Ok(lines)
    }

    fn fading(&mut self) -> Sentences {
        let Some(fading) = &self.report.talk.fading else { return Ok(Vec::new()) };
        let mut lines = Vec::new();
        match (fading.half_life.value(), fading.half_life.interval(), &fading.shape) {
            (Some(days), Some(ends), Some(shape)) => {
                let figures = [
                    ("days", self.decimal(days)),
                    ("low", self.decimal(ends.low)),
                    ("high", self.decimal(ends.high)),
                    ("shape", Figure::Text(self.words.text(&format!("shape-{shape}"))?)),
                ];
                lines.push(self.words.sentence("course-half-life", &figures)?);
            }
            _ => {
                let reason = ("reason", Figure::Text(self.refusal(&fading.half_life)?));
                lines.push(self.words.sentence("course-no-half-life", &[reason])?);
            }
        }
        if let (Some(share), Some(ends)) = (fading.tattoo.value(), fading.tattoo.interval()) {
            let figures = [
                ("share", Figure::Share(share)),
                ("low", Figure::Share(ends.low)),
                ("high", Figure::Share(ends.high)),
            ];
            lines.push(self.words.sentence("course-tattoo", &figures)?);
        }
        if let (Some(weeks), Some(ends)) =
            (fading.weeks_to_margin.value(), fading.weeks_to_margin.interval())
        {
            let figures = [
                ("weeks", Figure::Count(weeks as i64)),
                ("low", self.whole(ends.low)),
                ("high", self.whole(ends.high)),
            ];
            lines.push(self.words.sentence("course-weeks", &figures)?);
        }
        if let Some(week) = fading.ahead.first() {
            let figures = [
                ("median", self.whole(week.median)),
                ("low", self.whole(week.interval_80.low)),
                ("high", self.whole(week.interval_80.high)),
            ];
            lines.push(self.words.sentence("course-ahead", &figures)?);
        }
        if let Some(share) = fading.kept_80.value() {
            let figures =
                [("count", Figure::Count(fading.kept_80.n())), ("share", Figure::Share(share))];
            lines.push(self.words.sentence("course-foretold", &figures)?);
        }
        Ok(lines)
    }

    /// Words that people say more than in the quiet time; no quotes, for these may name people.
    fn themes(&mut self) -> Sentences {
        let themes = self.report.talk.themes.iter().filter(|theme| theme.against == "baseline");
        let words: Vec<String> = themes.take(6).map(|theme| theme.words.clone()).collect();
        if words.is_empty() {
            return Ok(Vec::new());
        }
        let words: Vec<String> = words.iter().map(|word| self.brief(word, 30)).collect();
        let separator = self.words.text("list-separator")?;
        let words = ("words", Figure::Text(words.join(&separator)));
        Ok(vec![self.words.sentence("course-themes", &[words])?])
    }

    fn pages_course(&mut self) -> Sentences {
        let report = self.report;
        let mut lines = Vec::new();
        if let Some(stay) = &report.record.stay {
            let mut figures = vec![
                ("left", Figure::Count(stay.left_count)),
                ("pages", Figure::Count(stay.page_count)),
            ];
            let id = match (stay.median_days.value(), stay.median_days.interval()) {
                (Some(days), Some(ends)) => {
                    figures.push(("days", Figure::Count(days.round() as i64)));
                    figures.push(("low", self.whole(ends.low)));
                    figures.push(("high", self.whole(ends.high)));
                    "course-stay"
                }
                (Some(days), None) => {
                    figures.push(("days", Figure::Count(days.round() as i64)));
                    "course-stay-wide"
                }
                _ => "course-stay-open",
            };
            lines.push(self.words.sentence(id, &figures)?);
        }
        for stability in report.record.stability.iter().take(4) {
            let Some(share) = stability.overlap.value() else { continue };
            let id = match stability.against.as_str() {
                "baseline" => "course-overlap-baseline",
                _ => "course-overlap",
            };
            let figures = [
                ("term", Figure::Text(self.brief(&stability.search_term, 40))),
                ("share", Figure::Share(share)),
            ];
            lines.push(self.words.sentence(id, &figures)?);
        }
        for found in report.record.suggestions.iter().take(3) {
            let Some(share) = found.share.value() else { continue };
            let figures = [
                ("term", Figure::Text(self.brief(&found.search_term, 40))),
                ("share", Figure::Share(share)),
                ("count", Figure::Count(found.share.n())),
            ];
            let id = match found.item_kind.as_str() {
                "suggestion" => "course-suggestions",
                _ => "course-related",
            };
            lines.push(self.words.sentence(id, &figures)?);
        }
        Ok(lines)
    }
}
