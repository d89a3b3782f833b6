//! Mass, centre and moments of inertia of one component by itself, as OpenRocket computes masses and centres
//! (`getComponentMass`, `getComponentCG` of each class). Positions count from the component's forward end; of several alike
//! they are together.
//!
//! Moments of inertia are those of the form: OpenRocket's own leave some of them out (buttons, the tabs of fins).

use std::f64::consts::PI;

use downrange::mass::MassProperties;

use super::component::{
    BodyComponent, ComponentKind, FinComponent, Lug, Packed, RailButtons, RingComponent, Shoulder,
    TubeFins,
};
use super::solids::{Plate, frustum, of_density, plate, ring};

/// Slices of a body (`SymmetricComponent.DIVISIONS`).
const SLICES: u32 = 128;

/// Shorter shoulders are none, m (`Transition.MINFEATURE`).
const SHORTEST: f64 = 0.001;

/// Smaller tabs are none, m² (`FinSet.minimumTabArea`).
const LEAST_TAB: f64 = 1e-8;

/// The mass of a component without what stands in it; where it has none, its centre is still there, for a mass that is given.
pub fn own_mass(kind: &ComponentKind<'_>) -> MassProperties {
    let own = massive(kind);
    match own.mass > 0.0 {
        true => own,
        false => MassProperties::point(0.0, middle(kind)),
    }
}

/// The middle of a component, m from its forward end.
fn middle(kind: &ComponentKind<'_>) -> f64 {
    let line = |length: f64, count: u32, separation: f64| {
        (length + f64::from(count.saturating_sub(1)) * separation) / 2.0
    };
    match kind {
        ComponentKind::Assembly(_) => 0.0,
        ComponentKind::Body(body) => body.length / 2.0,
        ComponentKind::Fins(fins) => plate(&fins.outline.corners(), 1.0, 0.0).center,
        ComponentKind::TubeFins(tubes) => tubes.length / 2.0,
        ComponentKind::Lug(lug) => line(lug.length, lug.count, lug.separation),
        ComponentKind::Button(button) => line(0.0, button.count, button.separation),
        ComponentKind::Ring(ring) => line(ring.length, ring.line.0, ring.line.1),
        ComponentKind::Mass(packed) => packed.length / 2.0,
        ComponentKind::Device(device) => device.packed.length / 2.0,
    }
}

fn massive(kind: &ComponentKind<'_>) -> MassProperties {
    match kind {
        ComponentKind::Assembly(_) => MassProperties::default(),
        ComponentKind::Body(body) => of_density(body_volume(body), body.density),
        ComponentKind::Fins(fins) => fin_mass(fins),
        ComponentKind::TubeFins(tubes) => tube_fins(tubes),
        ComponentKind::Lug(lug) => lugs(lug),
        ComponentKind::Button(button) => buttons(button),
        ComponentKind::Ring(ring) => rings(ring),
        ComponentKind::Mass(packed) => cylinder(packed),
        ComponentKind::Device(device) => cylinder(&device.packed),
    }
}

fn body_volume(body: &BodyComponent<'_>) -> MassProperties {
    let skin = match body.curve {
        None => {
            let radius = body.radii[0];
            let inner = body.wall.map_or(0.0, |wall| (radius - wall).max(0.0));
            ring(body.length, radius, inner)
        }
        Some(_) => curved(body),
    };
    let [fore, aft] = body.shoulders;
    // Caps count only where a shoulder is long enough, at either end.
    if fore.length.max(aft.length) <= SHORTEST {
        return skin;
    }
    let forward = shoulder(fore);
    let forward = MassProperties {
        center: -forward.center,
        ..forward
    };
    skin.plus(forward).plus(shoulder(aft).shifted(body.length))
}

/// A curved wall, its thickness measured across the skin, as frustums.
fn curved(body: &BodyComponent<'_>) -> MassProperties {
    let slice = body.length / f64::from(SLICES);
    if slice <= 0.0 {
        return MassProperties::default();
    }
    let at = |index: u32| body.radius(slice * f64::from(index));
    let frustums = (0..SLICES).map(|index| {
        let outer = [at(index), at(index + 1)];
        let across = (outer[1] - outer[0]).hypot(slice) / slice;
        let inner = body.wall.map_or([0.0; 2], |wall| {
            outer.map(|radius| (radius - wall * across).max(0.0))
        });
        frustum(slice, outer)
            .minus(frustum(slice, inner))
            .shifted(slice * f64::from(index))
    });
    frustums.sum()
}

/// A shoulder and its cap, from the end of the body out.
fn shoulder(shoulder: Shoulder) -> MassProperties {
    let inner = (shoulder.radius - shoulder.wall).max(0.0);
    let tube = match shoulder.length > SHORTEST {
        true => ring(shoulder.length, shoulder.radius, inner),
        false => MassProperties::default(),
    };
    let cap = match shoulder.capped {
        true => ring(shoulder.wall, inner, 0.0).shifted(shoulder.length - shoulder.wall),
        false => MassProperties::default(),
    };
    tube.plus(cap)
}

/// Fins with tabs and fillets (`FinSet.calculateCM`).
fn fin_mass(fins: &FinComponent) -> MassProperties {
    let base = fins.body_radius;
    let fin = plate(
        &fins.outline.corners(),
        fins.thickness * fins.fullness,
        base,
    );
    let (height, length, fore) = fins.tab;
    let tab = match height * length > LEAST_TAB {
        true => {
            let corners = [
                (fore, -height),
                (fore, 0.0),
                (fore + length, 0.0),
                (fore + length, -height),
            ];
            plate(&corners, fins.thickness, base)
        }
        false => Plate::default(),
    };
    let (radius, density) = fins.fillet;
    let fillet = fillet(radius, base, fins.outline.root_chord());
    fin.around(fins.count, fins.density)
        .plus(tab.around(fins.count, fins.density))
        .plus(fillet.around(fins.count, density))
}

