//! A disk that is full, or that may not be written: what was stored is kept, and nothing is half written.

#![allow(clippy::unwrap_used)]
#![cfg(target_os = "linux")]

mod run_folder;

use std::fs;
use std::process::Command;

use run_folder::*;

/// Files that may not grow beyond so much, as on a disk that is full: what was stored is kept, nothing is half written, and
/// with room again the run is the undisturbed one.
#[test]
fn a_full_disk_loses_nothing() {
    let out = folder("full");
    // In blocks of 512 bytes: no part fits; parts do, the file of all does not; only the report does not.
    for blocks in ["60", "700", "3000"] {
        let line = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$@\"");
        let mut limited = Command::new("sh");
        limited.args(["-c", &line, "sh", BINARY]);
        let own = command(&out, &["-n", N, "--resume", "--quiet"]);
        limited.args(own.get_args());
        let said = done(&mut limited, 2);
        assert!(
            said.contains("cannot") && said.contains("File too large"),
            "{said}"
        );
        let now = digests(&out);
        for name in ["flights.parquet", "run.json"] {
            let whole = &undisturbed()[name];
            let there = now.get(name);
            let early = name == "run.json" && !now.contains_key("flights.parquet");
            assert!(
                early || there.is_none_or(|digest| digest == whole),
                "{name}"
            );
        }
        assert!(now.keys().all(|name| !name.ends_with(".tmp")), "{now:?}");
    }
    done(&mut command(&out, &["-n", N, "--resume", "--quiet"]), 0);
    assert_eq!(&digests(&out), undisturbed());
}

/// A disk that is full, where this user may mount a small one: the same.
#[test]
fn a_small_disk_loses_nothing() {
    const SCRIPT: &str = "
        mount -t tmpfs -o size=500k none \"$DISK\" || exit 99
        \"$@\"; test $? = 2 || exit 1
        test -e \"$DISK/run/flights.parquet\" && exit 1
        ls \"$DISK/run/flights.parts\"/*.parquet > /dev/null || exit 1
        mount -o remount,size=100m none \"$DISK\" || exit 99
        \"$@\" || exit 1
        cp -r \"$DISK/run\" \"$DISK.copy\"";
    let disk = folder("disk");
    let copy = folder("disk.copy");
    fs::create_dir_all(&disk).unwrap();
    let mut script = Command::new("unshare");
    script.args(["--mount", "sh", "-c", SCRIPT, "sh", BINARY]);
    let own = command(&disk.join("run"), &["-n", N, "--resume", "--quiet"]);
    script.args(own.get_args()).env("DISK", &disk);
    let output = script.output();
    match output.as_ref().map(|output| output.status.code()) {
        Ok(Some(0)) => assert_eq!(&digests(&copy), undisturbed()),
        Ok(Some(1)) if !words(output.as_ref().unwrap()).contains("unshare") => {
            unreachable!("{}", words(&output.unwrap()))
        }
        _ => println!("skipped: this user may mount no disk"),
    }
}

/// A folder that cannot be written is named before anything is flown.
#[test]
fn a_folder_that_cannot_be_written_is_named() {
    // Nobody makes a folder there, not even who may do everything.
    let out = std::path::Path::new("/proc/downrange-run");
    let n = u64::MAX.to_string();
    let said = done(&mut command(out, &["-n", &n]), 2);
    assert!(said.contains("/proc/downrange-run"), "{said}");
    let closed = folder("closed");
    fs::create_dir_all(&closed).unwrap();
    let mut permissions = fs::metadata(&closed).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&closed, permissions).unwrap();
    if fs::write(closed.join("probe"), "").is_ok() {
        println!("skipped: this user may write into a folder that is read-only");
        return;
    }
    let said = done(&mut command(&closed, &["-n", &n]), 2);
    assert!(said.contains("Permission denied"), "{said}");
}
