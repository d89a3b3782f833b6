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
//! use downrange_runs::store::{ResultTable, Store};
//! use downrange_runs::{Column, ColumnKind, Values};
//! # let dir = std::env::temp_dir().join(format!("downrange-runs-{}", std::process::id()));
//! let columns = [Column::new("flight", ColumnKind::Integer), Column::new("apogee_m", ColumnKind::Float)];
//! let identity = [("seed", "7")];
//! let store = Store::create(&dir, "flights", &columns, &identity)?;
//! store.append(1, &[Values::Integer(vec![2, 3]), Values::Float(vec![2995.0, f64::NAN])])?;
//! store.append(0, &[Values::Integer(vec![0, 1]), Values::Float(vec![3010.5, 3002.25])])?;
//! let file = store.finish(2, &[("n", "4")])?;
//!
//! let mut apogees = Vec::new();
//! ResultTable::open(&file)?.read(&["apogee_m"], |columns| {
//!     if let [Values::Float(values)] = columns {
//!         apogees.extend(values.iter().copied().filter(|value| value.is_finite()));
//!     }
//! })?;
//! assert_eq!(apogees, [3010.5, 3002.25, 2995.0]);
//! # std::fs::remove_dir_all(dir).ok();
//! # Ok::<(), downrange_runs::RunError>(())
//! ```

mod batch_files;
mod encode;
mod faults;
mod layout;
mod lock;
mod regular_file;
mod replace;
mod result_table;
#[allow(clippy::module_inception)]
mod store;
#[cfg(test)]
mod tests;

pub use batch_files::{BatchFiles, MOST_IN_ONE_FILE};
pub(crate) use layout::parts_folder;
pub use lock::Lock;
pub(crate) use regular_file::read_if_there;
pub use replace::replace;
pub use result_table::ResultTable;
pub use store::{Store, batch_file, batch_path};
