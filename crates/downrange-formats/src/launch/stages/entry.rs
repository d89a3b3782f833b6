//! What the file says of one stage.

use downrange::rocket::{MountedMotor, Overrides, Parachute, Part, Rocket};

use crate::toml_file::entry::TableReader;

/// One `[[stages]]` table, read: the stage alone, before the vehicles are put together.
pub struct StageEntry<'a> {
    pub entry: TableReader<'a>,
    pub name: String,
    /// It alone, without motor; of copies, one of them. Nothing where the file says nothing of its body.
    pub body: Option<Rocket>,
    /// Its parts, as it alone has them.
    pub parts: Vec<Part>,
    /// What is given of it alone.
    pub given: Overrides,
    pub roughness: f64,
    pub copies: u32,
    pub distance: f64,
    /// Its forward end, m aft of the nose tip of the whole.
    pub offset: f64,
    pub motor: Option<MountedMotor>,
    pub parachutes: Vec<Parachute>,
}
