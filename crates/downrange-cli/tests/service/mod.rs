//! Weather services on this machine: a server that answers as a function says, and what they answer.

#![allow(dead_code, clippy::unwrap_used)]

use std::fs;
use std::io::{Cursor, Read, Write};
use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Arc, Mutex};
use std::thread;

use crate::common::{DUAL, text};

/// What a request is answered with: the status, a header, and the body.
pub type Answer = (u16, String, Vec<u8>);

/// A good answer.
pub fn good(body: impl Into<Vec<u8>>) -> Answer {
    (200, String::new(), body.into())
}

/// A refusal.
pub fn refusal(status: u16, body: &str) -> Answer {
    (status, String::new(), body.into())
}

/// A server, and what it was asked.
#[derive(Clone)]
pub struct Service {
    pub address: SocketAddr,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Service {
    /// A server that answers requests, with their heads and bodies, until the test ends.
    pub fn new(answer: impl Fn(&str) -> Answer + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let asked = Arc::new(Mutex::new(Vec::new()));
        let list = Arc::clone(&asked);
        thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.unwrap();
                let (mut read, mut piece) = (Vec::new(), [0; 20_000]);
                let is_whole = |read: &[u8]| {
                    let text = String::from_utf8_lossy(read);
                    let Some((head, body)) = text.split_once("\r\n\r\n") else {
                        return false;
                    };
                    let head = head.to_lowercase();
                    let length = head
                        .split_once("content-length: ")
                        .map_or("0", |(_, rest)| rest.split('\r').next().unwrap());
                    body.len() >= length.parse::<usize>().unwrap()
                };
                while !is_whole(&read) {
                    let length = stream.read(&mut piece).unwrap();
                    if length == 0 {
                        break;
                    }
                    read.extend(&piece[..length]);
                }
                let request = String::from_utf8(read).unwrap();
                let (status, header, body) = answer(&request);
                list.lock().unwrap().push(request);
                let length = body.len();
                let head = format!(
                    "HTTP/1.1 {status} Answer\r\n{header}Content-Length: {length}\r\nConnection: close\r\n\r\n"
                );
                // Who asked may have read enough.
                let _ = stream.write_all(&[head.as_bytes(), &body].concat());
            }
        });
        Self { address, asked }
    }

    /// What it was asked since it was last asked for it.
    pub fn asked(&self) -> Vec<String> {
        std::mem::take(&mut *self.asked.lock().unwrap())
    }
}

/// What stands behind `name=` in a request.
pub fn parameter<'r>(request: &'r str, name: &str) -> &'r str {
    let (_, rest) = request.split_once(&format!("{name}=")).unwrap();
    rest.split(['&', ' ']).next().unwrap()
}

/// A forecast of Open-Meteo of all hours from one to another, `YYYY-MM-DDTHH:00` of one day: three levels, one without numbers; and the members
/// of an ensemble.
pub fn open_meteo(first: &str, last: &str, members: usize) -> String {
    let day = &first[..11];
    let hour = |time: &str| time[11..13].parse::<usize>().unwrap();
    let hours = hour(first)..=hour(last);
    let times: Vec<String> = hours.map(|hour| format!("\"{day}{hour:02}:00\"")).collect();
    let mut units = String::from("\"time\":\"iso8601\"");
    let mut columns = format!("\"time\":[{}]", times.join(","));
    for member in 0..members.max(1) {
        let ending = if member == 0 {
            String::new()
        } else {
            format!("_member{member:02}")
        };
        for (name, unit, number) in [
            ("surface_pressure", "hPa", 843.0),
            ("temperature_2m", "°C", 12.0),
            ("wind_speed_10m", "m/s", 3.0),
            ("wind_direction_10m", "°", 270.0),
            ("temperature_800hPa", "°C", 8.0),
            ("geopotential_height_800hPa", "m", 2000.0),
            ("wind_speed_800hPa", "m/s", 8.0 + member as f64),
            ("wind_direction_800hPa", "°", 280.0),
            ("temperature_500hPa", "°C", -18.0),
            ("geopotential_height_500hPa", "m", 5650.0),
            ("wind_speed_500hPa", "m/s", 20.0 + member as f64),
            ("wind_direction_500hPa", "°", 290.0),
            ("temperature_30hPa", "undefined", f64::NAN),
        ] {
            let number = if number.is_nan() {
                "null".to_owned()
            } else {
                number.to_string()
            };
            let numbers = vec![number; times.len()].join(",");
            units.push_str(&format!(",\"{name}{ending}\":\"{unit}\""));
            columns.push_str(&format!(",\"{name}{ending}\":[{numbers}]"));
        }
    }
    format!(
        "{{\"latitude\":40.0,\"longitude\":-105.25,\"utc_offset_seconds\":0,\"elevation\":1600.0,\"hourly_units\":{{{units}}},\"hourly\":{{{columns}}}}}"
    )
}

