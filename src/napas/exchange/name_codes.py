"""Every fault of codes and names, by its stable code."""

from napas.domain.finding import Code


class NameCode(Code):
    """What can be wrong with the codes and names of subjects."""

    CODE_RESTORED = "code-restored"
    CODE_ROUNDED = "code-rounded"
    CODE_AMBIGUOUS = "code-ambiguous"
    CODE_WIDTH_UNDECLARED = "code-width-undeclared"
    CODE_FORM_ODD = "code-form-odd"
    CODE_SHARED = "code-shared"
    SYSTEM_UNDECLARED = "code-system-undeclared"
    SYSTEM_TWICE = "code-system-twice"
    SYSTEM_WIDTHS_WRONG = "code-system-widths-wrong"
    SUBJECT_UNKNOWN = "named-subject-unknown"
    PERIOD_WRONG = "name-period-wrong"
    CHOICE_INCOMPLETE = "choice-incomplete"
    CHOICE_SUBJECT_GONE = "choice-subject-gone"
