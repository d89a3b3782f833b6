//! Thrust and mass against time: one timeline that the equations of motion read, whatever burns.
//!
//! Thrust is the derivative of the impulse column: both are exact for a curve of straight lines. Its kinks are nodes,
//! and steps of the integration end there (it makes the error of a flight some hundred times smaller, measured).
//!
//! A plain rocket has one [`Burn`] for its whole flight. A vehicle of stages gets a new one whenever a motor lights or
//! burns out and whenever a stage leaves: `Burn::combined` adds up the structure and all attached motors, each with
//! its own time since ignition, for as long as the same motors burn.

use crate::flight::Perturbation;
use crate::flight::model::burn_columns::{BurnPoint, breakpoints, burn_column, burn_columns};
use crate::flight::model::off_axis::{Beside, OffAxis, about_center};
use crate::flight::state::BurnPhase;
use crate::mass::{ChangingMass, MassProperties};
use crate::number::Number;
use crate::rocket::{InertiaTensor, Rocket, Stage};
use crate::table::NodeTable;

/// The rocket as it burns.
#[derive(Debug, Clone)]
pub struct Burn {
    /// Impulse, mass, centre, axial and transverse inertia against time since ignition.
    pub table: NodeTable<5>,
    /// Times since ignition at which thrust bends: steps end there.
    pub breakpoints: Vec<f64>,
    /// When the motor lights, s since launch.
    pub ignition: f64,
    /// How long it burns, s.
    pub duration: f64,
    /// The rocket before ignition.
    pub before: MassProperties,
    /// The rocket after burn-out.
    pub after: MassProperties,
    /// The nozzle exit, m from the nose tip.
    pub nozzle: f64,
    /// Area of the nozzle exit over which ambient pressure acts, m²; zero where not given.
    pub nozzle_area: f64,
    /// Pressure at which the thrust was measured, Pa.
    pub reference_pressure: f64,
    /// Where the thrust points, if not along the axis.
    pub thrust_line: Option<ThrustLine>,
    /// Motors that stand off the axis and do not balance.
    pub off_axis: Option<OffAxis>,
    /// What the whole adds to the inertia of an axisymmetric body, if it is none.
    pub asymmetry: Option<Asymmetry>,
}

/// A thrust line that is not the axis.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ThrustLine {
    /// Angle between thrust and axis, rad.
    pub angle: f64,
    /// Distance from the axis at the nozzle exit, m.
    pub offset: f64,
    /// Roll angle toward which both stand, rad.
    pub azimuth: f64,
}

/// Constant additions to the inertia tensor `diag(axial, transverse, transverse)`, kg m².
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Asymmetry {
    /// To the moments about body y and z.
    pub moments: [f64; 2],
    /// To the tensor's elements xy, xz, yz (not the negated products).
    pub products: [f64; 3],
}

impl Burn {
    /// A body of revolution that does not burn.
    pub(crate) fn unpowered(body: MassProperties) -> Self {
        let columns = burn_column((0.0, body));
        Self {
            table: NodeTable::new(vec![0.0, 1.0], &[(columns, [0.0; 5]); 2]),
            breakpoints: Vec::new(),
            ignition: f64::INFINITY,
            duration: 0.0,
            before: body,
            after: body,
            nozzle: 0.0,
            nozzle_area: 0.0,
            reference_pressure: 0.0,
            thrust_line: None,
            off_axis: None,
            asymmetry: None,
        }
    }

    /// Any body that does not burn, of a mass, kg, and an inertia about its centre of mass.
    pub(crate) fn object(mass: f64, inertia: &InertiaTensor) -> Self {
        Self {
            asymmetry: Some(Asymmetry {
                moments: [0.0, inertia.zz - inertia.yy],
                products: [-inertia.xy, -inertia.xz, -inertia.yz],
            }),
            ..Self::unpowered(MassProperties {
                mass,
                center: 0.0,
                axial: inertia.xx,
                transverse: inertia.yy,
            })
        }
    }

    /// A rocket and its motors.
    pub(crate) fn new(rocket: &Rocket, perturbation: &Perturbation) -> Self {
        let body = rocket.without_motor();
        let steady = ChangingMass::steady(body);
        let whole = |motors: ChangingMass| steady.plus(motors);
        Self::compile(rocket, (0.0, 1), perturbation, &whole, true)
            .unwrap_or_else(|| Self::unpowered(body))
    }

    /// The motors of a stage without the vehicle around them; positions from the nose tip of the whole vehicle.
    pub(crate) fn motors(stage: &Stage, perturbation: &Perturbation) -> Option<Self> {
        let copies = |motors: ChangingMass| {
            let one = motors.shifted(stage.nose);
            one.around(stage.copies, stage.distance)
        };
        Self::compile(
            &stage.rocket,
            (stage.nose, stage.copies),
            perturbation,
            &copies,
            false,
        )
    }

