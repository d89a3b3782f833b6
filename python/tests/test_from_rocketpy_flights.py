"""RocketPy's rockets, taken over and flown, against RocketPy's flights."""

import warnings

import numpy as np
import pytest

rocketpy = pytest.importorskip("rocketpy")

import calisto
import published

import downrange

pytestmark = pytest.mark.filterwarnings(
    "ignore::RuntimeWarning", "ignore::DeprecationWarning", "ignore::UserWarning", "ignore::downrange.InputWarning"
)
# Where Downrange's models differ from RocketPy's, and how far the apogee then lies from its: the rocket is held at its last rail
# button, RocketPy lets it go at the first; and cross-flow on the body, which RocketPy leaves out, moves the centre of pressure forward.
DIFFERS = {"juno3": (0.0218, "tip-off and cross-flow in a wind of 10.8 m/s that meets it at 36 degrees")}


def taken(name):
    """What is known of a published rocket, and its launch."""
    known = published.figures(name)
    if known is None:
        pytest.skip(f"../shared/reference/flights/{name}.json is not here")
    return known, *built(known)


def built(known, rocket=None):
    """The rocket as RocketPy has it, and the launch it becomes; RocketPy does not fly."""
    rocket, rail = rocket or published.rocket(known), known["launch_and_solver"]
    launch = downrange.from_rocketpy(
        rocket,
        published.environment(known),
        rail_length=rail["rail_length_m"],
        inclination=rail["inclination_deg_from_horizontal"],
        heading=rail["heading_deg_from_north_clockwise"],
        name=known["name"],
    )
    return rocket, launch


@pytest.mark.parametrize("name", published.NAMES)
def test_apogees_of_published_rockets(name):
    """Within 0.5 % of RocketPy's with its attitude dynamics corrected, and what the flight begins with within its rounding."""
    known, _, launch = taken(name)
    flight = launch.fly()
    theirs = known["rocketpy_results_eom_sign_fixed"]
    assert flight.liftoff_mass_kg == pytest.approx(known["rocket"]["liftoff_mass_kg"], rel=1e-5)
    assert flight.rail_exit_speed_m_s == pytest.approx(theirs["rail_exit_speed_m_s"], rel=3e-3)
    assert flight.max_speed_m_s == pytest.approx(theirs["max_speed_m_s"], rel=3e-3)
    allowed, _ = DIFFERS.get(name, (0.0, ""))
    assert flight.apogee_agl_m == pytest.approx((1 + allowed) * theirs["apogee_agl_m"], rel=5e-3)


def test_where_the_models_are_the_same_so_is_juno_3():
    """With RocketPy's own slope and centre for the whole rocket, and one button, its apogee is RocketPy's as well."""
    known, rocket, _ = taken("juno3")
    upper = known["rocket"]["rail_buttons"]["upper_position_m"]
    rocket.set_rail_buttons(upper, upper)
    _, launch = built(known, rocket)
    tip, mach = known["rocket"]["aerodynamic_surfaces"][0]["position_m"], np.linspace(0, 1.2, 49)
    launch = launch.replace(
        {
            "rocket.normal_force_slope": [[each, rocket.total_lift_coeff_der(each)] for each in mach],
            "rocket.center_of_pressure": [[each, tip - rocket.cp_position(each)] for each in mach],
        }
    )
    theirs = known["rocketpy_results_eom_sign_fixed"]["apogee_agl_m"]
    assert launch.fly().apogee_agl_m == pytest.approx(theirs, rel=5e-3)


def test_calisto_beside_rocketpy():
    """One flight by both: apogee, roll and descent."""
    theirs = calisto.flight()
    ours = downrange.from_rocketpy(theirs).fly()
    assert ours.apogee_agl_m == pytest.approx(theirs.apogee - 1400, rel=2e-3)
    assert ours.max_mach == pytest.approx(theirs.max_mach_number, rel=3e-3)
    assert ours.landing.time_s == pytest.approx(theirs.t_final, rel=5e-3)
    assert ours.descent_rates[-1].speed_m_s == pytest.approx(abs(theirs.impact_velocity), rel=1e-2)
    # RocketPy divides its roll damping by the reference area of the rocket; with the area of a fin, as strip theory has it, the steady roll
    # that canted fins give is slower by the ratio of these.
    share = 0.5 * (0.12 + 0.06) * 0.11 / (np.pi * 0.0635**2)
    assert np.interp(5, ours["time"], np.radians(ours["roll_rate"])) == pytest.approx(share * theirs.w3(5), rel=0.02)


@pytest.mark.parametrize("angle", [0.0, 120.0])
def test_an_eccentric_thrust_turns_it_the_same_way(angle):
    """Its apogee lies in the direction of RocketPy's: 3 mm beside the axis, without cant and wind, on either side of the buttons."""

    def flown(offset):
        rocket = calisto.rocket(airfoil=None)
        rocket.aerodynamic_surfaces[1].component.cant_angle = 0
        rocket.set_rail_buttons(0.0818, -0.6182, angle)
        rocket.add_thrust_eccentricity(*offset)
        calm = rocketpy.Environment(latitude=32.99, longitude=-106.97, elevation=1400)
        return calisto.flight(rocket, calm, inclination=89, heading=30, terminate_on_apogee=True)

    straight, theirs = flown((0, 0)), flown((-0.002, 0.003))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        launches = [downrange.from_rocketpy(each) for each in (straight, theirs)]
    tracks = [launch.fly() for launch in launches]
    tops = [
        (each["east"][each["altitude_agl"].argmax()], each["north"][each["altitude_agl"].argmax()]) for each in tracks
    ]
    moved = np.subtract(tops[1], tops[0])
    meant = np.array([theirs.apogee_x - straight.apogee_x, theirs.apogee_y - straight.apogee_y])
    cosine = moved @ meant / np.linalg.norm(moved) / np.linalg.norm(meant)
    assert cosine > np.cos(np.radians(8))
