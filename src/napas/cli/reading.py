"""A scenario from wherever it is kept: a folder, or a workbook."""

from pathlib import Path

from napas import words
from napas.exchange.scenario import ScenarioRead, read_scenario
from napas.exchange.workbook.books import is_workbook
from napas.exchange.workbook.read import read_workbook


def read_any(path: Path, *, leave_out: bool = False) -> ScenarioRead:
    """Read a scenario folder, or a workbook by the ending of its name; never raises.

    Args:
        path: of the folder or the file.
        leave_out: whether to go on without tables that cannot be read.
    """
    if is_workbook(path):
        return read_workbook(path, words, leave_out=leave_out)
    return read_scenario(path, leave_out=leave_out)
