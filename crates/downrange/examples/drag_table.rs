//! A table of drag against Mach number, by origin, of a rocket as it is drawn, while it coasts.
//!
//! ```text
//! Mach   drag = friction + pressure + base + fins   slope/rad   centre/m
//!  0.1  0.745 =    0.475 +    0.000 + 0.121 + 0.148       18.18      0.246
//!  0.3  0.758 =    0.468 +    0.000 + 0.132 + 0.158       18.40      0.246
//!  0.6  0.796 =    0.447 +    0.000 + 0.155 + 0.194       19.25      0.247
//!  0.9  0.879 =    0.415 +    0.001 + 0.169 + 0.294       23.40      0.254
//! ```

mod sparrow;

use downrange::aero::Aerodynamics;
use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    let launch = sparrow::launch()?;
    let rocket = launch.vehicle.rocket().ok_or("no rocket")?;
    let aerodynamics = Aerodynamics::new(rocket);
    let air = launch.air.at(launch.site.elevation);
    println!("Mach   drag = friction + pressure + base + fins   slope/rad   centre/m");
    for mach in [0.1, 0.3, 0.6, 0.9] {
        let reynolds_per_metre = mach * air.sound_speed * air.density / air.viscosity;
        let drag = aerodynamics.drag_breakdown(mach, reynolds_per_metre, false);
        println!(
            "{mach:4.1}  {:5.3} = {:8.3} + {:8.3} + {:4.3} + {:4.3}   {:9.2}   {:8.3}",
            drag.total(),
            drag.friction,
            drag.pressure,
            drag.base,
            drag.fins,
            aerodynamics.normal_force_slope(mach),
            aerodynamics.center_of_pressure(mach),
        );
    }
    Ok(())
}
