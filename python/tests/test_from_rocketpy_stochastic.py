"""What RocketPy's stochastic objects draw, as distributions of a launch file."""

import numpy as np
import pytest

rocketpy = pytest.importorskip("rocketpy")

import calisto
from rocketpy import stochastic
from test_from_rocketpy import part, taken

import downrange

pytestmark = pytest.mark.filterwarnings("ignore::RuntimeWarning", "ignore::DeprecationWarning", "ignore::UserWarning")


@pytest.fixture(scope="module")
def known():
    return calisto.rocket(airfoil=None)


def uncertain(known, motor=None, nose=None, fins=None, tail=None, **spreads):
    """A stochastic rocket with all that Calisto has."""
    built = stochastic.StochasticRocket(known, **spreads)
    built.add_motor(motor or stochastic.StochasticSolidMotor(known.motor))
    surfaces = [surface for surface, _ in known.aerodynamic_surfaces]
    built.add_nose(nose or stochastic.StochasticNoseCone(surfaces[0]))
    built.add_trapezoidal_fins(fins or stochastic.StochasticTrapezoidalFins(surfaces[1]))
    built.add_tail(tail or stochastic.StochasticTail(surfaces[2]))
    built.set_rail_buttons(stochastic.StochasticRailButtons(known.rail_buttons[0].component))
    for parachute in known.parachutes:
        built.add_parachute(stochastic.StochasticParachute(parachute))
    return built


def test_without_a_spread_it_is_the_rocket_itself(known):
    assert taken(uncertain(known)) == taken(known)


def test_numbers_of_the_rocket(known):
    """A normal one about the rocket's own, about another mean, a uniform one, a choice; positions from the nose tip."""
    tree, told = taken(
        uncertain(
            known,
            mass=(15.0, 0.5),
            inertia_11=(6.0, 6.6, "uniform"),
            inertia_33=[0.03, 0.04],
            center_of_mass_without_motor=0.01,
        )
    )
    rocket = tree["rocket"]
    assert rocket["mass"] == {"mean": 15.0, "sigma": 0.5}
    assert rocket["inertia"]["transverse"] == {"min": 6.0, "max": 6.6}
    assert rocket["inertia"]["axial"] == {"values": [0.03, 0.04]}
    assert rocket["center_of_mass"] == {"mean": 1.278, "sigma": 0.01}
    assert len(told) == 1 and "I_22" in told[0]


def test_numbers_of_surfaces_and_buttons(known):
    surfaces = [surface for surface, _ in known.aerodynamic_surfaces]
    built = uncertain(
        known,
        nose=stochastic.StochasticNoseCone(surfaces[0], length=0.001),
        tail=stochastic.StochasticTail(surfaces[2], top_radius=0.001),
    )
    fins = stochastic.StochasticTrapezoidalFins(surfaces[1], span=0.0005, cant_angle=(0.0, 1.0, "uniform"))
    built.aerodynamic_surfaces._components = [
        each for each in built.aerodynamic_surfaces if type(each.component) is not type(fins)
    ]
    built.add_trapezoidal_fins(fins, position=(0.002, "normal"))
    buttons = stochastic.StochasticRailButtons(known.rail_buttons[0].component, buttons_distance=0.003)
    built.rail_buttons = type(built.rail_buttons)()
    built.set_rail_buttons(buttons)
    tree, told = taken(built)
    assert part(tree, "Nose Cone")["length"] == {"mean": 0.55829, "sigma": 0.001}
    assert part(tree, "Tail")["fore_diameter"] == {"mean": 0.127, "sigma": 0.002}
    assert part(tree, "Fins")["span"] == {"mean": 0.11, "sigma": 0.0005}
    assert part(tree, "Fins")["cant"] == {"min": "0.0 deg", "max": "1.0 deg"}
    assert part(tree, "Fins")["position"] == {"mean": 2.32756, "sigma": 0.002}
    assert part(tree, "upper button")["position"] == 1.1962
    assert tree["rail"]["length"] == {"mean": 5.2, "sigma": 0.003}
    assert told == [
        "RailButtons 'Rail Buttons': that they are placed uncertainly counts as an uncertain length of the rail"
    ]


