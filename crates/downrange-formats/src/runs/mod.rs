//! The rows of very many flights, in Parquet: written batch by batch, gone on with after a stop, joined from shards, and
//! read back column by column.
//!
//! While a run goes on, each batch of flights is a Parquet file of its own under `NAME.parts/`, written beside its
//! place, brought to the disk and then renamed: at any moment, also under `kill -9` or when the power fails, a batch is
//! there as a whole or not at all, and the list of files is the only record of what is done. When all are there they are
//! joined to `NAME.parquet`, one row group a batch, by copying their bytes; so the file is the same whether its batches
//! were written in one go, in any order, after stops, or in other folders on other machines. Memory holds one batch,
//! and of the others what their footers say: some 0.3 kB a column and batch.
//!
//! Every column of every batch has its checksum in the footer, and is compared with it before it is read or joined: a file
//! that was cut or changed is told, and its rows are never taken for flights.
//!
//! What was flown is its *identity*: names and values (seed, version, a digest of the inputs) that stand in every part
//! and in the file. Parts with another identity are refused, and the message says which value differs.
//!
//! ```
//! use downrange_formats::runs::{Column, Kind, Store, Table, Values};
//! # let dir = std::env::temp_dir().join(format!("downrange-runs-{}", std::process::id()));
//! let columns = [Column::new("flight", Kind::Integer), Column::new("apogee_m", Kind::Float)];
//! let identity = [("seed", "7")];
//! let store = Store::create(&dir, "flights", &columns, &identity)?;
//! store.append(1, &[Values::Integer(vec![2, 3]), Values::Float(vec![2995.0, f64::NAN])])?;
//! store.append(0, &[Values::Integer(vec![0, 1]), Values::Float(vec![3010.5, 3002.25])])?;
//! let file = store.finish(2, &[("n", "4")])?;
//!
//! let mut apogees = Vec::new();
//! Table::open(&file)?.read(&["apogee_m"], |columns| {
//!     if let [Values::Float(values)] = columns {
//!         apogees.extend(values.iter().copied().filter(|value| value.is_finite()));
//!     }
//! })?;
//! assert_eq!(apogees, [3010.5, 3002.25, 2995.0]);
//! # std::fs::remove_dir_all(dir).ok();
//! # Ok::<(), downrange_formats::Error>(())
//! ```

mod encode;
mod lock;
mod parts;
mod store;
mod table;
#[cfg(test)]
mod tests;

pub use lock::Lock;
pub use parts::{MOST_BATCHES, Parts, replace};
pub use store::Store;
pub use table::Table;

/// A column: its name, with the unit, and what it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// As the header of a table, for example `apogee_agl_m`.
    pub name: String,
    /// What it holds.
    pub kind: Kind,
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Numbers of 64 bits; what is no finite number is written as missing, and read as NaN.
    Float,
    /// Whole numbers.
    Integer,
    /// Yes or no.
    Boolean,
    /// Words, few of them and often repeated.
    Text,
}

/// The rows of one column in a batch.
#[derive(Debug, Clone, PartialEq)]
pub enum Values {
    /// See [`Kind::Float`].
    Float(Vec<f64>),
    /// See [`Kind::Integer`].
    Integer(Vec<i64>),
    /// See [`Kind::Boolean`].
    Boolean(Vec<bool>),
    /// See [`Kind::Text`].
    Text(Vec<String>),
}

impl Column {
    /// A column.
    pub fn new(name: impl Into<String>, kind: Kind) -> Self {
        let name = name.into();
        Self { name, kind }
    }
}

impl Values {
    /// How many rows.
    pub fn len(&self) -> usize {
        match self {
            Self::Float(values) => values.len(),
            Self::Integer(values) => values.len(),
            Self::Boolean(values) => values.len(),
            Self::Text(values) => values.len(),
        }
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// What it holds.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Float(_) => Kind::Float,
            Self::Integer(_) => Kind::Integer,
            Self::Boolean(_) => Kind::Boolean,
            Self::Text(_) => Kind::Text,
        }
    }
}
