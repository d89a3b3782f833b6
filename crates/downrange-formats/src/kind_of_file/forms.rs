//! The forms of files that are known, by the signatures of their own specifications.

/// What a form is for, which decides the way from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
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
pub struct Form {
    /// What it is, with its article.
    pub name: &'static str,
    pub kind: FileKind,
    /// Endings of its name, in lower case.
    pub endings: &'static [&'static str],
    /// How its bytes begin.
    pub starts: &'static [&'static [u8]],
    /// The outermost element, where it is XML.
    pub roots: &'static [&'static str],
    /// What only it holds, where it is a ZIP archive.
    pub holds: &'static [&'static str],
}

pub const NONE: Form = Form {
    name: "",
    kind: FileKind::Data,
    endings: &[],
    starts: &[],
    roots: &[],
    holds: &[],
};

pub const OPENROCKET: Form = Form {
    name: "an OpenRocket design",
    kind: FileKind::OpenRocket,
    endings: &["ork"],
    roots: &["openrocket"],
    holds: &["rocket.ork"],
    ..NONE
};

pub const RASP: Form = Form {
    name: "a RASP motor file",
    kind: FileKind::Motor,
    endings: &["eng"],
    ..NONE
};

pub const LAUNCH: Form = Form {
    name: "a launch file",
    kind: FileKind::Launch,
    ..NONE
};

pub const CLAIM: Form = Form {
    name: "a claim file",
    kind: FileKind::Claim,
    ..NONE
};

pub const TOML: Form = Form {
    name: "a TOML file",
    kind: FileKind::Toml,
    endings: &["toml"],
    ..NONE
};

pub const GEOJSON: Form = Form {
    name: "GeoJSON",
    kind: FileKind::GeoJson,
    endings: &["geojson"],
    ..NONE
};

pub const NOTEBOOK: Form = Form {
    name: "a Jupyter notebook",
    kind: FileKind::Program,
    endings: &["ipynb"],
    ..NONE
};

pub const JSON: Form = Form {
    name: "a JSON file",
    kind: FileKind::Json,
    endings: &["json", "rpy"],
    ..NONE
};

