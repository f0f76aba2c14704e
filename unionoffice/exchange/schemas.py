"""JSON Schemas of what travels between offices, for those who read it with other programs.

`python -m unionoffice.exchange.schemas` writes them anew under resources/schemas.
"""

from __future__ import annotations

import json

from unionoffice.core.files import write_whole
from unionoffice.core.paths import resources_folder
from unionoffice.exchange import breakdown, card_file, envelope, list_file, manifest
from unionoffice.reports import figures_document

FOLDER = resources_folder() / "schemas"


def schemas() -> dict[str, str]:
    """The text of each schema by the name of its file."""
    shapes = {
        "card.json": card_file.json_schema(),
        "envelope.json": envelope.json_schema(),
        "list.json": list_file.json_schema(),
        "figures.json": figures_document.json_schema(),
        "manifest.json": manifest.json_schema(),
        "returns.json": breakdown.json_schema(),
    }
    return {
        name: json.dumps(shape, ensure_ascii=False, indent=2) + "\n"
        for name, shape in shapes.items()
    }


def write_schemas() -> None:
    FOLDER.mkdir(exist_ok=True)
    for name, text in schemas().items():
        write_whole(FOLDER / name, text.encode("utf-8"))


if __name__ == "__main__":
    write_schemas()
