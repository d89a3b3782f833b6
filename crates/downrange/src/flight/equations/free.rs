//! The equations of motion of a rocket in free flight: six degrees of freedom, variable mass.
//!
//! **State** (14 numbers): position of the centre of mass in the site's frame ([`SiteFrame`]: east, north, up, fixed to
//! the turning Earth); velocity in it; attitude quaternion from the moving frame to the site's; inertial angular
//! velocity in the moving frame; roll angle of the body against the moving frame.
//!
//! **Moving frame**: x forward along the axis, and y, z across it. For an axisymmetric body the frame pitches and yaws
//! with the body but does not roll: its forces do not turn with the roll, and a step is limited by pitching, not by
//! spinning (four times fewer evaluations, measured). An asymmetric body flies in its own frame. The equations are the
//! same; the frame's roll rate is zero or the body's.
//!
//! **Translation**, with T thrust, A air forces, ṁ the flow out of the nozzle (positive), l from the centre of mass
//! to the nozzle exit, Ω the Earth's rotation and r from its centre:
//!
//! `m a = T + A + m g − 2 ṁ ω × l − m [2 Ω × v + Ω × (Ω × r)]`
//!
//! **Rotation** about the moving centre of mass, ω_f the frame's rate and h = I ω:
//!
//! `I ω̇ = M − ω_f × h − İ ω − ṁ [l × (ω × l) + k² ω]`
//!
//! with k² = A_e/4π across and A_e/2π along for a nozzle exit of area A_e. The terms in ṁ are the Coriolis force of the
//! jet and jet damping. Derivation: Thomson (1966), "Equations of motion for the variable mass system", AIAA J. 4(4);
//! Meirovitch (1970), "General motion of a variable-mass flexible rocket with internal flow", J. Spacecraft 7(2);
//! Cornelisse, Schöyer and Wakker (1979), *Rocket Propulsion and Spaceflight Dynamics*, ch. 4. As there, the relative
//! motion of the centre of mass inside the body (ċ, some cm/s) is left out of the airspeed, and the unsteady flow inside
//! the motor out of the force.
//!
//! **Air**: see [`air_force`](super::air_force).

use crate::earth::SiteFrame;
use crate::flight::equations::air_force::{AirForce, FlowState, Forces};
use crate::flight::equations::surroundings::Surroundings;
use crate::flight::integrator::{Explicit, System};
use crate::flight::model::{BurnState, Model};
use crate::flight::state::{BurnPhase, Evaluation, STATE_LEN};
use crate::number::{Number, Quaternion, Vector};
use crate::table::{ExtensibleTable, NodeTable};

/// A body in free flight, or several side by side, one a lane.
#[derive(Clone, Copy)]
pub struct Motion<'m, T: Number> {
    frame: SiteFrame,
    burning: bool,
    forces: Forces<'m, T>,
    air: T::Each<&'m ExtensibleTable<4>>,
    wind: T::Each<&'m NodeTable<3>>,
    burn: T::Each<&'m NodeTable<5>>,
    ignition: T,
    still: [T; 4],
    nozzle: T,
    nozzle_area: T,
    reference_pressure: T,
    /// Cosine and sine of its angle, its offset, and toward where.
    thrust_line: Option<[T; 4]>,
    off_axis: Option<Beside<'m, T>>,
    asymmetry: Option<([T; 2], [T; 3])>,
}

/// Thrust and mass off the axis, one a lane.
#[derive(Clone, Copy)]
struct Beside<'m, T: Number> {
    table: T::Each<&'m NodeTable<4>>,
    nozzle: [T; 2],
    still: [T; 2],
}

