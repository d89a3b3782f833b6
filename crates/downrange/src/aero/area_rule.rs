//! Wave drag of fins with each other and with a boat-tail under them: the supersonic area rule.
//!
//! R. T. Jones (NACA Report 1284, 1956): cut by planes that lean with the Mach cone, at the azimuth θ, what is drawn has the area
//! A(x, θ), and linear theory gives the drag over the dynamic pressure
//!
//! `D/q = mean over θ of -1/(2π) ∬ A''(x) A''(ξ) ln|x - ξ| dx dξ`.
//!
//! For thin fins that is exact: fins act on each other as far as their Mach cones reach. A fin of straight
//! generators is a few lines along which its thickness bends (edges, ridges); each adds to A' a ramp between the places where the
//! leaning plane meets its ends, so that with the bends k of A' at the places x
//!
//! `D/q = mean of 1/(4π) ΣΣ kᵢ kⱼ (xᵢ - xⱼ)² ln|xᵢ - xⱼ|`.
//!
//! The same sum between the bends of fins and of a boat-tail, twice, is the drag that the boat-tail's expansion causes on the fins and
//! theirs on it. Where the boat-tail's flow separates, it has no part in this. At a corner of the body the leaning plane cuts the whole
//! circle, over `±β r`.
//!
//! Linear theory ends near Mach 1, where similarity has it grow no more (T. von Kármán, J. Math. Phys. 26, 1947; K. Oswatitsch and
//! S. B. Berndt 1950): β is at least `((γ + 1) t/c)^⅓` for a fin and, for a body of revolution, `(γ + 1)^½` times its
//! change of diameter over twice its length.
//!
//! The fins of Arcas Robin, with a boat-tail of 15° under them, have 18 to 30 % less than was measured as the difference of runs with and without them
//! (Mach 0.95 to 1.2, `validation/src/parts.rs`; fairings at their roots are not drawn). DATCOM's chart of wings alone (1978, figure 4.1.5.1-29, as Digital
//! DATCOM's subroutine TRSONI has it) gives 0.03 at Mach 1, where 0.19 more was measured than at Mach 0.6 and this has 0.13: most of it is what fins and boat-tail do to each
//! other, which no chart of wings knows. So it is kept.
//!
//! Agreement: a rectangle's drag is that of plane flow, `4 (t/c)²/β` for a double wedge, where `β A ≥ 1` (linear theory of wings;
//! test `a_pair_of_rectangles_is_plane_flow`), to 2 %.

use super::linear_wing::Trapezoid;
use super::mach_curve::Smooth;
use super::nose_drag::separated_share;
use super::supersonic::GAMMA;
use crate::rocket::shape::{FinSection, Transition};
use std::f64::consts::PI;

/// Azimuths in each half of the repeating sector; crowded toward its ends, where planes lie along unswept edges.
const AZIMUTHS: usize = 8;
/// Steps of β, in equal ratios.
const STEPS: usize = 14;
/// The greatest β.
const LARGEST: f64 = 10.0;

/// A narrowing of the body near a fin.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct BoatTail {
    /// Ends, m aft of the fin root's forward end.
    pub x: [f64; 2],
    /// Radii there, m.
    pub r: [f64; 2],
    /// Share of it that the flow follows.
    pub attached: f64,
}

impl BoatTail {
    /// A transition that narrows, `ahead` m aft of the fin root's forward end.
    pub fn new(transition: &Transition, ahead: f64) -> Option<Self> {
        (transition.aft_diameter < transition.fore_diameter).then(|| Self {
            x: [ahead, ahead + transition.length],
            r: [
                0.5 * transition.fore_diameter,
                0.5 * transition.aft_diameter,
            ],
            attached: 1.0 - separated_share(transition),
        })
    }

    fn slope(&self) -> f64 {
        (self.r[1] - self.r[0]) / (self.x[1] - self.x[0])
    }

    /// The least β of a body of this slope.
    fn least_beta(&self) -> f64 {
        (GAMMA + 1.0).sqrt() * self.slope().abs()
    }

