//! Bytes over HTTPS.
//!
//! [`fetch`] reads an address, no more than a limit. It knows nothing of what the bytes mean: a format reads them.

mod address;
mod error;
mod fetch;

pub use error::FetchError;
pub use fetch::fetch;
