"""A plan's line for each place: its figures, and in words to come why they are so."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from napas.demand.knowledge import NO_RANGE
from napas.domain.finding import Code
from napas.domain.need import NeedSource
from napas.domain.network import Form
from napas.domain.plan import Binding, PlaceLine, Reason, RuleShare, because
from napas.planning.place_need import BedEstimate, PlaceNeed

NOTICED_T = 0.001
"""A kilogram; less is rounding and not worth a sentence."""
SOURCES_TOLD = 4


class PlaceReason(Code):
    """Why a figure of a place is what it is."""

    NEED_REPORTED = "place-need-reported"
    NEED_SAID = "place-need-said"
    NEED_ESTIMATED = "place-need-estimated"
    NEED_BY_BEDS = "place-need-by-beds"
    NEED_BY_FULL_BEDS = "place-need-by-full-beds"
    NEED_COUNTED = "place-need-counted"
    NEED_FITTED = "place-need-fitted"
    NEED_UNEXPLAINED = "place-need-unexplained"
    NEED_DERIVED = "place-need-derived"
    NEED_CUT = "place-need-cut"
    NEED_RANGE = "place-need-range"
    NEED_AHEAD = "place-need-ahead"
    MEASURED = "place-measured-use"
    GIVEN = "place-given"
    OWN = "place-own-sources"
    FROM_STOCK = "place-from-stock"
    NOT_SENT = "place-not-sent"
    UNMET = "place-unmet"


@dataclass(frozen=True, slots=True)
class Given:
    """What one source gives a place in the first 24 h."""

    source: str
    form: Form
    mass_t: float


@dataclass(frozen=True, slots=True)
class PlaceResult:
    """What an allocation does for one place in the first 24 h.

    Attributes:
        planned_t: need provided for.
        given: what arrives from plants and ports.
        own_t: made where it is breathed.
        unmet_t: planned need not served by deliveries, own sources or stock.
        binding: what stops more from arriving.
        unsent_t: meant for the place on this day, that no vehicle takes; it is in no
            other figure.
        why: the reasons of the allocation itself, the gravest first.
    """

    planned_t: float
    given: tuple[Given, ...]
    own_t: float
    unmet_t: float
    unmet_critical_t: float
    binding: Binding
    unsent_t: float = 0.0
    why: tuple[Reason, ...] = ()

    @property
    def allocated_t(self) -> float:
        """What arrives and what is made on the spot."""
        return sum(given.mass_t for given in self.given) + self.own_t

    @property
    def from_stock_t(self) -> float:
        """What is served beyond that; nothing where more arrives than is breathed."""
        return max(0.0, self.planned_t - self.unmet_t - self.allocated_t)


def tell_places(
    needs: Sequence[PlaceNeed],
    results: Mapping[str, PlaceResult],
    rules: Mapping[str, tuple[RuleShare, ...]],
) -> tuple[PlaceLine, ...]:
    """Write the line of every place, in the order of the needs.

    A place without a result has an unknown need; it is named and never shown as served.
    """
    return tuple(
        _tell(need, results.get(need.code), rules.get(need.code, ())) for need in needs
    )


def _tell(
    need: PlaceNeed, result: PlaceResult | None, rules: tuple[RuleShare, ...]
) -> PlaceLine:
    return PlaceLine(
        code=need.code,
        name=need.name,
        level=need.level,
        need_t_per_day=need.norm_t_per_day,
        need_source=need.source,
        verified_need_t_per_day=need.verified_t_per_day,
        measured_use_t_per_day=(
            None if need.measured is None else need.measured.whole_t_per_day
        ),
        planned_need_t_per_day=None if result is None else result.planned_t,
        allocated_t_per_day=0.0 if result is None else result.allocated_t,
        unmet_t_per_day=None if result is None else result.unmet_t,
        unmet_critical_t_per_day=None if result is None else result.unmet_critical_t,
        binding=Binding.NEED_UNKNOWN if result is None else result.binding,
        reasons=(*_need_reasons(need), *_result_reasons(need, result)),
        rules=rules,
    )


def _need_reasons(need: PlaceNeed) -> tuple[Reason, ...]:
    reasons: list[Reason] = []
    own = need.source is NeedSource.REPORTED or need.derivation is None
    if own and need.norm_t_per_day is not None:
        reasons.append(_origin(need, need.norm_t_per_day))
    if need.derivation is not None:
        reasons.append(
            because(
                PlaceReason.NEED_DERIVED,
                t_per_day=need.verified_t_per_day,
                of=need.derivation.of,
                whole=need.derivation.t_per_day,
                key=need.derivation.key,
            )
        )
    verified, said_t = need.verified_t_per_day, need.norm_t_per_day
    if verified is not None and said_t is not None and verified < said_t - NOTICED_T:
        reasons.append(
            because(
                PlaceReason.NEED_CUT,
                t_per_day=verified,
                excess_t_per_day=said_t - verified,
                beds=need.occupied_beds,
            )
        )
    if verified is not None and need.need_range != NO_RANGE:
        held = need.need_range.around(verified)
        reasons.append(because(PlaceReason.NEED_RANGE, low=held.low, high=held.high))
    if need.measured is not None:
        use = need.measured.whole_t_per_day
        reasons.append(
            because(
                PlaceReason.MEASURED, t_per_day=use.value, low=use.low, high=use.high
            )
        )
    return tuple(reasons)


def _origin(need: PlaceNeed, t_per_day: float) -> Reason:
    """Where the need by norm of a place comes from: its own words before any rule's."""
    if need.source is not NeedSource.REPORTED:
        return _estimated(need, t_per_day)
    if not need.note:
        return because(PlaceReason.NEED_SAID, t_per_day=t_per_day)
    return because(PlaceReason.NEED_REPORTED, t_per_day=t_per_day, by=need.note)


