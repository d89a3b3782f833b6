//! What many flights say together: figures of columns of outcomes, each with an interval.
//!
//! Everything here is a function of a column whose entries stand in the order of the samples, and of nothing else:
//! whoever collects flights from threads or shards puts them in order first, and gets the same digits from any of
//! them. A figure that is not there (a flight that failed, an event that did not happen) stands as NaN; it is left
//! out and counted.
//!
//! | what | how |
//! |---|---|
//! | [`Moments`] | mean, standard deviation, skewness; Student's interval of the mean |
//! | [`Quantiles`] | percentiles, with distribution-free intervals from order statistics |
//! | [`Proportion`] | a probability, with the exact interval of Clopper & Pearson |
//! | [`LandingScatter`] | mean, covariance and ellipses of landing points; [`Distances`] |
//! | [`hull`] | the convex hull |
//! | [`KernelDensity`] | contours that enclose a share of the landings |
//! | [`Sensitivity`] | how much one input moves one outcome |

pub mod beta;
mod estimate;
mod hull;
mod kernel_density;
#[cfg(test)]
mod kernel_density_tests;
mod landing_scatter;
mod moments;
mod proportion;
mod quantiles;
mod sensitivity;
#[cfg(test)]
mod tests;

pub use estimate::{Estimate, Interval, Point};
pub use hull::hull;
pub use kernel_density::{Contour, ContourPolygon, KernelDensity};
pub use landing_scatter::{Distances, Ellipse, LandingScatter, containment, radius_that_contains};
pub use moments::Moments;
pub use proportion::Proportion;
pub use quantiles::Quantiles;
pub use sensitivity::{Sensitivity, sensitivity};
