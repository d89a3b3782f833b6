//! Candidates: sampled rockets that fit the published figures, and their flights.

use super::bound::{RADIUS, energy_bound};
use super::performance::Performance;
use super::published::{Claim, Limit, Quantity};
use super::rocket::{Candidate, plain_drag};
use crate::air::Air;
use crate::dispersion::RandomStream;
use crate::earth::{Earth, SiteFrame};
use crate::error::Fault;
use crate::flight::FlightError;
use crate::flight::model::{air_table, wind_table};
use crate::flight::point::{Path, PointFlight, PointLaunch};
use crate::number::Vector;
use crate::table::{ExtensibleTable, NodeTable, Table};
use std::f64::consts::{FRAC_PI_2, PI};

/// One rocket that fits the published figures, and its performance.
#[derive(Debug, Clone, PartialEq)]
pub struct CandidateOutcome {
    /// The rocket.
    pub rocket: Candidate,
    /// The best of its flights, each figure from the elevation that is best for it.
    pub best: Performance,
    /// Launched at the elevation that was drawn for it.
    pub launched: Performance,
    /// Upper bound of its performance, effects outside the model included.
    pub most: Performance,
    /// The elevation of its greatest range, rad.
    pub best_elevation: f64,
    /// What each statement claims: a value from the printed interval, SI.
    pub claimed: Vec<f64>,
}

impl CandidateOutcome {
    /// What a statement of the claim is about: the best, or launched as drawn.
    pub fn of(&self, quantity: Quantity, limit: Limit) -> f64 {
        match limit {
            Limit::UpTo => self.best.of(quantity),
            Limit::AtLeast => self.launched.of(quantity),
        }
    }
}

/// A claim, ready to be flown.
#[derive(Debug, Clone)]
pub struct Study {
    claim: Claim,
    frame: SiteFrame,
    air: ExtensibleTable<4>,
    wind: NodeTable<3>,
    drag: Table<2>,
}

/// Until this speed a rocket is guided by its launcher, m/s: 100 ft/s, at which fins are trusted (IREC Design, Test &
/// Evaluation Guide).
const FREE_SPEED: f64 = 30.48;

/// Elevations between which the greatest range is looked for, rad: 20° to 89°.
const ELEVATIONS: (f64, f64) = (PI / 9.0, 89.0 * PI / 180.0);

/// How often the interval is cut by the golden section: to 2.4°, between which a range varies by a thousandth.
const CUTS: usize = 7;

impl Study {
    /// Compiles a claim: the air, the Earth, the drag of a plain rocket of the printed size.
    ///
    /// # Errors
    /// See [`Claim::check`].
    pub fn new(claim: &Claim) -> Result<Self, Fault> {
        claim.check()?;
        let site = &claim.site;
        let earth = Earth::sphere(RADIUS, Earth::WGS84.rotation_rate);
        let longitude = site.longitude.unwrap_or(0.0);
        let air = Air::default();
        Ok(Self {
            frame: SiteFrame::new(earth, site.latitude, longitude, site.elevation),
            air: air_table(&air),
            wind: wind_table(&air),
            drag: plain_drag(claim.diameter.value, claim.length_or_guess())?,
            claim: claim.clone(),
        })
    }

    /// The claim.
    pub fn claim(&self) -> &Claim {
        &self.claim
    }

    /// Drag coefficient of the plain rocket at a Mach number: coasting, and while it burns.
    pub fn drag(&self, mach: f64) -> [f64; 2] {
        use crate::number::Number;
        f64::look_up(&self.drag, mach)
    }

    /// The rocket that is in the middle of everything.
    pub fn middle(&self) -> Candidate {
        Candidate::new(&self.claim, &|_| 0.5)
    }

