"""A plan as one JSON document, the same bytes for the same plan.

Masses and rates stand with three decimals (kilograms), hours with two, shares with
four; what is unknown is null, and so is what has no bound. Moments are UTC with Z. All
that differs between two identical runs stands under the one key `run`.
"""

import json
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from napas.domain.claim import Claim
from napas.domain.finding import Finding
from napas.domain.headline import Headline, HeadlineGap, Pieces
from napas.domain.instant import utc_text
from napas.domain.need import NeedSource, Span
from napas.domain.plan import (
    Cover,
    PlaceLine,
    Plan,
    Reason,
    Shipment,
    Unsent,
    Worth,
)
from napas.domain.situation import Situation
from napas.errors import Scalar
from napas.exchange.assumption_document import assumption_document
from napas.planning.sensitivity import RuleUnmet
from napas.planning.weighing import Weights

T_DECIMALS, H_DECIMALS, SHARE_DECIMALS, PARAM_DECIMALS = 3, 2, 4, 6
Document = dict[str, object]


def plan_document(
    plan: Plan,
    situation: Situation,
    headline: Headline,
    *,
    run: Mapping[str, object],
    weights: Weights | None = None,
    ends: Sequence[RuleUnmet] = (),
) -> Document:
    """Everything a plan says, as a document of plain values.

    Args:
        plan: the answer.
        situation: the picture it rests on.
        headline: the supply line of its moment.
        run: what differs between identical runs: versions, durations, file names.
        weights: what was assumed, and how much depends on it.
        ends: what stays unmet with the weightiest assumptions at their ends.
    """
    invented = synthetic_codes(situation)
    return {
        "scenario": plan.scenario,
        "as_of": utc_text(plan.as_of),
        "known_at": utc_text(situation.known_at),
        "country": situation.country.code,
        "level": plan.level,
        "horizon_days": plan.horizon_days,
        "quantile": plan.quantile,
        "basis": plan.basis.value,
        "policy": plan.policy,
        "stopped": plan.stopped,
        "synthetic": bool(invented),
        "supply": _supply(headline),
        "assets": _assets(headline),
        "need": _need(plan.provinces),
        "chain": [
            {
                "link": link.link.value,
                "t_per_day": figure(link.t_per_day, T_DECIMALS),
                "own_t_per_day": figure(link.own_t_per_day, T_DECIMALS),
                "stream_share": figure(link.stream_share, SHARE_DECIMALS),
                "basis": _reason(link.basis),
            }
            for link in plan.chain.links
        ],
        "binding": plan.chain.binding,
        "chain_notes": [_reason(note) for note in plan.chain.notes],
        "provinces": [_place(line, invented) for line in plan.provinces],
        "places": [_place(line, invented) for line in plan.places],
        "shipments": [_shipment(leg, invented) for leg in plan.shipments],
        "unsent": [_unsent(rest) for rest in plan.unsent],
        "facilities": [_cover(cover) for cover in plan.covers],
        "worth": [_worth(worth) for worth in plan.worth],
        "assumptions": assumption_document(weights, ends),
        "findings": [
            finding_document(fault)
            for fault in dict.fromkeys((*plan.findings, *situation.findings))
        ],
        "parameters": {
            "hash": plan.parameters_hash,
            "non_default": list(plan.non_default_parameters),
        },
        "run": dict(run),
    }


def to_json(document: Mapping[str, object]) -> str:
    """The text of a document, in the order of its keys, with an end of line.

    Raises:
        ValueError: a figure in it is no finite number.
    """
    return json.dumps(document, ensure_ascii=False, allow_nan=False, indent=2) + "\n"


def figure(value: float | None, decimals: int) -> float | int | None:
    """A figure with so many decimals, whole where it has none; None if not finite."""
    if value is None or not math.isfinite(value):
        return None
    return round(value, decimals or None) + 0  # adding loses the minus of a zero


def synthetic_codes(situation: Situation) -> frozenset[str]:
    """Codes of facilities and vehicles that were invented by rule."""
    facilities = (each.code for each in situation.facilities if each.synthetic)
    vehicles = (each.code for each in situation.vehicles if each.synthetic)
    return frozenset((*facilities, *vehicles))


