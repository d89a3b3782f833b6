//! Runs the command line of Downrange on mutated inputs, very many times.
//!
//! Every case is made from two numbers, a seed and its own number: an input of the project with all it names, mutated,
//! and a command line, sometimes mutated. It is run under limits in a folder of its own; then its exit code, its time
//! and memory, what it printed and what it wrote are checked. What is wrong is kept in a folder from which it can be run
//! again.

mod case;
mod child;
mod known;
mod mutate;
mod options;
mod scene;
mod summary;
mod verdict;

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use case::Case;
use clap::Parser;
use mutate::Dictionary;
use scene::{Kind, Scene, Scenes};
use summary::Summary;
use verdict::Fault;

/// Runs the command line of Downrange on mutated inputs and checks how each run ends
///
/// Exit codes: 0 no fault that is not known, 1 faults, 2 it could not be run.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    /// The program; build it with `cargo build --release --bin downrange`
    #[arg(long, default_value = "target/release/downrange")]
    program: PathBuf,
    /// The checkout whose inputs are mutated
    #[arg(long, default_value = ".")]
    checkout: PathBuf,
    /// Mutate the design files of this folder, with the motors in it, instead
    #[arg(long)]
    designs: Option<PathBuf>,
    /// The seed: the same seed, the same cases
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Which cases: A..B, or one
    #[arg(long, default_value = "0..1000", value_parser = cases)]
    cases: (u64, u64),
    /// Stop after so many seconds
    #[arg(long)]
    seconds: Option<u64>,
    /// How many at the same time [default: one a processor]
    #[arg(long)]
    jobs: Option<usize>,
    /// Where the cases with faults are kept
    #[arg(long, default_value = "target/found")]
    found: PathBuf,
    /// Faults that are known: lines of `kind | pattern | why` [default: fuzz/known.txt of the checkout]
    #[arg(long)]
    known: Option<PathBuf>,
    /// Only write the cases into the folder of --found, and run nothing
    #[arg(long)]
    write: bool,
}

fn cases(text: &str) -> Result<(u64, u64), String> {
    let number = |text: &str| {
        text.trim()
            .parse::<u64>()
            .map_err(|error| error.to_string())
    };
    match text.split_once("..") {
        Some((first, end)) => Ok((number(first)?, number(end)?)),
        None => number(text).map(|one| (one, one + 1)),
    }
}

/// Of faults that look the same, so many are kept.
const KEPT: u64 = 3;

/// What all workers share.
struct Work {
    program: PathBuf,
    scenes: Scenes,
    dictionary: Dictionary,
    seed: u64,
    next: AtomicU64,
    end: u64,
    until: Option<Instant>,
    found: PathBuf,
    known: known::List,
    summary: Mutex<Summary>,
}

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}

fn run(arguments: &Arguments) -> io::Result<bool> {
    let program = arguments
        .program
        .canonicalize()
        .map_err(|error| io::Error::other(format!("{}: {error}", arguments.program.display())))?;
    let schema = Command::new(&program).arg("schema").output()?.stdout;
    let folder = scratch()?;
    let scenes = match &arguments.designs {
        Some(designs) => Scenes::of_designs(designs)?,
        None => {
            let mut scenes = Scenes::of(&arguments.checkout)?;
            runs(&program, &mut scenes, folder.path())?;
            scenes
        }
    };
    if scenes.all.is_empty() {
        return Err(io::Error::other("nothing to mutate"));
    }
    let known = match &arguments.known {
        Some(path) => fs::read_to_string(path)?,
        None => fs::read_to_string(arguments.checkout.join("fuzz/known.txt")).unwrap_or_default(),
    };
    let jobs = arguments
        .jobs
        .or_else(|| std::thread::available_parallelism().ok().map(Into::into));
    let started = Instant::now();
    let work = Work {
        program,
        scenes,
        dictionary: Dictionary::of_schema(&String::from_utf8_lossy(&schema)),
        seed: arguments.seed,
        next: AtomicU64::new(arguments.cases.0),
        end: arguments.cases.1,
        until: arguments
            .seconds
            .map(|seconds| started + Duration::from_secs(seconds)),
        found: arguments.found.clone(),
        known: known::List::parse(&known).map_err(io::Error::other)?,
        summary: Mutex::default(),
    };
    eprintln!("{} scenes, seed {}", work.scenes.all.len(), work.seed);
    if arguments.write {
        for number in arguments.cases.0..arguments.cases.1 {
            let case = Case::new(&work.scenes, &work.dictionary, work.seed, number);
            keep(&work, number, &case, "as written", None)?;
        }
        return Ok(true);
    }
    let failed = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..jobs.unwrap_or(1))
            .map(|index| {
                let (work, folder) = (&work, folder.path().join(format!("{index}/case")));
                scope.spawn(move || worker(work, &folder, index == 0))
            })
            .collect();
        let ends = workers.into_iter().map(|worker| match worker.join() {
            Ok(end) => end,
            Err(_) => Err(io::Error::other("a worker panicked")),
        });
        ends.filter_map(Result::err).next()
    });
    if let Some(error) = failed {
        return Err(error);
    }
    let summary = locked(&work);
    let seconds = started.elapsed().as_secs_f64();
    print!("{summary}");
    let (faults, kinds) = summary.faults();
    println!(
        "{} cases from seed {} in {seconds:.0} s: {faults} faults of {kinds} kinds",
        summary.cases, work.seed
    );
    if faults > 0 {
        println!(
            "kept in {}; run one again with its script `again`",
            work.found.display()
        );
    }
    Ok(faults == 0)
}

