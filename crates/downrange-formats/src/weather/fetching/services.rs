//! Services as they are reached: through a function of the caller, and through a folder of what they answered before.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use etcetera::base_strategy::{BaseStrategy, choose_native_strategy};
use jiff::Timestamp;

use crate::digest::sha256;
use crate::error::Error;
use crate::files;
use crate::output::write_bytes;

/// How long an answer is kept that will not change.
pub const SETTLED: Duration = Duration::from_secs(30 * 24 * 3600);

/// How long an answer is kept that will: forecasts are computed anew every hour to six hours.
pub const CHANGING: Duration = Duration::from_secs(3600);

/// Characters of a server's words that are shown at most.
const WORDS: usize = 300;

/// What is asked of an address.
#[derive(Clone)]
pub struct ServiceRequest {
    /// The address.
    pub address: String,
    /// A header that holds a secret, its name and its value: it must go to no other address.
    pub secret: Option<(&'static str, String)>,
    /// JSON that is posted; without it the address is read.
    pub json: Option<String>,
    /// Bytes that the answer may have.
    pub limit: u64,
}

impl ServiceRequest {
    /// The reading of an address, of so many bytes at most.
    pub fn get(address: String, limit: u64) -> Self {
        Self {
            address,
            secret: None,
            json: None,
            limit,
        }
    }
}

/// What an address answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServiceAnswer {
    /// The status of HTTP, such as 200 or 404.
    pub status: u16,
    /// The bytes that came with it.
    pub body: Vec<u8>,
}

impl ServiceAnswer {
    /// Whether it is what was asked for.
    pub fn is_good(&self) -> bool {
        (200..300).contains(&self.status)
    }
}

/// How services are reached.
pub struct WeatherServices<'a> {
    /// Asks an address.
    pub ask: &'a mut dyn FnMut(&ServiceRequest) -> Result<ServiceAnswer, Error>,
    /// Waits for so long.
    pub pause: &'a mut dyn FnMut(Duration),
    /// Takes a sentence on what is being done.
    pub tell: &'a mut dyn FnMut(&str),
    /// The time.
    pub now: SystemTime,
    /// The folder of what was answered before; none to ask anew.
    pub cache: Option<PathBuf>,
    /// The address of a mirror, which is asked for `MIRROR/HOST/PATH` instead of `https://HOST/PATH`.
    pub mirror: Option<String>,
}

/// The folder of what weather services answered: what the environment variable `DOWNRANGE_WEATHER` names, else `downrange/weather` in
/// the user's folder for caches; none where the system says no folder for it. It need not exist.
pub fn weather_cache_folder() -> Option<PathBuf> {
    let named = env::var_os("DOWNRANGE_WEATHER").filter(|folder| !folder.is_empty());
    named.map(PathBuf::from).or_else(|| {
        let folders = choose_native_strategy();
        Some(folders.ok()?.cache_dir().join("downrange/weather"))
    })
}

impl WeatherServices<'_> {
    /// The time.
    pub(super) fn time(&self) -> Timestamp {
        Timestamp::try_from(self.now).unwrap_or(Timestamp::UNIX_EPOCH)
    }

    /// Asks, whatever was answered before.
    pub(super) fn ask(&mut self, request: &ServiceRequest) -> Result<ServiceAnswer, Error> {
        (self.ask)(request)
    }

    /// The answer of an address of this many bytes at most: one not older than `kept`, or a new one, which is kept where it is good and
    /// `is_wanted`.
    pub(super) fn get(
        &mut self,
        address: &str,
        limit: u64,
        kept: Duration,
        is_wanted: impl Fn(&[u8]) -> bool,
    ) -> Result<ServiceAnswer, Error> {
        if let Some(body) = self.kept(address, limit, kept) {
            (self.tell)(&format!("from the cache: {}", short(address)));
            return Ok(ServiceAnswer { status: 200, body });
        }
        let asked = match &self.mirror {
            Some(mirror) => address.replacen("https:/", mirror.trim_end_matches('/'), 1),
            None => address.to_owned(),
        };
        let answer = self.ask(&ServiceRequest::get(asked, limit))?;
        if answer.is_good() && is_wanted(&answer.body) {
            self.keep(address, &answer.body);
        }
        Ok(answer)
    }

    /// What was kept under a name not longer ago than this.
    pub(super) fn kept(&self, name: &str, limit: u64, kept: Duration) -> Option<Vec<u8>> {
        let path = self.cache.as_ref()?.join(sha256(name.as_bytes()));
        let age = self.age(&path)?;
        files::read(&path, limit).ok().filter(|_| age <= kept)
    }

    /// Keeps an answer under a name. A cache that cannot be written is none.
    pub(super) fn keep(&mut self, name: &str, body: &[u8]) {
        let Some(folder) = &self.cache else { return };
        if fs::create_dir_all(folder).is_err() {
            return;
        }
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            // Nothing but what was kept here: names are SHA-256.
            let is_kept = entry.file_name().len() == 64;
            if is_kept && self.age(&path).is_some_and(|age| age > SETTLED) {
                let _ = fs::remove_file(path);
            }
        }
        let _ = write_bytes(&folder.join(sha256(name.as_bytes())), body);
    }

    /// How old a file is.
    fn age(&self, path: &Path) -> Option<Duration> {
        let written = fs::metadata(path).ok()?.modified().ok()?;
        Some(self.now.duration_since(written).unwrap_or_default())
    }
}

/// An address without what is asked of it.
pub fn short(address: &str) -> &str {
    address.split('?').next().unwrap_or(address)
}

/// The fault of an answer that is none of what was asked, with the server's words, and what to do.
pub fn refused(address: &str, answer: &ServiceAnswer) -> Error {
    let said = match words(&answer.body) {
        words if words.is_empty() => String::new(),
        words => format!(": {words}"),
    };
    let hint = match answer.status {
        429 => "it was asked too often: wait a while",
        401 | 403 => "it refuses who asks: is the key right, and are its terms accepted?",
        404 => "it has nothing there: another time, or another source?",
        400..=499 => "mend what is asked as it says",
        300..=399 => "the service has moved: is there a newer version of this program?",
        _ => "its server has a fault: try again later",
    };
    let title = format!("the server answers {}{said}", answer.status);
    Error::of_file(short(address), title).hint(hint)
}

/// What a server says in words: the reason in JSON (of Open-Meteo and the Climate Data Store), or the first text of a page.
pub fn words(body: &[u8]) -> String {
    let text = String::from_utf8_lossy(body.get(..20_000).unwrap_or(body));
    let said = match serde_json::from_slice::<serde_json::Value>(body) {
        Ok(json) => {
            let keys = ["reason", "title", "detail", "traceback"];
            let values = keys.iter().filter_map(|key| json.get(key)?.as_str());
            values.collect::<Vec<_>>().join(": ")
        }
        Err(_) => of_page(&text),
    };
    let line = said.split_whitespace().collect::<Vec<_>>().join(" ");
    line.chars().take(WORDS).collect()
}

/// The text of a page without what is between `<` and `>`.
fn of_page(page: &str) -> String {
    let mut said = String::new();
    for part in page.split('<') {
        said.push_str(part.split_once('>').map_or(part, |(_, text)| text));
        said.push(' ');
    }
    said
}
