//! A table of the file with the keys it may have: what the builders read from.

use std::any::Any;
use std::ops::Range as Span;

use downrange::error::Fault;
use downrange::quantity::Dimension;
use downrange::rocket::{Rocket, RocketDescription};
use toml::de::{DeTable, DeValue};

use super::keys::{Key, Kind, Section};
use super::range::Range;
use super::source::{TomlSource, Value, address};
use super::uncertain::{self, DispersedNumber};
use super::value;
use crate::error::Error;

/// A name, where it stands, and its number.
type Named<'a> = (&'a str, Span<usize>, f64);

/// A table and what its keys are.
#[derive(Debug, Clone, Copy)]
pub struct TableReader<'a> {
    /// The file it stands in.
    pub source: &'a TomlSource<'a>,
    section: &'static Section,
    pub(super) table: &'a DeTable<'a>,
    /// Its header.
    span: (usize, usize),
}

impl<'a> TableReader<'a> {
    /// The whole file.
    pub fn root(
        source: &'a TomlSource<'a>,
        section: &'static Section,
        table: &'a DeTable<'a>,
    ) -> Self {
        Self {
            source,
            section,
            table,
            span: (0, 0),
        }
    }

    /// A fault of the table as a whole.
    pub fn error(&self, title: impl Into<String>) -> Error {
        self.source.error(self.span.0..self.span.1, title)
    }

    /// A fault at the value of a key, or at the table if it does not have it.
    pub fn error_at(&self, name: &str, title: impl Into<String>) -> Error {
        match self.table.get(name) {
            Some(value) => self.source.error(value.span(), title),
            None => self.error(title),
        }
    }

    /// A fault of the core, of the whole file, at what it names.
    pub fn fault(&self, fault: &Fault) -> Error {
        self.source.fault(self.table, fault)
    }

    /// The fault that a key stands beside another that says the same.
    pub fn beside(&self, name: &str, other: &str) -> Error {
        self.error_at(name, format!("`{name}` beside `{other}`"))
            .label("leave one of them out")
    }

    /// Whether the key is there.
    pub fn has(&self, name: &str) -> bool {
        self.table.contains_key(name)
    }

    /// Where the value of a key stands.
    pub fn span_of(&self, name: &str) -> Option<Span<usize>> {
        self.table.get(name).map(toml::Spanned::span)
    }

    /// The value of a key and what it takes.
    pub(super) fn get(&self, name: &str) -> Option<(Value<'a>, Kind)> {
        let value = self.table.get(name);
        if value.is_none() && !cfg!(debug_assertions) {
            return None;
        }
        let key = self.key(name);
        debug_assert!(
            key.is_some(),
            "`{name}` is no key of [{}]",
            self.section.path
        );
        Some((value?, key?.kind))
    }

