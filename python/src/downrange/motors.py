"""Your motor library: the motors that launch files and designs find by their designations.

It is the folder that the environment variable DOWNRANGE_MOTORS names, else `downrange/motors` in your folder for data, and it is
that of the command line (`downrange motors`).
"""

from __future__ import annotations

import warnings
from os import PathLike
from pathlib import Path

from . import _native
from ._asked import paths as _paths
from ._errors import InputError, InputWarning
from ._records import Record, parsed, preformatted

__all__ = ["Motors", "add", "find", "folder"]


class Motors(list):
    """Motors, each with `designation`, `maker`, `impulse_class`, `impulse` (N s), `burn_time` (s), `total_mass`,
    `propellant_mass` (kg), `diameter`, `length` (m), `file`, `line`."""

    def __init__(self, native: _native.Motors) -> None:
        super().__init__(parsed(native.json()))
        self._native = native

    def to_json(self) -> str:
        """The text that `downrange motors --json` prints."""
        return self._native.json()

    def summary(self, units: str = "si") -> str:
        """The table that `downrange motors` prints; `units` are "si" or "us"."""
        return self._native.summary(units)

    def __str__(self) -> str:
        return self.summary()

    def _repr_html_(self) -> str:
        return preformatted(self.summary())


def folder() -> Path:
    """The folder of the library; it need not be there yet."""
    return Path(_native.Motors.folder())


def find(pattern: str = "") -> Motors:
    """The motors whose designation or maker has `pattern` in it, whatever the case; one letter is an impulse class.

    What in the library cannot be read is warned of (`InputWarning`), and that no motor matches.

    Raises:
        InputError: When the library cannot be read.

    >>> import downrange
    >>> told = downrange.motors.add("rockets/openrocket/Cesaroni_K650.eng")
    >>> motor, = downrange.motors.find("K650")
    >>> motor.designation, motor.impulse_class, round(motor.impulse)
    ('K650-PK', 'K', 1997)
    """
    native = _native.Motors(pattern)
    for remark in native.remarks:
        warnings.warn(remark.removeprefix("warning: "), InputWarning, stacklevel=2)
    return Motors(native)


def add(paths: str | PathLike[str] | list[str | PathLike[str]], *, replace: bool = False) -> list[str]:
    """Copies motor files (`.eng`, `.rse`), those of folders, or a motor database of OpenRocket (`.db`, `.db.gz`) into the library.

    Args:
        paths: Files and folders.
        replace: Whether a file of the same name with other bytes is replaced.

    Returns:
        What became of each, in sentences.

    Raises:
        InputError: When not all were copied; its text says why. The others are in the library.
    """
    told, complete = _native.Motors.add(_paths(paths), replace)
    if not complete:
        raise InputError("\n".join([*told, "error: not all files were copied"]))
    return told
