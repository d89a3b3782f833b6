//! A question whose answer ends a run: stop once something is known well enough.
//!
//! `p_outside<1e-4`, `p_leaves<1e-3`: once the 95 % interval of the probability, of the first or of a named area
//! (`p_outside[field]<1e-4`), of any body, lies on one side of the number; `p_keep_out<1e-5` likewise of any or of a named
//! keep-out area (`p_keep_out[house]<1e-6`), `p_above_ceiling<1e-3` of the ceiling. `apogee.mean±2m`: once the 95 % interval of
//! a mean is no wider than that either way.

use std::fmt;

use downrange::dispersion::SAMPLE_METRICS;
use downrange::dispersion::statistics::{Moments, Proportion};
use downrange::error::Fault;
use downrange::flight::Metric;
use downrange::quantity;
use downrange::results::{ABOVE_CEILING, KEEP_OUT, keep_out_column};

use crate::limits::LimitNames;
use crate::values::Values;

/// A question whose answer ends a run.
///
/// ```
/// use downrange_runs::{LimitNames, StopRule};
/// let rule = StopRule::parse("apogee.mean±2m", &LimitNames::default())?;
/// assert_eq!(rule.question(), "apogee.mean±2m");
/// # Ok::<(), downrange_runs::StopRuleError>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct StopRule {
    question: String,
    goal: Goal,
}

/// What is to be known.
#[derive(Debug, Clone, PartialEq)]
enum Goal {
    /// A probability is known to be below or above a number.
    Probability {
        /// The column of flags.
        column: String,
        /// The number.
        limit: f64,
    },
    /// A mean is known to so much.
    Mean {
        /// The figure.
        metric: &'static Metric,
        /// Half the width of its interval, in the unit of the figure's key.
        within: f64,
    },
}

/// Why an expression is no question that can end a run.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum StopRuleError {
    /// Neither a probability nor a mean is asked for.
    NotUnderstood,
    /// No probability has this name.
    NoProbability(String),
    /// A probability is asked for, and there is no area.
    NoArea,
    /// The areas are others than the one that is named.
    OtherAreas(Vec<String>),
    /// A probability of keep-out areas is asked for, and there is none.
    NoKeepOut,
    /// The keep-out areas are others than the one that is named.
    OtherKeepOuts(Vec<String>),
    /// A probability to pass the ceiling is asked for, and there is none.
    NoCeiling,
    /// The limit is no number between 0 and 1.
    NotBetween,
    /// No outcome has this name.
    NoOutcome(String),
    /// The width cannot be read.
    Width(Fault),
    /// The width is not above zero.
    NoWidth,
}

/// Confidence of the intervals.
const CONFIDENCE: f64 = 0.95;
/// Fewer flights than this say nothing of a spread.
const LEAST: u64 = 100;

impl StopRule {
    /// Reads an expression about outcomes, or about areas and a ceiling of these names.
    ///
    /// # Errors
    /// When it is no such expression, or names what is not there.
    pub fn parse(text: &str, names: &LimitNames<'_>) -> Result<Self, StopRuleError> {
        let plain: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let goal = match plain.split_once('<') {
            Some((left, right)) => Goal::probability(left, right, names)?,
            None => {
                let halves = plain.split_once('±').or_else(|| plain.split_once("+-"));
                let halves =
                    halves.and_then(|(left, right)| Some((left.strip_suffix(".mean")?, right)));
                let (name, within) = halves.ok_or(StopRuleError::NotUnderstood)?;
                Goal::mean(name, within)?
            }
        };
        let question = text.to_owned();
        Ok(Self { question, goal })
    }

    /// The expression as it was given.
    pub fn question(&self) -> &str {
        &self.question
    }

    /// The columns that its state is fed with: the sample, and what is asked about.
    pub fn columns(&self) -> [&str; 2] {
        match &self.goal {
            Goal::Probability { column, .. } => ["sample", column],
            Goal::Mean { metric, .. } => ["sample", metric.key],
        }
    }

    /// The state before the first flight.
    pub fn state(&self) -> StopRuleState<'_> {
        StopRuleState {
            goal: &self.goal,
            proportion: Proportion { hits: 0, trials: 0 },
            moments: Moments::default(),
        }
    }
}

