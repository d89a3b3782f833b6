//! What a file reports of the air over one place at one time.

use downrange::air::MeasuredLevel;
use jiff::Timestamp;

/// The air over one place at one time, as a file reports it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ReportedProfile {
    /// What it is, as notes call it: a sounding of a station, a forecast.
    pub name: String,
    /// Latitude and longitude, rad, where they are said.
    pub place: Option<(f64, f64)>,
    /// When it was measured, or what time a forecast is for.
    pub time: Option<Timestamp>,
    /// Which member of an ensemble it is.
    pub member: Option<u32>,
    /// The pressure at the ground of a model, Pa, where it is said: its levels at greater pressures are under the ground.
    pub ground_pressure: Option<f64>,
    /// The levels in the order of the file.
    pub levels: Vec<MeasuredLevel>,
    /// The line of each level, from 1; none where the file is no text of lines.
    pub lines: Vec<usize>,
}

impl ReportedProfile {
    /// Adds a level of a line.
    pub fn push(&mut self, line: usize, level: MeasuredLevel) {
        self.levels.push(level);
        self.lines.push(line);
    }
}

/// The pressure at the ground between those of two times.
pub fn ground_between(
    first: &ReportedProfile,
    second: &ReportedProfile,
    share: f64,
) -> Option<f64> {
    let (a, b) = (first.ground_pressure?, second.ground_pressure?);
    Some(a + share * (b - a))
}

/// The levels between those of two times, level by level: at `share` 0 the first, at 1 the second. What one of them lacks is lacking.
pub fn between(
    first: &[MeasuredLevel],
    second: &[MeasuredLevel],
    share: f64,
) -> Vec<MeasuredLevel> {
    let number = |a: Option<f64>, b: Option<f64>| Some(a? + share * (b? - a?));
    let pairs = first.iter().zip(second);
    let level = |(a, b): (&MeasuredLevel, &MeasuredLevel)| MeasuredLevel {
        height: number(a.height, b.height),
        pressure: number(a.pressure, b.pressure),
        temperature: number(a.temperature, b.temperature),
        humidity: number(a.humidity, b.humidity),
        wind: a
            .wind
            .zip(b.wind)
            .map(|(a, b)| std::array::from_fn(|axis| a[axis] + share * (b[axis] - a[axis]))),
    };
    pairs.map(level).collect()
}
