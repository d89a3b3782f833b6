"""A flight: figures, channels, bodies, pictures."""

import csv
import io
from pathlib import Path

import numpy as np
import pandas
import polars
import pyarrow
import pytest

import downrange
from downrange import _native

REPOSITORY = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def flight():
    return downrange.read(REPOSITORY / "rockets/two-stage/launch.toml").fly()


def test_the_terms_of_the_drag_have_shares_of_the_apogee(flight):
    """More drag flies lower, and all together are the root of the sum of the squares."""
    shares = dict(flight.drag_terms)
    together = shares.pop("together")
    assert {"friction", "base"} <= set(shares) and all(share < 0 for share in shares.values())
    assert together == pytest.approx(sum(share**2 for share in shares.values()) ** 0.5)


def test_every_figure_is_an_attribute(flight):
    """The names are those of the library's one table, and an editor knows all of them."""
    keys = [key for key, _, _ in _native.metrics()]
    assert list(flight.figures) == keys
    assert [name for name in downrange.Flight.__annotations__] == keys
    for key in keys:
        assert getattr(flight, key) == flight.figures[key]
        assert key in dir(flight)
    assert flight.landing.distance_m == flight.landing_distance_m
    with pytest.raises(AttributeError, match="did you mean `apogee_agl_m`"):
        flight.apogee_agl


def test_channels_are_views_with_units(flight):
    table = list(csv.DictReader(io.StringIO(flight.csv())))
    for key, unit in _native.channels():
        channel = flight[key]
        assert (channel.name, channel.units) == (key, unit)
        assert len(channel) == len(table)
        expected = [float(row[key] or "nan") for row in table]
        # The file has ten digits.
        np.testing.assert_allclose(channel, expected, rtol=1e-9, atol=1e-300)
    assert not flight["height"].flags.writeable
    assert not flight["height"].flags.owndata
    assert flight["height"].name == flight["altitude_agl"].name == "altitude_agl_m"
    assert type(flight["height"] * 2) is np.ndarray
    assert type(flight["height"].max()) is np.float64
    for computed in (
        np.interp(1.0, flight["time"], flight["height"], left=0.0).reshape(1),
        np.stack([flight["height"], flight["speed"]]),
        np.argsort(flight["height"]),
        np.diff(a=flight["height"]),
    ):
        assert type(computed) is np.ndarray
    with pytest.raises(KeyError, match="did you mean `height`"):
        flight["heigt"]


def test_bodies_fly_by_themselves(flight):
    payload, booster = flight.bodies[:2]
    assert booster.start_time_s > 0
    assert booster.apogee_agl_m < payload.apogee_agl_m
    assert booster["height"].max() == pytest.approx(booster.apogee_agl_m, rel=1e-3)
    assert booster["mass_kg"][-1] == booster.mass_kg
    assert len(booster.frame) == len(booster["time"])


def test_the_trajectory_is_a_table_that_others_take(flight):
    frame = flight.frame
    assert frame.columns == [key for key, _ in _native.channels()] + ["phase"]
    by_polars, by_pandas, by_pyarrow = frame.to_polars(), frame.to_pandas(), pyarrow.table(frame)
    for taken in (by_polars, by_pandas, by_pyarrow):
        np.testing.assert_array_equal(np.asarray(taken["speed_m_s"]), flight["speed"])
    assert list(by_polars["phase"].unique(maintain_order=True))[:3] == ["rail", "powered", "coast"]
    assert isinstance(by_pandas, pandas.DataFrame)
    assert isinstance(by_polars, polars.DataFrame)
    assert len(frame) == by_pyarrow.num_rows


def test_pages(flight, tmp_path):
    path = flight.report(tmp_path / "report.html")
    assert path.read_text() == flight.report()
    assert "downrange fly" in flight.report()
    assert flight.kml().startswith("<?xml")
    assert '"FeatureCollection"' in flight.geojson()
    assert flight.summary() == str(flight)
    assert "\x1b" not in flight.summary()
    assert "ft" in flight.summary(units="us")
    assert flight._repr_html_().startswith("<pre ")
    assert flight.show()._repr_html_().startswith('<iframe srcdoc="&lt;!')
    assert str(flight.show()) == flight.report()
    with pytest.raises(ValueError, match='"si" or "us"'):
        flight.summary(units="imperial")


def test_a_picture(flight):
    figure = flight.plot()
    above, below = figure.axes
    assert above.get_title() == flight.name
    assert below.get_xlabel() == "Time since launch, s"
    # What happens at one place has one label.
    labels = [text.get_text() for text in above.texts]
    assert labels[0] == "booster burnout, booster separation"
    assert len(labels) == len({text.xy for text in above.texts})
