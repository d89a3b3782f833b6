//! The Earth around a step.

use crate::earth::{LocalExpansion, SiteFrame};
use crate::number::{Number, Vector};

/// A step that goes farther, m, looks at the Earth anew at each of its stages.
const NEAR: f64 = 200.0;

/// The Earth around the start of a step.
#[derive(Debug, Clone, Copy)]
pub struct Surroundings<T: Number> {
    position: Vector<T>,
    near: LocalExpansion<T>,
    far: T::Mask,
}

/// A place within a step.
pub(super) struct StepPlace<T> {
    pub(super) height: T,
    pub(super) east: Vector<T>,
    pub(super) north: Vector<T>,
    pub(super) up: Vector<T>,
    pub(super) free_fall: Vector<T>,
}

impl<T: Number> Surroundings<T> {
    /// Around a position in the site's frame, m, for a step that goes so far, m.
    #[inline(always)]
    pub(super) fn new(frame: &SiteFrame, position: Vector<T>, way: T) -> Self {
        Self {
            position,
            near: LocalExpansion::new(frame, position),
            far: T::splat(NEAR).less(way),
        }
    }

    /// A position, and what falls freely there at a velocity.
    #[inline(always)]
    pub(super) fn place(
        &self,
        frame: &SiteFrame,
        position: Vector<T>,
        velocity: Vector<T>,
    ) -> StepPlace<T> {
        let way = position - self.position;
        let [east, north, up] = self.near.axes(way);
        let near = StepPlace {
            height: self.near.height(way),
            east,
            north,
            up,
            free_fall: self.near.free_fall(way, velocity),
        };
        if !T::any(self.far) {
            return near;
        }
        let there = frame.local_frame(position);
        let fall = frame.acceleration(there.radius, velocity, T::one(), Vector::zero());
        let far = |far: Vector<T>, near: Vector<T>| {
            Vector(std::array::from_fn(|k| {
                T::select(self.far, far[k], near[k])
            }))
        };
        StepPlace {
            height: T::select(self.far, there.height, near.height),
            east: far(there.east, near.east),
            north: far(there.north, near.north),
            up: far(there.up, near.up),
            free_fall: far(fall, near.free_fall),
        }
    }
}

impl<T: Number> StepPlace<T> {
    /// The vector with these components along the local east, north and up.
    #[inline(always)]
    pub(super) fn along(&self, [east, north, up]: [T; 3]) -> Vector<T> {
        let level = self.east.times(east).plus_times(north, self.north);
        level.plus_times(up, self.up)
    }
}
