//! Where everything came down, as it is drawn.

use downrange::dispersion::statistics::{Contour, Point};
use downrange::earth::from_east_north;
use downrange::results::LandingStatistics;
use downrange::safety::{Footprint, LandingMap, Outline, OutlineKind};

use super::DispersionReport;

/// Points of an ellipse.
const POINTS: usize = 72;

impl DispersionReport<'_> {
    /// Areas, ellipses of 1, 2 and 3 standard deviations, contours, hulls and some of the landing points of every body; of one that
    /// came down under a parachute and ballistic once more of each.
    pub fn ground(&self) -> LandingMap {
        let footprints = self.bodies.iter().flat_map(|body| {
            let all = body.landings.as_ref().map(|landings| (None, landings));
            let apart = body.both_kinds().iter();
            let apart = apart.map(|(kind, landings)| (Some(*kind), landings));
            all.into_iter()
                .chain(apart)
                .map(|(landing, landings)| Footprint {
                    body: body.name.clone(),
                    landing,
                    mean: Some(landings.mean),
                    outlines: outlines(landings),
                    cloud: landings.cloud.clone(),
                })
        });
        LandingMap {
            name: self.run.name.clone(),
            launch: self.run.site,
            areas: self.run.areas.clone(),
            keep_outs: self.run.keep_outs.clone(),
            footprints: footprints.collect(),
        }
    }
}

/// Ellipses, contours and hull of the landing points of a body.
fn outlines(landings: &LandingStatistics) -> Vec<Outline> {
    let ring = |points: &[Point]| -> Vec<(f64, f64)> {
        points
            .iter()
            .map(|point| from_east_north(landings.center, *point))
            .collect()
    };
    let mut outlines = Vec::new();
    // An ellipse or a hull without a width is no outline.
    if let Some(landing) = landings
        .landing
        .filter(|landing| landing.ellipse(1.0).semi_minor > 0.0)
    {
        outlines.extend([1.0, 2.0, 3.0].map(|k| Outline {
            name: format!("{k:.0} sigma"),
            kind: OutlineKind::Ellipse,
            rings: vec![ring(&landing.ellipse(k).outline(POINTS))],
        }));
    }
    outlines.extend(landings.contours.iter().map(|contour| {
        Outline {
            name: share(contour),
            kind: OutlineKind::Contour,
            rings: contour
                .polygons
                .iter()
                .flat_map(|polygon| std::iter::once(&polygon.outer).chain(&polygon.holes))
                .map(|points| ring(points))
                .collect(),
        }
    }));
    if landings.hull.len() > 2 {
        outlines.push(Outline {
            name: "hull".to_owned(),
            kind: OutlineKind::Hull,
            rings: vec![ring(&landings.hull)],
        });
    }
    outlines
}

/// The share of a contour in words.
fn share(contour: &Contour) -> String {
    let percent = format!("{:.1}", 100.0 * contour.share);
    format!("{} %", percent.trim_end_matches(".0"))
}
