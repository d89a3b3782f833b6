"""RocketPy's objects, told apart by the names of their classes: RocketPy itself is never imported."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np

from .._errors import InputError
from ._uncertain import Spread, rounded

# What a stochastic object of RocketPy's holds besides its inputs.
_NO_INPUTS = {"obj", "last_rnd_dict", "parachutes", "air_brakes", "exception_list"}


class Notes(list[str]):
    """What is not carried over, or is carried over otherwise than it stands; each once."""

    def say(self, text: str) -> None:
        if text not in self:
            self.append(text)


def kinds(thing: Any) -> set[str]:
    """The names of its class and of all that this is derived from."""
    return {each.__name__ for each in type(thing).__mro__}


def axial(position: Any) -> float:
    """The axial coordinate, m, of a position that is a number or a vector."""
    return float(getattr(position, "z", position))


def position_of(place: Any) -> Any:
    """The position of a component: a number or a vector, or what a stochastic rocket draws it from."""
    return place if isinstance(place, (tuple, list)) and not hasattr(place, "z") else [axial(place)]


def at(function: Any, where: float) -> float:
    """The value of a function of RocketPy's, or of what is a number."""
    return float(function(where)) if callable(function) else float(function)


def points(function: Any) -> np.ndarray | None:
    """The points between which a function of one variable runs straight; ``None`` of one that is no table."""
    source = getattr(function, "source", None)
    table = isinstance(source, np.ndarray) and source.ndim == 2 and source.shape[1] == 2
    if table and getattr(function, "__interpolation__", "linear") == "linear":
        return np.asarray(source, dtype=float)
    return None


def places(functions: Iterable[Any]) -> np.ndarray | None:
    """Where tables have their points, all of them together, in order; ``None`` where one of the functions is no table."""
    tables = [points(each) for each in functions]
    if any(each is None for each in tables):
        return None
    return np.unique(np.concatenate([each[:, 0] for each in tables if each is not None]))


def _is_drawn_from(given: Any) -> bool:
    """Whether a stochastic object of RocketPy's draws from it."""
    return isinstance(given, (tuple, list)) or hasattr(given, "sample")


class Given:
    """An object of RocketPy's, with the distributions of its stochastic companion if it has one."""

    def __init__(self, thing: Any, notes: Notes, position: Any = None) -> None:
        stochastic = "StochasticModel" in kinds(thing)
        self.spread = thing if stochastic else None
        self.thing = thing.obj if stochastic else thing
        self.kinds = kinds(self.thing)
        self.notes = notes
        self._specifications = {
            name: each
            for name, each in ({} if self.spread is None else vars(self.spread)).items()
            if not name.startswith("_") and name not in _NO_INPUTS and _is_drawn_from(each)
        }
        if position is not None:
            self._specifications["position"] = position
        self._carried: set[str] = set()
        name = getattr(self.thing, "name", None)
        self.label = f"{type(self.thing).__name__} {name!r}" if isinstance(name, str) else type(self.thing).__name__

    def raw(self, name: str, default: Any = None) -> Any:
        """An attribute as it stands; of what is drawn from a list, its first."""
        given = self._specifications.get(name)
        if isinstance(given, list) and given:
            return given[0]
        return getattr(self.thing, name, default)

    def choices(self, name: str) -> list[Any]:
        """Those of which an attribute is drawn, as they stand; none where it is not drawn from a list."""
        given = self._specifications.get(name)
        return given if isinstance(given, list) else []

    def _drawn(self, name: str) -> Spread:
        try:
            return Spread.of(self._specifications[name] if name in self._specifications else getattr(self.thing, name))
        except (AttributeError, TypeError, ValueError) as error:
            raise self.fault(f"its `{name}` is no number", "give it one") from error

    def spread_of(self, name: str) -> Spread:
        """What is drawn for an attribute; what there is to tell of that is told."""
        spread = self._drawn(name)
        if spread.remark:
            self.notes.say(f"{self.label}: `{name}` {spread.remark}")
        return spread

    def sigma_of(self, name: str) -> float:
        """The standard deviation of an attribute that is drawn normally; zero of another, which is then not carried over."""
        return 0.0 if self._drawn(name).drawn else self.spread_of(name).sigma

    def varies(self, name: str) -> bool:
        """Whether an attribute is uncertain."""
        given = self._specifications.get(name)
        if given is None or isinstance(given, (str, bool)):
            return False
        if isinstance(given, list):
            return len({repr(each) for each in given}) > 1
        return self._drawn(name).varies

    def number(self, name: str) -> float:
        """An attribute without what is uncertain about it."""
        return self._drawn(name).mean

    def key(
        self,
        name: str,
        factor: float = 1.0,
        offset: float = 0.0,
        unit: str = "",
        minimum: float | None = None,
        maximum: float | None = None,
    ) -> Any:
        """What a launch file has in the place of an attribute: a number, text with a unit, or a distribution.

        The number is that of RocketPy times `factor`, plus `offset`; `minimum` and `maximum` cut what reaches beyond.
        """
        self._carried.add(name)
        return self.spread_of(name).mapped(factor, offset).entry(unit, minimum, maximum)

    def carried(self, *names: str) -> None:
        """Marks inputs whose distributions are carried over elsewhere."""
        self._carried.update(names)

    def tell_rest(self, remedy: str = "flown as it stands") -> None:
        """Tells the uncertain inputs that were not carried over."""
        for name, given in self._specifications.items():
            if name in self._carried:
                continue
            if self.varies(name):
                self.notes.say(f"{self.label}: that `{name}` is uncertain is not carried over: {remedy}")
            elif isinstance(given, tuple):
                # It may be certain here only because its distribution is none.
                self.spread_of(name)

    def tell_nonzero(self, *names: str) -> None:
        """Tells attributes that Downrange knows nothing of, where they are not zero."""
        for name in names:
            value = getattr(self.thing, name, 0) or 0
            if abs(float(value)) > 0:
                self.notes.say(f"{self.label}: `{name}` = {rounded(float(value))} is not carried over")

    def fault(self, what: str, hint: str) -> InputError:
        """An error that names the object."""
        return InputError(f"error: {self.label}: {what}\n  = help: {hint}", hint=hint)