    /// From a rocket's motors and the mass properties about the axis of what they are part of: of the whole vehicle, which
    /// turns about its centre of mass, or of motors by themselves.
    fn compile(
        rocket: &Rocket,
        (nose, copies): (f64, u32),
        perturbation: &Perturbation,
        part_of: &dyn Fn(ChangingMass) -> ChangingMass,
        whole: bool,
    ) -> Option<Self> {
        let description = rocket.description();
        let mounted = description.motor.as_ref()?;
        let motor = &*perturbation.perturb_motor(&mounted.motor);
        let count = f64::from(copies * mounted.lit());
        let duration = motor.burn_time();
        let (angle, azimuth) =
            perturbation.thrust_line(description.thrust_misalignment, description.thrust_azimuth);
        let tilted = angle != 0.0 || description.thrust_offset != 0.0;
        let mounting = rocket.motor_mounting()?;
        let all = |motor: ChangingMass| part_of(mounting.place(motor));
        let (nodes, mut columns) = burn_columns(motor, count, duration, &all);
        // Those of several copies around the axis balance.
        let off_axis = match copies {
            1 => OffAxis::new(rocket, &nodes, &columns),
            _ => None,
        };
        if let (Some(off_axis), true) = (&off_axis, whole) {
            for (node, column) in nodes.iter().zip(&mut columns) {
                about_center(column, &off_axis.at(*node));
            }
        }
        let (before, after) = (
            properties(columns[0].0),
            properties(columns[columns.len() - 1].0),
        );
        Some(Self {
            table: NodeTable::new(nodes, &columns),
            breakpoints: breakpoints(motor, duration),
            ignition: motor.ignition_delay,
            duration,
            before,
            after,
            nozzle: nose + rocket.motor_position() + motor.length,
            // Without a pressure that the thrust was measured at it is not corrected.
            nozzle_area: match motor.reference_pressure {
                Some(_) => count * motor.nozzle_exit_area.unwrap_or(0.0),
                None => 0.0,
            },
            reference_pressure: motor.reference_pressure.unwrap_or(0.0),
            thrust_line: tilted.then_some(ThrustLine {
                angle,
                offset: description.thrust_offset,
                azimuth,
            }),
            off_axis,
            asymmetry: None,
        })
    }

    /// A vehicle over a span of time, s since launch, in which the same of its motors burn: its structure, and each
    /// attached stage's motors, in the order of the stages, with when they lit (infinite: not yet).
    ///
    /// Nozzle exits add up; the jets' Coriolis force and damping act at the nozzle of the first that burns, and the
    /// thrust points where that one's does. Positions go in from the nose tip of the whole vehicle and come out from
    /// that of what flies, `nose` aft of it.
    pub(crate) fn combined(
        structure: MassProperties,
        motors: &[(&Self, f64)],
        (from, to): (f64, f64),
        nose: f64,
    ) -> Self {
        let burning: Vec<&(&Self, f64)> = motors
            .iter()
            .filter(|(burn, lit)| burn.burns(from - lit))
            .collect();
        let unpowered: MassProperties = motors
            .iter()
            .filter(|(burn, lit)| !burn.burns(from - lit))
            .map(|(burn, lit)| burn.mass_properties(from - lit))
            .fold(structure, MassProperties::plus)
            .shifted(-nose);
        let Some((first, _)) = burning.first() else {
            let ends = [0.0, 1.0];
            let mut at = (burn_column((0.0, unpowered)), [0.0; 5]);
            let off_axis = Self::combined_off_axis(motors, from, &ends);
            if let Some((_, beside)) = &off_axis {
                about_center(&mut at, &beside[0]);
            }
            return Self {
                off_axis: off_axis.map(|(off_axis, _)| off_axis),
                ..Self::unpowered(properties(at.0))
            };
        };
        let times = |of: fn(&Self) -> &[f64]| {
            let mut times: Vec<f64> = burning
                .iter()
                .flat_map(|(burn, lit)| of(burn).iter().map(move |time| lit + time - from))
                .filter(|time| *time > SAME_TIME && *time < to - from - SAME_TIME)
                .collect();
            times.sort_by(f64::total_cmp);
            times.dedup_by(|later, earlier| *later - *earlier < SAME_TIME);
            times
        };
        let nodes = [vec![0.0], times(|burn| burn.table.nodes()), vec![to - from]].concat();
        let mut columns: Vec<_> = nodes
            .iter()
            .map(|node| sum_burns(unpowered, &burning, from + node, nose))
            .collect();
        let off_axis = Self::combined_off_axis(motors, from, &nodes).map(|(off_axis, beside)| {
            for (column, beside) in columns.iter_mut().zip(&beside) {
                about_center(column, beside);
            }
            off_axis
        });
        let nozzle_area: f64 = burning.iter().map(|(burn, _)| burn.nozzle_area).sum();
        let weighed: f64 = burning
            .iter()
            .map(|(burn, _)| burn.nozzle_area * burn.reference_pressure)
            .sum();
        Self {
            before: properties(columns[0].0),
            after: properties(columns[columns.len() - 1].0),
            table: NodeTable::new(nodes, &columns),
            breakpoints: times(|burn| &burn.breakpoints),
            ignition: from,
            duration: to - from,
            nozzle: first.nozzle - nose,
            nozzle_area,
            reference_pressure: if nozzle_area > 0.0 {
                weighed / nozzle_area
            } else {
                0.0
            },
            thrust_line: first.thrust_line,
            off_axis,
            asymmetry: None,
        }
    }