/// The list of IGRA's stations: two with a number near 40 N 105 W, one without far away, and one that was closed.
pub const STATIONS: &str = "\
USM00072468  39.7700 -104.8800 1611.0 CO CLOSED                         1941 1960  20000
USM00072469  39.7675 -104.8694 1611.0 CO DENVER                         1956 2100  40000
USM00072476  39.1200 -108.5300 1474.0 CO GRAND JUNCTION                 1946 2100  40000
FIXUAE00001  60.0000   20.0000    1.0    SHIP                           1946 2100  40000
";

/// A sounding of IGRA at a day and hour, `YYYY MM DD HH`.
pub fn igra(station: &str, time: &str) -> String {
    format!(
        "#{station} {time} 2303    3 ncdc6301 ncdc6301  397675 -1048694
21     0  84300B 1611B  120B 1000     0   270    30 
10   242  70000  3100B   20B  954     7   280    80 
10   518  50000  5700B -180B  946     8   290   200 
"
    )
}

/// An archive of one file.
pub fn zip(name: &str, content: &str) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file(name, zip::write::SimpleFileOptions::default())
        .unwrap();
    zip.write_all(content.as_bytes()).unwrap();
    zip.finish().unwrap().into_inner()
}

/// A sounding of Wyoming at a time, `YYYY-MM-DD HH:MM:SS`.
pub fn wyoming(time: &str) -> String {
    format!(
        "time,longitude,latitude,pressure_hPa,geopotential height_m,temperature_C,dew point temperature_C,\
ice point temperature_C,relative humidity_%,humidity wrt ice_%,mixing ratio_g/kg,wind direction_degree,wind speed_m/s
{time},-104.8700,39.7700, 843.0, 1611, 12.0,  2.0,  2.0, 50, 50, 5.00,270, 3.0
{time},-104.8700,39.7700, 700.0, 3100,  2.0, -8.0, -8.0, 48, 48, 3.00,280, 8.0
{time},-104.8700,39.7700, 500.0, 5700,-18.0,-28.0,-28.0, 40, 40, 1.00,290,20.0
"
    )
}

/// A folder of a test with a launch in it over the made fields, and what runs the program there.
pub struct Person {
    pub folder: PathBuf,
}

impl Person {
    pub fn new(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        let launch = fs::read_to_string(DUAL).unwrap();
        let launch = launch
            .replace("32.99 deg", "40.2 deg")
            .replace("-106.97 deg", "-105.25 deg")
            .replace(
                "[air.wind]\nspeed = \"10 mph\"\nfrom = \"250 deg\"",
                "[air]\nprofile = \"sky.json\"",
            );
        fs::write(folder.join("launch.toml"), launch).unwrap();
        Self { folder }
    }

    /// The exit code and what was printed and said.
    pub fn runs(
        &self,
        arguments: &[&str],
        variables: &[(&str, &str)],
    ) -> (Option<i32>, String, String) {
        let output = Command::new(env!("CARGO_BIN_EXE_downrange"))
            .args(arguments)
            .env("DOWNRANGE_WEATHER", self.folder.join("cache"))
            .env_remove("CDSAPI_KEY")
            .env_remove("CDSAPI_URL")
            .env("CDSAPI_RC", self.folder.join("no-account"))
            .envs(variables.iter().copied())
            .current_dir(&self.folder)
            .output()
            .unwrap();
        (
            output.status.code(),
            text(&output.stdout),
            text(&output.stderr),
        )
    }

    /// `downrange weather` at the site of the fields, of a source on a server.
    pub fn fetches(
        &self,
        source: &str,
        service: &Service,
        more: &[&str],
    ) -> (Option<i32>, String, String) {
        let mirror = format!("http://{}", service.address);
        let site = [
            "weather",
            "--site",
            "40.2,-105.25",
            "--mirror",
            &mirror,
            "--source",
            source,
        ];
        let out = if more.contains(&"--out") {
            &[][..]
        } else {
            &["--out", "sky"]
        };
        self.runs(&[&site, out, more].concat(), &[])
    }
}
