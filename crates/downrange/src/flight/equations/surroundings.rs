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
    /// Local east, north and up.
    pub(super) axes: [Vector<T>; 3],
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
        let near = StepPlace {
            height: self.near.height(way),
            axes: self.near.turned_axes(way),
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
            axes: [
                far(there.east, near.axes[0]),
                far(there.north, near.axes[1]),
                far(there.up, near.axes[2]),
            ],
            free_fall: far(fall, near.free_fall),
        }
    }
}
