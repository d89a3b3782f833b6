//! Thrust and mass properties at one time.

use crate::number::Number;
use crate::table::NodeTable;

/// Mass properties and thrust at one time, while the motor burns or after.
#[derive(Debug, Clone, Copy)]
pub struct BurnState<T> {
    /// Thrust at the reference pressure, N.
    pub thrust: T,
    /// Mass, kg.
    pub mass: T,
    /// Centre of mass, m from the nose tip.
    pub center: T,
    /// Inertia about the axis, kg m².
    pub axial: T,
    /// Inertia across, kg m².
    pub transverse: T,
    /// Mass flow out of the nozzle, kg/s.
    pub flow: T,
    /// Rate of the axial inertia, kg m²/s.
    pub axial_rate: T,
    /// Rate of the transverse inertia, kg m²/s.
    pub transverse_rate: T,
}

impl<T: Number> BurnState<T> {
    /// At a time since ignition within the burn.
    #[inline(always)]
    pub fn at(table: T::Each<&NodeTable<5>>, since_ignition: T) -> Self {
        let (
            [_, mass, center, axial, transverse],
            [thrust, mass_rate, _, axial_rate, transverse_rate],
        ) = T::look_up_with_slope(table, since_ignition);
        Self {
            thrust,
            mass,
            center,
            axial,
            transverse,
            flow: -mass_rate,
            axial_rate,
            transverse_rate,
        }
    }

    /// After the burn.
    #[inline(always)]
    pub fn done([mass, center, axial, transverse]: [T; 4]) -> Self {
        Self {
            thrust: T::zero(),
            mass,
            center,
            axial,
            transverse,
            flow: T::zero(),
            axial_rate: T::zero(),
            transverse_rate: T::zero(),
        }
    }
}
