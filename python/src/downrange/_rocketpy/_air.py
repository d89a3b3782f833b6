"""An environment of RocketPy's: site, air and wind of a launch file."""

from __future__ import annotations

import datetime as dt
import math
from typing import Any

import numpy as np

from ._given import Given, Notes, at, places, points
from ._uncertain import Spread

# Where functions that are no tables are read: every 100 m to 10 km above the ground, then coarser, to 30 km.
_GRID = np.concatenate([np.arange(0, 10e3, 100), np.arange(10e3, 30e3 + 1, 500)])
# Heights above sea level, m, at which it is seen whether air is the standard atmosphere, or a wind the same everywhere.
_SEEN = (0.0, 500.0, 1500.0, 4000.0, 9000.0, 15000.0)
# Winds that stand for an uncertain factor of a wind that changes with height.
_WINDS = 500
# Normal gravity of WGS-84 (NIMA TR8350.2, 4-1): at the equator, m/s², Somigliana's constant, squared eccentricity; and its
# decrease with height near the ground, 1/s².
_EQUATOR, _SOMIGLIANA, _ECCENTRICITY, _FREE_AIR = 9.7803253359, 0.00193185265241, 0.00669437999013, 3.086e-6
# Datums that are WGS-84 to within a few metres.
_SAME_DATUMS = {"WGS84", "SIRGAS2000", "NAD83"}


def site_of(environment: Given, notes: Notes) -> dict[str, Any]:
    """The table `[site]`."""
    keys: dict[str, Any] = {
        "latitude": environment.key("latitude", unit="deg"),
        "longitude": environment.key("longitude", unit="deg"),
        "elevation": environment.key("elevation"),
    }
    date = environment.raw("datetime_date")
    if isinstance(date, dt.datetime):
        keys["date"] = date.astimezone(dt.timezone.utc).replace(microsecond=0)
    datum = environment.raw("datum")
    if isinstance(datum, str) and datum not in _SAME_DATUMS:
        notes.say(f"{environment.label}: its latitude and longitude ({datum}) are taken as of WGS-84, some 100 m away")
    ground = environment.number("elevation")
    sine = math.sin(math.radians(environment.number("latitude"))) ** 2
    normal = _EQUATOR * (1 + _SOMIGLIANA * sine) / math.sqrt(1 - _ECCENTRICITY * sine) - _FREE_AIR * ground
    gravity = at(environment.raw("gravity"), ground)
    if abs(gravity / normal - 1) > 2e-4:
        notes.say(
            f"{environment.label}: its gravity of {gravity:.5g} m/s² is not carried over: Downrange has that of WGS-84, {normal:.5g} m/s²"
        )
    return keys


