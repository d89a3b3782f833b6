//! What is asked of an address, and what it answers.

/// What is asked of an address.
#[derive(Clone, Copy)]
pub struct HttpRequest<'r> {
    /// The address.
    pub address: &'r str,
    /// A header that holds a secret, its name and its value. A request with one follows no move to another address, so that
    /// the secret goes nowhere else.
    pub secret: Option<(&'r str, &'r str)>,
    /// JSON that is posted; without it the address is read.
    pub json: Option<&'r str>,
    /// Bytes that the answer may have.
    pub limit: u64,
}

impl<'r> HttpRequest<'r> {
    /// The reading of an address, of so many bytes at most.
    pub fn get(address: &'r str, limit: u64) -> Self {
        Self {
            address,
            secret: None,
            json: None,
            limit,
        }
    }
}

/// What a server answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HttpAnswer {
    /// The status, such as 200 or 404.
    pub status: u16,
    /// The bytes that came with it.
    pub body: Vec<u8>,
}
