"""Every engine gives the same answers, in the order of the pieces."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass

import distributed
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from napas.errors import InvalidError
from napas.executor import (
    Dask,
    Engine,
    EngineFailedError,
    EngineWorkersError,
    PieceFailedError,
    Serial,
    Threads,
    run_pieces,
)

IN_THREADS = Dask(workers=2, processes=False)


def cube(piece: int) -> int:
    return piece**3


def cube_slowly_at_first(piece: int) -> int:
    time.sleep(0.01 / (1 + abs(piece)))
    return piece**3


def refuse_odd(piece: int) -> int:
    if piece % 2:
        message = f"{piece} is odd"
        raise ValueError(message)
    return piece


def refuse_always(piece: int) -> int:
    raise InvalidError(piece=piece)


def keep(piece: object) -> object:
    return piece


def own_process(_: int) -> int:
    return os.getpid()


class Lost:
    """Something that cannot be read again once it was sent."""

    def __reduce__(self) -> tuple[object, ...]:
        return (refuse_odd, (1,))


@dataclass(frozen=True)
class Scaled:
    factor: float

    def __call__(self, piece: float) -> float:
        return self.factor * piece / 3.0


@pytest.fixture(scope="module")
def cluster() -> Iterator[Dask]:
    """A scheduler that runs already, with two workers, as in a computing centre."""
    with distributed.LocalCluster(
        n_workers=2,
        threads_per_worker=1,
        processes=False,
        protocol="tcp",
        host="127.0.0.1",
        dashboard_address="127.0.0.1:0",
        scheduler_kwargs={"dashboard": False},
    ) as running:
        yield Dask(scheduler=running.scheduler_address)


@pytest.mark.parametrize("engine", [Serial(), Threads(1), Threads(3)])
def test_answers_stand_in_the_order_of_the_pieces(engine: Engine) -> None:
    pieces = list(range(20))
    assert run_pieces(cube_slowly_at_first, pieces, engine) == tuple(
        cube(piece) for piece in pieces
    )


@given(
    pieces=st.lists(st.floats(-1e9, 1e9), max_size=30),
    factor=st.floats(-1e3, 1e3),
    workers=st.integers(1, 4),
)
def test_threads_answer_as_one_after_another_does(
    pieces: list[float], factor: float, workers: int
) -> None:
    one_by_one = run_pieces(Scaled(factor), pieces, Serial())
    assert run_pieces(Scaled(factor), pieces, Threads(workers)) == one_by_one


@given(pieces=st.lists(st.floats(-1e9, 1e9), max_size=12), factor=st.floats(-9.0, 9.0))
@settings(
    max_examples=8,
    # one cluster serves all examples; it holds nothing from one to the next
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_a_cluster_answers_as_one_after_another_does(
    cluster: Dask, pieces: list[float], factor: float
) -> None:
    one_by_one = run_pieces(Scaled(factor), pieces, Serial())
    assert run_pieces(Scaled(factor), pieces, cluster) == one_by_one


def test_a_cluster_of_our_own_stands_on_the_loopback_until_the_work_is_done(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = []

    class Watched(distributed.LocalCluster):  # type: ignore[misc] # Dask is untyped
        def __init__(self, **wishes: object) -> None:
            super().__init__(**wishes)
            made.append((self, self.scheduler_address))

    monkeypatch.setattr(distributed, "LocalCluster", Watched)
    assert run_pieces(cube, range(5), IN_THREADS) == (0, 1, 8, 27, 64)
    ((cluster, address),) = made
    assert address.startswith("tcp://127.0.0.1:")
    assert cluster.status.name == "closed"


def test_a_cluster_of_processes_works_outside_this_one() -> None:
    processes = run_pieces(own_process, range(4), Dask(workers=2))
    assert os.getpid() not in processes


@pytest.mark.parametrize("engine", [Serial(), Threads(2)])
def test_no_pieces_have_no_answers(engine: Engine) -> None:
    assert run_pieces(refuse_odd, [], engine) == ()


def failure_on(engine: Engine) -> PieceFailedError:
    with pytest.raises(PieceFailedError) as told:
        run_pieces(refuse_odd, [0, 2, 5, 4, 7], engine)
    return told.value


@pytest.mark.parametrize("engine", [Serial(), Threads(3)])
def test_a_failure_names_the_first_piece_that_failed(engine: Engine) -> None:
    failure = failure_on(engine)
    assert failure.params["place"] == 2
    assert failure.params["piece"] == "5"
    assert failure.params["kind"] == "ValueError"
    assert failure.params["fault"] == "5 is odd"
    assert str(failure.params["where"]).startswith("test_executor.py:")
    assert isinstance(failure.__cause__, ValueError)


def test_a_failure_on_a_cluster_is_told_as_at_home(cluster: Dask) -> None:
    assert failure_on(cluster).params == failure_on(Serial()).params


def test_a_failure_that_was_foreseen_keeps_its_code() -> None:
    with pytest.raises(PieceFailedError) as told:
        run_pieces(refuse_always, [9], Serial())
    assert told.value.params["fault"] == ": piece=9"


def test_what_cannot_be_sent_is_a_failure_of_the_engine(cluster: Dask) -> None:
    with pytest.raises(EngineFailedError):
        run_pieces(keep, [Lost()], cluster)


def test_a_scheduler_out_of_reach_is_told() -> None:
    away = Dask(scheduler="tcp://127.0.0.1:9", reach_s=0.2)
    with pytest.raises(EngineFailedError) as told:
        run_pieces(cube, [1], away)
    assert told.value.params["kind"]


@pytest.mark.parametrize("engine", [Threads, lambda workers: Dask(workers=workers)])
def test_an_engine_without_workers_is_refused(engine: object) -> None:
    assert callable(engine)
    with pytest.raises(EngineWorkersError):
        engine(0)


def test_napas_loads_without_loading_dask() -> None:
    told = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys, napas.executor; print('distributed' in sys.modules)",
        ],
        capture_output=True,
        check=True,
        text=True,
    )
    assert told.stdout.strip() == "False"
