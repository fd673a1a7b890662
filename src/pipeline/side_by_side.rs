//! Works on several cases at once: one more than there are cores, because each waits for its pages and for
//! the disk, and as many as their rows together leave room for.

use std::sync::{Condvar, Mutex, PoisonError};
use std::thread;

/// The rows of the cases that are worked on at once, which may be held in memory several times over; a
/// case that has more by itself is worked on alone.
const MOST_ROWS: u64 = 2_000_000;

/// Who is next, what is being worked on, and what came of the rest.
struct Desk<Done> {
    next: usize,
    rows: u64,
    done: Vec<Option<Done>>,
}

/// What comes of each item, in their order. They are begun in their order too, each as soon as there is
/// room beside those that are not done.
pub(super) fn side_by_side<Item: Sync, Done: Send>(
    items: &[Item],
    rows_of: impl Fn(&Item) -> u64 + Sync,
    work: impl Fn(&Item) -> Done + Sync,
) -> Vec<Done> {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let done = items.iter().map(|_| None).collect();
    let desk = Mutex::new(Desk { next: 0, rows: 0, done });
    let changed = Condvar::new();
    let worker = || {
        let mut at = desk.lock().unwrap_or_else(PoisonError::into_inner);
        while let Some(item) = items.get(at.next) {
            let rows = rows_of(item);
            if 0 < at.rows && MOST_ROWS < at.rows + rows {
                at = changed.wait(at).unwrap_or_else(PoisonError::into_inner);
                continue;
            }
            let index = at.next;
            at.next += 1;
            at.rows += rows;
            drop(at);
            let came_of_it = work(item);
            at = desk.lock().unwrap_or_else(PoisonError::into_inner);
            at.rows -= rows;
            at.done[index] = Some(came_of_it);
            changed.notify_all();
        }
    };
    thread::scope(|scope| {
        for _ in 1..items.len().min(cores + 1) {
            scope.spawn(worker);
        }
        worker();
    });
    let desk = desk.into_inner().unwrap_or_else(PoisonError::into_inner);
    desk.done.into_iter().map(|done| done.expect("each was worked on")).collect()
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU64, Ordering};

    use super::*;

    #[test]
    fn what_came_of_each_stands_in_its_place() {
        let items: Vec<u64> = (0..100).collect();
        assert_eq!(side_by_side(&items, |_| 1, |item| item * item)[9], 81);
        let none: Vec<u64> = side_by_side(&[], |_: &u64| 1, |item| *item);
        assert!(none.is_empty());
    }

    #[test]
    fn no_more_rows_are_held_at_once_than_there_is_room_for() {
        let items = [MOST_ROWS / 2, MOST_ROWS, 9 * MOST_ROWS, MOST_ROWS / 2, MOST_ROWS / 2, 0];
        let (held, most) = (AtomicU64::new(0), AtomicU64::new(0));
        side_by_side(
            &items,
            |rows| *rows,
            |rows| {
                let now = held.fetch_add(*rows, Ordering::SeqCst) + rows;
                most.fetch_max(if MOST_ROWS < *rows { now - rows } else { now }, Ordering::SeqCst);
                thread::sleep(std::time::Duration::from_millis(5));
                held.fetch_sub(*rows, Ordering::SeqCst);
            },
        );
        assert!(most.into_inner() <= MOST_ROWS);
    }
}
