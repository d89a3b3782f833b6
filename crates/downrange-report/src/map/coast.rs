//! Coasts and borders: Natural Earth 1:10m (public domain), thinned to 800 m. `data/coast.py` says how its file was made
//! and how it is read.

use std::fmt::Write;

use super::view::MapView;
use crate::page::palette::{BORDER, COAST, LAND, SEA};
use crate::svg::path_data;

const DATA: &[u8] = include_bytes!("../../data/coast.bin");

/// Degrees a step of the data.
const STEP: f64 = 0.002;

/// A map across less than this, m, shows no coast: it would stand wrong by a twentieth of the picture.
const LEAST_MAP: f64 = 20_000.0;

/// Positions in degrees, longitude first.
type Line = Vec<[f64; 2]>;

/// Draws sea, land and borders. Gives whether a coast or a border is to be seen.
pub fn draw(view: &MapView, out: &mut String) -> bool {
    let (left, top, width, height) = (view.left, view.top, view.width, view.height);
    let mut background = |color: &str| {
        let _ = write!(
            out,
            r##"<rect x="{left}" y="{top}" width="{width}" height="{height:.1}" fill="{color}"/>"##
        );
    };
    if width / view.scale < LEAST_MAP {
        background(LAND);
        return false;
    }
    background(SEA);
    let mut data = Reader { rest: DATA };
    let window = Window::around(view);
    let land: Vec<_> = data
        .lines()
        .iter()
        .flat_map(|ring| window.rings(ring))
        .collect();
    let borders: Vec<_> = data
        .lines()
        .iter()
        .flat_map(|line| window.lines(line))
        .collect();
    let pixels = |line: &Line| -> Vec<[f64; 2]> {
        let place = |[longitude, latitude]: &[f64; 2]| {
            view.pixel((latitude.to_radians(), longitude.to_radians()))
        };
        line.iter().map(place).collect()
    };
    let land: Vec<_> = land.iter().map(pixels).collect();
    let borders: Vec<_> = borders.iter().map(pixels).collect();
    let seen = land
        .iter()
        .chain(&borders)
        .flatten()
        .any(|pixel| view.shows(*pixel));
    let (land, borders) = (path_data(land, true), path_data(borders, false));
    let _ = write!(
        out,
        r##"<path d="{land}" fill="{LAND}" fill-rule="evenodd" stroke="{COAST}" stroke-width="1" stroke-linejoin="round"/><path d="{borders}" fill="none" stroke="{BORDER}" stroke-width="1.2" stroke-dasharray="8 3 2 3"/>"##
    );
    seen
}

/// Reader of the data; holds the rest.
struct Reader<'d> {
    rest: &'d [u8],
}

impl Reader<'_> {
    fn number(&mut self) -> u32 {
        let (mut number, mut shift) = (0, 0);
        while let [byte, rest @ ..] = self.rest {
            self.rest = rest;
            number |= u32::from(byte & 127) << shift;
            shift += 7;
            if byte & 128 == 0 {
                break;
            }
        }
        number
    }

    /// Zigzag: 0, −1, 1, −2, 2 …
    fn step(&mut self) -> i32 {
        let number = self.number();
        (number >> 1) as i32 ^ -((number & 1) as i32)
    }

    fn lines(&mut self) -> Vec<Line> {
        let count = self.number();
        (0..count)
            .map(|_| {
                let points = self.number();
                let mut at = [0, 0];
                (0..points)
                    .map(|_| {
                        at = [at[0] + self.step(), at[1] + self.step()];
                        at.map(|steps| f64::from(steps) * STEP)
                    })
                    .collect()
            })
            .collect()
    }
}

/// Longitudes and latitudes somewhat beyond the frame, degrees: cuts are not seen.
struct Window {
    low: [f64; 2],
    high: [f64; 2],
}

impl Window {
    fn around(view: &MapView) -> Self {
        let (width, height) = (view.east - view.west, view.north - view.south);
        let half = |size: f64| 0.1 * size + 0.05;
        let turn = width > 350.0;
        let beyond = if turn { 0.0 } else { half(width) };
        Self {
            low: [view.west - beyond, (view.south - half(height)).max(-90.0)],
            high: [view.east + beyond, (view.north + half(height)).min(90.0)],
        }
    }

