//! The claim file: one TOML file, what was printed of one rocket.
//!
//! [`keys`] holds what a file may say; it is checked and read by what reads launch files ([`crate::toml_file`]), and the
//! core judges whether it can be.

mod keys;

use std::path::Path;

use downrange::claim::{
    Assumption, Assumptions, Claim, Class, LaunchSite, Limit, PublishedFigure, Quantity, Statement,
    Unknown,
};
use downrange::dispersion::Distribution;
use downrange::error::Fault;
use downrange::quantity::Dimension;
use toml::de::DeTable;

use crate::error::Error;
use crate::files::Memory;
use crate::kind_of_file::Wanted;
use crate::text::line_feeds;
use crate::toml_file::check::check;
use crate::toml_file::entry::TableReader;
use crate::toml_file::open::{open, table};
use crate::toml_file::source::TomlSource;
pub(crate) use keys::CLAIM;

/// Reads a claim file.
///
/// # Errors
/// The first thing that is wrong, with its place (see [`Error`]).
pub fn read_claim(path: &Path) -> Result<Claim, Error> {
    let (text, name) = open(path, Wanted::Claim)?;
    read(&path.display().to_string(), &text, &name)
}

/// Reads the text of a claim file called `claim.toml`.
///
/// # Errors
/// As [`read_claim`].
///
/// ```
/// let text = r#"
/// class = "sounding rocket"
/// [printed]
/// mass = { value = "76 lb", source = "a museum" }
/// diameter = { value = "4.5 in", source = "a museum" }
/// [[claims]]
/// type = "speed"
/// value = "3 km/h"
/// source = "a brochure"
/// "#;
/// let error = downrange_formats::parse_claim(text).unwrap_err();
/// assert_eq!(error.message(), "3 km/h for a rocket's greatest speed?");
/// assert!(error.to_string().contains("did you mean \"3 km/s\", or Mach 3"));
/// ```
pub fn parse_claim(text: &str) -> Result<Claim, Error> {
    read("claim.toml", &line_feeds(text), "claim")
}

fn read(file: &str, text: &str, file_name: &str) -> Result<Claim, Error> {
    let no_files = Memory::new();
    let source = TomlSource::new(file, text, &CLAIM, &no_files);
    let root = &table(file, text)?;
    check(&source, &CLAIM, root)?;
    let claim = claim(
        &TableReader::root(&source, &CLAIM, root),
        &source,
        root,
        file_name,
    )?;
    claim.check().map_err(|fault| source.fault(root, &fault))?;
    Ok(claim)
}

fn claim(
    entry: &TableReader<'_>,
    source: &TomlSource<'_>,
    root: &DeTable<'_>,
    file_name: &str,
) -> Result<Claim, Error> {
    let class = entry
        .choice("class")?
        .ok_or_else(|| entry.missing("class"))?;
    let class = Class::ALL.into_iter().find(|each| each.name() == class);
    let class = class.ok_or_else(|| entry.missing("class"))?;
    let printed = entry
        .table("printed")
        .ok_or_else(|| entry.missing("printed"))?;
    let need = |name: &str, dimension| {
        figure(&printed, name, dimension)?.ok_or_else(|| printed.missing(name))
    };
    let length = figure(&printed, "length", Dimension::Length)?;
    let stages = match printed.has("stages") {
        true => printed.count("stages")?,
        false => 1,
    };
    let assumptions = Assumptions::new(class, length.is_some(), stages);
    let mut assumptions = assumptions.map_err(|fault| source.fault(root, &fault))?;
    if let Some(table) = entry.table("assume") {
        assume(&table, &mut assumptions, source, root)?;
    }
    let statements = entry.tables("claims").into_iter().enumerate();
    Ok(Claim {
        name: entry.text("name")?.unwrap_or(file_name).to_owned(),
        about: entry.text("about")?.unwrap_or("").trim().to_owned(),
        class,
        mass: need("mass", Dimension::Mass)?,
        diameter: need("diameter", Dimension::Length)?,
        length,
        stages,
        statements: statements
            .map(|(place, table)| statement(&table, place, source, root))
            .collect::<Result<_, _>>()?,
        assumptions,
        site: match entry.table("launch") {
            Some(launch) => LaunchSite {
                latitude: launch.need("latitude")?,
                longitude: Some(launch.need("longitude")?),
                elevation: launch.number_or("elevation", 0.0)?,
                heading: launch.number_or("heading", 0.0)?,
            },
            None => LaunchSite::default(),
        },
    })
}

