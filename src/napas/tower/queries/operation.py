"""The mark by which a read says which deed it is."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Concatenate, Generic, ParamSpec, TypeVar

from napas.domain.access import Deed, Viewer

P = ParamSpec("P")
Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Query(Generic[P, Answer]):
    """A read of the books as the doors call it: `query(viewer, ...)`."""

    ask: Callable[Concatenate[Viewer, P], Answer]
    deed: Deed = Deed.READ

    def __call__(self, viewer: Viewer, *what: P.args, **how: P.kwargs) -> Answer:
        """Answer with what the viewer may see, and nothing else."""
        return self.ask(viewer, *what, **how)
