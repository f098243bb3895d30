"""The need as one object for other programs; every name ends in its unit."""

from dataclasses import asdict

from napas.cli.need_picture import NeedPicture


def record(picture: NeedPicture) -> dict[str, object]:
    """Everything the page shows, unrounded."""
    return {
        "census": asdict(picture.problem),
        "norms": [
            {**asdict(line), "terms": dict(line.terms)} for line in picture.norms.lines
        ],
        "need_by_norm": asdict(picture.answer.norm),
        "measured_use": asdict(picture.answer.measured),
        "findings": [
            {**asdict(finding), "params": dict(finding.params)}
            for finding in picture.findings
        ],
        "rests_on": [
            {
                "name": known.name,
                "value": known.value,
                "low": known.low,
                "high": known.high,
                "unit": known.unit,
                "source": known.source,
                "set_by": picture.parameters.set_by[known.name],
            }
            for known in picture.rests_on()
        ],
        "parameters_hash": picture.parameters.hash,
        "non_default_parameters": list(picture.parameters.non_default),
    }
