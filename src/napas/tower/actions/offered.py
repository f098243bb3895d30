"""The actions that a door can call, by name; what is not here cannot be called."""

from collections.abc import Mapping
from typing import Any

from napas.tower.actions.action import Action
from napas.tower.actions.carriage import confirm_delivery, confirm_loading
from napas.tower.actions.enter_facts import enter_facts, withdraw_facts
from napas.tower.actions.orders import approve_order, draft_order, issue_order
from napas.tower.actions.report_stock import report_stock
from napas.tower.actions.reversal import reverse_movement
from napas.tower.actions.store_plan import store_plan

ACTIONS: Mapping[str, Action[Any]] = {
    "approve_order": approve_order,
    "confirm_delivery": confirm_delivery,
    "confirm_loading": confirm_loading,
    "draft_order": draft_order,
    "enter_facts": enter_facts,
    "issue_order": issue_order,
    "report_stock": report_stock,
    "reverse_movement": reverse_movement,
    "store_plan": store_plan,
    "withdraw_facts": withdraw_facts,
}
