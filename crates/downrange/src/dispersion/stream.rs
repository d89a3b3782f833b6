//! Random numbers that are a function of where they are used: the seed, the sample and the input's name.
//!
//! The generator is Philox4x32-10 of Salmon, Moraes, Dror & Shaw (2011), "Parallel random numbers: as easy as 1, 2,
//! 3", *Proc. SC'11*, by the crate `rand_philox`: a block function of a 128-bit counter and a 64-bit key, with no
//! other state. It passes BigCrush (there, section 4), and the known answers published with it are met
//! (`known_answers_of_random123`). Here the key is the seed, and the counter holds the sample's index, the input's
//! name and which block of the stream is meant. A name stands as its 64-bit FNV-1a hash (Fowler, Noll & Vo), so that
//! an input keeps its numbers when others are added or dropped: two runs that differ in one line of the launch file
//! share all other draws.

use super::normal;
use rand_philox::philox4x32_10;

/// The lowest uniform number there is, 2⁻⁵³; the highest is as far below one.
pub(super) const LOWEST: f64 = 1.0 / 9_007_199_254_740_992.0;

/// The random numbers of one input.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RandomStream {
    name: u64,
}

impl RandomStream {
    /// The stream of a name.
    ///
    /// ```
    /// use downrange::dispersion::RandomStream;
    /// let mass = RandomStream::named("rocket.mass");
    /// assert_eq!(mass.uniform(7, 1000), RandomStream::named("rocket.mass").uniform(7, 1000));
    /// assert_ne!(mass.uniform(7, 1000), mass.uniform(7, 1001));
    /// ```
    pub fn named(name: &str) -> Self {
        // Offset basis and prime of 64-bit FNV-1a.
        let hash = name.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
        });
        Self { name: hash }
    }

    /// The one uniform number of a sample, strictly between 0 and 1.
    pub fn uniform(&self, seed: u64, sample: u64) -> f64 {
        self.block(seed, sample, 0)[0]
    }

    /// As many standard normal numbers as a sample needs. The first is that of [`RandomStream::uniform`].
    pub fn normals(&self, seed: u64, sample: u64) -> Normals {
        Normals {
            stream: *self,
            seed,
            sample,
            block: 0,
            kept: None,
        }
    }

    /// Two uniform numbers of 52 bits, in the middle of their cells: 0 and 1 do not occur.
    fn block(&self, seed: u64, sample: u64, block: u32) -> [f64; 2] {
        let counter = [low(sample), block, low(self.name), high(self.name)];
        // Beyond four thousand million samples the key moves on with the index.
        let key = [low(seed), high(seed) ^ high(sample)];
        let [a, b, c, d] = philox4x32_10(counter, key);
        let uniform = |high: u32, low: u32| {
            let bits = (u64::from(high) << 32 | u64::from(low)) >> 12;
            // 2⁻⁵²: every step is exact.
            (bits as f64 + 0.5) * (1.0 / 4_503_599_627_370_496.0)
        };
        [uniform(a, b), uniform(c, d)]
    }
}

fn low(word: u64) -> u32 {
    (word & 0xffff_ffff) as u32
}

fn high(word: u64) -> u32 {
    (word >> 32) as u32
}

/// Standard normal numbers of one sample of a stream, one after the other, without end.
#[derive(Debug, Clone)]
pub struct Normals {
    stream: RandomStream,
    seed: u64,
    sample: u64,
    block: u32,
    kept: Option<f64>,
}

impl Normals {
    /// The next one.
    pub fn draw(&mut self) -> f64 {
        if let Some(kept) = self.kept.take() {
            return normal::quantile(kept);
        }
        let [first, second] = self.stream.block(self.seed, self.sample, self.block);
        self.block = self.block.wrapping_add(1);
        self.kept = Some(second);
        normal::quantile(first)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Defends the generator itself: the three lines for `philox4x32 10` of `kat_vectors` in Random123.
    #[test]
    fn known_answers_of_random123() {
        let all = 0xffff_ffff;
        for (counter, key, expected) in [
            (
                [0; 4],
                [0; 2],
                [0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8],
            ),
            (
                [all; 4],
                [all; 2],
                [0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd],
            ),
            (
                [0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344],
                [0xa409_3822, 0x299f_31d0],
                [0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1],
            ),
        ] {
            assert_eq!(philox4x32_10(counter, key), expected);
        }
    }

    /// Defends the layout of counter and key: these digits are the promise that a seed means the same next year.
    #[test]
    fn a_seed_keeps_its_meaning() {
        let stream = RandomStream::named("a");
        // The published FNV-1a of "a".
        assert_eq!(stream.name, 0xaf63_dc4c_8601_ec8c);
        let words = philox4x32_10([5, 0, 0x8601_ec8c, 0xaf63_dc4c], [3, 0]);
        let bits = (u64::from(words[0]) << 32 | u64::from(words[1])) >> 12;
        assert_eq!(stream.uniform(3, 5), (bits as f64 + 0.5) / 2f64.powi(52));
    }

    /// Defends against correlation across samples, names and seeds, and against the ends 0 and 1: means of products
    /// of 40,000 centred uniforms, five standard errors of 1/12/√n.
    #[test]
    fn neighbours_are_independent() {
        let n = 40_000;
        let (mass, drag) = (RandomStream::named("mass"), RandomStream::named("drag"));
        let here = |i: u64| mass.uniform(1, i) - 0.5;
        let others: [&dyn Fn(u64) -> f64; 5] = [
            &|i| mass.uniform(1, i + 1),
            &|i| mass.uniform(1, i + (1 << 32)),
            &|i| drag.uniform(1, i),
            &|i| mass.uniform(2, i),
            &|i| mass.block(1, i, 0)[1],
        ];
        for (which, other) in others.iter().enumerate() {
            let mean = (0..n).map(|i| here(i) * (other(i) - 0.5)).sum::<f64>() / n as f64;
            let limit = 5.0 / 12.0 / (n as f64).sqrt();
            assert!(mean.abs() < limit, "{which}: {mean}");
        }
        let square = (0..n).map(|i| here(i) * here(i)).sum::<f64>() / n as f64;
        assert!((square - 1.0 / 12.0).abs() < 5.0 * (1f64 / 180.0 / n as f64).sqrt());
    }

    /// Defends normals: the first is the stream's uniform, and the fourth moment is that of a normal number.
    #[test]
    fn normals_are_normal() {
        let stream = RandomStream::named("gust");
        let mut normals = stream.normals(9, 4);
        assert_eq!(normals.draw(), normal::quantile(stream.uniform(9, 4)));
        let n = 40_000;
        let fourth = (0..n).map(|_| normals.draw().powi(4)).sum::<f64>() / f64::from(n);
        // The variance of z⁴ is 105 − 9.
        assert!(
            (fourth - 3.0).abs() < 5.0 * (96.0 / f64::from(n)).sqrt(),
            "{fourth}"
        );
    }
}