impl Goal {
    fn probability(left: &str, right: &str, names: &LimitNames<'_>) -> Result<Self, StopRuleError> {
        let (what, named) = match left.split_once('[') {
            Some((what, rest)) => (what, rest.strip_suffix(']')),
            None => (left, None),
        };
        let is_named = |name: &&&str| named.is_none_or(|named| name.replace(' ', "") == named);
        let all = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        let area = |flag: &str| {
            let found = names.areas.iter().find(is_named);
            match (found, names.areas.is_empty()) {
                (Some(area), _) => Ok(format!("{flag}: {area}")),
                (None, true) => Err(StopRuleError::NoArea),
                (None, false) => Err(StopRuleError::OtherAreas(all(&names.areas))),
            }
        };
        let keep_out = || {
            let found = names.keep_outs.iter().find(is_named);
            match (found, named) {
                (Some(_), None) => Ok(KEEP_OUT.to_owned()),
                (Some(name), Some(_)) => Ok(keep_out_column(name)),
                (None, _) if names.keep_outs.is_empty() => Err(StopRuleError::NoKeepOut),
                (None, _) => Err(StopRuleError::OtherKeepOuts(all(&names.keep_outs))),
            }
        };
        let column = match (what, named) {
            ("p_outside", _) => area("outside")?,
            ("p_leaves" | "p_leaves_in_flight", _) => area("leaves")?,
            ("p_keep_out", _) => keep_out()?,
            ("p_above_ceiling", None) if names.has_ceiling => ABOVE_CEILING.to_owned(),
            ("p_above_ceiling", None) => return Err(StopRuleError::NoCeiling),
            _ => return Err(StopRuleError::NoProbability(left.to_owned())),
        };
        match right.parse::<f64>() {
            Ok(limit) if limit > 0.0 && limit < 1.0 => Ok(Self::Probability { column, limit }),
            _ => Err(StopRuleError::NotBetween),
        }
    }

    fn mean(name: &str, within: &str) -> Result<Self, StopRuleError> {
        let begins = format!("{name}_");
        let known = |metric: &&Metric| metric.key == name || metric.key.starts_with(&begins);
        let metric = SAMPLE_METRICS.into_iter().find(known);
        let metric = metric.ok_or_else(|| StopRuleError::NoOutcome(name.to_owned()))?;
        // A number without a unit is in that of the key.
        let within = match within.parse() {
            Ok(bare) => bare,
            Err(_) => metric
                .in_unit(quantity::parse(within, metric.dimension).map_err(StopRuleError::Width)?),
        };
        if within > 0.0 {
            Ok(Self::Mean { metric, within })
        } else {
            Err(StopRuleError::NoWidth)
        }
    }
}

impl fmt::Display for StopRuleError {
    /// What is wrong with the expression, as it goes on after it, and a hint on a line of its own where there is one.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotUnderstood => {
                f.write_str(" is not understood\nhelp: write 'p_outside<1e-4' or 'apogee.mean±2m'")
            }
            Self::NoProbability(what) => write!(
                f,
                ": no probability is called `{what}`\nhelp: there are p_outside, p_leaves, p_keep_out and p_above_ceiling"
            ),
            Self::NoArea => f.write_str(" needs an area (--area)"),
            Self::OtherAreas(areas) => write!(f, ": the areas are {}", areas.join(", ")),
            Self::NoKeepOut => f.write_str(" needs a keep-out area (--keep-out)"),
            Self::OtherKeepOuts(names) => {
                write!(f, ": the keep-out areas are {}", names.join(", "))
            }
            Self::NoCeiling => f.write_str(" needs a ceiling (--ceiling)"),
            Self::NotBetween => f.write_str(": expected a probability between 0 and 1 after <"),
            Self::NoOutcome(name) => write!(
                f,
                ": no outcome is called `{name}`\nhelp: there are {}",
                SAMPLE_METRICS.map(|metric| metric.key).join(", ")
            ),
            Self::Width(fault) => write!(f, ": {fault}"),
            Self::NoWidth => f.write_str(": expected more than zero after ±"),
        }
    }
}

impl std::error::Error for StopRuleError {}

/// Flights counted for a question.
pub struct StopRuleState<'a> {
    goal: &'a Goal,
    proportion: Proportion,
    moments: Moments,
}

