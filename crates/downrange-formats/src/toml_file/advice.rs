//! What was meant by what a file cannot say.

use downrange::quantity::{self, Unit};
use toml::de::DeValue;

use super::at::At;
use super::keys::{self, Absent, Key, Kind, Section};
use super::source::{TomlSource, Value};
use super::{other_names, value};
use crate::error::Error;
use crate::similar::closest;

/// How a table is called in a message, with its type.
pub(super) fn bracketed(section: &Section, path: &str, variant: Option<&str>) -> String {
    match (section.path, variant) {
        ("", _) => "the file".into(),
        ("inertia", _) => "`inertia`".into(),
        (_, Some(variant)) => format!("{} of type \"{variant}\"", keys::bracketed(path)),
        (_, None) => keys::bracketed(path),
    }
}

/// The fault that a table has no such key, with the one that was meant.
pub(super) fn unknown(
    source: &TomlSource<'_>,
    whole: &'static Section,
    at: At<'_>,
    variant: Option<&str>,
    known: &[&'static Key],
    (name, entry): (&toml::Spanned<std::borrow::Cow<'_, str>>, Value<'_>),
) -> Error {
    let read: &str = name.get_ref();
    let error = source.error(
        name.span(),
        format!(
            "unknown key `{read}` in {}",
            bracketed(at.section, at.path, variant)
        ),
    );
    let names: Vec<&str> = known.iter().map(|key| key.name).collect();
    let did_you_mean = |key: &str, note: &str| match note {
        "" => format!("did you mean `{key}`?"),
        note => format!("did you mean `{key}`, {note}?"),
    };
    let other_name = || other_names::meant(read);
    let here = other_name().find_map(|other| {
        let mut keys = other.keys.iter();
        let key = keys.find(|key| names.contains(key))?;
        Some(did_you_mean(key, other.note))
    });
    if let Some(label) = here.or_else(|| unit_in_name(source, known, read, entry)) {
        return error.label(label);
    }
    if let Some(meant) = closest(read, names.iter().copied()) {
        return error.label(did_you_mean(meant, ""));
    }
    let elsewhere = |key: &str| {
        let has = |keys: &[Key]| keys.iter().any(|each| each.name == key);
        let variant_with = |section: &Section, path: &str| {
            let found = section.variants.iter().find(|each| has(each.keys));
            found.map(|each| bracketed(section, path, Some(each.name)))
        };
        variant_with(at.section, at.path).or_else(|| {
            let mut all = whole.all().into_iter();
            all.find_map(|other| match has(other.keys) {
                true => Some(bracketed(other, other.path, None)),
                false => variant_with(other, other.path),
            })
        })
    };
    let otherwise = || {
        let keys = other_name().flat_map(|other| other.keys.iter().map(|key| (key, other.note)));
        let mut places = keys.filter_map(|(key, note)| match key.rsplit_once('.') {
            Some((path, key)) => {
                let found = whole.all().into_iter().any(|section| section.path == path);
                found.then(|| (did_you_mean(key, note), keys::bracketed(path)))
            }
            None => Some((did_you_mean(key, note), elsewhere(key)?)),
        });
        let (label, place) = places.next()?;
        Some(format!("{label} It belongs in {place}"))
    };
    match elsewhere(read) {
        Some(place) => error.label(format!("`{read}` belongs in {place}")),
        None => match otherwise() {
            Some(label) => error.label(label),
            None => error,
        },
    }
    .hint(format!("known here: {}", names.join(", ")))
}

/// `mass_kg = 12`: the unit stands with the value.
fn unit_in_name(
    source: &TomlSource<'_>,
    known: &[&'static Key],
    read: &str,
    entry: Value<'_>,
) -> Option<String> {
    let (name, unit) = read.rsplit_once('_')?;
    let key = known.iter().find(|key| key.name == name)?;
    let (Kind::Quantity(dimension, _) | Kind::Certain(dimension, _)) = key.kind else {
        return None;
    };
    value::bare(entry)?;
    Unit::parse(unit, dimension).ok()?;
    let number = source.quote(entry.span());
    Some(format!(
        "a unit stands with its number: `{name} = \"{number} {unit}\"`"
    ))
}

/// `trigger = "300 m"`: a quantity alone, where a table says which of its quantities it is; what to write.
pub(super) fn table_of_quantity(
    source: &TomlSource<'_>,
    kind: Kind,
    entry: Value<'_>,
) -> Option<String> {
    let section = match kind {
        Kind::Table(section) => section,
        Kind::Or(Kind::Table(section), _) | Kind::Or(_, Kind::Table(section)) => *section,
        _ => return None,
    };
    let fits = |key: &&Key| {
        let (Kind::Quantity(dimension, range) | Kind::Certain(dimension, range)) = key.kind else {
            return false;
        };
        let read = match (entry.get_ref(), value::bare(entry)) {
            (_, Some(number)) => Some(number),
            (DeValue::String(text), _) => quantity::parse(text, dimension).ok(),
            _ => None,
        };
        read.is_some_and(|read| range.holds(read))
    };
    let needed: Vec<&str> = section
        .keys
        .iter()
        .filter(|key| key.absent == Absent::Refused)
        .map(|key| key.name)
        .collect();
    let quoted = source.quote(entry.span());
    let table = |name: &str, quoted: &str| {
        let others = needed.iter().filter(|other| **other != name);
        let others: String = others.map(|other| format!(", {other} = …")).collect();
        format!("{{ {name} = {quoted}{others} }}")
    };
    let fitting: Vec<&str> = section
        .keys
        .iter()
        .filter(fits)
        .map(|key| key.name)
        .collect();
    match fitting.as_slice() {
        [] => None,
        [only] => Some(format!("did you mean {}?", table(only, &quoted))),
        [first, .., last] if fitting.len() <= 4 => {
            let between = fitting.get(1..fitting.len() - 1).unwrap_or_default();
            let between: String = between
                .iter()
                .map(|name| format!(", {}", table(name, &quoted)))
                .collect();
            let (first, last) = (table(first, &quoted), table(last, &quoted));
            Some(format!("which of them: {first}{between} or {last}?"))
        }
        [first, ..] if value::bare(entry).is_none() => Some(format!(
            "expected a table such as {}",
            table(first, &quoted)
        )),
        _ => None,
    }
}

/// The fault that a distribution stands where no single number does.
pub(super) fn misplaced(
    source: &TomlSource<'_>,
    name: &str,
    kind: Kind,
    entry: Value<'_>,
) -> Error {
    let title = format!("`{name}` is a distribution, but it is no single quantity");
    let error = source.error(entry.span(), title);
    match name {
        "drag" | "drag_power_on" | "drag_power_off" | "axial" => {
            error.label("expected `drag_factor` in [dispersion] beside it")
        }
        "normal_force_slope" => {
            error.label("expected `normal_force_factor` in [dispersion] beside it")
        }
        "center_of_pressure" => {
            error.label("expected `center_of_pressure_shift` in [dispersion] beside it")
        }
        "thrust" => error.label("expected `impulse_factor` or `burn_time_factor` beside it"),
        _ => error.label(format!("expected {}", kind.expected())),
    }
}
