"""Very many flights of one rocket by Downrange, RocketPy and FusionSpace HPR, in one run on one machine.

    python3 validation/peers.py [N]        (N flights of RocketPy, 30 if not said: some 5 s of processor time each)

What flies is `validation/peers/launch.toml`: every number that a peer is given is read from there. Downrange's command line
flies it directly before and after each peer, since the load of a shared machine drifts; each ratio is to the mean of the two.
Wall time and processor time are those of flying: Downrange is timed from the start of its process to its end, reading the file
and printing included, the peers around the call that flies. Needs Python 3.11, Rust and PyPI. Peers that are not installed in
this Python come from PyPI into a virtual environment that is removed at the end; one that cannot be had is told and left out.

- RocketPy 1.13.0, `MonteCarlo.simulate(parallel=True)` with a process a processor (two at least).
- FusionSpace HPR 0.1.0 (`fusionspace-hpr`), `hpr.MonteCarlo` on its own threads.

Equal for all: site, standard atmosphere, wind, rail, thrust, drag coefficient, masses and their centre, shape, parachutes, and the
sigmas of the rail's angles, the wind's speed, mass, centre of mass, impulse and drag. Each program has its own normal force, gravity,
integrator and tolerance, as it comes. Not equal:

- RocketPy draws the factors of drag with and without thrust each for itself. It has no leaning off the end of the rail.
- FusionSpace cannot be given an inertia: two masses on the axis, apart and wide, make up mass, centre and inertia. Its motor is the
  .eng file's, with the masses of casing and grains, as one cylinder. Inertia and drag areas of parachutes stay as planned.
"""

import argparse
import importlib.metadata
import json
import math
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
import venv
import warnings
from pathlib import Path

import tomllib

REPOSITORY = Path(__file__).resolve().parents[1]
LAUNCH = REPOSITORY / "validation/peers/launch.toml"
PROGRAM = REPOSITORY / "target/release/downrange"
# Each peer's function here, what it needs, and how many flights it flies for each of RocketPy's.
PEERS = {
    "RocketPy": ("rocketpy", ["rocketpy==1.13.0", "multiprocess"], 1),
    "FusionSpace HPR": ("fusionspace", ["fusionspace-hpr==0.1.0"], 30),
}
# Flights of Downrange each time.
OURS = 10_000

UNITS = {"": 1, "m": 1, "mm": 1e-3, "m2": 1, "kg": 1, "kg/m3": 1, "kg m2": 1, "m/s": 1, "s": 1, "deg": 1}


def number(quantity):
    """A quantity of the launch file, in SI units and degrees; the mean of an uncertain one."""
    if isinstance(quantity, dict):
        quantity = quantity["mean"]
    if not isinstance(quantity, str):
        return quantity
    value, _, unit = quantity.partition(" ")
    return float(value) * UNITS[unit]


def sigma(quantity):
    """The standard deviation of an uncertain quantity."""
    return number(quantity["sigma"])


def drawn(quantity):
    """An uncertain quantity as RocketPy takes it."""
    return (number(quantity), sigma(quantity), "normal")


class Calisto:
    """The launch file, with what both peers ask of it."""

    def __init__(self):
        launch = tomllib.loads(LAUNCH.read_text())
        self.site, self.rail, self.wind = launch["site"], launch["rail"], launch["air"]["wind"]
        self.rocket, self.motor, self.grains = launch["rocket"], launch["motor"], launch["motor"]["grains"]
        self.drogue, self.main = launch["parachutes"]
        self.dispersion = launch["dispersion"]
        parts = self.rocket["parts"]
        self.nose, self.tube, self.tail, self.fins, *self.buttons = parts
        self.radius = number(self.nose["diameter"]) / 2
        self.tail_top = number(self.nose["length"]) + number(self.tube["length"])
        self.length = self.tail_top + number(self.tail["length"])
        self.curve = (LAUNCH.parent / self.motor["file"]).resolve()
        rows = [line.split() for line in self.curve.read_text().splitlines() if line and not line.startswith(";")]
        self.header, self.thrust = rows[0], [(float(time), float(thrust)) for time, thrust in rows[1:]]
        if self.thrust[0][0] > 0:  # as the format has it, thrust rises from nothing at ignition
            self.thrust.insert(0, (0.0, 0.0))
        if number(self.wind["from"]) != 270:
            raise SystemExit("the wind blows from 270 deg here: RocketPy draws its two components each for itself")

    def propellant(self):
        """The mass of all grains, kg."""
        outer, core = (number(self.grains[f"{which}_diameter"]) / 2 for which in ("outer", "core"))
        area = math.pi * (outer**2 - core**2)
        return self.grains["count"] * area * number(self.grains["length"]) * number(self.grains["density"])


