"""The file door: folders of small tables in, folders and documents out."""

from napas.exchange.checking import ClaimCheck, check_path
from napas.exchange.claims import ClaimsRead, read_claims
from napas.exchange.codes import ExchangeCode
from napas.exchange.country import read_country
from napas.exchange.plan_document import finding_document, plan_document, to_json
from napas.exchange.plan_tables import write_plan_tables
from napas.exchange.scenario import ScenarioRead, read_scenario
from napas.exchange.settings import ScenarioSettings
from napas.exchange.writing import write_scenario

__all__ = [
    "ClaimCheck",
    "ClaimsRead",
    "ExchangeCode",
    "ScenarioRead",
    "ScenarioSettings",
    "check_path",
    "finding_document",
    "plan_document",
    "read_claims",
    "read_country",
    "read_scenario",
    "to_json",
    "write_plan_tables",
    "write_scenario",
]
