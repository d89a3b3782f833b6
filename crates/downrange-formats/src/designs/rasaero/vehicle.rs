//! `Simulation`: motors, weights and times; from these and the drawing, what flies.
//!
//! Weights and centres of gravity are of everything that is still together, motors included: `SustainerLaunchWt` of the
//! sustainer, `Booster1LaunchWt` of the sustainer on the first booster, and so on. What a section weighs without its motor
//! is what is left after the motor's mass, from its own file, and the sections above it are taken away; its centre
//! likewise (see [`Balance`]). The nozzle exit stands at the aft end of its section.
//!
//! The file says nothing of moments of inertia: what a section weighs without its motor is taken as spread evenly over the
//! skin of its body ([`Body::skin`](downrange::rocket::Body::skin)), about its centre of gravity. A
//! flight without wind does not depend on it.
//!
//! A booster leaves so long after its burn-out as its separation delay says; the motor above lights its ignition delay
//! after that.

use downrange::mass::MassProperties;
use downrange::motor::Motor;
use downrange::quantity::Dimension;
use downrange::rocket::shape::{FinOutline, FinSet};
use downrange::rocket::{
    AfterSeparation, Body, DescentMode, Ignition, Inertia, MountedMotor, Overrides, Parachute,
    Part, PartShape, Rocket, RocketDescription, Separation, SeparationTime, Stack, Stage,
};

use super::balance::Balance;
use super::design::{Design, Drawn};
use super::units::{inches, rounded, si};
use crate::designs::warnings::Warnings;
use crate::designs::xml::Node;
use crate::error::Error;
use crate::motors::{LibraryMotor, MotorLibrary};
use downrange::error::Fault;
use downrange::flight::Vehicle;

/// Standard pressure at sea level, Pa (US-1976): what motors' thrusts are measured at.
const SEA_LEVEL: f64 = 101_325.0;

/// A motor may be wider than a thin tube around it, or than the drawing's rounding of it, by this share.
const TIGHT: f64 = 0.03;

/// Roots may end behind the aft end by this much, m: the rounding of drawings.
const SLACK: f64 = 1e-3;

/// What a simulation calls the parts of a section, from the sustainer down.
struct Names {
    engine: &'static str,
    weight: &'static str,
    center: &'static str,
    nozzle: &'static str,
    /// The nozzle of the drawing.
    drawn_nozzle: &'static str,
    ignition: &'static str,
    separation: &'static str,
    include: &'static str,
}

const SECTIONS: [Names; 3] = [
    Names {
        engine: "SustainerEngine",
        weight: "SustainerLaunchWt",
        center: "SustainerCG",
        nozzle: "SustainerNozzleDiameter",
        drawn_nozzle: "SustainerNozzle",
        ignition: "SustainerIgnitionDelay",
        separation: "",
        include: "",
    },
    Names {
        engine: "Booster1Engine",
        weight: "Booster1LaunchWt",
        center: "Booster1CG",
        nozzle: "Booster1NozzleDiameter",
        drawn_nozzle: "Booster1Nozzle",
        ignition: "Booster1IgnitionDelay",
        separation: "Booster1SeparationDelay",
        include: "IncludeBooster1",
    },
    Names {
        engine: "Booster2Engine",
        weight: "Booster2LaunchWt",
        center: "Booster2CG",
        nozzle: "Booster2NozzleDiameter",
        drawn_nozzle: "Booster2Nozzle",
        ignition: "Booster2IgnitionDelay",
        separation: "Booster2Delay",
        include: "IncludeBooster2",
    },
];

/// What flies.
pub struct Flown {
    /// The vehicle.
    pub vehicle: Vehicle,
    /// Its motors as their files have them.
    pub motors: Vec<LibraryMotor>,
}