def test_numbers_of_the_motor(known):
    motor = stochastic.StochasticSolidMotor(
        known.motor,
        total_impulse=(6500, 100),
        burn_out_time=(3.9, 0.039),
        burn_start_time=(0.1, 0.03),
        dry_mass=0.05,
        grain_density=50,
        grain_outer_radius=0.375 / 1000,
        grains_center_of_mass_position=0.001,
        nozzle_position=0.001,
        throat_radius=0.0005,
        grain_separation=(0.0, 0.001),
    )
    built = uncertain(known, motor=motor)
    built.motors = type(built.motors)()
    built.add_motor(motor, position=0.002)
    tree, told = taken(built)
    keys, impulse = tree["motor"], known.motor.total_impulse
    assert keys["impulse_factor"]["mean"] == pytest.approx(6500 / impulse)
    assert keys["impulse_factor"]["sigma"] == pytest.approx(100 / impulse)
    assert keys["burn_time_factor"]["mean"] == pytest.approx(3.8 / 3.9)
    assert keys["burn_time_factor"]["sigma"] == pytest.approx(0.01)
    assert keys["ignition_delay"] == {"mean": 0.1, "sigma": 0.03, "min": 0.0}
    assert keys["dry_mass"] == {"mean": 1.815, "sigma": 0.05}
    assert keys["position"]["sigma"] == 0.002
    assert keys["grains"]["density"] == {"mean": 1815.0, "sigma": 50.0}
    assert keys["grains"]["outer_diameter"] == {"mean": 0.066, "sigma": 0.00075}
    assert keys["grains"]["center"]["sigma"] == 0.001
    assert keys["grains"]["separation"] == {"mean": 0.0, "sigma": 0.001, "min": 0.0}
    assert told == [
        "SolidMotor: a late start of its burn moves the burn as a whole; RocketPy shortens it",
        "SolidMotor: that `nozzle_position` is uncertain is not carried over: flown as it stands",
    ]


def test_drag_and_radius_are_one_factor(known):
    """RocketPy's radius is the area of its drag: 1 % of it is 2 % of drag."""
    tree, told = taken(
        uncertain(known, radius=0.000635, power_off_drag_factor=(1.1, 0.022), power_on_drag_factor=(1.2, 0.024))
    )
    factor = tree["dispersion"]["drag_factor"]
    assert factor["mean"] == 1.0
    assert factor["sigma"] == pytest.approx(np.hypot(0.02, 0.02))
    off, on = (np.array(tree["rocket"][f"drag_power_{each}"]) for each in ("off", "on"))
    assert off[0, 1] == pytest.approx(1.1 * calisto.DRAG[0][1])
    assert on[0, 1] == pytest.approx(1.2 * calisto.DRAG[0][1])
    assert any("drawn as one" in each for each in told)
    assert any("radius" in each for each in told)


def test_a_factor_of_drag_about_nothing_is_refused_by_name(known):
    """There is no share of a mean of zero."""
    with pytest.raises(downrange.InputError, match="the mean of its `power_off_drag_factor` is zero") as error:
        taken(uncertain(known, power_off_drag_factor=(0, 0.05)))
    assert error.value.hint == "give it a mean: `power_off_drag_factor=(1, 0.05)`"


def test_another_distribution_is_draws_of_it(known):
    """A Laplace distribution has heavier tails than a normal one; a sampler of the user's own is asked for its draws."""

    class Coin(stochastic.CustomSampler):
        def sample(self, n_samples=1):
            return list(self.rng.choice([14.0, 15.0], n_samples))

        def reset_seed(self, seed=None):
            self.rng = np.random.default_rng(seed)

    tree, told = taken(uncertain(known, mass=Coin(), inertia_33=(0.034, 0.001, "laplace")))
    draws = np.array(tree["rocket"]["inertia"]["axial"]["samples"])
    assert np.mean(draws) == pytest.approx(0.034, rel=0.005)
    assert np.std(draws) == pytest.approx(0.001 * np.sqrt(2), rel=0.1)
    assert set(tree["rocket"]["mass"]["samples"]) == {14.0, 15.0}
    assert sorted(told) == [
        "Rocket: `I_33_without_motor` is drawn by `laplace`: 4000 draws of it stand for it",
        "Rocket: `mass` is drawn by `Coin`: 4000 draws of it stand for it",
    ]


