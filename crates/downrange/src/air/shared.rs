//! What many launches have in common: thousands of levels, which no flight needs to copy or to compare.

use std::fmt;
use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use crate::table::ExtensibleTable;

/// A value that its copies share; two that are one are equal without a look.
#[derive(Clone)]
pub(super) struct Shared<T>(Arc<T>);

impl<T> From<T> for Shared<T> {
    fn from(value: T) -> Self {
        Self(Arc::new(value))
    }
}

impl<T> Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T: fmt::Debug> fmt::Debug for Shared<T> {
    /// As the value: sharing it is no property of the air.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<T: PartialEq> PartialEq for Shared<T> {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || *self.0 == *other.0
    }
}

/// A table that is made when it is first wanted, once for all copies. It is no property of what it is made of, and makes no difference
/// between two.
#[derive(Clone, Default)]
pub(super) struct SharedTable(Arc<OnceLock<Arc<ExtensibleTable<4>>>>);

impl SharedTable {
    pub fn get_or_make(
        &self,
        make: impl FnOnce() -> ExtensibleTable<4>,
    ) -> Arc<ExtensibleTable<4>> {
        Arc::clone(self.0.get_or_init(|| Arc::new(make())))
    }
}

impl fmt::Debug for SharedTable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("..")
    }
}

impl PartialEq for SharedTable {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}
