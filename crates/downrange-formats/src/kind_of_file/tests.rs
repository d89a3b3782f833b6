//! Each form is known, and refused with its way where it is not wanted.
#![allow(clippy::unwrap_used)]

use super::{Wanted, expect};

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
        (Wanted::Design, "a.xml", b"<openrocket>"),
        (Wanted::Design, "a.xml", b"<RASAeroDocument>"),
        (Wanted::Design, "a.xml", b"<RockSimDocument>"),
        (Wanted::Design, "a.ork", b"PK\x03\x04"),
        (Wanted::Design, "a.ork", b"\x1f\x8b\x08"),
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
            "downrange fly FILE.ork",
        ),
        (
            Wanted::Launch,
            "a.rkt",
            b"<RockSimDocument>",
            "downrange fly FILE.rkt",
        ),
        (
            Wanted::Rasaero,
            "a.CDX1",
            b"<openrocket>",
            "downrange fly FILE.ork",
        ),
        (
            Wanted::Launch,
            "a.xml",
            b"<RASAeroDocument>",
            "downrange fly FILE.CDX1",
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
