//! Step observers: greatest and least values during a flight, and the record if one is kept.

use crate::flight::integrator::{INNER_STAGES, Interpolant, Solver, Step};
use crate::flight::model::Model;
use crate::flight::observation::{Observation, RunningMax};
use crate::flight::peaks::Peaks;
use crate::flight::propagate::StepObserver;
use crate::flight::record::Phase;
use crate::flight::state::Evaluation;
use crate::number::Vector;

/// Keeps the channels of a flight, or does not.
pub trait Recorder {
    /// A phase starts from a state, and what was seen there.
    fn start<const N: usize>(
        &mut self,
        phase: Phase,
        time: f64,
        state: &[f64; N],
        evaluation: &Evaluation<f64>,
    );
    /// A step was taken; greatest values stand inside it at these times, s since launch.
    fn step<const N: usize, S: Solver<f64, N, Output = Evaluation<f64>>>(
        &mut self,
        phase: Phase,
        system: &S,
        step: &Step<f64, N, Evaluation<f64>, S::Interpolant>,
        peaks: &dyn Fn() -> Vec<f64>,
    );
}

/// A recorder that keeps nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct NoRecorder;

impl Recorder for NoRecorder {
    fn start<const N: usize>(&mut self, _: Phase, _: f64, _: &[f64; N], _: &Evaluation<f64>) {}
    fn step<const N: usize, S: Solver<f64, N, Output = Evaluation<f64>>>(
        &mut self,
        _: Phase,
        _: &S,
        _: &Step<f64, N, Evaluation<f64>, S::Interpolant>,
        _: &dyn Fn() -> Vec<f64>,
    ) {
    }
}

/// Keeps where the body was at the end of each step, if it is asked to: the straight lines between these points lie
/// within a few metres of the way.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TrackRecorder {
    /// Whether it is asked to.
    pub enabled: bool,
    /// Positions in the site's frame, m, in order of time.
    pub points: Vec<Vector<f64>>,
}

impl TrackRecorder {
    /// Keeps the position of a state.
    #[inline]
    pub(crate) fn observe(&mut self, position: Vector<f64>) {
        if self.enabled {
            self.points.push(position);
        }
    }
}

impl Recorder for TrackRecorder {
    fn start<const N: usize>(&mut self, _: Phase, _: f64, state: &[f64; N], _: &Evaluation<f64>) {
        self.observe(Vector([state[0], state[1], state[2]]));
    }
    fn step<const N: usize, S: Solver<f64, N, Output = Evaluation<f64>>>(
        &mut self,
        _: Phase,
        _: &S,
        step: &Step<f64, N, Evaluation<f64>, S::Interpolant>,
        _: &dyn Fn() -> Vec<f64>,
    ) {
        self.observe(Vector([step.after[0], step.after[1], step.after[2]]));
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
    pub least_margin: RunningMax,
    /// Greatest static margin in the same span.
    pub greatest_margin: RunningMax,
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
            least_margin: RunningMax::default(),
            greatest_margin: RunningMax::default(),
            recorder,
            diameter: model.aero.diameter(),
        }
    }

    fn margins(&mut self) -> [&mut RunningMax; 2] {
        [&mut self.least_margin, &mut self.greatest_margin]
    }

    /// A segment begins with this sight: nothing before it counts as its neighbour.
    pub fn start_segment(&mut self, time: f64, observation: &Observation<f64>) {
        self.margins().into_iter().for_each(RunningMax::reset);
        self.peaks.start_segment(time, observation, self.ascending);
        self.update(time, observation);
    }

    /// The sight at the end of a step, the squares of the accelerations inside it, and how to see it at a share of it;
    /// `corner` when the motion has a corner at its end.
    pub fn observe(
        &mut self,
        time: f64,
        observation: &Observation<f64>,
        inner: [f64; INNER_STAGES],
        at: &dyn Fn(f64) -> Observation<f64>,
        corner: bool,
    ) {
        self.peaks
            .observe(time, observation, inner, at, self.ascending);
        self.update(time, observation);
        if corner {
            self.margins().into_iter().for_each(RunningMax::corner);
        }
    }

    fn update(&mut self, time: f64, observation: &Observation<f64>) {
        // Where the air is still felt: a hundredth of the greatest dynamic pressure so far.
        let felt = observation.dynamic_pressure > 0.01 * self.peaks.dynamic_pressure.peak().value;
        if self.free
            && self.ascending
            && observation.vertical_speed > 0.0
            && felt
            && observation.normal_force_slope != 0.0
        {
            let margin = observation.margin / self.diameter;
            self.least_margin.push(time, -margin);
            self.greatest_margin.push(time, margin);
        }
    }
}

impl<R: Recorder, const N: usize> StepObserver<N> for Observer<R> {
    fn start(&mut self, time: f64, state: &[f64; N], evaluation: &Evaluation<f64>) {
        self.start_segment(time, &Observation::new(state, evaluation));
        self.recorder.start(self.phase, time, state, evaluation);
    }

    fn step<S: Solver<f64, N, Output = Evaluation<f64>>>(
        &mut self,
        system: &S,
        step: &Step<f64, N, Evaluation<f64>, S::Interpolant>,
        corner: bool,
    ) {
        let end = step.time + step.length;
        let at = |theta: f64| {
            let state = step.at(theta);
            let (_, evaluation) = system.rate(step.length.mul_add(theta, step.time), &state);
            Observation::new(&state, &evaluation)
        };
        let observation = Observation::new(&step.after, &step.output);
        self.observe(
            end,
            &observation,
            step.dense.inner_accelerations(),
            &at,
            corner,
        );
        let peaks = &self.peaks;
        self.recorder
            .step(self.phase, system, step, &|| peaks.between(step.time, end));
    }
}
