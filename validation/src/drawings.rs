//! Flights from the drawing alone: no drag, no lift is given.
//!
//! Twelve high-power flights that RASAero publishes beside its own results, from their `.CDX1` files, where these lie
//! in `shared/reference/rasaero` beside this repository or above it; and the seven student rockets once more, their
//! given drag and lift left out. Apogees are compared with what was measured.
//!
//! **What a barometric altimeter measures is no height**: it makes one of the pressure as if the air were the standard one, and shows 2 to 9 % too little
//! over a site that is as warm as these were ([`downrange::air::Air::altimeter`]). Nine of the twelve apogees were so measured. They stand twice in the table: the height
//! against the altimeter's figure, as RASAero compares them, and what an altimeter would show at our apogee against what it showed. Only the second
//! compares like with like.

use std::path::{Path, PathBuf};

use anyhow::Context;
use downrange::flight::{Flight, Launch, Recording, Vehicle, fly};
use downrange::rocket::shape::FinSection;
use downrange::rocket::{Overrides, PartOverrides, PartShape, Rocket, RocketDescription};
use downrange_formats::designs::{DesignOptions, rasaero};
use downrange_testkit::stored_flights::reference;
use serde::Deserialize;

use crate::chart::{Chart, Panel};
use crate::{Check, Group, flights};

/// Each of the twelve lies within this share of what was measured.
const EACH: f64 = 0.12;
/// The mean of their absolute errors.
const MEAN: f64 = 0.05;
/// The mean of their errors.
const BIAS: f64 = 0.025;
/// Why the heights are too high in the mean.
const WARM: &str = "Nine of the twelve were measured by barometric altimeters on days up to 28 K warmer than the standard. Such an \
altimeter takes the air for the standard one and shows up to 9 % too little there: what is compared here is a height with a pressure. Compared with what altimeters \
show, both are within the targets.";
/// The student rockets' drawings lack thicknesses and finishes that were not published: what they show is how much hangs on
/// these.
const UNPUBLISHED: f64 = 0.25;
/// Roughness of regular paint, m (`finish` of the launch file).
const REGULAR_PAINT: f64 = 60e-6;

/// What `flights.toml` holds.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Published {
    flight: Vec<PublishedFlight>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PublishedFlight {
    name: String,
    file: String,
    measured_m: f64,
    measured_by: String,
    /// Whether by a barometric altimeter.
    #[serde(default)]
    barometric: bool,
    rasaero_m: f64,
    /// What is known of why ours misses the target.
    differs: Option<String>,
}

/// One of the twelve, flown.
struct Compared {
    /// Heights.
    height: Check,
    /// What altimeters show, where one did.
    shown: Option<Check>,
    chart: Chart,
}

/// Errors over some flights, as shares of what was measured.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Errors {
    /// Mean of their sizes.
    pub mean: f64,
    /// Mean.
    pub bias: f64,
    /// The greatest in size.
    pub worst: f64,
}

impl Errors {
    /// Of these errors; not a number without any.
    pub fn of(errors: &[f64]) -> Self {
        let count = errors.len() as f64;
        let worst = errors.iter().copied();
        Self {
            mean: errors.iter().map(|error| error.abs()).sum::<f64>() / count,
            bias: errors.iter().sum::<f64>() / count,
            worst: worst.fold(0.0, |a: f64, b| if b.abs() > a.abs() { b } else { a }),
        }
    }

    fn words(self) -> String {
        let [mean, bias, worst] = [self.mean, self.bias, self.worst].map(|share| 100.0 * share);
        format!("{mean:.2} %, bias {bias:+.2} %, worst {worst:+.2} %")
    }
}

