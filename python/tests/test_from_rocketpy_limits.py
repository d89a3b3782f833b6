"""Triggers, air, and what `from_rocketpy` cannot carry over."""

import datetime as dt

import pytest

rocketpy = pytest.importorskip("rocketpy")

import calisto
from test_from_rocketpy import RAIL, taken

import downrange

pytestmark = pytest.mark.filterwarnings("ignore::RuntimeWarning", "ignore::DeprecationWarning", "ignore::UserWarning")


def main_trigger(pressure, height, state):
    """As RocketPy's page on parachutes has it."""
    return state[5] < 0 and height < 812.5


class Counting:
    """A trigger that remembers: no one can read it from outside."""

    def __init__(self):
        self.asked = 0

    def __call__(self, pressure, height, state):
        self.asked += 1
        return self.asked % 3 == 0


def test_triggers_that_are_functions_are_asked():
    """One that is a height on the way down, and one that is the apogee, are read, and told."""
    tree, told = taken(calisto.rocket(airfoil=None, main=main_trigger))
    assert tree["parachutes"][0]["trigger"] == {"altitude": 812.5}
    assert tree["parachutes"][0]["releases"] == ["drogue"]
    assert told == [
        "Parachute 'main': its trigger is a function; asked 400 times it fires at 812.5 m above the site on the way down"
    ]
    tree, _ = taken(calisto.rocket(airfoil=None, main=lambda p, h, y: y[5] < 0))
    assert tree["parachutes"][0]["trigger"] == "apogee"


@pytest.mark.parametrize(
    "trigger",
    [
        lambda p, h, y: h > 500,
        lambda p, h, y: y[5] < -40,
        lambda p, h, y: y[5] < 0 and p > 7e4,
        lambda p, h, y: y[5] < 0 and 300 < h < 800,
        lambda p, h, y, sensors: sensors[0].measurement > 1,
        Counting(),
    ],
)
def test_a_trigger_that_cannot_be_read_is_refused_by_name(trigger):
    rocket = calisto.rocket(airfoil=None, main=trigger)
    with pytest.raises(
        downrange.InputError, match=r"Parachute 'main': its trigger is a function that cannot be read"
    ) as error:
        taken(rocket)
    assert "triggers={'main': \"apogee\"}" in error.value.hint
    assert taken(rocket, triggers={"main": 450})[0]["parachutes"][0]["trigger"] == {"altitude": 450.0}
    assert taken(rocket, triggers={"main": "apogee"})[0]["parachutes"][0]["trigger"] == "apogee"
    with pytest.raises(downrange.InputError, match="`triggers` names 'mian'"):
        taken(calisto.rocket(airfoil=None), triggers={"mian": 450})


def test_a_trigger_that_is_a_word_is_refused_as_one():
    """RocketPy reads some words that Downrange does not have; they are not called functions."""
    rocket = calisto.rocket(airfoil=None)
    rocket.parachutes[0].trigger = "launch"
    with pytest.raises(downrange.InputError, match="Parachute 'main': its trigger `launch` is not known"):
        taken(rocket)
    assert taken(rocket, triggers={"main": "burnout"})[0]["parachutes"][0]["trigger"] == "burnout"


def test_a_standard_day_needs_no_table():
    """Nothing is said of the air but a wind that is the same everywhere."""
    environment = rocketpy.Environment(
        latitude=32.99, longitude=-106.97, elevation=1400, date=dt.datetime(2026, 3, 4, 15)
    )
    tree, told = taken(calisto.rocket(airfoil=None), environment)
    assert "air" not in tree
    assert told == []
    assert tree["site"] == {
        "latitude": "32.99 deg",
        "longitude": "-106.97 deg",
        "elevation": 1400.0,
        "date": dt.datetime(2026, 3, 4, 15, tzinfo=dt.timezone.utc),
    }
    environment.set_atmospheric_model(type="custom_atmosphere", wind_u=3, wind_v=-4)
    assert taken(calisto.rocket(airfoil=None), environment)[0]["air"] == {"wind": {"east": 3.0, "north": -4.0}}


