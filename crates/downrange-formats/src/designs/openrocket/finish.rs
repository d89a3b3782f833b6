//! Finishes by name (`ExternalComponent.Finish`); what their heights are here stands in
//! `designs/components/finish.rs`.

use crate::designs::numbers;
use crate::designs::xml::Node;
use crate::error::Error;

/// Roughness by finish, m.
const FINISHES: &[(&str, f64)] = &[
    ("rough", 500e-6),
    ("roughunfinished", 250e-6),
    ("unfinished", 150e-6),
    ("normal", 60e-6),
    ("smooth", 20e-6),
    ("optimum", 5e-6),
    ("polished", 2e-6),
    ("finishpolished", 0.5e-6),
    ("mirror", 0.0),
];

/// The height of the roughness of an outer component, m, as OpenRocket has it.
pub fn roughness(node: Node<'_>) -> Result<f64, Error> {
    numbers::choice(node, "finish", FINISHES, 60e-6)
}
