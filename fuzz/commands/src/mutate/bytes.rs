//! Mutations that know nothing of the text.

use fastrand::Rng;

use super::place;

/// Bytes that readers treat apart.
const ODD: [u8; 12] = [0, 1, 9, 10, 13, 27, 34, 44, 127, 128, 254, 255];

/// How large a file is blown up: as large as a reader has to take or refuse in time.
const LARGE: usize = 10_000_000;

/// One mutation.
pub fn mutate(rng: &mut Rng, mut file: Vec<u8>, other: &[u8]) -> Vec<u8> {
    let Some(at) = place(rng, file.len()) else {
        return vec![rng.u8(..)];
    };
    let end = at + 1 + rng.usize(..(file.len() - at).min(64));
    match rng.u8(..9) {
        0 => file[at] ^= 1 << rng.u8(..8),
        1 => file[at] = ODD[rng.usize(..ODD.len())],
        2 => file.insert(at, ODD[rng.usize(..ODD.len())]),
        3 => drop(file.drain(at..end)),
        4 => {
            let piece = file[at..end].to_vec();
            let times = [1, 2, 10, 100][rng.usize(..4)];
            file.splice(at..at, piece.repeat(times));
        }
        5 => file.truncate(at),
        6 => {
            let piece: Vec<u8> = (0..rng.usize(1..16)).map(|_| rng.u8(..)).collect();
            file.splice(at..end, piece);
        }
        7 => file[at..end].reverse(),
        _ => {
            let from = rng.usize(..=other.len());
            file.truncate(at);
            file.extend(&other[from..]);
        }
    }
    file
}

/// The file, as large as a reader has to take.
pub fn blow_up(rng: &mut Rng, file: Vec<u8>) -> Vec<u8> {
    let times = LARGE / file.len().max(1);
    match rng.u8(..4) {
        0 => file.repeat(times),
        1 => {
            let at = rng.usize(..=file.len());
            let mut large = file[..at].to_vec();
            large.resize(LARGE, ODD[rng.usize(..ODD.len())]);
            large.extend(&file[at..]);
            large
        }
        2 => {
            // One line very many times.
            let lines: Vec<&[u8]> = file.split_inclusive(|byte| *byte == b'\n').collect();
            let Some(at) = place(rng, lines.len()) else {
                return vec![b'\n'; LARGE];
            };
            let many = lines[at].repeat(LARGE / lines[at].len());
            [&lines[..=at].concat(), &*many, &lines[at + 1..].concat()].concat()
        }
        _ => {
            let bracket = [b"[", b"{", b"(", b"<"][rng.usize(..4)];
            let at = rng.usize(..=file.len());
            [&file[..at], &bracket.repeat(LARGE), &file[at..]].concat()
        }
    }
}

/// The same text in another encoding or with other line ends.
pub fn encode_otherwise(rng: &mut Rng, file: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(file);
    let wide = |to: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(to).collect::<Vec<u8>>();
    match rng.u8(..7) {
        0 => [&b"\xff\xfe"[..], &wide(u16::to_le_bytes)].concat(),
        1 => [&b"\xfe\xff"[..], &wide(u16::to_be_bytes)].concat(),
        2 => [&b"\xef\xbb\xbf"[..], file].concat(),
        3 => text.replace('\n', "\r\n").into_bytes(),
        4 => text.replace('\n', "\r").into_bytes(),
        5 => text
            .chars()
            .map(|c| u8::try_from(c).unwrap_or(b'?'))
            .collect(),
        _ => text.replace('\n', "\n\r\n").into_bytes(),
    }
}
