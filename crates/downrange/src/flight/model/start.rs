//! How a flight begins, compiled: on a rail or from a state.

use crate::earth::SiteFrame;
use crate::flight::StartState;
use crate::flight::model::rail::RailModel;
use crate::flight::state::STATE_LEN;
use crate::number::Quaternion;

/// What happened to a body before its own flight began, while it was part of a vehicle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct History {
    /// Whether it has passed a highest point: its devices know.
    pub past_apogee: bool,
    /// Whether its motors had lit.
    pub lit: bool,
}

/// How a flight begins.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum StartModel {
    /// At rest on a rail.
    Rail(RailModel),
    /// From a state of the equations of motion.
    State([f64; STATE_LEN]),
}

impl StartModel {
    /// The rail, if there is one.
    pub fn rail(&self) -> Option<&RailModel> {
        match self {
            Self::Rail(rail) => Some(rail),
            Self::State(_) => None,
        }
    }

    /// The state at the start.
    pub fn state(&self, frame: &SiteFrame) -> [f64; STATE_LEN] {
        match self {
            Self::State(state) => *state,
            Self::Rail(rail) => {
                let turning = rail.attitude.axes().map(|axis| axis.dot(frame.rotation()));
                let mut state = [0.0; STATE_LEN];
                state[6..10].copy_from_slice(&rail.attitude.0);
                state[10..13].copy_from_slice(&turning);
                state
            }
        }
    }
}

/// A state relative to the turning ground, in the site's frame.
pub(crate) fn start_state(frame: &SiteFrame, start: &StartState) -> [f64; STATE_LEN] {
    let position = frame.position(start.latitude, start.longitude, start.height);
    let place = frame.local_frame(position);
    let down = -place.up;
    let level = |north: f64, east: f64, fall: f64| {
        place
            .north
            .times(north)
            .plus_times(east, place.east)
            .plus_times(fall, down)
    };
    let [north, east, fall] = start.velocity;
    let [(sy, cy), (sp, cp), (sr, cr)] = start.attitude.map(libm::sincos);
    // Columns of the 3-2-1 rotation from body to north, east, down.
    let axes = [
        level(cp * cy, cp * sy, -sp),
        level(sr * sp * cy - cr * sy, sr * sp * sy + cr * cy, sr * cp),
        level(cr * sp * cy + sr * sy, cr * sp * sy - sr * cy, cr * cp),
    ];
    let turning = if start.inertial_rates {
        [0.0; 3]
    } else {
        axes.map(|axis| axis.dot(frame.rotation()))
    };
    let mut state = [0.0; STATE_LEN];
    state[..3].copy_from_slice(&position.0);
    state[3..6].copy_from_slice(&level(north, east, fall).0);
    state[6..10].copy_from_slice(&Quaternion::from_axes(axes).0);
    for axis in 0..3 {
        state[10 + axis] = start.angular_rates[axis] + turning[axis];
    }
    state
}
