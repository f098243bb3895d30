"""Defaults under layers, frozen, each number remembering who set it."""

import difflib
import hashlib
import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from napas.errors import InvalidError
from napas.parameters.layer import Layer
from napas.parameters.registry import Parameter, load

DEFAULTS = "defaults"


class ParameterUnknownError(InvalidError):
    """No parameter has this name."""

    code = "parameter-unknown"


class ParameterRangeError(InvalidError):
    """A value lies outside the range its parameter may take."""

    code = "parameter-out-of-range"


@dataclass(frozen=True, slots=True)
class Parameters:
    """The numbers a computation rests on.

    Attributes:
        known: every parameter by name, its value already that of the topmost layer.
        set_by: the layer that set each; `defaults` where none did.
    """

    known: Mapping[str, Parameter]
    set_by: Mapping[str, str]

    def __getitem__(self, name: str) -> float:
        """The value of a parameter.

        Raises:
            ParameterUnknownError: no parameter has this name.
        """
        return self.parameter(name).value

    def parameter(self, name: str) -> Parameter:
        """A parameter with its range, unit and source.

        Raises:
            ParameterUnknownError: no parameter has this name.
        """
        try:
            return self.known[name]
        except KeyError:
            raise _unknown(name, self.known, layer="") from None

    @property
    def hash(self) -> str:
        """A fingerprint of all names, values and units."""
        told = [
            [name, parameter.value, parameter.unit]
            for name, parameter in sorted(self.known.items())
        ]
        text = json.dumps(told, ensure_ascii=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()

    @property
    def non_default(self) -> tuple[str, ...]:
        """Names of the parameters that some layer set, sorted."""
        return tuple(
            sorted(name for name, layer in self.set_by.items() if layer != DEFAULTS)
        )


def resolve(
    layers: Iterable[Layer] = (), known: Mapping[str, Parameter] | None = None
) -> Parameters:
    """Lay layers over the defaults, the last on top.

    Args:
        layers: from the lowest to the topmost.
        known: the defaults; None takes the packaged ones.

    Raises:
        ParameterUnknownError: a layer names a parameter that does not exist.
        ParameterRangeError: a layer sets a value outside its parameter's range.
    """
    defaults = load() if known is None else known
    values = dict(defaults)
    set_by = dict.fromkeys(defaults, DEFAULTS)
    for layer in layers:
        for name, value in layer.entries:
            if name not in values:
                raise _unknown(name, values, layer=layer.name)
            values[name] = _replace(values[name], value, layer.name)
            set_by[name] = layer.name
    return Parameters(known=values, set_by=set_by)


def _replace(parameter: Parameter, value: float, layer: str) -> Parameter:
    inside = math.isfinite(value) and parameter.low <= value <= parameter.high
    if isinstance(value, bool) or not inside:
        raise ParameterRangeError(
            name=parameter.name,
            value=str(value),
            low=parameter.low,
            high=parameter.high,
            unit=parameter.unit,
            layer=layer,
        )
    return replace(parameter, value=float(value))


def _unknown(
    name: str, known: Mapping[str, Parameter], *, layer: str
) -> ParameterUnknownError:
    near = difflib.get_close_matches(name, known, n=3)
    return ParameterUnknownError(name=name, layer=layer, near=", ".join(near))
