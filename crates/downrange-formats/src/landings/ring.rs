//! Rings and points of maps, in degrees.

/// At least so many points a ring: a hull may have but three corners, and some readers draw long edges as arcs.
const POINTS: usize = 20;

/// A ring in degrees, longitude first, open, of at least [`POINTS`] points: the edges of one with fewer are divided.
pub fn ring(places: &[(f64, f64)]) -> Vec<[f64; 2]> {
    let mut corners: Vec<[f64; 2]> = places.iter().copied().map(degrees).collect();
    if corners.len() > 1 && corners.first() == corners.last() {
        corners.pop();
    }
    let parts = POINTS.div_ceil(corners.len().max(1));
    let next = corners.iter().cycle().skip(1);
    let edges = corners.iter().zip(next);
    edges
        .flat_map(|(from, to)| {
            let step = to[0] - from[0];
            let step = [step - (step / 360.0).round() * 360.0, to[1] - from[1]];
            (0..parts).map(move |part| {
                let part = part as f64 / parts as f64;
                [within(from[0] + part * step[0]), from[1] + part * step[1]].map(rounded)
            })
        })
        .collect()
}

/// Longitude and latitude in degrees, to a millimetre.
pub fn degrees((latitude, longitude): (f64, f64)) -> [f64; 2] {
    [within(longitude.to_degrees()), latitude.to_degrees()].map(rounded)
}

/// A longitude between −180° and 180°.
fn within(longitude: f64) -> f64 {
    match longitude.abs() > 180.0 {
        true => (longitude + 180.0).rem_euclid(360.0) - 180.0,
        false => longitude,
    }
}

fn rounded(degrees: f64) -> f64 {
    (degrees * 1e8).round() / 1e8
}
