//! What belongs together: cases of one kind, compared with one reference.

use std::path::Path;

use crate::chart::Chart;
use crate::flights::{self, ApogeeError};
use crate::{
    Check, claims, closed_forms, designs, drawings, nesc, parts, rocksim, standards, weather,
    windtunnel,
};

/// Cases of one kind.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// What they are.
    pub title: &'static str,
    /// Whose figures ours stand beside.
    pub reference: &'static str,
    /// What should be known of the comparison.
    pub note: String,
    /// Figure by figure.
    pub checks: Vec<Check>,
    /// A picture a case.
    pub charts: Vec<Chart>,
}

impl Group {
    /// Every group; flights whose files may not be copied here only with the folder where they lie
    /// ([`drawings::folder`]).
    ///
    /// # Errors
    /// When a case cannot be read or flown.
    pub fn all(rasaero: Option<&Path>) -> anyhow::Result<Vec<Self>> {
        let flown: Vec<_> = flights::cases()?
            .iter()
            .map(flights::Case::fly)
            .collect::<Result<_, _>>()?;
        let nesc: Vec<_> = nesc::cases()?
            .iter()
            .map(nesc::Case::fly)
            .collect::<Result<_, _>>()?;
        let printed = claims::calibration()?;
        Ok(vec![
            Self::nesc(nesc),
            Self::flights(flown),
            weather::group()?,
            drawings::group(rasaero)?,
            designs::group()?,
            rocksim::group()?,
            parts::group()?,
            windtunnel::group()?,
            Self {
                title: "Closed forms",
                reference: "closed form",
                note: "Without air, over a round Earth that stands still.".to_owned(),
                checks: closed_forms::checks()?,
                charts: Vec::new(),
            },
            Self {
                title: "U.S. Standard Atmosphere 1976, table I",
                reference: "printed",
                note: "Allowed is a unit of the last printed digit.".to_owned(),
                checks: standards::atmosphere(),
                charts: Vec::new(),
            },
            Self {
                title: "Geodesics",
                reference: "published",
                note: "Allowed is what is printed of the ends, the length and the azimuth."
                    .to_owned(),
                checks: standards::geodesics(),
                charts: Vec::new(),
            },
            Self {
                title: "Twelve amateur rockets, as a newspaper would print them",
                reference: "measured",
                note: printed.note,
                checks: printed.checks,
                charts: Vec::new(),
            },
        ])
    }

    /// NASA's check-cases.
    pub fn nesc(flown: Vec<nesc::Flown>) -> Self {
        Self {
            title: "NASA's check-cases 1 to 8 (NASA/TM-2015-218675)",
            reference: "NASA",
            note: "Each quantity where it differs most in 30 s from NASA's tool 04 (attitude and rates of case 3: tool \
                   05, which damps relative to the ground as ours does)."
                .to_owned(),
            checks: flown.iter().flat_map(|each| each.checks.clone()).collect(),
            charts: flown.into_iter().map(|each| each.chart).collect(),
        }
    }

    /// The student rockets.
    pub fn flights(flown: Vec<flights::Flown>) -> Self {
        let mean = ApogeeError::mean(&flown);
        Self {
            title: "Seven student rockets that flew",
            reference: "RocketPy",
            note: format!(
                "Mean absolute error of the apogee against the altimeters: ours {:.2} %, RocketPy {:.2} % (as released {:.2} %). What barometric altimeters \
                 would show of these apogees in the air described: {:.2} %, RocketPy {:.2} %.",
                100.0 * mean.ours,
                100.0 * mean.rocketpy,
                100.0 * mean.rocketpy_released,
                100.0 * mean.ours_shown,
                100.0 * mean.rocketpy_shown,
            ),
            checks: flown.iter().flat_map(|each| each.checks.clone()).collect(),
            charts: flown.into_iter().map(|each| each.chart).collect(),
        }
    }

    /// Whether every comparison may stand as it is.
    pub fn passes(&self) -> bool {
        self.checks.iter().all(|check| check.verdict().passes())
    }

    /// Why figures differ, each reason once.
    pub fn reasons(&self) -> Vec<&str> {
        let mut reasons: Vec<&str> = Vec::new();
        for reason in self
            .checks
            .iter()
            .filter_map(|check| check.reason.as_deref())
        {
            if !reasons.contains(&reason) {
                reasons.push(reason);
            }
        }
        reasons
    }
}
