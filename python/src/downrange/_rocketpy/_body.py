"""The aerodynamic surfaces and rail buttons of a rocket of RocketPy's, as parts of a drawing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from ._given import Given, Notes, at, position_of
from ._uncertain import Spread, rounded

# Noses of RocketPy's, spelt small and without blanks, as profile and shape parameter.
_PROFILES: dict[str, tuple[str, float | None]] = {
    "conical": ("conical", None),
    "lvhaack": ("haack", 1 / 3),
    "tangent": ("tangent ogive", None),
    "tangentogive": ("tangent ogive", None),
    "ogive": ("tangent ogive", None),
    "elliptical": ("elliptical", None),
    "vonkarman": ("von karman", None),
    "parabolic": ("parabolic", 1.0),
    "powerseries": ("power", None),
}
# Of fins as a share of their root chord, and of walls and buttons in m: RocketPy knows none, and where drag, mass and inertia are
# given they change nothing.
_FIN_THICKNESS = 0.02
_WALL = 0.002
_BUTTON = 0.01
# A body section may begin so far, m, from where the one before it ends: its place is then rounded.
_ROUNDING = 0.002
# RocketPy stands the nozzle at the foot of the rail, Downrange the aft end: so far, m, they may differ without it being told.
_LITTLE = 0.001
# Draws that stand for an uncertain thrust line.
_ECCENTRICITIES = 1000
# Mach numbers of what RocketPy computes against them.
_MACH = np.unique(np.concatenate([np.linspace(0, 1.5, 31), np.linspace(1.5, 5, 15)]))


class Axis:
    """Distances from the nose tip, positive aft, of axial coordinates of a rocket of RocketPy's."""

    def __init__(self, rocket: Given, surfaces: list[Given]) -> None:
        orientation = rocket.raw("coordinate_system_orientation")
        self.sign = {"tail_to_nose": 1.0, "nose_to_tail": -1.0}[orientation]
        noses = [each for each in surfaces if "NoseCone" in each.kinds]
        if not noses:
            raise rocket.fault("it has no nose cone, from whose tip positions are counted", "add one (`add_nose`)")
        self.tip = noses[0].number("position")

    def aft(self, coordinate: float) -> float:
        """The distance from the nose tip, m."""
        return self.sign * (self.tip - coordinate)

    def key(self, given: Given, name: str = "position") -> Any:
        """What a launch file has for a coordinate."""
        return given.key(name, factor=-self.sign, offset=self.sign * self.tip)


def surfaces_of(rocket: Given, notes: Notes) -> list[Given]:
    """The aerodynamic surfaces, those of the stochastic rocket where there is one."""
    listed = rocket.thing.aerodynamic_surfaces if rocket.spread is None else rocket.spread.aerodynamic_surfaces
    return [Given(surface, notes, position=position_of(place)) for surface, place in listed]


def parts_of(rocket: Given, surfaces: list[Given], axis: Axis, nozzle: float, notes: Notes) -> list[dict[str, Any]]:
    """The parts of the drawing less its rail buttons, from the nose tip to `nozzle` at least, that distance from it in m."""
    sections: list[Given] = []
    sets: list[Given] = []
    for each in surfaces:
        if each.kinds & {"NoseCone", "Tail"}:
            sections.append(each)
        elif "Fins" in each.kinds:
            sets.append(each)
        else:
            raise _refused(each)
    sections.sort(key=lambda each: axis.aft(each.number("position")))
    fins = [_fins(each, rocket, axis) for each in sets]
    ends = [axis.aft(each.number("position")) + each.number("root_chord") for each in sets]
    body, end = _body(sections, rocket, axis, max([nozzle, *ends]), notes)
    if end > nozzle + _LITTLE:
        notes.say(
            f"{rocket.label}: it reaches {1000 * (end - nozzle):.0f} mm aft of its nozzle; its aft end stands at the foot of the rail, in "
            "RocketPy its nozzle"
        )
    parts = body + fins
    _name_apart(parts)
    for each in surfaces:
        each.tell_rest()
    return parts


def _refused(surface: Given) -> Exception:
    if surface.kinds & {"Fin", "TrapezoidalFin", "EllipticalFin", "FreeFormFin"}:
        return surface.fault(
            "a fin by itself is not carried over", "add all fins of a kind as one set (`add_trapezoidal_fins`)"
        )
    if "GenericSurface" in surface.kinds:
        hint = "remove it, and give the launch `normal_force_slope` and `center_of_pressure` of the whole rocket (`replace`)"
        return surface.fault("a surface that is coefficients only is not carried over", hint)
    return surface.fault("this kind of surface is not carried over", "remove it, or draw it as nose, tail and fins")


