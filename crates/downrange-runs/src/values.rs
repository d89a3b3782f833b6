//! Columns and their values.

use serde::{Deserialize, Serialize};

/// A column: its name, with the unit, and what it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// As the header of a table, for example `apogee_agl_m`.
    pub name: String,
    /// What it holds.
    pub kind: ColumnKind,
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnKind {
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
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Values {
    /// See [`ColumnKind::Float`].
    Float(Vec<f64>),
    /// See [`ColumnKind::Integer`].
    Integer(Vec<i64>),
    /// See [`ColumnKind::Boolean`].
    Boolean(Vec<bool>),
    /// See [`ColumnKind::Text`].
    Text(Vec<String>),
}

impl Column {
    /// A column.
    pub fn new(name: impl Into<String>, kind: ColumnKind) -> Self {
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
    pub fn kind(&self) -> ColumnKind {
        match self {
            Self::Float(_) => ColumnKind::Float,
            Self::Integer(_) => ColumnKind::Integer,
            Self::Boolean(_) => ColumnKind::Boolean,
            Self::Text(_) => ColumnKind::Text,
        }
    }
}
