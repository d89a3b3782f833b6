//! Rows that are too many for memory lie in a temporary folder, which goes with them.

#![allow(missing_docs, clippy::unwrap_used)]

mod common;

use std::fs;
use std::ops::ControlFlow;
use std::path::PathBuf;

use downrange::results::ResultColumns;
use downrange_runs::{
    BATCH_FLIGHTS, FLIGHTS_IN_MEMORY, Progress, RowSource, Run, RunEnd, RunOptions,
};

use common::{Ball, N, on, threads};

/// A run of which no more than a batch may be in memory, and its temporary folder.
fn flown(ball: &Ball, end: impl Fn(&Progress) -> ControlFlow<()>) -> (Run, PathBuf) {
    let mut folder = None;
    let run = ball.campaign().run(&few_in_memory(), |progress| {
        folder.clone_from(&progress.temporary);
        end(progress)
    });
    (run.unwrap(), folder.unwrap())
}

fn few_in_memory() -> RunOptions {
    threads(2).flights_in_memory(BATCH_FLIGHTS)
}

/// Defends that it does not matter where rows are: every value and every finding is that of the run in memory.
#[test]
fn rows_are_those_in_memory() {
    let ball = Ball::new();
    let in_memory = ball
        .campaign()
        .run(&threads(2).flights_in_memory(N), on)
        .unwrap();
    assert!(matches!(in_memory.rows, RowSource::Memory(_)));
    let (run, _) = flown(&ball, on);
    assert!(matches!(run.rows, RowSource::Temporary(_)));
    assert_eq!(run.end, RunEnd::Complete);
    assert_eq!(run.manifest, in_memory.manifest);
    let findings = |run: &Run| format!("{:?}", run.findings().unwrap());
    assert_eq!(findings(&run), findings(&in_memory));
    let rows = |rows: &RowSource| -> Vec<String> {
        let batches = rows.clone().into_reader().unwrap();
        batches
            .map(|batch| format!("{:?}", batch.unwrap()))
            .collect()
    };
    assert_eq!(rows(&run.rows), rows(&in_memory.rows));
    assert_eq!(
        run.rows.samples().unwrap(),
        (0..N).collect::<Vec<_>>(),
        "in order"
    );
}

/// Defends that a question is asked of these rows too.
#[test]
fn a_question_is_answered_the_same() {
    let ball = Ball::new();
    let ask = |options: &RunOptions| {
        let campaign = ball.campaign().until("apogee.mean±0.1m").unwrap();
        let run = campaign.run(options, on).unwrap();
        (run.end, run.manifest)
    };
    assert_eq!(ask(&few_in_memory()), ask(&threads(2)));
}

/// Defends the disk: the folder is there as long as somebody can read it, and gone after that, also where flying was
/// cancelled or failed.
#[test]
fn the_folder_goes_with_its_rows() {
    let ball = Ball::new();
    let (run, folder) = flown(&ball, on);
    let rows = run.rows.clone();
    run.close().unwrap();
    assert!(folder.exists(), "a clone reads it");
    let mut reader = rows.into_reader().unwrap();
    assert!(reader.next().unwrap().is_ok());
    assert!(folder.exists(), "a reader reads it");
    drop(reader);
    assert!(!folder.exists());

    let (run, folder) = flown(&ball, |_| ControlFlow::Break(()));
    assert_eq!(run.end, RunEnd::Cancelled);
    drop(run);
    assert!(!folder.exists());

    let mut folder = None;
    let failed = ball.campaign().run(&few_in_memory(), |progress| {
        if folder.is_none() {
            folder.clone_from(&progress.temporary);
            // Nothing can be written into what is no folder.
            let parts = progress.temporary.as_ref().unwrap().join("flights.parts");
            fs::remove_dir_all(&parts).unwrap();
            fs::write(&parts, "").unwrap();
        }
        ControlFlow::Continue(())
    });
    assert!(failed.is_err());
    assert!(!folder.unwrap().exists());
}

/// Defends that a run of usual size touches no disk.
#[test]
fn usual_runs_stay_in_memory() {
    assert_eq!(FLIGHTS_IN_MEMORY, 1_000_000);
    let run = Ball::new().campaign().run(&threads(1), on).unwrap();
    assert!(matches!(run.rows, RowSource::Memory(_)));
}
