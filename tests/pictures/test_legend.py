from napas.pictures.legend import Entry, box_swatch, draw_legend, line_swatch


def entries(*labels: str) -> list[Entry]:
    return [Entry(label, box_swatch({"fill": "none"})) for label in labels]


def test_no_entries_take_no_room() -> None:
    legend = draw_legend((), 0, 0, 300)
    assert legend.markup == ""
    assert legend.height == 0


def test_a_legend_breaks_where_the_room_ends() -> None:
    one_row = draw_legend(entries("Terkirim", "Di jalan"), 0, 0, 300)
    two_rows = draw_legend(entries("Terkirim", "Di jalan"), 0, 0, 120)
    assert one_row.height == 18
    assert two_rows.height == 36


def test_a_label_longer_than_the_room_is_shortened() -> None:
    legend = draw_legend(entries("Kebutuhan menurut norma nasional"), 0, 0, 120)
    assert "…</text>" in legend.markup
    assert legend.height == 18


def test_a_line_swatch_is_a_piece_of_line() -> None:
    assert line_swatch({"stroke": "red"})(4, 9) == (
        '<path d="M4 9L24 9" stroke="red"/>'
    )
