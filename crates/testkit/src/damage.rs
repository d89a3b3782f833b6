//! Files damaged by chance, the same at every run.

/// Numbers in a row that look random (Marsaglia 2003, *Xorshift RNGs*).
pub struct Chance(u64);

impl Default for Chance {
    fn default() -> Self {
        Self(0x9E37_79B9_7F4A_7C15)
    }
}

impl Chance {
    /// A number less than `below`; zero where that is zero.
    pub fn next(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % below.max(1) as u64) as usize
    }
}

/// How many files a test damages: what the variable `MUTATIONS` says, or as many as usual.
pub fn tries(usual: usize) -> usize {
    let said = std::env::var("MUTATIONS").ok();
    said.and_then(|tries| tries.parse().ok()).unwrap_or(usual)
}

/// XML with one damage: a byte, a piece left out or doubled, or the text of an element replaced by an odd one.
pub fn damaged(bytes: &[u8], odd: &[&str], chance: &mut Chance) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    let at = chance.next(bytes.len());
    let length = chance.next(60).min(bytes.len() - at);
    match chance.next(6) {
        0 if !bytes.is_empty() => bytes[at] = chance.next(256) as u8,
        1 => drop(bytes.drain(at..at + length)),
        2 => {
            let piece = bytes[at..at + length].to_vec();
            let to = chance.next(bytes.len());
            bytes.splice(to..to, piece);
        }
        _ => {
            // The text of the element that follows.
            let text = bytes[at..].iter().position(|byte| *byte == b'>');
            if let Some(start) = text.map(|text| at + text + 1) {
                let end = bytes[start..].iter().position(|byte| *byte == b'<');
                let end = start + end.unwrap_or(0);
                bytes.splice(start..end, odd[chance.next(odd.len())].bytes());
            }
        }
    }
    bytes
}
