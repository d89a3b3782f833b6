"""One flight."""

from __future__ import annotations

from functools import cached_property
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import _native
from ._records import Record, given, near
from ._result import Figures, Result
from ._series import Series
from ._table import Table

if TYPE_CHECKING:
    from matplotlib.figure import Figure

#: Channels of a trajectory: the key with its unit, and the unit.
_CHANNELS = dict(_native.channels())


def _short(key: str, unit: str) -> str:
    """A key without the unit at its end."""
    return key.removesuffix("_" + unit.replace("/", "_").lower()) if unit else key


#: Channels by shorter names.
_NAMES = {
    **{_short(key, unit): key for key, unit in _CHANNELS.items()},
    **{key: key for key in _CHANNELS},
    "height": "altitude_agl_m",
}


def _channel(native: _native.Flight, name: str, body: int) -> Series:
    key = _NAMES.get(name)
    if key is None:
        raise KeyError(f"no channel `{name}`{near(name, _NAMES)}")
    return Series(native.channel(key, body), key, _CHANNELS[key])


class Body(Figures):
    """One body of a flight: the vehicle, or what left it.

    Figures are attributes, as in the JSON of `downrange fly`; channels against time are items, as of `Flight`.

    >>> import downrange
    >>> booster = downrange.read("rockets/two-stage/launch.toml").fly().bodies[1]
    >>> booster.name, round(booster.apogee_agl_m)
    ('booster', 3780)
    >>> booster["speed"].units
    'm/s'
    """

    name: str
    start_time_s: float
    mass_kg: float
    apogee_agl_m: float
    apogee_altimeter_m: float
    apogee_time_s: float
    descent_rates: list[Record]
    landing: Record | None
    impact_speed_m_s: float | None

    def __init__(self, native: _native.Flight, index: int, figures: Record) -> None:
        self._native = native
        self._index = index
        self.figures = figures

    def __getitem__(self, name: str) -> Series:
        """A channel of its trajectory against time."""
        return _channel(self._native, name, self._index)

    @property
    def frame(self) -> Table:
        """Its trajectory as a table."""
        return Table(self._native.frame(self._index))

    def csv(self, path: str | PathLike[str] | None = None) -> str | Path:
        """Its trajectory as `trajectory.csv`: as text, or written into a file, whose path is returned."""
        return given(self._native.csv(self._index), path)

    def __repr__(self) -> str:
        return f"<Body {self.name!r}: apogee {self.apogee_agl_m:.1f} m>"


