"""Break a good folder in one place: exactly that fault is found, and the rest reads."""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from string import Formatter

import pytest

import napas
from napas.domain.finding import Finding, Grade
from napas.exchange import ExchangeCode, read_scenario

STOP, ASIDE, DOUBT = Grade.STOP, Grade.SET_ASIDE, Grade.DOUBTFUL
X = ExchangeCode
Lay = Callable[[Mapping[str, str | bytes]], Path]
Expected = tuple[Grade, ExchangeCode, str, int, str, str]
SENTENCES = tomllib.loads(
    (Path(napas.__file__).parent / "locale" / "exchange.toml").read_text("utf-8")
)
P, L, F, S = "places.csv", "plants.csv", "facilities.csv", "stocks.csv"


@dataclass(frozen=True)
class Break:
    """In a file, old text becomes new; without old text the file becomes the new."""

    file: str
    old: str
    new: str | bytes | None
    expected: tuple[Expected, ...]


def one(  # noqa: PLR0913, PLR0917 - a line of a table reads best as a line
    file: str,
    old: str,
    new: str,
    grade: Grade,
    code: ExchangeCode,
    row: int,
    column: str = "",
    subject: str = "",
) -> Break:
    return Break(file, old, new, ((grade, code, file, row, column, subject),))


def whole(
    file: str, new: str | bytes | None, code: ExchangeCode, row: int = 0
) -> Break:
    return Break(file, "", new, ((STOP, code, file, row, "", ""),))


