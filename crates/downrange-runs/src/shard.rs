//! A part of a run, flown by itself.

use std::fmt;
use std::str::FromStr;

/// A part of a run: the Kth of M, from 1. It flies every Mth batch.
///
/// ```
/// use downrange_runs::Shard;
/// let shard: Shard = "3/8".parse()?;
/// assert_eq!((shard.part(), shard.of()), (3, 8));
/// assert!("9/8".parse::<Shard>().is_err());
/// # Ok::<(), downrange_runs::NoShard>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shard {
    part: u64,
    of: u64,
}

/// The text names no shard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoShard;

impl Shard {
    /// A part of so many, from 1; none if there is no such part.
    pub fn new(part: u64, of: u64) -> Option<Self> {
        (1..=of).contains(&part).then_some(Self { part, of })
    }

    /// Which part, from 1.
    pub fn part(&self) -> u64 {
        self.part
    }

    /// Of how many parts.
    pub fn of(&self) -> u64 {
        self.of
    }
}

impl FromStr for Shard {
    type Err = NoShard;

    fn from_str(text: &str) -> Result<Self, NoShard> {
        let numbers = text
            .split_once('/')
            .and_then(|(k, m)| Some((k.parse().ok()?, m.parse().ok()?)));
        numbers
            .and_then(|(part, of)| Self::new(part, of))
            .ok_or(NoShard)
    }
}

impl fmt::Display for Shard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.part, self.of)
    }
}

impl fmt::Display for NoShard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("expected K/M such as 3/8, with K from 1 to M")
    }
}

impl std::error::Error for NoShard {}
