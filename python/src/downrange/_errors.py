"""Exceptions. Their text is that of the command line."""

from __future__ import annotations


class DownrangeError(Exception):
    """What Downrange raises."""


class InputError(DownrangeError, ValueError):
    """What was read, or asked for, is at fault.

    Attributes:
        file: The file, as messages name it; ``None`` where no file is at fault.
        line: Its line, from 1; ``None`` without a place.
        column: The column, from 1.
        hint: What to do about it.

    >>> import downrange
    >>> try:
    ...     downrange.loads("[rail]\\nlenght = 5\\n")
    ... except downrange.InputError as error:
    ...     print(error)
    ...     print(error.file, error.line, error.column, error.hint)
    error: unknown key `lenght` in [rail]
     --> launch.toml:2:1
      |
    2 | lenght = 5
      | ^^^^^^ did you mean `length`?
    launch.toml 2 1 did you mean `length`?
    """

    def __init__(
        self,
        message: str,
        file: str | None = None,
        line: int | None = None,
        column: int | None = None,
        hint: str | None = None,
    ) -> None:
        super().__init__(message, file, line, column, hint)
        self.file = file
        self.line = line
        self.column = column
        self.hint = hint

    def __str__(self) -> str:
        return str(self.args[0])


class StoreError(InputError):
    """A folder or file of a dispersion cannot be read or written, or holds another one."""


class FlightError(DownrangeError, ArithmeticError):
    """The flight could not be computed."""


class ClusterError(DownrangeError, RuntimeError):
    """Workers of a cluster cannot fly what they were asked to."""


class InputWarning(UserWarning):
    """Something was read otherwise than it stands in a file."""


class RunWarning(UserWarning):
    """Something about a dispersion that does not stop it."""
