//! Channels of a stored flight against time.

use crate::table::Curve;

/// A channel of a stored flight, SI units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum StoredChannel {
    /// Time since launch, s.
    Time,
    /// Height above the site, m.
    Altitude,
    /// Vertical speed, m/s, positive up.
    VerticalSpeed,
    /// Speed over the ground, m/s.
    Speed,
    /// Mass, kg.
    Mass,
    /// Mass of the motors with their cases, kg.
    MotorMass,
    /// Mass of the propellant, kg.
    PropellantMass,
    /// Thrust, N.
    Thrust,
    /// Centre of gravity, m from the nose tip.
    CenterOfGravity,
    /// Centre of pressure, m from the nose tip.
    CenterOfPressure,
    /// Mach number.
    Mach,
    /// Drag coefficient at zero angle of attack, on the reference area.
    Drag,
    /// Its share from skin friction.
    FrictionDrag,
    /// Its share from pressure ahead of the base.
    PressureDrag,
    /// Its share from the base.
    BaseDrag,
    /// Reference length, m.
    ReferenceLength,
    /// Angle of attack, rad.
    AngleOfAttack,
    /// Speed of the wind, m/s.
    WindSpeed,
}

/// Points of a stored flight, at strictly rising times, with the channels that were stored.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct StoredSeries {
    channels: Vec<StoredChannel>,
    rows: Vec<Vec<f64>>,
}

impl StoredSeries {
    /// Points, each with a value for every channel; `NaN` where none was stored. A point without a time, or whose time is not
    /// later than that before, is left out.
    pub fn new(channels: Vec<StoredChannel>, points: impl IntoIterator<Item = Vec<f64>>) -> Self {
        let mut series = Self {
            channels,
            rows: Vec::new(),
        };
        let Some(time) = series.column(StoredChannel::Time) else {
            return Self::default();
        };
        let mut last = f64::NEG_INFINITY;
        for row in points {
            let now = row.get(time).copied().unwrap_or(f64::NAN);
            if now.is_finite() && now > last && row.len() == series.channels.len() {
                last = now;
                series.rows.push(row);
            }
        }
        series
    }

    /// Number of points.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether no point was stored.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Whether a channel was stored.
    pub fn has(&self, channel: StoredChannel) -> bool {
        self.column(channel).is_some()
    }

    /// The value of a channel at a point, counted from zero; `None` where none was stored.
    pub fn at(&self, point: usize, channel: StoredChannel) -> Option<f64> {
        let value = *self.rows.get(point)?.get(self.column(channel)?)?;
        value.is_finite().then_some(value)
    }

    /// Two channels against each other, where both were stored.
    pub fn pairs(
        &self,
        x: StoredChannel,
        y: StoredChannel,
    ) -> impl Iterator<Item = (f64, f64)> + '_ {
        (0..self.len()).filter_map(move |point| Some((self.at(point, x)?, self.at(point, y)?)))
    }

    /// The value of a channel at a time, s, on the straight line between two points; `None` outside of all points.
    pub fn between(&self, time: f64, channel: StoredChannel) -> Option<f64> {
        let points: Vec<(f64, f64)> = self.pairs(StoredChannel::Time, channel).collect();
        let inside = points.first()?.0 <= time && time <= points.last()?.0;
        let curve = Curve::new(points).ok()?;
        inside.then(|| curve.at(time))
    }

    fn column(&self, channel: StoredChannel) -> Option<usize> {
        self.channels.iter().position(|each| *each == channel)
    }
}
