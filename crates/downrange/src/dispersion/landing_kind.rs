//! How a body comes down: under a canopy, or with nothing that holds it.

use crate::flight::{BodyTrajectory, EventKind, Model};

/// How a body came down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LandingKind {
    /// A canopy with any drag was open, or filling, as it touched the ground.
    Parachute,
    /// None was: it fell nose first, tumbled, or its canopy was still in it.
    Ballistic,
}

impl LandingKind {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Parachute, Self::Ballistic];

    /// Its word, for columns and files: a promise.
    pub fn name(self) -> &'static str {
        match self {
            Self::Parachute => "parachute",
            Self::Ballistic => "ballistic",
        }
    }

    /// The kind at the end of a flight; `None` for what is still flying then.
    pub(super) fn of<R>(model: &Model, flown: &BodyTrajectory<R>) -> Option<Self> {
        let mut events = flown.raw_events.iter();
        events.rfind(|event| event.what == EventKind::Landing)?;
        let is_open = model.canopies.iter().any(|canopy| {
            let last = flown
                .raw_events
                .iter()
                .rev()
                .find_map(|event| match event.what {
                    EventKind::Opens(place) if place == canopy.place => Some(true),
                    EventKind::Released(place) if place == canopy.place => Some(false),
                    _ => None,
                });
            canopy.drag_area > 0.0 && last == Some(true)
        });
        Some(match is_open {
            true => Self::Parachute,
            false => Self::Ballistic,
        })
    }
}
