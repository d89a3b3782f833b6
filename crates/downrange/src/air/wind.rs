//! Wind that is said of a site: none, constant, growing with height, or in layers.

use crate::error::Fault;

/// Down to here above the ground a power law is followed, m; below, a cubic leads to nothing at the ground (see [`Wind::rates`]).
const LOWEST: f64 = 0.05;

/// Least height of a ceiling above the ground, m: at any elevation it is another number than the ground's.
const HAIR: f64 = 1e-6;

/// Greatest ratio of the heights between which one cubic stands for a power law: it is then within 1e-4 of it
/// (`a_power_law_is_met`).
const RATIO: f64 = 1.5;

/// The wind over a site. Heights are above its ground; vectors say where the air moves to: east, north, up, m/s
/// (see [`wind_from`]).
#[derive(Debug, Clone, PartialEq)]
pub enum Wind {
    /// None.
    Calm,
    /// The same at every height.
    Constant([f64; 3]),
    /// `reference * (h / reference_height)^exponent` with the height h, constant from the ceiling up: the
    /// profile of the surface layer in engineering use (Davenport 1960, *Journal of the Structural Division*
    /// 86; Justus & Mikhail 1976, *Geophysical Research Letters* 3).
    PowerLaw {
        /// Wind at the reference height.
        reference: [f64; 3],
        /// Height where it was measured, m; weather stations measure at 10 m.
        reference_height: f64,
        /// About 0.1 over water, 1/7 over open country, 0.3 over towns.
        exponent: f64,
        /// Height from which the wind grows no more, m; see [`Wind::GRADIENT_HEIGHT`].
        ceiling: f64,
    },
    /// Winds at rising heights, linear between them, constant beyond the ends.
    Layered(Vec<(f64, [f64; 3])>),
}

impl Wind {
    /// Where a power law ends if nothing else is said, m: Davenport (1960) puts the height free of friction
    /// between 270 m over open country and 520 m over cities.
    pub const GRADIENT_HEIGHT: f64 = 500.0;

    /// Faster wind than this, m/s, is taken for a mistake. Jet streams reach 110; the strongest winds at the turbopause, 150
    /// (M. F. Larsen, Geophys. Res. Lett. 27, 2000; J. Geophys. Res. 107 (A8), 2002).
    pub const FASTEST: f64 = 200.0;

    /// Wind at a height above the ground, m.
    pub fn at(&self, height: f64) -> [f64; 3] {
        match self {
            Self::Calm => [0.0; 3],
            Self::Constant(vector) => *vector,
            Self::PowerLaw {
                reference,
                reference_height,
                exponent,
                ceiling,
            } => {
                let factor = libm::pow(height.clamp(0.0, *ceiling) / reference_height, *exponent);
                reference.map(|component| factor * component)
            }
            Self::Layered(levels) => between(levels, height),
        }
    }

    /// Heights above the ground between which it is a straight line, or of a power law a curve without corners, m.
    pub(super) fn corners(&self) -> Vec<f64> {
        match self {
            Self::Calm | Self::Constant(_) => vec![0.0],
            Self::PowerLaw { ceiling, .. } => {
                let ceiling = ceiling.max(HAIR);
                vec![0.0, LOWEST.min(ceiling), ceiling]
            }
            Self::Layered(levels) => levels.iter().map(|(height, _)| *height).collect(),
        }
    }

    /// Into how many cells, whose heights above the ground grow in one ratio, what lies between two corners falls.
    pub(super) fn cells(&self, [bottom, top]: [f64; 2]) -> usize {
        match self {
            Self::PowerLaw { ceiling, .. }
                if bottom > 0.0 && top > RATIO * bottom && 0.5 * (bottom + top) < *ceiling =>
            {
                (libm::log(top / bottom) / libm::log(RATIO)).ceil() as usize
            }
            _ => 1,
        }
    }

