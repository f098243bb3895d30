"""The outlines of a country's territories for its map."""

import json
from importlib.resources import files

from napas.pictures.map_values import Shape


def shapes_of(country: str) -> tuple[Shape, ...]:
    """The outlines that come with a country; none where it has no map."""
    file = files("napas") / "countries" / country / "shapes.json"
    if not file.is_file():
        return ()
    entries = json.loads(file.read_text("utf-8"))["shapes"]
    return tuple(
        Shape(
            code=entry["code"],
            rings=tuple(tuple(map(tuple, ring)) for ring in entry["rings"]),
            is_schematic=entry["schematic"],
        )
        for entry in entries
    )
