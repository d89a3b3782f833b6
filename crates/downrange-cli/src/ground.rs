//! What flights are held against: areas, keep-out areas, a ceiling.

use std::path::PathBuf;

use clap::Args;
use downrange::area::{Area, KeepOut};
use downrange::flight::Site;
use downrange::quantity::{self, Dimension};
use downrange_formats::{KeepOutFiles, read_area_files, read_keep_out_files};
use downrange_runs::{Campaign, SourceFiles};

use crate::disperse::failure;
use crate::error::CliError;

#[derive(Args)]
pub struct GroundArguments {
    /// An area (GeoJSON) in which everything should stay, `-` for the standard input; may be given again
    #[arg(long, value_name = "FILE")]
    area: Vec<PathBuf>,
    /// Houses, roads and other ground (GeoJSON: polygons, lines, points) that nothing may come down on, `-` for the standard input;
    /// may be given again
    #[arg(long, value_name = "FILE")]
    keep_out: Vec<PathBuf>,
    /// How far around a feature of --keep-out counts that does not say so itself (by its property distance, width or radius), such
    /// as "50 m"
    #[arg(long, value_name = "DISTANCE", value_parser = length, requires = "keep_out")]
    keep_out_distance: Option<f64>,
    /// The height above sea level that nothing may pass, such as "3000 m"
    #[arg(long, value_name = "HEIGHT", value_parser = length, allow_hyphen_values = true)]
    pub ceiling: Option<f64>,
}

/// What is asked for, read.
pub struct Ground {
    areas: Vec<Area>,
    keep_outs: Vec<KeepOut>,
    ceiling: Option<f64>,
}

/// A length with its unit, m.
fn length(text: &str) -> Result<f64, String> {
    quantity::parse(text, Dimension::Length).map_err(|fault| fault.message)
}

impl GroundArguments {
    /// Reads the files, and adds them to those that a run is read from.
    pub fn read(
        &self,
        site: &Site,
        source: SourceFiles,
    ) -> Result<(Ground, SourceFiles), CliError> {
        let outlines = self.area.iter().chain(&self.keep_out);
        let from_pipe = outlines.filter(|path| path.as_os_str() == "-");
        if from_pipe.count() > 1 {
            return Err(CliError::CommandLine(
                "error: - is given twice, and the standard input is read once\nhelp: put all outlines into one GeoJSON"
                    .to_owned(),
            ));
        }
        let pad = (site.latitude, site.longitude);
        let (area_files, areas) = read_area_files(&self.area, pad)?;
        let wanted = KeepOutFiles {
            paths: self.keep_out.clone(),
            distance: self.keep_out_distance,
        };
        let (keep_out_files, keep_outs) = read_keep_out_files(&wanted, pad)?;
        let source = SourceFiles {
            areas: area_files,
            keep_outs: keep_out_files,
            keep_out_distance_m: self.keep_out_distance,
            ..source
        };
        let ground = Ground {
            areas,
            keep_outs,
            ceiling: self.ceiling,
        };
        Ok((ground, source))
    }
}

impl Ground {
    /// A campaign whose flights are held against it.
    pub fn of<'a>(&'a self, campaign: Campaign<'a>) -> Result<Campaign<'a>, CliError> {
        campaign
            .areas(&self.areas)
            .keep_outs(&self.keep_outs)
            .ceiling(self.ceiling)
            .map_err(failure)
    }
}
