//! A file against the tables of keys: nothing unknown, nothing of the wrong kind, nothing missing.

use toml::de::{DeTable, DeValue};

use super::keys::{Absent, Either, Key, Kind, LAUNCH, Section};
use super::source::{Source, Value, nearest};
use super::value;
use crate::error::Error;

/// Checks a table and all inside it.
///
/// # Errors
/// The first fault in the order of the file. What is missing counts only where nothing is wrong: a key that is
/// misspelled is both unknown and missing, and the first says more.
pub fn check(source: &Source<'_>, root: &DeTable<'_>) -> Result<(), Error> {
    let mut findings = Findings::default();
    table(source, &LAUNCH, root, 0..0, &mut findings);
    let first = |errors: Vec<Error>| errors.into_iter().min_by_key(Error::position);
    match first(findings.wrong).or_else(|| first(findings.missing)) {
        Some(error) => Err(error),
        None => Ok(()),
    }
}

#[derive(Default)]
struct Findings {
    wrong: Vec<Error>,
    missing: Vec<Error>,
}

fn table(
    source: &Source<'_>,
    section: &'static Section,
    entries: &DeTable<'_>,
    span: std::ops::Range<usize>,
    findings: &mut Findings,
) {
    let variant = entries.get("type").and_then(|value| {
        let names: Vec<&'static str> = section.variants.iter().map(|each| each.name).collect();
        let text = value
            .get_ref()
            .as_str()?
            .trim()
            .to_lowercase()
            .replace(['-', '_'], " ");
        names.into_iter().find(|name| *name == text)
    });
    let known: Vec<&'static Key> = section.keys_of(variant).collect();
    for (name, entry) in entries {
        match known.iter().find(|key| key.name == name.get_ref()) {
            Some(key) => {
                if let Err(error) = kind(source, key.name, key.kind, entry, findings) {
                    findings.wrong.push(error);
                }
            }
            // A table of no known type has keys that nobody can judge.
            None if !section.variants.is_empty() && variant.is_none() => {}
            None => findings
                .wrong
                .push(unknown(source, section, variant, &known, name)),
        }
    }
    let needed = needed(source, section, entries, findings);
    for key in known {
        let absent = key.absent == Absent::Refused || needed.contains(&key.name);
        if absent && !entries.contains_key(key.name) {
            let title = format!("no `{}` in {}", key.name, bracketed(section, variant));
            if section.path.is_empty() {
                let error = Error::of_file(&*source.file, title);
                findings
                    .missing
                    .push(error.hint(format!("expected {}", key.kind.expected())));
                continue;
            }
            findings.missing.push(
                source
                    .error(span.clone(), title)
                    .label(format!("expected {}", key.kind.expected()))
                    .hint(format!("`{}`: {}", key.name, key.doc)),
            );
        }
    }
}

/// The keys that a section needs because it chose their side of an [`Either`]; sides that are mixed, or both left
/// out, are findings.
fn needed(
    source: &Source<'_>,
    section: &'static Section,
    entries: &DeTable<'_>,
    findings: &mut Findings,
) -> Vec<&'static str> {
    let mut needed = Vec::new();
    for Either(first, second) in section.either {
        let stands = |names: &[&'static str]| {
            let mut stand = names
                .iter()
                .filter_map(|name| Some((*name, entries.get(*name)?)));
            stand.next()
        };
        match (stands(first), stands(second)) {
            (Some((one, _)), Some((other, entry))) => findings.wrong.push(
                source
                    .error(entry.span(), format!("`{other}` beside `{one}`"))
                    .label("leave one of them out"),
            ),
            (Some(_), None) => needed.extend(*first),
            (None, Some(_)) => needed.extend(*second),
            (None, None) => {
                let tables = |names: &[&str]| {
                    let each = names.iter().map(|name| format!("[{name}]"));
                    each.collect::<Vec<_>>().join(" and ")
                };
                let title = format!(
                    "neither {} nor {} in the file",
                    tables(first),
                    tables(second)
                );
                findings
                    .missing
                    .push(Error::of_file(&*source.file, title).hint("expected one of them"));
            }
        }
    }
    needed
}

