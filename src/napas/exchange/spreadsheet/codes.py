"""Everything the spreadsheet door can say of a file, by its stable code."""

from napas.domain.finding import Code, Finding


class SpreadsheetCode(Code):
    """What can be wrong with a spreadsheet, or must be known of it."""

    TOO_LARGE = "spreadsheet-too-large"
    KIND_UNKNOWN = "spreadsheet-kind-unknown"
    MISNAMED = "spreadsheet-misnamed"
    OTHER_DOCUMENT = "spreadsheet-other-document"
    TOO_OLD = "spreadsheet-too-old"
    PASSWORD = "spreadsheet-password"  # noqa: S105  the name of a fault
    BROKEN = "spreadsheet-broken"
    UNREADABLE = "spreadsheet-unreadable"
    CONTRADICTORY = "spreadsheet-contradictory"

    ARCHIVE_DISHONEST = "spreadsheet-archive-dishonest"
    ARCHIVE_TOO_LARGE = "spreadsheet-archive-too-large"
    ARCHIVE_TOO_DENSE = "spreadsheet-archive-too-dense"
    ARCHIVE_TOO_MANY_PARTS = "spreadsheet-archive-too-many-parts"
    ARCHIVE_NAME = "spreadsheet-archive-name"
    ARCHIVE_NESTED = "spreadsheet-archive-nested"
    ENTITIES = "spreadsheet-declares-entities"
    HIDDEN_MARKUP = "spreadsheet-hidden-markup"
    COMMANDS = "spreadsheet-runs-commands"

    NO_SHEETS = "spreadsheet-without-sheets"
    SHEET_TWICE = "spreadsheet-sheet-twice"
    TOO_MANY_SHEETS = "spreadsheet-too-many-sheets"
    TOO_MANY_ROWS = "spreadsheet-too-many-rows"
    TOO_MANY_COLUMNS = "spreadsheet-too-many-columns"
    TOO_MANY_CELLS = "spreadsheet-too-many-cells"
    CELL_TOO_LONG = "spreadsheet-cell-too-long"

    TOO_SLOW = "spreadsheet-too-slow"
    TOO_MUCH_MEMORY = "spreadsheet-too-much-memory"
    ANSWER_TOO_LARGE = "spreadsheet-answer-too-large"
    READER_STOPPED = "spreadsheet-reader-stopped"
    READER_ABSENT = "spreadsheet-reader-absent"

    TEXT_BINARY = "spreadsheet-text-binary"
    TEXT_ENCODING_UNKNOWN = "spreadsheet-text-encoding-unknown"
    TEXT_ENCODING_GUESSED = "spreadsheet-text-encoding-guessed"
    TEXT_DELIMITER = "spreadsheet-text-delimiter"
    TEXT_QUOTES = "spreadsheet-text-quotes"

    MACROS = "spreadsheet-macros"
    LINKS = "spreadsheet-links"
    OBJECTS = "spreadsheet-objects"
    SHEETS_HIDDEN = "spreadsheet-sheets-hidden"
    ROWS_HIDDEN = "spreadsheet-rows-hidden"
    COLUMNS_HIDDEN = "spreadsheet-columns-hidden"
    COVERED = "spreadsheet-covered-cells"
    UNCALCULATED = "spreadsheet-formulas-uncalculated"
    WORDED = "spreadsheet-number-worded"
    SCALED = "spreadsheet-number-scaled"
    UNSEEN = "spreadsheet-value-unseen"
    LONG_NUMBER = "spreadsheet-long-number"
    INVISIBLE = "spreadsheet-invisible-characters"


class RefusedError(Exception):
    """A file that cannot be used; stays within the room, the door answers a finding."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.code)
        self.finding = finding
