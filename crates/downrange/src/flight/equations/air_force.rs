//! What the air does to what flies: force and moment in the moving frame.
//!
//! With u the velocity through the air in the moving frame, V its size, a the angle of attack:
//!
//! - **A rocket**: axial force `−½ρ A C_A u_x |u_x|`, that is C_A cos²a (Jorgensen 1977, NASA TR R-474); normal force
//!   as in [`Coefficients`](crate::aero::Coefficients) along the cross-flow; a part at x feels besides the cross-flow that
//!   the rotation makes at its place, which damps pitch and yaw.
//! - **Any other body**: [`ObjectCoefficients`](crate::rocket::ObjectCoefficients) about their reference point.

use crate::flight::Perturbation;
use crate::flight::model::{AeroModel, AeroTables, AngleTables, Model, ObjectAeroTables};
use crate::number::{Number, Vector};
use crate::table::{Table, Table2d};

/// What meets the air at one time.
#[derive(Debug, Clone, Copy)]
pub struct FlowState<T> {
    /// Density, kg/m³.
    pub density: T,
    /// ln of the Reynolds number per metre and Mach number.
    pub log_reynolds: T,
    /// Mach number.
    pub mach: T,
    /// Speed through the air, m/s.
    pub airspeed: T,
    /// Velocity through the air in the moving frame, m/s.
    pub flow: Vector<T>,
    /// Rates against the turning ground, in the moving frame, rad/s.
    pub angular_rates: Vector<T>,
    /// Centre of mass, m from the nose tip.
    pub center: T,
    /// Roll angle of the body against the moving frame, rad; zero where the frame rolls along.
    pub roll: T,
}

/// Force and moment about the centre of mass, in the moving frame.
#[derive(Debug, Clone, Copy)]
pub struct AirForce<T> {
    /// Force, N.
    pub force: Vector<T>,
    /// Moment about the centre of mass, N m.
    pub moment: Vector<T>,
    /// Slope of the normal force at no angle of attack, 1/rad.
    pub normal_force_slope: T,
    /// That slope times the centre of pressure, m/rad.
    pub normal_force_moment: T,
}