/// A section with its motor, placed and weighed.
struct Loaded<'a> {
    motor: Motor,
    library_motor: LibraryMotor,
    engine: Node<'a>,
    weight: Node<'a>,
    /// Without the motor, from the nose tip.
    dry: MassProperties,
    /// Delays as written, s: of the ignition and of the separation.
    ignition: f64,
    separation: f64,
}

/// What flies in a simulation.
pub fn read<'a>(
    simulation: Node<'a>,
    design: &Design<'a>,
    library: &MotorLibrary,
    parachutes: Vec<Parachute>,
    name: &str,
    warnings: &mut Warnings,
) -> Result<Flown, Error> {
    let count = included(simulation, design, warnings)?;
    let mut sections: Vec<Loaded<'a>> = Vec::new();
    // Weight and moment of everything above, kg and kg m.
    let mut above = (0.0, 0.0);
    for (index, names) in SECTIONS.iter().enumerate().take(count) {
        let parts = parts_of(design, index);
        let (fore, aft) = extent(design, index, &parts);
        let (motor, library_motor, engine) =
            motor(simulation, design, index, &parts, library, warnings)?;
        let weight = simulation.need(names.weight)?;
        let together = si(simulation.positive(names.weight)?, "lb", Dimension::Mass);
        let own = together - above.0;
        let dry_mass = rounded(own - motor.mass_properties(0.0).mass);
        if dry_mass <= 0.0 {
            return Err(too_light(weight, own, above.0, &motor, index));
        }
        let skin = body(&parts).skin(dry_mass);
        let loaded = motor.mass_properties(0.0).shifted(aft - motor.length);
        let balance = Balance {
            together,
            above: above.1 + loaded.mass * loaded.center,
            dry: dry_mass,
            section: (fore, aft),
        };
        let center = balance.center(simulation, names.center, skin.center, warnings)?;
        above = (
            together,
            above.1 + dry_mass * center + loaded.mass * loaded.center,
        );
        sections.push(Loaded {
            motor,
            library_motor,
            engine,
            weight,
            dry: MassProperties { center, ..skin },
            ignition: simulation.not_negative(names.ignition)?,
            separation: match names.separation {
                "" => 0.0,
                name => simulation.not_negative(name)?,
            },
        });
    }
    for (index, names) in SECTIONS.iter().enumerate().take(count) {
        // Stages stand in the order in which they leave.
        let (whole, motor) = match count {
            1 => ("rocket".to_owned(), "motor".to_owned()),
            _ => {
                let stage = format!("stages[{}]", count - 1 - index);
                (format!("{stage}.vehicle"), format!("{stage}.motor"))
            }
        };
        for (key, name, unit) in [
            ("mass", names.weight, "lb"),
            ("center_of_mass", names.center, "in"),
        ] {
            let said = simulation.word(name).unwrap_or_default();
            let remark = format!("{name} is {said} {unit}, with the motors");
            warnings.remark(&format!("{whole}.{key}"), remark);
        }
        let remark = "the file does not say: what is not motor, spread evenly over the skin";
        warnings.remark(&format!("{whole}.inertia"), remark);
        warnings.remark(&motor, simulation.word(names.engine).unwrap_or_default());
    }
    warnings.open(
        "moments of inertia are not said: what is not motor is taken as spread evenly over the skin of the body",
    );
    if let [.., lowest] = sections.as_slice()
        && lowest.ignition != 0.0
        && let Some(place) = simulation.child(SECTIONS[sections.len() - 1].ignition)
    {
        warnings.of(place, "the lowest motor lights at launch");
    }
    assemble(design, sections, parachutes, name, warnings)
}

/// The engines that a simulation names.
pub fn engines<'a>(simulation: Node<'a>) -> Vec<&'a str> {
    let named = SECTIONS.iter().filter_map(|names| {
        let mut elements = simulation.elements();
        let text = elements.find(|node| node.name() == names.engine)?.text();
        (!text.is_empty()).then_some(text)
    });
    named.collect()
}

