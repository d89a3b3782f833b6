//! What is dispersed, on one screen: each input with its distribution as a small plot, its mean and standard deviation,
//! and the values between which nine of ten samples lie.

use std::fmt::Write;

use downrange::dispersion::{Correlation, Distribution, DistributionSummary, Input, Uncertainty};
use downrange::quantity::Dimension;
use downrange::results::{InputInfo, InputKind};

use crate::terminal::{BOLD, DIM, WIDTH};
use crate::text::printable;
use crate::units::{DisplayUnit, Units};

/// Columns of a plot.
const PLOT: usize = 12;
/// A name may take so many columns.
const LONGEST: usize = 36;

/// What is dispersed, as a table; the dimensions are those of the inputs, in their order. The text holds ANSI styles;
/// whoever prints it where they do not belong strips them.
pub fn inputs(
    uncertainty: &Uncertainty,
    dimensions: &[Dimension],
    correlations: &[Correlation],
    units: Units,
) -> String {
    let mut text = String::new();
    // Writing into a string cannot fail.
    let _ = write(&mut text, uncertainty, dimensions, correlations, units);
    text
}

fn write(
    text: &mut String,
    uncertainty: &Uncertainty,
    dimensions: &[Dimension],
    correlations: &[Correlation],
    units: Units,
) -> Result<(), std::fmt::Error> {
    let rows: Vec<InputRow> = uncertainty
        .inputs()
        .iter()
        .zip(dimensions)
        .map(|(input, dimension)| InputRow::new(input, *dimension, units))
        .chain(winds(uncertainty, units))
        .collect();
    if rows.is_empty() {
        return writeln!(text, "Nothing is uncertain in this launch.");
    }
    let widest = |of: &dyn Fn(&InputRow) -> usize| rows.iter().map(of).max().unwrap_or_default();
    let name = widest(&|row| row.name.chars().count()).min(LONGEST);
    let columns: [usize; 3] =
        std::array::from_fn(|index| widest(&|row| row.figures[index].chars().count()));
    let figures = columns.iter().sum::<usize>() + 4;
    writeln!(
        text,
        "{DIM}{:name$}  {:PLOT$}  {:>c0$}  {:>c1$}  {:>c2$}{DIM:#}",
        format!("{} inputs", uncertainty.inputs().len()),
        "density",
        "mean ± sigma",
        "5 %",
        "95 %",
        c0 = columns[0].max(12),
        c1 = columns[1],
        c2 = columns[2],
    )?;
    let c0 = columns[0].max(12);
    let before_words = name + 2 + PLOT + 2 + figures.max(c0 + 4 + columns[1] + columns[2]) + 2;
    for row in &rows {
        let mut head = row.name.clone();
        if head.chars().count() > name {
            head = head.chars().take(name - 1).chain(['…']).collect();
        }
        write!(text, "{BOLD}{head:name$}{BOLD:#}  {:PLOT$}", row.plot)?;
        let [first, second, third] = &row.figures;
        let alone = first.is_empty() && second.is_empty();
        if !alone {
            write!(
                text,
                "  {first:>c0$}  {second:>c1$}  {third:>c2$}",
                c1 = columns[1],
                c2 = columns[2]
            )?;
        }
        let words = row.words.chars().count();
        match alone || before_words + words <= WIDTH {
            true => writeln!(text, "  {DIM}{}{DIM:#}", row.words)?,
            false => writeln!(text, "\n{:name$}  {DIM}{}{DIM:#}", "", row.words)?,
        }
    }
    for correlation in correlations {
        let [a, b] = &correlation.inputs;
        writeln!(
            text,
            "{DIM}correlated{DIM:#} {}, {}: {}",
            printable(a),
            printable(b),
            correlation.coefficient
        )?;
    }
    Ok(())
}

struct InputRow {
    name: String,
    plot: String,
    /// Mean with sigma, and the fifth and ninety-fifth percentile.
    figures: [String; 3],
    words: String,
}

/// An input in words.
pub struct InputText {
    /// Its name.
    pub name: String,
    /// Its distribution, with units where it has them.
    pub distribution: String,
    /// Its mean; empty where a figure says nothing.
    pub mean: String,
    /// Its standard deviation with the unit; empty where a figure says nothing.
    pub sigma: String,
}

/// Writes an input in words.
pub fn input_text(input: &InputInfo, units: Units) -> InputText {
    let scale = Scale::new(input, units);
    let distribution = distribution(input, &scale);
    let (mean, sigma) = match input.kind {
        InputKind::Quantity => (
            scale.value(input.mean),
            scale.difference_with_unit(input.sigma),
        ),
        InputKind::Failure | InputKind::WindMember | InputKind::AirMember => Default::default(),
    };
    InputText {
        name: printable(&input.name),
        distribution,
        mean,
        sigma,
    }
}

