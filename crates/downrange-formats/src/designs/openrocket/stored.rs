//! What the program stored of a flight it had computed: `flightdata` with its figures, events and series (`FlightDataHandler`,
//! `FlightDataBranchHandler`).

use downrange::compare::{
    StoredChannel, StoredEvent, StoredEventKind, StoredFigure, StoredFlight, StoredSeries,
};

use crate::designs::xml::Node;

/// Points of a flight that are kept at most.
const MOST_POINTS: usize = 100_000;

/// Events of a flight that are kept at most.
const MOST_EVENTS: usize = 1_000;

/// What the program calls thrust in the languages it speaks: names of columns are stored translated.
const THRUST: &[&str] = &[
    "Thrust",
    "Schub",
    "Poussée",
    "Empuje",
    "Spinta",
    "Empuxo",
    "Impulso",
    "Ciąg",
    "Тяга",
    "Тяга двигателя",
    "Tah",
    "Stuwkracht",
    "推力",
    "推進力",
];

/// Columns by their English names (`FlightDataType`), and where they stand among the 54 of OpenRocket up to 22.02 and among
/// the 58 of its successors: a translation changes their names, not their places.
const COLUMNS: &[(StoredChannel, &str, usize, usize)] = &[
    (StoredChannel::Time, "Time", 0, 0),
    (StoredChannel::Altitude, "Altitude", 1, 1),
    (StoredChannel::VerticalSpeed, "Vertical velocity", 2, 3),
    (StoredChannel::Speed, "Total velocity", 4, 4),
    (StoredChannel::AngleOfAttack, "Angle of attack", 15, 15),
    (StoredChannel::Mass, "Mass", 19, 21),
    (StoredChannel::CenterOfPressure, "CP location", 23, 26),
    (StoredChannel::CenterOfGravity, "CG location", 24, 27),
    (StoredChannel::Mach, "Mach number", 26, 52),
    (StoredChannel::Thrust, "Thrust", 28, 29),
    (StoredChannel::Drag, "Drag coefficient", 30, 32),
    (
        StoredChannel::FrictionDrag,
        "Friction drag coefficient",
        32,
        33,
    ),
    (
        StoredChannel::PressureDrag,
        "Pressure drag coefficient",
        33,
        34,
    ),
    (StoredChannel::BaseDrag, "Base drag coefficient", 34, 35),
    (StoredChannel::ReferenceLength, "Reference length", 44, 54),
    (StoredChannel::WindSpeed, "Wind velocity", 48, 46),
];

/// Attributes of `flightdata`.
const FIGURES: &[(StoredFigure, &str)] = &[
    (StoredFigure::Apogee, "@maxaltitude"),
    (StoredFigure::MaxSpeed, "@maxvelocity"),
    (StoredFigure::MaxAcceleration, "@maxacceleration"),
    (StoredFigure::MaxMach, "@maxmach"),
    (StoredFigure::ApogeeTime, "@timetoapogee"),
    (StoredFigure::FlightTime, "@flighttime"),
    (StoredFigure::GroundHitSpeed, "@groundhitvelocity"),
    (StoredFigure::RailExitSpeed, "@launchrodvelocity"),
    (StoredFigure::DeploymentSpeed, "@deploymentvelocity"),
    (StoredFigure::OptimumDelay, "@optimumdelay"),
];

/// Events by their names in the file (`FlightEvent.Type`); others say nothing of what is compared.
const EVENTS: &[(StoredEventKind, &str)] = &[
    (StoredEventKind::RailExit, "launchrod"),
    (StoredEventKind::Burnout, "burnout"),
    (StoredEventKind::Separation, "stageseparation"),
    (StoredEventKind::Apogee, "apogee"),
    (StoredEventKind::Deployment, "recoverydevicedeployment"),
    (StoredEventKind::Landing, "groundhit"),
    (StoredEventKind::Breakdown, "exception"),
    (StoredEventKind::Breakdown, "simabort"),
];

