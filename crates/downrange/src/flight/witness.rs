//! Who looks on: greatest and least values on the way, and the record if one is kept.

use super::course::Witness;
use super::integrator::{INNER_STAGES, Step, System};
use super::model::Model;
use super::motion::Seen;
use super::peaks::Peaks;
use super::record::{Peak, Phase};
use crate::number::{Number, Vector};

/// Keeps the channels of a flight, or does not.
pub trait Recorder {
    /// A phase starts from a state, and what was seen there.
    fn start<const N: usize>(
        &mut self,
        phase: Phase,
        time: f64,
        state: &[f64; N],
        seen: &Seen<f64>,
    );
    /// A step was taken; greatest values stand inside it at these times, s since launch.
    fn step<const N: usize, S: System<f64, N, Seen = Seen<f64>>>(
        &mut self,
        phase: Phase,
        system: &S,
        step: &Step<f64, N, Seen<f64>>,
        peaks: &dyn Fn() -> Vec<f64>,
    );
}

/// Keeps nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct NoRecord;

impl Recorder for NoRecord {
    fn start<const N: usize>(&mut self, _: Phase, _: f64, _: &[f64; N], _: &Seen<f64>) {}
    fn step<const N: usize, S: System<f64, N, Seen = Seen<f64>>>(
        &mut self,
        _: Phase,
        _: &S,
        _: &Step<f64, N, Seen<f64>>,
        _: &dyn Fn() -> Vec<f64>,
    ) {
    }
}

/// Keeps where the body was at the end of each step, if it is asked to: the straight lines between these points lie
/// within a few metres of the way.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Track {
    /// Whether it is asked to.
    pub kept: bool,
    /// Positions in the site's frame, m, in order of time.
    pub points: Vec<Vector<f64>>,
}

impl Track {
    /// Keeps the position of a state.
    #[inline]
    pub(super) fn see(&mut self, position: Vector<f64>) {
        if self.kept {
            self.points.push(position);
        }
    }
}

impl Recorder for Track {
    fn start<const N: usize>(&mut self, _: Phase, _: f64, state: &[f64; N], _: &Seen<f64>) {
        self.see(Vector([state[0], state[1], state[2]]));
    }
    fn step<const N: usize, S: System<f64, N, Seen = Seen<f64>>>(
        &mut self,
        _: Phase,
        _: &S,
        step: &Step<f64, N, Seen<f64>>,
        _: &dyn Fn() -> Vec<f64>,
    ) {
        self.see(Vector([step.after[0], step.after[1], step.after[2]]));
    }
}

/// Greatest and least values: of speeds and loads those of the dense output (see `peaks`), of the static margin
/// those at the ends of steps, refined by the parabola through three of them.
#[derive(Debug, Clone)]
pub struct Observer<R> {
    /// What the flight is doing; set by the sequence of phases.
    pub phase: Phase,
    /// Whether the rail no longer holds the direction.
    pub free: bool,
    /// Whether no parachute has opened yet.
    pub ascending: bool,
    /// Greatest speed, Mach number and dynamic pressure; greatest acceleration before a parachute opens.
    pub peaks: Peaks,
    /// Least static margin between rail exit and apogee, negated.
    pub least_margin: Summit,
    /// Greatest static margin in the same span.
    pub greatest_margin: Summit,
    /// The record.
    pub recorder: R,
    /// Calibre of what flies, m.
    pub diameter: f64,
}

impl<R: Recorder> Observer<R> {
    /// Nothing seen yet.
    pub fn new(model: &Model, recorder: R) -> Self {
        Self {
            phase: Phase::Rail,
            free: false,
            ascending: true,
            peaks: Peaks::default(),
            least_margin: Summit::default(),
            greatest_margin: Summit::default(),
            recorder,
            diameter: model.aero.diameter(),
        }
    }

    fn margins(&mut self) -> [&mut Summit; 2] {
        [&mut self.least_margin, &mut self.greatest_margin]
    }

    /// A leg begins with this sight: nothing before it counts as its neighbour.
    pub fn set_out(&mut self, time: f64, sight: &Sight<f64>) {
        self.margins().into_iter().for_each(Summit::interrupt);
        self.peaks.set_out(time, sight, self.ascending);
        self.look(time, sight);
    }

    /// The sight at the end of a step, the squares of the accelerations inside it, and how to see it at a share of it;
    /// `bends` when the motion has a corner at its end.
    pub fn see(
        &mut self,
        time: f64,
        sight: &Sight<f64>,
        inner: [f64; INNER_STAGES],
        at: &dyn Fn(f64) -> Sight<f64>,
        bends: bool,
    ) {
        self.peaks.see(time, sight, inner, at, self.ascending);
        self.look(time, sight);
        if bends {
            self.margins().into_iter().for_each(Summit::bend);
        }
    }

    fn look(&mut self, time: f64, sight: &Sight<f64>) {
        // Where the air is still felt: a hundredth of the greatest dynamic pressure so far.
        let felt = sight.dynamic_pressure > 0.01 * self.peaks.dynamic_pressure.peak().value;
        if self.free
            && self.ascending
            && sight.vertical_speed > 0.0
            && felt
            && sight.normal_force_slope != 0.0
        {
            let margin = sight.margin / self.diameter;
            self.least_margin.see(time, -margin);
            self.greatest_margin.see(time, margin);
        }
    }
}