/// A folder for the cases, in memory where that can be.
fn scratch() -> io::Result<tempfile::TempDir> {
    match tempfile::tempdir_in("/dev/shm") {
        Ok(folder) => Ok(folder),
        Err(_) => tempfile::tempdir(),
    }
}

fn locked(work: &Work) -> std::sync::MutexGuard<'_, Summary> {
    work.summary
        .lock()
        .unwrap_or_else(std::sync::PoisonError::into_inner)
}

/// Adds a scene of run folders, flown by the program itself: two shards, and the whole.
fn runs(program: &Path, scenes: &mut Scenes, scratch: &Path) -> io::Result<()> {
    let main = "launch.toml".to_owned();
    let path = "fuzz/seeds/scenes/runs/launch.toml";
    let Some(launch) = scenes.all.iter().find(|scene| scene.name == path).cloned() else {
        return Ok(());
    };
    let folder = scratch.join("runs");
    case::empty(&folder)?;
    for (name, bytes) in &launch.files {
        fs::write(folder.join(name), bytes)?;
    }
    let mut files = launch.files.clone();
    for (out, shard) in [
        ("run", None),
        ("shard1", Some("1/2")),
        ("shard2", Some("2/2")),
    ] {
        let mut command = Command::new(program);
        command.current_dir(&folder).args([
            "disperse",
            &main,
            "-q",
            "-n",
            options::FLIGHTS,
            "--out",
            out,
        ]);
        command.args(shard.iter().flat_map(|shard| ["--shard", shard]));
        let done = command.stdout(Stdio::null()).output()?;
        if !done.status.success() {
            let said = String::from_utf8_lossy(&done.stderr).into_owned();
            return Err(io::Error::other(format!("no run of {path}: {said}")));
        }
        scene::tree(&folder.join(out), out, &mut files)?;
    }
    files.retain(|name, _| !name.ends_with(".html"));
    scenes.all.push(Scene {
        name: "runs".to_owned(),
        kind: Kind::Run,
        main,
        files,
    });
    Ok(())
}

/// Runs cases until there are none.
fn worker(work: &Work, folder: &Path, tells: bool) -> io::Result<()> {
    let started = Instant::now();
    let mut told = started;
    loop {
        let number = work.next.fetch_add(1, Ordering::Relaxed);
        if number >= work.end || work.until.is_some_and(|until| Instant::now() > until) {
            return Ok(());
        }
        let case = Case::new(&work.scenes, &work.dictionary, work.seed, number);
        let (ran, faults) = tried(work, &case, folder, number)?;
        let stderr = String::from_utf8_lossy(&ran.stderr).into_owned();
        let command = case.arguments.join(" ");
        let mut new = Vec::new();
        {
            let mut summary = locked(work);
            summary.count(number, case.command, &ran);
            for fault in faults {
                match work.known.why(&fault, &command, &stderr) {
                    Some(why) => summary.known(why),
                    None => {
                        let same = sameness(&fault, case.command, &stderr);
                        if summary.fault(number, fault.kind, same) < KEPT {
                            new.push(fault);
                        }
                    }
                }
            }
        }
        for fault in &new {
            eprintln!(
                "case {number}: {}: {} (downrange {command})",
                fault.kind, fault.text
            );
            keep(work, number, &case, fault.kind, Some((&ran, &fault.text)))?;
        }
        if tells && told.elapsed() > Duration::from_secs(10) {
            told = Instant::now();
            let summary = locked(work);
            let rate = summary.cases as f64 / started.elapsed().as_secs_f64();
            eprintln!(
                "{} cases, {rate:.1} a second, {} faults",
                summary.cases,
                summary.faults().0
            );
        }
    }
}