    fn bends(&self, beta: f64) -> Bends {
        let mut bends = Bends::default();
        let lean = 2.0 * PI * self.slope() * self.attached;
        let [begin, end] = [0, 1].map(|i| lean * self.r[i]);
        let spread = |i: usize| {
            let reach = beta * self.r[i];
            [self.x[i] - reach, self.x[i] + reach]
        };
        bends.ramp(spread(0), begin);
        bends.ramp(self.x, end - begin);
        bends.ramp(spread(1), -end);
        bends
    }
}

/// Changes of the slope of A', m, and the places where they are, m: apart, so that many are counted at once.
#[derive(Debug, Clone, Default)]
struct Bends {
    x: Vec<f64>,
    k: Vec<f64>,
}

impl Bends {
    /// A' rises by this between two places.
    fn ramp(&mut self, [from, to]: [f64; 2], rise: f64) {
        let k = rise / (to - from);
        self.x.extend([from, to]);
        self.k.extend([k, -k]);
    }

    /// The drag of each with each of these, both ways.
    fn pairs(&self) -> f64 {
        let each = self.x.iter().zip(&self.k).enumerate();
        2.0 * each
            .map(|(i, (x, k))| shared(*x, *k, &self.x[..i], &self.k[..i]))
            .sum::<f64>()
    }

    /// The drag of each with each of others.
    fn with(&self, others: &Self) -> f64 {
        let each = self.x.iter().zip(&self.k);
        each.map(|(x, k)| shared(*x, *k, &others.x, &others.k))
            .sum()
    }
}

/// A line from root to tip along which the thickness bends.
#[derive(Debug, Clone, Copy)]
struct Line {
    x: [f64; 2],
    /// Change of the thickness's slope along the flow.
    bend: f64,
}

/// A set of like fins, evenly spaced.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fins {
    pub outline: Trapezoid,
    pub section: FinSection,
    /// Thickness over chord.
    pub ratio: f64,
    pub count: u32,
    pub body_radius: f64,
}

impl Fins {
    /// Drag area D/q, m², against Mach number, above Mach 1 (at and below it, that at 1).
    pub fn wave(self, boat_tail: Option<BoatTail>) -> Smooth {
        let lines = self.lines();
        let scale = libm::cbrt((GAMMA + 1.0) * self.ratio);
        let least = boat_tail
            .as_ref()
            .map_or(scale, |tail| scale.max(tail.least_beta()))
            .min(1.0);
        // Drag times β changes little: a coarse row of β will do.
        let step = libm::log(LARGEST / least) / (STEPS - 1) as f64;
        let logarithms = (0..STEPS).map(|i| libm::log(least) + step * i as f64);
        let row = Smooth::over(logarithms, move |logarithm| {
            let beta = libm::exp(logarithm);
            beta * self.linear(&lines, boat_tail.as_ref(), beta)
        });
        Smooth::sampled(move |mach| {
            let beta = (mach * mach - 1.0).max(0.0).sqrt().max(least);
            row.at(libm::log(beta)) / beta
        })
    }

    fn lines(&self) -> Vec<Line> {
        let (root, tip) = (self.outline.root(), self.outline.tip());
        let sweep = self.outline.leading_sweep() * self.outline.span();
        bends_along(self.section)
            .into_iter()
            .map(|(share, bend)| Line {
                x: [share * root, sweep + share * tip],
                bend: bend * self.ratio,
            })
            .collect()
    }

    fn linear(&self, lines: &[Line], boat_tail: Option<&BoatTail>, beta: f64) -> f64 {
        let body = boat_tail.map_or_else(Bends::default, |tail| tail.bends(beta));
        let half_sector = 0.5 * PI / f64::from(self.count);
        let mut sum = 0.0;
        for i in 0..2 * AZIMUTHS {
            let half = (i / AZIMUTHS) as f64;
            let even = ((i % AZIMUTHS) as f64 + 0.5) / AZIMUTHS as f64;
            let turn = 2.0 * PI * even;
            let azimuth = half_sector * (half + even - libm::sin(turn) / (2.0 * PI));
            let weight = 0.5 * (1.0 - libm::cos(turn)) / AZIMUTHS as f64;
            let fins = self.bends(lines, beta, azimuth);
            sum += weight * (fins.pairs() + 2.0 * fins.with(&body));
        }
        sum
    }

