"""How much each part of a comparison weighs."""

from collections.abc import Mapping
from dataclasses import dataclass

from napas.domain.naming import WordRole
from napas.parameters import Parameters


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each part of a comparison weighs; see `parameters/matching.toml`.

    Attributes:
        words: by what a word does in a name, against a telling word.
        misspelt: letters two words share at least to be one word misspelt, 0 to 1.
        rival: letters two names share at least for neither to be taken unasked.
        least: the score a candidate must reach, 0 to 1.
    """

    name: float
    territory: float
    distance: float
    kind: float
    words: Mapping[WordRole, float]
    near_km: float
    misspelt: float
    rival: float
    least: float


def weigh(parameters: Parameters) -> Weights:
    """The weights that the parameters set."""
    return Weights(
        name=parameters["matching.name_share"],
        territory=parameters["matching.territory_share"],
        distance=parameters["matching.distance_share"],
        kind=parameters["matching.kind_share"],
        words={
            WordRole.KIND: parameters["matching.kind_word_share"],
            WordRole.TITLE: parameters["matching.title_word_share"],
            WordRole.LEGAL: parameters["matching.legal_word_share"],
            WordRole.PLACE: parameters["matching.place_word_share"],
            WordRole.MEANING: 1.0,
        },
        near_km=parameters["matching.near_km"],
        misspelt=parameters["matching.misspelt_share"],
        rival=parameters["matching.rival_share"],
        least=parameters["matching.least_score_share"],
    )
