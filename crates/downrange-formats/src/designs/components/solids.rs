//! Closed forms of volumes with their centres and moments of inertia, for a density of 1 kg/m³.

use std::f64::consts::PI;

use downrange::mass::MassProperties;

/// A solid frustum from a radius to another, m; its centre counts from the forward end.
pub fn frustum(length: f64, [fore, aft]: [f64; 2]) -> MassProperties {
    let (a, b) = (fore, aft);
    let squares = a * a + a * b + b * b;
    if length <= 0.0 || squares <= 0.0 {
        return MassProperties::default();
    }
    let mass = PI * length * squares / 3.0;
    let center = length * (a * a + 2.0 * a * b + 3.0 * b * b) / (4.0 * squares);
    let fourth = a.powi(4) + a.powi(3) * b + a * a * b * b + a * b.powi(3) + b.powi(4);
    let axial = PI * length * fourth / 10.0;
    // About the forward end: half of that across the axis, and the integral of π r² x².
    let along = PI * length.powi(3) * (a * a / 30.0 + a * b / 10.0 + b * b / 5.0);
    MassProperties {
        mass,
        center,
        axial,
        transverse: axial / 2.0 + along - mass * center * center,
    }
}

/// A hollow cylinder of two radii, m, its forward end at the origin; one without a wall has no mass, and its centre in the middle.
pub fn ring(length: f64, outer: f64, inner: f64) -> MassProperties {
    if length <= 0.0 || outer <= inner {
        return MassProperties::point(0.0, length.max(0.0) / 2.0);
    }
    frustum(length, [outer; 2]).minus(frustum(length, [inner; 2]))
}

/// The same thing of another density, kg/m³.
pub fn of_density(volume: MassProperties, density: f64) -> MassProperties {
    MassProperties {
        mass: volume.mass * density,
        center: volume.center,
        axial: volume.axial * density,
        transverse: volume.transverse * density,
    }
}

/// The same form with another mass, kg: its moments of inertia grow with it.
pub fn of_mass(own: MassProperties, mass: f64) -> MassProperties {
    match own.mass > 0.0 {
        true => of_density(own, mass / own.mass),
        false => MassProperties::point(mass, own.center),
    }
}

/// A plate of an outline, m, and thickness, m: area times thickness as mass, the centre aft of the outline's origin, and
/// moments about its own centre; `base` is the distance of the outline's base from the axis, m.
pub fn plate(corners: &[(f64, f64)], thickness: f64, base: f64) -> Plate {
    // Moments of a polygon by Green's theorem; y from the axis.
    let (mut area, mut x1, mut y1, mut x2, mut y2) = (0.0, 0.0, 0.0, 0.0, 0.0);
    for (index, &(ax, ay)) in corners.iter().enumerate() {
        let next = (index + 1) % corners.len();
        let (bx, by) = corners.get(next).copied().unwrap_or_default();
        let (ay, by) = (ay + base, by + base);
        let cross = ax * by - bx * ay;
        area += cross / 2.0;
        x1 += (ax + bx) * cross / 6.0;
        y1 += (ay + by) * cross / 6.0;
        x2 += (ax * ax + ax * bx + bx * bx) * cross / 12.0;
        y2 += (ay * ay + ay * by + by * by) * cross / 12.0;
    }
    if area == 0.0 {
        return Plate::default();
    }
    let center = x1 / area;
    Plate {
        volume: area.abs() * thickness,
        center,
        height: y1 / area,
        along: (x2 / area - center * center).max(0.0),
        out: y2 / area,
    }
}

/// A plate that stands on the axis like a fin.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Plate {
    /// Volume, m³.
    pub volume: f64,
    /// Its centre, m aft of the origin.
    pub center: f64,
    /// Its centre, m from the axis.
    pub height: f64,
    /// Mean square of the distance from its centre along the axis, m².
    pub along: f64,
    /// Mean square of the distance from the axis, m².
    pub out: f64,
}

impl Plate {
    /// So many of them around the axis, of a density, kg/m³; averaged over the directions across.
    pub fn around(self, count: u32, density: f64) -> MassProperties {
        let mass = f64::from(count) * self.volume * density;
        MassProperties {
            mass,
            center: self.center,
            axial: mass * self.out,
            transverse: mass * (self.along + 0.5 * self.out),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(value: f64, expected: f64) {
        let off = (value / expected - 1.0).abs();
        assert!(off < 1e-12, "{value}, expected {expected}");
    }

    /// A cone: `π r² h / 3`, its centre three quarters from the tip, `3/10 m r²` and `m (3/20 r² + 3/80 h²)`.
    #[test]
    fn a_cone_and_a_cylinder_by_their_formulas() {
        let cone = frustum(0.3, [0.0, 0.05]);
        let mass = PI * 0.0025 * 0.1;
        near(cone.mass, mass);
        near(cone.center, 0.225);
        near(cone.axial, 0.3 * mass * 0.0025);
        near(cone.transverse, mass * (0.15 * 0.0025 + 0.0375 * 0.09));
        let tube = ring(1.0, 0.05, 0.048);
        let mass = PI * (0.0025 - 0.002_304);
        near(tube.mass, mass);
        near(tube.center, 0.5);
        near(tube.axial, mass * (0.0025 + 0.002_304) / 2.0);
        near(
            tube.transverse,
            mass * (3.0 * (0.0025 + 0.002_304) + 1.0) / 12.0,
        );
    }

    /// A rectangle on the body by the parallel-axis theorem.
    #[test]
    fn rectangular_fins_by_the_parallel_axis_theorem() {
        let corners = [(0.0, 0.0), (0.0, 0.1), (0.2, 0.1), (0.2, 0.0)];
        let set = plate(&corners, 0.003, 0.05).around(4, 1000.0);
        let mass = 4.0 * 0.2 * 0.1 * 0.003 * 1000.0;
        near(set.mass, mass);
        near(set.center, 0.1);
        let out = 0.01 / 12.0 + 0.01;
        near(set.axial, mass * out);
        near(set.transverse, mass * (0.04 / 12.0 + 0.5 * out));
    }
}
