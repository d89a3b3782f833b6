//! What a file is, where it is not what is wanted: a design, a weather file, a spreadsheet of another program.
//!
//! A form is known by its first bytes, by the outermost element of XML, by what an archive holds, or, where these say
//! nothing, by the ending of its name. What is found so is named in the message, with the way that exists from it to a file
//! that is read. Signatures are those of the formats' own specifications; [`FORMS`] lists them.

use toml::de::DeTable;

use crate::error::Error;
use crate::text::decoded;

/// What a file is wanted as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// A launch file.
    Launch,
    /// A claim file.
    Claim,
    /// A RASAero II file.
    Rasaero,
    /// Thrust curves of motors.
    Motor,
    /// Numbers in columns.
    Table,
    /// Polygons on the ground.
    Area,
}

impl Wanted {
    fn name(self) -> &'static str {
        match self {
            Self::Launch => "a launch file (TOML)",
            Self::Claim => "a claim file (TOML)",
            Self::Rasaero => "a RASAero II file (.CDX1)",
            Self::Motor => "a motor file (.eng or .rse)",
            Self::Table => "a table (CSV)",
            Self::Area => "an area (GeoJSON)",
        }
    }
}

/// What a form is for, which decides the way from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    OpenRocket,
    RockSim,
    Rasaero,
    Motor,
    Launch,
    Claim,
    Toml,
    Weather,
    Map,
    GeoJson,
    Json,
    Table,
    Spreadsheet,
    Document,
    Picture,
    WebPage,
    Archive,
    Program,
    Drawing,
    Data,
}

/// A form of files.
#[derive(Debug)]
struct Form {
    /// What it is, with its article.
    name: &'static str,
    kind: Kind,
    /// Endings of its name, in lower case.
    endings: &'static [&'static str],
    /// How its bytes begin.
    starts: &'static [&'static [u8]],
    /// The outermost element, where it is XML.
    roots: &'static [&'static str],
    /// What only it holds, where it is a ZIP archive.
    holds: &'static [&'static str],
}

const NONE: Form = Form {
    name: "",
    kind: Kind::Data,
    endings: &[],
    starts: &[],
    roots: &[],
    holds: &[],
};

const OPENROCKET: Form = Form {
    name: "an OpenRocket design",
    kind: Kind::OpenRocket,
    endings: &["ork"],
    roots: &["openrocket"],
    holds: &["rocket.ork"],
    ..NONE
};

const RASP: Form = Form {
    name: "a RASP motor file",
    kind: Kind::Motor,
    endings: &["eng"],
    ..NONE
};

const LAUNCH: Form = Form {
    name: "a launch file",
    kind: Kind::Launch,
    ..NONE
};

const CLAIM: Form = Form {
    name: "a claim file",
    kind: Kind::Claim,
    ..NONE
};

const TOML: Form = Form {
    name: "a TOML file",
    kind: Kind::Toml,
    endings: &["toml"],
    ..NONE
};

const GEOJSON: Form = Form {
    name: "GeoJSON",
    kind: Kind::GeoJson,
    endings: &["geojson"],
    ..NONE
};

const NOTEBOOK: Form = Form {
    name: "a Jupyter notebook",
    kind: Kind::Program,
    endings: &["ipynb"],
    ..NONE
};

const JSON: Form = Form {
    name: "a JSON file",
    kind: Kind::Json,
    endings: &["json", "rpy"],
    ..NONE
};