    /// Sample i: a function of the seed and of i alone.
    ///
    /// # Errors
    /// [`FlightError::Numerical`] when a flight breaks down.
    pub fn sample(&self, seed: u64, index: u64) -> Result<CandidateOutcome, FlightError> {
        let uniform = |name: &str| RandomStream::named(name).uniform(seed, index);
        let rocket = Candidate::new(&self.claim, &uniform);
        let statements = self.claim.statements.iter().enumerate();
        let claimed = statements
            .map(|(place, each)| each.figure.at(uniform(&format!("claims[{place}]"))))
            .collect();
        Ok(CandidateOutcome {
            claimed,
            ..self.outcome(rocket)?
        })
    }

    /// Performance of a rocket.
    pub(super) fn outcome(&self, rocket: Candidate) -> Result<CandidateOutcome, FlightError> {
        let (mut best, mut energy) = (Performance::default(), 0.0_f64);
        let mut fly = |elevation: f64| {
            let flight = self.fly(&rocket, elevation, None)?;
            best = best.better(&flight);
            energy = energy.max(flight.energy);
            Ok(flight)
        };
        let best_elevation = furthest(&mut |elevation| Ok(fly(elevation)?.range))?;
        fly(FRAC_PI_2)?;
        let launched = Performance::default().better(&fly(rocket.elevation())?);
        Ok(CandidateOutcome {
            rocket,
            best,
            launched,
            most: energy_bound(energy),
            best_elevation,
            claimed: Vec::new(),
        })
    }

    /// Flies a rocket at an elevation, rad; `path` sees the way. What does not come down has gone round half the Earth.
    ///
    /// # Errors
    /// As [`Self::sample`].
    pub fn fly(
        &self,
        rocket: &Candidate,
        elevation: f64,
        path: Option<Path<'_>>,
    ) -> Result<PointFlight, FlightError> {
        let stages = rocket.stages(self.claim.stages);
        let launch = PointLaunch {
            frame: &self.frame,
            ground: self.claim.site.elevation,
            air: &self.air,
            wind: &self.wind,
            drag: &self.drag,
            area: 0.25 * PI * rocket.diameter * rocket.diameter * rocket.drag_factor(),
            stages: &stages,
            elevation_angle: elevation,
            heading: self.claim.site.heading,
            free_speed: FREE_SPEED,
        };
        launch.fly(path)
    }

    /// The flight of a rocket at an elevation, rad, seen from the side: distance over the ground and height above the
    /// launch, m.
    ///
    /// # Errors
    /// As [`Self::sample`].
    pub fn side_view(
        &self,
        rocket: &Candidate,
        elevation: f64,
    ) -> Result<Vec<(f64, f64)>, FlightError> {
        let mut points = Vec::new();
        let from = self.frame.local_frame(Vector([0.0; 3])).radius;
        let mut see = |_, position| {
            let place = self.frame.local_frame(position);
            let angle = libm::atan2(from.cross(place.radius).norm(), from.dot(place.radius));
            points.push((RADIUS * angle, place.height - self.claim.site.elevation));
        };
        self.fly(rocket, elevation, Some(&mut see))?;
        Ok(points)
    }
}

/// The elevation of the greatest range by the golden section (Kiefer 1953): range rises with elevation, then falls.
fn furthest(range: &mut dyn FnMut(f64) -> Result<f64, FlightError>) -> Result<f64, FlightError> {
    let golden = 0.5 * (5f64.sqrt() - 1.0);
    let (mut low, mut high) = ELEVATIONS;
    let (mut a, mut b) = (high - golden * (high - low), low + golden * (high - low));
    let (mut at_a, mut at_b) = (range(a)?, range(b)?);
    for _ in 0..CUTS {
        if at_a > at_b {
            (high, b, at_b) = (b, a, at_a);
            a = high - golden * (high - low);
            at_a = range(a)?;
        } else {
            (low, a, at_a) = (a, b, at_b);
            b = low + golden * (high - low);
            at_b = range(b)?;
        }
    }
    Ok(if at_a > at_b { a } else { b })
}
