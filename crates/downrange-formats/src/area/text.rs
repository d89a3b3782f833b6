//! The text of an area file, read once: a pipe has nothing to say a second time.

use std::fs;
use std::io;
use std::path::Path;

use downrange::area::{Area, KeepOut};
use serde::{Deserialize, Serialize};

use super::keep_out::parse_keep_outs;
use super::stay_inside::parse_areas;
use crate::error::Error;
use crate::files::{self, Unread};
use crate::kind_of_file::{self, Wanted};
use crate::text::decoded;

/// What stands for the standard input on a command line.
const STANDARD_INPUT: &str = "-";

/// The text of an area file as it was read, so that what is noted of it is what was flown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AreaText {
    /// The file as messages name it; `-` for the standard input or a pipe, which cannot be opened again.
    pub file: String,
    /// What an area is called that has no name.
    pub unnamed: String,
    /// The text.
    pub text: String,
}

impl AreaText {
    /// Reads a file, a pipe, or the standard input (`-`), once and to its end.
    ///
    /// # Errors
    /// When it cannot be read, is of another kind, or is longer than 64 MB.
    pub fn read(path: &Path) -> Result<Self, Error> {
        let shown = path.display().to_string();
        let unreadable = |reason: Unread| {
            let error = Error::unread(&shown, "area file", &reason);
            match &reason {
                Unread::TooLarge { .. } => {
                    error.hint("simplify the outline: an area needs no point every metre")
                }
                Unread::NotRegular("a folder") => {
                    error.hint("an area is a GeoJSON file with polygons, as geojson.io draws them")
                }
                _ => error,
            }
        };
        let standard = shown == STANDARD_INPUT;
        let bytes = match standard {
            true => files::bounded(io::stdin().lock(), files::TABLE),
            false => files::read_or_pipe(path, files::TABLE),
        };
        let bytes = bytes.map_err(unreadable)?;
        let regular = !standard && fs::metadata(path).is_ok_and(|about| about.is_file());
        let named = Self::of_bytes(&shown, &bytes)?;
        // A shell numbers its pipes anew each time: what is called after one would be another area the next time.
        Ok(match regular {
            true => named,
            false => Self {
                unnamed: "area".to_owned(),
                file: STANDARD_INPUT.to_owned(),
                text: named.text,
            },
        })
    }

    /// The text of a file of this name, whose bytes are at hand.
    ///
    /// # Errors
    /// When it is of another kind.
    pub fn of_bytes(name: &str, bytes: &[u8]) -> Result<Self, Error> {
        kind_of_file::expect(Wanted::Area, name, bytes)?;
        let stem = Path::new(name).file_stem().unwrap_or_default();
        Ok(Self {
            file: name.to_owned(),
            unnamed: stem.to_string_lossy().into_owned(),
            text: decoded(bytes),
        })
    }

    /// Its areas.
    ///
    /// # Errors
    /// See [`parse_areas`].
    pub fn areas(&self) -> Result<Vec<Area>, Error> {
        parse_areas(self.shown(), &self.unnamed, &self.text)
    }

    /// Its keep-out areas, with how far around a feature counts that does not say so itself, m.
    ///
    /// # Errors
    /// See [`parse_keep_outs`].
    pub fn keep_outs(&self, distance: Option<f64>) -> Result<Vec<KeepOut>, Error> {
        parse_keep_outs(self.shown(), &self.unnamed, &self.text, distance)
    }

    /// The file as messages name it.
    fn shown(&self) -> &str {
        match self.file.as_str() {
            STANDARD_INPUT => "the standard input",
            file => file,
        }
    }
}

/// Reads the areas of a file.
///
/// # Errors
/// When it cannot be read, is no GeoJSON, or holds no polygon that can be; see [`parse_areas`].
pub fn read_areas(path: &Path) -> Result<Vec<Area>, Error> {
    AreaText::read(path)?.areas()
}
