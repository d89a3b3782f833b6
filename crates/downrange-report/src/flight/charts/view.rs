//! The part of a flight that charts against time show.

use downrange::flight::{Flight, Launch, Phase, TrajectoryPoint};

/// A flight, and the part of it that most charts against time show: of a rocket the ascent, of anything else all.
pub struct ChartView<'f> {
    pub flight: &'f Flight,
    /// End of that part, s.
    pub end: f64,
    /// Its samples.
    pub samples: &'f [TrajectoryPoint],
    /// Samples with a noticeable dynamic pressure: after the rail, before a parachute, and between the first and the
    /// last time that the dynamic pressure is above a hundredth of its greatest. Outside, angles and coefficients say
    /// nothing.
    pub airborne: &'f [TrajectoryPoint],
    /// Note of a chart on that choice.
    pub while_airborne: &'static str,
}

impl<'f> ChartView<'f> {
    pub fn of(launch: &Launch, flight: &'f Flight) -> Self {
        let outcome = &flight.outcome;
        let rises = launch.vehicle.rocket().is_some() && outcome.apogee_time > 0.0;
        let end = match rises {
            true => outcome.apogee_time,
            false => outcome.landing.time,
        };
        let record = &flight.trajectory;
        let samples = &record[..record.partition_point(|s| s.time <= end)];
        let threshold = 0.01 * outcome.max_dynamic_pressure.value;
        let presses = |s: &TrajectoryPoint| s.dynamic_pressure >= threshold;
        let (start, while_airborne) = match &outcome.rail_exit {
            Some(exit) => (
                samples.partition_point(|s| s.time < exit.time),
                "From the rail until the dynamic pressure falls below 1 % of its greatest.",
            ),
            None => (
                samples.iter().position(presses).unwrap_or(samples.len()),
                "While the dynamic pressure is above 1 % of its greatest.",
            ),
        };
        let free = &samples[start..];
        let under_parachute = |s: &TrajectoryPoint| s.phase == Phase::Descent;
        let free = &free[..free.iter().position(under_parachute).unwrap_or(free.len())];
        let length = free.iter().rposition(presses).map_or(0, |last| last + 1);
        Self {
            flight,
            end,
            samples,
            airborne: &free[..length],
            while_airborne,
        }
    }

    /// Whether the view is the whole flight.
    pub fn is_whole(&self) -> bool {
        self.samples.len() == self.flight.trajectory.len()
    }
}
