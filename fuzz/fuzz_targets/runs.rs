//! The bytes of a part of a run (Parquet): as a file that is read, as a part that is gone on with, as a part of a shard
//! that is merged.
#![no_main]

use std::fs;

use downrange_fuzz::{check_message, folder};
use downrange_runs::store::{BatchFiles, ResultTable, Store};
use downrange_runs::{RunError, Values};
use libfuzzer_sys::fuzz_target;

/// Most rows that a part of the size of a fuzzed one can hold.
const ROWS: usize = 10_000_000;

fn check_error(error: &RunError) {
    check_message(&error.to_string());
}

fuzz_target!(|bytes: &[u8]| {
    let folder = folder();
    let shard = folder.path().join("shard");
    let parts = shard.join("flights.parts");
    fs::create_dir_all(&parts).expect("the folder can be made");
    let part = parts.join("00000000.parquet");
    fs::write(&part, bytes).expect("the file can be written");
    let mut columns = Vec::new();
    match ResultTable::open(&part) {
        Ok(table) => {
            columns = table.columns().to_vec();
            let names: Vec<&str> = columns.iter().map(|column| column.name.as_str()).collect();
            let read = table.read(&names, |columns| {
                let rows = columns.first().map_or(0, Values::len);
                assert!(
                    rows <= ROWS && columns.iter().all(|column| column.len() == rows),
                    "ragged"
                );
            });
            read.unwrap_or_else(|error| check_error(&error));
        }
        Err(error) => check_error(&error),
    }
    match BatchFiles::open(&[shard.clone()], "flights") {
        Ok(parts) => {
            let joined = folder.path().join("joined");
            fs::create_dir(&joined).expect("the folder can be made");
            match parts.join(&joined, 1, &[]) {
                Ok(path) => drop(ResultTable::open(&path).expect("what was joined can be read")),
                Err(error) => {
                    check_error(&error);
                    let left = fs::read_dir(&joined).expect("the folder is there").count();
                    assert!(left == 0, "a half file is left");
                }
            }
        }
        Err(error) => check_error(&error),
    }
    if !columns.is_empty() {
        match Store::resume(&shard, "flights", &columns, &[]) {
            Ok(store) => store.damaged().iter().for_each(check_error),
            Err(error) => check_error(&error),
        }
    }
});
