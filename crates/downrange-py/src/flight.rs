//! One flight.

use std::sync::{Arc, OnceLock};

use arrow_array::{ArrayRef, Float64Array, StringArray};
use downrange::compare::{AssumedEffect, DragTermEffects, RougherLaunch, StoredFlight};
use downrange::flight::{Flight, Launch, METRICS, Recording, fly};
use downrange::impact::fly_with_impact_points;
use downrange_formats::trajectory::{CHANNELS, csv, geojson, kml, phase_word};
use downrange_report::FlightReport;
use pyo3::exceptions::{PyIndexError, PyKeyError};
use pyo3::prelude::*;
use pyo3::types::PyDict;

use crate::array::NativeArray;
use crate::errors;
use crate::pages::{plain, units, written};
use crate::table::NativeTable;

/// A flight. Its trajectory is recorded when it is first asked for, by flying once more: with the same digits.
#[pyclass(frozen, name = "Flight", module = "downrange._native")]
pub struct NativeFlight {
    launch: Arc<Launch>,
    flight: Flight,
    /// What the program of the design stored of the flight that it had computed.
    stored: Option<StoredFlight>,
    /// The launch with what drags more, where its file leaves figures open; and what these are worth, found when it is first told.
    rougher: Option<Arc<RougherLaunch>>,
    assumed: OnceLock<Option<AssumedEffect>>,
    recorded: OnceLock<Flight>,
    command: String,
}

impl NativeFlight {
    /// A flight of a launch, with what its design stored of it, the launch with what drags more than was assumed, and the command line that flies the same.
    pub fn new(
        launch: Arc<Launch>,
        flight: Flight,
        (stored, rougher): (Option<StoredFlight>, Option<Arc<RougherLaunch>>),
        command: String,
    ) -> Self {
        let recorded = OnceLock::new();
        Self {
            launch,
            flight,
            stored,
            rougher,
            assumed: OnceLock::new(),
            recorded,
            command,
        }
    }

    /// The flight with its trajectory and impact points.
    fn recorded(&self) -> PyResult<&Flight> {
        if let Some(recorded) = self.recorded.get() {
            return Ok(recorded);
        }
        let recorded = fly_with_impact_points(&self.launch)
            .or_else(|_| fly(&self.launch, Recording::Full))
            .map_err(|error| errors::flight(format!("error: {error}")))?;
        Ok(self.recorded.get_or_init(|| recorded))
    }

    fn report<'a>(&'a self, flight: &'a Flight) -> FlightReport<'a> {
        let rougher = self.rougher.as_ref();
        let assumed = self
            .assumed
            .get_or_init(|| rougher.and_then(|rougher| rougher.effect(&self.flight)));
        FlightReport {
            launch: &self.launch,
            flight,
            stored: self.stored.as_ref(),
            assumed: assumed.as_ref(),
            drag_terms: None,
        }
    }

    fn has_body(&self, body: usize) -> PyResult<()> {
        match body < self.flight.bodies.len() {
            true => Ok(()),
            false => Err(PyIndexError::new_err(format!("no body {body}"))),
        }
    }
}

#[pymethods]
impl NativeFlight {
    /// The figures of the flight by their keys; `None` for what did not happen.
    fn figures<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let figures = PyDict::new(py);
        for metric in METRICS {
            figures.set_item(metric.key, metric.value_in_unit(&self.flight.outcome))?;
        }
        Ok(figures)
    }

    /// The name of the launch.
    #[getter]
    fn name(&self) -> &str {
        &self.launch.name
    }

    /// The shares by which one standard uncertainty more of each term of the drag moves the apogee, and `together`, that of all.
    fn drag_terms<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let effects = py
            .detach(|| DragTermEffects::of(&self.launch, &self.flight))
            .map_err(|error| errors::flight(format!("error: {error}")))?;
        let shares = PyDict::new(py);
        for each in &effects.terms {
            shares.set_item(each.term.name(), effects.difference(each))?;
        }
        shares.set_item("together", effects.together())?;
        Ok(shares)
    }

    fn json(&self) -> String {
        self.report(&self.flight).json()
    }

    fn summary(&self, units: &str) -> PyResult<String> {
        let report = self.report(&self.flight);
        Ok(plain(&report.summary(self::units(units)?)))
    }

    /// A channel of a body against time.
    fn channel(&self, py: Python<'_>, key: &str, body: usize) -> PyResult<NativeArray> {
        self.has_body(body)?;
        let channel = CHANNELS.iter().find(|channel| channel.key == key);
        let channel = channel.ok_or_else(|| PyKeyError::new_err(key.to_owned()))?;
        py.detach(|| {
            let points = self.recorded()?.trajectory_of(body).iter();
            let values = points.map(|point| channel.value(point)).collect();
            Ok(NativeArray::new(values))
        })
    }

    /// The trajectory of a body as a table: every channel, and the phase.
    fn frame(&self, py: Python<'_>, body: usize) -> PyResult<NativeTable> {
        self.has_body(body)?;
        py.detach(|| {
            let points = self.recorded()?.trajectory_of(body);
            let channel = |value: &dyn Fn(&_) -> f64| -> ArrayRef {
                let values = points.iter().map(value);
                let values = values.map(|value| value.is_finite().then_some(value));
                Arc::new(Float64Array::from_iter(values))
            };
            let mut columns: Vec<(&str, ArrayRef)> = CHANNELS
                .iter()
                .map(|each| (each.key, channel(&|point| each.value(point))))
                .collect();
            let phases = points.iter().map(|point| phase_word(point.phase));
            columns.push(("phase", Arc::new(StringArray::from_iter_values(phases))));
            NativeTable::of_columns(columns)
        })
    }

    fn page(&self, py: Python<'_>, units: &str) -> PyResult<String> {
        let units = self::units(units)?;
        py.detach(|| {
            let flight = self.recorded()?;
            written(|out| self.report(flight).page(units, &self.command, out))
        })
    }

    fn kml(&self, py: Python<'_>) -> PyResult<String> {
        py.detach(|| {
            let flight = self.recorded()?;
            written(|out| kml::write(&self.launch, flight, out))
        })
    }

    fn geojson(&self, py: Python<'_>) -> PyResult<String> {
        py.detach(|| {
            let flight = self.recorded()?;
            written(|out| geojson::write(&self.launch, flight, out))
        })
    }

    fn csv(&self, py: Python<'_>, body: usize) -> PyResult<String> {
        self.has_body(body)?;
        py.detach(|| {
            let flight = self.recorded()?;
            written(|out| csv::write(flight, body, out))
        })
    }
}
