//! A run is what was flown: stopped, killed, gone on with, made longer, divided and merged, it is the same in every file,
//! and what it does not hold is flown or refused by name.

#![allow(clippy::unwrap_used)]

mod run_folder;

use std::fs;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use run_folder::*;

/// Killed at several moments and gone on with, made longer from a finished shorter run, from a finished question, and from
/// shards: every file is that of the undisturbed run.
#[test]
fn every_file_is_that_of_the_undisturbed_run() {
    let killed = folder("killed");
    for wait in [0, 150, 400, 900] {
        let mut child = command(&killed, &["-n", N, "--resume", "--quiet"])
            .spawn()
            .unwrap();
        thread::sleep(Duration::from_millis(wait));
        let _ = child.kill();
        child.wait().unwrap();
    }
    done(&mut command(&killed, &["-n", N, "--resume", "--quiet"]), 0);
    assert_eq!(&digests(&killed), undisturbed());
    // Once more: nothing is flown, and nothing changes.
    let again = done(&mut command(&killed, &["-n", N, "--resume", "--json"]), 0);
    assert!(again.contains("\"flights_per_s\": null"), "{again}");
    assert_eq!(&digests(&killed), undisturbed());

    let longer = folder("longer");
    done(&mut command(&longer, &["-n", "700", "--quiet"]), 0);
    assert_eq!(note(&longer)["flights"], 700);
    // Killed on its way from there: what was finished is there as it was.
    let finished = digests(&longer);
    let mut child = command(&longer, &["-n", N, "--resume", "--quiet"])
        .spawn()
        .unwrap();
    while parts(&longer) == 0 && child.try_wait().unwrap().is_none() {
        thread::sleep(Duration::from_millis(2));
    }
    let _ = child.kill();
    child.wait().unwrap();
    let now = digests(&longer);
    if now["run.json"] != undisturbed()["run.json"] {
        assert!(finished.iter().all(|(name, digest)| now[name] == *digest));
    }
    done(&mut command(&longer, &["-n", N, "--resume", "--quiet"]), 0);
    assert_eq!(&digests(&longer), undisturbed());

    // A shard, a longer one of another, and one that goes on after a kill.
    let shards = ["1/2", "2/2"].map(|shard| {
        let out = folder(&format!("shard-{}", &shard[..1]));
        let json = done(
            &mut command(&out, &["-n", "600", "--shard", shard, "--json", "--quiet"]),
            0,
        );
        let told: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!(told["shard"], shard);
        assert_eq!(told["n"], if shard == "1/2" { 512 } else { 88 });
        let said = done(
            &mut command(&out, &["-n", N, "--shard", shard, "--resume"]),
            0,
        );
        assert!(said.contains("wrote shard"), "{said}");
        out
    });
    let merged = folder("merged");
    let mut merge = Command::new(BINARY);
    merge.arg("merge").args([&shards[1], &shards[0]]);
    merge.arg("--out").arg(&merged).arg("--quiet");
    done(&mut merge, 0);
    assert_eq!(&digests(&merged), undisturbed());
    // The same shards again into the same folder may stay.
    done(&mut merge, 0);
    assert_eq!(&digests(&merged), undisturbed());
}

