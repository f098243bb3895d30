"""How a workbook looks: restrained colours, and forms of numbers that hide no digit."""

from collections.abc import Mapping
from dataclasses import dataclass

import xlsxwriter
from xlsxwriter.format import Format

INK, PAPER, LINE = "#1B2A30", "#FFFFFF", "#C9D3D6"
DEEP, CALM, PALE = "#1F5560", "#DCE8EA", "#F4F7F7"
FAINT = "#7A8A90"
RED, AMBER, YELLOW = "#F4C7C3", "#FBE3B9", "#FFF6C2"
TEXT_FORM, NUMBER_FORM = "@", "General"
MOMENT_FORM, SECOND_FORM, DAY_FORM = (
    "yyyy-mm-dd hh:mm",
    "yyyy-mm-dd hh:mm:ss",
    "yyyy-mm-dd",
)
Properties = Mapping[str, object]

_PLAIN: Properties = {
    "font_name": "Calibri",
    "font_size": 11,
    "font_color": INK,
    "valign": "top",
}
_TITLE: Properties = {
    "bold": True,
    "valign": "vcenter",
    "text_wrap": True,
    "border": 1,
    "border_color": LINE,
    "locked": True,
}
_STYLES: Mapping[str, Properties] = {
    "text": {"num_format": TEXT_FORM, "locked": False},
    "number": {"num_format": NUMBER_FORM, "locked": False},
    "moment": {"num_format": MOMENT_FORM, "locked": False},
    "second": {"num_format": SECOND_FORM, "locked": False},
    "day": {"num_format": DAY_FORM, "locked": False},
    "asked": {**_TITLE, "bg_color": DEEP, "font_color": PAPER},
    "asked_below": {**_TITLE, "bg_color": DEEP, "font_color": CALM, "bold": False},
    "other": {**_TITLE, "bg_color": CALM},
    "other_below": {**_TITLE, "bg_color": CALM, "bold": False},
    "unit": {
        **_TITLE,
        "bg_color": PALE,
        "bold": False,
        "italic": True,
        "font_size": 9,
        "font_color": FAINT,
    },
    "example": {
        "num_format": TEXT_FORM,
        "italic": True,
        "font_color": FAINT,
        "locked": False,
    },
    "example_number": {
        "num_format": NUMBER_FORM,
        "italic": True,
        "font_color": FAINT,
        "locked": False,
    },
    "example_moment": {
        "num_format": MOMENT_FORM,
        "italic": True,
        "font_color": FAINT,
        "locked": False,
    },
    "prose": {"text_wrap": True, "locked": True},
    "heading": {"bold": True, "font_size": 14, "font_color": DEEP, "text_wrap": True},
    "label": {"bold": True, "text_wrap": True, "locked": True, "bg_color": CALM},
    "note": {"text_wrap": True, "font_color": FAINT, "locked": True},
    "link": {"font_color": DEEP, "underline": 1},
    "stop": {"bg_color": RED},
    "set-aside": {"bg_color": AMBER},
    "doubtful": {"bg_color": YELLOW},
}


@dataclass(frozen=True, slots=True)
class Look:
    """The formats of one book, each made once.

    Attributes:
        book: of the library that writes it.
        made: by name.
    """

    book: xlsxwriter.Workbook
    made: dict[str, Format]

    @classmethod
    def of(cls, book: xlsxwriter.Workbook) -> "Look":
        """The look of a new book."""
        return cls(book, {})

    def __getitem__(self, name: str) -> Format:
        """A format by its name.

        Raises:
            KeyError: there is none of this name.
        """
        if name not in self.made:
            self.made[name] = self.book.add_format({**_PLAIN, **_STYLES[name]})
        return self.made[name]

    def graded(self, grade: str, style: str) -> Format:
        """A format of a cell, coloured by the grade of what is wrong with it."""
        name = f"{style} {grade}"
        if name not in self.made:
            properties = {**_PLAIN, **_STYLES[style], **_STYLES[grade]}
            self.made[name] = self.book.add_format(properties)
        return self.made[name]