/// What is looked for on the way.
#[derive(Debug, Clone, Copy, Default)]
pub struct Sight<T> {
    pub(super) speed: T,
    pub(super) mach: T,
    pub(super) dynamic_pressure: T,
    pub(super) acceleration: T,
    pub(super) density: T,
    pub(super) airspeed: T,
    /// Speed times its rate, m²/s³.
    pub(super) power: T,
    vertical_speed: T,
    normal_force_slope: T,
    /// Distance of the centre of pressure aft of the centre of mass, m; no number where the slope is zero.
    margin: T,
}

impl<T: Number> Sight<T> {
    /// In a state.
    #[inline(always)]
    pub fn of<const N: usize>(state: &[T; N], seen: &Seen<T>) -> Self {
        let velocity = Vector([state[3], state[4], state[5]]);
        Self {
            speed: velocity.norm(),
            mach: seen.mach,
            dynamic_pressure: T::splat(0.5) * seen.density * seen.airspeed * seen.airspeed,
            acceleration: seen.acceleration.norm(),
            density: seen.density,
            airspeed: seen.airspeed,
            power: velocity.dot(seen.acceleration),
            vertical_speed: seen.vertical_speed,
            normal_force_slope: seen.normal_force_slope,
            margin: seen.normal_force_moment / seen.normal_force_slope - seen.center,
        }
    }

    /// One lane of it.
    pub fn lane(&self, lane: usize) -> Sight<f64> {
        Sight {
            speed: self.speed.lane(lane),
            mach: self.mach.lane(lane),
            dynamic_pressure: self.dynamic_pressure.lane(lane),
            acceleration: self.acceleration.lane(lane),
            density: self.density.lane(lane),
            airspeed: self.airspeed.lane(lane),
            power: self.power.lane(lane),
            vertical_speed: self.vertical_speed.lane(lane),
            normal_force_slope: self.normal_force_slope.lane(lane),
            margin: self.margin.lane(lane),
        }
    }
}

impl<R: Recorder, const N: usize> Witness<N> for Observer<R> {
    fn start(&mut self, time: f64, state: &[f64; N], seen: &Seen<f64>) {
        self.set_out(time, &Sight::of(state, seen));
        self.recorder.start(self.phase, time, state, seen);
    }

    fn step<S: System<f64, N, Seen = Seen<f64>>>(
        &mut self,
        system: &S,
        step: &Step<f64, N, Seen<f64>>,
        bends: bool,
    ) {
        let end = step.time + step.length;
        let at = |share: f64| {
            let state = step.at(share);
            let (_, seen) = system.rate(step.length.mul_add(share, step.time), &state);
            Sight::of(&state, &seen)
        };
        let sight = Sight::of(&step.after, &step.seen);
        self.see(end, &sight, step.inner_accelerations(), &at, bends);
        let peaks = &self.peaks;
        self.recorder
            .step(self.phase, system, step, &|| peaks.between(step.time, end));
    }
}

impl Seen<f64> {
    /// Distance of the centre of pressure (at no angle of attack) aft of the centre of mass, in calibres.
    pub fn static_margin(&self, diameter: f64) -> f64 {
        (self.normal_force_moment / self.normal_force_slope - self.center) / diameter
    }
}

/// The greatest value of a series.
#[derive(Debug, Clone, Copy, Default)]
pub struct Summit {
    best: Option<Peak>,
    last: [Option<Peak>; 2],
}

impl Summit {
    /// The greatest value so far, if anything was seen.
    pub fn best(&self) -> Option<Peak> {
        self.best
    }

    /// The greatest value so far; zero before anything was seen.
    pub fn peak(&self) -> Peak {
        self.best.unwrap_or_default()
    }

    /// The next value of the series.
    pub fn see(&mut self, time: f64, value: f64) {
        let now = Peak { value, time };
        if let [Some(a), Some(b)] = self.last
            && b.value >= a.value
            && b.value >= value
        {
            self.raise(vertex(a, b, now));
        }
        self.raise(now);
        self.last = [self.last[1], Some(now)];
    }

    /// The series may jump here.
    fn interrupt(&mut self) {
        self.last = [None; 2];
    }

    /// The series has a corner at its last value: no parabola may cross it.
    fn bend(&mut self) {
        self.last[0] = None;
    }

    fn raise(&mut self, peak: Peak) {
        if peak.value.is_finite() && self.best.is_none_or(|best| peak.value > best.value) {
            self.best = Some(peak);
        }
    }
}

/// The highest point of the parabola through three points whose middle is highest.
fn vertex(a: Peak, b: Peak, c: Peak) -> Peak {
    let (before, after) = (b.time - a.time, c.time - b.time);
    let (rise, fall) = ((b.value - a.value) / before, (c.value - b.value) / after);
    let bend = (fall - rise) / (before + after);
    if bend >= 0.0 || bend.is_nan() {
        return b;
    }
    let slope = rise + bend * before;
    let reach = -slope / (2.0 * bend);
    Peak {
        value: b.value + 0.5 * slope * reach,
        time: b.time + reach,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Steps that miss a parabola's top still find it.
    #[test]
    fn finds_the_top_between_steps() {
        let mut summit = Summit::default();
        for time in [0.0, 0.9, 2.3, 3.0f64] {
            summit.see(time, 5.0 - (time - 1.4).powi(2));
        }
        assert!(
            (summit.peak().value - 5.0).abs() < 1e-12 && (summit.peak().time - 1.4).abs() < 1e-12
        );
    }
}