class Flight(Figures, Result):
    """A flight from ignition to the ground.

    Figures are attributes, under the keys that `downrange fly --json` prints: SI units and degrees, the unit at the end of the
    name; ``None`` for what did not happen. Channels against time are arrays with units, by their names in `trajectory.csv`,
    with the unit or without.

    >>> import downrange
    >>> flight = downrange.read("rockets/calisto/launch.toml").fly()
    >>> round(flight.apogee_agl_m), round(flight.max_mach, 2)
    (3331, 0.83)
    >>> [event.name for event in flight.events][:4]
    ['ignition', 'liftoff', 'rail exit', 'rail clear']
    >>> height = flight["height"]
    >>> bool(abs(height.max() - flight.apogee_agl_m) < 0.1), height.units
    (True, 'm')

    The trajectory is recorded when it is first asked for, by flying once more with the same digits.
    """

    # Figures of the flight.
    apogee_agl_m: float
    apogee_asl_m: float
    apogee_altimeter_m: float
    apogee_time_s: float
    max_speed_m_s: float
    max_speed_time_s: float
    max_mach: float
    max_mach_time_s: float
    max_acceleration_m_s2: float
    max_acceleration_time_s: float
    max_dynamic_pressure_pa: float
    max_dynamic_pressure_time_s: float
    rail_exit_speed_m_s: float | None
    rail_exit_time_s: float | None
    rail_exit_static_margin_cal: float | None
    rail_exit_angle_of_attack_deg: float | None
    rail_exit_thrust_to_weight: float | None
    min_static_margin_cal: float | None
    min_static_margin_time_s: float | None
    max_static_margin_cal: float | None
    max_static_margin_time_s: float | None
    burnout_time_s: float | None
    burnout_altitude_agl_m: float | None
    burnout_speed_m_s: float | None
    liftoff_mass_kg: float
    landing_time_s: float | None
    landing_lat_deg: float | None
    landing_lon_deg: float | None
    landing_east_m: float | None
    landing_north_m: float | None
    landing_distance_m: float | None
    landing_bearing_deg: float | None
    landing_speed_m_s: float | None

    @cached_property
    def figures(self) -> Record:
        """All figures, by their keys."""
        return Record(self._native.figures())

    @property
    def name(self) -> str:
        """The name of the launch."""
        return self._native.name

    @property
    def failure(self) -> str | None:
        """The failure that it was flown with."""
        return self._json.get("failure")

    @cached_property
    def drag_terms(self) -> dict[str, float]:
        """By what share one standard uncertainty more of each term of the drawn drag moves the apogee, flown; `together`, of all of them."""
        return self._native.drag_terms()

    @property
    def events(self) -> list[Record]:
        """What happened, in order of time: `name`, `time_s`, `altitude_agl_m`, `mach`, `speed_m_s`."""
        return self._json["events"]

    @property
    def warnings(self) -> list[str]:
        """Rules of thumb that the flight breaks, each in a sentence."""
        return self._json["warnings"]

    @property
    def landing(self) -> Record | None:
        """Where and how it came down; ``None`` where it still flew as its time was over."""
        return self._json["landing"]

    @property
    def descent_rates(self) -> list[Record]:
        """Each parachute's descent: `parachute`, `speed_m_s` (positive down)."""
        return self._json["descent_rates"]

    @cached_property
    def bodies(self) -> list[Body]:
        """Every body: first the one with the payload, then what left it, in order of time."""
        bodies = enumerate(self._json["bodies"])
        return [Body(self._native, index, figures) for index, figures in bodies]

    def __getitem__(self, name: str) -> Series:
        """A channel of the body with the payload against time."""
        return _channel(self._native, name, 0)

    def _ipython_key_completions_(self) -> list[str]:
        return list(_NAMES)

    @property
    def frame(self) -> Table:
        """The trajectory as a table: every channel, and the phase."""
        return Table(self._native.frame(0))

    def kml(self, path: str | PathLike[str] | None = None) -> str | Path:
        """The flight for Google Earth: as text, or written into a file."""
        return given(self._native.kml(), path)

    def geojson(self, path: str | PathLike[str] | None = None) -> str | Path:
        """The flight for maps and GIS: as text, or written into a file."""
        return given(self._native.geojson(), path)

    def csv(self, path: str | PathLike[str] | None = None) -> str | Path:
        """The trajectory as `trajectory.csv`: as text, or written into a file."""
        return given(self._native.csv(0), path)

    def plot(self) -> Figure:
        """Height and speed of all bodies against time, with the events, as a figure of matplotlib, which has to be installed.

        >>> import matplotlib
        >>> matplotlib.use("agg")
        >>> import downrange
        >>> figure = downrange.read("rockets/calisto/launch.toml").fly().plot()
        >>> [axes.get_ylabel() for axes in figure.axes]
        ['Height above the site, m', 'Speed over the ground, m/s']
        """
        from ._plots import flight_figure

        lines = [{key: body[key] for key in ("time", "height", "speed")} for body in (self, *self.bodies[1:])]
        return flight_figure(self.name, lines, self.events)

    def __repr__(self) -> str:
        return f"<Flight of {self.name!r}: apogee {self.apogee_agl_m:.1f} m, top speed {self.max_speed_m_s:.1f} m/s>"
