//! Parachutes, compiled.

use crate::rocket::{Parachute, Releases, Trigger};

/// A parachute, compiled.
#[derive(Debug, Clone, PartialEq)]
pub struct ParachuteModel {
    /// Its place in the description.
    pub place: usize,
    /// Drag area, m².
    pub drag_area: f64,
    /// What fires it.
    pub trigger: Trigger,
    /// When it was triggered before the flight of its body began, s since launch.
    pub triggered: Option<f64>,
    /// From the trigger to its first drag, s.
    pub lag: f64,
    /// From its first drag to its full drag, s.
    pub filling_time: f64,
    /// What it lets go of, by their places in the description; `None` for its drogue.
    pub releases: Option<Vec<usize>>,
}

impl ParachuteModel {
    /// The parachutes of a body, in the order of their names.
    pub(crate) fn all(parachutes: &[Parachute]) -> Vec<Self> {
        let place = |name: &String| parachutes.iter().position(|other| other.name == *name);
        let mut order: Vec<usize> = (0..parachutes.len()).collect();
        order.sort_by_key(|index| &parachutes[*index].name);
        let canopy = |index: usize| {
            let parachute = &parachutes[index];
            Self {
                place: index,
                drag_area: parachute.drag_area,
                trigger: parachute.trigger,
                triggered: None,
                lag: parachute.lag,
                filling_time: parachute.filling_time,
                releases: match &parachute.releases {
                    Releases::Drogue => None,
                    Releases::Named(names) => Some(names.iter().filter_map(place).collect()),
                },
            }
        };
        order.into_iter().map(canopy).collect()
    }

    /// One over the filling time, 1/s; what opens at once takes a nanosecond.
    pub(crate) fn filling_rate(&self) -> f64 {
        1.0 / self.filling_time.max(1e-9)
    }
}
