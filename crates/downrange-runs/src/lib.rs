//! Campaigns of very many flights: flown in batches, on threads, stored, gone on with, divided into shards and merged.
//!
//! A [`Campaign`] takes a sampler of the core (a [`Sampler`](downrange::dispersion::Sampler)), the digest of what it was read from, and a
//! number of flights. [`Campaign::fly_batch`] flies one batch on this thread and touches no file; [`Campaign::run`] flies all of them on
//! threads, in memory or into a folder, and says how far it is; [`open`] reads
//! a folder again, and [`merge`] joins the folders of shards. The rows depend
//! on the sampler, the seed and the areas alone: not on threads, stops or shards.
//!
//! [`fly_study`] flies the candidates of a claim in the same way, and [`check_claim`] judges by them; [`fly_rules`] holds the flights of a
//! sampler against a rule sheet.
//!
//! Nothing here prints, parses a command line or handles a signal. Whoever runs a campaign gives one callback, which is called on
//! its own thread, and cancels by its answer.
//!
//! ```
//! use std::ops::ControlFlow;
//!
//! use downrange::air::Air;
//! use downrange::dispersion::{Ensemble, Sampler, Distribution, Input, Target, Uncertainty, LaunchBuilder, WindUncertainty};
//! use downrange::earth::Earth;
//! use downrange::error::Fault;
//! use downrange::flight::{Launch, Settings, Site, Start, StartState, Perturbation, Vehicle, metric};
//! use downrange::quantity::Dimension;
//! use downrange::rocket::{InertiaTensor, Object, ObjectCoefficients};
//! use downrange::table::Curve;
//! use downrange_runs::{Campaign, Identity, RunEnd, RunOptions};
//!
//! // A ball of 15 cm and 2 kg, thrown up at 60 m/s.
//! let (latitude, longitude) = (33f64.to_radians(), -107f64.to_radians());
//! let inertia = 0.4 * 2.0 * 0.075 * 0.075;
//! let ball = Object {
//!     name: "ball".to_owned(),
//!     mass: 2.0,
//!     inertia: InertiaTensor { xx: inertia, yy: inertia, zz: inertia, ..Default::default() },
//!     coefficients: ObjectCoefficients {
//!         area: 0.0177,
//!         drag: Some(Curve::constant(0.47)),
//!         ..Default::default()
//!     },
//!     parachutes: Vec::new(),
//! };
//! let launch = Launch {
//!     name: "thrown ball".to_owned(),
//!     earth: Earth::WGS84,
//!     site: Site { latitude, longitude, elevation: 0.0, date: None },
//!     start: Start::State(StartState {
//!         latitude,
//!         longitude,
//!         height: 1.0,
//!         velocity: [10.0, 0.0, -60.0],
//!         attitude: [0.0; 3],
//!         angular_rates: [0.0; 3],
//!         inertial_rates: false,
//!     }),
//!     air: Air::default(),
//!     vehicle: Vehicle::Object(ball),
//!     perturbation: Perturbation::default(),
//!     settings: Settings::default(),
//!     failures: Vec::new(),
//!     failure: None,
//! };
//!
//! // Its drag is known to 5 %; no number of a launch file varies.
//! struct Nothing;
//! impl LaunchBuilder for Nothing {
//!     fn build(&self, _: &[f64]) -> Result<Launch, Fault> {
//!         Err(Fault::new("", "nothing varies"))
//!     }
//! }
//! let drag = Input {
//!     name: "drag".to_owned(),
//!     target: Target::DragFactor,
//!     distribution: Distribution::normal(1.0, 0.05)?,
//! };
//! let uncertainty = Uncertainty::new(vec![drag], &[], WindUncertainty::default())?;
//! let sampler = Sampler { nominal: &launch, uncertainty: &uncertainty, ensemble: &Ensemble::None, builder: &Nothing };
//!
//! let identity = Identity::new("0.1", 7, "thrown ball");
//! let campaign = Campaign::new(sampler, &[Dimension::Number], identity).flights(60);
//! let run = campaign.run(&RunOptions::default(), |progress| {
//!     println!("{} of {} flights", progress.done, progress.goal);
//!     ControlFlow::Continue(())
//! })?;
//! assert_eq!((run.end, run.flown), (RunEnd::Complete, 60));
//!
//! let findings = run.findings()?;
//! let apogee = findings.main().and_then(|ball| ball.outcome(&metric::APOGEE_AGL));
//! assert!(apogee.is_some_and(|apogee| (100.0..180.0).contains(&apogee.mean)));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Features: `threads` (with [`Campaign::run`]) and `store` (with [`store`] and [`merge`]), both on by default. A page in a
//! browser takes neither, and flies batch by batch.

mod area_record;
#[cfg(feature = "store")]
mod as_noted;
mod campaign;
#[cfg(feature = "threads")]
mod claim_check;
mod columns;
mod error;
#[cfg(feature = "threads")]
mod flying;
#[cfg(feature = "store")]
mod folder;
mod identity;
mod input_record;
mod keep_out_record;
mod limits;
mod manifest;
#[cfg(feature = "store")]
mod manifest_file;
#[cfg(feature = "store")]
mod merge;
#[cfg(feature = "store")]
mod open;
mod options;
mod parts;
mod progress;
mod row_reader;
mod row_source;
#[cfg(feature = "threads")]
mod rules;
mod run;
#[cfg(all(feature = "store", feature = "threads"))]
mod run_folder;
mod shard;
#[cfg(feature = "threads")]
mod sink;
mod stop_rule;
#[cfg(feature = "store")]
pub mod store;
#[cfg(feature = "store")]
mod store_options;
#[cfg(feature = "threads")]
mod study;
#[cfg(feature = "store")]
mod temporary;
mod values;
#[cfg(feature = "threads")]
mod window;
#[cfg(feature = "threads")]
mod workers;

pub use campaign::{Campaign, DEFAULT_FLIGHTS, MAX_FLIGHTS};
#[cfg(feature = "threads")]
pub use claim_check::{CheckedClaim, check_claim};
pub use columns::BATCH_FLIGHTS;
pub use error::{RunError, RunFault};
#[cfg(all(feature = "store", feature = "threads"))]
pub use flying::{Missing, batch_path};
#[cfg(feature = "store")]
pub use folder::NAME;
pub use identity::{Identity, areas_digest};
pub use limits::LimitNames;
pub use manifest::{Manifest, Question, SourceFiles};
#[cfg(feature = "store")]
pub use manifest_file::MANIFEST;
#[cfg(feature = "store")]
pub use merge::merge;
#[cfg(feature = "store")]
pub use open::open;
pub use options::{FLIGHTS_IN_MEMORY, RunOptions};
pub use progress::{Progress, Remark};
pub use row_reader::RowReader;
pub use row_source::{Batches, RowSource};
#[cfg(feature = "threads")]
pub use rules::{RULE_FLIGHTS, RuleRequest, fly_rules};
pub use run::{Run, RunEnd};
pub use shard::{NoShard, Shard};
pub use stop_rule::{StopRule, StopRuleError, StopRuleState};
#[cfg(feature = "store")]
pub use store_options::StoreOptions;
#[cfg(feature = "threads")]
pub use study::fly_study;
#[cfg(feature = "store")]
pub use temporary::TemporaryFiles;
pub use values::{Column, ColumnKind, Values};
#[cfg(feature = "threads")]
pub use window::WindowRequest;
