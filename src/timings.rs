//! Where the time of a run goes: how long each span of the line was open.

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use tracing::span::Id;
use tracing::{Metadata, Subscriber};
use tracing_subscriber::Layer;
use tracing_subscriber::layer::{Context, Filter};
use tracing_subscriber::registry::LookupSpan;

/// A stage, how often it was gone through, and how long that took in all.
type Stage = (&'static str, u32, Duration);

/// Gathers how long each stage took, in the order in which they began.
#[derive(Clone, Default)]
pub(crate) struct Timings(Arc<Mutex<Vec<Stage>>>);

/// When a span was entered.
struct Began(Instant);

impl Timings {
    /// The table: what is not in any stage stands last.
    pub(crate) fn table(&self, whole: Duration) -> String {
        let stages = self.0.lock().map(|stages| stages.clone()).unwrap_or_default();
        let known = stages.iter().map(|(_, _, took)| *took).sum();
        let rest = ("the rest", 1, whole.saturating_sub(known));
        let mut text = format!("{:<16}{:>7}{:>10}{:>7}\n", "stage", "times", "seconds", "share");
        for (name, times, took) in stages.into_iter().chain([rest, ("in all", 1, whole)]) {
            let share = 100.0 * took.as_secs_f64() / whole.as_secs_f64().max(1e-9);
            text += &format!("{name:<16}{times:>7}{:>10.2}{share:>6.0}%\n", took.as_secs_f64());
        }
        text
    }

    fn add(&self, name: &'static str, took: Duration) {
        let Ok(mut stages) = self.0.lock() else { return };
        match stages.iter_mut().find(|(known, _, _)| *known == name) {
            Some((_, times, sum)) => {
                *times += 1;
                *sum += took;
            }
            None => stages.push((name, 1, took)),
        }
    }
}

impl<S: Subscriber + for<'a> LookupSpan<'a>> Layer<S> for Timings {
    fn on_enter(&self, id: &Id, context: Context<'_, S>) {
        if let Some(span) = context.span(id) {
            span.extensions_mut().replace(Began(Instant::now()));
        }
    }

    fn on_exit(&self, id: &Id, context: Context<'_, S>) {
        let Some(span) = context.span(id) else { return };
        let began = span.extensions_mut().remove::<Began>();
        if let Some(Began(began)) = began {
            self.add(span.name(), began.elapsed());
        }
    }
}

/// Lets through the spans of the line, and nothing that other crates open.
pub(crate) struct OfTheLine;

impl<S> Filter<S> for OfTheLine {
    fn enabled(&self, metadata: &Metadata<'_>, _: &Context<'_, S>) -> bool {
        metadata.is_span() && metadata.target().starts_with("recover_report")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tracing_subscriber::layer::SubscriberExt;

    #[test]
    fn stages_add_up_and_the_rest_is_told() {
        let timings = Timings::default();
        let subscriber =
            tracing_subscriber::registry().with(timings.clone().with_filter(OfTheLine));
        tracing::subscriber::with_default(subscriber, || {
            for _ in 0..2 {
                let span = tracing::info_span!(target: "recover_report::test", "reading");
                span.in_scope(|| std::thread::sleep(Duration::from_millis(2)));
            }
            tracing::info_span!(target: "elsewhere", "other").in_scope(|| {});
        });
        let table = timings.table(Duration::from_secs(1));
        let lines: Vec<&str> = table.lines().collect();
        assert!(lines[1].starts_with("reading") && lines[1].contains(" 2 "), "{table}");
        assert_eq!(lines.len(), 4, "{table}");
    }
}
