//! Whether a file is what is wanted.

use toml::de::DeTable;

use super::detect::{by_bytes, by_ending, ending};
use super::forms::{FileKind, Form, XML};
use super::wanted::Wanted;
use crate::error::Error;

/// Whether a file may be what is wanted: that it is something else is an error that says what, and what to do.
///
/// # Errors
/// When the bytes, or the name where they say nothing, are those of another form.
pub fn expect(wanted: Wanted, file: &str, bytes: &[u8]) -> Result<(), Error> {
    let ending = ending(file);
    let found = by_bytes(bytes, &ending).or_else(|| {
        // A name says less than what can be read.
        let readable = match wanted {
            Wanted::Launch | Wanted::Claim | Wanted::RuleSheet => {
                std::str::from_utf8(bytes).is_ok_and(|text| DeTable::parse(text).is_ok())
            }
            Wanted::Table => true,
            Wanted::Rasaero => ending == "cdx1",
            Wanted::Design => matches!(ending.as_str(), "cdx1" | "ork" | "rkt"),
            Wanted::Motor | Wanted::Area => bytes.is_empty(),
        };
        (!readable).then(|| by_ending(&ending)).flatten()
    });
    match found {
        Some(form) if !serves(form, wanted, &ending) => Err(refused(form, wanted, file)),
        _ => Ok(()),
    }
}

/// Whether the reader of what is wanted reads this form, or says better what is wrong with it.
fn serves(form: &Form, wanted: Wanted, ending: &str) -> bool {
    match (form.kind, wanted) {
        (FileKind::Motor, Wanted::Motor) => !matches!(ending, "ric" | "bsx"),
        (FileKind::Launch, Wanted::Launch)
        | (FileKind::Claim, Wanted::Claim)
        | (FileKind::Toml, Wanted::Launch | Wanted::Claim | Wanted::RuleSheet)
        | (FileKind::Rasaero, Wanted::Rasaero | Wanted::Design)
        | (FileKind::OpenRocket | FileKind::RockSim, Wanted::Design)
        | (FileKind::Table, Wanted::Table)
        | (FileKind::GeoJson | FileKind::Json, Wanted::Area) => true,
        _ => match wanted {
            // Its reader shows the element.
            Wanted::Rasaero | Wanted::Design => form.name == XML.name,
            Wanted::Motor => form.name == XML.name && ending == "rse",
            _ => false,
        },
    }
}

fn refused(form: &Form, wanted: Wanted, file: &str) -> Error {
    let title = format!("this is {}, expected {}", form.name, wanted.name());
    let error = Error::of_file(file, title);
    match way(form.kind, wanted) {
        "" => error,
        way => error.hint(way),
    }
}

/// The way from a form to what is wanted; empty where there is none.
fn way(kind: FileKind, wanted: Wanted) -> &'static str {
    use Wanted::{Area, Claim, Design, Launch, Motor, Rasaero, RuleSheet, Table};
    match (kind, wanted) {
        (FileKind::OpenRocket | FileKind::RockSim, Motor) => {
            "a motor file (.eng or .rse) is needed beside the design: thrustcurve.org has those of certified motors"
        }
        (FileKind::OpenRocket, _) => {
            "`downrange fly FILE.ork` flies it, and `downrange convert FILE.ork OUT.toml` makes a launch file of it"
        }
        (FileKind::RockSim, _) => {
            "`downrange fly FILE.rkt` flies it, and `downrange convert FILE.rkt OUT.toml` makes a launch file of it"
        }
        (FileKind::Rasaero, _) => {
            "`downrange fly FILE.CDX1` flies it, and `downrange convert FILE.CDX1 OUT.toml` makes a launch file of it"
        }
        (FileKind::Motor, Launch | Rasaero | Design) => {
            "name it in [motor] of a launch file: file = \"…\""
        }
        (FileKind::Motor, Table) => "name it as `file` in [motor]",
        (FileKind::Motor, Motor) => "export the thrust curve as .eng",
        (FileKind::Launch, Claim | Rasaero | Design | RuleSheet) => "`downrange fly` flies it",
        (FileKind::Claim, Launch | Rasaero | Design) => "`downrange check` judges it",
        (FileKind::Weather, _) => {
            "NetCDF and GRIB 2 are weather: name it as `profile` or `wind` in [air]. Of other forms, make a CSV file with columns of \
             height, pressure, temperature and wind"
        }
        (FileKind::Map, Area) => "save it as GeoJSON: geojson.io, mapshaper.org and QGIS do",
        (FileKind::GeoJson, Launch | Claim | Rasaero | Design) => {
            "an area is named with --area: `downrange disperse LAUNCH.toml --area FILE.geojson`"
        }
        (FileKind::Table, Launch | Rasaero | Design) => {
            "name it in a launch file, where a table is taken: `drag`, `thrust`, `profile`, `wind`, …"
        }
        (FileKind::Table, Motor) => {
            "name it as `thrust` in [motor], beside the masses and the length"
        }
        (FileKind::Spreadsheet, Table) => "save the sheet as CSV",
        (FileKind::Spreadsheet, Motor) => {
            "save the sheet as CSV, and name that as `thrust` in [motor]"
        }
        (FileKind::Document | FileKind::Picture, Table) => "write its numbers into a CSV file",
        (FileKind::Document | FileKind::Picture, Motor) => {
            "thrustcurve.org has motor files of certified motors"
        }
        (FileKind::WebPage, _) => "was the page saved instead of the file that it links to?",
        (FileKind::Archive, _) => "unpack it, and name the file inside",
        (FileKind::Document | FileKind::Picture | FileKind::Spreadsheet, Area) => {
            "draw the area as a polygon, for example at geojson.io"
        }
        (FileKind::Program | FileKind::Drawing | FileKind::Json, Launch | Rasaero | Design) => {
            "describe the launch in a launch file: rockets/ has some to copy"
        }
        _ => "",
    }
}