NO_DEVIATION = "is drawn by `chisquare`, whose second parameter is no deviation: flown as"


def test_what_is_no_spread_is_told_wherever_it_is_read(known):
    """Factors of drag and wind, the thrust line, buttons, and the impulse are read in ways of their own: none becomes certain unsaid."""
    motor = stochastic.StochasticSolidMotor(known.motor, total_impulse=(known.motor.total_impulse, 9, "chisquare"))
    built = uncertain(known, motor=motor, power_off_drag_factor=(1.1, 9, "chisquare"))
    built.add_thrust_eccentricity(x=(0.001, 9, "chisquare"), y=0)
    built.rail_buttons = type(built.rail_buttons)()
    buttons = stochastic.StochasticRailButtons(known.rail_buttons[0].component, buttons_distance=(0.7, 9, "chisquare"))
    built.set_rail_buttons(buttons)
    wind = stochastic.StochasticEnvironment(calisto.environment(), wind_velocity_x_factor=(1.2, 9, "chisquare"))
    told = taken(built, wind)[1]
    assert sorted(told) == [
        f"Environment: `wind_velocity_x_factor` {NO_DEVIATION} 1.2",
        f"RailButtons 'Rail Buttons': `buttons_distance` {NO_DEVIATION} 0.7",
        f"Rocket: `power_off_drag_factor` {NO_DEVIATION} 1.1",
        f"Rocket: `thrust_eccentricity_x` {NO_DEVIATION} 0.001",
        f"SolidMotor: `total_impulse` {NO_DEVIATION} {known.motor.total_impulse:g}",
    ]


def test_draws_are_told_only_where_they_are_flown(known):
    """A factor of drag can be draws of another distribution; a radius cannot, and nothing says that it is."""
    built = uncertain(known, radius=(0.0635, 0.001, "laplace"), power_off_drag_factor=(1.0, 0.02, "laplace"))
    tree, told = taken(built)
    assert len(tree["dispersion"]["drag_factor"]["samples"]) == 4000
    assert told == [
        "Rocket: `power_off_drag_factor` is drawn by `laplace`: 4000 draws of it stand for it",
        "Rocket: its uncertain drag factor counts while the motor burns too",
        "Rocket: that `radius` is uncertain is not carried over: flown as it stands",
    ]


def test_parachutes(known):
    built = uncertain(known)
    built.parachutes = [
        stochastic.StochasticParachute(known.parachutes[0], cd_s=0.7, lag=0.1),
        stochastic.StochasticParachute(known.parachutes[1], lag=(1.5, 0.5)),
    ]
    main, drogue = taken(built)[0]["parachutes"]
    assert main["drag_area"] == {"mean": 10.0, "sigma": 0.7}
    assert main["lag"] == {"mean": 1.5, "sigma": 0.1}
    assert drogue["lag"] == {"mean": 1.5, "sigma": 0.5, "min": 0.0}


def test_the_rail(known):
    """An upright rail leans either way; one that leans is cut where it would lean back."""
    environment = calisto.environment()
    flight = calisto.flight(known, environment, inclination=90, heading=10, max_time=0.1)
    launch = downrange.from_rocketpy(stochastic.StochasticFlight(flight, inclination=1, rail_length=0.01))
    text = launch.to_toml()
    assert 'max = "90.0 deg"' in text and 'values = ["10.0 deg", "190.0 deg"]' in text
    assert "length = { mean = 5.2, sigma = 0.01 }" in text or "[rail.length]\nmean = 5.2\nsigma = 0.01" in text
    draws = (
        launch.disperse(400, progress=False, threads=1).flights.to_polars()["input: rail.elevation_angle"].to_numpy()
    )
    assert np.all(draws <= np.pi / 2)
    # Half of a normal distribution: its mean is σ·√(2/π) off.
    assert np.mean(np.pi / 2 - draws) == pytest.approx(np.radians(np.sqrt(2 / np.pi)), rel=0.1)