/// A distribution in words, without the mean and sigma that stand beside it.
fn distribution(input: &InputInfo, scale: &Scale) -> String {
    match (input.kind, &input.distribution) {
        (InputKind::Failure, _) => {
            // Seven digits: rounding is no business of the reader.
            let percent = format!("{:.6e}", 100.0 * input.mean);
            let percent: f64 = percent.parse().unwrap_or_default();
            format!("happens in {percent} % of flights")
        }
        (InputKind::WindMember | InputKind::AirMember, summary) => {
            let members = match input.kind {
                InputKind::AirMember => "states of the air",
                _ => "winds",
            };
            match summary {
                DistributionSummary::Samples { count, .. } => format!("one of {count} {members}"),
                _ => format!("one of several {members}"),
            }
        }
        (InputKind::Quantity, summary) => words(&summary.describe(
            |si| scale.value_with_unit(si),
            |si| scale.difference_with_unit(si),
        )),
    }
}

impl InputRow {
    fn new(input: &Input, dimension: Dimension, units: Units) -> Self {
        let info = InputInfo::new(input, dimension);
        let scale = Scale::new(&info, units);
        let distribution = &input.distribution;
        let (plot, figures) = match info.kind {
            InputKind::Quantity => (
                density(distribution),
                [
                    format!(
                        "{} ± {}",
                        scale.value(info.mean),
                        scale.difference_with_unit(info.sigma)
                    ),
                    scale.value(distribution.quantile(0.05)),
                    scale.value(distribution.quantile(0.95)),
                ],
            ),
            InputKind::Failure | InputKind::WindMember | InputKind::AirMember => Default::default(),
        };
        Self {
            name: printable(&input.name),
            plot,
            figures,
            words: self::distribution(&info, &scale),
        }
    }
}

/// How the values of an input are shown.
struct Scale {
    unit: DisplayUnit,
    zero: f64,
    digits: usize,
}

impl Scale {
    fn new(input: &InputInfo, units: Units) -> Self {
        let unit = match input.name.starts_with("air.") && input.dimension == Dimension::Speed {
            true => units.wind(),
            false => units.for_dimension(input.dimension, input.mean.abs().max(input.sigma)),
        };
        Self {
            unit,
            // 0 °C and 0 °F, K.
            zero: match (input.dimension, units) {
                (Dimension::Temperature, Units::Si) => 273.15,
                (Dimension::Temperature, Units::Us) => 273.15 - 32.0 * 5.0 / 9.0,
                _ => 0.0,
            },
            digits: unit.digits(input.sigma),
        }
    }

    fn value_with_unit(&self, si: f64) -> String {
        self.with_unit(self.value(si))
    }

    fn difference_with_unit(&self, si: f64) -> String {
        self.with_unit(self.difference(si))
    }

    fn with_unit(&self, number: String) -> String {
        match self.unit.symbol {
            "" | "°" => number + self.unit.symbol,
            symbol => format!("{number} {symbol}"),
        }
    }

    fn value(&self, si: f64) -> String {
        self.difference(si - self.zero)
    }

    fn difference(&self, si: f64) -> String {
        let digits = self.digits;
        let text = format!("{:.digits$}", self.unit.of(si));
        // A small negative number would be shown as -0.0.
        match text.strip_prefix('-') {
            Some(rest) if rest.bytes().all(|b| b == b'0' || b == b'.') => rest.to_owned(),
            _ => text,
        }
    }
}

/// What a distribution is, without the mean and sigma that stand beside it.
fn words(described: &str) -> String {
    let parts = described.split(", ").filter(|part| !part.contains(" ± "));
    parts.collect::<Vec<_>>().join(", ")
}

/// How dense values lie between the first and the last thousandth, as a line of blocks.
fn density(distribution: &Distribution) -> String {
    const SAMPLES: u32 = 4_000;
    let (low, high) = (distribution.quantile(0.001), distribution.quantile(0.999));
    let mut counts = [0.0; PLOT];
    for sample in 0..SAMPLES {
        let value = distribution.quantile((f64::from(sample) + 0.5) / f64::from(SAMPLES));
        let share = (value - low) / (high - low);
        if (0.0..=1.0).contains(&share) {
            counts[((share * PLOT as f64) as usize).min(PLOT - 1)] += 1.0;
        }
    }
    blocks(&counts)
}

