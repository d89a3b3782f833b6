//! Equations of motion of a point: mass, thrust, drag and gravity, without attitude.

use crate::earth::SiteFrame;
use crate::flight::integrator::{Explicit, System};
use crate::flight::model::BurnState;
use crate::flight::state::{Evaluation, POINT_STATE_LEN};
use crate::number::{Number, Vector};
use crate::table::{ExtensibleTable, NodeTable, Table};

/// The air that a point moves through.
pub(crate) struct PointEnvironment<'m, T: Number> {
    pub frame: SiteFrame,
    pub air: T::Each<&'m ExtensibleTable<4>>,
    pub wind: T::Each<&'m NodeTable<3>>,
}

impl<T: Number> PointEnvironment<'_, T> {
    /// Rate of the state of a point of a mass, kg, under a thrust, N, whose drag area, m², may depend on its Mach
    /// number.
    #[inline(always)]
    pub fn rate(
        &self,
        state: &[T; POINT_STATE_LEN],
        (mass, thrust): (T, T),
        drag_area: impl FnOnce(T) -> T,
    ) -> ([T; POINT_STATE_LEN], Evaluation<T>) {
        let [rx, ry, rz, vx, vy, vz] = *state;
        let velocity = Vector([vx, vy, vz]);
        let place = self.frame.local_frame(Vector([rx, ry, rz]));
        let [density, pressure, slowness, _] = T::look_up_extensible(self.air, place.height);
        let (wind, _) = T::look_up_with_slope(self.wind, place.height);
        let through_air = velocity - place.along(wind);
        let airspeed = through_air.norm();
        let mach = airspeed * slowness;
        let push = thrust / airspeed.max(T::splat(1e-9));
        let drag = T::splat(0.5) * density * drag_area(mach) * airspeed;
        let force = through_air.times(push - drag);
        let acceleration = self.frame.acceleration(place.radius, velocity, mass, force);
        let evaluation = Evaluation {
            height: place.height,
            vertical_speed: velocity.dot(place.up),
            acceleration,
            density,
            pressure,
            wind,
            airspeed,
            mach,
            flow: through_air,
            air_force: through_air.times(-drag),
            normal_force_slope: T::zero(),
            normal_force_moment: T::zero(),
            mass,
            center: T::zero(),
            axial: T::zero(),
            transverse: T::zero(),
            thrust,
        };
        let [ax, ay, az] = acceleration.0;
        ([vx, vy, vz, ax, ay, az], evaluation)
    }
}

/// The motion of a point with a drag coefficient.
pub struct PointMass<'m, T: Number> {
    pub(crate) environment: PointEnvironment<'m, T>,
    pub(crate) drag: T::Each<&'m Table<2>>,
    pub(crate) area: T,
    pub(crate) mass: T,
    pub(crate) burn: Option<(T::Each<&'m NodeTable<5>>, T)>,
    pub(crate) held: Option<Vector<T>>,
}

impl<T: Number> Explicit for PointMass<'_, T> {}

impl<T: Number> System<T, POINT_STATE_LEN> for PointMass<'_, T> {
    type Output = Evaluation<T>;

    type Origin = ();

    #[inline(always)]
    fn origin(&self, _: T, _: &[T; POINT_STATE_LEN]) {}

    #[inline]
    fn rate_within(
        &self,
        _: &(),
        time: T,
        state: &[T; POINT_STATE_LEN],
    ) -> ([T; POINT_STATE_LEN], Evaluation<T>) {
        let (mass, thrust) = match self.burn {
            Some((table, ignition)) => {
                let now = BurnState::at(table, time - ignition);
                (now.mass, now.thrust)
            }
            None => (self.mass, T::zero()),
        };
        let drag_area = |mach| {
            let [coasting, burning] = T::look_up(self.drag, mach);
            let coefficient = if self.burn.is_some() {
                burning
            } else {
                coasting
            };
            self.area * coefficient
        };
        let Some(direction) = self.held else {
            return self.environment.rate(state, (mass, thrust), drag_area);
        };
        // At rest the thrust has no path to follow: it acts along the direction in which the point is held.
        let (mut rate, mut evaluation) = self.environment.rate(state, (mass, T::zero()), drag_area);
        let along = direction.dot(evaluation.acceleration) + thrust / mass;
        evaluation.acceleration = direction.times(along);
        evaluation.thrust = thrust;
        rate[3..].copy_from_slice(&evaluation.acceleration.0);
        (rate, evaluation)
    }
}