    /// Mass under canopies, kg, before or after the burn.
    pub(crate) fn suspended_mass(&self, burn_phase: BurnPhase) -> f64 {
        match burn_phase {
            BurnPhase::Before => self.before.mass,
            BurnPhase::Burning | BurnPhase::After => self.after.mass,
        }
    }

    /// Whether forces turn with the body's roll.
    pub(crate) fn rolls_along(&self, burn_phase: BurnPhase) -> bool {
        self.off_axis.is_some() || (self.thrust_line.is_some() && burn_phase == BurnPhase::Burning)
    }

    /// Whether it burns at a time since its ignition, s.
    pub(crate) fn burns(&self, since: f64) -> bool {
        (0.0..self.duration).contains(&since)
    }

    /// Mass properties at a time since its ignition, s; before and after the burn those at its ends.
    pub(crate) fn mass_properties(&self, since: f64) -> MassProperties {
        if since < 0.0 {
            return self.before;
        }
        if since >= self.duration {
            return self.after;
        }
        properties(f64::look_up_with_slope(&self.table, since).0)
    }
}

/// The mass properties among the columns, or their rates.
fn properties([_, mass, center, axial, transverse]: [f64; 5]) -> MassProperties {
    MassProperties {
        mass,
        center,
        axial,
        transverse,
    }
}

/// Nodes of two motors closer than this, s, are one.
const SAME_TIME: f64 = 1e-9;

/// Impulse, mass, centre and inertias of what is still and what burns together, at a time since launch, s, and their
/// rates. Positions of the burning come from the nose tip of the whole vehicle, `nose` ahead of the still ones'.
fn sum_burns(
    unpowered: MassProperties,
    burning: &[&(&Burn, f64)],
    time: f64,
    nose: f64,
) -> BurnPoint {
    let mut all = ChangingMass::steady(unpowered);
    let (mut impulse, mut thrust) = (0.0, 0.0);
    for (burn, lit) in burning {
        let (mut at, rates) = f64::look_up_with_slope(&burn.table, time - lit);
        at[2] -= nose;
        (impulse, thrust) = (impulse + at[0], thrust + rates[0]);
        all = all.plus(ChangingMass {
            now: properties(at),
            rate: properties(rates),
        });
    }
    let [values, rates] = [(impulse, all.now), (thrust, all.rate)].map(burn_column);
    (values, rates)
}

impl Burn {
    /// Mass times its place off the axis, kg m, at a time since ignition, s.
    pub(crate) fn moment(&self, since: f64) -> [f64; 2] {
        match &self.off_axis {
            None => [0.0; 2],
            Some(own) if since < 0.0 => own.before,
            Some(own) if since >= self.duration => own.after,
            Some(own) => {
                let ([_, _, y, z], _) = own.at(since);
                [y, z]
            }
        }
    }

    /// Of motors that burn together, each with when it lit, and of those that do not burn, over a span that begins at
    /// a time since launch; `None` where all stands on the axis.
    fn combined_off_axis(
        motors: &[(&Self, f64)],
        from: f64,
        nodes: &[f64],
    ) -> Option<(OffAxis, Vec<Beside>)> {
        if motors.iter().all(|(burn, _)| burn.off_axis.is_none()) {
            return None;
        }
        let (burning, unpowered): (Vec<_>, Vec<_>) = motors
            .iter()
            .partition(|(burn, lit)| burn.burns(from - lit));
        let rest = unpowered.iter().fold([0.0; 2], |[y, z], (burn, lit)| {
            let [more_y, more_z] = burn.moment(from - lit);
            [y + more_y, z + more_z]
        });
        let beside: Vec<Beside> = nodes
            .iter()
            .map(|node| {
                let mut sum = ([0.0, 0.0, rest[0], rest[1]], [0.0; 4]);
                for (burn, lit) in &burning {
                    let Some(own) = &burn.off_axis else {
                        continue;
                    };
                    let (at, rates) = own.at(from + node - lit);
                    for column in 0..4 {
                        sum.0[column] += at[column];
                        sum.1[column] += rates[column];
                    }
                }
                sum
            })
            .collect();
        let area: f64 = burning.iter().map(|(burn, _)| burn.nozzle_area).sum();
        let nozzle = [0, 1].map(|axis| {
            let own = |burn: &Self| burn.off_axis.as_ref().map_or(0.0, |own| own.nozzle[axis]);
            let weighed: f64 = burning
                .iter()
                .map(|(burn, _)| burn.nozzle_area * own(burn))
                .sum();
            match area > 0.0 {
                true => weighed / area,
                false => 0.0,
            }
        });
        Some((OffAxis::tabled(nodes, &beside, nozzle), beside))
    }

    /// What stands off the axis if the thrust ends at a time since launch, s.
    pub(crate) fn off_axis_from(&self, time: f64) -> Option<OffAxis> {
        self.off_axis
            .as_ref()
            .map(|_| OffAxis::unpowered(self.moment(time - self.ignition)))
    }
}