    /// The change with height, m/s per m, at the lower and the upper end of a cell, from the winds there; `None` where it is a
    /// straight line.
    ///
    /// A power law `w (h/H)^a` changes by `a/h` of itself, without bound at the ground. In the cell that begins there, the
    /// cubic has the slope at the ground that keeps the mean wind of the cell, `1/(1 + a)` of that at its top, or where
    /// that is too steep (exponents below 0.4) three times the secant, with which it still rises throughout.
    pub(super) fn rates(
        &self,
        [bottom, top]: [f64; 2],
        [below, above]: [[f64; 3]; 2],
    ) -> Option<[[f64; 3]; 2]> {
        match self {
            Self::PowerLaw {
                exponent, ceiling, ..
            } if top > 0.0 && 0.5 * (bottom + top) < *ceiling => {
                let law = |height: f64, wind: [f64; 3]| wind.map(|wind| exponent * wind / height);
                let start = match bottom > 0.0 {
                    true => law(bottom, below),
                    false => {
                        let steep = (exponent + 12.0 / (1.0 + exponent) - 6.0).min(3.0);
                        [0, 1, 2].map(|axis| steep * (above[axis] - below[axis]) / (top - bottom))
                    }
                };
                Some([start, law(top, above)])
            }
            _ => None,
        }
    }

    /// Whether it can be.
    ///
    /// # Errors
    /// What cannot, inside the wind: faster than [`Wind::FASTEST`], heights that do not rise.
    pub fn check(&self) -> Result<(), Fault> {
        match self {
            Self::Calm => Ok(()),
            Self::Constant(vector) => plausible(*vector),
            Self::PowerLaw {
                reference,
                reference_height,
                exponent,
                ceiling,
            } => {
                plausible(*reference)?;
                let positive = |key: &str, value: f64| match value > 0.0 && value.is_finite() {
                    true => Ok(()),
                    false => Err(Fault::new(
                        key,
                        format!("{value} m; a height above zero was expected"),
                    )),
                };
                positive("reference_height", *reference_height)?;
                positive("ceiling", *ceiling)?;
                if !(0.0..=1.0).contains(exponent) {
                    let message = format!("an exponent of {exponent} is not between 0 and 1");
                    return Err(
                        Fault::new("exponent", message).hint("1/7 = 0.143 suits open country")
                    );
                }
                plausible(self.at(*ceiling))
            }
            Self::Layered(levels) => {
                if levels.is_empty() {
                    return Err(Fault::new("", "layered wind needs at least one level"));
                }
                for (index, (height, vector)) in levels.iter().enumerate() {
                    let place = format!("[{index}]");
                    if !height.is_finite() {
                        return Err(Fault::new(place, "a height is not a number"));
                    }
                    plausible(*vector).map_err(|fault| fault.inside(&place))?;
                }
                match levels.windows(2).position(|pair| pair[0].0 >= pair[1].0) {
                    None => Ok(()),
                    Some(index) => {
                        let (lower, upper) = (levels[index].0, levels[index + 1].0);
                        let message = format!("{upper} m follows {lower} m, but heights must rise");
                        Err(Fault::new(format!("[{}]", index + 1), message))
                    }
                }
            }
        }
    }
}

/// Wind of a speed, m/s, that comes *from* a direction, rad clockwise from north, as weather reports say it:
/// east, north, up, m/s, of where the air moves to.
///
/// ```
/// let west_wind = downrange::air::wind_from(5.0, 270_f64.to_radians());
/// assert!((west_wind[0] - 5.0).abs() < 1e-12 && west_wind[1].abs() < 1e-12);
/// ```
pub fn wind_from(speed: f64, direction: f64) -> [f64; 3] {
    [
        -speed * libm::sin(direction),
        -speed * libm::cos(direction),
        0.0,
    ]
}

/// Vectors at rising heights, linear between them, constant beyond the ends; zero without any.
pub(super) fn between(levels: &[(f64, [f64; 3])], height: f64) -> [f64; 3] {
    let after = levels.partition_point(|level| level.0 <= height);
    match (
        after.checked_sub(1).and_then(|below| levels.get(below)),
        levels.get(after),
    ) {
        (Some((h0, below)), Some((h1, above))) => {
            let fraction = (height - h0) / (h1 - h0);
            std::array::from_fn(|i| below[i] + fraction * (above[i] - below[i]))
        }
        (Some((_, end)), None) | (None, Some((_, end))) => *end,
        (None, None) => [0.0; 3],
    }
}

pub(super) fn plausible(vector: [f64; 3]) -> Result<(), Fault> {
    let speed = vector
        .iter()
        .map(|component| component * component)
        .sum::<f64>()
        .sqrt();
    if speed <= Wind::FASTEST {
        return Ok(());
    }
    let fastest = Wind::FASTEST;
    let message = format!("a wind of {speed:.0} m/s; at most {fastest} m/s was expected");
    Err(Fault::new("", message).hint("check its unit"))
}
