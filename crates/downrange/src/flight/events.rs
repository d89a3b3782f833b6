//! What happens in a flight: kinds of events, an event with its state, and what a condition sets off.

use crate::flight::state::{Evaluation, POINT_STATE_LEN};
use crate::number::Vector;

/// What happened, by kind; parachutes and stages by their place in the description.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EventKind {
    /// Free flight begins from a state.
    Release,
    /// A stage's motors light; of a plain rocket, stage 0.
    Ignition(usize),
    /// Thrust exceeds weight along the rail.
    Liftoff,
    /// The foremost guide leaves the rail.
    RailExit,
    /// The aftmost guide leaves the rail.
    RailClear,
    /// A stage's motors have burnt out.
    Burnout(usize),
    /// A stage leaves.
    Separation(usize),
    /// The highest point.
    Apogee,
    /// A parachute's trigger.
    Triggered(usize),
    /// A parachute begins to fill.
    Opens(usize),
    /// A parachute is let go by one that opens.
    Released(usize),
    /// A parachute of a stage that is still attached: its trigger.
    TriggeredAboard {
        /// The stage.
        stage: usize,
        /// The parachute, by its place among those of the stage.
        parachute: usize,
    },
    /// The ground.
    Landing,
    /// The time that was allowed is over, and it still flies.
    StillFlying,
}

impl EventKind {
    /// Whether a flight ends so.
    pub fn ends(self) -> bool {
        matches!(self, Self::Landing | Self::StillFlying)
    }
}

/// An event of a simulation with its time, state and evaluation, before it has a name.
#[derive(Debug, Clone, Copy)]
pub struct RawEvent {
    /// Kind.
    pub what: EventKind,
    /// When, s since launch.
    pub time: f64,
    /// Position and velocity in the site's frame.
    pub state: [f64; POINT_STATE_LEN],
    /// Auxiliary outputs of the equations of motion at the event.
    pub evaluation: Evaluation<f64>,
    /// Angle of its nose above the horizon, rad; `None` for what has no attitude.
    pub pitch: Option<f64>,
    /// Whether a motor burns, and not for this moment only.
    pub burning: bool,
}

/// The action that an event condition sets off.
#[derive(Debug, Clone, Copy)]
pub(crate) enum EventAction {
    /// The ground.
    Ground,
    /// The foremost guide leaves the rail.
    RailExit,
    /// The aftmost guide leaves the rail.
    RailClear,
    /// It slides back to where it stood on the rail.
    SlidBack,
    /// The highest point.
    Apogee,
    /// It climbs again.
    Climbs,
    /// A parachute's height.
    Parachute(usize),
    /// The height of a parachute of a stage that is still attached: which stage, which parachute.
    Aboard(usize, usize),
    /// The height at which a stage's motors light.
    Lights(usize),
    /// The height at which a stage leaves.
    Leaves(usize),
}

impl RawEvent {
    /// Position in the site's frame, m.
    pub fn position(&self) -> Vector<f64> {
        Vector([self.state[0], self.state[1], self.state[2]])
    }

    /// Speed over the ground, m/s.
    pub fn speed(&self) -> f64 {
        Vector([self.state[3], self.state[4], self.state[5]]).norm()
    }
}

/// Within this time, s, two things happen at one moment: no canopy takes a load in a millisecond.
pub(crate) const ONE_MOMENT: f64 = 1e-3;
