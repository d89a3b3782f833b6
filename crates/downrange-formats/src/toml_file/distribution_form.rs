//! The form that a distribution takes, by its keys.

use std::ops::Range as Span;

use downrange::quantity::Dimension;
use toml::de::DeTable;

use super::source::TomlSource;
use super::value;
use crate::error::Error;
use crate::similar::closest;

/// The keys of a distribution.
const KEYS: [&str; 9] = [
    "distribution",
    "mean",
    "sigma",
    "min",
    "mode",
    "max",
    "samples",
    "values",
    "weights",
];

/// The words of its key `distribution`.
pub const DISTRIBUTION_NAMES: [&str; 4] = ["normal", "log-normal", "uniform", "triangular"];

/// Whether a table says how uncertain a number is.
pub fn is_distribution(table: &DeTable<'_>) -> bool {
    KEYS.iter().any(|key| table.contains_key(*key))
}

/// A form that a distribution takes.
#[derive(Debug, Clone, Copy)]
pub enum DistributionForm {
    Normal,
    LogNormal,
    Uniform,
    Triangular,
    Samples,
    Choice,
}

impl DistributionForm {
    /// What it is, in words.
    fn words(self) -> &'static str {
        match self {
            Self::Normal => "a normal distribution",
            Self::LogNormal => "a log-normal distribution",
            Self::Uniform => "a uniform distribution",
            Self::Triangular => "a triangular distribution",
            Self::Samples => "a table of samples",
            Self::Choice => "a choice of values",
        }
    }

    /// The keys that it needs, and those that it may have.
    fn keys(self) -> (&'static [&'static str], &'static [&'static str]) {
        match self {
            Self::Normal => (&["mean", "sigma"], &["min", "max"]),
            Self::LogNormal => (&["mean", "sigma"], &[]),
            Self::Uniform => (&["min", "max"], &[]),
            Self::Triangular => (&["min", "mode", "max"], &[]),
            Self::Samples => (&["samples"], &[]),
            Self::Choice => (&["values"], &["weights"]),
        }
    }
}

/// The table of a distribution, as it stands in the file.
pub struct DistributionTable<'a> {
    pub source: &'a TomlSource<'a>,
    /// The key whose value it is.
    pub name: &'a str,
    pub dimension: Dimension,
    pub table: &'a DeTable<'a>,
    pub span: Span<usize>,
}

impl DistributionTable<'_> {
    /// Its form, once every key is known and nothing is missing.
    ///
    /// # Errors
    /// When it has an unknown key or a key that has no meaning in this form, or lacks one that the form needs.
    pub fn form(&self) -> Result<DistributionForm, Error> {
        self.check_keys()?;
        let form = match self.named()? {
            Some(form) => form,
            None => self.guessed()?,
        };
        self.check_form(form)?;
        Ok(form)
    }

    fn check_keys(&self) -> Result<(), Error> {
        for key in self.table.keys() {
            let read: &str = key.get_ref();
            if KEYS.contains(&read) {
                continue;
            }
            let title = format!(
                "unknown key `{read}` in the distribution of `{}`",
                self.name
            );
            let error = self.source.error(key.span(), title);
            return Err(match closest(read, KEYS.into_iter()) {
                Some(meant) => error.label(format!("did you mean `{meant}`?")),
                None => error,
            }
            .hint(format!("known here: {}", KEYS.join(", "))));
        }
        Ok(())
    }

    /// The form that its key `distribution` names.
    fn named(&self) -> Result<Option<DistributionForm>, Error> {
        let Some(value) = self.table.get("distribution") else {
            return Ok(None);
        };
        let text = value::text(self.source, "distribution", value)?;
        let plain = text.trim().to_lowercase().replace(['-', '_', ' '], "");
        match plain.as_str() {
            "normal" => Ok(Some(DistributionForm::Normal)),
            "lognormal" => Ok(Some(DistributionForm::LogNormal)),
            "uniform" => Ok(Some(DistributionForm::Uniform)),
            "triangular" => Ok(Some(DistributionForm::Triangular)),
            _ => {
                let title = format!("unknown distribution \"{text}\"");
                let error = self.source.error(value.span(), title);
                Err(match closest(text, DISTRIBUTION_NAMES.into_iter()) {
                    Some(word) => error.label(format!("did you mean \"{word}\"?")),
                    None => {
                        error.label(format!("expected one of {}", DISTRIBUTION_NAMES.join(", ")))
                    }
                })
            }
        }
    }

    /// The form that its other keys belong to.
    fn guessed(&self) -> Result<DistributionForm, Error> {
        let has = |keys: &[&str]| keys.iter().any(|key| self.table.contains_key(*key));
        Ok(match () {
            () if has(&["samples"]) => DistributionForm::Samples,
            () if has(&["values", "weights"]) => DistributionForm::Choice,
            () if has(&["mode"]) => DistributionForm::Triangular,
            () if has(&["mean", "sigma"]) => DistributionForm::Normal,
            () if has(&["min", "max"]) => DistributionForm::Uniform,
            () => {
                let title = format!("`{}` is an empty table", self.name);
                return Err(self.source.error(self.span.clone(), title).label(format!(
                    "expected {}, or a distribution such as {{ mean = …, sigma = … }}",
                    self.dimension.example()
                )));
            }
        })
    }

    /// What the form needs is there, and nothing else.
    fn check_form(&self, form: DistributionForm) -> Result<(), Error> {
        let (name, words) = (self.name, form.words());
        let (needs, may_have) = form.keys();
        for (key, value) in self.table {
            let key: &str = key.get_ref();
            if key != "distribution" && !needs.contains(&key) && !may_have.contains(&key) {
                let title = format!("`{key}` has no meaning in {words}");
                return Err(self.source.error(value.span(), title).label(format!(
                    "`{name}` takes {} there",
                    [needs, may_have].concat().join(", ")
                )));
            }
        }
        match needs.iter().find(|key| !self.table.contains_key(**key)) {
            Some(missing) => {
                let title = format!("no `{missing}` in the distribution of `{name}`");
                let label = format!("{words} needs {}", needs.join(", "));
                Err(self.source.error(self.span.clone(), title).label(label))
            }
            None => Ok(()),
        }
    }
}