NEED = "need_t_per_day"
BREAKS = {
    "a required file is missing": whole(P, None, X.FILE_MISSING),
    "plants are missing": whole(L, None, X.FILE_MISSING),
    "scenario.toml is missing": whole("scenario.toml", None, X.FILE_MISSING),
    "a file is empty": whole("vehicles.csv", b"", X.FILE_EMPTY),
    "a file is blank": whole(P, b" \n \n", X.FILE_EMPTY),
    "a file is not UTF-8": whole(
        P, b"territory,need_t_per_day\n1,2\n\xff\xfe,3\n", X.FILE_NOT_UTF8, row=3
    ),
    "a file is UTF-16": whole(P, "territory".encode("utf-16"), X.FILE_NOT_UTF8, row=1),
    "semicolons": whole(P, b"territory;need_t_per_day\n1;2\n", X.FILE_DELIMITER, row=1),
    "tabs": whole(P, b"territory\tneed_t_per_day\n1\t2\n", X.FILE_DELIMITER, row=1),
    "bars": whole(P, b"territory|need_t_per_day\n1|2\n", X.FILE_DELIMITER, row=1),
    "not TOML": whole("scenario.toml", b"name = \n", X.FILE_NOT_TOML),
    "TOML nested without end": whole(
        "scenario.toml", b"name = " + b"[" * 5000, X.FILE_NOT_TOML
    ),
    "no row": Break(
        P,
        "",
        b"territory,need_t_per_day\n",
        ((DOUBT, X.TABLE_WITHOUT_ROWS, P, 0, "", ""),),
    ),
    "a column is missing": Break(
        "crews.csv",
        "",
        b"code,base\nK1,P1\n",
        ((STOP, X.COLUMN_MISSING, "crews.csv", 1, "hours_per_day", ""),),
    ),
    "a column in another unit": one(
        L,
        "offered_t_per_day",
        "offered_kg_per_day",
        STOP,
        X.COLUMN_UNIT,
        1,
        "offered_kg_per_day",
    ),
    "a column without its unit": one(P, NEED, "need", STOP, X.COLUMN_UNIT, 1, "need"),
    "an optional column in another unit": one(
        F,
        "pipeline_l_per_min",
        "pipeline_m3_per_h",
        ASIDE,
        X.COLUMN_UNIT,
        1,
        "pipeline_m3_per_h",
    ),
    "an unknown column": one(
        F, "pipeline_l_per_min", "pipes", DOUBT, X.COLUMN_UNKNOWN, 1, "pipes"
    ),
    "a column without a name": one(
        F, "pipeline_l_per_min", "", DOUBT, X.COLUMN_UNKNOWN, 1, ""
    ),
    "a column twice": one(
        F, "pipeline_l_per_min", "beds", STOP, X.COLUMN_TWICE, 1, "beds"
    ),
    "a row too long": one(
        P, "2,20,estimate", "2,20,5,estimate", ASIDE, X.ROW_TOO_LONG, 3, "", "2"
    ),
    "a row too short": one(
        P, "2,20,estimate,11 kg,,,,0.4,", "2,20", ASIDE, X.ROW_TOO_SHORT, 3, "", "2"
    ),
    "quotation marks that do not match": one(
        P, "11,30.5,reported", '11,"30.5"x,reported', ASIDE, X.ROW_MALFORMED, 4
    ),
    "a row repeated": one(
        P,
        "2,20,estimate,11 kg,,,,0.4,\n",
        "2,20,estimate,11 kg,,,,0.4,\n" * 2,
        DOUBT,
        X.ROW_REPEATED,
        4,
        "territory",
        "2",
    ),
    "a code given twice": one(
        P,
        "2,20,estimate,11 kg,,,,0.4,\n",
        "2,20,estimate,11 kg,,,,0.4,\n2,21,estimate,11 kg,,,,0.4,\n",
        ASIDE,
        X.ROW_CONTRADICTED,
        4,
        "territory",
        "2",
    ),
    "no code": one(L, "P2,Pabrik", ",Pabrik", ASIDE, X.CELL_MISSING, 3, "code"),
    "a cell far too long": one(
        P, "menteri", "m" * 3000, ASIDE, X.CELL_TOO_LONG, 2, "need_note", "1"
    ),
    "a cell beyond all measure": one(
        P, "menteri", "m" * 200_000, ASIDE, X.ROW_MALFORMED, 2
    ),
    "text that cannot be seen": one(
        P, "menteri", "a\x07b", ASIDE, X.CELL_UNPRINTABLE, 2, "need_note", "1"
    ),
    "text that reads backwards": one(
        P, "menteri", "a\u202eb", ASIDE, X.CELL_UNPRINTABLE, 2, "need_note", "1"
    ),
    "text like a formula": one(
        P, "menteri", "=1+1", DOUBT, X.CELL_FORMULA, 2, "need_note", "1"
    ),
    "NaN": one(P, "2,20", "2,NaN", ASIDE, X.CELL_NOT_FINITE, 3, NEED, "2"),
    "infinity": one(P, "2,20", "2,-inf", ASIDE, X.CELL_NOT_FINITE, 3, NEED, "2"),
    "too large for a float": one(
        P, "2,20", "2,1e999", ASIDE, X.CELL_NOT_FINITE, 3, NEED, "2"
    ),
    "a negative amount": one(P, "2,20", "2,-3", ASIDE, X.CELL_NEGATIVE, 3, NEED, "2"),
    "an impossible amount": one(
        P, "2,20", "2,1e12", ASIDE, X.CELL_OUT_OF_RANGE, 3, NEED, "2"
    ),
    "text in a number": one(
        P, "2,20", "2,20 t", ASIDE, X.CELL_NOT_A_NUMBER, 3, NEED, "2"
    ),
    "a word in a number": one(
        P, "2,20", "2,n/a", ASIDE, X.CELL_NOT_A_NUMBER, 3, NEED, "2"
    ),
    "underscores in a number": one(
        P, "2,20", "2,1_000", ASIDE, X.CELL_NOT_A_NUMBER, 3, NEED, "2"
    ),
    "exotic digits": one(P, "2,20", "2,٢٠", ASIDE, X.CELL_EXOTIC_DIGITS, 3, NEED, "2"),
    "a decimal comma": one(
        P, "2,20", '2,"20,5"', ASIDE, X.CELL_DECIMAL_COMMA, 3, NEED, "2"
    ),
    "half a bed": one(
        P,
        "menteri,200",
        "menteri,200.5",
        ASIDE,
        X.CELL_NOT_WHOLE,
        2,
        "occupied_beds",
        "1",
    ),
    "a count that is text": one(
        P,
        "menteri,200",
        "menteri,x",
        ASIDE,
        X.CELL_NOT_A_NUMBER,
        2,
        "occupied_beds",
        "1",
    ),
    "a share above one": one(
        P, "0.8", "80", ASIDE, X.CELL_SHARE_ABOVE_ONE, 2, "bed_occupancy_share", "1"
    ),
    "a latitude off the globe": one(
        L, "2,-8.0", "2,-98", ASIDE, X.CELL_OUT_OF_RANGE, 3, "latitude_deg", "P2"
    ),
    "a moment without Z": one(
        S,
        "0.3,2021-07-10T02:00:00Z,",
        "0.3,2021-07-10T02:00:00,",
        ASIDE,
        X.CELL_MOMENT_WITHOUT_Z,
        4,
        "as_of",
        "H2",
    ),
    "a moment in a zone": one(
        "vehicles.csv",
        "09:00:00Z",
        "16:00:00+07:00",
        ASIDE,
        X.CELL_MOMENT_WITHOUT_Z,
        3,
        "free_at",
        "V2",
    ),
    "a moment that never was": one(
        "vehicles.csv",
        "07-10T09",
        "13-40T09",
        ASIDE,
        X.CELL_NOT_A_MOMENT,
        3,
        "free_at",
        "V2",
    ),
    "a moment of another age": one(
        "vehicles.csv",
        "2021-07",
        "1021-07",
        ASIDE,
        X.CELL_NOT_A_MOMENT,
        3,
        "free_at",
        "V2",
    ),
    "a moment in words": one(
        "vehicles.csv",
        "2021-07-10T09:00:00Z",
        "besok",
        ASIDE,
        X.CELL_NOT_A_MOMENT,
        3,
        "free_at",
        "V2",
    ),
    "a flag in words": one(
        L, "10,,,,,false", "10,,,,,tidak", ASIDE, X.CELL_NOT_A_FLAG, 3, "imports", "P2"
    ),
    "an unknown word": one(
        "vehicles.csv", "tanker", "kapal", ASIDE, X.CELL_WORD_UNKNOWN, 3, "kind", "V2"
    ),
    "an unknown territory": one(
        L, "Udara,2", "Udara,02", ASIDE, X.TERRITORY_UNKNOWN, 3, "territory", "P2"
    ),
    "an unknown facility": one(
        "own_sources.csv", "H2", "H9", ASIDE, X.FACILITY_UNKNOWN, 2, "facility"
    ),
    "an unknown holder": one(
        S, "H2,cyl", "H9,cyl", ASIDE, X.HOLDER_UNKNOWN, 4, "holder", "H9"
    ),
    "an unknown tank": one(
        S, "liquid,T2", "liquid,T9", ASIDE, X.TANK_UNKNOWN, 3, "tank", "H1"
    ),
    "an unknown base": one(
        "vehicles.csv", "10,2", "10,P9", ASIDE, X.BASE_UNKNOWN, 3, "base", "V2"
    ),
    "an unknown supplier": one(
        "orders.csv", "O1,P1", "O1,P9", ASIDE, X.SUPPLIER_UNKNOWN, 2, "supplier", "O1"
    ),
    "an unknown receiver": one(
        "orders.csv", "P1,H1", "P1,H9", ASIDE, X.RECEIVER_UNKNOWN, 2, "facility", "O1"
    ),
    "an unknown vehicle": one(
        "orders.csv", ",V1", ",V9", ASIDE, X.VEHICLE_UNKNOWN, 2, "vehicle", "O1"
    ),
    "an unknown cylinder type": one(
        "cylinders.csv",
        "H2,besar",
        "H2,B",
        ASIDE,
        X.CYLINDER_TYPE_UNKNOWN,
        3,
        "type_code",
        "H2",
    ),
    "an unknown restriction": one(
        P, "ketat", "longgar", ASIDE, X.RESTRICTION_UNKNOWN, 2, "restriction", "1"
    ),
    "an unknown end of a road": one(
        "links.csv", "P1,H1", "P1,H9", DOUBT, X.LINK_END_UNKNOWN, 2, "target", "jalan"
    ),
    "an unknown whole of a claim": one(
        "claims.csv", ",jumlah", ",besar", ASIDE, X.CLAIM_UNKNOWN, 3, "part_of", "janji"
    ),
    "an event without its subject": one(
        "events.csv",
        "outage,P1",
        "outage,P9",
        ASIDE,
        X.EVENT_SUBJECT_UNKNOWN,
        2,
        "subject",
        "E1",
    ),
    "an event that strikes what it cannot": one(
        "events.csv",
        "outage,P1",
        "outage,H1",
        ASIDE,
        X.EVENT_SUBJECT_UNKNOWN,
        2,
        "subject",
        "E1",
    ),
    "an event that ends before it begins": one(
        "events.csv", "10T12", "09T12", ASIDE, X.EVENT_ENDS_TOO_EARLY, 2, "ends", "E1"
    ),
    "a strange setting": one(
        "scenario.toml", "seed", "seeds", DOUBT, X.SETTING_UNKNOWN, 0, "seeds"
    ),
    "a setting that is no number": one(
        "scenario.toml", "seed = 11", 'seed = "x"', STOP, X.CELL_NOT_A_NUMBER, 0, "seed"
    ),
    "a setting that is missing": one(
        "scenario.toml", 'name = "kecil"', "", STOP, X.CELL_MISSING, 0, "name"
    ),
    "a moment of the picture without zone": one(
        "scenario.toml",
        "05:00:00Z",
        "05:00:00",
        STOP,
        X.CELL_MOMENT_WITHOUT_Z,
        0,
        "as_of",
    ),
    "a parameter that does not exist": one(
        "scenario.toml",
        "tanks.heel_share",
        "tanks.heel",
        STOP,
        X.SETTING_PARAMETER_UNKNOWN,
        0,
        "parameters.tanks.heel",
    ),
    "a parameter out of its range": one(
        "scenario.toml",
        "0.15",
        "15",
        STOP,
        X.SETTING_PARAMETER_RANGE,
        0,
        "parameters.tanks.heel_share",
    ),
    "a parameter that is a flag": one(
        "scenario.toml",
        "0.15",
        "true",
        STOP,
        X.SETTING_PARAMETER_RANGE,
        0,
        "parameters.tanks.heel_share",
    ),
    "parameters that are no table": one(
        "scenario.toml",
        '[parameters]\n"tanks.heel_share" = 0.15',
        "parameters = 3",
        STOP,
        X.SETTING_PARAMETER_UNKNOWN,
        0,
        "parameters.parameters",
    ),
    "a country that does not exist": one(
        "scenario.toml", '"negeri"', '"atlantis"', STOP, X.COUNTRY_UNKNOWN, 0, "country"
    ),
    "a country by a path out of bounds": one(
        "scenario.toml",
        '"negeri"',
        '"../../../etc"',
        STOP,
        X.COUNTRY_PATH_REFUSED,
        0,
        "country",
    ),
    "a country by an absolute path": one(
        "scenario.toml",
        '"negeri"',
        '"/etc"',
        STOP,
        X.COUNTRY_PATH_REFUSED,
        0,
        "country",
    ),
    "a country by a path that turns back": one(
        "scenario.toml",
        '"negeri"',
        '"negeri/../.."',
        STOP,
        X.COUNTRY_PATH_REFUSED,
        0,
        "country",
    ),
    "a country above": one(
        "scenario.toml", '"negeri"', '".."', STOP, X.COUNTRY_PATH_REFUSED, 0, "country"
    ),
    "a level that the country lacks": one(
        "scenario.toml", '"region"', '"village"', STOP, X.LEVEL_UNKNOWN, 0, "level"
    ),
    "no policy on the day": Break(
        "negeri/country.toml",
        "valid_from = 2020",
        "valid_from = 2022",
        ((STOP, X.POLICY_MISSING, "scenario.toml", 0, "as_of", ""),),
    ),
    "a territory too deep": one(
        "territories.csv",
        "11,",
        "111,Desa,3,11,,,,\n11,",
        ASIDE,
        X.TERRITORY_LEVEL_UNKNOWN,
        2,
        "level",
        "111",
    ),
    "a plant above its design": one(
        L, ",40,50", ",60,50", DOUBT, X.PLANT_ABOVE_DESIGN, 2, "offered_t_per_day", "P1"
    ),
    "half a point": one(
        F, "-8.0,112.1", "-8.0,", ASIDE, X.POINT_INCOMPLETE, 3, "longitude_deg", "H2"
    ),
    "the other half of a point": one(
        F, "-8.0,112.1", ",112.1", ASIDE, X.POINT_INCOMPLETE, 3, "latitude_deg", "H2"
    ),
    "a total that is not the sum of its parts": one(
        P, "11,30.5", "11,29", DOUBT, X.NEED_NOT_SUM, 2, NEED, "1"
    ),
    "a territory that nobody speaks of": Break(
        P,
        "2,20,estimate,11 kg,,,,0.4,\n",
        "",
        ((DOUBT, X.PLACES_NOT_LISTED, P, 0, "", ""),),
    ),
    "no bed": one(F, "112.1,80", "112.1,0", DOUBT, X.BEDS_ODD, 3, "beds", "H2"),
    "more beds than any hospital has": one(
        F, "112.1,80", "112.1,80000", DOUBT, X.BEDS_ODD, 3, "beds", "H2"
    ),
    "more patients than beds": one(
        F, "112.1,80", "112.1,60", DOUBT, X.BEDS_OVERFULL, 3, "beds", "H2"
    ),
    "patients of no moment": Break(
        "census.csv",
        "H2,2021-07-10T03:00:00Z,70,\n",
        "",
        ((ASIDE, X.PATIENTS_WITHOUT_CENSUS, "patients.csv", 4, "facility", "H2"),),
    ),
    "a heel above the tank": one(
        "tanks.csv",
        "T2,5,1",
        "T3,5,6,,true\nH1,T2,5,1",
        ASIDE,
        X.TANK_HEEL_TOO_HIGH,
        3,
        "heel_t",
        "H1",
    ),
    "a heel nobody wrote": one(
        "tanks.csv", "T2,5,1", "T2,5,", DOUBT, X.TANK_HEEL_ASSUMED, 3, "heel_t", "H1"
    ),
    "a stock above its tank": one(
        S, "T1,6.5", "T1,65", ASIDE, X.STOCK_ABOVE_CAPACITY, 2, "mass_t", "H1"
    ),
    "a stock above the store of its plant": one(
        S, "100,", "1000,", ASIDE, X.STOCK_ABOVE_CAPACITY, 5, "mass_t", "P1"
    ),
    "a plant with more than its store holds": one(
        L, "100,200", "300,200", ASIDE, X.STOCK_ABOVE_CAPACITY, 2, "stock_t", "P1"
    ),
    "an unknown stock with a figure": one(
        S, "T2,,,", "T2,3,,", ASIDE, X.STOCK_CONTRADICTS_STATE, 3, "state", "H1"
    ),
    "a known stock without a figure": one(
        S, "T1,6.5", "T1,", ASIDE, X.STOCK_CONTRADICTS_STATE, 2, "state", "H1"
    ),
    "a stale stock": one(S, "10T04", "08T04", DOUBT, X.STOCK_STALE, 2, "as_of", "H1"),
    "an undated stock": one(
        S, "0.3,2021-07-10T02:00:00Z", "0.3,", DOUBT, X.STOCK_UNDATED, 4, "as_of", "H2"
    ),
    "a stock of tomorrow": one(
        S, "10T04", "11T04", DOUBT, X.MOMENT_IN_FUTURE, 2, "as_of", "H1"
    ),
    "a census of tomorrow": one(
        "census.csv",
        "H1,2021-07-10",
        "H1,2021-07-12",
        DOUBT,
        X.MOMENT_IN_FUTURE,
        2,
        "as_of",
        "H1",
    ),
    "an overloaded vehicle": one(
        "vehicles.csv",
        "112.0,4",
        "112.0,14",
        ASIDE,
        X.VEHICLE_OVERLOADED,
        3,
        "load_t",
        "V2",
    ),
    "a claim in another unit": one(
        "claims.csv",
        "10,8,12,t/day",
        "10,8,12,kg/day",
        ASIDE,
        X.CLAIM_UNIT_WRONG,
        3,
        "unit",
        "janji",
    ),
    "a budget in no currency": one(
        "claims.csv", "IDR", "rupiah", ASIDE, X.CLAIM_UNIT_WRONG, 5, "unit", "uang"
    ),
    "a claimed share above one": one(
        "claims.csv", "0.6", "60", ASIDE, X.CELL_SHARE_ABOVE_ONE, 4, "value", "bagian"
    ),
    "a claim outside its own range": one(
        "claims.csv",
        "10,8,12",
        "10,11,12",
        ASIDE,
        X.CLAIM_RANGE_WRONG,
        3,
        "low",
        "janji",
    ),
}


