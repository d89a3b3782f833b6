//! Dispersed inputs for scripts: SI and radians, as the columns `input: NAME` of a run have them.

use downrange::dispersion::Uncertainty;
use downrange::quantity::Dimension;
use downrange::results::{InputInfo, InputKind};
use serde::Serialize;

use crate::inputs::input_text;
use crate::units::Units;

#[derive(Serialize)]
struct JsonInput<'a> {
    name: &'a str,
    kind: &'static str,
    unit: &'static str,
    mean: f64,
    sigma: f64,
    p05: f64,
    p95: f64,
    distribution: String,
}

/// The inputs as a JSON array, in their order, without a line feed at the end; the dimensions are theirs. Each has its name, its
/// kind (`quantity`, `wind_member`, `air_member`, `failure`), its unit (SI, rad), mean, standard deviation, the values between which nine
/// of ten samples lie, and its distribution in words.
pub fn inputs_json(uncertainty: &Uncertainty, dimensions: &[Dimension]) -> String {
    let inputs = uncertainty.inputs().iter().zip(dimensions);
    let inputs = inputs.map(|(input, dimension)| {
        let info = InputInfo::new(input, *dimension);
        JsonInput {
            name: &input.name,
            kind: match info.kind {
                InputKind::Quantity => "quantity",
                InputKind::WindMember => "wind_member",
                InputKind::AirMember => "air_member",
                InputKind::Failure => "failure",
            },
            unit: dimension.unit(),
            mean: info.mean,
            sigma: info.sigma,
            p05: input.distribution.quantile(0.05),
            p95: input.distribution.quantile(0.95),
            distribution: input_text(&info, Units::Si).distribution,
        }
    });
    // Text and numbers always serialise.
    serde_json::to_string_pretty(&inputs.collect::<Vec<_>>()).unwrap_or_default()
}
