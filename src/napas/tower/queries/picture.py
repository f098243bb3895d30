"""The hash of a picture, to which an approval is bound: it cannot be made again."""

from napas.domain.situation import Situation
from napas.parameters import Parameters
from napas.tower.records.fingerprint import fingerprint


def picture_hash(situation: Situation, parameters: Parameters) -> str:
    """The hash of a situation and of every parameter it is read with."""
    return fingerprint((situation, parameters.hash))