/// A form that other forms are packed in: the ending of the name says which.
pub const ZIP: Form = Form {
    name: "a ZIP archive",
    kind: FileKind::Archive,
    endings: &["zip"],
    starts: &[b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"],
    ..NONE
};

pub const GZIP: Form = Form {
    name: "a gzip archive",
    kind: FileKind::Archive,
    endings: &["gz", "tgz"],
    starts: &[b"\x1f\x8b"],
    ..NONE
};

pub const HDF5: Form = Form {
    name: "an HDF5 file",
    kind: FileKind::Weather,
    endings: &["h5", "hdf5", "hdf", "he5"],
    starts: &[b"\x89HDF\r\n\x1a\n", b"\x0e\x03\x13\x01"],
    ..NONE
};

pub const OLE: Form = Form {
    name: "a file of Microsoft Office",
    kind: FileKind::Document,
    starts: &[b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"],
    ..NONE
};

/// Forms whose bytes do not say which of several they are: the ending of the name does, if it is one of its own.
pub const VAGUE: &[&Form] = &[&ZIP, &GZIP, &HDF5, &OLE];

pub const BINARY: Form = Form {
    name: "a binary file of an unknown form",
    ..NONE
};

pub const XML: Form = Form {
    name: "an XML file of an unknown form",
    endings: &["xml"],
    ..NONE
};

/// All that are known, but for those that have no sign of their own.
#[rustfmt::skip]
pub const FORMS: &[Form] = &[
    OPENROCKET,
    Form { name: "a RockSim design", kind: FileKind::RockSim, endings: &["rkt"], roots: &["RockSimDocument"], ..NONE },
    Form { name: "a RASAero II file", kind: FileKind::Rasaero, endings: &["cdx1"], roots: &["RASAeroDocument"], ..NONE },
    RASP,
    Form { name: "a RockSim motor file", kind: FileKind::Motor, endings: &["rse"], roots: &["engine-database"], ..NONE },
    Form { name: "an openMotor or BurnSim design", kind: FileKind::Motor, endings: &["ric", "bsx"], ..NONE },
    // Weather.
    Form { name: "a NetCDF file", kind: FileKind::Weather, endings: &["nc", "nc4", "netcdf", "cdf"], starts: &[b"CDF\x01", b"CDF\x02", b"CDF\x05"], ..NONE },
    Form { name: "a GRIB file", kind: FileKind::Weather, endings: &["grib", "grib2", "grb", "grb2", "gb2"], starts: &[b"GRIB"], ..NONE },
    Form { name: "a BUFR file", kind: FileKind::Weather, endings: &["bufr", "bfr"], starts: &[b"BUFR"], ..NONE },
    HDF5,
    // Maps.
    Form { name: "KML", kind: FileKind::Map, endings: &["kml"], roots: &["kml"], ..NONE },
    Form { name: "KMZ, which is zipped KML", kind: FileKind::Map, endings: &["kmz"], holds: &["doc.kml"], ..NONE },
    Form { name: "a GPX track", kind: FileKind::Map, endings: &["gpx"], roots: &["gpx"], ..NONE },
    Form { name: "a shapefile", kind: FileKind::Map, endings: &["shp", "shx", "dbf"], starts: &[b"\x00\x00\x27\x0a"], ..NONE },
    Form { name: "a GeoPackage", kind: FileKind::Map, endings: &["gpkg"], ..NONE },
    Form { name: "GML", kind: FileKind::Map, endings: &["gml"], roots: &["FeatureCollection"], ..NONE },
    GEOJSON,
    // Tables.
    Form { name: "a table (CSV)", kind: FileKind::Table, endings: &["csv", "tsv"], ..NONE },
    Form { name: "an Excel workbook", kind: FileKind::Spreadsheet, endings: &["xlsx", "xlsm", "xls", "xlsb"], holds: &["xl/workbook"], ..NONE },
    Form { name: "an OpenDocument spreadsheet", kind: FileKind::Spreadsheet, endings: &["ods"], holds: &["opendocument.spreadsheet"], ..NONE },
    Form { name: "a Numbers spreadsheet", kind: FileKind::Spreadsheet, endings: &["numbers"], ..NONE },
    Form { name: "a Parquet file", endings: &["parquet"], starts: &[b"PAR1"], ..NONE },
    Form { name: "a MATLAB file", endings: &["mat"], starts: &[b"MATLAB 5.0 MAT-file"], ..NONE },
    Form { name: "NumPy data", endings: &["npy", "npz"], starts: &[b"\x93NUMPY"], ..NONE },
    Form { name: "a pickle of Python", endings: &["pkl", "pickle"], starts: &[b"\x80\x03", b"\x80\x04\x95", b"\x80\x05\x95"], ..NONE },
    Form { name: "an SQLite database", endings: &["sqlite", "sqlite3", "db"], starts: &[b"SQLite format 3\0"], ..NONE },
    // Text with a look.
    Form { name: "a PDF document", kind: FileKind::Document, endings: &["pdf"], starts: &[b"%PDF"], ..NONE },
    Form { name: "a Word document", kind: FileKind::Document, endings: &["docx", "doc"], holds: &["word/document"], ..NONE },
    Form { name: "a presentation", kind: FileKind::Document, endings: &["pptx", "ppt", "odp"], holds: &["ppt/presentation", "opendocument.presentation"], ..NONE },
    Form { name: "an OpenDocument text", kind: FileKind::Document, endings: &["odt"], holds: &["opendocument.text"], ..NONE },
    Form { name: "an RTF document", kind: FileKind::Document, endings: &["rtf"], starts: &[b"{\\rtf"], ..NONE },
    Form { name: "PostScript", kind: FileKind::Document, endings: &["ps", "eps"], starts: &[b"%!PS"], ..NONE },
    Form { name: "a web page", kind: FileKind::WebPage, endings: &["html", "htm"], roots: &["html", "HTML"], ..NONE },
    OLE,
    // Pictures.
    Form { name: "a PNG picture", kind: FileKind::Picture, endings: &["png"], starts: &[b"\x89PNG\r\n\x1a\n"], ..NONE },
    Form { name: "a JPEG picture", kind: FileKind::Picture, endings: &["jpg", "jpeg"], starts: &[b"\xff\xd8\xff"], ..NONE },
    Form { name: "a GIF picture", kind: FileKind::Picture, endings: &["gif"], starts: &[b"GIF87a", b"GIF89a"], ..NONE },
    Form { name: "a TIFF picture", kind: FileKind::Picture, endings: &["tif", "tiff"], starts: &[b"II*\0", b"MM\0*"], ..NONE },
    Form { name: "a picture", kind: FileKind::Picture, endings: &["bmp", "webp", "heic", "ico"], starts: &[b"RIFF"], ..NONE },
    Form { name: "an SVG picture", kind: FileKind::Picture, endings: &["svg"], roots: &["svg"], ..NONE },
    // Drawings.
    Form { name: "a CAD file", kind: FileKind::Drawing, endings: &["step", "stp", "iges", "igs", "stl", "obj", "dxf", "dwg", "sldprt", "sldasm", "ipt", "f3d", "fcstd", "3mf"], starts: &[b"ISO-10303-21", b"AC10"], ..NONE },
    // Programs.
    Form { name: "a Python program", kind: FileKind::Program, endings: &["py"], starts: &[b"#!/usr/bin/env python", b"#!/usr/bin/python"], ..NONE },
    NOTEBOOK,
    Form { name: "a MATLAB program", kind: FileKind::Program, endings: &["m"], ..NONE },
    Form { name: "a program", kind: FileKind::Program, endings: &["exe", "jar", "dll", "so"], starts: &[b"MZ\x90", b"\x7fELF", b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe"], ..NONE },
    // Archives.
    ZIP,
    GZIP,
    Form { name: "a 7z archive", kind: FileKind::Archive, endings: &["7z"], starts: &[b"7z\xbc\xaf\x27\x1c"], ..NONE },
    Form { name: "an xz archive", kind: FileKind::Archive, endings: &["xz"], starts: &[b"\xfd7zXZ\0"], ..NONE },
    Form { name: "a bzip2 archive", kind: FileKind::Archive, endings: &["bz2"], starts: &[b"BZh9", b"BZh1"], ..NONE },
    Form { name: "a Zstandard archive", kind: FileKind::Archive, endings: &["zst"], starts: &[b"\x28\xb5\x2f\xfd"], ..NONE },
    Form { name: "a RAR archive", kind: FileKind::Archive, endings: &["rar"], starts: &[b"Rar!\x1a\x07"], ..NONE },
    Form { name: "a tar archive", kind: FileKind::Archive, endings: &["tar"], ..NONE },
    TOML,
    JSON,
    XML,
];