/// The flights and what is said of all of them; the twelve only with the folder where their files lie.
///
/// # Errors
/// When a file cannot be read or a flight not be computed.
pub fn group(rasaero: Option<&Path>) -> anyhow::Result<Group> {
    let (mut checks, mut charts) = (Vec::new(), Vec::new());
    let mut note = String::new();
    match rasaero {
        Some(folder) => {
            let compared = twelve(folder)?;
            let heights: Vec<Check> = compared.iter().map(|one| one.height.clone()).collect();
            let measured: Vec<Check> = compared
                .iter()
                .map(|one| one.shown.as_ref().unwrap_or(&one.height).clone())
                .collect();
            checks.extend(heights.iter().cloned());
            note.push_str("Heights, whatever measured them: ");
            note.push_str(&together(&heights, TOTALS, Some(WARM), &mut checks));
            checks.extend(compared.iter().filter_map(|one| one.shown.clone()));
            note.push_str("Like with like, what altimeters show where they measured: ");
            note.push_str(&together(&measured, TOTALS_SHOWN, None, &mut checks));
            charts.extend(compared.into_iter().map(|one| one.chart));
        }
        None => note.push_str(
            "Twelve flights of RASAero's are left out: shared/reference/rasaero is not here. ",
        ),
    }
    let described = students(|_| ())?;
    let rougher = students(|description| {
        description.roughness = REGULAR_PAINT;
        for part in &mut description.parts {
            if let PartShape::Fins(fins) = &mut part.shape {
                fins.section = FinSection::Square;
            }
        }
    })?;
    let of = |students: &[Student], error: fn(&Student) -> f64| {
        let errors: Vec<f64> = students.iter().map(error).collect();
        Errors::of(&errors).words()
    };
    note.push_str(&format!(
        "The student rockets' heights: {}; what their altimeters would show: {}. Their teams did not publish how thick and how smooth their fins are: \
         4 mm, rounded edges (Juno III's an airfoil) and smooth paint are taken, the defaults. With square edges and regular paint: {}; their altimeters: {}.",
        of(&described, |student| student.height.difference),
        of(&described, |student| student.shown),
        of(&rougher, |student| student.height.difference),
        of(&rougher, |student| student.shown),
    ));
    checks.extend(described.into_iter().map(|student| student.height));
    Ok(Group {
        title: "Flights from the drawing alone",
        reference: "measured",
        note,
        checks,
        charts,
    })
}

/// A student rocket, flown from its drawing.
#[derive(Debug, Clone, PartialEq)]
pub struct Student {
    /// Its apogee, m above the site.
    pub height: Check,
    /// By what share a barometric altimeter would show more than its own did.
    pub shown: f64,
}

/// The student rockets without their given drag and lift, their drawings changed as said.
///
/// # Errors
/// When a file cannot be read or a flight not be computed.
pub fn students(change: impl Fn(&mut RocketDescription)) -> anyhow::Result<Vec<Student>> {
    let compare = |case: &flights::Case| {
        let launch = from_the_drawing(&case.launch, &change)?;
        let flight = fly(&launch, Recording::None).with_context(|| launch.name.clone())?;
        let height = Check::share(
            format!("{}, from its drawing", launch.name),
            "apogee, m",
            flight.outcome.apogee_agl,
            case.measured_apogee(),
            UNPUBLISHED,
        );
        let shown = flight.outcome.apogee_altimeter / case.measured_apogee() - 1.0;
        Ok(Student { height, shown })
    };
    flights::cases()?.iter().map(compare).collect()
}

/// Where the RASAero files lie, if they do.
pub fn folder() -> Option<PathBuf> {
    reference("rasaero")
}

fn twelve(folder: &Path) -> anyhow::Result<Vec<Compared>> {
    let published: Published = toml::from_str(include_str!("../drawings/flights.toml"))?;
    let compare = |known: &PublishedFlight| {
        let reading = rasaero::read(&folder.join(&known.file), &DesignOptions::default())
            .map_err(|error| anyhow::anyhow!(error.to_string()))?;
        let launch = &reading.launch;
        let flight = fly(launch, Recording::Full).with_context(|| known.name.clone())?;
        let check = |quantity, ours, peer| Check {
            peer: Some(("RASAero", peer)),
            ..Check::share(&*known.name, quantity, ours, known.measured_m, EACH)
        };
        let height = Check {
            reason: known.differs.clone(),
            ..check("apogee, m", flight.outcome.apogee_agl, known.rasaero_m)
        };
        let ground = launch.site.elevation;
        let shown = known.barometric.then(|| {
            check(
                "altimeter shows, m",
                flight.outcome.apogee_altimeter,
                launch.air.altimeter(ground, ground + known.rasaero_m),
            )
        });
        Ok(Compared {
            height,
            shown,
            chart: chart(known, &flight),
        })
    };
    published.flight.iter().map(compare).collect()
}

