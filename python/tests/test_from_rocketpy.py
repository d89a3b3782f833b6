"""What `from_rocketpy` makes of RocketPy's objects, part by part."""

import warnings

import numpy as np
import pytest

try:
    import tomllib
except ModuleNotFoundError:  # Python 3.10, where pytest brings it along.
    import tomli as tomllib

rocketpy = pytest.importorskip("rocketpy")

import calisto

import downrange

RAIL = {"rail_length": 5.2, "inclination": 85, "heading": 0}
# RocketPy warns of its own affairs.
pytestmark = pytest.mark.filterwarnings("ignore::RuntimeWarning", "ignore::DeprecationWarning", "ignore::UserWarning")


def taken(source, environment=None, **options):
    """The launch file that a rocket becomes, and what is told of it."""
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        launch = downrange.from_rocketpy(source, environment or calisto.environment(), **RAIL | options)
    return tomllib.loads(launch.to_toml()), [
        str(each.message) for each in told if each.category is downrange.InputWarning
    ]


def part(tree, name):
    return next(each for each in tree["rocket"]["parts"] if each.get("name") == name)


def test_calisto_is_the_rocket_of_the_example():
    """Every figure of `rockets/calisto`, which was written by hand from the same page."""
    tree, told = taken(calisto.rocket(airfoil=None))
    assert told == []
    rocket, motor = tree["rocket"], tree["motor"]
    assert (rocket["mass"], rocket["center_of_mass"], rocket["diameter"]) == (14.426, 1.278, 0.127)
    assert rocket["inertia"] == {"axial": 0.034, "transverse": 6.321}
    types = [each["type"] for each in rocket["parts"]]
    assert types == ["nose", "tube", "transition", "fins", "rail button", "rail button"]
    nose, tube, tail, fins, lower, upper = rocket["parts"]
    assert (nose["profile"], nose["length"], nose["diameter"]) == ("von karman", 0.55829, 0.127)
    assert (tube["length"], tube["diameter"]) == (1.914366, 0.127)
    assert (tail["length"], tail["fore_diameter"], tail["aft_diameter"]) == (0.06, 0.127, 0.087)
    assert (fins["count"], fins["position"], fins["root_chord"], fins["tip_chord"]) == (4, 2.32756, 0.12, 0.06)
    assert (fins["span"], fins["sweep_length"], fins["cant"]) == (0.11, 0.06, "0.5 deg")
    assert (lower["position"], upper["position"]) == (1.8962, 1.1962)
    # Its nozzle stands 0.344 mm aft of the tail.
    assert motor["position"] + motor["length"] == pytest.approx(2.533)
    assert motor["position"] + motor["dry_center"] == pytest.approx(2.533 - 0.317)
    assert motor["position"] + motor["grains"].pop("center") == pytest.approx(2.533 - 0.397)
    assert motor["grains"] == {
        "count": 5,
        "density": 1815.0,
        "outer_diameter": 0.066,
        "core_diameter": 0.03,
        "length": 0.12,
        "separation": 0.005,
        "ends_inhibited": False,
    }
    assert tree["rail"] == {"length": 5.2, "elevation_angle": "85.0 deg", "heading": "0.0 deg"}
    main, drogue = tree["parachutes"]
    assert main == {
        "name": "main",
        "drag_area": 10.0,
        "trigger": {"altitude": 800.0},
        "lag": 1.5,
        "releases": ["drogue"],
    }
    assert drogue == {"name": "drogue", "drag_area": 1.0, "trigger": "apogee", "lag": 1.5}


def test_either_orientation_is_the_same_rocket():
    """Axes of rocket and motor turned about give the same launch file, letter by letter."""
    turned = calisto.motor(
        coordinate_system_orientation="combustion_chamber_to_nozzle",
        grains_center_of_mass_position=-0.397,
        center_of_dry_mass_position=-0.317,
    )
    rocket = rocketpy.Rocket(
        radius=127 / 2000,
        mass=14.426,
        inertia=(6.321, 6.321, 0.034),
        power_off_drag=calisto.DRAG,
        power_on_drag=calisto.DRAG,
        center_of_mass_without_motor=1.278,
        coordinate_system_orientation="nose_to_tail",
    )
    rocket.add_motor(turned, position=1.278 + 1.255)
    rocket.add_nose(length=0.55829, kind="von karman", position=0)
    rocket.set_rail_buttons(1.278 - 0.0818, 1.278 + 0.6182)
    rocket.add_trapezoidal_fins(
        n=4, root_chord=0.120, tip_chord=0.060, span=0.110, position=1.278 + 1.04956, cant_angle=0.5
    )
    rocket.add_tail(top_radius=0.0635, bottom_radius=0.0435, length=0.060, position=1.278 + 1.194656)
    rocket.add_parachute("main", cd_s=10.0, trigger=800, sampling_rate=105, lag=1.5)
    rocket.add_parachute("drogue", cd_s=1.0, trigger="apogee", sampling_rate=105, lag=1.5)
    assert taken(rocket)[0] == taken(calisto.rocket(airfoil=None))[0]


