"""Why a file or folder is not written: its name, or what lies there already."""

from napas.errors import ConflictError, InvalidError


class ScenarioFolderTakenError(ConflictError):
    """The folder that is to be written holds something already."""

    code = "scenario-folder-taken"


class WorkbookTakenError(ConflictError):
    """A file of that name is there already."""

    code = "workbook-taken"


class WorkbookNameError(InvalidError):
    """A workbook is written as .xlsx, and named without folders where one is given."""

    code = "workbook-name-invalid"


class AnnotatedNeedsWorkbookError(InvalidError):
    """An annotated copy is made of a workbook alone."""

    code = "annotated-needs-workbook"