impl StopRuleState<'_> {
    /// Counts a batch of [`StopRule::columns`]. Of a flight with several bodies, any that is outside makes it so; a mean is that of the first.
    pub fn take(&mut self, values: &[Values]) {
        match values {
            [Values::Integer(samples), Values::Boolean(flags)] => {
                let mut rows = samples.iter().zip(flags).peekable();
                while let Some((sample, flag)) = rows.next() {
                    let mut any = *flag;
                    while let Some((_, flag)) = rows.next_if(|(next, _)| *next == sample) {
                        any |= *flag;
                    }
                    self.proportion.trials += 1;
                    self.proportion.hits += u64::from(any);
                }
            }
            [Values::Integer(samples), Values::Float(numbers)] => {
                let mut last = None;
                for (sample, number) in samples.iter().zip(numbers) {
                    if last != Some(sample) {
                        self.moments.push(*number);
                    }
                    last = Some(sample);
                }
            }
            _ => {}
        }
    }

    /// Whether the answer is known.
    pub fn is_known(&self) -> bool {
        match self.goal {
            Goal::Probability { limit, .. } => {
                let interval = self.proportion.estimate(CONFIDENCE).interval;
                interval.high < *limit || interval.low > *limit
            }
            Goal::Mean { within, .. } => {
                let estimate = self.moments.mean_estimate(CONFIDENCE);
                self.moments.count() >= LEAST
                    && estimate.is_some_and(|mean| {
                        0.5 * (mean.interval.high - mean.interval.low) <= *within
                    })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use downrange::flight::metric;

    /// What may be asked, and what is said of what may not.
    #[test]
    fn reads_questions() {
        let areas = |areas: &[&'static str]| LimitNames {
            areas: areas.to_vec(),
            ..LimitNames::default()
        };
        let goal =
            |text: &str, names: &[&'static str]| StopRule::parse(text, &areas(names)).unwrap().goal;
        let mean = goal("apogee.mean ± 2 m", &[]);
        assert_eq!(
            mean,
            Goal::Mean {
                metric: &metric::APOGEE_AGL,
                within: 2.0
            }
        );
        assert_eq!(
            goal("max_speed.mean+-1", &[]),
            Goal::Mean {
                metric: &metric::MAX_SPEED,
                within: 1.0
            }
        );
        // A bare number is in the unit of the key, another is turned into it.
        for (question, metric, within) in [
            (
                "max_acceleration.mean±30 m/s2",
                &metric::MAX_ACCELERATION,
                30.0,
            ),
            ("max_acceleration.mean±30", &metric::MAX_ACCELERATION, 30.0),
            ("landing_lat.mean±0.5", &metric::LANDING_LATITUDE, 0.5),
            ("landing_lat.mean±0.5 deg", &metric::LANDING_LATITUDE, 0.5),
            (
                "min_static_margin.mean±0.1",
                &metric::MIN_STATIC_MARGIN,
                0.1,
            ),
        ] {
            assert_eq!(goal(question, &[]), Goal::Mean { metric, within });
        }
        let p = goal("p_outside[the field] < 1e-4", &["sea", "the field"]);
        assert_eq!(
            p,
            Goal::Probability {
                column: "outside: the field".into(),
                limit: 1e-4
            }
        );
        for wrong in [
            "apogee",
            "p_inside<0.1",
            "p_outside<2",
            "p_outside[hill]<0.1",
            "hight.mean±1m",
            "apogee.mean±1kg",
        ] {
            assert!(StopRule::parse(wrong, &areas(&["sea"])).is_err(), "{wrong}");
        }
        let names = LimitNames {
            keep_outs: vec!["road", "old house"],
            has_ceiling: true,
            ..LimitNames::default()
        };
        for (question, expected) in [
            ("p_keep_out<0.1", "keep_out"),
            ("p_keep_out[old house]<0.1", "keep_out: old house"),
            ("p_above_ceiling < 0.1", "above_ceiling"),
        ] {
            let rule = StopRule::parse(question, &names).unwrap();
            assert_eq!(rule.columns(), ["sample", expected]);
        }
        for (question, names, error) in [
            ("p_outside<0.1", &names, StopRuleError::NoArea),
            ("p_keep_out<0.1", &areas(&["sea"]), StopRuleError::NoKeepOut),
            ("p_above_ceiling<0.1", &areas(&[]), StopRuleError::NoCeiling),
            (
                "p_keep_out[barn]<0.1",
                &names,
                StopRuleError::OtherKeepOuts(vec!["road".into(), "old house".into()]),
            ),
            (
                "p_above_ceiling[road]<0.1",
                &names,
                StopRuleError::NoProbability("p_above_ceiling[road]".into()),
            ),
        ] {
            assert_eq!(StopRule::parse(question, names), Err(error));
        }
    }
}
