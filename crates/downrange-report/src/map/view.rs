//! Extent and projection of a map.

use std::f64::consts::{FRAC_PI_2, PI, TAU};

use downrange::earth::{from_east_north, to_east_north};
use downrange::safety::LandingMap;

/// The least width and height of ground that a map shows, m.
const LEAST: f64 = 200.0;

/// How far beyond the landing points, in their size, a map reaches to show an area's boundary.
const REACH: f64 = 1.5;

/// A part of the ground on a frame of pixels.
#[derive(Debug)]
pub struct MapView {
    pub launch: (f64, f64),
    /// The middle of the frame, m east and north in the plane of the projection.
    center: [f64; 2],
    /// Pixels per m.
    pub scale: f64,
    /// Width of the whole picture, px.
    pub picture: f64,
    /// What ends the names of what is defined in the picture: it differs between the pictures of one page.
    pub id: String,
    pub left: f64,
    pub top: f64,
    pub width: f64,
    pub height: f64,
    /// Latitudes in the frame, degrees.
    pub south: f64,
    pub north: f64,
    /// Longitudes in the frame, degrees, without a jump: within half a turn of the launch point's.
    pub west: f64,
    pub east: f64,
}

/// A rectangle of the plane, m: least and greatest east and north.
#[derive(Clone, Copy)]
struct Extent([[f64; 2]; 2]);

impl Extent {
    fn of(points: impl IntoIterator<Item = [f64; 2]>) -> Self {
        let start = Self([[f64::INFINITY; 2], [f64::NEG_INFINITY; 2]]);
        points.into_iter().fold(start, |Self([low, high]), [x, y]| {
            Self([
                [low[0].min(x), low[1].min(y)],
                [high[0].max(x), high[1].max(y)],
            ])
        })
    }

    fn size(&self) -> [f64; 2] {
        let Self([low, high]) = self;
        [high[0] - low[0], high[1] - low[1]]
    }

    fn middle(&self) -> [f64; 2] {
        let Self([low, high]) = self;
        [0.5 * (low[0] + high[0]), 0.5 * (low[1] + high[1])]
    }

    fn grown(&self, by: f64) -> Self {
        let Self([low, high]) = self;
        Self([low.map(|x| x - by), high.map(|x| x + by)])
    }

    fn held(&self, [x, y]: [f64; 2]) -> [f64; 2] {
        let Self([low, high]) = self;
        [x.clamp(low[0], high[0]), y.clamp(low[1], high[1])]
    }
}

impl MapView {
    /// All that came down and the launch point, and of areas what lies near, on a picture of a width.
    pub fn of(ground: &LandingMap, picture: f64) -> Self {
        let plane = |place: (f64, f64)| to_east_north(ground.launch, place);
        let footprints = || ground.footprints.iter();
        let outlines = footprints().flat_map(|footprint| {
            footprint
                .outlines
                .iter()
                .flat_map(|outline| outline.rings.iter().flatten())
        });
        let cloud = footprints().flat_map(|footprint| &footprint.cloud);
        let landed = Extent::of(outlines.chain(cloud).copied().map(plane).chain([[0.0; 2]]));
        let size = landed.size();
        let reach = landed.grown(REACH * size[0].max(size[1]).max(LEAST));
        let boundaries = ground
            .areas
            .iter()
            .flat_map(|area| {
                area.polygons()
                    .iter()
                    .flat_map(|polygon| polygon.rings().iter().flatten())
            })
            .map(|place| reach.held(plane(*place)));
        // What to keep out of is shown where it lies near, and draws the map no further.
        let Extent([low, high]) = reach;
        let is_near =
            |[x, y]: &[f64; 2]| (low[0]..=high[0]).contains(x) && (low[1]..=high[1]).contains(y);
        let keep_outs = ground.keep_outs.iter();
        let keep_outs = keep_outs
            .flat_map(|keep_out| keep_out.features())
            .flat_map(|feature| feature.geometry().positions())
            .map(plane)
            .filter(is_near);
        let Extent([low, high]) = landed;
        let shown = Extent::of(boundaries.chain(keep_outs).chain([low, high]));
        let [across, along] = shown.size().map(|size| 1.14 * size.max(LEAST));
        let width = picture - 84.0;
        let height = (width * along / across).clamp(0.55 * width, 0.85 * width);
        let mut view = Self {
            launch: ground.launch,
            center: shown.middle(),
            scale: (width / across).min(height / along),
            picture,
            id: picture.to_string(),
            left: 68.0,
            top: 8.0,
            width,
            height,
            south: -90.0,
            north: 90.0,
            west: -180.0,
            east: 180.0,
        };
        view.bound();
        view
    }