fn bracketed(section: &Section, variant: Option<&str>) -> String {
    match (section.path, variant) {
        ("", _) => "the file".into(),
        ("inertia", _) => "`inertia`".into(),
        (path, Some(variant)) => format!("[[{path}]] of type \"{variant}\""),
        (path, None) if matches!(path, "parachutes" | "rocket.parts" | "air.wind.layers") => {
            format!("[[{path}]]")
        }
        (path, None) => format!("[{path}]"),
    }
}

fn unknown(
    source: &Source<'_>,
    section: &Section,
    variant: Option<&str>,
    known: &[&'static Key],
    name: &toml::Spanned<std::borrow::Cow<'_, str>>,
) -> Error {
    let read: &str = name.get_ref();
    let error = source.error(
        name.span(),
        format!("unknown key `{read}` in {}", bracketed(section, variant)),
    );
    let names: Vec<&str> = known.iter().map(|key| key.name).collect();
    if let Some(meant) = nearest(read, names.iter().copied()) {
        return error.label(format!("did you mean `{meant}`?"));
    }
    let has = |keys: &[Key]| keys.iter().any(|key| key.name == read);
    let variant_with = |section: &Section| {
        let found = section.variants.iter().find(|each| has(each.keys));
        found.map(|each| bracketed(section, Some(each.name)))
    };
    let elsewhere = variant_with(section).or_else(|| {
        let mut all = LAUNCH.all().into_iter();
        all.find_map(|other| match has(other.keys) {
            true => Some(bracketed(other, None)),
            false => variant_with(other),
        })
    });
    match elsewhere {
        Some(place) => error.label(format!("`{read}` belongs in {place}")),
        None => error,
    }
    .hint(format!("known here: {}", names.join(", ")))
}

fn kind(
    source: &Source<'_>,
    name: &str,
    kind: Kind,
    entry: Value<'_>,
    findings: &mut Findings,
) -> Result<(), Error> {
    let wrong = || Err(value::wrong(source, name, entry, &kind.expected()));
    match (kind, entry.get_ref()) {
        (Kind::Text | Kind::File(_), _) => value::text(source, name, entry).map(drop),
        (Kind::Date, _) => value::date(source, name, entry).map(drop),
        (Kind::Boolean, _) => value::boolean(source, name, entry).map(drop),
        (Kind::Count, _) => value::count(source, name, entry).map(drop),
        (Kind::Choice(words), _) => value::choice(source, name, entry, words).map(drop),
        (Kind::Quantity(dimension, range), _) => {
            value::number(source, name, entry, dimension, range).map(drop)
        }
        (
            Kind::Curve(..) | Kind::MachCurve(_) | Kind::Coefficient(_),
            DeValue::String(_) | DeValue::Array(_),
        ) => Ok(()),
        (Kind::MachCurve(_) | Kind::Coefficient(_), DeValue::Integer(_) | DeValue::Float(_)) => {
            Ok(())
        }
        (Kind::Coefficient(_), DeValue::Table(_)) => Ok(()),
        (Kind::Points, DeValue::Array(_)) => Ok(()),
        (Kind::Table(section), DeValue::Table(inner)) => {
            table(source, section, inner, entry.span(), findings);
            Ok(())
        }
        (Kind::List(section), DeValue::Array(items)) => {
            for item in items {
                match item.get_ref() {
                    DeValue::Table(inner) => table(source, section, inner, item.span(), findings),
                    _ => findings
                        .wrong
                        .push(value::wrong(source, name, item, "a table")),
                }
            }
            Ok(())
        }
        (Kind::List(section), DeValue::Table(_)) => {
            Err(
                value::wrong(source, name, entry, &kind.expected()).hint(format!(
                    "write [[{}]], with two brackets on each side",
                    section.path
                )),
            )
        }
        (Kind::Or(first, second), read) => {
            let fits = |kind: &Kind| {
                matches!((kind, read), (Kind::Table(_), DeValue::Table(_)))
                    || (matches!(kind, Kind::Choice(_) | Kind::File(_)) && read.is_str())
            };
            match [first, second].into_iter().find(|kind| fits(kind)) {
                Some(&inner) => self::kind(source, name, inner, entry, findings),
                None => wrong(),
            }
        }
        _ => wrong(),
    }
}