def rocketpy(flights):
    """Flies with RocketPy."""
    from rocketpy import Environment, Flight, MonteCarlo, Rocket, SolidMotor, stochastic

    calisto = Calisto()
    rocket, motor, grains = calisto.rocket, calisto.motor, calisto.grains
    latitude, longitude, elevation = (number(calisto.site[key]) for key in ("latitude", "longitude", "elevation"))
    environment = Environment(latitude=latitude, longitude=longitude, elevation=elevation)
    environment.set_atmospheric_model("custom_atmosphere", wind_u=number(calisto.wind["speed"]), wind_v=0)

    nozzle = number(motor["length"])
    engine = SolidMotor(
        thrust_source=calisto.thrust,
        dry_mass=number(motor["dry_mass"]),
        dry_inertia=[number(motor["dry_inertia"][axis]) for axis in ("transverse", "transverse", "axial")],
        nozzle_radius=number(calisto.tail["aft_diameter"]) / 2,
        grain_number=grains["count"],
        grain_density=number(grains["density"]),
        grain_outer_radius=number(grains["outer_diameter"]) / 2,
        grain_initial_inner_radius=number(grains["core_diameter"]) / 2,
        grain_initial_height=number(grains["length"]),
        grain_separation=number(grains["separation"]),
        grains_center_of_mass_position=nozzle - number(grains["center"]),
        center_of_dry_mass_position=nozzle - number(motor["dry_center"]),
        nozzle_position=0,
        coordinate_system_orientation="nozzle_to_combustion_chamber",
    )
    body = Rocket(
        radius=calisto.radius,
        mass=number(rocket["mass"]),
        inertia=[number(rocket["inertia"][axis]) for axis in ("transverse", "transverse", "axial")],
        power_off_drag=rocket["drag"],
        power_on_drag=rocket["drag"],
        center_of_mass_without_motor=number(rocket["center_of_mass"]),
        coordinate_system_orientation="nose_to_tail",
    )
    body.add_motor(engine, position=calisto.length)
    nose = body.add_nose(length=number(calisto.nose["length"]), kind="von karman", position=0)
    fins = body.add_trapezoidal_fins(
        n=calisto.fins["count"],
        root_chord=number(calisto.fins["root_chord"]),
        tip_chord=number(calisto.fins["tip_chord"]),
        span=number(calisto.fins["span"]),
        sweep_length=number(calisto.fins["sweep_length"]),
        cant_angle=number(calisto.fins["cant"]),
        position=number(calisto.fins["position"]),
    )
    tail = body.add_tail(
        top_radius=number(calisto.tail["fore_diameter"]) / 2,
        bottom_radius=number(calisto.tail["aft_diameter"]) / 2,
        length=number(calisto.tail["length"]),
        position=calisto.tail_top,
    )
    buttons = body.set_rail_buttons(*(number(button["position"]) for button in calisto.buttons))
    canopies = {
        "drogue": (calisto.drogue, "apogee"),
        "main": (calisto.main, number(calisto.main["trigger"]["altitude"])),
    }
    canopies = [
        (body.add_parachute(name, number(given["drag_area"]), trigger, lag=number(given["lag"])), given)
        for name, (given, trigger) in canopies.items()
    ]
    rail = {"inclination": calisto.rail["elevation_angle"], "heading": calisto.rail["heading"]}
    flight = Flight(
        body, environment, number(calisto.rail["length"]), **{key: number(angle) for key, angle in rail.items()}
    )

    impulse, drag = calisto.dispersion["impulse_factor"], drawn(calisto.dispersion["drag_factor"])
    total = float(engine.total_impulse)
    wind = calisto.wind["speed"]
    uncertain_engine = stochastic.StochasticSolidMotor(engine, total_impulse=(total, total * sigma(impulse), "normal"))
    uncertain = stochastic.StochasticRocket(
        body,
        mass=drawn(rocket["mass"]),
        inertia_11=drawn(rocket["inertia"]["transverse"]),
        inertia_22=drawn(rocket["inertia"]["transverse"]),
        inertia_33=drawn(rocket["inertia"]["axial"]),
        center_of_mass_without_motor=drawn(rocket["center_of_mass"]),
        power_off_drag_factor=drag,
        power_on_drag_factor=drag,
    )
    uncertain.add_motor(uncertain_engine)
    uncertain.add_nose(stochastic.StochasticNoseCone(nose))
    uncertain.add_trapezoidal_fins(stochastic.StochasticTrapezoidalFins(fins))
    uncertain.add_tail(stochastic.StochasticTail(tail))
    # Without a sigma RocketPy cannot place the buttons.
    uncertain.set_rail_buttons(stochastic.StochasticRailButtons(buttons), (0, "normal"))
    for canopy, given in canopies:
        cd_s, lag = drawn(given["drag_area"]), drawn(given["lag"])
        uncertain.add_parachute(stochastic.StochasticParachute(canopy, cd_s=cd_s, lag=lag))
    factor = (1, sigma(wind) / number(wind), "normal")
    models = (
        stochastic.StochasticEnvironment(environment, wind_velocity_x_factor=factor),
        uncertain,
        stochastic.StochasticFlight(flight, **{key: drawn(angle) for key, angle in rail.items()}),
    )
    with tempfile.TemporaryDirectory() as folder:
        study = MonteCarlo(str(Path(folder) / "calisto"), *models)
        with Clock() as clock:
            workers = max(2, processors())
            study.simulate(flights, parallel=True, n_workers=workers)
    results = study.results
    apogees = [each - elevation for each in results["apogee"]]
    distances = [math.hypot(x, y) for x, y in zip(results["x_impact"], results["y_impact"])]
    return clock.of(len(apogees), statistics.median(apogees), statistics.median(distances))


