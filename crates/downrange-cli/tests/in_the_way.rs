//! What stands in the way of a command that writes into a folder: nothing is written over, waited for, or followed elsewhere.

#![allow(clippy::unwrap_used)]
#![cfg(unix)]

mod run_folder;

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;

use run_folder::*;

const CLAIM: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../claims/arcas.toml");

fn made(name: &str) -> std::path::PathBuf {
    let folder = folder(name);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn into(words: &[&str], out: &Path) -> Command {
    let mut command = Command::new(BINARY);
    command.args(words).arg("--out").arg(out);
    command
}

/// A page of somebody else, or one that was changed, stays; what the command wrote itself is written anew.
#[test]
fn what_is_not_its_own_is_not_written_over() {
    let commands: [(&[&str], &str); 3] = [
        (&["fly", common_launch()], "report.html"),
        (&["aero", common_launch()], "aero.html"),
        (&["check", CLAIM, "-n", "100"], "claim.html"),
    ];
    for (words, page) in commands {
        let out = made(&format!("own-{page}"));
        fs::write(out.join(page), "mine").unwrap();
        let before = digests(&out);
        let said = done(&mut into(words, &out), 2);
        assert!(said.contains("is there already, and not as"), "{said}");
        assert_eq!(digests(&out), before);

        fs::remove_file(out.join(page)).unwrap();
        done(&mut into(words, &out), 0);
        let written = digests(&out);
        done(&mut into(words, &out), 0);
        assert_eq!(digests(&out), written);
        fs::write(out.join(page), "changed").unwrap();
        let changed = digests(&out);
        done(&mut into(words, &out), 2);
        assert_eq!(digests(&out), changed);
    }
    // The page of a dispersion is no page of a flight.
    let run = folder("own-run");
    done(&mut command(&run, &["-n", "20", "--quiet"]), 0);
    let before = digests(&run);
    done(&mut into(&["fly", common_launch()], &run), 2);
    assert_eq!(digests(&run), before);
}

/// Pipes where files go are not waited for, and links are not followed: both are told at once.
#[test]
fn pipes_and_links_are_told() {
    let pipe = |path: &Path| {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
    };
    for name in ["report.html", "trajectory.kml", "downrange-files.json"] {
        let out = made(&format!("pipe-{name}"));
        pipe(&out.join(name));
        done(&mut into(&["fly", common_launch()], &out), 2);
    }
    for (name, code) in [
        ("run.json", 1),
        ("flights.parquet", 2),
        ("flights.parts/lock", 2),
    ] {
        for more in [&["-n", "20"][..], &["-n", "20", "--resume"]] {
            let out = made(&format!("pipe-{}", name.replace('/', "-")));
            pipe(&out.join(name));
            let said = done(&mut command(&out, more), code);
            assert!(said.contains("pipe") || said.contains("already"), "{said}");
        }
    }
    let (out, victim) = (made("link"), folder("link-victim"));
    symlink(&victim, out.join("report.html")).unwrap();
    done(&mut into(&["fly", common_launch()], &out), 2);
    done(&mut command(&out, &["-n", "20", "--quiet"]), 2);
    assert!(!victim.exists());
    // A file is no folder.
    let file = made("no-folder").join("file");
    fs::write(&file, "mine").unwrap();
    for said in [
        done(&mut into(&["fly", common_launch()], &file), 2),
        done(&mut command(&file, &["-n", "20"]), 2),
    ] {
        assert!(said.contains("is no folder"), "{said}");
    }
}

/// Shards are merged into no folder that holds anything else.
#[test]
fn merged_beside_nothing() {
    let shard = folder("lone-shard");
    done(
        &mut command(&shard, &["-n", "20", "--shard", "1/1", "--quiet"]),
        0,
    );
    let out = made("thesis");
    fs::write(out.join("thesis.txt"), "mine").unwrap();
    let before = digests(&out);
    let mut merge = Command::new(BINARY);
    merge.arg("merge").arg(&shard).arg("--out").arg(&out);
    let said = done(&mut merge, 2);
    assert!(said.contains("thesis.txt is there already"), "{said}");
    assert_eq!(digests(&out), before);
}
