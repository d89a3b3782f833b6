//! The page of the book that explains the launch file key by key, from the tables of keys.

use std::fmt::Write;

use downrange::quantity::units::UNITS;

use crate::launch::keys::LAUNCH;
use crate::launch::materials::{FINISHES, MATERIALS, Named};
use crate::toml_file::keys::{Absent, Key, Kind, Section, bracketed};

/// The page of the book that explains the launch file key by key, in Markdown.
///
/// ```
/// assert!(downrange_formats::keys_as_markdown().starts_with("# The launch file"));
/// ```
pub fn keys_as_markdown() -> String {
    let mut page = String::from("# The launch file, key by key\n\n");
    page.push_str("<!-- Written by `UPDATE=1 cargo test -p downrange-formats`; edit the tables of keys instead. -->\n\n");
    for section in LAUNCH.all() {
        if !section.path.is_empty() {
            let _ = writeln!(page, "## {}\n", heading(section));
        }
        let _ = writeln!(page, "{}\n", section.doc);
        // The keys of [rocket] stand in [stages.vehicle] again.
        if section.path != "stages.vehicle" {
            keys(&mut page, section.keys);
        }
        for variant in section.variants {
            let _ = writeln!(page, "### type = \"{}\"\n\n{}\n", variant.name, variant.doc);
            keys(&mut page, variant.keys);
        }
    }
    page.push_str(FILES);
    named(&mut page, "Materials", "Density, kg/m³", MATERIALS, 1.0);
    named(&mut page, "Finishes", "Roughness, µm", FINISHES, 1e6);
    units(&mut page);
    page
}

fn heading(section: &Section) -> String {
    match section.path {
        "inertia" => "`inertia = { … }`".into(),
        "parachutes.trigger" => "`trigger = { … }`".into(),
        "stages.ignition" => "`ignition = { … }`".into(),
        "stages.separation.when" => "`when = { … }`".into(),
        path => format!("`{}`", bracketed(path)),
    }
}

fn keys(page: &mut String, keys: &[Key]) {
    page.push_str("| key | takes | without it | |\n|---|---|---|---|\n");
    for key in keys {
        let absent = match key.absent {
            Absent::Refused => "**needed**",
            Absent::Means(words) => words,
        };
        let _ = writeln!(
            page,
            "| `{}` | {} | {absent} | {} |",
            key.name,
            takes(key.kind),
            key.doc
        );
    }
    page.push('\n');
}

fn takes(kind: Kind) -> String {
    match kind {
        Kind::Text => "text".into(),
        Kind::Date => "a date".into(),
        Kind::Quantity(dimension, _) | Kind::Certain(dimension, _) => match dimension.unit() {
            "" => "a number".into(),
            unit => format!("{} ({unit})", dimension.name()),
        },
        Kind::Uncertain(dimension, _) => match dimension.unit() {
            "" => "a distribution".into(),
            unit => format!("a distribution ({unit})"),
        },
        Kind::Texts(example) => format!("a list such as `{example}`"),
        Kind::Probabilities => kind.expected(),
        Kind::Curve(x, _, y, _) => format!("pairs `[[{x}, {y}], …]`, or a CSV file"),
        Kind::MachCurve(_) => "a number, pairs `[[mach, value], …]`, or a CSV file".into(),
        Kind::Coefficient(_) => "as above, or `{ angles = […], curves = […] }`".replace(
            "as above",
            "a number, pairs `[[mach, value], …]`, a CSV file",
        ),
        Kind::Points => "points `[[x, y], …]`, lengths".into(),
        Kind::Table(section) => format!("table {}", heading(section)),
        Kind::List(section, most) => format!("tables {}, at most {most}", heading(section)),
        Kind::Or(first, second) => format!("{}, or {}", takes(*first), takes(*second)),
        Kind::Choice(words) => words
            .iter()
            .map(|word| format!("`\"{word}\"`"))
            .collect::<Vec<_>>()
            .join(", "),
        Kind::File(example) => format!("a file such as `\"{example}\"`"),
        Kind::Boolean | Kind::Count(_) => kind.expected(),
    }
}

fn named(page: &mut String, title: &str, column: &str, table: &[Named], factor: f64) {
    let _ = writeln!(
        page,
        "## {title}\n\n| name | {column} | source |\n|---|---|---|"
    );
    for each in table {
        let value = (each.value * factor * 1e6).round() / 1e6;
        let _ = writeln!(page, "| `{}` | {value} | {} |", each.name, each.source);
    }
    page.push('\n');
}