    fn bends(&self, lines: &[Line], beta: f64, azimuth: f64) -> Bends {
        let mut bends = Bends::default();
        let span = self.outline.span();
        for fin in 0..self.count {
            let angle = azimuth - 2.0 * PI * f64::from(fin) / f64::from(self.count);
            let lean = beta * libm::cos(angle);
            for line in lines {
                let from = line.x[0] - lean * self.body_radius;
                let mut to = line.x[1] - lean * (self.body_radius + span);
                // A plane along the edge meets all of it at once; the drag grows only as the logarithm of the width.
                if (to - from).abs() < 1e-4 * span {
                    to = from + 1e-4 * span;
                }
                bends.ramp([from, to], line.bend * span);
            }
        }
        bends
    }
}

/// Where along the chord the thickness bends, and by how much over the thickness ratio.
fn bends_along(section: FinSection) -> Vec<(f64, f64)> {
    match section {
        FinSection::Square | FinSection::Rounded => Vec::new(),
        FinSection::DoubleWedge(at) => {
            let (fore, aft) = (1.0 / at, 1.0 / (1.0 - at));
            vec![(0.0, fore), (at, -fore - aft), (1.0, aft)]
        }
        FinSection::Hexagonal {
            leading,
            trailing: 0.0,
        } => vec![(0.0, 1.0 / leading), (leading, -1.0 / leading)],
        FinSection::Hexagonal { leading, trailing } => {
            let (fore, aft) = (1.0 / leading, 1.0 / trailing);
            vec![
                (0.0, fore),
                (leading, -fore),
                (1.0 - trailing, -aft),
                (1.0, aft),
            ]
        }
        FinSection::SingleWedge => vec![(0.0, 1.0), (1.0, -1.0)],
        // Four flats of the arcs' mean square slope, 16/3.
        FinSection::Biconvex | FinSection::Airfoil => {
            let flat = (16.0_f64 / 15.0).sqrt();
            [3.0, -2.0, -2.0, -2.0, 3.0]
                .into_iter()
                .enumerate()
                .map(|(i, bend)| (0.25 * i as f64, flat * bend))
                .collect()
        }
    }
}

/// `kᵢ kⱼ (xᵢ - xⱼ)² ln|xᵢ - xⱼ|` over 4π, of one bend with each of others.
fn shared(x: f64, k: f64, xs: &[f64], ks: &[f64]) -> f64 {
    /// As many as a compiler lays side by side.
    const ABREAST: usize = 8;
    let mut sum = 0.0;
    let mut each = [0.0; ABREAST];
    for (xs, ks) in xs.chunks(ABREAST).zip(ks.chunks(ABREAST)) {
        for ((share, other), bend) in each.iter_mut().zip(xs).zip(ks) {
            let squared = (x - other) * (x - other);
            let share_of_both = k * bend * squared * logarithm(squared) / (8.0 * PI);
            *share = if squared < 1e-300 { 0.0 } else { share_of_both };
        }
        for share in &each[..xs.len()] {
            sum += share;
        }
    }
    sum
}

