"""A motor of RocketPy's as the motor of a launch file."""

from __future__ import annotations

from typing import Any

import numpy as np

from ._body import Axis
from ._given import Given, Notes, at, points, position_of
from ._uncertain import rounded

# Instants of the burn at which propellant is read from RocketPy where it is no row of grains.
_INSTANTS = 201
# Points of a thrust curve that is no table; beyond 300 the launch file's reader would average them.
_THRUST_POINTS = 300
# The shortest motor that is written, m.
_SHORTEST = 0.01


class Mounted:
    """A motor in its rocket.

    Attributes:
        nozzle: The nozzle exit, m from the nose tip of the rocket.
    """

    def __init__(self, rocket: Given, axis: Axis, notes: Notes) -> None:
        self._notes = notes
        self.motor = _motor_of(rocket, notes)
        kind = {"EmptyMotor": "it has no motor", "PointMassMotor": "a motor without inertia is not carried over"}
        for name, fault in kind.items():
            if name in self.motor.kinds:
                raise rocket.fault(fault, "add a solid, hybrid, liquid or generic motor (`add_motor`)")
        for name in ("thrust", "propellant_mass", "center_of_propellant_mass", "propellant_I_11", "propellant_I_33"):
            if not hasattr(self.motor.thing, name):
                raise self.motor.fault(f"it has no `{name}`", "only motors of RocketPy's are carried over")
        orientation = self.motor.raw("coordinate_system_orientation")
        self._sign = {"nozzle_to_combustion_chamber": 1.0, "combustion_chamber_to_nozzle": -1.0}[orientation]
        self._axis = axis
        self._origin = axis.aft(self.motor.number("position"))
        self.nozzle = self._aft(self.motor.number("nozzle_position"))
        self._start, self._end = float(self.motor.thing.burn_start_time), float(self.motor.thing.burn_out_time)

    def _aft(self, coordinate: float) -> float:
        """The distance from the nose tip of the rocket of a coordinate of the motor, m."""
        return self._origin - self._sign * coordinate

    def keys(self) -> dict[str, Any]:
        """The table `[motor]`."""
        motor, solid = self.motor, "SolidMotor" in self.motor.kinds
        propellant = None if solid else self._tables()
        forward = min(self._forward(propellant), self.nozzle - _SHORTEST)
        keys: dict[str, Any] = {
            "thrust": self._thrust(),
            "length": rounded(self.nozzle - forward),
            "position": motor.key(
                "position", factor=-self._axis.sign, offset=forward + self._axis.sign * motor.number("position")
            ),
            "dry_mass": motor.key("dry_mass", minimum=0),
        }
        # The distance in the motor of a coordinate of it: `place` + `turn` · coordinate.
        turn, place = -self._sign, self._origin - forward
        if motor.number("dry_mass") > 0:
            keys["dry_center"] = motor.key("center_of_dry_mass_position", factor=turn, offset=place)
        keys["dry_inertia"] = {
            "axial": motor.key("dry_I_33", minimum=0),
            "transverse": motor.key("dry_I_11", minimum=0),
        }
        if solid:
            keys["grains"] = self._grains(turn, place)
        elif propellant is not None:
            time, mass, center, across, along = propellant
            keys["tables"] = {
                "mass": _pairs(time, mass),
                "center": _pairs(time, place + turn * center),
                "axial": _pairs(time, along),
                "transverse": _pairs(time, across),
            }
        self._nozzle_area(keys)
        self._stretched(keys)
        if motor.number("dry_I_11") != motor.number("dry_I_22"):
            self._notes.say(f"{motor.label}: of `dry_I_11` and `dry_I_22` the first is carried over")
        motor.tell_nonzero("dry_I_12", "dry_I_13", "dry_I_23")
        # Neither changes how it flies.
        motor.carried("dry_I_22", "throat_radius", "nozzle_radius", "dry_I_12", "dry_I_13", "dry_I_23")
        motor.tell_rest()
        return keys

    def _thrust(self) -> list[list[float]]:
        curve = points(self.motor.thing.thrust)
        if curve is None:
            time = np.linspace(self._start, self._end, _THRUST_POINTS)
            curve = np.column_stack([time, [at(self.motor.thing.thrust, each) for each in time]])
            self._notes.say(
                f"{self.motor.label}: its thrust is no table of points with straight lines between: read at {_THRUST_POINTS} instants"
            )
        inside = curve[(curve[:, 0] >= self._start) & (curve[:, 0] <= self._end)]
        return _pairs(inside[:, 0] - self._start, inside[:, 1])

    def _grains(self, turn: float, place: float) -> dict[str, Any]:
        motor = self.motor
        return {
            "count": int(motor.raw("grain_number")),
            "density": motor.key("grain_density"),
            "outer_diameter": motor.key("grain_outer_radius", factor=2),
            "core_diameter": motor.key("grain_initial_inner_radius", factor=2),
            "length": motor.key("grain_initial_height"),
            "separation": motor.key("grain_separation", minimum=0),
            "center": motor.key("grains_center_of_mass_position", factor=turn, offset=place),
            "ends_inhibited": bool(motor.raw("only_radial_burn", False)),
        }

    def _tables(self) -> tuple[np.ndarray, ...]:
        """Time since ignition, mass, centre (the motor's coordinate) and inertia across and along the axis of the propellant."""
        motor = self.motor.thing
        time = np.linspace(self._start, self._end, _INSTANTS)
        functions = (
            motor.propellant_mass,
            motor.center_of_propellant_mass,
            motor.propellant_I_11,
            motor.propellant_I_33,
        )
        with np.errstate(all="ignore"):
            mass, center, across, along = (np.array([at(each, instant) for instant in time]) for each in functions)
        if not np.isfinite(mass).all():
            raise self.motor.fault(
                "the mass of its propellant is no number at all times", "look at `motor.propellant_mass`"
            )
        # Where nothing is left there is no centre: it stays where it was.
        known = np.isfinite(center)
        center = np.interp(time, time[known], center[known])
        return time - self._start, mass.clip(0), center, np.nan_to_num(across).clip(0), np.nan_to_num(along).clip(0)

    def _forward(self, propellant: tuple[np.ndarray, ...] | None) -> float:
        """Where the motor begins: what of it RocketPy knows, and draws, lies aft of there; m from the nose tip of the rocket."""
        motor = self.motor
        dry = motor.spread_of("center_of_dry_mass_position")
        reached = [self._aft(dry.mean) - dry.reach]
        if motor.kinds & {"SolidMotor", "HybridMotor"}:
            center = motor.spread_of("grains_center_of_mass_position")
            count, height, gap = (
                int(motor.raw("grain_number")),
                motor.spread_of("grain_initial_height"),
                motor.spread_of("grain_separation"),
            )
            row = count * (height.mean + height.reach) + (count - 1) * (gap.mean + gap.reach)
            reached.append(self._aft(center.mean) - center.reach - row / 2)
        for tank in motor.raw("positioned_tanks") or []:
            reached.append(self._aft(float(tank["position"])) - float(tank["tank"].geometry.total_height) / 2)
        if hasattr(motor.thing, "chamber_height"):
            reached.append(self._aft(motor.number("chamber_position")) - motor.number("chamber_height") / 2)
        if propellant is not None:
            reached.append(min(self._aft(each) for each in propellant[2]))
        return min(reached)

    def _nozzle_area(self, keys: dict[str, Any]) -> None:
        """The nozzle counts where thrust follows the ambient pressure."""
        pressure = self.motor.raw("reference_pressure")
        if not pressure:
            return
        keys["reference_pressure"] = rounded(float(pressure))
        area = self.motor.raw("nozzle_area")
        if self.motor.varies("nozzle_radius") or area is None:
            keys["nozzle_exit_diameter"] = self.motor.key("nozzle_radius", factor=2)
        else:
            keys["nozzle_exit_area"] = rounded(float(area))

    def _stretched(self, keys: dict[str, Any]) -> None:
        """Impulse, burn time and ignition, where they are uncertain or other than those of the thrust curve."""
        motor, burn = self.motor, self._end - self._start
        if motor.spread is None:
            if self._start != 0:
                keys["ignition_delay"] = rounded(self._start)
            return
        if motor.varies("total_impulse") or motor.number("total_impulse") != motor.thing.total_impulse:
            keys["impulse_factor"] = motor.key("total_impulse", factor=1 / float(motor.thing.total_impulse))
        start = motor.number("burn_start_time")
        if motor.varies("burn_out_time") or motor.number("burn_out_time") - start != burn:
            keys["burn_time_factor"] = motor.key("burn_out_time", factor=1 / burn, offset=-start / burn)
        if start != 0 or motor.varies("burn_start_time"):
            keys["ignition_delay"] = motor.key("burn_start_time", minimum=0)
        if motor.varies("burn_start_time"):
            self._notes.say(f"{motor.label}: a late start of its burn moves the burn as a whole; RocketPy shortens it")


def _motor_of(rocket: Given, notes: Notes) -> Given:
    """The motor of a rocket, that of the stochastic rocket where there is one."""
    listed = [] if rocket.spread is None else list(rocket.spread.motors)
    motor, place = listed[0] if listed else (rocket.thing.motor, rocket.thing.motor_position)
    return Given(motor, notes, position=position_of(place))


def _pairs(first: np.ndarray, second: np.ndarray) -> list[list[float]]:
    return [[rounded(float(a)), float(f"{rounded(float(b)):.9g}")] for a, b in zip(first, second, strict=True)]