fn units(page: &mut String) {
    page.push_str(
        "## Units\n\nProducts, quotients and whole powers of these: `kg/m3`, `sq in`, `lb ft2`, `1/deg`, `N s`. \
         Lengths may be in feet and inches, `5'6\"`. Factors are those of NIST SP 811.\n\n",
    );
    let names: Vec<String> = UNITS
        .iter()
        .map(|unit| {
            let more = unit
                .names
                .iter()
                .skip(1)
                .map(|name| format!("`{name}`"))
                .collect::<Vec<_>>()
                .join(", ");
            let first = unit.names.first().copied().unwrap_or("");
            match more.as_str() {
                "" => format!("- `{first}`"),
                more => format!("- `{first}`: {more}"),
            }
        })
        .collect();
    page.push_str(&names.join("\n"));
    page.push('\n');
}

const FILES: &str = "## Uncertain numbers

In place of a quantity may stand a table that says how uncertain it is; in place of a whole number, a curve, or a key of
[settings] it may not. Values have units as everywhere.

| table | distribution | `fly` takes |
|---|---|---|
| `{ mean = \"12.4 lb\", sigma = \"0.1 lb\" }` | normal | the mean |
| the same with `min`, `max` or both | normal, cut there; `mean` and `sigma` are those before the cut | the mean, or the bound nearest to it |
| `{ mean = …, sigma = …, distribution = \"log-normal\" }` | log-normal, with this mean and standard deviation | the mean |
| `{ min = …, max = … }` | uniform | the middle |
| `{ min = …, mode = …, max = … }` | triangular | the mode |
| `{ samples = [ … ] }`, `{ samples = \"weighed.csv\" }` | one of these, all equally likely | their mean |
| `{ values = [ … ], weights = [ … ] }` | one of these, as often as its weight says; without weights all equally often | the likeliest |

`sigma` is a standard deviation in the unit of the quantity (`\"2 C\"` is a difference of two kelvin), or in per cent **of the
mean**, also of a pure number. A file of samples has one column; a header may name the unit (`mass_lb`).
A distribution that reaches what cannot be (a mass below zero) is cut by `min` and `max`; a sample that cannot be flown
counts as failed. Where 3 % or more of the draws cannot be, that is told when the file is read; where more than half cannot, the file is refused.

## Limits

Reading takes time and memory in proportion to what is read. Where each entry costs a flight more, its number is bounded, far above
what any rocket has; what is beyond is refused at its place. Lists of tables say theirs above. Besides:

| what | at most |
|---|---|
| parts of all stages together | 1000 |
| sets of fins in one drawing | 32 |
| points of a fin's outline | 2000 |
| letters of a name | 1000 |
| areas of a run, by their names; keep-out areas likewise | 1000 |
| uncertain numbers | 1000 |
| files or names in one list | 10,000 |
| columns of a table | 10,000 |
| wind of any form, and what is drawn of its error | 200 m/s |
| factors of `[dispersion]` | 100 |
| parts of a RASAero drawing | 1000 |

Rows of tables, levels of soundings and members of an ensemble are not bounded. Of an `.eng` file the first 4,000 motors are read, which is told.

## Files that it names

A launch file names files of its own folder and of the folders in it. A path that leads out, by `..`, by a symbolic link or from
the root of the machine, is refused, whether there is such a file or not: a launch file from elsewhere could show pieces of any of
your files in its messages. `--allow-outside` lets it, of those whose author you trust.

Only regular files are read, a launch file of 8 MB at most, tables and motors of 64 MB. They are UTF-8, or UTF-16 with its mark; lines may end
as on any system.

## Profiles

Soundings of Wyoming, IGRA and Iowa State, forecasts of Open-Meteo, fields in NetCDF and GRIB 2 are read as they come: see
[the weather of the day](weather.md).

A CSV file of the air has a header that names its columns, with their units: `height_m`, `Altitude (ft)`,
`pressure [hPa]`, `temperature_c`, `wind_speed_kt`. A column without a unit is in SI; wind directions must say theirs.

| column | spellings |
|---|---|
| height above mean sea level | `height`, `altitude`, `geopotential_height` (converted) |
| height above the ground | `height_agl`, `altitude_agl` |
| pressure | `pressure`, `p` |
| temperature | `temperature`, `t` |
| relative humidity | `relative_humidity`, `rh` |
| wind | `wind_speed` and `wind_direction_deg` (from where it comes), or `east` and `north` (`u`, `v`), and `up` (`w`) |

