"""What the reader of a text may know beforehand; nothing of it is assumed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from napas.domain.country import Country, CylinderType
from napas.domain.instant import require_amount
from napas.domain.network import Form
from napas.exchange.texts.readings import ItemRole
from napas.parameters import Parameters
from napas.units.cylinder import Cylinder, cylinder_content_kg
from napas.units.gas import GasReference, gas_reference_at
from napas.units.liquid import BOILING_POINT_DENSITY_KG_PER_L, require_liquid_density
from napas.units.measure import Period
from napas.units.number_form import NumberForm

LARGEST_KG = 1_000_000.0
"""A text about one facility never speaks of more: 1,000 t is a third of what a nation
of 270 million was promised a day in July 2021 (judgement)."""


@dataclass(frozen=True, slots=True)
class CylinderWord:
    """A word that names one type of cylinder.

    Attributes:
        word: in lower case, such as "besar" or "6 m3".
        code: of the type in the country's table.
        content_kg: oxygen in a full one; None is not known.
    """

    word: str
    code: str
    content_kg: float | None = None

    def __post_init__(self) -> None:
        if not self.word or self.word != self.word.lower() or not self.code:
            message = f"cylinder word {self.word!r} needs a type and lower case"
            raise ValueError(message)
        if self.content_kg is not None:
            require_amount(self.content_kg, "content_kg")


@dataclass(frozen=True, slots=True)
class UsualRange:
    """What a facility usually has of something, in kg, or kg/day for a rate."""

    role: ItemRole
    form: Form | None
    low_kg: float
    high_kg: float

    def __post_init__(self) -> None:
        require_amount(self.high_kg, "high_kg")
        require_amount(self.low_kg, "low_kg", at_most=self.high_kg)


@dataclass(frozen=True, slots=True)
class FacilityFacts:
    """What is known of one facility.

    Attributes:
        tank_full_kg: what 100 % of the gauge of its only tank stands for; None where
            it is not known, or there are several.
        usual: ranges in which its figures usually lie; they settle nothing.
    """

    code: str
    tank_full_kg: float | None = None
    usual: tuple[UsualRange, ...] = ()

    def __post_init__(self) -> None:
        if self.tank_full_kg is not None:
            require_amount(self.tank_full_kg, "tank_full_kg")


@dataclass(frozen=True, slots=True)
class Context:
    """What the reader may rest on.

    Attributes:
        sender: code of the facility from whose channel the text came; it is meant where
            the text names none.
        number_form: how numbers are written here; it decides only what reads
            differently in the two forms.
        gas_reference: state to which a bare cubic metre of gas refers here.
        flow_reference: state at which flowmeters count here.
        use_period: to what a use refers that does not say; None asks.
        cylinders: words of cylinder sizes.
        facilities: what is known of some of them.
        liquid_density_kg_per_l: for litres of liquid.
        largest_kg: above it an amount is asked about.
    """

    sender: str = ""
    number_form: NumberForm | None = None
    gas_reference: GasReference | None = None
    flow_reference: GasReference | None = None
    use_period: Period | None = None
    cylinders: tuple[CylinderWord, ...] = ()
    facilities: tuple[FacilityFacts, ...] = ()
    liquid_density_kg_per_l: float = BOILING_POINT_DENSITY_KG_PER_L
    largest_kg: float = LARGEST_KG

    def __post_init__(self) -> None:
        require_liquid_density(self.liquid_density_kg_per_l)
        require_amount(self.largest_kg, "largest_kg")

    def cylinder(self, size: str) -> CylinderWord | None:
        """The type that a size word names, if the table has it."""
        for known in self.cylinders:
            if known.word == size:
                return known
        return None

    def facts(self, code: str) -> FacilityFacts:
        """What is known of a facility; nothing where nothing is."""
        for known in self.facilities:
            if code and known.code == code:
                return known
        return FacilityFacts(code)


NO_CONTEXT = Context()


def context_of(country: Country, parameters: Parameters) -> Context:
    """What a country declares: its state of gas and its cylinders.

    The words of a type are its code and those of its name but for the first, which is
    the word for a cylinder: "Tabung besar 6 m3" is named by "besar" and "6 m3". A word
    that names two types names neither.
    """
    reference = gas_reference_at(country.gas_reference_temperature_c)
    temperature = parameters["cylinders.charge_temperature_c"]
    words = _unmistakable(country.cylinder_types, temperature)
    return Context(gas_reference=reference, cylinders=tuple(words))


def _unmistakable(
    types: Iterable[CylinderType], temperature_celsius: float
) -> Iterator[CylinderWord]:
    named: dict[str, list[CylinderWord]] = {}
    for kind in types:
        content_kg = cylinder_content_kg(
            Cylinder(kind.water_l, kind.pressure_bar),
            temperature_celsius=temperature_celsius,
            purity=kind.purity,
        )
        for word in dict.fromkeys(_words_of(kind)):
            named.setdefault(word, []).append(CylinderWord(word, kind.code, content_kg))
    return (words[0] for words in named.values() if len(words) == 1)


def _words_of(kind: CylinderType) -> Iterator[str]:
    yield kind.code.lower()
    words = kind.name.lower().split()[1:]
    yield from (word for word in words if word.isalpha())
    yield from (
        f"{number} {unit}"
        for number, unit in pairwise(words)
        if not number.isalpha() and unit == "m3"
    )
