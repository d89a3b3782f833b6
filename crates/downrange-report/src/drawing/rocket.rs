//! Everything of a vehicle that is drawn, in one frame.

use std::f64::consts::TAU;

use downrange::flight::{Launch, Vehicle};
use downrange::rocket::{DescentMode, Rocket, Stage};

use super::shapes::{Drawn, from_behind, from_side, motors};

/// A vehicle in its two views, and how large it is, m.
#[derive(Debug, Clone, PartialEq)]
pub struct Views {
    /// From the side: aft from the nose tip, and up.
    pub side: Vec<Drawn>,
    /// From behind: right, and up.
    pub behind: Vec<Drawn>,
}

impl Views {
    /// The vehicle of a launch on the pad; `None` of a body that is no rocket, or of one that nothing is drawn of.
    pub fn new(launch: &Launch) -> Option<Self> {
        let mut views = Self {
            side: Vec::new(),
            behind: Vec::new(),
        };
        match &launch.vehicle {
            Vehicle::Object(_) => return None,
            Vehicle::Rocket(rocket) => views.add(rocket, 0.0, [0.0; 2]),
            Vehicle::Stack(stack) => {
                views.add(stack.whole(), 0.0, [0.0; 2]);
                for stage in stack.stages() {
                    views.add_stage(stage);
                }
            }
        }
        views.side.retain(|drawn| !drawn.outlines.is_empty());
        views.behind.retain(|drawn| !drawn.outlines.is_empty());
        (!views.side.is_empty()).then_some(views)
    }

    /// Adds a rocket whose nose tip lies at a distance aft of that of the whole, and whose axis lies to the right and up.
    fn add(&mut self, rocket: &Rocket, nose: f64, axis: [f64; 2]) {
        let moved = |mut drawn: Drawn, by: [f64; 2]| {
            for outline in &mut drawn.outlines {
                for corner in &mut outline.corners {
                    *corner = [corner[0] + by[0], corner[1] + by[1]];
                }
            }
            drawn
        };
        let along = [nose, axis[1]];
        for (index, part) in rocket.description().parts.iter().enumerate() {
            self.side.push(moved(from_side(rocket, index, part), along));
            self.behind
                .push(moved(from_behind(rocket, index, part), axis));
        }
        if let Some([side, behind]) = motors(rocket) {
            self.side.push(moved(side, along));
            self.behind.push(moved(behind, axis));
        }
    }

    /// Adds what the vehicle's own drawing does not have of a stage: the motors of those above the lowest, and boosters
    /// beside the body, as they are drawn for their own descent.
    fn add_stage(&mut self, stage: &Stage) {
        if stage.copies == 1 {
            if let Some([side, _]) = motors(&stage.rocket)
                && stage.nose == 0.0
                && !self.side.contains(&side)
            {
                self.side.push(side);
            }
            return;
        }
        let after = stage.separation.as_ref().map(|leaves| &leaves.after);
        if let Some(DescentMode::Rocket { rocket, nose }) = after.map(|after| &after.descent) {
            for copy in 0..stage.copies {
                let angle = TAU * f64::from(copy) / f64::from(stage.copies) + 0.25 * TAU;
                let (up, right) = angle.sin_cos();
                let axis = [stage.distance * right, stage.distance * up];
                self.add(rocket, *nose, axis);
            }
        }
    }

    /// Least and greatest of both coordinates of a view, m.
    pub fn extent(view: &[Drawn]) -> [[f64; 2]; 2] {
        let corners = view
            .iter()
            .flat_map(|drawn| &drawn.outlines)
            .flat_map(|outline| &outline.corners);
        corners.fold(
            [[f64::INFINITY; 2], [f64::NEG_INFINITY; 2]],
            |[low, high], [x, y]| {
                [
                    [low[0].min(*x), low[1].min(*y)],
                    [high[0].max(*x), high[1].max(*y)],
                ]
            },
        )
    }
}
