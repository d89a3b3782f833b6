//! With what do we count? The number type of the physics.
