"""What RocketPy's stochastic objects draw, as distributions of a launch file."""

from __future__ import annotations

from dataclasses import dataclass, replace
from statistics import NormalDist
from typing import Any

import numpy as np

# Draws that stand for a distribution that launch files do not have: the mean is then known to 1.6 % of sigma.
DRAWS = 4000
# How many standard deviations a normal distribution reaches.
_FAR = 5
# Distributions of NumPy with one parameter: RocketPy hands the second, the size, a standard deviation.
_ONE_PARAMETER = {"chisquare", "exponential", "poisson"}


def rounded(number: float) -> float:
    """The number without the dust of binary arithmetic, about zero too."""
    return float(f"{round(number, 12):.12g}") + 0.0


@dataclass(frozen=True)
class Spread:
    """A number that is known, or drawn: normally, between two bounds, or as one of those listed.

    Attributes:
        mean: What is flown where nothing is drawn.
        sigma: The standard deviation of a normal distribution.
        bounds: The bounds of a uniform one.
        values: Those of which one is drawn, all equally likely.
        drawn: Whether `values` are draws that stand for another distribution.
        remark: What is to be told of it.
    """

    mean: float
    sigma: float = 0.0
    bounds: tuple[float, float] | None = None
    values: tuple[float, ...] = ()
    drawn: bool = False
    remark: str = ""

    @classmethod
    def of(cls, given: Any) -> Spread:
        """What RocketPy's models draw from: a tuple, a list of choices, or a sampler; a number is itself.

        Raises:
            TypeError: When it is none of these.
        """
        if isinstance(given, list):
            return cls._choice([_number(each) for each in given])
        if isinstance(given, tuple):
            return cls._of_tuple(*given)
        if hasattr(given, "sample") and hasattr(given, "reset_seed"):
            given.reset_seed(1)
            return cls._draws(given.sample(n_samples=DRAWS), type(given).__name__)
        return cls(_number(given))

    @classmethod
    def _of_tuple(cls, first: Any, second: Any, function: Any) -> Spread:
        first, second, name = _number(first), float(second), function.__name__
        if name == "normal":
            return cls(first, sigma=abs(second))
        if name == "uniform":
            low, high = min(first, second), max(first, second)
            return cls((low + high) / 2, bounds=(low, high)) if low < high else cls(low)
        if name in _ONE_PARAMETER:
            return cls(
                first, remark=f"is drawn by `{name}`, whose second parameter is no deviation: flown as {first:g}"
            )
        return cls._draws(getattr(np.random.default_rng(1), name)(first, second, DRAWS), name)

    @classmethod
    def _choice(cls, values: list[float]) -> Spread:
        if len(set(values)) < 2:
            return cls(values[0])
        return cls(values[0], values=tuple(values))

    @classmethod
    def _draws(cls, draws: Any, name: str) -> Spread:
        values = tuple(float(f"{each:.7g}") for each in draws)
        if len(set(values)) < 2:
            return cls(values[0])
        remark = f"is drawn by `{name}`: {len(values)} draws of it stand for it"
        return cls(float(np.mean(values)), values=values, drawn=True, remark=remark)

    @property
    def varies(self) -> bool:
        """Whether anything is uncertain about it."""
        return self.sigma > 0 or self.bounds is not None or bool(self.values)

    @property
    def reach(self) -> float:
        """How far it gets from `mean`; a normal one passes this by one draw of two million."""
        ends = self.bounds or self.values or (self.mean,)
        return max(_FAR * self.sigma, max(abs(each - self.mean) for each in ends))

    def mapped(self, factor: float, offset: float) -> Spread:
        """The spread of `factor` times this, plus `offset`."""
        bounds = None
        if self.bounds is not None:
            one, other = (factor * each + offset for each in self.bounds)
            bounds = (min(one, other), max(one, other))
        return replace(
            self,
            mean=factor * self.mean + offset,
            sigma=abs(factor) * self.sigma,
            bounds=bounds,
            values=tuple(factor * each + offset for each in self.values),
        )

    def entry(self, unit: str = "", minimum: float | None = None, maximum: float | None = None) -> Any:
        """What a launch file has for it, cut where it reaches below `minimum` or above `maximum`."""

        def said(number: float) -> Any:
            return f"{rounded(number)!r} {unit}" if unit else rounded(number)

        if self.values:
            kept = [said(each) for each in self.values if _within(each, minimum, maximum)]
            return {"samples" if self.drawn else "values": kept}
        if self.bounds is not None:
            low, high = self.bounds
            low = low if minimum is None else max(low, minimum)
            high = high if maximum is None else min(high, maximum)
            return {"min": said(low), "max": said(high)}
        if self.sigma == 0:
            return said(self.mean)
        entry = {"mean": said(self.mean), "sigma": said(self.sigma)}
        if minimum is not None and self.mean - self.reach < minimum:
            entry["min"] = said(minimum)
        if maximum is not None and self.mean + self.reach > maximum:
            entry["max"] = said(maximum)
        return entry

    def strata(self, count: int, rng: np.random.Generator) -> np.ndarray:
        """So many draws, one of each of as many equally likely parts, in random order."""
        share = (np.arange(count) + 0.5) / count
        if self.values:
            draws = np.asarray(self.values)[(share * len(self.values)).astype(int)]
        elif self.bounds is not None:
            draws = self.bounds[0] + (self.bounds[1] - self.bounds[0]) * share
        else:
            normal = NormalDist()
            draws = self.mean + self.sigma * np.array([normal.inv_cdf(each) for each in share])
        return rng.permutation(draws)


def _number(given: Any) -> float:
    """A number, or the axial coordinate of a vector."""
    return float(getattr(given, "z", given))


def _within(number: float, minimum: float | None, maximum: float | None) -> bool:
    return (minimum is None or number >= minimum) and (maximum is None or number <= maximum)
