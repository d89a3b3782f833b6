//! A campaign is the same rows and the same files however it is flown: at once, cancelled and gone on with, batch by
//! batch, in shards.

#![allow(missing_docs, clippy::unwrap_used)]

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::ops::ControlFlow;
use std::path::PathBuf;

use downrange::results::ResultColumns;
use downrange_runs::store::Store;
use downrange_runs::{
    BATCH_FLIGHTS, Campaign, LimitNames, Manifest, Progress, Remark, RowSource, Run, RunEnd,
    RunError, RunOptions, Shard, StopRule, StoreOptions, batch_path, merge, open,
};

use common::{Ball, N, files, into, on, threads};

/// What one undisturbed run writes.
fn whole(ball: &Ball) -> BTreeMap<String, Vec<u8>> {
    let folder = tempfile::tempdir().unwrap();
    let run = ball.campaign().run(&into(folder.path()), on).unwrap();
    assert_eq!((run.end, run.flown), (RunEnd::Complete, N));
    run.close().unwrap();
    let files = files(folder.path());
    assert!(
        files.keys().eq(["flights.parquet", "run.json"]),
        "{:?}",
        files.keys()
    );
    files
}

/// Defends the batch alone: it gives the rows that threads keep in memory, and the file.
#[test]
fn batches_alone_are_the_rows_of_a_run() {
    let ball = Ball::new();
    let campaign = ball.campaign();
    let run = campaign.run(&threads(3), on).unwrap();
    let mut batches = downrange_runs::Batches::new(campaign.columns().to_vec());
    for batch in (0..4).rev() {
        batches.insert(batch, campaign.fly_batch(batch));
    }
    assert!(
        campaign
            .fly_batch(4)
            .iter()
            .all(downrange_runs::Values::is_empty)
    );
    let alone = RowSource::Memory(batches);
    let folder = tempfile::tempdir().unwrap();
    let stored = campaign.run(&into(folder.path()), on).unwrap();
    for column in ["input: drag", "landing_east_m", "landing_time_s"] {
        let bits = |rows: &RowSource| -> Vec<u64> {
            rows.numbers(column)
                .unwrap()
                .into_iter()
                .map(f64::to_bits)
                .collect()
        };
        assert_eq!(bits(&run.rows).len() as u64, N);
        assert_eq!(bits(&run.rows), bits(&alone));
        assert_eq!(bits(&run.rows), bits(&stored.rows));
    }
    let flags = run.rows.flags("outside: field").unwrap();
    let outside = flags.iter().filter(|outside| **outside).count();
    assert!((1..N as usize).contains(&outside), "{outside}");
    assert_eq!(run.findings().unwrap(), stored.findings().unwrap());
}

/// Defends cancelling: what is stored is kept and told, and gone on with it is every byte of the undisturbed run.
#[test]
fn cancelled_and_gone_on_with() {
    let ball = Ball::new();
    let expected = whole(&ball);
    let folder = tempfile::tempdir().unwrap();
    let mut calls = 0;
    let mut stored = 0;
    // Cancelled before the first flight, and again and again as soon as something new is stored.
    let mut ends = Vec::new();
    for _ in 0..20 {
        let options = threads(1).store(StoreOptions::new(folder.path()).resume(true));
        let before = stored;
        let run = ball.campaign().run(&options, |progress| {
            calls += 1;
            stored = progress.stored.unwrap();
            match calls == 1 || progress.flown > 0 && stored > before {
                true => ControlFlow::Break(()),
                false => ControlFlow::Continue(()),
            }
        });
        let run = run.unwrap();
        assert!(run.flown == stored - before || run.end == RunEnd::Complete);
        ends.push(run.end);
        if run.end == RunEnd::Complete {
            run.close().unwrap();
            break;
        }
        let samples = run.rows.samples().unwrap();
        assert_eq!(samples.len() as u64, stored);
        run.close().unwrap();
    }
    assert_eq!(ends.first(), Some(&RunEnd::Cancelled));
    assert_eq!(ends.last(), Some(&RunEnd::Complete));
    assert_eq!(files(folder.path()), expected);
}

