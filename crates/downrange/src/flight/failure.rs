//! Kinds of failures, as part of the description.

/// A failure and what it is called.
#[derive(Debug, Clone, PartialEq)]
pub struct NamedFailure {
    /// What it is called; unique in a launch.
    pub name: String,
    /// What goes wrong.
    pub failure: Failure,
}

/// What goes wrong.
#[derive(Debug, Clone, PartialEq)]
pub enum Failure {
    /// A parachute does not do what it should.
    Parachute {
        /// Its name.
        parachute: String,
        /// The stage whose body hangs below it, where several have one of that name.
        stage: Option<String>,
        /// What it does instead.
        goes: ParachuteFailure,
    },
    /// A stage does not light.
    NoIgnition {
        /// Its name.
        stage: String,
    },
    /// A motor goes out; what has not burnt stays aboard.
    EarlyBurnout {
        /// The stage, of a vehicle that has stages.
        stage: Option<String>,
        /// When, s since its ignition.
        after: f64,
    },
    /// Motors of a cluster do not light; the others do. Where all of them are named, nothing lights.
    MotorOut {
        /// The stage, of a vehicle that has stages.
        stage: Option<String>,
        /// Their names, in any order: see [`Cluster`](crate::rocket::Cluster).
        motors: Vec<String>,
    },
    /// One fin of a set comes off before the flight.
    LostFin {
        /// The name of the set.
        fins: String,
    },
}

/// What a parachute does instead.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum ParachuteFailure {
    /// It stays shut.
    StaysShut,
    /// It opens late by so much, s.
    Late(f64),
    /// It opens at the highest point, whatever it was told.
    AtApogee,
}
