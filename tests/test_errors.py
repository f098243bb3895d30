import pickle

import pytest

from napas.errors import (
    ConflictError,
    ForbiddenError,
    InvalidError,
    MissingError,
    NapasError,
    error_kinds,
)


class ToyBrokenError(InvalidError):
    """A toy is broken."""

    code = "toy-broken"


class ToyTakenError(ConflictError):
    """A toy is somebody else's."""

    code = "toy-taken"


def test_a_failure_tells_its_code_and_its_parameters() -> None:
    failure = ToyBrokenError(toy="train", pieces=3)

    assert str(failure) == "toy-broken: toy='train', pieces=3"
    assert failure.params == {"toy": "train", "pieces": 3}


def test_a_failure_without_parameters_tells_its_code() -> None:
    assert str(ToyTakenError()) == "toy-taken"


def test_a_failure_crosses_a_process_border_whole() -> None:
    failure = ToyBrokenError(toy="train")
    copy = pickle.loads(pickle.dumps(failure))  # noqa: S301 - our own bytes

    assert type(copy) is ToyBrokenError
    assert copy.params == failure.params
    assert str(copy) == str(failure)


@pytest.mark.parametrize(
    "family", [InvalidError, ForbiddenError, MissingError, ConflictError]
)
def test_a_family_is_caught_as_one_and_has_no_code_itself(
    family: type[NapasError],
) -> None:
    assert issubclass(family, NapasError)
    assert family not in error_kinds()


def test_every_failure_with_a_code_is_known_in_the_order_of_codes() -> None:
    kinds = error_kinds()

    assert {ToyBrokenError, ToyTakenError} <= set(kinds)
    assert [kind.code for kind in kinds] == sorted(kind.code for kind in kinds)
