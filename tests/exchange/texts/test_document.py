import json

from napas.exchange import to_json
from napas.exchange.texts.document import understanding_document
from tests.exchange.texts.tell import understood

TEXT = "RSUD Lembah Jati stok 1.200 kg, tabung besar 30 isi, jam 06.00, 12/15, SJ 12/A"


def test_the_document_holds_all_that_was_understood() -> None:
    reading = understood(TEXT)
    document = json.loads(to_json(understanding_document(reading)))
    message = document["messages"][0]

    assert document["text"] == TEXT
    assert document["clear"] is False
    assert message["facility"] == {
        "code": "9901011",
        "name": "RSUD Lembah Jati",
        "passage": [0, 16],
        "candidates": [],
    }
    assert message["kind"] == "report"
    assert message["note"] == "12/A"
    assert message["items"][0]["value"] == 30.0
    assert message["items"][0]["confidence"] == "sure"
    assert message["items"][0]["cylinder_code"] == "6m3"
    assert message["items"][0]["tank"] is None
    question = message["questions"][0]
    assert question["written"] == TEXT[slice(*question["passage"])] == "1.200 kg"
    assert [reading["mass_kg"] for reading in question["readings"]] == [1.2, 1200.0]
    assert {"kind": "moment", "passage": [53, 62], "written": "jam 06.00"} in message[
        "asides"
    ]
    assert message["passages"] == [[0, len(TEXT)]]


def test_what_is_not_known_is_null() -> None:
    document = understanding_document(understood("RS Xyzzy Abc 12/15"))
    message = json.loads(to_json(document))["messages"][0]

    assert message["facility"]["code"] is None
    assert message["note"] is None
    assert message["unread"] == [{"passage": [13, 18], "written": "12/15"}]