/// Runs a case and says what is wrong with how it ended.
fn tried(
    work: &Work,
    case: &Case,
    folder: &Path,
    number: u64,
) -> io::Result<(child::Ran, Vec<Fault>)> {
    let once = |case: &Case| {
        case::empty(folder)?;
        case.write(folder)?;
        let before = verdict::snapshot(folder)?;
        let ran = child::run(&work.program, case, folder)?;
        let faults = verdict::of(case, &ran, folder, &before)?;
        Ok::<_, io::Error>((ran, faults))
    };
    let (ran, mut faults) = once(case)?;
    if case.command == "convert" && ran.code == Some(0) && faults.is_empty() {
        faults.extend(converted(work, case, folder)?);
    }
    // A result that does not repeat is wrong at least once.
    if number.is_multiple_of(16) && faults.is_empty() && ran.wall < Duration::from_secs(1) {
        let (again, _) = once(case)?;
        if (again.code, lasting(&again)) != (ran.code, lasting(&ran)) {
            let text = format!(
                "exit code {:?}, then {:?}, or another standard output",
                ran.code, again.code
            );
            faults.push(Fault {
                kind: "not the same twice",
                text,
            });
        }
    }
    Ok((ran, faults))
}

/// What is printed, without what says how long it took.
fn lasting(ran: &child::Ran) -> String {
    let stdout = String::from_utf8_lossy(&ran.stdout);
    let lines = stdout.lines();
    let timed = ["flights_per_s", "flights/s"];
    lines
        .filter(|line| !timed.iter().any(|word| line.contains(word)))
        .collect()
}

/// The JSON of a flight without what another program stored of its own, which stands last, and in its design alone.
fn own_figures(ran: &child::Ran) -> String {
    let stdout = String::from_utf8_lossy(&ran.stdout);
    let own = stdout.split(",\n  \"stored\": {").next();
    own.unwrap_or_default()
        .trim_end_matches(['}', '\n'])
        .to_owned()
}

/// A launch file written from another program's flies as that does.
fn converted(work: &Work, case: &Case, folder: &Path) -> io::Result<Option<Fault>> {
    let own_words = ["--force", "convert", "--quiet", "-q"];
    let given = |name: &&String| !name.starts_with("out/") && !own_words.contains(&name.as_str());
    let own: Vec<&str> = case
        .arguments
        .iter()
        .filter(given)
        .map(String::as_str)
        .collect();
    let one = case.with("fly", &[&["fly", "--json", "-q"], &*own].concat());
    let other = case.with(
        "fly",
        &["fly", "--json", "-q", "--allow-outside", options::CONVERTED],
    );
    if !folder.join(options::CONVERTED).exists() {
        return Ok(None);
    }
    let (one, other) = (
        child::run(&work.program, &one, folder)?,
        child::run(&work.program, &other, folder)?,
    );
    if (one.code, own_figures(&one)) == (other.code, own_figures(&other)) {
        return Ok(None);
    }
    let said = String::from_utf8_lossy(&other.stderr);
    let said = said.lines().next().unwrap_or("another flight");
    let text = format!(
        "exit code {:?}, converted {:?}: {said}",
        one.code, other.code
    );
    Ok(Some(Fault {
        kind: "converted flies otherwise",
        text,
    }))
}

/// What faults that are one have in common: kind, command, and the message without its numbers and names.
fn sameness(fault: &Fault, command: &str, stderr: &str) -> String {
    let plain = |text: &str| {
        let mut quoted = false;
        let mut plain = String::new();
        for c in text.chars() {
            quoted ^= c == '`' || c == '"';
            match c {
                '0'..='9' if plain.ends_with('#') => {}
                '0'..='9' if !quoted => plain.push('#'),
                c if !quoted => plain.push(c),
                _ => {}
            }
        }
        plain.chars().take(100).collect::<String>()
    };
    let error = stderr
        .lines()
        .find(|line| line.starts_with("error"))
        .unwrap_or_default();
    format!("{command}: {}; {}", plain(&fault.text), plain(error))
}

/// Keeps a case with all that is needed to run it again.
fn keep(
    work: &Work,
    number: u64,
    case: &Case,
    kind: &str,
    seen: Option<(&child::Ran, &str)>,
) -> io::Result<()> {
    let folder = work
        .found
        .join(format!("{}-{number}", kind.replace(' ', "-")));
    case::empty(&folder)?;
    case.write(&folder)?;
    let quoted: Vec<String> = case
        .arguments
        .iter()
        .map(|argument| format!("'{}'", argument.replace('\'', "'\\''")))
        .collect();
    let mut script = fs::File::create(folder.join("again"))?;
    writeln!(
        script,
        "#!/bin/sh\n# Case {number} of seed {}, made of {}.",
        work.seed, case.scene
    )?;
    writeln!(
        script,
        "cd \"$(dirname \"$0\")\"\nexec \"${{1:-{}}}\" {}",
        work.program.display(),
        quoted.join(" ")
    )?;
    if let Some((ran, text)) = seen {
        fs::write(folder.join("fault.txt"), format!("{kind}: {text}\n"))?;
        fs::write(folder.join("stdout"), &ran.stdout)?;
        fs::write(folder.join("stderr"), &ran.stderr)?;
    }
    Ok(())
}
