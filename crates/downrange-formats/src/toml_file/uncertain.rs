//! A distribution in place of a number.
//!
//! Bounds, mean and samples are read as the number would be, so a sample lies in the same range; what a normal
//! distribution gives beyond it is refused when it is drawn.

use std::collections::HashMap;
use std::ops::Range as Span;

use downrange::dispersion::Distribution;
use downrange::error::Fault;
use downrange::quantity::{Dimension, parse, parse_difference};
use toml::de::{DeTable, DeValue};

use super::distribution_form::{DistributionForm, DistributionTable};
use super::range::Range;
use super::source::{Address, TomlSource, Value, address};
use super::value;
use crate::csv;
use crate::error::Error;
use crate::warning::Warning;

/// An uncertain number of the file.
#[derive(Debug, Clone)]
pub struct DispersedNumber {
    /// Its dotted path, with numbers of what is listed.
    pub place: String,
    /// Its dotted path, with names of what is listed.
    pub name: String,
    /// What it measures.
    pub dimension: Dimension,
    /// How uncertain it is.
    pub distribution: Distribution,
    /// What a flight takes that is not drawn.
    pub nominal: f64,
    /// Where it is kept.
    pub address: Address,
    /// Where it stands.
    pub span: Span<usize>,
}

/// Which of the uncertain numbers lies at an address.
pub fn places(numbers: &[DispersedNumber]) -> HashMap<Address, usize> {
    let each = numbers.iter().enumerate();
    each.map(|(index, number)| (number.address, index))
        .collect()
}

/// Reads the distribution that stands as the value of a key; its paths are left empty.
pub fn read(
    source: &TomlSource<'_>,
    name: &str,
    (dimension, range): (Dimension, Range),
    value: Value<'_>,
    table: &DeTable<'_>,
) -> Result<DispersedNumber, Error> {
    let reader = Reader {
        source,
        name,
        dimension,
        range,
        table,
        span: value.span(),
    };
    let form = DistributionTable {
        source,
        name,
        dimension,
        table,
        span: value.span(),
    }
    .form()?;
    let (distribution, nominal) = match form {
        DistributionForm::Normal => reader.normal(),
        DistributionForm::LogNormal => reader.log_normal(),
        DistributionForm::Uniform => reader.uniform(),
        DistributionForm::Triangular => reader.triangular(),
        DistributionForm::Samples => reader.samples(),
        DistributionForm::Choice => reader.choice(),
    }?;
    Ok(DispersedNumber {
        place: String::new(),
        name: String::new(),
        dimension,
        distribution,
        nominal,
        address: address(value),
        span: value.span(),
    })
}

/// Of draws that cannot be, this share is told: a normal distribution reaches anything, and two sigma from its mean, a fortieth.
const TOLD: f64 = 0.03;
/// A greater share is a mistake.
const MOST: f64 = 0.5;

/// The share of a distribution that a key does not take.
fn outside(range: Range, distribution: &Distribution) -> f64 {
    // The probability up to which draws are on a side of what can be: they rise with it.
    let share = |is_beyond: &dyn Fn(f64) -> bool| {
        let (mut beyond, mut not) = (0.0, 1.0);
        for _ in 0..HALVINGS {
            let middle = 0.5 * (beyond + not);
            match is_beyond(middle) {
                true => beyond = middle,
                false => not = middle,
            }
        }
        0.5 * (beyond + not)
    };
    let below = share(&|u| range.is_above(distribution.quantile(u)));
    let above = share(&|u| range.is_below(distribution.quantile(1.0 - u)));
    below + above
}

/// A share is known to a millionth.
const HALVINGS: usize = 20;

struct Reader<'a> {
    source: &'a TomlSource<'a>,
    name: &'a str,
    dimension: Dimension,
    range: Range,
    table: &'a DeTable<'a>,
    span: Span<usize>,
}

/// A distribution, and what a flight takes that is not drawn.
type Read = Result<(Distribution, f64), Error>;

