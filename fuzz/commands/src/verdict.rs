//! What is wrong with how a command ended.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

use crate::case::Case;
use crate::child::{MEMORY, Ran};

/// The exit codes that `downrange --help` lists, without that of Ctrl-C.
const CODES: [i32; 4] = [0, 1, 2, 3];

/// The longest error message that is still read, bytes; and the most that is printed with warnings.
const MESSAGE: usize = 4_000;
const COMPLAINTS: usize = 64_000;

/// A file larger than this is told of where time or memory is short, bytes.
const LARGE: usize = 300_000;

/// Something wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// What kind of fault, in a word or two.
    pub kind: &'static str,
    /// What was seen.
    pub text: String,
}

fn fault(kind: &'static str, text: impl Into<String>) -> Fault {
    Fault {
        kind,
        text: text.into(),
    }
}

/// What stands in a folder: size, time and inode by path.
pub type Snapshot = BTreeMap<String, (u64, i64, i64, u64)>;

/// What stands in a folder now.
///
/// # Errors
/// When it cannot be read.
pub fn snapshot(folder: &Path) -> io::Result<Snapshot> {
    fn walk(folder: &Path, prefix: &str, all: &mut Snapshot) -> io::Result<()> {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
            let is = entry.metadata()?;
            if is.is_dir() {
                walk(&entry.path(), &format!("{name}/"), all)?;
            } else {
                all.insert(name, (is.len(), is.mtime(), is.mtime_nsec(), is.ino()));
            }
        }
        Ok(())
    }
    let mut all = Snapshot::new();
    walk(folder, "", &mut all)?;
    Ok(all)
}

/// What is wrong with a run of a case; `before` is what stood in its folder.
///
/// # Errors
/// When the folder cannot be read.
pub fn of(case: &Case, ran: &Ran, folder: &Path, before: &Snapshot) -> io::Result<Vec<Fault>> {
    let mut faults = ending(case, ran);
    faults.extend(words(ran));
    if case.json() && !ran.timed_out {
        faults.extend(json(case, ran));
    }
    if !ran.timed_out {
        faults.extend(files(case, ran, folder, before)?);
    }
    Ok(faults)
}

fn ending(case: &Case, ran: &Ran) -> Vec<Fault> {
    let mut faults = Vec::new();
    let stderr = String::from_utf8_lossy(&ran.stderr);
    if ran.timed_out {
        let mut text = format!(
            "ended after {:.0?}, {:.0?} of them busy",
            ran.wall, ran.busy
        );
        text.extend(case.pipe().map(|name| format!("; {name} is a pipe")));
        if case.largest() > LARGE {
            text.push_str(&format!("; a large file of {} bytes", case.largest()));
        }
        return vec![fault("time", text)];
    }
    if ran.memory > MEMORY {
        faults.push(fault("memory", format!("{} MB", ran.memory / 1_000_000)));
    }
    let dying = ["panicked", "overflowed its stack", "memory allocation of"];
    if let Some(line) = stderr
        .lines()
        .find(|line| dying.iter().any(|word| line.contains(word)))
    {
        faults.push(fault("panic", line));
    } else if let Some(signal) = ran.signal {
        faults.push(fault("signal", format!("ended by signal {signal}")));
    } else if !ran.code.is_some_and(|code| CODES.contains(&code)) {
        faults.push(fault("exit code", format!("{:?}", ran.code)));
    }
    faults
}

fn words(ran: &Ran) -> Vec<Fault> {
    let mut faults = Vec::new();
    let Ok(stderr) = str::from_utf8(&ran.stderr) else {
        return vec![fault("control character", "standard error is not UTF-8")];
    };
    let failed = ran.code.is_some_and(|code| code != 0);
    // Without any arguments the help says what may be written.
    let says = stderr.contains("error: ") || stderr.contains("Usage: ");
    if failed && !says {
        faults.push(fault(
            "no message",
            format!("exit code {:?} without an error", ran.code),
        ));
    }
    let length = stderr.find("error: ").map_or(0, |at| stderr.len() - at);
    if failed && length > MESSAGE {
        faults.push(fault(
            "message length",
            format!("an error of {length} bytes"),
        ));
    }
    if stderr.len() > COMPLAINTS {
        faults.push(fault(
            "message length",
            format!("{} bytes of warnings", stderr.len()),
        ));
    }
    let stdout = String::from_utf8_lossy(&ran.stdout);
    for (name, text) in [("standard error", stderr), ("standard output", &stdout)] {
        // A line end and the blanks of a table are no control.
        if let Some(odd) = text.chars().find(|c| c.is_control() && *c != '\n') {
            faults.push(fault("control character", format!("{odd:?} in the {name}")));
        }
    }
    faults
}

