//! A file against the tables of keys: nothing unknown, nothing of the wrong kind, nothing missing.

use std::borrow::Cow;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::advice::{bracketed, misplaced, table_of_quantity, unknown};
use super::at::At;
use super::distribution_form::is_distribution;
use super::keys::{Absent, Either, Key, Kind, Section};
use super::labels::{Called, labels};
use super::quantities::{FileQuantity, QuantityKey, quantity};
use super::source::{TomlSource, Value};
use super::uncertain::{self, DispersedNumber};
use super::value;
use crate::error::Error;
use crate::text::first_of;

/// Checks a file that a section describes, and finds its uncertain numbers, in the order in which they stand.
///
/// # Errors
/// The first fault in the order of the file. What is missing counts only where nothing is wrong: a key that is
/// misspelled is both unknown and missing, and the first says more.
pub fn check(
    source: &TomlSource<'_>,
    whole: &'static Section,
    root: &DeTable<'_>,
) -> Result<Vec<DispersedNumber>, Error> {
    check_table(source, whole, "", root, 0..0)
}

/// The same of a table alone, that stands at a path and a place of the file.
///
/// # Errors
/// As [`check`].
pub fn check_table(
    source: &TomlSource<'_>,
    whole: &'static Section,
    path: &str,
    entries: &DeTable<'_>,
    span: std::ops::Range<usize>,
) -> Result<Vec<DispersedNumber>, Error> {
    let mut findings = Findings::new(whole);
    let at = At {
        section: whole,
        path,
        place: path,
        name: path,
    };
    table(source, at, entries, span, &mut findings);
    match findings.wrong.0.or(findings.missing.0) {
        Some(error) => Err(error),
        None => {
            findings.uncertain.sort_by_key(|number| number.span.start);
            match findings.uncertain.get(MOST_UNCERTAIN) {
                Some(beyond) => {
                    let title = format!("{} uncertain numbers", findings.uncertain.len());
                    Err(source
                        .error(beyond.span.clone(), title)
                        .label(format!("expected {MOST_UNCERTAIN} at most")))
                }
                None => Ok(findings.uncertain),
            }
        }
    }
}

/// The quantities that a file says, in the order in which they stand; what is wrong in it is passed over.
pub fn quantities(
    source: &TomlSource<'_>,
    whole: &'static Section,
    root: &DeTable<'_>,
) -> Vec<FileQuantity> {
    let at = At {
        section: whole,
        path: "",
        place: "",
        name: "",
    };
    let mut findings = Findings {
        quantities: Some(Vec::new()),
        ..Findings::new(whole)
    };
    table(source, at, root, 0..0, &mut findings);
    let mut all = findings.quantities.unwrap_or_default();
    all.sort_by_key(|(place, _)| *place);
    all.into_iter().map(|(_, quantity)| quantity).collect()
}

/// No study disperses more: each is drawn for every flight, and correlations among them cost the cube of their number.
const MOST_UNCERTAIN: usize = 1000;

struct Findings {
    /// The whole file.
    whole: &'static Section,
    wrong: Earliest,
    missing: Earliest,
    uncertain: Vec<DispersedNumber>,
    /// The quantities with their places in the text, where somebody asks for them.
    quantities: Option<Vec<(usize, FileQuantity)>>,
}

impl Findings {
    fn new(whole: &'static Section) -> Self {
        Self {
            whole,
            wrong: Earliest(None),
            missing: Earliest(None),
            uncertain: Vec::new(),
            quantities: None,
        }
    }
}

/// The first fault in the order of the file: no other is kept, of a file that may have any number.
struct Earliest(Option<Error>);

impl Earliest {
    fn push(&mut self, error: Error) {
        if !self.has_before(error.position() + 1) {
            self.0 = Some(error);
        }
    }

    /// Whether a fault stands before a place of the text: what follows need not be looked at.
    fn has_before(&self, place: usize) -> bool {
        self.0
            .as_ref()
            .is_some_and(|first| first.position() < place)
    }
}

/// The path of a key.
fn inside(path: &str, key: &str) -> String {
    match path.trim_end_matches("[]") {
        "" => key.to_owned(),
        path => format!("{path}.{key}"),
    }
}

