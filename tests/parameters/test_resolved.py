import ast
import pickle
import re
from collections.abc import Iterator
from math import inf, nan
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import napas
from napas.parameters import Layer, Parameter, Parameters, load, resolve
from napas.parameters.resolved import ParameterRangeError, ParameterUnknownError

HEEL = Parameter("tanks.heel_share", 0.2, 0.1, 0.25, "share", "judgement")
BAND = Parameter("alerts.band_h", 12.0, 6.0, 24.0, "h", "judgement", note="watched")
KNOWN = {"tanks.heel_share": HEEL, "alerts.band_h": BAND}
NATIONAL = Layer("national", (("tanks.heel_share", 0.15),), author="officer")
SCENARIO = Layer("scenario", (("tanks.heel_share", 0.25), ("alerts.band_h", 8.0)))


def test_without_layers_the_defaults_stand() -> None:
    parameters = resolve((), KNOWN)

    assert parameters["tanks.heel_share"] == 0.2
    assert parameters.non_default == ()
    assert set(parameters.set_by.values()) == {"defaults"}


def test_the_last_layer_lies_on_top_and_is_remembered() -> None:
    parameters = resolve([NATIONAL, SCENARIO], KNOWN)

    assert parameters["tanks.heel_share"] == 0.25
    assert parameters.set_by["tanks.heel_share"] == "scenario"
    assert parameters.non_default == ("alerts.band_h", "tanks.heel_share")


def test_a_layer_changes_the_figure_and_nothing_else() -> None:
    parameter = resolve([SCENARIO], KNOWN).parameter("alerts.band_h")

    assert parameter.value == 8.0
    assert (parameter.low, parameter.high) == (BAND.low, BAND.high)
    assert (parameter.unit, parameter.source) == (BAND.unit, BAND.source)
    assert parameter.note == BAND.note
    assert KNOWN["alerts.band_h"].value == 12.0


def test_the_packaged_defaults_are_taken_where_none_are_given() -> None:
    assert resolve()["tanks.heel_share"] == load()["tanks.heel_share"].value


def test_a_misspelt_name_fails_loudly_and_is_shown_its_neighbours() -> None:
    with pytest.raises(ParameterUnknownError) as refusal:
        resolve((), KNOWN)["tanks.heel_shre"]

    assert refusal.value.params == {
        "name": "tanks.heel_shre",
        "layer": "",
        "near": "tanks.heel_share",
    }


def test_a_misspelt_name_in_a_layer_names_the_layer() -> None:
    with pytest.raises(ParameterUnknownError) as refusal:
        resolve([Layer("command line", (("heel", 0.2),))], KNOWN)

    assert refusal.value.params["layer"] == "command line"


@pytest.mark.parametrize("value", [0.09, 0.26, nan, inf, -inf, True])
def test_a_figure_outside_its_range_fails_loudly(value: float) -> None:
    with pytest.raises(ParameterRangeError) as refusal:
        resolve([Layer("scenario", (("tanks.heel_share", value),))], KNOWN)

    assert refusal.value.params == {
        "name": "tanks.heel_share",
        "value": str(value),
        "low": 0.1,
        "high": 0.25,
        "unit": "share",
        "layer": "scenario",
    }


@given(st.floats(0.1, 0.25), st.floats(0.1, 0.25))
def test_the_fingerprint_tells_figures_apart(first: float, second: float) -> None:
    def fingerprint(value: float) -> str:
        layer = Layer("scenario", (("tanks.heel_share", value),))
        return resolve([layer], KNOWN).hash

    assert (fingerprint(first) == fingerprint(second)) == (first == second)


def test_the_fingerprint_does_not_depend_on_who_set_a_figure_or_on_order() -> None:
    backwards = dict(reversed(KNOWN.items()))
    same = Layer("scenario", (("tanks.heel_share", 0.2),))

    assert resolve((), KNOWN).hash == resolve([same], backwards).hash
    assert len(resolve((), KNOWN).hash) == 64


def test_the_fingerprint_knows_the_unit() -> None:
    in_days = {**KNOWN, "alerts.band_h": Parameter("b", 12.0, 6.0, 24.0, "d", "j")}

    assert resolve((), KNOWN).hash != resolve((), in_days).hash


def written_names(code: str) -> Iterator[str]:
    """Names of parameters as a source file asks for them; a beginning ends with *."""
    topics = {name.split(".")[0] for name in load()}
    tree = ast.parse(code)
    begun = {
        id(node.values[0])
        for node in ast.walk(tree)
        if isinstance(node, ast.JoinedStr) and node.values
    }
    for node in ast.walk(tree):
        match node:
            case ast.Subscript(
                value=ast.Name(id=holder) | ast.Attribute(attr=holder),
                slice=ast.Constant(value=str(name)),
            ) if holder.endswith("parameters"):
                yield name
            case ast.Constant(value=str(text)) if re.fullmatch(
                r"[a-z_]+\.[a-z0-9_]*", text
            ):
                topic, _, last = text.partition(".")
                if topic in topics and last not in {"", "csv", "toml"}:
                    yield f"{text}*" if id(node) in begun else text


def exists(name: str) -> bool:
    if name.endswith("*"):
        return any(known.startswith(name.removesuffix("*")) for known in load())
    return name in load()


def test_every_parameter_name_written_in_the_code_exists() -> None:
    unknown = {
        (file.name, name)
        for file in Path(napas.__file__).parent.rglob("*.py")
        for name in written_names(file.read_text("utf-8"))
        if not exists(name)
    }

    assert unknown == set()


def test_a_misspelt_name_in_the_code_would_be_seen() -> None:
    code = 'a = parameters["tank.heel"]; b = known.parameter("tanks.hele_share")'

    assert list(written_names(code)) == ["tank.heel", "tanks.hele_share"]
    assert list(written_names('f"tanks.hele_{x}"')) == ["tanks.hele_*"]
    assert not any(map(exists, ["tank.heel", "tanks.hele_share", "tanks.hele_*"]))
    assert exists("tanks.heel_*")


def test_parameters_can_cross_to_another_process() -> None:
    parameters = resolve([SCENARIO], KNOWN)
    copy: Parameters = pickle.loads(pickle.dumps(parameters))  # noqa: S301 - our own

    assert copy == parameters