A `wind` file has heights and wind only. A file of several winds for `wind_ensemble` has a column `member` besides: the rows of one member are one wind. `rockets/hybrid`
has its wind in layers, `rockets/wind-ensemble` flies an ensemble.

## Curves

A CSV file of a curve has two columns; a header is optional and may carry units (`time_s,thrust_n`). Where a file has
more columns they are found by name: `mach`, `cd`, `CD Power-Off`, `CD Power-On`; with a column `alpha_deg` the
coefficient depends on the angle of attack too. `rockets/hybrid` takes thrust, propellant and drag from such files. A single
third column of a table against Mach number that nobody reads is refused by its name, unless another key reads it.

## Tables as they come

Columns are separated by semicolons, tabs, commas, or, where none of these stands, blanks. Where a comma does not separate, it is a decimal
sign. Lines that begin with `#`, `%` or `//` are comments. Text may be UTF-8, UTF-16 or Latin-1.

Thrust, drag, soundings and winds, from files or written here as pairs, go by the same rules. What has one meaning is put right
and told in one line on the standard error, with file and line; what has two is refused at its line.

| what stands there | what is made of it |
|---|---|
| rows from the greatest time, Mach number or height down | turned |
| rows out of order | sorted. Refused: three rows or more that begin again (by over 5 % of the span) and contradict those before by over 1 %, as curves for several angles below each other do; times that go back by over 5 % of the burn, which are slips |
| a row that says the same again | passed over |
| two values at one time | a step, over two millionths of the burn. At time zero the second counts: a first point without thrust says nothing. At the last time the first counts |
| two values at one Mach number | their mean, if within 5 % of each other (rounding makes so much where drag rises steeply); refused otherwise |
| thrust below zero before ignition or after burn-out | noise, and nothing, up to 1 % of the impulse, as are readings after it no further above zero; refused beyond that, and in the middle of the burn (between the first and the last reading over 5 % of the greatest) |
| a thrust curve of more than 300 points | averaged over 256 equal parts of the burn, with the same impulse: a step of the thrust then takes a hundredth of the burn, and small noise is gone |
| times below zero without thrust | passed over |
| levels of one height in a sounding | one level, their mean; refused where they are further apart than 2 % in pressure, 5 K or 10 m/s |
| a level up to 100 m below one before it | passed over: balloons dip |
| levels after the highest, going down | passed over |
| a level whose pressure is not below that of the level under it, by up to 1 hPa | passed over: rounding |
| two winds at one height | their mean within 2 m/s, otherwise a step over one metre, as of winds by layers |
| heights that begin again | refused: a second sounding, or members without a column `member` |

## Motor files

RASP `.eng` and RockSim `.rse` files are read. Of a motor that only has a thrust curve, the dry mass is taken as a thin
tube over its length, and the propellant as a grain of unknown geometry that fills it.

What [motor] gives replaces what the file says before the motor is judged: a file that cannot fly as it stands flies with the numbers that it
lacks. Impulse and propellant that give an exhaust below 10 or above 6000 m/s are told and flown: hybrids are, whose header counts
the fuel alone. Give `propellant_mass` with the oxidizer and `dry_mass` as they were weighed.

Where several motors of a file bear the wanted name and their impulses are within 20 % of each other (three times the standard deviation that
certification allows), one that can fly is taken before others, then the one whose curve has the most points, then the first;
what was passed over is told, with the difference. Further apart they are different motors, and `designation` needs the maker in brackets.

### The motor library

[The motor library](motors.md) is a folder of motor files that belongs to the user. A launch file names a motor in it by the designation
alone:

```toml
[motor]
designation = \"K550W\"
```

The file that is taken is told with its SHA-256, and its bytes count in the digest of the launch. A launch file that others are to fly
should name the motor file with `file`.

";

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    /// The page of the book is the one these tables write. `UPDATE=1 cargo test -p downrange-formats` writes it.
    #[test]
    fn the_page_is_current() {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../../docs/book/src/launch-file.md");
        let page = super::keys_as_markdown();
        if std::env::var_os("UPDATE").is_some() {
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(&path, &page).unwrap();
        }
        assert!(
            std::fs::read_to_string(path).unwrap_or_default() == page,
            "run UPDATE=1 cargo test -p downrange-formats"
        );
    }
}
