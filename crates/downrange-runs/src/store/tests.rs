#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use super::*;
use crate::{Column, ColumnKind, RunError, Values};

const IDENTITY: [(&str, &str); 3] = [("seed", "7"), ("version", "0.1.0"), ("inputs", "a1b2")];
const ROWS: usize = 500;
const BATCHES: u64 = 6;

fn columns() -> Vec<Column> {
    vec![
        Column::new("flight", ColumnKind::Integer),
        Column::new("apogee_m", ColumnKind::Float),
        Column::new("failed", ColumnKind::Boolean),
        Column::new("body", ColumnKind::Text),
    ]
}

/// The rows of a batch: a function of its number, and not all as many.
fn rows(batch: u64) -> Vec<Values> {
    let rows = ROWS - batch as usize;
    let flight = |row: usize| batch as i64 * 1000 + row as i64;
    let apogee = |row: usize| match row % 100 {
        13 => f64::NAN,
        14 => -0.0,
        _ => (flight(row) as f64).sqrt() * 1e3,
    };
    vec![
        Values::Integer((0..rows).map(flight).collect()),
        Values::Float((0..rows).map(apogee).collect()),
        Values::Boolean((0..rows).map(|row| row % 3 == 0).collect()),
        Values::Text(
            (0..rows)
                .map(|row| ["sustainer", "booster, ø"][row % 2].to_owned())
                .collect(),
        ),
    ]
}

fn create(folder: &Path) -> Store {
    Store::create(folder, "flights", &columns(), &IDENTITY)
        .unwrap_or_else(|error| unreachable!("{error}"))
}

fn resume(folder: &Path) -> Result<Store, RunError> {
    Store::resume(folder, "flights", &columns(), &IDENTITY)
}

fn write(store: &Store, batches: impl IntoIterator<Item = u64>) {
    for batch in batches {
        store.append(batch, &rows(batch)).unwrap();
    }
}

fn read(store: &Store, batch: u64, name: &str) -> Vec<Values> {
    let mut read = Vec::new();
    store
        .read(batch..batch + 1, &[name], |of, values| {
            assert_eq!(of, batch);
            read = values.to_vec();
        })
        .unwrap();
    read
}

/// The bytes of the whole run, written in one go.
fn whole(folder: &Path) -> Vec<u8> {
    let store = create(folder);
    write(&store, 0..BATCHES);
    fs::read(store.finish(BATCHES, &[("n", "3000")]).unwrap()).unwrap()
}

fn parts(folder: &Path) -> PathBuf {
    folder.join("flights.parts")
}

/// A message with the folder's name taken out, which is another each time.
fn message(error: &RunError, folder: &Path) -> String {
    error
        .to_string()
        .replace(&folder.display().to_string(), "DIR")
}

fn cut_in_half(path: &Path) {
    let bytes = fs::read(path).unwrap();
    fs::write(path, &bytes[..bytes.len() / 2]).unwrap();
}

#[test]
fn what_is_written_is_read() {
    let folder = tempfile::tempdir().unwrap();
    whole(folder.path());
    let table = ResultTable::open(&folder.path().join("flights.parquet")).unwrap();
    assert_eq!(table.columns(), columns());
    assert_eq!(
        table.rows(),
        (0..BATCHES)
            .map(|batch| rows(batch)[0].len() as u64)
            .sum::<u64>()
    );
    let identity = table.identity();
    assert_eq!(
        identity
            .first()
            .map(|(name, value)| (name.as_str(), value.as_str())),
        Some(("seed", "7"))
    );
    assert_eq!(
        identity
            .last()
            .map(|(name, value)| (name.as_str(), value.as_str())),
        Some(("n", "3000"))
    );
    let mut batch = 0;
    table
        .read(&["body", "apogee_m", "flight", "failed"], |read| {
            let [flight, apogee, failed, body] = rows(batch).try_into().unwrap();
            assert_eq!([&read[0], &read[2], &read[3]], [&body, &flight, &failed]);
            let (Values::Float(read), Values::Float(apogee)) = (&read[1], &apogee) else {
                unreachable!()
            };
            let bits = |values: &[f64]| {
                values
                    .iter()
                    .map(|value| value.to_bits())
                    .collect::<Vec<_>>()
            };
            assert_eq!(bits(read), bits(apogee));
            batch += 1;
        })
        .unwrap();
    assert_eq!(batch, BATCHES);
    let error = table.read(&["apogee"], |_| {}).unwrap_err();
    assert_eq!(error.fault().title(), "no column `apogee` in this file");
    assert!(!parts(folder.path()).exists());
}

