//! `[dispersion]`.

use std::f64::consts::FRAC_PI_2;

use downrange::flight::Perturbation;
use downrange::quantity::Dimension::{Angle, Length, Number, Speed, Time};

use crate::toml_file::keys::Absent::{Means, Refused};
use crate::toml_file::keys::Kind::{
    Certain, Choice, Curve, File, List, Or, Probabilities, Table, Texts, Uncertain,
};
use crate::toml_file::keys::Section;
use crate::toml_file::keys::{key, section};
use crate::toml_file::range::Range::{Any, Between, Positive, UpTo};

const EXACT: crate::toml_file::keys::Absent = Means("it is as described");

pub static DISPERSION: Section = section(
    "dispersion",
    &[
        key(
            "thrust_factor",
            Uncertain(Number, UpTo(Perturbation::MOST_FACTOR)),
            EXACT,
            "Thrust times this and burn time divided by it: a motor that burns faster, of the same impulse.",
        ),
        key(
            "impulse_factor",
            Uncertain(Number, UpTo(Perturbation::MOST_FACTOR)),
            EXACT,
            "Thrust times this over the same time: a motor of more impulse.",
        ),
        key(
            "ignition_delay",
            Uncertain(Time, Between(0.0, Perturbation::LATEST)),
            EXACT,
            "Time from the command to the first thrust, on top of the motor's own.",
        ),
        key(
            "thrust_misalignment",
            Uncertain(Angle, Between(-FRAC_PI_2, FRAC_PI_2)),
            EXACT,
            "Angle between thrust and axis.",
        ),
        key(
            "thrust_direction",
            Uncertain(Angle, Any),
            Means("any direction around the axis, all equally likely"),
            "Where around the axis the thrust leans.",
        ),
        key(
            "drag_factor",
            Uncertain(Number, UpTo(Perturbation::MOST_FACTOR)),
            EXACT,
            "Axial force at all Mach numbers times this.",
        ),
        key(
            "drag_terms",
            Choice(&["as documented"]),
            EXACT,
            "Each term of the drawn drag at all Mach numbers times a factor of its own, log-normal about 1 with the standard \
             uncertainty that the method documents for it: `downrange fly --drag-terms` tells it.",
        ),
        key(
            "normal_force_factor",
            Uncertain(Number, UpTo(Perturbation::MOST_FACTOR)),
            EXACT,
            "Normal force times this; its centre stays.",
        ),
        key(
            "center_of_pressure_shift",
            Uncertain(
                Length,
                Between(-Perturbation::MOST_SHIFT, Perturbation::MOST_SHIFT),
            ),
            EXACT,
            "The centre of pressure moves toward the tail by this.",
        ),
        key(
            "fin_misalignment",
            Uncertain(Angle, Between(-FRAC_PI_2, FRAC_PI_2)),
            EXACT,
            "Angle by which the fins as a whole turn the flow.",
        ),
        key(
            "fin_direction",
            Uncertain(Angle, Any),
            Means("any direction around the axis, all equally likely"),
            "Where around the axis they turn it to.",
        ),
        key(
            "wind_ensemble",
            Or(
                &Texts("[\"member01.csv\", \"member02.csv\"]"),
                &File("winds.csv"),
            ),
            Means("the wind is the one of [air]"),
            "Winds one of which blows, all equally likely, instead of the wind of [air]: CSV files of winds, or one file \
             with a column `member` that says to which each row belongs.",
        ),
        key(
            "air_ensemble",
            Or(
                &Texts("[\"member01.csv\", \"member02.csv\"]"),
                &File("forecast.json"),
            ),
            Means("the air is the one of [air]"),
            "States of the air, pressure, temperature, humidity and wind, one of which it is, all equally likely, instead of \
             that of [air], in which nothing may be uncertain then: weather files of the members of a forecast, or CSV files, \
             with a column `member` or one each. Not beside `wind_ensemble`.",
        ),
        key(
            "wind_error",
            Table(&WIND_ERROR),
            Means("the wind is as described"),
            "What the wind departs from the one described.",
        ),
        key("gusts", Table(&GUSTS), Means("none"), "Turbulence."),
        key(
            "failures",
            Probabilities,
            Means("nothing fails"),
            "Probability of each failure of [[failures]], by its name: `\"main stays shut\" = \"1 %\"`. They happen \
             independently of each other.",
        ),
        key(
            "correlations",
            List(&CORRELATIONS, 10_000),
            Means("all inputs are independent"),
            "Which inputs go together.",
        ),
    ],
    "What is uncertain and stands in no single number. `downrange disperse` draws it, together with every number of the \
     file that is a distribution; `downrange fly` flies the launch without it.",
);

