"""What a caller asks for, before it is done."""

from __future__ import annotations

from os import PathLike, fspath
from typing import Any


def at_least(least: int, **given: int | None) -> None:
    """Refuses a whole number below the least that it may be."""
    for name, value in given.items():
        if value is not None and value < least:
            raise ValueError(f"{name} is {least} or more, not {value}")


def paths(given: Any) -> list[str]:
    """A path, or several, as texts."""
    if given is None:
        return []
    if isinstance(given, (str, PathLike)):
        return [fspath(given)]
    return [fspath(each) for each in given]


def length(given: str | float | None) -> str | None:
    """A length as a text with its unit; a number is in metres."""
    if given is None or isinstance(given, str):
        return given
    return f"{float(given)!r} m"


def numbers(given: Any) -> str | list[float]:
    """Numbers as the command line writes them, one, or several."""
    if isinstance(given, str):
        return given
    try:
        return [float(each) for each in given]
    except TypeError:
        return [float(given)]


def motor_files(given: Any) -> list[str]:
    """Motors and their files as the command line writes them: `NAME=FILE`, or `NAME`."""
    if given is None:
        return []
    if isinstance(given, str):
        return [given]
    if hasattr(given, "items"):
        return [name if file is None else f"{name}={fspath(file)}" for name, file in given.items()]
    return list(given)
