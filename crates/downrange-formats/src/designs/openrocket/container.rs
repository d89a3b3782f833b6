//! What packs an OpenRocket file: a ZIP archive, gzip, or nothing.
//!
//! OpenRocket 13 and later write a ZIP archive whose entry `rocket.ork` is the XML; earlier ones write gzip, and what a
//! repository keeps is often plain XML (OpenRocket's `GeneralRocketLoader`). From format 1.11 on, the archive holds the
//! thrust curves of its motors in `thrustcurves/` (`MotorHandler`). Names of entries are compared, never used as paths.

use crate::error::Error;
use crate::text::decoded;

/// Bytes of the XML that are read at most: the longest that is known, with two stored flights, has 3 MB.
const MOST_BYTES: u64 = 64_000_000;

/// Entries of the archive that are accepted at most: designs have some ten.
#[cfg(feature = "zip")]
const MOST_ENTRIES: usize = 1_000;

/// The entry with the XML.
#[cfg(feature = "zip")]
const DESIGN: &str = "rocket.ork";

/// The folder of the archive with thrust curves.
#[cfg(feature = "zip")]
const CURVES: &str = "thrustcurves";

/// An unpacked file.
#[derive(Debug)]
pub struct Container {
    /// The text of the XML.
    pub xml: String,
    /// Motor files inside, by the names of their entries.
    pub motors: Vec<(String, Vec<u8>)>,
}

/// Unpacks the bytes of a file.
///
/// # Errors
/// When the archive is broken, has too many entries or no design, or unpacks to too much.
pub fn open(file: &str, bytes: Vec<u8>) -> Result<Container, Error> {
    match bytes.as_slice() {
        [b'P', b'K', ..] => archive(file, bytes),
        [0x1f, 0x8b, ..] => gzip(file, &bytes),
        _ => plain(file, &bytes),
    }
}

fn plain(file: &str, bytes: &[u8]) -> Result<Container, Error> {
    if bytes.len() as u64 > MOST_BYTES {
        return Err(too_long(file));
    }
    Ok(Container {
        xml: decoded(bytes),
        motors: Vec::new(),
    })
}

fn too_long(file: &str) -> Error {
    let title = format!(
        "the design has more than {} MB when unpacked",
        MOST_BYTES / 1_000_000
    );
    Error::of_file(file, title).hint("is it a rocket? save it in OpenRocket without stored flights")
}

#[cfg(feature = "zip")]
fn archive(file: &str, bytes: Vec<u8>) -> Result<Container, Error> {
    use crate::files::{Archive, FileError, Files, Unread};

    let broken = |reason: &FileError| {
        let title = format!("the archive cannot be read: {reason}");
        Error::of_file(file, title).hint("is the file cut off? save it again in OpenRocket")
    };
    let archive = Archive::zip(bytes).map_err(|reason| broken(&reason))?;
    if archive.count() > MOST_ENTRIES {
        let title = format!(
            "an archive of {} entries, expected {MOST_ENTRIES} at most",
            archive.count()
        );
        return Err(Error::of_file(file, title).hint("is it an OpenRocket design?"));
    }
    let xml = archive
        .read(DESIGN, MOST_BYTES)
        .map_err(|reason| match reason {
            FileError::Unread(Unread::Missing) => {
                Error::of_file(file, format!("the archive holds no `{DESIGN}`"))
                    .hint("is it an OpenRocket design?")
            }
            FileError::Unread(Unread::TooLarge { .. }) => too_long(file),
            reason => broken(&reason),
        })?;
    let mut left = MOST_BYTES.saturating_sub(xml.len() as u64);
    let mut motors = Vec::new();
    for name in archive.list(CURVES) {
        let curve =
            archive
                .read(&format!("{CURVES}/{name}"), left)
                .map_err(|reason| match reason {
                    FileError::Unread(Unread::TooLarge { .. }) => too_long(file),
                    reason => broken(&reason),
                })?;
        left = left.saturating_sub(curve.len() as u64);
        motors.push((name, curve));
    }
    Ok(Container {
        xml: decoded(&xml),
        motors,
    })
}

#[cfg(not(feature = "zip"))]
fn archive(file: &str, _: Vec<u8>) -> Result<Container, Error> {
    Err(packed(file))
}

#[cfg(feature = "zip")]
fn gzip(file: &str, bytes: &[u8]) -> Result<Container, Error> {
    use std::io::Read;

    let mut xml = Vec::new();
    flate2::read::MultiGzDecoder::new(bytes)
        .take(MOST_BYTES + 1)
        .read_to_end(&mut xml)
        .map_err(|reason| {
            Error::of_file(file, format!("the gzip file cannot be read: {reason}"))
                .hint("is the file cut off? save it again in OpenRocket")
        })?;
    plain(file, &xml)
}

#[cfg(not(feature = "zip"))]
fn gzip(file: &str, _: &[u8]) -> Result<Container, Error> {
    Err(packed(file))
}

#[cfg(not(feature = "zip"))]
fn packed(file: &str) -> Error {
    Error::of_file(file, "a packed file, and this build cannot unpack any")
        .hint("unpack it, and give the XML inside")
}
