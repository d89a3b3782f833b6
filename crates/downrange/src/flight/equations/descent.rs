//! Under parachutes: a point mass that hangs below its drag.
//!
//! `m a = m g − ½ ρ Σ(C_D A) V u − m [2 Ω × v + Ω × (Ω × r)]`, with u the velocity through the air. A canopy's drag area
//! grows as the square of the time since its first drag (Knacke 1992, *Parachute Recovery Systems Design Manual*,
//! NWC TP 6575, §5.4: exponent 2 for solid-cloth canopies). The body's own drag, and the air that a canopy drags along,
//! are left out: the first makes the descent faster by some per cent than it is, the second matters only while it
//! fills.
//!
//! **Integration.** The equation is stiff: a canopy takes on the velocity of the air in a fraction of a second, over minutes of
//! descent. So a step is [extrapolated](crate::flight::integrator) from parts of first order that are implicit in the drag: over
//! a part of length h, with g for all accelerations but the drag's, w the wind and `k = ½ ρ Σ(C_D A)/m` where the part ends,
//!
//! `u' = u - h k |u'| u'` with `u = v + h g - w`, so `u' = 2 u/(1 + √(1 + 4 h k |u|))`, `v' = u' + w`, `r' = r + h v'`,
//!
//! the backward Euler method, whose one quadratic is solved in closed form. Within a step height, gravity and the directions of
//! east, north and up follow from the place at its start (see `LocalExpansion` in [`earth`](crate::earth)), and wind and density
//! are the cubics of the one cell of their tables: steps end where cells do, within a fiftieth of a cell and 0.3 m at the usual
//! tolerance, and one that goes farther is rejected. Landings agree with those at 1e-10 within 4 cm in gusts (test
//! `gusts_do_not_move_the_landing`), 2 cm where the wind jumps (`jumps_of_the_wind_are_met_where_they_are`), and 0.1 m after a drift
//! from 9 km up (`drifts_with_the_ground`).
//!
//! A step of more than 1 km, of what tumbles in space, is taken by the explicit pair instead.
//!
//! **Thrust is not counted.** A motor that burns below an open canopy, or in a body that tumbles, swings the body about:
//! where its thrust points is not known, and over the turns it cancels. Its propellant leaves. What really happens then (a
//! canopy that tears or burns) cannot be computed, and the flight warns of it.

use crate::earth::{LocalExpansion, SiteFrame};
use crate::flight::Settings;
use crate::flight::equations::point::PointEnvironment;
use crate::flight::integrator::extrapolation::{ORDER, extrapolate};
use crate::flight::integrator::{Hermite, Solver, Step, System, Tolerance};
use crate::flight::model::BurnState;
use crate::flight::state::{Evaluation, POINT_STATE_LEN};
use crate::number::{Number, Vector};
use crate::table::{ExtensibleTable, NodeTable};

/// A canopy that is open or filling.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct OpenCanopy<T> {
    /// Full drag area, m².
    pub drag_area: T,
    /// When it first drags, s since launch.
    pub since: T,
    /// One over the filling time, 1/s.
    pub filling_rate: T,
}

/// The motion under open canopies.
pub struct Descent<'m, T: Number> {
    /// The site's frame.
    pub frame: SiteFrame,
    /// Air against height, as in the model.
    pub air: T::Each<&'m ExtensibleTable<4>>,
    /// Wind against height, as in the model.
    pub wind: T::Each<&'m NodeTable<3>>,
    /// What hangs, kg, when no motor burns.
    pub mass: T,
    /// The motor that still burns, and when it was lit.
    pub burn: Option<(T::Each<&'m NodeTable<5>>, T)>,
    /// The canopies.
    pub canopies: &'m [OpenCanopy<T>],
    /// How far beyond the end of a cell a step may reach, m.
    pub overshoot: f64,
}

/// How far beyond the end of a cell of wind or air a step may reach, m.
pub(crate) fn overshoot(settings: &Settings) -> f64 {
    (OVERSHOOT * settings.absolute_tolerance).max(1e-9)
}

/// How far beyond the end of a cell of wind or air a step may reach, as a share of the cell, ...
const BEYOND: f64 = 0.02;

/// ... and as so many times the error allowed in position: where the wind jumps, it is flown through so much late.
const OVERSHOOT: f64 = 300.0;

/// A step that goes farther, m, is taken by the explicit pair: what tumbles in space is not stiff, and the Earth there is not
/// that around the step's start.
const FAR: f64 = 1000.0;

/// How much finer the explicit pair is asked: its estimate is of its own order.
const EXPLICIT: f64 = 30.0;

/// A step whose error is so many times the one allowed is not taken.
const HOPELESS: f64 = 1e3;

impl<T: Number> Descent<'_, T> {
    /// The drag area of all canopies at a time, m².
    #[inline(always)]
    fn drag_area(&self, time: T) -> T {
        let mut drag_area = T::zero();
        for canopy in self.canopies {
            let filled = ((time - canopy.since) * canopy.filling_rate)
                .max(T::zero())
                .min(T::one());
            drag_area = (filled * filled).mul_add(canopy.drag_area, drag_area);
        }
        drag_area
    }

    /// What hangs at a time, kg.
    #[inline(always)]
    fn mass(&self, time: T) -> T {
        match self.burn {
            Some((table, ignition)) => BurnState::at(table, time - ignition).mass,
            None => self.mass,
        }
    }
}