/// Another question, another number, other areas, seeds, launches and shards of a finished run: flown or refused, and what
/// is refused changes no file.
#[test]
fn what_is_asked_now_is_flown_or_refused() {
    let out = folder("asked");
    let until = |question: &str, more: &[&str], code| {
        let arguments = [&["--until", question], more].concat();
        done(&mut command(&out, &arguments), code)
    };
    until("apogee.mean±5m", &["--quiet"], 0);
    let first = note(&out);
    assert_eq!(first["until"]["known"], true);
    let flights = first["flights"].as_u64().unwrap();
    assert_eq!(flights, 1024);

    // Looser: the flights that are there answer it.
    let told = until("apogee.mean±6m", &["--resume", "--json", "--quiet"], 0);
    assert!(told.contains("\"flights_per_s\": null"), "{told}");
    assert_eq!(note(&out)["until"]["question"], "apogee.mean±6m");
    // Tighter, and not within what is allowed: all of it is flown, and that it is not known is said.
    let told = until("apogee.mean±1mm", &["-n", "1500", "--resume"], 0);
    assert!(
        told.contains("is not answered by the 1500 flights"),
        "{told}"
    );
    let now = note(&out);
    assert_eq!(
        (&now["until"]["known"], &now["flights"]),
        (&false.into(), &1500.into())
    );
    // Tighter, and known: as if it had been asked at first.
    until("apogee.mean±0.65m", &["--resume", "--quiet"], 0);
    let at_once = folder("asked-at-once");
    done(
        &mut command(&at_once, &["--until", "apogee.mean±0.65m", "--quiet"]),
        0,
    );
    assert!(note(&out)["flights"].as_u64().unwrap() > 1500);
    assert_eq!(note(&out)["until"]["known"], true);
    assert_eq!(digests(&out), digests(&at_once));

    let before = digests(&out);
    let narrow = folder("narrow").with_extension("geojson");
    fs::write(&narrow, area_text(0.001)).unwrap();
    let (narrow, place) = (narrow.display().to_string(), out.display().to_string());
    let other = launch("other", "9 %");
    let area = common_area();
    let base = ["-n", "100000", "--resume", "--out", &place];
    let refusals: [(&[&str], &str); 7] = [
        (
            &[common_launch(), "--area", area, "--seed", "2"],
            "seed = `1`",
        ),
        (&[common_launch(), "--area", &narrow], "areas = "),
        (&[common_launch()], "areas = "),
        (
            &[common_launch(), "--area", area, "--area", &narrow],
            "areas = ",
        ),
        (&[&other, "--area", area], "launch = "),
        (
            &[common_launch(), "--area", area, "--shard", "1/2"],
            "a whole run",
        ),
        (
            &[common_launch(), "--area", area, "-n", "1000"],
            "more than the 1000",
        ),
    ];
    for (arguments, expected) in refusals {
        let base = match arguments.contains(&"-n") {
            true => &base[2..],
            false => &base[..],
        };
        let mut refused = Command::new(BINARY);
        refused.arg("disperse").args(arguments).args(base);
        let said = done(&mut refused, 2);
        assert!(said.contains(expected) && said.contains("help: "), "{said}");
        assert_eq!(digests(&out), before, "{arguments:?}");
    }
    let said = done(&mut command(&out, &["-n", N]), 2);
    assert!(
        said.contains("there is a run in this folder already"),
        "{said}"
    );
    assert_eq!(digests(&out), before);

    // A plain number of flights after a question.
    done(&mut command(&out, &["-n", N, "--resume", "--quiet"]), 0);
    let now = note(&out);
    assert_eq!(
        (&now["flights"], now["until"].is_null()),
        (&2100.into(), true)
    );
}

/// What is not a run's own is not written over, and shards that do not agree with each other or with their notes are
/// refused by name.
#[test]
fn merge_believes_nothing() {
    let [one, two, other] =
        ["one", "two", "elsewhere"].map(|name| folder(&format!("merge-{name}")));
    let fly = |out, more: &[&str]| done(&mut command(out, &[more, &["--quiet"]].concat()), 0);
    fly(&one, &["-n", "1200", "--shard", "1/2"]);
    fly(&two, &["-n", "1200", "--shard", "2/2"]);
    fly(&other, &["-n", "300", "--seed", "3"]);
    let merge = |folders: &[&std::path::Path], out: &std::path::Path, code| {
        let mut merge = Command::new(BINARY);
        merge.arg("merge").args(folders).arg("--out").arg(out);
        done(merge.arg("--quiet"), code)
    };
    let before = digests(&other);
    let said = merge(&[&one, &two], &other, 2);
    assert!(
        said.contains("there is a run in this folder already"),
        "{said}"
    );
    assert_eq!(digests(&other), before);

    let report = folder("merge-report");
    fs::create_dir_all(&report).unwrap();
    fs::write(report.join("report.html"), "mine").unwrap();
    let said = merge(&[&one, &two], &report, 2);
    assert!(said.contains("not of a run"), "{said}");
    let said = done(&mut command(&report, &["-n", "10"]), 2);
    assert!(said.contains("not of a run"), "{said}");
    assert_eq!(fs::read(report.join("report.html")).unwrap(), b"mine");

    let out = folder("merge-out");
    let refused = |folders: &[&std::path::Path], to: &std::path::Path, code, expected: &str| {
        let said = merge(folders, to, code);
        assert!(said.contains(expected) && said.contains("help: "), "{said}");
        assert!(!out.exists());
    };
    refused(&[&one], &out, 1, "shard 2/2 is missing");
    refused(&[&one, &one, &two], &out, 2, "given twice");
    refused(&[&one, &two], &one, 2, "is one of the shards");
    let copy = folder("merge-copy");
    let copied = |edit: &dyn Fn(String) -> String| {
        let _ = fs::remove_dir_all(&copy);
        fs::create_dir_all(copy.join("flights.parts")).unwrap();
        for name in digests(&two).keys() {
            fs::copy(two.join(name), copy.join(name)).unwrap();
        }
        let text = fs::read_to_string(copy.join("run.json")).unwrap();
        fs::write(copy.join("run.json"), edit(text)).unwrap();
    };
    copied(&|text| text);
    refused(&[&one, &two, &copy], &out, 1, "are both shard 2/2");
    copied(&|text| text.replace("\"seed\": 1", "\"seed\": 2"));
    refused(&[&one, &copy], &out, 1, "says seed = `2`");
    copied(&|text| text.replace("\"n\": 1200", "\"n\": 600"));
    refused(&[&one, &copy], &out, 1, "says n = 600");
    // This shard may be one of 1100 flights; the other is not.
    copied(&|text| text.replace("\"n\": 1200", "\"n\": 1100"));
    refused(&[&one, &copy], &out, 1, "another `n` = 1100");
    copied(&|text| text.replace("\"launch_digest\": \"", "\"launch_digest\": \"0"));
    refused(&[&one, &copy], &out, 1, "says launch = ");
    // Longitudes of the outline, rad.
    copied(&|text| text.replace("-1.836", "-1.837"));
    refused(&[&one, &copy], &out, 1, "says areas = ");
    copied(&|text| text.replace("\"source\":", "\"origin\":"));
    refused(
        &[&one, &copy],
        &out,
        1,
        "is no note of a run: unknown field",
    );
    copied(&|text| text.replace("Sparrow", "Swallow"));
    refused(&[&one, &copy], &out, 1, "another `name`");
    let three = folder("merge-three");
    fly(&three, &["-n", "1200", "--shard", "2/3"]);
    refused(&[&one, &three], &out, 1, "divided in two ways");
    fs::remove_file(copy.join("flights.parts/00000001.parquet")).unwrap();
    refused(&[&one, &copy], &out, 1, "no part of a run");
    merge(&[&one, &two], &out, 0);
    // A shard of a short run may have nothing to fly.
    let [one, two] = ["all", "nothing"].map(|name| folder(&format!("merge-{name}")));
    fly(&one, &["-n", "40", "--shard", "1/2"]);
    fly(&two, &["-n", "40", "--shard", "2/2"]);
    let short = folder("merge-short");
    merge(&[&two, &one], &short, 0);
    assert_eq!(note(&short)["flights"], 40);
    assert!(note(&short)["shard"].is_null());
}