def _body(
    sections: list[Given], rocket: Given, axis: Axis, end: float, notes: Notes
) -> tuple[list[dict[str, Any]], float]:
    """Nose and tails with tubes between them and behind them, each beginning where the one before it ends; and where the last does."""
    parts: list[dict[str, Any]] = []
    reached, radius = 0.0, rocket.number("radius")
    for each in sections:
        start, nose = axis.aft(each.number("position")), "NoseCone" in each.kinds
        if nose and parts:
            raise each.fault("it is a second nose", "a rocket has one nose cone")
        if start < reached - _ROUNDING:
            hint = f"it begins {rounded(start)} m from the nose tip, what is before it ends at {rounded(reached)} m: move one of them"
            raise each.fault("it begins inside another part of the body", hint)
        if start > reached + _ROUNDING:
            parts.append(_tube(start - reached, each.number("top_radius")))
            reached = start
        parts.append(_nose(each) if nose else _tail(each))
        reached += each.number("length")
        radius = rocket.number("radius") if nose else each.number("bottom_radius")
        if each.varies("position"):
            each.carried("position")
            notes.say(f"{each.label}: that its position is uncertain is not carried over: it joins what is before it")
    if end > reached + _ROUNDING / 4:
        parts.append(_tube(end - reached, radius))
        reached = end
    return parts, reached


def _tube(length: float, radius: float) -> dict[str, Any]:
    wall = min(_WALL, radius / 4)
    return {"type": "tube", "length": rounded(length), "diameter": rounded(2 * radius), "wall": rounded(wall)}


def _nose(nose: Given) -> dict[str, Any]:
    kind = str(nose.raw("kind"))
    profile, parameter = _PROFILES.get(kind.replace(" ", "").lower(), (None, None))
    if profile is None:
        raise nose.fault(f"its kind `{kind}` is not known", f"one of {', '.join(_PROFILES)}")
    part = {
        "type": "nose",
        "name": nose.raw("name"),
        "profile": profile,
        "length": nose.key("length"),
        "diameter": nose.key("base_radius", factor=2),
    }
    if profile == "power":
        parameter = nose.key("power")
    if parameter is not None:
        part["parameter"] = parameter
    if nose.raw("bluffness"):
        part["tip_radius"] = nose.key("bluffness", factor=nose.number("base_radius"))
    nose.carried("rocket_radius")
    return part


def _tail(tail: Given) -> dict[str, Any]:
    tail.carried("rocket_radius")
    return {
        "type": "transition",
        "name": tail.raw("name"),
        "length": tail.key("length"),
        "fore_diameter": tail.key("top_radius", factor=2),
        "aft_diameter": tail.key("bottom_radius", factor=2),
    }


def _fins(fins: Given, rocket: Given, axis: Axis) -> dict[str, Any]:
    part = {
        "type": "fins",
        "name": fins.raw("name"),
        "count": int(fins.raw("n")),
        "position": axis.key(fins),
        "thickness": rounded(_FIN_THICKNESS * fins.number("root_chord")),
        "body_diameter": fins.key("rocket_radius", factor=2),
    }
    if "TrapezoidalFins" in fins.kinds:
        part |= {"root_chord": fins.key("root_chord"), "tip_chord": fins.key("tip_chord"), "span": fins.key("span")}
        if fins.varies("sweep_angle") and not fins.varies("sweep_length"):
            part["sweep_angle"] = fins.key("sweep_angle", unit="deg")
        else:
            part["sweep_length"] = fins.key("sweep_length")
    elif "EllipticalFins" in fins.kinds:
        part |= {"planform": "elliptical", "root_chord": fins.key("root_chord"), "span": fins.key("span")}
    elif "FreeFormFins" in fins.kinds:
        part["points"] = [[rounded(float(x)), rounded(float(y))] for x, y in fins.raw("shape_points")]
    else:
        raise _refused(fins)
    if fins.number("cant_angle") != 0 or fins.varies("cant_angle"):
        part["cant"] = fins.key("cant_angle", unit="deg")
    if fins.raw("airfoil"):
        part["section"] = "airfoil"
        part["normal_force_slope"] = _slope(fins, rocket)
        fins.notes.say(
            f"{fins.label}: of its airfoil RocketPy's slope of lift against Mach number is carried over; the slope is that of small angles"
        )
        fins.carried("airfoil")
    return part


