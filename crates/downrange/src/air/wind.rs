//! Wind that is said of a site: none, constant, growing with height, or in layers.

use crate::error::Fault;

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

    /// Heights above the ground between which it is a straight line, m; for a power law, which bends most at the
    /// ground, heights that grow by a fifth from a centimetre up, between which it is a gentle curve.
    pub(super) fn heights(&self) -> Vec<f64> {
        match self {
            Self::Calm | Self::Constant(_) => vec![0.0],
            Self::PowerLaw { ceiling, .. } => {
                let graded = std::iter::successors(Some(0.01), |height| Some(height * 1.2));
                let below = graded.take_while(|height| height < ceiling);
                std::iter::once(0.0)
                    .chain(below)
                    .chain([*ceiling])
                    .collect()
            }
            Self::Layered(levels) => levels.iter().map(|(height, _)| *height).collect(),
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
