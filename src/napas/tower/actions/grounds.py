"""Under which territory a fact is seen, and whose it is."""

from dataclasses import dataclass, field

from napas.domain.identifier import SubjectKind
from napas.domain.situation import Situation


@dataclass(frozen=True, slots=True)
class Ground:
    """A territory, and the organisation whose the thing is; empty is nobody's."""

    territory: str
    party: str = ""


@dataclass(frozen=True, slots=True)
class Grounds:
    """Where the things of a picture lie; what lies nowhere is the nation's."""

    situation: Situation
    _sites: dict[str, Ground] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        picture = self.situation
        sites = {
            each.code: Ground(each.territory, each.code) for each in picture.facilities
        }
        sites |= {
            each.code: Ground(each.territory, each.company) for each in picture.plants
        }
        object.__setattr__(self, "_sites", sites)

    def of(self, subject: str) -> Ground:
        """Where a facility, plant, vehicle or territory lies."""
        found = self._sites.get(subject)
        if found is not None:
            return found
        tree = self.situation.country.tree
        return Ground(subject if subject in tree else tree.country.code)

    def based(self, base: str, owner: str) -> Ground:
        """Where something with a base and an owner lies."""
        return Ground(self.of(base).territory, owner)

    def named(self, kind: SubjectKind, subject: str) -> Ground:
        """Where a subject with names lies; a vehicle at its base."""
        if kind is SubjectKind.VEHICLE:
            for vehicle in self.situation.vehicles:
                if vehicle.code == subject:
                    return self.based(vehicle.base, vehicle.owner)
        return self.of(subject)
