//! An address is read.

use std::time::Duration;

use ureq::{Agent, Error};

use crate::address::is_of_this_machine;
use crate::error::FetchError;
use crate::request::{HttpAnswer, HttpRequest};

/// A connection takes no longer than this.
const CONNECT: Duration = Duration::from_secs(15);

/// A read takes no longer than this: a slow line sends something within it.
const READ: Duration = Duration::from_secs(30);

/// All of it takes no longer than this.
const ALL: Duration = Duration::from_secs(600);

/// Moves to another address that are followed.
const MOST_MOVES: u32 = 5;

/// What to do without a network.
const OFFLINE: &str = "is the network there? Behind a proxy, name it in the variable HTTPS_PROXY";

/// What to do where an address answers otherwise.
const MOVED: &str = "the address may have moved";

/// The bytes of an address, `limit` of them at most: over HTTPS, and over HTTP from this machine only. A proxy is taken from
/// the environment (`HTTPS_PROXY`, `NO_PROXY`).
///
/// # Errors
/// When the address is none of these, the server is not reached or refuses, or sends more.
pub fn fetch(address: &str, limit: u64) -> Result<Vec<u8>, FetchError> {
    let HttpAnswer { status, body } = ask(HttpRequest::get(address, limit))?;
    let of = |reason: String, hint| Err(FetchError::new(address, reason, hint));
    match status {
        200..=299 => Ok(body),
        404 => of("there is nothing at this address (404)".to_owned(), MOVED),
        300..=399 => of(format!("the server answers {status}: it has moved"), MOVED),
        code => of(format!("the server refuses it ({code})"), "try again later"),
    }
}

/// What an address answers, whatever its status says: over HTTPS, and over HTTP from this machine only, with a proxy as [`fetch`].
/// Moves are followed, but not from this machine and not with a secret.
///
/// # Errors
/// When the address is none of these, the server is not reached, or sends more than the limit.
pub fn ask(request: HttpRequest<'_>) -> Result<HttpAnswer, FetchError> {
    let HttpRequest { address, limit, .. } = request;
    let Some(own) = is_of_this_machine(address) else {
        let hint = "expected https://…; http:// is read from this machine (127.0.0.1) only";
        return Err(FetchError::new(address, "no address that is fetched", hint));
    };
    let stays = own || request.secret.is_some();
    let mut config = Agent::config_builder()
        .https_only(!own)
        .max_redirects(if stays { 0 } else { MOST_MOVES })
        .http_status_as_error(false)
        .timeout_connect(Some(CONNECT))
        .timeout_per_read(Some(READ))
        .timeout_global(Some(ALL))
        .user_agent(concat!("downrange/", env!("CARGO_PKG_VERSION")));
    if own {
        config = config.proxy(None);
    }
    let told = |error: Error| told(address, limit, error);
    let agent = config.build().new_agent();
    let answer = match request.json {
        Some(json) => {
            let mut post = agent.post(address).content_type("application/json");
            if let Some((name, value)) = request.secret {
                post = post.header(name, value);
            }
            post.send(json)
        }
        None => {
            let mut get = agent.get(address);
            if let Some((name, value)) = request.secret {
                get = get.header(name, value);
            }
            get.call()
        }
    };
    let mut answer = answer.map_err(told)?;
    let body = answer.body_mut().with_config().limit(limit).read_to_vec();
    Ok(HttpAnswer {
        status: answer.status().as_u16(),
        body: body.map_err(told)?,
    })
}

/// What is wrong, in words.
fn told(address: &str, limit: u64, error: Error) -> FetchError {
    let of = |reason: String, hint| FetchError::new(address, reason, hint);
    match error {
        Error::HostNotFound => of("the server's name is not known".to_owned(), OFFLINE),
        Error::ConnectionFailed => of("the server is not reached".to_owned(), OFFLINE),
        Error::Timeout(what) => of(format!("it takes too long ({what})"), OFFLINE),
        Error::BodyExceedsLimit(_) => of(
            format!("it is larger than {} MB", limit as f64 / 1e6),
            "is it the right address?",
        ),
        Error::Io(reason) => of(format!("the connection fails: {reason}"), OFFLINE),
        other => of(format!("it cannot be fetched: {other}"), OFFLINE),
    }
}
