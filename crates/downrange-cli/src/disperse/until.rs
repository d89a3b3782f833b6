//! `--until`: stop once something is known well enough.
//!
//! `p_outside<1e-4`, `p_leaves<1e-3`: once the 95 % interval of the probability, of the first or of a named area
//! (`p_outside[field]<1e-4`), of any body, lies on one side of the number. `apogee.mean±2m`: once the 95 % interval of
//! a mean is no wider than that either way.

use downrange::dispersion::FIGURES;
use downrange::dispersion::statistics::{Moments, Proportion};
use downrange::quantity::{self, Dimension};
use downrange_formats::runs::Values;

/// A question whose answer ends a run.
#[derive(Debug, Clone, PartialEq)]
pub enum Until {
    /// A probability is known to be below or above a number.
    Probability {
        /// The column of flags.
        column: String,
        /// The number.
        limit: f64,
    },
    /// A mean is known to so much.
    Mean {
        /// The column.
        column: &'static str,
        /// Half the width of its interval.
        within: f64,
    },
}

/// Confidence of the intervals.
const CONFIDENCE: f64 = 0.95;
/// Fewer flights than this say nothing of a spread.
const LEAST: u64 = 100;

impl Until {
    /// Reads an expression; the message of what is wrong is ready to print.
    pub fn parse(text: &str, areas: &[&str]) -> Result<Self, String> {
        let plain: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        if let Some((left, right)) = plain.split_once('<') {
            return Self::probability(text, left, right, areas);
        }
        let halves = plain.split_once('±').or_else(|| plain.split_once("+-"));
        match halves.and_then(|(left, right)| Some((left.strip_suffix(".mean")?, right))) {
            Some((name, within)) => Self::mean(text, name, within),
            None => Err(format!(
                "error: --until {text:?} is not understood\nhelp: write 'p_outside<1e-4' or 'apogee.mean±2m'"
            )),
        }
    }

    fn probability(text: &str, left: &str, right: &str, areas: &[&str]) -> Result<Self, String> {
        let (what, named) = match left.split_once('[') {
            Some((what, rest)) => (what, rest.strip_suffix(']')),
            None => (left, None),
        };
        let flag = match what {
            "p_outside" => "outside",
            "p_leaves" | "p_leaves_in_flight" => "leaves",
            _ => {
                return Err(format!(
                    "error: --until {text:?}: no probability is called `{what}`\nhelp: there are p_outside and p_leaves"
                ));
            }
        };
        let same = |area: &&&str| named.is_none_or(|name| area.replace(' ', "") == name);
        let area = areas.iter().find(same).ok_or_else(|| match areas {
            [] => format!("error: --until {text:?} needs an --area"),
            _ => format!(
                "error: --until {text:?}: the areas are {}",
                areas.join(", ")
            ),
        })?;
        match right.parse::<f64>() {
            Ok(limit) if limit > 0.0 && limit < 1.0 => Ok(Self::Probability {
                column: format!("{flag}: {area}"),
                limit,
            }),
            _ => Err(format!(
                "error: --until {text:?}: expected a probability between 0 and 1 after <"
            )),
        }
    }

    fn mean(text: &str, name: &str, within: &str) -> Result<Self, String> {
        let known =
            |figure: &&&'static str| **figure == name || figure.starts_with(&format!("{name}_"));
        let Some(column) = FIGURES.iter().find(known) else {
            return Err(format!(
                "error: --until {text:?}: no outcome is called `{name}`\nhelp: there are {}",
                FIGURES.join(", ")
            ));
        };
        let dimension = match column {
            c if c.ends_with("_m_s") => Dimension::Speed,
            c if c.ends_with("_m") => Dimension::Length,
            c if c.ends_with("_deg") => Dimension::Angle,
            c if c.ends_with("_s") => Dimension::Time,
            c if c.ends_with("_pa") => Dimension::Pressure,
            _ => Dimension::Number,
        };
        let bare = within.parse().ok();
        let read = bare.map_or_else(|| quantity::parse(within, dimension), Ok);
        let read = read.map_err(|fault| format!("error: --until {text:?}: {fault}"))?;
        let within = if dimension == Dimension::Angle && bare.is_none() {
            read.to_degrees()
        } else {
            read
        };
        if within > 0.0 {
            Ok(Self::Mean { column, within })
        } else {
            Err(format!(
                "error: --until {text:?}: expected more than zero after ±"
            ))
        }
    }

    /// The columns it needs: the sample, and what is asked about.
    pub fn columns(&self) -> [&str; 2] {
        match self {
            Self::Probability { column, .. } => ["sample", column],
            Self::Mean { column, .. } => ["sample", column],
        }
    }

    /// Nothing counted yet.
    pub fn tally(&self) -> Tally<'_> {
        Tally {
            until: self,
            proportion: Proportion { hits: 0, trials: 0 },
            moments: Moments::default(),
        }
    }
}

/// What has been counted for a question.
pub struct Tally<'a> {
    until: &'a Until,
    proportion: Proportion,
    moments: Moments,
}

impl Tally<'_> {
    /// Counts a batch. Of a flight with several bodies, any that is outside makes it so; a mean is that of the first.
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
        match self.until {
            Until::Probability { limit, .. } => {
                let interval = self.proportion.estimate(CONFIDENCE).interval;
                interval.high < *limit || interval.low > *limit
            }
            Until::Mean { within, .. } => {
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

    /// What may be asked, and what is said of what may not.
    #[test]
    fn reads_questions() {
        let mean = Until::parse("apogee.mean ± 2 m", &[]).unwrap();
        assert_eq!(
            mean,
            Until::Mean {
                column: "apogee_agl_m",
                within: 2.0
            }
        );
        assert_eq!(
            Until::parse("max_speed.mean+-1", &[]).unwrap(),
            Until::Mean {
                column: "max_speed_m_s",
                within: 1.0
            }
        );
        let p = Until::parse("p_outside[the field] < 1e-4", &["sea", "the field"]).unwrap();
        assert_eq!(
            p,
            Until::Probability {
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
            assert!(
                Until::parse(wrong, &["sea"])
                    .unwrap_err()
                    .starts_with("error: --until"),
                "{wrong}"
            );
        }
        assert!(
            Until::parse("p_outside<0.1", &[])
                .unwrap_err()
                .contains("needs an --area")
        );
    }
}
