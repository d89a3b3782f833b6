//! A drawing of a rocket to scale, from the side and from behind, with its centres of gravity and of pressure; and the
//! masses of its parts.

mod centers;
mod document;
mod figure;
mod labels;
mod masses;
mod paint;
mod rear;
mod rocket;
mod shapes;
mod side;
#[cfg(test)]
mod tests;

pub use document::drawing;
pub use figure::figure;
pub use masses::masses;
