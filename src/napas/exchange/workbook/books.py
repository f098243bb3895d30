"""Which files are taken for workbooks."""

from pathlib import Path

ENDINGS = frozenset({".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"})
"""Of files that are workbooks; what is inside decides whether they can be read."""


def is_workbook(path: Path) -> bool:
    """Whether a path is that of a workbook, by its ending."""
    return path.suffix.lower() in ENDINGS
