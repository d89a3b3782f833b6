//! How much of a file is read.

/// Bytes of a launch file, a claim file, or a file of another program that are read at most. The longest such files that
/// are known hold some 100 kB; their trees of values take many times their size.
pub const DESCRIPTION: u64 = 8_000_000;

/// Bytes of a table, a motor file or a map that are read at most: a million rows of 64 characters.
pub const TABLE: u64 = 64_000_000;
