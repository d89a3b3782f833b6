//! How does air act on it? Normal force, centre of pressure, drag, damping and roll of a rocket, from its drawing
//! or from given tables.
//!
//! | file | what | source |
//! |---|---|---|
//! | `bodies` | lift of noses, tubes, transitions by slender-body theory; cross-flow | Barrowman 1967; Allen & Perkins 1951; Jorgensen 1977 |
//! | `shock_expansion` | their lift above Mach 1.5 | Syvertson & Dennis 1957 (NACA Report 1328) |
//! | `fins` | lift of fins, subsonic, at Mach 1, supersonic | Diederich 1951; Barrowman 1967; Jones 1946; Busemann 1935 |
//! | `linear_wing` | a thin trapezoid in supersonic flow, with the Mach cone of its tip; its lag | Evvard 1950 (NACA Report 951); Garrick & Rubinow 1947 |
//! | `interference` | fins and body | Pitts, Nielsen & Kaattari 1957 (NACA Report 1307) |
//! | `downwash` | what forward fins take from those behind | Pitts, Nielsen & Kaattari 1957 (NACA Report 1307) |
//! | `lift` | all parts together, pitch damping | strip theory; Nielsen 1960 |
//! | `roll` | roll by cant and its damping | Barrowman 1967 |
//! | `friction` | skin friction, heat transfer | Barrowman 1967; Hopkins & Inouye 1971; DATCOM 1978 |
//! | `boundary_layer` | low steps and shoulders in the boundary layer | Schlichting 1979; Hoerner 1965 |
//! | `nose_drag` | noses, shoulders, boat-tails | McCoy 1981 (MC DRAG); Barrowman 1967; Stoney 1961; Busemann 1935; Niskanen 2013 |
//! | `fin_drag` | edges and wave drag of fins | Hoerner 1965; Ackeret 1925; von Kármán 1947 |
//! | `area_rule` | wave drag of fins with each other and a boat-tail | Jones 1956 (NACA Report 1284) |
//! | `base_drag` | blunt fronts, bases, trailing edges | NACA Report 1135; Hoerner 1965; McCoy 1981; Fleeman 2001; Korst 1956 |
//! | `protuberance` | lugs and rail buttons | Niskanen 2013; NACA TN 2960 |
//! | `drag` | the build-up by origin | |
//! | `terms` | how well each origin is known | `validation/src/parts.rs` |
//! | `breakdown` | shares of the parts, coefficients at an angle | Jorgensen 1977 |
//! | `supersonic` | supersonic flow that turns | NACA Report 1135; Busemann 1935 |
//! | `mach_curve` | joins without steps | Fritsch & Butland 1984 |
//!
//! **Given replaces drawn.** A drag curve of the whole takes the place of all drawn drag, friction included; of power
//! on and off either stands for the other where only one is given. A slope of the normal force or a centre of pressure
//! of the whole replaces that of the parts together (the other of the two stays drawn), and cross-flow with it; the
//! damping stays that of the parts, or, where nothing is drawn, that of the given force at its centre (which
//! underrates it). Pitch damping, roll forcing and roll damping are replaced each by its own curve.
//!
//! **Agreement** (no constant is fitted to flights, nor to the shots and tunnel runs below). Slopes and centres of RocketPy
//! 1.12.1's gallery rockets to 1e-4 at low speed (tests `cavour_as_rocketpy_has_it`, `rocketpy_fins`). Ours less measured:
//!
//! | | Basic Finner in free flight, Mach 1.06–4.5 (DREV-TM-9703; `validation/src/windtunnel.rs`, test `basic_finner_in_free_flight`) |
//! |---|---|
//! | axial force | median -4 % with the cold wall of a shot, half within 5 %: -9 to -13 % to Mach 1.26, 0 to -9 % above; -9 % with an adiabatic wall |
//! | slope of normal force | median +2 % (-6 at Mach 1.06, -18 to +11 above) |
//! | centre of pressure | median 0.10 calibre, at most 0.33 |
//! | pitch damping | median -1 %, half of the shots within 10 %; to Mach 1.25 much too much (+42 to +77 %): of the lag of the fins' flow linear theory explains a third |
//! | roll damping | -6 to -1 % (Mach 1.5 to 3; test `basic_finner_roll_damping`) |
//!
//! | | Arcas Robin in the tunnel (NASA TN D-4013, D-4014; `validation/src/windtunnel.rs`; boat-tail of 15° under the fins; fairings and lip not modelled) |
//! |---|---|
//! | axial force | median -3 %, half within 7 %: ±3 % to Mach 0.8, -3 to -11 % from 0.9 to 1.5, ±4 % to 2.3, +8 to +14 % above |
//! | slope of normal force | median +6 %: -12 to +19 % to Mach 0.95, -15 % at 1, +14 and +15 % at 1.2 and 1.5, -5 to +8 % from 1.8 to 4.63 |
//! | centre of pressure | within 3.5 % of itself, Mach 1.5 to 4.63 |
//!
//! Twelve high-power flights from their drawings (`validation/src/drawings.rs`): apogees as their altimeters would show them 4.4 % off in the mean, too low by
//! 1.0 %, at most by 10 %; the heights 5.1 %, too high by 4.0 %, at most by 17 %. Seven student rockets, their fins' edges and finishes unknown and taken as
//! most are: heights 3.5 % off, too high by 1.5 %. Parts alone (`validation/src/parts.rs`): [`DragTerm`] has what each term's uncertainty rests on.
//!
//! Damping does not know the downwash of forward fins, and a body's lift knows neither vortices nor its boundary layer.
//!
//! Valid from Mach 0 to 5 and continuous to 10; small angles for the slopes, cross-flow to broadside.
//!
//! ```
//! # mod sparrow { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/sparrow/mod.rs")); }
//! use downrange::aero::Aerodynamics;
//!
//! let launch = sparrow::launch()?; // `examples/sparrow/mod.rs`
//! let rocket = launch.vehicle.rocket().ok_or("no rocket")?;
//! let aerodynamics = Aerodynamics::new(rocket);
//! let air = launch.air.at(launch.site.elevation);
//! let (mach, coasting) = (0.3, false);
//! let reynolds_per_metre = mach * air.sound_speed * air.density / air.viscosity;
//! let drag = aerodynamics.drag_breakdown(mach, reynolds_per_metre, coasting);
//! assert!((drag.total() - 0.76).abs() < 0.02 && drag.friction > drag.base);
//!
//! // Static margin at burnout, calibres: centre of pressure behind centre of mass.
//! let mass = rocket.without_motor().plus(rocket.motors(2.0));
//! let margin = (aerodynamics.center_of_pressure(mach) - mass.center) / aerodynamics.reference_diameter;
//! assert!((2.0..4.0).contains(&margin));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod aerodynamics;
mod area_rule;
mod base_drag;
mod bodies;
mod boundary_layer;
mod breakdown;
mod coefficients;
mod downwash;
mod drag;
mod fin_drag;
mod fins;
mod friction;
#[cfg(test)]
mod given_tests;
mod interference;
mod lift;
mod linear_wing;
mod mach_curve;
mod nose_drag;
mod nose_tables;
mod protuberance;
#[cfg(test)]
mod random_tests;
mod roll;
#[cfg(test)]
mod root_tests;
mod shock_expansion;
mod supersonic;
mod surroundings;
mod terms;
#[cfg(test)]
mod tests;

pub use aerodynamics::Aerodynamics;
pub use breakdown::{AtAngle, PartShare, WHOLE};
pub use coefficients::{Coefficients, DragBreakdown, Load, PartCoefficients};
pub use terms::{CENTER_OF_PRESSURE_UNCERTAINTY, DragFactors, DragTerm, NORMAL_FORCE_UNCERTAINTY};