/// In any order, after stops, and from shards: the same bytes.
#[test]
fn the_file_does_not_show_how_it_was_written() {
    let [one, stopped, a, b, c, out] = std::array::from_fn(|_| tempfile::tempdir().unwrap());
    let expected = whole(one.path());

    write(&create(stopped.path()), [5, 0]);
    // What a stop in the middle of a batch leaves.
    fs::write(
        parts(stopped.path()).join("00000003.tmp"),
        b"PAR1 and no more",
    )
    .unwrap();
    let store = resume(stopped.path()).unwrap();
    assert_eq!(store.completed_batches(), [0, 5]);
    assert_eq!(read(&store, 5, "body"), rows(5)[3..]);
    write(&store, [4, 3, 2, 1, 0]);
    assert_eq!(
        fs::read(store.finish(BATCHES, &[("n", "3000")]).unwrap()).unwrap(),
        expected
    );
    // What a stop before the last step leaves, and that a finished run is known.
    fs::create_dir_all(parts(stopped.path())).unwrap();
    let store = resume(stopped.path()).unwrap();
    assert!(store.finished_file().is_some());
    store.finish(BATCHES, &[("n", "3000")]).unwrap();
    assert!(!parts(stopped.path()).exists());

    for (shard, folder) in [&a, &b, &c].into_iter().enumerate() {
        write(
            &create(folder.path()),
            (0..BATCHES).filter(|batch| *batch as usize % 3 == shard),
        );
    }
    // One batch twice does no harm.
    write(&resume(c.path()).unwrap(), [0]);
    let folders = [&c, &a, &b].map(|folder| folder.path().to_owned());
    let merged = BatchFiles::open(&folders, "flights").unwrap();
    assert!(merged.batches().eq(0..BATCHES));
    assert_eq!(merged.identity()[0], ("seed".to_owned(), "7".to_owned()));
    let file = merged.join(out.path(), BATCHES, &[("n", "3000")]).unwrap();
    assert_eq!(fs::read(file).unwrap(), expected);
}

/// A finished run goes on: the file is that of one that was longer from the start, also after a stop on the way, and
/// where its last batch was short; what was there is there until then.
#[test]
fn a_finished_run_goes_on() {
    let [one, longer] = std::array::from_fn(|_| tempfile::tempdir().unwrap());
    let expected = whole(one.path());
    let at = longer.path();
    let store = create(at);
    write(&store, 0..3);
    let short: Vec<Values> = rows(3)
        .iter()
        .map(|values| match values {
            Values::Float(values) => Values::Float(values[..9].to_vec()),
            Values::Integer(values) => Values::Integer(values[..9].to_vec()),
            Values::Boolean(values) => Values::Boolean(values[..9].to_vec()),
            Values::Text(values) => Values::Text(values[..9].to_vec()),
        })
        .collect();
    store.append(3, &short).unwrap();
    let file = store.finish(4, &[("n", "1509")]).unwrap();
    let before = fs::read(&file).unwrap();

    let store = resume(at).unwrap();
    assert_eq!(
        (store.completed_batches(), store.parts()),
        (vec![0, 1, 2, 3], vec![])
    );
    write(&store, [3, 5]);
    drop(store);
    assert_eq!(fs::read(&file).unwrap(), before);
    let store = resume(at).unwrap();
    assert_eq!(store.completed_batches(), [0, 1, 2, 3, 5]);
    assert_eq!(read(&store, 3, "flight"), rows(3)[..1]);
    assert_eq!(read(&store, 2, "flight"), rows(2)[..1]);
    write(&store, [4]);
    store.join(BATCHES, &[("n", "3000")]).unwrap();
    // Stopped before the parts were removed.
    drop(store);
    assert_eq!(fs::read(&file).unwrap(), expected);
    let store = resume(at).unwrap();
    assert_eq!(store.parts(), []);
    store.finish(BATCHES, &[("n", "3000")]).unwrap();
    assert_eq!(fs::read(&file).unwrap(), expected);
    assert!(!parts(at).exists());
}

/// Defends the lock: nobody else writes meanwhile, and a refusal leaves nothing behind.
#[test]
fn only_one_writes() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    whole(at);
    let held = Lock::take(at, "flights").unwrap();
    let busy = "another run is writing into this folder";
    assert_eq!(resume(at).unwrap_err().fault().title(), busy);
    assert_eq!(
        Lock::none_in(at, "flights").unwrap_err().fault().title(),
        busy
    );
    drop(held);
    Lock::none_in(at, "flights").unwrap();
    let other = [("seed", "8"), IDENTITY[1], IDENTITY[2]];
    assert!(Store::resume(at, "flights", &columns(), &other).is_err());
    let names = fs::read_dir(at).unwrap().flatten();
    assert!(names.map(|entry| entry.file_name()).eq(["flights.parquet"]));
}