class Air:
    """The air of an environment of RocketPy's."""

    def __init__(self, environment: Given, notes: Notes) -> None:
        self._environment, self._notes = environment, notes
        self._thing = environment.thing
        self._ground = environment.number("elevation")

    def keys(self, files: dict[str, str]) -> tuple[dict[str, Any], dict[str, Any]]:
        """The table `[air]`, and what `[dispersion]` has of it; the files that they name come into `files`."""
        environment, thing = self._environment, self._thing
        keys: dict[str, Any] = {}
        dispersion: dict[str, Any] = {}
        winds = (thing.wind_velocity_x, thing.wind_velocity_y)
        standard = self._is_standard()
        if not standard:
            columns = {"pressure_pa": thing.pressure, "temperature_k": thing.temperature}
            files["air.csv"] = self._table(columns | dict(zip(_WIND_COLUMNS, winds, strict=True)))
            keys["profile"] = "air.csv"
        factors = [self._factor("wind_velocity_x_factor"), self._factor("wind_velocity_y_factor")]
        members = environment.choices("ensemble_member")
        if len(members) == 1 and members[0] != thing.ensemble_member:
            self._notes.say(
                f"{environment.label}: of its ensemble member {thing.ensemble_member} is flown, at which it stands, and not {members[0]} (`ensemble_member`)"
            )
        constant = [_constant(each) for each in winds]
        if len(members) < 2 and None not in constant:
            entries = [
                factor.mapped(float(wind or 0), 0).entry() for factor, wind in zip(factors, constant, strict=True)
            ]
            if any(each != 0 for each in entries):
                keys["wind"] = dict(zip(("east", "north"), entries, strict=True))
        elif len(members) > 1 or any(each.varies for each in factors):
            files["winds.csv"] = self._members(members, factors)
            dispersion["wind_ensemble"] = "winds.csv"
            if standard:
                files["wind.csv"] = self._table(dict(zip(_WIND_COLUMNS, winds, strict=True)))
                keys["wind"] = "wind.csv"
        elif standard or any(each.mean != 1 for each in factors):
            scaled = [_scaled(wind, factor.mean) for wind, factor in zip(winds, factors, strict=True)]
            files["wind.csv"] = self._table(dict(zip(_WIND_COLUMNS, scaled, strict=True)), like=winds)
            keys["wind"] = "wind.csv"
        environment.carried("wind_velocity_x_factor", "wind_velocity_y_factor", "ensemble_member")
        environment.tell_rest()
        return keys, dispersion

    def _factor(self, name: str) -> Spread:
        return self._environment.spread_of(name) if self._environment.spread is not None else Spread(1.0)

    def _is_standard(self) -> bool:
        """Whether pressure and temperature are those of the standard atmosphere."""
        thing = self._thing
        if not hasattr(thing, "pressure_ISA"):
            return False
        pairs = ((thing.pressure, thing.pressure_ISA), (thing.temperature, thing.temperature_ISA))
        return all(abs(at(one, height) / at(other, height) - 1) < 1e-6 for one, other in pairs for height in _SEEN)

    def _heights(self, functions: tuple[Any, ...]) -> np.ndarray:
        """Heights above sea level, m, at which functions are read: where their tables have points, and the ground."""
        tables = [each for each in functions if points(each) is not None]
        own = places(tables) if tables else None
        if own is None or len(tables) < len(functions):
            top = max(own[-1], self._ground + 1000) if own is not None else self._ground + _GRID[-1]
            grid = self._ground + _GRID
            own = np.unique(np.concatenate([grid[grid <= top], own if own is not None else []]))
        return np.concatenate([[self._ground], own[own > self._ground + 1]])

    def _table(self, columns: dict[str, Any], like: tuple[Any, ...] | None = None) -> str:
        """A table of functions of height above sea level."""
        heights = self._heights(like or tuple(columns.values()))
        lines = [",".join(["height_m", *columns])]
        for height in heights:
            lines.append(",".join([f"{height:.10g}", *(f"{at(each, height):.8g}" for each in columns.values())]))
        return "\n".join(lines) + "\n"

    def _members(self, members: list[int], factors: list[Spread]) -> str:
        """Winds of which one blows: those of an ensemble, or draws of factors of the wind."""
        thing = self._thing
        many = members if len(members) > 1 else [None]
        varied = any(each.varies for each in factors)
        count = max(_WINDS, len(many)) if varied else len(many)
        rng = np.random.default_rng(1)
        scales = np.column_stack(
            [each.strata(count, rng) if each.varies else np.full(count, each.mean) for each in factors]
        )
        chosen = getattr(thing, "ensemble_member", None)
        blocks: dict[Any, list[tuple[float, float, float]]] = {}
        try:
            for member in many:
                if member is not None:
                    thing.select_ensemble_member(member)
                pair = (thing.wind_velocity_x, thing.wind_velocity_y)
                blocks[member] = [(height, at(pair[0], height), at(pair[1], height)) for height in self._heights(pair)]
        finally:
            if many != [None]:
                thing.select_ensemble_member(chosen)
        if many != [None]:
            self._notes.say(
                f"{self._environment.label}: of the members of its ensemble the winds are carried over, with pressure and temperature of member {chosen}"
            )
        if varied:
            self._notes.say(f"{self._environment.label}: {count} winds stand for its uncertain factors of the wind")
        # From the weakest to the strongest, so that their number says something in a ranking of inputs.
        winds = [np.array(blocks[many[each % len(many)]]) * [1, *scales[each]] for each in range(count)]
        winds.sort(key=lambda wind: float(np.hypot(wind[:, 1], wind[:, 2]).mean()))
        lines = [",".join(["member", "height_m", *_WIND_COLUMNS])]
        for number, wind in enumerate(winds):
            lines += [f"{number},{height:.10g},{east:.6g},{north:.6g}" for height, east, north in wind]
        return "\n".join(lines) + "\n"


_WIND_COLUMNS = ("wind_east_m_s", "wind_north_m_s")


def _constant(function: Any) -> float | None:
    """The value of a function that is the same at all heights."""
    table = points(function)
    values = table[:, 1] if table is not None else np.array([at(function, height) for height in _SEEN])
    return float(values[0]) if np.ptp(values) == 0 else None


def _scaled(function: Any, factor: float) -> Any:
    return lambda height: factor * at(function, height)
