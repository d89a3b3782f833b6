//! Mutations of the lines of a text: what stands in which order, how often, and where.

use fastrand::Rng;

use super::place;
use super::words::Dictionary;

/// One mutation; `other` is a text to splice with.
pub fn mutate(rng: &mut Rng, text: &str, other: &str, dictionary: &Dictionary) -> String {
    let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
    let Some(at) = place(rng, lines.len()) else {
        return dictionary.line(rng);
    };
    let other: Vec<&str> = other.split_inclusive('\n').collect();
    let added = dictionary.line(rng);
    match rng.u8(..13) {
        0..3 => drop(lines.remove(at)),
        3 => lines.insert(at, lines[at]),
        4 => {
            let to = rng.usize(..lines.len());
            lines.swap(at, to);
        }
        5 => rng.shuffle(&mut lines),
        6 => {
            let times = [10, 300, 3_000][rng.usize(..3)];
            lines.splice(
                at..at,
                std::iter::repeat_n(lines[at], times).collect::<Vec<_>>(),
            );
        }
        7 => {
            lines.truncate(at);
            lines.extend(&other[rng.usize(..=other.len())..]);
        }
        8 => {
            if let Some(from) = place(rng, other.len()) {
                lines.insert(at, other[from]);
            }
        }
        9 | 10 => lines.insert(at, &added),
        11 => return blocks(rng, text),
        _ => return columns(rng, &lines),
    }
    lines.concat()
}

/// Drops, repeats or moves a block between two headings or empty lines.
fn blocks(rng: &mut Rng, text: &str) -> String {
    let mut blocks: Vec<&str> = text.split("\n\n").collect();
    let (at, to) = (rng.usize(..blocks.len()), rng.usize(..blocks.len()));
    match rng.u8(..4) {
        0 => drop(blocks.remove(at)),
        1 => blocks.insert(to, blocks[at]),
        2 => blocks.swap(at, to),
        _ => rng.shuffle(&mut blocks),
    }
    blocks.join("\n\n")
}

/// Drops, repeats or swaps a column of a table.
fn columns(rng: &mut Rng, lines: &[&str]) -> String {
    let separator = [',', ';', ' ', '\t'][rng.usize(..4)];
    let (which, at, to) = (rng.u8(..4), rng.usize(..6), rng.usize(..6));
    let changed = lines.iter().map(|line| {
        let mut cells: Vec<&str> = line.trim_end().split(separator).collect();
        let last = cells.len() - 1;
        let (at, to) = (at.min(last), to.min(last));
        match which {
            0 => drop(cells.remove(at)),
            1 => cells.insert(to, cells[at]),
            2 => cells.swap(at, to),
            _ => cells[at] = "",
        }
        cells.join(&separator.to_string()) + "\n"
    });
    changed.collect()
}