def apply(files: dict[str, str], change: Break) -> dict[str, str | bytes]:
    mended: dict[str, str | bytes] = dict(files)
    if change.new is None:
        del mended[change.file]
    elif change.old:
        assert change.old in files[change.file], "the good folder has other words"
        assert isinstance(change.new, str)
        mended[change.file] = files[change.file].replace(change.old, change.new, 1)
    else:
        mended[change.file] = change.new
    return mended


def said_in_full(fault: Finding) -> bool:
    """Whether the sentences of a fault mention nothing but what it carries."""
    given = dict(fault.params).keys()
    return all(
        hole is None or hole in given
        for language in ("id", "en")
        for _, hole, _, _ in Formatter().parse(SENTENCES[fault.code][language])
    )


def as_expected(fault: Finding) -> Expected:
    assert isinstance(fault.code, ExchangeCode)
    spot = fault.spot
    return (fault.grade, fault.code, spot.file, spot.row, spot.column, fault.subject)


@pytest.mark.parametrize("name", BREAKS)
def test_one_break_is_found_with_its_place_and_nothing_else_is(
    name: str, good: dict[str, str], lay: Lay
) -> None:
    change = BREAKS[name]

    read = read_scenario(lay(apply(good, change)))

    assert [as_expected(fault) for fault in read.findings] == list(change.expected)
    assert [fault.code for fault in read.findings if not said_in_full(fault)] == []
    assert (read.situation is None) is (change.expected[0][0] is STOP)
    if read.situation is not None:
        assert read.situation.findings == read.findings