impl<'m, T: Number> Motion<'m, T> {
    /// The motion of compiled launches, one a lane, before, while or after their motors burn. Lanes share the site and
    /// the shape of their models (which tables are given).
    pub fn new(each: impl Fn(usize) -> &'m Model, burn_phase: BurnPhase) -> Self {
        let first = each(0);
        let value = |of: &dyn Fn(&Model) -> f64| T::from_lanes(|i| of(each(i)));
        let burning = burn_phase == BurnPhase::Burning;
        let still = |model: &'m Model| match burn_phase {
            BurnPhase::Before => &model.burn.before,
            BurnPhase::Burning | BurnPhase::After => &model.burn.after,
        };
        Self {
            frame: first.frame,
            burning,
            forces: Forces::new(&each, burning),
            air: T::each(|i| &*each(i).air),
            wind: T::each(|i| &*each(i).wind),
            burn: T::each(|i| &each(i).burn.table),
            ignition: value(&|m| m.burn.ignition),
            still: [
                T::from_lanes(|i| still(each(i)).mass),
                T::from_lanes(|i| still(each(i)).center),
                T::from_lanes(|i| still(each(i)).axial),
                T::from_lanes(|i| still(each(i)).transverse),
            ],
            nozzle: value(&|m| m.burn.nozzle),
            nozzle_area: value(&|m| m.burn.nozzle_area),
            reference_pressure: value(&|m| m.burn.reference_pressure),
            thrust_line: first.burn.thrust_line.map(|own| {
                let thrust_line = |i: usize| each(i).burn.thrust_line.unwrap_or(own);
                [
                    T::from_lanes(|i| libm::cos(thrust_line(i).angle)),
                    T::from_lanes(|i| libm::sin(thrust_line(i).angle)),
                    T::from_lanes(|i| thrust_line(i).offset),
                    T::from_lanes(|i| thrust_line(i).azimuth),
                ]
            }),
            off_axis: first.burn.off_axis.as_ref().map(|own| {
                let beside = |i: usize| each(i).burn.off_axis.as_ref().unwrap_or(own);
                let still = |i: usize| match burn_phase {
                    BurnPhase::Before => beside(i).before,
                    BurnPhase::Burning | BurnPhase::After => beside(i).after,
                };
                Beside {
                    table: T::each(|i| &beside(i).table),
                    nozzle: std::array::from_fn(|k| T::from_lanes(|i| beside(i).nozzle[k])),
                    still: std::array::from_fn(|k| T::from_lanes(|i| still(i)[k])),
                }
            }),
            asymmetry: first.burn.asymmetry.map(|own| {
                let more = |i: usize| each(i).burn.asymmetry.unwrap_or(own);
                (
                    std::array::from_fn(|k| T::from_lanes(|i| more(i).moments[k])),
                    std::array::from_fn(|k| T::from_lanes(|i| more(i).products[k])),
                )
            }),
        }
    }

    /// Whether the moving frame rolls with the body.
    pub fn rolls_along(&self) -> bool {
        self.asymmetry.is_some()
    }

    /// Force and moment in the moving frame: thrust with its tilt, at the nozzle.
    #[inline(always)]
    fn thrust_wrench(&self, thrust: T, lever: T, roll: T) -> (Vector<T>, Vector<T>) {
        let Some([cosine, sine, offset, azimuth]) = self.thrust_line else {
            return (Vector([thrust, T::zero(), T::zero()]), Vector::zero());
        };
        let toward = azimuth + self.roll_in_frame(roll);
        let (z, y) = toward.sin_cos();
        let force = Vector([cosine, sine * y, sine * z]).times(thrust);
        (force, Vector([-lever, offset * y, offset * z]).cross(force))
    }

    /// By how much the body has rolled in the moving frame.
    #[inline(always)]
    fn roll_in_frame(&self, roll: T) -> T {
        if self.asymmetry.is_some() {
            T::zero()
        } else {
            roll
        }
    }

    /// The moment about a centre of mass off the axis that a force, whose moment about the axis is counted, still has,
    /// and that of thrust off the axis; in the moving frame. `measured` is the thrust without ambient pressure.
    #[inline(always)]
    fn beside(
        &self,
        off_axis: &Beside<'m, T>,
        since_ignition: T,
        [thrust, measured, mass]: [T; 3],
        roll: T,
        force: Vector<T>,
    ) -> Vector<T> {
        let (line, [y, z]) = if self.burning {
            let ([_, _, y, z], [line_y, line_z, _, _]) =
                T::look_up_with_slope(off_axis.table, since_ignition);
            let more = thrust - measured;
            let [nozzle_y, nozzle_z] = off_axis.nozzle;
            let line = [
                more.mul_add(nozzle_y, line_y),
                more.mul_add(nozzle_z, line_z),
            ];
            (line, [y, z])
        } else {
            ([T::zero(); 2], off_axis.still)
        };
        let (sine, cosine) = self.roll_in_frame(roll).sin_cos();
        let rolled = |y: T, z: T| Vector([T::zero(), y * cosine - z * sine, y * sine + z * cosine]);
        let axis = Vector([T::one(), T::zero(), T::zero()]);
        let center = rolled(y, z).times(T::one() / mass);
        rolled(line[0], line[1]).cross(axis) - center.cross(force)
    }

    /// `I⁻¹ (moment − ω_f × I ω − İ ω)` and the frame's rate; `moment` holds jet damping already.
    #[inline(always)]
    fn angular_acceleration(
        &self,
        now: &BurnState<T>,
        rate: Vector<T>,
        moment: Vector<T>,
    ) -> (Vector<T>, Vector<T>) {
        let [p, q, r] = rate.0;
        let growth = Vector([
            now.axial_rate * p,
            now.transverse_rate * q,
            now.transverse_rate * r,
        ]);
        let moment = moment - growth;
        let Some(([my, mz], [xy, xz, yz])) = self.asymmetry else {
            let momentum = Vector([now.axial * p, now.transverse * q, now.transverse * r]);
            let frame_rate = Vector([T::zero(), q, r]);
            let net = moment - frame_rate.cross(momentum);
            let across = T::one() / now.transverse;
            return (
                Vector([net[0] / now.axial, net[1] * across, net[2] * across]),
                frame_rate,
            );
        };
        let (xx, yy, zz) = (now.axial, now.transverse + my, now.transverse + mz);
        let rows = [
            Vector([xx, xy, xz]),
            Vector([xy, yy, yz]),
            Vector([xz, yz, zz]),
        ];
        let momentum = across(&rows, rate);
        let net = moment - rate.cross(momentum);
        // Cramer's rule: the columns of the inverse are cross products of the rows.
        let cofactors = [
            rows[1].cross(rows[2]),
            rows[2].cross(rows[0]),
            rows[0].cross(rows[1]),
        ];
        let determinant = T::one() / rows[0].dot(cofactors[0]);
        let solved =
            cofactors[0].times(net[0]) + cofactors[1].times(net[1]) + cofactors[2].times(net[2]);
        (solved.times(determinant), rate)
    }
}

