"""Tables by the Arrow PyCapsule protocol."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from . import _native
from ._records import near

if TYPE_CHECKING:
    import pandas
    import polars


class Table:
    """Rows and named columns, which polars, pandas, pyarrow and duckdb take without a copy (Arrow PyCapsule protocol).

    What is no finite number is missing there, and NaN in an array.

    >>> import downrange, polars
    >>> frame = downrange.read("rockets/calisto/launch.toml").fly().frame
    >>> frame.columns[:2]
    ['time_s', 'latitude_deg']
    >>> polars.DataFrame(frame).shape == (len(frame), len(frame.columns))
    True
    """

    __slots__ = ("_native",)

    def __init__(self, native: _native.Table) -> None:
        self._native = native

    @property
    def columns(self) -> list[str]:
        """The names of the columns."""
        return self._native.columns

    def __len__(self) -> int:
        return len(self._native)

    def __getitem__(self, name: str) -> np.ndarray:
        """A column, as an array."""
        try:
            return np.asarray(self._native.column(name))
        except KeyError:
            raise KeyError(f"no column `{name}`{near(name, self.columns)}") from None

    def __arrow_c_schema__(self) -> object:
        return self._native.__arrow_c_schema__()

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        return self._native.__arrow_c_stream__(requested_schema)

    def to_pandas(self) -> pandas.DataFrame:
        """As a data frame of pandas, which has to be installed; its columns are copies."""
        import pandas

        return pandas.DataFrame({name: self[name] for name in self.columns})

    def to_polars(self) -> polars.DataFrame:
        """As a data frame of polars, which has to be installed."""
        import polars

        return polars.DataFrame(self)

    def __repr__(self) -> str:
        return f"<Table of {len(self)} rows, {len(self.columns)} columns>"

    def _ipython_key_completions_(self) -> list[str]:
        return self.columns