/// Killed at any moment, again and again: whatever is there is whole, and the file in the end is the same.
#[test]
fn a_kill_costs_the_batch_that_was_being_written() {
    const FOLDER: &str = "DOWNRANGE_TEST_STORE";
    if let Some(folder) = std::env::var_os(FOLDER) {
        let store = resume(Path::new(&folder)).unwrap();
        loop {
            write(&store, 0..BATCHES);
        }
    }
    let [one, killed] = std::array::from_fn(|_| tempfile::tempdir().unwrap());
    for wait in [20, 35, 50, 80] {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args([
                "--exact",
                "runs::tests::a_kill_costs_the_batch_that_was_being_written",
            ])
            .env(FOLDER, killed.path())
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_millis(wait));
        child.kill().unwrap();
        child.wait().unwrap();
        let store = resume(killed.path()).unwrap();
        assert_eq!(store.damaged(), []);
        for batch in store.completed_batches() {
            assert_eq!(read(&store, batch, "flight"), rows(batch)[..1]);
        }
    }
    let store = resume(killed.path()).unwrap();
    let done = store.completed_batches();
    write(&store, (0..BATCHES).filter(|batch| !done.contains(batch)));
    let file = store.finish(BATCHES, &[("n", "3000")]).unwrap();
    assert_eq!(fs::read(file).unwrap(), whole(one.path()));
}

#[test]
fn another_run_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    write(&create(at), [0]);
    let again = Store::create(at, "flights", &columns(), &IDENTITY).unwrap_err();
    assert_eq!(
        message(&again, at),
        "error: there is a run in this folder already\n--> DIR/flights.parts\n = help: go on with it by --resume, or \
         write to another folder"
    );
    let mut other = IDENTITY;
    other[0].1 = "8";
    let error = Store::resume(at, "flights", &columns(), &other).unwrap_err();
    assert_eq!(
        message(&error, at),
        "error: flown with seed = `7`, but this run with `8`\n--> DIR/flights.parts\n = help: these are two runs: \
         only one goes into a folder, or is merged"
    );
    let error = Store::resume(at, "flights", &columns()[1..], &IDENTITY).unwrap_err();
    assert_eq!(error.fault().title(), "other columns than this run has");

    let elsewhere = tempfile::tempdir().unwrap();
    let store = Store::create(elsewhere.path(), "flights", &columns(), &other).unwrap();
    write(&store, [1]);
    let error =
        BatchFiles::open(&[at.to_owned(), elsewhere.path().to_owned()], "flights").unwrap_err();
    assert_eq!(
        error.fault().title(),
        format!("flown with seed = `8`, but {} with `7`", at.display())
    );
    let error = resume(elsewhere.path()).unwrap_err();
    assert_eq!(
        error.fault().title(),
        "another run is writing into this folder"
    );
    // Of one identity, and yet not the same rows.
    let twin = tempfile::tempdir().unwrap();
    create(twin.path()).append(0, &rows(1)).unwrap();
    let error = BatchFiles::open(&[at.to_owned(), twin.path().to_owned()], "flights").unwrap_err();
    assert!(
        error
            .fault()
            .title()
            .starts_with("batch 0 is another than in ")
    );
    assert!(
        create(tempfile::tempdir().unwrap().path())
            .append(0, &rows(0)[1..])
            .is_err()
    );
}

#[test]
fn what_is_missing_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let store = create(folder.path());
    write(&store, [0, 2, 5]);
    let error = store.finish(9, &[]).unwrap_err();
    assert_eq!(
        message(&error, folder.path()),
        "error: of 9 batches 1, 3 to 4 and 6 to 8 are missing\n--> DIR\n = help: is a shard missing, or was one \
         stopped? Fly what is missing with --resume"
    );
    assert_eq!(
        resume(folder.path()).unwrap().completed_batches(),
        [0, 2, 5]
    );
    let empty = tempfile::tempdir().unwrap();
    let error = BatchFiles::open(
        &[folder.path().to_owned(), empty.path().to_owned()],
        "flights",
    )
    .unwrap_err();
    assert_eq!(error.fault().title(), "no part of a run in this folder");
    whole(empty.path());
    let error = BatchFiles::open(&[empty.path().to_owned()], "flights").unwrap_err();
    assert_eq!(
        error.fault().title(),
        "a run that is whole already, in flights.parquet"
    );
    assert!(BatchFiles::open(&[], "flights").is_err());
}

