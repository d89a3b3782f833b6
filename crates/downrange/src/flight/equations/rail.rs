//! On the rail, and while it lets go.
//!
//! **Guided**: until the foremost button (or lug) leaves, the rail holds the direction: what accelerates across it is
//! taken up, without friction.
//!
//! **Tip-off**: until the aftmost button leaves, that button still slides along the rail while the rocket turns about
//! it. The rail's force f at the button, across the rail, is what keeps the button's acceleration along it:
//! `e_i · [a + f/m + (ω̇ + I⁻¹ (d × f)) × d + ω × (ω × d)] = 0` for both directions e_i across, with d from the centre of
//! mass to the button: two linear equations. (RocketPy lets the rocket fly free from the first button on.)

use crate::flight::equations::free::Motion;
use crate::flight::equations::surroundings::Surroundings;
use crate::flight::integrator::{Explicit, System};
use crate::flight::model::RailModel;
use crate::flight::state::{Evaluation, STATE_LEN};
use crate::number::{Number, Quaternion, Vector};

/// Held in direction by the rail.
pub struct Guided<'m, T: Number> {
    /// The motion were it free.
    pub motion: Motion<'m, T>,
    /// Along the rail, upward.
    pub direction: Vector<T>,
}

impl<T: Number> Explicit for Guided<'_, T> {}

impl<T: Number> System<T, STATE_LEN> for Guided<'_, T> {
    type Output = Evaluation<T>;

    type Origin = Surroundings<T>;

    #[inline(always)]
    fn origin(&self, length: T, state: &[T; STATE_LEN]) -> Surroundings<T> {
        self.motion.origin(length, state)
    }

    #[inline(always)]
    fn rate_within(
        &self,
        origin: &Surroundings<T>,
        time: T,
        state: &[T; STATE_LEN],
    ) -> ([T; STATE_LEN], Evaluation<T>) {
        let (free, mut evaluation) = self.motion.rate_within(origin, time, state);
        let along = self
            .direction
            .times(self.direction.dot(evaluation.acceleration));
        evaluation.acceleration = along;
        let mut rate = [T::zero(); STATE_LEN];
        rate[..3].copy_from_slice(&free[..3]);
        rate[3..6].copy_from_slice(&along.0);
        (rate, evaluation)
    }
}

/// Held at its aftmost button only.
pub struct TipOff<'m, T: Number> {
    /// The motion were it free.
    pub motion: Motion<'m, T>,
    /// Two directions across the rail and each other.
    pub across: [Vector<T>; 2],
    /// The aftmost guide, m from the nose tip.
    pub aft_guide: T,
}

impl<'m, T: Number> TipOff<'m, T> {
    /// From rails, one a lane.
    pub fn new(motion: Motion<'m, T>, rail: impl Fn(usize) -> RailModel) -> Self {
        let axis = |which: usize| {
            Vector(std::array::from_fn(|k| {
                T::from_lanes(|lane| rail(lane).attitude.axes()[which].0[k])
            }))
        };
        Self {
            motion,
            across: [axis(1), axis(2)],
            aft_guide: T::from_lanes(|lane| rail(lane).aft_guide),
        }
    }
}

impl<T: Number> Explicit for TipOff<'_, T> {}

impl<T: Number> System<T, STATE_LEN> for TipOff<'_, T> {
    type Output = Evaluation<T>;

    type Origin = Surroundings<T>;

    #[inline(always)]
    fn origin(&self, length: T, state: &[T; STATE_LEN]) -> Surroundings<T> {
        self.motion.origin(length, state)
    }

    #[inline(always)]
    fn rate_within(
        &self,
        origin: &Surroundings<T>,
        time: T,
        state: &[T; STATE_LEN],
    ) -> ([T; STATE_LEN], Evaluation<T>) {
        let (mut rate, mut evaluation) = self.motion.rate_within(origin, time, state);
        let axes = Quaternion([state[6], state[7], state[8], state[9]]).axes();
        let turn = |rates: [T; 3]| Vector::along(rates, &axes);
        let lever = evaluation.center - self.aft_guide;
        let button = axes[0].times(lever);
        // A frame that does not roll sees the axis turn without the roll.
        let roll = |about: T| {
            if self.motion.rolls_along() {
                about
            } else {
                T::zero()
            }
        };
        let turning = turn([roll(state[10]), state[11], state[12]]);
        let swing = turn([roll(rate[10]), rate[11], rate[12]]);
        let free =
            evaluation.acceleration + swing.cross(button) + turning.cross(turning.cross(button));

        // The button lies on the axis, where the rail's force turns the rocket by its transverse inertia alone.
        let give = |force: Vector<T>| {
            let twist = button.cross(force).times(T::one() / evaluation.transverse);
            force.times(T::one() / evaluation.mass) + twist.cross(button)
        };
        let [first, second] = self.across;
        let (a, b) = (give(first), give(second));
        let (aa, ab, ba, bb) = (first.dot(a), first.dot(b), second.dot(a), second.dot(b));
        let (x, y) = (-first.dot(free), -second.dot(free));
        let inverse = T::one() / (aa * bb - ab * ba);
        let force = first
            .times((x * bb - y * ab) * inverse)
            .plus_times((y * aa - x * ba) * inverse, second);

        let push = force.times(T::one() / evaluation.mass);
        let twist = button.cross(force).times(T::one() / evaluation.transverse);
        evaluation.acceleration += push;
        for k in 0..3 {
            rate[3 + k] = evaluation.acceleration[k];
            rate[10 + k] += twist.dot(axes[k]);
        }
        (rate, evaluation)
    }
}
