//! Ground in another part of the world: whose numbers were swapped, or have another sign.

use super::position::format_position;
use crate::earth::inverse_geodesic;
use crate::error::Fault;
use std::f64::consts::FRAC_PI_2;

/// Beyond this from the launch point, m, ground is not meant to be there: an eighth of the way round the Earth.
const ELSEWHERE: f64 = 5_000e3;

/// A place further off than this, m, invites the question whether its numbers were swapped.
const FAR: f64 = 1_000e3;

/// And the answer is yes where the numbers the other way round lie within this, m.
const NEAR: f64 = 50e3;

/// Checks that ground lies where a launch from a place (latitude and longitude, rad) can mean it; `distance` is that of the
/// ground from a place, m.
///
/// # Errors
/// When it lies beyond [`ELSEWHERE`], or beyond [`FAR`] where the same numbers with latitude and longitude swapped, or with
/// another sign, would hold the launch point or lie beside it.
pub fn check(
    what: &str,
    launch: (f64, f64),
    distance: impl Fn((f64, f64)) -> f64,
) -> Result<(), Fault> {
    let off = distance(launch);
    if off < FAR {
        return Ok(());
    }
    let (latitude, longitude) = launch;
    let slips = [
        (
            (longitude, latitude),
            "longitude stands first in GeoJSON, then latitude: with the two swapped",
        ),
        (
            (latitude, -longitude),
            "west is negative: with longitudes of the other sign",
        ),
        (
            (-latitude, longitude),
            "south is negative: with latitudes of the other sign",
        ),
        (
            (-latitude, -longitude),
            "south and west are negative: with both of the other sign",
        ),
    ];
    let slip = slips
        .into_iter()
        .find(|(place, _)| place.0.abs() <= FRAC_PI_2 && distance(*place) < NEAR);
    let fault = Fault::new(
        "",
        format!(
            "{what} lies {:.0} km from the launch point at {}",
            off / 1e3,
            format_position(launch)
        ),
    );
    match slip {
        Some((_, slip)) => Err(fault.hint(format!("{slip} it would lie at the launch point"))),
        None if off > ELSEWHERE => Err(fault.hint("give an area where the launch can come down")),
        None => Ok(()),
    }
}

/// The way over the ground to the nearest of some positions, m.
pub fn nearest(from: (f64, f64), positions: impl Iterator<Item = (f64, f64)>) -> f64 {
    positions
        .map(|position| inverse_geodesic(from, position).distance)
        .fold(f64::INFINITY, f64::min)
}