impl<T: Number> Explicit for Motion<'_, T> {}

impl<T: Number> System<T, STATE_LEN> for Motion<'_, T> {
    type Output = Evaluation<T>;

    type Origin = Surroundings<T>;

    #[inline(always)]
    fn origin(&self, length: T, state: &[T; STATE_LEN]) -> Surroundings<T> {
        let [rx, ry, rz, vx, vy, vz, ..] = *state;
        let (position, velocity) = (Vector([rx, ry, rz]), Vector([vx, vy, vz]));
        Surroundings::new(&self.frame, position, velocity.norm() * length)
    }

    #[inline(always)]
    fn rate_within(
        &self,
        origin: &Surroundings<T>,
        time: T,
        state: &[T; STATE_LEN],
    ) -> ([T; STATE_LEN], Evaluation<T>) {
        let splat = T::splat;
        let [rx, ry, rz, vx, vy, vz, q0, q1, q2, q3, p, q, r, roll] = *state;
        let (position, velocity) = (Vector([rx, ry, rz]), Vector([vx, vy, vz]));
        let (attitude, turning) = (Quaternion([q0, q1, q2, q3]), Vector([p, q, r]));

        // Where it is, and the air there.
        let place = origin.place(&self.frame, position, velocity);
        let [density, pressure, slowness, log_reynolds] =
            T::look_up_extensible(self.air, place.height);
        let (wind, _) = T::look_up_with_slope(self.wind, place.height);

        // The flow in the moving frame.
        let axes = attitude.axes();
        let through_air = velocity - Vector::along(wind, &place.axes);
        let flow = across(&axes, through_air);
        let airspeed = flow.norm();
        let mach = airspeed * slowness;

        // The rocket now.
        let now = if self.burning {
            BurnState::at(self.burn, time - self.ignition)
        } else {
            BurnState::done(self.still)
        };
        let thrust = if self.burning {
            (self.reference_pressure - pressure)
                .mul_add(self.nozzle_area, now.thrust)
                .max(T::zero())
        } else {
            T::zero()
        };

        // What the air does.
        let earth_rotation = Vector::splat(self.frame.rotation().0);
        let earth_turning = across(&axes, earth_rotation);
        let x = now.center;
        let AirForce {
            force: air_force,
            moment: air_moment,
            normal_force_slope,
            normal_force_moment,
        } = self.forces.act(&FlowState {
            density,
            log_reynolds,
            mach,
            airspeed,
            flow,
            angular_rates: turning - earth_turning,
            center: x,
            roll: if self.asymmetry.is_some() {
                T::zero()
            } else {
                roll
            },
        });

        // Thrust, and the jet's Coriolis force and damping.
        let lever = self.nozzle - x;
        let (push, push_moment) = self.thrust_wrench(thrust, lever, roll);
        let jet = splat(2.0) * now.flow * lever;
        let gyration = self.nozzle_area * splat(1.0 / (4.0 * std::f64::consts::PI));
        let jet_damping = now.flow * lever.mul_add(lever, gyration);
        let jet_force = Vector([T::zero(), jet * r, -(jet * q)]);
        let jet_moment = Vector([
            -(now.flow * splat(2.0) * gyration * p),
            -(jet_damping * q),
            -(jet_damping * r),
        ]);

        // Accelerations.
        let force = air_force + push + jet_force;
        let mut moment = air_moment + push_moment + jet_moment;
        if let Some(off_axis) = &self.off_axis {
            let burning = [thrust, now.thrust, now.mass];
            moment += self.beside(off_axis, time - self.ignition, burning, roll, force);
        }
        let force = Vector::along(force.0, &axes);
        let acceleration = place.free_fall.plus_times(T::one() / now.mass, force);
        let (turning_rate, frame_rate) = self.angular_acceleration(&now, turning, moment);
        let [dq0, dq1, dq2, dq3] = attitude.rate(frame_rate - earth_turning);
        let roll_rate = if self.asymmetry.is_some() {
            T::zero()
        } else {
            p
        };

        let rate = [
            vx,
            vy,
            vz,
            acceleration[0],
            acceleration[1],
            acceleration[2],
            dq0,
            dq1,
            dq2,
            dq3,
            turning_rate[0],
            turning_rate[1],
            turning_rate[2],
            roll_rate,
        ];
        let evaluation = Evaluation {
            height: place.height,
            vertical_speed: velocity.dot(place.axes[2]),
            acceleration,
            density,
            pressure,
            wind,
            airspeed,
            mach,
            flow,
            air_force,
            normal_force_slope,
            normal_force_moment,
            mass: now.mass,
            center: x,
            axial: now.axial,
            transverse: now.transverse,
            thrust,
        };
        (rate, evaluation)
    }
}

/// The components of a vector along three directions.
#[inline(always)]
fn across<T: Number>([x, y, z]: &[Vector<T>; 3], vector: Vector<T>) -> Vector<T> {
    Vector([x.dot(vector), y.dot(vector), z.dot(vector)])
}
