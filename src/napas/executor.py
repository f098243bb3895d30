"""Run many independent pieces of work: one after another, on threads, or on Dask.

The answers come back in the order of the pieces and are the same on every engine, as
long as the work is a plain function of its piece.
"""

import reprlib
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from traceback import extract_tb
from typing import Any, Protocol, TypeVar

from napas.errors import InvalidError

Piece = TypeVar("Piece")
Answer = TypeVar("Answer")

LONGEST_NAME = 120  # letters of a piece that an error repeats
LOOPBACK = "127.0.0.1"
REACH_S = 10.0  # of waiting for a scheduler before it counts as out of reach


class PieceFailedError(InvalidError):
    """One piece of the work failed; it is the first of the pieces that did."""

    code = "piece-failed"


class EngineFailedError(InvalidError):
    """The engine could not bring back the answers: none to reach, or workers lost."""

    code = "engine-failed"


class EngineWorkersError(InvalidError):
    """An engine needs at least one worker."""

    code = "engine-workers-invalid"


class Engine(Protocol):
    """Somewhere to run work; it does every piece once and keeps their order."""

    def run(
        self, work: Callable[[Piece], Answer], pieces: Sequence[Piece]
    ) -> tuple[Answer, ...]:
        """Do the work on every piece, or raise what the first failing piece raised."""
        ...


def run_pieces(
    work: Callable[[Piece], Answer], pieces: Sequence[Piece], engine: Engine
) -> tuple[Answer, ...]:
    """Do the work on every piece; the answers stand in the order of the pieces.

    Args:
        work: a plain function of its piece. For Dask it, the pieces and the answers
            must be picklable.
        pieces: independent of one another.
        engine: where to run.

    Raises:
        PieceFailedError: a piece failed; it tells which, where and why.
        EngineFailedError: the engine itself failed.
    """
    if not pieces:
        return ()
    return engine.run(_Named(work), tuple(enumerate(pieces)))


@dataclass(frozen=True, slots=True)
class Serial:
    """One piece after another, in the caller's own thread."""

    def run(
        self, work: Callable[[Piece], Answer], pieces: Sequence[Piece]
    ) -> tuple[Answer, ...]:
        """Do the work on every piece."""
        return tuple(work(piece) for piece in pieces)


@dataclass(frozen=True, slots=True)
class Threads:
    """Several pieces at once in this process; for work that lets the others run.

    Attributes:
        workers: threads, 1 or more.

    Raises:
        EngineWorkersError: fewer than one.
    """

    workers: int

    def __post_init__(self) -> None:
        _require_workers(self.workers)

    def run(
        self, work: Callable[[Piece], Answer], pieces: Sequence[Piece]
    ) -> tuple[Answer, ...]:
        """Do the work on every piece; once one fails, those not begun are dropped."""
        with ThreadPoolExecutor(self.workers) as pool:
            return tuple(pool.map(work, pieces))


@dataclass(frozen=True, slots=True)
class Dask:
    """A Dask cluster: one that runs already, or one of our own for as long as needed.

    Attributes:
        scheduler: address of a running scheduler, such as `tcp://10.0.0.5:8786`; None
            starts a cluster on the loopback and closes it at the end.
        workers: of our own cluster, 1 or more.
        processes: whether workers of our own cluster are processes; else threads.
        reach_s: seconds to wait for a running scheduler.

    Raises:
        EngineWorkersError: fewer than one worker.
    """

    scheduler: str | None = None
    workers: int = 2
    processes: bool = True
    reach_s: float = REACH_S

    def __post_init__(self) -> None:
        _require_workers(self.workers)

    def run(
        self, work: Callable[[Piece], Answer], pieces: Sequence[Piece]
    ) -> tuple[Answer, ...]:
        """Do the work on every piece, on the cluster.

        Raises:
            EngineFailedError: no scheduler in reach, workers lost, or something that
                cannot be sent to them.
        """
        # Loaded here because it takes longer than all the rest of Napas.
        distributed = import_module("distributed")
        try:
            if self.scheduler is not None:
                return _ask(distributed, self.scheduler, work, pieces, self.reach_s)
            with distributed.LocalCluster(
                n_workers=self.workers,
                threads_per_worker=1,
                processes=self.processes,
                protocol="tcp",
                host=LOOPBACK,
                # Any free port, so that two clusters on one machine do not meet.
                dashboard_address=f"{LOOPBACK}:0",
                scheduler_kwargs={"dashboard": False},
            ) as cluster:
                return _ask(distributed, cluster, work, pieces, self.reach_s)
        except PieceFailedError:
            raise
        except Exception as failure:
            raise EngineFailedError(
                kind=type(failure).__name__, fault=str(failure)
            ) from failure


def _ask(
    distributed: Any,  # noqa: ANN401 -- an untyped library, loaded when needed
    cluster: object,
    work: Callable[[Piece], Answer],
    pieces: Sequence[Piece],
    reach_s: float,
) -> tuple[Answer, ...]:
    """Send work and pieces to a cluster and wait for the answers.

    The work goes to every worker once, not along with every piece: it may hold a whole
    situation.
    """
    with distributed.Client(cluster, timeout=reach_s, set_as_default=False) as client:
        (sent,) = client.scatter([work], hash=False, broadcast=True)
        futures = client.map(_do, [sent] * len(pieces), pieces, pure=False)
        for future in futures:  # in their order, so that the first failure is told
            failure = future.exception()
            if failure is not None:
                raise failure
        return tuple(client.gather(futures))


def _do(work: Callable[[Piece], Answer], piece: Piece) -> Answer:
    return work(piece)


@dataclass(frozen=True, slots=True)
class _Named:
    """Work on a numbered piece whose failure names the piece."""

    work: Callable[[Any], Any]

    def __call__(self, numbered: tuple[int, Any]) -> Any:  # noqa: ANN401 -- as the work
        place, piece = numbered
        try:
            return self.work(piece)
        except Exception as failure:
            last = extract_tb(failure.__traceback__)[-1]
            raise PieceFailedError(
                place=place,
                piece=_SHORT.repr(piece),
                kind=type(failure).__name__,
                fault=str(failure),
                where=f"{Path(last.filename).name}:{last.lineno}",
            ) from failure


_SHORT = reprlib.Repr()
_SHORT.maxother = LONGEST_NAME


def _require_workers(workers: int) -> None:
    if workers < 1:
        raise EngineWorkersError(workers=workers)
