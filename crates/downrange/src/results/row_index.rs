//! Flight and body of each row.

use super::columns::{Dictionary, ResultColumns};

/// No body.
const NONE: u32 = u32::MAX;

/// The rows of a run by flight and body.
pub struct RowIndex {
    /// The flight of each row, from 0.
    flight: Vec<u32>,
    /// The body of each row, or [`NONE`].
    body: Vec<u32>,
    /// The bodies, the one with the payload first.
    pub bodies: Vec<String>,
    /// Of each flight, which of `failures` it flew.
    pub failure: Vec<u32>,
    /// Failures flown, and none as the empty word, in the order of their names.
    pub failures: Vec<String>,
    /// Whether each flight could not be made or computed.
    pub failed: Vec<bool>,
}

impl RowIndex {
    /// Reads them from the rows of a run.
    pub fn from_columns<R: ResultColumns>(rows: &R) -> Result<Self, R::Error> {
        let (samples, body) = (rows.samples()?, rows.words("body")?);
        let (failure, reason) = (rows.words("failure")?, rows.words("reason")?);
        let mut index = Self {
            flight: Vec::with_capacity(samples.len()),
            body: bodies(&body),
            bodies: body
                .words()
                .iter()
                .filter(|name| !name.is_empty())
                .cloned()
                .collect(),
            failure: Vec::new(),
            failures: failure.words().to_vec(),
            failed: Vec::new(),
        };
        let none = reason.words().iter().position(String::is_empty);
        let mut last = None;
        for ((sample, failure), reason) in samples.iter().zip(failure.codes()).zip(reason.codes()) {
            if last != Some(*sample) {
                last = Some(*sample);
                index.failure.push(*failure);
                index.failed.push(none != Some(*reason as usize));
            }
            index.flight.push(index.failed.len() as u32 - 1);
        }
        index.sort_failures();
        Ok(index)
    }

    /// Puts the failures in the order of their names, so that none comes first.
    fn sort_failures(&mut self) {
        let mut order: Vec<usize> = (0..self.failures.len()).collect();
        order.sort_by(|a, b| self.failures[*a].cmp(&self.failures[*b]));
        let mut place = vec![0; order.len()];
        for (to, from) in order.iter().enumerate() {
            place[*from] = to as u32;
        }
        for code in &mut self.failure {
            *code = place[*code as usize];
        }
        self.failures.sort();
    }

    /// The failure of each row's flight, and its body.
    pub fn rows(&self) -> impl Iterator<Item = RowKey> + '_ {
        self.flight.iter().zip(&self.body).map(|(flight, body)| {
            let flight = *flight as usize;
            RowKey {
                flight,
                failure: self.failure[flight] as usize,
                body: (*body != NONE).then_some(*body as usize),
            }
        })
    }

    /// The entries of a body in a column, in the order of the samples.
    pub fn of_body<T: Copy>(&self, body: usize, column: &[T]) -> Vec<T> {
        self.rows_of(body)
            .filter_map(|row| column.get(row).copied())
            .collect()
    }

    /// Whether each flight of a body had a failure, in the order of the samples.
    pub fn has_failure(&self, body: usize) -> Vec<bool> {
        let rows = self.rows().filter(|row| row.body == Some(body));
        rows.map(|row| !self.failures[row.failure].is_empty())
            .collect()
    }

    fn rows_of(&self, body: usize) -> impl Iterator<Item = usize> + '_ {
        let body = body as u32;
        let rows = self.body.iter().enumerate();
        rows.filter(move |(_, of)| **of == body).map(|(row, _)| row)
    }
}

/// Flight, failure and body of a row.
pub struct RowKey {
    /// Which flight.
    pub flight: usize,
    /// Which failure it flew.
    pub failure: usize,
    /// Which body, unless it failed.
    pub body: Option<usize>,
}

/// Of each row which body it is, without the empty word.
fn bodies(words: &Dictionary) -> Vec<u32> {
    let none = words
        .words()
        .iter()
        .position(String::is_empty)
        .map(|at| at as u32);
    let body = |code: &u32| match none {
        Some(none) if *code == none => NONE,
        Some(none) if *code > none => code - 1,
        _ => *code,
    };
    words.codes().iter().map(body).collect()
}
