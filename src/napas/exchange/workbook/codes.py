"""What can be wrong with a workbook, beside what can be wrong with any table."""

from napas.domain.finding import Code


class WorkbookCode(Code):
    """Faults of sheets, titles and cells that only a spreadsheet has."""

    NOT_OURS = "workbook-not-ours"
    SHEET_UNKNOWN = "workbook-sheet-unknown"
    SHEET_TWICE = "workbook-sheet-twice"
    HEADER_MISSING = "workbook-header-missing"
    EXAMPLES_SKIPPED = "workbook-examples-skipped"
    MERGED_CELLS = "workbook-merged-cells"
    SETTINGS_MISSING = "workbook-settings-missing"

    CELL_FAULT = "workbook-cell-fault"
    CELL_MADE_MOMENT = "workbook-cell-made-moment"
    NUMBER_UNREADABLE = "workbook-number-unreadable"
    NUMBER_AMBIGUOUS = "workbook-number-ambiguous"
    FLAG_UNREADABLE = "workbook-flag-unreadable"
    WORD_UNKNOWN = "workbook-word-unknown"
    MOMENT_UNREADABLE = "workbook-moment-unreadable"
    MOMENT_OFF_THE_CLOCK = "workbook-moment-off-the-clock"
    DAY_WITHOUT_HOUR = "workbook-day-without-hour"
    NAME_AMBIGUOUS = "workbook-name-ambiguous"
    NAME_UNKNOWN = "workbook-name-unknown"

    AMOUNT_UNREADABLE = "workbook-amount-unreadable"
    AMOUNT_AMBIGUOUS = "workbook-amount-ambiguous"
    AMOUNT_WITHOUT_UNIT = "workbook-amount-without-unit"
    SAID_EMPTY = "workbook-said-empty"
    AMOUNT_IS_RATE = "workbook-amount-is-rate"
    UNIT_TWICE = "workbook-unit-twice"
    PERCENT_AMBIGUOUS = "workbook-percent-ambiguous"
    PERCENT_WITHOUT_TANK = "workbook-percent-without-tank"
    PERCENT_ABOVE_FULL = "workbook-percent-above-full"
    CYLINDERS_WITHOUT_TYPE = "workbook-cylinders-without-type"
    CYLINDERS_NOT_WHOLE = "workbook-cylinders-not-whole"
    SAID_TWICE = "workbook-said-twice"
    COUNT_UNUSABLE = "workbook-count-unusable"
    SOURCES_UNKNOWN = "workbook-sources-unknown"
    SOURCES_ABSENT = "workbook-sources-absent"