/// A signal ends a run in its midst and at once, what was stored is kept, and a later resume gives the undisturbed run;
/// meanwhile nobody else writes there. A run of the greatest number of flights begins at once.
#[cfg(target_os = "linux")]
#[test]
fn signals_end_it_and_lose_nothing() {
    for (signal, name) in [("INT", "interrupted"), ("TERM", "terminated")] {
        let out = folder(name);
        let child = endless(&out);
        let said = done(&mut command(&out, &["-n", N, "--resume"]), 2);
        assert!(said.contains("another run is writing"), "{said}");
        let mut merge = Command::new(BINARY);
        merge
            .arg("merge")
            .arg(&out)
            .arg("--out")
            .arg(folder("busy"));
        let said = done(&mut merge, 1);
        assert!(said.contains("another run is writing"), "{said}");

        let id = child.id().to_string();
        let asked = Instant::now();
        done(Command::new("kill").args(["-s", signal, &id]), 0);
        let output = child.wait_with_output().unwrap();
        // Half a second by itself; a machine that builds beside it takes its time.
        assert!(
            asked.elapsed() < Duration::from_secs(5),
            "{:?}",
            asked.elapsed()
        );
        assert_eq!(output.status.code(), Some(130));
        let said = words(&output);
        assert!(said.contains("are kept: go on with --resume"), "{said}");
        let kept = parts(&out);
        if kept > 4 {
            println!("skipped: {kept} batches were flown before the signal came");
            continue;
        }
        assert!(
            said.contains(&format!("{} flights are kept", 512 * kept)),
            "{said}"
        );
        done(&mut command(&out, &["-n", N, "--resume", "--quiet"]), 0);
        assert_eq!(&digests(&out), undisturbed());
    }
}