/// A form that other forms are packed in: the ending of the name says which.
const ZIP: Form = Form {
    name: "a ZIP archive",
    kind: Kind::Archive,
    endings: &["zip"],
    starts: &[b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"],
    ..NONE
};

const GZIP: Form = Form {
    name: "a gzip archive",
    kind: Kind::Archive,
    endings: &["gz", "tgz"],
    starts: &[b"\x1f\x8b"],
    ..NONE
};

const HDF5: Form = Form {
    name: "an HDF5 file",
    kind: Kind::Weather,
    endings: &["h5", "hdf5", "hdf", "he5"],
    starts: &[b"\x89HDF\r\n\x1a\n", b"\x0e\x03\x13\x01"],
    ..NONE
};

const OLE: Form = Form {
    name: "a file of Microsoft Office",
    kind: Kind::Document,
    starts: &[b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"],
    ..NONE
};

/// Forms whose bytes do not say which of several they are: the ending of the name does, if it is one of its own.
const VAGUE: &[&Form] = &[&ZIP, &GZIP, &HDF5, &OLE];

const BINARY: Form = Form {
    name: "a binary file of an unknown form",
    ..NONE
};

const XML: Form = Form {
    name: "an XML file of an unknown form",
    endings: &["xml"],
    ..NONE
};

/// All that are known, but for those that have no sign of their own.
#[rustfmt::skip]
const FORMS: &[Form] = &[
    OPENROCKET,
    Form { name: "a RockSim design", kind: Kind::RockSim, endings: &["rkt"], roots: &["RockSimDocument"], ..NONE },
    Form { name: "a RASAero II file", kind: Kind::Rasaero, endings: &["cdx1"], roots: &["RASAeroDocument"], ..NONE },
    RASP,
    Form { name: "a RockSim motor file", kind: Kind::Motor, endings: &["rse"], roots: &["engine-database"], ..NONE },
    Form { name: "an openMotor or BurnSim design", kind: Kind::Motor, endings: &["ric", "bsx"], ..NONE },
    // Weather.
    Form { name: "a NetCDF file", kind: Kind::Weather, endings: &["nc", "nc4", "netcdf", "cdf"], starts: &[b"CDF\x01", b"CDF\x02", b"CDF\x05"], ..NONE },
    Form { name: "a GRIB file", kind: Kind::Weather, endings: &["grib", "grib2", "grb", "grb2", "gb2"], starts: &[b"GRIB"], ..NONE },
    Form { name: "a BUFR file", kind: Kind::Weather, endings: &["bufr", "bfr"], starts: &[b"BUFR"], ..NONE },
    HDF5,
    // Maps.
    Form { name: "KML", kind: Kind::Map, endings: &["kml"], roots: &["kml"], ..NONE },
    Form { name: "KMZ, which is zipped KML", kind: Kind::Map, endings: &["kmz"], holds: &["doc.kml"], ..NONE },
    Form { name: "a GPX track", kind: Kind::Map, endings: &["gpx"], roots: &["gpx"], ..NONE },
    Form { name: "a shapefile", kind: Kind::Map, endings: &["shp", "shx", "dbf"], starts: &[b"\x00\x00\x27\x0a"], ..NONE },
    Form { name: "a GeoPackage", kind: Kind::Map, endings: &["gpkg"], ..NONE },
    Form { name: "GML", kind: Kind::Map, endings: &["gml"], roots: &["FeatureCollection"], ..NONE },
    GEOJSON,
    // Tables.
    Form { name: "a table (CSV)", kind: Kind::Table, endings: &["csv", "tsv"], ..NONE },
    Form { name: "an Excel workbook", kind: Kind::Spreadsheet, endings: &["xlsx", "xlsm", "xls", "xlsb"], holds: &["xl/workbook"], ..NONE },
    Form { name: "an OpenDocument spreadsheet", kind: Kind::Spreadsheet, endings: &["ods"], holds: &["opendocument.spreadsheet"], ..NONE },
    Form { name: "a Numbers spreadsheet", kind: Kind::Spreadsheet, endings: &["numbers"], ..NONE },
    Form { name: "a Parquet file", endings: &["parquet"], starts: &[b"PAR1"], ..NONE },
    Form { name: "a MATLAB file", endings: &["mat"], starts: &[b"MATLAB 5.0 MAT-file"], ..NONE },
    Form { name: "NumPy data", endings: &["npy", "npz"], starts: &[b"\x93NUMPY"], ..NONE },
    Form { name: "a pickle of Python", endings: &["pkl", "pickle"], starts: &[b"\x80\x03", b"\x80\x04\x95", b"\x80\x05\x95"], ..NONE },
    Form { name: "an SQLite database", endings: &["sqlite", "sqlite3", "db"], starts: &[b"SQLite format 3\0"], ..NONE },
    // Text with a look.
    Form { name: "a PDF document", kind: Kind::Document, endings: &["pdf"], starts: &[b"%PDF"], ..NONE },
    Form { name: "a Word document", kind: Kind::Document, endings: &["docx", "doc"], holds: &["word/document"], ..NONE },
    Form { name: "a presentation", kind: Kind::Document, endings: &["pptx", "ppt", "odp"], holds: &["ppt/presentation", "opendocument.presentation"], ..NONE },
    Form { name: "an OpenDocument text", kind: Kind::Document, endings: &["odt"], holds: &["opendocument.text"], ..NONE },
    Form { name: "an RTF document", kind: Kind::Document, endings: &["rtf"], starts: &[b"{\\rtf"], ..NONE },
    Form { name: "PostScript", kind: Kind::Document, endings: &["ps", "eps"], starts: &[b"%!PS"], ..NONE },
    Form { name: "a web page", kind: Kind::WebPage, endings: &["html", "htm"], roots: &["html", "HTML"], ..NONE },
    OLE,
    // Pictures.
    Form { name: "a PNG picture", kind: Kind::Picture, endings: &["png"], starts: &[b"\x89PNG\r\n\x1a\n"], ..NONE },
    Form { name: "a JPEG picture", kind: Kind::Picture, endings: &["jpg", "jpeg"], starts: &[b"\xff\xd8\xff"], ..NONE },
    Form { name: "a GIF picture", kind: Kind::Picture, endings: &["gif"], starts: &[b"GIF87a", b"GIF89a"], ..NONE },
    Form { name: "a TIFF picture", kind: Kind::Picture, endings: &["tif", "tiff"], starts: &[b"II*\0", b"MM\0*"], ..NONE },
    Form { name: "a picture", kind: Kind::Picture, endings: &["bmp", "webp", "heic", "ico"], starts: &[b"RIFF"], ..NONE },
    Form { name: "an SVG picture", kind: Kind::Picture, endings: &["svg"], roots: &["svg"], ..NONE },
    // Drawings.
    Form { name: "a CAD file", kind: Kind::Drawing, endings: &["step", "stp", "iges", "igs", "stl", "obj", "dxf", "dwg", "sldprt", "sldasm", "ipt", "f3d", "fcstd", "3mf"], starts: &[b"ISO-10303-21", b"AC10"], ..NONE },
    // Programs.
    Form { name: "a Python program", kind: Kind::Program, endings: &["py"], starts: &[b"#!/usr/bin/env python", b"#!/usr/bin/python"], ..NONE },
    NOTEBOOK,
    Form { name: "a MATLAB program", kind: Kind::Program, endings: &["m"], ..NONE },
    Form { name: "a program", kind: Kind::Program, endings: &["exe", "jar", "dll", "so"], starts: &[b"MZ\x90", b"\x7fELF", b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe"], ..NONE },
    // Archives.
    ZIP,
    GZIP,
    Form { name: "a 7z archive", kind: Kind::Archive, endings: &["7z"], starts: &[b"7z\xbc\xaf\x27\x1c"], ..NONE },
    Form { name: "an xz archive", kind: Kind::Archive, endings: &["xz"], starts: &[b"\xfd7zXZ\0"], ..NONE },
    Form { name: "a bzip2 archive", kind: Kind::Archive, endings: &["bz2"], starts: &[b"BZh9", b"BZh1"], ..NONE },
    Form { name: "a Zstandard archive", kind: Kind::Archive, endings: &["zst"], starts: &[b"\x28\xb5\x2f\xfd"], ..NONE },
    Form { name: "a RAR archive", kind: Kind::Archive, endings: &["rar"], starts: &[b"Rar!\x1a\x07"], ..NONE },
    Form { name: "a tar archive", kind: Kind::Archive, endings: &["tar"], ..NONE },
    TOML,
    JSON,
    XML,
];

/// Whether a file may be what is wanted: that it is something else is an error that says what, and what to do.
///
/// # Errors
/// When the bytes, or the name where they say nothing, are those of another form.
pub fn expect(wanted: Wanted, file: &str, bytes: &[u8]) -> Result<(), Error> {
    let ending = ending(file);
    let found = by_bytes(bytes, &ending).or_else(|| {
        // A name says less than what can be read.
        let readable = match wanted {
            Wanted::Launch | Wanted::Claim => {
                std::str::from_utf8(bytes).is_ok_and(|text| DeTable::parse(text).is_ok())
            }
            Wanted::Table => true,
            Wanted::Rasaero => ending == "cdx1",
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
        (Kind::Motor, Wanted::Motor) => !matches!(ending, "ric" | "bsx"),
        (Kind::Launch, Wanted::Launch)
        | (Kind::Claim, Wanted::Claim)
        | (Kind::Toml, Wanted::Launch | Wanted::Claim)
        | (Kind::Rasaero, Wanted::Rasaero)
        | (Kind::Table, Wanted::Table)
        | (Kind::GeoJson | Kind::Json, Wanted::Area) => true,
        _ => match wanted {
            // Its reader shows the element.
            Wanted::Rasaero => form.name == XML.name,
            Wanted::Motor => form.name == XML.name && ending == "rse",
            _ => false,
        },
    }
}

fn refused(form: &Form, wanted: Wanted, file: &str) -> Error {
    let title = match (form.kind, wanted) {
        (Kind::OpenRocket | Kind::RockSim | Kind::Weather, _) => {
            format!("this is {}, which is not read yet", form.name)
        }
        (Kind::Rasaero, Wanted::Launch) if ending(file) != "cdx1" => {
            return Error::of_file(file, "a RASAero II file under another name")
                .hint("rename it so that it ends in .CDX1");
        }
        _ => format!("this is {}, expected {}", form.name, wanted.name()),
    };
    let error = Error::of_file(file, title);
    match way(form.kind, wanted) {
        "" => error,
        way => error.hint(way),
    }
}

/// The way from a form to what is wanted; empty where there is none.
fn way(kind: Kind, wanted: Wanted) -> &'static str {
    use Wanted::{Area, Claim, Launch, Motor, Rasaero, Table};
    match (kind, wanted) {
        (Kind::OpenRocket, Launch | Rasaero) => {
            "in OpenRocket 23.09 or later save it as RASAero II (.CDX1): `downrange fly` flies such a file as it is, and \
             `downrange convert` makes a launch file of it"
        }
        (Kind::RockSim, Launch | Rasaero) => {
            "open it in OpenRocket or RASAero II and save it as RASAero II (.CDX1): `downrange fly` flies such a file as it \
             is, and `downrange convert` makes a launch file of it"
        }
        (Kind::OpenRocket | Kind::RockSim, Motor) => {
            "a motor file (.eng or .rse) is needed beside the design: thrustcurve.org has those of certified motors"
        }
        (Kind::Rasaero, _) => {
            "`downrange fly FILE.CDX1` flies it, and `downrange convert FILE.CDX1 OUT.toml` makes a launch file of it"
        }
        (Kind::Motor, Launch | Rasaero) => "name it in [motor] of a launch file: file = \"…\"",
        (Kind::Motor, Table) => "name it as `file` in [motor]",
        (Kind::Motor, Motor) => "export the thrust curve as .eng",
        (Kind::Launch, Claim | Rasaero) => "`downrange fly` flies it",
        (Kind::Claim, Launch | Rasaero) => "`downrange check` judges it",
        (Kind::Weather, _) => {
            "make a CSV file of it with columns of height, pressure, temperature and wind at the nearest point and hour, and \
             name it as `profile` in [air]"
        }
        (Kind::Map, Area) => "save it as GeoJSON: geojson.io, mapshaper.org and QGIS do",
        (Kind::GeoJson, Launch | Claim | Rasaero) => {
            "an area is named with --area: `downrange disperse LAUNCH.toml --area FILE.geojson`"
        }
        (Kind::Table, Launch | Rasaero) => {
            "name it in a launch file, where a table is taken: `drag`, `thrust`, `profile`, `wind`, …"
        }
        (Kind::Table, Motor) => "name it as `thrust` in [motor], beside the masses and the length",
        (Kind::Spreadsheet, Table) => "save the sheet as CSV",
        (Kind::Spreadsheet, Motor) => "save the sheet as CSV, and name that as `thrust` in [motor]",
        (Kind::Document | Kind::Picture, Table) => "write its numbers into a CSV file",
        (Kind::Document | Kind::Picture, Motor) => {
            "thrustcurve.org has motor files of certified motors"
        }
        (Kind::WebPage, _) => "was the page saved instead of the file that it links to?",
        (Kind::Archive, _) => "unpack it, and name the file inside",
        (Kind::Document | Kind::Picture | Kind::Spreadsheet, Area) => {
            "draw the area as a polygon, for example at geojson.io"
        }
        (Kind::Program | Kind::Drawing | Kind::Json, Launch | Rasaero) => {
            "describe the launch in a launch file: rockets/ has some to copy"
        }
        _ => "",
    }
}

/// The ending of a name, in lower case.
fn ending(file: &str) -> String {
    let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
    match name.rsplit_once('.') {
        Some((_, ending)) => ending.to_lowercase(),
        None => String::new(),
    }
}

fn by_ending(ending: &str) -> Option<&'static Form> {
    FORMS.iter().find(|form| form.endings.contains(&ending))
}

fn by_bytes(bytes: &[u8], ending: &str) -> Option<&'static Form> {
    let starts = |form: &&Form| form.starts.iter().any(|start| bytes.starts_with(start));
    if let Some(form) = FORMS.iter().find(starts) {
        if form.name == ZIP.name
            && let Some(inside) = FORMS.iter().find(|form| {
                let mut names = form.holds.iter();
                names.any(|name| holds(bytes, name.as_bytes()))
            })
        {
            return Some(inside);
        }
        let vague = VAGUE.iter().any(|each| each.name == form.name);
        return match by_ending(ending) {
            // What says nothing of its own packing, or is text in truth, does not say what is packed here.
            Some(named) if vague && packed(named) => Some(named),
            _ => Some(form),
        };
    }
    let tar = bytes.get(257..262) == Some(b"ustar");
    if tar {
        return by_ending("tar");
    }
    let wide = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    if bytes.contains(&0) && !wide {
        return Some(
            by_ending(ending)
                .filter(|form| packed(form))
                .unwrap_or(&BINARY),
        );
    }
    by_text(&decoded(bytes))
}

/// Whether files of a form are, or may be, more than text.
fn packed(form: &Form) -> bool {
    use Kind::{GeoJson, Json, Motor, Table, Toml};
    !matches!(form.kind, Table | GeoJson | Json | Motor | Toml) && form.name != XML.name
}

/// Whether some bytes stand near the beginning or the end, where archives list what they hold.
fn holds(bytes: &[u8], name: &[u8]) -> bool {
    const NEAR: usize = 1 << 16;
    let end = bytes.len();
    let ends = [0..end.min(NEAR), end.saturating_sub(NEAR)..end];
    ends.into_iter().any(|range| {
        let part = bytes.get(range).unwrap_or_default();
        part.windows(name.len()).any(|window| window == name)
    })
}

fn by_text(text: &str) -> Option<&'static Form> {
    let text = text.trim_start();
    if text.starts_with('<') {
        let doctype = text
            .get(..9)
            .is_some_and(|start| start.eq_ignore_ascii_case("<!doctype"));
        let page = text
            .get(10..14)
            .is_some_and(|name| name.eq_ignore_ascii_case("html"));
        if doctype && page {
            return by_ending("html");
        }
        let root = root(text)?;
        let named = FORMS.iter().find(|form| form.roots.contains(&root));
        return Some(named.unwrap_or(&XML));
    }
    if text.starts_with('{') {
        let says = |word: &str| text.contains(word);
        return Some(if says("\"nbformat\"") {
            &NOTEBOOK
        } else if says("\"FeatureCollection\"") || says("\"Polygon\"") || says("\"MultiPolygon\"") {
            &GEOJSON
        } else {
            &JSON
        });
    }
    let heads = |table: &str| {
        text.lines().any(|line| {
            let line = line.trim();
            line.strip_prefix('[')
                .and_then(|line| line.strip_prefix(table))
                .is_some_and(|rest| rest.starts_with(']'))
        })
    };
    if heads("printed") {
        return Some(&CLAIM);
    }
    if heads("site") {
        return Some(&LAUNCH);
    }
    is_rasp(text).then_some(&RASP)
}

/// The outermost element of XML, without the prefix of its namespace.
fn root(text: &str) -> Option<&str> {
    let mut rest = text;
    loop {
        rest = rest.get(rest.find('<')? + 1..)?;
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.get(comment.find("-->")? + 3..)?;
        } else if !rest.starts_with(['?', '!']) {
            let end = rest.find(|c: char| !(c.is_alphanumeric() || "-_.:".contains(c)));
            let name = rest.get(..end.unwrap_or(rest.len()))?;
            let name = name.rsplit(':').next().unwrap_or(name);
            return (!name.is_empty()).then_some(name);
        }
    }
}

/// Whether the first line that is no comment is the header of a RASP file: name, diameter, length, delays, two masses, maker.
fn is_rasp(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim);
    let header = lines.find(|line| !line.is_empty() && !line.starts_with(';'));
    let words: Vec<&str> = header.unwrap_or_default().split_whitespace().collect();
    let number = |index: usize| {
        words
            .get(index)
            .is_some_and(|word| word.parse::<f64>().is_ok())
    };
    let letters =
        |word: Option<&&str>| word.is_some_and(|word| word.contains(|c: char| c.is_alphabetic()));
    words.len() >= 7
        && [1, 2, 4, 5].into_iter().all(number)
        && letters(words.first())
        && letters(words.last())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn message(wanted: Wanted, file: &str, bytes: &[u8]) -> String {
        expect(wanted, file, bytes).unwrap_err().to_string()
    }

    /// Each form that is not read is named as what it is wherever it is given, by its bytes alone or by its name alone.
    #[test]
    fn forms_are_known_by_bytes_and_by_name() {
        let zip = |name: &str| [b"PK\x03\x04\x14\0\0\0", name.as_bytes()].concat();
        let samples: &[(&str, Vec<u8>, &str)] = &[
            ("a", b"CDF\x01\0\0\0\x01".to_vec(), "a NetCDF file"),
            ("a", b"GRIB\0\0\0\x02".to_vec(), "a GRIB file"),
            ("a", b"\x89HDF\r\n\x1a\n\0".to_vec(), "an HDF5 file"),
            ("a.nc", b"\x89HDF\r\n\x1a\n\0".to_vec(), "a NetCDF file"),
            ("a", b"%PDF-1.7\n".to_vec(), "a PDF document"),
            ("a", b"\x89PNG\r\n\x1a\n\0".to_vec(), "a PNG picture"),
            ("a", b"\xff\xd8\xff\xe0".to_vec(), "a JPEG picture"),
            ("a", zip("other.txt"), "a ZIP archive"),
            ("a.ork", zip(""), "an OpenRocket design"),
            ("a", zip("rocket.ork"), "an OpenRocket design"),
            ("a.csv", zip("xl/workbook.xml"), "an Excel workbook"),
            ("a.csv", zip(""), "a ZIP archive"),
            (
                "a",
                zip("mimetypeapplication/vnd.oasis.opendocument.spreadsheet"),
                "an OpenDocument spreadsheet",
            ),
            ("a.kmz", zip("doc.kml"), "KMZ"),
            (
                "a.xls",
                b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec(),
                "an Excel workbook",
            ),
            ("a", b"\x1f\x8b\x08".to_vec(), "a gzip archive"),
            (
                "a",
                b"<?xml version='1.0'?>\n<!-- <kml> -->\n<openrocket version=\"1.9\">".to_vec(),
                "an OpenRocket design",
            ),
            (
                "a",
                b"\xef\xbb\xbf<RockSimDocument>".to_vec(),
                "a RockSim design",
            ),
            (
                "a",
                b"<kml xmlns=\"http://www.opengis.net/kml/2.2\">".to_vec(),
                "KML",
            ),
            (
                "a",
                b"<!DOCTYPE html>\n<title>404</title>".to_vec(),
                "a web page",
            ),
            ("a", b"<wfs:FeatureCollection>".to_vec(), "GML"),
            ("a", b"<thing/>".to_vec(), "an XML file of an unknown form"),
            (
                "a",
                b"{\"cells\": [], \"nbformat\": 4}".to_vec(),
                "a Jupyter notebook",
            ),
            (
                "a.dat",
                b"\x01\x02\0\0\x07".to_vec(),
                "a binary file of an unknown form",
            ),
        ];
        for (file, bytes, name) in samples {
            for wanted in [
                Wanted::Launch,
                Wanted::Claim,
                Wanted::Motor,
                Wanted::Table,
                Wanted::Area,
            ] {
                let message = message(wanted, file, bytes);
                assert!(
                    message.contains(&format!("this is {name}")),
                    "{file} {name}: {message}"
                );
            }
        }
        for (file, name) in [
            ("design.ork", "an OpenRocket design"),
            ("design.RKT", "a RockSim design"),
            ("motor.eng", "a RASP motor file"),
            ("drag.csv", "a table (CSV)"),
            ("rocket.py", "a Python program"),
        ] {
            let message = message(Wanted::Launch, file, b"neither one nor the other");
            assert!(message.contains(name), "{message}");
        }
    }

    /// A file that is what is wanted passes, whatever it is called.
    #[test]
    fn what_is_wanted_passes() {
        let motor = b"; a motor\nH120 29 200 P 0.100 0.220 Maker\n0.01 150\n1.2 0\n";
        let launch = b"name = \"A\"\n[site]\nlatitude = 1\n";
        let claim = b"class = \"liquid\"\n[printed]\nmass = 1\n";
        for (wanted, file, bytes) in [
            (Wanted::Motor, "motor.eng", &motor[..]),
            (Wanted::Motor, "motor.txt", motor),
            (Wanted::Motor, "motor.rse", b"<engine-database>"),
            (Wanted::Motor, "motor.eng", b"; nothing but a remark\n"),
            (Wanted::Motor, "motor.eng", b""),
            (Wanted::Launch, "launch.toml", launch),
            (Wanted::Launch, "launch.csv", launch),
            (Wanted::Launch, "launch.eng", b"name = \"short\""),
            (Wanted::Launch, "launch.toml", b"[rail"),
            (Wanted::Claim, "claim.toml", claim),
            (Wanted::Rasaero, "a.CDX1", b"<RASAeroDocument>"),
            (Wanted::Rasaero, "a.CDX1", b"<Other>"),
            (Wanted::Table, "drag.csv", b"0,0.4\n1,0.5\n"),
            (Wanted::Table, "drag.nc", b"0,0.4\n1,0.5\n"),
            (Wanted::Table, "wide.txt", b"a b c d e f g\n1 2 3 4 5 6 7\n"),
            (Wanted::Table, "utf16.csv", b"\xff\xfe1\0,\x002\0"),
            (Wanted::Area, "range.geojson", b"{\"type\": \"Polygon\"}"),
            (Wanted::Area, "range.json", b"{\"type\": \"Topology\"}"),
        ] {
            assert_eq!(expect(wanted, file, bytes), Ok(()), "{file}");
        }
    }

    /// Where a way exists from one form to another, the message names it.
    #[test]
    fn messages_name_the_way() {
        let motor = b"H120 29 200 P 0.100 0.220 Maker\n0.01 150\n1.2 0\n";
        for (wanted, file, bytes, way) in [
            (
                Wanted::Launch,
                "a.ork",
                &b"PK\x03\x04"[..],
                "save it as RASAero II",
            ),
            (
                Wanted::Launch,
                "a.rkt",
                b"<RockSimDocument>",
                "save it as RASAero II",
            ),
            (
                Wanted::Rasaero,
                "a.CDX1",
                b"<openrocket>",
                "save it as RASAero II",
            ),
            (
                Wanted::Launch,
                "a.xml",
                b"<RASAeroDocument>",
                "ends in .CDX1",
            ),
            (
                Wanted::Motor,
                "a.CDX1",
                b"<RASAeroDocument>",
                "downrange convert",
            ),
            (
                Wanted::Launch,
                "a.eng",
                motor,
                "name it in [motor] of a launch file",
            ),
            (
                Wanted::Table,
                "a.eng",
                motor,
                "name it as `file` in [motor]",
            ),
            (
                Wanted::Table,
                "a.nc",
                b"CDF\x01",
                "height, pressure, temperature and wind",
            ),
            (Wanted::Area, "a.kml", b"<kml>", "save it as GeoJSON"),
            (
                Wanted::Table,
                "a.xlsx",
                b"PK\x03\x04",
                "save the sheet as CSV",
            ),
            (
                Wanted::Motor,
                "a.csv",
                b"0, 1\n",
                "name it as `thrust` in [motor]",
            ),
            (Wanted::Motor, "a.eng", b"<html>", "was the page saved"),
            (Wanted::Launch, "a.zip", b"PK\x03\x04", "unpack it"),
            (
                Wanted::Launch,
                "a.geojson",
                b"{\"type\": \"Polygon\"}",
                "--area",
            ),
            (Wanted::Launch, "a.toml", b"[printed]\n", "downrange check"),
            (Wanted::Claim, "a.toml", b"[site]\n", "downrange fly"),
        ] {
            let message = message(wanted, file, bytes);
            assert!(message.contains(way), "{message}");
        }
    }
}
