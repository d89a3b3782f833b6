"""Flight and range safety of rockets: where will it fly, and where does it come down?

>>> import downrange
>>> launch = downrange.read("rockets/calisto/launch.toml")
>>> flight = launch.fly()
>>> print(f"{flight.apogee_agl_m:.0f} m, {flight.landing.distance_m:.0f} m from the pad")
3331 m, 1743 m from the pad

Numbers are in SI units, angles of results in degrees; the unit stands at the end of each name. The digits are those of the
command line.
"""

from __future__ import annotations

from importlib.util import find_spec as _find_spec
from pathlib import Path as _Path

from . import _processor

_spec = _find_spec("downrange._native")
_processor.check(_Path(_spec.origin) if _spec is not None and _spec.origin else None)

from . import motors
from ._aero import Aero
from ._check import Check, check
from ._comparison import Comparison
from ._dispersion import Dispersion, Landings
from ._errors import ClusterError, DownrangeError, FlightError, InputError, InputWarning, RunWarning, StoreError
from ._flight import Body, Flight
from ._launch import Launch, from_dict, loads, read
from ._native import __version__
from ._records import Record
from ._rocketpy import from_rocketpy
from ._rules import Rules
from ._series import Series
from ._table import Table
from ._window import Window

__all__ = [
    "Aero",
    "Body",
    "Check",
    "ClusterError",
    "Comparison",
    "Dispersion",
    "DownrangeError",
    "Flight",
    "FlightError",
    "InputError",
    "InputWarning",
    "Landings",
    "Launch",
    "Record",
    "Rules",
    "RunWarning",
    "Series",
    "StoreError",
    "Table",
    "Window",
    "__version__",
    "check",
    "from_dict",
    "from_rocketpy",
    "loads",
    "motors",
    "read",
]