/// An area that comes through a pipe is read once: what was read is what is noted, and it can be given again.
#[cfg(target_os = "linux")]
#[test]
fn an_area_is_read_once() {
    let fly = |name: &str, area: &str| {
        let out = folder(name);
        let mut child = Command::new(BINARY);
        let place = out.display().to_string();
        child.args(["disperse", common_launch(), "-n", "60", "--quiet"]);
        child.args(["--out", &place, "--area", area]);
        let file = fs::File::open(common_area()).unwrap();
        let mut cat = Command::new("cat")
            .stdin(file)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin(cat.stdout.take().unwrap());
        done(&mut child, 0);
        cat.wait().unwrap();
        out
    };
    let dash = fly("dash", "-");
    let noted = &note(&dash)["areas"][0];
    assert_eq!(noted["name"], "area");
    let ring = noted["polygons_rad"][0][0].as_array().unwrap();
    let corner = [40.016 - 0.002, -105.222 - 0.002].map(f64::to_radians);
    assert_eq!((ring.len(), &ring[0]), (5, &corner.to_vec().into()));
    let device = fly("device", "/dev/stdin");
    assert_eq!(digests(&dash), digests(&device));
    let pipe = folder("pipe");
    let line = "exec \"$0\" disperse \"$1\" -n 60 --quiet --out \"$2\" --area <(cat \"$3\")";
    let mut shell = Command::new("bash");
    shell.args(["-c", line, BINARY, common_launch()]);
    done(shell.arg(&pipe).arg(common_area()), 0);
    assert_eq!(digests(&dash), digests(&pipe));
    let said = done(
        Command::new(BINARY).args(["disperse", common_launch(), "--area", "-", "--area", "-"]),
        2,
    );
    assert!(said.contains("given twice"), "{said}");
    for (file, expected) in [("/dev/zero", "it is a device"), ("/tmp", "it is a folder")] {
        let said = done(
            Command::new(BINARY).args(["disperse", common_launch(), "--area", file]),
            1,
        );
        assert!(said.contains(expected), "{said}");
    }
    let mut endless = Command::new(BINARY);
    endless.args(["disperse", common_launch(), "--area", "-"]);
    let said = done(endless.stdin(fs::File::open("/dev/zero").unwrap()), 1);
    assert!(said.contains("goes on beyond 64 MB"), "{said}");
}

/// Reasons for which flights fail are told by kind, each with a sample that shows it, and what cannot be is not called a
/// numerical failure.
#[test]
fn reasons_are_a_handful() {
    let path = launch("reasons", "8 %");
    let text = fs::read_to_string(&path).unwrap();
    // Some weigh less than nothing, some more than the motor lifts.
    let text = text.replacen(
        "mass = \"10 g\"",
        "mass = { mean = \"10 g\", sigma = \"2 kg\" }",
        1,
    );
    fs::write(&path, text).unwrap();
    let arguments = ["disperse", &path, "-n", "400", "--quiet", "--json"];
    let json = done(Command::new(BINARY).args(arguments), 0);
    let told: serde_json::Value = serde_json::from_str(&json).unwrap();
    let errors = told["errors"].as_array().unwrap();
    assert!((2..=4).contains(&errors.len()), "{errors:?}");
    let counts = errors.iter().map(|error| error["count"].as_u64().unwrap());
    assert_eq!(counts.sum::<u64>(), told["failed"].as_u64().unwrap());
    assert!(told["failed"].as_u64().unwrap() > 300);
    for error in errors {
        let reason = error["reason"].as_str().unwrap();
        assert!(
            !reason.contains(|c: char| c.is_ascii_digit() && c != '1'),
            "{reason}"
        );
        let sample = error["samples"][0].as_u64().unwrap();
        assert_eq!(error["first_sample"], sample);
        // What fails in company fails alone, by the same words.
        let alone = Command::new(BINARY)
            .args(["fly", &path, "--sample", &sample.to_string()])
            .output()
            .unwrap();
        assert_ne!(alone.status.code(), Some(0));
    }
    let shown = done(Command::new(BINARY).args(&arguments[..4]), 0);
    assert!(
        !shown.contains("numerically") && shown.contains("no thrust above weight"),
        "{shown}"
    );
}

/// Defends the disk: flights that are too many for memory lie in a temporary folder, and Ctrl-C, once or twice, takes it away.
#[cfg(unix)]
#[test]
fn a_stopped_run_leaves_no_temporary_folder() {
    for signals in [1, 2] {
        let temporary = tempfile::tempdir().unwrap();
        let here = || fs::read_dir(temporary.path()).unwrap().count();
        let mut child = Command::new(BINARY)
            .args(["disperse", common_launch(), "-n", "1000001", "--quiet"])
            .env("TMPDIR", temporary.path())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        while here() == 0 && child.try_wait().unwrap().is_none() {
            thread::sleep(Duration::from_millis(2));
        }
        assert_eq!(here(), 1);
        // The program has heard of the folder by then.
        thread::sleep(Duration::from_millis(300));
        for _ in 0..signals {
            let id = child.id().to_string();
            let _ = Command::new("kill").args(["-INT", &id]).status().unwrap();
        }
        assert_eq!(child.wait().unwrap().code(), Some(130));
        assert_eq!(here(), 0);
    }
}
