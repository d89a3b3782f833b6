//! `downrange weather`.

use std::path::PathBuf;
use std::thread;
use std::time::SystemTime;

use clap::Args;
use downrange_fetch::HttpRequest;
use downrange_formats::output::write_bytes;
use downrange_formats::{
    Error, FetchedWeather, LaunchFile, ServiceAnswer, ServiceRequest, WantedWeather,
    WeatherServices, WeatherSource, site_of_text, weather_cache_folder,
};

use crate::error::CliError;
use crate::printer::{Printer, print_note};
use crate::units::UnitSystem;

#[derive(Args)]
pub struct WeatherArguments {
    /// The launch file whose site and date are taken
    #[arg(value_name = "LAUNCH.toml")]
    launch: Option<PathBuf>,
    /// Another site: latitude and longitude in degrees, or such as "35.18 N, 97.44 W"
    #[arg(long, value_name = "LAT,LON", allow_hyphen_values = true)]
    site: Option<String>,
    /// When, with its zone, such as 2026-11-28T06:00Z [default: the date of the launch file]
    #[arg(long, value_name = "TIME", conflicts_with_all = ["from", "to"])]
    time: Option<String>,
    /// The first of several hours, for `downrange window`
    #[arg(long, value_name = "TIME", requires = "to")]
    from: Option<String>,
    /// The last of them
    #[arg(long, value_name = "TIME", requires = "from")]
    to: Option<String>,
    /// Whose: open-meteo, gfs, gefs, era5, igra or wyoming
    #[arg(long, value_parser = WeatherSource::of_name)]
    source: WeatherSource,
    /// The file to write
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// A model of Open-Meteo's ensembles instead of its forecast: gfs_seamless, icon_seamless, ecmwf_ifs025, …
    #[arg(long, value_name = "MODEL")]
    ensemble: Option<String>,
    /// A station of soundings instead of the nearest: 72357 or USM00072357
    #[arg(long, value_name = "STATION")]
    station: Option<String>,
    /// Ask anew what was answered before
    #[arg(long)]
    no_cache: bool,
    /// A mirror, which is asked for URL/HOST/PATH
    #[arg(long, value_name = "URL", hide = true)]
    mirror: Option<String>,
    /// Print what the file holds as JSON
    #[arg(long)]
    json: bool,
    /// Print nothing but errors (and, with --json, the JSON)
    #[arg(long, short)]
    quiet: bool,
}

/// Fetches, writes, and says what it holds.
pub fn run(arguments: &WeatherArguments) -> Result<(), CliError> {
    let launch = arguments
        .launch
        .as_ref()
        .map(LaunchFile::open)
        .transpose()?;
    // The weather that it names may be what is to be fetched.
    let site = launch.map(|file| file.without("air")?.without("dispersion")?.launch());
    let site = site.transpose()?.map(|read| read.launch.site);
    let site = match (&arguments.site, site) {
        (Some(text), site) => downrange::flight::Site {
            date: site.and_then(|site| site.date),
            ..site_of_text(text)?
        },
        (None, Some(site)) => site,
        (None, None) => {
            let message = "error: name a launch file, or a site: --site LAT,LON";
            return Err(CliError::CommandLine(message.to_owned()));
        }
    };
    let ends = [arguments.from.as_deref(), arguments.to.as_deref()];
    let mut wanted = WantedWeather::new(arguments.source, site, arguments.time.as_deref(), ends)?;
    wanted.ensemble.clone_from(&arguments.ensemble);
    wanted.station.clone_from(&arguments.station);
    let out = arguments.out.display().to_string();
    let mut services = WeatherServices {
        ask: &mut ask,
        pause: &mut thread::sleep,
        tell: &mut |sentence| print_note(sentence, arguments.quiet),
        now: SystemTime::now(),
        cache: weather_cache_folder().filter(|_| !arguments.no_cache),
        mirror: arguments.mirror.clone(),
    };
    let fetched = FetchedWeather::fetch(&wanted, &out, &mut services)?;
    write_bytes(&arguments.out, &fetched.bytes)
        .map_err(|error| CliError::unwritten(&arguments.out, &error))?;
    let (json, quiet, units) = (arguments.json, arguments.quiet, UnitSystem::Si);
    let lines = || fetched.describe(&out).join("\n") + "\n";
    Printer { json, units, quiet }.results(|| fetched.json(&out), lines)
}

fn ask(request: &ServiceRequest) -> Result<ServiceAnswer, Error> {
    let secret = request.secret.as_ref();
    let asked = downrange_fetch::ask(HttpRequest {
        address: &request.address,
        secret: secret.map(|(name, value)| (*name, value.as_str())),
        json: request.json.as_deref(),
        limit: request.limit,
    });
    let answer = asked.map_err(|error| {
        let address = request.address.split('?').next().unwrap_or_default();
        Error::of_file(address, error.to_string()).hint(error.hint())
    })?;
    Ok(ServiceAnswer {
        status: answer.status,
        body: answer.body,
    })
}
