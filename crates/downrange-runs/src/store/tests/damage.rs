//! Runs of others, missing files and damaged ones.

use std::fs;

use super::fixture::*;
use crate::store::*;

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
