"""RocketPy's getting-started rocket, Calisto, as its objects, and what RocketPy's page on Monte Carlo says is uncertain about it.

Source: RocketPy 1.13, docs/user/first_simulation.rst and docs/notebooks/monte_carlo_analysis/monte_carlo_class_usage.ipynb; the drag curve is
that of data/rockets/calisto at some of its Mach numbers. The forecast of the page is replaced by a wind that grows with height.
"""

from pathlib import Path

REPOSITORY = Path(__file__).parents[2]
DRAG = [
    [0.1, 0.402], [0.2, 0.388], [0.4, 0.379], [0.6, 0.389], [0.7, 0.406], [0.8, 0.401], [0.9, 0.457], [0.92, 0.469],
    [1.05, 0.728], [1.2, 0.684], [1.5, 0.599], [2.0, 0.512],
]  # fmt: skip
# Lift of a NACA 0012 at small angles, in degrees.
AIRFOIL = ([[0.0, 0.0], [10.0, 1.06]], "degrees")


def environment(**changes):
    """Spaceport America."""
    import rocketpy

    built = rocketpy.Environment(latitude=32.990254, longitude=-106.974998, elevation=1400, **changes)
    wind = {"wind_u": [[1400, 3], [2400, 6], [6400, 12]], "wind_v": [[1400, 1], [6400, -4]]}
    built.set_atmospheric_model(type="custom_atmosphere", **wind)
    return built


def motor(**changes):
    """A Cesaroni M1670."""
    import rocketpy

    given = {
        "thrust_source": str(REPOSITORY / "rockets/calisto/Cesaroni_M1670.eng"),
        "dry_mass": 1.815,
        "dry_inertia": (0.125, 0.125, 0.002),
        "nozzle_radius": 33 / 1000,
        "grain_number": 5,
        "grain_density": 1815,
        "grain_outer_radius": 33 / 1000,
        "grain_initial_inner_radius": 15 / 1000,
        "grain_initial_height": 120 / 1000,
        "grain_separation": 5 / 1000,
        "grains_center_of_mass_position": 0.397,
        "center_of_dry_mass_position": 0.317,
        "nozzle_position": 0,
        "burn_time": 3.9,
        "throat_radius": 11 / 1000,
        "coordinate_system_orientation": "nozzle_to_combustion_chamber",
    }
    return rocketpy.SolidMotor(**given | changes)


def bare(engine=None, **changes):
    """The rocket with its motor and nose, and nothing else."""
    import rocketpy

    given = {
        "radius": 127 / 2000,
        "mass": 14.426,
        "inertia": (6.321, 6.321, 0.034),
        "power_off_drag": DRAG,
        "power_on_drag": DRAG,
        "center_of_mass_without_motor": 0,
        "coordinate_system_orientation": "tail_to_nose",
    }
    built = rocketpy.Rocket(**given | changes)
    built.add_motor(engine or motor(), position=-1.255)
    built.add_nose(length=0.55829, kind="von karman", position=1.278)
    return built


def rocket(engine=None, airfoil=AIRFOIL, main=800, **changes):
    """The rocket as a whole."""
    built = bare(engine, **changes)
    built.set_rail_buttons(upper_button_position=0.0818, lower_button_position=-0.6182, angular_position=45)
    built.add_trapezoidal_fins(
        n=4, root_chord=0.120, tip_chord=0.060, span=0.110, position=-1.04956, cant_angle=0.5, airfoil=airfoil
    )
    built.add_tail(top_radius=0.0635, bottom_radius=0.0435, length=0.060, position=-1.194656)
    built.add_parachute("main", cd_s=10.0, trigger=main, sampling_rate=105, lag=1.5)
    built.add_parachute("drogue", cd_s=1.0, trigger="apogee", sampling_rate=105, lag=1.5)
    return built


def flight(rocket_=None, environment_=None, **changes):
    """The flight from a rail of 5.2 m, 85 degrees to the north."""
    import rocketpy

    given = {"rail_length": 5.2, "inclination": 85, "heading": 0}
    return rocketpy.Flight(rocket=rocket_ or rocket(), environment=environment_ or environment(), **given | changes)


def stochastic(nominal=None, drawn=False):
    """StochasticEnvironment, StochasticRocket and StochasticFlight with the spreads of RocketPy's page; `drawn`, with those of dimensions."""
    from rocketpy import stochastic as st

    nominal = nominal or flight()
    known = nominal.rocket
    engine = st.StochasticSolidMotor(
        known.motor,
        burn_out_time=(3.9, 0.05),
        grains_center_of_mass_position=0.001,
        grain_density=50,
        grain_separation=1 / 1000,
        grain_initial_height=1 / 1000,
        grain_initial_inner_radius=0.375 / 1000,
        grain_outer_radius=0.375 / 1000,
        total_impulse=(6000, 120),
    )
    uncertain = st.StochasticRocket(
        known,
        radius=0.0127 / 2000,
        mass=(14.426, 0.5, "normal"),
        inertia_11=(6.321, 0.01),
        inertia_33=0.001,
        center_of_mass_without_motor=0.005,
        power_off_drag_factor=(1, 0.05),
        power_on_drag_factor=(1, 0.05),
    )
    uncertain.add_motor(engine, position=0.001)
    nose, fins, tail = (surface for surface, _ in known.aerodynamic_surfaces)
    length, chord, radius = (
        {"length": 0.001},
        {"root_chord": 0.0005, "tip_chord": 0.0005, "span": 0.0005},
        {"top_radius": 0.001},
    )
    uncertain.add_nose(st.StochasticNoseCone(nose, **length if drawn else {}))
    uncertain.add_trapezoidal_fins(st.StochasticTrapezoidalFins(fins, **chord if drawn else {}))
    uncertain.add_tail(st.StochasticTail(tail, **radius if drawn else {}))
    # Without a spread RocketPy cannot place them.
    uncertain.set_rail_buttons(st.StochasticRailButtons(known.rail_buttons[0].component), (0.001, "normal"))
    for parachute in known.parachutes:
        uncertain.add_parachute(st.StochasticParachute(parachute, cd_s=0.1 * parachute.cd_s, lag=0.1))
    return (
        st.StochasticEnvironment(nominal.env, wind_velocity_x_factor=(1, 0.2), wind_velocity_y_factor=(1, 0.2)),
        uncertain,
        st.StochasticFlight(nominal, inclination=(84.7, 1), heading=(0, 2)),
    )
