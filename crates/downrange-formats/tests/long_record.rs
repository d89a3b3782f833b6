//! The record of a flight that does not come down is no longer than what it tells.
#![allow(clippy::unwrap_used)]

use downrange::flight::{Launch, Recording, TrajectoryPoint, fly};
use downrange_formats::parse_launch;

/// A satellite on a nearly circular orbit, turning once in ten seconds.
const ORBIT: &str = "[site]\nlatitude = 0\nlongitude = 0\n[start]\nheight = \"400 km\"\nspeed = \"7180 m/s\"\n\
                     elevation_angle = 0\nheading = \"90 deg\"\nroll_rate = \"36 deg/s\"\n[object]\nmass = 100\narea = 1\nspan = 1\n\
                     chord = 1\ndrag = 2\ninertia = { xx = 10, yy = 12, zz = 12 }\n[settings]\nmax_time = 10000\n";

fn launch(text: &str) -> Launch {
    parse_launch(text, ".").unwrap().launch
}

/// Of three columns the distance between two rows.
fn apart(one: [f64; 3], other: [f64; 3]) -> f64 {
    let squares = one.iter().zip(other).map(|(a, b)| (a - b) * (a - b));
    squares.sum::<f64>().sqrt()
}

/// The row at a time on the straight line between those around it: position and velocity.
fn between(trajectory: &[TrajectoryPoint], time: f64) -> [[f64; 3]; 2] {
    let after = trajectory.partition_point(|row| row.time < time).max(1);
    let (from, to) = (&trajectory[after - 1], &trajectory[after]);
    let share = (time - from.time) / (to.time - from.time);
    let mix = |a: [f64; 3], b: [f64; 3]| std::array::from_fn(|i| a[i] + share * (b[i] - a[i]));
    [
        mix(from.position, to.position),
        mix(from.velocity, to.velocity),
    ]
}

/// A record that goes on and on is thinned, and what is promised of the lines between its rows holds against rows of every second.
#[test]
fn an_orbit_is_recorded_within_its_bounds() {
    let launch = launch(ORBIT);
    let trajectory = fly(&launch, Recording::Full).unwrap().trajectory;
    let dense = fly(&launch, Recording::Every(1.0)).unwrap().trajectory;
    assert!(
        trajectory.len() > 20_000 && trajectory.len() < 26_000,
        "{} rows",
        trajectory.len()
    );
    assert!(
        trajectory
            .windows(2)
            .all(|pair| pair[0].time < pair[1].time)
    );
    assert_eq!(trajectory.last().unwrap().time, 10_000.0);
    for row in &dense[1..] {
        let [position, velocity] = between(&trajectory, row.time);
        // The axes along which a velocity is told turn with the place: 0.1 m/s holds in the frame of the site, and these
        // turn by 7 milliradians in the 6 s that rows are apart at most.
        assert!(
            apart(position, row.position) <= 10.0 + 1e-6,
            "{} s",
            row.time
        );
        assert!(
            apart(velocity, row.velocity) <= 0.2,
            "{} s: {:?} {:?}",
            row.time,
            velocity,
            row.velocity
        );
    }
}

/// No row says again what the one before says; at a corner, where something jumps, both sides stand.
#[test]
fn no_row_stands_twice() {
    let text = include_str!("files/minimal.toml");
    let launch = parse_launch(text, "tests/files").unwrap().launch;
    let flight = fly(&launch, Recording::Full).unwrap();
    for pair in flight.trajectory.windows(2) {
        assert_ne!(pair[0], pair[1]);
    }
    let apogee = flight.outcome.apogee_time;
    assert!(flight.trajectory.iter().any(|row| row.time == apogee));
}