def _estimated(need: PlaceNeed, t_per_day: float) -> Reason:
    """How a need that nobody reported was estimated."""
    if need.fitting is not None:
        return because(
            PlaceReason.NEED_FITTED,
            t_per_day=t_per_day,
            of=need.fitting.of,
            whole=need.fitting.t_per_day,
        )
    if need.note:
        return because(PlaceReason.NEED_ESTIMATED, t_per_day=t_per_day, by=need.note)
    if need.estimate is not None:
        return _by_beds(need.estimate, t_per_day)
    code = PlaceReason.NEED_UNEXPLAINED if need.stated else PlaceReason.NEED_COUNTED
    return because(code, t_per_day=t_per_day)


def _by_beds(estimate: BedEstimate, t_per_day: float) -> Reason:
    told = {
        "t_per_day": t_per_day,
        "beds": estimate.beds,
        "norm_kg_per_day": estimate.norm_kg_per_day,
    }
    if estimate.occupied_share is None:
        return because(PlaceReason.NEED_BY_FULL_BEDS, **told)
    share = estimate.occupied_share
    return because(PlaceReason.NEED_BY_BEDS, **told, occupied_share=share)


def _result_reasons(need: PlaceNeed, result: PlaceResult | None) -> tuple[Reason, ...]:
    if result is None:
        return (because(Binding.NEED_UNKNOWN),)
    reasons: list[Reason] = []
    verified = need.verified_t_per_day
    if verified is None or abs(result.planned_t - verified) > NOTICED_T:
        reasons.append(because(PlaceReason.NEED_AHEAD, t_per_day=result.planned_t))
    largest = sorted(result.given, key=lambda given: (-given.mass_t, given.source))
    reasons.extend(
        because(PlaceReason.GIVEN, source=given.source, form=given.form, t=given.mass_t)
        for given in largest[:SOURCES_TOLD]
        if given.mass_t > NOTICED_T
    )
    if result.own_t > NOTICED_T:
        reasons.append(because(PlaceReason.OWN, t=result.own_t))
    if result.from_stock_t > NOTICED_T:
        reasons.append(because(PlaceReason.FROM_STOCK, t=result.from_stock_t))
    if result.unsent_t > NOTICED_T:
        reasons.append(because(PlaceReason.NOT_SENT, t=result.unsent_t))
    if result.unmet_t > NOTICED_T:
        reasons.append(
            because(
                PlaceReason.UNMET, t=result.unmet_t, critical=result.unmet_critical_t
            )
        )
        reasons.append(because(result.binding))
    return (*reasons, *result.why)