fn table(
    source: &TomlSource<'_>,
    at: At<'_>,
    entries: &DeTable<'_>,
    span: std::ops::Range<usize>,
    findings: &mut Findings,
) {
    let At { section, path, .. } = at;
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
    let mut strange = Vec::new();
    for (name, entry) in entries {
        match known.iter().find(|key| key.name == name.get_ref()) {
            Some(key) => {
                let inner = Inner {
                    key: key.name,
                    path: inside(path, key.name),
                    place: inside(at.place, key.name),
                    name: inside(at.name, key.name),
                };
                if let Err(error) = kind(source, &inner, key.kind, entry, findings) {
                    findings.wrong.push(error);
                }
            }
            // A table of no known type has keys that nobody can judge.
            None if !section.variants.is_empty() && variant.is_none() => {}
            None => strange.push((name, entry)),
        }
    }
    strange.sort_by_key(|(name, _)| name.span().start);
    if let Some((first, others)) = strange.split_first()
        && !findings.wrong.has_before(first.0.span().start)
    {
        let error = unknown(source, findings.whole, at, variant, &known, *first);
        findings.wrong.push(match others.is_empty() {
            true => error,
            false => error.more_hint(&strange_too(source, others)),
        });
    }
    let needed = needed(source, section, entries, findings);
    for key in known {
        let absent = key.absent == Absent::Refused || needed.contains(&key.name);
        if absent && !entries.contains_key(key.name) && !findings.missing.has_before(span.start) {
            let title = format!("no `{}` in {}", key.name, bracketed(section, path, variant));
            if section.path.is_empty() {
                let error = Error::of_file(source.file, title);
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

/// Unknown keys of a table that are told at most.
const TOLD: usize = 10;

/// What else is unknown in a table, in the order of the file.
fn strange_too(source: &TomlSource<'_>, others: &[(&Spanned<Cow<'_, str>>, Value<'_>)]) -> String {
    let names = others
        .iter()
        .map(|(name, _)| format!("`{}`", source.quote(name.span())));
    format!("unknown too: {}", first_of(names, TOLD - 1))
}

/// The keys that a section needs because it chose their side of an [`Either`]; sides that are mixed, or both left
/// out, are findings.
fn needed(
    source: &TomlSource<'_>,
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
            (Some((side, _)), None) => needed.extend(side.first()),
            (None, _) => {
                let firsts = sides.iter().filter_map(|side| side.first());
                let tables = firsts.map(|name| {
                    let list = section
                        .keys
                        .iter()
                        .any(|key| key.name == *name && matches!(key.kind, Kind::List(..)));
                    if list {
                        format!("[[{name}]]")
                    } else {
                        format!("[{name}]")
                    }
                });
                let title = format!(
                    "neither {} in the file",
                    tables.collect::<Vec<_>>().join(" nor ")
                );
                findings
                    .missing
                    .push(Error::of_file(source.file, title).hint("expected one of them"));
            }
        }
    }
    needed
}

/// A key and where it stands, as [`At`].
struct Inner {
    key: &'static str,
    path: String,
    place: String,
    name: String,
}

impl Inner {
    fn at(&self, section: &'static Section) -> At<'_> {
        At {
            section,
            path: &self.path,
            place: &self.place,
            name: &self.name,
        }
    }
}

fn kind(
    source: &TomlSource<'_>,
    inner: &Inner,
    kind: Kind,
    entry: Value<'_>,
    findings: &mut Findings,
) -> Result<(), Error> {
    let name = inner.key;
    let wrong = || Err(value::wrong(source, name, entry, &kind.expected()));
    if let Some(label) = table_of_quantity(source, kind, entry) {
        return Err(value::wrong(source, name, entry, &kind.expected()).label(label));
    }
    if let (Kind::Quantity(dimension, range) | Kind::Certain(dimension, range), Some(all)) =
        (kind, &mut findings.quantities)
    {
        let key = QuantityKey {
            place: &inner.place,
            name: &inner.name,
            dimension,
            range,
        };
        all.extend(quantity(&key, entry).map(|found| (entry.span().start, found)));
    }
    match (kind, entry.get_ref()) {
        (Kind::Text | Kind::File(_), _) => value::text(source, name, entry).map(drop),
        (Kind::Date, _) => value::date(source, name, entry).map(drop),
        (Kind::Boolean, _) => value::boolean(source, name, entry).map(drop),
        (Kind::Choice(words), _) => value::choice(source, name, entry, words).map(drop),
        (Kind::Quantity(dimension, range), DeValue::Table(distribution)) => {
            let measure = (dimension, range);
            let read = uncertain::read(source, name, measure, entry, distribution)?;
            findings.uncertain.push(DispersedNumber {
                place: inner.place.clone(),
                name: inner.name.clone(),
                ..read
            });
            Ok(())
        }
        (Kind::Quantity(dimension, range) | Kind::Certain(dimension, range), _) => {
            value::number(source, name, entry, dimension, range).map(drop)
        }
        (Kind::Uncertain(dimension, range), DeValue::Table(distribution)) => {
            uncertain::read(source, name, (dimension, range), entry, distribution).map(drop)
        }
        (Kind::Texts(_), _) => value::texts(source, name, entry).map(drop),
        (Kind::Probabilities, DeValue::Table(_)) => Ok(()),
        (
            Kind::Curve(..) | Kind::MachCurve(_) | Kind::Coefficient(_),
            DeValue::String(_) | DeValue::Array(_),
        ) => Ok(()),
        (Kind::MachCurve(_) | Kind::Coefficient(_), DeValue::Integer(_) | DeValue::Float(_)) => {
            Ok(())
        }
        (
            Kind::Curve(..) | Kind::MachCurve(_) | Kind::Coefficient(_) | Kind::Count(_),
            DeValue::Table(distribution),
        ) if is_distribution(distribution) => Err(misplaced(source, name, kind, entry)),
        (Kind::Count(most), _) => value::count(source, name, entry, most).map(drop),
        (Kind::Coefficient(_), DeValue::Table(_)) => Ok(()),
        (Kind::Points, DeValue::Array(_)) => Ok(()),
        (Kind::Table(section), DeValue::Table(entries)) => {
            table(source, inner.at(section), entries, entry.span(), findings);
            Ok(())
        }
        (Kind::List(section, most), DeValue::Array(items)) => {
            if let Some(beyond) = items.get(most) {
                let title = format!("`{}` has {} entries", inner.path, items.len());
                let error = source.error(beyond.span(), title);
                findings
                    .wrong
                    .push(error.label(format!("expected {most} at most")));
            }
            let text = |item: &toml::Spanned<DeValue<'_>>, key| {
                let value = item.get_ref().as_table()?.get(key)?;
                value.get_ref().as_str().map(str::to_owned)
            };
            let called = items.iter().map(|item| Called {
                name: text(item, "name"),
                kind: text(item, "type"),
            });
            let names = labels(&called.collect::<Vec<_>>());
            for (index, item) in items.iter().take(most).enumerate() {
                if findings.wrong.has_before(item.span().start) {
                    break;
                }
                let listed = Inner {
                    key: name,
                    path: format!("{}[]", inner.path),
                    place: format!("{}[{index}]", inner.place),
                    name: match names.get(index).cloned().flatten() {
                        Some(label) => format!("{}.{label}", inner.name),
                        None => format!("{}[{index}]", inner.name),
                    },
                };
                match item.get_ref() {
                    DeValue::Table(entries) => {
                        table(source, listed.at(section), entries, item.span(), findings);
                    }
                    _ => findings
                        .wrong
                        .push(value::wrong(source, name, item, "a table")),
                }
            }
            Ok(())
        }
        (Kind::List(..), DeValue::Table(_)) => {
            let path = &inner.path;
            Err(
                value::wrong(source, name, entry, &format!("tables [[{path}]]"))
                    .hint(format!("write [[{path}]], with two brackets on each side")),
            )
        }
        (Kind::Or(first, second), read) => {
            let fits = |kind: &Kind| {
                matches!((kind, read), (Kind::Table(_), DeValue::Table(_)))
                    || matches!((kind, read), (Kind::Texts(_), DeValue::Array(_)))
                    || (matches!(kind, Kind::Choice(_) | Kind::File(_)) && read.is_str())
            };
            match [first, second].into_iter().find(|kind| fits(kind)) {
                Some(&either) => self::kind(source, inner, either, entry, findings),
                None => wrong(),
            }
        }
        _ => wrong(),
    }
}
