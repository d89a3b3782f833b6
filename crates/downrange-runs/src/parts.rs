//! A range of samples, flown in parts.

use std::ops::Range;
use std::panic::resume_unwind;
use std::thread;

/// What comes of a range, flown in parts of at least so many, on at most so many threads, in order.
pub fn in_parts<T: Send>(
    range: Range<u64>,
    least: u64,
    threads: usize,
    fly: impl Fn(Range<u64>) -> Vec<T> + Sync,
) -> Vec<T> {
    let all = range.end - range.start;
    let length = all.div_ceil(threads.max(1) as u64).max(least);
    if length >= all {
        return fly(range);
    }
    let fly = &fly;
    thread::scope(|scope| {
        let starts = range.clone().step_by(length as usize);
        let parts = starts.map(|start| start..range.end.min(start + length));
        let flying: Vec<_> = parts
            .map(|part| {
                let own = part.clone();
                let spawned = thread::Builder::new().spawn_scoped(scope, move || fly(own));
                (part, spawned.ok())
            })
            .collect();
        let flown = flying.into_iter().map(|(part, thread)| match thread {
            Some(thread) => thread.join().unwrap_or_else(|panic| resume_unwind(panic)),
            // No thread was to be had.
            None => fly(part),
        });
        flown.flatten().collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All of a range, in order, however it is divided.
    #[test]
    fn parts_are_the_whole() {
        for (threads, least) in [(1, 1), (2, 1), (3, 16), (8, 4), (40, 1), (0, 100)] {
            let squares = |part: Range<u64>| part.map(|i| i * i).collect();
            let flown = in_parts(5..42, least, threads, squares);
            assert_eq!(flown, (5..42).map(|i| i * i).collect::<Vec<u64>>());
        }
    }
}
