"""Numbers with a unit."""

from __future__ import annotations

from typing import Any

import numpy as np


class Series(np.ndarray):
    """Numbers of one kind: a NumPy array (read-only, not copied) that knows its name and its unit.

    What is computed from it is a plain array, since its unit may be another.

    Attributes:
        name: The key of the channel, with the unit at its end.
        units: The symbol of the unit, SI but for degrees; empty for a pure number.

    >>> import downrange
    >>> height = downrange.read("rockets/calisto/launch.toml").fly()["height"]
    >>> height.name, height.units
    ('altitude_agl_m', 'm')
    >>> height[:3].units
    'm'
    """

    name: str
    units: str

    def __new__(cls, values: Any, name: str = "", units: str = "") -> Series:
        series = np.asarray(values).view(cls)
        series.name = name
        series.units = units
        return series

    def __array_finalize__(self, source: Any) -> None:
        self.name = getattr(source, "name", "")
        self.units = getattr(source, "units", "")

    def __array_ufunc__(self, ufunc: Any, method: str, *inputs: Any, **options: Any) -> Any:
        return getattr(ufunc, method)(*_plain(inputs), **_plain(options))

    def __array_function__(self, function: Any, types: Any, inputs: Any, options: Any) -> Any:
        return function(*_plain(inputs), **_plain(options))

    def __reduce__(self) -> Any:
        return (Series, (np.array(self), self.name, self.units))


def _plain(value: Any) -> Any:
    """Plain arrays for series, also in what holds them."""
    if isinstance(value, Series):
        return value.view(np.ndarray)
    if type(value) in (tuple, list):
        return type(value)(_plain(each) for each in value)
    if type(value) is dict:
        return {key: _plain(each) for key, each in value.items()}
    return value
