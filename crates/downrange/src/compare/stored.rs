//! A flight as another program computed and stored it.

use super::figures::{ComparedFigure, StoredFigure};
use super::series::{StoredChannel, StoredSeries};
use crate::flight::Flight;

/// A flight as another program computed it, stored in its design file.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct StoredFlight {
    /// The program and its version, as the file has them: `OpenRocket 23.09`.
    pub program: String,
    /// Name of the simulation; may be empty.
    pub simulation: String,
    /// What the file says of it: `uptodate`, `outdated`, …; empty where it says nothing.
    pub status: String,
    /// Whether it is of the design as saved; `None` where the file does not say.
    pub is_current: Option<bool>,
    /// The figures that are stored, SI.
    pub figures: Vec<(StoredFigure, f64)>,
    /// Events, in order of time.
    pub events: Vec<StoredEvent>,
    /// Channels against time; empty where none are stored.
    pub series: StoredSeries,
}

/// An event of a stored flight.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct StoredEvent {
    /// What happened.
    pub kind: StoredEventKind,
    /// When, s since launch.
    pub time: f64,
}

/// What happened in a stored flight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StoredEventKind {
    /// The rocket leaves its rod.
    RailExit,
    /// A motor has burnt out.
    Burnout,
    /// A stage leaves.
    Separation,
    /// The highest point.
    Apogee,
    /// A parachute or streamer opens.
    Deployment,
    /// The ground.
    Landing,
    /// The computation broke down.
    Breakdown,
}

impl StoredFlight {
    /// A figure, SI, if it is stored.
    pub fn figure(&self, figure: StoredFigure) -> Option<f64> {
        let found = self.figures.iter().find(|(stored, _)| *stored == figure);
        found.map(|(_, value)| *value)
    }

    /// The figures that are stored beside the same of our flight, in the order of [`StoredFigure::ALL`].
    pub fn compared_figures(&self, flight: &Flight) -> Vec<ComparedFigure> {
        let of = |figure: StoredFigure| {
            Some(ComparedFigure {
                figure,
                stored: self.figure(figure)?,
                ours: figure.of(flight),
            })
        };
        StoredFigure::ALL.into_iter().filter_map(of).collect()
    }

    /// When something first happened, s since launch.
    pub fn first(&self, kind: StoredEventKind) -> Option<f64> {
        let found = self.events.iter().find(|event| event.kind == kind);
        found.map(|event| event.time)
    }

    /// When it was highest, s since launch: as stored, or by its heights.
    pub fn apogee_time(&self) -> Option<f64> {
        let highest = || {
            let heights = self
                .series
                .pairs(StoredChannel::Time, StoredChannel::Altitude);
            heights.max_by(|a, b| a.1.total_cmp(&b.1)).map(|top| top.0)
        };
        self.first(StoredEventKind::Apogee).or_else(highest)
    }

    /// Whether it has no apogee, or zero.
    pub fn has_no_apogee(&self) -> bool {
        self.why_no_apogee().is_some()
    }

    /// Why it has no apogee, as a sentence: none is stored, or zero, or it broke off; `None` where it has one.
    pub fn why_no_apogee(&self) -> Option<String> {
        match self.figure(StoredFigure::Apogee) {
            None => Some(format!("{} stored no apogee.", self.program)),
            Some(apogee) if apogee <= 0.0 => Some(format!("The stored apogee is {apogee} m.")),
            Some(_) => {
                let why = self.broken_off()?;
                Some(format!(
                    "The stored flight has no apogee: {why}. Its greatest height cannot be compared."
                ))
            }
        }
    }

    /// How it broke off: it broke down, or ended while it climbed.
    fn broken_off(&self) -> Option<String> {
        if let Some(time) = self.first(StoredEventKind::Breakdown) {
            return Some(format!("its computation broke down at {time:.2} s"));
        }
        let last = self.series.len().checked_sub(1)?;
        let time = self.series.at(last, StoredChannel::Time)?;
        let climbs = self.series.at(last, StoredChannel::VerticalSpeed)?;
        let apogee = self.first(StoredEventKind::Apogee);
        (apogee.is_none() && climbs > 0.0)
            .then(|| format!("its points end at {time:.2} s, while it climbs"))
    }
}
