"""Every table, where Django looks for them."""

from napas.tower.records.batch import BatchRow, WithdrawalRow
from napas.tower.records.facilities import (
    CensusRow,
    FacilityRow,
    HoldingRow,
    OwnSourceRow,
    PatientsRow,
    TankRow,
)
from napas.tower.records.findings import FindingRow
from napas.tower.records.journal import JournalRow
from napas.tower.records.ledger import AccountRow, MovementRow
from napas.tower.records.names import NameRow
from napas.tower.records.network import CrewRow, LinkRow, PlaceRow, PlantRow, VehicleRow
from napas.tower.records.orders import ApprovalRow, OrderRow, OrderStepRow
from napas.tower.records.people import GrantRow, PersonRow
from napas.tower.records.plans import PlanRow
from napas.tower.records.reports import ReportRow
from napas.tower.records.territory import AboveRow, TerritoryRow
from napas.tower.records.told import ClaimRow, EventRow, StockRow, ToldReportRow

__all__ = [
    "AboveRow",
    "AccountRow",
    "ApprovalRow",
    "BatchRow",
    "CensusRow",
    "ClaimRow",
    "CrewRow",
    "EventRow",
    "FacilityRow",
    "FindingRow",
    "GrantRow",
    "HoldingRow",
    "JournalRow",
    "LinkRow",
    "MovementRow",
    "NameRow",
    "OrderRow",
    "OrderStepRow",
    "OwnSourceRow",
    "PatientsRow",
    "PersonRow",
    "PlaceRow",
    "PlanRow",
    "PlantRow",
    "ReportRow",
    "StockRow",
    "TankRow",
    "TerritoryRow",
    "ToldReportRow",
    "VehicleRow",
    "WithdrawalRow",
]