def test_a_sentence_that_mentions_what_a_fault_does_not_carry_is_noticed() -> None:
    assert not said_in_full(Finding(STOP, X.COLUMN_UNIT))
    assert said_in_full(Finding(STOP, X.COLUMN_MISSING))


def test_every_fault_of_the_file_door_has_a_sentence_in_both_languages() -> None:
    lacking = [
        code
        for code in ExchangeCode
        if not {"id", "en"} <= SENTENCES.get(code, {}).keys()
    ]

    assert lacking == []


def test_a_hundred_faults_are_all_found_at_once(good: dict[str, str], lay: Lay) -> None:
    rows = "".join(f"H{at},RS,2,hospital,,,abc,,0,24,false\n" for at in range(100, 200))
    files = {**good, F: good[F] + rows, P: good[P].replace("2,20", "2,x")}

    read = read_scenario(lay(files))

    assert len(read.findings) == 101
    assert read.situation is not None
    assert len(read.situation.facilities) == 102


def test_faults_of_every_file_are_found_though_there_is_no_country(
    good: dict[str, str], lay: Lay
) -> None:
    files = {
        **good,
        "scenario.toml": good["scenario.toml"].replace("negeri", "atlantis"),
        P: good[P].replace("2,20", "2,x"),
        "orders.csv": good["orders.csv"].replace(",8,", ",NaN,"),
    }

    codes = [fault.code for fault in read_scenario(lay(files)).findings]

    assert codes == [X.COUNTRY_UNKNOWN, X.CELL_NOT_A_NUMBER, X.CELL_NOT_FINITE]


