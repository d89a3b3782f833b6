//! The outlines of a rocket's parts, in metres.

use std::f64::consts::TAU;

use downrange::rocket::shape::FinSet;
use downrange::rocket::{MountedMotor, Part, PartShape, Rocket};

/// What an outline shows, in the order in which it is painted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DrawnKind {
    /// Fins behind the body.
    FarFin,
    /// The skin of the body.
    Body,
    /// What is inside.
    Inside,
    /// A motor.
    Motor,
    /// Fins before the body.
    NearFin,
    /// Lugs and rail buttons.
    Guide,
}

/// A closed outline in the plane of the picture.
#[derive(Debug, Clone, PartialEq)]
pub struct DrawnOutline {
    /// What it shows.
    pub kind: DrawnKind,
    /// Corners, m: aft from the nose tip and up for a view from the side; right and up for one from behind.
    pub corners: Vec<[f64; 2]>,
}

/// A part or motor: what it is called, and its outlines in one view.
#[derive(Debug, Clone, PartialEq)]
pub struct Drawn {
    /// Its name.
    pub name: String,
    /// One, or one a fin, copy or motor.
    pub outlines: Vec<DrawnOutline>,
}

/// Corners of a circle.
const ROUND: usize = 48;

/// Roll angle of the first fin, rad, so that none of three or four hides another from the side: they stand as an X or a Y.
fn first_fin(count: u32) -> f64 {
    match count {
        // One up and two aslant, of which one looks at the reader.
        3 => 0.25 * TAU,
        count if count % 2 == 0 => 0.5 * TAU / f64::from(count),
        _ => 0.25 * TAU,
    }
}

/// A fin that turns less than this out of the line of sight is seen on edge, rad.
const EDGE_ON: f64 = 1e-4;

/// Where the fins of a set stand, rad: zero is to the right seen from behind, a quarter turn up.
fn fin_angles(fins: &FinSet) -> impl Iterator<Item = f64> {
    let count = fins.count;
    // Roll angles grow downward.
    let first = fins.angle.map_or_else(|| first_fin(count), |angle| -angle);
    (0..count).map(move |index| first - TAU * f64::from(index) / f64::from(count))
}

/// Half the width of a body at a part, m.
fn radius_at(rocket: &Rocket, x: f64) -> f64 {
    let body = rocket.body();
    let radius = body
        .radius_at(x)
        .or_else(|| body.diameter().map(|d| 0.5 * d));
    radius.unwrap_or(0.5 * rocket.reference_diameter())
}

fn root_radius(rocket: &Rocket, fins: &FinSet, x: f64) -> f64 {
    let given = fins.body_diameter.map(|diameter| 0.5 * diameter);
    given.unwrap_or_else(|| radius_at(rocket, x))
}

fn rectangle(from: [f64; 2], to: [f64; 2]) -> Vec<[f64; 2]> {
    vec![from, [to[0], from[1]], to, [from[0], to[1]]]
}

fn circle([x, y]: [f64; 2], radius: f64) -> Vec<[f64; 2]> {
    (0..ROUND)
        .map(|corner| {
            let (sine, cosine) = (TAU * corner as f64 / ROUND as f64).sin_cos();
            [x + radius * cosine, y + radius * sine]
        })
        .collect()
}

fn outline(kind: DrawnKind, corners: Vec<[f64; 2]>) -> DrawnOutline {
    DrawnOutline { kind, corners }
}

