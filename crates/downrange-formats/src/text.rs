//! Text files of other programs, whatever they are written in.

/// UTF-8; or UTF-16, where its mark stands first; or else Latin-1, whose bytes are the code points. The mark is left out, and
/// so is the end-of-file sign of DOS; lines may end with a carriage return alone, as on old Macs.
pub fn decoded(bytes: &[u8]) -> String {
    let text = characters(bytes);
    let text = text.trim_end_matches('\u{1a}');
    match text.contains('\n') {
        true => text.to_owned(),
        false => text.replace('\r', "\n"),
    }
}

fn characters(bytes: &[u8]) -> String {
    let wide = |bytes: &[u8], unit: fn([u8; 2]) -> u16| -> String {
        let (pairs, _) = bytes.as_chunks::<2>();
        let units: Vec<u16> = pairs.iter().map(|pair| unit(*pair)).collect();
        String::from_utf16_lossy(&units)
    };
    match bytes {
        [0xff, 0xfe, rest @ ..] => wide(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => wide(rest, u16::from_be_bytes),
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => text.trim_start_matches('\u{feff}').to_owned(),
            Err(_) => bytes.iter().map(|byte| char::from(*byte)).collect(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_read_whatever_they_are_written_in() {
        let expected = "Größe";
        let wide = |mark: u16, unit: fn(u16) -> [u8; 2]| -> Vec<u8> {
            let units = std::iter::once(mark).chain(expected.encode_utf16());
            units.flat_map(unit).collect()
        };
        for bytes in [
            expected.as_bytes().to_vec(),
            format!("\u{feff}{expected}").into_bytes(),
            wide(0xfeff, u16::to_le_bytes),
            wide(0xfeff, u16::to_be_bytes),
            b"Gr\xf6\xdfe".to_vec(),
            b"Gr\xf6\xdfe\x1a".to_vec(),
        ] {
            assert_eq!(decoded(&bytes), expected);
        }
        assert_eq!(decoded(b"a\rb\r"), "a\nb\n");
        assert_eq!(decoded(b"a\r\nb"), "a\r\nb");
    }
}