def test_a_sounding_is_a_table(tmp_path):
    """Levels where its tables have them, from the ground up, wind as the air moves."""
    environment = rocketpy.Environment(latitude=32.99, longitude=-106.97, elevation=1400)
    environment.set_atmospheric_model(
        type="custom_atmosphere",
        pressure=[[1000, 90e3], [3000, 70e3], [8000, 36e3]],
        temperature=[[1000, 295], [8000, 240]],
        wind_u=[[1000, 2], [5000, 10]],
        wind_v=0,
    )
    rocket = calisto.rocket(airfoil=None)
    downrange.from_rocketpy(rocket, environment, **RAIL, out=tmp_path)
    lines = (tmp_path / "air.csv").read_text().splitlines()
    assert lines[0] == "height_m,pressure_pa,temperature_k,wind_east_m_s,wind_north_m_s"
    rows = {float(line.split(",")[0]): [float(each) for each in line.split(",")[1:]] for line in lines[1:]}
    assert {1400.0, 3000.0, 5000.0, 8000.0} <= set(rows)
    assert min(rows) == 1400.0
    assert rows[1400.0] == pytest.approx([86e3, 291.857, 2.8, 0], rel=1e-5)
    assert rows[5000.0][2] == 10.0


def test_gravity_and_datum_are_told():
    environment = rocketpy.Environment(latitude=32.99, longitude=-106.97, elevation=1400, gravity=9.7, datum="SAD69")
    _, told = taken(calisto.rocket(airfoil=None), environment)
    assert len(told) == 2
    assert "SAD69" in told[0]
    assert "gravity of 9.7 m/s²" in told[1]


def test_what_cannot_fly_is_refused_by_name():
    environment = calisto.environment()
    bare = calisto.bare()
    bare.add_surfaces(
        rocketpy.GenericSurface(0.01, 0.1, {"cL": lambda alpha, beta, mach, reynolds, p, q, r: alpha}, name="canards"),
        0,
    )
    with pytest.raises(downrange.InputError, match="GenericSurface 'canards': a surface that is coefficients only"):
        taken(bare, environment)
    headless = calisto.bare()
    headless.aerodynamic_surfaces = type(headless.aerodynamic_surfaces)()
    with pytest.raises(downrange.InputError, match="it has no nose cone"):
        taken(headless, environment)
    cold = rocketpy.Rocket(0.06, 10, (5, 5, 0.02), 0.4, 0.4, 0)
    cold.add_nose(length=0.5, kind="ogive", position=1)
    with pytest.raises(downrange.InputError, match="it has no motor") as error:
        taken(cold, environment)
    assert error.value.hint == "add a solid, hybrid, liquid or generic motor (`add_motor`)"
    inside = calisto.bare()
    inside.add_tail(top_radius=0.0635, bottom_radius=0.05, length=0.06, position=1.0)
    with pytest.raises(downrange.InputError, match="Tail 'Tail': it begins inside another part of the body"):
        taken(inside, environment)


def test_a_point_mass_is_refused_as_one():
    """It is not asked for a nose cone, which it has no use for."""
    point_mass = pytest.importorskip("rocketpy.rocket.point_mass_rocket").PointMassRocket(0.06, 10, 0.4, 0.4, 0)
    with pytest.raises(downrange.InputError, match="PointMassRocket: it is a point mass") as error:
        taken(point_mass)
    assert error.value.hint == "describe it as a `Rocket`"


def test_what_is_asked_wrongly_says_so():
    rocket, environment = calisto.bare(), calisto.environment()
    with pytest.raises(TypeError, match="a Flight, a Rocket, a MonteCarlo or a stochastic one of RocketPy's, not dict"):
        downrange.from_rocketpy({})
    with pytest.raises(TypeError, match="a rocket flies in an environment"):
        downrange.from_rocketpy(rocket)
    with pytest.raises(TypeError, match="heading=…"):
        downrange.from_rocketpy(rocket, environment, rail_length=5, inclination=85)


def test_air_brakes_and_a_late_tail_are_told():
    """What is not carried over stands at the head of the launch file too."""
    rocket = calisto.rocket(airfoil=None)
    rocket.add_air_brakes(
        drag_coefficient_curve=lambda deployment, mach: deployment,
        controller_function=lambda time, rate, state, history, observed, brakes: None,
        sampling_rate=10,
    )
    rocket.motor_position += 0.05
    rocket.add_motor(rocket.motor, rocket.motor_position)
    with pytest.warns(downrange.InputWarning):
        launch = downrange.from_rocketpy(rocket, calisto.environment(), **RAIL)
    head = launch.to_toml().split("\n\n")[0]
    assert "# Note: Rocket: its air brakes are not carried over: flown with them shut." in head
    assert "reaches 50 mm aft of its nozzle" in head


def test_a_flight_that_begins_in_the_air_is_refused():
    state = [0, 0, 0, 1500, 0, 0, 10, 1, 0, 0, 0, 0, 0, 0]
    flight = calisto.flight(calisto.rocket(airfoil=None), initial_solution=state, max_time=0.1)
    with pytest.raises(downrange.InputError, match="it begins away from its rail"):
        downrange.from_rocketpy(flight)
