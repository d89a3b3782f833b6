//! The file a motor comes from, as the motor carries it.

use downrange::motor::{MotorOrigin, MotorSource};
use downrange::text::visible;

use crate::digest::sha256;

/// A motor file by the last part of its path and its bytes.
pub fn file_source(path: &str, bytes: &[u8], origin: MotorOrigin) -> MotorSource {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    MotorSource::File {
        name: visible(name).into_owned(),
        sha256: sha256(bytes),
        origin,
    }
}
