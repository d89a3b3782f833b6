//! A launch that cannot lift off: what weighs most in it, and where the file says so.

use std::path::Path;

use downrange::error::Fault;
use downrange::flight::{FlightError, Launch, Piece, Weight};
use toml::de::{DeTable, DeValue};

use super::file::LaunchFile;
use super::keys::LAUNCH;
use crate::error::Error;
use crate::files::Memory;
use crate::toml_file::source::{TomlSource, Value};
use crate::toml_file::value;

/// Pieces that a message names at most.
const NAMED: usize = 4;

impl LaunchFile {
    /// The fault of a launch whose flight ends on its rail, pointed at what weighs most, or at the motor where nothing stands
    /// out; nothing of other errors.
    pub fn locate_weight(&self, launch: &Launch, error: &FlightError) -> Option<Error> {
        let source = self.source();
        let parsed = DeTable::parse(source.text).ok();
        let root = parsed.as_ref().map(toml::Spanned::get_ref);
        weight_error(&source, root, launch, error)
    }
}

/// As [`LaunchFile::locate_weight`], of a launch from a file of another program.
pub(crate) fn weight_error_of(file: &Path, launch: &Launch, error: &FlightError) -> Option<Error> {
    let (file, no_files) = (file.display().to_string(), Memory::new());
    weight_error(
        &TomlSource::new(&file, "", &LAUNCH, &no_files),
        None,
        launch,
        error,
    )
}

fn weight_error(
    source: &TomlSource<'_>,
    root: Option<&DeTable<'_>>,
    launch: &Launch,
    error: &FlightError,
) -> Option<Error> {
    let (FlightError::NoLiftoff { .. } | FlightError::StaysOnRail) = error else {
        return None;
    };
    let weights = launch.weights();
    if weights.iter().all(|weight| weight.piece != Piece::Motor) {
        let error = Error::of_file(source.file, "no motor pushes it off the rail");
        return Some(error.hint("expected a table [motor]; `aero` and `draw` do without"));
    }
    let total: f64 = weights.iter().map(|weight| weight.mass).sum();
    let heaviest = weights.iter().take(NAMED).map(|weight| {
        let what = match weight.piece {
            Piece::Motor => format!("motor `{}`", weight.name),
            Piece::Body => format!("`{}` without its motor", weight.name),
            Piece::Part(_) => format!("`{}`", weight.name),
        };
        let line = root.map(|root| source.line(source.locate(root, &place(root, weight)).0.start));
        let line = line.map_or_else(String::new, |line| format!(" (line {line})"));
        format!("{what} {}{line}", mass(weight.mass))
    });
    let heaviest: Vec<String> = heaviest.collect();
    let hint = match heaviest.is_empty() {
        true => "use a stronger motor, or make the rocket lighter".to_owned(),
        false => format!(
            "of {} the heaviest are {}; use a stronger motor, or make the rocket lighter",
            mass(total),
            heaviest.join(", ")
        ),
    };
    let most = weights
        .first()
        .filter(|weight| weight.piece != Piece::Motor && weight.mass > 0.5 * total);
    let motor = weights.iter().find(|weight| weight.piece == Piece::Motor);
    let at = match (root, most.or(motor)) {
        (Some(root), Some(weight)) => place(root, weight),
        _ => "motor".to_owned(),
    };
    let fault = Fault::new(&at, error.to_string()).hint(hint);
    let blamed = match root {
        Some(root) => source.fault(root, &fault),
        None => {
            let error = Error::of_file(source.file, &*fault.message);
            fault
                .hint
                .iter()
                .fold(error, |error, hint| error.hint(hint.as_str()))
        }
    };
    let slip = most.zip(root).and_then(|(weight, root)| {
        let number = value::bare(found(root, &at)?)?;
        let lifts = match error {
            FlightError::NoLiftoff {
                thrust,
                weight: force,
            } => {
                let lighter = (total - 0.999 * weight.mass) / total;
                force * lighter < *thrust
            }
            _ => true,
        };
        lifts.then(|| format!("a bare number is in kg; did you mean \"{number} g\"?"))
    });
    Some(match slip {
        Some(label) => blamed.label(label),
        None => blamed,
    })
}

/// A mass for a message.
fn mass(kilograms: f64) -> String {
    match kilograms < 0.1 {
        true => format!("{:.1} g", 1e3 * kilograms),
        false => format!("{kilograms:.3} kg"),
    }
}

/// Where a file says what a piece weighs, as a dotted path.
fn place(root: &DeTable<'_>, weight: &Weight) -> String {
    let Some(stage) = weight.stage else {
        return match weight.piece {
            Piece::Part(index) => format!("rocket.parts[{index}].mass"),
            Piece::Body => "rocket.mass".to_owned(),
            Piece::Motor => "motor".to_owned(),
        };
    };
    let stage = format!("stages[{stage}]");
    match weight.piece {
        Piece::Motor => format!("{stage}.motor"),
        Piece::Body => format!("{stage}.mass"),
        // A part is found by its name: the drawing of a vehicle is put together from its stages.
        Piece::Part(_) => {
            let parts = found(root, &format!("{stage}.parts"));
            let parts = parts.and_then(|value| value.get_ref().as_array());
            let index = parts.and_then(|parts| {
                parts.iter().position(|part| {
                    let name = part.get_ref().as_table().and_then(|part| part.get("name"));
                    name.and_then(|name| name.get_ref().as_str()) == Some(&*weight.name)
                })
            });
            match index {
                Some(index) => format!("{stage}.parts[{index}].mass"),
                None => format!("{stage}.parts"),
            }
        }
    }
}

/// The value at a dotted path, if it is there.
fn found<'a>(root: &'a DeTable<'a>, place: &str) -> Option<Value<'a>> {
    let mut table = Some(root);
    let mut value: Option<Value<'a>> = None;
    for step in place.split(['.', '[']) {
        let inner = match step.strip_suffix(']') {
            Some(index) => match value?.get_ref() {
                DeValue::Array(list) => list.get(index.parse::<usize>().ok()?)?,
                _ => return None,
            },
            None => table?.get(step)?,
        };
        table = inner.get_ref().as_table();
        value = Some(inner);
    }
    value
}
