//! Longitudes by the short way, and positions as people read them.

use std::f64::consts::TAU;

/// A difference of longitudes by the short way, rad.
pub fn short_way(step: f64) -> f64 {
    step - (step / TAU).round() * TAU
}

/// A position, latitude and longitude in rad, as people read it.
pub fn format_position((latitude, longitude): (f64, f64)) -> String {
    let longitude = short_way(longitude);
    let hand = |angle: f64, positive, negative| {
        let side = if angle < 0.0 { negative } else { positive };
        format!("{:.5}° {side}", angle.to_degrees().abs())
    };
    format!(
        "{}, {}",
        hand(latitude, "N", "S"),
        hand(longitude, "E", "W")
    )
}