def _slope(fins: Given, rocket: Given) -> list[list[float]]:
    """RocketPy's slope of lift of a set of fins against Mach number, on the reference area of the rocket."""
    share = (fins.number("rocket_radius") / rocket.number("radius")) ** 2
    return [[rounded(mach), float(f"{share * at(fins.thing.clalpha, mach):.7g}")] for mach in _MACH]


class Buttons:
    """The rail buttons. RocketPy places the lower one and knows the distance to the upper one, from which on the rocket flies freely."""

    def __init__(self, rocket: Given, axis: Axis, notes: Notes) -> None:
        listed = list(rocket.thing.rail_buttons if rocket.spread is None else rocket.spread.rail_buttons)
        self.parts: list[dict[str, Any]] = []
        # How uncertain the upper one's place is, m.
        self._sigma = 0.0
        if not listed:
            notes.say(
                f"{rocket.label}: it has no rail buttons; as in RocketPy it is guided until its aft end leaves the rail"
            )
            return
        buttons = Given(listed[0][0], notes, position=position_of(listed[0][1]))
        distance = buttons.number("buttons_distance")
        lower = axis.aft(buttons.number("position"))
        same = {"type": "rail button", "diameter": _BUTTON, "height": float(buttons.raw("button_height") or _BUTTON)}
        for name, place in (("lower button", lower), ("upper button", lower - abs(distance))):
            self.parts.append(same | {"name": name, "position": rounded(place)})
        moved = {name: buttons.sigma_of(name) for name in ("position", "buttons_distance")}
        self._sigma = float(np.hypot(*moved.values()))
        self._label, self._notes = buttons.label, notes
        buttons.carried(*(name for name, sigma in moved.items() if sigma > 0))
        buttons.carried("angular_position")
        buttons.tell_rest()

    def on_rail(self, length: Spread) -> Spread:
        """The length of the rail, as uncertain as it is and the buttons' place on it are.

        To a rocket on a rail these are one; and a rail does not have the rocket drawn anew for every flight.
        """
        if self._sigma == 0:
            return length
        if length.bounds or length.values:
            what = "is not carried over: the length of the rail, as which it would count, is no normal distribution"
        else:
            what = "counts as an uncertain length of the rail"
            length = replace(length, sigma=float(np.hypot(length.sigma, self._sigma)))
        self._notes.say(f"{self._label}: that they are placed uncertainly {what}")
        return length


def roll_of_rail(rocket: Given) -> float:
    """How far, rad, RocketPy turns the rocket about its axis on the rail: its buttons face it."""
    listed = list(rocket.thing.rail_buttons)
    if not listed:
        return 0.0
    angle = float(np.radians(Given(listed[0][0], Notes()).number("angular_position")))
    return angle if rocket.raw("coordinate_system_orientation") == "tail_to_nose" else -angle


def _name_apart(parts: list[dict[str, Any]]) -> None:
    """Names of parts that are alike get a number."""
    taken: set[str] = set()
    for part in parts:
        name = part.pop("name", None)
        if name is None:
            continue
        wanted, number = name, 2
        while wanted in taken:
            wanted, number = f"{name} {number}", number + 1
        taken.add(wanted)
        part["name"] = wanted


def eccentricity(rocket: Given, notes: Notes) -> dict[str, Any]:
    """The keys of the rocket for a thrust line beside the axis."""
    names = ("thrust_eccentricity_x", "thrust_eccentricity_y")
    x, y = (rocket.spread_of(name) if hasattr(rocket.thing, name) else Spread(0.0) for name in names)
    rocket.carried(*names)
    turn = roll_of_rail(rocket)
    if x.varies or y.varies:
        rng = np.random.default_rng(1)
        across, along = x.strata(_ECCENTRICITIES, rng), y.strata(_ECCENTRICITIES, rng)
        offsets, angles = np.hypot(across, along), np.degrees(np.arctan2(along, across) + turn) % 360
        notes.say(
            f"{rocket.label}: {_ECCENTRICITIES} draws stand for the uncertain thrust eccentricity; its distance and its direction are "
            "drawn apart"
        )
        return {
            "thrust_offset": {"samples": [float(f"{each:.6g}") for each in offsets]},
            "thrust_azimuth": {"samples": [f"{each:.5g} deg" for each in angles]},
        }
    if x.mean == 0 and y.mean == 0:
        return {}
    angle = float(np.degrees(np.arctan2(y.mean, x.mean) + turn) % 360)
    return {"thrust_offset": rounded(float(np.hypot(x.mean, y.mean))), "thrust_azimuth": f"{angle:.10g} deg"}
