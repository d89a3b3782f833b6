//! What the uncertainty of each term of the drag does to an apogee, flown.

use crate::aero::DragTerm;
use crate::flight::{Flight, FlightError, Launch, Perturbation, Recording, fly};

/// What one term's uncertainty does.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DragTermEffect {
    /// The term.
    pub term: DragTerm,
    /// The apogee above the site with one standard uncertainty more of it, m.
    pub apogee_agl: f64,
}

/// What the uncertainties of all terms do to the apogee of a flight.
#[derive(Debug, Clone, PartialEq)]
pub struct DragTermEffects {
    /// Term by term; without those that the rocket does not have.
    pub terms: Vec<DragTermEffect>,
    /// The apogee above the site as flown, m.
    pub apogee_agl: f64,
}

impl DragTermEffects {
    /// Flies the launch of a flight again, once a term.
    ///
    /// # Errors
    /// As for [`fly`].
    pub fn of(launch: &Launch, flight: &Flight) -> Result<Self, FlightError> {
        let apogee_agl = flight.outcome.apogee_agl;
        let mut terms = Vec::new();
        let own = launch.perturbation.drag_factors;
        for term in DragTerm::ALL {
            let drag_factors = own.with(term, own.on(term) * (1.0 + term.uncertainty()));
            let more = Launch {
                perturbation: Perturbation {
                    drag_factors,
                    ..launch.perturbation
                },
                ..launch.clone()
            };
            let flown = fly(&more, Recording::None)?.outcome.apogee_agl;
            if flown != apogee_agl {
                terms.push(DragTermEffect {
                    term,
                    apogee_agl: flown,
                });
            }
        }
        Ok(Self { terms, apogee_agl })
    }

    /// By what share of the apogee one standard uncertainty more of a term raises it; below zero where it lowers it.
    pub fn difference(&self, effect: &DragTermEffect) -> f64 {
        effect.apogee_agl / self.apogee_agl - 1.0
    }

    /// Standard uncertainty of the apogee that all together make, as a share of it: they are independent of each other.
    pub fn together(&self) -> f64 {
        let squares = self.terms.iter().map(|each| self.difference(each).powi(2));
        squares.sum::<f64>().sqrt()
    }
}
