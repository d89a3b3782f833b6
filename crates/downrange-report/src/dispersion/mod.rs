//! What many flights say, told: [`Findings`] are made once from the rows of a run, and printed as JSON, as a screen of a
//! terminal, as a page, and drawn as a [`Ground`](downrange::safety::Ground) for maps and Google Earth.
//!
//! Rows stand in the order of the samples, one a flight and body, the body with the payload first; a flight that failed
//! has one row without a body. They are read one column at a time, so that the findings of a million flights take some
//! tens of megabytes and not the whole table.
//!
//! **Denominators.** Every probability is one of a launch: so many of *all* flights. A flight that could not be made
//! or computed counts as one that came down outside and left, and of rules of thumb is not counted: nothing shows which it would have
//! broken; a body that a flight did not have (a stage that did not separate)
//! counts as one that did not.

mod broken;
mod chances;
mod charts;
mod down;
mod figure;
mod findings;
mod ground;
mod index;
mod json;
mod page;
mod ranking;
mod rules;
mod spread;
mod summary;
#[cfg(test)]
pub(crate) mod tests;
mod words;

use std::collections::BTreeMap;

use downrange::area::Area;

pub use findings::Findings;
pub use rules::BETWEEN;

/// What was flown.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    /// The launch.
    pub name: String,
    /// Latitude and longitude of the launch point, rad.
    pub site: (f64, f64),
    /// The seed of all random numbers.
    pub seed: u64,
    /// Of the program that flew.
    pub version: String,
    /// The command line that flies the same again.
    pub command: String,
    /// By what the launch, its uncertainty and the areas are told from others.
    pub digest: String,
    /// How fast it was flown, where that was measured: printed, and in no file, which tells of what was flown and not of
    /// when.
    pub flights_per_s: Option<f64>,
    /// What was to be known, and whether it is.
    pub question: Option<(String, bool)>,
    /// Which part of a run these flights are, as `3/8`, unless they are the whole.
    pub shard: Option<String>,
    /// What was dispersed.
    pub inputs: Vec<Uncertain>,
    /// The rules of thumb that the flight as planned breaks, by name, and how, in a sentence.
    pub warnings: Vec<(String, String)>,
    /// The rules of thumb that every flight is held against, by name.
    pub rules: Vec<String>,
    /// Where everything should stay.
    pub areas: Vec<Area>,
}

/// A dispersed number, as it is told; its values stand in the column `input: NAME`.
#[derive(Debug, Clone, PartialEq)]
pub struct Uncertain {
    /// Its name.
    pub name: String,
    /// Its distribution in words, with units where it has them.
    pub distribution: String,
    /// Its mean, as it is told.
    pub mean: String,
    /// Its standard deviation, as it is told.
    pub sigma: String,
}

/// The rows of a run, column by column; every column has as many entries as the others.
pub trait Rows {
    /// Why a column cannot be read.
    type Error;

    /// Column `sample`.
    ///
    /// # Errors
    /// When it cannot be read.
    fn samples(&self) -> Result<Vec<u64>, Self::Error>;

    /// Column `body`, `failure`, `reason` (why a flight failed, in words without figures) or `broken_rules`: empty where
    /// there is none. Rules are parted by [`BETWEEN`].
    ///
    /// # Errors
    /// When it cannot be read.
    fn words(&self, column: &str) -> Result<Words, Self::Error>;

    /// The entries of these rows, in this order, in a column whose words hardly repeat: `error`, the reason with the
    /// figures of the flight.
    ///
    /// # Errors
    /// When it cannot be read.
    fn words_at(&self, column: &str, rows: &[usize]) -> Result<Vec<String>, Self::Error>;

    /// Column `input: NAME` or one of [`FIGURES`](downrange::dispersion::FIGURES); no number where it did not happen.
    ///
    /// # Errors
    /// When it cannot be read.
    fn numbers(&self, column: &str) -> Result<Vec<f64>, Self::Error>;

    /// Column `outside: AREA` or `leaves: AREA`.
    ///
    /// # Errors
    /// When it cannot be read.
    fn flags(&self, column: &str) -> Result<Vec<bool>, Self::Error>;
}

/// A column of words, few of them and often repeated.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Words {
    codes: Vec<u32>,
    words: Vec<String>,
    known: BTreeMap<String, u32>,
}

impl Words {
    /// One entry more.
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

    /// Of each entry, which of [`Words::words`] it is.
    pub fn codes(&self) -> &[u32] {
        &self.codes
    }

    /// The different words, in the order in which they came.
    pub fn words(&self) -> &[String] {
        &self.words
    }
}