def _supply(line: Headline) -> Document:
    gaps = [reason for reason in line.reasons if _is_gap_of_delivery(reason)]
    return {
        "secured_t_per_day": figure(line.secured_t_per_day, T_DECIMALS),
        "source": line.secured_claim.source if line.secured_claim else None,
        "claimed_at": utc_text(line.secured_claim.as_of)
        if line.secured_claim
        else None,
        "by_kind": _by_kind(line.by_kind),
        "parts": [
            {
                "claim": part.code,
                "kind": part.kind.value,
                "metric": part.metric.value,
                "t_per_day": figure(part.value, T_DECIMALS),
                "source": part.source,
            }
            for part in line.by_kind
        ],
        "parts_make_total": line.parts_make_total,
        "delivering": _claimed(line.delivering, line.delivering_claim),
        "delivering_reason": _reason(gaps[0]) if gaps else None,
        "use": _claimed(line.use, line.use_claim),
        "reasons": [_reason(reason) for reason in line.reasons],
    }


def _is_gap_of_delivery(reason: Reason) -> bool:
    return reason.code is HeadlineGap.DELIVERING_UNKNOWN


def _by_kind(parts: Iterable[Claim]) -> Document:
    """What each kind brings; kinds that several parts share are told apart."""
    told = list(parts)
    shared = Counter(part.kind for part in told)
    figures: dict[str, float] = {}
    for part in told:
        alone = shared[part.kind] == 1
        name = part.kind.value if alone else f"{part.kind}_{part.metric}"
        figures[name] = figures.get(name, 0.0) + (part.value or 0.0)
    return {name: figure(value, T_DECIMALS) for name, value in figures.items()}


def _claimed(span: Span | None, claim: Claim | None) -> Document | None:
    if span is None or claim is None:
        return None
    return {
        **_span(span),
        "basis": claim.kind.value,
        "source": claim.source,
        "claim": claim.code,
        "as_of": utc_text(claim.as_of),
    }


def _span(span: Span) -> Document:
    return {
        "value": figure(span.value, T_DECIMALS),
        "low": figure(span.low, T_DECIMALS),
        "high": figure(span.high, T_DECIMALS),
    }


def _assets(line: Headline) -> Document:
    pieces: dict[str, Pieces] = {
        "isotanks": line.isotanks,
        "cylinders": line.cylinders,
        "concentrators": line.concentrators,
        "deployable_systems": line.deployable_systems,
    }
    return {
        **{name: figure(told.ready, 0) for name, told in pieces.items()},
        "inventory": {name: figure(told.inventory, 0) for name, told in pieces.items()},
        "potential": {name: figure(told.potential, 0) for name, told in pieces.items()},
    }


def _need(provinces: Iterable[PlaceLine]) -> Document:
    """National need: sums over the provinces where it is known, and the others."""
    lines = list(provinces)
    norms = [line.need_t_per_day for line in lines]
    plans = [line.planned_need_t_per_day for line in lines]
    uses = [line.measured_use_t_per_day for line in lines]
    use = _sum_of_spans(uses)
    return {
        "norm_t_per_day": figure(_sum(norms), T_DECIMALS),
        "measured_t_per_day": figure(use.value, T_DECIMALS) if use else None,
        "measured_low_t_per_day": figure(use.low, T_DECIMALS) if use else None,
        "measured_high_t_per_day": figure(use.high, T_DECIMALS) if use else None,
        "planned_t_per_day": figure(_sum(plans), T_DECIMALS),
        "reported_t_per_day": figure(
            _sum(
                line.need_t_per_day
                for line in lines
                if line.need_source is NeedSource.REPORTED
            ),
            T_DECIMALS,
        ),
        "provinces_without_norm": [
            line.code for line in lines if line.need_t_per_day is None
        ],
        "provinces_without_measured": [
            line.code for line in lines if line.measured_use_t_per_day is None
        ],
    }


def _sum(figures: Iterable[float | None]) -> float | None:
    known = [each for each in figures if each is not None]
    return math.fsum(known) if known else None