/// Defends shards: flown in folders of their own and merged in any order, they are one run in every file, with the same
/// findings; their manifests name no shard.
#[test]
fn shards_merged_are_one_run() {
    let ball = Ball::new();
    let expected = whole(&ball);
    let shards: Vec<(tempfile::TempDir, Run)> = (1..=3)
        .map(|part| {
            let folder = tempfile::tempdir().unwrap();
            let campaign = ball.campaign().shard(Shard::new(part, 3).unwrap());
            let run = campaign.run(&into(folder.path()), on).unwrap();
            assert_eq!(run.findings().unwrap().run.shard, Some(format!("{part}/3")));
            (folder, run)
        })
        .collect();
    let manifests = shards
        .iter()
        .map(|(folder, _)| fs::read(folder.path().join("run.json")));
    let manifests: Vec<Vec<u8>> = manifests.map(Result::unwrap).collect();
    assert!(manifests.iter().all(|manifest| *manifest == manifests[0]));
    let folders: Vec<PathBuf> = shards
        .iter()
        .rev()
        .map(|(folder, _)| folder.path().to_owned())
        .collect();
    let out = tempfile::tempdir().unwrap();
    let options = StoreOptions::new(out.path());
    // They are still held by whoever flew them.
    assert!(matches!(merge(&folders, &options), Err(RunError::Input(_))));
    let mut kept = Vec::new();
    for (folder, run) in shards {
        run.close().unwrap();
        kept.push(folder);
    }
    let merged = merge(&folders, &options).unwrap();
    let alone = ball.campaign().run(&threads(2), on).unwrap();
    assert_eq!(merged.findings().unwrap(), alone.findings().unwrap());
    merged.close().unwrap();
    assert_eq!(files(out.path()), expected);
}

/// Defends batches that are flown elsewhere: put into the folder, in any order, they are the run; of one that is damaged, and
/// of one that is short because the run was shorter, it is told that they are missing.
#[test]
fn batches_flown_elsewhere_are_one_run() {
    let ball = Ball::new();
    let expected = whole(&ball);
    let folder = tempfile::tempdir().unwrap();
    let missing = |n: u64| {
        let campaign = ball.campaign().flights(n);
        campaign.missing(&into(folder.path())).unwrap()
    };
    let put = |batch: u64, n: u64| {
        let path = folder.path().join(batch_path(batch));
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        let bytes = ball.campaign().flights(n).batch_file(batch).unwrap();
        fs::write(&path, bytes).unwrap();
        path
    };
    assert_eq!(missing(BATCH_FLIGHTS + 20).batches, [0, 1]);
    put(1, BATCH_FLIGHTS + 20);
    assert_eq!(missing(BATCH_FLIGHTS + 20).batches, [0]);
    assert_eq!(missing(N).batches, [0, 1, 2, 3]);
    for batch in [3, 1, 0] {
        put(batch, N);
    }
    let damaged = put(2, N);
    fs::write(&damaged, "PAR1").unwrap();
    let found = missing(N);
    assert_eq!(found.batches, [2]);
    assert!(matches!(found.remarks[..], [Remark::Damaged(_)]));
    put(2, N);
    assert!(missing(N).batches.is_empty());
    let run = ball.campaign().run(&into(folder.path()), on).unwrap();
    assert_eq!((run.end, run.flown), (RunEnd::Complete, 0));
    run.close().unwrap();
    assert_eq!(files(folder.path()), expected);

    let too_many = ball.campaign().flights(u64::MAX);
    assert!(matches!(
        too_many.missing(&into(folder.path())),
        Err(RunError::Request(_))
    ));
}

