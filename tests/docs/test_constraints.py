"""One exact version for everything that may be installed, and nothing else."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
LINE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*==[0-9][0-9a-z.]*")
PINNED = (ROOT / "constraints.txt").read_text("utf-8").splitlines()


def wanted() -> list[str]:
    """What the project names itself: to build, to run, and for every extra."""
    told = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    project = told["project"]
    extras = project["optional-dependencies"].values()
    return [
        *told["build-system"]["requires"],
        *project["dependencies"],
        *(name for extra in extras for name in extra),
    ]


def reached(names: Iterable[str]) -> Iterator[str]:
    """Every package named, and what it needs in turn as far as it is installed."""
    left, seen = [(Requirement(name), "") for name in names], set[str]()
    while left:
        requirement, extra = left.pop()
        marker = requirement.marker
        if marker is not None and not marker.evaluate({"extra": extra}):
            continue
        name = canonicalize_name(requirement.name)
        yield name
        for extra in ("", *requirement.extras):
            if f"{name}[{extra}]" in seen:
                continue
            seen.add(f"{name}[{extra}]")
            left += [(Requirement(each), extra) for each in needs_of(name)]


def needs_of(name: str) -> list[str]:
    try:
        return requires(name) or []
    except PackageNotFoundError:
        return []


def test_every_line_is_one_exact_version() -> None:
    assert all(LINE.fullmatch(line) for line in PINNED)
    names = [line.partition("==")[0] for line in PINNED]
    assert len(set(names)) == len(names)


def test_everything_that_may_be_installed_is_pinned() -> None:
    pinned = {line.partition("==")[0] for line in PINNED}
    assert set(reached(wanted())) - pinned == set()


def test_what_the_plain_installation_needs_is_in_it() -> None:
    """Benchmarks of our own run without extras; heavy peers are an extra of theirs."""
    told = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    names = {canonicalize_name(Requirement(each).name) for each in wanted()}
    plain = {
        canonicalize_name(Requirement(each).name)
        for each in told["project"]["dependencies"]
    }
    peers = {
        canonicalize_name(Requirement(each).name)
        for each in told["project"]["optional-dependencies"]["peers"]
    }
    imported = {
        canonicalize_name(found)
        for file in (ROOT / "benchmarks").glob("*.py")
        if not file.stem.endswith("_in_linopy")
        for found in re.findall(
            r"^(?:import|from) (\w+)", file.read_text("utf-8"), flags=re.MULTILINE
        )
    }
    assert imported & names <= plain
    assert {"numba", "dask", "distributed", "pyarrow", "highspy"} <= plain
    assert not peers & plain
