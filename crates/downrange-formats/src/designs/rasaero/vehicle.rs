//! `Simulation`: motors, weights and times; from these and the drawing, what flies.
//!
//! Weights and centres of gravity are of everything that is still together, motors included: `SustainerLaunchWt` of the
//! sustainer, `Booster1LaunchWt` of the sustainer on the first booster, and so on. What a section weighs without its motor
//! is what is left after the motor's mass, from its own file, and the sections above it are taken away; its centre
//! likewise (see [`DryCenter`]). The nozzle exit stands at the aft end of its section.
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
use downrange::rocket::Parachute;

use super::design::Design;
use super::units::{inches, si};
use crate::designs::assembly::{Assembly, ImportedVehicle, LoadedSection};
use crate::designs::dry_mass::{DryCenter, GivenCenter, SectionsAbove};
use crate::designs::motor_choice::{choose, fit_into};
use crate::designs::placing::DesignSection;
use crate::designs::warnings::Warnings;
use crate::designs::xml::Node;
use crate::error::Error;
use crate::motors::{LibraryMotor, MotorLibrary};

/// Standard pressure at sea level, Pa (US-1976): what motors' thrusts are measured at.
const SEA_LEVEL: f64 = 101_325.0;

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

/// What flies in a simulation.
pub fn read<'a>(
    simulation: Node<'a>,
    design: &'a Design<'a>,
    library: &MotorLibrary,
    parachutes: Vec<Parachute>,
    name: &str,
    warnings: &mut Warnings,
) -> Result<ImportedVehicle, Error> {
    let count = included(simulation, design, warnings)?;
    let mut sections: Vec<LoadedSection<'a>> = Vec::new();
    let mut above = SectionsAbove::default();
    for (index, (names, section)) in SECTIONS
        .iter()
        .zip(&design.sections)
        .enumerate()
        .take(count)
    {
        let (fore, aft) = section.extent();
        let (motor, library_motor, engine) =
            motor(simulation, design, index, section, library, warnings)?;
        let weight = simulation.need(names.weight)?;
        let together = si(simulation.positive(names.weight)?, "lb", Dimension::Mass);
        let dry_mass = above.dry_mass(together, &motor);
        if dry_mass <= 0.0 {
            return Err(too_light(
                weight,
                together - above.mass,
                above.mass,
                &motor,
                index,
            ));
        }
        let skin = section.spread_over_skin(dry_mass);
        let loaded = motor.mass_properties(0.0).shifted(aft - motor.length);
        let given = GivenCenter {
            center: inches(simulation.not_negative(names.center)?),
            node: simulation.child(names.center).unwrap_or(simulation),
            unit: (inches(1.0), "in"),
        };
        let balance = DryCenter {
            together,
            above: above.moment + loaded.mass * loaded.center,
            dry: dry_mass,
            section: (fore, aft),
        };
        let center = balance.locate(given, skin.center, warnings);
        above.add(together, (dry_mass, center), &loaded);
        sections.push(LoadedSection {
            section,
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
    warnings.missing(
        "moments of inertia are not said: what is not motor is taken as spread evenly over the skin of the body",
    );
    if let [.., lowest] = sections.as_slice()
        && lowest.ignition != 0.0
        && let Some(place) = simulation.child(SECTIONS[sections.len() - 1].ignition)
    {
        warnings.of(place, "the lowest motor lights at launch");
    }
    let assembly = Assembly {
        name,
        node: design.node,
        roughness: design.roughness,
        parachutes,
        location: "Location",
    };
    assembly.assemble(&sections, warnings)
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
    section: &DesignSection<'_>,
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
    let library_motor = choose(engine, engine.text(), library, warnings)?;
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
    if let Some(tube) = section.narrowest_tube() {
        fit_into(&mut motor, tube, engine, warnings);
    }
    Ok((motor, library_motor, engine))
}
