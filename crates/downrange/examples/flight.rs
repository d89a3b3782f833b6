//! A flight: what happens, how high it goes, where it comes down, and a figure of one's own from the record.
//!
//! ```text
//!   0.00 s    0.0 m  ignition
//!   0.02 s    0.0 m  liftoff
//!   0.17 s    0.7 m  rail exit
//!   0.19 s    0.9 m  rail clear
//!   1.86 s  125.0 m  burnout
//!   6.86 s  345.0 m  parachute triggered
//!   6.86 s  345.0 m  parachute opens
//!   7.38 s  347.0 m  apogee
//!  95.75 s   -0.0 m  landing
//! apogee 347 m above the site, landing 101 m from the pad
//! faster than 50 m/s through the air for 3.2 s
//! ```

mod sparrow;

use downrange::flight::{Recording, fly};
use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    let launch = sparrow::launch()?;
    // Channels against time are kept only where they are asked for.
    let flight = fly(&launch, Recording::Full)?;
    for event in &flight.events {
        let (time, height) = (event.time, event.altitude_agl);
        println!("{time:6.2} s  {height:5.1} m  {}", event.name);
    }
    let (apogee, landing) = (flight.outcome.apogee_agl, &flight.outcome.landing);
    println!(
        "apogee {apogee:.0} m above the site, landing {:.0} m from the pad",
        landing.distance
    );
    let steps = flight.trajectory.windows(2);
    let fast = steps.filter(|pair| pair[0].airspeed > 50.0);
    let time: f64 = fast.map(|pair| pair[1].time - pair[0].time).sum();
    println!("faster than 50 m/s through the air for {time:.1} s");
    for warning in &flight.warnings {
        println!("warning: {}: {}", warning.rule, warning.message);
    }
    Ok(())
}
