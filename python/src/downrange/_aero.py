"""The aerodynamics of a launch."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import numpy as np

from ._records import Record
from ._result import Figures, Result


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


class Aero(Figures, Result):
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

    @cached_property
    def figures(self) -> Record:
        """All figures, by their keys."""
        return _arrays(self._json)

    def summary(self, units: str = "si", angles: bool = False) -> str:
        """The tables that `downrange aero` prints; with `angles` those against the angle of attack too."""
        return self._native.summary(units, angles)

    def __repr__(self) -> str:
        mach = self.figures["mach"]
        return f"<Aero of {self.figures['name']!r} at {len(mach)} Mach numbers>"
