"""The aerodynamics of a launch."""

from __future__ import annotations

from functools import cached_property
from os import PathLike
from pathlib import Path
from typing import Any

import numpy as np

from . import _native
from ._records import Record, given, near, parsed, preformatted


def _arrays(value: Any) -> Any:
    """JSON with its lists of numbers as arrays; what is not there is NaN."""
    if isinstance(value, dict):
        return Record((key, _arrays(each)) for key, each in value.items())
    if not isinstance(value, list):
        return value
    if value and all(isinstance(each, list) for each in value):
        return np.array([_arrays(each) for each in value])
    if all(each is None or isinstance(each, (int, float)) for each in value):
        return np.array([np.nan if each is None else each for each in value], dtype=float)
    return [_arrays(each) for each in value]


class Aero:
    """Drag, normal force, centre of pressure, static margin and damping against Mach number, of the vehicle and of its parts.

    Figures are attributes, under the keys that `downrange aero --json` prints; what stands against Mach number is an array, and
    what stands against the angle of attack too is one of two dimensions, [mach, alpha]. Coefficients are on
    `reference_area_m2`; the angle of attack, `alpha_deg`, is in degrees.

    >>> import downrange
    >>> aero = downrange.read("rockets/calisto/launch.toml").aero(mach=[0.3, 0.8], alpha="0:10:5")
    >>> aero.mach
    array([0.3, 0.8])
    >>> aero.static_margin_cal.round(1)
    array([2.3, 2.8])
    >>> aero.cn.shape
    (2, 3)
    """

    def __init__(self, native: _native.Aero) -> None:
        self._native = native

    @cached_property
    def figures(self) -> Record:
        """All figures, by their keys."""
        return _arrays(parsed(self._native.json()))

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        if name in self.figures:
            return self.figures[name]
        raise AttributeError(f"no `{name}`{near(name, self.figures)}")

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *self.figures]

    def to_json(self) -> str:
        """The text that `downrange aero --json` prints."""
        return self._native.json()

    def summary(self, units: str = "si", angles: bool = False) -> str:
        """The tables that `downrange aero` prints; with `angles` those against the angle of attack too."""
        return self._native.summary(units, angles)

    def report(self, path: str | PathLike[str] | None = None, units: str = "si") -> str | Path:
        """The page with tables and charts, which needs no network: as text, or written into a file, whose path is returned."""
        return given(self._native.page(units), path)

    def __str__(self) -> str:
        return self.summary()

    def __repr__(self) -> str:
        mach = self.figures["mach"]
        return f"<Aero of {self.figures['name']!r} at {len(mach)} Mach numbers>"

    def _repr_html_(self) -> str:
        return preformatted(self.summary())
