//! What does it fly through? Density, pressure, temperature, sound and wind against height.
//!
//! Three descriptions of the [`Weather`], one column of air: temperature linear between nodes, pressure
//! integrated hydrostatically (`column`), up to 86 km; the table of the *U.S. Standard Atmosphere, 1976* above.
//!
//! - [`Weather::Standard`]: US-1976 by its own formulas. Its Table I is met to one unit of the last printed digit
//!   from 0 to 86 km (`meets_the_printed_table`; the table truncates some digits).
//! - [`Weather::Site`]: temperature and pressure at the site. The difference from the standard temperature holds
//!   at and below the site and fades linearly to nothing 11 km above, about the tropopause, because a day's heat
//!   or cold is the troposphere's; the pressure is integrated from the site's.
//! - [`Weather::Sounding`]: measured levels, met exactly; between them virtual temperature is linear and pressure
//!   follows from both ends. Beyond the ends it continues like a site.
//!
//! What services report, with gaps and in geopotential metres, becomes such levels by [`MeasuredProfile`].
//!
//! **Above 86 km** temperature follows US-1976's formulas; pressure and density are its printed values at 25
//! heights, between which they agree with the rows left out within 1 % (`stays_close_to_the_rows_left_out`),
//! scaled so that both join at 86 km. From 1000 km up the air is isothermal with a constant scale height.
//!
//! **Heights** are geometric, above the ellipsoid, which stands for mean sea level; a barometric altimeter shows others
//! ([`Air::altimeter`]). **Sound**: `c² = 1.4 p/ρ`
//! (US-1976 eq. 50); in moist air the true ratio of specific heats is up to 0.2 % less. **Viscosity**:
//! Sutherland's law (US-1976 eq. 51). US-1976 tabulates neither above 86 km: there they only keep Mach and
//! Reynolds numbers finite.

mod altimeter;
mod atmosphere;
mod cleaning;
mod column;
mod geopotential;
mod humidity;
mod layers;
mod measured;
mod measured_level;
mod shared;
mod sounding;
mod standard;
#[cfg(test)]
mod tests;
mod wind;

pub use altimeter::pressure_altitude;
pub use atmosphere::{Air, AirState, Weather};
pub use geopotential::geometric_at;
pub use humidity::{humidity_of_dew_point, humidity_of_specific};
pub use measured::MeasuredProfile;
pub use measured_level::{LevelRemark, MeasuredLevel};
pub use sounding::{Sounding, SoundingLevel};
pub use standard::{geometric, geopotential};
pub use wind::{Wind, wind_from};