/// How many sections fly: the sustainer and the boosters that the simulation includes.
fn included(
    simulation: Node<'_>,
    design: &Design<'_>,
    warnings: &mut Warnings,
) -> Result<usize, Error> {
    let mut count = 1;
    for (index, names) in SECTIONS.iter().enumerate().skip(1) {
        let on = simulation.flag(names.include)?;
        let booster = design.boosters.get(index - 1);
        match (on, booster) {
            (true, Some(_)) if count == index => count += 1,
            (true, _) => {
                let what = match booster {
                    Some(_) => "without the booster above it",
                    None => "but no such Booster is drawn",
                };
                let place = simulation.need(names.include)?;
                return Err(place.error_of_text(format!("{} {what}", names.include)));
            }
            (false, Some(booster)) => {
                warnings.of(
                    *booster,
                    format!("{} is not True: it stays on the ground", names.include),
                );
                booster.mark_used();
            }
            (false, None) => {}
        }
    }
    for names in &SECTIONS[count..] {
        let fields = [
            names.engine,
            names.weight,
            names.center,
            names.nozzle,
            names.drawn_nozzle,
            names.ignition,
            names.separation,
        ];
        for field in fields {
            let place = simulation.child(field).or_else(|| design.node.child(field));
            if let Some(place) = place
                && !matches!(place.text(), "" | "None")
                && place.text().parse() != Ok(0.0)
            {
                warnings.of(place, format!("{} is not True", names.include));
            }
        }
    }
    Ok(count)
}

/// The parts of a section; a boat-tail hidden in the section below is still its own.
fn parts_of<'d, 'a>(design: &'d Design<'a>, index: usize) -> Vec<&'d Drawn<'a>> {
    let section = &design.sections[index];
    section.parts.iter().chain(&section.hidden).collect()
}

fn body(parts: &[&Drawn<'_>]) -> Body {
    Body::new(&description(
        parts.iter().map(|drawn| drawn.part.clone()).collect(),
    ))
}

/// Forward and aft end, m from the nose tip.
fn extent(design: &Design<'_>, index: usize, parts: &[&Drawn<'_>]) -> (f64, f64) {
    let fore = inches(design.sections[index].fore);
    (fore, body(parts).aft().unwrap_or(fore))
}

/// Six digits.
fn six(value: f64) -> f64 {
    format!("{value:.5e}").parse().unwrap_or(value)
}

fn too_light(weight: Node<'_>, own: f64, above: f64, motor: &Motor, index: usize) -> Error {
    let pounds = |mass: f64| mass / si(1.0, "lb", Dimension::Mass);
    let title = match own > 0.0 {
        true => format!(
            "the motor `{}` of {:.3} lb is heavier than {} of {:.3} lb that carries it",
            motor.name,
            pounds(motor.mass_properties(0.0).mass),
            if index == 0 {
                "the sustainer"
            } else {
                "the booster"
            },
            pounds(own),
        ),
        false => format!(
            "{} is {}, and what the booster carries weighs {:.3} lb",
            weight.name(),
            weight.text(),
            pounds(above)
        ),
    };
    let error = weight.error_of_text(title);
    match index {
        0 => error.label("expected the weight with the motor"),
        _ => error.label("expected the weight with the motors and everything above"),
    }
}