@pytest.mark.parametrize(
    ("length", "entry", "told"),
    [
        ((5.2, 0.004), {"mean": 5.2, "sigma": 0.005}, "counts as an uncertain length of the rail"),
        ((5.1, 5.3, "uniform"), {"min": 5.1, "max": 5.3}, "is not carried over"),
        ([5.2, 5.0], {"values": [5.2, 5.0]}, "is not carried over"),
    ],
)
def test_buttons_on_an_uncertain_rail(known, length, entry, told):
    """What is uncertain about their place is in the length of the rail, or is told not to be."""
    flight = calisto.flight(known, calisto.environment(), max_time=0.1)
    built = uncertain(known)
    built.rail_buttons = type(built.rail_buttons)()
    buttons = stochastic.StochasticRailButtons(known.rail_buttons[0].component, buttons_distance=0.003)
    built.set_rail_buttons(buttons)
    tree, notes = taken(
        stochastic.StochasticFlight(flight, rail_length=length), flight.env, rocket=built, rail_length=None
    )
    assert tree["rail"]["length"] == entry
    assert len(notes) == 1
    assert notes[0].startswith(f"RailButtons 'Rail Buttons': that they are placed uncertainly {told}")


@pytest.mark.parametrize(
    ("inclination", "entry", "told"),
    [
        ((84.0, 86.0, "uniform"), {"min": "84.0 deg", "max": "86.0 deg"}, False),
        ((84.7, 1), {"mean": "84.7 deg", "sigma": "1.0 deg"}, False),
        ((88.0, 1), {"mean": "88.0 deg", "sigma": "1.0 deg", "max": "90.0 deg"}, True),
    ],
)
def test_the_angle_of_the_rail(known, inclination, entry, told):
    flight = calisto.flight(known, calisto.environment(), max_time=0.1)
    tree, notes = taken(
        stochastic.StochasticFlight(flight, inclination=inclination), flight.env, rail_length=None, inclination=None
    )
    assert tree["rail"]["elevation_angle"] == entry
    assert (notes == ["Flight 'Flight': `inclination` is cut at 90 degrees"]) is told


def test_wind_that_is_the_same_everywhere(known):
    environment = rocketpy.Environment(latitude=32.99, longitude=-106.97, elevation=1400)
    environment.set_atmospheric_model(type="custom_atmosphere", wind_u=5, wind_v=-4)
    spread = stochastic.StochasticEnvironment(
        environment, elevation=10, wind_velocity_x_factor=(1, 0.2), wind_velocity_y_factor=(1.1, 0)
    )
    tree, _ = taken(known, spread)
    assert tree["air"]["wind"] == {"east": {"mean": 5.0, "sigma": 1.0}, "north": -4.4}
    assert tree["site"]["elevation"] == {"mean": 1400.0, "sigma": 10.0}


def test_wind_that_changes_with_height(known, tmp_path):
    """Each of the winds is RocketPy's times a factor; over all of them the factors have its mean and deviation."""
    spread = stochastic.StochasticEnvironment(
        calisto.environment(), wind_velocity_x_factor=(1.2, 0.3), wind_velocity_y_factor=(0.5, 1.5, "uniform")
    )
    tree, told = taken(known, spread, out=tmp_path)
    assert tree["dispersion"]["wind_ensemble"] == "winds.csv"
    assert told == ["Environment: 500 winds stand for its uncertain factors of the wind"]
    table = np.loadtxt(tmp_path / "winds.csv", delimiter=",", skiprows=1)
    high = table[table[:, 1] == 6400]
    assert len(high) == 500
    assert np.mean(high[:, 2] / 12) == pytest.approx(1.2, abs=1e-3)
    assert np.std(high[:, 2] / 12) == pytest.approx(0.3, rel=0.01)
    assert np.min(high[:, 3] / -4) == pytest.approx(0.5, abs=2e-3)
    assert abs(np.corrcoef(high[:, 2], high[:, 3])[0, 1]) < 0.1


