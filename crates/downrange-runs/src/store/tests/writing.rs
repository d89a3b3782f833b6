//! What is written, by whom, and what a kill or a full disk leaves of it.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use super::fixture::*;
use crate::Values;
use crate::store::*;

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
    let own = concat!(
        module_path!(),
        "::a_kill_costs_the_batch_that_was_being_written"
    );
    let (_, own) = own.split_once("::").unwrap();
    let again = || {
        let mut again = Command::new(std::env::current_exe().unwrap());
        again.args(["--exact", own]);
        again
    };
    let listed = again().arg("--list").output().unwrap().stdout;
    assert!(String::from_utf8(listed).unwrap().contains(own), "{own}");
    let [one, killed] = std::array::from_fn(|_| tempfile::tempdir().unwrap());
    for wait in [20, 35, 50, 80] {
        let mut child = again()
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