/// Values as heights of blocks, the largest full; nothing is a blank.
fn blocks(values: &[f64]) -> String {
    const BLOCKS: [char; 9] = [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    let most = values.iter().copied().fold(0.0, f64::max);
    let block = |value: &f64| match most > 0.0 && *value > 0.0 {
        true => BLOCKS[((8.0 * value / most).ceil() as usize).clamp(1, 8)],
        false => ' ',
    };
    values.iter().map(block).collect()
}

/// Error and gusts of the wind: the plot is the standard deviation from the ground up.
fn winds(uncertainty: &Uncertainty, units: Units) -> impl Iterator<Item = InputRow> {
    let winds = uncertainty.winds();
    let row = |name: &str, levels: Vec<(f64, f64)>, words: String| {
        let top = levels.last().map_or(0.0, |level| level.0);
        let at = |column: usize| {
            let height = top * (column as f64 + 0.5) / PLOT as f64;
            let above = levels.iter().find(|level| level.0 >= height);
            above.map_or(0.0, |level| level.1)
        };
        let plot: Vec<f64> = (0..PLOT).map(at).collect();
        InputRow {
            name: name.to_owned(),
            plot: blocks(&plot),
            figures: [(); 3].map(|()| String::new()),
            words,
        }
    };
    let most = |levels: &[(f64, f64)]| {
        let sigmas = levels.iter().map(|level| level.1);
        units.wind().show(sigmas.fold(0.0, f64::max))
    };
    let height = |height| units.height().show(height);
    let error = winds.error.as_ref().map(|error| {
        let levels = error.levels().to_vec();
        let over = height(error.correlation_height());
        let words = format!("sigma up to {}, correlated over {over}", most(&levels));
        row("wind error", levels, words)
    });
    let gusts = winds.gusts.as_ref().map(|gusts| {
        let levels: Vec<(f64, f64)> = gusts.levels().collect();
        let top = height(levels.last().map_or(0.0, |level| level.0));
        let words = format!("sigma up to {}, below {top}", most(&levels));
        row("gusts", levels, words)
    });
    error.into_iter().chain(gusts)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use downrange::dispersion::{Gusts, Severity, Target, WindError, WindUncertainty};
    use downrange::table::Curve;

    fn shown(units: Units) -> String {
        let number = |name: &str| Target::Number(name.to_owned());
        let event = Distribution::event(0.015).unwrap();
        let (inputs, dimensions): (Vec<Input>, Vec<Dimension>) = [
            (
                "rail.elevation_angle",
                number("a"),
                Dimension::Angle,
                Distribution::truncated(1.48, 0.017, None, Some(1.57)),
            ),
            (
                "air.temperature",
                number("b"),
                Dimension::Temperature,
                Distribution::normal(300.15, 2.0),
            ),
            (
                "air.wind.speed",
                number("c"),
                Dimension::Speed,
                Distribution::log_normal(4.0, 1.2),
            ),
            (
                "rocket.mass",
                number("d"),
                Dimension::Mass,
                Distribution::normal(14.426, 0.05),
            ),
            (
                "rocket.parts.fins.span",
                number("e"),
                Dimension::Length,
                Distribution::triangular(0.109, 0.11, 0.112),
            ),
            (
                "parachutes.main.trigger.altitude",
                number("f"),
                Dimension::Length,
                Distribution::choice(&[300.0, 800.0], &[1.0, 3.0]),
            ),
            (
                "parachutes.a parachute with a very long name.lag",
                number("g"),
                Dimension::Time,
                Distribution::samples(vec![0.9, 1.0, 1.4]),
            ),
            (
                "ignition_delay",
                Target::IgnitionDelay,
                Dimension::Time,
                Distribution::uniform(0.0, 0.2),
            ),
            (
                "wind_ensemble",
                Target::WindMember,
                Dimension::Number,
                Distribution::samples(vec![0.0, 1.0, 2.0]),
            ),
            (
                "failures.main",
                Target::Failure("main".into()),
                Dimension::Number,
                Ok(event),
            ),
        ]
        .into_iter()
        .map(|(name, target, dimension, distribution)| {
            let (name, distribution) = (name.to_owned(), distribution.unwrap());
            (
                Input {
                    name,
                    target,
                    distribution,
                },
                dimension,
            )
        })
        .unzip();
        let correlations = [Correlation {
            inputs: ["rocket.mass".into(), "ignition_delay".into()],
            coefficient: -0.3,
        }];
        let sigma = Curve::new(vec![(0.0, 0.5), (4000.0, 3.0)]).unwrap();
        let winds = WindUncertainty {
            error: Some(WindError::new(&sigma, 1500.0, 4500.0).unwrap()),
            gusts: Some(Gusts::new(Severity::Light, Some(4.0), 1000.0).unwrap()),
        };
        let uncertainty = Uncertainty::new(inputs, &correlations, winds).unwrap();
        let text = super::inputs(&uncertainty, &dimensions, &correlations, units);
        anstream::adapter::strip_str(&text).to_string()
    }

    #[test]
    fn metric() {
        insta::assert_snapshot!(shown(Units::Si));
    }

    #[test]
    fn united_states() {
        insta::assert_snapshot!(shown(Units::Us));
    }

    /// Every line fits the terminal.
    #[test]
    fn it_fits_a_screen() {
        for units in [Units::Si, Units::Us] {
            let text = shown(units);
            let wide = text.lines().find(|line| line.chars().count() > WIDTH);
            assert_eq!(wide, None);
        }
    }

    #[test]
    fn certainty_is_said() {
        let text = super::inputs(&Uncertainty::default(), &[], &[], Units::Si);
        assert_eq!(text, "Nothing is uncertain in this launch.\n");
    }
}
