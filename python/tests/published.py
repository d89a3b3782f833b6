"""Seven rockets that were published for RocketPy, rebuilt as its objects from the figures in `../shared/reference/flights`."""

import json
from datetime import datetime
from pathlib import Path

REPOSITORY = Path(__file__).parents[2]
FOLDER = REPOSITORY.parent / "shared" / "reference" / "flights"
NAMES = ["bella_lui", "cavour", "halcyon", "juno3", "ndrt_2020", "prometheus_2022", "valetudo"]


def figures(name):
    """What is known of a rocket, its surroundings and its flight; `None` without the reference data."""
    path = FOLDER / f"{name}.json"
    return json.loads(path.read_text()) if path.exists() else None


def environment(known):
    """Its environment, the air a table; without weather the standard atmosphere."""
    import rocketpy

    place, profile = known["environment"], known["environment"]["profile"]
    built = rocketpy.Environment(
        latitude=place["latitude_deg"],
        longitude=place["longitude_deg"],
        elevation=place["elevation_m"],
        date=datetime.fromisoformat(place["date_utc"]),
        gravity=place["gravity"]["at_site_m_s2"] if place["gravity"]["model"] == "constant" else None,
    )
    if place["atmospheric_model_type"] != "standard_atmosphere":
        height = profile["height_asl_m"]

        def against(key):
            return [list(pair) for pair in zip(height, profile[key])]

        built.set_atmospheric_model(
            type="custom_atmosphere",
            pressure=against("pressure_pa"),
            temperature=against("temperature_k"),
            wind_u=against("wind_u_east_m_s"),
            wind_v=against("wind_v_north_m_s"),
        )
    return built


def motor(known):
    """Its motor: of grains, or a hybrid with its tanks."""
    import rocketpy

    given = known["motor"]
    inertia = given["dry_inertia_kg_m2"]
    same = {
        "thrust_source": given["thrust_curve_t_N"],
        "burn_time": (given["burn_start_s"], given["burn_out_s"]),
        "dry_mass": given["dry_mass_kg"],
        "dry_inertia": (inertia["I11"], inertia["I22"], inertia["I33"]),
        "center_of_dry_mass_position": given["center_of_dry_mass_position_m"],
        "nozzle_radius": given["nozzle_radius_m"],
        "nozzle_position": given["nozzle_position_m"],
        "coordinate_system_orientation": given["coordinate_system_orientation"],
    }
    if given["type"] == "GenericMotor":
        return rocketpy.GenericMotor(
            **same,
            chamber_radius=given["chamber_radius"],
            chamber_height=given["chamber_height"],
            chamber_position=given["chamber_position"],
            propellant_initial_mass=given["propellant_initial_mass_kg"],
        )
    same |= {
        key: given[key]
        for key in (
            "grain_number",
            "grain_density",
            "grain_outer_radius",
            "grain_initial_inner_radius",
            "grain_initial_height",
            "grain_separation",
            "grains_center_of_mass_position",
            "throat_radius",
        )
    }
    if given["type"] == "SolidMotor":
        # RocketPy 1.10 burns grains at their ends as well, always.
        return rocketpy.SolidMotor(**same, **({"only_radial_burn": True} if given["only_radial_burn"] else {}))
    built = rocketpy.HybridMotor(**same)
    for tank in given["tanks"]:
        time, mass = tank["t_s"], tank["liquid_mass_kg"]
        flow = (mass[0] - mass[-1]) / (time[-1] - time[0])
        built.add_tank(
            rocketpy.MassFlowRateBasedTank(
                name=tank["name"],
                geometry=rocketpy.CylindricalTank(radius=tank["radius_m"], height=tank["height_m"]),
                flux_time=tuple(tank["flux_time_s"]),
                liquid=rocketpy.Fluid(name=tank["liquid"]["name"], density=tank["liquid"]["density"]),
                gas=rocketpy.Fluid(name=tank["gas"]["name"], density=tank["gas"]["density"]),
                initial_liquid_mass=mass[0],
                initial_gas_mass=tank["gas_mass_kg"][0],
                liquid_mass_flow_rate_in=0,
                liquid_mass_flow_rate_out=flow,
                gas_mass_flow_rate_in=0,
                gas_mass_flow_rate_out=0,
            ),
            position=tank["position_in_motor_csys_m"],
        )
    return built


def rocket(known):
    """Its rocket with the motor, surfaces, buttons and parachutes."""
    import rocketpy

    given = known["rocket"]
    inertia = given["inertia_without_motor_kg_m2"]

    def drag(state):
        curve = given.get(f"drag_power_{state}_intended", given[f"drag_power_{state}"])
        return [list(pair) for pair in zip(curve["mach"], curve["cd"])]

    built = rocketpy.Rocket(
        radius=given["radius_m"],
        mass=given["mass_without_motor_kg"],
        inertia=(inertia["I11"], inertia["I22"], inertia["I33"]),
        power_off_drag=drag("off"),
        power_on_drag=drag("on"),
        center_of_mass_without_motor=given["center_of_mass_without_motor_m"],
        coordinate_system_orientation=given["coordinate_system_orientation"],
    )
    built.add_motor(motor(known), position=known["motor"]["position_in_rocket_csys_m"])
    for surface in given["aerodynamic_surfaces"]:
        built.add_surfaces(_surface(surface), surface["position_m"])
    buttons = given["rail_buttons"]
    built.set_rail_buttons(buttons["upper_position_m"], buttons["lower_position_m"], buttons["angular_position_deg"])
    for each in given["parachutes"]:
        built.add_parachute(each["name"], each["cd_s_m2"], each["trigger"], each["sampling_rate_hz"], each["lag_s"])
    return built


def _surface(given):
    import rocketpy

    name, radius = given["name"], given["rocket_radius"]
    if given["kind"] == "NoseCone":
        return rocketpy.NoseCone(
            given["length"],
            given["nose_kind"],
            given["base_radius"],
            given["bluffness"],
            radius,
            given["power"],
            name,
        )
    if given["kind"] == "Tail":
        return rocketpy.Tail(given["top_radius"], given["bottom_radius"], given["length"], radius, name)
    return rocketpy.TrapezoidalFins(
        n=given["n"],
        root_chord=given["root_chord"],
        tip_chord=given["tip_chord"],
        span=given["span"],
        rocket_radius=radius,
        cant_angle=given["cant_angle"],
        sweep_length=given["sweep_length"],
        airfoil=_airfoil(given),
        name=name,
    )


def _airfoil(given):
    airfoil = given.get("airfoil")
    return None if airfoil is None else (airfoil["alpha_cl"], airfoil["units"])


def flight(known):
    """The flight that RocketPy computes."""
    import rocketpy

    launch = known["launch_and_solver"]
    return rocketpy.Flight(
        rocket=rocket(known),
        environment=environment(known),
        rail_length=launch["rail_length_m"],
        inclination=launch["inclination_deg_from_horizontal"],
        heading=launch["heading_deg_from_north_clockwise"],
        name=known["name"],
    )
