"""Do stated figures follow from one another: sums, products, shares, proportions.

Every check answers with findings, none where the figures agree as finely as they were
stated. All findings are doubts: both figures are kept, and the difference is said.
"""

import math
from collections.abc import Sequence

from napas.domain.finding import Finding, Grade
from napas.domain.need import Span
from napas.oversight.doubt import FigureDoubt
from napas.oversight.figure import Figure, apart, disjoint, same_unit

Findings = tuple[Finding, ...]


def check_sum(parts: Sequence[Figure], total: Figure, *, subject: str = "") -> Findings:
    """Whether parts make their stated total, as finely as all were stated.

    Raises:
        FigureUnitsDifferError: the figures are in different units.
    """
    unit = same_unit((*parts, total))
    made = math.fsum(part.value for part in parts)
    leeway = math.fsum(figure.half_step for figure in (*parts, total))
    if not apart(made, total.value, leeway):
        return ()
    return _doubt(
        FigureDoubt.SUM_DIFFERS,
        subject,
        sum=made,
        total=total.value,
        difference=abs(made - total.value),
        unit=unit,
    )


def check_product(
    pieces: Figure, each: Figure, total: Figure, *, subject: str = ""
) -> Findings:
    """Whether so many pieces of so much each make the stated total.

    Args:
        pieces: how many, in any unit of pieces.
        each: what one holds, in the unit of the total.
        total: what all of them are said to hold.
        subject: whom it concerns.

    Raises:
        FigureUnitsDifferError: one piece and the total are in different units.
    """
    unit = same_unit((each, total))
    made = pieces.value * each.value
    leeway = pieces.high * each.high - made + total.half_step
    if not apart(made, total.value, leeway):
        return ()
    return _doubt(
        FigureDoubt.PRODUCT_DIFFERS,
        subject,
        pieces=pieces.value,
        each=each.value,
        product=made,
        total=total.value,
        unit=unit,
    )


def check_share(
    part: Figure,
    whole: Figure,
    share: Figure,
    *,
    subject: str = "",
    mention_rounding: bool = False,
) -> Findings:
    """Whether a stated share follows from its own numerator and denominator.

    Args:
        part: the numerator, in the unit of the whole.
        whole: the denominator.
        share: from 0 to 1, or above where the part exceeds the whole.
        subject: whom it concerns.
        mention_rounding: whether to remark on a share that is right as rounded, while
            share times whole is not the stated part; an auditor may want to know.

    Raises:
        FigureUnitsDifferError: part and whole are in different units.
    """
    unit = same_unit((part, whole))
    if whole.value == 0.0:
        if part.low == 0.0:
            return ()
        return _doubt(FigureDoubt.SHARE_OF_NOTHING, subject, part=part.value, unit=unit)
    made = share.value * whole.value
    meant = Span(made, share.low * whole.low, share.high * whole.high)
    inside = not disjoint(meant, part.span)
    exact = not apart(made, part.value, part.half_step)
    if exact or (inside and not mention_rounding):
        return ()
    code = FigureDoubt.SHARE_ROUNDED if inside else FigureDoubt.SHARE_DIFFERS
    return _doubt(
        code,
        subject,
        part=part.value,
        whole=whole.value,
        share=share.value,
        product=made,
        true_share=part.value / whole.value,
        unit=unit,
    )


def check_reserve(
    available: Figure, uses: Sequence[Figure], reserve: Figure, *, subject: str = ""
) -> Findings:
    """Whether what is available less its uses leaves the stated reserve.

    Raises:
        FigureUnitsDifferError: the figures are in different units.
    """
    unit = same_unit((available, *uses, reserve))
    used = math.fsum(use.value for use in uses)
    left = available.value - used
    leeway = math.fsum(figure.half_step for figure in (available, *uses))
    if left < 0.0 and apart(available.value, used, leeway):
        return _doubt(
            FigureDoubt.RESERVE_SPENT,
            subject,
            available=available.value,
            used=used,
            missing=-left,
            unit=unit,
        )
    spoken_for = used + reserve.value
    if not apart(available.value, spoken_for, leeway + reserve.half_step):
        return ()
    return _doubt(
        FigureDoubt.RESERVE_DIFFERS,
        subject,
        available=available.value,
        used=used,
        left=left,
        reserve=reserve.value,
        unit=unit,
    )


def check_proportion(
    *,
    asked_all: Figure,
    granted_all: Figure,
    asked_one: Figure,
    granted_one: Figure,
    subject: str = "",
) -> Findings:
    """Whether one applicant was granted the same share as all of them together.

    Nothing is found where nothing was asked: there is no share to compare.

    Raises:
        FigureUnitsDifferError: the figures are in different units.
    """
    same_unit((asked_all, granted_all, asked_one, granted_one))
    if asked_all.low == 0.0 or asked_one.low == 0.0:
        return ()
    overall, own = _ratio(granted_all, asked_all), _ratio(granted_one, asked_one)
    if not disjoint(overall, own):
        return ()
    return _doubt(
        FigureDoubt.NOT_PROPORTIONAL,
        subject,
        overall_share=overall.value,
        own_share=own.value,
    )


def check_growth(
    first: Figure, increase: Figure, later: Figure, *, steps: float, subject: str = ""
) -> Findings:
    """Whether a later figure follows from an earlier one and a stated steady increase.

    Args:
        first: the earlier figure.
        increase: per step, in the unit of the figures.
        later: the later figure.
        steps: how many steps lie between the two, 0 or more.
        subject: whom it concerns.

    Raises:
        FigureUnitsDifferError: the figures are in different units.
    """
    unit = same_unit((first, increase, later))
    grown = first.value + steps * increase.value
    leeway = first.half_step + steps * increase.half_step + later.half_step
    if not apart(grown, later.value, leeway):
        return ()
    return _doubt(
        FigureDoubt.GROWTH_DIFFERS,
        subject,
        first=first.value,
        increase=increase.value,
        steps=steps,
        grown=grown,
        later=later.value,
        unit=unit,
    )


def check_norms(
    first: str, first_need: Span, second: str, second_need: Span, *, unit: str
) -> Findings:
    """Whether two norms laid on the same beds ask for the same, within their ranges.

    Args:
        first: name of one norm.
        first_need: what it asks for, its range that of the reference states, say.
        second: name of the other norm.
        second_need: what the other asks for, of the same beds.
        unit: of both.
    """
    if not disjoint(first_need, second_need):
        return ()
    lower, upper = sorted((first_need, second_need), key=lambda need: need.value)
    return _doubt(
        FigureDoubt.NORMS_APART,
        "",
        first=first,
        first_low=first_need.low,
        first_high=first_need.high,
        second=second,
        second_low=second_need.low,
        second_high=second_need.high,
        unit=unit,
        least_gap_share=1.0 - lower.high / upper.low,
        most_gap_share=1.0 - lower.low / upper.high,
    )


def _ratio(part: Figure, whole: Figure) -> Span:
    return Span(part.value / whole.value, part.low / whole.high, part.high / whole.low)


def _doubt(code: FigureDoubt, subject: str, **params: str | float) -> Findings:
    told = tuple(sorted(params.items()))
    return (Finding(Grade.DOUBTFUL, code, subject, params=told),)
