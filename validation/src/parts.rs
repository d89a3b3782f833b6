//! Forces of parts: each drag term against what was measured of a part alone, as the difference of two runs or by its pressure.
//!
//! Sums hide errors that compensate. What stands here was measured so that one term shows:
//!
//! | part | measured | where it was read |
//! |---|---|---|
//! | Arcas Robin's body | axial force without fins and base, Mach 0.6 to 1.2 | plots of J. C. Ferris, NASA TN D-4013, 1967 |
//! | Arcas Robin's fins | the same with fins less that without; strips of grit, as in the tunnel | the same |
//! | base of a cylinder | pressure behind turbulent layers, E. S. Love, NACA TN 3819, 1957 | a second-hand reading of figure 8 of L. H. Jorgensen, NASA TN D-6996, 1973; DATCOM's curve in a second hand within 5 % of it |
//! | flat-faced cylinder along the stream | drag at low speed, 4 and 7 diameters long | a table in C. Matthews, *Aeronautical Engineer's Data Book*, 2002, §5 |
//! | plate with square edges | drag at low speed, six thicknesses long (Hoerner 1965, ch. 3) | second-hand, the book was not at hand |
//!
//! Allowed is twice the standard uncertainty that a term has in [`downrange::aero::DragTerm`], so that each band holds its
//! measurements or says why not. Of a rail guide or a lug on a body no measurement was found.

use std::path::Path;

use anyhow::Context;
use downrange::aero::{Aerodynamics, DragBreakdown};
use downrange::rocket::shape::{FinOutline, FinSection, FinSet, Tube};
use downrange::rocket::{
    Overrides, Part, PartMass, PartOverrides, PartShape, Rocket, RocketDescription,
};
use downrange_formats::read_launch;

use crate::{Check, Group};

/// Reynolds number per metre of the tunnel (NASA TN D-4013).
const TUNNEL: f64 = 9.8e6;
/// Reynolds number per metre and Mach number at sea level.
const SEA_LEVEL: f64 = 2.33e7;
/// Mach number that stands for low speed.
const SLOW: f64 = 0.1;
/// Mach number, axial force of Arcas Robin without base: with fins, without.
const ARCAS: [[f64; 3]; 6] = [
    [0.60, 0.295, 0.2214],
    [0.80, 0.309, 0.2309],
    [0.90, 0.350, 0.2611],
    [0.95, 0.46, 0.2930],
    [1.00, 0.683, 0.4174],
    [1.20, 0.596, 0.4297],
];
/// Below this Mach number the fins have no waves.
const TRANSONIC: f64 = 0.95;
/// Why the body has too much drag at low speed.
const STEEP: &str = "Behind a boat-tail of 15° we let the flow separate over more than half of it, with the base's pressure there; by the measurement it \
                     does so over less, or the lip behind it (not drawn) raises the pressure.";
/// Why the fins have too little.
const FAIRINGS: &str = "The fairings, 0.1 in high, at the roots of the fins are not drawn.";
/// Mach number and drag of the base on its own area.
const BASES: [(f64, f64); 8] = [
    (1.25, 0.183),
    (1.5, 0.175),
    (2.0, 0.145),
    (2.5, 0.115),
    (3.0, 0.093),
    (3.5, 0.080),
    (4.0, 0.066),
    (5.0, 0.046),
];
/// Length over diameter and drag of a flat-faced cylinder.
const CYLINDERS: [(f64, f64); 2] = [(4.0, 0.87), (7.0, 0.99)];
/// Length over thickness and drag of a plate with square edges.
const PLATE: (f64, f64) = (6.0, 0.90);

/// The group.
///
/// # Errors
/// When a drawing cannot be read.
pub fn group() -> anyhow::Result<Group> {
    let mut checks = arcas_robin()?;
    checks.extend(bases()?);
    for (length, measured) in CYLINDERS {
        let drag = alone(length, PLATE.0, SLOW)?[0];
        checks.push(check(
            format!("flat-faced cylinder, {length} diameters long"),
            "drag",
            (drag, drag.total()),
            measured,
        ));
    }
    checks.push(plate()?);
    Ok(Group {
        title: "Parts",
        reference: "measured",
        note: "Allowed is twice the standard uncertainty of the terms, in proportion to their shares. Second-hand readings: bases, cylinders, \
               plate. No measurement of a rail guide or a lug on a body was found."
            .to_owned(),
        checks,
        charts: Vec::new(),
    })
}

/// A row: a drag and the terms that it is made of.
fn check(
    case: String,
    quantity: &'static str,
    (terms, ours): (DragBreakdown, f64),
    measured: f64,
) -> Check {
    let allowed = 2.0 * terms.uncertainty() / ours;
    Check::share(case, quantity, ours, measured, allowed)
}

