//! A file against the tables of keys: nothing unknown, nothing of the wrong kind, nothing missing.

use toml::de::{DeTable, DeValue};

use super::keys::{self, Absent, Either, Key, Kind, Section};
use super::source::{Source, Value, nearest};
use super::value;
use crate::error::Error;

/// Checks a file that a section describes.
///
/// # Errors
/// The first fault in the order of the file. What is missing counts only where nothing is wrong: a key that is
/// misspelled is both unknown and missing, and the first says more.
pub fn check(
    source: &Source<'_>,
    whole: &'static Section,
    root: &DeTable<'_>,
) -> Result<(), Error> {
    let mut findings = Findings {
        whole,
        wrong: Vec::new(),
        missing: Vec::new(),
    };
    table(source, (whole, ""), root, 0..0, &mut findings);
    let first = |errors: Vec<Error>| errors.into_iter().min_by_key(Error::position);
    match first(findings.wrong).or_else(|| first(findings.missing)) {
        Some(error) => Err(error),
        None => Ok(()),
    }
}

struct Findings {
    /// The whole file.
    whole: &'static Section,
    wrong: Vec<Error>,
    missing: Vec<Error>,
}

/// A section and the path at which it stands, which for one that several tables share is not its own. A list ends in
/// `[]`.
type At<'p> = (&'static Section, &'p str);

fn table(
    source: &Source<'_>,
    (section, path): At<'_>,
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
                let inner = match path.trim_end_matches("[]") {
                    "" => key.name.to_owned(),
                    path => format!("{path}.{}", key.name),
                };
                if let Err(error) = kind(source, (key.name, &inner), key.kind, entry, findings) {
                    findings.wrong.push(error);
                }
            }
            // A table of no known type has keys that nobody can judge.
            None if !section.variants.is_empty() && variant.is_none() => {}
            None => findings.wrong.push(unknown(
                source,
                findings.whole,
                (section, path),
                variant,
                &known,
                name,
            )),
        }
    }
    let needed = needed(source, section, entries, findings);
    for key in known {
        let absent = key.absent == Absent::Refused || needed.contains(&key.name);
        if absent && !entries.contains_key(key.name) {
            let title = format!(
                "no `{}` in {}",
                key.name,
                bracketed((section, path), variant)
            );
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
    for Either(sides) in section.either {
        let mut stand = sides.iter().filter_map(|side| {
            let mut keys = side
                .iter()
                .filter_map(|name| Some((*name, entries.get(*name)?)));
            Some((*side, keys.next()?))
        });
        match (stand.next(), stand.next()) {
            (Some((_, (one, _))), Some((_, (other, entry)))) => findings.wrong.push(
                source
                    .error(entry.span(), format!("`{other}` beside `{one}`"))
                    .label("leave one of them out"),
            ),
            (Some((side, _)), None) => needed.extend(side),
            (None, _) => {
                let tables = sides.iter().map(|names| {
                    let each = names.iter().map(|name| {
                        let list = section
                            .keys
                            .iter()
                            .any(|key| key.name == *name && matches!(key.kind, Kind::List(_)));
                        if list {
                            format!("[[{name}]]")
                        } else {
                            format!("[{name}]")
                        }
                    });
                    each.collect::<Vec<_>>().join(" and ")
                });
                let title = format!(
                    "neither {} in the file",
                    tables.collect::<Vec<_>>().join(" nor ")
                );
                findings
                    .missing
                    .push(Error::of_file(&*source.file, title).hint("expected one of them"));
            }
        }
    }
    needed
}

fn bracketed((section, path): At<'_>, variant: Option<&str>) -> String {
    match (section.path, variant) {
        ("", _) => "the file".into(),
        ("inertia", _) => "`inertia`".into(),
        (_, Some(variant)) => format!("{} of type \"{variant}\"", keys::bracketed(path)),
        (_, None) => keys::bracketed(path),
    }
}

fn unknown(
    source: &Source<'_>,
    whole: &'static Section,
    at: At<'_>,
    variant: Option<&str>,
    known: &[&'static Key],
    name: &toml::Spanned<std::borrow::Cow<'_, str>>,
) -> Error {
    let read: &str = name.get_ref();
    let error = source.error(
        name.span(),
        format!("unknown key `{read}` in {}", bracketed(at, variant)),
    );
    let names: Vec<&str> = known.iter().map(|key| key.name).collect();
    if let Some(meant) = nearest(read, names.iter().copied()) {
        return error.label(format!("did you mean `{meant}`?"));
    }
    let has = |keys: &[Key]| keys.iter().any(|key| key.name == read);
    let variant_with = |(section, path): At<'_>| {
        let found = section.variants.iter().find(|each| has(each.keys));
        found.map(|each| bracketed((section, path), Some(each.name)))
    };
    let elsewhere = variant_with(at).or_else(|| {
        let mut all = whole.all().into_iter();
        all.find_map(|other| match has(other.keys) {
            true => Some(bracketed((other, other.path), None)),
            false => variant_with((other, other.path)),
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
    (name, path): (&str, &str),
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
            table(source, (section, path), inner, entry.span(), findings);
            Ok(())
        }
        (Kind::List(section), DeValue::Array(items)) => {
            let path = format!("{path}[]");
            for item in items {
                match item.get_ref() {
                    DeValue::Table(inner) => {
                        table(source, (section, &path), inner, item.span(), findings);
                    }
                    _ => findings
                        .wrong
                        .push(value::wrong(source, name, item, "a table")),
                }
            }
            Ok(())
        }
        (Kind::List(_), DeValue::Table(_)) => {
            Err(
                value::wrong(source, name, entry, &format!("tables [[{path}]]"))
                    .hint(format!("write [[{path}]], with two brackets on each side")),
            )
        }
        (Kind::Or(first, second), read) => {
            let fits = |kind: &Kind| {
                matches!((kind, read), (Kind::Table(_), DeValue::Table(_)))
                    || (matches!(kind, Kind::Choice(_) | Kind::File(_)) && read.is_str())
            };
            match [first, second].into_iter().find(|kind| fits(kind)) {
                Some(&inner) => self::kind(source, (name, path), inner, entry, findings),
                None => wrong(),
            }
        }
        _ => wrong(),
    }
}
