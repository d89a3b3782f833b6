//! OpenRocket files of teams beside what OpenRocket stored of their flights, where the files lie in `shared/reference/designs` and
//! `shared/reference/openrocket` beside this repository or above it.
//!
//! Masses, centres of gravity and static margins have to agree. Apogees and speeds are of two programs with drag of their own:
//! what is beyond the allowed difference has its cause beside it, and drag is a cause only while it is within bounds of its own.

use std::path::Path;

use anyhow::Context;
use downrange::aero::Aerodynamics;
use downrange::flight::{Launch, Recording, fly};
use downrange::rocket::{Rocket, Stack};
use downrange_formats::designs::{self, DesignOptions};
use downrange_testkit::stored_flights::{
    StoredSimulation, StoredStep, at_lift_off, designs as files, impulse, median, reference, stored,
};

use crate::{Check, Group};

/// Masses and centres: four digits are stored, and motor files differ.
const READ: f64 = 0.01;
/// Apogees and speeds of the single flight.
const FLOWN: f64 = 0.08;
/// An impulse that differs more is of another thrust curve.
const CURVE: f64 = 0.02;
/// Static margins, cal.
const MARGIN: f64 = 0.1;
/// Drag, as a share of OpenRocket's: two methods, each from its own sources; buttons on a thin rocket make 25 %.
const DRAG: f64 = 0.28;
/// What of the drag explains an apogee.
const SOME_DRAG: f64 = 0.02;
/// What OpenRocket and Downrange take differently in it.
const DRAG_WHY: &str = "skin friction of fins by the rocket's length or by their chord, rounded trailing edges, lugs and buttons in the boundary layer or in \
the free stream, noses and bases near Mach 1. Against measured flights Downrange's drag stands in the tables above.";
/// Rockets with boosters are this much lower at most.
const BESIDE: f64 = 0.1;
/// Why.
const BESIDE_WHY: &str =
    "Boosters beside the rocket drag as if each flew by itself, with fins and base.";
/// Why static margins differ, by design.
const MARGINS: [(&str, &str); 4] = [
    ("d11", DOWNWASH),
    ("Two stage high power rocket", DOWNWASH),
    (
        "d24",
        "Fins with plates beside them, drawn as sets of their own: here each set behind the first stands in its downwash.",
    ),
    (
        "Parallel booster staging",
        "The lift of boosters is left out, which is told.",
    ),
];
const DOWNWASH: &str = "Fins behind others stand in their downwash, which takes some of their lift; OpenRocket leaves that out.";
/// Why one differs wholly.
const STOPPED: &str = "OpenRocket's own flight ended early, with an exception.";

/// The folders of designs and of their motors, what they are, and a reason for the median of their apogees with what it reaches to, %.
const FOLDERS: [DesignFolder; 2] = [
    DesignFolder {
        designs: "designs",
        motors: "designs/motors",
        title: "designs of teams",
        median: None,
    },
    DesignFolder {
        designs: "openrocket/designs",
        motors: "openrocket/motors",
        title: "OpenRocket's examples, without wind",
        median: Some((
            5.0,
            "Small rockets: rounded trailing edges of fins have the base drag of square ones, OpenRocket half of a body's base; buttons stand \
             in the free stream. Both would be less by sources that the flights measured do not bear out.",
        )),
    },
];

