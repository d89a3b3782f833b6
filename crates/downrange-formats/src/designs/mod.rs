//! Design files of other programs: a drawing, its motors and its simulations, read as a [`Launch`](downrange::flight::Launch).
//!
//! A folder a program. What they share stands here: the tree of an XML file, warnings with their lines, the placing of
//! parts along the body, dry masses by difference, the tree of components that OpenRocket and RockSim draw and what follows
//! of it, the choice of motors, the assembly of sections to a rocket or a stack, the [`Import`] that comes of a file, and
//! the launch file that flies the same.

mod assembly;
mod components;
mod dry_mass;
mod import;
mod launch_conditions;
mod launch_file;
mod motor_choice;
mod motor_files;
mod motor_folder;
mod numbers;
mod opened;
pub mod openrocket;
mod options;
mod placing;
pub mod rasaero;
mod read;
pub mod rocksim;
mod simulation_choice;
mod source;
mod warnings;
mod xml;

pub use import::Import;
pub use launch_file::{Conversion, convert, document, launch_file};
pub use motor_files::NamedMotors;
pub use opened::Opened;
pub use options::DesignOptions;
pub use read::{is_design, is_design_of_place, read};