impl<T: Number> System<T, POINT_STATE_LEN> for Descent<'_, T> {
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
        let environment = PointEnvironment {
            frame: self.frame,
            air: self.air,
            wind: self.wind,
        };
        let drag_area = self.drag_area(time);
        environment.rate(state, (self.mass(time), T::zero()), |_| drag_area)
    }
}

impl<T: Number> Solver<T, POINT_STATE_LEN> for Descent<'_, T> {
    type Interpolant = Hermite<T>;

    /// All parts, and the end.
    const EVALUATIONS: u64 = (ORDER * (ORDER + 1) / 2) as u64 + 1;

    #[inline]
    fn attempt(
        &self,
        time: T,
        length: T,
        before: [T; POINT_STATE_LEN],
        known: ([T; POINT_STATE_LEN], Evaluation<T>),
        tolerance: &Tolerance<POINT_STATE_LEN>,
    ) -> Step<T, POINT_STATE_LEN, Evaluation<T>, Hermite<T>> {
        let [x, y, z, vx, vy, vz] = before;
        let (position, velocity) = (Vector([x, y, z]), Vector([vx, vy, vz]));
        let origin = LocalExpansion::new(&self.frame, position);
        let climb = velocity.dot(origin.axes[2]);
        let middle = (T::splat(0.5) * length).mul_add(climb, origin.height);
        let wind = T::cell(self.wind, middle);
        let air = T::cell_extensible(self.air, middle);
        let (mut low, mut high) = (middle, middle);
        let (end, difference) = extrapolate(|parts| {
            let part = length * T::splat(1.0 / parts as f64);
            let (mut way, mut velocity, mut now) = (Vector::zero(), velocity, time);
            for _ in 0..parts {
                now += part;
                let there = way.plus_times(part, velocity);
                let height = origin.height(there);
                (low, high) = (low.min(height), high.max(height));
                let blows = [0, 1, 2].map(|axis| wind.at(axis, height));
                let blows = Vector::along(blows, &origin.turned_axes(there));
                let free = (velocity - blows).plus_times(part, origin.free_fall(way, velocity));
                let drag = T::splat(0.5) * air.at(0, height) * self.drag_area(now) / self.mass(now);
                let root = (T::splat(4.0) * part * drag)
                    .mul_add(free.norm(), T::one())
                    .sqrt();
                velocity = blows.plus_times(T::splat(2.0) / (T::one() + root), free);
                way = way.plus_times(part, velocity);
            }
            let ([x, y, z], [vx, vy, vz]) = (way.0, velocity.0);
            [x, y, z, vx, vy, vz]
        });
        let after = std::array::from_fn(|i| if i < 3 { before[i] + end[i] } else { end[i] });
        let error = tolerance.ratio(&before, &after, |i| difference[i]);
        let most = T::splat(self.overshoot);
        let excess = wind.excess(low, high, BEYOND, most);
        let excess = excess.max(air.excess(low, high, BEYOND, most));
        // The comparison that keeps an error that is no number.
        let error = T::select(error.less(excess), excess, error);
        let far = T::splat(FAR).less(velocity.norm() * length);
        let (after, error) = match T::any(far) {
            true => {
                let explicit = Step::attempt(self, time, length, before, known, tolerance);
                let error_there = explicit.error * T::splat(EXPLICIT);
                let after = std::array::from_fn(|i| T::select(far, explicit.after[i], after[i]));
                (after, T::select(far, error_there, error))
            }
            false => (after, error),
        };
        // Where a step that is far from being taken ends there may be no air to look at.
        let taken = error.less(T::splat(HOPELESS));
        let end = std::array::from_fn(|i| T::select(taken, after[i], before[i]));
        let (rate_after, output) = self.rate(time + length, &end);
        Step {
            time,
            length,
            before,
            after,
            error,
            output,
            dense: Hermite {
                before: known.0,
                after: rate_after,
            },
        }
    }

    /// To the next node of wind or air, as the present acceleration leads there.
    #[inline]
    fn longest_step(&self, lane: usize, [height, rate, bend]: [f64; 3]) -> f64 {
        let rising = rate > 0.0;
        let (share, most) = (0.5 * BEYOND, 0.5 * self.overshoot);
        let nodes = [
            T::of_lane(self.wind, lane).next_node(height, rising, share, most),
            T::of_lane(self.air, lane).next_node(height, rising, share, most),
        ];
        let ways = nodes
            .into_iter()
            .flatten()
            .map(|node| (node - height).abs());
        let way = ways.fold(f64::INFINITY, f64::min);
        let speeding = if rising { bend } else { -bend };
        let there = rate.mul_add(rate, 2.0 * speeding * way);
        match there > 0.0 && way.is_finite() {
            true => 2.0 * way / (rate.abs() + there.sqrt()),
            false => way / rate.abs(),
        }
    }
}
