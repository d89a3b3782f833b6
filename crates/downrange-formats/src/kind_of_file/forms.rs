//! The forms of files that are known, by the signatures of their own specifications.

/// What a form is for, which decides the way from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
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
    pub kind: Kind,
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
    kind: Kind::Data,
    endings: &[],
    starts: &[],
    roots: &[],
    holds: &[],
};

pub const OPENROCKET: Form = Form {
    name: "an OpenRocket design",
    kind: Kind::OpenRocket,
    endings: &["ork"],
    roots: &["openrocket"],
    holds: &["rocket.ork"],
    ..NONE
};

pub const RASP: Form = Form {
    name: "a RASP motor file",
    kind: Kind::Motor,
    endings: &["eng"],
    ..NONE
};

pub const LAUNCH: Form = Form {
    name: "a launch file",
    kind: Kind::Launch,
    ..NONE
};

pub const CLAIM: Form = Form {
    name: "a claim file",
    kind: Kind::Claim,
    ..NONE
};

pub const TOML: Form = Form {
    name: "a TOML file",
    kind: Kind::Toml,
    endings: &["toml"],
    ..NONE
};

pub const GEOJSON: Form = Form {
    name: "GeoJSON",
    kind: Kind::GeoJson,
    endings: &["geojson"],
    ..NONE
};

pub const NOTEBOOK: Form = Form {
    name: "a Jupyter notebook",
    kind: Kind::Program,
    endings: &["ipynb"],
    ..NONE
};

pub const JSON: Form = Form {
    name: "a JSON file",
    kind: Kind::Json,
    endings: &["json", "rpy"],
    ..NONE
};

/// A form that other forms are packed in: the ending of the name says which.
pub const ZIP: Form = Form {
    name: "a ZIP archive",
    kind: Kind::Archive,
    endings: &["zip"],
    starts: &[b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"],
    ..NONE
};

pub const GZIP: Form = Form {
    name: "a gzip archive",
    kind: Kind::Archive,
    endings: &["gz", "tgz"],
    starts: &[b"\x1f\x8b"],
    ..NONE
};

pub const HDF5: Form = Form {
    name: "an HDF5 file",
    kind: Kind::Weather,
    endings: &["h5", "hdf5", "hdf", "he5"],
    starts: &[b"\x89HDF\r\n\x1a\n", b"\x0e\x03\x13\x01"],
    ..NONE
};

pub const OLE: Form = Form {
    name: "a file of Microsoft Office",
    kind: Kind::Document,
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
