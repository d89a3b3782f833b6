//! What many flights say, made once from their rows.

use downrange::dispersion::FIGURES;
use downrange::dispersion::statistics::{Estimate, Proportion};

use super::broken::{Broken, broken};
use super::chances::{Chances, Convergence, Counted};
use super::down::Down;
use super::index::Index;
use super::ranking::{Ranked, ranking};
use super::rules::rules;
use super::spread::{Histogram, Spread, settling, unwrapped};
use super::{Rows, Run};

/// Outcomes of the body with the payload that are drawn as histograms.
const DRAWN: [&str; 6] = [
    "apogee_agl_m",
    "landing_distance_m",
    "max_speed_m_s",
    "rail_exit_speed_m_s",
    "min_static_margin_cal",
    "landing_speed_m_s",
];

/// What many flights say. See [`Findings::json`], [`Findings::summary`], [`Findings::page`] and [`Findings::ground`].
#[derive(Debug, Clone, PartialEq)]
pub struct Findings {
    pub(super) run: Run,
    /// Of all flights.
    pub(super) chances: Chances,
    /// By failure: its name, empty for none.
    pub(super) by_failure: Vec<(String, Chances)>,
    /// Why flights failed.
    pub(super) broken: Vec<Broken>,
    /// How many flights break each rule of thumb.
    pub(super) rules: Vec<(String, Proportion)>,
    /// The one with the payload first.
    pub(super) bodies: Vec<Body>,
    pub(super) ranking: Vec<Ranked>,
    pub(super) histograms: Vec<(&'static str, Histogram)>,
    /// How the probability to come down outside settled, area by area.
    pub(super) convergence: Vec<Convergence>,
    /// How the mean apogee settled.
    pub(super) apogee: Vec<(u64, Estimate)>,
}

/// What is said of a body.
#[derive(Debug, Clone, PartialEq)]
pub struct Body {
    /// Its name.
    pub name: String,
    /// Its outcomes that happened, in the order of [`FIGURES`].
    pub outcomes: Vec<(&'static str, Spread)>,
    /// Where it came down.
    pub down: Option<Down>,
}

impl Body {
    /// An outcome, if it happened.
    pub fn outcome(&self, name: &str) -> Option<&Spread> {
        let found = self.outcomes.iter().find(|(outcome, _)| *outcome == name);
        found.map(|(_, spread)| spread)
    }
}

impl Findings {
    /// Of the rows of a run.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn of<R: Rows>(run: Run, rows: &R) -> Result<Self, R::Error> {
        let index = Index::of(rows)?;
        let counted = Counted::of(&run, rows, &index)?;
        let mut bodies: Vec<Body> = index
            .bodies
            .iter()
            .map(|name| Body {
                name: name.clone(),
                outcomes: Vec::new(),
                down: None,
            })
            .collect();
        let (mut histograms, mut apogee) = (Vec::new(), Vec::new());
        let failure = index.has_failure(0);
        for name in FIGURES {
            let column = rows.numbers(name)?;
            for (number, body) in bodies.iter_mut().enumerate() {
                let mut column = index.of_body(number, &column);
                match name {
                    "landing_bearing_deg" => column = unwrapped(&column, 0.0),
                    "landing_lon_deg" => column = unwrapped(&column, -180.0),
                    _ => {}
                }
                body.outcomes
                    .extend(Spread::of(&column).map(|spread| (name, spread)));
                if number == 0 && DRAWN.contains(&name) {
                    let histogram = Histogram::of(&column, &failure);
                    histograms.extend(histogram.map(|histogram| (name, histogram)));
                }
                if number == 0 && name == "apogee_agl_m" {
                    apogee = settling(&column);
                }
            }
        }
        histograms.sort_by_key(|(name, _)| DRAWN.iter().position(|drawn| drawn == name));
        let latitudes = rows.numbers("landing_lat_deg")?;
        let longitudes = rows.numbers("landing_lon_deg")?;
        for (number, body) in bodies.iter_mut().enumerate() {
            let latitudes = index.of_body(number, &latitudes);
            let longitudes = index.of_body(number, &longitudes);
            let places: Vec<(f64, f64)> = latitudes
                .iter()
                .zip(&longitudes)
                .map(|(latitude, longitude)| (latitude.to_radians(), longitude.to_radians()))
                .collect();
            body.down = Down::of(run.site, &run.areas, &places);
        }
        Ok(Self {
            ranking: ranking(&run, rows, &index)?,
            rules: rules(&run, rows, &index)?,
            broken: broken(rows, &index)?,
            run,
            chances: counted.all,
            by_failure: index.failures.into_iter().zip(counted.by_failure).collect(),
            bodies,
            histograms,
            convergence: counted.convergence,
            apogee,
        })
    }

    /// The body with the payload.
    pub(super) fn main(&self) -> Option<&Body> {
        self.bodies.first()
    }

    /// By failure: none first, then those that most flights flew, at most so many.
    pub(super) fn failures(&self, most: usize) -> Vec<(&str, &Chances)> {
        let mut failures: Vec<(&str, &Chances)> = self
            .by_failure
            .iter()
            .map(|(name, chances)| (name.as_str(), chances))
            .collect();
        failures.sort_by_key(|(name, chances)| (!name.is_empty(), u64::MAX - chances.flights));
        failures.truncate(most);
        failures
    }

    /// Whether any flight flew a failure.
    pub(super) fn has_failures(&self) -> bool {
        self.by_failure.iter().any(|(name, _)| !name.is_empty())
    }
}
