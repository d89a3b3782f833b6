//! Where may it come down?
//!
//! **Instantaneous impact points**: where a body would land if its thrust ended now and nothing else went as planned.
//! Without air in closed form ([`vacuum_impact`], a channel of the record), with air by flying the body down as it is,
//! without thrust and without parachutes ([`ballistic_impact`], [`impact_points`]), and noted in the record by
//! [`note_impacts`].
//!
//! **Areas**: the polygons on a map within which everything has to stay ([`Area`], [`Watch`]). **Footprints**:
//! where things came down, as it is drawn ([`Ground`]).

mod area;
mod ground;
mod impact;

pub use crate::earth::{ImpactPoint, vacuum_impact};
pub use area::{Area, Polygon, Watch};
pub use ground::{Footprint, Ground, Outline, OutlineKind};
pub use impact::{Impact, ballistic_impact, impact_points, note_impacts};