/// Defends reading: a folder that is opened again, of a whole run or of a shard, has the findings and the rows of what was flown.
#[test]
fn a_folder_is_opened_again() {
    let ball = Ball::new();
    // As text, where what is missing is equal to itself.
    let rows = |rows: RowSource| -> Vec<String> {
        let batches = rows.into_reader().unwrap();
        batches
            .map(|batch| format!("{:?}", batch.unwrap()))
            .collect()
    };
    for shard in [None, Shard::new(2, 3)] {
        let folder = tempfile::tempdir().unwrap();
        let campaign = match shard {
            Some(shard) => ball.campaign().shard(shard),
            None => ball.campaign(),
        };
        let flown = campaign.run(&into(folder.path()), on).unwrap();
        let opened = open(folder.path()).unwrap();
        assert_eq!(opened.shard, shard);
        assert_eq!(opened.manifest, flown.manifest);
        assert_eq!(opened.findings().unwrap(), flown.findings().unwrap());
        let alone = campaign.run(&threads(2), on).unwrap();
        assert_eq!(rows(opened.rows), rows(alone.rows));
    }
    let nothing = tempfile::tempdir().unwrap();
    assert!(matches!(open(nothing.path()), Err(RunError::Input(_))));
}

/// Defends against findings about areas that nobody flew against: a note whose area was changed, and one of another seed, are
/// refused as they are where shards are merged, of a finished run and of a shard.
#[test]
fn a_changed_note_is_not_opened() {
    let ball = Ball::new();
    for shard in [None, Shard::new(1, 2)] {
        let folder = tempfile::tempdir().unwrap();
        let campaign = match shard {
            Some(shard) => ball.campaign().shard(shard),
            None => ball.campaign(),
        };
        campaign
            .run(&into(folder.path()), on)
            .unwrap()
            .close()
            .unwrap();
        let note = folder.path().join("run.json");
        let good = fs::read_to_string(&note).unwrap();
        let name = ball.areas[0].name();
        for (from, to, told) in [
            (
                format!("\"name\": \"{name}\""),
                "\"name\": \"other\"",
                "areas = `other outlines`",
            ),
            ("\"seed\": 3,".to_owned(), "\"seed\": 4,", "seed = `4`"),
        ] {
            let changed = good.replace(&from, to);
            assert_ne!(changed, good);
            fs::write(&note, changed).unwrap();
            let error = open(folder.path()).unwrap_err();
            assert!(matches!(error, RunError::Input(_)));
            assert!(format!("{error:?}").contains(told), "{error:?}");
        }
        fs::write(&note, &good).unwrap();
        assert_eq!(open(folder.path()).unwrap().shard, shard);
    }
}

/// Defends the question: it ends a run at the same number of flights on any number of threads, each of which is flown once.
#[test]
fn a_question_ends_it() {
    let ball = Ball::new();
    let flown = |threads_: usize| {
        let rule = StopRule::parse("landing_time.mean±0.2ms", &LimitNames::default()).unwrap();
        let run = ball
            .campaign()
            .flights(20_000)
            .stop_rule(rule)
            .run(&threads(threads_), on);
        let run = run.unwrap();
        assert_eq!(run.end, RunEnd::StopRule);
        assert_eq!(run.manifest.flights, Some(run.flown));
        run.flown
    };
    let flights = flown(1);
    assert!(flights > 2 * BATCH_FLIGHTS, "{flights}");
    assert_eq!(flown(4), flights);
}

/// Defends faces with threads of their own.
#[test]
fn public_types_may_change_threads() {
    fn is_send_and_sync<T: Send + Sync>() {}
    is_send_and_sync::<Campaign<'_>>();
    is_send_and_sync::<Manifest>();
    is_send_and_sync::<Progress>();
    is_send_and_sync::<RowSource>();
    is_send_and_sync::<Run>();
    is_send_and_sync::<RunError>();
    is_send_and_sync::<RunOptions>();
    is_send_and_sync::<StopRule>();
    is_send_and_sync::<Store>();
}