@pytest.mark.parametrize(
    ("kind", "profile", "parameter"),
    [
        ("conical", "conical", None),
        ("lvhaack", "haack", 1 / 3),
        ("tangent", "tangent ogive", None),
        ("ogive", "tangent ogive", None),
        ("elliptical", "elliptical", None),
        ("Von Karman", "von karman", None),
        ("parabolic", "parabolic", 1.0),
        ("powerseries", "power", 0.6),
    ],
)
def test_noses(kind, profile, parameter):
    """Profiles by name, and their radii at all places those of RocketPy's curve."""
    rocket = calisto.bare()
    rocket.aerodynamic_surfaces = type(rocket.aerodynamic_surfaces)()
    nose = rocket.add_nose(length=0.4, kind=kind, position=1.278, power=0.6 if kind == "powerseries" else None)
    drawn = taken(rocket)[0]["rocket"]["parts"][0]
    assert drawn["profile"] == profile
    assert drawn.get("parameter") == (pytest.approx(parameter) if parameter else None)
    assert nose.length == drawn["length"]


def test_a_blunt_nose():
    rocket = calisto.bare()
    rocket.aerodynamic_surfaces = type(rocket.aerodynamic_surfaces)()
    nose = rocket.add_nose(length=0.4, kind="ogive", position=1.278, bluffness=0.3)
    drawn = taken(rocket)[0]["rocket"]["parts"][0]
    assert drawn["tip_radius"] == pytest.approx(0.3 * 0.0635)
    assert drawn["length"] == pytest.approx(nose.length) != 0.4


def test_elliptical_and_free_form_fins():
    rocket = calisto.bare()
    rocket.add_elliptical_fins(n=3, root_chord=0.12, span=0.1, position=-1.1, cant_angle=0)
    points = [(0, 0), (0.08, 0.1), (0.12, 0.1), (0.1, 0)]
    rocket.add_free_form_fins(n=4, shape_points=points, position=-0.5)
    tree, _ = taken(rocket)
    ellipse, free = (each for each in tree["rocket"]["parts"] if each["type"] == "fins")
    assert (ellipse["planform"], ellipse["root_chord"], ellipse["span"]) == ("elliptical", 0.12, 0.1)
    assert [tuple(each) for each in free["points"]] == points
    assert ellipse["name"] != free["name"]
    assert ellipse["body_diameter"] == free["body_diameter"] == 0.127


def test_an_airfoil_is_its_slope():
    """On the reference area of the rocket, though RocketPy counts it on that of the body at the fins."""
    rocket = calisto.bare()
    fins = rocket.add_trapezoidal_fins(
        4, root_chord=0.12, tip_chord=0.06, span=0.11, position=-1.0, radius=0.0435, airfoil=calisto.AIRFOIL
    )
    tree, told = taken(rocket)
    slope = dict(map(tuple, part(tree, "Fins")["normal_force_slope"]))
    assert slope[0.5] == pytest.approx(fins.clalpha(0.5) * (0.0435 / 0.0635) ** 2, rel=1e-6)
    assert any(each.startswith("TrapezoidalFins 'Fins': of its airfoil") for each in told)


def test_drag_is_that_of_rocketpy():
    """At Mach numbers between those that are written, within what is invisible."""
    rocket = calisto.rocket(airfoil=None)
    tree, _ = taken(rocket)
    curve = np.array(tree["rocket"]["drag_power_off"])
    for mach in (0.015, 0.333, 0.855, 1.234, 1.9):
        assert np.interp(mach, *curve.T) == pytest.approx(rocket.power_off_drag(mach), abs=2e-4)
    rocket = calisto.rocket(airfoil=None, power_off_drag=0.5, power_on_drag=lambda mach: 0.5 + 0.1 * mach)
    tree, _ = taken(rocket)
    assert tree["rocket"]["drag_power_off"] == 0.5
    assert len(tree["rocket"]["drag_power_on"]) == 2


def test_an_eccentric_thrust():
    """RocketPy's x is to the right of a rail once the roll to the buttons is undone, its y is down."""
    rocket = calisto.rocket(airfoil=None)
    rocket.add_thrust_eccentricity(0.0, 0.003)
    rocket.add_cp_eccentricity(0.001, 0)
    tree, told = taken(rocket)
    assert tree["rocket"]["thrust_offset"] == 0.003
    assert float(tree["rocket"]["thrust_azimuth"].split()[0]) == pytest.approx(90 + 45)
    assert told == ["Rocket: `cp_eccentricity_x` = 0.001 is not carried over"]


def test_the_thrust_burns_as_rocketpy_has_it():
    """From a burn that begins late and is shorter than the file's, with a pressure at which it was measured."""
    engine = calisto.motor(burn_time=(0.5, 3.0), reference_pressure=101325)
    tree, _ = taken(calisto.rocket(engine, airfoil=None))
    time, thrust = np.array(tree["motor"]["thrust"]).T
    assert (time[0], time[-1]) == (0.0, 2.5)
    assert np.trapezoid(thrust, time) == pytest.approx(engine.total_impulse, rel=1e-6)
    assert tree["motor"]["ignition_delay"] == 0.5
    assert tree["motor"]["reference_pressure"] == 101325.0
    assert tree["motor"]["nozzle_exit_area"] == pytest.approx(np.pi * 0.033**2)


