//! `[dispersion]`: what is uncertain and stands in no single number; and everything uncertain together.

use downrange::aero::DragTerm;
use downrange::dispersion::{
    Correlation, Distribution, Ensemble, Gusts, Input, Severity, Target, Uncertainty,
    WindUncertainty,
};
use downrange::flight::Launch;
use downrange::quantity::Dimension;
use std::ops::Range;
use toml::de::DeTable;

use super::placed::{PlacedInput, at_key, hinted, index};
use super::{ensemble, wind_error};
use crate::error::Error;
use crate::launch::keys::LAUNCH;
use crate::similar::closest;
use crate::toml_file::entry::TableReader;
use crate::toml_file::source::TomlSource;
use crate::toml_file::uncertain::DispersedNumber;

/// The keys that hold a distribution, and what it changes.
const SUBJECTS: [(&str, Target); 10] = [
    ("thrust_factor", Target::ThrustFactor),
    ("impulse_factor", Target::ImpulseFactor),
    ("ignition_delay", Target::IgnitionDelay),
    ("thrust_misalignment", Target::ThrustMisalignment),
    ("thrust_direction", Target::ThrustDirection),
    ("drag_factor", Target::DragFactor),
    ("normal_force_factor", Target::NormalForceFactor),
    ("center_of_pressure_shift", Target::CentreOfPressureShift),
    ("fin_misalignment", Target::FinMisalignment),
    ("fin_direction", Target::FinDirection),
];

/// Everything uncertain about a launch.
pub struct ReadDispersion {
    pub uncertainty: Uncertainty,
    /// Which of its inputs go together.
    pub correlations: Vec<Correlation>,
    /// Members one of which may be the weather.
    pub ensemble: Ensemble,
}

/// Reads everything uncertain about a launch.
pub fn read(
    source: &TomlSource<'_>,
    root: &DeTable<'_>,
    launch: &Launch,
    numbers: &[DispersedNumber],
) -> Result<ReadDispersion, Error> {
    let mut inputs: Vec<PlacedInput> = numbers
        .iter()
        .map(|number| {
            let input = Input {
                name: number.name.clone(),
                target: Target::Number(number.place.clone()),
                distribution: number.distribution.clone(),
            };
            (input, number.span.clone())
        })
        .collect();
    let entry = TableReader::root(source, &LAUNCH, root).table("dispersion");
    let mut winds = WindUncertainty::default();
    let mut ensemble = Ensemble::None;
    let mut correlations = Vec::new();
    if let Some(entry) = entry {
        let mut named = subjects(entry)?;
        named.extend(drag_terms(entry, launch)?);
        let read = ensemble::read(entry, launch, numbers)?;
        ensemble = read.0;
        named.extend(read.1);
        named.sort_by_key(|(_, span)| span.start);
        inputs.extend(named);
        inputs.extend(failures(entry, launch)?);
        winds.error = wind_error::read(entry, launch)?;
        winds.gusts = gusts(entry)?;
        correlations = self::correlations(entry)?;
    }
    let (inputs, spans): (Vec<Input>, Vec<Range<usize>>) = inputs.into_iter().unzip();
    let uncertainty = Uncertainty::new(inputs, &correlations, winds).map_err(|fault| {
        let error = match (index(&fault.place, "inputs"), entry) {
            (Some(index), _) => {
                let span = spans.get(index).cloned().unwrap_or_default();
                source.error(span, &*fault.message)
            }
            (None, Some(entry)) => {
                let items = entry.tables("correlations");
                match index(&fault.place, "correlations").and_then(|index| items.get(index)) {
                    Some(item) => item.error(&*fault.message),
                    None => entry.error_at("correlations", &*fault.message),
                }
            }
            (None, None) => Error::of_file(source.file, &*fault.message),
        };
        hinted(error, &fault)
    })?;
    Ok(ReadDispersion {
        uncertainty,
        correlations,
        ensemble,
    })
}

