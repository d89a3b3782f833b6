//! A flight beside what another program stored of it: the figures of both, and what accounts for their difference.
//!
//! Programs such as OpenRocket store the flights that they computed in the design file. [`StoredFlight`] is one of these;
//! [`compare`] flies the same launch, then flies it again with one thing exchanged for what was stored (mass, thrust, drag, …),
//! and says how much of the difference of the apogee each accounts for.

mod assumed;
mod causes;
mod comparison;
mod drag;
mod drag_terms;
mod exchange;
mod explanation;
mod figures;
mod liftoff;
mod mach_bins;
mod series;
mod spans;
mod stored;
mod thrust;

pub use assumed::{AssumedEffect, AssumedFigure, AssumedValue, RougherLaunch};
pub use causes::{Cause, CauseKind};
pub use comparison::{Comparison, compare};
pub use drag::{ComparedDrag, DragCurves, DragShares, PowerCurves, SharedCurves};
pub use drag_terms::{DragTermEffect, DragTermEffects};

pub use figures::{ComparedFigure, StoredFigure};
pub use liftoff::{ComparedValues, Pair};
pub use series::{StoredChannel, StoredSeries};
pub use stored::{StoredEvent, StoredEventKind, StoredFlight};