/// The natural logarithm of a normal number, to the last bit that of `libm::log` (FreeBSD's `e_log.c`, Sun Microsystems 1993), without a
/// branch: of several numbers at once.
#[inline(always)]
fn logarithm(x: f64) -> f64 {
    const LN_2: [f64; 2] = [0.693_147_180_369_123_8, 1.908_214_929_270_587_7e-10];
    const SERIES: [f64; 7] = [
        0.666_666_666_666_673_5,
        0.399_999_999_994_094_2,
        0.285_714_287_436_623_9,
        0.222_221_984_321_497_84,
        0.181_835_721_616_180_5,
        0.153_138_376_992_093_73,
        0.147_981_986_051_165_86,
    ];
    /// High words of one and of the root of a half, where the fraction begins.
    const ONE: u64 = 0x3ff0_0000 << 32;
    const ROOT: u64 = 0x3fe6_a09e << 32;
    const FRACTION: u64 = (1 << 52) - 1;
    /// 2⁵², in whose lowest bits a whole number stands.
    const WHOLE: f64 = 4_503_599_627_370_496.0;
    let bits = x.to_bits().wrapping_add(ONE - ROOT);
    let exponent = f64::from_bits((bits >> 52) | WHOLE.to_bits()) - (WHOLE + 1023.0);
    let f = f64::from_bits((bits & FRACTION) + ROOT) - 1.0;
    let half = 0.5 * f * f;
    let s = f / (2.0 + f);
    let z = s * s;
    let w = z * z;
    let odd = w * (SERIES[1] + w * (SERIES[3] + w * SERIES[5]));
    let even = z * (SERIES[0] + w * (SERIES[2] + w * (SERIES[4] + w * SERIES[6])));
    s * (half + (even + odd)) + exponent * LN_2[1] - half + f + exponent * LN_2[0]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rocket::shape::FinOutline;

    fn trapezoid(lengths: [f64; 4]) -> Trapezoid {
        let [root_chord, tip_chord, span, sweep_length] = lengths;
        let outline = FinOutline::Trapezoidal {
            root_chord,
            tip_chord,
            span,
            sweep_length,
        };
        Trapezoid::new(&outline.planform())
    }

    fn set(outline: Trapezoid, count: u32, body_radius: f64) -> Fins {
        Fins {
            outline,
            section: FinSection::DoubleWedge(0.5),
            ratio: 0.05,
            count,
            body_radius,
        }
    }

    /// The logarithm without a branch has the bits of libm's: what it is for is speed alone.
    #[test]
    fn the_logarithm_is_libms() {
        let mut x = 1e-300;
        while x < 1e12 {
            assert_eq!(logarithm(x).to_bits(), libm::log(x).to_bits(), "{x}");
            x *= 1.013_7;
        }
        for x in [
            1.0,
            0.5,
            2.0,
            0.999_999,
            1.000_001,
            std::f64::consts::FRAC_1_SQRT_2,
            std::f64::consts::SQRT_2,
        ] {
            assert_eq!(logarithm(x), libm::log(x), "{x}");
        }
    }

    #[test]
    fn a_pair_of_rectangles_is_plane_flow() {
        // Two fins that meet at the axis: a wing of aspect ratio 2.
        let outline = trapezoid([1.0, 1.0, 1.0, 0.0]);
        let wave = set(outline, 2, 0.0).wave(None);
        for mach in [1.2, 1.5, 2.0, 3.0] {
            let plane = 4.0 * 0.0025 / f64::sqrt(mach * mach - 1.0) * 2.0;
            let drag = wave.at(mach);
            assert!(
                (drag / plane - 1.0).abs() < 0.02,
                "{drag} {plane} at {mach}"
            );
        }
    }

    #[test]
    fn fins_far_from_each_other_do_not_know_of_each_other() {
        let outline = trapezoid([1.0, 0.5, 1.0, 0.5]);
        let (two, four) = (set(outline, 2, 0.5), set(outline, 4, 0.5));
        let (pair, cross) = (two.wave(None).at(3.0), four.wave(None).at(3.0));
        assert!((cross / pair - 2.0).abs() < 0.05, "{cross} {pair}");
    }

    #[test]
    fn at_mach_one_a_slender_cross_has_the_drag_of_its_area() {
        // Transonic area rule: four fins close together have, with all their area in one place, four times the drag of two.
        let outline = trapezoid([10.0, 5.0, 0.1, 5.0]);
        let drag = |count| {
            let fins = set(outline, count, 0.0);
            fins.linear(&fins.lines(), None, 0.5)
        };
        assert!(
            (drag(4) / drag(2) - 4.0).abs() < 0.1,
            "{} {}",
            drag(4),
            drag(2)
        );
    }

    #[test]
    fn a_boat_tail_under_the_fins_adds_drag_near_mach_one() {
        let outline = trapezoid([1.0, 0.6, 0.6, 0.4]);
        let fins = set(outline, 4, 0.3);
        let tail = BoatTail {
            x: [0.5, 1.0],
            r: [0.3, 0.2],
            attached: 1.0,
        };
        let (alone, with) = (fins.wave(None), fins.wave(Some(tail)));
        assert!(with.at(1.1) > 1.2 * alone.at(1.1));
        // Beyond the reach of each other's Mach cones little is left.
        assert!((with.at(5.0) / alone.at(5.0) - 1.0).abs() < 0.25);
        // One far behind is none of theirs.
        let far = BoatTail {
            x: [60.0, 61.0],
            ..tail
        };
        assert!((fins.wave(Some(far)).at(1.5) / alone.at(1.5) - 1.0).abs() < 1e-2);
    }
}
