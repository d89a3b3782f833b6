//! Models made by hand, so that each test has only the physics it is about.

#![allow(dead_code, missing_docs, clippy::unwrap_used, clippy::panic)]

use downrange::earth::{Earth, SiteFrame};
use downrange::flight::conditions::EventCondition;
use downrange::flight::equations::free::Motion;
use downrange::flight::integrator::{Solver, Tolerance};
use downrange::flight::model::{
    AeroModel, AeroTables, AngleTables, Burn, Model, RailModel, StartModel,
};
use downrange::flight::observer::{NoRecorder, Observer};
use downrange::flight::propagate::{Propagator, Segment, Termination};
use downrange::flight::{BurnPhase, Evaluation, STATE_LEN, Settings, SolverStats};
use downrange::mass::MassProperties;
use downrange::number::{Quaternion, Vector};
use downrange::table::{ExtensibleTable, NodeTable, Table};
use std::sync::Arc;

/// A body of 10 kg with no motor, in no air, on an Earth.
pub fn body(earth: Earth, latitude: f64, height: f64) -> Model {
    let mass = MassProperties {
        mass: 10.0,
        center: 1.0,
        axial: 0.1,
        transverse: 4.0,
    };
    Model {
        frame: SiteFrame::new(earth, latitude, 0.0, height),
        elevation: height,
        start: StartModel::Rail(RailModel {
            direction: Vector([0.0, 0.0, 1.0]),
            attitude: Quaternion::from_axes([
                Vector([0.0, 0.0, 1.0]),
                Vector([1.0, 0.0, 0.0]),
                Vector([0.0, 1.0, 0.0]),
            ]),
            exit: 1.0,
            clear: 1.5,
            stands: 0.0,
            length: 1.0,
            vehicle: 0.0,
            aft_guide: 1.8,
        }),
        air: air(0.0),
        wind: Arc::new(NodeTable::straight(vec![0.0, 1.0], &[[0.0; 3]; 2])),
        aero: rocket(Table::sampled(0.0, 10.0, 10, 0.0, |_| [0.0; 13])),
        burn: Burn {
            table: burn(1.0, |_| ([0.0, 10.0, 1.0, 0.1, 4.0], [0.0; 5])),
            breakpoints: Vec::new(),
            ignition: 0.0,
            duration: 1.0,
            before: mass,
            after: mass,
            nozzle: 2.0,
            nozzle_area: 0.0,
            reference_pressure: 101_325.0,
            thrust_line: None,
            off_axis: None,
            asymmetry: None,
        },
        canopies: Vec::new(),
        stages: Arc::from([]),
        tumbling: None,
        history: Default::default(),
        start_time: 0.0,
        perturbation: downrange::flight::Perturbation::default(),
        settings: Settings::default(),
    }
}

/// Air of one density, kg/m³, at all heights; pressure and sound as at sea level.
pub fn air(density: f64) -> Arc<ExtensibleTable<4>> {
    let everywhere = move |from: f64| {
        NodeTable::straight(
            vec![from, from + 1e6],
            &[[density, 0.0, 1.0 / 340.0, 16.0]; 2],
        )
    };
    Arc::new(ExtensibleTable::new(everywhere(-1e6), move || {
        everywhere(0.0)
    }))
}

/// A rocket of these coefficients.
pub fn rocket(table: Table<13>) -> Arc<AeroModel> {
    Arc::new(AeroModel::Rocket(AeroTables {
        area: 0.01,
        diameter: 0.1,
        table,
        friction: None,
        angle: AngleTables::default(),
    }))
}

/// A drag coefficient and nothing else.
pub fn only_drag(coefficient: f64) -> Arc<AeroModel> {
    rocket(Table::sampled(0.0, 10.0, 10, 0.0, move |_| {
        let mut columns = [0.0; 13];
        columns[11] = coefficient;
        columns[12] = coefficient;
        columns
    }))
}

/// A state: position, velocity, upright attitude, rates.
pub fn state(position: [f64; 3], velocity: [f64; 3], rates: [f64; 3]) -> [f64; STATE_LEN] {
    let [x, y, z] = position;
    let [u, v, w] = velocity;
    let [p, q, r] = rates;
    let attitude = Quaternion::from_axes([
        Vector([0.0, 0.0, 1.0]),
        Vector([1.0, 0.0, 0.0]),
        Vector([0.0, 1.0, 0.0]),
    ])
    .0;
    [
        x,
        y,
        z,
        u,
        v,
        w,
        attitude[0],
        attitude[1],
        attitude[2],
        attitude[3],
        p,
        q,
        r,
        0.0,
    ]
}

/// Advances any system at a relative tolerance, with an absolute one of the same size; says why it stopped and when.
pub fn advance<const N: usize, S: Solver<f64, N, Output = Evaluation<f64>>>(
    model: &Model,
    system: &S,
    state: &mut [f64; N],
    until: f64,
    conditions: &[EventCondition],
    tolerance: f64,
) -> (Termination, f64, SolverStats) {
    let mut clock = Propagator {
        time: 0.0,
        step: 0.01,
        breakpoints: Vec::new(),
        solver: SolverStats::default(),
        budget: u64::MAX,
    };
    let tolerance = Tolerance {
        relative: tolerance,
        absolute: [tolerance; N],
    };
    let mut observer = Observer::new(model, NoRecorder);
    let (stop, _) = clock
        .advance(
            system,
            state,
            &Segment {
                until,
                conditions,
                tolerance: &tolerance,
                frame: &model.frame,
            },
            &mut observer,
        )
        .unwrap();
    (stop, clock.time, clock.solver)
}

/// Coasting flight of a model.
pub fn coast(model: &Model) -> Motion<'_, f64> {
    Motion::new(|_| model, BurnPhase::After)
}

/// A burn from impulse, mass, centre and inertias and their rates against time.
pub fn burn(duration: f64, columns: impl Fn(f64) -> ([f64; 5], [f64; 5])) -> NodeTable<5> {
    let nodes: Vec<f64> = (0..=64)
        .map(|node| duration * f64::from(node) / 64.0)
        .collect();
    let columns: Vec<_> = nodes.iter().map(|time| columns(*time)).collect();
    NodeTable::new(nodes, &columns)
}