    /// Latitudes and longitudes in the frame.
    fn bound(&mut self) {
        const STEPS: usize = 24;
        let part = |step: usize| step as f64 / STEPS as f64;
        let grid = (0..=STEPS).flat_map(|i| (0..=STEPS).map(move |j| [part(i), part(j)]));
        let corner = |[x, y]: [f64; 2]| [self.left + x * self.width, self.top + y * self.height];
        let home = self.launch.1;
        let bounds = Extent::of(grid.map(corner).map(|pixel| {
            let (latitude, longitude) = self.place(pixel);
            let turn = longitude - home;
            let longitude = home + turn - (turn / TAU).round() * TAU;
            [longitude.to_degrees(), latitude.to_degrees()]
        }));
        let Extent([[west, south], [east, north]]) = bounds;
        (self.south, self.north, self.west, self.east) = (south, north, west, east);
        for pole in [-FRAC_PI_2, FRAC_PI_2] {
            if self.shows(self.pixel((pole, home))) {
                let home = home.to_degrees();
                (self.west, self.east) = (home - 180.0, home + 180.0);
                match pole < 0.0 {
                    true => self.south = -90.0,
                    false => self.north = 90.0,
                }
            }
        }
    }

    /// Pixel of a place (latitude and longitude, rad).
    pub fn pixel(&self, place: (f64, f64)) -> [f64; 2] {
        self.on_picture(to_east_north(self.launch, place))
    }

    /// Pixel of a point of the plane, m east and north of the launch point.
    pub fn on_picture(&self, [east, north]: [f64; 2]) -> [f64; 2] {
        [
            self.left + 0.5 * self.width + (east - self.center[0]) * self.scale,
            self.top + 0.5 * self.height - (north - self.center[1]) * self.scale,
        ]
    }

    /// The place that stands at a pixel.
    fn place(&self, [x, y]: [f64; 2]) -> (f64, f64) {
        let east = (x - self.left - 0.5 * self.width) / self.scale + self.center[0];
        let north = (self.top + 0.5 * self.height - y) / self.scale + self.center[1];
        // Not quite to the antipode, where directions end.
        let size = east.hypot(north);
        let held = size.min(PI * 6.3e6) / size.max(f64::MIN_POSITIVE);
        from_east_north(self.launch, [east * held, north * held])
    }

    pub fn right(&self) -> f64 {
        self.left + self.width
    }

    pub fn bottom(&self) -> f64 {
        self.top + self.height
    }

    pub fn shows(&self, [x, y]: [f64; 2]) -> bool {
        (self.left..=self.right()).contains(&x) && (self.top..=self.bottom()).contains(&y)
    }

    /// A line on the picture whose edges are straight in longitude and latitude: long ones are bent.
    pub fn edges(&self, ring: &[(f64, f64)]) -> Vec<[f64; 2]> {
        self.along(ring.iter().zip(ring.iter().cycle().skip(1)))
    }

    /// The same of a line that is open.
    pub fn path(&self, line: &[(f64, f64)]) -> Vec<[f64; 2]> {
        let mut points = self.along(line.iter().zip(line.iter().skip(1)));
        points.extend(line.last().map(|place| self.pixel(*place)));
        points
    }

    fn along<'p>(
        &self,
        edges: impl Iterator<Item = (&'p (f64, f64), &'p (f64, f64))>,
    ) -> Vec<[f64; 2]> {
        edges
            .flat_map(|(from, to)| {
                let turn = to.1 - from.1;
                let turn = turn - (turn / TAU).round() * TAU;
                let rise = to.0 - from.0;
                // A degree of a parallel stands off its chord by 25 px on a map 1,000 km wide at most; a quarter, by 1.6.
                let parts = (turn.hypot(rise).to_degrees() * 8.0)
                    .ceil()
                    .clamp(1.0, 400.0);
                (0..parts as usize).map(move |part| {
                    let part = part as f64 / parts;
                    (from.0 + part * rise, from.1 + part * turn)
                })
            })
            .map(|place| self.pixel(place))
            .collect()
    }
}
