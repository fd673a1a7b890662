//! The innermost intervals: the only ages within which the curve of greatest likelihood can fall.

use super::Censored;

/// An age, and whether it stands just before itself, at itself or just after: what is gone by an age
/// may have gone at it, what was there after an age did not.
pub(super) type Edge = (f64, u8);

/// The start of an age that is known exactly.
const BEFORE: u8 = 0;
/// The end of an interval, and an age of entry seen as one.
const AT: u8 = 1;
/// The start of an interval that does not hold its first age.
const AFTER: u8 = 2;

/// An innermost interval.
pub(super) struct Cell {
    pub(super) open: Edge,
    pub(super) close: Edge,
}

/// Where an observation starts.
pub(super) fn start(thing: &Censored) -> Edge {
    let is_exact = thing.by.is_some_and(|by| by <= thing.after);
    (thing.after, if is_exact { BEFORE } else { AFTER })
}

/// The innermost intervals, in the order of age: each start that an end follows next.
pub(super) fn innermost(observed: &[Censored]) -> Vec<Cell> {
    let mut edges: Vec<Edge> = Vec::with_capacity(observed.len() * 3);
    for thing in observed {
        edges.push(start(thing));
        edges.extend(thing.by.map(|by| (by, AT)));
        edges.extend(thing.entered.is_finite().then_some((thing.entered, AT)));
    }
    edges.sort_by(|one, other| one.0.total_cmp(&other.0).then(one.1.cmp(&other.1)));
    let cells = edges.windows(2).filter(|pair| pair[0].1 != AT && pair[1].1 == AT);
    cells.map(|pair| Cell { open: pair[0], close: pair[1] }).collect()
}

/// An observation in innermost intervals, by their places.
pub(super) struct Row {
    /// It is at risk from here on.
    pub(super) entry: usize,
    /// It is known to have outlived those before here.
    pub(super) first: usize,
    /// It went before here; `None` when nobody saw it go.
    pub(super) gone: Option<usize>,
}

impl Row {
    pub(super) fn new(thing: &Censored, cells: &[Cell]) -> Self {
        let start = start(thing);
        let entry = cells.partition_point(|cell| cell.open < (thing.entered, AFTER));
        let first = match thing.by {
            Some(_) => cells.partition_point(|cell| cell.open < start),
            None => cells.partition_point(|cell| cell.close <= start),
        };
        let gone = thing.by.map(|by| cells.partition_point(|cell| cell.close <= (by, AT)));
        Self { entry, first, gone }
    }

    /// It was not followed from here on.
    pub(super) fn end(&self) -> usize {
        self.gone.unwrap_or(self.first)
    }
}
