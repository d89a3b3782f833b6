//! Where batches go while a campaign is flown.

use crate::error::RunError;
use crate::row_source::Batches;
use crate::stop_rule::StopRule;
#[cfg(feature = "store")]
use crate::store::Store;
#[cfg(feature = "store")]
use crate::temporary::TemporaryStore;
use crate::values::{Column, Values};

/// Where batches go.
pub enum Sink {
    /// Into a folder.
    #[cfg(feature = "store")]
    Store(Box<Store>),
    /// Into a folder that goes with the run.
    #[cfg(feature = "store")]
    Temporary(Box<TemporaryStore>),
    /// Into memory.
    Memory(Batches),
}

impl Sink {
    /// Memory for batches of these columns.
    pub fn new(columns: &[Column]) -> Self {
        Self::Memory(Batches::new(columns.to_vec()))
    }

    /// Keeps a batch.
    ///
    /// # Errors
    /// When it cannot be stored.
    pub fn keep(&mut self, batch: u64, values: Vec<Values>) -> Result<(), RunError> {
        match self {
            #[cfg(feature = "store")]
            Self::Store(store) => store.append(batch, &values),
            #[cfg(feature = "store")]
            Self::Temporary(temporary) => temporary.store.append(batch, &values),
            Self::Memory(batches) => {
                batches.insert(batch, values);
                Ok(())
            }
        }
    }

    /// Whether the first so many batches answer a question.
    ///
    /// # Errors
    /// When a stored batch cannot be read.
    pub fn answers(&self, rule: &StopRule, end: u64) -> Result<bool, RunError> {
        let (mut state, names) = (rule.state(), rule.columns());
        match self {
            #[cfg(feature = "store")]
            Self::Store(store) => store.read(0..end, &names, |_, values| state.take(values))?,
            #[cfg(feature = "store")]
            Self::Temporary(temporary) => {
                temporary
                    .store
                    .read(0..end, &names, |_, values| state.take(values))?;
            }
            Self::Memory(batches) => batches.read(end, &names, |values| state.take(values)),
        }
        Ok(state.is_known())
    }
}