fn arcas_robin() -> anyhow::Result<Vec<Check>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("windtunnel/arcas_robin.toml");
    let launch = read_launch(&path)
        .map_err(|error| anyhow::anyhow!(error.to_string()))?
        .launch;
    let drawn = launch.vehicle.rocket().context("nothing is drawn")?;
    let mut bare = drawn.description().clone();
    bare.parts
        .retain(|part| !matches!(part.shape, PartShape::Fins(_)));
    let bare = Rocket::new(bare).map_err(|fault| anyhow::anyhow!(fault.message))?;
    let [bare, whole] =
        [&bare, drawn].map(|rocket| Aerodynamics::new(rocket).with_transition_strips());
    let mut checks = Vec::new();
    for [mach, with, without] in ARCAS {
        let of = |aero: &Aerodynamics| DragBreakdown {
            base: 0.0,
            ..aero.drag_breakdown(mach, TUNNEL, false)
        };
        let (finned, body) = (of(&whole), of(&bare));
        let fins = DragBreakdown {
            friction: finned.friction - body.friction,
            pressure: finned.pressure - body.pressure,
            fins: finned.fins,
            ..DragBreakdown::default()
        };
        let case = |part| format!("Arcas Robin's {part}, Mach {mach:.2}");
        let drag = "axial force";
        let slow = mach < TRANSONIC;
        let because = |reason: &str, holds: bool| holds.then(|| reason.to_owned());
        checks.push(Check {
            reason: because(STEEP, mach < 0.7),
            ..check(case("body"), drag, (body, body.total()), without)
        });
        checks.push(Check {
            reason: because(FAIRINGS, slow),
            ..check(case("fins"), drag, (fins, fins.total()), with - without)
        });
    }
    Ok(checks)
}

fn bases() -> anyhow::Result<Vec<Check>> {
    let row = |(mach, measured): (f64, f64)| {
        let base = alone(10.0, PLATE.0, mach)?[0].base;
        let terms = DragBreakdown {
            base,
            ..DragBreakdown::default()
        };
        let case = format!("base of a cylinder, Mach {mach}");
        Ok(check(case, "drag", (terms, base), measured))
    };
    BASES.into_iter().map(row).collect()
}

fn plate() -> anyhow::Result<Check> {
    let (length, measured) = PLATE;
    let drag = alone(10.0, length, SLOW)?[1];
    Ok(check(
        format!("plate with square edges, {length} thicknesses long"),
        "drag",
        (drag, drag.total()),
        measured,
    ))
}

/// Drag of a flat-faced cylinder so many diameters long, and of plates with square edges on it, so many thicknesses long and so wide that their
/// tips do not count; each on its own frontal area.
fn alone(cylinder: f64, plate: f64, mach: f64) -> anyhow::Result<[DragBreakdown; 2]> {
    let (thickness, span, count) = (0.01, 1.0, 3);
    let chord = plate * thickness;
    let tube = PartShape::Tube(Tube {
        length: cylinder,
        outer_diameter: 1.0,
        inner_diameter: 0.0,
    });
    let plates = PartShape::Fins(FinSet {
        count,
        outline: FinOutline::Trapezoidal {
            root_chord: chord,
            tip_chord: chord,
            span,
            sweep_length: 0.0,
        },
        thickness,
        section: FinSection::Square,
        edge_radius: 0.0,
        cant: 0.0,
        body_diameter: None,
        angle: None,
    });
    let rocket = rocket(vec![part("tube", 0.0, tube), part("plates", 1.0, plates)])?;
    let aero = Aerodynamics::new(&rocket);
    let shares = aero.shares(&rocket, mach, SEA_LEVEL * mach);
    let [tube, plates] = shares.as_slice() else {
        anyhow::bail!("two parts have {} shares", shares.len());
    };
    let scale = aero.reference_area / (f64::from(count) * thickness * span);
    let plates = plates.drag_power_off;
    let plates = DragBreakdown {
        friction: scale * plates.friction,
        fins: scale * plates.fins,
        ..DragBreakdown::default()
    };
    Ok([tube.drag_power_off, plates])
}

fn part(name: &str, position: f64, shape: PartShape) -> Part {
    Part {
        name: name.to_owned(),
        position,
        shape,
        stuff: PartMass::Mass(1.0),
        roughness: None,
        given: PartOverrides::default(),
    }
}

fn rocket(parts: Vec<Part>) -> anyhow::Result<Rocket> {
    let description = RocketDescription {
        name: "part".to_owned(),
        parts,
        given: Overrides::default(),
        motor: None,
        parachutes: Vec::new(),
        roughness: 0.0,
        thrust_misalignment: 0.0,
        thrust_offset: 0.0,
        thrust_azimuth: 0.0,
    };
    Rocket::new(description).map_err(|fault| anyhow::anyhow!(fault.message))
}