/// The motor of a section from the library, with the nozzle that the file gives.
fn motor<'a>(
    simulation: Node<'a>,
    design: &Design<'a>,
    index: usize,
    parts: &[&Drawn<'_>],
    library: &MotorLibrary,
    warnings: &mut Warnings,
) -> Result<(Motor, LibraryMotor, Node<'a>), Error> {
    let names = &SECTIONS[index];
    let engine = simulation
        .child(names.engine)
        .filter(|engine| !engine.text().is_empty())
        .ok_or_else(|| {
            simulation
                .error(format!("no {} in the simulation", names.engine))
                .hint("choose a motor in RASAero and save the file")
        })?;
    let found = library
        .find(engine.text())
        .map_err(|(title, hint)| engine.error_of_text(title).hint(hint))?;
    let library_motor = found.library_motor;
    if let Some(passed_over) = found.passed_over {
        warnings.of(engine, passed_over);
    }
    warnings.repeat(library_motor.listed.warnings.iter().cloned());
    warnings.repeat(library_motor.listed.doubt(&library_motor.listed.motor));
    if !library_motor.is_called(engine.text()) {
        let label = library_motor.label();
        warnings.of(
            engine,
            format!("none is called exactly that: {label} is taken"),
        );
    }
    let mut motor = library_motor.listed.motor.clone();
    // The exit is said up to three times: the simulation's counts, where it says one.
    let mut said = vec![
        (simulation, names.nozzle),
        (design.node, names.drawn_nozzle),
    ];
    if let Some(booster) = index
        .checked_sub(1)
        .and_then(|above| design.boosters.get(above))
    {
        said.push((*booster, "NozzleExitDiameter"));
    }
    let mut nozzle = 0.0;
    for (node, name) in said {
        let diameter = node.not_negative(name)?;
        if nozzle == 0.0 {
            nozzle = diameter;
        } else if diameter > 0.0
            && diameter != nozzle
            && let Some(place) = node.child(name)
        {
            warnings.of(
                place,
                format!("the nozzle exit is said to be {nozzle} in before"),
            );
        }
    }
    if nozzle > 0.0 {
        let diameter = inches(nozzle);
        motor.nozzle_exit_area = Some(std::f64::consts::PI / 4.0 * diameter * diameter);
    }
    // RASAero corrects the thrust wherever it knows the nozzle.
    if motor.nozzle_exit_area.is_some() {
        motor.reference_pressure = Some(SEA_LEVEL);
    }
    let width = parts
        .iter()
        .filter_map(|drawn| match &drawn.part.shape {
            PartShape::Tube(tube) => Some(tube.outer_diameter),
            _ => None,
        })
        .min_by(f64::total_cmp);
    if let (Some(width), Some(diameter)) = (width, motor.diameter)
        && diameter > width
        && diameter <= (1.0 + TIGHT) * width
    {
        warnings.of(
            engine,
            format!(
                "{:.1} mm wide in a tube of {:.1} mm: taken as wide as the tube",
                1e3 * diameter,
                1e3 * width
            ),
        );
        let radius = width / 2.0;
        motor.diameter = Some(width);
        motor.dry.axial = motor.dry.mass * radius * radius;
        motor.dry.transverse =
            motor.dry.mass * (radius * radius / 2.0 + motor.length * motor.length / 12.0);
    }
    Ok((motor, library_motor.clone(), engine))
}

fn description(parts: Vec<Part>) -> RocketDescription {
    RocketDescription {
        name: String::new(),
        parts,
        given: Overrides::default(),
        motor: None,
        parachutes: Vec::new(),
        roughness: 0.0,
        thrust_misalignment: 0.0,
        thrust_offset: 0.0,
        thrust_azimuth: 0.0,
    }
}