/// A folder of designs.
struct DesignFolder {
    designs: &'static str,
    motors: &'static str,
    title: &'static str,
    median: Option<(f64, &'static str)>,
}

/// Greatest medians of the differences, %, of mass, centre and apogee.
const MEDIANS: [(&str, f64); 3] = [
    ("mass, median, %", 0.2),
    ("centre of gravity, median, %", 0.2),
    ("apogee, median, %", 3.0),
];

/// Every simulation that flies here, and the sentences that refuse the others.
///
/// # Errors
/// When a folder cannot be listed or a flight not be computed.
pub fn group() -> anyhow::Result<Group> {
    let mut checks = Vec::new();
    let (mut flown, mut refused) = (0, Vec::new());
    let mut missing = Vec::new();
    for folder in FOLDERS {
        let (Some(designs), Some(motors)) = (reference(folder.designs), reference(folder.motors))
        else {
            missing.push(folder.designs);
            continue;
        };
        let mut of_all = Vec::new();
        for path in files(&designs, "ork")? {
            for (index, stored) in stored(&path)?.iter().enumerate() {
                match simulation(&path, &motors, index + 1, stored)? {
                    Ok(of_one) => {
                        flown += 1;
                        of_all.extend(of_one);
                    }
                    Err(sentence) => refused.push(sentence),
                }
            }
        }
        checks.extend(folder.medians(&of_all));
        checks.extend(of_all);
    }
    let mut note = format!(
        "{flown} simulations flown. Static margins are those at lift-off with the centre of pressure of a step under thrust; drag is its \
         impulse over the coast, and of what comes apart under the first thrust, at the speeds of OpenRocket's flight."
    );
    for sentence in refused {
        note.push_str(&format!("\nRefused: {sentence}."));
    }
    for folder in missing {
        note.push_str(&format!(
            "\nLeft out: shared/reference/{folder} is not here."
        ));
    }
    Ok(Group {
        title: "OpenRocket designs of teams",
        reference: "OpenRocket",
        note,
        checks,
        charts: Vec::new(),
    })
}

impl DesignFolder {
    /// The medians over all its simulations.
    fn medians(&self, of_all: &[Check]) -> Vec<Check> {
        let one = |(index, &(quantity, allowed)): (usize, &(&'static str, f64))| {
            let of = of_all
                .iter()
                .filter(|check| check.quantity == QUANTITIES[index]);
            let median = 100.0 * median(of.map(|check| check.difference));
            let known = self.median.filter(|(most, _)| {
                QUANTITIES[index] == APOGEE && median > allowed && median < *most
            });
            Check {
                reason: known.map(|(_, reason)| reason.to_owned()),
                ..Check::absolute(self.title, quantity, median, 0.0, allowed)
            }
        };
        MEDIANS.iter().enumerate().map(one).collect()
    }
}

const APOGEE: &str = "apogee, m";

/// What is compared.
pub const QUANTITIES: [&str; 4] = [
    "mass at lift-off, kg",
    "centre of gravity, m",
    APOGEE,
    "greatest speed, m/s",
];

/// The comparisons of a simulation, none of one that is out of date; or why it is refused.
fn simulation(
    path: &Path,
    motors: &Path,
    number: usize,
    stored: &StoredSimulation,
) -> anyhow::Result<Result<Vec<Check>, String>> {
    let name = path.file_stem().unwrap_or_default().to_string_lossy();
    let case = format!("{name}, {number}");
    let options = DesignOptions {
        motors: Some(motors.to_owned()),
        simulation: Some(number.to_string()),
        ..DesignOptions::default()
    };
    let read = match designs::read(path, &options) {
        Ok(read) => read,
        Err(error) => return Ok(Err(format!("{case}: {}", error.message()))),
    };
    let flight = fly(&read.launch, Recording::None).with_context(|| case.clone())?;
    if !stored.is_current() {
        return Ok(Ok(Vec::new()));
    }
    let (mass, center) = at_lift_off(&read.launch).context("no rocket")?;
    let other_curve = stored
        .impulse
        .and_then(|its| Some(impulse(&read.launch)? / its - 1.0))
        .filter(|share| share.abs() > CURVE);
    let in_the_air = InTheAir::new(&read.launch).context("no rocket")?;
    let drag = in_the_air.drag(stored);
    let outcome = &flight.outcome;
    let compared = [
        (QUANTITIES[0], mass, stored.mass, READ),
        (QUANTITIES[1], center, stored.center, READ),
        (QUANTITIES[2], outcome.apogee_agl, stored.apogee, FLOWN),
        (QUANTITIES[3], outcome.max_speed.value, stored.speed, FLOWN),
    ];
    let check = |(quantity, ours, theirs, allowed): (_, f64, Option<f64>, f64)| {
        let check = Check::share(&*case, quantity, ours, theirs?, allowed);
        let off = check.difference;
        let beyond = allowed == FLOWN && off.abs() > allowed;
        let reason = beyond.then(|| match (other_curve, drag) {
            _ if off > 1.0 => Some(STOPPED.to_owned()),
            (Some(share), _) => Some(format!(
                "Another thrust curve of the motor's name than OpenRocket flew: impulse {:+.1} %.",
                100.0 * share
            )),
            // More drag flies lower.
            (None, Some(drag)) if (SOME_DRAG..DRAG).contains(&(-off.signum() * drag)) => Some(
                format!("Drag, {:+.1} % of OpenRocket's: {DRAG_WHY}", 100.0 * drag),
            ),
            _ if in_the_air.beside && off.abs() < BESIDE => Some(BESIDE_WHY.to_owned()),
            _ => None,
        });
        Some(Check {
            reason: reason.flatten(),
            ..check
        })
    };
    let mut checks: Vec<Check> = compared.into_iter().filter_map(check).collect();
    if let (Some(center_stored), Some(step)) = (stored.center, &stored.steady) {
        let check = Check::absolute(
            &*case,
            "static margin at lift-off, cal",
            (in_the_air.center_of_pressure(step) - center) / in_the_air.diameter(),
            (step.center_of_pressure - center_stored) / step.reference_length,
            MARGIN,
        );
        let known = MARGINS.iter().find(|(design, _)| *design == name);
        let reason = known.filter(|_| check.difference.abs() > MARGIN);
        checks.push(Check {
            reason: reason.map(|(_, reason)| (*reason).to_owned()),
            ..check
        });
    }
    if let Some(drag) = drag {
        checks.push(Check::share(
            &*case,
            "drag at its speeds",
            1.0 + drag,
            1.0,
            DRAG,
        ));
    }
    Ok(Ok(checks))
}

/// A rocket as it stands on the pad, to the air.
struct InTheAir {
    rocket: Rocket,
    aerodynamics: Aerodynamics,
    /// Whether nothing leaves.
    single: bool,
    /// Whether something stands beside the axis and leaves: while the rest burns, it is not known from when on.
    beside: bool,
}

impl InTheAir {
    fn new(launch: &Launch) -> Option<Self> {
        let rocket = launch.vehicle.rocket()?;
        let stages = launch
            .vehicle
            .stack()
            .map(Stack::stages)
            .unwrap_or_default();
        Some(Self {
            aerodynamics: Aerodynamics::new(rocket),
            rocket: rocket.clone(),
            single: stages.is_empty(),
            beside: stages.iter().any(|stage| stage.copies > 1),
        })
    }

