//! The native half of the Python package `downrange`: it joins the libraries, and holds nothing that another face would need.
//!
//! Results cross as the text and the tables that the command line prints and writes: JSON of a flight, of many flights, of the
//! aerodynamics, of a comparison, of a claim; channels as arrays that NumPy views; rows as Arrow streams. `python/src/downrange` makes
//! of them what a person who writes Python expects.

mod aero;
mod array;
mod batches;
mod check;
mod comparison;
mod dispersing;
mod errors;
mod flight;
mod launch;
mod limits;
mod motors;
mod packed;
mod pages;
mod progress;
mod rows;
mod rules;
mod run;
mod table;
mod value;
mod window;

use pyo3::prelude::*;

/// What a build for newer processors holds, and no other: importing looks for it on a processor that cannot run such a build.
#[cfg(all(target_arch = "x86_64", target_feature = "avx2"))]
#[used]
static BUILT_FOR: [u8; 33] = *b"downrange is built for x86-64-v3\0";

/// The native half of `downrange`.
#[pymodule]
mod _native {
    #[pymodule_export]
    use super::aero::NativeAero;
    #[pymodule_export]
    use super::array::NativeArray;
    #[pymodule_export]
    use super::batches::{batch_file, batch_path, missing};
    #[pymodule_export]
    use super::check::NativeCheck;
    #[pymodule_export]
    use super::comparison::NativeComparison;
    #[pymodule_export]
    use super::flight::NativeFlight;
    #[pymodule_export]
    use super::launch::NativeLaunch;
    #[pymodule_export]
    use super::motors::NativeMotors;
    #[pymodule_export]
    use super::rules::NativeRules;
    #[pymodule_export]
    use super::run::NativeRun;
    #[pymodule_export]
    use super::table::NativeTable;
    #[pymodule_export]
    use super::window::NativeWindow;

    use downrange::flight::METRICS;
    use downrange_formats::trajectory::CHANNELS;
    use pyo3::prelude::*;

    /// The JSON Schema of launch files, as text.
    #[pyfunction]
    fn schema() -> String {
        downrange_formats::schema()
    }

    /// The figures of a flight: key, label and unit of each.
    #[pyfunction]
    fn metrics() -> Vec<(&'static str, &'static str, &'static str)> {
        let all = METRICS.iter();
        all.map(|metric| (metric.key, metric.label, metric.unit))
            .collect()
    }

    /// The channels of a trajectory: key and unit of each.
    #[pyfunction]
    fn channels() -> Vec<(&'static str, &'static str)> {
        let all = CHANNELS.iter();
        all.map(|channel| (channel.key, channel.unit)).collect()
    }

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        module.add("BATCH_FLIGHTS", downrange_runs::BATCH_FLIGHTS)?;
        module.add("DEFAULT_FLIGHTS", downrange_runs::DEFAULT_FLIGHTS)?;
        module.add("__version__", env!("CARGO_PKG_VERSION"))
    }
}
