//! A run of a few batches, and what is done to its files.

use std::fs;
use std::path::{Path, PathBuf};

use crate::store::Store;
use crate::{Column, ColumnKind, RunError, Values};

pub const IDENTITY: [(&str, &str); 3] = [("seed", "7"), ("version", "0.1.0"), ("inputs", "a1b2")];

pub const ROWS: usize = 500;

pub const BATCHES: u64 = 6;

pub fn columns() -> Vec<Column> {
    vec![
        Column::new("flight", ColumnKind::Integer),
        Column::new("apogee_m", ColumnKind::Float),
        Column::new("failed", ColumnKind::Boolean),
        Column::new("body", ColumnKind::Text),
    ]
}

/// The rows of a batch: a function of its number, and not all as many.
pub fn rows(batch: u64) -> Vec<Values> {
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

pub fn create(folder: &Path) -> Store {
    Store::create(folder, "flights", &columns(), &IDENTITY)
        .unwrap_or_else(|error| unreachable!("{error}"))
}

pub fn resume(folder: &Path) -> Result<Store, RunError> {
    Store::resume(folder, "flights", &columns(), &IDENTITY)
}

pub fn write(store: &Store, batches: impl IntoIterator<Item = u64>) {
    for batch in batches {
        store.append(batch, &rows(batch)).unwrap();
    }
}

pub fn read(store: &Store, batch: u64, name: &str) -> Vec<Values> {
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
pub fn whole(folder: &Path) -> Vec<u8> {
    let store = create(folder);
    write(&store, 0..BATCHES);
    fs::read(store.finish(BATCHES, &[("n", "3000")]).unwrap()).unwrap()
}

pub fn parts(folder: &Path) -> PathBuf {
    folder.join("flights.parts")
}

/// A message with the folder's name taken out, which is another each time.
pub fn message(error: &RunError, folder: &Path) -> String {
    error
        .to_string()
        .replace(&folder.display().to_string(), "DIR")
}

pub fn cut_in_half(path: &Path) {
    let bytes = fs::read(path).unwrap();
    fs::write(path, &bytes[..bytes.len() / 2]).unwrap();
}
