"""What the demand room marks as doubtful in what it was given."""

from napas.domain.finding import Code


class DemandFault(Code):
    """Faults of a census or of the norms laid beside it."""

    DEVICES_ASSUMED = "devices-assumed"
    INTENSIVE_BEDS_ASSUMED = "intensive-beds-assumed"
    OTHER_PATIENTS_UNKNOWN = "other-patients-unknown"
    FIO2_ABOVE_PURITY = "fio2-above-purity"
    NORMS_DISAGREE = "norms-disagree"
