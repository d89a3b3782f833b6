//! The masses of a vehicle by part.

use downrange::flight::{Launch, Vehicle};
use downrange::mass::MassProperties;
use downrange::rocket::{Part, PartMass, PartShape, Rocket, Stage};

use crate::page::{Cell, PageRow, PageTable, number, text};
use crate::units::{DisplayUnit, Units};

/// The parts of a rocket of less than this, kg, are told in grams or ounces.
const SMALL: f64 = 1.0;

/// How the masses of a rocket are shown.
#[derive(Clone, Copy)]
struct Shown {
    length: DisplayUnit,
    mass: DisplayUnit,
}

/// A table of masses: each part, motor and stage with its length, mass and centre from the nose tip.
pub fn masses(launch: &Launch, units: Units) -> Option<PageTable> {
    let whole_rocket = match &launch.vehicle {
        Vehicle::Object(_) => return None,
        Vehicle::Rocket(rocket) => rocket,
        Vehicle::Stack(stack) => stack.whole(),
    };
    let shown = Shown {
        length: units.length(),
        mass: match whole_rocket.without_motor().mass < SMALL {
            true => units.small_mass(),
            false => units.mass(),
        },
    };
    let mut rows = Vec::new();
    parts(&mut rows, whole_rocket, shown);
    whole(&mut rows, whole_rocket, shown);
    match &launch.vehicle {
        Vehicle::Stack(stack) => {
            for stage in stack.stages() {
                stage_motors(&mut rows, stage, shown);
            }
        }
        _ => motors(&mut rows, whole_rocket, shown),
    }
    let columns = [
        text("part"),
        text("is"),
        number("length"),
        number("mass"),
        number("centre"),
    ];
    Some(PageTable {
        class: "plain",
        ..PageTable::new("Masses by part", columns, rows)
    })
}

fn row(
    name: &str,
    what: &str,
    length: Option<f64>,
    mass: Option<MassProperties>,
    shown: Shown,
) -> PageRow {
    let length_of =
        |value: Option<f64>| value.map_or_else(String::new, |value| shown.length.show(value));
    PageRow::new(
        name,
        [
            what.to_owned(),
            length_of(length),
            mass.map_or_else(String::new, |each| shown.mass.show(each.mass)),
            length_of(mass.map(|each| each.center)),
        ],
    )
}

fn parts(rows: &mut Vec<PageRow>, rocket: &Rocket, shown: Shown) {
    let described = &rocket.description().parts;
    let mut parts: Vec<(&Part, MassProperties)> =
        described.iter().zip(rocket.part_masses()).collect();
    parts.sort_by(|(a, _), (b, _)| a.position.total_cmp(&b.position));
    for (part, mass) in parts {
        let (what, length) = kind(&part.shape);
        let mass = (part.stuff != PartMass::Weightless).then_some(mass);
        rows.push(row(&part.name, what, length, mass, shown));
    }
}

/// What a part is, and how long, m.
fn kind(shape: &PartShape) -> (&'static str, Option<f64>) {
    match shape {
        PartShape::Nose(nose) => ("nose cone", Some(nose.length)),
        PartShape::Tube(tube) => ("body tube", Some(tube.length)),
        PartShape::Transition(transition) => ("transition", Some(transition.length)),
        PartShape::Fins(fins) => ("fins", Some(fins.outline.root_chord())),
        PartShape::Lug { length, .. } => ("launch lug", Some(*length)),
        PartShape::RailButton { .. } => ("rail button", None),
        PartShape::Mass { length, .. } => ("inside", (*length > 0.0).then_some(*length)),
    }
}

fn whole(rows: &mut Vec<PageRow>, rocket: &Rocket, shown: Shown) {
    let name = match rocket.description().given.mass {
        Some(_) => "All without motors, as given",
        None => "All without motors",
    };
    let mut all = row(
        name,
        "",
        Some(rocket.length()),
        Some(rocket.without_motor()),
        shown,
    );
    all.strong = true;
    rows.push(all);
}

fn motors(rows: &mut Vec<PageRow>, rocket: &Rocket, shown: Shown) {
    if let Some(mounted) = &rocket.description().motor {
        let what = match mounted.count() {
            1 => "motor".to_owned(),
            count => format!("{count} motors"),
        };
        let length = Some(mounted.motor.length);
        let mass = Some(rocket.motors(0.0));
        rows.push(row(&mounted.motor.name, &what, length, mass, shown));
    }
}

fn stage_motors(rows: &mut Vec<PageRow>, stage: &Stage, shown: Shown) {
    let from = rows.len();
    let mut rocket = Vec::new();
    motors(&mut rocket, &stage.rocket, shown);
    rows.append(&mut rocket);
    if let Some(last) = rows.get_mut(from)
        && let Some(what) = last.cells.first_mut()
    {
        let of = match stage.copies {
            1 => format!("{} of {}", what.text, stage.name),
            copies => format!("{} of each of {copies} {}", what.text, stage.name),
        };
        *what = Cell::from(of);
    }
}
