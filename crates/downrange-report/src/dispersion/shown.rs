//! The figures of many flights that are shown, in their order. None is an angle: spreads are in the units of keys, which are SI
//! but for degrees.

use downrange::flight::{Metric, metric};

/// Figures in the table of outcomes on the page.
pub const ON_PAGE: [&Metric; 14] = [
    &metric::APOGEE_AGL,
    &metric::APOGEE_TIME,
    &metric::MAX_SPEED,
    &metric::MAX_MACH,
    &metric::MAX_ACCELERATION,
    &metric::MAX_DYNAMIC_PRESSURE,
    &metric::RAIL_EXIT_SPEED,
    &metric::RAIL_EXIT_STATIC_MARGIN,
    &metric::MIN_STATIC_MARGIN,
    &metric::LANDING_DISTANCE,
    &metric::LANDING_EAST,
    &metric::LANDING_NORTH,
    &metric::LANDING_SPEED,
    &metric::LANDING_TIME,
];

/// Figures on the screen.
pub const ON_SCREEN: [&Metric; 7] = [
    &metric::APOGEE_AGL,
    &metric::MAX_SPEED,
    &metric::MAX_MACH,
    &metric::RAIL_EXIT_SPEED,
    &metric::MIN_STATIC_MARGIN,
    &metric::LANDING_DISTANCE,
    &metric::LANDING_SPEED,
];