/// What the air acts on, one a lane.
#[derive(Clone, Copy)]
pub enum Forces<'m, T: Number> {
    /// Rockets.
    Rocket(RocketForces<'m, T>),
    /// Other bodies.
    Object(ObjectForces<'m, T>),
}

impl<'m, T: Number> Forces<'m, T> {
    /// Of compiled launches; lanes share what their models are of (which tables are given).
    pub fn new(each: impl Fn(usize) -> &'m Model, burning: bool) -> Self {
        match &*each(0).aero {
            AeroModel::Rocket(first) => Self::Rocket(RocketForces::new(
                |lane| match &*each(lane).aero {
                    AeroModel::Rocket(aero) => aero,
                    AeroModel::Object(_) => first,
                },
                |lane| &each(lane).perturbation,
                burning,
            )),
            AeroModel::Object(first) => {
                Self::Object(ObjectForces::new(|lane| match &*each(lane).aero {
                    AeroModel::Object(aero) => aero,
                    AeroModel::Rocket(_) => first,
                }))
            }
        }
    }

    /// Force and moment.
    #[inline(always)]
    pub fn act(&self, flow_state: &FlowState<T>) -> AirForce<T> {
        match self {
            Self::Rocket(rocket) => rocket.act(flow_state),
            Self::Object(object) => object.act(flow_state),
        }
    }
}

/// Tables of rockets.
#[derive(Clone, Copy)]
pub struct RocketForces<'m, T: Number> {
    burning: bool,
    area: T,
    diameter: T,
    drag: T,
    normal_force: T,
    shift: T,
    /// Angle of the fins against the axis and the roll angle it stands at.
    fins: Option<[T; 2]>,
    table: T::Each<&'m Table<13>>,
    friction: Option<T::Each<&'m Table2d>>,
    axial_by_angle: Option<T::Each<&'m Table2d>>,
    normal_by_angle: Option<[T::Each<&'m Table2d>; 2]>,
}

impl<'m, T: Number> RocketForces<'m, T> {
    fn new(
        each: impl Fn(usize) -> &'m AeroTables,
        perturbation: impl Fn(usize) -> &'m Perturbation,
        burning: bool,
    ) -> Self {
        let first = each(0);
        let AngleTables { axial, normal } = &first.angle;
        Self {
            burning,
            area: T::from_lanes(|i| each(i).area),
            diameter: T::from_lanes(|i| each(i).diameter),
            drag: T::from_lanes(|i| perturbation(i).drag_factor),
            normal_force: T::from_lanes(|i| perturbation(i).normal_force_factor),
            shift: T::from_lanes(|i| perturbation(i).center_of_pressure_shift),
            fins: perturbation(0).has_fin_misalignment().then(|| {
                [
                    T::from_lanes(|i| perturbation(i).fin_misalignment),
                    T::from_lanes(|i| perturbation(i).fin_direction),
                ]
            }),
            table: T::each(|i| &each(i).table),
            friction: first
                .friction
                .as_ref()
                .map(|own| T::each(|i| each(i).friction.as_ref().unwrap_or(own))),
            axial_by_angle: axial.as_ref().map(|own| {
                T::each(|i| &each(i).angle.axial.as_ref().unwrap_or(own)[usize::from(burning)])
            }),
            normal_by_angle: normal.as_ref().map(|own| {
                [0, 1].map(|part| T::each(|i| &each(i).angle.normal.as_ref().unwrap_or(own)[part]))
            }),
        }
    }

    #[inline(always)]
    fn act(&self, flow_state: &FlowState<T>) -> AirForce<T> {
        let splat = T::splat;
        let FlowState {
            density,
            mach,
            airspeed,
            flow,
            angular_rates,
            center: x,
            ..
        } = *flow_state;
        let inverse_airspeed = splat(1.0) / airspeed.max(splat(1e-9));
        let cosine = flow[0] * inverse_airspeed;
        let crossflow = flow[1].mul_add(flow[1], flow[2] * flow[2]).sqrt();
        let sine = crossflow * inverse_airspeed;
        let half_sine = (splat(0.5) * (splat(1.0) - cosine)).max(T::zero()).sqrt();

        let columns = T::look_up(self.table, mach);
        let (slope, moment) = match self.normal_by_angle {
            Some([force, moment]) => (
                T::look_up_surface(force, mach, half_sine),
                T::look_up_surface(moment, mach, half_sine),
            ),
            None => {
                let at_angle = |potential: T, fins: T, crossflow: T| {
                    potential.mul_add(cosine, crossflow.mul_add(sine, fins))
                };
                (
                    at_angle(columns[0], columns[2], columns[4]),
                    at_angle(columns[1], columns[3], columns[5]),
                )
            }
        };
        let (slope, moment) = self.trimmed(slope, moment);
        let half_density_area = splat(0.5) * density * self.area;
        let half_flux = half_density_area * airspeed; // ½ρVA
        let axial_force = match self.axial_by_angle {
            // A table against angle holds the force itself: over the whole speed, aft or, backward, forward.
            Some(surface) => {
                let forward = T::select(flow[0].less(T::zero()), -airspeed, airspeed);
                half_flux * forward * self.drag * T::look_up_surface(surface, mach, half_sine)
            }
            None => {
                let pressure = columns[if self.burning { 12 } else { 11 }];
                let coefficient = match self.friction {
                    Some(surface) => {
                        pressure + T::look_up_surface(surface, mach, flow_state.log_reynolds)
                    }
                    None => pressure,
                };
                half_density_area * coefficient * self.drag * flow[0] * flow[0].abs()
            }
        };
        let [d0, d1, d2] = [columns[6], columns[7], columns[8]];
        let damping_force = half_flux * (d1 - d0 * x);
        let damping_moment = half_flux * (d2 - x * (d1 + d1 - x * d0));
        let static_moment = half_flux * (moment - x * slope);
        let roll = columns[9].mul_add(
            flow[0],
            splat(0.5) * columns[10] * self.diameter * angular_rates[0],
        );
        // Fins that stand to the axis lift toward where they point, in proportion to the flow along it.
        let (lean, lean_moment) = match self.fins {
            Some([angle, direction]) => {
                let (sine, cosine) = (direction + flow_state.roll).sin_cos();
                let push = |load: T| half_flux * flow[0] * angle * load;
                let (force, moment) = (push(columns[2]), push(columns[3]) - x * push(columns[2]));
                (
                    Vector([T::zero(), force * cosine, force * sine]),
                    // A force across at a distance aft of the centre of mass turns the nose the other way.
                    Vector([T::zero(), moment * sine, -(moment * cosine)]),
                )
            }
            None => (Vector::zero(), Vector::zero()),
        };
        let (still_slope, still_moment) =
            self.trimmed(columns[0] + columns[2], columns[1] + columns[3]);
        AirForce {
            force: lean
                + Vector([
                    -axial_force,
                    damping_force * angular_rates[2] - half_flux * slope * flow[1],
                    -(damping_force * angular_rates[1]) - half_flux * slope * flow[2],
                ]),
            moment: lean_moment
                + Vector([
                    half_flux * self.diameter * roll,
                    -(static_moment * flow[2]) - damping_moment * angular_rates[1],
                    static_moment * flow[1] - damping_moment * angular_rates[2],
                ]),
            normal_force_slope: still_slope,
            normal_force_moment: still_moment,
        }
    }

    /// A normal force and its moment about the nose tip with what the flight departs by.
    #[inline(always)]
    fn trimmed(&self, force: T, moment: T) -> (T, T) {
        let force = force * self.normal_force;
        (force, self.shift.mul_add(force, moment * self.normal_force))
    }
}

/// Tables of bodies that are no rockets.
#[derive(Clone, Copy)]
pub struct ObjectForces<'m, T: Number> {
    area: T,
    span: T,
    chord: T,
    reference_point: Vector<T>,
    table: T::Each<&'m Table<12>>,
}

