"""Whether every operation says which deed it is, before anybody can call it."""

from collections.abc import Mapping

from napas.domain.access import PERMITTED, Deed
from napas.errors import InvalidError


class OperationUndeclaredError(InvalidError):
    """An operation does not say which deed it is, or nobody is ever permitted it."""

    code = "operation-without-deed"


def require_declared(offered: Mapping[str, object]) -> None:
    """Refuse operations of which one names no deed that any role may do.

    Args:
        offered: what the doors can call, by name.

    Raises:
        OperationUndeclaredError: there is such an operation.
    """
    known = frozenset().union(*PERMITTED.values())
    for name, operation in offered.items():
        deed = getattr(operation, "deed", None)
        if not isinstance(deed, Deed) or deed not in known:
            raise OperationUndeclaredError(operation=name)