/// What a simulation has stored of its flight, if it has; `creator` is the program that wrote the file.
pub fn stored(simulation: Node<'_>, creator: Option<&str>) -> Option<StoredFlight> {
    let data = simulation.child("flightdata")?;
    let number = |name: &str| data.word(name)?.parse::<f64>().ok();
    let figures = FIGURES.iter().filter_map(|(figure, name)| {
        let value = number(name).filter(|value| value.is_finite())?;
        Some((*figure, value))
    });
    let figures: Vec<(StoredFigure, f64)> = figures.collect();
    let branch = data.child("databranch");
    let status = simulation.word("@status").unwrap_or_default();
    let stored = StoredFlight {
        program: creator.unwrap_or("OpenRocket").to_owned(),
        simulation: simulation.word("name").unwrap_or_default().to_owned(),
        status: status.to_owned(),
        // `Simulation.Status`: what was loaded belongs to the design it was loaded with.
        is_current: (!status.is_empty()).then(|| matches!(status, "uptodate" | "loaded")),
        figures,
        events: branch.map(events).unwrap_or_default(),
        series: branch.map(series).unwrap_or_default(),
    };
    let empty = stored.figures.is_empty() && stored.series.is_empty();
    (!empty).then_some(stored)
}

fn events(branch: Node<'_>) -> Vec<StoredEvent> {
    let events = branch.all("event").into_iter().take(MOST_EVENTS);
    let known = events.filter_map(|event| {
        let name = event.word("@type")?;
        let (kind, _) = EVENTS.iter().find(|(_, known)| *known == name)?;
        let time: f64 = event.word("@time")?.parse().ok()?;
        time.is_finite()
            .then_some(StoredEvent { kind: *kind, time })
    });
    let mut known: Vec<StoredEvent> = known.collect();
    known.sort_by(|a, b| a.time.total_cmp(&b.time));
    known
}

fn series(branch: Node<'_>) -> StoredSeries {
    let Some(types) = branch.word("@types") else {
        return StoredSeries::default();
    };
    let types: Vec<&str> = types.split(',').collect();
    let columns = columns(&types);
    let points = branch.all("datapoint").into_iter().take(MOST_POINTS);
    let rows = points.map(|point| {
        let texts: Vec<&str> = point.text().split(',').collect();
        let number = |at: usize| texts.get(at).and_then(|text| text.trim().parse().ok());
        let row = columns
            .iter()
            .map(|(_, at)| number(*at).unwrap_or(f64::NAN));
        row.collect()
    });
    StoredSeries::new(columns.iter().map(|(channel, _)| *channel).collect(), rows)
}

/// Where the channels stand: by their names, or, where these are translated, by their places.
fn columns(types: &[&str]) -> Vec<(StoredChannel, usize)> {
    let named = |name: &str| types.iter().position(|each| *each == name);
    let is_thrust = |at: usize| types.get(at).is_some_and(|each| THRUST.contains(each));
    let newer = types.len() == 58 && is_thrust(29);
    // The oldest have no Coriolis acceleration, which stands 44th.
    let older = (types.len() == 54 || types.len() == 53) && is_thrust(28);
    let place = |old: usize, new: usize| match (older, newer) {
        (true, _) if types.len() == 53 && old > 43 => Some(old - 1),
        (true, _) => Some(old),
        (_, true) => Some(new),
        _ => None,
    };
    let known = COLUMNS.iter().filter_map(|(channel, name, old, new)| {
        let at = named(name).or_else(|| place(*old, *new))?;
        Some((*channel, at))
    });
    let mut columns: Vec<(StoredChannel, usize)> = known.collect();
    // Files up to format 1.7 store the mass of the propellant, later ones that of the motors.
    let burning = [
        (StoredChannel::MotorMass, "Motor mass"),
        (StoredChannel::PropellantMass, "Propellant mass"),
    ];
    columns.extend(
        burning
            .iter()
            .filter_map(|(channel, name)| Some((*channel, named(name)?))),
    );
    columns
}
