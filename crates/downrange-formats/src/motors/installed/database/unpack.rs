//! The file of the database, packed or not.

use flate2::read::MultiGzDecoder;

use crate::files::{Unread, bounded};

/// The bytes of a database that may be packed with gzip, and unpacks to no more than `most`.
///
/// # Errors
/// When they are cut off, or unpack to more.
pub fn unpacked(bytes: Vec<u8>, most: u64) -> Result<Vec<u8>, String> {
    if !bytes.starts_with(&[0x1f, 0x8b]) {
        return Ok(bytes);
    }
    bounded(MultiGzDecoder::new(bytes.as_slice()), most).map_err(|reason| match reason {
        Unread::TooLarge { .. } => format!("it unpacks to more than {} MB", most as f64 / 1e6),
        reason => format!("it cannot be unpacked: {reason}"),
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use std::io::Write;

    /// A small file may unpack to very much: it is read up to the limit.
    #[test]
    fn what_unpacks_to_too_much_is_refused() {
        let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        packer.write_all(&[0; 1_000_000]).unwrap();
        let packed = packer.finish().unwrap();
        assert_eq!(
            unpacked(packed.clone(), 1_000_000).unwrap().len(),
            1_000_000
        );
        let reason = unpacked(packed, 999_999).unwrap_err();
        assert_eq!(reason, "it unpacks to more than 0.999999 MB");
    }
}
