//! Ended by Ctrl-C, or by a signal that asks to end.

use std::fs;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::process;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;
use std::time::Duration;

#[cfg(unix)]
use signal_hook::{consts::SIGTERM, iterator::Signals};

use downrange_runs::Progress;

use crate::error::print_error;

/// The exit code: as shells have it, 128 and the number of the signal of Ctrl-C.
pub const CODE: u8 = 130;

/// How long flights that are being flown may take to end by themselves. A batch takes longer: what of it was flown is
/// left, and flown again by --resume.
const PATIENCE: Duration = Duration::from_millis(500);

/// Set by the first Ctrl-C.
static ASKED: AtomicBool = AtomicBool::new(false);
/// How many flights are on the disk.
static KEPT: AtomicU64 = AtomicU64::new(0);
/// Whether flights are kept at all.
static KEEPING: AtomicBool = AtomicBool::new(false);

/// The temporary folder of a run, if there is one.
static TEMPORARY: OnceLock<PathBuf> = OnceLock::new();

/// Listens: the first Ctrl-C (or SIGTERM) lets batches that are done be stored and ends the program in half a second, in
/// the middle of a flight if need be; the second ends it at once. Every file is written beside its place and then renamed,
/// so that none is left half written at either. A terminal that hangs up (SIGHUP) ends what `nohup` does not protect.
pub fn listen() {
    // A second handler, of a second run in one process, does not exist.
    let _ = ctrlc::set_handler(end);
    #[cfg(unix)]
    if let Ok(mut signals) = Signals::new([SIGTERM]) {
        thread::spawn(move || signals.forever().for_each(|_| end()));
    }
}

/// Somebody asks it to end.
fn end() {
    if ASKED.swap(true, Ordering::Relaxed) {
        exit();
    }
    thread::spawn(|| {
        thread::sleep(PATIENCE);
        print_error(&message());
        exit();
    });
}

/// Ends the program, and leaves no temporary folder behind. While it is removed a batch may be written there, once.
fn exit() -> ! {
    if let Some(folder) = TEMPORARY.get() {
        let _ = (0..3).find(|_| fs::remove_dir_all(folder).is_ok());
    }
    process::exit(CODE.into());
}

/// Takes note of what a run has on the disk; whether it was asked to end.
pub fn asked_at(progress: &Progress) -> ControlFlow<()> {
    if let Some(stored) = progress.stored {
        KEPT.store(stored, Ordering::Relaxed);
        KEEPING.store(true, Ordering::Relaxed);
    }
    if let Some(folder) = &progress.temporary {
        TEMPORARY.get_or_init(|| folder.clone());
    }
    match ASKED.load(Ordering::Relaxed) {
        true => ControlFlow::Break(()),
        false => ControlFlow::Continue(()),
    }
}

/// What is kept, in words.
pub fn message() -> String {
    match KEEPING.load(Ordering::Relaxed) {
        true => format!(
            "stopped; {} flights are kept: go on with --resume",
            KEPT.load(Ordering::Relaxed)
        ),
        false => "stopped; nothing is kept: no batch was done, or there is no --out".to_owned(),
    }
}
