from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

pytest.importorskip("babel", reason="the compiler of messages is a development tool")

GOOD = '["tank-empty"]\nid = "Tangki {tank} kosong."\nen = "Tank {tank} is empty."\n'


@pytest.fixture
def compiler(script: Callable[[str], ModuleType]) -> ModuleType:
    return script("compile_messages")


def test_the_compiled_catalogues_are_in_step_byte_for_byte(
    compiler: ModuleType,
) -> None:
    entries, faults = compiler.read_rooms(compiler.LOCALE)

    assert faults == []
    for language in compiler.LANGUAGES:
        folder = compiler.LOCALE / language / "LC_MESSAGES"
        text, machine = compiler.compile_language(entries, language)
        assert (folder / "napas.po").read_bytes() == text, "run make messages"
        assert (folder / "napas.mo").read_bytes() == machine, "run make messages"


def test_two_rooms_may_not_give_one_code_two_sentences(
    compiler: ModuleType, tmp_path: Path
) -> None:
    (tmp_path / "east.toml").write_text(GOOD)
    (tmp_path / "west.toml").write_text(GOOD)

    _, faults = compiler.read_rooms(tmp_path)

    assert faults == ["tank-empty: in east and in west"]


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        ('id = "Satu"', "has ['id'], needs"),
        ('id = "Satu"\nen = " "', "the sentence in en is empty"),
        ('id = "Satu {a"\nen = "One"', "loose brace"),
        ('id = "Satu {a}"\nen = "One {b}"', "placeholders differ: ['a', 'b']"),
        ('id = "Satu {a:9f}"\nen = "One {a}"', "is no placeholder we can fill"),
        ('id = "Satu {a!r}"\nen = "One {a}"', "is no placeholder we can fill"),
        ('id = "Satu {a.b}"\nen = "One {a.b}"', "is no placeholder we can fill"),
    ],
)
def test_a_faulty_entry_is_refused(
    compiler: ModuleType, tmp_path: Path, entry: str, fault: str
) -> None:
    (tmp_path / "room.toml").write_text(f'["one"]\n{entry}\n')

    _, faults = compiler.read_rooms(tmp_path)

    assert faults
    assert all(fault in told for told in faults)


def test_nothing_is_written_while_a_fault_stands(
    compiler: ModuleType,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "room.toml").write_text('["one"]\nid = "Satu"\n')
    monkeypatch.setattr(compiler, "LOCALE", tmp_path)

    assert compiler.main() == 1
    assert "one: has ['id']" in capsys.readouterr().err
    assert not (tmp_path / "id").exists()


def test_one_catalogue_is_written_for_each_language(
    compiler: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "room.toml").write_text(GOOD)
    monkeypatch.setattr(compiler, "LOCALE", tmp_path)

    assert compiler.main() == 0
    for language in compiler.LANGUAGES:
        folder = tmp_path / language / "LC_MESSAGES"
        assert sorted(file.name for file in folder.iterdir()) == [
            "napas.mo",
            "napas.po",
        ]
