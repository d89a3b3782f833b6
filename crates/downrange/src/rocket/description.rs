//! The description of a rocket, not yet checked.

use super::cluster::MountedMotor;
use super::given::Overrides;
use super::parachute::Parachute;
use super::part::Part;
/// Everything a person says of a rocket, not yet checked.
#[derive(Debug, Clone, PartialEq)]
pub struct RocketDescription {
    /// What it is called.
    pub name: String,
    /// The drawing, in any order.
    pub parts: Vec<Part>,
    /// What replaces the drawn values of the whole.
    pub given: Overrides,
    /// The motor and where it sits; `None` for what is carried: a payload, a dart, a spent stage.
    pub motor: Option<MountedMotor>,
    /// Parachutes, in any order.
    pub parachutes: Vec<Parachute>,
    /// Height of the surface roughness where a part does not say, m.
    pub roughness: f64,
    /// Angle between the thrust and the axis, rad, in the plane at `thrust_azimuth`.
    pub thrust_misalignment: f64,
    /// Distance of the thrust line from the axis at the nozzle exit, m, toward `thrust_azimuth`.
    pub thrust_offset: f64,
    /// Roll angle at which misalignment and offset stand, rad; zero is along body y (to the right of the
    /// rail, looking along the heading), a quarter turn along body z (down).
    pub thrust_azimuth: f64,
}

impl RocketDescription {
    /// The parts and their places in the list, from nose to tail, and of those at one place by what they are: sums over them
    /// are rounded alike, in whichever order they are listed.
    pub(crate) fn fore_to_aft(&self) -> Vec<(usize, &Part)> {
        let mut parts: Vec<(usize, &Part)> = self.parts.iter().enumerate().collect();
        let what = |part: &Part| format!("{:?}", (&part.shape, &part.stuff, &part.name));
        parts.sort_by(|(_, a), (_, b)| {
            let places = a.position.total_cmp(&b.position);
            places.then_with(|| what(a).cmp(&what(b)))
        });
        parts
    }
}
