"""Parachutes of RocketPy's, and what their triggers mean."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from ._given import Given, Notes
from ._uncertain import rounded

# Heights, m, and speeds, m/s, at which a trigger that is a function is asked.
_HIGHEST = 20_000.0
_SPEEDS = (0.5, 5.0, 30.0, 120.0, 300.0)
# To which a height at which a function changes its mind is found, m.
_FINE = 1e-3
# How often a trigger is asked whether it does what it was read to do.
_QUESTIONS = 400


def parachutes_of(
    rocket: Given, elevation: float, triggers: Mapping[str, Any] | None, notes: Notes
) -> list[dict[str, Any]]:
    """The tables `[[parachutes]]`. In RocketPy the one that opens last hangs alone."""
    listed = rocket.thing.parachutes if rocket.spread is None else rocket.spread.parachutes
    given = dict(triggers or {})
    parachutes = [_parachute(Given(each, notes), given.pop, elevation, notes) for each in listed]
    if given:
        names = ", ".join(repr(str(Given(each, notes).raw("name"))) for each in listed) or "none"
        raise rocket.fault(f"`triggers` names {', '.join(map(repr, given))}", f"its parachutes are {names}")
    order = sorted(range(len(parachutes)), key=lambda index: (_opens(parachutes[index]), index))
    for place, index in enumerate(order):
        earlier = [parachutes[each]["name"] for each in order[:place]]
        if earlier:
            parachutes[index]["releases"] = earlier
    return parachutes


def _opens(parachute: dict[str, Any]) -> tuple[float, float]:
    """A measure of when it opens: at burnout or so long after launch, at apogee, at a height on the way down."""
    trigger, lag = parachute["trigger"], parachute.get("lag", 0.0)
    lag = lag if isinstance(lag, float) else 0.0
    if isinstance(trigger, Mapping) and "altitude" in trigger:
        altitude = trigger["altitude"]
        return (2.0, -altitude if isinstance(altitude, (int, float)) else 0.0)
    return (1.0 if trigger == "apogee" else 0.0, lag)


def _parachute(parachute: Given, given: Callable[..., Any], elevation: float, notes: Notes) -> dict[str, Any]:
    name = str(parachute.raw("name"))
    keys = {
        "name": name,
        "drag_area": parachute.key("cd_s", minimum=0),
        "trigger": _trigger(parachute, given(name, None), elevation, notes),
    }
    if parachute.number("lag") != 0 or parachute.varies("lag"):
        keys["lag"] = parachute.key("lag", minimum=0)
    noise = parachute.raw("noise") or (0, 0, 0)
    if any(float(each) != 0 for each in noise[:2]):
        notes.say(f"{parachute.label}: the noise of its pressure sensor is not carried over: it opens at its height")
    parachute.carried("trigger", "noise", "sampling_rate", "name")
    # The added mass of the air, which RocketPy computes from them, is not in Downrange.
    parachute.carried("radius", "height", "porosity", "drag_coefficient")
    parachute.tell_rest()
    return keys


def _trigger(parachute: Given, given: Any, elevation: float, notes: Notes) -> Any:
    """What fires it, from `triggers` or from RocketPy's."""
    if given is not None:
        return _plain(given) or ({"altitude": given} if isinstance(given, str) else given)
    trigger = parachute.raw("trigger")
    if parachute.varies("trigger"):
        notes.say(f"{parachute.label}: of its triggers the first is carried over")
    plain = _plain(trigger)
    if plain is not None:
        return plain
    if callable(trigger):
        read = _read(trigger, elevation)
        if read is not None:
            said = "at apogee" if read == "apogee" else f"at {read['altitude']:g} m above the site on the way down"
            notes.say(f"{parachute.label}: its trigger is a function; asked {_QUESTIONS} times it fires {said}")
            return read
    name = parachute.raw("name")
    hint = f'say what it does: from_rocketpy(…, triggers={{{name!r}: "apogee"}}), "burnout", or a height above the site in m such as 800'
    what = "is a function that cannot be read" if callable(trigger) else f"`{trigger}` is not known"
    raise parachute.fault(f"its trigger {what}", hint)


def _plain(trigger: Any) -> Any:
    if isinstance(trigger, str):
        return trigger.lower() if trigger.lower() in ("apogee", "burnout") else None
    if isinstance(trigger, (int, float)) and not isinstance(trigger, bool) and math.isfinite(trigger):
        return {"altitude": rounded(float(trigger))}
    return None


def _read(trigger: Callable[..., Any], elevation: float) -> Any:
    """What a trigger that is a function does, as far as it is a height on the way down or the apogee; ``None`` otherwise.

    It is asked with heights, speeds and pressures of all kinds, and has to answer as what it was read to be every time.
    """

    def fires(height: float, climb: float, pressure: float = 8e4, across: float = 5.0) -> bool:
        state = [0.0, 0.0, height + elevation, across, 0.0, climb, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0]
        return bool(trigger(pressure, height, state))

    read: Any
    try:
        if fires(_HIGHEST, -20.0):
            height, read = math.inf, "apogee"
        elif fires(0.0, -20.0):
            low, high = 0.0, _HIGHEST
            while high - low > _FINE:
                middle = (low + high) / 2
                low, high = (middle, high) if fires(middle, -20.0) else (low, middle)
            height = float(round((low + high) / 2, 2))
            read = {"altitude": height}
        else:
            return None
        rng = np.random.default_rng(1)
        for _ in range(_QUESTIONS):
            above = float(rng.uniform(0, min(2.5 * height, _HIGHEST)))
            speed = float(rng.choice(_SPEEDS))
            down = bool(rng.integers(2))
            answer = fires(above, -speed if down else speed, float(rng.uniform(5e3, 1e5)), float(rng.uniform(0, 60)))
            if abs(above - height) > 2 * _FINE and answer != (down and above < height):
                return None
    except Exception:  # noqa: BLE001 - whatever the function of a user may raise: it is then not read.
        return None
    return read
