//! A campaign whose flights are short.

#![allow(missing_docs, dead_code, clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::fs;
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::path::Path;

use downrange::air::Air;
use downrange::area::{Area, Polygon};
use downrange::dispersion::{
    Distribution, Ensemble, Input, LaunchBuilder, Sampler, Target, Uncertainty, WindUncertainty,
};
use downrange::earth::{Earth, from_east_north};
use downrange::error::Fault;
use downrange::flight::{Launch, Perturbation, Settings, Site, Start, StartState, Vehicle};
use downrange::quantity::Dimension;
use downrange::rocket::{InertiaTensor, Object, ObjectCoefficients};
use downrange::table::Curve;
use downrange_runs::{
    BATCH_FLIGHTS, Campaign, Identity, Progress, RunOptions, SourceFiles, StoreOptions,
};

/// Three batches and a short one.
pub const N: u64 = 3 * BATCH_FLIGHTS + 80;

pub const SITE: (f64, f64) = (0.576, -1.867);

/// A ball that is thrown, of a mass that varies.
pub struct Ball {
    pub launch: Launch,
    pub uncertainty: Uncertainty,
    pub areas: Vec<Area>,
}

pub fn ball(mass: f64) -> Launch {
    let inertia = 0.4 * mass * 0.075 * 0.075;
    Launch {
        name: "thrown ball".to_owned(),
        earth: Earth::WGS84,
        site: Site {
            latitude: SITE.0,
            longitude: SITE.1,
            elevation: 0.0,
            date: None,
        },
        start: Start::State(StartState {
            latitude: SITE.0,
            longitude: SITE.1,
            height: 1.0,
            velocity: [8.0, 3.0, -20.0],
            attitude: [0.0; 3],
            angular_rates: [0.0; 3],
            inertial_rates: false,
        }),
        air: Air::default(),
        vehicle: Vehicle::Object(Object {
            name: "ball".to_owned(),
            mass,
            inertia: InertiaTensor {
                xx: inertia,
                yy: inertia,
                zz: inertia,
                ..InertiaTensor::default()
            },
            coefficients: ObjectCoefficients {
                area: 0.0177,
                drag: Some(Curve::constant(0.47)),
                ..ObjectCoefficients::default()
            },
            parachutes: Vec::new(),
        }),
        perturbation: Perturbation::default(),
        settings: Settings::default(),
        failures: Vec::new(),
        failure: None,
    }
}

struct Mass;

impl LaunchBuilder for Mass {
    fn build(&self, values: &[f64]) -> Result<Launch, Fault> {
        Ok(ball(values[0]))
    }
}

impl Ball {
    pub fn new() -> Self {
        let input = |name: &str, target, distribution: Result<Distribution, Fault>| Input {
            name: name.to_owned(),
            target,
            distribution: distribution.unwrap(),
        };
        let mass = Target::Number("object.mass".to_owned());
        let mass_between = Distribution::truncated(2.0, 0.1, Some(1.5), None);
        let inputs = vec![
            input("object.mass", mass, mass_between),
            input(
                "drag",
                Target::DragFactor,
                Distribution::log_normal(1.0, 0.1),
            ),
        ];
        let corners = [
            [-3.0, 29.4],
            [20.0, 30.4],
            [21.0, -4.0],
            [-4.0, -4.5],
            [-3.0, 29.4],
        ];
        let ring = corners.map(|corner| from_east_north(SITE, corner)).to_vec();
        let field = Area::new("field", vec![Polygon::new(&[ring]).unwrap()]).unwrap();
        Self {
            launch: ball(2.0),
            uncertainty: Uncertainty::new(inputs, &[], WindUncertainty::default()).unwrap(),
            areas: vec![field],
        }
    }

    pub fn sampler(&self) -> Sampler<'_> {
        Sampler {
            nominal: &self.launch,
            uncertainty: &self.uncertainty,
            ensemble: &Ensemble::None,
            builder: &Mass,
        }
    }

    pub fn campaign(&self) -> Campaign<'_> {
        let dimensions = [Dimension::Mass, Dimension::Number];
        Campaign::new(self.sampler(), &dimensions, Identity::new("0.1", 3, "ball"))
            .areas(&self.areas)
            .source(SourceFiles {
                launch: "ball.toml".to_owned(),
                ..SourceFiles::default()
            })
            .flights(N)
    }
}

pub fn threads(threads: usize) -> RunOptions {
    RunOptions::default().threads(NonZeroUsize::new(threads).unwrap())
}

pub fn into(folder: &Path) -> RunOptions {
    threads(2).store(StoreOptions::new(folder).resume(true))
}

pub fn on(_: &Progress) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

/// Every file of a folder with its bytes, by its name.
pub fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder).unwrap().map(Result::unwrap);
    entries
        .map(|entry| {
            let name = entry.file_name().into_string().unwrap();
            (name, fs::read(entry.path()).unwrap())
        })
        .collect()
}