/// What is said of all heights together, and of all that were measured.
const TOTALS: [&str; 2] = ["mean absolute error, %", "bias, %"];
const TOTALS_SHOWN: [&str; 2] = ["as measured: mean, %", "as measured: bias, %"];

/// Errors of all together, as checks of their own, and in words; `warm` is why they are beyond the targets.
fn together(
    compared: &[Check],
    [mean, bias]: [&'static str; 2],
    warm: Option<&str>,
    checks: &mut Vec<Check>,
) -> String {
    let ours: Vec<f64> = compared.iter().map(|check| check.difference).collect();
    let theirs: Vec<f64> = compared.iter().filter_map(Check::peer_difference).collect();
    let (ours, theirs) = (Errors::of(&ours), Errors::of(&theirs));
    for (quantity, own, peer, allowed) in [
        (mean, ours.mean, theirs.mean, MEAN),
        (bias, ours.bias, theirs.bias, BIAS),
    ] {
        checks.push(Check {
            difference: own,
            peer: Some(("RASAero", 100.0 * peer)),
            reason: warm.map(str::to_owned),
            ..Check::share("the twelve", quantity, 100.0 * own, 0.0, allowed)
        });
    }
    format!(
        "mean absolute error {:.2} % (RASAero {:.2} %), bias {:+.2} % ({:+.2} %), worst {:+.2} % ({:+.2} %). ",
        100.0 * ours.mean,
        100.0 * theirs.mean,
        100.0 * ours.bias,
        100.0 * theirs.bias,
        100.0 * ours.worst,
        100.0 * theirs.worst,
    )
}

fn chart(known: &PublishedFlight, flight: &Flight) -> Chart {
    let outcome = &flight.outcome;
    let time = outcome.apogee_time;
    let measured = ("apogee measured", vec![(time, known.measured_m)]);
    let shown = (
        "what an altimeter shows of ours",
        vec![(time, outcome.apogee_altimeter)],
    );
    let mut dots = vec![
        ("apogee by RASAero", vec![(time, known.rasaero_m)]),
        measured,
    ];
    dots.extend(known.barometric.then_some(shown));
    let heights = flight.trajectory.iter().map(|s| (s.time, s.altitude_agl));
    Chart {
        title: format!("{} ({})", known.name, known.measured_by),
        panels: vec![Panel {
            label: "height above the site, m".to_owned(),
            across: "time, s",
            line: heights.filter(|point| point.0 <= 1.5 * time).collect(),
            band: Vec::new(),
            dots,
        }],
    }
}

/// The same launch without the air forces that are given.
fn from_the_drawing(
    launch: &Launch,
    change: impl Fn(&mut RocketDescription),
) -> anyhow::Result<Launch> {
    let rocket = launch
        .vehicle
        .rocket()
        .with_context(|| launch.name.clone())?;
    let mut description = rocket.description().clone();
    description.given = Overrides {
        diameter: description.given.diameter,
        length: description.given.length,
        mass: description.given.mass,
        center_of_mass: description.given.center_of_mass,
        inertia: description.given.inertia,
        ..Overrides::default()
    };
    for part in &mut description.parts {
        part.given = PartOverrides {
            center_of_mass: part.given.center_of_mass,
            inertia: part.given.inertia,
            ..PartOverrides::default()
        };
    }
    change(&mut description);
    let rocket = Rocket::new(description).with_context(|| launch.name.clone())?;
    Ok(Launch {
        vehicle: Vehicle::Rocket(rocket),
        ..launch.clone()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_of_some() {
        let errors = Errors::of(&[0.1, -0.3, 0.05]);
        assert!((errors.mean - 0.15).abs() < 1e-12);
        assert!((errors.bias + 0.05).abs() < 1e-12);
        assert_eq!(errors.worst, -0.3);
    }
}
