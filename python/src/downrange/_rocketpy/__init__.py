"""What has been described for RocketPy, as a launch."""

from ._launch import from_rocketpy

__all__ = ["from_rocketpy"]