def fusionspace(flights):
    """Flies with FusionSpace HPR."""
    from fusionspace import hpr

    calisto = Calisto()
    shape = {key: number(calisto.fins[key]) for key in ("root_chord", "tip_chord", "span", "thickness")}
    nose, overhang = number(calisto.nose["length"]), number(calisto.tail["length"])
    casing, grains = number(calisto.motor["dry_mass"]), calisto.propellant()
    name, diameter, length, *_ = calisto.header
    header = f"{name} {diameter} {length} 0 {grains:.4f} {casing + grains:.4f} CTI"
    curve = [f"{at} {thrust}" for at, thrust in calisto.thrust if at > 0]
    motor = hpr.Motor.from_eng("\n".join([header, *curve, ""]))

    # An airframe of 9 g carries two masses, whose distance makes the transverse inertia and whose width the axial one.
    thin = {"wall_m": 1e-4, "material": "depron"}
    rocket = hpr.Rocket("Calisto", 2 * calisto.radius)
    rocket.add_nose("haack", nose, **thin)
    rocket.add_tube(number(calisto.tube["length"]), **thin)
    rocket.add_fins(
        calisto.fins["count"],
        **{f"{key}_m": value for key, value in shape.items()},
        sweep_m=number(calisto.fins["sweep_length"]),
        material="depron",
        cross_section="airfoil",
        cant_deg=number(calisto.fins["cant"]),
        position="top",
        offset_m=number(calisto.fins["position"]) - nose,
    )
    rocket.add_motor_tube(float(length) / 1000, float(diameter) / 1000, 1e-4, "depron", overhang_m=overhang)
    mass, centre = number(calisto.rocket["mass"]), number(calisto.rocket["center_of_mass"])
    inertia = {axis: number(calisto.rocket["inertia"][axis]) for axis in ("axial", "transverse")}
    apart = math.sqrt((inertia["transverse"] - inertia["axial"] / 2) / mass)
    wide = 2 * math.sqrt(2 * inertia["axial"] / mass)
    for at in (centre - apart, centre + apart):
        rocket.add_mass(mass / 2, offset_m=at - nose, packed_length_m=1e-6, packed_diameter_m=wide)
    rocket.add_transition(overhang, number(calisto.tail["aft_diameter"]), **thin)
    rocket.set_motor(motor)
    drogue, main = calisto.drogue, calisto.main
    rocket.add_parachute("drogue", cd_s_m2=number(drogue["drag_area"]), lag_s=number(drogue["lag"]), released_by=1)
    rocket.add_parachute(
        "main",
        cd_s_m2=number(main["drag_area"]),
        trigger="altitude",
        altitude_m=number(main["trigger"]["altitude"]),
        lag_s=number(main["lag"]),
    )
    environment = hpr.Environment(
        *(number(calisto.site[key]) for key in ("latitude", "longitude", "elevation")),
        wind_speed_m_s=number(calisto.wind["speed"]),
        wind_from_deg=number(calisto.wind["from"]),
    )
    angle, heading = calisto.rail["elevation_angle"], calisto.rail["heading"]
    with Clock() as clock:
        run = hpr.MonteCarlo(
            rocket,
            environment,
            number(calisto.rail["length"]),
            runs=flights,
            inclination_deg=number(angle),
            heading_deg=number(heading),
            drag_table=hpr.DragTable([(0, calisto.rocket["drag"]), (5, calisto.rocket["drag"])]),
            mass_sd_fraction=sigma(calisto.rocket["mass"]) / mass,
            cg_sd_m=sigma(calisto.rocket["center_of_mass"]),
            drag_sd_fraction=sigma(calisto.dispersion["drag_factor"]),
            impulse_sd_fraction=sigma(calisto.dispersion["impulse_factor"]),
            wind_sd_fraction=sigma(calisto.wind["speed"]) / number(calisto.wind["speed"]),
            inclination_sd_deg=sigma(angle),
            heading_sd_deg=sigma(heading),
            deployment_lag_sd_s=sigma(drogue["lag"]),
        )
    flown = [
        [float(value) for value in run[name] if math.isfinite(value)] for name in ("apogee_m", "landing_distance_m")
    ]
    return clock.of(len(flown[0]), *(statistics.median(values) for values in flown))