/// The fillets on both sides of a fin: between the fin and the body, circles of a radius, m, that touch both
/// (`FinSet.calculateFilletCrossSection`).
fn fillet(radius: f64, body: f64, chord: f64) -> Plate {
    if radius <= 0.0 || body <= 0.0 {
        return Plate::default();
    }
    let hypotenuse = radius + body;
    let (inner, outer) = ((radius / hypotenuse).asin(), (radius / hypotenuse).acos());
    let triangle = outer.tan() * radius * radius / 2.0;
    let side = triangle - outer * radius * radius / 2.0 - inner * body * body / 2.0;
    let height = body + radius / 5.0;
    Plate {
        volume: 2.0 * side.max(0.0) * chord,
        center: chord / 2.0,
        height,
        along: chord * chord / 12.0,
        out: height * height,
    }
}

fn tube_fins(tubes: &TubeFins) -> MassProperties {
    let one = ring(tubes.length, tubes.radius, tubes.radius - tubes.wall);
    let one = of_density(one, tubes.density);
    one.around(tubes.count, tubes.body_radius + tubes.radius)
}

fn lugs(lug: &Lug) -> MassProperties {
    let one = of_density(
        ring(lug.length, lug.radius, lug.radius - lug.wall),
        lug.density,
    );
    in_line(
        one.around(1, lug.body_radius + lug.radius),
        lug.count,
        lug.separation,
    )
}

/// Base, shaft and flange, and the round head of the screw (`RailButton.getComponentVolume`).
fn buttons(button: &RailButtons) -> MassProperties {
    let [outer, inner] = button
        .diameters
        .map(|diameter| PI / 4.0 * diameter * diameter);
    let [height, base, flange, screw] = button.heights;
    let shaft = (height - flange - base).max(0.0);
    let volumes = [
        (outer * base, base / 2.0),
        (inner * shaft, base + shaft / 2.0),
        (outer * flange, height - flange / 2.0),
        (2.0 / 3.0 * outer * screw, height + 4.0 * screw / (3.0 * PI)),
    ];
    let volume: f64 = volumes.iter().map(|(volume, _)| volume).sum();
    let moment: f64 = volumes.iter().map(|(volume, at)| volume * at).sum();
    let one = MassProperties::point(volume * button.density, 0.0);
    let distance = button.body_radius + if volume > 0.0 { moment / volume } else { 0.0 };
    in_line(one.around(1, distance), button.count, button.separation)
}

fn rings(of: &RingComponent<'_>) -> MassProperties {
    let one = of_density(ring(of.length, of.radii[0], of.radii[1]), of.density);
    let around = of
        .places
        .iter()
        .map(|[y, z]| one.around(1, y.hypot(*z)))
        .sum();
    in_line(around, of.line.0, of.line.1)
}

fn cylinder(packed: &Packed) -> MassProperties {
    let (mass, radius, length) = (packed.mass, packed.radius, packed.length);
    let own = MassProperties {
        mass,
        center: length / 2.0,
        axial: mass * radius * radius / 2.0,
        transverse: mass * (3.0 * radius * radius + length * length) / 12.0,
    };
    own.around(1, packed.distance)
}

/// So many of them, each so far, m, aft of the one before it.
fn in_line(one: MassProperties, count: u32, separation: f64) -> MassProperties {
    (0..count)
        .map(|index| one.shifted(f64::from(index) * separation))
        .sum()
}

#[cfg(test)]
mod tests {
    use super::super::auto::Auto;
    use super::super::component::{Family, SkinCurve};
    use super::*;

    /// A solid cone with a shoulder of 20 mm and a cap of 2 mm, by hand.
    #[test]
    fn a_nose_cone_with_its_shoulder() {
        let shoulder = Shoulder {
            radius: 0.04,
            length: 0.02,
            wall: 0.002,
            capped: true,
        };
        let cone = ComponentKind::Body(BodyComponent {
            curve: Some(SkinCurve {
                family: Family::Conical,
                parameter: 0.0,
                clipped: false,
            }),
            length: 0.3,
            said: [Auto::Given(0.0), Auto::Given(0.05)],
            radii: [0.0, 0.05],
            wall: None,
            density: 1000.0,
            roughness: 0.0,
            shoulders: [Shoulder::default(), shoulder],
            mount: None,
        });
        let cone_mass = 1000.0 * PI * 0.0025 * 0.1;
        let tube = 1000.0 * PI * (0.0016 - 0.001_444) * 0.02;
        let cap = 1000.0 * PI * 0.001_444 * 0.002;
        let own = own_mass(&cone);
        let mass = cone_mass + tube + cap;
        let center = (cone_mass * 0.225 + tube * 0.31 + cap * 0.319) / mass;
        assert!((own.mass - mass).abs() < 1e-12, "{} {mass}", own.mass);
        assert!(
            (own.center - center).abs() < 1e-12,
            "{} {center}",
            own.center
        );
    }

    /// The fillet of a thin fin on a flat floor would fill `(1 - π/4) r²` on each side; on a body a hundred times as wide
    /// it nearly does.
    #[test]
    fn fillets_fill_the_corner() {
        let fillet = fillet(0.01, 1.0, 0.2);
        let flat = 2.0 * (1.0 - PI / 4.0) * 1e-4 * 0.2;
        // The body falls away under it by r²/2R, a twentieth of its height at most.
        assert!(
            (fillet.volume / flat - 1.0).abs() < 0.05,
            "{}",
            fillet.volume
        );
    }
}
