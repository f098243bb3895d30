"""What the checks on stated figures can find."""

from napas.domain.finding import Code


class FigureDoubt(Code):
    """Why stated figures do not go together."""

    SUM_DIFFERS = "figure-sum-differs"
    PRODUCT_DIFFERS = "figure-product-differs"
    SHARE_DIFFERS = "figure-share-differs"
    SHARE_ROUNDED = "figure-share-rounded"
    SHARE_OF_NOTHING = "figure-share-of-nothing"
    RESERVE_DIFFERS = "figure-reserve-differs"
    RESERVE_SPENT = "figure-reserve-spent"
    NOT_PROPORTIONAL = "figure-not-proportional"
    GROWTH_DIFFERS = "figure-growth-differs"
    NORMS_APART = "figure-norms-apart"
    CAPACITY_EXCEEDED = "figure-capacity-exceeded"
    CAPACITY_USED_TWICE = "figure-capacity-used-twice"
    DOES_NOT_LAST = "figure-does-not-last"
    LASTS_LONGER = "figure-lasts-longer"
    FLOW_NOT_IMPLIED = "figure-flow-not-implied"
    SLIP_ABOVE = "figure-slip-above"
    SLIP_BELOW = "figure-slip-below"
    OUT_OF_SCALE = "figure-out-of-scale"


class ClaimDoubt(Code):
    """Why the claims of a situation do not go together."""

    CONFLICT = "claim-conflict"
    CONFLICT_UNDECIDED = "claim-conflict-undecided"
    CONFLICT_UNEXPLAINED = "claim-conflict-unexplained"
    PARTS_DIFFER = "claim-parts-differ"
    ABOVE_CAPACITY = "claim-above-capacity"
    PART_ABOVE_WHOLE = "claim-part-above-whole"
    WHOLE_UNKNOWN = "claim-whole-unknown"
    UNIT_STRANGE = "claim-unit-strange"
    SCALE_SLIP = "claim-scale-slip"
    KNOWN_LATE = "claim-known-late"
    KNOWN_EARLY = "claim-known-early"
    CODE_TWICE = "claim-code-twice"


class ReportDoubt(Code):
    """Why a hospital's report is questioned or held."""

    MIXUP = "report-mixup"
    LASTING = "report-lasting-mixup"
    SINCE_THEN = "report-in-doubt-since"
    ASKED = "report-mixup-possible"
    BEYOND_TANK = "report-beyond-tank"
    BEYOND_CYLINDERS = "report-beyond-cylinders"
    BEYOND_FLOW = "report-beyond-flow"
    BEYOND_ROOM = "report-beyond-room"
    FAR = "report-far-from-usual"
    UNUSUAL = "report-unusual"
    NOT_WHOLE = "report-pieces-not-whole"
    UNIT_UNCLEAR = "report-unit-unclear"
    FROM_FUTURE = "report-from-future"
    ADOPTED = "report-adopted"
    HELD_LOW = "report-held-below-red-line"