/// What an input measures.
pub fn dimension(target: &Target, numbers: &[DispersedNumber]) -> Dimension {
    match target {
        Target::Number(place) => numbers
            .iter()
            .find(|number| number.place == *place)
            .map_or(Dimension::Number, |number| number.dimension),
        Target::CentreOfPressureShift => Dimension::Length,
        Target::ThrustMisalignment
        | Target::ThrustDirection
        | Target::FinMisalignment
        | Target::FinDirection => Dimension::Angle,
        Target::IgnitionDelay => Dimension::Time,
        Target::ThrustFactor
        | Target::ImpulseFactor
        | Target::DragFactor
        | Target::DragTerm(_)
        | Target::NormalForceFactor
        | Target::WindMember
        | Target::AirMember
        | Target::Failure(_) => Dimension::Number,
    }
}

fn subjects(entry: TableReader<'_>) -> Result<Vec<PlacedInput>, Error> {
    let mut inputs = Vec::new();
    for (key, target) in SUBJECTS {
        if let Some(read) = entry.distribution(key)? {
            let input = Input {
                name: key.to_owned(),
                target,
                distribution: read.distribution,
            };
            inputs.push((input, read.span));
        }
    }
    Ok(inputs)
}

/// The terms of the drag, each with its documented uncertainty.
fn drag_terms(entry: TableReader<'_>, launch: &Launch) -> Result<Vec<PlacedInput>, Error> {
    const KEY: &str = "drag_terms";
    let Some(_) = entry.choice(KEY)? else {
        return Ok(Vec::new());
    };
    if !launch.vehicle.has_drawn_drag() {
        let error = entry.error_at(KEY, "the drag is given, not drawn: it has no terms");
        return Err(error.label("expected `drag_factor` in its place"));
    }
    let span = entry.span_of(KEY).unwrap_or_default();
    let input = |term: DragTerm| {
        let distribution = Distribution::log_normal(1.0, term.uncertainty())
            .map_err(|fault| entry.error_at(KEY, fault.message))?;
        let input = Input {
            name: format!("{KEY}.{}", term.name()),
            target: Target::DragTerm(term),
            distribution,
        };
        Ok((input, span.clone()))
    };
    DragTerm::ALL.into_iter().map(input).collect()
}

fn failures(entry: TableReader<'_>, launch: &Launch) -> Result<Vec<PlacedInput>, Error> {
    let known = || launch.failures.iter().map(|failure| failure.name.as_str());
    let mut inputs = Vec::new();
    for (name, span, probability) in entry.probabilities("failures")? {
        if known().all(|other| other != name) {
            let title = format!("no failure is called `{name}`");
            let error = entry.source.error(span, title);
            return Err(match closest(name, known()) {
                Some(meant) => error.label(format!("did you mean `{meant}`?")),
                None if launch.failures.is_empty() => {
                    error.label("expected [[failures]] that says what it is")
                }
                None => {
                    let names: Vec<&str> = known().collect();
                    error.hint(format!("[[failures]] has {}", names.join(", ")))
                }
            });
        }
        let distribution = Distribution::event(probability)
            .map_err(|fault| entry.source.error(span.clone(), fault.message))?;
        let input = Input {
            name: format!("failures.{name}"),
            target: Target::Failure(name.to_owned()),
            distribution,
        };
        inputs.push((input, span));
    }
    Ok(inputs)
}

fn gusts(entry: TableReader<'_>) -> Result<Option<Gusts>, Error> {
    let Some(table) = entry.table("gusts") else {
        return Ok(None);
    };
    let severity = match table.choice("severity")? {
        Some("light") => Severity::Light,
        Some("moderate") => Severity::Moderate,
        Some(_) => Severity::Severe,
        None => return Err(table.missing("severity")),
    };
    let wind = table.number("wind_at_20_feet")?;
    let gusts = Gusts::new(severity, wind, table.need("top")?);
    gusts.map(Some).map_err(|fault| at_key(table, &fault))
}

fn correlations(entry: TableReader<'_>) -> Result<Vec<Correlation>, Error> {
    let tables = entry.tables("correlations").into_iter();
    tables
        .map(|table| {
            let names = table.texts("inputs")?;
            let [(a, _), (b, _)] = names.as_slice() else {
                let title = format!("a correlation of {} inputs, expected two", names.len());
                return Err(table.error_at("inputs", title));
            };
            Ok(Correlation {
                inputs: [(*a).to_owned(), (*b).to_owned()],
                coefficient: table.need("coefficient")?,
            })
        })
        .collect()
}
