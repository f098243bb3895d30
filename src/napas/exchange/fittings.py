"""What stands and lies in facilities: tanks, cylinders, machines, patients."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from napas.domain.finding import Finding
from napas.domain.need import DeviceKind, PatientCount, PatientGroup
from napas.domain.network import (
    Census,
    CylinderHolding,
    Form,
    OwnSource,
    SourceKind,
    Tank,
)
from napas.domain.situation import Stock, StockState
from napas.exchange.codes import ExchangeCode
from napas.exchange.rows import Row


@dataclass(slots=True)
class Fittings:
    """What stands in facilities, by facility.

    Attributes:
        lost: stocks nobody can tell, because a row on their tank or their cylinders
            was set aside.
        silent: facilities whose census was set aside, whole or in part.
        invented: facilities of which a part was invented by rule.
        usual_heels: facility, tank and capacity in t of tanks whose heel is not told.
        findings: what is wrong with the rows taken so far.
    """

    tanks: defaultdict[str, list[Tank]]
    cylinders: defaultdict[str, list[CylinderHolding]]
    sources: defaultdict[str, list[OwnSource]]
    patients: defaultdict[str, list[PatientCount]]
    census: dict[str, Census] = field(default_factory=dict)
    lost: list[Stock] = field(default_factory=list)
    silent: set[str] = field(default_factory=set)
    invented: set[str] = field(default_factory=set)
    usual_heels: list[tuple[str, str, float]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    @classmethod
    def empty(cls) -> "Fittings":
        """Nothing yet."""
        return cls(
            tanks=defaultdict(list),
            cylinders=defaultdict(list),
            sources=defaultdict(list),
            patients=defaultdict(list),
        )

    def add_tanks(self, rows: Iterable[Row], heel_share: float) -> None:
        """Take tanks; a heel that is not known is the usual share of the capacity."""
        for row in rows:
            tank = self._tank(row, heel_share) if self._takes(row) else None
            if tank is not None:
                self.tanks[row.text("facility")].append(tank)
            elif row.text("facility"):
                self._lose(row, Form.LIQUID, row.text("code"))

    def add_cylinders(self, rows: Iterable[Row]) -> None:
        """Take cylinders that circulate through facilities."""
        for row in rows:
            if self._takes(row):
                self.cylinders[row.text("facility")].append(
                    CylinderHolding(
                        type_code=row.text("type_code"),
                        full=row.pieces("full"),
                        empty=row.pieces("empty"),
                    )
                )
            elif row.text("facility"):
                self._lose(row, Form.CYLINDER, "")

    def add_sources(self, rows: Iterable[Row]) -> None:
        """Take machines that make oxygen; one that cannot be read makes none."""
        for row in rows:
            if self._takes(row):
                self.sources[row.text("facility")].append(
                    OwnSource(
                        kind=row.word("kind", SourceKind),
                        pieces=row.pieces("pieces"),
                        nameplate_l_per_min=row.certain("nameplate_l_per_min"),
                        working_share=row.certain("working_share"),
                    )
                )

    def add_patients(self, rows: Iterable[Row], counted: Iterable[str]) -> None:
        """Take patients; they belong to a census, which has their moment.

        Args:
            rows: of patients.
            counted: facilities that have a census, whether it can be used or not.
        """
        known = set(counted)
        told: set[str] = set()
        for row in rows:
            facility = row.text("facility")
            if not self._takes(row):
                self.silent.add(facility)
            elif facility in known:
                self.patients[facility].append(
                    PatientCount(
                        device=row.word("device", DeviceKind),
                        patients=row.pieces("patients"),
                        group=row.word("group", PatientGroup),
                    )
                )
            elif facility not in told:
                told.add(facility)
                code = ExchangeCode.PATIENTS_WITHOUT_CENSUS
                self.findings.append(row.refusal(code, "facility"))

    def add_census(self, rows: Iterable[Row], known_at: datetime | None) -> None:
        """Take census reports, after the patients that belong to them."""
        for row in rows:
            facility = row.text("facility")
            if not self._takes(row):
                self.silent.add(facility)
                continue
            as_of = row.instant("as_of")
            if known_at is not None and as_of > known_at:
                self.findings.append(row.doubt(ExchangeCode.MOMENT_IN_FUTURE, "as_of"))
            self.census[facility] = Census(
                as_of=as_of,
                patients=tuple(self.patients.get(facility, ())),
                occupied_beds=row.count("occupied_beds"),
                reported_need_t_per_day=row.figure("reported_need_t_per_day"),
            )

    def census_of(self, facility: str) -> Census | None:
        """The census of a facility; None where there is none that can be used."""
        return None if facility in self.silent else self.census.get(facility)

    def lost_beside(self, stocks: Iterable[Stock]) -> Iterator[Stock]:
        """The lost stocks of which none of the given ones speaks, each once."""
        told = {(stock.holder, stock.form, stock.tank) for stock in stocks}
        for stock in self.lost:
            key = (stock.holder, stock.form, stock.tank)
            if key not in told:
                told.add(key)
                yield stock

    def _takes(self, row: Row) -> bool:
        if row.sound and row.flag("synthetic"):
            self.invented.add(row.text("facility"))
        return row.sound

    def _tank(self, row: Row, heel_share: float) -> Tank | None:
        capacity_t, heel_t = row.certain("capacity_t"), row.figure("heel_t")
        if heel_t is None:
            heel_t = capacity_t * heel_share
            code = ExchangeCode.TANK_HEEL_ASSUMED
            self.findings.append(row.doubt(code, "heel_t", heel=heel_t))
            told = (row.text("facility"), row.text("code"), capacity_t)
            self.usual_heels.append(told)
        if heel_t > capacity_t:
            code = ExchangeCode.TANK_HEEL_TOO_HIGH
            self.findings.append(
                row.refusal(code, "heel_t", heel=heel_t, capacity=capacity_t)
            )
            return None
        return Tank(
            code=row.text("code"),
            capacity_t=capacity_t,
            heel_t=heel_t,
            owner=row.text("owner"),
            open_to_others=row.flag("open_to_others"),
        )

    def _lose(self, row: Row, form: Form, tank: str) -> None:
        self.lost.append(
            Stock(
                holder=row.text("facility"),
                form=form,
                mass_t=None,
                as_of=None,
                source=row.file,
                state=StockState.UNKNOWN,
                tank=tank,
            )
        )
