//! The rail, compiled.

use crate::flight::{Rail, Vehicle};
use crate::number::{Quaternion, Vector};

/// The rail in the site's frame, and where along it the rocket is let go.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RailModel {
    /// Along the rail, upward.
    pub direction: Vector<f64>,
    /// Attitude on the rail: body (forward, right, down) to site.
    pub attitude: Quaternion<f64>,
    /// Travel at which the foremost guide leaves.
    pub exit: f64,
    /// Travel at which the aftmost guide leaves.
    pub clear: f64,
    /// The aftmost guide, m from the nose tip.
    pub aft_guide: f64,
    /// Travel at which it stands on the pad: zero, and more when what stood below it has left.
    pub stands: f64,
    /// Its length, m.
    pub length: f64,
    /// Length of the whole vehicle, m, whose aft end stands at the foot of the rail.
    pub vehicle: f64,
}

impl RailModel {
    pub(crate) fn new(rail: &Rail, vehicle: &Vehicle) -> Self {
        let (climb, level) = libm::sincos(rail.elevation_angle);
        let (east, north) = libm::sincos(rail.heading);
        let forward = Vector([level * east, level * north, climb]);
        let right = Vector([north, -east, 0.0]);
        let ((fore, aft), end) = match vehicle {
            Vehicle::Rocket(rocket) => (rocket.guides(), rocket.length()),
            Vehicle::Stack(stack) => {
                let whole = stack.whole();
                (whole.guides(), whole.length())
            }
            Vehicle::Object(_) => ((0.0, 0.0), 0.0),
        };
        Self {
            direction: forward,
            attitude: Quaternion::from_axes([forward, right, forward.cross(right)]),
            exit: 0.0,
            clear: 0.0,
            aft_guide: aft,
            stands: 0.0,
            length: rail.length,
            vehicle: end,
        }
        .guiding((fore, aft), 0.0)
    }

    /// The rail as it guides what has guides at these places, m from the nose tip of the whole vehicle, and whose
    /// centre of mass stands so far, m, ahead of the whole vehicle's.
    pub(crate) fn guiding(self, (fore, aft): (f64, f64), ahead: f64) -> Self {
        let travel = |guide: f64| (self.length - (self.vehicle - guide)).max(0.0) + ahead;
        Self {
            exit: travel(fore),
            clear: travel(aft),
            stands: ahead,
            ..self
        }
    }
}
