//! A launch, compiled.

use crate::earth::SiteFrame;
use crate::flight::model::aero_tables::{AeroModel, AeroTables, ObjectAeroTables};
use crate::flight::model::air_tables::{air_table, wind_table};
use crate::flight::model::burn::Burn;
use crate::flight::model::parachute::ParachuteModel;
use crate::flight::model::rail::RailModel;
use crate::flight::model::stages;
use crate::flight::model::stages::StageModel;
use crate::flight::model::start::{History, StartModel, start_state};
use crate::flight::{Launch, Perturbation, Settings, Start, Vehicle};
use crate::table::{ExtensibleTable, NodeTable};
use std::sync::Arc;

/// A launch, compiled.
#[derive(Debug, Clone)]
pub struct Model {
    /// The site's frame.
    pub frame: SiteFrame,
    /// Height of the ground, m above the ellipsoid.
    pub elevation: f64,
    /// How it begins.
    pub start: StartModel,
    /// When it begins, s since launch.
    pub start_time: f64,
    /// Density, pressure, one over the speed of sound, ln(density · speed of sound / viscosity) against height.
    pub air: Arc<ExtensibleTable<4>>,
    /// Wind east, north, up against height.
    pub wind: Arc<NodeTable<3>>,
    /// What flies, as the air sees it.
    pub aero: Arc<AeroModel>,
    /// The rocket as it burns; of a vehicle of stages, its first burn.
    pub burn: Burn,
    /// The stages of a vehicle that comes apart, in the order in which they leave; none for any other.
    pub stages: Arc<[StageModel]>,
    /// The drag area, m², of what tumbles from its start: it falls as a point.
    pub tumbling: Option<f64>,
    /// What happened to it before its flight began.
    pub history: History,
    /// The parachutes, in the order of their names: nothing depends on the order of the description.
    pub canopies: Vec<ParachuteModel>,
    /// Departures from the description.
    pub perturbation: Perturbation,
    /// How it is computed.
    pub settings: Settings,
}

impl Model {
    /// Compiles a launch.
    pub fn new(launch: &Launch) -> Self {
        Self::compile(launch, None)
    }

    /// Compiles a launch and reuses the tables of this model, compiled from `before`, wherever both launches agree: the
    /// same digits at less cost.
    #[must_use]
    pub fn recompile(&self, before: &Launch, launch: &Launch) -> Self {
        Self::compile(launch, Some((before, self)))
    }

    fn compile(launch: &Launch, before: Option<(&Launch, &Self)>) -> Self {
        let Launch {
            earth,
            site,
            start,
            air,
            vehicle,
            perturbation,
            settings,
            ..
        } = launch;
        let factors = perturbation.drag_factors;
        let same_factors = |launch: &Launch| launch.perturbation.drag_factors == factors;
        let frame = SiteFrame::new(*earth, site.latitude, site.longitude, site.elevation);
        let stages: Arc<[StageModel]> = match vehicle {
            Vehicle::Stack(stack) => {
                let compiled = before
                    .filter(|(launch, _)| same_factors(launch))
                    .and_then(|(launch, model)| Some((launch.vehicle.stack()?, &*model.stages)));
                stages::compile(stack, perturbation, compiled).into()
            }
            Vehicle::Rocket(_) | Vehicle::Object(_) => Arc::from([]),
        };
        Self {
            frame,
            elevation: site.elevation,
            start_time: 0.0,
            tumbling: None,
            history: History::default(),
            start: match start {
                Start::Rail(rail) => StartModel::Rail(RailModel::new(rail, vehicle)),
                Start::State(state) => StartModel::State(start_state(&frame, state)),
            },
            air: match before {
                Some((launch, model)) if launch.air.same_density(air) => Arc::clone(&model.air),
                _ => air.table(air_table),
            },
            wind: match before {
                Some((launch, model)) if launch.air.same_wind(air) => Arc::clone(&model.wind),
                _ => Arc::new(wind_table(air)),
            },
            aero: match (vehicle, before) {
                (Vehicle::Stack(_), _) => Arc::clone(&stages[0].aero),
                (vehicle, Some((launch, model)))
                    if same_aerodynamics(&launch.vehicle, vehicle) && same_factors(launch) =>
                {
                    Arc::clone(&model.aero)
                }
                (Vehicle::Rocket(rocket), _) => {
                    Arc::new(AeroModel::Rocket(AeroTables::new(rocket, factors)))
                }
                (Vehicle::Object(object), _) => Arc::new(AeroModel::Object(ObjectAeroTables::new(
                    &object.coefficients,
                ))),
            },
            burn: match vehicle {
                Vehicle::Rocket(rocket) => Burn::new(rocket, perturbation),
                Vehicle::Object(object) => Burn::object(object.mass, &object.inertia),
                Vehicle::Stack(_) => stages::first_burn(&stages),
            },
            stages,
            canopies: ParachuteModel::all(vehicle.parachutes()),
            perturbation: *perturbation,
            settings: settings.clone(),
        }
    }
}

/// Whether two vehicles have the same aerodynamic tables.
fn same_aerodynamics(a: &Vehicle, b: &Vehicle) -> bool {
    match (a, b) {
        (Vehicle::Rocket(a), Vehicle::Rocket(b)) => a.same_shape(b),
        (Vehicle::Object(a), Vehicle::Object(b)) => a.coefficients == b.coefficients,
        _ => false,
    }
}
