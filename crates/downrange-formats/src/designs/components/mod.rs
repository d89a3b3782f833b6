//! A tree of components, as OpenRocket and RockSim draw rockets, and what a flight takes of it: places, masses, forms, motors,
//! stages. Its ways are OpenRocket's (S. Niskanen and others, packages `rocketcomponent` and `masscalc`), whose class names
//! stand with the modules here; what RockSim does otherwise its reader says in the tree.

pub mod auto;
mod beside;
pub mod component;
mod finish;
mod mounted;
pub mod own_mass;
pub mod parts;
pub mod placed_motor;
pub mod placing;
pub mod rules;
mod shapes;
mod skin;
mod solids;
pub mod stages;
pub mod vehicle;
pub mod weigh;