def _sum_of_spans(spans: Iterable[Span | None]) -> Span | None:
    known = [span for span in spans if span is not None]
    if not known:
        return None
    return Span(
        math.fsum(span.value for span in known),
        math.fsum(span.low for span in known),
        math.fsum(span.high for span in known),
    )


def _place(line: PlaceLine, invented: frozenset[str]) -> Document:
    use = line.measured_use_t_per_day
    return {
        "code": line.code,
        "name": line.name,
        "level": line.level,
        "need_t_per_day": figure(line.need_t_per_day, T_DECIMALS),
        "need_basis": line.need_source.value,
        "verified_need_t_per_day": figure(line.verified_need_t_per_day, T_DECIMALS),
        "measured_use_t_per_day": _span(use) if use else None,
        "planned_need_t_per_day": figure(line.planned_need_t_per_day, T_DECIMALS),
        "allocated_t_per_day": figure(line.allocated_t_per_day, T_DECIMALS),
        "served_t_per_day": figure(line.served_t_per_day, T_DECIMALS),
        "unmet_t_per_day": figure(line.unmet_t_per_day, T_DECIMALS),
        "unmet_critical_t_per_day": figure(line.unmet_critical_t_per_day, T_DECIMALS),
        "binding": line.binding.value,
        "reasons": [_reason(reason) for reason in line.reasons],
        "rules": [
            {
                "rule": rule.rule,
                "share_t_per_day": figure(rule.share_t_per_day, T_DECIMALS),
            }
            for rule in line.rules
        ],
        "synthetic": line.code in invented,
    }


def _shipment(leg: Shipment, invented: frozenset[str]) -> Document:
    return {
        "day": leg.day,
        "from": leg.origin,
        "to": leg.target,
        "vehicle": leg.vehicle,
        "t": figure(leg.mass_t, T_DECIMALS),
        "depart": utc_text(leg.depart),
        "arrive": utc_text(leg.arrive),
        "free_at": utc_text(leg.free_at),
        "source": leg.source,
        "synthetic": not invented.isdisjoint((leg.vehicle, leg.target)),
    }


def _cover(cover: Cover) -> Document:
    return {
        "code": cover.facility,
        "form": cover.form.value,
        "cover_low_h": figure(cover.cover_low_h, H_DECIMALS),
        "cover_h": figure(cover.cover_h, H_DECIMALS),
        "cover_high_h": figure(cover.cover_high_h, H_DECIMALS),
        "as_of": utc_text(cover.as_of) if cover.as_of else None,
        "state": cover.state.value,
        "synthetic": cover.synthetic,
        "held_at": utc_text(cover.held_at) if cover.held_at else None,
        "trusted_at": utc_text(cover.trusted_at) if cover.trusted_at else None,
    }


def _unsent(rest: Unsent) -> Document:
    return {
        "day": rest.day,
        "from": rest.source,
        "to": rest.target,
        "form": rest.form.value,
        "t": figure(rest.mass_t, T_DECIMALS),
        "reason": _reason(rest.reason),
    }


def _worth(worth: Worth) -> Document:
    return {
        "resource": worth.resource,
        "where": worth.where,
        "critical_t": figure(worth.critical_t, T_DECIMALS),
        "severe_t": figure(worth.severe_t, T_DECIMALS),
        "tried": worth.tried,
    }


def _reason(reason: Reason) -> Document:
    return {"code": reason.code.value, "params": _params(reason.params)}


def finding_document(fault: Finding) -> Document:
    """A finding as plain values, its place apart from what its sentence mentions."""
    return {
        "grade": fault.grade.value,
        "code": fault.code.value,
        "subject": fault.subject,
        "file": fault.spot.file,
        "row": fault.spot.row or None,
        "column": fault.spot.column,
        "sheet": fault.spot.sheet,
        "cell": fault.spot.cell,
        "params": _params(fault.params),
    }


def _params(params: Iterable[tuple[str, Scalar]]) -> Document:
    return {
        name: figure(value, PARAM_DECIMALS) if isinstance(value, float) else value
        for name, value in params
    }