impl Reader<'_> {
    fn normal(&self) -> Read {
        let mean = self.within("mean")?;
        let sigma = self.sigma(mean)?;
        let bound = |key| {
            self.table
                .contains_key(key)
                .then(|| self.any(key))
                .transpose()
        };
        let (min, max) = (bound("min")?, bound("max")?);
        if min.is_none() && max.is_none() {
            return self.built(Distribution::normal(mean, sigma), mean);
        }
        let (low, high) = (
            min.unwrap_or(f64::NEG_INFINITY),
            max.unwrap_or(f64::INFINITY),
        );
        self.rising("min", low, "max", high)?;
        let cut = Distribution::truncated(mean, sigma, min, max);
        self.built(cut, mean.clamp(low, high))
    }

    fn log_normal(&self) -> Read {
        let mean = self.within("mean")?;
        self.built(Distribution::log_normal(mean, self.sigma(mean)?), mean)
    }

    fn uniform(&self) -> Read {
        let (min, max) = (self.bound("min")?, self.bound("max")?);
        self.rising("min", min, "max", max)?;
        self.built(Distribution::uniform(min, max), 0.5 * (min + max))
    }

    fn triangular(&self) -> Read {
        let (min, mode, max) = (self.bound("min")?, self.within("mode")?, self.bound("max")?);
        self.rising("min", min, "max", max)?;
        if !(min..=max).contains(&mode) {
            let show = |value| value::shown(value, self.dimension);
            let title = format!(
                "`{}.mode` is {}, which is not between {} and {}",
                self.name,
                show(mode),
                show(min),
                show(max)
            );
            return Err(self.source.error(self.at("mode"), title));
        }
        self.built(Distribution::triangular(min, mode, max), mode)
    }

    fn samples(&self) -> Read {
        let values = match self.table.get("samples") {
            Some(value) if value.get_ref().is_str() => {
                let relative = value.get_ref().as_str().unwrap_or_default();
                let (path, bytes) = self.source.read(relative, value.span())?;
                let (values, origin) = csv::samples(&path, &bytes, self.dimension)?;
                if let Some(outside) = values.iter().position(|each| !self.range.holds(*each)) {
                    let show = value::shown(values[outside], self.dimension);
                    let title =
                        format!("`{}` is {show} in `{relative}`, which cannot be", self.name);
                    let error = origin.error(&[outside], &title);
                    return Err(error.unwrap_or_else(|| self.source.error(value.span(), title)));
                }
                values
            }
            _ => self.list("samples", self.dimension, self.range)?,
        };
        let count = values.len() as f64;
        let mean = match values.iter().sum::<f64>() / count {
            mean if mean.is_finite() => mean,
            // The sum is more than a number can be, the mean is not.
            _ => values.iter().map(|value| value / count).sum(),
        };
        self.built(Distribution::samples(values), mean)
    }

    fn choice(&self) -> Read {
        let values = self.list("values", self.dimension, self.range)?;
        let weights = match self.table.contains_key("weights") {
            true => self.list("weights", Dimension::Number, Range::Positive)?,
            false => vec![1.0; values.len()],
        };
        if weights.len() != values.len() {
            let title = format!(
                "`{}` has {} weights for {} values",
                self.name,
                weights.len(),
                values.len()
            );
            return Err(self.source.error(self.at("weights"), title));
        }
        let pairs = values.iter().zip(&weights);
        // The first of equals.
        let likeliest = pairs.fold(None, |best: Option<(&f64, &f64)>, pair| match best {
            Some(best) if best.1 >= pair.1 => Some(best),
            _ => Some(pair),
        });
        let nominal = likeliest.map_or(0.0, |(value, _)| *value);
        self.built(Distribution::choice(&values, &weights), nominal)
    }

    fn built(&self, built: Result<Distribution, Fault>, nominal: f64) -> Read {
        match built {
            Ok(distribution) => {
                self.judge(&distribution)?;
                Ok((distribution, nominal))
            }
            Err(fault) => {
                let key = fault.place.split('[').next().unwrap_or_default();
                let title = match key {
                    "" => format!("`{}`: {}", self.name, fault.message),
                    key => format!("`{}.{key}`: {}", self.name, fault.message),
                };
                let error = self.source.error(self.at(key), title);
                Err(match fault.hint {
                    Some(hint) => error.hint(hint),
                    None => error,
                })
            }
        }
    }

    /// A distribution of which most cannot be is a mistake; where some cannot, that is told.
    fn judge(&self, distribution: &Distribution) -> Result<(), Error> {
        let share = outside(self.range, distribution);
        if share < TOLD {
            return Ok(());
        }
        let shown = |value| value::shown(value, self.dimension);
        let allowed = value::allowed(self.range, self.dimension);
        let percent = format!("{:.0} %", 100.0 * share);
        let at = self.at("sigma");
        if share > MOST {
            let described = distribution.describe(shown, shown);
            let title = format!(
                "`{}`: {percent} of {described} is what it cannot be",
                self.name
            );
            return Err(self
                .source
                .error(at, title)
                .label(format!("expected {allowed}")));
        }
        let line = self.source.line(at.start);
        self.source.warn([Warning {
            file: self.source.file.to_owned(),
            read: format!("`{}`", self.name),
            lines: vec![line],
            message: format!(
                "{percent} of its draws cannot be, {allowed} was expected: these flights fail. Give it `min` or `max`, or make it log-normal"
            ),
        }]);
        Ok(())
    }

    /// Where a key's value stands, or the table.
    fn at(&self, key: &str) -> Span<usize> {
        let value = self.table.get(key);
        value.map_or(self.span.clone(), toml::Spanned::span)
    }

    fn number(&self, key: &str, range: Range) -> Result<f64, Error> {
        let name = format!("{}.{key}", self.name);
        match self.table.get(key) {
            Some(value) => value::number(self.source, &name, value, self.dimension, range),
            None => Err(self.source.error(self.span.clone(), format!("no `{name}`"))),
        }
    }

    fn any(&self, key: &str) -> Result<f64, Error> {
        match self.range {
            // Off the Earth there is none, and it says its hemisphere as it does elsewhere.
            Range::On(_) => self.number(key, self.range),
            _ => self.number(key, Range::Any),
        }
    }

    /// A number that can be.
    fn within(&self, key: &str) -> Result<f64, Error> {
        self.number(key, self.range)
    }

    /// The end of what can be: zero itself never occurs.
    fn bound(&self, key: &str) -> Result<f64, Error> {
        match self.any(key)? {
            0.0 if self.range.holds(f64::MIN_POSITIVE) => Ok(0.0),
            _ => self.within(key),
        }
    }

    fn rising(&self, low: &str, least: f64, high: &str, most: f64) -> Result<(), Error> {
        if least < most {
            return Ok(());
        }
        let show = |value| value::shown(value, self.dimension);
        let title = format!(
            "`{}.{high}` is {}, which is not above `{low}`, {}",
            self.name,
            show(most),
            show(least)
        );
        Err(self.source.error(self.at(high), title))
    }

    /// The standard deviation, in the unit of the number or in per cent of the mean.
    fn sigma(&self, mean: f64) -> Result<f64, Error> {
        let Some(value) = self.table.get("sigma") else {
            return self.any("sigma");
        };
        let name = format!("{}.sigma", self.name);
        let sigma = match value.get_ref() {
            DeValue::String(text) if text.trim_end().ends_with('%') => {
                if mean == 0.0 {
                    let title = format!("`{name}` is {text} of a mean of zero");
                    let error = self.source.error(value.span(), title);
                    return Err(error.label(format!("expected {}", self.dimension.example())));
                }
                parse(text, Dimension::Number).map(|share| share * mean.abs())
            }
            DeValue::String(text) => parse_difference(text, self.dimension),
            _ => Ok(value::number(
                self.source,
                &name,
                value,
                self.dimension,
                Range::Any,
            )?),
        };
        let sigma = sigma.map_err(|fault| {
            let title = format!("`{name}`: {}", fault.message);
            let error = self.source.error(value.span(), title);
            match fault.hint {
                Some(hint) => error.label(hint),
                None => error,
            }
        })?;
        match sigma < 0.0 {
            true => {
                let quote = self.source.quote(value.span());
                let title = format!("`{name}` is {quote}, expected zero or more");
                Err(self.source.error(value.span(), title))
            }
            false => Ok(sigma),
        }
    }

    fn list(&self, key: &str, dimension: Dimension, range: Range) -> Result<Vec<f64>, Error> {
        let name = format!("{}.{key}", self.name);
        let Some(value) = self.table.get(key) else {
            return Ok(Vec::new());
        };
        match value.get_ref() {
            DeValue::Array(items) if !items.is_empty() => items
                .iter()
                .map(|item| value::number(self.source, &name, item, dimension, range))
                .collect(),
            DeValue::Array(_) => {
                let title = format!("`{name}` is empty, expected one value at least");
                Err(self.source.error(value.span(), title))
            }
            _ => {
                let expected = match key {
                    "samples" => "a list of values, or the path of a CSV file",
                    _ => "a list of values",
                };
                Err(value::wrong(self.source, &name, value, expected))
            }
        }
    }
}