def test_faults_of_every_file_are_found_though_there_is_no_scenario_file(
    good: dict[str, str], lay: Lay
) -> None:
    files = {**good, P: good[P].replace("2,20", "2,x")}
    del files["scenario.toml"]

    read = read_scenario(lay(files))

    codes = [fault.code for fault in read.findings]
    assert codes == [X.FILE_MISSING, X.CELL_NOT_A_NUMBER]
    assert read.settings is None


def test_a_misspelt_table_is_pointed_out(good: dict[str, str], lay: Lay) -> None:
    read = read_scenario(lay({**good, "vehicle.csv": "code\n"}))

    (fault,) = read.findings
    assert fault.code is X.FILE_UNKNOWN
    assert "vehicles.csv" in str(dict(fault.params)["near"])


@pytest.mark.parametrize("file", ["scenario.toml", P, "vehicles.csv"])
def test_a_link_is_not_followed(file: str, folder: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    (folder / file).rename(outside)
    (folder / file).symlink_to(outside)

    read = read_scenario(folder)

    assert [as_expected(fault) for fault in read.findings] == [
        (STOP, X.FILE_IS_LINK, file, 0, "", "")
    ]


def test_a_country_behind_a_link_is_refused(folder: Path, tmp_path: Path) -> None:
    (folder / "negeri").rename(tmp_path / "outside")
    (folder / "negeri").symlink_to(tmp_path / "outside")

    (fault,) = read_scenario(folder).findings

    assert fault.code is X.COUNTRY_PATH_REFUSED


def test_a_folder_in_the_place_of_a_table_cannot_be_read(folder: Path) -> None:
    (folder / "crews.csv").unlink()
    (folder / "crews.csv").mkdir()

    (fault,) = read_scenario(folder).findings

    assert fault.code is X.FILE_UNREADABLE
