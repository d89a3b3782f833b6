//! One cell of a table, taken out of it.

/// The cubics of `C` columns between two nodes.
#[derive(Debug, Clone, Copy)]
pub struct TableCell<T, const C: usize> {
    /// Powers of the distance from the start, of each column.
    pub(crate) columns: [[T; 4]; C],
    /// Where it starts and ends.
    pub(crate) ends: [T; 2],
}