/// A printed figure, if given.
fn figure(
    printed: &TableReader<'_>,
    name: &str,
    dimension: Dimension,
) -> Result<Option<PublishedFigure>, Error> {
    let Some(table) = printed.table(name) else {
        return Ok(None);
    };
    let written = table
        .written("value")
        .ok_or_else(|| table.missing("value"))?;
    let source = table.text("source")?.unwrap_or("");
    let read = PublishedFigure::read(&written, dimension, table.number("plus_minus")?, source);
    let figure = read.map_err(|fault| table.error_at("value", fault.message))?;
    Ok(Some(figure))
}

fn statement(
    table: &TableReader<'_>,
    place: usize,
    source: &TomlSource<'_>,
    root: &DeTable<'_>,
) -> Result<Statement, Error> {
    let named = table.choice("type")?.ok_or_else(|| table.missing("type"))?;
    let quantity = Quantity::ALL.into_iter().find(|each| each.name() == named);
    let quantity = quantity.ok_or_else(|| table.missing("type"))?;
    let limit = match table.choice("says")? {
        Some("at least") => Limit::AtLeast,
        _ => Limit::UpTo,
    };
    let written = table
        .written("value")
        .ok_or_else(|| table.missing("value"))?;
    let printed = table.text("source")?.unwrap_or("");
    Statement::read(
        quantity,
        limit,
        &written,
        table.number("plus_minus")?,
        printed,
    )
    .map_err(|fault| source.fault(root, &fault.inside(&format!("claims[{place}]"))))
}

/// Replaces what the file says otherwise.
fn assume(
    table: &TableReader<'_>,
    assumptions: &mut Assumptions,
    source: &TomlSource<'_>,
    root: &DeTable<'_>,
) -> Result<(), Error> {
    if table.has("burn_time") && table.has("thrust_to_weight") {
        return Err(table.beside("burn_time", "thrust_to_weight"));
    }
    for unknown in Unknown::ALL {
        let name = unknown.name();
        let Some(prior) = table.table(name) else {
            continue;
        };
        let needed = match unknown {
            Unknown::MotorPropellantShare | Unknown::MotorDensity | Unknown::OtherDensity => {
                !table.has("propellant_fraction") && assumptions.has(unknown)
            }
            Unknown::StructureShare | Unknown::StageDelay => assumptions.has(unknown),
            _ => true,
        };
        if !needed {
            return Err(table
                .error_at(name, format!("`{name}` is not used for this rocket"))
                .label("leave it out"));
        }
        let built = distribution(&prior)?;
        assumptions.replace(Assumption {
            unknown,
            prior: built
                .map_err(|fault| source.fault(root, &fault.inside(&format!("assume.{name}"))))?,
            source: prior.text("source")?.unwrap_or("").to_owned(),
            given: true,
        });
    }
    Ok(())
}

/// The distribution that a table describes; its faults are those of the core.
fn distribution(table: &TableReader<'_>) -> Result<Result<Distribution, Fault>, Error> {
    let [value, min, max, mode, mean, sigma] = [
        table.number("value")?,
        table.number("min")?,
        table.number("max")?,
        table.number("mode")?,
        table.number("mean")?,
        table.number("sigma")?,
    ];
    Ok(match (value, (min, max), mode, (mean, sigma)) {
        (Some(value), (None, None), None, (None, None)) => Distribution::samples(vec![value]),
        (None, (Some(min), Some(max)), None, (None, None)) => Distribution::uniform(min, max),
        (None, (Some(min), Some(max)), Some(mode), (None, None)) => {
            Distribution::triangular(min, mode, max)
        }
        (None, (None, None), None, (Some(mean), Some(sigma))) => Distribution::normal(mean, sigma),
        (None, (min, max), None, (Some(mean), Some(sigma))) => {
            Distribution::truncated(mean, sigma, min, max)
        }
        _ => {
            return Err(table
                .error("how uncertain is it?")
                .label("expected value; min and max; min, mode and max; or mean and sigma"));
        }
    })
}