/// A part from the side.
pub fn from_side(rocket: &Rocket, index: usize, part: &Part) -> Drawn {
    let x = part.position;
    let outlines = match &part.shape {
        PartShape::Nose(_) | PartShape::Tube(_) | PartShape::Transition(_) => {
            let mut sections = rocket.body().sections.iter();
            let section = sections.find(|section| section.part == index);
            let contour = section.map_or(&[][..], |section| &section.contour);
            let upper = contour.iter().map(|(x, r)| [*x, *r]);
            let lower = contour.iter().rev().map(|(x, r)| [*x, -r]);
            vec![outline(DrawnKind::Body, upper.chain(lower).collect())]
        }
        PartShape::Fins(fins) => {
            let root = root_radius(rocket, fins, x);
            let corners = fins.outline.corners();
            fin_angles(fins)
                .map(|angle| {
                    let (up, toward) = angle.sin_cos();
                    let kind = match toward < -EDGE_ON {
                        true => DrawnKind::FarFin,
                        false => DrawnKind::NearFin,
                    };
                    let corner = |(along, out): &(f64, f64)| [x + along, (root + out) * up];
                    let mut corners: Vec<[f64; 2]> = corners.iter().map(corner).collect();
                    // A fin that is seen on edge is as thick as it is.
                    if up.abs() < EDGE_ON {
                        let aft = corners.iter().fold(x, |aft, [along, _]| along.max(aft));
                        let half = 0.5 * fins.thickness;
                        corners = rectangle([x, -half], [aft, half]);
                    }
                    outline(kind, corners)
                })
                .collect()
        }
        PartShape::Lug {
            length,
            outer_diameter,
            ..
        } => {
            let top = -radius_at(rocket, x);
            let corners = rectangle([x, top], [x + length, top - outer_diameter]);
            vec![outline(DrawnKind::Guide, corners)]
        }
        PartShape::RailButton { diameter, height } => {
            let top = -radius_at(rocket, x);
            let corners = rectangle([x, top], [x + diameter, top - height]);
            vec![outline(DrawnKind::Guide, corners)]
        }
        PartShape::Mass { length, diameter } => {
            let half = 0.5 * diameter;
            vec![outline(
                DrawnKind::Inside,
                rectangle([x, -half], [x + length, half]),
            )]
        }
    };
    Drawn {
        name: part.name.clone(),
        outlines,
    }
}

/// A part from behind; nothing of what is inside.
pub fn from_behind(rocket: &Rocket, index: usize, part: &Part) -> Drawn {
    let x = part.position;
    let outlines = match &part.shape {
        PartShape::Nose(_) | PartShape::Tube(_) | PartShape::Transition(_) => {
            let sections = rocket.body().sections.iter();
            let widest = sections
                .filter(|section| section.part == index)
                .flat_map(|section| section.contour.iter().map(|corner| corner.1))
                .fold(0.0, f64::max);
            vec![outline(DrawnKind::Body, circle([0.0; 2], widest))]
        }
        PartShape::Fins(fins) => {
            let root = root_radius(rocket, fins, x);
            let corners = fins.outline.corners();
            let span = corners
                .iter()
                .fold(0.0, |most: f64, (_, out)| out.max(most));
            let half = 0.5 * fins.thickness;
            fin_angles(fins)
                .map(|angle| {
                    let (sine, cosine) = angle.sin_cos();
                    let turned = |[out, across]: [f64; 2]| {
                        [out * cosine - across * sine, out * sine + across * cosine]
                    };
                    let plate = rectangle([root, -half], [root + span, half]);
                    outline(DrawnKind::FarFin, plate.into_iter().map(turned).collect())
                })
                .collect()
        }
        PartShape::Lug { outer_diameter, .. } => {
            let half = 0.5 * outer_diameter;
            let center = [0.0, -radius_at(rocket, x) - half];
            vec![outline(DrawnKind::Guide, circle(center, half))]
        }
        PartShape::RailButton { diameter, height } => {
            let top = -radius_at(rocket, x);
            let half = 0.5 * diameter;
            vec![outline(
                DrawnKind::Guide,
                rectangle([-half, top], [half, top - height]),
            )]
        }
        PartShape::Mass { .. } => Vec::new(),
    };
    Drawn {
        name: part.name.clone(),
        outlines,
    }
}

/// Motors whose makers do not say how wide they are, are drawn as wide as this share of the body.
const UNKNOWN_WIDTH: f64 = 0.5;

fn motor_radius(rocket: &Rocket, mounted: &MountedMotor) -> f64 {
    let diameter = mounted.motor.diameter;
    0.5 * diameter.unwrap_or(UNKNOWN_WIDTH * rocket.reference_diameter())
}

/// Its motors, from the side and from behind.
pub fn motors(rocket: &Rocket) -> Option<[Drawn; 2]> {
    let mounted = rocket.description().motor.as_ref()?;
    let (fore, radius) = (rocket.motor_position(), motor_radius(rocket, mounted));
    let aft = fore + mounted.motor.length;
    let places = mounted.places();
    let side = places.iter().map(|place| {
        let [_, down] = place.offset();
        let corners = rectangle([fore, radius - down], [aft, -radius - down]);
        outline(DrawnKind::Motor, corners)
    });
    let behind = places.iter().map(|place| {
        let [right, down] = place.offset();
        outline(DrawnKind::Motor, circle([right, -down], radius))
    });
    let drawn = |outlines| Drawn {
        name: mounted.motor.name.clone(),
        outlines,
    };
    Some([drawn(side.collect()), drawn(behind.collect())])
}