    fn key(&self, name: &str) -> Option<&'static Key> {
        let variant = || {
            let text = self.table.get("type")?.get_ref().as_str()?;
            let plain = text.trim().to_lowercase().replace(['-', '_'], " ");
            let mut names = self.section.variants.iter().map(|each| each.name);
            names.find(|name| *name == plain)
        };
        let known = |key: &&'static Key| key.name == name;
        // Most keys do not depend on the type.
        let always = self.section.keys_of(None).find(known);
        always.or_else(|| self.section.keys_of(variant()).find(known))
    }

    /// A rocket that this table describes; `what` tells it from others that it does.
    pub fn rocket(
        &self,
        what: &'static str,
        description: RocketDescription,
    ) -> Result<Rocket, Fault> {
        self.source.rocket((address(self.table), what), description)
    }

    /// Whether something in the table is uncertain.
    pub fn is_open(&self) -> bool {
        self.source.is_open(address(self.table))
    }

    /// Whether something in the value of a key is uncertain.
    pub fn is_open_at(&self, name: &str) -> bool {
        let value = self.table.get(name);
        value.is_some_and(|value| self.source.is_open(address(value)))
    }

    /// What is built from this table alone: once, if nothing in it is uncertain.
    pub fn once<T, E>(&self, build: impl FnOnce(Self) -> Result<T, E>) -> Result<T, E>
    where
        T: Any + Clone + Send + Sync,
    {
        match self.is_open() {
            true => build(*self),
            false => self.keep(|| build(*self)),
        }
    }

    /// What is built from this table and nothing that is uncertain.
    pub fn keep<T, E>(&self, build: impl FnOnce() -> Result<T, E>) -> Result<T, E>
    where
        T: Any + Clone + Send + Sync,
    {
        self.source.once(address(self.table), build)
    }

    /// What is built from the value of a key alone: once, if nothing in it is uncertain.
    pub fn once_at<T, E>(&self, name: &str, build: impl FnOnce() -> Result<T, E>) -> Result<T, E>
    where
        T: Any + Clone + Send + Sync,
    {
        match self.table.get(name) {
            Some(value) if !self.source.is_open(address(value)) => {
                self.source.once(address(value), build)
            }
            _ => build(),
        }
    }

    /// A quantity, if given.
    pub fn number(&self, name: &str) -> Result<Option<f64>, Error> {
        match self.get(name) {
            Some((value, Kind::Quantity(dimension, range) | Kind::Certain(dimension, range))) => {
                let read = || value::number(self.source, name, value, dimension, range);
                self.once_at(name, read).map(Some)
            }
            _ => Ok(None),
        }
    }

    /// A distribution, if given.
    pub fn distribution(&self, name: &str) -> Result<Option<DispersedNumber>, Error> {
        match self.get(name) {
            Some((value, Kind::Uncertain(dimension, range))) => match value.get_ref() {
                DeValue::Table(table) => {
                    let measure = (dimension, range);
                    uncertain::read(self.source, name, measure, value, table).map(Some)
                }
                _ => Ok(None),
            },
            _ => Ok(None),
        }
    }

    /// Probabilities by name, and where each name stands, in the order of the file.
    pub fn probabilities(&self, name: &str) -> Result<Vec<Named<'a>>, Error> {
        let table = self
            .get(name)
            .and_then(|(value, _)| value.get_ref().as_table());
        let mut all: Vec<Named<'_>> = Vec::new();
        for (key, value) in table.into_iter().flatten() {
            let range = Range::Between(0.0, 1.0);
            let read = value::number(self.source, key.get_ref(), value, Dimension::Number, range)?;
            all.push((key.get_ref(), key.span(), read));
        }
        all.sort_by_key(|(_, span, _)| span.start);
        Ok(all)
    }

    /// Texts, and where each stands; a single one too.
    pub fn texts(&self, name: &str) -> Result<Vec<(&'a str, Value<'a>)>, Error> {
        match self.get(name) {
            Some((value, _)) => match value.get_ref() {
                DeValue::String(text) => Ok(vec![(&**text, value)]),
                _ => value::texts(self.source, name, value),
            },
            None => Ok(Vec::new()),
        }
    }

    /// A quantity, or what stands in for it.
    pub fn number_or(&self, name: &str, default: f64) -> Result<f64, Error> {
        Ok(self.number(name)?.unwrap_or(default))
    }

    /// A quantity that has to be there.
    pub fn need(&self, name: &str) -> Result<f64, Error> {
        self.number(name)?.ok_or_else(|| self.missing(name))
    }

    /// The fault that a key is missing.
    pub fn missing(&self, name: &str) -> Error {
        let key = self.key(name);
        let error = self.error(format!("`{name}` is missing"));
        match key {
            Some(key) => error
                .label(format!("expected {}", key.kind.expected()))
                .hint(format!("`{name}`: {}", key.doc)),
            None => error,
        }
    }

    /// A whole number that has to be there.
    pub fn count(&self, name: &str) -> Result<u32, Error> {
        match self.get(name) {
            Some((value, Kind::Count(most))) => value::count(self.source, name, value, most),
            _ => Err(self.missing(name)),
        }
    }

    /// True or false; absent is false.
    pub fn flag(&self, name: &str) -> Result<bool, Error> {
        match self.get(name) {
            Some((value, _)) => value::boolean(self.source, name, value),
            None => Ok(false),
        }
    }

    /// A quantity as it is written: text without its quotes, a bare number with its SI unit.
    pub fn written(&self, name: &str) -> Option<String> {
        let (value, kind) = self.get(name)?;
        match (value.get_ref(), kind) {
            (DeValue::String(text), _) => Some(text.trim().to_owned()),
            (_, Kind::Quantity(dimension, _)) => {
                let number = self.source.quote(value.span());
                Some(format!("{number} {}", dimension.unit()).trim().to_owned())
            }
            _ => None,
        }
    }

    /// Text, if given.
    pub fn text(&self, name: &str) -> Result<Option<&'a str>, Error> {
        match self.get(name) {
            Some((value, _)) => value::text(self.source, name, value).map(Some),
            None => Ok(None),
        }
    }

    /// Text that has to be there.
    pub fn need_text(&self, name: &str) -> Result<&'a str, Error> {
        self.text(name)?.ok_or_else(|| self.missing(name))
    }

    /// A date, if given.
    pub fn date(&self, name: &str) -> Result<Option<String>, Error> {
        match self.get(name) {
            Some((value, _)) => value::date(self.source, name, value).map(Some),
            None => Ok(None),
        }
    }

    /// One of the words the key takes, if given.
    pub fn choice(&self, name: &str) -> Result<Option<&'static str>, Error> {
        match self.get(name) {
            Some((value, Kind::Choice(words))) => {
                value::choice(self.source, name, value, words).map(Some)
            }
            Some((value, Kind::Or(&Kind::Choice(words), _))) if value.get_ref().is_str() => {
                value::choice(self.source, name, value, words).map(Some)
            }
            _ => Ok(None),
        }
    }

    /// The file that a key names: how to call it in messages, and its bytes.
    pub fn file(&self, name: &str) -> Result<Option<(String, Vec<u8>)>, Error> {
        let Some((value, _)) = self.get(name) else {
            return Ok(None);
        };
        match value.get_ref() {
            DeValue::String(path) => self.source.read(path, value.span()).map(Some),
            _ => Ok(None),
        }
    }

    /// The table that a key holds.
    pub fn table(&self, name: &str) -> Option<Self> {
        let (value, kind) = self.get(name)?;
        let section: &'static Section = match kind {
            Kind::Table(section) => section,
            Kind::Or(Kind::Table(section), _) | Kind::Or(_, Kind::Table(section)) => section,
            _ => return None,
        };
        self.inner(section, value)
    }

    /// The tables that a key lists.
    pub fn tables(&self, name: &str) -> Vec<Self> {
        let Some((value, Kind::List(section, _))) = self.get(name) else {
            return Vec::new();
        };
        let items = value.get_ref().as_array();
        items
            .into_iter()
            .flatten()
            .filter_map(|item| self.inner(section, item))
            .collect()
    }

    fn inner(&self, section: &'static Section, value: Value<'a>) -> Option<Self> {
        Some(Self {
            source: self.source,
            section,
            table: value.get_ref().as_table()?,
            span: (value.span().start, value.span().end),
        })
    }
}
