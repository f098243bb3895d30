"""What can be wrong with a layout, or with what is read by it."""

from napas.domain.finding import Code


class LayoutCode(Code):
    """Faults of report layouts and of the reports read by them."""

    COLUMN_MISSING = "layout-column-missing"
    HEADER_MISSING = "layout-header-missing"
    SHEET_MISSING = "layout-sheet-missing"
    UNCONFIRMED = "layout-unconfirmed"
    UNIT_UNKNOWN = "layout-unit-unknown"
    UNIT_MISSING = "layout-unit-missing"
    CYLINDER_UNKNOWN = "layout-cylinder-unknown"
    COUNT_WITHOUT_PIECES = "layout-count-without-pieces"
    FIGURES_MISSING = "layout-figures-missing"
    FILE_NOT_JSON = "layout-file-not-json"
    ROW_NOT_AN_OBJECT = "layout-row-not-an-object"

    FACILITY_UNKNOWN = "layout-facility-unknown"
    FACILITY_MISSING = "layout-facility-missing"
    MOMENT_UNREADABLE = "layout-moment-unreadable"
    MOMENT_AHEAD = "layout-moment-ahead"
    FIGURE_UNREADABLE = "layout-figure-unreadable"
    FIGURE_MISSING = "layout-figure-missing"
    UNIT_DIFFERS = "layout-unit-differs"
    NUMBER_OPEN = "layout-number-open"
    UNIT_OPEN = "layout-unit-open"
    ROW_TWICE = "layout-row-twice"