impl<'m, T: Number> ObjectForces<'m, T> {
    fn new(each: impl Fn(usize) -> &'m ObjectAeroTables) -> Self {
        Self {
            area: T::from_lanes(|i| each(i).area),
            span: T::from_lanes(|i| each(i).lengths[0]),
            chord: T::from_lanes(|i| each(i).lengths[1]),
            reference_point: Vector(std::array::from_fn(|axis| {
                T::from_lanes(|i| each(i).reference_point[axis])
            })),
            table: T::each(|i| &each(i).table),
        }
    }

    #[inline(always)]
    fn act(&self, flow_state: &FlowState<T>) -> AirForce<T> {
        let FlowState {
            density,
            airspeed,
            flow,
            angular_rates,
            ..
        } = *flow_state;
        let [
            drag,
            axial,
            side,
            normal,
            roll,
            pitch,
            roll_slope,
            pitch_slope,
            yaw_slope,
            roll_damping,
            pitch_damping,
            yaw_damping,
        ] = T::look_up(self.table, flow_state.mach);
        let half_flux = T::splat(0.5) * density * airspeed * self.area; // ½ρVA
        let [u, v, w] = flow.0;
        let force = Vector([
            -((drag + axial) * u),
            (side - drag) * v,
            -((drag + normal) * w),
        ])
        .times(half_flux);
        // Everything in proportion to V or to a rate: nothing is divided by a speed that may be zero.
        let half = T::splat(0.5);
        let turn = |length: T, still: T, slope: T, angle: T, damping: T, rate: T| {
            half_flux
                * length
                * still.mul_add(
                    airspeed,
                    slope.mul_add(angle, half * length * damping * rate),
                )
        };
        let about_reference = Vector([
            turn(
                self.span,
                roll,
                roll_slope,
                v,
                roll_damping,
                angular_rates[0],
            ),
            turn(
                self.chord,
                pitch,
                pitch_slope,
                w,
                pitch_damping,
                angular_rates[1],
            ),
            turn(
                self.span,
                T::zero(),
                yaw_slope,
                v,
                yaw_damping,
                angular_rates[2],
            ),
        ]);
        AirForce {
            force,
            moment: about_reference + self.reference_point.cross(force),
            normal_force_slope: T::zero(),
            normal_force_moment: T::zero(),
        }
    }
}
