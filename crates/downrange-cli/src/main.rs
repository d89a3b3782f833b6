//! The terminal: reads a command line, calls, prints. Exit codes: 0 done, 1 the input is at fault, 2 the command
//! line is at fault, 3 the flight could not be computed.

mod aero;
mod check;
mod compare;
mod convert;
mod disperse;
mod draw;
mod error;
mod fly;
mod ground;
mod input;
mod motors;
mod open;
mod printer;
mod processor;
mod rules;
mod units;
mod weather;
mod window;

use std::io::{self, Write};
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use error::{CliError, print_error};

/// Flight and range safety of rockets: where will it fly, and where does it come down?
///
/// A launch is described in one TOML file: the site, the rail, the air, the rocket with its motor and parachutes.
/// Downrange flies it in six degrees of freedom from ignition to the ground.
#[derive(Parser)]
#[command(name = "downrange", version, after_long_help = include_str!("help/downrange.txt").trim_ascii_end(), subcommand_required = true)]
struct CommandLine {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Fly a launch once, from ignition to the ground
    ///
    /// Prints a summary that fits a screen: events, off-rail speed, stability, loads, apogee, descent and landing,
    /// with a warning for each rule of thumb that the flight breaks.
    #[command(after_long_help = include_str!("help/fly.txt").trim_ascii_end())]
    Fly(fly::FlyArguments),
    /// Fly a launch very many times with what is uncertain about it drawn anew
    ///
    /// Prints how high, how fast and how far, each with its spread, where everything comes down, how likely it leaves
    /// an area, how likely it breaks each rule of thumb, and which input matters most.
    #[command(after_long_help = include_str!("help/disperse.txt").trim_ascii_end())]
    Disperse(disperse::DisperseArguments),
    /// Join the shards of a dispersion
    #[command(after_long_help = include_str!("help/merge.txt").trim_ascii_end())]
    Merge(disperse::MergeArguments),
    /// Fetch the weather of a site and a time into a file
    ///
    /// Asks a weather service or an archive for the air and the wind over the launch site, writes what it answers as it is, and says
    /// what it holds and how a launch file takes it.
    #[command(after_long_help = include_str!("help/weather.txt").trim_ascii_end())]
    Weather(weather::WeatherArguments),
    /// At which hours of a forecast is the launch good enough to go?
    ///
    /// Flies the launch very many times in the weather of each hour, the members of an ensemble included, and says for each whether to
    /// go: by limits on the probabilities of leaving an area and of leaving the rail too slowly, and on the winds.
    #[command(after_long_help = include_str!("help/window.txt").trim_ascii_end())]
    Window(window::WindowArguments),
    /// Hold a launch against the rules of a range or a competition
    ///
    /// Flies the launch, and where something is uncertain very many times, and prints for each rule of a sheet its number, what it asks,
    /// what the launch has, and whether that passes.
    #[command(after_long_help = include_str!("help/rules.txt").trim_ascii_end())]
    Rules(rules::RulesArguments),
    /// Explain the aerodynamics of a launch: who drags, who lifts, how stable it is, against Mach number
    ///
    /// Prints drag, normal force, centre of pressure, static margin and damping of the rocket and of each part, as the
    /// flight is computed with them.
    #[command(after_long_help = include_str!("help/aero.txt").trim_ascii_end())]
    Aero(aero::AeroArguments),
    /// Draw the rocket to scale, with its centres of gravity and of pressure and the masses of its parts
    #[command(after_long_help = include_str!("help/draw.txt").trim_ascii_end())]
    Draw(draw::DrawArguments),
    /// Set the flight of a design beside the one that its own program stored, and say why they differ
    #[command(after_long_help = include_str!("help/compare.txt").trim_ascii_end())]
    Compare(compare::CompareArguments),
    /// Write a launch file from a file of another program
    ///
    /// Reads an OpenRocket (.ork), RockSim (.rkt) or RASAero II file (.CDX1) and writes the launch file (TOML) that flies the same.
    #[command(after_long_help = include_str!("help/convert.txt").trim_ascii_end())]
    Convert(convert::ConvertArguments),
    /// List the motors of your motor library, import motor files into it, or update its motor database
    ///
    /// Prints designation, maker, impulse class, impulse, burn time, masses, diameter and length of each.
    #[command(after_long_help = include_str!("help/motors.txt").trim_ascii_end())]
    Motors(motors::MotorsArguments),
    /// Can what is printed of a rocket be true?
    ///
    /// Reads printed figures (mass, diameter, length, what is claimed of the flight) from a claim file, flies thousands of
    /// rockets that fit them, and says for each claim how many of these can do it, what it would take, and what was
    /// assumed.
    #[command(after_long_help = include_str!("help/check.txt").trim_ascii_end())]
    Check(check::CheckArguments),
    /// Open the page in a browser of this machine, with a file loaded
    ///
    /// Serves the built page on 127.0.0.1 until it is ended.
    #[command(after_long_help = include_str!("help/open.txt").trim_ascii_end())]
    Open(open::OpenArguments),
    /// Print the JSON Schema of the launch file
    ///
    /// With it, an editor completes and checks launch files as they are written. In VS Code with the extension
    /// "Even Better TOML", or any editor that uses Taplo, write it beside the launch file and put
    /// `#:schema ./launch.schema.json` on the file's first line.
    #[command(after_long_help = "Example:\n  downrange schema > launch.schema.json")]
    Schema,
    /// Print the licences of what the program is built from
    Notices,
}

/// Made by `UPDATE=1 cargo test -p downrange-cli --test notices`.
const NOTICES: &str = include_str!("../THIRD-PARTY.md");

fn main() -> ExitCode {
    if let Some(message) = processor::lacks() {
        print_error(&message);
        return ExitCode::from(3);
    }
    let done = match CommandLine::parse().command {
        Command::Fly(arguments) => fly::run(&arguments),
        Command::Disperse(arguments) => disperse::run(&arguments),
        Command::Merge(arguments) => disperse::merge(&arguments),
        Command::Weather(arguments) => weather::run(&arguments),
        Command::Window(arguments) => window::run(&arguments),
        Command::Rules(arguments) => rules::run(&arguments),
        Command::Aero(arguments) => aero::run(&arguments),
        Command::Draw(arguments) => draw::run(&arguments),
        Command::Compare(arguments) => compare::run(&arguments),
        Command::Convert(arguments) => convert::run(&arguments),
        Command::Motors(arguments) => motors::run(&arguments),
        Command::Check(arguments) => check::run(&arguments),
        Command::Open(arguments) => open::run(&arguments),
        Command::Schema => printed(&downrange_formats::schema()),
        Command::Notices => printed(NOTICES),
    };
    let (code, message) = match done {
        Ok(()) | Err(CliError::ReaderGone) => return ExitCode::SUCCESS,
        Err(CliError::Input(message)) => (1, message),
        Err(CliError::CommandLine(message) | CliError::Output(message)) => (2, message),
        Err(CliError::Flight(message)) => (3, message),
        // As shells have it: 128 and the number of the signal.
        Err(CliError::Stopped(message)) => (disperse::STOPPED, message),
    };
    print_error(&message);
    ExitCode::from(code)
}

fn printed(text: &str) -> Result<(), CliError> {
    writeln!(io::stdout(), "{}", text.trim_end()).map_err(|error| CliError::of_stdout(&error))
}
