//! Batches flown on threads, each handed over on the thread that asked.

use std::num::NonZeroUsize;
use std::ops::ControlFlow;

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{RecvTimeoutError, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use crate::error::{RunError, RunFault};

/// How many threads are meant: one a processor, where nothing is said.
pub fn count(threads: Option<NonZeroUsize>) -> usize {
    let threads = threads.or_else(|| thread::available_parallelism().ok());
    threads.map_or(1, NonZeroUsize::get)
}

/// Flies batches on threads. `take` gets each with what was flown of it, on this thread and in order of arrival, and nothing
/// after each `tick` in which none came. Once it breaks, no further batch is begun, and those under way are still handed
/// over; once it fails, those under way are dropped.
///
/// # Errors
/// What `take` gives, and what the system says when it gives no thread.
pub fn fly<T: Send>(
    batches: impl Iterator<Item = u64> + Send,
    threads: Option<NonZeroUsize>,
    tick: Duration,
    fly_batch: impl Fn(u64) -> T + Sync,
    mut take: impl FnMut(Option<(u64, T)>) -> Result<ControlFlow<()>, RunError>,
) -> Result<(), RunError> {
    let threads = count(threads);
    let (stop, batches) = (AtomicBool::new(false), Mutex::new(batches));
    let next = || {
        batches
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .next()
    };
    // No more batches wait to be stored than are flown.
    let (sender, receiver) = sync_channel(threads);
    let work = |sender: std::sync::mpsc::SyncSender<(u64, T)>| {
        while !stop.load(Ordering::Relaxed) {
            let Some(batch) = next() else { break };
            if sender.send((batch, fly_batch(batch))).is_err() {
                break;
            }
        }
    };
    thread::scope(|scope| {
        let work = &work;
        for started in 0..threads {
            let sender = sender.clone();
            let spawned = thread::Builder::new().spawn_scoped(scope, move || work(sender));
            match spawned {
                Err(reason) if started == 0 => {
                    let fault = RunFault::new(format!("no threads: {reason}"));
                    return Err(RunError::Threads(fault));
                }
                // Fewer do as well.
                Err(_) => break,
                Ok(_) => {}
            }
        }
        drop(sender);
        loop {
            let arrived = match receiver.recv_timeout(tick) {
                Ok(flown) => Some(flown),
                Err(RecvTimeoutError::Timeout) => None,
                Err(RecvTimeoutError::Disconnected) => return Ok(()),
            };
            let went = take(arrived);
            if !matches!(went, Ok(ControlFlow::Continue(()))) {
                stop.store(true, Ordering::Relaxed);
            }
            if let Err(error) = went {
                // Whoever waits to hand over need not.
                drop(receiver);
                return Err(error);
            }
        }
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn flown(threads: usize, stop_at: Option<u64>) -> Result<Vec<u64>, RunError> {
        let mut all = Vec::new();
        let tick = Duration::from_millis(5);
        let threads = NonZeroUsize::new(threads);
        fly(
            0..40,
            threads,
            tick,
            |batch| 2 * batch,
            |arrived| {
                let Some((batch, flown)) = arrived else {
                    return Ok(ControlFlow::Continue(()));
                };
                assert_eq!(flown, 2 * batch);
                all.push(batch);
                match stop_at {
                    Some(last) if last == batch => Ok(ControlFlow::Break(())),
                    Some(_) | None => Ok(ControlFlow::Continue(())),
                }
            },
        )?;
        all.sort_unstable();
        Ok(all)
    }

    /// Defends that every batch comes once, on any number of threads, and that after a break only those under way come.
    #[test]
    fn every_batch_comes_once() {
        for threads in [1, 2, 7, 100] {
            assert!(flown(threads, None).unwrap().into_iter().eq(0..40));
            let some = flown(threads, Some(3)).unwrap();
            assert!(
                some.contains(&3) && some.is_sorted_by(|a, b| a < b),
                "{some:?}"
            );
        }
        // One that flies, one that waits to hand over, and one that was handed over.
        assert!(flown(1, Some(3)).unwrap().len() <= 6);
    }

    /// Defends that a fault of the caller ends all threads and is given back.
    #[test]
    fn a_fault_ends_it() {
        let tick = Duration::from_millis(5);
        let failed = fly(
            0..u64::MAX,
            NonZeroUsize::new(3),
            tick,
            |batch| batch,
            |_| Err(RunError::Store(RunFault::new("full"))),
        );
        assert_eq!(failed.unwrap_err().fault().title(), "full");
    }
}