/// The sections as a rocket, or, of several, as a stack that comes apart from the lowest up.
fn assemble(
    design: &Design<'_>,
    sections: Vec<Loaded<'_>>,
    parachutes: Vec<Parachute>,
    name: &str,
    warnings: &mut Warnings,
) -> Result<Flown, Error> {
    let count = sections.len();
    if count > 1 {
        warnings.open("how boosters come down is not said: they tumble, without a parachute");
    }
    let mut stages: Vec<Stage> = Vec::new();
    let mut dry = MassProperties::default();
    let mut parts: Vec<&Drawn<'_>> = Vec::new();
    for (index, section) in sections.iter().enumerate() {
        let own = &design.sections[index];
        dry = dry.plus(section.dry);
        parts.extend(&own.parts);
        let visible: Vec<&Drawn<'_>> = parts.iter().copied().chain(&own.hidden).collect();
        let rocket = Rocket::new(RocketDescription {
            name: name.to_owned(),
            given: Overrides {
                mass: Some(rounded(dry.mass)),
                center_of_mass: Some(rounded(dry.center)),
                inertia: Some(Inertia {
                    axial: six(dry.axial),
                    transverse: six(dry.transverse),
                }),
                ..Overrides::default()
            },
            motor: Some(MountedMotor::new(section.motor.clone())),
            parachutes: if index == 0 {
                parachutes.clone()
            } else {
                Vec::new()
            },
            roughness: design.roughness,
            ..description(on_the_body(&visible, warnings))
        })
        .map_err(|fault| pointed(&fault, &visible, section, design))?;
        stages.push(Stage {
            name: match index {
                0 => "sustainer".to_owned(),
                index => format!("booster {index}"),
            },
            rocket,
            copies: 1,
            distance: 0.0,
            nose: 0.0,
            ignition: match index + 1 == count {
                true => Ignition::Launch { delay: 0.0 },
                false => Ignition::BelowSeparation {
                    delay: section.ignition,
                },
            },
            separation: (index > 0).then_some(Separation {
                when: SeparationTime::OwnBurnout {
                    delay: section.separation,
                },
                impulse: 0.0,
                after: AfterSeparation {
                    descent: DescentMode::Tumbling { drag_area: None },
                    parachutes: Vec::new(),
                },
            }),
        });
    }
    let motors = sections
        .iter()
        .map(|section| section.library_motor.clone())
        .collect();
    if let (1, Some(stage)) = (count, stages.first()) {
        let vehicle = Vehicle::Rocket(stage.rocket.clone());
        return Ok(Flown { vehicle, motors });
    }
    stages.reverse();
    let stack = Stack::new(name, stages).map_err(|fault| {
        let error = sections[count - 1].weight.error(fault.message.clone());
        match fault.hint {
            Some(hint) => error.hint(hint),
            None => error,
        }
    })?;
    Ok(Flown {
        vehicle: Vehicle::Stack(stack),
        motors,
    })
}

/// The parts, with roots that hang over the aft end moved forward onto the body.
fn on_the_body(parts: &[&Drawn<'_>], warnings: &mut Warnings) -> Vec<Part> {
    let aft = body(parts).aft().unwrap_or_default();
    let moved = |drawn: &&Drawn<'_>| {
        let mut part = drawn.part.clone();
        if let PartShape::Fins(FinSet {
            outline: FinOutline::Trapezoidal { root_chord, .. },
            ..
        }) = part.shape
            && part.position + root_chord > aft + SLACK
        {
            part.position = rounded(aft - root_chord);
            warnings.of(
                drawn.node.child("Location").unwrap_or(drawn.node),
                "the root would end behind the aft end: moved forward to end with it",
            );
        }
        part
    };
    parts.iter().map(moved).collect()
}

/// A fault of a rocket at the element it is about.
fn pointed(
    fault: &Fault,
    parts: &[&Drawn<'_>],
    section: &Loaded<'_>,
    design: &Design<'_>,
) -> Error {
    let index = fault
        .place
        .strip_prefix("parts[")
        .and_then(|rest| rest.split(']').next()?.parse::<usize>().ok());
    let error = match index.and_then(|index| parts.get(index)) {
        Some(drawn) => drawn.node.error(&*fault.message),
        None if fault.place.starts_with("motor") => section.engine.error_of_text(&*fault.message),
        None if ["mass", "center_of_mass", "inertia"]
            .iter()
            .any(|key| fault.place.starts_with(key)) =>
        {
            section.weight.error_of_text(&*fault.message)
        }
        None => design.node.error(&*fault.message),
    };
    match &fault.hint {
        Some(hint) => error.hint(hint.as_str()),
        None => error,
    }
}
