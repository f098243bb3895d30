"""Whether every operation says which deed it is, before anybody can call it."""

import inspect
from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

from napas.domain.access import Deed
from napas.errors import InvalidError

ASKED_BY = frozenset({"viewer", "hand"})
"""What the first parameter of an operation is called: who asks, or writes."""


class OperationUndeclaredError(InvalidError):
    """An operation does not say which deed it is."""

    code = "operation-without-deed"


def require_declared(package: ModuleType) -> None:
    """Refuse a room that offers an operation without a deed.

    Raises:
        OperationUndeclaredError: an operation names no deed.
    """
    for name, operation in operations_of(package):
        if not isinstance(getattr(operation, "deed", None), Deed):
            raise OperationUndeclaredError(operation=name)


def operations_of(package: ModuleType) -> Iterator[tuple[str, object]]:
    """What a room offers: all that names a deed, or is asked by somebody."""
    for known in iter_modules(package.__path__, f"{package.__name__}."):
        module = import_module(known.name)
        for name, member in vars(module).items():
            if not name.startswith("_") and _is_operation(member, module):
                yield f"{known.name}.{name}", member


def _is_operation(member: object, module: ModuleType) -> bool:
    if inspect.isclass(member) or inspect.ismodule(member):
        return False
    if hasattr(member, "deed"):
        return True
    if not inspect.isfunction(member) or member.__module__ != module.__name__:
        return False
    return next(iter(inspect.signature(member).parameters), "") in ASKED_BY
