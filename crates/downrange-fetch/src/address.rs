//! Which addresses are read.

use ureq::http::Uri;
use ureq::http::uri::Scheme;

/// The machine itself, by its names (RFC 6761, RFC 1122, RFC 4291).
const LOOPBACK: [&str; 3] = ["localhost", "127.0.0.1", "[::1]"];

/// Whether an address leads to the machine itself, where nobody else listens; none where it may not be read: in the open, others on
/// the way may change what comes.
pub fn is_of_this_machine(address: &str) -> Option<bool> {
    let address: Uri = address.parse().ok()?;
    let own = LOOPBACK.contains(&address.host()?);
    match address.scheme()? {
        scheme if *scheme == Scheme::HTTPS => Some(own),
        scheme if *scheme == Scheme::HTTP && own => Some(own),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Nothing is read in the open but from the machine itself.
    #[test]
    fn only_safe_addresses_are_read() {
        for (address, expected) in [
            ("https://openrocket.github.io/a.json", Some(false)),
            ("http://127.0.0.1:80/a", Some(true)),
            ("http://[::1]:80/a", Some(true)),
            ("http://localhost/a", Some(true)),
            ("http://localhost.example.org/a", None),
            ("http://127.0.0.1@example.org/a", None),
            ("http://example.org/a", None),
            ("file:///etc/passwd", None),
            ("ftp://127.0.0.1/a", None),
            ("a.json", None),
            ("", None),
        ] {
            assert_eq!(is_of_this_machine(address), expected, "{address}");
        }
    }
}
