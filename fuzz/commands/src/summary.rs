//! What all cases together come to.

use std::collections::BTreeMap;
use std::fmt;
use std::time::Duration;

use crate::child::Ran;

/// Counts, and the worst.
#[derive(Debug, Default)]
pub struct Summary {
    /// How many cases ran.
    pub cases: u64,
    /// Cases by command and how they ended.
    ended: BTreeMap<&'static str, BTreeMap<String, u64>>,
    /// Faults by kind and sameness: how many, and the first case.
    faults: BTreeMap<(&'static str, String), (u64, u64)>,
    /// Known faults by why they are.
    known: BTreeMap<String, u64>,
    slowest: Option<(Duration, u64)>,
    largest: Option<(u64, u64)>,
}

impl Summary {
    /// Counts a case.
    pub fn count(&mut self, number: u64, command: &'static str, ran: &Ran) {
        self.cases += 1;
        let how = match (ran.code, ran.signal) {
            _ if ran.timed_out => "time".to_owned(),
            (Some(code), _) => code.to_string(),
            (None, signal) => format!("signal {}", signal.unwrap_or(0)),
        };
        *self
            .ended
            .entry(command)
            .or_default()
            .entry(how)
            .or_default() += 1;
        if self.slowest.is_none_or(|(most, _)| ran.wall > most) {
            self.slowest = Some((ran.wall, number));
        }
        if self.largest.is_none_or(|(most, _)| ran.memory > most) {
            self.largest = Some((ran.memory, number));
        }
    }

    /// Counts a fault; how many were the same before it.
    pub fn fault(&mut self, number: u64, kind: &'static str, same: String) -> u64 {
        let (count, first) = self.faults.entry((kind, same)).or_insert((0, number));
        *count += 1;
        *first = number.min(*first);
        *count - 1
    }

    /// Counts a known fault.
    pub fn known(&mut self, why: &str) {
        *self.known.entry(why.to_owned()).or_default() += 1;
    }

    /// How many faults of how many kinds are not known.
    pub fn faults(&self) -> (u64, usize) {
        (
            self.faults.values().map(|(count, _)| count).sum(),
            self.faults.len(),
        )
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let codes: std::collections::BTreeSet<&String> =
            self.ended.values().flat_map(BTreeMap::keys).collect();
        write!(f, "{:<10}", "exit code")?;
        for code in &codes {
            write!(f, "{code:>10}")?;
        }
        writeln!(f)?;
        for (command, counts) in &self.ended {
            write!(f, "{command:<10}")?;
            for code in &codes {
                write!(f, "{:>10}", counts.get(*code).unwrap_or(&0))?;
            }
            writeln!(f)?;
        }
        if let Some((wall, number)) = self.slowest {
            writeln!(f, "slowest: case {number}, {:.2} s", wall.as_secs_f64())?;
        }
        if let Some((memory, number)) = self.largest {
            writeln!(f, "largest: case {number}, {:.1} MB", memory as f64 / 1e6)?;
        }
        for (why, count) in &self.known {
            writeln!(f, "known: {count} of {why}")?;
        }
        for ((kind, same), (count, first)) in &self.faults {
            writeln!(f, "FAULT {kind}: {count}, first case {first}: {same}")?;
        }
        Ok(())
    }
}