class Ensemble(rocketpy.Environment):
    """Four members, of which it stands at the second."""

    num_ensemble_members, ensemble_member = 4, 1

    def __init__(self):
        super().__init__(latitude=32.99, longitude=-106.97, elevation=1400)
        self.select_ensemble_member(1)
        self.atmospheric_model_type = "Ensemble"

    def select_ensemble_member(self, member=0):
        self.ensemble_member = member
        self.wind_velocity_x = rocketpy.Function([[1400, float(member)], [6400, 10.0 + member]], interpolation="linear")


def test_members_of_an_ensemble(known, tmp_path):
    """Members that are chosen among become winds of which one blows; the environment is left with the one it had."""
    environment = Ensemble()
    spread = stochastic.StochasticEnvironment(environment, ensemble_member=[0, 2, 3])
    tree, told = taken(known, spread, out=tmp_path)
    assert tree["dispersion"]["wind_ensemble"] == "winds.csv"
    table = np.loadtxt(tmp_path / "winds.csv", delimiter=",", skiprows=1)
    assert table[table[:, 1] == 1400][:, 2].tolist() == [0.0, 2.0, 3.0]
    assert environment.ensemble_member == 1
    assert any("ensemble" in each for each in told)


def test_one_member_that_is_another_is_told(known):
    """RocketPy would fly member 3; here it is the one at which the environment stands, and not unsaid."""
    says = "Ensemble: of its ensemble member 1 is flown, at which it stands, and not 3 (`ensemble_member`)"
    for member, told in ((3, [says]), (1, [])):
        assert taken(known, stochastic.StochasticEnvironment(Ensemble(), ensemble_member=[member]))[1] == told


def test_an_ensemble_that_cannot_be_read_is_left_as_it_was(known):
    """A member that fails does not leave the user's environment at it."""

    class Torn(Ensemble):
        def select_ensemble_member(self, member=0):
            super().select_ensemble_member(member)
            if member == 3:
                raise OSError("no such member")

    environment = Torn()
    with pytest.raises(OSError, match="no such member"):
        taken(known, stochastic.StochasticEnvironment(environment, ensemble_member=[0, 3]))
    assert environment.ensemble_member == 1


def test_an_uncertain_thrust_line(known):
    built = uncertain(known)
    built.add_thrust_eccentricity(x=(0.0, 0.002), y=(0.0, 0.002))
    rocket = taken(built)[0]["rocket"]
    offsets = np.array(rocket["thrust_offset"]["samples"])
    # A Rayleigh distribution: its mean is σ·√(π/2).
    assert np.mean(offsets) == pytest.approx(0.002 * np.sqrt(np.pi / 2), rel=0.05)
    assert len(rocket["thrust_azimuth"]["samples"]) == len(offsets)


@pytest.mark.filterwarnings("ignore::downrange.InputWarning")
def test_a_monte_carlo_is_one_argument(tmp_path):
    """It disperses as RocketPy's page says: the same spread of mass at lift-off, of what RocketPy draws."""
    environment, rocket, flight = calisto.stochastic(calisto.flight(terminate_on_apogee=True))
    monte_carlo = rocketpy.MonteCarlo(str(tmp_path / "calisto"), environment, rocket, flight)
    launch = downrange.from_rocketpy(monte_carlo)
    again = downrange.from_rocketpy(flight, environment, rocket=rocket)
    assert launch.digest == again.digest
    run = launch.disperse(400, progress=False)
    assert run.statistics["apogee_agl_m"].count == 400
    masses = [rocket.create_object().total_mass(0) for _ in range(30)]
    assert np.mean(masses) == pytest.approx(launch.fly().liftoff_mass_kg, abs=0.4)
