//! Many flights abreast: four at a time in the lanes of a processor, each with its own time and its own steps.
//!
//! Each flight goes segment by segment as it does alone (see `advance`); here the segments of one kind wait in one queue, four of
//! them are stepped together, and a lane whose segment has ended is refilled from the queue. Every lane counts as a scalar
//! counts (see [`number`](crate::number)), and a step of one flight knows nothing of its neighbours': what comes out
//! is what [`fly_model`] gives each flight alone, to the last bit, in any company and any order (test
//! `abreast_as_alone`).
//!
//! A vehicle of stages queues with its present model: its stages wait among other bodies of their shape
//! (which tables are given, which terms count). A flight whose site or settings are not the first's flies alone.

mod equations;
mod lanes;
mod run;
mod scheduler;
mod slot;

pub use run::fly_batch;
