from pathlib import Path

from napas.exchange.row_sources import name_sources
from napas.exchange.scenario_tables import PLACES

TABLE = "territory,need_t_per_day,source\n31,524,old\n32,478,kept\n"


def test_a_source_is_named_by_key_and_other_rows_keep_theirs(tmp_path: Path) -> None:
    (tmp_path / "places.csv").write_text(TABLE, encoding="utf-8")
    name_sources(tmp_path, PLACES, {"31": "new"})
    header, first, second = (tmp_path / "places.csv").read_text("utf-8").splitlines()
    assert header.endswith(",source")
    assert first.startswith("31,524,")
    assert first.endswith(",new")
    assert second.endswith(",kept")
