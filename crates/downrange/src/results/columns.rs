//! Columns of a run, read one at a time.

use std::collections::BTreeMap;

/// The rows of a run, column by column; every column has as many entries as the others.
pub trait ResultColumns {
    /// Why a column cannot be read.
    type Error;

    /// Column `sample`.
    ///
    /// # Errors
    /// When it cannot be read.
    fn samples(&self) -> Result<Vec<u64>, Self::Error>;

    /// Column `body`, `failure`, `reason` (why a flight failed, in words without figures) or `broken_rules`: empty where
    /// there is none. Rules are parted by [`BETWEEN`](super::BETWEEN).
    ///
    /// # Errors
    /// When it cannot be read.
    fn words(&self, column: &str) -> Result<Dictionary, Self::Error>;

    /// The entries of these rows, in this order, in a column whose words hardly repeat: `error`, the reason with the
    /// figures of the flight.
    ///
    /// # Errors
    /// When it cannot be read.
    fn words_at(&self, column: &str, rows: &[usize]) -> Result<Vec<String>, Self::Error>;

    /// Column `input: NAME` or the key of one of [`SAMPLE_METRICS`](crate::dispersion::SAMPLE_METRICS); no number where it did not happen.
    ///
    /// # Errors
    /// When it cannot be read.
    fn numbers(&self, column: &str) -> Result<Vec<f64>, Self::Error>;

    /// Column `outside: AREA` or `leaves: AREA`, `keep_out: NAME`, `keep_out` of any of these, or `above_ceiling`.
    ///
    /// # Errors
    /// When it cannot be read.
    fn flags(&self, column: &str) -> Result<Vec<bool>, Self::Error>;

    /// Whether there is such a column: `landing_kind` is not in rows that older versions stored.
    ///
    /// # Errors
    /// When that cannot be read.
    fn has(&self, column: &str) -> Result<bool, Self::Error>;
}

/// A column of words, few of them and often repeated: each word once, and a code an entry.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Dictionary {
    codes: Vec<u32>,
    words: Vec<String>,
    known: BTreeMap<String, u32>,
}

impl Dictionary {
    /// Adds an entry.
    pub fn push(&mut self, word: &str) {
        let code = match self.known.get(word) {
            Some(code) => *code,
            None => {
                // More than four thousand million different words do not fit a memory.
                let code = self.words.len() as u32;
                self.words.push(word.to_owned());
                self.known.insert(word.to_owned(), code);
                code
            }
        };
        self.codes.push(code);
    }

    /// Each entry as an index into [`Dictionary::words`].
    pub fn codes(&self) -> &[u32] {
        &self.codes
    }

    /// The different words, in the order in which they came.
    pub fn words(&self) -> &[String] {
        &self.words
    }
}