    fn diameter(&self) -> f64 {
        self.rocket.reference_diameter()
    }

    fn per_metre(&self, step: &StoredStep) -> f64 {
        step.reynolds / self.rocket.length()
    }

    /// Centre of pressure at the Mach number and angle of a step, m from the nose tip.
    fn center_of_pressure(&self, step: &StoredStep) -> f64 {
        let at = self
            .aerodynamics
            .at_angle(step.mach, self.per_metre(step), step.angle);
        let straight = || self.aerodynamics.center_of_pressure(step.mach);
        at.center_of_pressure.unwrap_or_else(straight)
    }

    /// By what share the impulse of the drag is more than OpenRocket's, at its speeds: over the coast; of what comes apart, under the first thrust.
    fn drag(&self, stored: &StoredSimulation) -> Option<f64> {
        let (mut ours, mut theirs) = (0.0, 0.0);
        let steps = match self.single {
            true => &stored.coast,
            false => &stored.boost,
        };
        for pair in steps.windows(2).filter(|_| !self.beside) {
            let [step, next] = pair else { continue };
            let share = self
                .aerodynamics
                .drag_breakdown(step.mach, self.per_metre(step), false)
                .total()
                / step.drag_coefficient;
            let impulse = step.drag * (next.time - step.time);
            theirs += impulse;
            ours += impulse * share;
        }
        (theirs > 0.0).then(|| ours / theirs - 1.0)
    }
}