def test_a_generic_motor_is_a_cylinder_that_thins():
    engine = rocketpy.GenericMotor(
        thrust_source=2000,
        burn_time=3,
        chamber_radius=0.04,
        chamber_height=0.6,
        chamber_position=0.35,
        propellant_initial_mass=3.0,
        nozzle_radius=0.03,
        dry_mass=2,
        center_of_dry_mass_position=0.3,
        dry_inertia=(0.1, 0.1, 0.002),
    )
    motor = taken(calisto.rocket(engine, airfoil=None))[0]["motor"]
    tables = {key: np.array(each) for key, each in motor["tables"].items()}
    assert motor["length"] == pytest.approx(0.65)
    assert tables["mass"][0] == pytest.approx([0, 3.0])
    assert tables["mass"][-1] == pytest.approx([3.0, 0.0], abs=1e-9)
    assert tables["mass"][100] == pytest.approx([1.5, 1.5], rel=1e-3)
    assert tables["center"][:, 1] == pytest.approx(0.3)
    assert tables["axial"][0, 1] == pytest.approx(3.0 * 0.04**2 / 2)
    assert tables["transverse"][0, 1] == pytest.approx(3.0 * (3 * 0.04**2 + 0.6**2) / 12)


def test_a_ring_of_motors_is_as_heavy_as_all_of_them():
    ring = pytest.importorskip("rocketpy.motors.ring_cluster_motor").RingClusterMotor(calisto.motor(), 3, 0.04)
    rocket = calisto.rocket(ring, airfoil=None)
    flight = downrange.from_rocketpy(rocket, calisto.environment(), **RAIL).fly()
    assert flight.liftoff_mass_kg == pytest.approx(rocket.total_mass(0), rel=1e-6)
    assert max(thrust for _, thrust in taken(rocket)[0]["motor"]["thrust"]) == pytest.approx(
        3 * calisto.motor().max_thrust
    )


def test_a_liquid_motor_is_its_tanks():
    """A tank of 5 kg that empties evenly over 5 s: its centre sinks toward the nozzle, its mass is gone at the end."""
    tank = rocketpy.MassFlowRateBasedTank(
        name="tank",
        geometry=rocketpy.CylindricalTank(radius=0.05, height=1.0),
        flux_time=5,
        liquid=rocketpy.Fluid(name="liquid", density=1000),
        gas=rocketpy.Fluid(name="gas", density=1),
        initial_liquid_mass=5.0,
        initial_gas_mass=0.001,
        liquid_mass_flow_rate_in=0,
        liquid_mass_flow_rate_out=1.0 - 1e-6,
        gas_mass_flow_rate_in=0,
        gas_mass_flow_rate_out=0,
    )
    engine = rocketpy.LiquidMotor(
        thrust_source=2000,
        burn_time=5,
        dry_mass=2,
        dry_inertia=(0.1, 0.1, 0.002),
        nozzle_radius=0.03,
        center_of_dry_mass_position=0.5,
    )
    engine.add_tank(tank, position=0.7)
    motor = taken(calisto.rocket(engine, airfoil=None))[0]["motor"]
    mass, center = (np.array(motor["tables"][key]) for key in ("mass", "center"))
    assert motor["length"] == pytest.approx(1.2)
    assert mass[:, 1] == pytest.approx(5.001 - mass[:, 0], abs=1e-4)
    # 5 kg fill 0.6366 m of the tank: their middle is 0.3183 m above its foot at 0.2 m.
    assert center[0, 1] == pytest.approx(1.2 - 0.2 - 0.3183, abs=1e-3)
    assert center[150, 1] > center[0, 1]
    assert (
        downrange.from_rocketpy(calisto.rocket(engine, airfoil=None), calisto.environment(), **RAIL).fly().apogee_agl_m
        > 500
    )


def test_the_launch_flies_as_from_a_folder(tmp_path):
    """What `out` holds is the same launch, and its tables are those that it names."""
    rocket = calisto.rocket(airfoil=None)
    kept = downrange.from_rocketpy(rocket, calisto.environment(), **RAIL, out=tmp_path / "calisto")
    files = sorted(each.name for each in (tmp_path / "calisto").iterdir())
    assert files == ["launch.toml", "wind.csv"]
    # The lines end as those that the program writes, on Windows too.
    assert not any(b"\r" in each.read_bytes() for each in (tmp_path / "calisto").iterdir())
    again = downrange.read(tmp_path / "calisto" / "launch.toml")
    assert again.digest == kept.digest
    memory = downrange.from_rocketpy(rocket, calisto.environment(), **RAIL)
    assert again.fly().to_json() == memory.fly().to_json()