def downrange(flights):
    """Flies with the command line of this repository."""
    command = [PROGRAM, "disperse", LAUNCH, "--allow-outside", "-n", str(flights), "--json", "--quiet"]
    with Clock() as clock:
        told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    outcomes = json.loads(told)["outcomes"]
    apogee, distance = (outcomes[name] for name in ("apogee_agl_m", "landing_distance_m"))
    return clock.of(apogee["count"], apogee["p50"], distance["p50"])


class Clock:
    """Wall time and processor time of what is done within, processes that ended in it included."""

    def __enter__(self):
        self.wall, self.cpu = -time.perf_counter(), -self.processor_time()
        return self

    def __exit__(self, *_):
        self.wall += time.perf_counter()
        self.cpu += self.processor_time()

    @staticmethod
    def processor_time():
        """Seconds of processor time so far, of this process and of those that it has waited for."""
        used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
        return sum(each.ru_utime + each.ru_stime for each in used)

    def of(self, flights, apogee, distance):
        """What is told of so many flights: their rate, their processor time, median apogee and median landing distance."""
        return {
            "flights": flights,
            "rate": flights / self.wall,
            "cpu": self.cpu / flights,
            "apogee": apogee,
            "distance": distance,
        }


def processors():
    """How many processors there are for this process."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()


def processor():
    """The name of the processor."""
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
        return next(line.split(":")[1].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        return platform.processor() or platform.machine()


def python_with(requirements, folder):
    """A Python that has these: this one, or one of a new environment in the folder. None, and said why, where they cannot be had."""
    try:
        for requirement in requirements:
            name, _, version = requirement.partition("==")
            if version and importlib.metadata.version(name) != version:
                raise importlib.metadata.PackageNotFoundError(name)
            importlib.metadata.version(name)
        return sys.executable
    except importlib.metadata.PackageNotFoundError:
        pass
    environment = Path(folder) / requirements[0].partition("==")[0]
    venv.create(environment, with_pip=True)
    python = environment / ("Scripts" if os.name == "nt" else "bin") / "python"
    install = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *requirements]
    installed = subprocess.run(install, check=False, capture_output=True, text=True)
    if installed.returncode:
        print(f"{requirements[0]} is not installed, and pip does not give it: left out\n{installed.stderr.strip()}\n")
        return None
    return python


def fly(python, function, flights):
    """Flies in a process of its own; none, and said why, where that fails."""
    flown = subprocess.run(
        [python, __file__, str(flights), "--fly", function], check=False, capture_output=True, text=True
    )
    if flown.returncode:
        print(f"{function} failed: left out\n{flown.stderr.strip()}\n")
        return None
    return json.loads(flown.stdout.splitlines()[-1])


def side_by_side(flights):
    """Flies all, and prints the table."""
    if not PROGRAM.exists():
        subprocess.run(["cargo", "build", "--release", "--bin", "downrange"], cwd=REPOSITORY, check=True)
    version = subprocess.run([PROGRAM, "--version"], check=True, capture_output=True, text=True).stdout.strip()
    loads, rows = [os.getloadavg()[0]], []
    with tempfile.TemporaryDirectory() as folder:
        for peer, (function, requirements, times) in PEERS.items():
            python = python_with(requirements, folder)
            if python is None:
                continue
            before = downrange(OURS)
            theirs = fly(python, function, times * flights)
            after = downrange(OURS)
            loads.append(os.getloadavg()[0])
            if theirs is None:
                continue
            ours = {key: (before[key] + after[key]) / 2 for key in before}
            rows += [
                ("Downrange, before", before, None),
                (f"{peer} {requirements[0].partition('==')[2]}", theirs, ours),
            ]
            rows += [("Downrange, after", after, None)]
    print(f"{processor()}, {processors()} processors, load {min(loads):.0f} to {max(loads):.0f}")
    print(f"{version}, Python {platform.python_version()}\n")
    print(
        "| | flights | a second | processor time each | apogee, median | landing distance, median | Downrange is faster, by wall | by processor time |"
    )
    print("|---|---|---|---|---|---|---|---|")
    for name, flown, ours in rows:
        ratios = ours and [ours["rate"] / flown["rate"], flown["cpu"] / ours["cpu"]]
        wall, cpu = [f"{float(f'{ratio:.2g}'):,.0f} times" for ratio in ratios] if ratios else ["", ""]
        print(
            f"| {name} | {flown['flights']:,} | {flown['rate']:,.3g} | {1000 * flown['cpu']:,.3g} ms "
            f"| {flown['apogee']:.0f} m | {flown['distance']:.0f} m | {wall} | {cpu} |"
        )


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    arguments.add_argument("flights", nargs="?", type=int, default=30, metavar="N", help="flights of RocketPy")
    arguments.add_argument("--fly", choices=["rocketpy", "fusionspace"], help="fly with this alone, in this Python")
    given = arguments.parse_args()
    if given.fly is None:
        return side_by_side(given.flights)
    warnings.simplefilter("ignore")
    print(json.dumps({"rocketpy": rocketpy, "fusionspace": fusionspace}[given.fly](given.flights)))


if __name__ == "__main__":
    main()
