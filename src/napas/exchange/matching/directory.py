"""Everything that a name or a code may mean, ready to be asked."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import chain

from napas.domain.country import Country
from napas.domain.identifier import Names, SubjectKind
from napas.domain.naming import CodeSystem, WordRole, systems_of
from napas.domain.situation import Situation
from napas.exchange.hospital_register import RegisteredHospital
from napas.exchange.mangled_codes import CodeForms, known_codes, mend_code
from napas.exchange.matching.entries import Entry, Spelling
from napas.exchange.matching.index import Index
from napas.exchange.matching.plain_names import Lexicon, Words
from napas.exchange.matching.weights import Weights, weigh
from napas.parameters import Parameters


@dataclass(frozen=True, slots=True)
class Directory:
    """Who can be meant in a country.

    Attributes:
        entries: each with a code of its own within its kind.
        country: its tree of territories, its short forms and systems of codes.
        names: further codes and names of the entries.
    """

    entries: tuple[Entry, ...]
    country: Country
    names: Names
    weights: Weights
    lexicon: Lexicon = field(init=False, repr=False, compare=False)
    _by_code: Mapping[tuple[SubjectKind, str], Entry] = field(
        init=False, repr=False, compare=False
    )
    _indexes: Mapping[SubjectKind, Index] = field(init=False, repr=False, compare=False)
    _places: Mapping[Words, tuple[str, ...]] = field(
        init=False, repr=False, compare=False
    )

    def __post_init__(self) -> None:
        by_code = {(entry.kind, entry.code): entry for entry in self.entries}
        if len(by_code) < len(self.entries):
            message = "a code stands twice in a directory"
            raise ValueError(message)
        object.__setattr__(self, "lexicon", Lexicon(self.country.naming.words))
        object.__setattr__(self, "_by_code", by_code)
        object.__setattr__(
            self, "_indexes", {kind: self._index(kind) for kind in SubjectKind}
        )
        object.__setattr__(self, "_places", self._name_places())

    def entry(self, kind: SubjectKind, code: str) -> Entry | None:
        """The entry of a code of our own; None where there is none."""
        return self._by_code.get((kind, code))

    def index(self, kind: SubjectKind) -> Index:
        """The spellings of all entries of a kind."""
        return self._indexes[kind]

    def systems(self, kind: SubjectKind) -> tuple[CodeSystem, ...]:
        """The systems of codes that the country declares for a kind."""
        return systems_of(self.country.naming.systems, [kind])

    def path(self, territory: str) -> tuple[str, ...]:
        """The codes from the country down to a territory; empty where it is unknown."""
        tree = self.country.tree
        if territory not in tree:
            return ()
        return tuple(above.code for above in tree.upwards(territory))[::-1]

    def territories(self, written: str) -> tuple[str, ...]:
        """Which territories a code or a name may mean; several where it does not say.

        A code that lost its zeros is restored where the country declares its width.
        """
        tree = self.country.tree
        if written in tree:
            return (written,)
        mended = mend_code(written, self.code_forms(SubjectKind.TERRITORY, ""))
        if mended is not None and mended.taken in tree:
            return (mended.taken,)
        return self._places.get(tuple(sorted(self.lexicon.plain(written))), ())

    def code_forms(self, kind: SubjectKind, system: str) -> CodeForms:
        """What a code of a kind may be: of one system, or of any where it is empty."""
        told = [
            each.code
            for named in self.names.subjects
            if named.kind is kind
            for each in named.identifiers
            if system in ("", each.system)
        ]
        declared = [each for each in self.systems(kind) if system in ("", each.key)]
        if not system or declared:
            told += [entry.code for entry in self.entries if entry.kind is kind]
        if kind is SubjectKind.TERRITORY:
            told += [territory.code for territory in self.country.tree.territories]
        return CodeForms(
            known_codes(set(told)),
            frozenset(chain.from_iterable(each.widths for each in declared)),
            digits_only=any(each.digits_only for each in declared),
        )

    def _name_places(self) -> dict[Words, tuple[str, ...]]:
        """Territories by the words of their names, with and without their kind."""
        named: dict[Words, list[str]] = {}
        for territory in self.country.tree.territories:
            aliases = self.names.of(SubjectKind.TERRITORY, territory.code).aliases
            for name in (territory.name, *(alias.name for alias in aliases)):
                plain = tuple(sorted(self.lexicon.plain(name)))
                bare = tuple(
                    word
                    for word in plain
                    if self.lexicon.role(word) is not WordRole.PLACE
                )
                for words in dict.fromkeys((plain, bare)):
                    named.setdefault(words, []).append(territory.code)
        return {words: tuple(dict.fromkeys(codes)) for words, codes in named.items()}

    def _index(self, kind: SubjectKind) -> Index:
        spellings = [
            spelling
            for entry in self.entries
            if entry.kind is kind
            for spelling in self._spell(entry)
        ]
        return Index(tuple(spellings), self.lexicon, self.weights)

    def _spell(self, entry: Entry) -> Iterable[Spelling]:
        tree = self.country.tree
        path = self.path(entry.territory)
        names = [tree[code].name for code in path]
        places = frozenset(word for name in names for word in self.lexicon.plain(name))
        plain = self.lexicon.plain(entry.name)
        yield Spelling(entry, entry.name, plain, None, path, places)
        for alias in self.names.of(entry.kind, entry.code).aliases:
            words = self.lexicon.plain(alias.name)
            yield Spelling(entry, alias.name, words, alias, path, places)


def directory_of(situation: Situation, parameters: Parameters) -> Directory:
    """Everything a situation knows by code: facilities, plants, vehicles, and so on.

    Companies stand under their name, as in the tables of plants, tanks and vehicles.
    """
    country = situation.country
    entries = [
        *(
            Entry(
                SubjectKind.FACILITY,
                each.code,
                each.name or each.code,
                each.territory,
                each.point,
                each.kind,
            )
            for each in situation.facilities
        ),
        *(
            Entry(
                SubjectKind.PLANT,
                each.code,
                each.name or each.code,
                each.territory,
                each.point,
            )
            for each in situation.plants
        ),
        *(
            Entry(SubjectKind.VEHICLE, each.code, each.code)
            for each in situation.vehicles
        ),
        *_organisations(situation),
        *(
            Entry(
                SubjectKind.TERRITORY,
                each.code,
                each.name,
                each.code,
                each.point,
            )
            for each in country.tree.territories
        ),
    ]
    return Directory(tuple(entries), country, situation.names, weigh(parameters))


def register_directory(
    hospitals: Iterable[RegisteredHospital], country: Country, parameters: Parameters
) -> Directory:
    """The hospitals of a register; the tree tells where they lie."""
    tree = country.tree
    entries = (
        Entry(
            SubjectKind.FACILITY,
            each.code,
            each.name,
            each.territory if each.territory in tree else each.parent,
        )
        for each in hospitals
    )
    return Directory(tuple(entries), country, country.naming.names, weigh(parameters))


def names_by_code(
    directory: Directory, kind: SubjectKind
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The code of every entry of a kind with all its names, its own name first."""
    return tuple(
        (
            entry.code,
            (
                entry.name,
                *(alias.name for alias in directory.names.of(kind, entry.code).aliases),
            ),
        )
        for entry in directory.entries
        if entry.kind is kind
    )


def _organisations(situation: Situation) -> Iterable[Entry]:
    """Agencies by their codes, companies and owners by their names."""
    named = {each.code: each.name for each in situation.country.agencies}
    companies = (
        *(each.company for each in situation.plants),
        *(each.owner for each in situation.vehicles),
        *(tank.owner for each in situation.facilities for tank in each.tanks),
    )
    for company in companies:
        if company:
            named.setdefault(company, company)
    return (
        Entry(SubjectKind.ORGANISATION, code, name)
        for code, name in sorted(named.items())
    )
