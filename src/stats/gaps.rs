//! Days on which something regular did not happen.

use chrono::{Days, NaiveDate};

use crate::model::DaySpan;
use crate::model::period::day_index;

/// The spans between consecutive days that are wider than the series' own rhythm.
///
/// The rhythm is the commonest distance between consecutive days, the smaller of two that are as
/// common. `days` are in order and distinct; fewer than three have no rhythm. Of a weekly series
/// the span is the days after one capture and before the next, from the day one was due.
pub fn gaps(days: &[NaiveDate]) -> Vec<DaySpan> {
    let distances: Vec<i64> =
        days.windows(2).map(|pair| day_index(pair[1]) - day_index(pair[0])).collect();
    let Some(rhythm) = commonest(&distances).filter(|_| days.len() > 2) else { return Vec::new() };
    days.windows(2)
        .filter(|pair| day_index(pair[1]) - day_index(pair[0]) > rhythm)
        .filter_map(|pair| {
            let due = pair[0] + Days::new(rhythm.unsigned_abs());
            DaySpan::new(due, pair[1] - Days::new(1))
        })
        .collect()
}

fn commonest(distances: &[i64]) -> Option<i64> {
    let times = |distance: i64| distances.iter().filter(|other| **other == distance).count();
    distances.iter().copied().max_by_key(|distance| (times(*distance), -distance))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(texts: &[&str]) -> Vec<NaiveDate> {
        texts.iter().map(|text| text.parse().unwrap()).collect()
    }

    fn found(texts: &[&str]) -> Vec<String> {
        gaps(&days(texts)).iter().map(|gap| format!("{}..{}", gap.from, gap.to)).collect()
    }

    #[test]
    fn a_daily_series_misses_single_days() {
        let captures =
            ["2025-09-15", "2025-09-17", "2025-09-18", "2025-09-19", "2025-09-23", "2025-09-24"];
        assert_eq!(found(&captures), ["2025-09-16..2025-09-16", "2025-09-20..2025-09-22"]);
    }

    #[test]
    fn a_weekly_series_has_no_holes_within_its_weeks() {
        let captures = ["2026-03-02", "2026-03-09", "2026-03-16", "2026-03-30", "2026-04-06"];
        assert_eq!(found(&captures), ["2026-03-23..2026-03-29"]);
    }

    #[test]
    fn two_days_have_no_rhythm() {
        assert!(found(&["2026-03-02", "2026-03-09"]).is_empty());
        assert!(found(&[]).is_empty());
    }
}