    /// The line in each turn in which it may be seen.
    fn turns<'l>(&self, line: &'l Line) -> impl Iterator<Item = Line> + use<'l> {
        let (low, high) = (self.low, self.high);
        let range = |index: usize| {
            let values = line.iter().map(move |point| point[index]);
            let least = values.clone().fold(f64::INFINITY, f64::min);
            (least, values.fold(f64::NEG_INFINITY, f64::max))
        };
        let ((west, east), (south, north)) = (range(0), range(1));
        [-720.0, -360.0, 0.0, 360.0, 720.0]
            .into_iter()
            .filter(move |turn| {
                west + turn <= high[0]
                    && east + turn >= low[0]
                    && south <= high[1]
                    && north >= low[1]
            })
            .map(move |turn| line.iter().map(|[x, y]| [x + turn, *y]).collect())
    }

    /// The parts of a ring in the window (Sutherland & Hodgman 1974), long edges divided.
    fn rings(&self, ring: &Line) -> Vec<Line> {
        self.turns(ring)
            .map(|mut ring| {
                for axis in 0..2 {
                    for (side, bound) in [(1.0, self.low[axis]), (-1.0, self.high[axis])] {
                        ring = cut(&ring, axis, side, bound);
                    }
                }
                divided(&ring)
            })
            .filter(|ring| ring.len() > 2)
            .collect()
    }

    /// The parts of a line in the window, with a point more at each end.
    fn lines(&self, line: &Line) -> Vec<Line> {
        let inside = |point: &[f64; 2]| {
            (0..2).all(|axis| (self.low[axis]..=self.high[axis]).contains(&point[axis]))
        };
        let mut parts: Vec<Line> = Vec::new();
        for line in self.turns(line) {
            let mut open = false;
            for pair in line.windows(2) {
                let near = pair.iter().any(inside);
                match parts.last_mut().filter(|_| open && near) {
                    Some(part) => part.push(pair[1]),
                    None if near => parts.push(pair.to_vec()),
                    None => {}
                }
                open = near;
            }
        }
        parts
    }
}

/// The part of a ring on one side of a line along an axis.
fn cut(ring: &Line, axis: usize, side: f64, bound: f64) -> Line {
    let depth = |point: &[f64; 2]| side * (point[axis] - bound);
    let mut kept = Vec::with_capacity(ring.len());
    for (from, to) in ring.iter().zip(ring.iter().cycle().skip(1)) {
        let (before, after) = (depth(from), depth(to));
        if before >= 0.0 {
            kept.push(*from);
        }
        if (before >= 0.0) != (after >= 0.0) {
            let part = before / (before - after);
            let mut point = [0, 1].map(|index| from[index] + part * (to[index] - from[index]));
            point[axis] = bound;
            kept.push(point);
        }
    }
    kept
}

/// A ring with points at least every degree, as parallels bend.
fn divided(ring: &Line) -> Line {
    let next = ring.iter().cycle().skip(1);
    ring.iter()
        .zip(next)
        .flat_map(|(from, to)| {
            let step = [to[0] - from[0], to[1] - from[1]];
            let parts = step[0].hypot(step[1]).ceil().max(1.0);
            (0..parts as usize).map(move |part| {
                let part = part as f64 / parts;
                [from[0] + part * step[0], from[1] + part * step[1]]
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The file is read to its last byte; there is land about places on land, and none about places at sea.
    #[test]
    fn land_is_where_land_is() {
        let mut data = Reader { rest: DATA };
        let land = data.lines();
        let borders = data.lines();
        assert!(data.rest.is_empty() && land.len() > 3000 && borders.len() > 300);
        // Spaceport America, Esrange, Woomera, the South Pole, Fiji across the date line; the Atlantic, the Pacific.
        for (latitude, longitude) in [
            (32.99, -106.97),
            (67.89, 21.10),
            (-30.94, 136.53),
            (-89.0, 10.0),
            (-16.6, 179.3),
        ] {
            let window = Window {
                low: [longitude - 0.2, latitude - 0.2],
                high: [longitude + 0.2, latitude + 0.2],
            };
            assert!(
                land.iter().any(|ring| !window.rings(ring).is_empty()),
                "{latitude} {longitude}"
            );
        }
        for (latitude, longitude) in [(30.0, -45.0), (0.0, -150.0), (-50.0, 179.99)] {
            let window = Window {
                low: [longitude - 0.2, latitude - 0.2],
                high: [longitude + 0.2, latitude + 0.2],
            };
            assert!(
                land.iter().all(|ring| window.rings(ring).is_empty()),
                "{latitude} {longitude}"
            );
        }
    }
}