static WIND_ERROR: Section = section(
    "dispersion.wind_error",
    &[
        key(
            "sigma",
            Curve("height", Length, "sigma", Speed),
            Means("that of forecasts of the `lead_time`"),
            "Standard deviation of the east and of the north component against height above the ground, linear in \
             between, constant beyond the ends.",
        ),
        key(
            "lead_time",
            Certain(Time, Between(0.0, 1e7)),
            Means("`sigma` or `pairs` say how large the error is"),
            "How long before the launch the forecast was made, such as `\"24 h\"`, instead of `sigma`: the error is that of `pairs` of \
             this lead time, linear between those there are, or, without pairs, an assumed one.",
        ),
        key(
            "pairs",
            List(&PAIRS, 10_000),
            Means("assumed errors, rounded and without a place"),
            "Forecasts and what was measured then: five of a lead time at least.",
        ),
        key(
            "correlation_height",
            Certain(Length, Positive),
            Means("3 km"),
            "Difference in height over which the correlation of errors falls to 1/e.",
        ),
        key(
            "top",
            Certain(Length, UpTo(1e6)),
            Means("20 km"),
            "Height above the ground up to which errors are drawn; above, they stay. A little above the highest apogee \
             is enough, and more costs time.",
        ),
    ],
    "A random error of the wind, east and north independent, correlated over height (a Gauss–Markov process). How large \
     it is depends on how old and how far away the sounding or forecast is.",
);

static PAIRS: Section = section(
    "dispersion.wind_error.pairs[]",
    &[
        key(
            "forecast",
            File("forecast.json"),
            Refused,
            "A weather file with the hours of a forecast.",
        ),
        key(
            "sounding",
            File("soundings.txt"),
            Refused,
            "A weather file with soundings: each within the hours of the forecast makes a pair, over its own place if it says it.",
        ),
        key(
            "lead_time",
            Certain(Time, Between(0.0, 1e7)),
            Means("the time since the first hour of the forecast"),
            "How long before the sounding the forecast was made.",
        ),
    ],
    "A forecast and what was measured then.",
);

static GUSTS: Section = section(
    "dispersion.gusts",
    &[
        key(
            "severity",
            Choice(&["light", "moderate", "severe"]),
            Refused,
            "How strong, in the words of MIL-F-8785C.",
        ),
        key(
            "wind_at_20_feet",
            Certain(Speed, Between(0.0, 100.0)),
            Means("15, 30 or 45 knots, by severity"),
            "Wind at 20 ft (6.1 m), from which the intensity below 1,000 ft follows.",
        ),
        key(
            "top",
            Certain(Length, UpTo(1e6)),
            Refused,
            "Height above the ground up to which there are gusts. More costs time.",
        ),
    ],
    "Turbulence with the Dryden spectrum (MIL-F-8785C), horizontal, frozen while a flight passes.",
);

static CORRELATIONS: Section = section(
    "dispersion.correlations[]",
    &[
        key(
            "inputs",
            Texts("[\"rocket.mass\", \"drag_factor\"]"),
            Refused,
            "Two inputs by their names: a key of [dispersion], or the dotted path of a number, with the name or type of \
             what is listed (`parachutes.main.drag_area`). `downrange disperse --inputs` shows them.",
        ),
        key(
            "coefficient",
            Certain(Number, Between(-1.0, 1.0)),
            Refused,
            "Correlation of their normal numbers, −1 to 1: of two normal inputs, their own.",
        ),
    ],
    "Two inputs that are not independent.",
);
