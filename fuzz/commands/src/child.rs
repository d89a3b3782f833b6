//! Runs a program under limits, and measures it.

use std::fs::File;
use std::io::{self, Read};
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::process::{Pid, PidfdFlags, Resource, Rlimit, pidfd_open, prlimit};
use wait4::Wait4;

use crate::case::Case;

/// No command on a small input keeps a processor busy for longer.
pub const LONGEST: Duration = Duration::from_secs(20);

/// On a machine that has more to do, that takes longer; who is idle and takes longer than this waits for nothing.
const IDLE: Duration = Duration::from_secs(90);

/// Nobody writes into the pipes of a case: who waits for one, waits for ever.
const LONGEST_WITH_PIPE: Duration = Duration::from_secs(5);

/// No command on a small input takes more memory, bytes.
pub const MEMORY: u64 = 1_000_000_000;

/// What keeps the machine alive where a command takes more: address space, and the size of a file, bytes.
const ADDRESSES: u64 = 6_000_000_000;
const FILE: u64 = 1_000_000_000;

/// As much as is read of what was printed.
const PRINTED: u64 = 64_000_000;

/// How a program ended.
#[derive(Debug)]
pub struct Ran {
    /// Its exit code; a signal ended it where there is none.
    pub code: Option<i32>,
    /// The signal that ended it.
    pub signal: Option<i32>,
    /// Whether it had to be ended.
    pub timed_out: bool,
    /// What it printed.
    pub stdout: Vec<u8>,
    /// What it complained of.
    pub stderr: Vec<u8>,
    /// How long it took.
    pub wall: Duration,
    /// Of which a processor was busy.
    pub busy: Duration,
    /// The most memory it had, bytes.
    pub memory: u64,
}

/// Runs a case that stands in a folder; what it prints is kept beside that folder.
///
/// # Errors
/// When it cannot be run.
pub fn run(program: &Path, case: &Case, folder: &Path) -> io::Result<Ran> {
    let (out, err) = (
        folder.with_extension("stdout"),
        folder.with_extension("stderr"),
    );
    let started = Instant::now();
    let mut child = Command::new(program)
        .args(&case.arguments)
        .current_dir(folder)
        .env_clear()
        .env("HOME", folder.join("home"))
        .env("TMPDIR", folder.join("home"))
        .stdin(Stdio::null())
        .stdout(File::create(&out)?)
        .stderr(File::create(&err)?)
        .spawn()?;
    let pid = Pid::from_child(&child);
    let limit = |most| Rlimit {
        current: Some(most),
        maximum: Some(most),
    };
    // A program that is over already needs no limits.
    let _ = prlimit(Some(pid), Resource::As, limit(ADDRESSES));
    let _ = prlimit(Some(pid), Resource::Fsize, limit(FILE));
    let _ = prlimit(Some(pid), Resource::Core, limit(0));
    let _ = prlimit(Some(pid), Resource::Cpu, limit(LONGEST.as_secs()));
    let longest = case.pipe().map_or(IDLE, |_| LONGEST_WITH_PIPE);
    let idle = !ends(pid, started + longest)?;
    if idle {
        child.kill()?;
    }
    let used = child.wait4()?;
    let busy = used.rusage.utime + used.rusage.stime;
    Ok(Ran {
        code: used.status.code(),
        signal: used.status.signal(),
        // The system ends who reaches the limit a moment before or after it.
        timed_out: idle || busy + Duration::from_millis(500) >= LONGEST,
        wall: started.elapsed(),
        busy,
        memory: used.rusage.maxrss,
        stdout: read(&out)?,
        stderr: read(&err)?,
    })
}

/// Waits until a program ends; whether it did before a moment.
fn ends(pid: Pid, before: Instant) -> io::Result<bool> {
    let handle = pidfd_open(pid, PidfdFlags::empty())?;
    loop {
        let left = before.saturating_duration_since(Instant::now());
        let timeout = Timespec::try_from(left).map_err(io::Error::other)?;
        match poll(&mut [PollFd::new(&handle, PollFlags::IN)], Some(&timeout)) {
            Ok(ready) => return Ok(ready > 0),
            Err(rustix::io::Errno::INTR) => {}
            Err(error) => return Err(error.into()),
        }
    }
}

fn read(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(PRINTED).read_to_end(&mut bytes)?;
    Ok(bytes)
}
