"""Every number we did not compute: value, range, unit, source, and who changed it."""

from napas.parameters.layer import Layer
from napas.parameters.registry import Parameter, load
from napas.parameters.resolved import Parameters, resolve

__all__ = ["Layer", "Parameter", "Parameters", "load", "resolve"]
