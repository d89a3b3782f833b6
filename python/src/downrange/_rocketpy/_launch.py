"""A rocket, an environment and a flight of RocketPy's as one launch."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from os import PathLike
from pathlib import Path
from typing import Any

import numpy as np

from .. import _native, _records
from .._errors import InputWarning
from .._launch import Launch, loads, read
from ._air import Air, site_of
from ._body import Axis, Buttons, eccentricity, parts_of, surfaces_of
from ._given import Given, Notes, at, kinds
from ._motor import Mounted
from ._recovery import parachutes_of
from ._uncertain import Spread, rounded

# Mach numbers at which drag is read; points on a straight line between their neighbours are left out.
_MACH = np.concatenate([np.arange(0, 3, 0.01), np.arange(3, 8.01, 0.05)])


def from_rocketpy(
    source: Any,
    environment: Any = None,
    *,
    rocket: Any = None,
    rail_length: float | None = None,
    inclination: float | None = None,
    heading: float | None = None,
    triggers: Mapping[str, Any] | None = None,
    name: str | None = None,
    out: str | PathLike[str] | None = None,
) -> Launch:
    """The launch of a rocket that was described for RocketPy.

    Motors, surfaces, drag, rail buttons, parachutes, air, wind and rail are carried over, and the distributions of stochastic
    objects. What is not carried over is warned of (`InputWarning`), and stands at the head of `Launch.to_toml`. RocketPy itself is
    never imported: its objects are known by the names of their classes.

    Args:
        source: A `Flight`; a `Rocket`, with its `environment`; a `StochasticFlight`, `StochasticRocket` or `MonteCarlo`.
        environment: The `Environment` or `StochasticEnvironment`, instead of that of a flight.
        rocket: The `Rocket` or `StochasticRocket`, instead of that of a flight.
        rail_length: The length of the rail in m, instead of that of a flight.
        inclination: The angle of the rail above the horizon in degrees, likewise.
        heading: The direction it leans to in degrees, clockwise from north, likewise.
        triggers: What fires a parachute whose trigger is a function that cannot be read, by the name of the parachute: ``"apogee"``,
            ``"burnout"``, or a height above the site in m, on the way down.
        name: The name of the launch, instead of that of the flight.
        out: A folder in which launch file and tables are written as well, for the command line.

    Raises:
        InputError: When something cannot be carried over; it names the object, and says what to do.
    """
    flight, rocket, environment = _sorted(source, rocket, environment)
    notes = Notes()
    given = Given(flight, notes) if flight is not None else None
    vehicle, surroundings = Given(rocket, notes), Given(environment, notes)
    if "PointMassRocket" in vehicle.kinds:
        raise vehicle.fault("it is a point mass, and what flies here is a rigid body", "describe it as a `Rocket`")
    files: dict[str, str] = {}
    keys: dict[str, Any] = {"name": name or _name(given, vehicle)}
    keys["site"] = site_of(surroundings, notes)
    surfaces = surfaces_of(vehicle, notes)
    axis = Axis(vehicle, surfaces)
    buttons = Buttons(vehicle, axis, notes)
    said = {"rail_length": rail_length, "inclination": inclination, "heading": heading}
    keys["rail"] = _rail(given, said, buttons, notes)
    air, dispersion = Air(surroundings, notes).keys(files)
    if air:
        keys["air"] = air
    mounted = Mounted(vehicle, axis, notes)
    parts = parts_of(vehicle, surfaces, axis, mounted.nozzle, notes) + buttons.parts
    keys["rocket"] = _rocket(vehicle, axis, parts, dispersion, notes)
    keys["motor"] = mounted.keys()
    if parachutes := parachutes_of(vehicle, surroundings.number("elevation"), triggers, notes):
        keys["parachutes"] = parachutes
    if dispersion:
        keys["dispersion"] = dispersion
    vehicle.tell_rest()
    return _launch(keys, files, notes, out)


def _launch(keys: dict[str, Any], files: dict[str, str], notes: Notes, out: str | PathLike[str] | None) -> Launch:
    # One table after the other, in the order of the reference.
    tables = "\n".join(_native.Launch.toml_of({key: value}) for key, value in keys.items())
    text = _head(notes) + tables
    for note in notes:
        warnings.warn(note, InputWarning, stacklevel=3)
    if out is None:
        return loads(text, files)
    folder = Path(out)
    folder.mkdir(parents=True, exist_ok=True)
    for file, content in (files | {"launch.toml": text}).items():
        _records.given(content, folder / file)
    return read(folder / "launch.toml")


def _head(notes: Notes) -> str:
    lines = [
        "Taken over from RocketPy by `downrange.from_rocketpy`. Positions are distances from the nose tip.",
        "RocketPy knows no thickness of fins and walls and no size of buttons: those here are invented.",
        "They change nothing where drag, mass and inertia are given. Left out are settings of its solver,",
        "sampling rates, and the added mass of the air in a parachute.",
        *(f"Note: {note}." for note in notes),
    ]
    return "".join(f"# {line}\n" for line in lines) + "\n"


def _sorted(source: Any, rocket: Any, environment: Any) -> tuple[Any, Any, Any]:
    """Flight (or none), rocket and environment of what was given."""
    flight = None
    found = kinds(source) | (kinds(source.obj) if "StochasticModel" in kinds(source) else set())
    if "MonteCarlo" in found:
        flight, rocket, environment = source.flight, rocket or source.rocket, environment or source.environment
    elif "Flight" in found:
        flight = source
        inner = source.obj if "StochasticModel" in found else source
        rocket, environment = rocket or inner.rocket, environment or inner.env
    elif "Rocket" in found:
        if rocket is not None:
            raise TypeError("one rocket, not two")
        rocket = source
    else:
        raise TypeError(
            f"a Flight, a Rocket, a MonteCarlo or a stochastic one of RocketPy's, not {type(source).__name__}"
        )
    if environment is None:
        raise TypeError("a rocket flies in an environment: from_rocketpy(rocket, environment, rail_length=…)")
    return flight, rocket, environment


def _name(flight: Given | None, rocket: Given) -> str:
    """The name of the flight, unless it is the one that all have."""
    name = flight.raw("name") if flight is not None else None
    if isinstance(name, str) and name not in ("", "Flight"):
        return name
    return str(rocket.raw("name") or "Rocket from RocketPy")


def _rail(flight: Given | None, said: dict[str, float | None], buttons: Buttons, notes: Notes) -> dict[str, Any]:
    """The table `[rail]`."""
    if flight is None:
        missing = [key for key, value in said.items() if value is None]
        if missing:
            raise TypeError(
                f"a rocket leaves a rail: from_rocketpy(rocket, environment, {', '.join(f'{key}=…' for key in missing)})"
            )
    else:
        _check_start(flight, notes)

    def spread(attribute: str) -> Spread:
        if (value := said[attribute]) is not None or flight is None:
            return Spread(float(value or 0))
        flight.carried(attribute)
        return flight.spread_of(attribute)

    keys = {
        "length": buttons.on_rail(spread("rail_length")).entry(),
        "elevation_angle": spread("inclination").entry("deg", maximum=90.0),
        "heading": spread("heading").entry("deg"),
    }
    if flight is not None:
        if said["inclination"] is None:
            _upright(flight, keys, said, notes)
        flight.tell_rest()
    return keys


def _upright(flight: Given, keys: dict[str, Any], said: dict[str, float | None], notes: Notes) -> None:
    """A rail about upright leans back as often as forth: half of its distribution, and either heading."""
    angle = flight.spread_of("inclination")
    if not angle.varies or angle.mean + angle.reach <= 90:
        return
    if angle.mean == 90 and not angle.values and said["heading"] is None and not flight.varies("heading"):
        heading = flight.number("heading")
        keys["heading"] = {"values": [f"{rounded(each % 360)!r} deg" for each in (heading, heading + 180)]}
    else:
        notes.say(f"{flight.label}: `inclination` is cut at 90 degrees")


def _check_start(flight: Given, notes: Notes) -> None:
    start = flight.raw("initial_solution")
    moves = start is not None and any(abs(float(each)) > 1e-9 for each in (start[0], *start[4:7]))
    if moves:
        raise flight.fault(
            "it begins away from its rail (`initial_solution`)", "give the flight that begins on the rail"
        )
    if flight.raw("terminate_on_apogee"):
        notes.say(f"{flight.label}: it ends at apogee in RocketPy, and on the ground here")
    if flight.raw("simulation_mode", "6 DOF") == "3 DOF":
        notes.say(f"{flight.label}: it is a flight of a point mass in RocketPy, and of a rigid body here")


def _rocket(
    rocket: Given, axis: Axis, parts: list[dict[str, Any]], dispersion: dict[str, Any], notes: Notes
) -> dict[str, Any]:
    """The table `[rocket]`; what is uncertain about its drag goes to `dispersion`."""
    across, along = rocket.key("I_11_without_motor", minimum=0), rocket.key("I_33_without_motor", minimum=0)
    if rocket.number("I_11_without_motor") != rocket.number("I_22_without_motor"):
        notes.say(f"{rocket.label}: of `I_11_without_motor` and `I_22_without_motor` the first is carried over")
    if rocket.varies("I_11_without_motor"):
        rocket.carried("I_22_without_motor")
    rocket.tell_nonzero(
        *(f"I_{axes}_without_motor" for axes in ("12", "13", "23")),
        "cm_eccentricity_x",
        "cm_eccentricity_y",
        "cp_eccentricity_x",
        "cp_eccentricity_y",
    )
    if rocket.thing.air_brakes:
        notes.say(f"{rocket.label}: its air brakes are not carried over: flown with them shut")
    elif getattr(rocket.thing, "_controllers", None):
        notes.say(f"{rocket.label}: its controllers are not carried over")
    if len(getattr(rocket.thing, "sensors", ())):
        notes.say(f"{rocket.label}: its sensors are not carried over")
    keys = {
        "diameter": rounded(2 * rocket.number("radius")),
        "mass": rocket.key("mass"),
        "center_of_mass": axis.key(rocket, "center_of_mass_without_motor"),
        "inertia": {"axial": along, "transverse": across},
    }
    keys |= _drag(rocket, dispersion, notes)
    keys |= eccentricity(rocket, notes)
    return keys | {"parts": parts}


def _drag(rocket: Given, dispersion: dict[str, Any], notes: Notes) -> dict[str, Any]:
    """The curves of drag, with the means of their factors; the spread of these goes to `dispersion`."""
    keys = {}
    for state in ("off", "on"):
        mean = rocket.number(f"power_{state}_drag_factor") if rocket.spread is not None else 1.0
        keys[f"drag_power_{state}"] = _curve(rocket, state, mean)
        if rocket.varies(f"power_{state}_drag"):
            notes.say(f"{rocket.label}: of the curves in `power_{state}_drag` the rocket's own is carried over")
            rocket.carried(f"power_{state}_drag")
    if rocket.spread is not None:
        _drag_factor(rocket, dispersion, notes)
    return keys


def _drag_factor(rocket: Given, dispersion: dict[str, Any], notes: Notes) -> None:
    """The key `drag_factor` of `dispersion`: that of RocketPy, and what an uncertain radius does to the area it is on.

    An uncertain diameter would have the rocket drawn anew for every flight, which takes thirty times as long; with drag given, and with the
    bodies at fins, noses and tails apart, drag is all that it changes.
    """
    coasting, burning = (_relative(rocket, f"power_{each}_drag_factor") for each in ("off", "on"))
    share = 2 * rocket.sigma_of("radius") / rocket.number("radius")
    if coasting.varies:
        if not burning.varies:
            notes.say(f"{rocket.label}: its uncertain drag factor counts while the motor burns too")
        elif burning.entry() == coasting.entry():
            notes.say(f"{rocket.label}: its drag factors with power on and off are drawn as one")
            rocket.carried("power_on_drag_factor")
    if share > 0 and (coasting.sigma > 0 or not coasting.varies):
        coasting = Spread(1.0, sigma=float(np.hypot(coasting.sigma, share)))
        notes.say(f"{rocket.label}: its uncertain radius counts as drag that is uncertain by its square")
        rocket.carried("radius")
    if coasting.varies:
        dispersion["drag_factor"] = coasting.entry(minimum=0)
        rocket.carried("power_off_drag_factor")


def _relative(rocket: Given, name: str) -> Spread:
    """What is drawn for a factor, as a share of its mean."""
    factor = rocket.spread_of(name)
    if factor.mean == 0:
        raise rocket.fault(f"the mean of its `{name}` is zero", f"give it a mean: `{name}=(1, {factor.sigma or 0.05:g})`")
    return factor.mapped(1 / factor.mean, 0)


def _curve(rocket: Given, state: str, factor: float) -> Any:
    """A drag coefficient against Mach number, as RocketPy flies it."""
    thing = rocket.thing
    function = getattr(thing, f"power_{state}_drag_7d", None)
    try:
        if function is None:
            values = [at(getattr(thing, f"power_{state}_drag"), mach) for mach in _MACH]
        else:
            values = [float(function(0, 0, mach, 0, 0, 0, 0)) for mach in _MACH]
            aside = [float(function(0.1, 0.1, mach, 1e6, 0.1, 0.1, 0.1)) for mach in _MACH[::50]]
            if not np.allclose(aside, values[::50], rtol=1e-9, atol=1e-12):
                rocket.notes.say(
                    f"{rocket.label}: `power_{state}_drag` is taken at no angle of attack, Reynolds number and turning of zero"
                )
    except Exception as error:
        raise rocket.fault(
            f"`power_{state}_drag` cannot be read: {error}", "give it as a table against Mach number"
        ) from error
    curve = factor * np.array(values)
    if not np.isfinite(curve).all():
        raise rocket.fault(
            f"`power_{state}_drag` is no number at all Mach numbers", "give it as a table against Mach number"
        )
    kept = _bends(_MACH, curve)
    if len(kept) == 2 and curve[0] == curve[-1]:
        return rounded(float(curve[0]))
    return [[rounded(float(_MACH[each])), float(f"{curve[each]:.9g}")] for each in kept]


def _bends(across: np.ndarray, up: np.ndarray) -> list[int]:
    """The points at which a curve bends, and its ends."""
    kept = [0]
    for index in range(1, len(across) - 1):
        before, after = kept[-1], index + 1
        share = (across[index] - across[before]) / (across[after] - across[before])
        straight = up[before] + share * (up[after] - up[before])
        if abs(straight - up[index]) > 1e-7:
            kept.append(index)
    return [*kept, len(across) - 1]