#[test]
fn a_file_cut_in_half_is_named_and_costs_no_other() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    write(&create(at), 0..BATCHES);
    cut_in_half(&parts(at).join("00000002.parquet"));
    let cut = "error: this Parquet file is cut off: its end is missing\n--> DIR/flights.parts/00000002.parquet\n = \
               help: copy it again, or remove it and fly again with --resume: the same seed gives the same flights";
    let error = BatchFiles::open(&[at.to_owned()], "flights").unwrap_err();
    assert_eq!(message(&error, at), cut);
    let store = resume(at).unwrap();
    assert_eq!(store.completed_batches(), [0, 1, 3, 4, 5]);
    assert_eq!(message(&store.damaged()[0], at), cut);
    write(&store, [2]);
    // One that is cut while the run goes on stops the joining, and nothing is lost.
    cut_in_half(&parts(at).join("00000004.parquet"));
    assert!(
        store
            .finish(BATCHES, &[])
            .unwrap_err()
            .fault()
            .title()
            .contains("cut off")
    );
    assert!(!at.join("flights.parquet").exists());
    let store = resume(at).unwrap();
    assert_eq!(store.completed_batches(), [0, 1, 2, 3, 5]);
    write(&store, [4]);
    let file = store.finish(BATCHES, &[]).unwrap();
    cut_in_half(&file);
    let error = ResultTable::open(&file).err().unwrap();
    assert_eq!(
        error.fault().title(),
        "this Parquet file is cut off: its end is missing"
    );
    assert!(resume(at).is_err());
    fs::write(&file, "time,height\n").unwrap();
    assert!(
        ResultTable::open(&file)
            .err()
            .unwrap()
            .fault()
            .title()
            .starts_with("no intact Parquet file")
    );
    assert!(
        ResultTable::open(&at.join("nothing.parquet"))
            .err()
            .unwrap()
            .fault()
            .title()
            .starts_with("cannot be read")
    );
}

/// `/dev/full` takes no byte, as a disk that is full.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_loses_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let store = create(at);
    write(&store, [0]);
    std::os::unix::fs::symlink("/dev/full", parts(at).join("00000001.tmp")).unwrap();
    let error = store.append(1, &rows(1)).unwrap_err();
    assert_eq!(
        message(&error, at),
        "error: cannot be written: No space left on device (os error 28)\n--> DIR/flights.parts/00000001.parquet\n = \
         help: what was flown before is kept: make room and go on with --resume"
    );
    assert_eq!(store.completed_batches(), [0]);
    // The link went with the failure: there is room again.
    write(&store, [1]);
    std::os::unix::fs::symlink("/dev/full", at.join("flights.tmp")).unwrap();
    let error = store.finish(2, &[]).unwrap_err();
    assert!(
        error.fault().title().contains("No space left on device"),
        "{error}"
    );
    let store = resume(at).unwrap();
    assert_eq!(store.completed_batches(), [0, 1]);
    store.finish(2, &[]).unwrap();
}

/// Bytes changed, cut and doubled anywhere: the rows that were written or a message come, and no panic.
#[test]
fn damage_is_told_and_never_read() {
    let folder = tempfile::tempdir().unwrap();
    let good = whole(folder.path());
    let written: Vec<_> = (0..BATCHES)
        .map(|batch| format!("{:?}", rows(batch)))
        .collect();
    let path = folder.path().join("damaged.parquet");
    let mut state = 1_u64;
    let mut next = |below: usize| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    };
    for round in 0..3000 {
        let mut bytes = good.clone();
        // The footer, where a change does the most, half of the time.
        let tail = if round % 2 == 0 { bytes.len() } else { 2500 };
        for _ in 0..=next(3) {
            let at = bytes.len() - 1 - next(tail.min(bytes.len() - 1));
            match next(3) {
                0 => bytes[at] = next(256) as u8,
                1 => bytes[at] ^= 1 << next(8),
                _ => drop(bytes.splice(at..(at + next(9)).min(bytes.len()), vec![0; next(9)])),
            }
        }
        fs::write(&path, &bytes).unwrap();
        let Ok(table) = ResultTable::open(&path) else {
            continue;
        };
        let names = columns().into_iter().map(|column| column.name);
        let names: Vec<String> = names.collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let mut read = Vec::new();
        if table
            .read(&names, |columns| read.push(format!("{columns:?}")))
            .is_ok()
        {
            assert!(read.iter().eq(&written), "round {round}");
        }
    }
}
