//! Cases whose truth is known, a few of each setting: enough to notice a rule that broke. How well the
//! rules hold is told by many more, in `bench/simulate`.

use crate::settings;

#[test]
fn chance_opens_no_storms() {
    let (storms, years) = settings::false_storms(40, 20.0, 10.0);
    assert!(storms as f64 * 5.0 <= years, "{storms} in {years:.0} years");
}

#[test]
fn a_storm_is_found_and_its_half_life_held_and_nothing_called_recovered_too_early() {
    let found = settings::storms(40, 7.0, 0.0);
    assert!(found.opened.hits >= 38, "{found:?}");
    assert!(found.given.hits >= 25, "{found:?}");
    assert!(found.held.percent().unwrap() >= 84.0, "{found:?}");
    assert_eq!(found.wrongly_recovered.hits, 0);
}

#[test]
fn a_relapse_is_found_and_never_called_recovered() {
    let (found, recovered) = settings::relapses(40);
    assert!(found.hits >= 24, "{found:?}");
    assert_eq!(recovered.hits, 0);
}

#[test]
fn an_event_without_an_effect_has_none_and_a_large_effect_is_seen() {
    let none = settings::effects(40, 0.0, Some(7.0));
    assert!(none.claimed.hits <= 4, "{none:?}");
    let large = settings::effects(40, 0.4, None);
    assert!(large.claimed.hits >= 24, "{large:?}");
    assert!(large.held.percent().unwrap() >= 84.0, "{large:?}");
}

#[test]
fn a_page_that_is_still_there_is_never_called_gone() {
    let (held, wrong) = settings::capture_holes(12, 0.3);
    assert!(held.hits * 4 >= held.of * 3, "{held:?}");
    assert_eq!(wrong.hits, 0);
    assert_eq!(settings::depth_cut(60).hits, 0);
}
