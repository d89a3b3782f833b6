//! Bytes over HTTPS.
//!
//! [`fetch`] reads an address, no more than a limit; [`ask`] hands out whatever it answers, and may post and carry a secret. They
//! know nothing of what the bytes mean: a format reads them. [`PageServer`] serves the files of a page on this machine.

mod address;
mod error;
mod fetch;
mod page_server;
mod request;

pub use error::FetchError;
pub use fetch::{ask, fetch};
pub use page_server::{PageServer, files_of_folder};
pub use request::{HttpAnswer, HttpRequest};
