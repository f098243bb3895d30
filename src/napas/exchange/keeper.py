"""Where the tables of a scenario are kept: a folder of files, or a workbook."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from napas.domain.assumption import Assumption
from napas.domain.finding import Finding
from napas.exchange.codes import ExchangeCode
from napas.exchange.columns import Table
from napas.exchange.entries import Entries, read_toml
from napas.exchange.files import Records, read_text, split_records, unknown_files
from napas.exchange.whereabouts import country_folder


class Keeper(Protocol):
    """Gives the tables of a scenario one by one, as they were written."""

    @property
    def assumptions(self) -> tuple[Assumption, ...]:
        """What the keeper filled in to make the tables whole."""
        ...

    def strange(self, known: Iterable[Table]) -> tuple[Finding, ...]:
        """What is kept beside the known tables, and whatever is wrong with the whole.

        Findings of a keeper already say where they stand.
        """
        ...

    def entries(self, name: str) -> Entries | Finding:
        """The entries of a TOML file, or why there are none."""
        ...

    def records(self, table: Table) -> Records | Finding | None:
        """The rows of a table, or why there are none; None where it may be absent."""
        ...

    def country(self, name: str) -> Path | Finding:
        """The folder of a country that the scenario names, or why it is refused."""
        ...

    def locate(self, finding: Finding) -> Finding | None:
        """The finding with its place as a person finds it; None if it says no more.

        One row of a sheet may stand behind several rows of ours: what is wrong with it
        is said once.
        """
        ...


@dataclass(frozen=True, slots=True)
class FolderKeeper:
    """A folder: each table is a file of comma-separated values."""

    folder: Path

    @property
    def assumptions(self) -> tuple[Assumption, ...]:
        """Nothing: a file says what it says."""
        return ()

    def strange(self, known: Iterable[Table]) -> tuple[Finding, ...]:
        """Tables that nobody asked for: perhaps a misspelt name."""
        return unknown_files(self.folder, (table.file for table in known))

    def entries(self, name: str) -> Entries | Finding:
        """The entries of a TOML file."""
        return read_toml(self.folder, name)

    def records(self, table: Table) -> Records | Finding | None:
        """The rows of a file; one that is not required may be absent."""
        written = read_text(self.folder, table.file)
        if isinstance(written, str):
            return split_records(table.file, written)
        absent = written.code is ExchangeCode.FILE_MISSING and not table.required
        return None if absent else written

    def country(self, name: str) -> Path | Finding:
        """The folder of a country, seen from this one."""
        return country_folder(self.folder, name)

    def locate(self, finding: Finding) -> Finding | None:
        """The finding as it is: its file, row and column lie in the folder."""
        return finding
