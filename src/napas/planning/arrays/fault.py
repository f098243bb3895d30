"""What a plan has to say about the picture it was made from."""

from napas.domain.finding import Code, Finding, Grade, find
from napas.domain.network import Facility
from napas.errors import InvalidError, MissingError


class HorizonError(InvalidError):
    """A plan needs at least one day, and a need for every day."""

    code = "horizon-not-plannable"


class QuantileError(InvalidError):
    """A plan provides for a quantile between 0 and 1."""

    code = "quantile-not-plannable"


class LevelError(InvalidError):
    """The country has no level of this key."""

    code = "level-not-plannable"


class PolicyMissingError(MissingError):
    """No allocation policy is in force on the day of the picture."""

    code = "policy-not-in-force"


class PlanningCode(Code):
    """Doubts about the picture on which an allocation rests."""

    FACILITY_HOMELESS = "facility-homeless"
    PLANT_HOMELESS = "plant-homeless"
    NEED_SPLIT = "need-split"
    STOCK_UNKNOWN = "stock-unknown"
    STOCK_STALE = "stock-planned-stale"
    STOCK_ABOVE_TANK = "stock-above-tank"
    STORAGE_UNKNOWN = "storage-unknown"
    SHARES_UNKNOWN = "shares-unknown"
    PIPELINES_UNKNOWN = "pipelines-unknown"
    CYLINDER_CONTENT_UNKNOWN = "cylinder-content-unknown"
    OFFER_UNKNOWN = "offer-unknown"
    STORE_ASSUMED = "store-assumed"
    STORE_STOCK_ASSUMED = "store-stock-assumed"
    EVENT_WITHOUT_SUBJECT = "event-without-subject"
    VEHICLE_HOMELESS = "vehicle-homeless"
    LOAD_WITHOUT_POINT = "load-without-point"
    NO_VEHICLES = "no-vehicles"
    NO_PLANTS = "no-plants"
    PLACE_WITHOUT_POINT = "place-without-point"
    CROSSING_WITHOUT_PORT = "crossing-without-port"
    ORDER_WITHOUT_TANK = "order-without-tank"


def homeless_facility(facility: Facility) -> Finding:
    """That a facility lies in none of the places that are planned."""
    return find(
        Grade.SET_ASIDE,
        PlanningCode.FACILITY_HOMELESS,
        subject=facility.code,
        territory=facility.territory,
    )