fn json(case: &Case, ran: &Ran) -> Vec<Fault> {
    let printed = String::from_utf8_lossy(&ran.stdout);
    match ran.code {
        Some(0)
            if !case
                .arguments
                .iter()
                .any(|each| each == "--help" || each == "--version" || each == "-h") =>
        {
            match serde_json::from_slice::<serde_json::Value>(&ran.stdout) {
                Ok(_) => Vec::new(),
                Err(error) => {
                    let began: String = printed.chars().take(60).collect();
                    vec![fault("json", format!("{error}: {began:?}"))]
                }
            }
        }
        Some(0) => Vec::new(),
        _ if printed.is_empty() => Vec::new(),
        _ => vec![fault(
            "json",
            format!("{} bytes printed by a command that failed", printed.len()),
        )],
    }
}

fn files(case: &Case, ran: &Ran, folder: &Path, before: &Snapshot) -> io::Result<Vec<Fault>> {
    let mut faults = Vec::new();
    let after = snapshot(folder)?;
    let out = case.out().map(|out| out.trim_end_matches('/'));
    let inside = |name: &str| {
        let rest = out.and_then(|out| name.strip_prefix(out));
        out == Some("") || rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    let changed = |name: &&String| before.get(*name) != after.get(*name);
    for name in after.keys().filter(changed).filter(|name| !inside(name)) {
        let kind = if before.contains_key(name) {
            "input changed"
        } else {
            "written outside"
        };
        faults.push(fault(kind, name.clone()));
    }
    for name in before
        .keys()
        .filter(|name| !after.contains_key(*name) && !inside(name))
    {
        faults.push(fault("input changed", format!("{name} is gone")));
    }
    let in_parts = |name: &str| {
        case.command == "disperse" && (name.contains(".parts/") || name.ends_with("run.json"))
    };
    for name in after.keys().filter(changed).filter(|name| inside(name)) {
        if name.ends_with(".tmp") {
            faults.push(fault("half file", name.clone()));
        }
        match ran.code {
            Some(0) => faults.extend(whole(name, &folder.join(name))?),
            // The batches of a run that stopped are there to go on with.
            _ if in_parts(name) => {}
            _ => faults.push(fault(
                "half file",
                format!("{name} by a command that failed"),
            )),
        }
    }
    Ok(faults)
}

/// Whether a file is a whole one of its kind.
fn whole(name: &str, path: &Path) -> io::Result<Option<Fault>> {
    let bytes = fs::read(path)?;
    let text = String::from_utf8_lossy(&bytes);
    let is_whole = match name.rsplit('.').next().unwrap_or_default() {
        "json" | "geojson" => serde_json::from_slice::<serde_json::Value>(&bytes).is_ok(),
        "html" => text.trim_end().ends_with("</html>"),
        "kml" => text.trim_end().ends_with("</kml>"),
        "csv" | "toml" => !text.is_empty() && text.ends_with('\n'),
        "parquet" => bytes.ends_with(b"PAR1"),
        _ => true,
    };
    if !is_whole {
        return Ok(Some(fault(
            "half file",
            format!("{name} is cut or malformed"),
        )));
    }
    let is_words = ["kml", "html", "toml", "csv"]
        .iter()
        .any(|ending| name.ends_with(ending));
    let odd = text
        .chars()
        .find(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t'));
    Ok(match odd {
        // The script of the charts has some of its own.
        Some(odd) if is_words && !name.ends_with("html") => {
            Some(fault("control character", format!("{odd:?} in {name}")))
        }
        _ => None,
    })
}
